"""JSON Schemas of the inventory's resources, made from their declaration in `model.entities`.

They describe; `model.validation` decides. Three of each entity: `Party` (an answer: every field
present), `PartyInput` (a body: defaults may be left out) and `PartyPatch` (any part of it).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vendorgraph.model import checks
from vendorgraph.model.entities import BY_NAME, RECORDS
from vendorgraph.model.fields import Entity, Field
from vendorgraph.model.schemas import LIST_LIMIT

JsonSchema = dict[str, Any]

#: What the descriptions of answers are made of.
TEXT: JsonSchema = {"type": "string"}
TEXTS: JsonSchema = {"type": "array", "items": TEXT}
FLAG: JsonSchema = {"type": "boolean"}
COUNT: JsonSchema = {"type": "integer", "minimum": 0}
DAY: JsonSchema = {"type": "string", "format": "date"}
_TYPES: dict[str, JsonSchema] = {
    "text": {"type": "string", "maxLength": checks.TEXT_LIMIT},
    "slug": {
        "type": "string",
        "maxLength": checks.ID_LIMIT,
        "pattern": r"^[a-z0-9]([a-z0-9._~:\-]*[a-z0-9])?$",
    },
    "url": {"type": "string", "format": "uri", "pattern": "^https?://[^/?#]"},
    "date": {"type": "string", "format": "date"},
    "instant": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z)?$"},
    "duration": {"type": "string", "pattern": r"^P[0-9YMWDTHS]+$"},
    "flag": {"type": "boolean"},
    "count": {"type": "integer", "minimum": 0, "maximum": 10**6},
    "ref": {"type": "string"},
    "party_or_none": {"type": "string"},
    "place": {"type": "string"},
    "area": {"type": "string"},
    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "lines": {"type": "string", "pattern": r"^\d+(-\d+)?(, ?\d+(-\d+)?)*$"},
    "pointer": {"type": "string", "pattern": "^(/.*)?$"},
    "identifier": {"type": "string", "pattern": r"^[a-z][a-z0-9_\-]*:\S"},
    "language": {"type": "string", "pattern": r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{24}$"},
    "scope": {
        "type": "object",
        "additionalProperties": {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}},
    },
}


def reference(name: str) -> JsonSchema:
    """A reference to a component of the OpenAPI description."""
    return {"$ref": f"#/components/schemas/{name}"}


def components() -> dict[str, JsonSchema]:
    """Every component that describes resources, by name."""
    found: dict[str, JsonSchema] = {}
    for entity in RECORDS:
        for spec in entity.fields:
            _add_records(found, spec)
        found[entity.label] = _object(entity.doc, entity.fields, answer=True)
        found[f"{entity.label}Input"] = _object(entity.doc, entity.fields, answer=False)
        found[f"{entity.label}Patch"] = _patch(entity)
        found[f"{entity.label}List"] = page_of(reference(entity.label), f"One page of {entity.plural}.")
    return found | _flow_creation(found["FlowInput"])


def _flow_creation(flow: JsonSchema) -> dict[str, JsonSchema]:
    """The body of a new flow: its ends may be described instead of named."""
    names = ("party", "capacity", "name")
    fields = {
        field.name: _field(field, answer=False)
        for field in BY_NAME["processing"].fields
        if field.name in names
    }
    end: JsonSchema = {
        "type": "object",
        "description": "A processing, made in the same transaction when it is absent.",
        "required": list(names),
        "properties": fields,
        "additionalProperties": False,
    }
    ends = {name: {"anyOf": [flow["properties"][name], reference("FlowEnd")]} for name in ("from", "to")}
    return {"FlowEnd": end, "FlowCreation": {**flow, "properties": {**flow["properties"], **ends}}}


def many(item: JsonSchema) -> JsonSchema:
    """A list of such items."""
    return {"type": "array", "items": item}


def one_of(values: Iterable[str]) -> JsonSchema:
    """One of a closed list of words."""
    return {"type": "string", "enum": list(values)}


def page_of(item: JsonSchema, doc: str) -> JsonSchema:
    """The shape of every list."""
    return described(
        doc,
        items=many(item),
        total={**COUNT, "description": "Items on all pages."},
        page={"type": "integer", "minimum": 1},
        page_size={"type": "integer", "minimum": 1},
    )


def described(doc: str, **properties: JsonSchema) -> JsonSchema:
    """An object all of whose properties are always there; others may be added."""
    return {"type": "object", "description": doc, "required": list(properties), "properties": properties}


def loose(doc: str, *required: str, **properties: JsonSchema) -> JsonSchema:
    """An object of which only the properties named in `required` are always there; without any, any object."""
    known = {"required": list(required), "properties": properties} if properties else {}
    return {"type": "object", "description": doc, **known}


def nullable(schema: JsonSchema) -> JsonSchema:
    """`schema` or null."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    kind = schema["type"]
    kinds = kind if isinstance(kind, list) else [kind]
    widened = {**schema, "type": [*kinds, "null"]}
    if "enum" in schema:
        widened["enum"] = [*schema["enum"], None]
    return widened


def _add_records(found: dict[str, JsonSchema], spec: Field) -> None:
    if spec.type != "record":
        return
    for inner in spec.fields:
        _add_records(found, inner)
    found[_record_name(spec, answer=True)] = _object(spec.doc, spec.fields, answer=True)
    found[_record_name(spec, answer=False)] = _object(spec.doc, spec.fields, answer=False)


def _record_name(spec: Field, *, answer: bool) -> str:
    name = "".join(part.title() for part in spec.name.split("_"))
    return f"{name}Entry" if answer else f"{name}EntryInput"


def _object(doc: str, fields: Sequence[Field], *, answer: bool, partial: bool = False) -> JsonSchema:
    schema: JsonSchema = {"type": "object", "description": doc}
    required = [] if partial else [spec.name for spec in fields if answer or spec.required]
    if required:
        schema["required"] = required
    schema["properties"] = {spec.name: _field(spec, answer=answer) for spec in fields}
    if not answer:
        schema["additionalProperties"] = False
    return schema


def _patch(entity: Entity) -> JsonSchema:
    doc = f"The fields of a {entity.name} to change; null resets one to its default."
    return _object(doc, entity.fields, answer=False, partial=True)


def _field(spec: Field, *, answer: bool) -> JsonSchema:
    schema = _value(spec, answer=answer)
    if spec.many:
        schema = {"type": "array", "items": schema, **({} if answer else {"maxItems": LIST_LIMIT})}
        if spec.stated and spec.name == "categories":
            schema["minItems"] = 1
    always = spec.required or (
        answer and (spec.default is not None or (spec.many and not spec.stated) or spec.name == "id")
    )
    if not always:
        schema = nullable(schema)
    schema = {**schema, "description": spec.doc}
    if not answer and not spec.required and spec.default is not None:
        schema["default"] = spec.default
    return schema


def _value(spec: Field, *, answer: bool) -> JsonSchema:
    if spec.type == "record":
        return reference(_record_name(spec, answer=answer))
    if spec.type == "enum":
        kind = "integer" if isinstance(spec.values[0], int) else "string"
        return {"type": kind, "enum": list(spec.values)}
    schema = _TYPES[spec.type]
    if (spec.required or spec.many) and spec.type == "text":
        return {**schema, "pattern": r"\S"}
    return schema
