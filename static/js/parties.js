// Parties by name: searched for a combobox, and read for an id.

import { get, once, segment } from "./api.js";

/** Options of a combobox: parties whose names, aliases or domains hold the text. */
export async function findParties(text, signal) {
  const answer = await get("/parties", { q: text, page_size: 40 }, signal);
  return answer.items.map((party) => ({
    value: party.id,
    label: party.name,
    detail: [matchedAlias(party, text), party.own ? "own organisation" : "", party.id].filter(Boolean).join(" · "),
  }));
}

function matchedAlias(party, text) {
  const wanted = text.toLowerCase();
  if (!wanted || party.name.toLowerCase().includes(wanted)) return "";
  const alias = [party.legal_name, ...party.aliases, ...party.domains].find((name) =>
    name?.toLowerCase().includes(wanted),
  );
  return alias ? `also ${alias}` : "";
}

/** The name of a party, or of a processing with its party's; an id that cannot be read stays an id. */
export async function nameOf(id) {
  try {
    if (!id.includes(":")) return (await once(`/parties/${segment(id)}`)).name;
    const processing = await once(`/processings/${segment(id)}`);
    const party = await once(`/parties/${segment(processing.party)}`);
    return `${party.name}: ${processing.name}`;
  } catch {
    return id;
  }
}
