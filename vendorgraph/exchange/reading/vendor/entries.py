"""Vendors that a text lays out over several lines: a name, an address or not, "Purpose: …", "Location: …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vendorgraph.exchange.reading.blocks import Cell, Entry, Listing
from vendorgraph.exchange.reading.gazetteer import STREET, key
from vendorgraph.exchange.reading.lines.headers import PLACES, role_of
from vendorgraph.exchange.reading.lines.keys import is_telling, key_role
from vendorgraph.exchange.reading.lines.pieces import name_and_rest
from vendorgraph.exchange.reading.lines.places_in_text import places_in_words
from vendorgraph.exchange.reading.lines.textlines import (
    BULLET,
    OPEN,
    Line,
    flows_on,
    indent_of,
    label_of,
    mark_of,
    width_of,
)
from vendorgraph.exchange.reading.names.cells import split_address
from vendorgraph.exchange.reading.names.companies import is_company, is_form, looks_like_a_name, names_company
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.places.resolve import is_place, only_places
from vendorgraph.exchange.reading.row import collapsed
from vendorgraph.exchange.reading.vendor.parts import are_parties
from vendorgraph.exchange.vendors import catalogue

_TOLD = (*PLACES, "seat", "purpose", "service", "categories", "mechanisms")
_SEVERAL = 3  # labels below a name
_MOST = 5  # lines from a name to its first label
_LONG = 30  # characters of a line that may go on in the next one
_SMALL = re.compile(r"[a-zà-ÿ(]")
_NUMBERED = re.compile(
    r"\s\d+[a-z]?(?:\s?[-–/]\s?\d+[a-z]?)?$|^\d{3,6}(?: [A-Z]{2})? |^\d+[a-z]?(?:-\d+)?,? "
)


_FIELDS = re.compile(r"\s*[;|·]\s+(?=[^\W\d_][^:;|·\n]{1,60}:\s)")


@dataclass(slots=True)
class _Run:
    """Lines with labels that belong together: of each the first line, and what it says in all."""

    start: int
    end: int
    said: dict[str, list[str]] = field(default_factory=dict)  # label -> line and those that go on with it
    lines: dict[str, int] = field(default_factory=dict)  # label -> number of its line


@dataclass(frozen=True, slots=True)
class Found:
    """A vendor: where its lines begin and end, and the entry that they make."""

    start: int
    end: int
    entry: Entry


def with_entries(lines: Sequence[Line]) -> list[Listing | Sequence[Line]]:
    """The lines, with those that lay out vendors one after another as lists of these."""
    ways = (list(way(lines)) for way in (labelled_vendors, _marked, _apart))
    found = _with_more(lines, next((one for one in ways if _are_vendors(one)), []))
    parts: list[Listing | Sequence[Line]] = []
    at = 0
    for one in found:
        between, bare = _with_bare_names(lines[at : one.start], among=at > 0)
        if any(line.strip() for _, line in between):
            parts.append(between)
        if not parts or not isinstance(parts[-1], Listing):
            parts.append(Listing(one.entry.line))
        parts[-1].entries += [*bare, one.entry]  # type: ignore[union-attr]
        at = one.end
    return [*parts, lines[at:]] if found else [lines]


def _with_bare_names(lines: Sequence[Line], *, among: bool) -> tuple[Sequence[Line], list[Entry]]:
    """What stands above a vendor, and the companies of which nothing is said at its end; `among` others all or none."""
    start = len(lines)
    while start and (is_company(_bare(lines[start - 1][1])) or (among and not lines[start - 1][1].strip())):
        start -= 1
    start = len(lines) if among and start else start
    return lines[:start], [Entry(at, Cell(_bare(line))) for at, line in lines[start:] if line.strip()]


def _with_more(lines: Sequence[Line], found: Sequence[Found]) -> list[Found]:
    """The vendors, each with the lines directly below it that are set in further than its name, or say where."""
    made: list[Found] = []
    for one, after in zip(found, [*(other.start for other in found[1:]), len(lines)], strict=False):
        end = one.end
        while end < after and _is_more(lines, one, end):
            end += 1
        one.entry.inner.extend(_joined(lines[one.end : end], width_of(lines)))
        made.append(Found(one.start, end, one.entry))
    return made


def _is_more(lines: Sequence[Line], found: Found, at: int) -> bool:
    """Whether a line goes on about a vendor above it, and begins no other: it is set in further, or says where."""
    line = lines[at][1]
    text = line.strip()
    if not text or BULLET.match(line) or is_company(name_and_rest(text)[0]):
        return False
    says = text.endswith(".") or any(True for _ in places_in_words(text))
    return indent_of(line) > indent_of(lines[found.start][1]) or (says and bool(lines[at - 1][1].strip()))


def _are_vendors(found: Sequence[Found]) -> bool:
    """Whether there are several, each told where or what for or most of them companies, and they are no parties to a contract."""
    told = sum(any(is_telling(one.cell.text) for one in (each.entry, *each.entry.inner)) for each in found)
    names = [each.entry.cell.text for each in found]
    companies = sum(map(names_company, names))
    enough = told * 3 >= len(found) * 2 or companies * 3 >= len(found) * 2
    return len(found) > 1 and enough and not are_parties(names)


def labelled_vendors(lines: Sequence[Line]) -> Iterator[Found]:
    """Each name that stands above lines with labels that recur in a text, with what these say."""
    before = 0
    for run in _runs(lines):
        if not any(key_role(" ".join(said)) in _TOLD for said in run.said.values()):
            continue
        named = key_role(" ".join(next(iter(run.said.values())))) == "vendor" and not _is_led(lines, run)
        name = range(run.start, run.start) if named else _name_above(lines, run, before)
        if name is not None:
            yield Found(name.start, run.end, _entry(lines, name, run))
        before = run.end


def _is_led(lines: Sequence[Line], run: _Run) -> bool:
    """Whether the bullet of a name stands directly above labels that are set in below it, whoever the first one names."""
    if not run.start or len(run.said) < _SEVERAL:
        return False
    above = lines[run.start - 1][1]
    deeper = indent_of(lines[run.start][1]) > indent_of(above)
    return bool(BULLET.match(above)) and deeper and label_of(above) is None and may_be_name(_bare(above))


def _runs(lines: Sequence[Line]) -> Iterator[_Run]:
    """The runs of lines with labels that recur in the text; a label that was there before begins another run."""
    labels = [
        key(found[0]) if (found := label_of(line)) and re.search(r"[^\W_]", found[1]) else ""
        for _, line in lines
    ]
    times = Counter(filter(None, labels))
    run: _Run | None = None
    width = width_of(lines)
    at = 0
    while at < len(lines):
        label = labels[at] if times[labels[at]] > 1 else ""
        if run is not None and run.end == at and _says_nothing(lines, at):
            run.end = at = at + 1
            continue
        if run is not None and (not label or label in run.said):
            if (goes_on := _goes_on(lines, run, at, width)) and not label:
                next(reversed(run.said.values())).append(lines[at][1].strip())
                run.end = at + 1
            elif lines[at][1].strip() and not goes_on:
                yield run
                run = None
        if label:
            run = run or _Run(at, at)
            run.said[label], run.lines[label] = [_bare(lines[at][1])], lines[at][0]
            run.end = at + 1
        at += 1
    if run is not None:
        yield run


def _says_nothing(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a label behind a mark with nothing behind it, and no line below says what it asks for."""
    line = lines[at][1]
    found = label_of(line) if BULLET.match(line) else None
    below = lines[at + 1][1] if at + 1 < len(lines) else ""
    return found is not None and not found[1] and (not below.strip() or bool(BULLET.match(below)))


