"""Documents and the graph: what of a resource is a property, what a relationship.

Driven by the entities' declarations. A plain field is a property of the same name; a record without
a link is canonical JSON text, for a map cannot be a property; a field with a link is a list of
relationships, each with its `position`. Absent properties stand for null, [] or the field's default.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from vendorgraph.model.canonical import canonical
from vendorgraph.model.entities import BY_NAME
from vendorgraph.model.fields import Entity, Field
from vendorgraph.model.record import Document, Record, Write
from vendorgraph.model.vocabulary import shipped

Row = dict[str, Any]

#: What a party's `member_of` holds when it is established that it belongs to no group.
NO_GROUP = "none"
NO_GROUP_FLAG = "member_of_none"


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One relationship to make: the statement that makes it and the row it takes."""

    statement: str
    row: Row


def save_row(write: Write, revision: int) -> Row:
    """The row of `save_<plural>` for a write whose `after` is a document."""
    assert write.after is not None
    properties = properties_of(BY_NAME[write.kind], write.after)
    properties["revision"] = revision
    if write.managed_by:
        properties["managed_by"] = list(write.managed_by)
    if write.contributions is not None:
        properties["contributions"] = write.contributions
    return {"id": write.id, "properties": properties}


def properties_of(entity: Entity, document: Document) -> Row:
    """The node's properties; nulls, empty lists and empty scopes are left out and read back from their absence."""
    properties: Row = {}
    for field in entity.fields:
        value = document[field.name]
        if field.stated:
            properties[stated_flag(field)] = value is not None
        if field.link:
            if value == NO_GROUP and field.type == "party_or_none":
                properties[NO_GROUP_FLAG] = True
        elif value is not None and value != [] and value != {}:
            properties[field.name] = canonical(value) if is_json(field) else value
    return properties


def stated_flag(field: Field) -> str:
    """The property that tells null (not stated) from [] (none)."""
    return f"{field.name}_stated"


def is_json(field: Field) -> bool:
    """Whether the graph holds the field as JSON text."""
    return field.link is None and field.type in ("record", "scope")


def link_rows(entity: Entity, document: Document) -> Iterator[LinkRow]:
    """Every relationship that a document declares, in the order of its lists."""
    identifier = document["id"]
    for field in entity.fields:
        if field.link is None:
            continue
        value = document[field.name]
        if value is None or (value == NO_GROUP and field.type == "party_or_none"):
            continue
        for position, item in enumerate(value if field.many else (value,)):
            if field.link.key is None:
                yield LinkRow(
                    _statement(entity, field, item), {"id": identifier, "target": item, "position": position}
                )
                continue
            target = item[field.link.key]
            properties = {
                name: held for name, held in item.items() if held is not None and name != field.link.key
            }
            row = {"id": identifier, "target": target, "properties": {**properties, "position": position}}
            yield LinkRow(_statement(entity, field, target), row)


def link_statement(entity: Entity, field: Field, label: str) -> str:
    """The statement that makes the relationships of a field to nodes of one label."""
    assert field.link is not None
    name = f"link_{entity.plural}_{field.link.type.lower()}"
    return name if len(field.link.labels) == 1 else f"{name}_{label.lower()}"


def _statement(entity: Entity, field: Field, target: str) -> str:
    """As `link_statement`; of the places, CH and the like are countries, EEA and `unknown` regions."""
    assert field.link is not None
    labels = field.link.labels
    if len(labels) == 1:
        return link_statement(entity, field, labels[0])
    return link_statement(entity, field, "Country" if target in shipped("country") else "Region")


@cache
def columns(kind: str) -> tuple[str, ...]:
    """The columns of `read_<plural>`: the properties, then one per field that is a link."""
    return ("properties", *(field.name for field in BY_NAME[kind].fields if field.link))


def record_of(kind: str, values: tuple[Any, ...]) -> Record:
    """The record in one row of `read_<plural>`, whose values stand in the order of `columns`."""
    properties: dict[str, Any] = values[0]
    document: Document = {}
    for field, place, decode in _plan(kind):
        document[field.name] = decode(properties, values) if place < 0 else decode(properties, values[place])
    return Record(
        document,
        properties.get("revision", 0),
        tuple(properties.get("managed_by", ())),
        properties.get("contributions"),
    )


@cache
def _plan(kind: str) -> tuple[tuple[Field, int, Callable[[dict[str, Any], Any], Any]], ...]:
    """Per field of a kind: where its value is (-1: among the properties) and how it is read."""
    places = {name: place for place, name in enumerate(columns(kind))}
    return tuple(
        (field, places[field.name], _linked(field)) if field.link else (field, -1, _held(field))
        for field in BY_NAME[kind].fields
    )


def _held(field: Field) -> Callable[[dict[str, Any], Any], Any]:
    """Reads a field that is a property."""
    name = field.name
    if is_json(field):
        return lambda properties, _: _from_json(field, properties.get(name))
    if field.many:
        return lambda properties, _: properties.get(name) or []
    default = field.default
    return lambda properties, _: properties.get(name, default)


def _linked(field: Field) -> Callable[[dict[str, Any], Any], Any]:
    """Reads a field that is relationships: ids, [position, id] pairs or maps with a position."""
    flag = stated_flag(field)
    if field.type == "party_or_none":
        return lambda properties, found: (
            NO_GROUP if properties.get(NO_GROUP_FLAG) else found[0] if found else None
        )
    if not field.many:
        return lambda _, found: found[0] if found else None
    in_order = _records_in_order(field) if field.fields else _ids_in_order
    if field.stated:
        return lambda properties, found: in_order(found) if properties.get(flag) else None
    return lambda _, found: in_order(found)


def _ids_in_order(found: list[list[Any]]) -> list[str]:
    if len(found) > 1:
        found.sort()
    return [identifier for _, identifier in found]


def _records_in_order(field: Field) -> Callable[[list[Document]], list[Document]]:
    """Gives records their order and all their declared keys, in the declared order."""
    parts = tuple((part.name, part.default) for part in field.fields)
    by_position = itemgetter("position")

    def in_order(found: list[Document]) -> list[Document]:
        if len(found) > 1:
            found.sort(key=by_position)
        return [{name: item.get(name, default) for name, default in parts} for item in found]

    return in_order


def _from_json(field: Field, text: str | None) -> Any:
    if text is None:
        return [] if field.many else copy.copy(field.default)
    value = json.loads(text)
    if field.many:
        return [_declared(field, item) for item in value]
    return _declared(field, value)


def _declared(field: Field, value: Any) -> Any:
    """A nested value with its keys in the declared order; the keys of a scope are its own."""
    if field.type != "record" or value is None:
        return value
    shaped: Document = {}
    for part in field.fields:
        held = value.get(part.name, [] if part.many else part.default)
        nested = part.type == "record" and held is not None
        if nested and part.many:
            shaped[part.name] = [_declared(part, item) for item in held]
        else:
            shaped[part.name] = _declared(part, held) if nested else held
    return shaped
