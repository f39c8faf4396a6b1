"""What a feed's dated items are asked, and what they share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vendorgraph.analysis.feed.items import Item, Links
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot

#: Tells what a day brings, once the timeline has come to that day.
Teller = Callable[[Timeline], Iterator[Item]]
Filed = tuple[dt.date, Teller]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the inventory, the question (its day is the one from which on days are to come),
    the days after `after` up to `until`, and whether sources were named, so that only what concerns
    them is told."""

    snapshot: Snapshot
    question: Question
    after: dt.date
    until: dt.date
    restricted: bool

    @property
    def links(self) -> Links:
        """Links that ask the same question."""
        return Links(self.question)

    def expected(self, day: dt.date) -> bool:
        """Whether a day is still to come."""
        return day > self.question.as_of

    def page_of(self, party: str, sources: tuple[str, ...], day: dt.date) -> str:
        """The page of a source that reaches the party, or of the party itself where none does."""
        return self.links.page(
            day.isoformat(), planned=self.expected(day), from_=sources[0] if sources else party
        )
