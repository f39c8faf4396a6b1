"""The page docs/reference/findings.md, from the rules' own records and the reviewers' table."""

from __future__ import annotations

from tools.reviewed_policies import POLICIES, REVIEWED, Reviewed, Seen
from vendorgraph.analysis.risk import MEANINGS, WEIGHTS
from vendorgraph.analysis.rules import BY_ID, RULES
from vendorgraph.analysis.rules.rule import CHECKS

_HEAD = """# Findings

<!-- Made by `make docs` from vendorgraph/analysis/rules; do not edit. -->

A finding is what a rule sees in the inventory on a day. It says who, what and where, cites the
document and lines it rests on, counts itself against what the rule examined, and says how to fix it.

* **Severity** is the rule's own (below), unless the case is milder or graver. What the recipient's
  seat alone decides is one step milder.
* **Fingerprint**: a digest of the rule and of the processings, parties, commitments or contracts
  concerned, never of flows. So a decision sticks while flows are corrected or begun anew.
* **Decisions** end on their `until` (exclusive). *Accepted* holds from the day it was decided;
  *false positive* on every day; what was said to be *fixed* and still holds is open again.
* **Unknown is never harmless**: categories not stated may be any, a place not stated may be anywhere.
* Disclosures are active flows between two parties that let something through; an anonymised flow
  lets nothing through.
"""


def page() -> str:
    """The page."""
    return "\n".join([_HEAD, *_rules(), *_checks(), *_details(), *_score(), *_policies()])


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _rules() -> list[str]:
    rows = [
        _row(
            f"[`{rule.id}`](#{rule.id})",
            rule.code or "",
            rule.title,
            rule.severity,
            rule.reference,
            rule.counts,
        )
        for rule in RULES
    ]
    head = _row("Rule", "Check", "Finds", "Severity", "Reference", "Of which things")
    said = "*Check* is the [check](#the-twelve-checks) that the rule makes, where it makes one of those."
    return [f"## The {len(RULES)} rules", "", said, "", head, _row(*["---"] * 6), *rows, ""]


def _checks() -> list[str]:
    rows = [
        _row(code, meaning, ", ".join(f"[`{rule.id}`](#{rule.id})" for rule in RULES if rule.code == code))
        for code, meaning in CHECKS.items()
    ]
    return [
        "## The twelve checks",
        "",
        "The contradictions and gaps that a reader of policies looks for first, C1 to C12. REST says in the `code` of a",
        "finding which of them it is; `null` where its rule looks for something else.",
        "",
        _row("Check", "Looks for", "Rules"),
        _row(*["---"] * 3),
        *rows,
        "",
    ]


def _details() -> list[str]:
    lines = ["## Why they matter, and how to fix them", ""]
    for rule in RULES:
        lines += [f"### {rule.id}", "", f"{rule.title}. {rule.why}", "", f"*To fix it:* {rule.fix}", ""]
    return lines


def _score() -> list[str]:
    rows = [_row(f"`{name}`", f"{weight:g}", MEANINGS[name]) for name, weight in WEIGHTS.items()]
    return [
        "## The score of a party",
        "",
        "`/parties/{id}/risk` adds up named contributions, each a value between 0 and 1 times its weight, each with the",
        "addresses or fingerprints that prove it. What is not known counts against the party. A deployment may override",
        "any weight. `would_lower_most` ranks what a change within reach would save.",
        "",
        _row("Contribution", "Weight", "Value"),
        _row("---", "---", "---"),
        *rows,
        "",
    ]


def _policies() -> list[str]:
    readings = sum(not reviewed.seen for reviewed in REVIEWED)
    lines = [
        "## The three policies of the demo, finding by finding",
        "",
        f"What a reviewer found in them, {len(REVIEWED)} findings: rules see {len(REVIEWED) - readings} of them, or "
        f"their core, on the demo's facts; {readings} are readings of the text that no graph decides and stand, with "
        "their lines, as notes of a review.",
        "",
    ]
    for key, (name, document) in POLICIES.items():
        rows = [_reviewed(reviewed) for reviewed in REVIEWED if reviewed.policy == key]
        head = _row("", "Severity", "Finding", "Rule: party, lines", "What remains a reading")
        lines += [f"### {key}: {name} (`{document}`)", "", head, _row(*["---"] * 5), *rows, ""]
    return lines


def _reviewed(reviewed: Reviewed) -> str:
    seen = "<br>".join(_seen(one) for one in reviewed.seen) or "none"
    return _row(str(reviewed.number), reviewed.severity, reviewed.finding, seen, reviewed.reading)


def _seen(seen: Seen) -> str:
    rule = BY_ID[seen.rule]
    code = f" ({rule.code})" if rule.code else ""
    return f"[`{rule.id}`](#{rule.id}){code}: {seen.party}, L {'; '.join(seen.lines)}"
