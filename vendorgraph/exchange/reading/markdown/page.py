"""Markdown pages to blocks, with markdown-it-py; front matter is set aside, HTML inside is read as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from vendorgraph.exchange.reading.blocks import LETTER, Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.html.cells import IGNORED
from vendorgraph.exchange.reading.html.page import html_blocks
from vendorgraph.exchange.reading.lines.keys import is_bare_label, is_keyed
from vendorgraph.exchange.reading.lines.textlines import with_glued, without_folds
from vendorgraph.exchange.reading.markdown.between_lists import apart, set_in
from vendorgraph.exchange.reading.markdown.folded import lines_of_table
from vendorgraph.exchange.reading.markdown.open_tables import OpenTable, without_open_tables
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.tables.drawn import with_tables
from vendorgraph.exchange.reading.tables.shifted import unshifted

_FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PARSER = MarkdownIt("commonmark", {"maxNesting": 30}).enable(["table", "strikethrough"])
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]  # a link of any scheme is a link; _cell keeps those of the web
_LABELLED = re.compile(r"^[ *_]*[^\W\d_][^:\n|]{1,38}:[*_]*[ \t]+\S", re.M)
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|__([^_\n]+)__")
_COUNTED = re.compile(rf"\s*(?:{LETTER}|[•·▪◦‣])\s")
_NO_CODE = ("", "text", "txt", "plain", "plaintext")  # what a fence says of what it holds
_SAID = re.compile(r"\A(?: {4}|:[ \t]+)")  # before what is said of a term
_OPENED = re.compile(
    r"\A(?:__|\*\*)+(?=[^\W_])"
)  # of emphasis on nothing, as on an icon that stands there on the page
_SHORT = 120  # characters of a line that is no part of running text
_LOGO = re.compile(r"\b(?:logos?|icons?|symbol|icône)\b(?:\s+(?:of|de|von))?", re.I)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.I)
_HTML = re.compile(r"<(table|ul|ol|dl|div|section|summary|h[1-6])\b", re.I)


def markdown_blocks(text: str) -> Iterator[Block]:
    """The blocks of a Markdown page in order."""
    front = _FRONT.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    if text.count("<table") and "|" not in text:
        yield from html_blocks(text)
        return
    text, tables = without_open_tables(with_glued(without_folds(text)))
    text, numbers = apart(set_in(text))
    tokens = _PARSER.parse(text)
    for token in tokens:
        token.map = [numbers[at] for at in token.map] if token.map else None
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        table = tables.get(tokens[at].content.strip()) if tokens[at].type == "html_block" else None
        yield from [_of_open(table)] if table else _block(tokens[at : end + 1])
        at = end + 1


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the block that opens at `at` closes."""
    depth = 0
    for here in range(at, len(tokens)):
        depth += tokens[here].nesting
        if depth <= 0:
            return here
    return len(tokens) - 1


def _block(tokens: Sequence[Token]) -> Iterator[Block]:
    first = tokens[0]
    line = _line(first)
    if first.type == "heading_open" and len(_LABELLED.findall(tokens[1].content)) > 1:
        yield Paragraph(line, _cell(tokens[1], lines=True))  # lines of a card above a rule
    elif first.type == "heading_open":
        yield Heading(line, int(first.tag[1]), _cell(tokens[1]).text)
    elif first.type == "paragraph_open":
        cell = _cell(tokens[1], lines=_in_lines(tokens[1].content))
        piped = _piped(tokens[1].content, line)
        defined = list(_defined(tokens[1].content, line))
        yield from [piped] if piped else defined or [Paragraph(line, cell)]
    elif first.type == "table_open":
        yield _table(tokens)
    elif first.type in ("bullet_list_open", "ordered_list_open"):
        yield from _titled_tables(tokens) or [_listing(tokens)]
    elif first.type == "html_block" and _HTML.search(first.content):
        yield from html_blocks(first.content, line)
    elif first.type == "code_block" or (first.type == "fence" and first.info.strip() in _NO_CODE):
        yield from _preformatted(first.content, line)
    elif first.type in ("blockquote_open",):
        at = 1
        while at < len(tokens) - 1:
            end = _end(tokens, at)
            yield from _block(tokens[at : end + 1])
            at = end + 1


