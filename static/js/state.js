// The address's query string is the page's whole state: it can be linked, bookmarked and reloaded.

export class State extends EventTarget {
  /**
   * `names` are the values kept; one that the address leaves out has its default. Those of `always`
   * stand in the address even when empty or at their default.
   */
  constructor(names, defaults = {}, always = []) {
    super();
    this.names = names;
    this.always = always;
    this.defaults = Object.fromEntries(names.map((name) => [name, defaults[name] ?? ""]));
    this.values = this.#read();
    history.replaceState(null, "", this.#address(this.values));
    window.addEventListener("popstate", () => this.#become(this.#read()));
  }

  get(name) {
    return this.values[name];
  }

  /** The parameters of an API call: those of `names` that are set. */
  parameters(...names) {
    return Object.fromEntries(names.flat().map((name) => [name, this.values[name]]));
  }

  /** Change some values. With `replace` the step does not become one of the browser's history. */
  set(changes, { replace = false } = {}) {
    const next = { ...this.values, ...changes };
    if (this.names.every((name) => next[name] === this.values[name])) return;
    history[replace ? "replaceState" : "pushState"](null, "", this.#address(next));
    this.#become(next);
  }

  reset() {
    this.set(this.defaults);
  }

  #become(next) {
    const changed = new Set(this.names.filter((name) => next[name] !== this.values[name]));
    this.values = next;
    if (changed.size) this.dispatchEvent(new CustomEvent("change", { detail: changed }));
  }

  #read() {
    const query = new URLSearchParams(location.search);
    return Object.fromEntries(this.names.map((name) => [name, query.get(name) ?? this.defaults[name]]));
  }

  #address(values) {
    const query = new URLSearchParams();
    for (const name of this.always) query.set(name, values[name]);
    for (const name of this.names) {
      if (!query.has(name) && values[name] && values[name] !== this.defaults[name]) query.set(name, values[name]);
    }
    const theme = new URLSearchParams(location.search).get("theme");
    if (theme) query.set("theme", theme);
    const text = query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
    return `${location.pathname}${text ? `?${text}` : ""}`;
  }
}

/** `context` as a map, `name:on,dimension:value`. */
export function parseContext(text) {
  return new Map(
    text
      .split(",")
      .filter(Boolean)
      .map((part) => [part.slice(0, part.lastIndexOf(":")), part.slice(part.lastIndexOf(":") + 1)]),
  );
}

export const contextText = (map) =>
  [...map]
    .map(([name, value]) => `${name}:${value}`)
    .sort()
    .join(",");
