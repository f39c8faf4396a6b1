// What was decided about a finding, and for those who may write a form to decide.

import { Problem, once, post } from "../api.js";
import { h, replace } from "../dom.js";
import { FINDING } from "../words.js";

const WRITERS = ["editor", "admin"];
const CHOICES = [
  ["accepted", "Accept the risk until a day"],
  ["false_positive", "False positive: the rule is wrong here"],
  ["fixed", "Fixed: the inventory is to show it"],
];

/** The part of a finding about decisions; `decided()` is called when one was recorded. */
export async function decisionPart(item, page, decided) {
  const me = await once("/me");
  const past = item.decision ? standing(item) : h("p.hint", {}, "Nothing is decided about it.");
  if (!WRITERS.includes(me.role)) {
    return [past, h("p.hint", {}, `Your token has the role ${me.role}; deciding needs the role editor.`)];
  }
  return [past, form(item, page, me, decided)];
}

function standing({ decision, note }) {
  const { status, until, by, reason, decided_on: on } = decision;
  const facts = [FINDING[status] ?? status, until && `until before ${until}`, by && `by ${by}`, on && `on ${on}`];
  return h(
    "div.standing",
    {},
    h("p", {}, h("b", {}, facts.filter(Boolean).join(" ")), reason && `: ${reason}`),
    note && h("p.unsure-text", {}, note),
  );
}

function form(item, page, me, decided) {
  const name = (field) => `${field}-${item.fingerprint}`;
  const status = h(
    "select",
    { id: name("status"), onchange: () => (until.closest(".field").hidden = status.value !== "accepted") },
    CHOICES.map(([value, label]) => h("option", { value }, label)),
  );
  const until = h("input", { id: name("until"), type: "date" });
  const reason = h("input", { id: name("reason"), type: "text", maxlength: "1000", autocomplete: "off" });
  const said = h("p.form-error", { role: "alert", id: name("said") });
  const button = h("button.primary", { type: "submit" }, "Record the decision");
  const field = (label, control, tag = "div.field") =>
    h(tag, {}, h("label.field-label", { for: control.id }, label), control);
  const fields = { until, reason, status };
  const submit = async (event) => {
    event.preventDefault();
    const body = {
      ...decisionOf(item, me, page.today),
      status: status.value,
      until: status.value === "accepted" ? until.value : null,
      reason: reason.value.trim(),
    };
    const lacks = missing(body, page.today);
    if (lacks) return refuse(lacks, fields, said);
    button.disabled = true;
    try {
      await post("/decisions", body);
      await decided();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refuse(sayable(error), fields, said);
    }
    button.disabled = false;
    return undefined;
  };
  return h(
    "form.decision",
    { "aria-label": `Decide about this finding: ${item.message}`, novalidate: true, onsubmit: submit },
    field("Decision", status),
    field("Accepted until before", until),
    field("Reason", reason, "div.field.wide"),
    button,
    said,
  );
}

/** Each decision is a record of its own, so that what was decided before stays told. */
function decisionOf(item, me, today) {
  const moment = new Date().toISOString().slice(0, 19).toLowerCase();
  return { id: `${item.fingerprint}--${moment}`, finding: item.fingerprint, by: me.name, decided_on: today };
}

/** The first thing that a decision lacks: [field, sentence]. */
function missing({ status, until, reason }, today) {
  if (status === "accepted" && !until) return ["until", "Say on which day the acceptance ends."];
  if (status === "accepted" && until <= today) return ["until", `The acceptance must end after today, ${today}.`];
  return reason ? null : ["reason", "Say why, for those who read it later."];
}

function sayable(error) {
  const [field] = Object.keys(error.errors ?? {});
  return [field, error.code ? error.message : `${error.message} Nothing was recorded.`];
}

function refuse([field, sentence], fields, said) {
  for (const [name, control] of Object.entries(fields)) {
    if (name === field) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
    control.setAttribute("aria-describedby", said.id);
  }
  replace(said, sentence);
  fields[field]?.focus();
}