def _goes_on(lines: Sequence[Line], run: _Run, at: int, width: int) -> bool:
    """Whether a line goes on with the labelled one directly above it."""
    line, above = lines[at][1], lines[at - 1][1]
    if run.end != at or not line.strip() or BULLET.match(line):
        return False
    text = line.strip()
    if is_company(text) or label_of(line):
        return False
    further = indent_of(line) > indent_of(lines[run.start][1])
    open_ = bool(_SMALL.match(text)) or above.endswith(":") or flows_on(above, line, width)
    return open_ or further or _is_within(lines, run, at)


def _is_within(lines: Sequence[Line], run: _Run, at: int) -> bool:
    """Whether a line is part of what the one above says: a label follows that the run lacks, or both are one place."""
    below = label_of(lines[at + 1][1]) if at + 1 < len(lines) else None
    last = label_of(next(reversed(run.said.values()))[0])
    text = lines[at][1].strip()
    placed = last is not None and only_places(f"{last[1]} {text}")
    long = len(lines[at - 1][1]) >= _LONG or OPEN.search(lines[at - 1][1])
    return placed or (bool(long) and below is not None and key(below[0]) not in run.said)


def _name_above(lines: Sequence[Line], run: _Run, before: int) -> range | None:
    """The lines from a name to the first label below it; None when no name stands there."""
    end = run.start
    if end > before and not lines[end - 1][1].strip():
        end -= 1
    start = end
    while start > before and end - start < _MOST and lines[start - 1][1].strip():
        start -= 1
        if BULLET.match(lines[start][1]):
            break
    names = [at for at in range(start, end) if may_be_name(_bare(lines[at][1]))]
    if not names or BULLET.match(lines[names[0]][1]):
        return range(names[0], run.start) if names else None
    companies = [at for at in names if is_company(_bare(lines[at][1]))] or names[:1]
    at = companies.pop()
    while companies and _are_one(_bare(lines[companies[-1]][1]), _bare(lines[at][1])):
        at = companies.pop()
    return range(at, run.start)


