// How much one party deserves attention: the score's parts with their proof, and what would lower it most.

import { get, segment, takeOver } from "../api.js";
import { $, h, replace } from "../dom.js";
import { link } from "../parts.js";
import { plural } from "../words.js";

const MOST_PROOFS = 3;

export class Risk {
  constructor(host, page) {
    Object.assign(this, { host, page });
    this.body = $("[data-body]", host);
    this.counter = $("#risk-counter");
  }

  async load() {
    const signal = takeOver("risk");
    const { party, ...asked } = this.page.state.parameters("party", "as_of");
    this.host.hidden = !party;
    if (!party) return;
    const answer = await get(`/parties/${segment(party)}/risk`, asked, signal);
    this.counter.textContent = `${answer.score} of ${answer.of} points`;
    const parts = answer.contributions.filter((one) => one.points).toSorted((a, b) => b.points - a.points);
    replace(
      this.body,
      h("ul.score", {}, parts.map(contribution)),
      answer.would_lower_most.length > 0 && [
        h("h3", {}, "What would lower it most"),
        h(
          "ol.lower",
          {},
          answer.would_lower_most.map((one) =>
            h("li", {}, one.change, h("small", {}, ` saves ${plural(one.saves, "point")}`)),
          ),
        ),
      ],
    );
  }

  fail() {
    this.counter.textContent = "";
    replace(this.body, h("p.loading", {}, "The score could not be read."));
  }
}

function contribution({ title, points, weight, says, proof }) {
  const bar = h("span.bar", { "aria-hidden": "true" });
  bar.style.setProperty("--share", `${(100 * points) / weight}%`);
  const proofs = proof.filter((one) => one.startsWith("/"));
  return h(
    "li",
    {},
    h("b", {}, title),
    h("span.points", {}, `${points} of ${weight}`),
    bar,
    h(
      "small",
      {},
      says,
      proofs
        .slice(0, MOST_PROOFS)
        .map((href, index) => [" ", link(proofs.length > 1 ? `proof ${index + 1}` : "proof", href)]),
    ),
  );
}
