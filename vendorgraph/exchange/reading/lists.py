"""A page's blocks to rows: which tables, bullets and cards list vendors, and what the words before them say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.bullets import (
    NUMBER,
    bullet_row,
    by_key,
    card_row,
    is_group,
    one_by_one,
    vendor_line,
)
from vendorgraph.exchange.reading.cards import Card, Deck
from vendorgraph.exchange.reading.companies import is_company
from vendorgraph.exchange.reading.details import agrees, completed
from vendorgraph.exchange.reading.dossiers import with_dossiers
from vendorgraph.exchange.reading.evidence import (
    names_vendor,
    plainly_vendors,
    says_more,
    says_what_for,
    tell_nothing,
)
from vendorgraph.exchange.reading.folded import folded
from vendorgraph.exchange.reading.forms import with_forms
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.html import html_blocks, html_title
from vendorgraph.exchange.reading.keys import is_keyed, is_telling, key_role
from vendorgraph.exchange.reading.labels import RECIPIENTS
from vendorgraph.exchange.reading.markdown import markdown_blocks
from vendorgraph.exchange.reading.names import read_names
from vendorgraph.exchange.reading.paragraphs import listed_paragraphs
from vendorgraph.exchange.reading.parts import (
    are_parties,
    are_promises,
    is_party,
    is_title_of_party,
    why_parts,
)
from vendorgraph.exchange.reading.placeholders import NO_NAME_OF_KIND
from vendorgraph.exchange.reading.places import only_places
from vendorgraph.exchange.reading.places_in_text import places_of_heading, places_of_sentence
from vendorgraph.exchange.reading.prose import prose_rows
from vendorgraph.exchange.reading.row import ASIDE, Mapped, PlaceWords, Row, collapsed, in_order, set_aside
from vendorgraph.exchange.reading.sections import headed
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.reading.stacks import labelled, stacked
from vendorgraph.exchange.reading.standing import Standing, status_of_titles
from vendorgraph.exchange.reading.tables import NO_VENDOR, table_rows
from vendorgraph.exchange.reading.titles import (
    ABOUT,
    ABOVE,
    CONTRACT,
    DENIED,
    ELSE,
    HOSTING,
    LOG,
    NONE,
    other_subject,
)
from vendorgraph.exchange.reading.uses import unread_sentences, used_rows
from vendorgraph.exchange.vendors import catalogue, normalised, without_legal_form
from vendorgraph.model.wording import plural

DESCRIBED = "the list describes vendors that stand above"
_SENTENCE = 8  # words of a bullet that only names a vendor and what it is for


def read_markdown(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The rows of a Markdown page."""
    yield from page_rows(folded(list(markdown_blocks(source.text))), _about_file(source), mapping)


