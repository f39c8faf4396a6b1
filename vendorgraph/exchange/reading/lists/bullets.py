"""Bullets, cards and short lines that each name a vendor: "Name (Country): purpose", "Name – purpose – USA" …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vendorgraph.exchange.reading.blocks import Cell, Entry
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.keys import KEYED, PLACE_ROLES, is_keyed, is_telling, key_role
from vendorgraph.exchange.reading.lines.pieces import (
    NUMBER,
    STOP,
    is_what_for,
    name_and_rest,
    turned,
    vendors_of,
    what_and_who,
    who_first,
    with_addresses,
)
from vendorgraph.exchange.reading.names.cells import LONGEST
from vendorgraph.exchange.reading.names.companies import (
    FORM,
    is_company,
    is_form,
    is_formed,
    looks_like_a_name,
)
from vendorgraph.exchange.reading.names.kinds import is_task, is_what
from vendorgraph.exchange.reading.names.labels import PARTY
from vendorgraph.exchange.reading.names.placeholders import NO_NAME_OF_KIND, no_name
from vendorgraph.exchange.reading.names.standing import STRUCK, Standing
from vendorgraph.exchange.reading.names.titles import ABOUT, DENIED
from vendorgraph.exchange.reading.places.resolve import kind_told, names_place, only_places
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.reading.row import Row, collapsed
from vendorgraph.exchange.reading.vendor.facts import Facts
from vendorgraph.exchange.reading.vendor.finish import NO_VENDOR
from vendorgraph.exchange.reading.vendor.parts import is_party
from vendorgraph.exchange.reading.vendor.phrases import who_is_used
from vendorgraph.exchange.reading.vendor.prose import spoken_of
from vendorgraph.exchange.reading.vendor.refusals import NO_NAME
from vendorgraph.exchange.reading.vendor.sections import line_of
from vendorgraph.exchange.reading.vendor.tasks import by_task

SAID_NOT = "says that it is no vendor"


_TASK, _TICKED = re.compile(r"\s*\[[ xX]\]\s+"), re.compile(r"\s*\[[xX]\]\s+")
_SAYS_MORE = re.compile(r"\s+[–—-]\s|\s?:\s|\s\(")  # behind a name
_FIELDS = re.compile(r"\n|\s*[;|]\s+(?=[^\W\d_][^:;\n]{1,60}:\s)")  # between "Name: …" and "Purpose: …"


def bullet_row(entry: Entry, standing: Standing) -> Row:
    """The row that a bullet makes with what is nested in it; refused when no name can be made out."""
    cells = [entry.cell, *(one.cell for one in _flat(entry.inner))]
    words = collapsed(" ".join(cell.text if cell.written is None else cell.written for cell in cells))
    entry = _unfolded(_unnumbered(_unticked(entry)))
    if _TASK.match(entry.cell.text):
        return Row(entry.line, words, section=standing.section, refused="is a task, no vendor")
    if entry.cell.struck:
        return Row(entry.line, words, section=standing.section, refused=STRUCK)
    if len(entry.cell.text) > LONGEST:
        return Row(entry.line, words, section=standing.section, refused=NO_NAME)
    if entry.inner and is_party(f"{entry.cell.text.rstrip(': ')}:"):
        return Row(entry.line, words, section=standing.section, refused=PARTY)
    if DENIED.search(key(words)):
        return Row(entry.line, words, section=standing.section, refused=SAID_NOT)
    facts = Facts(entry.line, words, standing)
    keyed = [
        one for one in [entry.cell.text, *(one.cell.text for one in _flat(entry.inner))] if key_role(one)
    ]
    if entry.cell.text.rstrip().endswith(":") and not entry.inner:
        return Row(entry.line, words, section=standing.section, refused="introduces what follows")
    if key_role(entry.cell.text) and not what_and_who(entry.cell.text)[0]:
        for text in keyed:
            facts.keyed(text)
        return facts.row(entry.cell.link)
    rest = facts.head(entry.cell)
    if _begins_with_seat(rest):
        facts.keyed(f"Seat: {rest.pop(0)}")
    for piece in rest:
        facts.piece(piece)
    for line in with_addresses([line for one in _flat(entry.inner) for line in one.cell.text.split("\n")]):
        parts = re.split(r";\s+", line)
        for part in [line] if is_keyed(line) and not any(map(is_keyed, parts[1:])) else parts:
            facts.piece(part)
    return facts.row(entry.cell.link)


def _unticked(entry: Entry) -> Entry:
    """A bullet without the tick before a name, as lists of what is in use have it: "[x] Acme – mail"."""
    bare = _TICKED.sub("", entry.cell.text, count=1)
    name = entry.cell.strong or name_and_rest(bare)[0]
    told = bare.startswith(name) and _SAYS_MORE.match(bare, len(name))
    return replace(entry, cell=replace(entry.cell, text=bare)) if told and is_company(name) else entry


def _begins_with_seat(pieces: Sequence[str]) -> bool:
    """Whether what stands behind a name begins with its seat: another place follows what it does: "USA – mail – Ireland"."""
    apart = len(pieces) > 2 and only_places(pieces[0]) and not names_place(pieces[1])
    return apart and any(only_places(piece) and not kind_told(piece) for piece in pieces[2:])


def _unnumbered(entry: Entry) -> Entry:
    """A line without the number that stands before its name: "1. Acme Ltd"."""
    if not NUMBER.match(entry.cell.text) or not is_company(
        NUMBER.sub("", entry.cell.strong or entry.cell.text.split("\n")[0])
    ):
        return entry
    strong = NUMBER.sub("", entry.cell.strong) if entry.cell.strong else None
    return replace(entry, cell=replace(entry.cell, text=NUMBER.sub("", entry.cell.text), strong=strong))


def _unfolded(entry: Entry) -> Entry:
    """A bullet "Name: Acme; Purpose: …; Location: …" with what stands behind the name nested in it."""
    first, *more = [part for part in _FIELDS.split(entry.cell.text) if part.strip()] or [""]
    if not more or key_role(first) != "vendor" or not any(map(is_telling, more)):
        return entry
    inner = [Entry(entry.line, Cell(part)) for part in more]
    return Entry(entry.line, replace(entry.cell, text=first, strong=None), [*inner, *entry.inner])


def card_row(line: int, title: Cell, lines: Sequence[str], standing: Standing) -> Row:
    """The row of a vendor whose name stands as a heading above lines about it, or who does what the heading says."""
    words = collapsed(" ".join([title.text, *lines]))
    facts = Facts(line, words, standing)
    name = NUMBER.sub("", title.text)
    said = KEYED.match(name) if key_role(name) == "vendor" else None
    vendor = vendor_line(lines)
    if vendor is None and said is None and is_task(name) and not is_company(name):
        vendor = " and ".join(dict.fromkeys(spoken_of(lines))) or None
        if vendor is None:
            return Row(
                line, words, section=standing.section, refused=f"{NO_VENDOR}: {name!r} {NO_NAME_OF_KIND}"
            )
    placed = any(key_role(text) in PLACE_ROLES for text in lines)
    facts.title(said[2] if said else name, vendor, placed=placed)
    keyed = any(is_telling(text) for text in lines)
    for text in with_addresses(lines):
        if is_keyed(text) or not (
            keyed and KEYED.match(text)
        ):  # "Criticality: high" tells neither what nor where
            facts.piece(text)
    return facts.row(title.link)


def vendor_line(lines: Sequence[str]) -> str | None:
    """Who the vendor of a card is, where a line says so: "Provider: Acme Inc., USA"."""
    said = (KEYED.match(line) for line in lines if key_role(line) == "vendor")
    return next((match[2] for match in said if match and is_company(name_and_rest(match[2])[0])), None)


def by_key(entries: Sequence[Entry]) -> list[Entry]:
    """Bullets "Name: …", "Purpose: …", "Location: …" for one vendor after another, as one bullet a vendor."""
    lines = [replace(entry, cell=replace(entry.cell, text=line_of(entry))) for entry in entries]
    roles = [key_role(line.cell.text) for line in lines]
    first = roles[0] if roles else None
    keyed = all(role or KEYED.match(line.cell.text) for line, role in zip(lines, roles, strict=True))
    if first != "vendor" or not keyed or not any(is_telling(line.cell.text) for line in lines):
        return list(entries)
    made: list[Entry] = []
    for line, role in zip(lines, roles, strict=True):
        if role == "vendor":
            made.append(Entry(line.line, line.cell))
        else:
            made[-1].inner.append(Entry(line.line, line.cell))
    return made


def names_first(entries: Sequence[Entry], *, of_vendors: bool) -> Sequence[Entry]:
    """Bullets that say what for before who ("Hosting – Acme Ltd, Ireland") with who first; others as they are.

    So are those of vendors whose tasks stand before sentences about who does them, or whose sentences say who is used
    ("We use Acme for hosting", "Hosting by Acme"), or that begin with where it is ("Ireland: Acme Ltd").
    """
    if of_vendors and (placed := _places_last(entries) or by_task(entries)):
        return placed
    spoken = [who_is_used(entry.cell.text) for entry in entries] if of_vendors else []
    if sum(map(bool, spoken)) * 2 > len(entries):
        return [_as(text, entry) if text else entry for entry, text in zip(entries, spoken, strict=True)]
    found = [one for one in (who_first(entry.cell.text) for entry in entries) if one]
    told = len(found) > 1 and len(found) * 2 >= len(entries) and any(known for _, known in found)
    if not told and not (of_vendors and len(entries) > 1 and all(map(_says_what_first, entries))):
        return entries
    texts = [turned(entry.cell.text) for entry in entries]
    return [_as(text, entry) if text else entry for entry, text in zip(entries, texts, strict=True)]


def _as(text: str, entry: Entry) -> Entry:
    """The bullet with a text that says the same in another order."""
    return replace(entry, cell=replace(entry.cell, text=text, strong=None, written=entry.cell.text))


_PLACE_FIRST = re.compile(r"([^:–—]{2,60}?)(?:\s*:|\s+[–—-])\s+(\S.*)")


def _places_last(entries: Sequence[Entry]) -> list[Entry]:
    """Bullets that each begin with a place, with it behind their vendors: "Ireland: Acme (mail), Bolt"; [] for others."""
    found = [_PLACE_FIRST.fullmatch(entry.cell.text) for entry in entries]
    placed = [one for one in found if one and only_places(one[1])]
    if len(placed) < max(2, len(entries)) or any(entry.inner for entry in entries):
        return []
    made: list[Entry] = []
    for entry, one in zip(entries, placed, strict=True):
        parts = vendors_of(one[2])
        several = len(parts) > 1 and all(is_company(name_and_rest(part)[0]) for part in parts)
        made += [_as(f"{part} – {one[1]}", entry) for part in (parts if several else [one[2]])]
    return made if all(looks_like_a_name(name_and_rest(one.cell.text)[0]) for one in made) else []


def _says_what_first(entry: Entry) -> bool:
    """Whether a bullet begins with what for, and goes on with what is no such thing: "Hosting – Zorpify – Ireland"."""
    what, *rest = re.split(r"\s+[–—-]\s+", entry.cell.text, maxsplit=2)
    plain = "(" not in what and not is_company(what)
    return bool(rest) and plain and is_what_for(what) and not is_what_for(name_and_rest(rest[0])[0])


def one_by_one(entry: Entry) -> list[Entry]:
    """The bullet, or one for each vendor where it says of each what for or where: "Hosting: Acme (DE), Bolt (FR)"."""
    if several := _bold_names(entry) or _sentences_of_vendors(entry):
        return several
    what, who = what_and_who(entry.cell.text)
    if key_role(entry.cell.text) == "vendor" and (keyed := KEYED.match(entry.cell.text)):
        what, who = "", keyed[2]
    elif not what:
        return [entry]
    parts = vendors_of(who) if not entry.inner else []
    if len(parts) < 2 or "(" not in who or not all(is_company(name_and_rest(part)[0]) for part in parts):
        return [entry]
    return [Entry(entry.line, Cell(f"{what}: {part}" if what else part)) for part in parts]


def _bold_names(entry: Entry) -> list[Entry]:
    """One bullet for each bold name that begins it, with what it says of all: "**Acme**, **Bolt** — mail"; [] for others."""
    cell = entry.cell
    joined = re.compile(_JOINED_NAMES.join(map(re.escape, cell.bold)))
    begins = joined.match(cell.text) if len(cell.bold) > 1 else None
    names = [name.strip(" :") for name in cell.bold]
    if begins is None or not any(map(is_company, names)) or not all(map(_may_be_vendor, names)):
        return []
    if "&" in begins[0] and not all(map(is_company, names)):
        return []  # "Ernst & Young GmbH"
    rest = cell.text[begins.end() :]
    return [
        Entry(entry.line, replace(cell, text=f"{name}{rest}", strong=name, bold=[name]), entry.inner)
        for name in names
    ]


def _may_be_vendor(name: str) -> bool:
    """Whether bold words are no place, purpose or legal form."""
    told = only_places(name) or read_purposes([name]) or is_what(name) or is_form(name.split()[0])
    return is_company(name) or (looks_like_a_name(name) and not told)


_JOINED_NAMES = (
    r"\s*(?:,|/|&|\+|\b(?:and|und|et|sowie|ainsi que)\b)\s*"  # between names that stand side by side
)
_NAMED = re.compile(r"([^,;:()]{2,40}?)(?:\s+[–—-]\s|,\s+(?:for|pour|für)\s)")


def _sentences_of_vendors(entry: Entry) -> list[Entry]:
    """One bullet for each vendor of "Acme, for payments. Bolt, for mail." or "Acme — code; Bolt — mail"; [] for others."""
    sentences = STOP.split(entry.cell.text.strip(" .;"))
    parts = [part.strip() for sentence in sentences for part in sentence.split("; ")]
    named = [_NAMED.match(part) for part in parts]
    if len(parts) < 2 or entry.inner or not all(named):
        return []
    names = [match[1] for match in named if match]
    if not all(map(is_company, names)) or any(map(is_keyed, parts)):
        return []
    if any(no_name(name) or names_place(name) for name in names):
        return []
    return [Entry(entry.line, Cell(part)) for part in parts]


def is_group(entry: Entry) -> bool:
    """Whether a bullet is what the vendors nested in it have in common: "Infrastructure", "Our providers:"."""
    text = entry.cell.text.strip()
    if is_party(f"{text}:"):
        return False
    if is_keyed(text) or is_company(text.rstrip(":")) or is_company(name_and_rest(text)[0]):
        return _is_parent(text, entry.inner)
    if ABOUT.search(key(text)) and text.endswith(":"):
        return True
    heads = [one.cell.strong or name_and_rest(one.cell.text)[0] for one in entry.inner]
    if len(heads) == 1 and not is_company(heads[0]) and STOP.search(entry.inner[0].cell.text):
        return False  # what is said of a name: "Payroll. Processed in Germany."
    plain = len(text.split()) <= 6 and "\n" not in text and not re.search(r"[(;|]|\s[–—-]\s|:\s", text)
    named = all(map(is_formed, heads)) or (
        is_what_for(text.rstrip(":"))
        and all(looks_like_a_name(head) and (is_company(head) or not is_what_for(head)) for head in heads)
    )
    return plain and not any(is_keyed(one.cell.text) for one in entry.inner) and named


def _is_parent(text: str, inner: Sequence[Entry]) -> bool:
    """Whether a company is the parent of those nested in it, by their legal forms, each of which says where: "Acme Group"."""
    names = [one.cell.strong or name_and_rest(one.cell.text)[0] for one in inner]
    formed = len(set(names)) > 1 and all(FORM.search(name) for name in names)
    first = key(text).partition(" ")[0]  # others than its own are those that it uses itself
    own = any(key(name).partition(" ")[0] == first for name in names)
    return own and formed and is_company(text) and all(names_place(one.cell.text) for one in inner)


def _flat(entries: Sequence[Entry]) -> list[Entry]:
    found: list[Entry] = []
    for entry in entries:
        found += [entry, *_flat(entry.inner)]
    return found
