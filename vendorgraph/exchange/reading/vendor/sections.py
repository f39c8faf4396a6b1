"""What stands below the headings of a page: bold lines that are headings, and the lines that a heading leads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.keys import is_bare_label, is_telling, with_labels
from vendorgraph.exchange.reading.lines.pieces import STOP
from vendorgraph.exchange.reading.lines.places_in_text import places_in_words
from vendorgraph.exchange.reading.names.companies import ends_in_company, is_company
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.reading.places.hedges import without_hedge
from vendorgraph.exchange.reading.places.resolve import names_place
from vendorgraph.exchange.reading.row import collapsed
from vendorgraph.exchange.reading.vendor.paragraphs import begins_with_company

#: What a heading of a whole list, and none of a vendor in it, begins with.
_OF_LIST = re.compile(
    r"(?:\d+ )*(?:annex|annexe|anlage|anhang|appendix|schedule|exhibit|list of|liste d|verzeichnis|registre|register)\b"
)
#: What a link to a page about a vendor is called, which is no heading.
_LINK = re.compile(
    r"\b(?:view|read|see|download|learn|open|visit|back|more|dpa|privacy|terms|ansehen|lesen|anzeigen|herunterladen|offnen|mehr|"
    r"zuruck|avv|datenschutz\w*|web ?site|web ?seite|homepage|site (?:web|internet)|voir|lire|telecharger|consulter|retour|"
    r"plus|politique|conditions)\b"
)
_RUNNING = 400  # characters of a paragraph that is running text
_LONG = 200  # characters of a paragraph that says more than a vendor in a list does
_TITLE = 4  # words of a title that may end in a stop
_BOLD = 7  # the level of a line that is bold as a whole
#: Roles of bold lines above what they say of one vendor: "Categories of data".
_OF_CARD = ("categories", "subjects", "retention", "mechanisms")
_MOST = 40  # lines that one card has at most


def headed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs that are bold as a whole as headings below all others.

    Those that recur under headings proper are labels of what stands there: "Legal documents:" in each card.
    """
    found = [_as_heading(block) for block in blocks]
    bold = Counter(block.text for block in found if isinstance(block, Heading) and block.level == _BOLD)
    proper = any(isinstance(block, Heading) and block.level < _BOLD for block in found)
    labels = {text for text, times in bold.items() if proper and times > 1 and not is_company(text)}
    return [
        Paragraph(block.line, Cell(f"{block.text}:"))
        if isinstance(block, Heading) and block.level == _BOLD and block.text in labels
        else block
        for block in found
    ]


def _as_heading(block: Block) -> Block:
    """A paragraph that is bold as a whole is a heading below all others."""
    if isinstance(block, Paragraph) and block.cell.strong:
        text = collapsed(block.cell.text)
        if is_link(block.cell) or (block.cell.link and text.endswith("?")):
            return block
        sentence = text.endswith(".") and len(text.split()) > _TITLE and not ends_in_company(text)
        if block.cell.strong.rstrip(":") == text.rstrip(":") and not (
            sentence and names_place(without_hedge(text)[0])
        ):
            return Heading(block.line, _BOLD, text.rstrip(":"))
    return block


def is_link(cell: Cell) -> bool:
    """Whether a line is nothing but a link to a page about a vendor: "Privacy policy"."""
    return bool(cell.link and _LINK.search(key(cell.text)))


