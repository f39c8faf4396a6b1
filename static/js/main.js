// The network page: the state in the address, the answer it asks for, and the views of that answer.

import { address, all, get, isAbort, takeOver } from "./api.js";
import { DEFAULTS, DRAWING, NAMES, QUESTION } from "./asked.js";
import { Conditions } from "./conditions.js";
import { $, announce } from "./dom.js";
import { Drawing } from "./drawing.js";
import { Facts } from "./facts.js";
import { Find } from "./find.js";
import { clearProblem, showCounter, showEmptiness, showProblem } from "./frame.js";
import { Keys } from "./keys.js";
import { drawLegend } from "./legend.js";
import { Question } from "./question.js";
import { State } from "./state.js";
import { Table } from "./table.js";
import { drawTiles } from "./tiles.js";
import { Views, openingDepth } from "./views.js";
import { Vocabulary } from "./vocabulary.js";
import { number, plural } from "./words.js";

const MOST = 10_000; // rows of an answer; more would hold the browser up for minutes
const EVERYTHING = { depth: "100", limit: "20000", expand: "" };

class Page {
  constructor(app) {
    this.answer = { recipients: [], countries: [], sources: [] };
    this.state = new State(NAMES, { ...DEFAULTS, from: app.dataset.opening }, ["from"]);
    this.today = app.dataset.today;
    this.conditions = new Conditions(this.state);
    const choices = {
      chooseNode: (id) => this.choose(id),
      chooseFlow: (id) => this.chooseFlow(id),
      leave: () => this.leave(),
    };
    this.drawing = new Drawing($("#canvas"), $("#plot"), $("#tip"), choices);
    this.views = new Views(this.state, this.drawing, {
      chooseNode: choices.chooseNode,
      chooseCategory: (category) => this.state.set({ category }),
      choosePlace: (id) => this.state.set({ country: this.state.get("country") === id ? "" : id }),
    });
    this.facts = new Facts($("#facts"), this);
    this.table = new Table($("#answer"), {
      choose: (row) => this.chooseRow(row),
      chooseFlow: choices.chooseFlow,
      sort: (sort) => this.state.set({ sort }, { replace: true }),
    });
    this.keys = new Keys($("#canvas"), this.drawing, {
      choose: (id) => this.state.set({ node: id, flow: "" }, { replace: true }),
      open: () => this.facts.focus(),
      expand: (id) => this.expand(id),
      zoom: (direction) => this.drawing.zoom(direction),
      leave: () => this.leave(),
    });
    this.state.addEventListener("change", (event) => this.#changed(event.detail));
    document.addEventListener("theme", () => this.#load({ figure: true }));
  }

  async start() {
    try {
      [this.vocabulary] = await Promise.all([Vocabulary.load(), this.conditions.load()]);
    } catch (error) {
      if (!isAbort(error)) this.#fail(error);
      return;
    }
    this.question = new Question(this.state, this.vocabulary, this.today);
    new Find($("[data-combobox=find]"), this);
    await this.#load({ answer: true, figure: true });
    this.#resize();
  }

  get names() {
    const known = this.figure?.meta.sources ?? this.drawing.nodes;
    return new Map(known.map((node) => [node.id, node.processing]));
  }

  conditionName(id) {
    return this.conditions.name(id);
  }

  conditionOn(id) {
    return this.conditions.on(id);
  }

  choose(id) {
    this.state.set({ node: id, flow: "" });
  }

  chooseFlow(id) {
    this.state.set({ flow: id, node: "" });
  }

  async chooseRow(row) {
    if (this.views.current !== "network" || this.drawing.place.has(row.processing.id)) this.choose(row.processing.id);
    else await this.reveal(row);
  }

  leave() {
    this.state.set({ node: "", flow: "" });
  }

  ask(from) {
    this.state.set({ from, expand: "", limit: "", node: "", flow: "" });
  }

  focus(what) {
    return this.drawing.focus(what);
  }

  /** Draw what a node sends on to, beside what is drawn. */
  expand(id) {
    const opened = new Set(this.state.get("expand").split(",").filter(Boolean));
    if (opened.has(id)) return;
    this.state.set({ expand: [...opened, id].join(","), limit: this.#room() });
  }

  /** Draw the chain to a recipient that is not drawn, and select it. */
  async reveal(row) {
    const { category, as_of, context, include } = this.state.parameters(QUESTION);
    try {
      const proof = await get(
        "/exposure/proof",
        { from: row.source, to: row.processing.id, category, as_of, context, include, limit: 1 },
        takeOver("reveal"),
      );
      const senders = row.via.map((flow) => proof.flows[flow]?.from).filter(Boolean);
      const opened = new Set([...this.state.get("expand").split(",").filter(Boolean), ...senders]);
      const expand = [...opened].join(",");
      this.state.set({ view: "network", expand, limit: this.#room(), node: row.processing.id, flow: "" });
    } catch (error) {
      if (!isAbort(error)) this.#fail(error);
    }
  }

  /** Nearer nodes come first under a limit, so opening one more asks for room for it. */
  #room() {
    return this.drawing.nodes.length > 200 ? "2000" : this.state.get("limit");
  }

  #changed(changed) {
    const has = (names) => names.some((name) => changed.has(name));
    this.question?.show();
    this.conditions.show();
    if (has(QUESTION) || has(DRAWING) || has(["colour", "view"])) this.#load({ answer: has(QUESTION), figure: true });
    else if (has(["node", "flow"])) this.#select();
    if (changed.has("sort")) this.table.reorder(this.state.get("sort"));
  }

  async #load({ answer, figure }) {
    if (!this.vocabulary) return;
    const signal = takeOver("page");
    this.pending = { answer: answer || this.pending?.answer, figure };
    $("#app").setAttribute("aria-busy", "true");
    const parameters = this.state.parameters(QUESTION);
    try {
      const answered = this.pending.answer ? await all("/exposure", parameters, signal, "recipients", MOST) : this.answer;
      const theme = document.documentElement.dataset.theme;
      const drawn =
        this.views.current === "network"
          ? await this.#network(answered, { ...parameters, theme }, signal)
          : await this.views.fetch(parameters, theme, signal);
      this.pending = null;
      this.answer = answered;
      clearProblem();
      await this.#show(drawn);
    } catch (error) {
      if (isAbort(error)) return;
      this.#fail(error);
    }
    $("#app").removeAttribute("aria-busy");
  }

  #network(answered, parameters, signal) {
    const depth = this.state.get("depth") || openingDepth(answered);
    this.question.showDepth(depth);
    const looks = { colour: this.state.get("colour"), width: this.#width() };
    return get("/figures/network", { ...parameters, ...this.state.parameters(DRAWING), depth, ...looks }, signal);
  }

  async #show(figure) {
    this.figure = figure;
    const found = drawTiles($("#tiles"), this.answer, this.vocabulary);
    const { nodes, counts } = figure.meta;
    this.views.turn(nodes ? nodes.length > 0 : this.answer.recipients.length > 0);
    if (nodes) {
      await this.drawing.show(figure);
      showCounter(counts, () => this.state.set(EVERYTHING));
    } else await this.views.draw(figure);
    drawLegend($("#legend"), figure.meta.legend);
    $("#drawing-alt").textContent = figure.meta.alt;
    showEmptiness(this.answer);
    this.table.show(this.answer, {
      drawn: nodes ? new Set(this.drawing.place.keys()) : null,
      vocabulary: this.vocabulary,
      order: this.state.get("sort"),
      names: this.names,
    });
    $("#answer-counter").textContent = plural(this.answer.recipients.length, "row");
    $("#csv").href = address("/exposure", { ...this.state.parameters(QUESTION), format: "csv" });
    $("#json").href = address("/exposure", this.state.parameters(QUESTION));
    const hidden = nodes && counts.nodes.hidden ? ` ${plural(counts.nodes.hidden, "processing")} not drawn.` : "";
    announce(
      `${plural(found.recipients, "recipient")}, ${plural(found.countries, "country", "countries")}, ${number(found.unknown)} with a place not known.${hidden}`,
    );
    await this.#select();
  }

  async #select() {
    const { node, flow } = this.state.parameters("node", "flow");
    this.keys.current = node || this.drawing.nodes[0]?.id;
    this.table.select(node);
    if (node) await this.focus({ hubs: [node] });
    else if (flow) await this.focus({ flows: [flow] });
    else if (this.drawing.lit) await this.focus({});
    this.drawing.bring(node);
    const index = this.drawing.place.get(node);
    if (index !== undefined && document.activeElement === $("#canvas")) {
      const { name, processing, tier } = this.drawing.nodes[index];
      announce(`${name}, ${processing}, ${tier ? `tier ${tier}` : "source"}`);
    }
    await this.facts.show({ node, flow });
  }

  /** Names are fitted to the width of the drawing; fit them anew when it changes much. */
  #resize() {
    let drawn = this.#width();
    let timer = 0;
    new ResizeObserver(() => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        if (Math.abs(this.#width() - drawn) < 80 || this.views.current !== "network") return;
        drawn = this.#width();
        this.#load({ figure: true });
      }, 250);
    }).observe($("#view"));
  }

  #width() {
    return Math.max(320, Math.round($("#view").clientWidth || 1000));
  }

  #fail(error) {
    showProblem(error, () => this.state.reset());
  }
}

new Page($("#app")).start();
