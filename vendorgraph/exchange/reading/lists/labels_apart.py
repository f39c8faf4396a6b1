"""Labels that stand by themselves above what they are about, and recur below each vendor: "Location" above "Ireland"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from vendorgraph.exchange.reading.blocks import Block, Cell, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.headers import PLACES, is_of_servers, role_of
from vendorgraph.exchange.reading.lines.keys import KEYED, is_bare_label
from vendorgraph.exchange.reading.lines.pieces import name_and_rest
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.kinds import is_what
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.reading.vendor.sections import line_of

_LONGEST = 8  # words of a label
_Told = tuple[str, str]  # a label, and what it says
_VALUE = 600  # characters of what stands below one
_TOLD = (*PLACES, "seat", "address", "purpose")


def with_labels_before(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each label that recurs put before what stands below it: "Location: Ireland".

    Labels are paragraphs or headings of few words that ask for something and stand above as many others; nothing is
    changed where none of those that recur asks where data are or what for.
    """
    labels = _labels(blocks)
    if not labels:
        return list(blocks)
    made: list[Block] = []
    card: list[_Told] = []  # what the labels below the name that stands last say
    begins = 0
    for at, block in enumerate(blocks):
        if at < begins:
            continue
        told, begins = _told(blocks, at, labels, {_id(label) for label, _ in card})
        if not told:
            made.append(block)
            card = []
            continue
        if not card or {_id(label) for label, _ in card} & {_id(label) for label, _ in told}:
            card = []
            made.append(block)
        card += told
        made[-1] = Paragraph(made[-1].line, Cell(_lines(card)))
    return made


def _told(
    blocks: Sequence[Block], at: int, labels: frozenset[str], before: Collection[str]
) -> tuple[list[_Told], int]:
    """What block `at` says behind a label or in the blocks below one, and where the next one stands; [] of another.

    `before` are the labels of the same vendor that stand above it.
    """
    block = blocks[at]
    label = _words(block)
    values = _values(blocks, at + 1, labels) if _id(label) in labels else []
    if values and _is_next_vendor(blocks, at + 2, labels, before):
        return [(label, "")], at + 1
    if values and not (role_of(label) == "vendor" and isinstance(values[-1], Listing)):
        return [(label, ", ".join(filter(None, map(_text, values))))], at + 1 + len(values)
    keyed = _keyed(block)
    return (keyed if keyed and all(_id(label) in labels for label, _ in keyed) else []), at + 1


def _is_next_vendor(
    blocks: Sequence[Block], below: int, labels: frozenset[str], before: Collection[str]
) -> bool:
    """Whether what stands before block `below` is the next vendor, as the labels begin again there, and no label names them."""
    if below >= len(blocks) or any(role_of(label) == "vendor" for label in labels):
        return False
    name, block = blocks[below - 1], blocks[below]
    strong = isinstance(name, Heading) or (isinstance(name, Paragraph) and name.cell.strong == name.cell.text)
    again = [_id(label) for label, _ in _keyed(block)] or [_id(_words(block))]
    return strong and again[0] in before and again[0] in labels


def _keyed(block: Block) -> list[_Told]:
    """The lines of a paragraph as labels with what they say, or its first as the label of the others; [] of another block."""
    if not isinstance(block, Paragraph):
        return []
    lines = [line.strip() for line in block.cell.text.split("\n") if line.strip()]
    found = [KEYED.match(line) for line in lines]
    told = [(one[1], one[2]) for one in found if one]
    if len(lines) > 1 and not told and lines[0].endswith(":"):
        return [(lines[0].rstrip(" :"), ", ".join(lines[1:]))]
    once = len({_id(label) for label, _ in told}) == len(told)
    return told if len(told) == len(found) and once else []


def _lines(card: Sequence[_Told]) -> str:
    """Labels with what they say as lines, those first that ask for something that lists tell."""
    told = sorted(card, key=lambda line: (role_of(line[0]) != "vendor", not _asks(line[0])))
    return "\n".join(f"{label}: {said}" for label, said in told)


def _words(block: Block) -> str:
    """The words of a paragraph of one line or heading that may be a label, "" of another block."""
    if isinstance(block, Heading):
        text, marked = block.text, True
    elif isinstance(block, Paragraph):
        text, strong = block.cell.text, block.cell.strong
        marked = strong == text or text.endswith(":") or is_bare_label(text)
    else:
        return ""
    bare = text.rstrip(" :")
    may_be = marked and "\n" not in text and 0 < len(bare.split()) <= _LONGEST
    return bare if may_be and not re.search(r"[.;!]\s|[;!]$|: ", bare) else ""


def _labels(blocks: Sequence[Block]) -> frozenset[str]:
    """The words of labels that recur about as often as each other; none where they tell no place or purpose."""
    above = [
        label
        for block, below in zip(blocks, [*blocks[1:], None], strict=True)
        if isinstance(below, (Paragraph, Listing)) and (label := _words(block))
    ]
    words = above + [label for block in blocks for label, _ in _keyed(block)]
    times = Counter(map(_id, words))
    recurring = {_id(label): label for label in words if times[_id(label)] > 1}
    titles = {_id(_words(block)) for block in blocks if isinstance(block, Heading)}
    often = max((times[at] for at, label in recurring.items() if _tells(label)), default=0)
    return frozenset(
        at
        for at, label in recurring.items()
        if often
        and times[at] * 2 > often
        and (_asks(label) or not (at in titles or is_company(label) or only_places(label)))
    )


def _id(label: str) -> str:
    """The words of a label as they are compared: "#" too."""
    return key(label) or label


def _tells(label: str) -> bool:
    """Whether a label asks where data are or what for."""
    return (role_of(label) in _TOLD and _asks(label)) or is_of_servers(label)


def _asks(label: str) -> bool:
    """Whether a label asks for something that lists tell, and is no purpose by itself, as "Hosting services"."""
    said = is_company(label) or only_places(label) or bool(read_purposes([label])) or is_what(label)
    return role_of(label) is not None and not said


def _values(blocks: Sequence[Block], at: int, labels: frozenset[str]) -> list[Block]:
    """The blocks directly below a label that say something of it: a paragraph, a list, or an introduction and its list."""
    found: list[Block] = []
    headed = isinstance(blocks[at - 1], Heading)
    for block in blocks[at : at + 2]:
        if not isinstance(block, (Paragraph, Listing)) or _id(_words(block)) in labels:
            break
        if isinstance(block, Listing) and (block.records or block.terms or _is_apart(block, headed=headed)):
            break
        if found and not (isinstance(block, Listing) and _text(found[-1]).endswith(":")):
            break
        if len(_text(block)) > _VALUE or (isinstance(block, Paragraph) and KEYED.match(block.cell.text)):
            break
        found.append(block)
    return found


def _is_apart(listing: Listing, *, headed: bool) -> bool:
    """Whether bullets name companies, or below a heading have labels of their own: "Primary: Helsinki"."""
    lines = [line_of(entry) for entry in listing.entries]
    keyed = headed and any(map(KEYED.match, lines))
    return keyed or any(is_company(name_and_rest(line)[0]) for line in lines)


def _text(block: Block) -> str:
    if isinstance(block, Listing):
        return ", ".join(line_of(entry).replace("\n", ", ") for entry in block.entries)
    return block.cell.text.replace("\n", ", ") if isinstance(block, Paragraph) else ""
