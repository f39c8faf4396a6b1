"""Vendors that a page names in the sentences under its headings, where it holds no list of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from vendorgraph.exchange.reading.blocks import Block, Cell, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.of_all import OfAll, with_places_of_all
from vendorgraph.exchange.reading.lines.pieces import STOP, ended, is_what_for
from vendorgraph.exchange.reading.lines.places_in_text import places_in_words
from vendorgraph.exchange.reading.names.cells import LONGEST
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.reading.row import Row, collapsed, set_aside
from vendorgraph.exchange.reading.vendor.in_bold import Where, doers, is_denied, placed_first, told_of
from vendorgraph.exchange.reading.vendor.sections import line_of
from vendorgraph.exchange.vendors import catalogue, without_legal_form

#: What a sentence says before the name of whom it speaks of: "We use …", "gehostet bei …", "hébergé chez …".
_USES = (
    r"\b(?:uses?|used|using|powered by|runs? (?:on|with|by)|hosted (?:by|on|with|at)|provided by|processed by|operated by|"
    r"are by|rel(?:y|ies) on|works? with|engages?|through|via|processors?|partners?|providers?|"
    r"nutz(?:en|t)|verwende(?:n|t)|einsatz von|setz(?:en|t)|gehostet (?:bei|von|durch)|bereitgestellt von|durch|über|bei|"
    r"dienstleisters?|anbieters?|utilis(?:ons|e|ent)|(?:fais(?:ons)?|fait|recour(?:ons|t)|recours) (?:appel )?à|"
    r"hébergée?s? (?:par|chez|sur)|fournie?s? par|pass(?:e|ent|ant) par|assurée?s? par|émise?s? (?:avec|par)|"
    r"arrivent (?:dans|chez)|"
    r"gérée?s? (?:par|avec|dans)|envoyée?s? (?:par|avec)|traitée?s? par|auprès de|chez|"
    r"prestataires?|fournisseurs?|sous-traitants?)\b"
)
_USED = re.compile(_USES, re.I)
_NAME = r"(?:[A-ZÀ-Þ0-9]|[a-z](?=[A-Z\d]))[\w.&'’-]*(?:,? [A-ZÀ-Þ][\w.&'’-]*){0,5}"
_AFTER = re.compile(
    rf"(?i:{_USES})\s*:?\s+(?:(?:the|our|a|an|den|die|der|das|dem|le|la|les|l['’])\s+)?(?:[a-zà-ÿ]+\s+){{0,4}}?"
    rf"({_NAME}(?:(?:, | and | und | et |, and ){_NAME})*)"
)
_FORMED = re.compile(
    r"\b((?:[A-ZÀ-Þ0-9][\w.&'’-]*,? ){1,6}?(?:GmbH(?: & Co\. KG)?|AG|SE|KG|UG|Inc\.?|LLC|L\.L\.C\.|Ltd\.?|Limited|SAS|SARL|"
    r"S\.A\.|B\.V\.|N\.V\.|Oy|AB|ApS|A/S|PBC|Corp\.?|Corporation|plc|Pty Ltd|S\.r\.l\.|Sp\. z o\.o\.))(?=[\s.,;)]|$)"
)
_SUBJECT = re.compile(
    r"\s+(?:and its affiliates\s+|und ihre Tochtergesellschaften\s+|et ses filiales\s+)?(?:uses?|engages?|works?|relies|may|"
    r"nutzt|verwendet|setzt|beauftragt|utilise|recourt|fait appel)\b"
)
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+(?:and|und|et)\s+")


def prose_rows(blocks: Sequence[Block], of_all: Sequence[OfAll] = (), *, about: bool) -> list[Row]:
    """A row for each vendor that the text names; a section that speaks of vendors and names none is told.

    Text under a title alone is no list: headings below it are what tells one vendor from the next.
    What is said `of_all` holds for those without a place, unless it stands in a paragraph about some.
    """
    found: list[Row] = []
    above: list[tuple[str, ...]] = []  # the titles of each row but that of the page
    listed = False
    titles: list[tuple[int, str]] = []
    for head, below in _sections(blocks):
        titles = [(level, text) for level, text in titles if level < head.level]
        titles.append((head.level, head.text))
        if not about and not any(ABOUT.search(key(text)) for _, text in titles):
            continue
        rows = list(_of_section(head, below))
        listed = listed or (bool(rows) and 1 < head.level < 9)
        if not rows and any(_USED.search(cell.text) for _, cell in below):
            why = f"the text under {head.text!r} names no vendor that can be made out"
            rows = [set_aside(head.line, why, 0)]
        found += rows
        above += [tuple(text for level, text in titles if level > 1)] * len(rows)
    if not listed:
        return []
    own = {row.number for row in found if row.vendors}
    placed, told = with_places_of_all(found, above, [one for one in of_all if one.line not in own])
    return [*placed, *told]


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[Heading, list[tuple[int, Cell]]]]:
    head, below = Heading(0, 9, ""), list[tuple[int, Cell]]()
    for block in blocks:
        if isinstance(block, Heading):
            yield head, below
            head, below = block, []
        elif isinstance(block, Paragraph):
            below.append((block.line, block.cell))
        elif isinstance(block, Listing):
            below += [(entry.line, Cell(line_of(entry), bold=entry.cell.bold)) for entry in block.entries]
    yield head, below


def _of_section(head: Heading, below: Sequence[tuple[int, Cell]]) -> Iterator[Row]:
    """The rows of one section; places are of its only vendor, else of the only one that their sentence names."""
    found: dict[str, tuple[int, str]] = {}
    where: dict[str, Where] = {}
    for line, cell in below:
        names = _names(cell)
        for name in names:
            found.setdefault(name, (line, collapsed(cell.text)))
        where = told_of(cell.text, names) | where
    if titled := _titled(head.text, below, found):
        found = {titled: next(iter(found.values()), (below[0][0], collapsed(below[0][1].text)))}
    texts = [collapsed(cell.text) for _, cell in below if len(cell.text) <= LONGEST]
    sentences = [sentence for text in texts for sentence in STOP.split(text)]
    purpose = (collapsed(head.text),) if head.text and not ABOUT.search(key(head.text)) else ()
    own = dict.fromkeys(found, sentences) if len(found) == 1 else _alone(found, sentences)
    for name, (line, words) in found.items():
        places = tuple(dict.fromkeys(chain(*map(places_in_words, own.get(name, ())))))
        near = where.get(name, Where())
        yield Row(
            line,
            words,
            (name,),
            places or near.places,
            seat=near.seat,
            purposes=purpose,
            section=head.text or None,
        )


def _titled(title: str, below: Sequence[tuple[int, Cell]], names: Iterable[str]) -> str | None:
    """The vendor that a heading names: "Acme" above "We use Acme for tickets", or above names of its own products."""
    title = collapsed(title)
    if not looks_like_a_name(title) or is_label(title) or ABOUT.search(key(title)) or is_what_for(title):
        return None
    found = catalogue().find(title)
    if found and names and all(catalogue().find(name) == found for name in names):
        return title
    return title if not names and any(_goes_on_with(cell.text, title) for _, cell in below) else None


def _goes_on_with(text: str, title: str) -> bool:
    """Whether a title stands behind words that say that somebody is used."""
    behind = (text[match.end() :].lstrip() for match in _USED.finditer(text))
    return any(rest.startswith(title) and not rest[len(title) : len(title) + 1].isalnum() for rest in behind)


def _alone(names: Iterable[str], sentences: Sequence[str]) -> dict[str, list[str]]:
    """For each name the sentences that hold it and none of the others."""
    begin: dict[str, list[str]] = defaultdict(list)
    for name in names:
        begin[next(iter(_WORD.findall(name)), "")].append(name)
    own: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        near = (name for word in set(_WORD.findall(sentence)) for name in begin.get(word, ()))
        held = [name for name in near if name in sentence]
        if len(held) == 1:
            own[held[0]].append(sentence)
    return own


def names_in(text: str) -> list[str]:
    """The vendors that a sentence names behind "we use" or the like, or by their legal form."""
    return _names(Cell(text))


def spoken_of(lines: Sequence[str]) -> Iterator[str]:
    """The vendors that lines of running text say are used: Acme of "We use Acme for this"."""
    for line in lines:
        if _USED.search(line):
            yield from _names(Cell(line))


def _names(cell: Cell) -> list[str]:
    """The vendors that a paragraph names: in bold, behind "we use", by their legal form or first in a sentence."""
    if len(cell.text) > LONGEST:
        return []
    does = doers(cell)
    used = bool(_USED.search(cell.text))
    bold = [ended(text.strip(" ,:;")) for text in cell.bold] if used or does else []
    bold = [text for text in bold if not is_denied(cell.text, text)]
    if names := [
        text
        for text in bold
        if text in does or is_company(text) or (used and looks_like_a_name(text) and _is_new(text))
    ]:
        return names
    spoken = [name for match in _AFTER.finditer(cell.text) for name in _spoken(match[1])]
    formed = [
        match[1].strip()
        for match in _FORMED.finditer(cell.text)
        if not _SUBJECT.match(cell.text, match.end())
    ]
    known = {without_legal_form(name) for name in formed}
    first = [name for sentence in STOP.split(cell.text) if (name := _first(sentence))]
    first += filter(None, [placed_first(collapsed(cell.text))])
    others = [name for name in (*spoken, *first) if without_legal_form(name) not in known]
    return [*formed, *dict.fromkeys(others)]


def _first(sentence: str) -> str:
    """The known vendor with which a sentence begins: "Stripe processes cards"; "" for none."""
    words = re.match(_NAME, sentence)
    parts = words[0].split() if words and not _SUBJECT.match(sentence, words.end()) else []
    heads = (" ".join(parts[:taken]) for taken in range(len(parts), 0, -1))
    return next((one for one in heads if catalogue().find(one) and not catalogue().is_word(one)), "")


def _is_new(text: str) -> bool:
    """Whether words in bold may be a name that is not known: few, and no label or word about vendors."""
    return len(text.split()) < 4 and text[:1].isupper() and not is_label(text) and not ABOUT.search(key(text))


def _spoken(words: str) -> Iterator[str]:
    """The companies that stand between commas in words behind "we use"; of more words those that name one."""
    whole = words.rstrip(" .,")
    if is_company(whole):
        yield whole
        return
    for piece in _BETWEEN.split(whole):
        parts = piece.split()
        heads = (" ".join(parts[:taken]).rstrip(".,") for taken in range(len(parts), 0, -1))
        if name := next(filter(is_company, heads), None):
            yield name
