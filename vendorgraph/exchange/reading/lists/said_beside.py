"""What a page says beside its lists: vendors in sentences, names of companies of which nothing is read, and its owner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vendorgraph.exchange.reading.blocks import Block, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.gazetteer import STREET, key
from vendorgraph.exchange.reading.lines.pieces import NUMBER
from vendorgraph.exchange.reading.lists.details import known_places
from vendorgraph.exchange.reading.lists.found import Found
from vendorgraph.exchange.reading.lists.weighing import Part, Placed
from vendorgraph.exchange.reading.names.companies import FORM, names_company
from vendorgraph.exchange.reading.names.placeholders import PLACEHOLDER, no_name
from vendorgraph.exchange.reading.names.statements import OF_GROUP, OWN
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.reading.row import Row, set_aside
from vendorgraph.exchange.reading.vendor.evidence import says_what_for
from vendorgraph.exchange.reading.vendor.uses import unread_sentences, used_rows
from vendorgraph.exchange.vendors import catalogue, normalised, without_legal_form

OWNER = "is the owner of the page and its address, no vendor"
_ADDRESS = re.compile(
    r"\b\d{4,5}\b|\b(?:registered|eingetragen|immatricul)", re.I
)  # a postal code, or a register
_IMPRINT = re.compile(r"\b(?:impressum|imprint|legal notice|mentions l[ée]gales)\b", re.I)
_USES = re.compile(
    r"\b(?:us(?:e|es|ing)|with|by|nutz\w+|setz\w+|mit|bei|utilis\w+|avec|chez|remplace|replaces)\b", re.I
)
_LETTERHEAD = 3  # lines of one
_HEAD = 4  # blocks of a page among which its owner is named


@dataclass(frozen=True, slots=True)
class Beside:
    """The paragraphs under headings about vendors with the section of each, what the lists gave, and the title of the page."""

    sentences: Sequence[tuple[Paragraph, str | None]]
    found: Found
    title: str

    def spoken(self) -> list[Row]:
        """Vendors that the sentences beside the lists say are used and that stand in none of them."""
        others = frozenset(self.found.named)
        rows: list[Row] = []
        for block, section in self.sentences:
            for row in used_rows(block.line, block.cell, section, others):
                name = row.vendors[0]
                if not self._passed_over(row, section):
                    self.found.keep([name])
                    self.found.tell(name)
                    rows.append(row)
        return rows

    def _passed_over(self, row: Row, section: str | None) -> bool:
        """Whether a sentence names the owner of the page, or who is told already; companies of its group share its name."""
        name = row.vendors[0]
        if row.places and OF_GROUP.search(key(section or "")):
            return f" {normalised(name)} " in f" {normalised(self.title)} " or self.found.holds(name)
        own = is_owner(name, self.title) if OWN.search(row.words) else _is_of_owner(name, self.title)
        return own or self.found.is_told(name, known_places(row))

    def unspoken(self) -> Iterator[Row]:
        """What tells the sentences that name a vendor which no row of the page names."""
        for block, _ in self.sentences:
            for sentence, names in unread_sentences(block.cell):
                if left := [name for name in names if not self._is_told(name)]:
                    who = ", ".join(dict.fromkeys(left))
                    why = f"the sentence {sentence!r} names {who} and does not say that the page's owner uses it"
                    yield set_aside(block.line, why, 0)

    def _is_told(self, name: str) -> bool:
        return self.found.is_told(name, ()) or self.found.is_read(name) or is_owner(name, self.title)


def head_of(blocks: Sequence[Block]) -> tuple[int, str]:
    """(the last line of the headings, paragraphs and first lines with which a page begins, their words)."""
    first = [one for one in blocks[:_HEAD] if isinstance(one, Heading | Paragraph)]
    said = [(one.line, one.text if isinstance(one, Heading) else one.cell.text) for one in first]
    said += [
        (one.line, one.cell.text)
        for block in blocks[:1]
        if isinstance(block, Listing)
        for one in block.entries
    ]
    return max((line for line, _ in said), default=0), " ".join(text for _, text in sorted(said))


def is_owner(name: str, title: str) -> bool:
    """Whether the title of a page holds the name: "Acme's sub-processors"."""
    return f" {without_legal_form(name)} " in f" {normalised(title)} "


def _is_of_owner(name: str, title: str) -> bool:
    """Whether the title of a page holds the name of a company, or its first word where nobody knows it."""
    first = normalised(name).partition(" ")[0]
    brand = len(first) > 3 and catalogue().find(name) is None and f" {first} " in f" {normalised(title)} "
    return brand or is_owner(name, title)


def letterhead(rows: Sequence[Placed], first: Block | None) -> Part | None:
    """The part at the very beginning of a page that is its owner with or without an address, above lists of vendors."""
    if not isinstance(first, Listing) or not rows or rows[0].part.line != first.line:
        return None
    part = rows[0].part
    own = [one.row for one in rows if one.part == part and one.row.vendors]
    others = sum(bool(one.row.vendors) for one in rows if one.part != part)
    if not own or len(first.entries) > _LETTERHEAD or len(own) >= others or part.titles:
        return None
    plain = not (says_what_for(own[0]) or any(row.places for row in own))
    return part if plain else None


def without_owner(row: Row, title: str, head: tuple[int, str]) -> Row:
    """The row, refused where it is nothing but the address of the page's owner: "Acme GmbH · Ring 8 · 28217 Bremen".

    The title names the owner, or the `head` of the page above the row does, first of all or without saying that it is used.
    """
    if len(row.vendors) == 1 and _IMPRINT.search(row.words):
        return as_owner(row)  # "Acme GmbH · Kiel · Impressum" at the foot of a page
    alone = len(row.vendors) == 1 and not (row.refused or says_what_for(row) or row.categories_text)
    if not alone:
        return row
    last, words = head
    name, said = f" {normalised(row.vendors[0])} ", f" {normalised(words)} "
    named = row.number > last and name in said and (said.startswith(name) or not _USES.search(words))
    if not (is_owner(row.vendors[0], title) or named):
        return row
    written = STREET.search(row.words) or _ADDRESS.search(row.words)
    again = said.startswith(name) and FORM.search(row.vendors[0]) and not row.places  # on top of each page
    return as_owner(row) if written or again else row


def as_owner(row: Row) -> Row:
    """The row refused, as one of the page's owner."""
    return replace(row, vendors=(), places=(), refused=OWNER)


def unread(blocks: Sequence[Block], found: Found, *, about: bool) -> Iterator[Row]:
    """What tells a heading, or bold words that begin a paragraph, that are a company's name and of which nothing was read."""
    for block in blocks:
        if isinstance(block, Heading):
            about = about or bool(ABOUT.search(key(block.text)))
        name = _begins(block)
        if about and no_name(name) == PLACEHOLDER and not found.is_read(name):
            yield set_aside(block.line, f"the heading {name!r} {PLACEHOLDER}", 0)
        elif about and names_company(name) and not found.is_read(name):
            what = "heading" if isinstance(block, Heading) else "paragraph that begins with"
            yield set_aside(block.line, f"the {what} {name!r} names a company, and nothing of it is read", 0)


def _begins(block: Block) -> str:
    """The words of a heading below that of the page, or the bold ones that begin a paragraph; "" where there are none."""
    if isinstance(block, Heading):
        return NUMBER.sub("", block.text) if block.level > 1 else ""
    return (block.cell.strong or "") if isinstance(block, Paragraph) and block.cell.bold else ""
