"""Cards without labels and rows that alternate: a name, what for, where, the next name … as lines one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.headers import role_of
from vendorgraph.exchange.reading.keys import is_keyed
from vendorgraph.exchange.reading.labels import is_label
from vendorgraph.exchange.reading.pieces import is_what_for
from vendorgraph.exchange.reading.placeholders import no_name
from vendorgraph.exchange.reading.places import names_place, only_places
from vendorgraph.exchange.reading.sections import ABOUT

_WIDEST = 5  # lines of one card
_BEFORE = 4  # lines before the first card
_LONG = 140  # characters of a line of a card
_SHORT_HEADING = 6  # the level of a short line of a text
_PIECES = re.compile(r"\s+[–—-]\s+|\s*[,;|·()]\s*")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cell: Cell
    block: int  # which block it is of


def stacked(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with runs of short lines that are cards without labels as lists of these cards."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        lines = _lines_of(blocks[at], at)
        end = at + 1
        while lines and not isinstance(blocks[at], Table) and end < len(blocks):
            more = [] if isinstance(blocks[end], Table) else _lines_of(blocks[end], end)
            if not more:
                break
            lines += more
            end += 1
        cards = _cards(lines) if lines else None
        if cards is None:
            found.append(blocks[at])
            at += 1
            continue
        start, listing = cards
        whole = isinstance(blocks[at], Table | Listing)
        found += (
            [Paragraph(line.number, line.cell) for line in lines[:start]]
            if whole
            else blocks[at : lines[start].block]
        )
        found.append(listing)
        at = end
    return found


def _lines_of(block: Block, at: int) -> list[_Line]:
    """The short lines that a block is; [] when it is anything else."""
    if isinstance(block, Heading):
        cells = [(block.line, Cell(block.text))] if block.level == _SHORT_HEADING else []
    elif isinstance(block, Paragraph):
        texts = block.cell.text.split("\n")
        cells = [
            (block.line, block.cell if len(texts) == 1 else Cell(text.strip()))
            for text in texts
            if text.strip()
        ]
    elif isinstance(block, Listing):
        cells = [(entry.line, entry.cell) for entry in block.entries if not entry.inner]
        cells = cells if len(cells) == len(block.entries) else []
    else:
        filled = [(line, _only(row)) for line, row in block.rows if any(cell.filled for cell in row)]
        cells = [(line, cell) for line, cell in filled if cell is not None]
        cells = cells if len(cells) == len(filled) else []
    short = all(len(cell.text) <= _LONG and not cell.struck for _, cell in cells)
    return [_Line(line, cell, at) for line, cell in cells] if short else []


def _only(row: Sequence[Cell]) -> Cell | None:
    """The only filled cell of a row, None when it has several."""
    filled = {id(cell): cell for cell in row if cell.text.strip()}
    return next(iter(filled.values())) if len(filled) == 1 else None


def _cards(lines: Sequence[_Line]) -> tuple[int, Listing] | None:
    """(lines before the first card, the cards) when all lines from some line on are cards of as many lines each."""
    for start in range(min(_BEFORE, len(lines)) + 1):
        rest = lines[start:]
        for width in range(2, _WIDEST + 1):
            if not rest or len(rest) % width:
                continue
            cards = [rest[at : at + width] for at in range(0, len(rest), width)]
            if are_cards([[line.cell.text.strip() for line in card] for card in cards]):
                entries = [
                    Entry(card[0].number, card[0].cell, [Entry(line.number, line.cell) for line in card[1:]])
                    for card in cards
                ]
                return start, Listing(rest[0].number, entries)
    return None


def are_cards(cards: Sequence[Sequence[str]]) -> bool:
    """Whether every first line is a name and one of the others says where in each."""
    formed = all(is_company(card[0]) for card in cards)
    if len(cards) < (3 if len(cards[0]) == 2 and not formed else 2):
        return False
    if not all(map(_is_name, (card[0] for card in cards))):
        return False
    if any(is_keyed(line) for card in cards for line in card):
        return False
    if any(is_company(_PIECES.split(line)[0]) for card in cards for line in card[1:]):
        return False
    told = _is_place if len(cards[0]) > 2 else _says_place
    return any(all(told(card[at]) for card in cards) for at in range(1, len(cards[0])))


def _is_name(text: str) -> bool:
    if is_company(text):
        return True
    other = ABOUT.search(key(text)) or role_of(text) or is_label(text) or is_what_for(text) or no_name(text)
    return not other and looks_like_a_name(text) and not _says_place(text)


def _is_place(text: str) -> bool:
    return only_places(text) and names_place(text)


def _says_place(text: str) -> bool:
    """Whether a piece of a line is nothing but places: "Hosting – Ireland"."""
    return any(map(_is_place, _PIECES.split(text)))
