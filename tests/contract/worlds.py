"""Documents for the contract tests, made from the declared entities so that no field is forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from vendorgraph.model.entities import BY_NAME, RECORDS
from vendorgraph.model.fields import Field
from vendorgraph.model.record import Document, Write
from vendorgraph.model.vocabulary import shipped

#: Ids that a world holds of each kind, so that references find something.
IDS = {entity.name: [f"{entity.name}-{letter}" for letter in "abc"] for entity in RECORDS}
IDS["processing"] = [f"party-{letter}:service" for letter in "abc"]

HOSTILE = (
    "' OR 1=1 //",
    '"}) DETACH DELETE n //',
    "`) MATCH (n) DETACH DELETE n RETURN ($rows",
    "$revision {.*} \\u0041 \\",
    "Ünïcødé 漢字 العربية 🇫🇷👩‍👩‍👧 \u202e",
    "tab\tline\nreturn\rnul\x00end",
    " ",
    "null",
)
_TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def document(kind: str, /, **given: Any) -> Document:
    """A document with every field of its kind at its default, apart from what is `given`."""
    entity = BY_NAME[kind]
    unknown = given.keys() - {field.name for field in entity.fields}
    assert not unknown, f"{kind} has no fields {unknown}"
    made = {field.name: _default(field) for field in entity.fields}
    return {**made, **deepcopy(given)}


def _default(field: Field) -> Any:
    if field.many:
        return None if field.stated else []
    return deepcopy(field.default)


def create(kind: str, /, **given: Any) -> Write:
    """The write that creates such a document."""
    made = document(kind, **given)
    return Write(kind, made["id"], None, made)


def change(before: Document, kind: str, /, **given: Any) -> Write:
    """The write that changes some fields of a document."""
    return Write(kind, before["id"], before, {**before, **deepcopy(given)})


def remove(kind: str, before: Document) -> Write:
    """The write that deletes a document."""
    return Write(kind, before["id"], before, None)


def world(fill: Any = None) -> list[Write]:
    """Three resources of every kind that may point at each other; `fill(kind, id)` gives further fields."""
    writes = []
    for kind, ids in IDS.items():
        for identifier in ids:
            fields = dict(_required(kind, identifier))
            fields.update(fill(kind, identifier) if fill else {})
            writes.append(create(kind, **{**fields, "id": identifier}))
    return writes


def _required(kind: str, identifier: str) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for field in BY_NAME[kind].fields:
        if field.required:
            given[field.name] = _first(field, identifier)
    return given


def _first(field: Field, identifier: str) -> Any:
    if field.type == "ref":
        found = _targets(field)[0]
    elif field.values:
        found = field.values[0]
    else:
        found = identifier
    return [found] if field.many else found


def documents(kind: str, identifier: str) -> st.SearchStrategy[Document]:
    """Every shape that a document of a kind may have, pointing at what a world holds."""
    fields = {field.name: _value(field) for field in BY_NAME[kind].fields if field.name != "id"}
    return _in_order({"id": st.just(identifier), **fields})


def _in_order(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Document]:
    """Documents whose keys stand in the declared order, as the store gives them back."""
    return st.fixed_dictionaries(fields).map(lambda drawn: {name: drawn[name] for name in fields})


def _value(field: Field) -> st.SearchStrategy[Any]:
    one = _one(field)
    if field.many:
        unique = st.lists(one, max_size=4, unique_by=repr)
        return st.none() | unique if field.stated else unique
    if field.required or field.default is not None:
        return one
    return st.none() | one


def _one(field: Field) -> st.SearchStrategy[Any]:
    if field.fields:
        return _in_order({part.name: _value(part) for part in field.fields})
    if field.values:
        return st.sampled_from(field.values)
    if field.type == "ref":
        return st.sampled_from(_targets(field))
    return _PLAIN.get(field.type, _TEXTS)


def _targets(field: Field) -> Sequence[str]:
    found: list[str] = []
    for kind in field.refers_to:
        found += IDS.get(kind, [])
        if kind in _SHIPPED:
            found += list(shipped(kind))[:20]
    return found


_SHIPPED = frozenset({"category", "purpose", "subject", "mechanism"})
_PLACES = ["CH", "FR", "US", "EEA", "UK", "EU", "worldwide", "unknown"]
_PLAIN: Mapping[str, st.SearchStrategy[Any]] = {
    "flag": st.booleans(),
    "count": st.integers(0, 2**53),
    "place": st.sampled_from(_PLACES),
    "country": st.sampled_from(["CH", "FR", "US", "GB"]),
    "party_or_none": st.sampled_from([*IDS["party"], "none"]),
    # the keys of a scope come back sorted
    "scope": st.dictionaries(_TEXTS, st.lists(_TEXTS, min_size=1, max_size=3), max_size=3).map(
        lambda scope: dict(sorted(scope.items()))
    ),
}
