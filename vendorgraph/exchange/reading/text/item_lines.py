"""Lines of an item of a text that say where and were read as what stands below its list: "Verarbeitung in Finnland"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.lines.textlines import Line
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.places.resolve import kind_told, place_at_start
from vendorgraph.exchange.reading.row import collapsed

_FEW = 3  # lines of one sentence


def with_item_lines(blocks: Iterable[Block], lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of the lines of a text, with those that go on with the last item of a list as lines of that item."""
    written = dict(lines)
    above: Entry | None = None
    for block in blocks:
        said = _said(block)
        if above and said and _goes_on(above, block.line, written):
            above.inner.append(Entry(block.line, Cell(said)))
            continue
        above = block.entries[-1] if isinstance(block, Listing) and block.entries else None
        yield block


def _said(block: Block) -> str:
    """What a block says that begins with what happens where; "" for another."""
    if isinstance(block, Heading):
        said = block.text
    elif isinstance(block, Paragraph):
        said = collapsed(block.cell.text)
    elif (
        isinstance(block, Listing) and len(block.entries) <= _FEW and not any(map(_is_vendor, block.entries))
    ):
        said = collapsed(" ".join(one.cell.text for one in block.entries))
    else:
        return ""
    return said if kind_told(place_at_start(said)) else ""


def _is_vendor(entry: Entry) -> bool:
    return bool(entry.inner) or is_company(entry.cell.text)


def _goes_on(item: Entry, line: int, written: Mapping[int, str]) -> bool:
    """Whether a line stands below an item without a blank one between, and further in than it begins."""
    below = [at for at in written if item.line < at <= line]
    deeper = _indent(written.get(line, "")) > _indent(written.get(item.line, ""))
    return bool(item.inner) and deeper and all(written[at].strip() for at in below)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
