"""What the header of one column asks for, by its words in English, French and German."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from vendorgraph.exchange.reading.gazetteer import gazetteer, key
from vendorgraph.exchange.text import parse_yaml
from vendorgraph.exchange.vendors import catalogue

#: What the header of a column of remarks holds.
OF_NOTES = re.compile(
    r"\b(?:notes?|remarks?|comments?|bemerkung(?:en)?|anmerkung(?:en)?|hinweise?|remarques?|commentaires?)\b"
)
#: Every role that a column may have; `ignore` is for --map.
ROLES: Final = (
    "vendor", "service", "purpose", "categories", "subjects", "processing", "storage", "access", "place", "seat", "address",
    "website", "mechanisms", "retention", "section", "status", "ignore",
)  # fmt: skip
PLACES: Final = ("processing", "storage", "access", "place")
#: Those that say what happens there.
EXACT: Final = frozenset(("processing", "storage", "access"))
#: Headers that tell where only when their column holds places: "Hosting" above "Ireland".
_SERVERS = (
    "hosting hosted hebergement server servers serveur serveurs storage stockage speicherung datenspeicherung "
    "data daten donnees datenhaltung datacenter datacentre rz cloud"
)
_OF_SERVERS = frozenset(_SERVERS.split())
_WHAT_IS_SERVED = re.compile(
    r"^(?:data |daten(?=\w))|(?: (?:of|des|de|der|von|du|d|our|the|vos|nos|la))* (?:data|daten|donnees)(?: personnelles)?$"
)
#: "Data stored", "Données hébergées", "Daten gespeichert in".
_STORED = re.compile(
    r"(?:(?:(?:all|alle|customer|personal|kunden|les|die|the) ?)?(?:data|daten|donnees|servers?|serveurs?) )?"
    r"(?:(?:is|are|werden|sind|liegen|sont) )?"
    r"(?:stored|hosted|kept|held|located|at rest|gespeichert|gehostet|abgelegt|stockee?s?|conservee?s?|hebergee?s?|situee?s?)"
    r"(?: (?:in|en|at))?"
)
#: A header that names both who and what ("Name und Anschrift") is the vendor's.
_AND = re.compile(r"\b(and|und|et|u)\b|[/,&+]")
#: What stands between the things that one header asks for: "Anschrift/Land", "Service and location".
_ASKED = re.compile(r"\s*[/,&+]\s*|\s+(?:and|und|et)\s+")
_NAMES = re.compile(
    r"\b(name|nom|firma|bezeichnung|denomination|raison sociale|unternehmen|company|societe|"
    r"sub ?processors?|processors?|vendors?|providers?|suppliers?|entity|organi[sz]ation|(?:unter)?auftrag\w*|"
    r"dienstleister|anbieter|lieferant|prestataire|fournisseur|sous traitants?)\b"
)
_PLACED = re.compile(
    r"anschrift|address|adresse|sitz|siege|ort\b|location|localisation|country|countries|\bpays\b|\bland\b|\blieu|standort|region"
)
_NO_PLACE = re.compile(
    r"\b(?:e ?mail|ip|mail|courriel) ?(?:address|adresse)\w*|\badresse (?:e ?mail|ip|mail|courriel)\b"
)
_COUNTRY = re.compile(
    r"((provider|vendor|supplier|sub ?processor|recipient) )?(country|pays|land|countries|location|localisation|standort|ort)|"
    r"pays destinataires?|empfangerland"
)

_OF_DATA = re.compile(
    r"\bdata (location|region)|(location|region) of data|datenstandort|standort der daten|localisation des donnees"
)


@cache
def _headers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each role with the pattern of its headers, in the order in which they are tried."""
    data = parse_yaml(
        resources.files("vendorgraph.exchange").joinpath("data/headers.yaml").read_text("utf-8")
    )
    words = {f"{{{name}}}": f"({'|'.join(data[name])})" for name in ("where", "names")}
    found = []
    for role, patterns in data["roles"].items():
        pattern = "|".join(patterns)
        for name, alternatives in words.items():
            pattern = pattern.replace(name, alternatives)
        found.append((role, re.compile(pattern)))
    return tuple(found)


def _is_country(word: str) -> bool:
    """Whether a word that ends as a header of places may, as "Land", is a country: "Ireland", "Deutschland"."""
    named = gazetteer().names.get(word) if word.endswith("land") and word != "land" else None
    return named is not None and named.sort == "country"


#: Who runs the servers, which is no place of them.
_OPERATOR = re.compile(
    r"(?:data ?cent(?:er|re)s?|rechenzentr\w*|hosting|servers?|cloud|infrastructure|infrastruktur) "
    r"(?:operator|provider|company|owner|betreiber|anbieter)s?|"
    r"(?:operateurs?|exploitants?) (?:du|des|de) (?:data ?cent(?:er|re)s?|centres? de donnees|serveurs?)|"
    r"(?:betreiber|anbieter) (?:des|der) (?:rechenzentr\w*|server)"
)


