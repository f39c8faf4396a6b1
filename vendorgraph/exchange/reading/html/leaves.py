"""The lines that an element of an HTML page shows one below the other, and the pieces of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import html

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.html.cells import BADGE, IGNORED, INLINE, cell_of, holds_blocks, is_hidden

_EMPTY = frozenset(("img", "br", "hr", "wbr", "input"))
_NAMED = re.compile(r"(?:^|[\s_-])(?:name|title|titre|titel)(?:$|[\s_-])", re.I)
_TITLES = re.compile(r"h[1-6]|summary|button|dt")
_ASKS = re.compile(r"dt|th|label|small|h[4-6]")
_LABELS = re.compile(r"(?:^|[\s_-])(?:label|key|term|caption|heading|subtitle)(?:$|[\s_-])", re.I)


@dataclass(slots=True)
class Piece:
    """What an inline element says, or the text between two (`bare`); `apart` when something parts it from the one before.

    A `badge` is set off by its looks from what stands around it.
    """

    text: str
    apart: bool
    bare: bool = False
    strong: bool = False
    badge: bool = False


@dataclass(slots=True)
class Leaf:
    """A line: the path of its element in the record, its pieces, whether it looks like a title, and is one of several alike.

    Its element `asks` by what it is for what stands behind it, as a term or label does.
    """

    path: str
    line: int
    title: bool = False
    asks: bool = False
    item: bool = False
    pieces: list[Piece] = field(default_factory=list)
    link: str | None = None
    struck: bool = False

    @property
    def text(self) -> str:
        """All pieces as they are read."""
        return joined(self.pieces)

    @property
    def cell(self) -> Cell:
        """The leaf as the cell of a bullet."""
        strong = self.pieces[0].text if self.pieces and self.pieces[0].strong else None
        return Cell(self.text, self.link, strong, struck=self.struck)


def joined(pieces: list[Piece]) -> str:
    """Pieces as one text; those that nothing parts are one word."""
    text = ""
    for piece in pieces:
        text += f" {piece.text}" if text and piece.apart and piece.text[0] not in ".,;:)" else piece.text
    return text


def leaves_of(element: html.HtmlElement, at: int, before: int) -> list[Leaf]:
    """The leaves of an element that is part `at` of a record; its lines are counted from `before`."""
    gathered = _Leaves(before)
    gathered.inside(element, f"{element.tag}{at}")
    return gathered.found


def says_nothing(element: html.HtmlElement) -> bool:
    """Whether an element within a card is none of its text: scripts, pictures, buttons that open nothing."""
    opens = element.tag == "button" and (element.get("aria-expanded") or element.get("aria-controls"))
    left_out = element.tag in IGNORED and element.tag not in ("header", "footer") and not opens
    return left_out or is_hidden(element)


class _Leaves:
    def __init__(self, before: int) -> None:
        self.found: list[Leaf] = []
        self._before = before
        self._run = Leaf("", 0)
        self._blank = False  # whether a blank stands before what follows

    def inside(self, element: html.HtmlElement, path: str) -> None:
        """Gathers the leaves inside a container."""
        self._begin(element, path)
        at = 0
        self._bare(element.text)
        for child in element:
            if isinstance(child.tag, str) and not says_nothing(child):
                if child.tag not in INLINE or holds_blocks(child):
                    self._take()
                    self.inside(child, f"{path}/{child.tag}{at}")
                    self._begin(element, f"{path}.{at}", child)
                elif child.tag == "br":
                    self._take()
                    self._begin(element, f"{path}.{at}", child)
                else:
                    self._inline(child)
                at += child.tag != "img"
            self._bare(child.tail)
        self._take()

    def _begin(self, element: html.HtmlElement, path: str, behind: html.HtmlElement | None = None) -> None:
        """Begin a line of a container, at its start or behind one of its children."""
        classes, tag = str(element.get("class", "")), element.tag
        title = bool(_TITLES.fullmatch(tag) or _NAMED.search(classes))
        asks = bool(_ASKS.fullmatch(tag) or _LABELS.search(classes))
        line = self._line(element if behind is None else behind)
        self._run = Leaf(path, line, title, asks, tag in ("li", "dd"))
        self._blank = False

    def _take(self) -> None:
        if self._run.pieces:
            self.found.append(self._run)

    def _line(self, element: html.HtmlElement) -> int:
        return int(element.sourceline or 1) + self._before

    def _bare(self, text: str | None) -> None:
        """Text that stands in no inline element."""
        if not text:
            return
        self._blank = self._blank or text[0].isspace()
        if words := " ".join(text.split()):
            self._run.pieces.append(Piece(words, self._is_apart(words), bare=True))
            self._blank = text[-1].isspace()

    def _inline(self, element: html.HtmlElement) -> None:
        """The pieces of an inline element; of a mere wrapper those of each element in it."""
        run = self._run
        if not run.pieces:
            run.line = self._line(element)
        parts = [one for one in element if isinstance(one.tag, str) and not says_nothing(one)]
        parts = [one for one in parts if one.tag not in _EMPTY]
        own = [element.text, *(one.tail for one in element)]
        if parts and not any(text and text.strip() for text in own):
            run.link = run.link or _web(element)
            for one in parts:
                self._inline(one)
                self._blank = self._blank or bool(one.tail)
            return
        cell = cell_of(element)
        classes = str(element.get("class", ""))
        run.struck = run.struck or (cell.struck and not run.pieces)
        run.title = run.title or (not run.pieces and bool(_NAMED.search(classes)))
        run.link = run.link or cell.link
        strong, badge = element.tag in ("b", "strong", "a") and not run.pieces, bool(BADGE.search(classes))
        for line in filter(None, cell.text.split("\n")):
            apart = self._is_apart(line) or bool(classes or cell.link)
            run.pieces.append(Piece(line, apart, strong=strong, badge=badge))
            self._blank, strong = True, False
        self._blank = False

    def _is_apart(self, words: str) -> bool:
        """Whether words are none that go on with the word before them."""
        return self._blank or not words[0].islower()


def _web(element: html.HtmlElement) -> str | None:
    href = str(element.get("href", ""))
    return href.strip() if element.tag == "a" and href.startswith(("http://", "https://")) else None