def _preformatted(text: str, line: int) -> Iterator[Block]:
    """What lines that are set in say: tables that they draw, else a paragraph of lines."""
    for part in with_tables([(line + at, one) for at, one in enumerate(text.split("\n"))]):
        if isinstance(part, Table):
            yield part
        elif filled := [(at, one.strip()) for at, one in part if one.strip()]:
            yield Paragraph(filled[0][0], Cell("\n".join(one for _, one in filled)))


def _in_lines(content: str) -> bool:
    """Whether the end of a line is a break: lines begin with labels, or a company in bold stands above its address."""
    first, *more = content.split("\n")
    bold = _BOLD.match(first)
    alone = bold is not None and bool(more) and len(first) <= _SHORT and is_company(bold[1].strip(" :,"))
    counted = bool(more) and all(map(_COUNTED.match, (first, *more)))
    labelled = any(is_bare_label(line.strip(" *_:")) or is_keyed(line.replace("*", "")) for line in more)
    named = labelled and looks_like_a_name(first.strip(" *_:"))
    return alone or counted or named or len(_LABELLED.findall(content)) > 1


def _defined(content: str, line: int) -> Iterator[Listing | Paragraph]:
    """A list for each term with what stands below it, set in or behind a colon, as converters write definitions."""
    lines = content.split("\n")
    inner = [_SAID.match(one) is not None for one in lines]
    terms = [at for at in range(len(lines)) if not inner[at]]
    ends = [*terms[1:], len(lines)]
    alone = sum(end - at == 1 for at, end in zip(terms, ends, strict=True))
    if alone * 2 > sum(inner) or not any(inner) or inner[0] or any(len(lines[at]) > _SHORT for at in terms):
        return
    for at, end in zip(terms, ends, strict=True):
        said = [Entry(line + one, _written(_SAID.sub("", lines[one]))) for one in range(at + 1, end)]
        term = _written(lines[at])
        if said and not is_bare_label(term.text):
            yield Listing(line + at, [Entry(line + at, term, said)], terms=True)
        else:
            yield Paragraph(
                line + at, replace(term, text="\n".join([term.text, *(one.cell.text for one in said)]))
            )


def _piped(content: str, line: int) -> Table | None:
    """A table that lacks the line under its header is a paragraph to Markdown."""
    lines = content.split("\n")
    if len(lines) < 2 or not all(one.count("|") >= 1 for one in lines):
        return None
    split = [[Cell(cell.strip()) for cell in one.strip().strip("|").split("|")] for one in lines]
    return Table(line, [(line + at, cells) for at, cells in enumerate(split)])


def _of_open(table: OpenTable) -> Table:
    """A table without bars at its edges, the first row of which is its header."""
    rows = [(line, [_written(cell) for cell in cells]) for line, cells in table.rows]
    for cell in rows[0][1]:
        cell.header = True
    return unshifted(Table(table.line, rows))


def _written(text: str) -> Cell:
    """A cell or line as it is written, of which each end of a line is a break."""
    return _cell(_PARSER.parseInline(text)[0], lines=True)


def _table(tokens: Sequence[Token]) -> Table:
    table = Table(_line(tokens[0]))
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            table.rows.append((_line(token), []))
        elif token.type in ("th_open", "td_open"):
            cell = _cell(tokens[at + 1])
            cell.header = token.type == "th_open"
            table.rows[-1][1].append(cell)
    return unshifted(table)


def _titled_tables(tokens: Sequence[Token]) -> list[Block]:
    """The tables of a list each item of which is a title and a table, as in a contract; [] for another list."""
    found: list[Block] = []
    at = 1
    while at < len(tokens) - 1:
        end = _end(tokens, at)
        item = tokens[at + 1 : end]
        if not any(token.type == "table_open" for token in item) or item[0].type != "paragraph_open":
            return []
        found.append(Heading(_line(item[0]), 6, _cell(item[1]).text))
        inner = 3
        while inner < len(item):
            last = _end(item, inner)
            found += _block(item[inner : last + 1])
            inner = last + 1
        at = end + 1
    return found


