// What stands around the answer: counters, an empty answer, a refusal, the window's title.

import { Problem } from "./api.js";
import { $, h, replace } from "./dom.js";
import { number, plural } from "./words.js";

/** Shown and hidden, always; nothing is left out of the drawing without saying so. */
export function showCounter({ nodes, edges }, showAll) {
  const part = ({ shown, hidden }, one, many) =>
    hidden ? `${number(shown)} of ${plural(shown + hidden, one, many)}` : plural(shown, one, many);
  const hidden = nodes.hidden + edges.hidden;
  replace(
    $("#counter"),
    h("span", {}, `${part(nodes, "processing")}, ${part(edges, "flow")}`),
    hidden > 0 && h("button.link", { type: "button", onclick: showAll }, "Show all"),
  );
}

/** An answer without recipients is friendly, and never sounds harmless. */
export function showEmptiness(answer) {
  const none = !answer.recipients.length;
  $("#empty").hidden = !none;
  replace(
    $("#empty"),
    none && [
      h("b", {}, "Nobody, as far as is recorded."),
      h(
        "p",
        {},
        "No recorded flow answers this question. Loosen the filters, choose another day, or ask from another source; ",
        "what is not recorded is not shown to be harmless.",
      ),
    ],
  );
}

/** A refusal in the server's own sentences; anything else is ours to mend, so it is thrown on. */
export function showProblem(error, back, label = "Back to the opening question") {
  const known = error instanceof Problem;
  const fields = known ? Object.entries(error.errors ?? {}) : [];
  const box = $("#problem");
  box.hidden = false;
  replace(
    box,
    h("p", {}, known ? error.message : "The page could not show this answer."),
    fields.length > 1 &&
      h(
        "ul",
        {},
        fields.map(([field, said]) => h("li", {}, `${field}: ${[said].flat().join("; ")}`)),
      ),
    h("button", { type: "button", onclick: back }, label),
  );
  if (!known) throw error;
}

/** Details that stand open in a wide window and fold up in a narrow one. */
export function foldWhenNarrow(details) {
  const narrow = window.matchMedia("(max-width: 720px)");
  const fold = () => (details.open = !narrow.matches);
  narrow.addEventListener("change", fold);
  fold();
}

export function clearProblem() {
  $("#problem").hidden = true;
}

/** The question as the window's title, so that tabs and bookmarks tell what they ask. */
export function showTitle(category, source, day) {
  const what = category || "any personal data";
  document.title = `Who receives ${what} from ${source || "every controller"}${day ? ` as of ${day}` : ""} · Vendorgraph`;
}
