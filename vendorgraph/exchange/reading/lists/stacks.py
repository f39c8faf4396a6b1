"""Cards without labels and rows that alternate: a name, what for, where, the next name … as lines one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.gazetteer import STREET, key
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.keys import is_keyed, is_telling
from vendorgraph.exchange.reading.lines.pieces import NUMBER, is_what_for
from vendorgraph.exchange.reading.names.cells import split_address
from vendorgraph.exchange.reading.names.companies import ASIDE, is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.names.placeholders import no_name
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.reading.places.resolve import is_place, only_places
from vendorgraph.exchange.reading.vendor.sections import is_link

_WIDEST = 5  # lines of one card
_BEHIND = 3  # lines behind the last card
_BEFORE = 4  # what may be cards before the first that is one
_LONG = 300  # characters of a line of a card
_SHORT_HEADING = 6  # the level of a short line of a text
_SENTENCES = re.compile(r"[.!?]\s")
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
        end, lines = _run(blocks, at)
        cards = _cards(lines, led=_is_led(blocks, at, lines)) if lines else None
        if cards is None or _begins_inside(lines, cards.start):
            found += blocks[at:end]
        else:
            first, last = cards.start, cards.stop
            found += _left(blocks, at, lines[first].block, lines[:first])
            found.append(_listing(lines[first:last], cards.step))
            found += [Paragraph(line.number, line.cell) for line in lines[last:]]
        at = end
    return found


def _begins_inside(lines: Sequence[_Line], first: int) -> bool:
    """Whether cards would begin behind the first line of a paragraph that a company begins, which is a card by itself."""
    own = [line.cell.text for line in lines[:first] if line.block == lines[first].block]
    return bool(own) and is_company(own[0])


def _run(blocks: Sequence[Block], at: int) -> tuple[int, list[_Line]]:
    """(where the run of short lines from block `at` on ends, its lines); a table is a run of its own."""
    lines = _lines_of(blocks[at], at)
    end = at + 1
    while lines and not isinstance(blocks[at], Table) and end < len(blocks):
        more = [] if isinstance(blocks[end], Table) else _lines_of(blocks[end], end)
        if not more and not _is_aside(blocks[end]):
            break
        lines += more
        end += 1
    return end, lines


def _left(blocks: Sequence[Block], at: int, first: int, before: Sequence[_Line]) -> list[Block]:
    """What stands before the cards of a run: whole blocks, and lines of the block in which the cards begin."""
    rest = [Paragraph(line.number, line.cell) for line in before if line.block == first]
    return [*blocks[at:first], *rest]


def _listing(lines: Sequence[_Line], width: int) -> Listing:
    """Lines as cards of `width` lines: a bullet for each name, with the others nested in it."""
    cards = [lines[at : at + width] for at in range(0, len(lines), width)]
    names = [card[0].cell for card in cards]
    if all(NUMBER.match(name.text) for name in names):
        names = [Cell(NUMBER.sub("", name.text), name.link) for name in names]
    entries = [
        Entry(card[0].number, name, [Entry(line.number, line.cell) for line in card[1:]])
        for card, name in zip(cards, names, strict=True)
    ]
    return Listing(lines[0].number, entries)


def _lines_of(block: Block, at: int) -> list[_Line]:
    """The short lines that a block is; [] when it is anything else."""
    if isinstance(block, Heading):
        cells = [(block.line, Cell(block.text))] if block.level == _SHORT_HEADING else []
    elif isinstance(block, Paragraph):
        texts = [] if _is_aside(block) else block.cell.text.split("\n")
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


def _is_aside(block: Block) -> bool:
    """Whether a block is a link to a page about the vendor of a card."""
    return isinstance(block, Paragraph) and is_link(block.cell)


def _is_led(blocks: Sequence[Block], at: int, lines: Sequence[_Line]) -> bool:
    """Whether the first of some lines, or the heading above them, says that vendors follow."""
    above = (blocks[before] for before in range(at - 1, -1, -1))
    heading = next((block.text for block in above if isinstance(block, Heading)), "")
    return any(ABOUT.search(key(text)) for text in (heading, lines[0].cell.text))


def _cards(lines: Sequence[_Line], *, led: bool) -> range | None:
    """The most lines that are cards of as many lines each, but for a few at the end; its step is their number."""
    texts = [line.cell.text.strip() for line in lines]
    found: list[range] = []
    for last in range(len(texts), max(len(texts) - _BEHIND, 0) - 1, -1):
        for width in range(2, _WIDEST + 1):
            first = _begin(texts, last, width, led=led)
            if first < last:
                found.append(range(first, last, width))
    return max(found, key=lambda cards: cards.stop - cards.start, default=None)


def _begin(texts: Sequence[str], last: int, width: int, *, led: bool) -> int:
    """Where the cards of `width` lines that end before line `last` begin; `last` when there are none."""
    first = last
    while first >= width and _may_be_card(texts[first - width : first]):
        first -= width
    cards = [texts[at : at + width] for at in range(first, last, width)]
    for skipped in range(min(_BEFORE, len(cards))):
        if are_cards(cards[skipped:]) or (led and width == 2 and _are_described(cards[skipped:])):
            return first + skipped * width
    return last


def _may_be_card(card: Sequence[str]) -> bool:
    """Whether lines may be a card: a name, and lines that are neither names of companies nor keyed."""
    name, *others = card
    return _is_name(name) and not any(
        is_keyed(_SENTENCES.split(line)[0]) or is_company(_PIECES.split(line)[0]) for line in others
    )


def labelled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a short line above "Purpose: …", "Location: …" as a heading below all others."""
    found = list(blocks)
    for at, (block, below) in enumerate(pairwise(blocks)):
        text = block.cell.text if isinstance(block, Paragraph) else ""
        if not isinstance(block, Paragraph) or not looks_like_a_name(text) or only_places(text):
            continue
        above = blocks[at - 1] if at else None
        if isinstance(above, Heading) and (_is_address(text) or _goes_on_about(above.text, text)):
            continue  # below the name of the vendor
        if isinstance(below, Paragraph) and is_company(block.cell.text):
            lines = below.cell.text.split("\n")
            lines = lines if len(lines) > 1 or ":" in block.cell.text else _keyed_from(blocks, at + 1)
            if len(lines) > 1 and any(map(is_telling, lines)):
                found[at] = Heading(block.line, 8, block.cell.text)
        if isinstance(below, Listing):
            keyed = sum(is_keyed(entry.cell.text) for entry in below.entries)
            if keyed > 1 and keyed * 2 >= len(below.entries):
                found[at] = Heading(block.line, 8, block.cell.text)
    return found


