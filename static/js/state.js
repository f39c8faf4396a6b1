// The address's query string is the page's whole state: it can be linked, bookmarked and reloaded.

export const QUESTION = [
  "from",
  "category",
  "country",
  "region",
  "outside",
  "role",
  "certainty",
  "as_of",
  "context",
  "include",
];
export const DRAWING = ["depth", "expand", "limit"];
export const VIEW = ["colour", "node", "flow", "sort"];
const DEFAULTS = { colour: "role", sort: "hops" };
const NAMES = [...QUESTION, ...DRAWING, ...VIEW];

export class State extends EventTarget {
  /** `opening` is the source asked when the address names none. */
  constructor(opening) {
    super();
    this.opening = opening;
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
    if (NAMES.every((name) => next[name] === this.values[name])) return;
    history[replace ? "replaceState" : "pushState"](null, "", this.#address(next));
    this.#become(next);
  }

  reset() {
    this.set({ ...Object.fromEntries(NAMES.map((name) => [name, DEFAULTS[name] ?? ""])), from: this.opening });
  }

  #become(next) {
    const changed = new Set(NAMES.filter((name) => next[name] !== this.values[name]));
    this.values = next;
    if (changed.size) this.dispatchEvent(new CustomEvent("change", { detail: changed }));
  }

  #read() {
    const query = new URLSearchParams(location.search);
    const values = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? DEFAULTS[name] ?? ""]));
    if (!query.has("from")) values.from = this.opening;
    return values;
  }

  #address(values) {
    const query = new URLSearchParams({ from: values.from });
    for (const name of NAMES) {
      if (name !== "from" && values[name] && values[name] !== DEFAULTS[name]) query.set(name, values[name]);
    }
    const theme = new URLSearchParams(location.search).get("theme");
    if (theme) query.set("theme", theme);
    return `${location.pathname}?${query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",")}`;
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
