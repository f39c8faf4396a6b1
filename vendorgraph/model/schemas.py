"""marshmallow schemas made from the declared entities: one validation for REST and for files.

Every refusal is a sentence that says what was given and what is accepted. `unknown=RAISE`
everywhere. Defaults are not filled in here but by `model.validation`, which knows absent from null.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from vendorgraph.model import checks
from vendorgraph.model.canonical import canonical
from vendorgraph.model.entities import BY_NAME
from vendorgraph.model.fields import Entity, Field
from vendorgraph.model.hints import nearest

LIST_LIMIT = 2_000
REQUIRED = "is required"


class Checked(fields.String):
    """Text of one of the schema's types, refused by that type's sentence.

    Free text of nothing but blanks says nothing: it is null where that is accepted, else refused.
    """

    def __init__(self, spec: Field, *, entry: bool, **options: Any) -> None:
        super().__init__(**options)
        self._check = checks.CHECKS[spec.type]
        self._needed = spec.required or entry
        self._free = spec.type == "text"

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        if not isinstance(value, str):
            raise ValidationError(f"{checks.given(value)} is not text")
        if not value.strip():
            if self._needed:
                raise ValidationError("must not be blank")
            if self._free:
                return None
        if refusal := self._check(value):
            raise ValidationError(refusal)
        return value


class Flag(fields.Boolean):
    """true or false, nothing that merely looks like it."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError(f"{checks.given(value)} is not true or false")
        return value


class Count(fields.Integer):
    """A whole number, zero or more."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**6:
            raise ValidationError(f"{checks.given(value)} is not a whole number from 0 to 1,000,000")
        return value


class OneOf(fields.Raw):
    """One of the values of a closed list."""

    def __init__(self, spec: Field, **options: Any) -> None:
        options["metadata"] = options.get("metadata", {}) | {"type": _json_type(spec.values[0])}
        super().__init__(validate=validate.OneOf(spec.values), **options)
        self._values = spec.values

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        if type(value) is not type(self._values[0]) or value not in self._values:
            accepted = ", ".join(map(str, self._values))
            raise ValidationError(f"{checks.given(value)} is not accepted; one of {accepted}")
        return value


def _json_type(value: Any) -> str:
    return "integer" if isinstance(value, int) else "string"


class Scope(fields.Dict):
    """Dimension -> admitted values; an empty list of values would admit nothing and is refused."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        sentence = f"{checks.given(value)} is not a scope; write it as {{region: [EU, CH]}}"
        if not isinstance(value, dict):
            raise ValidationError(sentence)
        scope: dict[str, list[str]] = {}
        for dimension, values in value.items():
            plain = isinstance(values, list) and values and all(isinstance(v, str) and v for v in values)
            names = [dimension, *values] if plain else []
            if not names or any(
                not isinstance(n, str) or not n or checks.text(n) or set(n) & set(",:") for n in names
            ):
                raise ValidationError(sentence)
            scope[dimension] = list(dict.fromkeys(values))
        return scope


class Many(fields.List[Any]):
    """A list; entries that repeat collapse to the first."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> Any:
        if not isinstance(value, list):
            raise ValidationError(f"{checks.given(value)} is not a list")
        if len(value) > LIST_LIMIT:
            raise ValidationError(f"has {len(value):,} entries; at most {LIST_LIMIT:,} are accepted")
        loaded = super()._deserialize(value, attr, data, **options)
        kept: dict[str, Any] = {}
        for entry in loaded:
            kept.setdefault(canonical(entry), entry)
        return list(kept.values())


class Resource(Schema):
    """Base of the generated schemas: unknown fields are refused with the nearest names."""

    class Meta:
        unknown = RAISE

    error_messages = {"type": "is not an object", "unknown": "unknown"}  # noqa: RUF012  marshmallow's own form

    def handle_error(self, error: ValidationError, data: Any, *, many: bool, **_: Any) -> None:
        """Turn "unknown field" into a sentence that names what is accepted."""
        said = error.messages
        if not isinstance(said, dict):
            return
        for name, value in said.items():
            if value == ["unknown"]:
                near = nearest(str(name), self.fields, 1)
                hint = f"; did you mean {near[0]}?" if near else "."
                said[name] = [f"is not a field here{hint} Accepted: {', '.join(self.fields)}"]


def _field(spec: Field, *, entry: bool = False) -> fields.Field[Any]:
    """The field of a schema; with `entry`, of one entry of a list."""
    many = spec.many and not entry
    null = "must not be null" if entry else REQUIRED
    messages = {"required": REQUIRED, "null": null, "invalid": "is not an object", "type": "is not an object"}
    options: dict[str, Any] = {
        "required": spec.required and not many,
        "allow_none": not spec.required and not entry,
        "metadata": {"description": spec.doc},
        "error_messages": messages,
    }
    if many:
        return Many(_field(spec, entry=True), **{**options, "required": spec.required})
    match spec.type:
        case "flag":
            return Flag(**options)
        case "count":
            return Count(**options)
        case "enum":
            return OneOf(spec, **options)
        case "scope":
            return Scope(**options)
        case "record":
            return fields.Nested(record_schema(spec), **options)
        case _:
            return Checked(spec, entry=entry, **options)


@cache
def record_schema(spec: Field) -> type[Schema]:
    """The schema of a nested object, named after its field: `EvidenceSchema`."""
    name = "".join(part.title() for part in spec.name.split("_"))
    inner = {field.name: _field(field) for field in spec.fields}
    return type(f"{name}Schema", (Resource,), inner)


@cache
def schema_class(kind: str) -> type[Schema]:
    """The schema class of an entity, named after its label: `FlowSchema`. KeyError when unknown."""
    entity: Entity = BY_NAME[kind]
    return type(f"{entity.label}Schema", (Resource,), {field.name: _field(field) for field in entity.fields})


@cache
def schema(kind: str) -> Schema:
    """One shared instance of `schema_class(kind)`, for loading."""
    return schema_class(kind)()
