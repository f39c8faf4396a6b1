"""Filters of the resource lists: every enumerated, yes-or-no, country and reference field, and a search."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from vendorgraph.analysis.selection import unknown
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api.parameters import Arguments, Choice, Fields, Word, YesNo
from vendorgraph.errors import Invalid
from vendorgraph.model import checks, vocabulary
from vendorgraph.model.entities import BY_NAME
from vendorgraph.model.fields import Entity, Field
from vendorgraph.model.record import Document

SEARCH = "q"
_SEARCHED = ("id", "name", "title", "legal_name", "aliases", "domains", "former_ids")
Test = Callable[[Document], bool]


def filter_fields(entity: Entity) -> Fields:
    """The query parameters that narrow the list of `entity`."""
    names = [spec.name for spec in entity.fields if spec.name in _SEARCHED]
    fields: dict[str, Any] = {
        SEARCH: Word(f"Words to find in {', '.join(names)}, whatever their case and accents.", most=200),
    }
    for spec in entity.fields:
        if made := _parameter(spec):
            fields[spec.name] = made
    if any(spec.name == "evidence" for spec in entity.fields):
        fields["document"] = Word("Only those that this document evidences.", example="example-shop-policy")
    return fields


def select(snapshot: Snapshot, entity: Entity, args: Arguments) -> list[Document]:
    """The documents of `entity` that pass every filter given, ordered by id.

    Raises Invalid naming the parameter when it names something that does not exist.
    """
    tests = [_test(snapshot, entity, name, args[name]) for name in filter_fields(entity) if name in args]
    records = snapshot.records[entity.name]
    documents = (records[id_].document for id_ in sorted(records))
    return [document for document in documents if all(test(document) for test in tests)]


def found(document: Mapping[str, Any], words: str) -> bool:
    """Whether every word stands somewhere in the document's id, names, aliases or domains."""
    texts: list[str] = []
    for name in _SEARCHED:
        value = document.get(name)
        texts += (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))
    text = fold(" \n".join(texts))
    return all(word in text for word in fold(words).split())


def fold(text: str) -> str:
    """`text` without case and accents, for comparison: `Société` and `SOCIETE` agree."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _parameter(spec: Field) -> Any:
    doc = f"Filter by {spec.name}. {spec.doc}"
    if spec.type == "enum" and isinstance(spec.values[0], str):
        return Choice(doc, spec.values)
    if spec.type == "flag":
        return YesNo(doc)
    if spec.type in ("ref", "party_or_none", "country"):
        return Word(f"{doc} A party stands for all its processings." if _ends(spec) else doc)
    return None


def _ends(spec: Field) -> bool:
    """Whether the field names an end of a flow, where a party may stand for its processings."""
    return spec.name in ("from", "to") and spec.type == "ref"


def _test(snapshot: Snapshot, entity: Entity, name: str, given: Any) -> Test:
    if name == SEARCH:
        return lambda document: found(document, given)
    if name == "document" and not any(spec.name == name for spec in entity.fields):
        _known(snapshot, name, given, ("document",))
        return lambda document: any(entry["document"] == given for entry in document["evidence"])
    spec = entity.field(name)
    if spec.type == "country" and (refusal := checks.CHECKS["country"](given)):
        raise Invalid.at(name, refusal)
    accepted = {given}
    if spec.type == "ref":
        accepted = _named(snapshot, spec, given)
    elif spec.type == "party_or_none" and given != "none":
        accepted = {_known(snapshot, name, given, ("party",))}
    if spec.many:
        return lambda document: not accepted.isdisjoint(document[name] or ())
    return lambda document: document[name] in accepted


def _named(snapshot: Snapshot, spec: Field, given: str) -> set[str]:
    kinds = spec.refers_to
    if not _ends(spec):
        return {_known(snapshot, spec.name, given, kinds)}
    if given in snapshot.records["processing"]:
        return {given}
    party = _known(snapshot, spec.name, given, ("processing", "party"))
    return set(snapshot.processings_of.get(party, ()))


def _known(snapshot: Snapshot, name: str, given: str, kinds: Iterable[str]) -> str:
    """`given`, or the id of the party that answers under it. Raises Invalid with the nearest ids."""
    ids = [
        id_
        for kind in kinds
        for id_ in (snapshot.records[kind] if kind in BY_NAME else vocabulary.shipped(kind))
    ]
    if "party" in kinds:
        given = snapshot.present_id("party", given)
    if given not in ids:
        raise unknown(name, given, " or ".join(kinds), ids)
    return given
