"""Where a company sits, apart from where its servers are: "USA, data centre in Frankfurt"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vendorgraph.exchange.reading.names.roled import by_role
from vendorgraph.exchange.reading.places.bounds import adds_nothing, is_bound
from vendorgraph.exchange.reading.places.placewords import plain, scan
from vendorgraph.exchange.reading.places.resolve import (
    country_of,
    is_town_of,
    kind_told,
    mostly_places,
    names_place,
    only_places,
    read_places,
    seat_words,
)
from vendorgraph.exchange.reading.row import PlaceWords
from vendorgraph.model.places import UNKNOWN, WORLDWIDE, members

#: Words behind which a list names the place of the servers.
_SERVERS = re.compile(
    r"(?<!self[ -])(?<!auto-)(?<!selbst )\b(?:data ?cent(?:er|re)s?|rechenzentr(?:um|en)|rz|centres? de données|servers?|"
    r"server-?standorte?|serveurs?|hosted|hosting|gehostet|hébergée?s?|hébergement|hosting-?standort|infra(?:structure|struktur)?)\b",
    re.I,
)
_REGION = re.compile(r"\b(?:EU|UE|US|EEA|EWR)-?\s?(?:region|région)\b", re.I)  # of a cloud, and no seat
_DIRECTLY = re.compile(r"[^,;)\n]{0,30}")  # what may stand between such a word and its place
_ON_WISH = re.compile(
    r"\b(?:option\w*|possible|available|on request|möglich|verfügbar|auf wunsch|disponible|sur demande|en option)\b",
    re.I,
)
#: What labels in an address the place of data: "45 Quay St, Boston, USA; Datenhaltung laut Konfiguration: EU".
_DATA_LABEL = re.compile(
    r"(?:^|[;,.|(\n–—-])\s*(?:(?:the|die|les|l['’]) ?)?(?:data(?! cent)|daten|données|\w*datenhaltung|datenspeicherung|"
    r"datenverarbeitung|datenstandort|speicherort|verarbeitungsort|verarbeitung|speicherung|processing|storage|"
    r"traitements?|stockage|hébergement|hosting|region|région|"
    r"lieu d[e’'] ?\w+)\b[^;:.()\n]{0,40}?(?::|\b(?:in|en|aux?|dans|im|at)\b)"
    r"\s*([^;\n]+)",
    re.I,
)
#: What a bracket says of data beside servers: "USA (EU-Verarbeitung)"; and what says that it is of some or may be only.
_THERE = re.compile(
    r"\b(?:r[ée]gion|\w*verarbeit\w+|process(?:ing|ed)|trait(?:ement|ée?s?)|data|\w*daten\w*|données|storage|stored|stockage|"
    r"stockée?s?|speicherung|gespeichert)\b",
    re.I,
)
_OF_SOME = re.compile(
    r"\b(?:also|auch|aussi|and|und|et|plus|or|oder|ou|for|für|pour|if|wenn|si|customers?|clients?|kunden|users?|nutzer\w*|"
    r"utilisateurs|support|access|zugriff|accès|backups?|partly|teilweise|en partie)\b",
    re.I,
)
#: What says that a place is one of data, beside a bound that a seat would not make exact.
_TELLS = re.compile(
    rf"{_SERVERS.pattern}|{_THERE.pattern}|\b(?:standorte?n?|locations?|lieux?|sites?)\b", re.I
)
_BRACKET = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_JOINED = re.compile(r"(?:\b(?:and|und|et|plus)|&|\+)\s*$", re.I)
_WITH = re.compile(r"\s*\b(?:with|mit|avec)\s*$", re.I)
#: Regions in which a country lies, as lists write them.
_COUNTED_AS = {"EU": "EU", "EEA": "EEA", "Europe": "EEA"}
_PREPOSITION = re.compile(r"\s*(?:in|im|at|from|en|aux?|à|dans|depuis|aus)\s")
_SAYS_DATA = re.compile(
    r"\s*(?:(?:the|all|your|die|alle|ihre|les|vos|toutes les) )?(?:data(?! cent)|daten|données)\b", re.I
)
_EXPLICIT = ("storage", "processing")
#: Servers beside others, which stand where the place before them says: "Zürich – Server; Backup in Deutschland".
_BACKUPS = re.compile(r"back-?ups?\b|sicherung|sauvegarde|replica|secondary|disaster|failover", re.I)


#: Where a company sits: "a company established in Ireland", "Société basée en France".
_SEATED = re.compile(
    r"(?:(?:(?:an?|the|eine?|une|la)\s+)?(?:company|firm|business|unternehmen|firma|gesellschaft|société|entreprise)\s+"
    r"(?:(?:is|ist|est)\s+)?(?:based|established|incorporated|headquartered|registered|ansässig|mit sitz|établie|basée|"
    r"domiciliée|implantée)|(?:registered office|head office|headquarters|haupt(?:sitz|verwaltung)|firmensitz|sitz|siège social)"
    r"(?:\s+(?:is|ist|est))?)\s+(?:in|at|en|à|aux?)\s+(?:the\s+|den\s+|der\s+|les?\s+|la\s+|l['’])?(.+?)\.?$",
    re.I,
)


_COMPANY_OF = re.compile(
    r"(?:an?|eine?|une)\s+\S+(?:\s\S+){0,2}[\s-](?:company|corporation|firm|business|unternehmen|firma|anbieter|société|"
    r"entreprise)",
    re.I,
)


def seats_told(words: str) -> list[str]:
    """Where words say that a company sits, and say no more: "Ireland" of "a company established in Ireland", "a US company"."""
    return [seat] if (seat := seat_told(words)) else seat_words(words) if _COMPANY_OF.fullmatch(words) else []


def seat_told(words: str) -> str | None:
    """Where words say that a company sits: "Ireland" of "a company established in Ireland"; None for other words."""
    said = _SEATED.match(words.strip())
    return said[1] if said and only_places(said[1]) else None


def parted(
    places: Sequence[PlaceWords], beside: Sequence[PlaceWords] = ()
) -> tuple[tuple[PlaceWords, ...], list[str], list[str]]:
    """(places without those that are only the company's seat, the seats, a sentence for each seat).

    Those `beside` stand under no header of their own: they are seats where another place is one of servers.
    """
    kept: list[PlaceWords] = []
    seats: list[str] = []
    said: list[str] = []
    explicit = {
        place
        for words in places
        if words.kind in _EXPLICIT or _SAYS_DATA.match(words.words)
        for place in _named(words)
    }
    served = explicit or {
        place
        for words in places
        if kind_told(words.words) and not _BACKUPS.search(words.words)
        for place in _named(words)
    }
    for words in places:
        if told := by_role(words.words):
            kept += [replace(one, kind=one.kind or words.kind) for one in told.places]
            seats += told.seats
            continue
        head, servers = _apart(words.words) or ("", words.words)
        if head and lies_within(head, servers):
            kept += [PlaceWords(head, words.kind), PlaceWords(servers, words.kind or "storage")]
            continue  # "France (data centre in the EU)" may be both
        if head:
            kept.append(PlaceWords(servers, words.kind or "storage"))
        elif (
            words in beside
            and words.kind is None
            and _is_bare_beside(words.words)
            and (explicit or (served and _is_town_behind_comma(words.words)))
        ):
            head = words.words
        else:
            kept.append(words)
            seats += seat_words(words.words)
        if head and (_within(head) or not (served or _named(kept[-1]))):
            said.append(f"the source says {head} of it")
        elif head:
            seats.append(head)
            said.append(f"{head!r} is read as the seat, because the source says where its servers are")
    bounds = [words for words in kept if is_bound(words.words)]
    exact = {
        place
        for words in kept
        if words not in bounds and (words.kind or _TELLS.search(words.words))
        for place in _named(words)
    }
    for words in [words for words in bounds if adds_nothing(_named(words), exact)]:
        kept.remove(words)
        said.append(f"the source says {words.words!r} of it")
    return tuple(kept), seats, said


def says_where_inside(aside: str) -> bool:
    """Whether a bracket behind a place is all that follows and says where servers or data are: "(EU hosting)"."""
    match = re.fullmatch(r"\s*\(([^()]*)\)", aside)
    return bool(match and names_place(match[1]) and (_SERVERS.search(match[1]) or _THERE.search(match[1])))


def kind_inside(words: str) -> str | None:
    """What words say happens at their place: "Server in Frankfurt", "Verarbeitung in der EU"."""
    return kind_told(words) or ("storage" if _SERVERS.search(words) else None)


def seat_alone(seat: str) -> str:
    """The words for a seat before those that say where data are: "45 Quay St, Boston, USA; data location: EU"."""
    label = _DATA_LABEL.search(seat)
    return seat[: label.start()].strip(" ,;(–—-") if label and names_place(label[1]) else seat


def servers_of(seat: str) -> Iterator[PlaceWords]:
    """The place of servers that the words for a seat name too: "San Francisco, USA (infra EU)"."""
    label = _DATA_LABEL.search(seat)
    found = None if label else _SERVERS.search(seat)
    tail = label[1] if label else seat[found.start() :].strip(" )") if found else ""
    if names_place(tail):
        yield PlaceWords(tail, "storage")


def places_of_seat(seat: str) -> Iterator[PlaceWords]:
    """Where data go by the words for a seat: that of servers, else a region or several countries ("USA/EU").

    A company sits in one country: several are where it and its affiliates work.
    """
    servers = tuple(servers_of(seat))
    named = {place.place for place in read_places(seat)} - {UNKNOWN}
    plainly = all(item.name.sort != "city" for item in scan(plain(seat))[0]) or _REGION.search(seat)
    several = len(named) > 1 and bool(plainly)
    region = country_of(seat)[0] is None and any(place == "EU" or len(place) != 2 for place in named)
    yield from servers or ([PlaceWords(seat)] if region or several else [])


def _apart(words: str) -> tuple[str, str] | None:
    """(where the company sits, where its servers are) of words that name a country and then servers elsewhere."""
    text = plain(words)
    inside = _BRACKET.fullmatch(text)
    if (
        inside
        and _is_of_data(inside[2])
        and is_bare(inside[1])
        and not _are_one(inside[1], inside[2])
        and not _named(PlaceWords(inside[1])) & _within(inside[2])  # "Canada, Netherlands (EU servers)"
    ):
        return inside[1], inside[2]
    found = _SERVERS.search(text)
    if found is None or _ON_WISH.search(text):
        return None
    head, tail = text[: found.start()], text[found.start() :]
    if _JOINED.search(head) or head.endswith("-"):  # "EU-Server"
        return None
    head = _WITH.sub("", head).strip(" ,;:(–—-/·|")
    first = next(
        (item for item in scan(tail)[0] if item.name.sort not in ("filler", "outside", "open")), None
    )
    if first is None or not _DIRECTLY.fullmatch(tail[found.end() - found.start() : first.start]):
        return None
    return (head, tail) if is_bare(head) and not re.search(r"[,;]", head) else None


def _are_one(head: str, servers: str) -> bool:
    """Whether a place and the bracket behind it are one: "France (région eu-west-3)", "Germany (EU data residency)"."""
    return lies_within(head, servers) or _named(PlaceWords(servers)) <= _named(PlaceWords(head))


def _is_of_data(aside: str) -> bool:
    """Whether a bracket says where all data are: "EU-Verarbeitung", "Server-Region EU, Frankfurt"."""
    told = _SERVERS.search(aside) or _THERE.search(aside)
    return bool(told and mostly_places(aside) and not (_ON_WISH.search(aside) or _OF_SOME.search(aside)))


def is_bare(words: str) -> bool:
    """Whether words are nothing but places that may be seats: not the whole world, and no word of what happens there."""
    found = read_places(words)
    return (
        only_places(words)
        and all(place.place not in (UNKNOWN, WORLDWIDE) for place in found)
        and kind_told(words) is None
        and not _SERVERS.search(words)
    )


def _is_bare_beside(words: str) -> bool:
    """Whether words may be a seat beside a place of data: "Tartu, Estonia", and not "in India" or "data in Ireland"."""
    return is_bare(words) and not (_SAYS_DATA.match(words) or _PREPOSITION.match(words))


def is_town_beside(name: str, places: Sequence[PlaceWords], words: str) -> bool:
    """Whether the only one of the places is a town right behind a vendor's name in its words: "Acme GmbH, Leipzig"."""
    where = places[0].words if len(places) == 1 else ""
    return bool(where) and is_town_of(where) and f"{name}, {where}" in words


def _is_town_behind_comma(words: str) -> bool:
    """Whether words are an address without a street: "Boston, USA"."""
    return "," in words and is_town_of(words)


def _named(words: PlaceWords) -> set[str]:
    return {place.place for place in read_places(words)} - {UNKNOWN}


def lies_within(head: str, servers: str) -> bool:
    """Whether the country of a head is one of the region in which the servers are."""
    regions = {_COUNTED_AS[one] for one in _named(PlaceWords(servers)) if one in _COUNTED_AS}
    inside = {country for one in regions for country in members(one, dt.date.today())}
    own = _named(PlaceWords(head))
    return bool(own) and own <= inside


def _within(head: str) -> frozenset[str]:
    """The countries of the one region that words name, none for a country: "EU, servers in Frankfurt"."""
    places = [place.place for place in read_places(head)]
    region = len(places) == 1 and (len(places[0]) != 2 or places[0] == "EU")
    return members(places[0], dt.date.today()) if region else frozenset()
