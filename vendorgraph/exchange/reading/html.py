"""HTML pages to blocks, with lxml; scripts, styles, forms and navigation say nothing about vendors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree, html

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.columns import layout_of
from vendorgraph.exchange.reading.companies import is_company
from vendorgraph.exchange.reading.stacks import are_cards
from vendorgraph.exchange.text import Unreadable

_APART = (
    "script style noscript template svg iframe object embed head nav header footer form select option button "
    "textarea canvas audio video map dialog aside"
)
IGNORED = frozenset(_APART.split())
_WITHIN_LINES = (
    "a abbr b bdi bdo br cite code data dfn em font i img input kbd label mark q s samp small span strong sub sup "
    "time tt u var wbr del ins strike big"
)
_INLINE = frozenset(_WITHIN_LINES.split())
_FOOTNOTE = re.compile(r"[\d\s,*†‡()\[\]]*")
_FOLDED = re.compile(
    r"accordion|collaps|(?:^|[\s_-])(?:tab|fold)(?:[\s_-]|panel|ed\b|able\b|$)", re.I
)  # classes of panels
_COLUMNS = re.compile(
    r"(?:^|[\s_-])(?:flex|grid|justify-between)(?:[\s_-]|$)", re.I
)  # of what stands in columns
_BADGE = re.compile(
    r"badge|pill|selected-value|lozenge|chip|rounded-full|(?:^|[\s_-])tag(?:[\s_-]|$)", re.I
)  # classes of labels of their own
_SPAN_LIMIT = 1000
_DEPTH_LIMIT = 200
_LABELLED = re.compile(r"([^:\n]{2,40}?)\s*:\s*(.*)$", re.S)  # "Location: Ireland" as a cell
_LABELS = re.compile(r"(?:^|\s·\s|[.;,]\s)[^:\n·]{2,40}\s*:(?=\s|$)", re.M)
_HEADER = 80  # characters of a cell of a header


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
    yield from _Walk(line - 1).children(root, 0)


def _too_deep() -> Unreadable:
    return Unreadable(f"holds HTML elements nested deeper than {_DEPTH_LIMIT} levels; save the table apart")


def html_title(text: str) -> str:
    """The title of a page, "" when it has none."""
    match = re.search(r"<title[^>]*>(.*?)</title>", text[:20_000], re.I | re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", match[1]).split()) if match else ""


class _Walk:
    def __init__(self, before: int) -> None:
        self._before = before  # lines before the fragment

    def children(self, element: html.HtmlElement, depth: int) -> Iterator[Block]:
        """The blocks inside a container; runs of inline content are paragraphs."""
        run = _Run(self._line(element))
        run.text(element.text)
        for child in element:
            if not isinstance(child.tag, str) or _is_left_out(child) or _hidden(child):
                pass
            elif child.tag in _INLINE and not _holds_blocks(child):
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
            yield Heading(self._line(element), int(tag[1]), cell_of(element).text)
        elif tag == "summary":
            yield Heading(self._line(element), 6, cell_of(element).text)
        elif tag == "table" and not list(element.iter("table"))[1:]:
            yield self._table(element)
        elif tag in ("ul", "ol", "menu"):
            yield from self._listing(element)
        elif tag == "dl":
            yield self._definitions(element)
        elif tag == "p":
            yield Paragraph(self._line(element), cell_of(element))
        elif grid := self._grid(element):
            yield grid
        else:
            yield from self.children(element, depth)

    def _table(self, element: html.HtmlElement) -> Table:
        """The cells with spans filled: a cell that spans rows or columns stands in each of them."""
        table = Table(self._line(element))
        below: dict[int, tuple[int, Cell]] = {}
        for row in element.iter("tr"):
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

    def _listing(self, element: html.HtmlElement) -> Iterator[Block]:
        if len(list(element.iter("table"))) or len(list(element.iter("h2", "h3", "h4"))):
            yield from self.children(element, 0)  # list items used as cards
            return
        listing = Listing(self._line(element))
        listing.entries = [self._entry(item) for item in element if item.tag == "li"]
        if listing.entries:
            yield listing

    def _entry(self, item: html.HtmlElement) -> Entry:
        inner: list[Entry] = []
        for nested in item.iterdescendants("ul", "ol"):
            if all(parent.tag not in ("ul", "ol") for parent in _between(nested, item)):
                inner += [self._entry(one) for one in nested if one.tag == "li"]
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

    def _grid(self, element: html.HtmlElement) -> Table | Listing | None:
        """Containers that are a table in all but name, or cards: children of equally many short parts."""
        rows = _unwrapped([child for child in _elements(element) if child.tag not in IGNORED])
        parts = list(map(_elements, rows))
        widths = {len(row) for row in parts}
        if (
            len(rows) < 2
            or len(widths) != 1
            or not 2 <= widths.pop() <= 10
            or any(row.tag in ("p", "a") for row in rows)
        ):
            return None
        if any(
            part.tag in ("table", "ul", "ol", "dl") or len(part.text_content()) > 400
            for row in parts
            for part in row
        ):
            return None
        if any((row.text or "").strip() or any((part.tail or "").strip() for part in row) for row in rows):
            return None
        cells = [[cell_of(part) for part in row] for row in parts]
        texts = [[cell.text for cell in row] for row in cells]
        layout = layout_of(texts)
        if layout is not None and layout.skipped > 1:
            return None  # what sounds like a header among cards is none
        if layout is None and (labelled := _with_labels(cells)):
            return Table(
                self._line(element),
                list(zip([self._line(element), *map(self._line, rows)], labelled, strict=True)),
            )
        header = _header_before(element, len(texts[0])) if layout is None else []
        if header and layout_of([[cell.text for cell in header], *texts]) is not None:
            rows, cells = [element, *rows], [header, *cells]
            texts = [[cell.text for cell in row] for row in cells]
        if layout_of(texts) is None:
            lines = list(map(self._line, rows))
            return _cards(lines, cells) if are_cards(texts) else None
        return Table(
            self._line(element), [(self._line(row), one) for row, one in zip(rows, cells, strict=True)]
        )

    def _line(self, element: html.HtmlElement) -> int:
        return int(element.sourceline or 1) + self._before


def _elements(element: html.HtmlElement) -> list[html.HtmlElement]:
    return [part for part in element if isinstance(part.tag, str)]


def _unwrapped(rows: list[html.HtmlElement]) -> list[html.HtmlElement]:
    """The rows, or what they hold where each is nothing but a wrapper."""
    while rows and all(len(_elements(row)) == 1 and not (row.text or "").strip() for row in rows):
        rows = [_elements(row)[0] for row in rows]
    return rows


def _with_labels(cells: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Rows whose cells say what they are ("Location: Ireland") below a header of these labels; [] for others."""
    if any(len(_LABELS.findall(cell.text)) > 1 for row in cells for cell in row):
        return []
    labels: list[str] = []
    for column in zip(*cells, strict=True):
        found = [_LABELLED.match(cell.text) for cell in column]
        said = {match[1].strip() if match else "" for match in found}
        labels.append(said.pop() if len(said) == 1 else "")
    bare = [at for at, label in enumerate(labels) if not label]
    if bare[:1] != [0] or len(bare) > 2 or len(bare) == len(labels):
        return []
    header = [
        Cell(label or ("Name" if not at else "Purpose"), header=True) for at, label in enumerate(labels)
    ]
    rows = [
        [Cell(_LABELLED.sub(r"\2", cell.text)) if labels[at] else cell for at, cell in enumerate(row)]
        for row in cells
    ]
    return [header, *rows] if layout_of([[cell.text for cell in row] for row in [header, *rows]]) else []