def _goes_on_about(name: str, text: str) -> bool:
    """Whether a short line below the name of a company says what it is for: "Error tracking." below "Acme B.V."."""
    return is_company(name) and not is_company(text.rstrip("."))


def _is_address(text: str) -> bool:
    """Whether a line is a postal address, and no company stands before it."""
    return (
        bool(STREET.search(text)) and bool(re.search(r"\d", text)) and not is_company(split_address(text)[0])
    )


def _keyed_from(blocks: Sequence[Block], at: int) -> list[str]:
    """The lines of the paragraphs from block `at` on that are nothing but "Purpose: …", "Location: …"."""
    lines: list[str] = []
    for block in islice(blocks, at, at + _WIDEST):
        if not isinstance(block, Paragraph) or not all(map(is_keyed, block.cell.text.split("\n"))):
            break
        lines += block.cell.text.split("\n")
    return lines


def are_cards(cards: Sequence[Sequence[str]]) -> bool:
    """Whether every first line is a name and one of the others says where in each."""
    formed = all(is_company(card[0]) for card in cards)
    if len(cards) < (3 if len(cards[0]) == 2 and not formed else 2):
        return False
    if not all(map(_may_be_card, cards)):
        return False
    told = is_place if len(cards[0]) > 2 else says_place
    return any(all(told(card[at]) for card in cards) for at in range(1, len(cards[0])))


def _are_described(cards: Sequence[Sequence[str]]) -> bool:
    """Whether lines are a name and what it is for by turns, where vendors are to follow: most names are known."""
    known = sum(any(map(is_company, re.split(r"\s*/\s*", name))) for name, _ in cards)
    told = all(
        len(words.split()) > 2 and (is_company(name) or not name.endswith((".", ":")))
        for name, words in cards
    )
    return len(cards) > 1 and known * 2 >= len(cards) and told


@lru_cache(maxsize=20_000)
def _is_name(text: str) -> bool:
    if is_company(text):
        return not any(
            map(says_place, ASIDE.findall(text))
        )  # "Acme (mail, Ireland)" is a vendor with all that is said of it
    other = ABOUT.search(key(text)) or role_of(text) or is_label(text) or is_what_for(text) or no_name(text)
    return not other and looks_like_a_name(text) and not says_place(text)


def says_place(text: str) -> bool:
    """Whether a piece of a line is nothing but places: "Hosting – Ireland"."""
    return any(map(is_place, _PIECES.split(text)))