def _are_one(above: str, below: str) -> bool:
    """Whether two lines name one company: both its names, one name over both, or a line of its address as the second."""
    find = catalogue().find
    known = find(above)
    whole = find(f"{above} {below}") is not None or (known is not None and known == find(below))
    return whole or _is_address(below) or bool(_SMALL.match(below))


def may_be_name(text: str) -> bool:
    """Whether a line may be the name of a vendor: no label, no place, no address and no sentence."""
    name = name_and_rest(text)[0]
    company, behind = split_address(text)
    if is_company(text) or (behind and (is_company(company) or _is_apart(company, behind))):
        return True
    other = (
        (text.endswith(":") and role_of(text))
        or only_places(name)
        or is_label(name)
        or _is_address(text)
        or text.endswith((".", ";"))
    )
    return looks_like_a_name(name) and not other


def _is_apart(name: str, address: str) -> bool:
    """Whether words are a name before an address with its street: "Zorpify, Hauptstraße 1, 10115 Berlin"."""
    plain = looks_like_a_name(name) and not (_is_address(name) or only_places(name))
    return plain and STREET.search(address) is not None and bool(re.search(r"\d", address))


def _entry(lines: Sequence[Line], name: range, run: _Run) -> Entry:
    """The entry of a vendor: its name, with its address and each label nested in it."""
    filled = [(lines[at][0], _bare(lines[at][1])) for at in name if lines[at][1].strip()]
    said = [
        (run.lines[label], part)
        for label, words in run.said.items()
        for part in _FIELDS.split(collapsed(" ".join(words)))
    ]
    inner = [Entry(number, Cell(text)) for number, text in said if _tells(text)]
    if not filled:
        first = inner.pop(0)
        return Entry(first.line, first.cell, inner)
    (number, title), *more = filled
    while more and (is_form(more[0][1]) or (is_company(f"{title} {more[0][1]}") and not is_company(title))):
        title = f"{title} {more.pop(0)[1]}"
    company, behind = split_address(title)
    address = [text for _, text in more if _is_address(text)]
    if behind and (is_company(company) or _is_apart(company, behind)):
        title, address = company, [behind, *address]  # "Acme GmbH, Hauptstraße 1, 12345 Berlin"
    others = [Entry(at, Cell(text)) for at, text in more if not _is_address(text)]
    where = [Entry(number, Cell(f"Address: {', '.join(address)}"))] if address else []
    return Entry(number, Cell(title), [*where, *others, *inner])


