// Findings by rule: how many of how many, why it matters, how to fix it, and each one with its evidence.

import { get, isAbort, takeOver } from "../api.js";
import { $, $$, announce, h, replace } from "../dom.js";
import { facts, severityBadge } from "../parts.js";
import { number, plural } from "../words.js";
import { findingItem } from "./finding.js";
import { Growing } from "./more.js";

const PAGE = 50;
/** As far as a link to one finding is followed. */
const MOST_PAGES = 20;
const LEVELS = ["high", "medium", "low"];

export class Findings {
  constructor(host, page) {
    Object.assign(this, { host, page });
    this.body = $("[data-body]", host);
    this.counter = $("#findings-counter");
    this.select = $("#rule");
  }

  get asked() {
    const { state, ...asked } = this.page.state.parameters("party", "as_of", "severity", "state");
    return { ...asked, state: state === "any" ? "" : state };
  }

  async load() {
    this.signal = takeOver("findings");
    const rule = this.page.state.get("rule");
    this.found = get("/findings", { ...this.asked, rule, page_size: 1 }, this.signal);
    const answer = await this.found;
    this.#offer(answer.rules);
    const kept = answer.rules
      .filter((one) => one.kept)
      .toSorted((a, b) => LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity) || b.kept - a.kept);
    this.counter.textContent = `${plural(answer.total, "finding")} by ${plural(kept.length, "rule")} of ${number(answer.rules.length)}`;
    replace(this.body, kept.length ? kept.map((one) => this.#group(one)) : this.#nothing(answer));
    this.#opened(kept);
    announce(`${plural(answer.total, "finding")} by ${plural(kept.length, "rule")}`);
  }

  fail() {
    this.counter.textContent = "";
    replace(this.body, h("p.loading", {}, "The findings could not be read."));
  }

  /** The rules to choose from, with what they found in the whole inventory. */
  #offer(rules) {
    const chosen = this.page.state.get("rule");
    const options = rules
      .filter((one) => one.count || one.id === chosen)
      .toSorted((a, b) => a.title.localeCompare(b.title))
      .map((one) => new Option(`${one.title} (${number(one.count)})`, one.id));
    replace(this.select, new Option("Any rule", ""), options);
    this.select.value = chosen;
  }

  #nothing(answer) {
    const state = this.page.state.get("state");
    const everything = answer.rules.reduce((sum, one) => sum + one.count, 0);
    return h(
      "div.nothing",
      {},
      h("b", {}, state === "open" && !everything ? "Nothing is found." : "No finding is like this."),
      h(
        "p",
        {},
        everything
          ? `The inventory has ${plural(everything, "finding")} on this day in all. Choose another severity, rule, state or party.`
          : "No rule finds anything in what is recorded. What is not recorded is not shown to be harmless.",
      ),
    );
  }

  #group(rule) {
    const items = h("div.group-body", {});
    const shown = rule.denominator;
    const group = h(
      "details.group",
      { "data-rule": rule.id, ontoggle: () => this.#toggled(group, rule, items) },
      h(
        "summary",
        {},
        severityBadge(this.page.state.get("severity") || rule.severity),
        h("h3", {}, rule.title),
        h(
          "span.of",
          {},
          h("b", {}, plural(rule.kept, "finding")),
          h("span", {}, ` · ${number(shown.count)} of ${number(shown.of)} ${shown.what}`),
        ),
      ),
      items,
    );
    return group;
  }

  /** Open what the address says: its rules, or the only one there is. */
  #opened(kept) {
    const named = new Set(this.page.state.get("open").split(",").filter(Boolean));
    for (const group of $$("details.group", this.body)) {
      if (named.has(group.dataset.rule) || kept.length === 1) group.open = true;
    }
  }

  #toggled(group, rule, items) {
    if (!group.isConnected) return;
    const open = new Set(this.page.state.get("open").split(",").filter(Boolean));
    if (group.open) open.add(rule.id);
    else open.delete(rule.id);
    this.page.state.set({ open: [...open].join(",") }, { replace: true });
    if (group.open && !items.hasChildNodes()) this.#fill(rule, items);
  }

  async #fill(rule, items) {
    const { asked, signal } = this;
    const list = h("ul.findings", {});
    const growing = new Growing(list, {
      what: "finding",
      read: (page) => get("/findings", { ...asked, rule: rule.id, page, page_size: PAGE }, signal),
      item: (one) => findingItem(one, this.page, () => this.decided(one)),
    });
    replace(items, h("p.loading", {}, "Reading…"));
    try {
      const [one] = await this.#reach(growing);
      const why = [
        ["Why it matters", one?.why],
        ["How to fix it", one?.fix],
        ["Reference", one?.reference],
      ];
      replace(items, facts(why), list, growing.foot);
    } catch (error) {
      if (isAbort(error)) return;
      replace(items, h("p.loading", { role: "alert" }, `These findings could not be read. ${error.message}`));
    }
  }

  /** Read the first findings of a rule, and on to the one that the address names. */
  async #reach(growing) {
    const wanted = this.page.state.get("finding");
    const first = await growing.next();
    let last = first;
    while (wanted && this.#named(first) && last.more && growing.pages < MOST_PAGES && !has(last, wanted)) {
      last = await growing.next();
    }
    return first.items;
  }

  /** Whether the address speaks of this rule's findings: it names the rule, or opens it alone. */
  #named({ items: [one] }) {
    return [this.page.state.get("rule"), this.page.state.get("open")].includes(one?.rule);
  }

  /** A decision was recorded: count and read again what it may have changed. */
  async decided(item) {
    await this.page.load(["findings", "numbers", "risk"]);
    const now = this.page.state.get("state");
    announce(`Recorded.${now === "open" ? " Findings that are no longer open are not shown here." : ""}`);
    $(`details.group[data-rule="${item.rule}"] > summary`, this.body)?.focus();
  }
}

const has = ({ items }, fingerprint) => items.some((item) => item.fingerprint === fingerprint);
