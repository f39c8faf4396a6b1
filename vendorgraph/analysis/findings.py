"""Findings: what the rules see in an inventory on a day, with the decisions taken about it.

A finding's fingerprint rests on its rule and on the processings, parties, commitments or contracts
concerned, never on ids of flows: so a decision sticks while flows are corrected or begun anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.rules import BY_ID, RULES
from vendorgraph.analysis.rules.facts import Facts
from vendorgraph.analysis.rules.rule import SEVERITIES, Piece, Rule
from vendorgraph.analysis.selection import party_id
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model import checks
from vendorgraph.model.record import Document

Entry = TypeVar("Entry")
STATES = ("open", "accepted", "false_positive", "fixed")


class Finding(NamedTuple):
    """A rule's piece with its fingerprint, and what was decided about it."""

    fingerprint: str
    rule: Rule
    piece: Piece
    severity: str
    state: str
    decision: Document | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """All findings of a question, and per rule how many things it found of how many it examined."""

    findings: tuple[Finding, ...]
    denominators: Mapping[str, dict[str, Any]]


def findings_answer(
    snapshot: Snapshot,
    question: Question,
    *,
    rule: str | None = None,
    severity: str | None = None,
    party: str | None = None,
    state: str | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> dict[str, Any]:
    """The answer of `/findings`, ordered by severity, rule and fingerprint.

    The filters and the page choose the `items`; `total` and `counts` are of all that the filters
    keep, and `kept` of each of the `rules`, whose other numbers are of the whole inventory. `party`
    stands for its group unless the question says otherwise. Raises Invalid, naming what is accepted,
    for an unknown rule, severity, party or state.
    """
    _check(rule, severity, state)
    members = _members(snapshot, question, party)
    found = all_findings(snapshot, question)
    kept = [
        finding
        for finding in found.findings
        if rule in (None, finding.rule.id)
        and severity in (None, finding.severity)
        and state in (None, finding.state)
        and (members is None or not members.isdisjoint(finding.piece.parties))
    ]
    page = kept[offset:] if limit is None else kept[offset : offset + limit]
    counted = Counter(finding.severity for finding in kept)
    states = Counter(finding.state for finding in kept)
    return {
        "as_of": question.as_of.isoformat(),
        "revision": snapshot.revision,
        "group": question.group,
        "items": [_item(finding, found.denominators[finding.rule.id]) for finding in page],
        "total": len(kept),
        "counts": {level: counted[level] for level in SEVERITIES},
        "states": {name: states[name] for name in STATES},
        "rules": _rules(found, kept),
    }


def all_findings(snapshot: Snapshot, question: Question) -> Found:
    """What every rule finds for a question, remembered with the snapshot; five count as a row of an answer."""
    return snapshot.memory.get(
        ("findings", question), lambda: _find(snapshot, question), lambda found: len(found.findings) // 5
    )


def _find(snapshot: Snapshot, question: Question) -> Found:
    facts = Facts(View.of(snapshot, question))
    decisions = {decision["finding"]: decision for decision in decisions_in_order(snapshot)}
    findings: list[Finding] = []
    denominators = {}
    for rule in RULES:
        pieces = list(rule.find(facts))
        counted = {thing for piece in pieces for thing in piece.counted or piece.flows}
        denominators[rule.id] = {"count": len(counted), "of": rule.examined(facts), "what": rule.counts}
        findings.extend(_findings(rule, _joined(rule, pieces), decisions, facts.day))
    findings.sort(key=lambda found: (SEVERITIES.index(found.severity), found.rule.id, found.fingerprint))
    return Found(tuple(findings), denominators)


def _joined(rule: Rule, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """One piece of those about the same thing, such as two flows between the same processings."""
    together: dict[tuple[str, ...], list[Piece]] = {}
    for piece in pieces:
        together.setdefault(piece.about, []).append(piece)
    for alike in together.values():
        first = alike[0]
        if len(alike) == 1:
            yield first
            continue
        severities = [piece.severity or rule.severity for piece in alike]
        yield first._replace(
            message=" ".join(dict.fromkeys(piece.message for piece in alike)),
            parties=_once(piece.parties for piece in alike),
            processings=_once(piece.processings for piece in alike),
            flows=_once(piece.flows for piece in alike),
            evidence=_once(piece.evidence for piece in alike),
            severity=min(severities, key=SEVERITIES.index),
            counted=_once(piece.counted for piece in alike),
        )


def _once(lists: Iterable[tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """Every entry of the lists, once."""
    found: list[Entry] = []
    for entries in lists:
        found.extend(entry for entry in entries if entry not in found)
    return tuple(found)


def _findings(
    rule: Rule, pieces: Iterable[Piece], decisions: Mapping[str, Document], day: str
) -> Iterator[Finding]:
    for piece in pieces:
        mark = fingerprint(rule.id, piece.about)
        decision = decisions.get(mark)
        state, note = _standing(decision, day) if decision else ("open", None)
        yield Finding(mark, rule, piece, piece.severity or rule.severity, state, decision, note)


def fingerprint(rule: str, about: tuple[str, ...]) -> str:
    """24 hexadecimal digits that stand for a rule and what it is about."""
    return sha256("\n".join((rule, *about)).encode()).hexdigest()[:24]


def decisions_in_order(snapshot: Snapshot) -> list[Document]:
    """All decisions, the last one last: by their day (none first), and of one day by when they were written."""
    records = sorted(
        snapshot.records["decision"].values(),
        key=lambda record: (record.document["decided_on"] or "", record.revision, record.document["id"]),
    )
    return [record.document for record in records]


def _standing(decision: Document, day: str) -> tuple[str, str | None]:
    """The state of a finding that holds on a day, and what to add to it.

    Every decision ends on `until` (exclusive). An acceptance begins on the day it was decided; a
    false positive was one all along. What was said to be fixed and still holds is open again, and
    on the days before that decision it counts as since fixed.
    """
    until, on = decision["until"], decision["decided_on"]
    status = decision["status"]
    if until is not None and until <= day:
        return "open", f"The decision ({status.replace('_', ' ')}) ended on {until}."
    if status == "fixed":
        if on is not None and day < on:
            return "fixed", f"Fixed since {on}."
        return "open", f"Reopened: it was said to be fixed{f' on {on}' if on else ''} and still holds."
    if status == "accepted" and on is not None and day < on:
        return "open", f"Accepted only from {on} on."
    return status, None


def _check(rule: str | None, severity: str | None, state: str | None) -> None:
    for name, given, accepted in (
        ("rule", rule, tuple(BY_ID)),
        ("severity", severity, SEVERITIES),
        ("state", state, STATES),
    ):
        if given is not None and given not in accepted:
            raise Invalid.at(name, f"{checks.given(given)} is not accepted; one of {', '.join(accepted)}")


def _members(snapshot: Snapshot, question: Question, party: str | None) -> frozenset[str] | None:
    if party is None:
        return None
    id_ = party_id(snapshot, party)
    return frozenset(snapshot.group(id_) if question.group else [id_])


def _item(finding: Finding, denominator: dict[str, Any]) -> dict[str, Any]:
    rule, piece = finding.rule, finding.piece
    return {
        "fingerprint": finding.fingerprint,
        "rule": rule.id,
        "code": rule.code,
        "title": rule.title,
        "severity": finding.severity,
        "message": piece.message,
        "why": rule.why,
        "reference": rule.reference,
        "fix": rule.fix,
        "parties": list(piece.parties),
        "processings": list(piece.processings),
        "flows": list(piece.flows),
        "evidence": list(piece.evidence),
        "denominator": denominator,
        "detail": piece.detail or {},
        "decision": finding.decision,
        "state": finding.state,
        "note": finding.note,
    }


def _rules(found: Found, kept: Iterable[Finding]) -> list[dict[str, Any]]:
    """Every rule with how often it found something, in the whole inventory and of what the filters keep."""
    of_kept = Counter(finding.rule.id for finding in kept)
    findings = Counter(finding.rule.id for finding in found.findings)
    still_open = Counter(finding.rule.id for finding in found.findings if finding.state == "open")
    return [
        {
            "id": rule.id,
            "code": rule.code,
            "title": rule.title,
            "severity": rule.severity,
            "count": findings[rule.id],
            "open": still_open[rule.id],
            "kept": of_kept[rule.id],
            "denominator": found.denominators[rule.id],
        }
        for rule in RULES
    ]
