"""Plain text, as it is copied from a page or a PDF: aligned columns, bullets, lines and cells one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from vendorgraph.exchange.reading.blocks import Block, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.lines.marks import as_written, parted
from vendorgraph.exchange.reading.lines.pieces import NUMBER, name_and_rest
from vendorgraph.exchange.reading.lines.restructured import with_definitions, without_links, without_marks
from vendorgraph.exchange.reading.lines.textlines import (
    BULLET,
    Line,
    lines_of,
    tidied,
    without_folds,
    without_pages,
)
from vendorgraph.exchange.reading.lists.counted import with_letters
from vendorgraph.exchange.reading.lists.numbered import with_numbers
from vendorgraph.exchange.reading.lists.reader import page_rows
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.row import Mapped, Row
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.reading.tables.drawn import with_tables
from vendorgraph.exchange.reading.text.alternating import with_alternating
from vendorgraph.exchange.reading.text.card_lines import with_card_lines
from vendorgraph.exchange.reading.text.clauses import with_clauses
from vendorgraph.exchange.reading.text.copied import with_copied
from vendorgraph.exchange.reading.text.item_lines import with_item_lines
from vendorgraph.exchange.reading.text.letters import with_asides, with_head
from vendorgraph.exchange.reading.text.pasted import pasted_table, with_cells, with_pasted
from vendorgraph.exchange.reading.text.runs import blocks_of_runs, is_of_else, is_title, terms_of
from vendorgraph.exchange.reading.text.section_titles import with_titles
from vendorgraph.exchange.reading.text.underlined import with_underlined
from vendorgraph.exchange.reading.vendor.context import is_about
from vendorgraph.exchange.reading.vendor.entries import with_entries

_BEFORE_TITLE = 5  # headings and paragraphs among which the title of a text stands


def read(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The rows of a text."""
    text = with_definitions(without_marks(without_folds(source.text)))
    lines = lines_of(text)
    blocks = _joined(with_item_lines(text_blocks(text), lines), dict(lines))
    for cell in (
        cell for block in blocks if isinstance(block, Table) for _, row in block.rows for cell in row
    ):
        cell.text = without_links(cell.text)
    yield from as_written(page_rows(blocks, _title_of(blocks), mapping), with_numbers(with_letters(lines)))


def _joined(blocks: Iterable[Block], lines: Mapping[int, str]) -> list[Block]:
    """The blocks, bullets that blank lines part from each other as one list, and the one above a table as its heading."""
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found else None
        if isinstance(block, Table) and isinstance(above, Listing) and _is_numbered_title(above):
            found[-1] = Heading(above.line, 6, above.entries[0].cell.text)
        if (
            isinstance(block, Listing)
            and isinstance(above, Listing)
            and _is_loose([*above.entries, *block.entries], lines)
        ):
            above.entries += block.entries
        else:
            found.append(block)
    return found


def _is_numbered_title(listing: Listing) -> bool:
    """Whether a list of one short line that names no company is the numbered title of the table below it: "I. Hosting"."""
    first, *more = listing.entries
    text = first.cell.text
    return not (more or first.inner) and is_title(text) and not is_company(name_and_rest(text)[0])


def _is_loose(entries: Sequence[Entry], lines: Mapping[int, str]) -> bool:
    """Whether entries are bullets with a blank line above each but the first."""
    marked = all(BULLET.match(lines.get(one.line, "")) for one in entries)
    return marked and not any(lines.get(one.line - 1, "").strip() for one in entries[1:])


def _title_of(blocks: Sequence[Block]) -> str:
    """The title of a text: what its first headings say before anything is listed, below a letterhead or not."""
    above = takewhile(lambda block: isinstance(block, Heading | Paragraph), blocks[:_BEFORE_TITLE])
    return next((one.text for one in above if isinstance(one, Heading) and is_about(one.text)), "")


def text_blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order."""
    lines = without_pages([(at, parted(line)) for at, line in lines_of(text)])
    head, below = with_head(with_numbers(with_letters(lines)))
    yield from head
    for stacked in _stacked(below):
        for part in [stacked] if isinstance(stacked, Table) else with_asides(stacked):
            yield from [part] if isinstance(part, Table | Paragraph) else _copied(part)


def _copied(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of lines, what was copied from the cells of a table among them."""
    parts = with_copied(lines)
    for at, copied in enumerate(parts):
        if isinstance(copied, Table):
            yield copied
            continue
        lines, title = _titled(copied) if at + 1 < len(parts) else (list(copied), None)
        for titled in with_underlined(tidied(with_titles(list(_spaced(lines)) if at else lines))):
            yield from [titled] if isinstance(titled, Heading) else _drawn(titled)
        yield from [title] if title else []


def _stacked(lines: Sequence[Line]) -> Iterator[Table | Sequence[Line]]:
    """The lines, with the tables whose cells stand one below the other, each under its label or all under the headers."""
    for part in with_alternating(lines):
        for one in [part] if isinstance(part, Table) else with_cells(tidied(part), dense=True):
            if isinstance(one, Table) or not one:
                yield one
            else:  # as it stands there: tabs are cells of other tables
                yield [line for line in lines if one[0][0] <= line[0] <= one[-1][0]]


def _drawn(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of lines between underlined titles."""
    for part in with_tables(lines):
        if isinstance(part, Table):
            yield part
            continue
        for one in with_clauses(part):
            yield from [one] if isinstance(one, Heading | Paragraph) else laid_out(one)


def _spaced(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines below a table, with blank ones around a title that stands directly there, and around those of something else."""
    for at, (number, line) in enumerate(lines):
        title = is_title(line) and (not at or is_of_else(line))
        yield from [(number, ""), (number, line), (number, "")] if title else [(number, line)]


def _titled(lines: Sequence[Line]) -> tuple[list[Line], Heading | None]:
    """The lines above a table, and apart from them the title that stands directly above it."""
    if not lines or not is_title(NUMBER.sub("", lines[-1][1])):
        return list(lines), None
    if len(lines) > 1 and NUMBER.match(lines[-1][1]) and NUMBER.match(lines[-2][1]):
        return list(lines), None
    return list(lines[:-1]), Heading(lines[-1][0], 6, lines[-1][1].strip())


def laid_out(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of lines that draw no table."""
    tables = with_pasted(lines)
    if len(tables) > 1:
        for one in tables:
            yield from [one] if isinstance(one, Table) else laid_out(one)
        return
    cards = with_card_lines(lines)
    if len(cards) > 1:
        for card in cards:
            yield from laid_out(card) if isinstance(card, Sequence) else [card]
        return
    parts = with_entries(lines)
    if len(parts) > 1:
        for part in parts:
            yield from [part] if isinstance(part, Listing) else blocks_of_runs(part)
        return
    filled = [(at, line) for at, line in lines if line.strip()]
    runs = (list(run) for said, run in groupby(lines, key=lambda line: bool(line[1].strip())) if said)
    stacked = None if any(map(terms_of, runs)) else pasted_table(filled)
    if stacked is None:
        yield from blocks_of_runs(lines)
        return
    table, before, after = stacked
    yield from blocks_of_runs(before)
    yield table
    rest = [line for line in lines if after and line[0] >= after[0][0]]
    yield from laid_out(rest) if pasted_table(after) else blocks_of_runs(after)
