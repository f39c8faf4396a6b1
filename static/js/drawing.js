// The drawing: Plotly on the figure that the server made, and what pointing and clicking mean on it.

import { h, replace } from "./dom.js";
import { focused } from "./focus.js";
import { curvesOf, nearest } from "./hit.js";

const NODE_REACH = 5; // px beyond the mark
const FLOW_REACH = 7; // px from the curve
const ZOOM = 1.4;
const SEEN = 60; // px from the edge of the drawing's window within which a node counts as seen

export class Drawing {
  /** `chooseNode(id)`, `chooseFlow(id)` and `leave()` are told what was clicked. */
  constructor(canvas, plot, tip, { chooseNode, chooseFlow, leave }) {
    Object.assign(this, { canvas, plot, tip, chooseNode, chooseFlow, leave });
    this.clear();
    this.#wire();
  }

  /** Hold no figure, while another view of the answer is shown. */
  clear() {
    Object.assign(this, { figure: null, lit: null, curves: null, place: new Map() });
  }

  get nodes() {
    return this.figure?.meta.nodes ?? [];
  }

  /** Draw a figure; `lit` = {nodes, flows} as indexes in focus, or null. */
  async show(figure) {
    this.figure = figure;
    this.curves = null;
    this.lit = null;
    this.revision = (this.revision ?? 0) + 1;
    this.place = new Map(figure.meta.nodes.map((node, index) => [node.id, index]));
    await this.#draw(figure.data, figure.layout);
    const { xaxis, yaxis } = figure.layout;
    this.home = { "xaxis.range": [...xaxis.range], "yaxis.range": [...yaxis.range] };
  }

  /** The curves, read from the figure when first needed. */
  lines() {
    this.curves ??= curvesOf(this.figure);
    return this.curves;
  }

  /** Put nodes (ids) and flows (ids) in focus with all flows of `hubs` (ids); nothing leaves the focus. */
  async focus({ nodes = [], flows = [], hubs = [] }) {
    if (!this.figure) return;
    const curves = this.lines();
    const wanted = new Set(flows);
    const centre = new Set(hubs.map((id) => this.place.get(id)).filter((index) => index !== undefined));
    const strong = [];
    const lit = new Set([...centre, ...nodes.map((id) => this.place.get(id)).filter((index) => index !== undefined)]);
    curves.ids.forEach((id, index) => {
      const [from, to] = [curves.ends[2 * index], curves.ends[2 * index + 1]];
      if (!wanted.has(id) && !centre.has(from) && !centre.has(to)) return;
      strong.push(index);
      lit.add(from).add(to);
    });
    const { data, layout } = lit.size ? focused(this.figure, curves, lit, strong, this.#scale()) : this.figure;
    this.lit = lit.size ? lit : null;
    await this.#draw(data, layout);
  }

  #draw(data, layout) {
    // The page has a legend of its own, and the view stays where the reader left it until the figure changes.
    // Where a finger scrolls the page, it does not drag the drawing; the buttons zoom there.
    const dragmode = window.matchMedia("(pointer: coarse)").matches ? false : layout.dragmode;
    const own = { ...layout, dragmode, showlegend: false, uirevision: this.revision };
    const config = { ...this.figure.config, displayModeBar: false };
    return window.Plotly.react(this.plot, data, own, config);
  }

  async zoom(direction) {
    if (!this.figure) return;
    if (direction === "fit") return window.Plotly.relayout(this.plot, this.home);
    const factor = direction === "in" ? 1 / ZOOM : ZOOM;
    const change = {};
    for (const axis of ["xaxis", "yaxis"]) {
      const [a, b] = this.plot.layout[axis].range;
      const middle = (a + b) / 2;
      change[`${axis}.range`] = [middle + (a - middle) * factor, middle + (b - middle) * factor];
    }
    return window.Plotly.relayout(this.plot, change);
  }

  async image() {
    if (!this.figure) return;
    const { width, height } = this.plot.getBoundingClientRect();
    await window.Plotly.downloadImage(this.plot, {
      format: "png",
      filename: "vendorgraph-network",
      scale: 2,
      width,
      height,
    });
  }

