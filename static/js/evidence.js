// Where a fact is written: document, lines, and the claim in the reviewer's own words.

import { isAbort, once, segment } from "./api.js";
import { h } from "./dom.js";
import { outward } from "./parts.js";

/** The documents that evidence names, by id; one that cannot be read stays an id. */
export async function documentsOf(entries) {
  const ids = [...new Set(entries.map((entry) => entry.document))];
  const found = await Promise.all(
    ids.map((id) =>
      once(`/documents/${segment(id)}`).catch((error) => {
        if (isAbort(error)) throw error;
        return { id, title: null, url: null };
      }),
    ),
  );
  return new Map(found.map((document) => [document.id, document]));
}

export function evidenceList(entries, documents) {
  if (!entries.length) return h("p.unsure-text", {}, "No evidence recorded.");
  return h(
    "ul.evidence",
    {},
    entries.map((entry) => evidenceItem(entry, documents.get(entry.document) ?? { id: entry.document })),
  );
}

const FACTS = {
  locations: "the place",
  mechanisms: "the instrument",
  stated_role: "the role",
  certifications: "the certificate",
  established_in: "the seat",
  terms: "purpose and retention",
};

/** What a JSON pointer such as /locations/0 points at, in words. */
function fact(pointer) {
  const [field] = pointer.slice(1).split("/");
  return FACTS[field] ?? `the ${field.replaceAll("_", " ")}`;
}

function evidenceItem(entry, document) {
  const lines = entry.lines
    ? `${/[-,]/.test(entry.lines) ? "lines" : "line"} ${entry.lines.replaceAll("-", "–")}`
    : "the whole text";
  return h(
    "li",
    {},
    h("span.claim", {}, entry.claim ?? "No claim recorded."),
    h(
      "span.where",
      {},
      outward(document.title ?? document.id, document.url),
      document.dated ? ` (${document.dated})` : "",
      ", ",
      h("b", {}, lines),
    ),
    entry.about && h("span.where", {}, `for ${fact(entry.about)}`),
    entry.named_as && h("span.where", {}, `names the recipient as “${entry.named_as}”`),
  );
}
