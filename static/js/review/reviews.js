// When each vendor is to be reviewed next, the most urgent first.

import { all, takeOver } from "../api.js";
import { $, h, replace } from "../dom.js";
import { badge } from "../parts.js";
import { OUTCOME, REVIEW, plural } from "../words.js";

const TONE = { overdue: "bad", due_soon: "unsure", scheduled: "", none: "" };
const COLUMNS = ["Vendor", "State", "Due", "Last review"];

export class Reviews {
  constructor(host, page) {
    Object.assign(this, { host, page });
    this.body = $("[data-body]", host);
    this.counter = $("#reviews-counter");
  }

  async load() {
    const asked = this.page.state.parameters("party", "as_of");
    const answer = await all("/review-schedule", asked, takeOver("reviews"));
    const everybody = Boolean(this.page.state.get("vendors")) || Boolean(asked.party);
    const rows = answer.items.filter((row) => everybody || row.state !== "none");
    const hidden = answer.items.length - rows.length;
    this.counter.textContent = plural(rows.length, "vendor");
    replace(this.body, rows.length ? this.#table(rows) : nothing(asked.party), this.#more(hidden));
  }

  fail() {
    this.counter.textContent = "";
    replace(this.body, h("p.loading", {}, "The reviews could not be read."));
  }

  #more(hidden) {
    const shown = this.page.state.get("vendors");
    if (!hidden && !shown) return null;
    const text = hidden ? `Show ${plural(hidden, "vendor")} never reviewed` : "Hide vendors never reviewed";
    const toggle = () => this.page.state.set({ vendors: hidden ? "all" : "" }, { replace: true });
    return h("p.more", {}, h("button.quiet", { type: "button", onclick: toggle }, text));
  }

  #table(rows) {
    return h(
      "table.reviews",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          COLUMNS.map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) => this.#row(row)),
      ),
    );
  }

  #row(row) {
    const ask = () => this.page.state.set({ party: row.party.id, finding: "" });
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("button.row-button", { type: "button", onclick: ask }, row.party.name)),
      h("td", {}, badge(REVIEW[row.state] ?? row.state, TONE[row.state])),
      h("td", {}, row.due ? [h("time", { datetime: row.due }, row.due), h("small", {}, left(row.days_left))] : "–"),
      h("td", {}, last(row)),
    );
  }
}

const left = (days) => (days < 0 ? `${plural(-days, "day")} ago` : days ? `in ${plural(days, "day")}` : "today");

function last({ last_done: done, conditions }) {
  if (!done) return h("span.unsure-text", {}, "None");
  return [
    h("time", { datetime: done.done_on }, done.done_on),
    h("small", {}, OUTCOME[done.outcome] ?? "Without an outcome"),
    conditions.length > 0 &&
      h(
        "details.conditions",
        {},
        h("summary", {}, plural(conditions.length, "condition")),
        h(
          "ul",
          {},
          conditions.map((one) => h("li", {}, one)),
        ),
      ),
  ];
}

const nothing = (party) =>
  h(
    "div.nothing",
    {},
    h("b", {}, party ? "This party is no vendor to review." : "No review is recorded."),
    h(
      "p",
      {},
      party
        ? "It processes nothing for others, or is one's own."
        : "Record one with POST /reviews: a party, and a day or an interval.",
    ),
  );