def _header_before(element: html.HtmlElement, width: int) -> list[Cell]:
    """The cells of a header that stands before rows, in a container of its own; [] when there is none."""
    parent = element.getparent()
    for before in (element.getprevious(), parent.getprevious() if parent is not None else None):
        parts = _elements(before) if before is not None else []
        if len(parts) == width and all(len(part.text_content()) <= _HEADER for part in parts):
            return [cell_of(part) for part in parts]
    return []


def _cards(lines: Sequence[int], cells: Sequence[Sequence[Cell]]) -> Listing:
    """Names with the other parts of their cards nested in them."""
    pairs = zip(lines, cells, strict=True)
    return Listing(
        lines[0], [Entry(line, first, [Entry(line, one) for one in more]) for line, (first, *more) in pairs]
    )


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
        if _BADGE.search(str(element.get("class", ""))) and self._cell.text and self._cell.text[-1] != "\n":
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


def cell_of(element: html.HtmlElement, without: tuple[str, ...] = ()) -> Cell:
    """The text of an element, breaks and inner blocks as new lines; scripts and what is hidden left out."""
    cell = Cell("")
    pieces: list[str] = []
    struck: list[str] = []
    _gather(element, pieces, cell, without, struck, top=True)
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
    cell.text = "\n".join(line for line in lines if line)
    cell.strike(" ".join(" ".join(struck).split()))
    return cell


