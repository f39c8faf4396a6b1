"""New ids for parties and processings, in every field that names them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.model.canonical import canonical
from vendorgraph.model.entities import BY_NAME
from vendorgraph.model.fields import Field
from vendorgraph.model.record import Document, Record

_NAMING = ("ref", "party_or_none")


@dataclass(frozen=True, slots=True)
class Renaming:
    """Old id -> new id, of parties and of processings."""

    party: Mapping[str, str] = field(default_factory=dict)
    processing: Mapping[str, str] = field(default_factory=dict)

    def document(self, kind: str, document: Document) -> Document:
        """The document, or part of one, with the new ids; the same object when it names none of the old."""
        return self._renamed(BY_NAME[kind].fields, document)

    def contributions(self, kind: str, text: str | None) -> str | None:
        """The contributions of a record (canonical JSON) with the new ids."""
        if text is None:
            return None
        parts = {slug: self.document(kind, part) for slug, part in json.loads(text).items()}
        return canonical(parts)

    def record(self, kind: str, record: Record) -> Record:
        """The record with the new ids in its document and in what each inventory states."""
        document = self.document(kind, record.document)
        if document is record.document and record.contributions is None:
            return record
        contributions = self.contributions(kind, record.contributions)
        return Record(document, record.revision, record.managed_by, contributions)

    def id(self, named: str) -> str:
        """The new id of a party or processing; of anything else its own."""
        return self.party.get(named) or self.processing.get(named) or named

    def _renamed(self, specs: tuple[Field, ...], values: Document) -> Document:
        changed: Document = {}
        for spec in specs:
            value = values.get(spec.name)
            if value is None or spec.type not in (*_NAMING, "record"):
                continue
            new = [self._value(spec, entry) for entry in value] if spec.many else self._value(spec, value)
            if spec.many and spec.type != "record":
                new = list(dict.fromkeys(new))
            if new != value:
                changed[spec.name] = new
        return {**values, **changed} if changed else values

    def _value(self, spec: Field, value: Any) -> Any:
        if spec.type == "record":
            return self._renamed(spec.fields, value)
        kinds = spec.refers_to or ("party",)
        if "party" in kinds and value in self.party:
            return self.party[value]
        return self.processing.get(value, value) if "processing" in kinds else value
