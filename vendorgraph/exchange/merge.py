"""A resource that several inventories state is the union of what each contributes.

Lists unite in the order of the inventories, repeated entries once; single values must agree or be
absent. `evidence.about` points into the united lists. What was written over REST counts as `rest`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from vendorgraph.exchange.files import REST
from vendorgraph.model.canonical import canonical
from vendorgraph.model.checks import given
from vendorgraph.model.entities import BY_NAME
from vendorgraph.model.fields import Field
from vendorgraph.model.record import Document, Record
from vendorgraph.model.validation import load_document

Contributions = dict[str, Document]  # slug -> what it states, earlier slugs first
#: The kinds there are many of, of which no absent field follows from another: these are not validated twice.
_PLAIN = frozenset({"document", "party", "processing", "flow"})
_INTO_LIST = re.compile(r"/([a-z_0-9]+)/(0|[1-9][0-9]*)(/.*)?")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A single value of which two inventories state different ones."""

    field: str
    first: str
    value: Any
    other: str
    other_value: Any

    def __str__(self) -> str:
        return (
            f"{self.field} is {given(self.value)} in inventory {self.first} and {given(self.other_value)} in "
            f"inventory {self.other}; make them agree or leave it to one of them"
        )


def contributions_of(kind: str, record: Record) -> Contributions:
    """What each inventory states about a recorded resource, earlier slugs first."""
    if record.contributions is None:
        owner = record.managed_by[0] if record.managed_by else REST
        return {owner: stated(kind, record.document)}
    held: dict[str, Document] = json.loads(record.contributions)
    parts = {slug: held[slug] for slug in (REST, *record.managed_by) if slug in held}
    if REST in parts:
        parts[REST] = _corrected(kind, parts, record.document)
    return parts


def _corrected(kind: str, parts: Contributions, document: Document) -> Document:
    """What REST contributes, after corrections made there to what inventories state.

    Corrected lists are REST's as a whole, so that pointers into them keep their meaning.
    """
    present = stated(kind, document)
    if unite(kind, parts)[0] == present:
        return parts[REST]
    brought = unite(kind, {slug: part for slug, part in parts.items() if slug != REST})[0]
    return {
        name: value
        for name, value in present.items()
        if name == "id" or isinstance(value, list) or name in parts[REST] or value != brought.get(name)
    }


def recorded(kind: str, parts: Contributions, document: Document) -> tuple[tuple[str, ...], str | None]:
    """`managed_by` and `contributions` under which the union `document` of `parts` is kept."""
    slugs = tuple(slug for slug in parts if slug != REST)
    alone = len(parts) == 1 and next(iter(parts.values())) == stated(kind, document)
    return slugs, None if alone else canonical(parts)


def stated(kind: str, document: Document) -> Document:
    """The part of a complete document that differs from what is filled in for absent fields."""
    blank = _blank(kind)
    return {name: value for name, value in document.items() if name not in blank or value != blank[name]}


@cache
def _blank(kind: str) -> Mapping[str, Any]:
    """What each field is when nobody states it."""
    return {
        field.name: ([] if field.many and not field.stated else deepcopy(field.default))
        for field in BY_NAME[kind].fields
        if not field.required
    }


def complete(kind: str, part: Document) -> Document:
    """The whole document that `part`, already validated as a part, stands for.

    Raises Invalid when a required field is missing or the fields contradict each other.
    """
    if kind not in _PLAIN or any(name not in part for name in _required(kind)):
        return load_document(kind, part)
    blank = _blank(kind)
    return {name: part[name] if name in part else _copied(blank[name]) for name in _fields(kind)}


@cache
def _fields(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in BY_NAME[kind].fields)


@cache
def _required(kind: str) -> tuple[str, ...]:
    return tuple(name for name in _fields(kind) if name not in _blank(kind))


def _copied(value: Any) -> Any:
    return value.copy() if isinstance(value, list | dict) else value


def unite(kind: str, parts: Contributions) -> tuple[Document, list[Disagreement]]:
    """The union of `parts`, and the single values on which they disagree (the first is kept)."""
    if len(parts) == 1:
        return dict(next(iter(parts.values()))), []
    united: Document = {}
    differences: list[Disagreement] = []
    moved: dict[str, dict[str, list[int]]] = {slug: {} for slug in parts}
    for field in BY_NAME[kind].fields:
        values = {slug: part[field.name] for slug, part in parts.items() if field.name in part}
        if not values or field.name == "evidence":
            continue
        differences += _disagreements(field, values)
        if field.many:
            united[field.name] = _united_list(field.name, values, moved)
        else:
            united[field.name] = next(iter(values.values()))
    evidence = {slug: _repointed(part.get("evidence", []), moved[slug]) for slug, part in parts.items()}
    if any(evidence.values()):
        united["evidence"] = _united_list("evidence", evidence, moved)
    return united, differences


def _disagreements(field: Field, values: Mapping[str, Any]) -> list[Disagreement]:
    """Each inventory against the first: of lists only "there is none" can disagree with entries."""
    (first, value), *others = values.items()
    if field.many and not field.stated:
        return []
    return [
        Disagreement(field.name, first, value, slug, other)
        for slug, other in others
        if (bool(value) != bool(other) if field.many else value != other)
    ]


def _united_list(
    name: str, values: Mapping[str, list[Any]], moved: dict[str, dict[str, list[int]]]
) -> list[Any]:
    """The entries of all lists, each once; notes in `moved` where each inventory's entries went."""
    entries: list[Any] = []
    places: dict[str, int] = {}
    for slug, own in values.items():
        positions = []
        for entry in own:
            key = canonical(entry)
            if key not in places:
                places[key] = len(entries)
                entries.append(entry)
            positions.append(places[key])
        moved[slug][name] = positions
    return entries


def _repointed(evidence: list[Document], moved: Mapping[str, list[int]]) -> list[Document]:
    """Evidence whose pointers into lists say where the entries stand in the union."""
    return [{**entry, "about": _moved_pointer(entry["about"], moved)} for entry in evidence]


def _moved_pointer(about: str, moved: Mapping[str, list[int]]) -> str:
    match = _INTO_LIST.fullmatch(about)
    if not match:
        return about
    name, index, rest = match[1], int(match[2]), match[3] or ""
    positions = moved.get(name, [])
    return f"/{name}/{positions[index]}{rest}" if index < len(positions) else about
