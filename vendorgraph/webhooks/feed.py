"""Items of the feed that webhooks have not been told of.

The feed tells what happened on a day, and a day can be recorded late. So what was told is remembered by
id for the days that are still watched, and a webhook is told of what comes after its first look.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.feed import FeedQuestion, feed_answer
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.model.canonical import canonical

#: Days back from today in which an item recorded late is still told.
WATCHED = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Told:
    """The items that webhooks were told of, id -> day, and the webhooks that were there to be told."""

    items: Mapping[str, str] = field(default_factory=dict)
    webhooks: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str | None) -> Told:
        """What `text` wrote; nothing before the first time."""
        known = json.loads(text) if text else {"items": {}, "webhooks": []}
        return cls(known["items"], frozenset(known["webhooks"]))

    def text(self) -> str:
        """As it is kept."""
        return canonical({"items": dict(self.items), "webhooks": sorted(self.webhooks)})


def untold(
    snapshot: Snapshot, today: dt.date, told: Told, webhooks: Iterable[str]
) -> tuple[list[Mapping[str, Any]], Told]:
    """The items up to `today` that were not told, oldest first, and what is told once they are."""
    after = today - WATCHED
    items = feed_answer(snapshot, FeedQuestion(Question(today), after, today))["items"]
    fresh = [item for item in reversed(items) if item["id"] not in told.items]
    kept = {id_: day for id_, day in told.items.items() if day > after.isoformat()}
    kept.update((item["id"], item["date"]) for item in items)
    return fresh, Told(kept, frozenset(webhooks))
