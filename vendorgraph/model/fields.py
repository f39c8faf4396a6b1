"""The words in which the schema is declared: entities, their fields and how the graph holds them.

A field's `type` says what a value may be, `many` that it is a list, `link` that the graph
holds it as a relationship rather than as a property. `model.entities` declares the inventory
in these words; validation, constraints, the docs page and the API schemas are made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

TypeName = Literal[
    "text",  # free text, at most 10,000 characters
    "slug",  # an id: lower-case letters, digits and . _ - : ~
    "url",  # http(s) address
    "date",  # YYYY-MM-DD, a calendar day in UTC
    "instant",  # RFC 3339 date and time in UTC, or a calendar day
    "duration",  # ISO 8601 duration such as P13M
    "flag",  # true or false
    "count",  # whole number, zero or more
    "enum",  # one of `values`
    "ref",  # the id of a resource of one of `refers_to`
    "party_or_none",  # a party's id, or the word "none"
    "place",  # ISO 3166-1 alpha-2 country, a region's id, or "unknown"
    "area",  # the same, where UK and CH may also name regions
    "country",  # ISO 3166-1 alpha-2 country
    "lines",  # lines of a document: "36-43", "21, 27"
    "pointer",  # JSON pointer within the resource: "" or "/locations/0"
    "identifier",  # scheme:value, as lei:529900T8BM49AURSDO55
    "language",  # BCP 47 tag, as fr
    "sha256",  # 64 hexadecimal digits
    "fingerprint",  # of a finding: 24 hexadecimal digits
    "scope",  # {dimension: [admitted value, ...]}
    "record",  # an object with `fields` of its own
]


@dataclass(frozen=True, slots=True)
class Link:
    """A field held as relationships `type`; `inward` when they point at the resource's node.

    `key` is the field of a record that names the other node; the record's other fields
    are the relationship's properties. Every relationship also carries `position`.
    """

    type: str
    labels: tuple[str, ...]
    key: str | None = None
    inward: bool = False


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: a default may be a dict
class Field:
    """One field of a resource: its JSON name is its property name in the graph."""

    name: str
    type: TypeName
    doc: str
    many: bool = False
    required: bool = False
    default: Any = None
    values: tuple[Any, ...] = ()
    refers_to: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    link: Link | None = None
    stated: bool = False  # null (not stated) and [] (none) are told apart


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of resource: `name` in messages, `plural` in paths and files, `label` in the graph.

    `id_from` names the fields from whose values an id is made when the client gives none.
    """

    name: str
    plural: str
    label: str
    doc: str
    fields: tuple[Field, ...]
    id_from: tuple[str, ...] = ("name",)

    def field(self, name: str) -> Field:
        """The field called `name`; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)
