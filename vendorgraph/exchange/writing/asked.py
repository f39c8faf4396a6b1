"""What an export is asked: the question, whom it is about, and in which form it should come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vendorgraph.analysis.question import Question
from vendorgraph.analysis.selection import Filters


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of an export; what is null was not asked."""

    question: Question
    form: str | None = None
    from_: str | None = None
    category: str | None = None
    party: str | None = None
    processing: str | None = None
    inventory: str | None = None
    since: dt.date | None = None
    filters: Filters = field(default_factory=Filters)
    depth: int | None = None
    expand: tuple[str, ...] = ()
    limit: int | None = None
    colour: str | None = None
    focus: str | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was asked for: its bytes in parts, what they are, what to call it, what to say beside it."""

    parts: Iterable[bytes]
    media: str
    name: str
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.parts)

    def content(self) -> bytes:
        """All of it at once."""
        return b"".join(self.parts)
