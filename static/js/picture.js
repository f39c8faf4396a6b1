// The answer as a flow of categories or as a map: Plotly on the server's figure, and the places beside it.

import { $, h, replace } from "./dom.js";
import { transferBadge } from "./parts.js";
import { number, plural } from "./words.js";

const ZOOM = 1.4;
const WORLD = 0.5; // height of the map by its width

export class Picture {
  /** `choosePlace(id)`, `chooseNode(id)` and `chooseCategory(id)` are told what was clicked. */
  constructor(box, choices) {
    this.box = box;
    this.plot = $(".picture-plot", box);
    this.choices = choices;
  }

  /** Draw a figure; `chosen` is the place that filters the answer. */
  async show(figure, chosen) {
    const kind = figure.meta.places ? "map" : "flow";
    // Plotly keeps the state of one kind of drawing; another one starts anew.
    if (kind !== this.kind) window.Plotly.purge(this.plot);
    this.kind = kind;
    const dragmode = window.matchMedia("(pointer: coarse)").matches ? false : (figure.layout.dragmode ?? false);
    const config = { ...figure.config, displayModeBar: false };
    const layout = { ...figure.layout, dragmode };
    if (kind === "map") layout.height = Math.min(layout.height, Math.round(this.plot.clientWidth * WORLD));
    await window.Plotly.react(this.plot, figure.data, layout, config);
    this.plot.removeAllListeners("plotly_click");
    this.plot.on("plotly_click", ({ points }) => this.#click(points[0]));
    $(".picture-note", this.box).textContent = figure.meta.note;
    this.#places(figure.meta.places ?? [], chosen);
  }

  clear() {
    if (this.kind) window.Plotly.purge(this.plot);
    this.kind = null;
  }

  zoom(direction) {
    if (this.kind !== "map") return undefined;
    const scale = this.plot._fullLayout.geo.projection.scale * (direction === "in" ? ZOOM : 1 / ZOOM);
    const whole = { "geo.projection.scale": 1, "geo.center": null, "geo.projection.rotation": null };
    return window.Plotly.relayout(
      this.plot,
      direction === "fit" ? whole : { "geo.projection.scale": Math.min(40, Math.max(1, scale)) },
    );
  }

  async image() {
    const { width, height } = this.plot.getBoundingClientRect();
    const filename = `vendorgraph-${this.kind}`;
    await window.Plotly.downloadImage(this.plot, { format: "png", filename, scale: 2, width, height });
  }

  #click(point) {
    if (this.kind === "map") return this.choices.choosePlace(point.customdata);
    const { kind, id } = point.customdata ?? {};
    if (!id) return undefined; // a ribbon, or what stands together
    const choose = { place: "choosePlace", recipient: "chooseNode", category: "chooseCategory" };
    return this.choices[choose[kind]](id);
  }

  /** What no map can show beside what it shows: both lists filter, by pointer and by keyboard. */
  #places(places, chosen) {
    const beside = places.filter((place) => !place.on_map);
    const onMap = places.filter((place) => place.on_map);
    replace(
      $(".picture-places", this.box),
      beside.length > 0 && this.#list("Not on the map", beside, chosen),
      onMap.length > 0 && this.#list("On the map", onMap, chosen),
    );
  }

  #list(title, places, chosen) {
    return h(
      "section",
      {},
      h("h3", {}, title),
      h(
        "ul",
        {},
        places.map((place) =>
          h(
            "li",
            {},
            h(
              "button.place",
              {
                type: "button",
                "aria-pressed": String(place.place === chosen),
                onclick: () => this.choices.choosePlace(place.place),
              },
              h("b", {}, place.name),
              h("span", {}, place.recipients ? plural(place.recipients, "recipient") : "only flows back to the source"),
            ),
            transferBadge(place.transfer),
            h("small", {}, share(place)),
          ),
        ),
      ),
    );
  }
}

/** Of how many recipients the worst status is that of, unless it is that of all. */
function share({ recipients, transfer, statuses }) {
  const worst = statuses[transfer] ?? 0;
  return worst && worst < recipients ? `${number(worst)} of ${number(recipients)}` : "";
}
