"""The terms that ship with the package: what a document of the inventory may refer to.

Each file of `model/data` holds documents of one kind, in the shape the API answers. Instruments
and the membership of EU, EEA, UK and CH come from the dated tables of `law/data`, which are the
only copy. Sources and licences stand in NOTICE.

How the special categories were marked (GDPR Art. 9(1), 4(13) to 4(15), recitals 35 and 51):
a term is marked when everything it covers falls under one of the nine headings, so `user` and
`user.demographic` are not, though they reach marked terms. Numbers that identify a person for
health purposes are health data (recital 35). Fingerprints, retina scans and biometric credentials
are processed to identify; a voice recording or a photograph is not by itself (recital 51).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

Term = dict[str, Any]


@cache
def shipped(kind: str) -> Mapping[str, Term]:
    """The shipped documents of one kind by id, in the order of their ids; not to be changed.

    Kinds: category, purpose, subject, legal_basis, country, region, mechanism, adequacy (rows of the
    law tables, in their own columns). KeyError for another one.
    """
    terms = _READERS[kind]()
    return MappingProxyType({term["id"]: term for term in sorted(terms, key=lambda term: str(term["id"]))})


def _read(path: str) -> Any:
    """The content of a JSON file of this package, by its path from the package's folder."""
    return json.loads(files("vendorgraph").joinpath(path).read_text("utf-8"))


def _data(kind: str) -> Callable[[], list[Term]]:
    return lambda: list(_read(f"model/data/{kind}.json"))


def _mechanisms() -> list[Term]:
    """Instruments of a transfer, under the codes of law/data/instruments.json."""
    return [
        {
            "id": row["code"],
            "name": row["name"]["en"],
            "names": row["name"],
            "kind": row["kind"],
            "article": row["article"],
            "legacy_of": row["legacy_of"],
            "covers": row["covers"],
            "strength": row["strength"],
            "description": row["note"],
            "aliases": row["aliases"],
        }
        for row in _read("law/data/instruments.json")["instruments"]
    ]


def _adequacy() -> list[Term]:
    """The adequacy decisions of all regimes, in the columns that law/data/README.md explains."""
    return [row for regime in ("eu", "uk", "ch") for row in _read(f"law/data/adequacy-{regime}.json")["rows"]]


def _regions() -> list[Term]:
    """Groups of countries with dated membership; `worldwide` has every country, `unknown` none."""
    areas = {area["id"]: area["members"] for area in _read("law/data/areas.json")["areas"]}
    regions = []
    for region in _read("model/data/region.json"):
        if region["kind"] == "closed":
            members = [span for member in areas[region["id"]] for span in _named(member)]
        else:
            codes = region.pop("countries", None)
            members = [_span(code) for code in (shipped("country") if codes is None else codes)]
        regions.append({**region, "members": members})
    return regions


def _span(country: str, first: str | None = None, end: str | None = None) -> Term:
    return {"country": country, "from": first, "to": end}


def _named(member: Mapping[str, Any]) -> list[Term]:
    """The periods in which a country is meant when its area is named as a place."""
    return [
        _span(member["country"], period["from"], period["until"])
        for period in member["periods"]
        if "member" in period["counts_as"]
    ]


_READERS: Mapping[str, Callable[[], list[Term]]] = {
    **{kind: _data(kind) for kind in ("category", "purpose", "subject", "legal_basis", "country")},
    "region": _regions,
    "mechanism": _mechanisms,
    "adequacy": _adequacy,
}
