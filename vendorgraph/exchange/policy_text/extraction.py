"""From a file to the blocks of a policy: plain text, HTML by lxml, PDF by pypdf."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from vendorgraph.errors import Invalid
from vendorgraph.exchange.policy_text.blocks import (
    Block,
    cut,
    from_lines,
    is_bullet,
    looks_like_heading,
    shortened,
)
from vendorgraph.exchange.policy_text.pdf_tables import with_columns
from vendorgraph.exchange.reading.row import collapsed
from vendorgraph.exchange.reading.source import Source
from vendorgraph.model.wording import plural

PAGE_LIMIT = 500
TEXT_LIMIT = 1_000_000  # characters; the longest policies have a tenth of it
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "nav", "button", "select", "iframe"}
)
_INLINE = frozenset(
    {
        "a",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "u",
        "small",
        "sub",
        "sup",
        "abbr",
        "code",
        "mark",
        "font",
        "cite",
        "q",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "summary"})


@dataclass(frozen=True, slots=True)
class Text:
    """A policy's blocks, with the form they came in ("text", "html", "pdf") and what a person should know."""

    blocks: tuple[Block, ...]
    form: str
    warnings: tuple[str, ...] = ()


def extract(source: Source) -> Text:
    """The blocks of `source`. Raises Invalid with one sentence when it holds no readable text."""
    if source.head.startswith(b"%PDF") or source.media_type == "application/pdf":
        return _from_pdf(source)
    warnings = (source.encoding.warning,) if source.encoding.warning else ()
    text = source.text
    if len(text) > TEXT_LIMIT:
        raise Invalid(f"{source.name}: is longer than {TEXT_LIMIT:,} characters; no policy is that long")
    if _is_html(source, text):
        blocks, form = tuple(_from_html(source.name, text)), "html"
    else:
        blocks, form = tuple(from_lines(text.split("\n"))), "text"
    if not blocks:
        raise Invalid(f"{source.name}: holds no text")
    return Text(blocks, form, warnings)


def _is_html(source: Source, text: str) -> bool:
    if source.ending in ("html", "htm", "xhtml") or source.media_type in (
        "text/html",
        "application/xhtml+xml",
    ):
        return True
    return bool(
        re.match(
            r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|body|main|article|div|section)\b", text, re.I
        )
    )


def _from_pdf(source: Source) -> Text:
    """Lines are those of the text of all pages, one after the other."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Invalid(f"{source.name}: is a PDF that needs a password; save it without one")
        pages = [_page(page) for page in reader.pages[:PAGE_LIMIT]]
    except Invalid:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise Invalid(
            f"{source.name}: is not a PDF that can be read: {collapsed(str(error))[:120]}"
        ) from None
    lines = [line for page in pages for line in page]
    if not any(line.strip() for line in lines):
        raise Invalid(
            f"{source.name}: is a PDF without text ({plural(len(pages), 'page')} of images); recognise its text first"
        )
    warning = "lines are counted in the text taken out of the PDF, all pages in a row"
    return Text(tuple(from_lines(lines)), "pdf", (warning,))


def _page(page: PageObject) -> list[str]:
    """The lines of a page, tabs between the cells of its tables."""
    return with_columns(page.extract_text() or "", page.extract_text(extraction_mode="layout") or "")


def _from_html(name: str, text: str) -> Iterator[Block]:
    parser = html.HTMLParser(remove_comments=False, recover=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Invalid(f"{name}: is not HTML that can be read") from None
    title = next(root.iter("title"), None)
    if title is not None and (words := collapsed(shortened(title.text or ""))):
        yield Block(words[:200], ((0, title.sourceline or 1),), heading=True)
    yield from _Walk().blocks(root)


class _Walk:
    """Collects the text between the borders of block elements, with the source line of each part."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, str]] = []
        self.links: list[str] = []
        self.line = 1
        self.done: list[Block] = []

    def blocks(self, root: html.HtmlElement) -> list[Block]:
        self._element(root, heading=False, bullet=False)
        self._flush(False, False)
        return self.done

    def _element(self, element: html.HtmlElement, heading: bool, bullet: bool) -> None:
        """The element without its tail; deep pages are walked by the depth that lxml admits (256)."""
        self.line = max(self.line, element.sourceline or 0) if isinstance(element.tag, str) else self.line
        tag = element.tag if isinstance(element.tag, str) else None
        if tag is None or tag in _SKIPPED:
            self.line += (element.text or "").count("\n")
            return
        if tag == "tr" and len(element) > 1:
            self._flush(heading, bullet)
            self._row(element)
            return
        own_block = tag not in _INLINE
        inner_heading = heading or tag in _HEADINGS
        inner_bullet = bullet or tag == "li"
        if own_block:
            self._flush(heading, bullet)
        if tag == "a" and element.get("href"):
            self.links.append(element.get("href"))
        self._text(element.text)
        for child in element:
            self._element(child, inner_heading, inner_bullet)
            self._text(child.tail)
        if own_block:
            self._flush(inner_heading, inner_bullet)

    def _row(self, row: html.HtmlElement) -> None:
        number = row.sourceline or self.line
        links = [address for address in row.xpath(".//a/@href") if address]
        cells = [(collapsed(" ".join(c.itertext())), c.sourceline) for c in row if isinstance(c.tag, str)]
        self.line = max(self.line, number)
        if any(words for words, _ in cells):
            text, starts = "", []
            for words, line in cells:
                starts.append((len(text), line or number))
                text += f"{words}  "
            named = tuple(words for words, _ in cells)
            self.done.append(Block(text[:-2], tuple(starts), cells=named, links=tuple(links)))

    def _text(self, text: str | None) -> None:
        for at, piece in enumerate(shortened(text or "").split("\n")):
            self.line += at > 0
            if piece.strip():
                self.parts.append((self.line, piece))
            elif piece and self.parts:
                self.parts.append((self.line, " "))

    def _flush(self, heading: bool, bullet: bool) -> None:
        text = ""
        starts: list[tuple[int, int]] = []
        for number, piece in self.parts:
            apart = piece[:1].isspace() or (starts and starts[-1][1] != number)
            if text and apart and not text.endswith(" "):
                text += " "
            if piece.strip():
                starts.append((len(text), number))
                text += collapsed(piece) + (" " if piece[-1:].isspace() else "")
        text = text.rstrip()
        if text:
            bullet = bullet or (not heading and is_bullet(text))
            short = not heading and not bullet and looks_like_heading(text, False) and len(text) <= 60
            block = Block(text, tuple(starts), heading or short, bullet, links=tuple(self.links))
            self.done += cut(block)
        self.parts, self.links = [], []
