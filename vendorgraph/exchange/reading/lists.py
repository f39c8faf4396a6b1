"""A page's blocks to rows: which tables, bullets and cards list vendors, and what the words before them say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.bullets import bullet_row, card_row, is_keyed
from vendorgraph.exchange.reading.gazetteer import gazetteer, key, tokens
from vendorgraph.exchange.reading.html import html_blocks, html_title
from vendorgraph.exchange.reading.markdown import markdown_blocks
from vendorgraph.exchange.reading.names import looks_like_a_name
from vendorgraph.exchange.reading.places import only_places, read_places
from vendorgraph.exchange.reading.row import Mapped, PlaceWords, Row, collapsed, set_aside
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.reading.tables import Standing, table_rows
from vendorgraph.model.places import UNKNOWN

#: Words that say that a page, heading or sentence is about vendors.
_ABOUT = re.compile(
    r"sub ?proces|sub ?contract|processors?\b|vendor|supplier|service providers?|third part|sous traitant|prestataire|"
    r"fournisseur|destinataire|unterauftrag|auftragsverarbeit|auftragnehmer|dienstleister|anbieter|subunternehm|lieferant|"
    r"affiliat|subsidiar|filiale|tochter|konzern|group compan|recipient|empfanger|partner"
)
_WHERE = re.compile(
    r"\b(locat|based|hosted|situat|stored|operat|processed in|process (?:\w+ ){0,3}in|"
    r"reside|situe|etabli|heberg|base|implant|ansassig|sitz|"
    r"trait\w* (?:\w+ ){0,4}(?:en|aux?|dans)\b|"
    r"befind|gehostet|standort|verarbeit\w* (?:\w+ ){0,4}in|in (?:the |der |den )?(?:us|usa|eu)\b)"
)


def read_markdown(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The rows of a Markdown page."""
    yield from page_rows(markdown_blocks(source.text), _about_file(source), mapping)


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
        self._blocks = blocks
        self._mapping = mapping
        self._about = bool(_ABOUT.search(key(about)))
        self._section: str | None = None
        self._titles: list[tuple[int, str]] = []
        self._lead: PlaceWords | None = None
        self._lead_about = False

    def rows(self) -> Iterator[Row]:
        at = 0
        while at < len(self._blocks):
            block = self._blocks[at]
            if isinstance(block, Heading):
                cards = self._cards(at)
                if cards:
                    yield from self._of_cards(cards)
                    at = cards[-1][2]
                    continue
                self._heading(block)
            elif isinstance(block, Paragraph):
                keyed = self._keyed_paragraph(block)
                if keyed is not None:
                    yield keyed
                else:
                    self._paragraph(block)
            elif isinstance(block, Table):
                yield from table_rows(block, self._standing(), self._mapping)
            else:
                yield from self._bullets(block)
            at += 1

    def _standing(self) -> Standing:
        return Standing(self._section, self._lead)

    def _heading(self, block: Heading) -> None:
        self._titles = [(level, text) for level, text in self._titles if level < block.level]
        self._titles.append((block.level, block.text))
        self._section = collapsed(block.text) or None
        self._lead = _places_of_heading(block.text)
        self._lead_about = False
        self._about = self._about or (block.level == 1 and bool(_ABOUT.search(key(block.text))))

    def _paragraph(self, block: Paragraph) -> None:
        text = collapsed(block.cell.text)
        if block.cell.strong and block.cell.strong.rstrip(":") == text.rstrip(":"):
            self._heading(Heading(block.line, 7, text.rstrip(":")))
            return
        said = _places_of_sentence(text)
        self._lead = said or (
            self._lead if not text.endswith(":") else _places_of_heading(self._section or "")
        )
        self._lead_about = bool(_ABOUT.search(key(text)))

    def _bullets(self, listing: Listing) -> Iterator[Row]:
        entries = listing.entries
        if all(entry.inner and not entry.cell.text.strip() for entry in entries):
            entries = [inner for entry in entries for inner in entry.inner]
        standing = self._standing()
        made = [bullet_row(entry, standing) for entry in self._ungrouped(entries)]
        named = sum(row.refused is None for row in made)
        listed = self._in_context() and named * 3 >= len(made)
        if not listed and not _plainly_vendors(made):
            where = f" under {self._section!r}" if self._section else ""
            yield set_aside(listing.line, f"the list{where} names no vendors", len(made))
            return
        yield from made

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
            elif (
                entry.inner
                and _ABOUT.search(key(entry.cell.text))
                and not is_keyed(entry.cell.text)
                and entry.cell.text.rstrip().endswith(":")
            ):
                yield from entry.inner
            else:
                yield entry

    def _in_context(self) -> bool:
        said = " ".join(text for _, text in self._titles)
        return self._lead_about or self._lead is not None or bool(_ABOUT.search(key(said))) or self._about

    def _keyed_paragraph(self, block: Paragraph) -> Row | None:
        """A paragraph of "Name: …", "Purpose: …" lines is a card of its own."""
        lines = [line for line in block.cell.text.split("\n") if line.strip()]
        if len(lines) < 2 or sum(map(is_keyed, lines)) < max(2, len(lines) - 1):
            return None
        row = bullet_row(
            Entry(
                block.line,
                Cell(lines[0], block.cell.link),
                [Entry(block.line, Cell(line)) for line in lines[1:]],
            ),
            self._standing(),
        )
        return row if row.refused is None else None

    def _cards(self, at: int) -> list[tuple[Heading, list[str], int]]:
        """Headings of one level each followed by short lines about it, from block `at` on: vendors as cards."""
        first = self._blocks[at]
        assert isinstance(first, Heading)
        cards: list[tuple[Heading, list[str], int]] = []
        here = at
        while here < len(self._blocks):
            head = self._blocks[here]
            if not isinstance(head, Heading) or head.level != first.level or not looks_like_a_name(head.text):
                break
            lines, end = _lines_below(self._blocks, here + 1)
            if not lines:
                break
            cards.append((head, lines, end))
            here = end
        told = sum(any(is_keyed(line) or only_places(line) for line in lines) for _, lines, _ in cards)
        return cards if len(cards) >= 2 and told * 2 >= len(cards) else []

    def _of_cards(self, cards: Sequence[tuple[Heading, list[str], int]]) -> Iterator[Row]:
        for head, lines, _ in cards:
            yield card_row(head.line, Cell(head.text), lines, self._standing())


