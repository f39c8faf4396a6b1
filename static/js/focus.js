// One neighbourhood drawn strongly, the rest faintly: what makes a large network readable.

import { pathOf } from "./hit.js";

const FAINT = 0.13;
const MOST_NAMES = 30;
const NAME_HEIGHT = 17;

/**
 * A copy of the figure in which `flows` (indexes of curves) and `nodes` (indexes) stand out.
 * `scale` is px per data unit, by which names keep clear of each other.
 */
export function focused(figure, curves, nodes, flows, scale) {
  const { layout, data, meta } = figure;
  const strong = meta.colours.focus;
  const shapes = layout.shapes.map((shape) =>
    shape.type === "path" ? { ...shape, opacity: Math.min(shape.opacity / 3, 0.12) } : shape,
  );
  shapes.push(...strongShapes(curves, flows, strong, meta, scale));
  return {
    data: data.map((trace) => (trace.customdata ? fade(trace, meta, nodes) : trace)),
    layout: { ...layout, shapes, annotations: names(figure, nodes, scale) },
  };
}

function fade(trace, meta, nodes) {
  const lit = new Set([...nodes].map((index) => meta.nodes[index].id));
  // By alpha of the colour: marks of an opacity of their own draw several times slower.
  const color = trace.customdata.map((id, index) =>
    lit.has(id) ? trace.marker.color[index] : faint(trace.marker.color[index]),
  );
  return { ...trace, marker: { ...trace.marker, color } };
}

function faint(colour) {
  if (!colour.startsWith("#")) return colour.replace(/[\d.]+\)$/, `${FAINT})`);
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${FAINT})`;
}

/** Stated flows solid, possible ones dashed, as in the whole drawing. */
function strongShapes(curves, flows, colour, meta, scale) {
  const byDash = new Map();
  for (const index of flows) {
    const { dash } = curves.classes[index];
    byDash.set(dash, [...(byDash.get(dash) ?? []), index]);
  }
  const lines = [...byDash].map(([dash, indexes]) => ({
    type: "path",
    layer: "below",
    path: indexes.map((index) => pathOf(curves.points, index)).join(""),
    line: { color: colour, width: 2, dash },
    showlegend: false,
  }));
  const heads = [...flows].map((index) => head(curves, index, meta, scale)).join("");
  return heads
    ? [
        ...lines,
        { type: "path", layer: "below", path: heads, fillcolor: colour, line: { width: 0 }, showlegend: false },
      ]
    : lines;
}

/** An arrowhead before the end of a curve, along its last stretch. */
function head(curves, index, meta, scale) {
  const p = curves.points.subarray(8 * index, 8 * index + 8);
  const off = meta.nodes[curves.ends[2 * index + 1]].radius + 1.5;
  const at = (t) => {
    const u = 1 - t;
    const w = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    return [0, 1].map((axis) => w.reduce((sum, weight, i) => sum + weight * p[2 * i + axis], 0));
  };
  const before = (pixels) => {
    let [low, high] = [0.4, 1];
    for (let i = 0; i < 12; i += 1) {
      const middle = (low + high) / 2;
      const [x, y] = at(middle);
      if (Math.hypot((p[6] - x) * scale.x, (p[7] - y) * scale.y) > pixels) low = middle;
      else high = middle;
    }
    return at(high);
  };
  const tip = before(off);
  const back = before(off + 8);
  const [dx, dy] = [(tip[0] - back[0]) * scale.x, (tip[1] - back[1]) * scale.y];
  const length = Math.hypot(dx, dy) || 1;
  const across = [((-dy / length) * 3.6) / scale.x, ((dx / length) * 3.6) / scale.y];
  return `M${tip}L${[back[0] + across[0], back[1] + across[1]]}L${[back[0] - across[0], back[1] - across[1]]}Z`;
}

/** Headings stay; names of what is in focus: all where every node has one, else as many as keep clear of each other. */
function names({ layout, data, meta }, nodes, scale) {
  const { annotations } = layout;
  const headings = annotations.filter((label) => label.name === "tier");
  if (annotations.length - headings.length === meta.nodes.length) {
    const lit = new Set([...nodes].map((index) => meta.nodes[index].id));
    return annotations.filter((label) => label.name === "tier" || lit.has(label.name));
  }
  const known = new Map(annotations.map((label) => [label.name, label]));
  const pattern = annotations.find((label) => label.name !== "tier") ?? {};
  const taken = [];
  const kept = [];
  for (const index of nodes) {
    if (kept.length >= MOST_NAMES) break;
    const node = meta.nodes[index];
    const x = data[0].x[index] * scale.x;
    const y = data[0].y[index] * scale.y - node.radius - NAME_HEIGHT / 2;
    const half = Math.min(28, node.name.length) * 3.1 + 4;
    const clear = taken.every((box) => Math.abs(box.x - x) > box.half + half || Math.abs(box.y - y) > NAME_HEIGHT);
    if (!clear && kept.length > 0) continue;
    taken.push({ x, y, half });
    kept.push(known.get(node.id) ?? label(node, data[0].x[index], data[0].y[index], pattern));
  }
  return [...headings, ...kept];
}

function label(node, x, y, pattern) {
  const name = node.name.length > 28 ? `${node.name.slice(0, 27)}…` : node.name;
  const text = name.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return {
    ...pattern,
    name: node.id,
    text,
    x,
    y,
    xanchor: "center",
    yanchor: "bottom",
    xshift: 0,
    yshift: node.radius + 1,
  };
}
