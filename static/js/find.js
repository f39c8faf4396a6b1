// Find a party of the answer by name or alias and bring it into focus.

import { get } from "./api.js";
import { Combobox } from "./combobox.js";
import { ROLE } from "./words.js";

export class Find {
  constructor(host, page) {
    this.page = page;
    this.box = new Combobox(host, {
      find: (text, signal) => this.#find(text, signal),
      choose: (option) => this.#choose(option),
      clears: false,
    });
  }

  async #find(text, signal) {
    const { nodes } = this.page.drawing;
    if (!text) return nodes.slice(0, 50).map((node) => this.#drawn(node));
    const answer = await get("/parties", { q: text, page_size: 50 }, signal);
    return answer.items.flatMap((party) => this.#of(party, text));
  }

  #of(party, text) {
    const drawn = this.page.drawing.nodes.filter((node) => node.party === party.id);
    const known = new Set(drawn.map((node) => node.id));
    const rows = this.page.answer.recipients.filter(
      (row) => row.party.id === party.id && !known.has(row.processing.id),
    );
    const alias = party.name.toLowerCase().includes(text.toLowerCase()) ? "" : "by another name, ";
    const found = [
      ...drawn.map((node) => this.#drawn(node, alias)),
      ...rows.map((row) => ({
        value: row.processing.id,
        row,
        label: party.name,
        detail: `${alias}${ROLE[row.role]}, not drawn yet`,
      })),
    ];
    return found.length
      ? found
      : [{ value: party.id, label: party.name, detail: "receives nothing in this question", disabled: true }];
  }

  #drawn(node, alias = "") {
    const where = node.tier ? `tier ${node.tier}` : "source";
    return { value: node.id, label: node.name, detail: `${alias}${node.processing}, ${where}` };
  }

  #choose(option) {
    this.box.show("");
    if (option.row) this.page.chooseRow(option.row);
    else this.page.choose(option.value);
  }
}
