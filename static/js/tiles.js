// The answer in numbers. Possible and unknown are counted as what they are, never as harmless.

import { h, replace } from "./dom.js";
import { number } from "./words.js";

export function drawTiles(section, answer, vocabulary) {
  const facts = count(answer, vocabulary);
  const tiles = [
    ["Recipients", facts.recipients, certainty(facts)],
    ["Countries", facts.countries, facts.countryNames],
    ["Outside the EEA", facts.outside, "recipients with a place there", facts.outside && "warn"],
    ["Place unknown", facts.unknown, "recipients with a place not known", facts.unknown && "warn"],
    [
      "Special categories",
      facts.special,
      facts.special ? `recipients, ${number(facts.specialStated)} stated` : "none may arrive",
      facts.special && "special",
    ],
  ];
  replace(
    section,
    tiles.map(([label, value, note, tone]) =>
      h(
        `div.tile${tone ? `.${tone}` : ""}`,
        {},
        h("span.tile-label", {}, label),
        h("span.tile-value", {}, number(value)),
        h("span.tile-note", {}, note),
      ),
    ),
  );
  return facts;
}

function certainty({ recipients, possible }) {
  if (!recipients) return "none recorded";
  return possible ? `${number(possible)} only possible` : "all stated";
}

/** Distinct recipients by what is true of any of their rows, and the countries of these rows. */
export function count(answer, vocabulary) {
  const sets = Object.fromEntries(
    ["all", "stated", "outside", "unknown", "special", "specialStated"].map((name) => [name, new Set()]),
  );
  for (const row of answer.recipients) {
    const id = row.processing.id;
    sets.all.add(id);
    if (row.certainty === "stated") sets.stated.add(id);
    const seen = new Set(row.countries.map((entry) => vocabulary.seenFromEea(entry.country, answer.as_of)));
    if (seen.has("outside")) sets.outside.add(id);
    if (seen.has("unknown") || !row.countries.length) sets.unknown.add(id);
    if (isSpecial(row.categories.possible, vocabulary)) sets.special.add(id);
    if (isSpecial(row.categories.stated, vocabulary)) sets.specialStated.add(id);
  }
  const reached = answer.recipients.flatMap((row) => row.countries.map((entry) => entry.country));
  const places = new Set(reached.filter((place) => vocabulary.countries.has(place)));
  const names = [...places].map((place) => vocabulary.place(place)).toSorted();
  return {
    recipients: sets.all.size,
    possible: sets.all.size - sets.stated.size,
    countries: places.size,
    countryNames:
      names.slice(0, 3).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "") || "none recorded",
    outside: sets.outside.size,
    unknown: sets.unknown.size,
    special: sets.special.size,
    specialStated: sets.specialStated.size,
  };
}

export const isSpecial = (terms, vocabulary) => terms.some((term) => vocabulary.mayBeSpecial(term));
