// What needs attention, in numbers: open findings by severity, reviews, changes of the last 90 days.

import { get, takeOver } from "../api.js";
import { h, replace } from "../dom.js";
import { SEVERITY, number, plural } from "../words.js";
import { before } from "./days.js";

const DAYS = 90;

export class Numbers {
  constructor(host, page) {
    Object.assign(this, { host, page });
  }

  async load() {
    const signal = takeOver("numbers");
    const asked = { ...this.page.state.parameters("party", "as_of"), page_size: 1 };
    const days = { from_date: before(this.page.on, DAYS), to_date: this.page.on };
    const found = {};
    const read = async (name, path, more) => {
      found[name] = await get(path, { ...asked, ...more }, signal);
      this.#draw(found);
    };
    if (!this.host.hasChildNodes()) this.#draw(found);
    // The server works out a day's findings once; counted after they are listed, they are there.
    const listed = Promise.allSettled([this.page.parts.findings.found]);
    await Promise.all([
      listed.then(() => read("findings", "/findings", { state: "open" })),
      read("reviews", "/review-schedule", {}),
      read("feed", "/feed", days),
    ]);
  }

  fail() {
    replace(this.host);
  }

  /** Draw what is known so far; a number still to come is an ellipsis. */
  #draw({ findings, reviews, feed }) {
    const { overdue, due_soon: soon, none } = reviews ? standings(reviews, this.page.state.get("party")) : {};
    const told = feed?._vendorgraph;
    const tiles = [
      ...Object.entries(SEVERITY).map(([severity, name]) => [
        `${name} severity`,
        findings?.counts[severity],
        "findings open",
        severity === "high" && findings?.counts.high ? "bad" : "",
      ]),
      [
        "Reviews overdue",
        overdue,
        reviews && `${number(soon)} due soon, ${number(none)} never reviewed`,
        overdue && "warn",
      ],
      [
        "Changes",
        told?.total,
        told?.truncated ? `since ${told.complete_from}` : `in ${plural(DAYS, "day")} up to ${this.page.on}`,
      ],
    ];
    replace(this.host, tiles.map(tile));
  }
}

/** Vendors by state of their review; the totals of the schedule are of all vendors, so one is counted here. */
function standings({ totals, items }, party) {
  if (!party) return totals;
  const count = (state) => items.filter((row) => row.state === state).length;
  return { overdue: count("overdue"), due_soon: count("due_soon"), none: count("none") };
}

const tile = ([label, value, note, tone]) =>
  h(
    `div.tile${tone ? `.${tone}` : ""}`,
    {},
    h("span.tile-label", {}, label),
    h("span.tile-value", {}, value === undefined ? "…" : number(value)),
    h("span.tile-note", { title: note }, note ?? ""),
  );
