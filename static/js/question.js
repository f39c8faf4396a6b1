// The question's controls: what is asked, of whom, when, and what of the answer is shown.

import { Combobox } from "./combobox.js";
import { $, $$ } from "./dom.js";
import { foldWhenNarrow, showTitle } from "./frame.js";
import { findParties, nameOf } from "./parties.js";
import { plural } from "./words.js";

const PLACE = ["country", "region", "outside"];
const SELECTS = ["role", "certainty", "depth", "colour"];
const REGIONS = ["EEA", "EU", "UK", "CH"];

export class Question {
  constructor(state, vocabulary, today) {
    this.state = state;
    this.vocabulary = vocabulary;
    this.today = today;
    this.form = $("#question");
    this.day = $("#as_of");
    const box = (name, options) => new Combobox($(`[data-combobox=${name}]`), options);
    this.from = box("from", {
      find: findParties,
      choose: (o) => this.#ask({ from: o.value }),
    });
    this.category = box("category", {
      find: async (text) => this.#categories(text),
      choose: (o) => this.#ask({ category: o.value }),
    });
    this.place = box("place", {
      find: async (text) => this.#places(text),
      choose: (o) => this.#ask({ country: "", region: "", outside: "", ...o.set }),
    });
    this.#wire();
    this.show();
  }

  /** A new question draws its own part of the graph, so what was expanded and selected is left. */
  #ask(changes) {
    this.state.set({ ...changes, expand: "", limit: "", ...("from" in changes ? { node: "", flow: "" } : {}) });
  }

  #wire() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.day.addEventListener("change", () => {
      if (this.day.value) this.#ask({ as_of: this.day.value === this.today ? "" : this.day.value });
    });
    for (const name of SELECTS) {
      const select = this.form.elements[name];
      select.addEventListener("change", () => {
        if (name === "colour") this.state.set({ colour: select.value });
        else this.#ask({ [name]: select.value });
      });
    }
    const include = this.form.elements.include;
    include.addEventListener("change", () => this.#ask({ include: include.checked ? "planned" : "" }));
    foldWhenNarrow($("#filters"));
    $("#reset").addEventListener("click", () => this.state.reset());
    document.addEventListener("click", (event) => {
      for (const menu of $$("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
    });
    document.addEventListener("keydown", (event) => {
      const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
      if (menu) {
        menu.open = false;
        $("summary", menu).focus();
      }
    });
  }

  /** Show what the state holds. */
  async show() {
    const { state } = this;
    this.day.value = state.get("as_of") || this.today;
    for (const name of SELECTS) this.#select(this.form.elements[name], state.get(name));
    this.form.elements.include.checked = state.get("include") === "planned";
    this.category.show(state.get("category") ? this.vocabulary.category(state.get("category")) : "");
    this.place.show(this.#placeLabel());
    this.#count();
    this.showDepth();
    const from = state.get("from");
    this.from.show(from ? (this.names?.get(from) ?? from) : "");
    this.#title();
    if (from && !this.names?.has(from)) {
      const name = await nameOf(from);
      this.names = (this.names ?? new Map()).set(from, name);
      if (state.get("from") === from) this.from.show(name);
      this.#title();
    }
  }

  #title() {
    showTitle(this.category.shown, this.from.shown, this.state.get("as_of"));
  }

  /** Say which depth is drawn while it is left to the page. */
  showDepth(depth = this.depth) {
    this.depth = depth;
    const auto = this.form.elements.depth.options[0];
    auto.textContent = depth ? `Auto (${plural(Number(depth), "flow")})` : "Auto";
  }

  #select(select, value) {
    if (![...select.options].some((option) => option.value === value)) {
      select.add(new Option(select.name === "depth" ? `${value} flows` : value, value));
    }
    select.value = value;
  }

  #count() {
    const set = [...PLACE, "role", "certainty", "include"].filter((name) => this.state.get(name)).length;
    const badge = $("#filters-count");
    badge.hidden = !set;
    badge.textContent = set ? `${set} active` : "";
  }

  #placeLabel() {
    const { state, vocabulary } = this;
    const words = { country: "in", region: "in", outside: "outside" };
    const parts = PLACE.filter((name) => state.get(name)).map((name) => {
      const place = state.get(name);
      if (name === "country" && place === "unknown") return "Place unknown";
      const label = REGIONS.includes(place) && name !== "country" ? shortRegion(place) : vocabulary.place(place);
      return `${words[name]} ${label}`;
    });
    const text = parts.join(", ");
    return text && text[0].toUpperCase() + text.slice(1);
  }

  #categories(text) {
    const wanted = text.toLowerCase();
    const found = [];
    for (const { term, depth, above } of this.vocabulary.tree()) {
      const hit = !wanted || [term.name, term.id].some((name) => name.toLowerCase().includes(wanted));
      if (!hit) continue;
      const mark = term.special_category ? "Art. 9" : term.criminal ? "Art. 10" : "";
      found.push({
        value: term.id,
        label: term.name,
        depth: wanted ? 0 : depth,
        mark,
        detail: wanted ? above.join(" › ") : "",
      });
    }
    return found;
  }

  #places(text) {
    const option = (set, label, detail = "") => ({ value: JSON.stringify(set), set, label, detail });
    const options = [
      option({ outside: "EEA" }, "Outside the EEA", "also unknown places"),
      option({ country: "unknown" }, "Place unknown"),
      ...REGIONS.map((id) => option({ region: id }, `In ${shortRegion(id)}`)),
      ...REGIONS.slice(1).map((id) => option({ outside: id }, `Outside ${shortRegion(id)}`, "also unknown places")),
      ...[...this.vocabulary.countries.values()]
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map((country) => option({ country: country.id }, `In ${country.name}`, country.id)),
    ];
    const wanted = text.toLowerCase();
    return options.filter(({ label, detail }) => !wanted || `${label} ${detail}`.toLowerCase().includes(wanted));
  }
}

const shortRegion = (id) => ({ EEA: "the EEA", EU: "the EU", UK: "the United Kingdom", CH: "Switzerland" })[id] ?? id;
