"""Containers of an HTML page that repeat and each tell of one vendor, whatever their elements: cards, panels, items.

What most of them say in the same words is a label or furniture of the page, what differs is said of the vendor: Liu,
Grossman and Zhai, "Mining Data Records in Web Pages" (KDD 2003); Arasu and Garcia-Molina, "Extracting Structured Data
from Web Pages" (SIGMOD 2003).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import html

from vendorgraph.exchange.reading.blocks import Cell, Entry
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.html.leaves import Leaf, Piece, joined, leaves_of
from vendorgraph.exchange.reading.lines.headers import PLACES, role_of
from vendorgraph.exchange.reading.lines.keys import KEYED, key_role
from vendorgraph.exchange.reading.lines.pieces import NUMBER, name_and_rest, titled, without_bracket
from vendorgraph.exchange.reading.lines.places_in_text import places_in_words
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.kinds import is_what
from vendorgraph.exchange.reading.names.titles import GROUP
from vendorgraph.exchange.reading.places.resolve import is_place, only_places
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.vendors import without_legal_form

Group = Sequence[html.HtmlElement]  # the elements that are one record
_MOST = 80  # pieces of a record
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_PARTS = re.compile(r"\s+[·|–—•-]\s+")  # between the parts of a line
_OFTEN = 0.6  # of the records, for what stands in all of them
_LABEL = 50  # characters of a label
#: Roles of what is said of a vendor besides its name.
_TOLD = (*PLACES, "seat", "purpose", "service", "categories", "mechanisms")
_MOSTLY = 0.8  # of the names, for what makes them names


@dataclass(slots=True)
class _Line:
    """A line of a record, and the label that stands before it."""

    leaf: Leaf
    cell: Cell
    label: str = ""


def entries_of(groups: Sequence[Group], before: int, *, leads: bool) -> dict[int, Entry]:
    """Of the groups that are records of vendors the vendor's name with what else they say nested; lines counted from `before`.

    {} where they are none. Where their first element `leads`, it is the name.
    """
    found = [
        [leaf for at, one in enumerate(group) for leaf in leaves_of(one, at, before)] for group in groups
    ]
    found = [leaves if _may_be_record(leaves) else [] for leaves in found]
    if sum(map(bool, found)) < 2:
        return {}
    is_constant = _constants(found)
    records = [list(_lines(leaves, is_constant)) for leaves in found]
    names = _names(records)
    told = sum(any(_tells(line) for line in records[at]) for at in names)
    if len(names) < 2 or told * 2 < len(names) or (leads and any(names.values())):
        return {}
    if any(_names_several(records[at]) for at in names) or any(map(_is_header, records)):
        return {}
    return {at: _entry(records[at], name) for at, name in names.items()}


def _may_be_record(leaves: Sequence[Leaf]) -> bool:
    return 2 <= sum(len(leaf.pieces) for leaf in leaves) <= _MOST


def _is_header(lines: Sequence[_Line]) -> bool:
    """Whether all lines ask for something and none says it, as in the first row of a table."""
    return len(lines) > 1 and all(
        not (line.label or KEYED.match(line.cell.text)) and role_of(line.cell.text) is not None
        for line in lines
    )


def _names_several(lines: Sequence[_Line]) -> bool:
    """Whether lines of a record begin with companies, as those of a section do."""
    firsts = [(line, name_and_rest(line.cell.text)[0]) for line in lines if not line.label]
    named = [
        (line, without_legal_form(name))
        for line, name in firsts
        if is_company(name) and not _DOMAIN.fullmatch(name)  # "stripe.com" is the website
    ]
    cells = {name for line, name in named if line.leaf.item}
    titles = {name for line, name in named if line.leaf.title or line.cell.strong}
    return len({name for _, name in named}) > 2 or len(cells) > 1 or len(titles) > 1


def _constants(records: Sequence[Sequence[Leaf]]) -> Callable[[str], bool]:
    """What tells whether words stand in most records, and are neither a company nor a place."""
    said = Counter(
        word
        for leaves in records
        for word in {key(text) for leaf in leaves for text in (leaf.text, *(one.text for one in leaf.pieces))}
    )
    often = max(2, sum(map(bool, records)) * _OFTEN)

    def is_constant(text: str) -> bool:
        if said[key(text)] < often or is_company(text):
            return False
        return not any(map(is_place, _PARTS.split(text)))  # "United States · Standard Contractual Clauses"

    return is_constant


def _lines(leaves: Sequence[Leaf], is_constant: Callable[[str], bool]) -> Iterator[_Line]:
    """The lines of a record that say something of its vendor, each with its label."""
    label, labelled = "", None
    for leaf, pieces in _units(leaves, is_constant):
        text = joined(pieces)
        asks = leaf.asks or len(pieces) < len(leaf.pieces)
        if _is_label(text, is_constant, asks=asks) and not pieces[0].badge:
            label, labelled = text.rstrip(" :"), None
            continue
        cell = (
            leaf.cell
            if len(pieces) == len(leaf.pieces)
            else Cell(text, leaf.link, text if pieces[0].strong else None)
        )
        if label and (labelled is None or (leaf.item and _parent(leaf) == _parent(labelled))):
            labelled = leaf
            yield _Line(leaf, cell, label)
        elif key_role(text) or not is_constant(text) or _is_purpose(text):
            label = ""
            yield _Line(leaf, cell)
        elif labelled is not None:
            label = ""  # another label, of something that lists do not tell


def _units(leaves: Sequence[Leaf], is_constant: Callable[[str], bool]) -> Iterator[tuple[Leaf, list[Piece]]]:
    """The leaves, those apart that are a label with its value or columns beside each other."""
    for leaf in leaves:
        first, *rest = leaf.pieces
        if rest and (first.text.endswith(":") or is_constant(first.text)):
            rest[0].text = rest[0].text.lstrip(": ") or rest[0].text
            yield leaf, [first]
            yield leaf, rest
        elif rest and all(piece.apart for piece in rest) and not any(piece.bare for piece in leaf.pieces):
            yield from ((leaf, [piece]) for piece in leaf.pieces)
        else:
            yield from ((leaf, list(run)) for _, run in groupby(leaf.pieces, key=lambda piece: piece.badge))


def _is_label(text: str, is_constant: Callable[[str], bool], *, asks: bool) -> bool:
    """Whether words stand before what they ask for in most records; "Web hosting" does only where its element `asks`."""
    colon = asks and text.endswith(":") and not is_company(text.rstrip(" :"))  # "DPA:" of a few of them
    if len(text) > _LABEL or "," in text or KEYED.match(text) or not (colon or is_constant(text)):
        return False
    return text.endswith(":") or (role_of(text) is not None and (asks or not _is_purpose(text)))


def _is_purpose(text: str) -> bool:
    """Whether words say what vendors are for, though most records say them."""
    return bool(read_purposes([text])) or is_what(text)


def _parent(leaf: Leaf) -> str:
    return leaf.path.rpartition("/")[0]


def _names(records: Sequence[Sequence[_Line]]) -> dict[int, int]:
    """Which line of each record is the vendor's name; {} when no place in the records holds names."""
    there: dict[str, dict[int, int]] = defaultdict(dict)
    for at, lines in enumerate(records):
        for number, line in enumerate(lines):
            if not line.label or role_of(line.label) == "vendor":
                there[f"{line.leaf.path} {line.label}"].setdefault(at, number)
    often = max(2, sum(map(bool, records)) * _OFTEN)
    ranked = [(_rank(records, found), found) for found in there.values() if len(found) >= often]
    best = max(ranked, key=lambda ranked: ranked[0], default=((0.0, False, 0), {}))
    return best[1] if best[0][0] else {}


