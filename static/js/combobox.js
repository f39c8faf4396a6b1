// A searchable list after the ARIA combobox pattern (listbox popup, list autocomplete).

import { h, replace, announce } from "./dom.js";

let made = 0;

export class Combobox {
  /**
   * `find(text, signal)` gives options {value, label, detail, mark, depth, disabled};
   * `choose(option)` is told what was taken. `host` says label and what no choice is called.
   */
  constructor(host, { find, choose, clears = true }) {
    this.find = find;
    this.choose = choose;
    this.clears = clears;
    this.empty = host.dataset.empty;
    this.shown = "";
    this.options = [];
    this.active = -1;
    const id = `combobox-${(made += 1)}`;
    this.list = h("ul.options", { id, role: "listbox", "aria-label": host.dataset.label, hidden: true });
    this.input = h("input.pill", {
      type: "text",
      role: "combobox",
      "aria-label": host.dataset.label,
      "aria-expanded": "false",
      "aria-controls": id,
      "aria-autocomplete": "list",
      placeholder: this.empty,
      spellcheck: "false",
      autocomplete: "off",
    });
    host.classList.add("combobox");
    host.append(this.input, this.list);
    this.#wire();
    this.show("");
  }

  /** Show a choice; empty text stands for none. */
  show(label) {
    this.shown = label;
    this.input.value = label;
    this.input.title = label;
    this.input.style.setProperty("--length", Math.max(4, (label || this.empty).length + 1));
    this.input.classList.toggle("unset", !label);
  }

  #wire() {
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.#open(""));
    this.input.addEventListener("input", () => this.#open(this.input.value));
    this.input.addEventListener("blur", () => this.#close());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.#take(Number(item.dataset.index));
    });
  }

  async #open(text) {
    this.running?.abort();
    this.running = new AbortController();
    const { signal } = this.running;
    const found = await this.find(text.trim(), signal).catch(() => []);
    if (signal.aborted || document.activeElement !== this.input) return;
    const none = this.clears && !text ? [{ value: "", label: this.empty }] : [];
    this.options = [...none, ...found];
    this.#draw();
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.#move(this.options.findIndex((option) => option.label === this.shown || (text && !option.disabled)));
    if (text) announce(found.length ? `${found.length} found` : "Nothing found");
  }

  #draw() {
    const items = this.options.map((option, index) =>
      h(
        "li",
        {
          id: `${this.list.id}-${index}`,
          role: "option",
          "data-index": index,
          "aria-selected": String(option.label === this.shown),
          "aria-disabled": option.disabled ? "true" : null,
          style: option.depth ? `--depth:${option.depth}` : null,
        },
        h("span.option-label", {}, option.label),
        option.mark && h("span.tag.special", {}, option.mark),
        option.detail && h("span.option-detail", {}, option.detail),
      ),
    );
    replace(
      this.list,
      items.length
        ? items
        : h("li.none", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found"),
    );
  }

  #move(index) {
    this.list.children[this.active]?.classList.remove("active");
    this.active = index;
    const item = this.options[index] && this.list.children[index];
    if (!item) return this.input.removeAttribute("aria-activedescendant");
    item.classList.add("active");
    item.scrollIntoView({ block: "nearest" });
    return this.input.setAttribute("aria-activedescendant", item.id);
  }

  #key(event) {
    const open = !this.list.hidden;
    const last = this.options.length - 1;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      if (!open) this.#open("");
      else this.#move((this.active + steps[event.key] + last + 1) % (last + 1));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      this.#take(this.active);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#open("");
    } else if (event.key === "Escape" && (open || this.input.value !== this.shown)) {
      event.stopPropagation();
      this.#close();
      this.input.select();
    }
  }

  #take(index) {
    const option = this.options[index];
    if (!option || option.disabled) return;
    this.shown = option.value === "" ? "" : option.label;
    this.#close();
    this.show(this.shown);
    this.choose(option);
  }

  #close() {
    this.running?.abort();
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.input.value = this.shown;
  }
}
