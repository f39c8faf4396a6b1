// The review page: the state in the address, and the three answers that it asks for.

import { isAbort } from "../api.js";
import { Combobox } from "../combobox.js";
import { $, $$ } from "../dom.js";
import { clearProblem, showProblem } from "../frame.js";
import { findParties, nameOf } from "../parties.js";
import { State } from "../state.js";
import { Changes } from "./changes.js";
import { Findings } from "./findings.js";
import { Numbers } from "./numbers.js";
import { Reviews } from "./reviews.js";
import { Risk } from "./risk.js";

const NAMES = ["party", "as_of", "severity", "rule", "state", "open", "finding", "period", "vendors"];
const DEFAULTS = { state: "open", period: "90" };
/** What each part of the page asks with; a change of one of them makes that part ask again. */
const ASKED = {
  findings: ["party", "as_of", "severity", "rule", "state"],
  numbers: ["party", "as_of"],
  risk: ["party", "as_of"],
  changes: ["party", "as_of", "period"],
  reviews: ["party", "as_of", "vendors"],
};

class Page {
  constructor(app) {
    this.today = app.dataset.today;
    this.state = new State(NAMES, DEFAULTS);
    this.parts = {
      findings: new Findings($("#findings"), this),
      numbers: new Numbers($("#tiles"), this),
      risk: new Risk($("#risk"), this),
      changes: new Changes($("#changes"), this),
      reviews: new Reviews($("#reviews"), this),
    };
    this.day = $("#as_of");
    this.party = new Combobox($("[data-combobox=party]"), {
      find: findParties,
      choose: ({ value }) => this.state.set({ party: value, finding: "" }),
    });
    this.#wire();
    this.#show();
    this.load(Object.keys(ASKED));
  }

  /** The day that the page is about. */
  get on() {
    return this.state.get("as_of") || this.today;
  }

  /** Ask again for some parts of the page; each fills in as its answer comes. */
  load(names) {
    clearProblem();
    return Promise.all(names.map((name) => this.#loadPart(name)));
  }

  async #loadPart(name) {
    const part = this.parts[name];
    part.host.setAttribute("aria-busy", "true");
    try {
      await part.load();
    } catch (error) {
      if (isAbort(error)) return;
      part.fail();
      part.host.removeAttribute("aria-busy");
      showProblem(error, () => this.state.reset(), "Back to everything open");
    }
    part.host.removeAttribute("aria-busy");
  }

  #wire() {
    $("#question").addEventListener("submit", (event) => event.preventDefault());
    this.day.addEventListener("change", () => {
      if (this.day.value) this.state.set({ as_of: this.day.value === this.today ? "" : this.day.value });
    });
    for (const select of $$("[data-filter]")) {
      select.addEventListener("change", () => this.state.set({ [select.id]: select.value }));
    }
    $("#reset").addEventListener("click", () => this.state.reset());
    this.state.addEventListener("change", ({ detail: changed }) => {
      this.#show();
      this.load(Object.keys(ASKED).filter((part) => ASKED[part].some((name) => changed.has(name))));
    });
  }

  async #show() {
    this.day.value = this.on;
    for (const select of $$("[data-filter]")) choose(select, this.state.get(select.id));
    const party = this.state.get("party");
    this.party.show(party);
    if (!party) return;
    const name = await nameOf(party);
    if (this.state.get("party") === party) this.party.show(name);
  }
}

/** Set a list to a value, also to one that the address brought and the list lacks. */
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  select.value = value;
}

new Page($("#app"));
