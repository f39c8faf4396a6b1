"""The feed between two days: a walk along the days on which anything turns, newest item first.

Source: GDPR Art. 5(2), 24(1) (measures are reviewed and updated), 28, 33, 44.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vendorgraph.analysis.durations import shifted
from vendorgraph.analysis.feed.asked import Asked, Teller
from vendorgraph.analysis.feed.changes import new_recipients, reach_items
from vendorgraph.analysis.feed.dated import dated_items
from vendorgraph.analysis.feed.days import Watched
from vendorgraph.analysis.feed.guide import TYPES
from vendorgraph.analysis.feed.items import Item, Links
from vendorgraph.analysis.feed.judged import Judgement, affordable, judged_days
from vendorgraph.analysis.feed.telling import Telling
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.analysis.feed.transfers import transfer_items
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.selection import controlling, endpoints, party_id
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model import checks

#: Days before and after the day asked that a feed without dates covers.
BACK, AHEAD = 90, 90
#: Most days on which the flows or the law turn that one answer works through, and fewer where days
#: times flows would exceed the second number; the latest are kept.
MOST_DAYS, MOST_WORK = 200, 400_000
FINDINGS = frozenset({"finding_opened", "finding_closed"})


@dataclass(frozen=True, slots=True)
class FeedQuestion:
    """What a feed is asked: items after `after`, up to and including `until`.

    The question's day is the one from which on days are still to come; on these planned flows count.
    `from_` names the sources, `types` and `party` narrow the finished answer.
    """

    question: Question
    after: dt.date
    until: dt.date
    from_: str | None = None
    types: frozenset[str] = frozenset()
    party: str | None = None

    @classmethod
    def around(
        cls, question: Question, after: dt.date | None, until: dt.date | None, **narrowed: Any
    ) -> FeedQuestion:
        """With the BACK days before the question's day and the AHEAD days after it, unless given."""
        day = question.as_of
        return cls(
            question,
            after or shifted(min(day, until or day), -BACK) or dt.date.min,
            until or shifted(max(day, after or day), AHEAD) or dt.date.max,
            **narrowed,
        )


def feed_answer(snapshot: Snapshot, asked: FeedQuestion) -> dict[str, Any]:
    """The answer of `/feed`, unpaged: items by day, newest first, and within a day by severity.

    After `complete_from` nothing is left out but findings, and after `findings_from` (null when none
    are asked for) no findings either; `truncated` says that one lies after the day asked.
    Raises Invalid for unknown ids and types, and for days in the wrong order.
    """
    _check(snapshot, asked)
    return snapshot.memory.get(("feed", asked), lambda: _answer(snapshot, asked), _size)


def _size(answer: Mapping[str, Any]) -> int:
    return len(answer["items"])


def _check(snapshot: Snapshot, asked: FeedQuestion) -> None:
    if asked.until < asked.after:
        raise Invalid.at("to_date", f"{asked.until} lies before from_date, {asked.after}")
    for name in sorted(asked.types - TYPES.keys()):
        sentence = (
            f"{checks.given(name)} is not accepted; one or more of {', '.join(TYPES)}, separated by commas"
        )
        raise Invalid.at("type", sentence)
    if asked.party is not None:
        party_id(snapshot, asked.party)


def _answer(snapshot: Snapshot, asked: FeedQuestion) -> dict[str, Any]:
    walk = _Walk.of(snapshot, asked)
    items = [item for item in walk.items() if _wanted(snapshot, asked, item)]
    items.sort(key=lambda item: item.order)
    items.sort(key=lambda item: item.date, reverse=True)
    return {
        "as_of": asked.question.as_of.isoformat(),
        "from_date": asked.after.isoformat(),
        "to_date": asked.until.isoformat(),
        "revision": snapshot.revision,
        "sources": list(walk.watched.sources),
        "context": asked.question.context.text(),
        "group": asked.question.group,
        "complete_from": walk.start.isoformat(),
        "findings_from": walk.judged_from.isoformat() if walk.judged_from else None,
        "truncated": max(walk.start, walk.judged_from or walk.start) > asked.after,
        "items": [item.row(snapshot) for item in items],
    }


