// The facts of a processing: who, in which role, what may arrive, where, how it gets there, who receives it next.

import { QUESTION } from "./asked.js";
import { address, get, once, segment } from "./api.js";
import { h } from "./dom.js";
import { documentsOf, evidenceList } from "./evidence.js";
import {
  badge,
  categoryItem,
  categoryList,
  certaintyBadge,
  facts,
  link,
  outward,
  placeList,
  transferBadge,
} from "./parts.js";
import { PARTY_KIND, ROLE, duration, plural } from "./words.js";

const CAPACITY = { controller: "Controller", joint_controller: "Joint controller", processor: "Processor" };
const HELD = {
  yes: "yes",
  no: "no, the source does not declare to hold it",
  not_recorded: "not recorded what the source holds",
};

export async function nodeFacts(id, page, signal) {
  const processing = await get(`/processings/${segment(id)}`, {}, signal);
  const party = await once(`/parties/${segment(processing.party)}`);
  const rows = page.answer.recipients.filter((row) => row.processing.id === id);
  const drawn = page.drawing.nodes.find((node) => node.id === id);
  const evidence = [...processing.evidence, ...party.evidence];
  const [documents, proofs] = await Promise.all([documentsOf(evidence), proofsOf(id, rows, page, signal)]);
  page.focus({ hubs: [id], flows: proofs.flatMap(({ proof }) => proof.proofs.flatMap((one) => one.flows)) });
  return {
    title: party.name,
    subtitle: processing.name,
    body: [
      h(
        "p.badges",
        {},
        badge(drawn ? ROLE[drawn.role] : (ROLE[rows[0]?.role] ?? CAPACITY[processing.capacity])),
        rows[0] && certaintyBadge(rows[0].certainty),
        rows[0] && badge(plural(rows[0].hops, "hop")),
        drawn?.special && drawn.role !== "source" && badge("Special category", "special"),
      ),
      actions(id, party, drawn, rows, page),
      rows.map((row) => answerOf(row, rows.length > 1, page)),
      proofs.map((one) => chains(one, page)),
      section("The processing", processingFacts(processing, page)),
      section("The party", partyFacts(party, page)),
      section("Evidence", evidenceList(evidence, documents)),
      h(
        "p.sources",
        {},
        "JSON: ",
        link("processing", address(`/processings/${segment(id)}`)),
        " · ",
        link("party", address(`/parties/${segment(party.id)}`)),
        proofs.map(({ parameters }) => [" · ", link("proof", address("/exposure/proof", parameters))]),
      ),
    ],
  };
}

async function proofsOf(id, rows, page, signal) {
  const question = page.state.parameters(QUESTION);
  return Promise.all(
    rows.slice(0, 3).map(async (row) => {
      const { category, as_of, context, include } = question;
      const parameters = { from: row.source, to: id, category, as_of, context, include };
      return { row, parameters, proof: await get("/exposure/proof", parameters, signal) };
    }),
  );
}

const section = (title, ...content) => h("section.part", {}, h("h3", {}, title), content);

function actions(id, party, drawn, rows, page) {
  const hidden = drawn?.hidden ?? 0;
  return h(
    "p.actions",
    {},
    !drawn &&
      rows.length > 0 &&
      h("button.primary", { type: "button", onclick: () => page.reveal(rows[0]) }, "Show in the drawing"),
    hidden > 0 &&
      h(
        "button.primary",
        { type: "button", "data-expand": id, onclick: () => page.expand(id) },
        `Show its onward recipients (${plural(hidden, "flow")})`,
      ),
    h("button", { type: "button", onclick: () => page.ask(party.id) }, `Ask from ${party.name}`),
  );
}

function answerOf(row, several, page) {
  const { vocabulary, answer, names } = page;
  return section(
    several ? `Received from: ${names.get(row.source) ?? row.source}` : "What may arrive",
    facts([
      ["Categories", categoryList(row.categories, vocabulary)],
      ["Places", placeList(row.countries, vocabulary, answer.as_of)],
      ["Transfer", row.transfer && transferBadge(row.transfer)],
      ["Role", `${ROLE[row.role]}, ${row.role_basis === "stated" ? "named so by the source" : "as assessed"}`],
      ["Rests on", row.conditions?.length ? row.conditions.map((one) => page.conditionName(one)).join(", ") : null],
      ["Held by the source", row.held_by_source && row.held_by_source !== "yes" ? HELD[row.held_by_source] : null],
    ]),
  );
}

function partyFacts(party, page) {
  const { vocabulary } = page;
  return facts([
    ["Name", party.named ? party.legal_name : "not named by its source"],
    ["Also known as", party.aliases.join(", ")],
    ["Kind", party.kind === "organisation" ? null : PARTY_KIND[party.kind]],
    [
      "Seat",
      party.established_in ? `${vocabulary.place(party.established_in)} (not a place of processing)` : "unknown",
    ],
    ["Address", party.address],
    ["Contact", party.contact],
    ["Group", party.member_of === "none" ? "belongs to no group" : party.member_of],
    ["Certified under", party.certifications.map((one) => one.mechanism).join(", ")],
    ["Published", links(party)],
  ]);
}

function links(party) {
  const pages = [
    ["website", "website"],
    ["privacy policy", "privacy_url"],
    ["processing agreement", "dpa_url"],
    ["subprocessors", "subprocessors_url"],
  ];
  const known = pages.filter(([, field]) => party[field]);
  return known.length ? known.map(([text, field], index) => [index ? ", " : "", outward(text, party[field])]) : null;
}

function processingFacts(processing, page) {
  const { vocabulary } = page;
  const held = processing.categories;
  return facts([
    ["Capacity", CAPACITY[processing.capacity]],
    ["Jointly with", processing.joint_with.join(", ")],
    [
      "Declares to hold",
      held.length
        ? h(
            "ul.terms",
            {},
            held.map((term) => categoryItem(term, vocabulary)),
          )
        : "not recorded",
    ],
    ["In its source's sense", processing.categories_text],
    ["Kept", retention(processing.terms)],
    ["Security", processing.security_measures],
  ]);
}

function retention(terms) {
  const kept = terms.map((term) => term.retention).filter(Boolean);
  const texts = kept.map(
    ({ period, after, text }) =>
      [period && duration(period), after && `after ${after}`].filter(Boolean).join(" ") || text,
  );
  return [...new Set(texts.filter(Boolean))].join("; ");
}

/** How the data get there: each proof as a chain of flows, each flow with where it is written. */
function chains({ row, proof }, page) {
  const title = `How it gets there${page.answer.sources.length > 1 ? ` from: ${page.names.get(row.source) ?? row.source}` : ""}`;
  return section(
    title,
    proof.proofs.map((one) =>
      h(
        "div.proof",
        {},
        h("p.proof-head", {}, certaintyBadge(one.certainty), ` ${plural(one.flows.length, "flow")}`),
        h(
          "ol.chain",
          {},
          one.flows.map((flow) => step(proof.flows[flow], page)),
        ),
      ),
    ),
    proof.truncated &&
      h("p.hint", {}, `There are more chains than these; ${plural(proof.subgraph.length, "flow")} take part in all.`),
  );
}

function step(flow, page) {
  const documents = new Map(Object.entries(flow.documents));
  return h(
    "li",
    {},
    h(
      "button.flow-button",
      { type: "button", onclick: () => page.chooseFlow(flow.id) },
      `${flow.sender.party.name} → ${flow.recipient.party.name}`,
    ),
    evidenceList(flow.evidence, documents),
  );
}