def _gather(
    element: html.HtmlElement,
    pieces: list[str],
    cell: Cell,
    without: tuple[str, ...],
    struck: list[str],
    *,
    top: bool,
) -> None:
    tag = element.tag
    if tag == "sup" and _FOOTNOTE.fullmatch(element.text_content()):
        return
    if _is_struck(element) or (top and _is_struck(element.getparent())):
        struck.append(element.text_content())
        return
    before = len("".join(pieces).strip()) == 0
    if tag == "a" and str(element.get("href", "")).startswith(("http://", "https://")):
        cell.link = cell.link or str(element.get("href")).strip()
    if tag in ("a", "b", "strong", "h3", "h4", "h5", "h6") and before and cell.strong is None:
        cell.strong = " ".join(element.text_content().split()) or None
    if tag in ("b", "strong"):
        cell.bold.append(" ".join(element.text_content().split()))
    if tag == "br":
        pieces.append("\n")
    if not top and _stands_apart(element):
        pieces.append("\n")
    elif _is_aside(element) and not before and not top:
        pieces.append(f" ({' '.join(element.text_content().split())})")
        return
    block = not top and tag not in _INLINE
    if block:
        pieces.append("\n")
    pieces.append(_spaced(element.text))
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag not in IGNORED - {"button"}
            and not _hidden(child)
            and child.tag not in without
        ):
            _gather(child, pieces, cell, without, struck, top=False)
        pieces.append(_spaced(child.tail))
    if block:
        pieces.append("\n")


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def _is_left_out(element: html.HtmlElement) -> bool:
    """Whether an element says nothing about vendors; the header of an article is part of it."""
    of_article = element.tag == "header" and any(
        parent.tag in ("main", "article") for parent in element.iterancestors()
    )
    return element.tag in IGNORED and not of_article


def _hidden(element: html.HtmlElement) -> bool:
    """Whether nobody sees an element; one that a reader unfolds is seen."""
    style = str(element.get("style", "")).replace(" ", "").lower()
    return (element.get("hidden") is not None or "display:none" in style) and not _is_folded(element)


def _is_folded(element: html.HtmlElement) -> bool:
    """Whether an element is a panel of an accordion or of tabs, which its button or tab shows."""
    before = element.getprevious()
    opens = before is not None and bool(before.xpath("descendant-or-self::*[@aria-expanded]"))
    return (
        opens
        or element.get("role") in ("tabpanel", "region")
        or bool(_FOLDED.search(str(element.get("class", ""))))
    )


def _is_aside(element: html.HtmlElement) -> bool:
    """Whether an element is a badge, or a known name in small letters, beside the name of a cell."""
    text = " ".join(element.text_content().split())
    badge = element.tag == "span" and _BADGE.search(str(element.get("class", "")))
    return bool(text) and bool(badge or (element.tag == "small" and is_company(text)))


def _stands_apart(element: html.HtmlElement) -> bool:
    """Whether a span is shown apart from the one before it: both are badges, or columns of their container."""
    before, parent = element.getprevious(), element.getparent()
    if element.tag != "span" or before is None or before.tag != "span" or (before.tail or "").strip():
        return False
    first = parent is not None and not (parent.text or "").strip() and parent[0].tag == "span"
    run = [*([parent[0]] if first else []), before, element]
    badges = first and all(_BADGE.search(str(one.get("class", ""))) for one in run)
    if _BADGE.search(str(element.get("class", ""))):
        return badges
    return bool(parent is not None and _COLUMNS.search(str(parent.get("class", ""))))


def _is_struck(element: html.HtmlElement | None) -> bool:
    if element is None:
        return False
    style = str(element.get("style", "")).replace(" ", "").lower()
    return element.tag in ("del", "s", "strike") or "line-through" in style


def _holds_blocks(element: html.HtmlElement) -> bool:
    return any(isinstance(one.tag, str) and one.tag not in _INLINE for one in element.iterdescendants())


def _span(cell: html.HtmlElement, name: str) -> int:
    given = str(cell.get(name, "1")).strip()
    return max(1, min(int(given), _SPAN_LIMIT)) if given.isdecimal() else 1


def _between(inner: html.HtmlElement, outer: html.HtmlElement) -> Iterator[html.HtmlElement]:
    parent = inner.getparent()
    while parent is not None and parent is not outer:
        yield parent
        parent = parent.getparent()