def _sources(snapshot: Snapshot, asked: FeedQuestion) -> list[str]:
    """The sources named, else every controller's processing (of own parties if any) that ever sends."""
    if asked.from_ is not None:
        return endpoints(snapshot, asked.question, asked.from_, "from")
    return sorted(id_ for id_ in controlling(snapshot) if snapshot.flows_from.get(id_))


def _wanted(snapshot: Snapshot, asked: FeedQuestion, item: Item) -> bool:
    if asked.types and item.type not in asked.types:
        return False
    return asked.party is None or snapshot.present_id("party", asked.party) in item.parties


@dataclass(frozen=True, slots=True)
class _Walk:
    """The days on which anything turns, and from which on each sort of item is complete.

    `turning` are days of flows and law, `dated` those of recorded days with what tells them, `judged`
    those on which findings are compared; `judged_from` is None when no findings are asked for.
    """

    snapshot: Snapshot
    asked: FeedQuestion
    watched: Watched
    start: dt.date
    turning: frozenset[dt.date]
    dated: Mapping[dt.date, list[Teller]]
    judged_from: dt.date | None
    judged: frozenset[dt.date]

    @classmethod
    def of(cls, snapshot: Snapshot, asked: FeedQuestion) -> _Walk:
        """The walk that a feed asks for; of too many days the latest."""
        watched = Watched.of(snapshot, _sources(snapshot, asked))
        start, turning = _latest(watched.days(asked.after, asked.until), asked.after, _most_days(snapshot))
        dated: dict[dt.date, list[Teller]] = defaultdict(list)
        for day, teller in dated_items(
            Asked(snapshot, asked.question, start, asked.until, asked.from_ is not None)
        ):
            if start < day <= asked.until:
                dated[day].append(teller)
        if asked.types and asked.types.isdisjoint(FINDINGS):
            return cls(snapshot, asked, watched, start, turning, dated, None, frozenset())
        candidates = turning | dated.keys() | judged_days(snapshot)
        days = sorted(day for day in candidates if start < day <= asked.until)
        return cls(
            snapshot, asked, watched, start, turning, dated, *_latest(days, start, affordable(snapshot))
        )

    def items(self) -> Iterator[Item]:
        """All items: first of the days up to the one asked, then, planned flows counting, of those to come."""
        question = self.asked.question
        days = sorted(self.turning | self.dated.keys() | self.judged)
        past = [day for day in days if day <= question.as_of]
        coming = [day for day in days if day > question.as_of]
        if past:
            yield from self._stretch(replace(question, as_of=self.start), past)
        if coming:
            begin = max(self.start, question.as_of)
            yield from self._stretch(replace(question, as_of=begin, include_planned=True), coming)

    def _stretch(self, begin: Question, days: Sequence[dt.date]) -> Iterator[Item]:
        timeline = Timeline(self.snapshot, begin, self.watched)
        links, judgement = Links(self.asked.question), None
        for day in days:
            if day in self.judged and judgement is None:
                before = max(begin.as_of, self.judged_from or begin.as_of)
                judgement = Judgement(self.snapshot, replace(begin, as_of=before))
            expected = day > self.asked.question.as_of
            step = timeline.move(day) if day in self.turning else None
            if step is not None:
                telling = Telling(timeline, step, links, expected)
                yield from reach_items(telling)
                yield from transfer_items(telling, new_recipients(telling))
            for teller in self.dated.get(day, ()):
                yield from teller(timeline)
            if day in self.judged and judgement is not None:
                yield from judgement.move(day, timeline, step, expected=expected)


def _most_days(snapshot: Snapshot) -> int:
    return min(MOST_DAYS, max(10, MOST_WORK // max(1, len(snapshot.flows))))


def _latest(days: Sequence[dt.date], after: dt.date, most: int) -> tuple[dt.date, frozenset[dt.date]]:
    """The latest `most` of the days after one, and the day from which on none is left out."""
    if len(days) <= most:
        return after, frozenset(days)
    return days[-most] - dt.timedelta(days=1), frozenset(days[-most:])
