// The page's words: a data protection officer's terms, the same everywhere.

export const ROLE = {
  source: "Source of the question",
  controller: "Controller",
  joint_controller: "Joint controller",
  processor: "Processor",
  subprocessor: "Subprocessor",
  authority: "Authority",
};

export const TRANSFER = {
  not_covered: "Not covered",
  not_evaluable: "Not evaluable",
  covered: "Covered",
  not_a_transfer: "No transfer",
};

export const STATUS = { active: "Active", planned: "Planned", disclaimed: "Denied by the source" };
export const BASIS = { stated: "Stated by the source", inferred: "Inferred by a reviewer" };
export const TRANSFORM = {
  none: "None",
  encrypted: "Encrypted",
  pseudonymised: "Pseudonymised",
  aggregated: "Aggregated",
  anonymised: "Anonymised",
};
export const CERTAINTY = { stated: "Stated", possible: "Possible" };
export const KIND = { storage: "storage", processing: "processing", access: "access" };
export const PARTY_KIND = {
  organisation: "Organisation",
  person: "Person",
  authority: "Authority",
  international_organisation: "International organisation",
};

export const SEVERITY = { high: "High", medium: "Medium", low: "Low" };
export const FINDING = { open: "Open", accepted: "Accepted", false_positive: "False positive", fixed: "Fixed" };
export const REVIEW = { overdue: "Overdue", due_soon: "Due soon", scheduled: "Scheduled", none: "Never reviewed" };
export const OUTCOME = {
  approved: "Approved",
  approved_with_conditions: "Approved with conditions",
  rejected: "Rejected",
};

const NUMBER = new Intl.NumberFormat("en");

export const number = (count) => NUMBER.format(count);

/** `1 flow`, `1,200 flows` */
export function plural(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `a, b and c` */
export function list(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** A duration such as P13M in words. */
export function duration(iso) {
  const units = { Y: "year", M: "month", W: "week", D: "day" };
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(iso || "");
  if (!found) return iso;
  return list(Object.values(units).flatMap((unit, i) => (found[i + 1] ? [plural(Number(found[i + 1]), unit)] : [])));
}

/** The period in which something holds; every end is exclusive. */
export function period(from, to) {
  if (from && to) return `from ${from} until before ${to}`;
  if (from) return `since ${from}`;
  return to ? `until before ${to}` : "no dates recorded";
}
