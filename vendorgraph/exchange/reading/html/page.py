"""HTML pages to blocks, with lxml; scripts, styles, forms and navigation say nothing about vendors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lxml import etree, html

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.gazetteer import STREET, key
from vendorgraph.exchange.reading.html.around import Around, drop_contents, holds_text
from vendorgraph.exchange.reading.html.cells import (
    BADGE,
    INLINE,
    cell_of,
    holds_blocks,
    is_hidden,
    shows_breaks,
    with_breaks,
)
from vendorgraph.exchange.reading.html.grids import Grids
from vendorgraph.exchange.reading.html.images import with_alternatives
from vendorgraph.exchange.reading.html.mining import Records, is_of_terms, records_of
from vendorgraph.exchange.reading.html.roles import with_roles
from vendorgraph.exchange.reading.names.companies import is_company, is_form
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.text import Unreadable

_SPAN_LIMIT = 1000
_DEPTH_LIMIT = 200


def html_blocks(text: str, line: int = 1) -> Iterator[Block]:
    """The blocks of an HTML page or fragment in order; its first line has the number `line`.

    Raises Unreadable when it is nested too deep: what stands deeper would be lost.
    """
    if not text.strip():
        return
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.ParserError, ValueError):
        return
    if any("depth" in error.message for error in parser.error_log):
        raise _too_deep()
    with_roles(root)
    with_alternatives(root)
    drop_contents(root)
    for one in root.iter("nav"):
        if holds_text(one):
            one.tag = "div"  # the panel of a menu that unfolds, as site builders make accordions
    for one in list(root.iter("div", "p", "pre", "section", "article", "span")):
        if shows_breaks(one):
            with_breaks(one)
    walk = _Walk(line - 1, records_of(root, line - 1), Around(root))
    yield from _together(walk.children(root, 0))


def _together(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with records that stand one after another as one list."""
    for of_records, run in groupby(blocks, key=lambda block: isinstance(block, Listing) and block.records):
        found = list(run)
        if of_records:
            entries = [entry for block in found if isinstance(block, Listing) for entry in block.entries]
            yield Listing(found[0].line, entries, records=True)
        else:
            yield from found


def _too_deep() -> Unreadable:
    return Unreadable(f"holds HTML elements nested deeper than {_DEPTH_LIMIT} levels; save the table apart")


