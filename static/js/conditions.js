// Options and events on which flows hang: switched for this question only.

import { all, once } from "./api.js";
import { $, h, replace } from "./dom.js";
import { contextText, parseContext } from "./state.js";

export class Conditions {
  constructor(state) {
    this.state = state;
    this.known = new Map();
  }

  async load() {
    const { items } = await once("/conditions", (path) => all(path));
    this.known = new Map(items.map((condition) => [condition.id, condition]));
    this.show();
  }

  name(id) {
    return this.known.get(id)?.name ?? id;
  }

  on(id) {
    return (parseContext(this.state.get("context")).get(id) ?? this.known.get(id)?.default) === "on";
  }

  show() {
    const context = parseContext(this.state.get("context"));
    const scopes = [...context].filter(([name]) => !this.known.has(name));
    $("#conditions").hidden = !this.known.size && !scopes.length;
    const badge = $("#conditions-count");
    badge.hidden = !context.size;
    badge.textContent = context.size ? `${context.size} changed` : "";
    const open = document.activeElement?.dataset?.condition;
    replace(
      $("#conditions-list"),
      [...this.known.values()].map((one) => this.#toggle(one)),
      scopes.map(([name, value]) => this.#scope(name, value)),
    );
    if (open) $(`[data-condition="${CSS.escape(open)}"]`)?.focus();
  }

  #toggle(condition) {
    const box = h("input", {
      type: "checkbox",
      "data-condition": condition.id,
      onchange: () => this.#switch(condition, box.checked),
    });
    box.checked = this.on(condition.id);
    return h(
      "label.check",
      {},
      box,
      h("span", {}, condition.name, h("small", {}, ` ${condition.kind}, ${condition.default} unless changed`)),
    );
  }

  #scope(name, value) {
    return h(
      "p.scope",
      {},
      `Only flows for ${name}: ${value} `,
      h("button.quiet", { type: "button", onclick: () => this.#set(name, null) }, "Remove"),
    );
  }

  #switch(condition, on) {
    const value = on ? "on" : "off";
    this.#set(condition.id, value === condition.default ? null : value);
  }

  #set(name, value) {
    const context = parseContext(this.state.get("context"));
    if (value === null) context.delete(name);
    else context.set(name, value);
    this.state.set({ context: contextText(context), expand: "", limit: "" });
  }
}
