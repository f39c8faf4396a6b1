"""The dated tables of the law on international transfers, typed: areas, adequacy, instruments.

Read from the JSON files beside this module, whose README explains every column. A day is text,
YYYY-MM-DD, so that days compare as text; every window is half-open and an absent bound is open.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

Row = Mapping[str, Any]


def holds(first: str | None, end: str | None, day: str) -> bool:
    """Whether `first` ≤ `day` < `end`, an absent bound being open (R0)."""
    return (first is None or first <= day) and (end is None or day < end)


@dataclass(frozen=True, slots=True)
class Stay:
    """A period in which a country counts for an area, and as what: exporter, inside, member."""

    area: str
    country: str
    part_of: str | None
    first: str | None
    end: str | None
    status: str
    counts_as: frozenset[str]
    note: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Regime:
    """A law on transfers: the areas whose exporters it binds and those whose places are inside."""

    id: str
    name: str
    exporter_areas: frozenset[str]
    inside_areas: frozenset[str]


@dataclass(frozen=True, slots=True)
class Act:
    """The act that governed transfers of a group of exporters for a time."""

    regime: str
    exporters: str
    act: str
    first: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """A time in which an adequacy row serves; `scope_kind` prevails over the row's when given."""

    act: str
    first: str | None
    end: str | None
    scope_kind: str
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Adequacy:
    """One decision for one country or organisation under one regime.

    `exporters` maps a group of exporters to how sure its reach is; `notes` are (code, first day).
    """

    id: str
    regime: str
    title: str
    country: str | None
    framework: str | None
    answer_code: str
    exclusions: tuple[str, ...]
    recipient_kinds: frozenset[str]
    category_parts: tuple[str, ...]
    periods: tuple[Period, ...]
    exporters: Mapping[str, str]
    notes: tuple[tuple[str, str | None], ...]
    source: str

    def on(self, day: str) -> Period | None:
        """The period that holds a day."""
        return next((period for period in self.periods if holds(period.first, period.end, day)), None)

    def noted(self, code: str, day: str) -> bool:
        """Whether a status note with this code holds on a day."""
        return any(code == note and holds(first, None, day) for note, first in self.notes)


