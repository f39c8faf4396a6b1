"""A page's blocks to rows: which tables, bullets and cards list vendors, and what the words before them say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.html.page import html_blocks, html_title
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.keys import is_keyed, is_telling, key_role
from vendorgraph.exchange.reading.lines.marks import as_written, lines_in, with_parted
from vendorgraph.exchange.reading.lines.of_all import OfAll, places_of_all
from vendorgraph.exchange.reading.lines.pieces import NUMBER, is_what_for
from vendorgraph.exchange.reading.lists.barred import with_bars
from vendorgraph.exchange.reading.lists.bullets import (
    bullet_row,
    by_key,
    card_row,
    is_group,
    names_first,
    one_by_one,
    vendor_line,
)
from vendorgraph.exchange.reading.lists.cards import Card, Deck, heads_company, names_itself
from vendorgraph.exchange.reading.lists.dossiers import with_dossiers, with_profiles
from vendorgraph.exchange.reading.lists.found import Found
from vendorgraph.exchange.reading.lists.labels_apart import with_labels_before
from vendorgraph.exchange.reading.lists.numbered import renumber
from vendorgraph.exchange.reading.lists.said_beside import (
    Beside,
    as_owner,
    head_of,
    letterhead,
    unread,
    without_owner,
)
from vendorgraph.exchange.reading.lists.spread import one_a_vendor
from vendorgraph.exchange.reading.lists.stacks import labelled, stacked
from vendorgraph.exchange.reading.lists.terms import with_terms
from vendorgraph.exchange.reading.lists.weighing import Part, Placed, weighed
from vendorgraph.exchange.reading.markdown.between_tags import as_html, is_between_tags
from vendorgraph.exchange.reading.markdown.folded import folded
from vendorgraph.exchange.reading.markdown.page import markdown_blocks
from vendorgraph.exchange.reading.names.cells import read_names
from vendorgraph.exchange.reading.names.companies import FORM, is_company
from vendorgraph.exchange.reading.names.labels import RECIPIENTS
from vendorgraph.exchange.reading.names.placeholders import NO_NAME_OF_KIND, PLACEHOLDER
from vendorgraph.exchange.reading.names.things import ACTIVITY
from vendorgraph.exchange.reading.names.titles import DETAILS, ELSE, HOSTING, other_subject
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.reading.row import Mapped, Row, in_order, set_aside
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.reading.tables.forms import with_forms
from vendorgraph.exchange.reading.tables.other_tables import (
    asks_for_vendors,
    is_of_one,
    is_of_retention,
    is_register,
    names_recipients,
)
from vendorgraph.exchange.reading.tables.rows import table_rows
from vendorgraph.exchange.reading.vendor.context import Context, is_about
from vendorgraph.exchange.reading.vendor.evidence import (
    names_vendor,
    plainly_vendors,
    says_more,
    tell_nothing,
)
from vendorgraph.exchange.reading.vendor.finish import NO_VENDOR
from vendorgraph.exchange.reading.vendor.paragraphs import doing, listed_paragraphs
from vendorgraph.exchange.reading.vendor.parts import (
    are_parties,
    are_promises,
    is_party,
    is_title_of_party,
    why_parts,
)
from vendorgraph.exchange.reading.vendor.prose import prose_rows
from vendorgraph.exchange.reading.vendor.sections import headed
from vendorgraph.exchange.vendors import without_legal_form
from vendorgraph.model.wording import plural

_SEVERAL = 3  # cards that each say by keys what is told of their vendor
_LABELLED = re.compile(r"\s*[^:\n]{2,80}?\s*:(?:\s|$)")  # "HDS: oui", "Legal basis:"
_COUNTS = re.compile(r"\s*(?:#|n[°or]\.?|lfd\. nr\.?)\s*:\s*\d+\s*", re.I)
_HEADS = 3  # rows of a table among which its header is looked for
DESCRIBED = "the list describes vendors that stand above"


def read_markdown(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The rows of a Markdown page."""
    yield from page_rows(
        folded(with_labels_before(list(markdown_blocks(source.text)))), _about_file(source), mapping
    )


