// What the network page keeps in its address.

export const QUESTION = [
  "from",
  "category",
  "country",
  "region",
  "outside",
  "role",
  "certainty",
  "as_of",
  "context",
  "include",
];
export const DRAWING = ["depth", "expand", "limit"];
export const NAMES = [...QUESTION, ...DRAWING, "view", "colour", "node", "flow", "sort"];
export const DEFAULTS = { view: "network", colour: "role", sort: "hops" };