def lines_below(blocks: Sequence[Block], at: int) -> tuple[list[str], int]:
    """The lines that stand below a heading, until the next one; [] when they are too many or a table is among them.

    Running text gives its first sentence and those that say where; long sentences alone make no card.
    """
    lines: list[str] = []
    label, keyed = "", False
    while at < len(blocks) and not _begins_another(blocks[at]):
        block = blocks[at]
        if isinstance(block, Table) or (isinstance(block, Listing) and block.records):
            if any(map(is_telling, lines)):
                break
            return [], at
        if keyed and isinstance(block, Paragraph) and block.cell.text.rstrip().endswith("."):
            break  # what is said behind the last card is about them all
        keyed = isinstance(block, Listing) and all(is_telling(line_of(entry)) for entry in block.entries[-1:])
        texts = _texts(block)
        if label:
            texts = [f"{label}: {', '.join(texts)}"]
        label = block.text if isinstance(block, Heading) else _label(block)
        if label and not isinstance(block, Heading):
            at += 1
            continue
        split = [line for text in texts for line in text.split("\n") if line.strip()]
        if len(lines) + len(split) > _MOST:
            return [], at
        lines += map(_shortened, split)
        at += 1
    if lines and all(len(STOP.split(line)[0]) > _LONG for line in lines):
        return [], at
    return with_labels(lines), at


def _label(block: Block) -> str:
    """The words of a paragraph that is nothing but a label above what it is about; "" of another block."""
    alone = isinstance(block, Paragraph) and is_bare_label(block.cell.text)
    return block.cell.text.rstrip(" :") if isinstance(block, Paragraph) and alone else ""


def is_of_page(title: str, blocks: Sequence[Block]) -> bool:
    """Whether a heading is none of a vendor: of the whole list, or of what recipients below it are told for."""
    if is_company(title):
        return False
    if _OF_LIST.match(key(title)) and ABOUT.search(key(title)):
        return True
    announced = (
        isinstance(block, Paragraph) and isinstance(below, Listing) and _of_recipients(block.cell.text)
        for block, below in pairwise(blocks)
    )
    return any(announced) or any(isinstance(block, Listing) and _lists_vendors(block) for block in blocks)


def _lists_vendors(listing: Listing) -> bool:
    """Whether more than one bullet and half of them begin with a company, behind which more is said."""
    lines = [entry.cell.text for entry in listing.entries]
    named = sum(
        is_company(one.cell.strong or one.cell.text) or begins_with_company(one.cell.text)
        for one in listing.entries
    )
    return named > 1 and named * 2 >= len(lines)


def _of_recipients(text: str) -> bool:
    """Whether a line announces vendors: "Recipients:", "We use these sub-processors for support:"."""
    words = text.strip()
    return words.endswith(":") and len(words) <= _LONG and bool(ABOUT.search(key(words)))


def _texts(block: Block) -> list[str]:
    """What a paragraph or list says; nothing of a heading."""
    if isinstance(block, Paragraph):
        return [_under_keys(block.cell.text)]
    return [line_of(entry) for entry in block.entries] if isinstance(block, Listing) else []


def _begins_another(block: Block) -> bool:
    """Whether a block is a heading, and no bold line such as "Categories of data:" within what stands below one."""
    return isinstance(block, Heading) and not (
        block.level == _BOLD and (is_label(block.text) or role_of(block.text) in _OF_CARD)
    )


def _under_keys(text: str) -> str:
    """A paragraph with lines that follow a bare "Address:" behind it."""
    lines: list[str] = []
    bare = False
    for line in text.split("\n"):
        key_alone = line.rstrip().endswith(":") and role_of(line.strip().rstrip(":")) is not None
        if bare and not key_alone:
            lines[-1] += f" {line.strip()}" if lines[-1].endswith(":") else f", {line.strip()}"
        else:
            lines.append(line)
            bare = key_alone
    return "\n".join(lines)


def _shortened(line: str) -> str:
    """Running text as what it says first, and where."""
    if len(line) <= _RUNNING:
        return line
    first, *more = STOP.split(line)
    return ". ".join([first, *(one for one in more[:_MOST] if any(True for _ in places_in_words(one)))])


def line_of(entry: Entry) -> str:
    """A bullet as a line; a term of a definition list stands before its definitions as a key does."""
    inner = [inner.cell.text for inner in entry.inner if inner.cell.text.strip()]
    said = entry.cell.text.rstrip(": ")
    return f"{said}: {', '.join(inner)}" if inner and said else entry.cell.text or ", ".join(inner)
