"""Places that say of themselves what is there: "USA (HQ), EU (processing)", "Sitz USA / Server Frankreich"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vendorgraph.exchange.reading.names.several import split_outside
from vendorgraph.exchange.reading.places.resolve import names_place, only_places, read_places
from vendorgraph.exchange.reading.row import PlaceWords
from vendorgraph.model.places import is_country, lies_in

_OF_WHOM = r"(?:(?:legal|corporate|company|registered|vendor|provider|main|principal|parent) )?"
_SEAT = (
    rf"(?:{_OF_WHOM}(?:seat|hq|headquarters?|headquartered|head office|registered office|main office|"
    r"parent(?: company)?|company|entity|establishment|domicile|incorporation|incorporated|established|registered)|"
    r"(?:haupt|firmen|unternehmens|konzern|gesellschafts|geschäfts)?sitz(?: der (?:mutter)?gesellschaft)?|"
    r"mutter(?:gesellschaft|konzern)|konzernmutter|gesellschaft|unternehmen|firma|hauptniederlassung|"
    r"si[èe]ge(?: social)?|société(?: mère)?|maison[- ]mère|entité(?: juridique| légale)?|établie?|domiciliation)"
)
_STORAGE = (
    r"(?:centres? de données|hébergement(?: des données)?|lieu d['’]hébergement|hébergée?s?|données hébergées|serveurs?|"
    r"stockage(?: des données)?|(?:data )?(?:hosting|hosted|storage|stored)|data at rest|"
    r"(?:data ?|web)?(?:servers?(?! (?:location|region))|cent(?:er|re)s?)|hosting-?standort|server-?standorte?|"
    r"rechenzentr(?:um|en)|rz|(?:daten)?speicherung|datenhaltung|datenspeicher|speicherort)"
)
_PROCESSING = (
    r"(?:(?:data |server |hosting |storage )?(?:locations?|residency|regions?)|(?:data )?process(?:ing|ed)(?: locations?)?|"
    r"(?:daten)?verarbeitung(?:sort)?|verarbeitet|datenstandort|(?:lieu de )?traitement(?: des données)?|"
    r"données traitées|traitée?s?|localisation(?: des données)?|data|daten|données)"
)
_ACCESS = (
    r"(?:(?:remote )?(?:support|access)|(?:customer|technical) support|(?:fern)?(?:zugriff|wartung)|(?:technischer )?support|"
    r"(?:télé)?maintenance|assistance|accès(?: distant| à distance)?)"
)
_KINDS = {"seat": _SEAT, "storage": _STORAGE, "processing": _PROCESSING, "access": _ACCESS}
_ROLE = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_ASIDE = re.compile(rf"(?P<where>[^()\[\]]+?)\s*[(\[]\s*(?:{_ROLE})(?P<more>[\s,][^()\[\]]*)?[)\]]", re.I)
_DASHED = re.compile(rf"(?P<where>[^()\[\]]+?)\s+[–—-]\s+(?:{_ROLE})(?P<more>)", re.I)
_FIRST = re.compile(
    rf"(?:{_ROLE})(?:\s*[:=]\s*|\s+(?:based |located )?(?:in |im |en |aux? |à )?(?:the |den |der |les? |la )?)(?P<where>.+?)",
    re.I,
)
_INSIDE = re.compile(r"(?P<outer>[^()\[\]]+?)\s*[(\[](?P<inner>[^()\[\]]+)[)\]]")
_BETWEEN = r"\s*(?:[{}/|\n+&•·]|\b(?:and|und|et)\b)\s*"
_MARKS = (*(re.compile(_BETWEEN.format(marks)) for marks in (";", ",;")), re.compile(r"\s+[–—-]\s+"))
_SAYS_ROLE = re.compile(rf":|\b(?:{'|'.join(_KINDS.values())})\b", re.I)
_OF_SEAT = re.compile(rf"\b{_SEAT}\b", re.I)
_LONGEST = 200  # characters of words that name places one by one


@dataclass(slots=True)
class Roled:
    """Where data are, and where the company sits, as words say of each place."""

    places: list[PlaceWords] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Said:
    """A place and what is there, "" where words do not tell; `leads` where they tell it before the place."""

    where: str
    role: str = ""
    leads: bool = False


def by_role(text: str) -> Roled | None:
    """The places and seats that words name one by one, each with what is there; None unless they say nothing else."""
    for mark in _MARKS if len(text) <= _LONGEST and _OF_SEAT.search(text) else ():
        parts = [part.strip(" .") for part in split_outside(mark, text)]
        said = [_said(part) for part in parts if part]
        if all(said) and any(one.role == "seat" for part in said for one in part):
            return _told([one for part in said for one in part])
    return None


def _told(said: Sequence[_Said]) -> Roled:
    """What is said of the places; "Sitz: EU, Finnland" says the seat twice."""
    found, going, above = Roled(), "", ""
    for one in said:
        role = one.role or (going if going != "seat" or _lies_in(one.where, above) else "")
        going, above = (role, one.where) if one.leads else ("", "")
        if role == "seat":
            found.seats.append(one.where)
        else:
            found.places.append(PlaceWords(one.where, role or None))
    return found


def _lies_in(where: str, above: str) -> bool:
    """Whether a place lies in the region named before it."""
    regions = [place.place for place in read_places(above)] if above else []
    named = [place.place for place in read_places(where)]
    today = dt.date.today()
    return bool(regions) and all(
        not is_country(region) and lies_in(place, region, today) for region in regions for place in named
    )


def _said(part: str) -> list[_Said]:
    """The place with its role that a part names, two for "France (HQ: USA)"; [] when it says something else."""
    if nested := _INSIDE.fullmatch(part):
        inner, outer = _leading(nested["inner"].strip()), _said(nested["outer"])
        if outer and inner and inner.role == "seat":
            return [*outer, replace(inner, leads=False)]
    if said := _ASIDE.fullmatch(part) or _DASHED.fullmatch(part):
        more = (said["more"] or "").strip(" ,")
        told = _is_place(said["where"]) and (not more or only_places(more))
        return [_Said(said["where"], _role(said))] if told else []
    first = _leading(part) or (_Said(part) if _is_place(part) else None)
    return [first] if first else []


def _leading(part: str) -> _Said | None:
    said = _FIRST.fullmatch(part)
    return _Said(said["where"], _role(said), leads=True) if said and _is_place(said["where"]) else None


def _role(said: re.Match[str]) -> str:
    return next(kind for kind in _KINDS if said[kind])


def _is_place(words: str) -> bool:
    return only_places(words) and names_place(words) and not _SAYS_ROLE.search(words)
