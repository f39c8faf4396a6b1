"""Vendors of a Markdown page whose name stands above "Purpose: …", "Location: …" in blocks of any kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.textlines import Line, label_of, with_colons
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.vendor.entries import Found, labelled_vendors, may_be_name
from vendorgraph.exchange.reading.vendor.sections import is_link

_PAGE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.I)
_UNTITLED = 8  # the level of a name that is no heading
_BARRIER = "…;"  # what stands for a block that holds no lines: no name, and the end of what stands above it


@dataclass(frozen=True, slots=True)
class _Part:
    """One line of a block, or none where the block says nothing of a vendor."""

    block: int
    number: int
    text: str


def folded(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with what recurring labels in headings, tables or paragraphs say below a name as one list of lines."""
    headers = Counter(header for block in blocks if (header := _header(block)))
    parts = [part for at, block in enumerate(blocks) for part in _parts(block, at, headers)]
    lines: list[Line] = with_colons([(at, part.text) for at, part in enumerate(parts)])
    found = [one for one in labelled_vendors(lines) if _is_whole(parts, lines, one)]
    made: list[Block] = []
    done = 0
    for one in found if len(found) > 1 else ():
        first, last = _span(lines, one)
        begin, end = parts[first].block, parts[last].block + 1
        card = blocks[begin:end] if _is_read(blocks[begin:end]) else _card(blocks[begin], parts, one)
        between = (block for block in blocks[done:begin] if not (done and _is_aside(block)))
        made += [part for block in between for part in (_linked_name(block, card[0]) if done else [block])]
        made += card
        done = end
    return [*made, *blocks[done:]]


def _linked_name(block: Block, below: Block) -> list[Block]:
    """A paragraph between two vendors that is nothing but a link to another one as a card like that below."""
    if not isinstance(block, Paragraph) or not re.match("https?:", block.cell.link or ""):
        return [block]
    cell = block.cell
    if cell.strong != cell.text or not may_be_name(cell.text):
        return [block]
    said = Entry(block.line, Cell(f"Website: {cell.link}"))
    head = Heading(block.line, below.level, cell.text) if isinstance(below, Heading) else block
    return [head, Listing(block.line, [said])]


def _is_read(blocks: Sequence[Block]) -> bool:
    """Whether a name in a heading or in bold stands above nothing but lines with labels."""
    first, *below = blocks
    text = first.cell.text if isinstance(first, Paragraph) else ""
    titled = isinstance(first, Heading) or (bool(text) and first.cell.strong == text)  # type: ignore[union-attr]
    return titled and all(
        isinstance(one, Listing)
        or (isinstance(one, Paragraph) and all(map(label_of, one.cell.text.split("\n"))))
        for one in below
    )


def _card(first: Block, parts: Sequence[_Part], one: Found) -> list[Block]:
    """A name as a heading, above the list of what is said of it."""
    number = parts[one.entry.line].number
    said = [Entry(parts[inner.line].number, inner.cell) for inner in one.entry.inner]
    whole = isinstance(first, Paragraph) and first.cell.strong == first.cell.text
    head = first if isinstance(first, Heading) or whole else Heading(number, _UNTITLED, one.entry.cell.text)
    return [head, Listing(said[0].line if said else number, said)]


def _span(lines: Sequence[Line], one: Found) -> tuple[int, int]:
    """The first and the last part that a vendor was found in."""
    after = lines[one.end][0] if one.end < len(lines) else lines[-1][0] + 1
    return lines[one.start][0], after - 1


def _is_whole(parts: Sequence[_Part], lines: Sequence[Line], one: Found) -> bool:
    """Whether what was found begins and ends where blocks do, and begins with a name by itself."""
    if label_of(one.entry.cell.text):
        return False
    first, last = _span(lines, one)
    begins = not first or parts[first - 1].block != parts[first].block
    ends = last + 1 >= len(parts) or not parts[last + 1].text
    return begins and ends


def _parts(block: Block, at: int, headers: Counter[tuple[str, ...]]) -> Iterator[_Part]:
    """The lines of a block, with a blank one behind it."""
    if isinstance(block, Heading):
        yield _Part(at, block.line, block.text)
    elif _is_aside(block):
        pass
    elif isinstance(block, Paragraph):
        texts = [line.strip() for line in block.cell.text.split("\n") if line.strip()]
        yield from (_Part(at, block.line, text) for text in texts)
    elif isinstance(block, Listing):
        plain = not any(entry.inner or "\n" in entry.cell.text for entry in block.entries)
        yield from (
            (_Part(at, entry.line, f"- {entry.cell.text}") for entry in block.entries)
            if plain
            else [_Part(at, block.line, _BARRIER)]
        )
    else:
        header = _header(block)
        lines = lines_of_table(block) if not header or headers[header] > 1 else []
        yield from (_Part(at, number, text) for number, text in lines or [(block.line, _BARRIER)])
    yield _Part(at, 0, "")


def _is_aside(block: Block) -> bool:
    """Whether a block is nothing but a rule, or a link to a page about a vendor, between two of them."""
    return isinstance(block, Paragraph) and (not block.cell.text.strip() or _is_link(block.cell))


def _is_link(cell: Cell) -> bool:
    """Whether a paragraph is nothing but a link that says what it leads to, or names a page: "acme.com/privacy"."""
    if not cell.link or cell.strong != cell.text or is_company(cell.text):
        return False
    return is_link(cell) or bool(_PAGE.fullmatch(cell.text.strip()))


def _header(block: Block) -> tuple[str, ...] | None:
    """The header of a table with one row below it that asks for no names: "Purpose | Location"."""
    if not isinstance(block, Table) or len(block.rows) != 2:
        return None
    cells = [cell.text for cell in block.rows[0][1]]
    roles = [role_of(text) for text in cells]
    return tuple(map(key, cells)) if None not in roles and "vendor" not in roles else None


def lines_of_table(table: Table) -> list[Line]:
    """A table of labels beside what they say, or above it in one row, as lines "Label: what it says"; [] for another."""
    return _of_row(table) if _header(table) else _of_form(table)


def _of_row(table: Table) -> list[Line]:
    """The cells of the one row of a table, each behind its header."""
    (_, header), (number, row) = table.rows
    return [
        (number, f"{name.text}: {cell.text}")
        for name, cell in zip(header, row, strict=False)
        if cell.text.strip()
    ]


def _of_form(table: Table) -> list[Line]:
    """The rows of a table of labels and what they say; [] of another."""
    rows = [(number, [cell.text.strip() for cell in cells]) for number, cells in table.rows]
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled or any(len(cells) != 2 or role_of(cells[0].rstrip(":")) is None for _, cells in filled):
        return []
    return [(number, f"{cells[0].rstrip(':')}: {cells[1]}") for number, cells in filled]
