// Pieces that the table and the facts share: categories, places, badges.

import { h } from "./dom.js";
import { CERTAINTY, KIND, SEVERITY, TRANSFER, list } from "./words.js";

export const badge = (text, tone = "") => h(`span.badge${tone ? `.${tone}` : ""}`, {}, text);

export const certaintyBadge = (certainty) => badge(CERTAINTY[certainty] ?? certainty, certainty);

const TONE = { not_covered: "bad", not_evaluable: "unsure", covered: "good", not_a_transfer: "" };

export const transferBadge = (status) => badge(TRANSFER[status] ?? status, TONE[status] ?? "");

const SEVERITY_TONE = { high: "bad", medium: "unsure" };

export const severityBadge = (severity) => badge(SEVERITY[severity] ?? severity, SEVERITY_TONE[severity]);

/** Categories by name, special ones first; `possible` ones say so. */
export function categoryList(categories, vocabulary, most = Infinity) {
  const stated = new Set(categories.stated);
  const all = [...categories.stated, ...categories.possible.filter((term) => !stated.has(term))];
  const terms = all.toSorted((a, b) => vocabulary.mayBeSpecial(b) - vocabulary.mayBeSpecial(a));
  if (!terms.length) return h("span.unsure-text", {}, "not stated");
  const items = terms.slice(0, most).map((term) => categoryItem(term, vocabulary, !stated.has(term)));
  const more =
    terms.length > most &&
    h(
      "li.more-terms",
      {
        title: terms
          .slice(most)
          .map((term) => vocabulary.category(term))
          .join(", "),
      },
      `and ${terms.length - most} more`,
    );
  return h("ul.terms", {}, items, more);
}

export function categoryItem(term, vocabulary, possible = false) {
  return h(
    "li",
    { title: term },
    vocabulary.category(term),
    possible && h("span.tag", {}, "possible"),
    vocabulary.mayBeSpecial(term) && specialTag(term, vocabulary),
  );
}

function specialTag(term, vocabulary) {
  const known = vocabulary.categories.get(term);
  if (known?.special_category) return h("span.tag.special", { title: "Special category of personal data" }, "Art. 9");
  if (known?.criminal) return h("span.tag.special", { title: "Criminal convictions and offences" }, "Art. 10");
  return h(
    "span.tag.special",
    { title: "Includes special categories (Art. 9) or data on offences (Art. 10)" },
    "includes Art. 9",
  );
}

/** Places with what happens there; none recorded is unknown, and says so. */
export function placeList(places, vocabulary, day, most = Infinity) {
  if (!places.length) return h("span.unsure-text", {}, "Unknown");
  return h(
    "ul.places",
    {},
    places.slice(0, most).map(({ country, kinds = [] }) => {
      const seen = vocabulary.seenFromEea(country, day);
      const kind = kinds.filter(Boolean).map((one) => KIND[one] ?? one);
      return h(
        `li.${seen}`,
        {
          title:
            seen === "outside" ? "Outside the EEA" : seen === "inside" ? "Inside the EEA" : "Not known to lie anywhere",
        },
        vocabulary.place(country),
        kind.length > 0 && h("small", {}, ` ${list(kind)}`),
      );
    }),
    places.length > most &&
      h(
        "li.more-terms",
        {
          title: places
            .slice(most)
            .map(({ country }) => vocabulary.place(country))
            .join(", "),
        },
        `and ${places.length - most} more`,
      ),
  );
}

/** Rows of a definition list; empty values are left out. */
export const facts = (rows) =>
  h(
    "dl.facts",
    {},
    rows
      .filter(([, value]) => value !== null && value !== undefined && value !== "")
      .map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
  );

export const link = (text, href, attributes = {}) => h("a", { href, ...attributes }, text);

/** A link to a published document; only web addresses become links. */
export const outward = (text, url) =>
  /^https?:\/\//.test(url ?? "") ? link(text, url, { rel: "noreferrer noopener", target: "_blank" }) : text;