def _lines_below(blocks: Sequence[Block], at: int) -> tuple[list[str], int]:
    """The short lines that stand below a heading, until the next one; [] when anything longer or a table does."""
    lines: list[str] = []
    while at < len(blocks) and not isinstance(blocks[at], Heading):
        block = blocks[at]
        if isinstance(block, Table):
            return [], at
        texts = (
            [block.cell.text]
            if isinstance(block, Paragraph)
            else [entry.cell.text for entry in block.entries]
            if isinstance(block, Listing)
            else []
        )
        split = [line for text in texts for line in text.split("\n") if line.strip()]
        if any(len(line) > 300 for line in split) or len(lines) + len(split) > 12:
            return [], at
        lines += split
        at += 1
    return lines, at


def _plainly_vendors(made: Sequence[Row]) -> bool:
    """Whether bullets read as vendors without words about vendors before them: most have a place or link and purpose."""
    good = sum(row.refused is None and bool(row.places or (row.website and row.purposes)) for row in made)
    return good * 3 >= len(made) * 2


def _places_of_heading(text: str) -> PlaceWords | None:
    """Places that a heading gives: "Subprocessors in the EU", "USA"; nothing when other words stand in it."""
    if only_places(text):
        return PlaceWords(text)
    left = " ".join(
        token.raw
        for token in tokens(text)
        if not (_ABOUT.search(token.norm) or (_ABOUT.search(key(text)) and token.norm in _PLAIN))
    )
    return PlaceWords(left) if left and only_places(left) else None


_SMALL = "our list liste third party parties the sub nos unsere of der des et und and located based in situes etablis"
_PLAIN = frozenset(_SMALL.split())


def _places_of_sentence(text: str) -> PlaceWords | None:
    """Places that the last sentence before a list gives to all of it."""
    sentence = re.split(r"(?<=[a-zà-ÿ)])[.!?]\s+(?=[A-ZÀ-Þ])", text)[-1]
    found = _WHERE.search(key(sentence))
    if not found or len(sentence) > 400:
        return None
    named = [place for place in read_places(_after_verb(sentence)) if place.place != UNKNOWN]
    if not named:
        named = [place for place in read_places(sentence) if place.place != UNKNOWN]
    names = gazetteer()
    words = [place.words for place in named]
    if not words or not names:
        return None
    stored = re.search(r"\b(hosted|stored|heberg|gehostet|gespeichert)", key(sentence))
    return PlaceWords(", ".join(dict.fromkeys(words)), "storage" if stored else None)


def _after_verb(sentence: str) -> str:
    match = re.search(
        r"(located|based|hosted|situated|stored|process\w*|situés?\w*|établi\w*|hébergé\w*|"
        r"basée?s?|ansässig|befinden sich|gehostet|sitz)\b(.*)$",
        sentence,
        re.I | re.S,
    )
    return match[2] if match else sentence
