"""One place where a text names a company."""

from __future__ import annotations

from dataclasses import dataclass

from vendorgraph.exchange.policy_text.name import Name
from vendorgraph.exchange.policy_text.reading import Passage
from vendorgraph.exchange.policy_text.sentences import Sentence
from vendorgraph.exchange.policy_text.tables import Row


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a company is named.

    `how` is "text", "heading", "row" (of a list) or "link"; `denied` the entry by which it is no
    recipient here, None when nothing denies it. `row` holds the cells of a list's row by column.
    """

    passage: Passage
    name: Name
    how: str
    sentence: Sentence | None = None
    denied: str | None = None
    row: Row | None = None

    @property
    def line(self) -> int:
        """The line on which the name stands."""
        return self.passage.block.line(self.name.start)
