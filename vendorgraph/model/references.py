"""Which resources a document names, and what in a state names a resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from vendorgraph.model.entities import BY_NAME
from vendorgraph.model.fields import Field
from vendorgraph.model.record import Document, Record

State = Mapping[str, Mapping[str, Record]]
#: (path of the field, kinds it may refer to, the id it names)
Reference = tuple[str, tuple[str, ...], str]


def references(kind: str, document: Document) -> Iterator[Reference]:
    """Every id that `document` names, with its path (`evidence.0.document`) and the kinds accepted there."""
    yield from _references(BY_NAME[kind].fields, document, "")


def _references(specs: tuple[Field, ...], values: Document, path: str) -> Iterator[Reference]:
    for spec in _naming(specs):
        value = values[spec.name]
        if value is None:
            continue
        entries = enumerate(value) if spec.many else ((None, value),)
        for at, entry in entries:
            where = f"{path}{spec.name}" if at is None else f"{path}{spec.name}.{at}"
            if spec.type == "record":
                yield from _references(spec.fields, entry, f"{where}.")
            elif entry != "none" or spec.type == "ref":
                yield where, spec.refers_to or ("party",), entry


@cache
def _naming(specs: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields that name resources, themselves or in their records."""
    return tuple(
        spec
        for spec in specs
        if spec.type in ("ref", "party_or_none") or (spec.type == "record" and _naming(spec.fields))
    )


def pointing_at(state: State, targets: Mapping[str, set[str]]) -> Iterator[tuple[str, str, str, str]]:
    """(kind, id, target kind, target id) of every resource in `state` that names one of `targets`."""
    for kind, entity in BY_NAME.items():
        if not _may_name(entity.fields, frozenset(targets)):
            continue
        for id_, record in state[kind].items():
            for _, kinds, named in references(kind, record.document):
                for target in kinds:
                    if named in targets.get(target, ()) and (target, named) != (kind, id_):
                        yield kind, id_, target, named


@cache
def _may_name(specs: tuple[Field, ...], kinds: frozenset[str]) -> bool:
    return any(
        bool(kinds & set(spec.refers_to or ("party",)))
        if spec.type != "record"
        else _may_name(spec.fields, kinds)
        for spec in _naming(specs)
    )
