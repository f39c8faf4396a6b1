// A list that grows page by page, with a button that says how many are left.

import { isAbort } from "../api.js";
import { $, h } from "../dom.js";
import { number, plural } from "../words.js";

export class Growing {
  /** `read(page)` gives a page as {items, total}, `item(one)` its element; `what` is counted. */
  constructor(list, { what, read, item }) {
    Object.assign(this, { list, what, read, item });
    this.pages = 0;
    this.button = h("button.quiet", { type: "button", onclick: () => this.#clicked() });
    this.foot = h("p.more", { hidden: true }, this.button);
  }

  /** Add the next page; gives its items and whether more are left. */
  async next() {
    const { items, total } = await this.read(this.pages + 1);
    this.pages += 1;
    this.list.append(...items.map(this.item));
    const left = total - this.list.children.length;
    this.foot.hidden = left <= 0 || !items.length;
    this.button.textContent = `Show ${number(Math.min(left, items.length))} more of ${plural(total, this.what)}`;
    return { items, more: !this.foot.hidden };
  }

  async #clicked() {
    const shown = this.list.children.length;
    try {
      await this.next();
      $("summary", this.list.children[shown])?.focus();
    } catch (error) {
      if (!isAbort(error)) this.button.textContent = `${error.message} Try again`;
    }
  }
}
