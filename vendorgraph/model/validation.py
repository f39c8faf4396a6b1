"""From what somebody wrote to a normalised document, or a sentence per field that says why not."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from marshmallow import ValidationError

from vendorgraph.errors import Invalid
from vendorgraph.model import checks, law_rows, vocabulary
from vendorgraph.model.entities import BY_NAME
from vendorgraph.model.fields import Field
from vendorgraph.model.record import Document
from vendorgraph.model.schemas import REQUIRED, schema

RESERVED_PARTIES = ("none", "unknown")
#: Pairs of fields of which the first must lie before the second (every end is exclusive).
_PERIODS = (
    ("valid_from", "valid_to"),
    ("from", "to"),
    ("in_force_from", "until"),
    ("decided_on", "until"),
)
#: Pairs of which the second may be the same day, by kind.
_SEQUENCES = {"objection": ("raised_on", "resolved_on"), "breach": ("from", "known_at")}
#: Fields that name resources of the same kind, never the one that they stand in.
_OF_OTHERS = {"processing": "joint_with", "category": "replaced_by", "purpose": "replaced_by"}


def load_document(kind: str, raw: Any, *, partial: bool = False) -> Document:
    """`raw` as a complete document of `kind`: every field present, defaults filled in, order kept.

    With `partial` only what is stated comes back (null counts as not stated), for a file's
    contribution to a resource that others state too; required fields may then be absent.
    Raises Invalid with, per field path (`locations.0.place`), the sentences that say what is accepted.
    """
    entity = BY_NAME[kind]
    if not isinstance(raw, dict):
        raise Invalid(f"a {kind} must be an object, not {checks.given(raw)}", {kind: ["is not an object"]})
    try:
        if partial:
            raw = {name: value for name, value in raw.items() if value is not None}
        # Only the resource itself may be partial: what it holds, evidence say, is stated whole.
        loaded: Document = schema(kind).load(raw, partial=_required(kind) if partial else False)
    except ValidationError as error:
        raise refused(kind, dict(_flatten(error.messages))) from None
    document = _stated(entity.fields, loaded) if partial else _complete(entity.fields, loaded)
    if errors := _contradictions(kind, document, partial=partial):
        raise refused(kind, errors)
    if not partial and kind == "condition":
        document["name"] = document["name"] or document["id"]
        document["default"] = document["default"] or ("off" if document["kind"] == "event" else "on")
    if not partial and kind == "adequacy":
        document = law_rows.completed(document)
    return document


@cache
def _required(kind: str) -> tuple[str, ...]:
    return tuple(spec.name for spec in BY_NAME[kind].fields if spec.required)


def refused(kind: str, errors: dict[str, list[str]]) -> Invalid:
    """One Invalid whose message is the first field's sentence and whose errors name them all."""
    field, sentences = next(iter(errors.items()))
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return Invalid(f"{kind}: {field} {sentences[0]}{more}", errors)


def _flatten(messages: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    if isinstance(messages, dict):
        for key, value in messages.items():
            yield from _flatten(value, path if key == "_schema" else f"{path}.{key}" if path else str(key))
    else:
        yield path, [str(message) for message in messages]


def _complete(specs: tuple[Field, ...], loaded: Document) -> Document:
    return {spec.name: _value(spec, loaded.get(spec.name)) for spec in specs}


def _value(spec: Field, value: Any) -> Any:
    if value is None:
        return [] if spec.many and not spec.stated else deepcopy(spec.default)
    if spec.type != "record":
        return value
    if spec.many:
        return [_complete(spec.fields, entry) for entry in value]
    return _complete(spec.fields, value)


def _stated(specs: tuple[Field, ...], loaded: Document) -> Document:
    given = {spec.name: loaded[spec.name] for spec in specs if loaded.get(spec.name) is not None}
    return {spec.name: _value(spec, given[spec.name]) for spec in specs if spec.name in given}


def _contradictions(kind: str, document: Document, *, partial: bool) -> dict[str, list[str]]:
    """What single values cannot show: reversed dates, ids that say another party."""
    errors: dict[str, list[str]] = {}
    for path, record in _records(document):
        for start, end in _PERIODS:
            first, last = record.get(start), record.get(end)
            if kind == "flow" and (start, path) == ("from", ""):
                continue
            if first and last and first >= last:
                errors[f"{path}{end}"] = [f"{last} does not lie after {start} {first}; an end is exclusive"]
    if kind in _SEQUENCES:
        start, end = _SEQUENCES[kind]
        first, last = document.get(start), document.get(end)
        if first and last and last[: len(first)] < first:
            errors[end] = [f"{last} lies before {start} {first}"]
    errors.update(_rules_of(kind, document, partial=partial))
    return errors


def _records(document: Document, path: str = "") -> Iterator[tuple[str, Document]]:
    yield path, document
    for name, value in document.items():
        for at, entry in enumerate(value if isinstance(value, list) else ()):
            if isinstance(entry, dict):
                yield from _records(entry, f"{path}{name}.{at}.")


def _rules_of(kind: str, document: Document, *, partial: bool) -> dict[str, list[str]]:
    identifier = document.get("id")
    if identifier is None and not partial:
        return {"id": [REQUIRED]}
    if kind in _OF_OTHERS and identifier is not None:
        named = document.get(_OF_OTHERS[kind])
        if identifier in (named if isinstance(named, list) else [named]):
            return {_OF_OTHERS[kind]: [f"names the {kind} itself; name another one or leave it out"]}
    match kind:
        case "party" if errors := _no_frameworks(document):
            return errors
        case "party" if identifier in RESERVED_PARTIES:
            return {"id": [f"{identifier!r} is reserved; choose another id"]}
        case "party" if identifier is not None and ":" in identifier:
            return {
                "id": [
                    f"{identifier!r} contains a colon, which only a processing's id has, as stripe:payments"
                ]
            }
        case "party" if identifier is not None and document.get("member_of") == identifier:
            return {"member_of": ['a party cannot be a member of itself; name its parent, "none" or null']}
        case "processing" if identifier is not None:
            owner = document.get("party")
            if owner is not None and not identifier.startswith(f"{owner}:"):
                return {
                    "id": [f"{identifier!r} must begin with its party's id and a colon, as {owner}:service"]
                }
        case "flow" if document.get("categories") == []:
            return {"categories": ["must not be empty; null says that the source does not state them"]}
        case "condition" if document.get("kind") == "event" and document.get("default") == "on":
            return {"default": ["an event is off until it happens; leave it out or write off"]}
        case "breach" if not partial and not (document["party"] or document["processing"]):
            return {"party": ["name the party or the processing where it happened"]}
        case "adequacy":
            return law_rows.contradictions(document, partial=partial)
    return {}


def _no_frameworks(party: Document) -> dict[str, list[str]]:
    """Certifications under an instrument under which no company is certified."""
    instruments = vocabulary.shipped("mechanism")
    frameworks = [
        code for code, row in instruments.items() if "certification" in (row["kind"], row["legacy_of"])
    ]
    return {
        f"certifications.{at}.mechanism": [
            f"{entry['mechanism']!r} certifies no company; one of {', '.join(frameworks)}"
        ]
        for at, entry in enumerate(party.get("certifications") or ())
        if entry["mechanism"] in instruments and entry["mechanism"] not in frameworks
    }
