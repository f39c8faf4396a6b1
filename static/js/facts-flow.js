// The facts of a flow: what goes, where, under which instrument and contract, on which conditions, and how that is known.

import { address, get, isAbort, once, segment } from "./api.js";
import { h } from "./dom.js";
import { documentsOf, evidenceList } from "./evidence.js";
import { badge, categoryItem, certaintyBadge, facts, link, placeList, transferBadge } from "./parts.js";
import { BASIS, STATUS, TRANSFORM, duration, period, plural } from "./words.js";

export async function flowFacts(id, page, signal) {
  const flow = await get(`/flows/${segment(id)}`, {}, signal);
  page.focus({ flows: [id], nodes: [flow.from, flow.to] });
  const [from, to, documents, contract, transfer, mechanisms, purposes, subjects] = await Promise.all([
    endOf(flow.from),
    endOf(flow.to),
    documentsOf(flow.evidence),
    flow.contract ? once(`/contracts/${segment(flow.contract)}`) : null,
    transferOf(id, page, signal),
    mechanismNames(flow),
    page.vocabulary.terms("/purposes", flow.purposes),
    page.vocabulary.terms("/subjects", flow.subjects),
  ]);
  return {
    title: `${from.party.name} → ${to.party.name}`,
    subtitle: `${from.processing.name} → ${to.processing.name}`,
    body: [
      h(
        "p.badges",
        {},
        badge(STATUS[flow.status], flow.status === "active" ? "" : "unsure"),
        badge(BASIS[flow.basis], flow.basis === "inferred" ? "possible" : ""),
        drawnCertainty(id, page),
      ),
      h(
        "p.actions",
        {},
        h("button", { type: "button", onclick: () => page.choose(flow.from) }, `Facts of ${from.party.name}`),
        flow.to !== flow.from &&
          h("button", { type: "button", onclick: () => page.choose(flow.to) }, `Facts of ${to.party.name}`),
      ),
      section("What goes", whatGoes(flow, purposes, subjects, page)),
      section("Where and under what", whereAndUnder(flow, { to, contract, transfer, mechanisms }, page)),
      section("On what it hangs", conditions(flow, page)),
      section(
        "Role",
        facts([
          ["Said by the source", flow.stated_role ?? "not stated"],
          ["Assessed", capacity(to.processing)],
          ["Passed on by", flow.transmitted_by],
        ]),
      ),
      section("Evidence", evidenceList(flow.evidence, documents)),
      standsIn(id, page),
      h(
        "p.sources",
        {},
        "JSON: ",
        link("flow", address(`/flows/${segment(id)}`)),
        " · ",
        link("transfer", address("/transfers", { flow: id, as_of: page.state.get("as_of") })),
      ),
    ],
  };
}

const section = (title, ...content) => h("section.part", {}, h("h3", {}, title), content);

const capacity = (processing) =>
  ({ controller: "controller", joint_controller: "joint controller", processor: "processor" })[processing.capacity];

async function endOf(id) {
  const processing = await once(`/processings/${segment(id)}`);
  return { processing, party: await once(`/parties/${segment(processing.party)}`) };
}

/** The law's view of this hop on the day; none for a flow that is not active then. */
async function transferOf(id, page, signal) {
  const { as_of, context, include } = page.state.parameters("as_of", "context", "include");
  try {
    return (await get("/transfers", { flow: id, as_of, context, include }, signal)).items[0] ?? null;
  } catch (error) {
    if (isAbort(error)) throw error;
    return null;
  }
}

async function mechanismNames(flow) {
  const codes = (flow.mechanisms ?? []).map((entry) => entry.code);
  if (!codes.length) return new Map();
  const answer = await once("/mechanisms?page_size=500").catch(() => ({ items: [] }));
  return new Map(answer.items.map((term) => [term.id, term.name]));
}

function drawnCertainty(id, page) {
  const curves = page.drawing.figure ? page.drawing.lines() : null;
  const index = curves?.ids.indexOf(id) ?? -1;
  return index < 0
    ? badge("Not in this drawing")
    : certaintyBadge(curves.classes[index].dash === "solid" ? "stated" : "possible");
}