def html_title(text: str) -> str:
    """The title of a page, "" when it has none."""
    match = re.search(r"<title[^>]*>(.*?)</title>", text[:20_000], re.I | re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", match[1]).split()) if match else ""


_TITLES = 2  # levels of headings that are titles of the page or of its lists


class _Walk:
    def __init__(self, before: int, records: Records, around: Around) -> None:
        self._before = before  # lines before the fragment
        self._records = records
        self._around = around
        self._grids = Grids(before)
        self._holding = {holder for one in records for holder in one.iterancestors()}

    def children(self, element: html.HtmlElement, depth: int) -> Iterator[Block]:
        """The blocks inside a container; runs of inline content are paragraphs."""
        run = _Run(self._line(element))
        run.text(element.text)
        for child in element:
            if child in self._records:
                yield from run.take()
                yield from self._record(child)
            elif not isinstance(child.tag, str) or self._around.leaves_out(child) or is_hidden(child):
                pass
            elif child.tag in INLINE and not holds_blocks(child):
                run.inline(child, self._line(child))
            else:
                yield from run.take()
                yield from self._block(child, depth + 1)
            run.text(child.tail)
        yield from run.take()

    def _block(self, element: html.HtmlElement, depth: int) -> Iterator[Block]:
        tag = element.tag
        if depth > _DEPTH_LIMIT:
            raise _too_deep()
        if re.fullmatch("h[1-6]", tag):
            yield from self._heading(element, int(tag[1]))
        elif tag == "summary":
            yield Heading(self._line(element), 6, cell_of(element).text)
        elif tag == "table" and not list(element.iter("table"))[1:]:
            rows = [row for row in element.iter("tr") if row not in self._records]
            yield from (block for row in element.iter("tr") for block in self._record(row))
            if rows:
                yield self._table(element, rows)
        elif tag in ("ul", "ol", "menu"):
            yield from self._listing(element, depth)
        elif is_of_terms(element):
            yield self._definitions(element)
        elif tag == "p":
            yield Paragraph(self._line(element), cell_of(element))
        elif grid := self._grids.table(element, records=element in self._holding):
            yield grid
        else:
            yield from self.children(element, depth)

    def _heading(self, element: html.HtmlElement, level: int) -> Iterator[Block]:
        """A heading; what stands in further lines of one that is a company's name is said of it."""
        name, _, more = cell_of(element).text.partition("\n")
        title = ABOUT.search(key(more)) or STREET.search(more) or is_form(more.split()[-1]) if more else None
        if more and level > _TITLES and is_company(name) and not title:
            yield Heading(self._line(element), level, name)
            yield Paragraph(self._line(element), Cell(more))
        else:
            yield Heading(self._line(element), level, f"{name} {more}".strip())

    def _record(self, element: html.HtmlElement) -> Iterator[Listing]:
        """The record of a vendor that begins with an element; nothing for what goes on with one."""
        if entry := self._records.get(element):
            yield Listing(entry.line, [entry], records=True)

    def _table(self, element: html.HtmlElement, rows: Sequence[html.HtmlElement]) -> Table:
        """The cells with spans filled: a cell that spans rows or columns stands in each of them."""
        table = Table(self._line(element), hidden=sum(map(is_hidden, rows)))
        below: dict[int, tuple[int, Cell]] = {}
        for row in rows:
            cells: list[Cell] = []
            waiting = [one for one in row if one.tag in ("td", "th")]
            while waiting or len(cells) in below:
                if len(cells) in below:
                    left, cell = below.pop(len(cells))
                    if left > 1:
                        below[len(cells)] = (left - 1, cell)
                    cells.append(cell)
                    continue
                one = waiting.pop(0)
                cell = cell_of(one)
                cell.header = one.tag == "th"
                across, down = _span(one, "colspan"), _span(one, "rowspan")
                cell.wide = across > 1
                for _ in range(across):
                    if down > 1:
                        below[len(cells)] = (down - 1, cell)
                    cells.append(cell)
            if cells:
                table.rows.append((self._line(row), cells))
        return table

    def _listing(self, element: html.HtmlElement, depth: int) -> Iterator[Block]:
        if any(True for _ in element.iter("table", "h2", "h3", "h4")) or element in self._holding:
            yield from self.children(element, depth)  # list items used as cards
            return
        listing = Listing(self._line(element))
        listing.entries = self._entries(element)
        if listing.entries:
            yield listing

    def _entries(self, element: html.HtmlElement) -> list[Entry]:
        """The bullets of a list; what stands among its items is one too, and a list there is of the bullet before it."""
        entries: list[Entry] = []
        for one in element:
            if one.tag == "li":
                entries.append(self._entry(one))
            elif not isinstance(one.tag, str) or self._around.leaves_out(one) or is_hidden(one):
                continue
            elif one.tag in ("ul", "ol"):
                holder = entries[-1].inner if entries else entries
                holder += self._entries(one)
            elif one.find(".//li") is not None:
                entries += self._entries(one)
            elif (entry := self._entry(one)).cell.text:
                entries.append(entry)
        return entries

    def _entry(self, item: html.HtmlElement) -> Entry:
        inner: list[Entry] = []
        for nested in item.iterdescendants("ul", "ol"):
            if all(parent.tag not in ("ul", "ol") for parent in _between(nested, item)):
                inner += self._entries(nested)
        return Entry(self._line(item), cell_of(item, without=("ul", "ol")), inner)

    def _definitions(self, element: html.HtmlElement) -> Listing:
        listing = Listing(self._line(element))
        for one in element.iter("dt", "dd"):
            entry = Entry(self._line(one), cell_of(one))
            if one.tag == "dt" or not listing.entries:
                listing.entries.append(entry)
            else:
                listing.entries[-1].inner.append(entry)
        return listing

    def _line(self, element: html.HtmlElement) -> int:
        return int(element.sourceline or 1) + self._before


class _Run:
    """Inline content between blocks, gathered to one paragraph."""

    def __init__(self, line: int) -> None:
        self._line = line
        self._cell = Cell("")

    def text(self, text: str | None) -> None:
        if text and text.strip():
            self._cell.text += " ".join(text.split()) if not self._cell.text else f" {' '.join(text.split())}"

    def inline(self, element: html.HtmlElement, line: int) -> None:
        if element.tag == "br":
            self._cell.text += "\n"
            return
        if not self._cell.text.strip():
            self._line = line
        cell = cell_of(element)
        if BADGE.search(str(element.get("class", ""))) and self._cell.text and self._cell.text[-1] != "\n":
            self._cell.text += "\n"
        if not self._cell.text.strip() and element.tag in ("a", "b", "strong"):
            self._cell.strong = self._cell.strong or cell.text
        self._cell.text += f" {cell.text}" if self._cell.text and cell.text[:1] not in ".,;:)" else cell.text
        self._cell.link = self._cell.link or cell.link
        self._cell.bold += cell.bold

    def take(self) -> Iterator[Paragraph]:
        if self._cell.text.strip():
            self._cell.text = self._cell.text.strip()
            yield Paragraph(self._line, self._cell)
        self._cell = Cell("")


def _span(cell: html.HtmlElement, name: str) -> int:
    given = str(cell.get(name, "1")).strip()
    return max(1, min(int(given), _SPAN_LIMIT)) if given.isdecimal() else 1


def _between(inner: html.HtmlElement, outer: html.HtmlElement) -> Iterator[html.HtmlElement]:
    parent = inner.getparent()
    while parent is not None and parent is not outer:
        yield parent
        parent = parent.getparent()
