"""The answer of a check: every rule with what it looked at, and every violation with its path."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.findings import Finding, all_findings
from vendorgraph.analysis.policies.bound import Say, bind
from vendorgraph.analysis.policies.language import LEVELS, Policy, Rule
from vendorgraph.analysis.policies.violations import (
    Checked,
    Checking,
    Excepted,
    Key,
    Violations,
    fingerprint,
)
from vendorgraph.analysis.policies.words import sentence
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import endpoints
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.errors import Invalid
from vendorgraph.model.taxonomy import Terms

Row = dict[str, Any]
#: Violations that an answer describes unless told otherwise, and at most; all are counted.
SHOWN, MOST = 500, 100_000


@dataclass(slots=True)
class _Rule:
    """A rule with what it found."""

    rule: Rule
    wanted: Terms
    examined: int
    warnings: list[str]
    flows: list[Violations] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    excepted: Mapping[int, Excepted] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many violations there are."""
        return len(self.findings) + sum(len(one.sources) for one in self.flows)


class _Earlier:
    """What stood against the policy before; with nothing to compare with, everything counts."""

    def __init__(self, known: Iterable[str] | None) -> None:
        self.compared = known is not None
        self._known = frozenset(known or ())
        self._flows: dict[tuple[str, Key], set[str]] = {}
        self._findings: set[tuple[str, str]] = set()

    def add(self, found: _Rule) -> None:
        """Take what a rule found before as known."""
        self.compared = True
        for one in found.flows:
            self._flows.setdefault((found.rule.id, one.key), set()).update(one.sources)
        self._findings.update((found.rule.id, one.fingerprint) for one in found.findings)

    def has(self, rule: Rule, one: Violations, source: str) -> bool:
        """Whether the violation was there."""
        return source in self._flows.get((rule.id, one.key), ()) or (
            bool(self._known) and fingerprint(rule.id, source, one.key) in self._known
        )

    def has_finding(self, rule: Rule, one: Finding) -> bool:
        """Whether the finding was there."""
        return (rule.id, one.fingerprint) in self._findings or f"{rule.id}:{one.fingerprint}" in self._known

    def new(self, found: _Rule) -> int:
        """How many violations of a rule were not there."""
        flows = sum(not self.has(found.rule, one, source) for one in found.flows for source in one.sources)
        return flows + sum(not self.has_finding(found.rule, one) for one in found.findings)


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
    earlier = _Earlier(known)
    if before is not None:
        _remember(earlier, before, question, policy)
    shown = _shown(checking, found, earlier, limit)
    rules = [_rule(one, earlier) for one in found]
    total = sum(row["violations"] for row in rules)
    counts = {level: sum(_counted(row) for row in rules if row["level"] == level) for level in LEVELS}
    return {
        "policy": policy.name,
        "title": policy.title,
        "as_of": question.as_of.isoformat(),
        "revision": snapshot.revision,
        "context": question.context.text(),
        "compared": earlier.compared,
        "fail_on": fail_on,
        "passed": not any(counts[level] for level in LEVELS[: LEVELS.index(fail_on) + 1]),
        "counts": counts,
        "rules": rules,
        "violations": shown,
        "total": total,
        "left_off": total - len(shown),
    }


def _remember(earlier: _Earlier, snapshot: Snapshot, question: Question, policy: Policy) -> None:
    """What stood against the policy before; what a rule names and was not there yet caught nothing."""
    checking = Checking(View.of(snapshot, question))
    earlier.compared = True
    for rule in policy.rules:
        earlier.add(_checked(checking, rule, _unheard))


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
    return _Rule(rule, bound.wanted, found.examined, warnings, found.caught, [], found.excepted)


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
    return _Rule(rule, 0, len(everything), [], [], kept if len(kept) > rule.at_most else [])


def _parties(view: View, rule: Rule, refuse: Say) -> frozenset[str] | None:
    named = (rule.findings or {}).get("party")
    if named is None:
        return None
    found: set[str] = set()
    for id_ in named:
        party = view.snapshot.present_id("party", id_)
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


def _rule(found: _Rule, earlier: _Earlier) -> Row:
    rule = found.rule
    return {
        "id": rule.id,
        "title": rule.title,
        "level": rule.level,
        "about": "flows" if rule.findings is None else "findings",
        "examined": found.examined,
        "violations": found.total,
        "new": earlier.new(found) if earlier.compared else None,
        "excepted": sum(one.count for one in found.excepted.values()),
        "exceptions": [_exception(at, found.excepted[at]) for at in sorted(found.excepted)],
        "warnings": list(dict.fromkeys(found.warnings)),
        "why": rule.why,
        "help": rule.help,
    }


def _exception(at: int, one: Excepted) -> Row:
    """Which exception let how much pass."""
    return {
        "unless": at,
        "because": one.why.because,
        "until": _day(one.why.until),
        "flows": sorted(one.flows)[:SHOWN],
        "count": one.count,
    }


def _counted(row: Row) -> int:
    count: int = row["violations"] if row["new"] is None else row["new"]
    return count


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _shown(checking: Checking, found: list[_Rule], earlier: _Earlier, limit: int) -> list[Row]:
    """The violations described: new ones first, then the worst levels, then by rule, source and flow."""
    rows = []
    for old, _, at, source, _, nth in heapq.nsmallest(max(0, limit), _ranked(found, earlier)):
        one = found[at]
        new = not old if earlier.compared else None
        if one.rule.findings is None:
            rows.append(_violation(checking, one, one.flows[nth], source, new))
        else:
            rows.append(_finding(one.rule, one.findings[nth], new))
    return rows


def _ranked(found: list[_Rule], earlier: _Earlier) -> Iterator[tuple[bool, int, int, str, str, int]]:
    for at, one in enumerate(found):
        level = LEVELS.index(one.rule.level)
        for nth, finding in enumerate(one.findings):
            yield earlier.has_finding(one.rule, finding), level, at, "", "", nth
        for nth, caught in enumerate(one.flows):
            for source in caught.sources:
                yield earlier.has(one.rule, caught, source), level, at, source, caught.edge.id, nth


def _violation(checking: Checking, found: _Rule, one: Violations, source: str, new: bool | None) -> Row:
    snapshot, edge, rule = checking.view.snapshot, one.edge, found.rule
    stated, possible = checking.leaving(source, edge, found.wanted)
    law = assessment(checking.view, edge)
    party = snapshot.party_of(edge.recipient)
    row: Row = {
        "fingerprint": fingerprint(rule.id, source, one.key),
        "rule": rule.id,
        "level": rule.level,
        "new": new,
        "source": source,
        "flow": edge.id,
        "from": edge.sender,
        "to": edge.recipient,
        "recipient": {key: party[key] for key in ("id", "name", "established_in")},
        "certainty": "stated" if stated else "possible",
        "categories": {
            "stated": snapshot.taxonomy.maximal(stated),
            "possible": snapshot.taxonomy.maximal(possible),
        },
        "places": [{"place": place, "kind": kind} for place, kind in one.places],
        "transfer": {"status": law["status"], "reason": law["reason"], "by": law["by"], "fact": law["fact"]},
        "lacking": [list(names) for names in one.lacking],
        "finding": None,
        "path": [_hop(checking, flow) for flow in checking.ways.over(source, edge, stated, possible)],
    }
    return {**row, "message": sentence(checking.view, rule, row)}


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
