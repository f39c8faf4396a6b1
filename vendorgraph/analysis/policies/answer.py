"""The answer of a check: every rule with what it looked at, and every violation with its path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.findings import Finding, all_findings
from vendorgraph.analysis.policies.bound import Say, bind
from vendorgraph.analysis.policies.language import LEVELS, Policy, Rule
from vendorgraph.analysis.policies.violations import Checked, Checking, Excepted, Violation, fingerprint
from vendorgraph.analysis.policies.words import sentence
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import endpoints
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.errors import Invalid

Row = dict[str, Any]
SHOWN = 500  # violations that an answer describes unless told otherwise; all are counted


@dataclass(slots=True)
class _Rule:
    """A rule with what it found; `known` are fingerprints of violations that were there before."""

    rule: Rule
    examined: int
    warnings: list[str]
    flows: list[Violation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    excepted: list[Excepted] = field(default_factory=list)

    def prints(self) -> list[str]:
        """The fingerprints of the violations, in order."""
        marks = [fingerprint(one.key) for one in self.flows]
        return [*marks, *(f"{self.rule.id}:{one.fingerprint}" for one in self.findings)]


def check_answer(
    snapshot: Snapshot,
    question: Question,
    policy: Policy,
    *,
    refuse: Say,
    before: Snapshot | None = None,
    known: Iterable[str] | None = None,
    fail_on: str = LEVELS[0],
    limit: int = SHOWN,
) -> Row:
    """What of an inventory stands against a policy on the question's day.

    With `before`, or the fingerprints `known`, each violation says whether it is new. At most `limit`
    violations are described, new ones first; all are counted. `refuse` is told of every id in a rule
    that the inventory does not know. `passed` is False when there is a violation of the level `fail_on`
    or a worse one; when there is something to compare with, only new ones count.
    """
    checking = Checking(View.of(snapshot, question))
    found = [_checked(checking, rule, refuse) for rule in policy.rules]
    earlier = set(known) if known is not None else None
    if before is not None:
        earlier = (earlier or set()) | _fingerprints(before, question, policy)
    shown = _shown(checking, found, earlier, limit)
    rules = [_rule(one, earlier) for one in found]
    total = sum(row["violations"] for row in rules)
    counts = {
        level: sum(_counted(row, earlier) for row in rules if row["level"] == level) for level in LEVELS
    }
    return {
        "policy": policy.name,
        "title": policy.title,
        "as_of": question.as_of.isoformat(),
        "revision": snapshot.revision,
        "context": question.context.text(),
        "compared": earlier is not None,
        "fail_on": fail_on,
        "passed": not any(counts[level] for level in LEVELS[: LEVELS.index(fail_on) + 1]),
        "counts": counts,
        "rules": rules,
        "violations": shown,
        "total": total,
        "left_off": total - len(shown),
    }


def _fingerprints(snapshot: Snapshot, question: Question, policy: Policy) -> set[str]:
    """What stood against the policy before; what a rule names and was not there yet caught nothing."""
    checking = Checking(View.of(snapshot, question))
    return {mark for rule in policy.rules for mark in _checked(checking, rule, _unheard).prints()}


def _unheard(*_: Any) -> None:
    return None


def _checked(checking: Checking, rule: Rule, refuse: Say) -> _Rule:
    if rule.findings is not None:
        return _findings(checking, rule, refuse)
    warnings: list[str] = []
    bound = bind(checking.view, rule, refuse, lambda _, said: warnings.append(said))
    found: Checked = checking.check(bound)
    if not found.sources:
        warnings.append("The rule looked at nothing: no processing is a source for it.")
    elif not found.examined:
        warnings.append("The rule looked at nothing: nothing in its scope leaves a source.")
    return _Rule(rule, found.examined, warnings, found.violations, [], found.excepted)


def _findings(checking: Checking, rule: Rule, refuse: Say) -> _Rule:
    wanted, view = rule.findings or {}, checking.view
    everything = all_findings(view.snapshot, view.question).findings
    parties = _parties(view, rule, refuse)
    states = wanted.get("state", ("open",))
    kept = [
        one
        for one in everything
        if one.state in states
        and one.rule.id in wanted.get("rule", (one.rule.id,))
        and one.severity in wanted.get("severity", (one.severity,))
        and (parties is None or not parties.isdisjoint(one.piece.parties))
    ]
    return _Rule(rule, len(everything), [], [], kept if len(kept) > rule.at_most else [])


def _parties(view: View, rule: Rule, refuse: Say) -> frozenset[str] | None:
    named = (rule.findings or {}).get("party")
    if named is None:
        return None
    found: set[str] = set()
    for id_ in named:
        party = view.snapshot.former_ids.get(id_, id_)
        if party in view.snapshot.records["party"]:
            found.update(view.snapshot.group(party) if view.question.group else [party])
            continue
        try:
            endpoints(view.snapshot, view.question, id_, "party")
            refuse(
                (*rule.path, "findings", "party"), f"rule {rule.id}: {id_!r} is a processing; name its party"
            )
        except Invalid as refusal:
            refuse((*rule.path, "findings", "party"), f"rule {rule.id}: {refusal.message}")
    return frozenset(found)


def _rule(found: _Rule, earlier: set[str] | None) -> Row:
    rule, prints = found.rule, found.prints()
    return {
        "id": rule.id,
        "title": rule.title,
        "level": rule.level,
        "about": "flows" if rule.findings is None else "findings",
        "examined": found.examined,
        "violations": len(prints),
        "new": None if earlier is None else sum(mark not in earlier for mark in prints),
        "excepted": len(found.excepted),
        "exceptions": _exceptions(found.excepted),
        "warnings": list(dict.fromkeys(found.warnings)),
        "why": rule.why,
        "help": rule.help,
    }


def _counted(row: Row, earlier: set[str] | None) -> int:
    count: int = row["violations"] if earlier is None else row["new"]
    return count


def _exceptions(excepted: Sequence[Excepted]) -> list[Row]:
    """Which exception let how many flows pass."""
    held: dict[int, list[Excepted]] = {}
    for one in excepted:
        held.setdefault(one.unless, []).append(one)
    return [
        {
            "unless": at,
            "because": held[at][0].why.because,
            "until": _day(held[at][0].why.until),
            "flows": sorted({one.flow for one in held[at]})[:SHOWN],
            "count": len(held[at]),
        }
        for at in sorted(held)
    ]


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _shown(checking: Checking, found: list[_Rule], earlier: set[str] | None, limit: int) -> list[Row]:
    """The violations described: new ones first, then the worst levels, then in the order of the rules."""
    picked: list[tuple[bool, int, int, int]] = []
    for at, one in enumerate(found):
        level = LEVELS.index(one.rule.level)
        for nth, mark in enumerate(one.prints()):
            picked.append((earlier is not None and mark in earlier, level, at, nth))
    picked.sort()
    rows = []
    for old, _, at, nth in picked[: max(0, limit)]:
        one = found[at]
        new = None if earlier is None else not old
        if one.rule.findings is None:
            rows.append(_violation(checking, one.flows[nth], new))
        else:
            rows.append(_finding(one.rule, one.findings[nth], new))
    return rows


def _violation(checking: Checking, one: Violation, new: bool | None) -> Row:
    snapshot, edge, exposure = checking.view.snapshot, one.edge, one.exposure
    path, certainty = checking.path(exposure, edge)
    law = assessment(checking.view, edge)
    party = snapshot.party_of(edge.recipient)
    row: Row = {
        "fingerprint": fingerprint(one.key),
        "rule": one.rule.id,
        "level": one.rule.level,
        "new": new,
        "source": exposure.source,
        "flow": edge.id,
        "from": edge.sender,
        "to": edge.recipient,
        "recipient": {key: party[key] for key in ("id", "name", "established_in")},
        "certainty": certainty,
        "categories": exposure.sets(exposure.leaving_stated(edge), exposure.leaving(edge)),
        "places": [{"place": place, "kind": kind} for place, kind in one.places],
        "transfer": {"status": law["status"], "reason": law["reason"], "by": law["by"], "fact": law["fact"]},
        "lacking": [list(names) for names in one.lacking],
        "finding": None,
        "path": [_hop(checking, flow) for flow in path],
    }
    return {**row, "message": sentence(checking.view, one, row)}


def _hop(checking: Checking, flow: str) -> Row:
    """One step of a path, with the documents and lines that say so."""
    snapshot = checking.view.snapshot
    edge = snapshot.flows[flow]
    documents = snapshot.records["document"]
    return {
        "flow": flow,
        "from": edge.sender,
        "to": edge.recipient,
        "places": list(dict.fromkeys(place for place, _ in edge.places)),
        "evidence": [
            {
                "document": entry["document"],
                "title": documents[entry["document"]].document["title"],
                "url": documents[entry["document"]].document["url"],
                "lines": entry["lines"],
                "claim": entry["claim"],
            }
            for entry in edge.document["evidence"]
        ],
    }


def _finding(rule: Rule, one: Finding, new: bool | None) -> Row:
    return {
        "fingerprint": f"{rule.id}:{one.fingerprint}",
        "rule": rule.id,
        "level": rule.level,
        "new": new,
        "source": None,
        "flow": one.piece.flows[0] if one.piece.flows else None,
        "from": None,
        "to": None,
        "recipient": None,
        "certainty": None,
        "categories": None,
        "places": [],
        "transfer": None,
        "lacking": [],
        "finding": {
            "fingerprint": one.fingerprint,
            "rule": one.rule.id,
            "title": one.rule.title,
            "severity": one.severity,
            "state": one.state,
            "parties": list(one.piece.parties),
            "flows": list(one.piece.flows),
            "evidence": list(one.piece.evidence),
            "fix": one.rule.fix,
        },
        "path": [],
        "message": one.piece.message,
    }
