// The answer as a sortable table: the same rows as the drawing, for keyboard, screen reader and spreadsheet.

import { $, announce, h, replace } from "./dom.js";
import { categoryList, certaintyBadge, placeList, transferBadge } from "./parts.js";
import { ROLE, plural } from "./words.js";

const STEP = 100;
const TRANSFER_ORDER = ["not_covered", "not_evaluable", "covered", "not_a_transfer"];

const COLUMNS = [
  ["party", "Party", (row) => row.party.name.toLowerCase()],
  ["processing", "Processing", (row) => (row.processing.name ?? row.processing.id).toLowerCase()],
  ["source", "Source", (row) => row.source],
  ["role", "Role", (row) => row.role],
  ["hops", "Hops", (row) => row.hops],
  ["certainty", "Certainty", (row) => row.certainty],
  ["categories", "Categories", (row) => row.categories.possible.join()],
  ["countries", "Places", (row) => row.countries.map((entry) => entry.country).join() || "~"],
  ["transfer", "Transfer", (row) => TRANSFER_ORDER.indexOf(row.transfer)],
  ["via", "Chain", (row) => row.via.length],
];

export class Table {
  /** `choose(row)` is told which row was taken, `chooseFlow(id)` which flow, `sort(text)` the order wanted. */
  constructor(table, { choose, chooseFlow, sort }) {
    Object.assign(this, { table, choose, chooseFlow, sort });
    this.rows = [];
    this.more = $("#more");
    this.more.addEventListener("click", () => this.#grow());
  }

  /** `drawn` are the processings in the drawing, null where none are left out of it. */
  show(answer, { drawn, vocabulary, order, names }) {
    Object.assign(this, { answer, drawn, vocabulary, order, names });
    this.shown = STEP;
    const several = answer.sources.length > 1;
    this.columns = COLUMNS.filter(
      ([key]) => (key !== "source" || several) && (key !== "transfer" || answer.recipients.some((row) => row.transfer)),
    );
    this.#draw();
  }

  /** Mark the rows of a processing as selected. */
  select(id) {
    for (const line of this.table.tBodies[0].rows) line.classList.toggle("selected", line.dataset.id === id);
  }

  #draw() {
    const descending = this.order.startsWith("-");
    const key = this.order.replace("-", "");
    const found = this.columns.find(([name]) => name === key) ?? this.columns.find(([name]) => name === "hops");
    const sign = descending ? -1 : 1;
    this.rows = this.answer.recipients
      .map((row, index) => ({ row, index, by: found[2](row) }))
      .toSorted((a, b) => sign * compare(a.by, b.by) || a.index - b.index)
      .map(({ row }) => row);
    replace(
      this.table.tHead,
      h(
        "tr",
        {},
        this.columns.map(([name, label]) => this.#head(name, label, name === found[0], descending)),
      ),
    );
    this.#body();
  }

  #head(name, label, sorted, descending) {
    const next = sorted && !descending ? `-${name}` : name;
    return h(
      "th",
      { scope: "col", "aria-sort": sorted ? (descending ? "descending" : "ascending") : "none", class: `col-${name}` },
      h(
        "button",
        { type: "button", onclick: () => this.#sort(next, label) },
        label,
        h("span.arrow", { "aria-hidden": "true" }, sorted ? (descending ? "↓" : "↑") : "↕"),
      ),
    );
  }

  #sort(order, label) {
    this.sort(order);
    announce(`Sorted by ${label}, ${order.startsWith("-") ? "descending" : "ascending"}`);
    $(`.col-${order.replace("-", "")} button`, this.table).focus();
  }

  reorder(order) {
    this.order = order;
    if (this.answer) this.#draw();
  }

  #body() {
    const visible = this.rows.slice(0, this.shown);
    replace(
      this.table.tBodies[0],
      visible.map((row) => this.#row(row)),
    );
    const left = this.rows.length - visible.length;
    this.more.hidden = left <= 0;
    this.more.textContent = `Show ${plural(Math.min(left, 5 * STEP), "more row")} of ${plural(this.rows.length, "row")}`;
  }

  #grow() {
    const first = this.shown;
    this.shown += 5 * STEP;
    this.#body();
    $("button", this.table.tBodies[0].rows[first])?.focus();
  }

  #row(row) {
    const id = row.processing.id;
    const drawn = !this.drawn || this.drawn.has(id);
    return h(
      "tr",
      { "data-id": id },
      this.columns.map(([name]) => this.#cell(name, row, drawn)),
    );
  }

  #cell(name, row, drawn) {
    const { vocabulary, answer } = this;
    const cells = {
      party: () =>
        h(
          "th",
          { scope: "row" },
          h("button.row-button", { type: "button", onclick: () => this.choose(row) }, row.party.name),
          !drawn && h("small.undrawn", {}, "not drawn"),
        ),
      processing: () => h("td", { title: row.processing.id }, row.processing.name ?? row.processing.id),
      source: () => h("td", { title: row.source }, this.names.get(row.source) ?? row.source),
      role: () =>
        h(
          "td",
          {},
          ROLE[row.role] ?? row.role,
          row.role_basis === "assessed" &&
            h("small", { title: "The source does not name this role; it is the reviewer's assessment" }, " assessed"),
        ),
      hops: () => h("td.number", {}, String(row.hops)),
      certainty: () => h("td", {}, certaintyBadge(row.certainty)),
      categories: () => h("td", {}, categoryList(row.categories, vocabulary, 2)),
      countries: () => h("td", {}, placeList(row.countries, vocabulary, answer.as_of, 3)),
      transfer: () => h("td", {}, row.transfer ? transferBadge(row.transfer) : "–"),
      via: () =>
        h(
          "td",
          {},
          h(
            "ol.via",
            {},
            row.via.map((flow, index) =>
              h(
                "li",
                {},
                h(
                  "button.flow-button",
                  {
                    type: "button",
                    title: flow,
                    "aria-label": `Flow ${index + 1} of ${row.via.length} to ${row.party.name}`,
                    onclick: () => this.chooseFlow(flow),
                  },
                  String(index + 1),
                ),
              ),
            ),
          ),
        ),
    };
    return cells[name]();
  }
}

const compare = (a, b) => (typeof a === "number" ? a - b : String(a).localeCompare(String(b)));
