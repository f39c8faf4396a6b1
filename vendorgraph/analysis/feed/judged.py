"""Items for findings that a day opens or closes, where they concern what the sources reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from vendorgraph.analysis.feed import guide
from vendorgraph.analysis.feed.days import named_days
from vendorgraph.analysis.feed.guide import Guide
from vendorgraph.analysis.feed.items import Item, Links
from vendorgraph.analysis.feed.timeline import Step, Timeline
from vendorgraph.analysis.findings import Finding, all_findings
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot

#: Findings of a day cost about as much as reading all flows, so a feed asks for them on few days:
#: on so many at most, and on fewer where days times flows would exceed the second number.
MOST_DAYS, MOST_WORK = 60, 40_000
#: Rules whose findings have items of their own: `review_overdue` and `expiring`.
TOLD_OTHERWISE = frozenset({"review-overdue", "expiring-soon"})


def affordable(snapshot: Snapshot) -> int:
    """On how many days a feed may ask for the findings of an inventory; two at least."""
    return min(MOST_DAYS, max(2, MOST_WORK // max(1, len(snapshot.flows))))


def judged_days(snapshot: Snapshot) -> set[dt.date]:
    """Days, beside those on which flows or the law turn, on which a finding can open or close."""
    days: set[dt.date] = set()
    for kind, names in (
        ("commitment", ("valid_from", "valid_to")),
        ("contract", ("valid_from", "valid_to")),
        ("decision", ("decided_on", "until")),
    ):
        for record in snapshot.records[kind].values():
            days.update(named_days(record.document, *names))
    return days


class Judgement:
    """The open findings of the day before, moved on from day to day."""

    def __init__(self, snapshot: Snapshot, question: Question) -> None:
        self._snapshot = snapshot
        self._question = question
        self._links = Links(question)
        self._found = self._find()

    def _find(self) -> dict[str, Finding]:
        found = all_findings(self._snapshot, self._question).findings
        return {finding.fingerprint: finding for finding in found}

    def move(self, day: dt.date, timeline: Timeline, step: Step | None, *, expected: bool) -> Iterator[Item]:
        """Go on to a later day; the findings that open or close on it, by fingerprint.

        What opens concerns those whose data are there after the day; what closes, those before it.
        """
        before = self._found
        self._question = replace(self._question, as_of=day)
        after = self._found = self._find()
        was, now = _open(before), _open(after)
        for mark in sorted(now - was):
            if sources := timeline.sources_at(_where(self._snapshot, after[mark])):
                yield self._item("finding_opened", after[mark], sources, None, expected=expected)
        for mark in sorted(was - now):
            where = _where(self._snapshot, before[mark])
            if sources := step.sources_at(where) if step else timeline.sources_at(where):
                yield self._item("finding_closed", before[mark], sources, after.get(mark), expected=expected)

    def _item(
        self, type_: str, finding: Finding, sources: tuple[str, ...], now: Finding | None, *, expected: bool
    ) -> Item:
        rule, piece, day = finding.rule, finding.piece, self._question.as_of.isoformat()
        opened = type_ == "finding_opened"
        return Item(
            type=type_,
            date=day,
            subject=(finding.fingerprint,),
            title=f"Finding {'opened' if opened else 'closed'}: {rule.title}",
            what=piece.message if opened else f"{_closed(now)} {piece.message}",
            severity=finding.severity if opened else "low",
            guide=Guide(rule.why, rule.reference, rule.fix) if opened else _closing(finding),
            sources=sources,
            parties=piece.parties,
            flows=piece.flows,
            proof=self._links.api("findings", day, rule=rule.id, **_party(finding)),
            page=self._links.page(day, planned=expected, from_=sources[0]),
            expected=expected,
            facts={"fingerprint": finding.fingerprint, "rule": rule.id, "evidence": list(piece.evidence)},
        )


def _open(found: Mapping[str, Finding]) -> set[str]:
    return {
        mark
        for mark, finding in found.items()
        if finding.state == "open" and finding.rule.id not in TOLD_OTHERWISE
    }


def _party(finding: Finding) -> dict[str, str]:
    return {"party": finding.piece.parties[0]} if finding.piece.parties else {}


def _closed(now: Finding | None) -> str:
    if now is None:
        return "Holds no longer:"
    return f"Decided ({now.state.replace('_', ' ')}):"


def _closing(finding: Finding) -> Guide:
    return Guide(finding.rule.why, finding.rule.reference, guide.FINDING_CLOSED)


def _where(snapshot: Snapshot, finding: Finding) -> set[str]:
    """Where something was found: the senders of the flows, else the processings, else all of the parties."""
    piece = finding.piece
    if piece.flows:
        return {snapshot.flows[id_].sender for id_ in piece.flows}
    return set(piece.processings) or {
        id_ for party in piece.parties for id_ in snapshot.processings_of.get(party, ())
    }