@dataclass(frozen=True, slots=True)
class Window:
    """When an instrument serves exporters under one regime."""

    usable_from: str | None
    concluded_before: str | None
    end: str | None
    only_with: str | None
    article: str | None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal instrument of transfer under its code."""

    code: str
    name: str
    kind: str
    article: str | None
    strength: int
    windows: Mapping[str, Window]
    why_not: Mapping[str, str]
    pairs: tuple[tuple[int | None, str, str], ...]
    needs: frozenset[str]
    not_available_if: frozenset[str]
    source: str


@dataclass(frozen=True, eq=False, slots=True)
class Law:
    """All tables, indexed by country; compared by identity, so that it can be a key of caches."""

    regimes: tuple[Regime, ...]
    stays: tuple[Stay, ...]
    acts: tuple[Act, ...]
    adequacy: Mapping[str, Adequacy]
    instruments: Mapping[str, Instrument]
    by_country: Mapping[str, tuple[Adequacy, ...]] = field(init=False)
    frameworks: Mapping[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        rows: dict[str, list[Adequacy]] = defaultdict(list)
        for row in self.adequacy.values():
            if row.country is not None:
                rows[row.country].append(row)
        object.__setattr__(self, "by_country", {country: tuple(found) for country, found in rows.items()})
        frameworks: dict[str, set[str]] = defaultdict(set)
        for row in self.adequacy.values():
            if row.country is not None and row.framework is not None:
                frameworks[row.country].add(row.framework)
        object.__setattr__(self, "frameworks", {country: frozenset(f) for country, f in frameworks.items()})


def build(extra: Iterable[Row] = ()) -> Law:
    """The shipped law with rows of adequacy added, in the columns of the shipped files.

    A row needs `id`, `regime`, `country` or `organisation`, and `periods` with `in_force_from`; what
    else is absent or null stands for a decision on the whole country that serves all exporters of
    the regime. A row under a shipped id takes that row's place. Rows are taken as checked.
    """
    areas, instruments = _read("areas"), _read("instruments")["instruments"]
    shipped_rows = [row for list_ in ("eu", "uk", "ch") for row in _read(f"adequacy-{list_}")["rows"]]
    return Law(
        regimes=tuple(
            Regime(r["id"], r["name"], frozenset(r["exporter_areas"]), frozenset(r["inside_areas"]))
            for r in areas["regimes"]
        ),
        stays=tuple(
            stay
            for area in areas["areas"]
            for member in area["members"]
            for stay in _stays(area["id"], member)
        ),
        acts=tuple(
            Act(a["regime"], a["exporters"], a["act"], a["from"], a["until"]) for a in areas["applicable_law"]
        ),
        adequacy={row["id"]: _adequacy(row) for row in [*shipped_rows, *map(_completed, extra)]},
        instruments={row["code"]: _instrument(row) for row in instruments},
    )


@lru_cache(maxsize=1)
def shipped() -> Law:
    """The law as it ships with the package, read once."""
    return build()


@lru_cache(maxsize=8)
def _read(name: str) -> Any:
    return json.loads(files("vendorgraph").joinpath(f"law/data/{name}.json").read_text("utf-8"))


def _sources(row: Row) -> str:
    return "; ".join(row.get("sources") or ())


def _stays(area: str, member: Row) -> Iterable[Stay]:
    for period in member["periods"]:
        yield Stay(
            area,
            member["country"],
            member["part_of"],
            period["from"],
            period["until"],
            period["status"],
            frozenset(period["counts_as"]),
            period["note"],
            _sources(member),
        )


def _completed(row: Row) -> Row:
    """An added row with the columns that it leaves to their defaults."""
    regime, destination = row["regime"], row.get("country") or row["organisation"]["name"]
    lists = {
        window["regime"]: instrument["code"]
        for instrument in _read("instruments")["instruments"]
        for window in instrument["regimes"]
        if instrument["kind"] == "adequacy"
    }
    groups = {act["exporters"] for act in _read("areas")["applicable_law"] if act["regime"] == regime}
    defaults = {
        "title": destination,
        "country": None,
        "framework": None,
        "answer_code": row.get("framework") or lists[regime],
        "scope_kind": "whole",
        "exclusions": [],
        "exclusion_signals": {"recipient_kinds": [], "data_category_contains": []},
        "exporters": [{"group": group, "certainty": "confirmed"} for group in sorted(groups)],
        "status_notes": [],
        "sources": [],
    }
    period = {"act": destination, "until": None, "scope_kind": None, "ended_by": None}
    return {
        **_filled(row, defaults),
        "periods": [_filled(given, period) for given in row["periods"]],
    }


def _filled(given: Row, defaults: Row) -> dict[str, Any]:
    return {**defaults, **{name: value for name, value in given.items() if value not in (None, [])}}


def _adequacy(row: Row) -> Adequacy:
    signals = row["exclusion_signals"]
    return Adequacy(
        id=row["id"],
        regime=row["regime"],
        title=row["title"],
        country=row["country"],
        framework=row["framework"],
        answer_code=row["answer_code"],
        exclusions=tuple(row["exclusions"]),
        recipient_kinds=frozenset(signals["recipient_kinds"]),
        category_parts=tuple(signals["data_category_contains"]),
        periods=tuple(
            Period(
                p["act"], p["in_force_from"], p["until"], p["scope_kind"] or row["scope_kind"], p["ended_by"]
            )
            for p in row["periods"]
        ),
        exporters={exporter["group"]: exporter["certainty"] for exporter in row["exporters"]},
        notes=tuple((note["code"], note["from"]) for note in row["status_notes"]),
        source=_sources(row),
    )


def _instrument(row: Row) -> Instrument:
    pairs: Sequence[Row] = row["capacity_pairs"]
    return Instrument(
        code=row["code"],
        name=row["name"]["en"],
        kind=row["legacy_of"] or row["kind"],
        article=row["article"],
        strength=row["strength"] or 0,
        windows={
            w["regime"]: Window(
                w["usable_from"], w["concluded_before"], w["until"], w["only_with"], w["article"]
            )
            for w in row["regimes"]
        },
        why_not={refused["regime"]: refused["why"] for refused in row["not_for"]},
        pairs=tuple((pair.get("module"), pair["exporter"], pair["importer"]) for pair in pairs),
        needs=frozenset(row["needs"]),
        not_available_if=frozenset(row["not_available_if"]),
        source=_sources(row),
    )
