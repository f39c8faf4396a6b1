"""The parts of a page, whatever it is written in: headings, paragraphs, tables and lists, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: What counts the items of a list that a text writes out: "a)", "(b)", "(iii)".
LETTER = r"(?:\(?[a-z]\)|\(?(?:i|ii|iii|iv|v|vi|vii|viii|ix|x)\))"


@dataclass(slots=True)
class Cell:
    """A cell, bullet or line: its text (line breaks kept), where its first link leads, and what is set apart.

    `strong` is the text that is bold or linked at its very beginning, `bold` every text that is bold;
    `wide` a cell over several columns, `struck` one that is struck out, or begins so and gives no other name.
    `written` is the text as it stands there, where `text` says the same in another order ("" where another cell has it);
    `lacks` is why a cell has no text although it is not blank, as "holds the error #REF!".
    """

    text: str
    link: str | None = None
    strong: str | None = None
    wide: bool = False
    header: bool = False
    lacks: str | None = None
    struck: bool = False
    bold: list[str] = field(default_factory=list)
    written: str | None = None

    @property
    def filled(self) -> bool:
        """Whether anything stands in the cell, readable or not."""
        return bool(self.text.strip() or self.lacks)

    def strike(self, text: str) -> None:
        """Keep what is struck out of it: alone or before an aside it is what the cell is about, else it is left out."""
        if text.strip() and re.match(r"\W*$|[(–—-]", self.text.strip()):
            self.text, self.struck = f"{text.strip()} {self.text}".strip(), True


@dataclass(slots=True)
class Heading:
    """A heading of a level from 1."""

    line: int
    level: int
    text: str


@dataclass(slots=True)
class Paragraph:
    """A paragraph, one line of text for each line break."""

    line: int
    cell: Cell


@dataclass(slots=True)
class Table:
    """A table as (line, cells) a row; cells that a span covers are filled with its text.

    So many of its rows are `hidden` where the page shows it.
    """

    line: int
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    hidden: int = 0


@dataclass(slots=True)
class Entry:
    """A bullet with what is nested in it."""

    line: int
    cell: Cell
    inner: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """A list of bullets; of a definition list each term with its definitions nested in it.

    `records` are those that a page shows as cards, each of one vendor; `terms` those of a definition list in Markdown.
    """

    line: int
    entries: list[Entry] = field(default_factory=list)
    records: bool = False
    terms: bool = False


Block = Heading | Paragraph | Table | Listing
