"""Bullets, cards and short lines that each name a vendor: "Name (Country): purpose", "Name – purpose – USA" …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from vendorgraph.exchange.reading.blocks import Cell, Entry
from vendorgraph.exchange.reading.columns import is_plain, role_of
from vendorgraph.exchange.reading.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.gazetteer import STREET, key
from vendorgraph.exchange.reading.instruments import read_instruments
from vendorgraph.exchange.reading.labels import why_no_vendor
from vendorgraph.exchange.reading.names import read_names, split_outside
from vendorgraph.exchange.reading.pieces import STOP, aside_of, ended, name_and_rest, pieces_of
from vendorgraph.exchange.reading.placeholders import SLOT, no_name
from vendorgraph.exchange.reading.places import mostly_places, only_places, read_places
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.reading.row import PlaceWords, Row, collapsed
from vendorgraph.exchange.reading.seats import parted
from vendorgraph.exchange.reading.sections import ABOUT, MARK, line_of, places_of_sentence
from vendorgraph.exchange.reading.standing import STRUCK, Standing, as_standing
from vendorgraph.exchange.reading.tables import ADDRESS, NO_VENDOR, SEAT
from vendorgraph.exchange.reading.transfers import is_of_transfers, places_of_transfer, without_yes
from vendorgraph.exchange.vendors import catalogue
from vendorgraph.model.places import UNKNOWN

_KEYED = re.compile(r"^\s*([^:\n]{2,60}?)\s*:\s*(.+)$", re.S)
_NUMBER = re.compile(
    r"^\s*(?:#|n°|nr\.?|no\.?)?\s*(?:\d{1,3}[.):]|\d{1,2}(?:\.\d{1,2})+)\s+|^\s*(?:\d{1,2}\.)+\s+", re.I
)
_PLACE_ROLES = {"processing": "processing", "storage": "storage", "access": "access", "place": None}
#: Codes of countries that, alone behind a name, more likely say what it is for.
_DOUBLE = frozenset({"HR", "IT", "PR", "AI", "BI"})
_OF_OURS = re.compile(
    r"\bour (?:\w+ ){0,3}(?:servers?|data cent)|\bunser\w* (?:\w+ ){0,3}(?:server|rechenz)|\bnos (?:\w+ ){0,2}serveurs|"
    r"\b(?:not|never|nicht|niemals|kein\w*|ne \w+ pas|aucune?)\b",
    re.I,
)
_CLOSED = (
    "mechanisms",
    "retention",
    "categories",
    "subjects",
    "status",
)  # keys behind which no place or purpose stands
_BETWEEN = re.compile(r"\s+[·|]\s+")  # "Purpose: … · Location: …"
NO_NAME = "names no vendor that can be made out"


def bullet_row(entry: Entry, standing: Standing) -> Row:
    """The row that a bullet makes with what is nested in it; refused when no name can be made out."""
    words = collapsed(" ".join([entry.cell.text, *(one.cell.text for one in _flat(entry.inner))]))
    if entry.cell.struck:
        return Row(entry.line, words, section=standing.section, refused=STRUCK)
    facts = Facts(entry.line, words, standing)
    keyed = [
        one for one in [entry.cell.text, *(one.cell.text for one in _flat(entry.inner))] if _key_role(one)
    ]
    if entry.cell.text.rstrip().endswith(":") and not entry.inner:
        return Row(entry.line, words, section=standing.section, refused="introduces what follows")
    if _key_role(entry.cell.text):
        for text in keyed:
            facts.keyed(text)
        return facts.row(entry.cell.link)
    rest = facts.head(entry.cell)
    for piece in rest:
        facts.piece(piece)
    for one in _flat(entry.inner):
        for line in re.split(r"\n|;\s+", one.cell.text):
            facts.piece(line)
    return facts.row(entry.cell.link)


def card_row(line: int, title: Cell, lines: Sequence[str], standing: Standing) -> Row:
    """The row of a vendor whose name stands as a heading above lines about it."""
    facts = Facts(line, collapsed(" ".join([title.text, *lines])), standing)
    facts.name = _NUMBER.sub("", title.text)
    keyed = any(is_telling(text) for text in lines)
    for text in lines:
        if is_keyed(text) or not (
            keyed and _KEYED.match(text)
        ):  # "Criticality: high" tells neither what nor where
            facts.piece(text)
    return facts.row(title.link)


def is_keyed(text: str) -> bool:
    """Whether a line is "Purpose: …", "Location: …" or the like."""
    return _key_role(text) is not None


def is_telling(text: str) -> bool:
    """Whether a line says where data go or what for: "Location: …", or nothing but places."""
    return _key_role(text) in (*_PLACE_ROLES, "seat", "address", "purpose") or (
        only_places(text) and _named(text)
    )


def by_key(entries: Sequence[Entry]) -> list[Entry]:
    """Bullets "Name: …", "Purpose: …", "Location: …" for one vendor after another, as one bullet a vendor."""
    lines = [replace(entry, cell=replace(entry.cell, text=line_of(entry))) for entry in entries]
    roles = [_key_role(line.cell.text) for line in lines]
    first = roles[0] if roles else None
    if first != "vendor" or None in roles or roles.count("vendor") < 2 or len(set(roles)) < 2:
        return list(entries)
    made: list[Entry] = []
    for line, role in zip(lines, roles, strict=True):
        if role == "vendor":
            made.append(Entry(line.line, line.cell))
        else:
            made[-1].inner.append(Entry(line.line, line.cell))
    return made


def is_group(entry: Entry) -> bool:
    """Whether a bullet is what the vendors nested in it have in common: "Infrastructure", "Our providers:"."""
    text = entry.cell.text.strip()
    if is_keyed(text) or is_company(text.rstrip(":")):
        return False
    if ABOUT.search(key(text)) and text.endswith(":"):
        return True
    heads = [one.cell.strong or name_and_rest(one.cell.text)[0] for one in entry.inner]
    plain = len(text.split()) <= 6 and "\n" not in text and not re.search(r"[(;|]|\s[–—-]\s|:\s", text)
    return plain and not any(is_keyed(one.cell.text) for one in entry.inner) and all(map(is_company, heads))


def _named(text: str) -> bool:
    """Whether words name a place that is known: "None" does not."""
    return any(place.place != UNKNOWN for place in read_places(text))


def _key_role(text: str) -> str | None:
    match = _KEYED.match(text)
    if not match or len(match[1].split()) > 6 or re.search(r"\s[–—-]\s|,", match[1]):
        return None
    if is_company(re.split(r"\s(?:und|and|et|&)\s", match[1])[0]):
        return None
    return role_of(match[1])


def _flat(entries: Sequence[Entry]) -> list[Entry]:
    found: list[Entry] = []
    for entry in entries:
        found += [entry, *_flat(entry.inner)]
    return found


def _parts(text: str) -> list[str]:
    """The keys, else the sentences of a text; behind "Safeguards: …" or the like a sentence is part of what it says."""
    keys = split_outside(_BETWEEN, text)
    if len(keys) > 1 and all(map(is_keyed, keys)):
        return keys
    found: list[str] = []
    for sentence in STOP.split(text):
        if found and _key_role(found[-1]) in _CLOSED and not is_keyed(sentence):
            found[-1] += f". {sentence}"
        else:
            found.append(sentence)
    return found


class Facts:
    """Gathers what the pieces of one bullet or card say."""

    def __init__(self, line: int, words: str, standing: Standing) -> None:
        self._line, self._words, self._standing = line, words, standing
        self.name = ""
        self._purposes: list[str] = []
        self._places: list[PlaceWords] = []
        self._headed: list[PlaceWords] = []  # of the places those under a key that says what happens there
        self._seats: list[str] = []
        self._categories: list[str] = []
        self._instruments: list[str] = []
        self._status: list[str] = []
        self._website: str | None = None
        self._address = False  # whether a seat is a postal address

    def head(self, cell: Cell) -> list[str]:
        """Takes the name from the beginning of a bullet; the pieces behind it."""
        lines = [line for line in cell.text.split("\n") if line.strip()]
        text, more = (MARK.sub("", lines[0]), lines[1:]) if lines else ("", [])
        if cell.strong and text.startswith(cell.strong) and not only_places(cell.strong):
            self.name, rest = ended(cell.strong), text[len(cell.strong) :]
            bracket = re.match(r"\s*\(([^()]*)\)", rest)
            if bracket:
                self._bracket(bracket[1])
                rest = rest[bracket.end() :]
            if form := re.match(
                r",?\s*((?:Inc|LLC|Ltd|GmbH|SAS|SARL|B\.V|N\.V|S\.A|AG|PBC|Corp)\b\.?)", rest
            ):
                self.name, rest = f"{self.name}, {form[1]}", rest[form.end() :]
        elif (slot := SLOT.match(text)) and no_name(slot[0]):
            self.name, rest = slot[0], text[slot.end() :]
        else:
            self.name, rest = name_and_rest(text)
            self._take_bracket()
        rest = rest.strip(" :;,–—-")
        rest = rest[1:].strip() if rest.startswith(".") else rest
        return [*pieces_of(rest), *more]

    def _take_bracket(self) -> None:
        """A bracket behind the name that says where or what for, rather than how else it is called."""
        match = re.search(r"\s*\(([^()]*)\)\s*$", self.name)
        if not match or re.match(r"aka\b|dba\b|formerly|part of|ex[- ]|now ", match[1]):
            return
        pieces = [piece.strip() for piece in re.split(r"[,;]", match[1])]
        what_for = match[1][:1].islower() and not looks_like_a_name(match[1])
        if only_places(match[1]) and not read_purposes(pieces):
            self._places.append(PlaceWords(match[1]))
        elif what_for or (read_purposes(pieces) and not catalogue().find(match[1])):
            words = match[1] if not any(only_places(piece) for piece in pieces) else None
            for piece in [words] if words else pieces:
                self.piece(piece)
        else:
            return
        self.name = self.name[: match.start()]

    def _bracket(self, words: str) -> None:
        if only_places(words):
            self._places.append(PlaceWords(words))
        else:
            self.name += f" ({words})"

    def keyed(self, text: str) -> None:
        """A piece such as "Location: Germany"."""
        match = _KEYED.match(text)
        if not match:
            return
        role, value = role_of(match[1]), collapsed(match[2])
        if role == "vendor":
            self.name = self.name or value
        elif role in _PLACE_ROLES:
            said = PlaceWords(without_yes(value.rstrip(".")), _PLACE_ROLES[role])
            self._places.append(said)
            self._headed += () if is_plain(match[1]) else (said,)
        elif role in ("seat", "address"):
            self._seats.append(value)
            self._address = self._address or role == "address"
        elif role == "categories":
            self._categories.append(value)
        elif role == "mechanisms":
            self._instruments.append(value)
            self._places += places_of_transfer(value) if is_of_transfers(match[1]) else ()
        elif role == "status":
            self._status.append(value)
        elif role == "website":
            self._website = value
        elif role in ("purpose", "service"):
            self._purposes.append(value)

    def piece(self, text: str) -> None:
        """A piece without a key: a place when it is nothing else, else a purpose."""
        text = collapsed(text).strip(" ,;–—-")
        text = text[:-1] if text.endswith(".") and not re.search(r"\b[A-Z]\.$", text) else text
        if not re.search(r"\w", text):
            return
        if len(parts := _parts(text)) > 1:
            for part in parts:
                self.piece(part)
        elif text in _DOUBLE:
            self._purposes.append(text)
        elif is_keyed(text):
            self.keyed(text)
        elif only_places(text.strip("()[]")):
            before, where = aside_of(text)
            if where and only_places(where) and not _named(before) and read_purposes([before]):
                self._purposes.append(before)  # "hosting (US)"
            else:
                where = text.strip("()[]")
            self._places.append(PlaceWords(where))
        elif STREET.search(text) and re.search(r"\d", text):
            where, aside = aside_of(text)
            self._seats.append(where)
            self._address = True
            self.piece(aside)
        elif re.fullmatch(r"(https?://|www\.)\S+", text):
            self._website = text
        elif (first := re.match(r"([^,(;–—]+?)\s*(?:[,(;–—]|\s-\s)\s*(.+)$", text)) and only_places(first[1]):
            self._places.append(PlaceWords(first[1]))
            self.piece(first[2].rstrip(")"))
        else:
            self._tail(text)

    def _tail(self, text: str) -> None:
        """A purpose that ends in places: "payments, USA", "payments (USA)", "payments, hosted in Germany"."""
        keyed = re.match(r"(.+?),\s*([^,:]+:\s*[^:]+)$", text)
        if keyed and is_telling(keyed[2]):  # "e-mail, server location: Frankfurt"
            self._purposes.append(keyed[1])
            self.keyed(keyed[2])
            return
        before, aside = aside_of(text)
        if before and aside and mostly_places(aside):
            self._places.append(PlaceWords(aside))
            self._purposes.append(before)
            return
        if before and only_places(re.split("[,;]", aside)[0]):
            self._purposes.append(before)
            self.piece(aside)
            return
        for found in re.finditer(
            r"(?:,|\(|;|\s[–—-]\s|\b(?:located|hosted|based|stored|processed|"
            r"h[ée]berg[ée]\w* (?:en|aux?)|gehostet in|in)\b(?: the)?)\s*",
            text,
        ):
            tail = text[found.end() :].strip()
            tail = tail[:-1] if tail.endswith(")") and tail.count(")") > tail.count("(") else tail
            if tail and only_places(tail) and not _OF_OURS.search(text[: found.end()]):
                self._places.append(PlaceWords(tail))
                before = text[: found.start()].strip(" ,;(–—-")
                if re.search(r"\w", before):
                    self._purposes.append(before)
                return
        if not _OF_OURS.search(text) and (said := places_of_sentence(text)):
            self._places.append(said)
        self._purposes.append(text)

    def row(self, link: str | None) -> Row:
        """The row as gathered."""
        standing = self._standing
        named = read_names(self.name, places_apart=False) if self.name.strip() else None
        if named is None or not named.names or not any(looks_like_a_name(name) for name in named.names):
            why = f"{NO_VENDOR}: {named.lacks}" if named and named.lacks else NO_NAME
            return Row(self._line, self._words, section=standing.section, refused=why)
        if len(named.names) == 1 and (other := why_no_vendor(named.names[0], self._purposes)):
            return Row(self._line, self._words, section=standing.section, refused=other)
        if named.bracketed:
            self._places.append(PlaceWords(named.bracketed))
        if not self._places and named.address and only_places(named.address):
            self._places.append(PlaceWords(named.address))
        elif named.address:
            self._seats.append(named.address)
            self._address = True
        if not self._places and standing.places:
            self._places.append(standing.places)
        places, apart, said = parted(self._places, [one for one in self._places if one not in self._headed])
        lacks = None if places or not self._seats else ADDRESS if self._address else SEAT
        extra: dict[str, Any] = {"basis": "inferred"} if named.unsure else {}
        if mechanisms := read_instruments(self._instruments):
            extra["mechanisms"] = mechanisms
        row = Row(
            self._line,
            self._words,
            named.names,
            places,
            seat=", ".join(self._seats or apart) or None,
            purposes=tuple(self._purposes),
            categories_text="; ".join(self._categories) or None,
            website=self._website or link,
            section=standing.section,
            extra=extra,
            note="; ".join(filter(None, (*said, lacks, named.lacks, named.unsure))) or None,
        )
        return as_standing(row, standing.status, self._status)
