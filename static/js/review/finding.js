// One finding: what it says, on what evidence, where it stands in the network, and what was decided about it.

import { isAbort, once, segment } from "../api.js";
import { h, replace } from "../dom.js";
import { documentsOf, evidenceList } from "../evidence.js";
import { nameOf } from "../parties.js";
import { badge, link, severityBadge } from "../parts.js";
import { FINDING, plural } from "../words.js";
import { decisionPart } from "./decision.js";

const MOST_FLOWS = 6;

export function findingItem(item, page, decided) {
  const body = h("div.finding-body", {});
  const details = h(
    "details.finding",
    { "data-finding": item.fingerprint, ontoggle: () => toggled(details, body, item, page, decided) },
    h(
      "summary",
      {},
      severityBadge(item.severity),
      h("span.message", {}, item.message),
      item.state !== "open" && badge(FINDING[item.state] ?? item.state, "good"),
    ),
    body,
  );
  if (page.state.get("finding") === item.fingerprint) details.open = true;
  return h("li", {}, details);
}

async function toggled(details, body, item, page, decided) {
  if (!details.isConnected) return;
  const chosen = page.state.get("finding");
  if (details.open) page.state.set({ finding: item.fingerprint }, { replace: true });
  else if (chosen === item.fingerprint) page.state.set({ finding: "" }, { replace: true });
  if (!details.open || body.hasChildNodes()) return;
  replace(body, h("p.loading", {}, "Reading the evidence…"));
  try {
    const [documents, shown, decision] = await Promise.all([
      documentsOf(item.evidence),
      networkLinks(item, page),
      decisionPart(item, page, decided),
    ]);
    replace(
      body,
      part("Evidence", evidenceList(item.evidence, documents)),
      shown.length > 0 && part("In the network", h("ul.shown", {}, shown)),
      part("Decision", decision),
    );
  } catch (error) {
    if (isAbort(error)) return;
    replace(body, h("p.loading", { role: "alert" }, `This could not be read. ${error.message}`));
  }
}

const part = (title, ...content) => h("section.finding-part", {}, h("h4", {}, title), content);

/** Where the network page shows what the finding is about: its flows, else its parties. */
async function networkLinks(item, page) {
  if (!item.flows.length) return Promise.all(item.parties.map(async (id) => row(await nameOf(id), { from: id }, page)));
  const shown = await Promise.all(item.flows.slice(0, MOST_FLOWS).map((id) => flowLink(id, page)));
  const left = item.flows.length - shown.length;
  return left > 0 ? [...shown, h("li.more-terms", {}, `and ${plural(left, "more flow")}`)] : shown;
}

async function flowLink(id, page) {
  const flow = await once(`/flows/${segment(id)}`);
  const [from, to] = await Promise.all([nameOf(flow.from), nameOf(flow.to)]);
  return row(`${from} → ${to}`, { from: flow.from, flow: id }, page);
}

function row(text, parameters, page) {
  const query = new URLSearchParams(parameters);
  const day = page.state.get("as_of");
  if (day) query.set("as_of", day);
  return h("li", {}, link(text, `/?${query.toString().replaceAll("%3A", ":")}`));
}