function whatGoes(flow, purposes, subjects, page) {
  const { vocabulary } = page;
  const terms =
    flow.categories &&
    h(
      "ul.terms",
      {},
      flow.categories.map((term) => categoryItem(term, vocabulary)),
    );
  return facts([
    ["Categories", terms ?? h("span.unsure-text", {}, "not stated: anything its sender holds is possible")],
    ["Open list", flow.categories_open ? "yes, other categories are possible" : null],
    ["In its source's sense", flow.categories_text],
    ["Purposes", purposes],
    ["Whose data", subjects],
    ["Legal basis", flow.legal_basis ?? "not stated"],
    ["Before it leaves", flow.transform === "none" ? null : TRANSFORM[flow.transform]],
    [
      "Kept",
      flow.retention &&
        [
          flow.retention.period && duration(flow.retention.period),
          flow.retention.after && `after ${flow.retention.after}`,
          flow.retention.text,
        ]
          .filter(Boolean)
          .join("; "),
    ],
    ["Holds", period(flow.valid_from, flow.valid_to)],
  ]);
}

function whereAndUnder(flow, { to, contract, transfer, mechanisms }, page) {
  const { vocabulary, answer } = page;
  const places = flow.locations.map((entry) => ({ country: entry.place, kinds: [entry.kind] }));
  return facts([
    ["Places", placeList(places, vocabulary, answer.as_of)],
    [
      "Recipient's seat",
      to.party.established_in ? `${vocabulary.place(to.party.established_in)} (not a place of processing)` : "unknown",
    ],
    ["Instrument", instrument(flow.mechanisms, mechanisms, transfer)],
    ["Transfer", transfer && [transferBadge(transfer.status), " ", reason(transfer)]],
    ["Contract", contract ? contractText(contract) : "none recorded"],
  ]);
}

function reason(transfer) {
  const place = transfer.places?.find((entry) => entry.status === transfer.status);
  const parts = [transfer.reason?.replaceAll("_", " "), place?.article].filter(Boolean);
  return h("small", {}, parts.join(", "));
}

/** What an instrument does for the transfer on the day, by the assessment; nothing where that cannot be judged. */
function effect(code, transfer) {
  if (!["covered", "not_covered"].includes(transfer?.status)) return null;
  const covers = transfer.places.some((place) => place.by === code || place.also.includes(code));
  if (!covers) return "does not cover this transfer on the day";
  return transfer.status === "covered" ? "covers this transfer" : "covers a part of the places";
}

function instrument(given, names, transfer) {
  if (given === null) return h("span.unsure-text", {}, "not stated");
  if (!given.length) return "established that there is none";
  return h(
    "ul.terms",
    {},
    given.map((entry) =>
      h(
        "li",
        {},
        names.get(entry.code) ?? entry.code,
        entry.module && `, module ${entry.module}`,
        h("small", {}, ` ${said(entry, transfer).join(", ")}`),
      ),
    ),
  );
}

const said = (entry, transfer) =>
  [entry.code, entry.verified ? "verified" : "not verified", effect(entry.code, transfer)].filter(Boolean);

function contractText(contract) {
  const parts = [
    contract.name ?? contract.id,
    contract.signed_on && `signed ${contract.signed_on}`,
    contract.authorisation && `${contract.authorisation} authorisation`,
    contract.notice_days !== null && `${plural(contract.notice_days, "day")} of notice`,
  ];
  return parts.filter(Boolean).join(", ");
}

function conditions(flow, page) {
  const scope = Object.entries(flow.scope).map(([dimension, values]) => `${dimension}: ${values.join(", ")}`);
  const items = [
    ...flow.conditions.map((id) => `${page.conditionName(id)} (${page.conditionOn(id) ? "on" : "off"})`),
    ...scope,
  ];
  return items.length
    ? h(
        "ul.terms",
        {},
        items.map((text) => h("li", {}, text)),
      )
    : h("p.hint", {}, "On no condition; it holds for every customer and region.");
}

/** The rows of the answer whose first proof runs over this flow. */
function standsIn(id, page) {
  const rows = page.answer.recipients.filter((row) => row.via.includes(id));
  if (!rows.length)
    return section(
      "Exposure",
      h("p.hint", {}, "No recipient of this question rests on this flow alone; others reach it too."),
    );
  return section(
    "Exposure",
    h(
      "p.hint",
      {},
      `${plural(rows.length, "recipient")} of this question ${rows.length === 1 ? "is" : "are"} reached over it:`,
    ),
    h(
      "ul.reached",
      {},
      rows
        .slice(0, 30)
        .map((row) =>
          h(
            "li",
            {},
            h("button.flow-button", { type: "button", onclick: () => page.chooseRow(row) }, row.party.name),
            h("small", {}, ` ${plural(row.hops, "hop")}, ${row.certainty}`),
          ),
        ),
    ),
    rows.length > 30 && h("p.hint", {}, `and ${plural(rows.length - 30, "other")}`),
  );
}
