"""The words that name places: CLDR's names of countries in the languages of the Union, and `data/places.yaml`.

A name is compared without case, accents and punctuation (`Île-de-France` is `ile de france`); a code of
capitals (`US`, `EWR`, `DEU`) as it is written, because `us` is also a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

from babel import Locale
from babel.core import get_global

from vendorgraph.exchange.text import parse_yaml
from vendorgraph.model.places import is_country
from vendorgraph.model.vocabulary import shipped

#: The official languages of the Union, and Norwegian; later ones never take a name from earlier ones.
_LANGUAGES = "en fr de es it nl pt pl sv da fi nb cs sk hu ro hr sl et lv lt ga mt bg el"
LANGUAGES = tuple(_LANGUAGES.split())
_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
    "OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC"
)
STATES = frozenset(_STATES.split())
#: What shows that words are an address: a street, a postal code.
STREET = re.compile(
    r"(?:^|, ?|; ?)(?:[A-Z]{1,2}-)?\d{4,5} [A-ZÀ-Þ]|\b\d+[a-z]?,? (rue|avenue|av\.?|boulevard|bd|quai|place|street|st\.?|road|"
    r"rd\.?|way|drive|lane|court|square|floor|suite|plaza)\b"
    r"|\b\d+[a-z]?,? (?:[\w.'’-]+ ){1,3}(?:st|ave|rd|blvd|ln|quay|green|wharf|terrace|crescent|close|mews|broadway|circle|row)\b"
    r"|\b\d+[a-z]?,? (?:[\w.'’-]+ ){1,3}(?-i:Place|Square|Lane|Court|Way|Walk|Park|Hill|House)\b"
    r"|\b(?:industrial|business|trading|science|technology) (?:estate|park|centre|center)\b"
    r"|\b(?:gewerbe|industrie|technologie)park\b|"
    r"\bindustriegebiet\b|\bzone (?:industrielle|artisanale|d['’]activités?)\b|\bparc d['’]activités?\b"
    r"|\b(rue|avenue|boulevard|quai|allée|impasse|chemin)\b|stra(ß|ss)e\b|str\. ?\d|"
    r"\bplatz\b|weg \d|allee \d|\bdamm \d|ring \d|\b(street|road|avenue|blvd|floor|suite|"
    r"p\.? ?o\.? box|drive|plaza|ave|parkway|pkwy|hwy)\b|(?-i:\b[A-Z]{2},? \d{5}\b)",
    re.I,
)
_UNSPLIT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
#: Codes of countries that lists write for something else: "TLS 1.3", "VAT number", "IoT".
_TECHNICAL = frozenset(["TLS", "VAT", "IOT", "SDN", "COM", "MAC", "ARM", "AND", "CAN", "PER"])
_ENDINGS = ("", "e", "s", "es", "ne", "nes", "er", "en", "em")  # of adjectives in French and German
#: German names of countries whose genitive is no other word.
_IN_GENITIVE = re.compile(
    r"(?!Island)\w+(?:land|reich|ien|stan|burg|stein|mark)|Polen|Ungarn|Norwegen|Schweden|China|Japan|Kanada|Singapur|Israel|"
    r"Malta|Zypern"
)
_WORD = re.compile(r"[^\W_]+")

Sort = Literal["country", "region", "city", "state", "cloud", "open", "outside", "filler", "ambiguous"]


@dataclass(frozen=True, slots=True)
class Name:
    """What a name means: `places` are its countries or region (several when it is ambiguous), `why` is said."""

    sort: Sort
    places: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as compared, as written, and where it stands."""

    norm: str
    raw: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
    return [Token(norm(m[0]), m[0], m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def norm(word: str) -> str:
    """A word as names are compared: case, accents and marks gone."""
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).translate(_UNSPLIT)


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """A name as it is looked up."""
    return " ".join(token.norm for token in tokens(name))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by what they are compared as; codes as they are written.

    `lengths` are by a first word how many words the names have that begin with it, most first, and one at the end.
    `adjectives` are those of countries in every ending.
    `clouds` are the regions of clouds without the marks in them; `sites` the codes of airports, in small
    letters, that clouds name their sites after, `worded` those of them that are words or other codes too.
    """

    names: Mapping[str, Name]
    codes: Mapping[str, Name]
    lengths: Mapping[str, Sequence[int]]
    adjectives: Mapping[str, Name]
    clouds: Mapping[str, Name]
    sites: Mapping[str, Name]
    worded: frozenset[str]


@cache
def gazetteer() -> Gazetteer:
    """All names; earlier sources win."""
    data = _data()
    names: dict[str, Name] = {}
    codes: dict[str, Name] = {}
    for name, meaning in _own(data):
        _add(names, codes, name, meaning)
    for code, name in _countries():
        names.setdefault(key(name), Name("country", (code,), "is the name of the country"))
    for code in shipped("country"):
        codes.setdefault(code, Name("country", (code,), "is the country's ISO code"))
    for alias, meant in get_global("territory_aliases").items():
        if (
            re.fullmatch("[A-Z]{3}", alias)
            and alias not in _TECHNICAL
            and len(meant) == 1
            and is_country(meant[0])
        ):
            codes.setdefault(alias, Name("country", (meant[0],), "is the country's ISO code"))
    names.pop("", None)
    return Gazetteer(
        names,
        codes,
        lengths=_lengths(names),
        adjectives=_adjectives(data),
        clouds={name.replace(" ", ""): meaning for name, meaning in names.items() if meaning.sort == "cloud"},
        sites=_sites(data),
        worded=frozenset(map(str.lower, data["sites as words"])),
    )


def _lengths(names: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for name in names:
        first, *others = name.split(" ")
        found.setdefault(first, {1}).add(1 + len(others))
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


def _adjectives(data: Mapping[str, Any]) -> dict[str, Name]:
    return {
        f"{norm(stem)}{ending}": Name("country", (code,), "is the adjective of")
        for code, stems in data["adjectives"].items()
        for stem in stems
        for ending in _ENDINGS
    }


def _sites(data: Mapping[str, Any]) -> dict[str, Name]:
    return {
        site.lower(): Name("cloud", (code,), "is a site of a cloud in")
        for code, sites in data["sites"].items()
        for site in sites
    }


def _add(names: dict[str, Name], codes: dict[str, Name], name: str, meaning: Name) -> None:
    letters = name.replace(" ", "")
    if name.isupper() and len(letters) <= 4 and letters.isalpha() and meaning.sort in ("country", "region"):
        codes.setdefault(letters, meaning)
        if " " not in name:
            return
    names.setdefault(key(name), meaning)


def _own(data: Mapping[str, Any]) -> Iterator[tuple[str, Name]]:
    """(name, meaning) of everything in data/places.yaml, in the order in which names win."""
    for name, options in data["ambiguous"].items():
        if options:
            yield name, Name("ambiguous", tuple(options), "may be several places")
    for code, names in data["cloud"].items():
        for name in names:
            yield name, Name("cloud", (code,), "is a cloud region in")
    for section, sort, why in (
        ("countries", "country", "names the country"),
        ("regions", "region", "names the region"),
        ("subdivisions", "state", "is a part of"),
        ("cities", "city", "is a city in"),
    ):
        for code, names in data[section].items():
            for name in names:
                yield name, Name(sort, (code,), why)  # type: ignore[arg-type]  # the four sorts above
    for why, words in data["open"].items():
        for word in words:
            yield word, Name("open", ("unknown",), why)
    for word in data["outside"]:
        yield word, Name("outside")
    for word in data["fillers"]:
        yield word, Name("filler")


def _countries() -> Iterator[tuple[str, str]]:
    """(code, name) in each language, the English ones first."""
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if is_country(code):
                yield code, name
                if language == "de" and _IN_GENITIVE.fullmatch(name):
                    yield code, f"{name}s"  # "innerhalb Deutschlands"


def _data() -> Any:
    return parse_yaml(resources.files("vendorgraph.exchange").joinpath("data/places.yaml").read_text("utf-8"))