def _listing(tokens: Sequence[Token]) -> Listing:
    listing = Listing(_line(tokens[0]))
    at = 1
    while at < len(tokens) - 1:
        end = _end(tokens, at)
        listing.entries.append(_entry(tokens[at + 1 : end], _line(tokens[at])))
        at = end + 1
    return listing


def _entry(tokens: Sequence[Token], line: int) -> Entry:
    entry: Entry | None = None
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        token = tokens[at]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            entry = entry or Entry(line, Cell(""))
            entry.inner += _listing(tokens[at : end + 1]).entries
        elif token.type in ("paragraph_open", "heading_open"):
            cell = _cell(tokens[at + 1], lines=_in_lines(tokens[at + 1].content))
            if entry is None:
                entry = Entry(line, cell)
            else:
                entry.inner.append(Entry(_line(token), cell))
        elif token.type == "blockquote_open":
            quoted = _entry(tokens[at + 1 : end], _line(token))
            entry = entry or Entry(line, Cell(""))
            entry.inner += [quoted, *quoted.inner]
            quoted.inner = []
        elif token.type == "table_open" and entry is not None:
            table = _table(tokens[at : end + 1])
            entry.inner += [Entry(number, Cell(text)) for number, text in lines_of_table(table)]
        at = end + 1
    return entry or Entry(line, Cell(""))


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _cell(inline: Token, *, lines: bool = False) -> Cell:
    """The text of inline content; emphasis and links leave their text, breaks become new lines.

    Where it is `lines`, of which each begins with a label, the end of one is a break too.
    """
    cell = Cell("")
    open_strong: list[int] = []
    images: list[str] = []
    struck, depth = "", 0
    for token in _seen(inline.children or ()):
        if change := _striking(token):
            depth += change
        elif depth and token.type in ("text", "code_inline", "softbreak"):
            struck += token.content or " "
        elif token.type in ("text", "code_inline"):
            cell.text += token.content
        elif token.type == "softbreak":
            cell.text += "\n" if lines else " "
        elif token.type == "hardbreak" or (
            token.type == "html_inline" and re.match(r"</?(?:br|li|ul|ol|p|div)\b", token.content, re.I)
        ):
            cell.text += "\n"
        elif token.type == "image":
            images.append(token.content)
            cell.text += token.content
        elif token.type in ("link_open", "strong_open"):
            open_strong.append(len(cell.text))
            href = str(token.attrGet("href") or "")
            if href.startswith(("http://", "https://")):
                cell.link = cell.link or href
        elif token.type in ("link_close", "strong_close") and open_strong:
            began = open_strong.pop()
            cell.bold += [cell.text[began:].strip()] if token.type == "strong_close" else []
            if not cell.text[:began].strip("_* \n") and cell.strong is None:
                cell.strong = cell.text[began:].strip() or None
    cell.text = _OPENED.sub("", _without_images(cell.text, images).strip())
    cell.strike(struck)
    return cell


def _without_images(text: str, images: Sequence[str]) -> str:
    """A text without the words of an image that it says again: "![Acme](logo.png) Acme"."""
    for words in filter(None, images):
        rest = text.replace(words, "", 1)
        shown = _LOGO.sub("", words).strip()
        if shown and shown in rest:
            text = rest
    return text


def _seen(tokens: Sequence[Token]) -> Iterator[Token]:
    """Inline content without scripts and whatever else of HTML is no text; a tag that nothing closes hides nothing."""
    at = 0
    while at < len(tokens):
        tag = _tag(tokens[at])
        if tag in IGNORED:
            at = next((end for end in range(at + 1, len(tokens)) if _tag(tokens[end]) == f"/{tag}"), at)
        else:
            yield tokens[at]
        at += 1


def _tag(token: Token) -> str:
    """The name of the HTML tag that a token is, "/name" of one that closes, "" of none."""
    match = _TAG.match(token.content) if token.type == "html_inline" else None
    return f"{match[1]}{match[2]}".lower() if match else ""


def _striking(token: Token) -> int:
    """1 where words begin to be struck out, -1 where that ends, else 0."""
    if token.type in ("s_open", "s_close"):
        return token.nesting
    tag = re.match(r"<(/?)(?:del|s|strike)\b", token.content, re.I) if token.type == "html_inline" else None
    return 0 if tag is None else -1 if tag[1] else 1
