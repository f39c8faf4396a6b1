"""Items that rest on recorded days: reviews, ends drawing near, change notices and breaches.

Each is filed under its day with a function that tells it once the timeline has come to that day,
since whom it concerns depends on what reaches whom then.
"""

from __future__ import annotations

from collections.abc import Iterator

from vendorgraph.analysis.feed import announced, breaches, expiring, reviewing
from vendorgraph.analysis.feed.asked import Asked, Filed


def dated_items(asked: Asked) -> Iterator[Filed]:
    """Every recorded day with what is told on it."""
    for theme in (reviewing, expiring, announced, breaches):
        yield from theme.filed(asked)
