"""What an element of an HTML page says: its text with breaks, without what is hidden, badges beside names as asides."""

from __future__ import annotations

import re

from lxml import html

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.titles import ABOUT

_APART = (
    "script style noscript template svg iframe object embed head nav header footer form select option button "
    "textarea canvas audio video map dialog aside"
)
IGNORED = frozenset(_APART.split())
_WITHIN_LINES = (
    "a abbr b bdi bdo br cite code data dfn em font i img input kbd label mark q s samp small span strong sub sup "
    "time tt u var wbr del ins strike big"
)
INLINE = frozenset(_WITHIN_LINES.split())
_FOOTNOTE = re.compile(r"[\d\s,*†‡()\[\]]*")
_FOLDED = re.compile(
    r"accordion|collaps|(?:^|[\s_-])(?:tab|fold)(?:[\s_-]|panel|ed\b|able\b|$)", re.I
)  # classes of panels
_COLUMNS = re.compile(
    r"(?:^|[\s_-])(?:flex|grid|justify-between)(?:[\s_-]|$)", re.I
)  # of what stands in columns
BADGE = re.compile(
    r"badge|pill|selected-value|lozenge|chip|rounded-full|(?:^|[\s_-])tag(?:[\s_-]|$)", re.I
)  # classes of labels of their own


#: What an element that is drawn as the mark of a bullet holds.
_MARKS = ("·", "•", "▪", "◦", "‣", "●", "○", "■", "□", "►", "▸", "→", "»")


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
    if before and not top and element.text_content().strip() in _MARKS and _goes_on(element):
        return
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
    block = not top and tag not in INLINE
    if block:
        pieces.append("\n")
    pieces.append(_spaced(element.text))
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag not in IGNORED - {"button", "header", "footer"}
            and not is_hidden(child)
            and child.tag not in without
        ):
            _gather(child, pieces, cell, without, struck, top=False)
        pieces.append(_spaced(child.tail))
    if block:
        pieces.append("\n")


def _goes_on(element: html.HtmlElement) -> bool:
    """Whether more text stands behind an element: a mark alone in a cell is a tick."""
    return bool((element.tail or "").strip()) or any(
        (one.text_content() + (one.tail or "")).strip() for one in element.itersiblings()
    )


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def is_hidden(element: html.HtmlElement) -> bool:
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
    if element.tag not in ("span", "small"):
        return False
    text = " ".join(element.text_content().split())
    badge = element.tag == "span" and BADGE.search(str(element.get("class", "")))
    return bool(text) and bool(badge or (element.tag == "small" and is_company(text)))


def _stands_apart(element: html.HtmlElement) -> bool:
    """Whether a span is shown apart from the one before it: both are badges, or columns of their container."""
    before, parent = element.getprevious(), element.getparent()
    if element.tag != "span" or before is None or before.tag != "span" or (before.tail or "").strip():
        return False
    first = parent is not None and not (parent.text or "").strip() and parent[0].tag == "span"
    run = [*([parent[0]] if first else []), before, element]
    badges = first and all(BADGE.search(str(one.get("class", ""))) for one in run)
    if BADGE.search(str(element.get("class", ""))):
        return badges
    return bool(parent is not None and _COLUMNS.search(str(parent.get("class", ""))))


#: A label by itself above what it is about, in capitals or not, twice: text that is laid out in lines.
_LABELLED = re.compile(r"(?:^[^\n:]{3,40}:[ \t]*\n\S.*?){2}", re.M | re.S)
_PRE = re.compile(r"(?:^|\s)whitespace-pre(?:-line|-wrap)?(?:\s|$)")


def shows_breaks(element: html.HtmlElement) -> bool:
    """Whether an element of text and nothing else shows the breaks in it as they are written."""
    style = str(element.get("style", "")).replace(" ", "").lower()
    kept = element.tag == "pre" or "white-space:pre" in style or _PRE.search(str(element.get("class", "")))
    lines = (element.text or "").strip().split("\n")
    parted = any(not line.strip() for line in lines) or any(line.strip()[:1] in _MARKS for line in lines[1:])
    within = element.tag in ("td", "th") or any(one.tag in ("td", "th") for one in element.iterancestors())
    paragraphs = [one for one in re.split(r"\n\s*\n", (element.text or "").strip()) if one.strip()]
    laid_out = (
        len(paragraphs) > 2
        and len(lines) > len(paragraphs) * 2 - 1
        and bool(_LABELLED.search(element.text or ""))
        and bool(ABOUT.search(key(element.text or "")))
    )
    return bool(kept or laid_out) and len(element) == 0 and parted and not within


def with_breaks(element: html.HtmlElement) -> None:
    """Put the text of an element that shows breaks into paragraphs with breaks, each with its line in the page."""
    text, line = element.text or "", int(element.sourceline or 1)
    element.text = None
    for at, paragraph in enumerate(re.finditer(r"\S.*?(?=\n\s*\n|\s*\Z)", text, re.S)):
        if at and element.tag == "p":
            element.append(html.Element("br"))
        made = html.Element("p" if element.tag != "p" else "span")
        made.text, *lines = paragraph[0].split("\n")
        made.sourceline = line + text[: paragraph.start()].count("\n")
        for one in lines:
            made.append(mark := html.Element("br"))
            mark.tail = one
        element.append(made)


def holds_blocks(element: html.HtmlElement) -> bool:
    """Whether an inline element holds others than inline ones."""
    return any(isinstance(one.tag, str) and one.tag not in INLINE for one in element.iterdescendants())


def _is_struck(element: html.HtmlElement | None) -> bool:
    if element is None:
        return False
    style = str(element.get("style", "")).replace(" ", "").lower()
    return element.tag in ("del", "s", "strike") or "line-through" in style
