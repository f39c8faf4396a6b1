"""The feed between two days: a walk along the days on which anything turns, newest item first.

Source: GDPR Art. 5(2), 24(1) (measures are reviewed and updated), 28, 33, 44.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from vendorgraph.analysis.durations import shifted
from vendorgraph.analysis.feed.changes import new_recipients, reach_items
from vendorgraph.analysis.feed.dated import Asked, Teller, dated_items
from vendorgraph.analysis.feed.days import Watched
from vendorgraph.analysis.feed.guide import TYPES
from vendorgraph.analysis.feed.items import Item, Links
from vendorgraph.analysis.feed.telling import Telling
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.analysis.feed.transfers import transfer_items
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.selection import CONTROLLING, endpoints, unknown
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model import checks

#: Days before and after the day asked that a feed without dates covers.
BACK, AHEAD = 90, 90
#: Most days on which the flows or the law turn that one answer works through; the latest are kept.
MOST_DAYS = 200
#: Longer answers are made anew each time, to bound the memory they take.
KEPT_ITEMS = 1_000


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

    `complete_from` is the first day from which on nothing is left out; `truncated` says that it lies
    after the day asked. Raises Invalid for unknown ids and types, and for days in the wrong order.
    """
    _check(snapshot, asked)
    return snapshot.memory.get(("feed", asked), lambda: _answer(snapshot, asked), _is_small)


def _is_small(answer: Mapping[str, Any]) -> bool:
    return len(answer["items"]) <= KEPT_ITEMS


def _check(snapshot: Snapshot, asked: FeedQuestion) -> None:
    if asked.until < asked.after:
        sentence = f"{asked.until} lies before from_date, {asked.after}"
        raise Invalid(f"to_date: {sentence}", {"to_date": [sentence]})
    for name in sorted(asked.types - TYPES.keys()):
        sentence = (
            f"{checks.given(name)} is not accepted; one or more of {', '.join(TYPES)}, separated by commas"
        )
        raise Invalid(f"type: {sentence}", {"type": [sentence]})
    if (
        asked.party is not None
        and snapshot.former_ids.get(asked.party, asked.party) not in snapshot.records["party"]
    ):
        raise unknown("party", asked.party, "party", list(snapshot.records["party"]))


def _answer(snapshot: Snapshot, asked: FeedQuestion) -> dict[str, Any]:
    sources = _sources(snapshot, asked)
    watched = Watched.of(snapshot, sources)
    days = watched.days(asked.after, asked.until)
    start = (
        max(asked.after, days[-MOST_DAYS] - dt.timedelta(days=1)) if len(days) > MOST_DAYS else asked.after
    )
    kept = {day for day in days if day > start}
    items = [item for item in _walk(snapshot, asked, watched, start, kept) if _wanted(snapshot, asked, item)]
    items.sort(key=lambda item: item.order)
    items.sort(key=lambda item: item.date, reverse=True)
    return {
        "as_of": asked.question.as_of.isoformat(),
        "from_date": asked.after.isoformat(),
        "to_date": asked.until.isoformat(),
        "revision": snapshot.revision,
        "sources": sources,
        "context": asked.question.context.text(),
        "group": asked.question.group,
        "complete_from": start.isoformat(),
        "truncated": start > asked.after,
        "items": [item.row(snapshot) for item in items],
    }


def _sources(snapshot: Snapshot, asked: FeedQuestion) -> list[str]:
    """The sources named, else every controller's processing (of own parties if any) that ever sends."""
    if asked.from_ is not None:
        return endpoints(snapshot, asked.question, asked.from_, "from")
    own = {id_ for id_, record in snapshot.records["party"].items() if record.document["own"]}
    return sorted(
        id_
        for id_, record in snapshot.records["processing"].items()
        if record.document["capacity"] in CONTROLLING
        and (not own or record.document["party"] in own)
        and snapshot.flows_from.get(id_)
    )


def _wanted(snapshot: Snapshot, asked: FeedQuestion, item: Item) -> bool:
    if asked.types and item.type not in asked.types:
        return False
    party = asked.party and snapshot.former_ids.get(asked.party, asked.party)
    return party is None or party in item.parties


def _walk(
    snapshot: Snapshot, asked: FeedQuestion, watched: Watched, start: dt.date, days: set[dt.date]
) -> Iterator[Item]:
    """All items after `start`: first the days up to the one asked, then, planned flows counting, those to come."""
    question = asked.question
    dated: dict[dt.date, list[Teller]] = defaultdict(list)
    for day, teller in dated_items(Asked(snapshot, question, start, asked.until, asked.from_ is not None)):
        if start < day <= asked.until:
            dated[day].append(teller)
    turning = sorted(days | dated.keys())
    past = [day for day in turning if day <= question.as_of]
    coming = [day for day in turning if day > question.as_of]
    if past:
        begin = replace(question, as_of=start)
        yield from _stretch(Timeline(snapshot, begin, watched), asked, past, days, dated)
    if coming:
        begin = replace(question, as_of=max(start, question.as_of), include_planned=True)
        yield from _stretch(Timeline(snapshot, begin, watched), asked, coming, days, dated)


def _stretch(
    timeline: Timeline,
    asked: FeedQuestion,
    days: Iterable[dt.date],
    turning: set[dt.date],
    dated: Mapping[dt.date, list[Teller]],
) -> Iterator[Item]:
    links = Links(asked.question)
    for day in days:
        if day in turning:
            telling = Telling(timeline, timeline.move(day), links, day > asked.question.as_of)
            yield from reach_items(telling)
            yield from transfer_items(telling, new_recipients(telling))
        for teller in dated.get(day, ()):
            yield from teller(timeline)
