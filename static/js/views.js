// Network, flow and map: three views of the same answer, as tabs over the drawing.

import { get } from "./api.js";
import { $, $$ } from "./dom.js";
import { Picture } from "./picture.js";
import { number, plural } from "./words.js";

const PATHS = { flow: "/figures/sankey", map: "/figures/map" };

const READABLE = 150; // recipients that one drawing opens with at most

/** Two flows from the source, or one where two would bring more than can be read. */
export function openingDepth(answer) {
  const near = answer.recipients.filter((row) => row.hops <= 2);
  return new Set(near.map((row) => row.processing.id)).size > READABLE ? "1" : "2";
}

export class Views {
  constructor(state, drawing, choices) {
    this.state = state;
    this.drawing = drawing;
    this.picture = new Picture($("#picture"), choices);
    this.tabs = $$("[role=tab]", $("#views"));
    for (const tab of this.tabs) tab.addEventListener("click", () => state.set({ view: tab.dataset.view }));
    $("#views").addEventListener("keydown", (event) => this.#key(event));
    for (const tool of $$("[data-tool]")) tool.addEventListener("click", () => this.#tool(tool.dataset.tool));
  }

  /** `network`, `flow` or `map`; whatever else the address says is the network. */
  get current() {
    return this.state.get("view") in PATHS ? this.state.get("view") : "network";
  }

  /** The figure of the flow or the map. */
  fetch(parameters, theme, signal) {
    return get(PATHS[this.current], { ...parameters, theme }, signal);
  }

  /** Turn to the current view; `something` says whether there is something to draw. */
  turn(something) {
    const { current } = this;
    const network = current === "network";
    for (const tab of this.tabs) {
      const chosen = tab.dataset.view === current;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) $("#view").setAttribute("aria-labelledby", tab.id);
    }
    $("#canvas").hidden = !network || !something;
    $("#picture").hidden = network || !something;
    $("#find").hidden = !network;
    for (const name of ["depth", "colour"]) $("#question").elements[name].closest(".field").hidden = !network;
    for (const tool of $$("[data-tool]")) tool.hidden = current === "flow" && tool.dataset.tool !== "image";
    if (network) this.picture.clear();
    else this.drawing.clear();
  }

  async draw(figure) {
    await this.picture.show(figure, this.state.get("country"));
    $("#counter").textContent = this.current === "map" ? onMap(figure.meta.counts) : together(figure.meta.counts);
  }

  #tool(tool) {
    const target = this.current === "network" ? this.drawing : this.picture;
    return tool === "image" ? target.image() : target.zoom(tool);
  }

  #key(event) {
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -this.tabs.length, End: this.tabs.length };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const last = this.tabs.length - 1;
    const at = this.tabs.indexOf(event.target) + steps[event.key];
    const tab = this.tabs[Math.abs(steps[event.key]) > 1 ? Math.max(0, Math.min(last, at)) : (at + last + 1) % (last + 1)];
    tab.focus();
    this.state.set({ view: tab.dataset.view });
  }
}

function onMap({ places, recipients }) {
  const beside = places.hidden ? `, ${plural(places.hidden, "place")} beside it` : "";
  const unseen = recipients.hidden ? `; ${plural(recipients.hidden, "recipient")} in no country known` : "";
  return `${plural(places.shown, "country", "countries")} on the map${beside}${unseen}`;
}

function together({ pairs, recipients, categories, places }) {
  const parts = [
    [categories, "category", "categories"],
    [recipients, "recipient"],
    [places, "place"],
  ]
    .filter(([{ together: many }]) => many)
    .map(([{ shown, together: many }, one, several]) => `${number(shown)} of ${plural(shown + many, one, several)}`);
  return `${plural(pairs, "pair")} of recipient and category${parts.length ? `; named: ${parts.join(", ")}` : ""}`;
}