def read_html(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The rows of an HTML page."""
    text = source.text
    yield from page_rows(html_blocks(text), f"{html_title(text)} {_about_file(source)}", mapping)


def _about_file(source: Source) -> str:
    front = re.match(r"---\n(.*?)\n---", source.text[:4000], re.S)
    return front[1] if front else ""


def page_rows(blocks: Iterable[Block], about: str = "", mapping: Mapped | None = None) -> Iterator[Row]:
    """Every table row, bullet and card of a page in order; what names no vendor is refused with the reason."""
    page = _Page(list(blocks), about, mapping)
    yield from page.rows()


class _Page:
    def __init__(self, blocks: list[Block], about: str, mapping: Mapped | None) -> None:
        self._blocks = listed_paragraphs(labelled(with_dossiers(headed(stacked(list(with_forms(blocks)))))))
        self._deck = Deck(self._blocks)
        self._parties = are_parties([one.text for one in blocks if isinstance(one, Heading)])
        self._mapping = mapping
        self._about = _is_about(about)
        self._of_page = " ".join(
            [about, *(one.text for one in blocks if isinstance(one, Heading) and one.level == 1)]
        )
        self._section: str | None = None
        self._titles: list[tuple[int, str]] = []
        self._lead: PlaceWords | None = None
        self._lead_about = False
        self._sentence = ""  # that ends in a colon before a list
        self._sentences: list[tuple[Paragraph, str | None]] = []  # under headings about vendors
        self._named: set[str] = set()
        self._vendors: set[str] = set()  # ids in the catalogue of those named
        self._told: list[str] = []  # the words of each row
        self._found: list[Row] = []
        self._begun = 0  # how many rows were found before the heading that one stands under
        self._read = False  # whether any row, refused or not, stands in a list

    def rows(self) -> Iterator[Row]:
        """Every row of the page."""
        for row in self._rows():
            self._read = self._read or ASIDE not in row.extra
            self._keep(row.vendors)
            self._told.append(normalised(f"{row.words} {row.section or ''}"))
            self._found.append(row)
        told = [] if self._named or self._read else prose_rows(self._blocks, about=self._about)
        yield from in_order(self._found, [] if any(row.vendors for row in told) else self._spoken())
        yield from [] if any(row.vendors for row in told) else self._unspoken()
        yield from self._unread()
        yield from told

    def _spoken(self) -> list[Row]:
        """Vendors that the sentences beside the lists say are used and that stand in none of them."""
        others = frozenset(self._named)
        rows: list[Row] = []
        for block, section in self._sentences:
            for row in used_rows(block.line, block.cell, section, others):
                name = row.vendors[0]
                if not self._is_known(name) and not self._is_owner(name):
                    self._keep([name])
                    self._told.append(normalised(name))
                    rows.append(row)
        return rows

    def _unspoken(self) -> Iterator[Row]:
        """What tells the sentences that name a vendor which no row of the page names."""
        for block, _ in self._sentences:
            for sentence, names in unread_sentences(block.cell):
                left = [
                    name
                    for name in names
                    if not (self._is_known(name) or self._is_read(name) or self._is_owner(name))
                ]
                if left:
                    who = ", ".join(dict.fromkeys(left))
                    why = f"the sentence {sentence!r} names {who} and does not say that the page's owner uses it"
                    yield set_aside(block.line, why, 0)

    def _is_owner(self, name: str) -> bool:
        """Whether the title of the page holds the name: "Acme's sub-processors"."""
        return f" {without_legal_form(name)} " in f" {normalised(self._of_page)} "

    def _is_known(self, name: str) -> bool:
        """Whether a vendor was named before, by this name or another of its own."""
        vendor = catalogue().find(name)
        return without_legal_form(name) in self._named or (vendor is not None and vendor.id in self._vendors)

    def _keep(self, names: Iterable[str]) -> None:
        """Keep the names of vendors that a row names."""
        for name in map(without_legal_form, names):
            self._named.add(name)
            self._vendors.update(vendor.id for vendor in [catalogue().find(name)] if vendor)

    def _unread(self) -> Iterator[Row]:
        """What tells a heading that is a company's name and of which nothing was read."""
        about = self._about
        for block in self._blocks:
            if isinstance(block, Heading):
                about = about or bool(ABOUT.search(key(block.text)))
                name = NUMBER.sub("", block.text)
                if about and block.level > 1 and is_company(name) and not self._is_read(name):
                    yield set_aside(
                        block.line, f"the heading {name!r} names a company, and nothing under it is read", 0
                    )

    def _is_read(self, name: str) -> bool:
        return self._read and any(without_legal_form(name) in words for words in self._told)

    def _rows(self) -> Iterator[Row]:
        at = 0
        while at < len(self._blocks):
            block = self._blocks[at]
            if isinstance(block, Heading):
                cards = [] if self._parties and is_title_of_party(block.text) else self._cards(at)
                if cards:
                    yield from self._of_cards(cards, block.level)
                    at = cards[-1][2]
                    continue
                self._heading(block)
            elif isinstance(block, Paragraph):
                keyed = self._keyed_paragraph(block)
                keyed = keyed or self._announced(block)
                if keyed is not None:
                    why = self._denied()
                    yield set_aside(block.line, why, 1) if why else keyed
                else:
                    self._paragraph(block)
                    if self._may_say() and not self._denied():
                        self._sentences.append((block, self._section))
            elif why := self._denied() or why_parts(block, self._sentence or self._section, self._named):
                rows = len(block.rows if isinstance(block, Table) else block.entries)
                yield set_aside(block.line, why, rows)
            elif isinstance(block, Table):
                made = list(table_rows(block, self._standing(), self._mapping))
                if len(made) > 1 and all(map(self._repeats, made)):
                    yield set_aside(block.line, "the table tells of vendors that stand above", len(made))
                else:
                    yield from made
                if block.hidden:
                    yield set_aside(
                        block.line, f"{plural(block.hidden, 'row')} that the page hides: read all the same", 0
                    )
            else:
                yield from self._bullets(block)
            at += 1

    def _may_say(self) -> bool:
        """Whether a sentence here may say whom the page's owner uses: beside a list, or below a title about hosting."""
        listed = any(row.vendors for row in self._found[self._begun :])
        return self._in_context() or listed or bool(HOSTING.search(key(self._section or "")))

    def _denied(self) -> str | None:
        """Why what stands under the headings is no list of vendors: "Not sub-processors", "Change log"."""
        if NONE.search(key(self._section or "")):
            return f"{self._section!r} says that these are no vendors"
        if others := other_subject(self._section or ""):
            return f"{self._section!r} says that these are {others}, no vendors"
        if DENIED.search(key(self._sentence)):
            return f"{self._sentence!r} says that these are no vendors"
        if self._parties and is_title_of_party(self._section or ""):
            return f"{self._section!r} is a party to the contract"
        log = next((text for level, text in self._titles if level > 1 and LOG.search(key(text))), None)
        return f"{log!r} tells what has changed, and its vendors stand elsewhere or no more" if log else None

    def _standing(self) -> Standing:
        said = [text for _, text in self._titles]
        return Standing(self._section, self._lead, status_of_titles([*said, self._sentence]))

    def _heading(self, block: Heading) -> None:
        self._titles = [(level, text) for level, text in self._titles if level < block.level]
        self._titles.append((block.level, block.text))
        self._section = collapsed(block.text) or None
        self._sentence = ""
        self._begun = len(self._found)
        self._lead = places_of_heading(block.text)
        self._lead_about = self._lead is not None
        self._about = self._about or (block.level == 1 and _is_about(block.text))

    def _paragraph(self, block: Paragraph) -> None:
        text = collapsed(block.cell.text)
        self._sentence = text if text.endswith(":") else ""
        said = places_of_sentence(text)
        self._lead = said or (
            self._lead if not text.endswith(":") else places_of_heading(self._section or "")
        )
        self._lead_about = bool(ABOUT.search(key(text))) and not ELSE.search(key(text))
        if ABOVE.search(key(text)):
            self._lead_about = False  # "All sub-processors listed above:"
        # running text that says where something is announces no list
        self._lead_about |= self._lead is not None and (said is None or text.endswith(":"))

    def _bullets(self, listing: Listing) -> Iterator[Row]:
        entries = listing.entries
        if all(entry.inner and not entry.cell.text.strip() for entry in entries):
            entries = [inner for entry in entries for inner in entry.inner]
        standing = self._standing()
        single = entries if listing.records else self._ungrouped(by_key(entries))
        made = [bullet_row(entry, standing) for entry in single]
        named = sum(map(names_vendor, made))
        others = sum(row.refused == RECIPIENTS for row in made)
        told = sum(names_vendor(row) and says_more(row) for row in made)
        kinds = sum(NO_NAME_OF_KIND in (row.refused or "") for row in made)
        enough = named * 3 >= len(made) - others and told * 3 >= named + kinds
        asked = len(made) == 1 < len(entries) and key_role(entries[0].cell.text) == "vendor"  # "Provider: …"
        listed = (asked or self._in_context()) and enough and not are_promises(made)
        if (
            listed
            and not self._lead_about
            and not _is_about(self._section or "")
            and any(row.purposes for row in made)
        ):
            listed = asked or not tell_nothing(made)
        if not listed and not plainly_vendors(made, of_else=self._of_else()):
            where = f" under {self._section!r}" if self._section else ""
            yield set_aside(listing.line, f"the list{where} names no vendors", len(made))
            return
        detailed = all(entry.inner or "\n" in entry.cell.text for entry in entries)
        said = [row for row in made if row.vendors]
        if (said and all(map(self._describes, said))) or (detailed and self._completes(made)):
            yield set_aside(listing.line, DESCRIBED, len(made))
            return
        yield from made

    def _completes(self, made: Sequence[Row]) -> bool:
        """Whether rows tell more of vendors that stand above and no other places; what they add is put there."""
        above = self._above()
        pairs = [(above.get(frozenset(map(without_legal_form, row.vendors))), row) for row in made]
        if not all(at is not None and agrees(self._found[at], row) for at, row in pairs):
            return False
        for at, row in pairs:
            if at is not None:
                self._found[at] = completed(self._found[at], row)
        return bool(pairs)

    def _above(self) -> dict[frozenset[str], int | None]:
        """Where the one row stands that names the same vendors; None for those that several name."""
        found: dict[frozenset[str], int | None] = {}
        for at, row in enumerate(self._found):
            if row.vendors and row.refused is None:
                names = frozenset(map(without_legal_form, row.vendors))
                found[names] = None if names in found else at
        return found

    def _describes(self, row: Row) -> bool:
        """Whether a bullet is about vendors that were listed before, and says no other place nor what they are for."""
        if not row.vendors or not all(map(self._is_known, row.vendors)):
            return False
        at = self._above().get(frozenset(map(without_legal_form, row.vendors)))
        same = not row.places or (at is not None and agrees(self._found[at], row))
        words = len(row.words.split())
        other = words > len(" ".join(row.vendors).split()) + 1 and not says_what_for(row)
        return same and (other or words > _SENTENCE)

    def _repeats(self, row: Row) -> bool:
        """Whether a row names vendors that were listed before, and neither a place nor what they are for."""
        known = [self._is_known(name) for name in row.vendors]
        return bool(known) and all(known) and not (row.places or row.seat or row.purposes)

    def _ungrouped(self, entries: Sequence[Entry]) -> Iterator[Entry]:
        """Bullets whose nested bullets are vendors themselves ("United States:" above names) give those."""
        for entry in entries:
            if entry.inner and only_places(entry.cell.text.rstrip(":")):
                for inner in entry.inner:
                    yield Entry(
                        inner.line,
                        Cell(
                            f"{inner.cell.text} ({entry.cell.text.rstrip(':')})",
                            inner.cell.link,
                            inner.cell.strong,
                        ),
                        inner.inner,
                    )
            elif entry.inner and is_group(entry):
                yield from entry.inner
            else:
                yield from one_by_one(entry)

    def _in_context(self) -> bool:
        if self._section and ELSE.search(key(self._section)):
            return False
        if self._lead_about:
            return True
        for text in reversed([text for _, text in self._titles]):
            if _is_about(text):
                return True
            if ELSE.search(key(text)):
                return False
        return self._about

    def _of_else(self) -> bool:
        """Whether the heading is one of something else and does not speak of vendors."""
        title = self._section or ""
        return bool(ELSE.search(key(title))) and not _is_about(title)

    def _keyed_paragraph(self, block: Paragraph) -> Row | None:
        """A paragraph of "Name: …", "Purpose: …" lines is a card of its own."""
        lines = [line for line in block.cell.text.split("\n") if line.strip()]
        if len(lines) < 2 or sum(map(is_keyed, lines)) < max(2, len(lines) - 1):
            return None
        if not any(map(is_telling, lines)) or is_party(lines[0]) or self._denied():
            return None  # "Operator: …", "Date: …" tell of the page
        row = bullet_row(
            Entry(
                block.line,
                Cell(lines[0], block.cell.link),
                [Entry(block.line, Cell(line)) for line in lines[1:]],
            ),
            self._standing(),
        )
        return row if row.refused is None else None

    def _announced(self, block: Paragraph) -> Row | None:
        """A company with its address behind a sentence that announces vendors: "We use this host:"."""
        named = (
            read_names(block.cell.text, places_apart=False) if self._sentence and self._lead_about else None
        )
        if named is None or not named.address or len(named.names) != 1 or not is_company(named.names[0]):
            return None
        row = bullet_row(Entry(block.line, block.cell), self._standing())
        return row if row.refused is None else None

    def _cards(self, at: int) -> list[Card]:
        """Headings of one level with lines below each, from block `at` on, where they are vendors as cards."""
        first, context = self._deck.card(at), self._in_context()
        if first is None:
            return []
        names = (first.head.text, NUMBER.sub("", first.head.text))
        if not first.tells and not (context and any(map(is_company, names))):
            return []
        cards = self._deck.cards_from(at)
        numbered = context and all(is_company(NUMBER.sub("", card.head.text)) for card in cards)
        told = [card.tells or (context and (numbered or is_company(card.head.text))) for card in cards]
        while told and not told[-1] and ELSE.search(key(cards[len(told) - 1].head.text)):
            told.pop()
        cards = cards[: len(told)]
        alone = len(cards) == 1 and is_company(first.head.text) and cards[0].tells
        return cards if told and told[0] and (alone or len(cards) > 1) and sum(told) * 2 >= len(told) else []

    def _of_cards(self, cards: Sequence[Card], level: int) -> Iterator[Row]:
        above = next((text for one, text in reversed(self._titles) if one < level), "")
        if others := other_subject(above):
            yield set_aside(
                cards[0].head.line, f"{above!r} says that these are {others}, no vendors", len(cards)
            )
            return
        told = any(vendor_line(card.lines) for card in cards)
        made = [
            card_row(card.head.line, Cell(card.head.text), card.lines, self._standing()) for card in cards
        ]
        if self._completes(made):
            yield set_aside(cards[0].head.line, DESCRIBED, len(cards))
            return
        known = (without_legal_form(name) in self._named for row in made for name in row.vendors)
        if all(known) and not any(card.tells for card in cards):
            yield set_aside(cards[0].head.line, DESCRIBED, len(cards))
            return
        for card, row in zip(cards, made, strict=True):
            named = is_company(card.head.text) or vendor_line(card.lines) or not told
            yield row if named or row.refused else replace(row, vendors=(), refused=NO_VENDOR)


def _is_about(title: str) -> bool:
    """Whether a title speaks of vendors, but for a contract's: "Auftragsverarbeitungsvertrag"."""
    return bool(ABOUT.search(CONTRACT.sub(" ", key(title))))
