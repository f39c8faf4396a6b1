// What marks and strokes mean, with how many of each are drawn.

import { h, replace, svg } from "./dom.js";
import { number } from "./words.js";

const MARKS = {
  circle: ["circle", { cx: 8, cy: 8, r: 5 }],
  square: ["rect", { x: 3.5, y: 3.5, width: 9, height: 9 }],
  diamond: ["path", { d: "M8 2 14 8 8 14 2 8Z" }],
  "diamond-open": ["path", { d: "M8 2 14 8 8 14 2 8Z" }],
  "triangle-up": ["path", { d: "M8 2.500 14 13H2Z" }],
  pentagon: ["path", { d: "M8 2 14 6.500 11.700 13.500H4.300L2 6.500Z" }],
  hexagon: ["path", { d: "M8 2 13.200 5v6L8 14 2.800 11V5Z" }],
  x: ["path", { d: "M5 2 8 5 11 2 14 5 11 8 14 11 11 14 8 11 5 14 2 11 5 8 2 5Z" }],
  "circle-open": ["circle", { cx: 8, cy: 8, r: 6 }],
};

export function drawLegend(list, entries) {
  replace(
    list,
    entries.map((entry) =>
      h("li", {}, swatch(entry), h("span", {}, entry.label), h("span.count", {}, number(entry.count))),
    ),
  );
}

function swatch(entry) {
  const box = { viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" };
  if (entry.kind === "flow") {
    const dash = entry.dash === "solid" ? null : entry.dash.replaceAll("px", "");
    return svg(
      "svg",
      { ...box, viewBox: "0 0 28 16", class: "wide" },
      svg("path", {
        d: "M1 8H27",
        fill: "none",
        stroke: entry.color,
        "stroke-width": entry.strong ? 2.6 : 1.5,
        "stroke-opacity": entry.faint ? 0.5 : null,
        "stroke-dasharray": dash,
      }),
    );
  }
  if (entry.kind === "ribbon") {
    return svg("svg", { ...box, viewBox: "0 0 28 16", class: "wide" }, svg("path", { d: "M0 3H28V13H0Z", fill: entry.color }));
  }
  const [tag, shape] = MARKS[entry.symbol] ?? MARKS.circle;
  const open = entry.symbol.endsWith("-open");
  return svg(
    "svg",
    box,
    svg(tag, {
      ...shape,
      fill: open ? "none" : entry.color,
      stroke: open ? entry.color : null,
      "stroke-width": open ? (entry.strong === false ? 1 : 2) : null,
    }),
  );
}
