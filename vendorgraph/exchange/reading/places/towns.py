"""Towns that a cell for places names alone, beyond those that are places anywhere: "Rastede", "Évry und Celle".

Many towns are called like a company or an ordinary word; so a town counts only where a cell holds nothing but towns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from vendorgraph.exchange.reading.gazetteer import gazetteer, key, tokens
from vendorgraph.exchange.text import parse_yaml

_BETWEEN = re.compile(r"\s*(?:[,;/|&+()]|\s[–—-]\s|\b(?:and|und|et|sowie)\b)\s*")
_ASIDE = re.compile(r"(?<=\w) \([^()]*\)")  # "Lingen (Ems)"
_SHORT = re.compile(r"\b(a|b|i|v)\. ?(?=(?:d\. ?)?[A-ZÄÖÜ])")
_AT_RIVER = re.compile(
    r"(?<=\w) (?:am|an der|bei|im|ob der|vor der) [A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ]\w+)?$"
)  # "Mühldorf am Inn"
_WRITTEN_OUT = {"a": "am ", "b": "bei ", "i": "im ", "v": "vor "}
_POSTCODE = re.compile(r"^(?:[A-Z]{1,2}-)?\d{4,5} (?=[A-ZÀ-Þ])")
#: "Poole, Dorset", "Saint-Sébastien-sur-Loire (Loire-Atlantique)".
_TOWN_AND_COUNTY = re.compile(
    r"(?P<town>[A-ZÀ-Þ][^\W\d_]*(?:[ '’-][^\W\d_]+){0,4})\s*(?:,\s*|\s\()(?P<county>[A-ZÀ-Þ][^,()\d]*)\)?"
)
#: "Saint-Claude (39)": a town and the number of its département.
_TOWN_AND_DEPARTEMENT = re.compile(
    r"(?P<town>[A-ZÀ-Þ][^\W\d_]*(?:[ '’-][^\W\d_]+){0,5})(?: \(|, )(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])\)?"
)
#: How only places are called: one with a number is a town of France, known or not, while "Office (42)" is none.
_CALLED_SO = re.compile(r"(?:Saint|Sainte|St|Ste)[ -]|.*-(?:sur|sous|en|lès?|les|la|du|des?|aux?|et)-")
_LONGEST = 80  # characters of a cell that holds nothing but towns


def towns_in(text: str) -> list[tuple[str, str]]:
    """(country, the words) of each town in a text that names towns and nothing else but what goes with places."""
    if len(text) > _LONGEST:
        return []
    if in_county := _in_county(text):
        return [in_county]
    found = [town for piece in _BETWEEN.split(_ASIDE.sub("", text)) for town in _of_piece(piece.strip(" .:"))]
    return (
        [(country, words) for country, words in found if country]
        if all(country for country, _ in found)
        else []
    )


def is_plainly_town(text: str) -> bool:
    """Whether words behind a name can be nothing but a town: one with its county, or one called by several words."""
    several = len(re.findall(r"[^\W\d_]+", text)) > 1 and town(text) is not None
    return len(text) <= _LONGEST and (_in_county(text) is not None or several)


def _in_county(text: str) -> tuple[str, str] | None:
    """(country, the words) of a text that is a town, known or not, and the part of a country in which it lies."""
    found = _TOWN_AND_COUNTY.fullmatch(text.strip(" ."))
    country = county(found["county"]) if found else None
    if found is None and (found := _TOWN_AND_DEPARTEMENT.fullmatch(text.strip(" ."))):
        country = "FR" if town(found["town"]) or _CALLED_SO.match(found["town"]) else None
    if found is None or country is None:
        return None
    return None if town(found["town"]) not in (None, country) else (country, found[0])


def _of_piece(piece: str) -> Iterator[tuple[str | None, str]]:
    """The town of a piece, without what goes with places before it ("Rechenzentrum Rastede"); nothing for no more."""
    names = gazetteer().names
    piece = _POSTCODE.sub("", piece)
    for word in tokens(piece):
        said = piece[word.start :]
        if said[:1].isupper() and (country := town(said)):
            yield country, said
            return
        meant = names.get(word.norm)
        if meant is None or meant.sort not in ("filler", "ambiguous"):
            yield None, said
            return


def town(words: str) -> str | None:
    """The country of the town that words name, None for other words."""
    spelt = _SHORT.sub(lambda short: _WRITTEN_OUT[short[1]], words).replace("d. ", "der ")
    spellings = (re.sub(r"^St\.? ", "Sankt ", spelt), words, _AT_RIVER.sub("", spelt))
    return next((country for one in spellings if (country := _towns().get(key(one)))), None)


def county(words: str) -> str | None:
    """The country whose part words name, as people write it behind a town; None for other words."""
    return _counties().get(key(words))


@cache
def _counties() -> dict[str, str]:
    """The country of each part of one by its name as it is compared."""
    text = resources.files("vendorgraph.exchange").joinpath("data/counties.yaml").read_text("utf-8")
    return {key(name): country for country, names in parse_yaml(text).items() for name in names}


@cache
def _towns() -> dict[str, str]:
    """The country of each town by its name as it is compared."""
    text = resources.files("vendorgraph.exchange").joinpath("data/towns.txt").read_text("utf-8")
    countries = re.findall(r"^([A-Z]{2}): ((?:.+\n)(?:  .+\n)*)", text, re.M)
    return {key(name): country for country, names in countries for name in names.split(";")}