_UMLAUT = re.compile(r"(?<![aeq])([aou])e")  # written out, of words whose accents are gone


@lru_cache(maxsize=20_000)
def role_of(header: str) -> str | None:
    """The role that the words of a header tell, None when they tell none."""
    words = " ".join(word for word in key(header).split() if not _is_country(word))
    if not words or len(words) > 120 or catalogue().find(header):
        return None
    if len(halves := re.split(r"\s*/\s*", header)) > 1:
        told = [role for half in halves if (role := role_of(half)) and role != "ignore"]
        if {"seat", "mechanisms"} <= set(told):
            return "place"  # "Sitz / Drittlandtransfer": where data go
        if told:
            return next((role for role in told if role in ("vendor", *PLACES)), told[0])
    if place := _with_instruments(header):
        return place
    if {"purpose", "service"} & set(_halves(header)) and asks_where(header):
        return "purpose"  # "Service and location"
    if (
        _NAMES.search(words)
        and _AND.search(header.lower())
        and _PLACED.search(_NO_PLACE.sub(" ", words))
        and not re.search(r"verarbeitung|processing|traitement|where", words)
    ):
        return "vendor"
    outer, _, inner = header.partition("(")
    if inner and _PLACED.search(key(inner)) and role_of(outer) == "vendor":
        return "vendor"  # "Sous-traitant (pays)"
    if _OPERATOR.fullmatch(words):
        return "vendor"
    if re.fullmatch(r"(name|nom)( (of|des?|du|der|the|la|le) .*)?", words) and not re.search("cookie", words):
        return "vendor"
    found = next((role for role, pattern in _headers() if pattern.search(words)), None)
    bare = without_umlauts(words)
    return found if found or bare == words else role_of(bare)


def is_of_servers(header: str) -> bool:
    """Whether a header is of servers or of data on them: "Hosting", "Hébergement des données", "Datenspeicherung"."""
    words = key(header)
    return (
        words in _OF_SERVERS
        or bool(_STORED.fullmatch(words))
        or _WHAT_IS_SERVED.sub("", words) in _OF_SERVERS
    )


def without_umlauts(words: str) -> str:
    """Words as they are compared, with umlauts that are written out as those that are not: "empfaenger" is "empfanger"."""
    return _UMLAUT.sub(r"\1", words)


def _with_instruments(header: str) -> str | None:
    """The role of a header that asks where and under what instrument: "Location and safeguards"."""
    told = _halves(header)
    return next((role for role in told if role in PLACES), None) if "mechanisms" in told else None


def _halves(header: str) -> list[str | None]:
    """The roles of the two things that a header asks for, none when it asks for one."""
    halves = _ASKED.split(header)
    return [role_of(half) for half in halves] if len(halves) == 2 else []


def asks_where(header: str) -> bool:
    """Whether a header asks for a place beside something else: "Leistung und Ort"."""
    return any(role in PLACES for role in _halves(header))


def asks_for_address(header: str) -> bool:
    """Whether a header asks for a postal address beside something else: "Anschrift/Land"."""
    return any(role_of(half) == "address" for half in _ASKED.split(header))


def is_of_instruments(header: str) -> bool:
    """Whether a header of places asks for the instrument too."""
    return _with_instruments(header) is not None


def is_of_seats(header: str) -> bool:
    """Whether a header of vendors asks for where they sit: "Firma / Sitz", "Name and address"."""
    return bool(re.search(r"anschrift|address|adresse|sitz|siege|seat|registered", key(header)))


def is_plain(header: str) -> bool:
    """Whether a header of places is nothing but "Country" or "Location": beside an exact one it is the vendor's own."""
    return bool(_COUNTRY.fullmatch(key(header)))


def with_seats(roles: Mapping[int, str], cells: Sequence[str]) -> dict[int, str]:
    """The roles of columns, where those of places beside more exact ones are of seats or addresses."""
    roles = dict(roles)
    for at in [at for at, role in roles.items() if role == "place"]:
        others = {column: role for column, role in roles.items() if column != at}
        places = set(others.values()) & set(PLACES)
        of_data = any(
            role == "place" and _OF_DATA.search(key(cells[column])) for column, role in others.items()
        )
        exact = bool(places & EXACT)
        behind_town = bool(places) and roles.get(at - 1) == "address"
        if asks_for_address(cells[at]):
            roles[at] = "address" if exact or of_data else "place"  # "Address / country"
        elif is_of_seats(cells[at]) and places:
            roles[at] = "seat"  # "Seat / country" beside another place
        elif is_plain(cells[at]) and (exact or behind_town):
            roles[at] = "seat"  # "Country" beside "Place of processing", or behind "Town": the vendor's own
    return roles