  /** Bring a node (id) into the part of a wide drawing that is seen. */
  bring(id) {
    const index = this.place.get(id);
    const frame = index === undefined ? null : this.#frame();
    if (!frame) return;
    const x = frame.box.left + (this.figure.data[0].x[index] - frame.x0) * frame.sx;
    const { left, width } = this.canvas.getBoundingClientRect();
    if (x < left + SEEN || x > left + width - SEEN) this.canvas.scrollLeft += x - left - width / 2;
  }

  #frame() {
    const box = this.plot.querySelector(".nsewdrag")?.getBoundingClientRect();
    if (!box?.width) return null;
    const [x0, x1] = this.plot.layout.xaxis.range;
    const [y0, y1] = this.plot.layout.yaxis.range;
    return { box, x0, y1, sx: box.width / (x1 - x0), sy: box.height / (y0 - y1) };
  }

  #scale() {
    const frame = this.#frame();
    return frame ? { x: Math.abs(frame.sx), y: Math.abs(frame.sy) } : { x: 100, y: 30 };
  }

  /** What is at a point of the window: {node} or {flow} (indexes), or null. */
  #at({ clientX, clientY }) {
    const frame = this.#frame();
    if (!frame) return null;
    const { box, sx, sy } = frame;
    const [px, py] = [clientX - box.left, clientY - box.top];
    if (px < 0 || py < 0 || px > box.width || py > box.height) return null;
    const [x, y] = [frame.x0 + px / sx, frame.y1 + py / sy];
    const trace = this.figure.data[0];
    let best = Infinity;
    let node = -1;
    trace.x.forEach((value, index) => {
      const distance = Math.hypot((value - x) * sx, (trace.y[index] - y) * sy);
      if (distance <= this.nodes[index].radius + NODE_REACH && distance < best) [best, node] = [distance, index];
    });
    if (node >= 0) return { node };
    const flow = nearest(this.lines(), x, y, sx, sy, FLOW_REACH);
    return flow >= 0 ? { flow } : null;
  }

  #wire() {
    let down = null;
    this.canvas.addEventListener("pointerdown", (event) => (down = event), true);
    document.addEventListener("pointerup", (event) => {
      const still = down && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < 5;
      if (still && this.figure && event.button === 0) this.#click(event);
      down = null;
    });
    let waiting = null;
    this.canvas.addEventListener("pointermove", (event) => {
      if (down || !this.figure) return this.#hideTip();
      if (!waiting) requestAnimationFrame(() => this.#point(waiting, (waiting = null)));
      waiting = event;
      return undefined;
    });
    this.canvas.addEventListener("pointerleave", () => this.#hideTip());
    // Scrolling the page stays scrolling: zoom takes Ctrl (or a pinch, which browsers report as Ctrl).
    this.canvas.addEventListener("wheel", (event) => !event.ctrlKey && !event.metaKey && event.stopPropagation(), true);
  }

  #click(event) {
    const hit = this.#at(event);
    if (!hit) this.leave();
    else if ("node" in hit) this.chooseNode(this.nodes[hit.node].id);
    else this.chooseFlow(this.lines().ids[hit.flow]);
  }

  #point(event) {
    const hit = this.#at(event);
    this.canvas.classList.toggle("over", Boolean(hit));
    if (!hit || "node" in hit) return this.#hideTip(); // Plotly's own hover tells of nodes
    const curves = this.lines();
    const [from, to] = [0, 1].map((end) => this.nodes[curves.ends[2 * hit.flow + end]]);
    replace(this.tip, h("b", {}, `${from.name} → ${to.name}`), h("span", {}, curves.classes[hit.flow].label));
    this.tip.hidden = false;
    const box = this.canvas.getBoundingClientRect();
    const left = Math.min(event.clientX - box.left + 14, box.width - this.tip.offsetWidth - 8);
    this.tip.style.transform = `translate(${this.canvas.scrollLeft + Math.max(8, left)}px, ${event.clientY - box.top + 14}px)`;
    return undefined;
  }

  #hideTip() {
    this.tip.hidden = true;
  }
}