def read_html(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The rows of an HTML page."""
    text = as_html(source.text) if is_between_tags(source.text) else source.text
    blocks = with_labels_before(list(with_bars(html_blocks(text))))
    yield from page_rows(blocks, f"{html_title(text)} {_about_file(source)}", mapping)


def _about_file(source: Source) -> str:
    front = re.match(r"---\n(.*?)\n---", source.text[:4000], re.S)
    return front[1] if front else ""


def page_rows(blocks: Iterable[Block], about: str = "", mapping: Mapped | None = None) -> Iterator[Row]:
    """Every table row, bullet and card of a page in order; what names no vendor is refused with the reason."""
    found = list(blocks)
    page = _Page(list(with_parted(found)), about, mapping)
    yield from as_written(page.rows(), lines_in(found))


class _Page:
    def __init__(self, blocks: list[Block], about: str, mapping: Mapped | None) -> None:
        renumber(blocks)
        self._blocks = listed_paragraphs(
            labelled(
                with_dossiers(
                    with_profiles(headed(stacked(with_terms(list(with_forms(one_a_vendor(blocks)))))))
                )
            )
        )
        self._deck = Deck(self._blocks)
        self._doing = doing(self._blocks)
        titles = [one for one in blocks if isinstance(one, Heading)]
        self._parties = are_parties([one.text for one in self._blocks if isinstance(one, Heading)])
        self._mapping = mapping
        self._context = Context(about, parties=self._parties)
        self._head = head_of(blocks)
        self._of_page = " ".join([about, *(one.text for one in titles if one.level == 1)])
        self._sentences: list[tuple[Paragraph, str | None]] = []  # under headings about vendors
        self._of_all: list[OfAll] = []
        self._found = Found()
        self._denied = set[int]()  # which blocks are set aside as being no vendors
        self._part = Part(0)  # that the rows found now stand in
        self._company_levels = {
            one.level for one in self._blocks if isinstance(one, Heading) and is_company(one.text)
        }
        self._card_levels: set[int] = set()  # of headings that were cards of vendors
        self._begun = 0  # how many rows were found before the heading that one stands under

    def rows(self) -> Iterator[Row]:
        """Every row of the page."""
        placed, registers = list[Placed](), False
        for row in self._rows():
            placed.append(Placed(row, self._part))
            if self._part.register:
                registers = True
            else:
                self._found.add(row)
        kept = placed if self._mapping else list(weighed(self._of_vendors(placed)))
        if kept != placed or registers:
            self._found = Found.of(one.row for one in kept)
        untaken = self._found.place([one.part.titles for one in kept], self._of_all)
        listed = self._found.named or self._found.listed
        left = [block for at, block in enumerate(self._blocks) if at not in self._denied]
        told = [] if listed else prose_rows(left, self._of_all, about=self._context.about)
        prose = any(row.vendors for row in told)
        said = Beside([] if prose else self._sentences, self._found, self._of_page)
        yield from in_order(self._found.rows, said.spoken())
        yield from said.unspoken()
        yield from unread(self._blocks, Found.of(told) if prose else self._found, about=self._context.about)
        yield from untaken
        yield from told

    def _of_vendors(self, placed: Sequence[Placed]) -> list[Placed]:
        """The rows, those refused that are nothing but the owner of the page."""
        alone = Counter(one.part.at for one in placed if one.row.vendors and not one.part.table)
        first = next((one for one in self._blocks[:_HEADS] if not isinstance(one, Paragraph)), None)
        head = letterhead(placed, first)
        self._of_page += "".join(f" {one.row.words}" for one in placed if one.part == head)
        found: list[Placed] = []
        for one in placed:
            row = as_owner(one.row) if one.part == head and one.row.vendors else one.row
            row = without_owner(row, self._of_page, self._head) if alone[one.part.at] == 1 else row
            found.append(one._replace(row=row))
        return found

    def _rows(self) -> Iterator[Row]:
        at = 0
        while at < len(self._blocks):
            block = self._blocks[at]
            if isinstance(block, Heading):
                text = at + 1 in self._doing or (self._parties and is_title_of_party(block.text))
                cards = [] if text else self._cards(at)
                if cards:
                    said = at > 0 and isinstance(self._blocks[at - 1], Paragraph)
                    self._begin(block, block.level, announced=said)
                    yield from self._of_cards(cards, block.level)
                    at = cards[-1][2]
                    continue
                self._context.heading(block)
                self._begun = len(self._found.rows)
            elif isinstance(block, Paragraph):
                self._begin(block)
                if self._context.denied():
                    self._denied.add(at)
                yield from self._paragraph(block)
            elif why := self._why_denied(block) or self._why_parts(block):
                rows = len(block.rows if isinstance(block, Table) else block.entries)
                self._denied.add(at)
                self._begin(block)
                yield set_aside(block.line, why, rows)
            elif isinstance(block, Table):
                self._begin(block)
                yield from self._table(block)
            else:
                self._begin(block)
                yield from self._bullets(block)
            at += 1

    def _begin(self, block: Block, level: int = 10, *, announced: bool = True) -> None:
        """Take a block, or the cards under headings of a level, as the part in which the next rows stand."""
        first = _header(block)
        self._part = Part(
            block.line,
            self._part.at + 1,
            self._context.is_near(level, announced=announced),
            self._context.about,
            isinstance(block, Paragraph) or self._asks(first),
            isinstance(block, Table),
            self._context.is_of_else(),
            self._context.tells_again,
            is_register(first),
            names_recipients(first),
            self._context.standing().places,
            self._context.titles(),
        )

    def _asks(self, header: Sequence[str]) -> bool:
        """Whether a header asks for vendors, or on a page that lists some for names and what they are for."""
        roles = set(map(role_of, header)) if self._context.about else set()
        return asks_for_vendors(header) or ("purpose" in roles and bool(roles & {"vendor", "service"}))

    def _why_denied(self, block: Table | Listing) -> str | None:
        """Why the titles above a table or list say that it names no vendors."""
        names = (
            [one.cell.strong or one.cell.text for one in block.entries] if isinstance(block, Listing) else []
        )
        companies = bool(names) and all(FORM.search(name) and is_company(name) for name in names)
        return self._context.denied(asks=asks_for_vendors(_header(block)), companies=companies)

    def _why_parts(self, block: Table | Listing) -> str | None:
        return why_parts(block, self._context.sentence or self._context.section, self._found.named)

    def _paragraph(self, block: Paragraph) -> Iterator[Row]:
        """The row of a paragraph that is a card, or names the one vendor that a sentence announces."""
        row = self._keyed_paragraph(block) or self._announced(block)
        if row is not None:
            why = self._context.denied()
            yield set_aside(block.line, why, 1) if why else row
            return
        self._context.paragraph(block)
        if said := places_of_all(block, self._context.titles()):
            self._of_all.append(said)
        if self._may_say() and not self._context.denied():
            self._sentences.append((block, self._context.section))

    def _table(self, block: Table) -> Iterator[Row]:
        if self._found.named and is_of_retention(_header(block)):
            yield set_aside(block.line, "the table tells how long data are kept", len(block.rows) - 1)
            return
        made = list(table_rows(block, self._context.standing(), self._mapping))
        if len(made) > 1 and all(map(self._found.repeats, made)):
            yield set_aside(block.line, "the table tells of vendors that stand above", len(made))
        else:
            yield from made
        if block.hidden:
            hidden = f"{plural(block.hidden, 'row')} that the page hides: read all the same"
            yield set_aside(block.line, hidden, 0)

    def _may_say(self) -> bool:
        """Whether a sentence here may say whom the page's owner uses: beside a list, or below a title about hosting."""
        listed = any(row.vendors for row in self._found.rows[self._begun :])
        hosting = HOSTING.search(key(self._context.section or ""))
        return self._context.speaks_of_vendors() or listed or bool(hosting)

    def _bullets(self, listing: Listing) -> Iterator[Row]:
        entries = listing.entries
        if all(entry.inner and not entry.cell.text.strip() for entry in entries):
            entries = [inner for entry in entries for inner in entry.inner]
        standing = self._context.standing()
        entries = [replace(one, cell=replace(one.cell, text=one.cell.text.rstrip(" ;"))) for one in entries]
        about = self._context.speaks_of_vendors()
        first = names_first(entries, of_vendors=about)
        single = first if listing.records else self._ungrouped(by_key(first))
        made = [bullet_row(entry, standing) for entry in single]
        listed = self._is_listed(made, entries) or plainly_vendors(made, of_else=self._context.is_of_else())
        if not listed or is_of_one(entries):
            where = f" under {self._context.section!r}" if self._context.section else ""
            yield set_aside(listing.line, f"the list{where} names no vendors", len(made))
            titles = self._context.titles()
            of_all = (places_of_all(Paragraph(one.line, one.cell), titles) for one in entries)
            self._of_all += filter(None, of_all)
            if self._may_say() and not self._context.denied():
                self._sentences += [(Paragraph(one.line, one.cell), self._context.section) for one in entries]
            return
        detailed = all(entry.inner or "\n" in entry.cell.text for entry in entries)
        said = [row for row in made if row.vendors]
        if self._tells_again(said) or (detailed and self._found.completes(made)):
            yield set_aside(listing.line, DESCRIBED, len(made))
            return
        yield from made

    def _tells_again(self, said: Sequence[Row]) -> bool:
        """Whether rows that name vendors tell more of those that stand above, or name none but them beside something else."""
        again = bool(DETAILS.search(key(self._context.section or ""))) and self._found.all_known(said)
        again = again or (bool(said) and all(map(self._found.describes, said)))
        return again or (self._context.is_of_else() and bool(said) and all(map(self._is_no_news, said)))

    def _is_no_news(self, row: Row) -> bool:
        """Whether a row names no company but those that stand above."""
        return all(self._found.is_known(name) or not is_company(name) for name in row.vendors) and bool(
            self._found.named
        )

    def _is_listed(self, made: Sequence[Row], entries: Sequence[Entry]) -> bool:
        """Whether the words before a list speak of vendors, and enough of the rows made of it read as such."""
        named = sum(map(names_vendor, made))
        if sum(ACTIVITY in (row.refused or "") for row in made) * 2 > named:
            return False  # a list of activities
        others = sum(row.refused == RECIPIENTS for row in made)
        told = sum(names_vendor(row) and says_more(row) for row in made)
        kinds = sum(NO_NAME_OF_KIND in (row.refused or "") for row in made)
        open_ = sum(PLACEHOLDER in (row.refused or "") for row in made)
        left = len(made) - others - (open_ + kinds if named else 0)
        enough = named * 3 >= left and told * 3 >= named + kinds
        asked = len(made) == 1 < len(entries) and key_role(entries[0].cell.text) == "vendor"  # "Provider: …"
        if not (asked or self._context.speaks_of_vendors()) or not enough or are_promises(made):
            return False
        near = self._context.announced or is_about(self._context.section or "")
        return asked or near or not any(row.purposes for row in made) or not tell_nothing(made)

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

    def _keyed_paragraph(self, block: Paragraph) -> Row | None:
        """A paragraph of "Name: …", "Purpose: …" lines is a card of its own."""
        lines = [line for line in block.cell.text.split("\n") if line.strip() and not _COUNTS.fullmatch(line)]
        keyed = sum(map(is_keyed, lines))
        named = any(key_role(line) == "vendor" for line in lines) and all(map(_LABELLED.match, lines))
        if len(lines) < 2 or keyed < (2 if named else max(2, len(lines) - 1)):
            return None
        if not any(map(is_telling, lines)) or is_party(lines[0]) or self._context.denied():
            return None  # "Operator: …", "Date: …" tell of the page
        row = bullet_row(
            Entry(
                block.line,
                Cell(lines[0], block.cell.link),
                [Entry(block.line, Cell(line)) for line in lines[1:]],
            ),
            self._context.standing(),
        )
        return row if row.refused is None else None

    def _announced(self, block: Paragraph) -> Row | None:
        """A company with its address behind a sentence that announces vendors: "We use this host:"."""
        named = (
            read_names(block.cell.text, places_apart=False)
            if self._context.sentence and self._context.announced
            else None
        )
        if named is None or not named.address or len(named.names) != 1 or not is_company(named.names[0]):
            return None
        row = bullet_row(Entry(block.line, block.cell), self._context.standing())
        return row if row.refused is None else None

    def _cards(self, at: int) -> list[Card]:
        """Headings of one level with lines below each, from block `at` on, where they are vendors as cards."""
        first, context = self._deck.card(at), self._context.speaks_of_vendors()
        if first is None:
            return []
        may_be = heads_company(first.head.text) or (first.says and first.head.level in self._company_levels)
        if not first.tells and not (context and may_be):
            return []
        cards = self._deck.cards_from(at)
        above = self._context.above(first.head.level)
        if (
            ELSE.search(key(above))
            and not is_about(above)
            and not any(is_company(one.head.text) for one in cards)
        ):
            return []  # "Visitors" below "Data that we collect"
        numbered = context and all(is_company(NUMBER.sub("", card.head.text)) for card in cards)
        named = [context and (numbered or heads_company(card.head.text)) for card in cards]
        mostly = sum(named) * 2 >= len(named)
        said = [mostly and card.says and not is_what_for(card.head.text) for card in cards]
        told = [card.tells or name or say for card, name, say in zip(cards, named, said, strict=True)]
        keyed = len(told) > _SEVERAL and all(card.tells for card in cards[:-1])
        while told and not told[-1] and (keyed or ELSE.search(key(cards[len(told) - 1].head.text))):
            told.pop()
        cards = cards[: len(told)]
        like_above = first.head.level in self._card_levels
        alone = len(cards) == 1 and is_company(first.head.text) and (cards[0].tells or like_above)
        return cards if told and told[0] and (alone or len(cards) > 1) and sum(told) * 2 >= len(told) else []

    def _of_cards(self, cards: Sequence[Card], level: int) -> Iterator[Row]:
        above = self._context.above(level)
        if others := other_subject(above):
            yield set_aside(
                cards[0].head.line, f"{above!r} says that these are {others}, no vendors", len(cards)
            )
            return
        told = any(vendor_line(card.lines) for card in cards)
        made = [
            card_row(card.head.line, Cell(card.head.text), card.lines, self._context.standing())
            for card in cards
        ]
        fresh = len(cards) > 1 and cards[0].head.level not in self._card_levels
        if self._found.completes(made) or (fresh and self._found.tells_again(made)):
            yield set_aside(cards[0].head.line, DESCRIBED, len(cards))
            return
        known = (without_legal_form(name) in self._found.named for row in made for name in row.vendors)
        if all(known) and not any(card.tells for card in cards):
            yield set_aside(cards[0].head.line, DESCRIBED, len(cards))
            return
        self._card_levels.add(cards[0].head.level)
        for card, row in zip(cards, made, strict=True):
            named = is_company(card.head.text) or vendor_line(card.lines) or not told or names_itself(card)
            yield row if named or row.refused else replace(row, vendors=(), refused=NO_VENDOR)


def _header(block: Block) -> list[str]:
    """The first row of a table with several cells; [] for another block."""
    rows = [[cell.text for cell in row] for _, row in block.rows[:_HEADS]] if isinstance(block, Table) else []
    return next((row for row in rows if len(set(filter(str.strip, row))) > 1), [])