def _marked(lines: Sequence[Line]) -> Iterator[Found]:
    """Names behind bullets or numbers of one kind, with what stands below each."""
    marks = [mark_of(line) for _, line in lines]
    times = Counter(filter(None, marks))
    for mark in (mark for mark, many in times.items() if many > 1):
        at = [here for here, one in enumerate(marks) if one == mark]
        items = [
            (start, _end_of(lines, start, after))
            for start, after in zip(at, [*at[1:], len(lines)], strict=True)
        ]
        entries = [Found(start, end, _laid_out(lines[start:end], width_of(lines))) for start, end in items]
        if all(_is_bare_name(one.entry.cell.text) and one.entry.inner for one in entries):
            yield from entries
            return


def _apart(lines: Sequence[Line]) -> Iterator[Found]:
    """Names with places below them and blank lines between one and the next; all that stands between is one line high."""
    filled = [at for at, (_, line) in enumerate(lines) if line.strip()]
    starts = [at for at in filled if not at or not lines[at - 1][1].strip()]
    blocks = [
        (at, next((end for end in range(at, len(lines)) if not lines[end][1].strip()), len(lines)))
        for at in starts
    ]
    told = [_is_card(lines[start:end]) for start, end in blocks]
    if True not in told:
        return
    first, last = told.index(True), len(told) - told[::-1].index(True)
    among = zip(blocks[first:last], told[first:last], strict=True)
    if all(card or end - start == 1 for (start, end), card in among):
        yield from (
            Found(*block, _laid_out(lines[slice(*block)], width_of(lines)))
            for block, card in zip(blocks, told, strict=True)
            if card
        )


def _is_card(lines: Sequence[Line]) -> bool:
    """Whether lines are a name and what is said of it, a place among it, and of nobody else."""
    first, *others = [_bare(line) for _, line in lines]
    placed = any(is_place(text) or any(True for _ in places_in_words(text)) for text in others)
    return 0 < len(others) < _MOST and placed and may_be_name(first) and not any(map(is_company, others))


def _is_bare_name(text: str) -> bool:
    """Whether a line is nothing but a name: what stands below it does not go on with it."""
    return may_be_name(text) and not name_and_rest(text)[1] and not re.search(r":\s|[,(–-]$", text)


def _end_of(lines: Sequence[Line], start: int, after: int) -> int:
    """Where what stands below a marked line ends: before the next one, a company less far in, or text behind a blank line."""
    deep = indent_of(lines[start][1])
    end = start + 1
    for at in range(start + 1, after):
        blank = not lines[at - 1][1].strip()
        if not lines[at][1].strip():
            continue
        out = end > start + 1 and indent_of(lines[at][1]) <= deep
        if out and (blank or (indent_of(lines[end - 1][1]) > deep and is_company(lines[at][1].strip()))):
            break
        end = at + 1
    return end


def _laid_out(lines: Sequence[Line], width: int = 0) -> Entry:
    """A name and the lines below it, each nested in it but those that go on with the one above."""
    (number, first), *more = [(at, line) for at, line in lines if line.strip()]
    return Entry(number, Cell(_bare(first)), _joined(more, width))


def _joined(lines: Sequence[Line], width: int) -> list[Entry]:
    """Lines as one entry each, but for those that go on with the one above; `width` is that of the widest around them."""
    found: list[Entry] = []
    deep = min((indent_of(line) for _, line in lines), default=0)
    for (_, above), (at, line) in pairwise([(0, ""), *lines]):
        small = not BULLET.match(line) and (_SMALL.match(line.strip()) or indent_of(line) > deep)
        if found and (small or flows_on(above, line, width)):
            found[-1].cell.text += f" {line.strip()}"
        else:
            found.append(Entry(at, Cell(_bare(line))))
    return found


def _tells(text: str) -> bool:
    """Whether a line has a label that is known, or says where by itself: "Wo genau: Irland"."""
    found = label_of(text)
    return key_role(text) is not None or bool(found and only_places(found[1]))


def _is_address(text: str) -> bool:
    """Whether a line below a name is one of its address."""
    if STREET.search(text) or only_places(text):
        return True
    before, _, last = text.rpartition(", ")
    return bool(_NUMBERED.search(text)) or (
        bool(before) and only_places(last) and bool(re.search(r"\d", before))
    )


def _bare(line: str) -> str:
    return BULLET.sub("", line, count=1).strip()
