"""Headings of one level with lines about each below it: which of them may be the cards of vendors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vendorgraph.exchange.reading.blocks import Block, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.headers import role_of
from vendorgraph.exchange.reading.keys import is_keyed, is_telling
from vendorgraph.exchange.reading.labels import is_label
from vendorgraph.exchange.reading.sections import is_of_page, lines_below
from vendorgraph.exchange.reading.titles import GROUP, LOG, other_subject


class Card(NamedTuple):
    """A heading, the lines below it, and where the block behind them stands."""

    head: Heading
    lines: list[str]
    end: int


def cards_from(blocks: Sequence[Block], at: int) -> list[Card]:
    """Headings of one level each followed by short lines about it, from block `at` on."""
    first = blocks[at]
    assert isinstance(first, Heading)
    cards: list[Card] = []
    here = at
    while here < len(blocks):
        head = blocks[here]
        if not isinstance(head, Heading) or head.level != first.level or not looks_like_a_name(head.text):
            break
        if _is_of_others(head.text):
            break
        lines, end = lines_below(blocks, here + 1)
        if not lines or _is_label(head.text, lines) or is_of_page(head.text, blocks[here + 1 : end]):
            break
        cards.append(Card(head, lines, end))
        here = end
    return _without_end(blocks, at, cards)


def _without_end(blocks: Sequence[Block], at: int, cards: list[Card]) -> list[Card]:
    """The cards, the last without what stands below it in more blocks than below the others and is told by no key."""
    if len(cards) < 2:
        return cards
    starts = [at + 1, *(card.end + 1 for card in cards[:-1])]
    most = max(card.end - start for card, start in zip(cards[:-1], starts, strict=False))
    kinds = {type(block) for block in blocks[at + 1 : starts[-1]]}
    head, _, whole = cards[-1]
    end = whole
    while end - starts[-1] > most and not (type(blocks[end - 1]) in kinds and _is_told(blocks[end - 1])):
        end -= 1
    if end == whole:
        return cards
    return [*cards[:-1], Card(head, lines_below(blocks[:end], starts[-1])[0], end)]


def _is_told(block: Block) -> bool:
    """Whether a block says with a key what is told of a vendor: "Location: Ireland"."""
    texts = [block.cell.text] if isinstance(block, Paragraph) else []
    texts = [entry.cell.text for entry in block.entries] if isinstance(block, Listing) else texts
    return any(is_keyed(line) for text in texts for line in text.split("\n"))


def _is_of_others(title: str) -> bool:
    """Whether a heading is of a log of changes, of others than vendors, or of the companies of a group."""
    if LOG.search(key(title)):
        return True
    return not is_company(title) and bool(GROUP.search(key(title)) or other_subject(title))


def _is_label(text: str, lines: Sequence[str]) -> bool:
    """Whether a heading says what the lines below it are about: "Customer notification", "Purpose"."""
    if is_label(text):
        return True
    named = role_of(text.split()[0]) is None and role_of(text) == "vendor" and any(map(is_telling, lines))
    return bool(role_of(text)) and not (
        named or is_company(text) or any(map(is_keyed, lines))
    )  # "Acme Partner"
