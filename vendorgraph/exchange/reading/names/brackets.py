"""What the bracket behind a name says: where, what for, under which instrument, or how else the vendor is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vendorgraph.exchange.reading.gazetteer import STREET
from vendorgraph.exchange.reading.instruments import read_instruments
from vendorgraph.exchange.reading.names.cells import BRITISH, split_address
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.placeholders import is_not_yet
from vendorgraph.exchange.reading.places.placewords import TASKS, is_acronym
from vendorgraph.exchange.reading.places.resolve import is_place, only_places
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.vendors import catalogue

_BEHIND = re.compile(r"\s*\(([^()]*)\)\s*$")
_SERVERS = re.compile(r"server|hosting|rechenzentr|héberg|data ?cent|centres? de données", re.I)
_NUMBERED_TOWN = re.compile(r"[A-ZÀ-Þ][\w-]+ \d{1,2}")  # "Dublin 18"
_TOWN = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,5} [A-ZÀ-Þ][\w .()/-]*")  # "57290 Neunkirchen"
_CALLED = re.compile(r"aka\b|dba\b|formerly|part of|ex[- ]|now ")


@dataclass(slots=True)
class Bracketed:
    """A name without what its bracket says of the vendor; `pieces` are still to be read as what stands behind a name."""

    name: str
    places: list[str] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    instruments: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    address: str | None = None


def _is_address(inner: str) -> bool:
    """Whether a bracket holds a postal address and nothing of servers: "149 Fonthill Rd, London N4 3HF"."""
    pieces = inner.split(",")
    house, *town = map(str.strip, pieces)
    if re.search(r"\d\S{0,3}$", house) and _TOWN.fullmatch(" ".join(town)):
        return True  # "Am Anger 3/5, 57290 Neunkirchen"
    numbered = len(town) > 1 and _NUMBERED_TOWN.fullmatch(town[0]) and only_places(town[-1])
    if numbered and not read_purposes([house]) and not _SERVERS.search(inner):
        return True  # "One Acme Place, Dublin 18, Ireland"
    street = any(STREET.search(piece) and re.search(r"\d", piece) for piece in pieces)
    return (
        len(pieces) > 1
        and not _SERVERS.search(inner)
        and (street or any(BRITISH.search(piece) for piece in pieces))
    )


def of_bracket(name: str) -> Bracketed:
    """The name and what its last bracket says; a bracket that says how else a vendor is called stays with the name."""
    match = _BEHIND.search(name)
    if not match or is_acronym(match[1]) or is_not_yet(match[1]) or _CALLED.match(match[1]):
        return Bracketed(name)
    bare, inner = name[: match.start()], match[1]
    several = [split_address(one) for one in re.split(r"\s*[/;]\s+", inner)]
    if len(several) > 1 and all(where and only_places(where) and is_company(who) for who, where in several):
        return Bracketed(
            bare, [where for _, where in several if where]
        )  # "Acme (Acme Ltd, Ireland / Acme Inc., USA)"
    if _is_address(inner):
        return Bracketed(bare, address=inner)  # "Acme (149 Fonthill Rd, London N4 3HF)"
    pieces = [piece.strip() for piece in re.split(r"[,;]|\s[–—-]\s", inner)]
    if any(read_instruments([piece]) for piece in pieces):
        return Bracketed(bare, list(filter(only_places, pieces)), instruments=[inner])
    return _ending_in_places(bare, inner, pieces) or _of_pieces(name, bare, inner, pieces)


def _ending_in_places(bare: str, inner: str, pieces: Sequence[str]) -> Bracketed | None:
    """A bracket that says what for or how else a vendor is called, and then where: "Acme (OCR, logs, Ireland)"."""
    first = next((at for at, piece in enumerate(pieces) if only_places(piece)), 0)
    if not first or not all(map(only_places, pieces[first:])):
        return None
    where = inner[inner.index(pieces[first]) :]
    rest = inner.removesuffix(where).rstrip(" ,;–—-")
    if first > 1 or (is_company(bare) and not looks_like_a_name(rest)) or read_purposes([rest]):
        return Bracketed(bare, [where], [rest])
    found = of_bracket(f"{bare} ({rest})")
    found.places.insert(0, where)
    return found


def _of_pieces(name: str, bare: str, inner: str, pieces: Sequence[str]) -> Bracketed:
    if len(pieces) > 1 and is_place(pieces[0]) and not any(map(only_places, pieces[1:])):
        return Bracketed(bare, [pieces[0]], [", ".join(pieces[1:])])  # "Acme (US; DNS)"
    if only_places(inner) and inner not in TASKS and not read_purposes(pieces):
        return Bracketed(bare, [inner])
    what_for = inner[:1].islower() and not looks_like_a_name(inner)
    if what_for or inner in TASKS or (read_purposes(pieces) and not catalogue().find(inner)):
        return Bracketed(bare, pieces=list(pieces) if any(map(only_places, pieces)) else [inner])
    return Bracketed(name)
