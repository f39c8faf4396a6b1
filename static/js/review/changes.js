// What changed in a period, as the feed tells it: for whom, why it matters, what to do, and the proof.

import { address, get, takeOver } from "../api.js";
import { $, h, replace } from "../dom.js";
import { facts, link, severityBadge } from "../parts.js";
import { plural } from "../words.js";
import { after, before } from "./days.js";
import { Growing } from "./more.js";

const PAGE = 25;
const AHEAD = 90;

export class Changes {
  constructor(host, page) {
    Object.assign(this, { host, page });
    this.body = $("[data-body]", host);
    this.counter = $("#changes-counter");
  }

  get asked() {
    const { page } = this;
    const period = page.state.get("period");
    const days =
      period === "ahead"
        ? { from_date: page.on, to_date: after(page.on, AHEAD) }
        : { from_date: before(page.on, Number(period) || AHEAD), to_date: page.on };
    return { ...page.state.parameters("party", "as_of"), ...days };
  }

  async load() {
    const signal = takeOver("changes");
    const { asked } = this;
    this.#offer(asked);
    let told = null;
    const list = h("ol.items", {});
    const growing = new Growing(list, {
      what: "item",
      read: async (page) => {
        const answer = await get("/feed", { ...asked, page, page_size: PAGE }, signal);
        told = answer._vendorgraph;
        return { items: answer.items, total: told.total };
      },
      item,
    });
    await growing.next();
    this.counter.textContent = plural(told.total, "item");
    this.counter.title = `after ${told.from_date}, up to ${told.to_date}`;
    replace(this.body, told.truncated && h("p.cut", {}, cut(told)), told.total ? [list, growing.foot] : nothing(told));
  }

  /** A table of what is shown, and feeds that go on: who subscribes wants what is to come. */
  #offer(asked) {
    const { party } = asked;
    $("#feed-csv").href = address("/feed.csv", asked);
    $("#feed-json").href = address("/feed", { party });
    $("#feed-atom").href = address("/feed.atom", { party });
  }

  fail() {
    this.counter.textContent = "";
    replace(this.body, h("p.loading", {}, "The feed could not be read."));
  }
}

const cut = (told) =>
  `More happened than is told here: changes are complete after ${told.complete_from}` +
  `${told.findings_from ? `, findings after ${told.findings_from}` : ""}. Choose a shorter period.`;

const nothing = (told) =>
  h(
    "div.nothing",
    {},
    h("b", {}, "Nothing changed, as far as is recorded."),
    h("p", {}, `The feed has no item after ${told.from_date} and up to ${told.to_date}. Choose a longer period.`),
  );

function item(entry) {
  const said = entry._vendorgraph;
  const whom = said.for.map(({ party, processing }) => `${party.name}: ${processing.name}`);
  return h(
    "li",
    {},
    h(
      "details.item",
      {},
      h(
        "summary",
        {},
        h("time", { datetime: said.date }, said.date),
        severityBadge(said.severity),
        h("span.message", {}, entry.title),
        said.expected && h("small", {}, "expected"),
      ),
      h(
        "div.item-body",
        {},
        facts([
          ["What", said.what],
          [
            "For whom",
            whom.length > 0 &&
              h(
                "ul",
                {},
                whom.map((name) => h("li", {}, name)),
              ),
          ],
          ["Why it matters", `${said.why} (${said.article})`],
          ["What to do", said.to_do],
          [
            "Look",
            h(
              "span.looks",
              {},
              said.page && link("In the network", said.page),
              said.proof && link("Proof", said.proof),
            ),
          ],
        ]),
      ),
    ),
  );
}
