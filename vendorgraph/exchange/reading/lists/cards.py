"""Headings of one level with lines about each below it: which of them may be the cards of vendors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from vendorgraph.exchange.reading.blocks import Block, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.keys import KEYED, is_keyed, is_telling, key_role
from vendorgraph.exchange.reading.lines.pieces import NUMBER, name_and_rest, titled
from vendorgraph.exchange.reading.lines.places_in_text import places_in_words
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name, names_company
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.names.titles import COLLECTED, ELSE, GROUP, LOG, other_subject
from vendorgraph.exchange.reading.vendor.sections import is_of_page, lines_below
from vendorgraph.exchange.vendors import catalogue

_CLAUSE = re.compile(
    r"(?:article|art\.|artikel|clause|klausel|section|abschnitt|ziffer|§) ?\d+(?:\.\d+)*\s*(?:[:.)–—-]\s*|$)",
    re.I,
)


class Card(NamedTuple):
    """A heading, the lines below it, where the block behind them stands, and whether a line tells of a vendor by a key."""

    head: Heading
    lines: list[str]
    end: int
    tells: bool

    @property
    def says(self) -> bool:
        """Whether a sentence says where the data are."""
        return any(True for line in self.lines for _ in places_in_words(line))


class Deck:
    """The headings of a page that may be cards of vendors; each is looked at once."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._seen: dict[int, Card | None] = {}

    def card(self, at: int) -> Card | None:
        """The card that begins with block `at`: a heading followed by short lines about it; None where it is none."""
        if at not in self._seen:
            self._seen[at] = _card(self._blocks, at)
        return self._seen[at]

    def cards_from(self, at: int) -> list[Card]:
        """Cards under headings of one level that follow each other, from block `at` on."""
        cards: list[Card] = []
        here = at
        while here < len(self._blocks) and (card := self.card(here)):
            if cards and card.head.level != cards[0].head.level:
                break
            cards.append(card)
            here = card.end
        return _without_end(self._blocks, at, cards)


def heads_company(text: str) -> bool:
    """Whether a heading names a company, numbered or not, alone or before what it does: "2. Acme – mail"."""
    bare = NUMBER.sub("", text)
    name, what = titled(bare)
    return is_company(text) or is_company(bare) or (bool(what) and names_company(name))


def names_itself(card: Card) -> bool:
    """Whether a line says who the vendor is in words of the heading: "Company: UAB Acme" below "Acme (Hosting)"."""
    first = key(NUMBER.sub("", card.head.text)).partition(" ")[0]
    said = (KEYED.match(line) for line in card.lines if key_role(line) == "vendor")
    return any(first in key(match[2]).split() for match in said if match)


def _card(blocks: Sequence[Block], at: int) -> Card | None:
    head = blocks[at]
    if not isinstance(head, Heading) or _is_of_others(head.text):
        return None
    if not looks_like_a_name(head.text) and not titled(head.text)[1]:
        return None
    lines, end = lines_below(blocks, at + 1)
    if not lines or _is_label(head.text, lines) or is_of_page(head.text, blocks[at + 1 : end]):
        return None
    if _announces_others(blocks[at + 1 : end]):
        return None
    tells = any(map(is_telling, lines))
    if ELSE.search(key(head.text)) and not (tells or heads_company(head.text)):
        return None
    return Card(head, lines, end, tells)


def _announces_others(below: Sequence[Block]) -> bool:
    """Whether a sentence below a heading announces companies, and bullets name them: "Located in France:" above "* Acme"."""
    return any(
        isinstance(said, Paragraph)
        and isinstance(listed, Listing)
        and said.cell.text.rstrip().endswith(":")
        and all(is_company(one.cell.strong or name_and_rest(one.cell.text)[0]) for one in listed.entries)
        for said, listed in pairwise(below)
    )


def _without_end(blocks: Sequence[Block], at: int, cards: list[Card]) -> list[Card]:
    """The cards, the last without what stands below it in more blocks than below the others and is told by no key."""
    if len(cards) < 2:
        return cards
    starts = [at + 1, *(card.end + 1 for card in cards[:-1])]
    most = max(card.end - start for card, start in zip(cards[:-1], starts, strict=False))
    kinds = {type(block) for block in blocks[at + 1 : starts[-1]]}
    last = cards[-1]
    end = last.end
    while end - starts[-1] > most and not (type(blocks[end - 1]) in kinds and _is_told(blocks[end - 1])):
        end -= 1
    if end == last.end:
        return cards
    lines = lines_below(blocks[:end], starts[-1])[0]
    return [*cards[:-1], Card(last.head, lines, end, any(map(is_telling, lines)))]


def _is_told(block: Block) -> bool:
    """Whether a block says with a key what is told of a vendor: "Location: Ireland"."""
    texts = [block.cell.text] if isinstance(block, Paragraph) else []
    texts = [entry.cell.text for entry in block.entries] if isinstance(block, Listing) else texts
    return any(is_keyed(line) for text in texts for line in text.split("\n"))


def _is_of_others(title: str) -> bool:
    """Whether a heading is of a log of changes, a clause, of others than vendors, or of the companies of a group."""
    if _CLAUSE.match(title) and not is_company(_CLAUSE.sub("", title)):
        return True
    if LOG.search(key(title)):
        return True
    named = heads_company(title) and not catalogue().is_word(title)
    if COLLECTED.search(key(title)) and not named:
        return True  # "Data that we collect"
    return not named and bool(GROUP.search(key(title)) or other_subject(title))


def _is_label(text: str, lines: Sequence[str]) -> bool:
    """Whether a heading says what the lines below it are about: "Customer notification", "Purpose"."""
    if is_label(text):
        return True
    named = role_of(text.split()[0]) is None and role_of(text) == "vendor" and any(map(is_telling, lines))
    return bool(role_of(text)) and not (
        named or names_company(text) or heads_company(text) or any(map(is_keyed, lines))
    )  # "Acme Partner"
