// The side panel: the facts of a processing or of a flow, with their evidence and the chains they stand in.

import { Problem, isAbort, takeOver } from "./api.js";
import { h, replace } from "./dom.js";
import { flowFacts } from "./facts-flow.js";
import { nodeFacts } from "./facts-node.js";

export class Facts {
  /** `page` gives the facts what they need: state, vocabulary, answer, drawing and what can be done. */
  constructor(panel, page) {
    this.panel = panel;
    this.page = page;
  }

  async show({ node, flow }) {
    const signal = takeOver("facts");
    if (!node && !flow) return this.#hint();
    this.panel.classList.add("open");
    this.panel.setAttribute("aria-busy", "true");
    try {
      const content = await (node ? nodeFacts(node, this.page, signal) : flowFacts(flow, this.page, signal));
      if (!signal.aborted) this.#fill(content);
    } catch (error) {
      if (isAbort(error) || signal.aborted) return undefined;
      const sentence = error instanceof Problem ? error.message : "These facts could not be shown.";
      this.#fill({ title: node || flow, body: [h("p.notice.bad", {}, sentence)] });
      if (!(error instanceof Problem)) throw error;
    } finally {
      if (!signal.aborted) this.panel.removeAttribute("aria-busy");
    }
    return undefined;
  }

  focus() {
    this.panel.focus({ preventScroll: false });
  }

  #fill({ title, subtitle, body }) {
    replace(
      this.panel,
      h(
        "header.facts-head",
        {},
        h("div", {}, h("h2", { id: "facts-title" }, title), subtitle && h("p.hint", {}, subtitle)),
        h(
          "button.quiet.close",
          { type: "button", "aria-label": "Close the facts", onclick: () => this.page.leave() },
          "✕",
        ),
      ),
      body,
    );
    this.panel.scrollTop = 0;
  }

  #hint() {
    this.panel.classList.remove("open");
    this.panel.removeAttribute("aria-busy");
    replace(
      this.panel,
      h("h2.facts-empty-title", { id: "facts-title" }, "Facts"),
      h(
        "p.hint",
        {},
        "Choose a party or a flow in the drawing, or a row of the table, to see roles, categories, places, instrument, contract, conditions and where each of them is written.",
      ),
      this.page.views.current === "network" &&
        h(
          "ul.keys",
          { "aria-label": "Keys in the drawing" },
          [
            ["← →", "along flows"],
            ["↑ ↓", "within a tier"],
            ["Enter", "open the facts"],
            ["E", "draw onward recipients"],
            ["Ctrl + scroll", "zoom"],
          ].map(([key, what]) => h("li", {}, h("kbd", {}, key), ` ${what}`)),
        ),
    );
  }
}