def _rank(records: Sequence[Sequence[_Line]], found: dict[int, int]) -> tuple[float, bool, int]:
    """(how much speaks for lines being names, whether they are titles, how early they stand); 0 when nothing does."""
    lines = [records[at][number] for at, number in found.items()]
    names = list(map(_name, lines))
    asked = all(line.label for line in lines)
    titles = sum(line.leaf.title or line.cell.strong is not None for line in lines) * 2 > len(lines)
    early = -min(found.values())
    looks = sum(map(looks_like_a_name, names)) >= len(names) * _MOSTLY
    asks = sum(role_of(name) is not None for name in names) * 2 > len(names)
    pages = sum(bool(_DOMAIN.fullmatch(name)) for name in names) > len(names) * _OFTEN
    if (
        not looks
        or asks
        or pages
        or len(set(names)) < len(names) * _OFTEN
        or any(only_places(name) for name in names)
        or sum(map(_is_of_list, names)) * 2 >= len(names)
    ):
        return 0.0, titles, early
    companies = sum(map(is_company, names)) / len(names)
    keyed = sum(any(_role(line) in PLACES for line in records[at]) for at in found)
    enough = companies * 3 >= 1 or asked or (titles and keyed * 2 >= len(names))
    return (companies + asked + 0.01 if enough else 0.0), titles, early


def _is_of_list(name: str) -> bool:
    """Whether words are the title of a list: "Current sub-processors"."""
    return bool(GROUP.search(key(name))) and not is_company(name)


def _name(line: _Line) -> str:
    """What may be the name in a line: what is bold at its beginning, without a number before it."""
    strong = line.cell.strong
    return NUMBER.sub("", strong if strong and len(line.leaf.pieces) > 1 else line.cell.text)


def _role(line: _Line) -> str | None:
    """What a line with a label is about."""
    return role_of(line.label) if line.label else key_role(line.cell.text)


def _tells(line: _Line) -> bool:
    """Whether a line says more of a vendor than its name: behind a label, or in a sentence where its data are."""
    text = line.cell.text
    said = (
        not KEYED.match(text)
        and not is_company(name_and_rest(text)[0])
        and any(True for _ in places_in_words(text))
    )
    return _role(line) in _TOLD or only_places(text) or said


def _entry(lines: Sequence[_Line], name: int) -> Entry:
    """A record as a bullet: the vendor's name, with its other lines nested."""
    head = lines[name]
    inner = [
        Entry(line.leaf.line, Cell(f"{line.label}: {line.cell.text}" if line.label else line.cell.text))
        for at, line in enumerate(lines)
        if at != name
    ]
    text = NUMBER.sub("", head.cell.text)
    strong = NUMBER.sub("", head.cell.strong) if head.cell.strong else None
    if strong is None or head.leaf.title:
        strong = without_bracket(titled(text)[0])
    return Entry(head.leaf.line, replace(head.cell, text=text, strong=strong), inner)
