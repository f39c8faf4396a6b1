// Names of categories and places, and what the page works out from them.

import { all, once } from "./api.js";

const fetchAll = (path) => all(path).then((answer) => answer.items);

export class Vocabulary {
  static async load() {
    const paths = ["/categories", "/countries", "/regions"];
    return new Vocabulary(...(await Promise.all(paths.map((path) => once(path, fetchAll)))));
  }

  constructor(categories, countries, regions) {
    this.categories = new Map(categories.map((term) => [term.id, term]));
    this.countries = new Map(countries.map((country) => [country.id, country]));
    this.regions = new Map(regions.map((region) => [region.id, region]));
    this.children = new Map();
    for (const term of categories) {
      for (const parent of term.parents) this.children.set(parent, [...(this.children.get(parent) ?? []), term.id]);
    }
    this.sensitive = new Map();
  }

  /** Names of purposes or subjects, fetched when first needed. */
  async terms(path, ids) {
    if (!ids.length) return "";
    const known = new Map((await once(path, fetchAll)).map((term) => [term.id, term.name]));
    return ids.map((id) => known.get(id) ?? id).join(", ");
  }

  category(id) {
    return this.categories.get(id)?.name ?? id;
  }

  place(id) {
    if (id === "unknown") return "Unknown";
    return this.countries.get(id)?.name ?? this.regions.get(id)?.name ?? id;
  }

  /** Whether a category, or one below it, is a special one (Art. 9) or about offences (Art. 10). */
  mayBeSpecial(id) {
    if (!this.sensitive.has(id)) {
      const term = this.categories.get(id);
      const own = Boolean(term && (term.special_category || term.criminal));
      this.sensitive.set(id, own || (this.children.get(id) ?? []).some((child) => this.mayBeSpecial(child)));
    }
    return this.sensitive.get(id);
  }

  /** `inside`, `outside` or `unknown`: where a place lies, seen from the EEA on a day. */
  seenFromEea(place, day) {
    if (place === "EEA" || place === "EU") return "inside";
    if (!this.countries.has(place)) return "unknown";
    const members = this.regions.get("EEA")?.members ?? [];
    const belongs = members.some(
      (entry) => entry.country === place && (!entry.from || entry.from <= day) && (!entry.to || day < entry.to),
    );
    return belongs ? "inside" : "outside";
  }

  /** Categories as a tree in reading order: [term, depth]. A term with several parents stands under each. */
  *tree(parent = null, depth = 0, above = []) {
    const ids =
      parent === null
        ? [...this.categories.values()].filter((term) => !term.parents.length).map((t) => t.id)
        : (this.children.get(parent) ?? []);
    for (const id of ids.toSorted((a, b) => this.category(a).localeCompare(this.category(b)))) {
      yield { term: this.categories.get(id), depth, above };
      yield* this.tree(id, depth + 1, [...above, this.category(id)]);
    }
  }
}
