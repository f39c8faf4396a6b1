"""The text of a PDF beside its tables: headings by their size, paragraphs, bullets; the lines of a cell as its text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.lines.keys import is_telling
from vendorgraph.exchange.reading.lines.textlines import BULLET, with_colons
from vendorgraph.exchange.reading.pdf.pages import Line, Sheet
from vendorgraph.exchange.reading.text.reader import laid_out

_LARGER = 1.08  # times the size of most words: a heading
_LONGEST = 160  # characters of a heading
_PROSE = 500  # characters of a line of a paragraph that is prose
_FEW = 2  # lines that tell by chance how far others are apart
_FEWEST = 7  # lines without a heading that are read by themselves
_SPACE = 0.2  # of the height of words: the blank between two
_APART = 1.1  # times the distance of lines, and a point more, is one between paragraphs
_LEVELS = 6
_DEEPER, _DEEPEST = 0.8, 6  # of the height of words: what is told of a name stands further to the right
_HYPHEN = re.compile(r"[a-zà-ÿ]-$")
_USUAL = 1.1  # times its height a line stands below another, where nothing tells


@dataclass(frozen=True, slots=True)
class Style:
    """How a PDF sets its text: the size of most words, the usual distance of lines by their size, sizes of headings."""

    size: float
    leading: float
    titles: tuple[float, ...]
    edges: dict[int, float] = field(default_factory=dict)  # where lines end, by where they begin

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Style:
        """The style of lines."""
        sizes = Counter[float]()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        edges = _edges(lines)
        size = max(sizes, key=lambda one: sizes[one]) if sizes else 12.0
        titles = sorted((one for one in sizes if one > size * _LARGER), reverse=True)
        return cls(size, _leading(lines, edges, _USUAL), tuple(titles), edges)

    def within(self, lines: Sequence[Line]) -> Style:
        """The same for lines that stand beside others."""
        return replace(self, edges=_edges(lines))

    def level(self, line: Line) -> int | None:
        """The level of the heading that a line is by its size; None where it is none."""
        size = round(line.size, 1)
        return min(self.titles.index(size) + 1, _LEVELS) if size in self.titles else None

    def edge(self, line: Line) -> float:
        """How far to the right the lines go that begin where one does, or left of it."""
        left = round(line.left / 3)
        return max((right for one, right in self.edges.items() if one <= left), default=line.right)

    def is_apart(self, above: Line, below: Line) -> bool:
        """Whether a paragraph ends between two lines."""
        return below.base - above.base > self.leading * max(above.size, below.size) * _APART + 1


def _edges(lines: Sequence[Line]) -> dict[int, float]:
    edges: dict[int, float] = {}
    for line in lines:
        left = round(line.left / 3)
        edges[left] = max(edges.get(left, 0.0), line.right)
    return edges


def _leading(lines: Sequence[Line], edges: dict[int, float], usual: float, few: int = 0) -> float:
    """The least distance, by their size, of more than few lines and the next one whose first word they had no room for."""
    found: list[float] = []
    for above, below in pairwise(lines):
        ratio = (below.base - above.base) / above.size
        alike = abs(above.left - below.left) < 1 and abs(above.size - below.size) < 0.5
        if alike and 0.8 < ratio < 2.2 and _is_full(above, below, edges[round(above.left / 3)]):
            found.append(ratio)
    return min(found) if len(found) > few else usual


def _is_full(above: Line, below: Line, edge: float) -> bool:
    """Whether a line had no room for the first word of the next one, which is told with no key of its own."""
    if is_telling(below.text):
        return False  # "Location: Ireland"
    return above.right + below.words[0].right - below.left >= _room(above, edge)


def cell_of(lines: Sequence[Line], edge: float) -> Cell:
    """Lines as one text, those that had room for the next word left as they are broken; its bold words apart."""
    text = ""
    for before, line in pairwise([None, *lines]):
        assert line is not None
        if before is None:
            text = line.text
        elif line.mark is not None or not _is_full(before, line, edge):
            text += f"\n{line.text}"
        elif before.text.endswith("-") and text[-1:] == "-":
            text = (text[:-1] if _HYPHEN.search(text) and line.text[:1].islower() else text) + line.text
        else:
            text += f" {line.text}"
    words = [word for line in lines for word in line.words]
    runs = [
        (bold, " ".join(word.text for word in run)) for bold, run in groupby(words, key=lambda one: one.bold)
    ]
    bold = [run for is_bold, run in runs if is_bold]
    return Cell(text, strong=bold[0] if runs and runs[0][0] else None, bold=bold)


def _room(line: Line, edge: float) -> float:
    return edge - _SPACE * line.size - 1


def text_blocks(sheet: Sheet, lines: Sequence[Line], style: Style) -> Iterator[Block]:
    """The blocks of lines without tables."""
    found = list(_blocks(sheet, lines, style))
    _put_colons(found)
    for _, run in groupby(found, key=lambda one: isinstance(one, Paragraph)):
        together = list(run)
        text = [one for one in together if isinstance(one, Paragraph)]
        yield from _paragraphs(text) if text else together


def _blocks(sheet: Sheet, lines: Sequence[Line], style: Style) -> Iterator[Block]:
    """Headings, bullets and paragraphs."""
    style = replace(style, leading=_leading(lines, style.edges, style.leading, _FEW))
    parts = list(_parts(sheet, lines, style))
    at = 0
    while at < len(parts):
        items = _items(parts, at, style)
        if len(items) > 1 or (items and (items[0][0].mark is not None or _told(items[0], style))):
            yield _listing(items, style)
            at += len(items)
            continue
        cell = cell_of(parts[at], style.edge(parts[at][0]))
        yield _heading(parts[at], cell, style) or Paragraph(parts[at][0].number, cell)
        at += 1


def _put_colons(blocks: Sequence[Block]) -> None:
    """Write in paragraphs "Label: what it says" where a label that recurs among them stands above it."""
    texts = [one.cell.text if isinstance(one, Paragraph) else "" for one in blocks]
    said: dict[int, list[str]] = defaultdict(list)
    for at, line in with_colons(
        [(at, line) for at, one in enumerate(texts) for line in (*one.split("\n"), "")]
    ):
        said[at].append(line)
    for at, one in enumerate(blocks):
        if isinstance(one, Paragraph):
            one.cell.text = "\n".join(said[at]).strip("\n")


def _paragraphs(text: Sequence[Paragraph]) -> Iterator[Block]:
    """Paragraphs as such, or read by their lines where most of those that stand together have several; long ones are prose."""
    text = [one for one in text if one.cell.text]
    for long, run in groupby(text, key=lambda one: max(map(len, one.cell.text.split("\n"))) > _PROSE):
        together = list(run)
        lines = [(one.line, one.cell.text.split("\n")) for one in together]
        if long or sum(len(said) for _, said in lines) < max(len(lines) * 2, _FEWEST):
            yield from together
        else:
            yield from laid_out(
                [(at + off, line) for at, said in lines for off, line in enumerate((*said, ""))]
            )


def _parts(sheet: Sheet, lines: Sequence[Line], style: Style) -> Iterator[list[Line]]:
    """Lines as paragraphs, headings and bullets."""
    part: list[Line] = []
    for line in lines:
        if part and _ends(sheet, part, line, style):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _ends(sheet: Sheet, part: Sequence[Line], line: Line, style: Style) -> bool:
    """Whether a paragraph, heading or bullet ends before a line."""
    last = part[-1]
    if line.mark is not None or _is_bullet(line) or style.level(last) != style.level(line):
        return True
    if sheet.page(last.base) != sheet.page(line.base):
        if line.left > part[0].left + _DEEPER * line.size:
            return False
        full = _is_full(last, line, style.edge(last))
        return not full or last.text.endswith((".", ":")) or last.bold != line.bold
    item = part[0].mark is not None or _is_bullet(part[0])
    back = line.left < last.left - 3 and (item or abs(line.left - part[0].left) < 1)
    return back or style.is_apart(last, line)


def _is_bullet(line: Line) -> bool:
    return bool(BULLET.match(line.text)) and not (line.bold and len(line.words) < 12)


def _items(parts: Sequence[Sequence[Line]], start: int, style: Style) -> list[Sequence[Line]]:
    """The bullets, or the names with what is told deeper below them, with which parts go on from `start`."""
    end = start
    while end < len(parts) and (
        parts[end][0].mark is not None or _is_bullet(parts[end][0]) or _told(parts[end], style)
    ):
        end += 1
    return list(parts[start:end])


def _told(part: Sequence[Line], style: Style) -> Sequence[Line]:
    """The lines of a part that tell deeper below a name what it is; none where the part is no such one."""
    name, *told = part
    if name.mark is not None or _is_bullet(name) or not told:
        return []
    deeper = all(_DEEPER < (line.left - name.left) / name.size < _DEEPEST for line in told)
    return told if deeper and not _is_full(name, told[0], style.edge(name)) else []


def _listing(items: Sequence[Sequence[Line]], style: Style) -> Listing:
    """Bullets as a list, deeper ones inside the one above."""
    listing = Listing(items[0][0].number)
    open_: list[tuple[float, Entry]] = []
    for lines in items:
        first, told = lines[0], _told(lines, style)
        cell = cell_of([first] if told else lines, style.edge(lines[-1] if len(lines) > 1 else first))
        if first.mark is None:
            cell.text = BULLET.sub("", cell.text)
            cell.strong = BULLET.sub("", cell.strong) or None if cell.strong else None
        entry = Entry(first.number, cell)
        if told:
            below = cell_of(told, style.edge(told[-1]))
            entry.inner = [Entry(told[0].number, Cell(text)) for text in below.text.split("\n")]
        while open_ and open_[-1][0] > first.left - 3:
            open_.pop()
        (open_[-1][1].inner if open_ else listing.entries).append(entry)
        open_.append((first.left, entry))
    return listing


def _heading(part: Sequence[Line], cell: Cell, style: Style) -> Heading | None:
    """A heading by its size, or by bold words alone that are no sentence."""
    text = " ".join(cell.text.split())
    if len(text) > _LONGEST:
        return None
    level = style.level(part[0])
    if level is not None:
        return Heading(part[0].number, level, text)
    if all(line.bold for line in part) and len(part) < 3 and not text.endswith((".", ",", ";")):
        return Heading(part[0].number, min(len(style.titles) + 1, _LEVELS), text)
    return None
