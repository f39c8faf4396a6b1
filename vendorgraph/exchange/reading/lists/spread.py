"""Paragraphs that are not one for each vendor: one holds several with their lines, or each line is one by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Listing, Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.keys import is_keyed, is_telling, key_role
from vendorgraph.exchange.reading.lines.pieces import is_what_for, name_and_rest
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.names.placeholders import no_name


def one_a_vendor(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a paragraph, or an item of a list, for each vendor that lines with labels tell of."""
    found = list(_joined([part for block in blocks for part in _apart(block)]))
    if sum(map(_is_item, found)) < 2:
        return found
    made: list[Block] = []
    for items, run in groupby(found, key=_is_item):
        part = list(run)
        made += [Listing(part[0].line, list(map(_entry, part)))] if items else part
    return made


def _apart(block: Block) -> list[Block]:
    """A paragraph as one for each name in bold that stands by itself above a line with a label, or behind "Provider: "."""
    lines = _lines(block)
    if not isinstance(block, Paragraph) or len(lines) < 4:
        return [block]
    names = set(block.cell.bold)
    starts = [
        at
        for at, (line, below) in enumerate(pairwise(lines))
        if is_keyed(below)
        and (key_role(line) == "vendor" or (not is_keyed(line) and _begins_in(names, line)))
    ]
    labels = [key(lines[at].partition(":")[0]) if key_role(lines[at]) else "" for at in starts]
    # "Legal entity: …" below "Name: …" is of the same vendor
    starts = [at for at, label in zip(starts, labels, strict=True) if label in ("", labels[0])]
    if len(starts) < 2:
        return [block]
    before = [Paragraph(block.line, Cell("\n".join(lines[: starts[0]])))] if starts[0] else []
    cards = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return [*before, *(Paragraph(block.line, _cell(card, names)) for card in cards)]


def _begins_in(names: set[str], line: str) -> bool:
    """Whether a line is a name in bold, or begins with one and says what it is for."""
    return any(
        (line == name and looks_like_a_name(name)) or (line.startswith(name) and _begins(line))
        for name in names
    )


def _cell(lines: Sequence[str], names: set[str]) -> Cell:
    strong = next((name for name in names if lines[0].startswith(name)), None)
    return Cell("\n".join(lines), strong=strong, bold=[strong] if strong else [])


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with lines that are labelled put below the vendor above them: "Provider: …" or "Acme – mail"."""
    lines = [_line(block) for block in blocks]
    roles = [key_role(line) for line in lines]
    starts = [
        role == "vendor" or (role is None and _begins(line)) for role, line in zip(roles, lines, strict=True)
    ]
    at = 0
    while at < len(blocks):
        end = at + 1
        while starts[at] and end < len(blocks) and roles[end] and not starts[end]:
            end += 1
        block = blocks[at]
        if isinstance(block, Paragraph) and end > at + 1 and any(map(is_telling, lines[at + 1 : end])):
            text = "\n".join(lines[at:end])
            yield Paragraph(block.line, Cell(text, block.cell.link, block.cell.strong, bold=block.cell.bold))
            at = end
        else:
            yield block
            at += 1


def _lines(block: Block) -> list[str]:
    return block.cell.text.split("\n") if isinstance(block, Paragraph) else []


def _line(block: Block) -> str:
    """The only line of a paragraph; "" of others."""
    lines = _lines(block)
    return lines[0] if len(lines) == 1 else ""


def _begins(line: str) -> bool:
    """Whether a line is a name and what it is for: "Acme – mail"."""
    name, rest = name_and_rest(line)
    other = is_label(name) or no_name(name) or (is_what_for(name) and not is_company(name))
    return bool(rest) and looks_like_a_name(name) and not other and not line.endswith((".", ":"))


def _is_item(block: Block) -> bool:
    """Whether a paragraph is a name with what it is for above lines with labels."""
    first, *more = _lines(block) or [""]
    labelled = bool(more) and all(map(is_keyed, more)) and any(map(is_telling, more))
    return labelled and key_role(first) is None and _begins(first)


def _entry(block: Block) -> Entry:
    first, *more = _lines(block)
    cell = block.cell if isinstance(block, Paragraph) else Cell("")
    strong = cell.strong if cell.strong and first.startswith(cell.strong) else None
    inner = [Entry(block.line, Cell(line)) for line in more]
    return Entry(block.line, Cell(first, cell.link, strong, bold=cell.bold), inner)
