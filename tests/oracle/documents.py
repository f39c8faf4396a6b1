"""Complete documents for tests: every field of the entity, defaults filled in."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from vendorgraph.model.entities import BY_NAME

KINDS = ("category", "condition", "party", "processing", "flow")
Inventory = dict[str, dict[str, dict[str, Any]]]


def _empty(kind: str) -> dict[str, Any]:
    return {
        field.name: [] if field.many and not field.stated else field.default for field in BY_NAME[kind].fields
    }


_EMPTY = {kind: _empty(kind) for kind in KINDS}


def document(kind: str, /, **given: Any) -> dict[str, Any]:
    """A document of that kind; `from_` stands for the field `from`. Unknown fields are refused."""
    values = {name.removesuffix("_"): value for name, value in given.items()}
    complete = copy.deepcopy(_EMPTY[kind])
    unknown = values.keys() - complete.keys()
    if unknown:
        raise KeyError(f"{kind} has no field {sorted(unknown)}")
    complete.update(values)
    if kind != "flow" and complete.get("name") is None:
        complete["name"] = complete["id"]
    if kind == "condition" and complete["default"] is None:
        complete["default"] = "on" if complete["kind"] == "option" else "off"
    return complete


def places(*where: tuple[str, str | None] | str) -> list[dict[str, Any]]:
    """Locations of a flow from `"FR"` or `("FR", "storage")`."""
    pairs = [entry if isinstance(entry, tuple) else (entry, None) for entry in where]
    return [{"place": place, "kind": kind} for place, kind in pairs]


def flow(
    id_: str, from_: str, to: str, categories: Iterable[str] | None = ("user",), **given: Any
) -> dict[str, Any]:
    """A flow, active and stated unless told otherwise; `categories=None` = not stated."""
    carried = None if categories is None else list(categories)
    return document("flow", id=id_, from_=from_, to=to, categories=carried, **given)


def inventory_of(documents: Mapping[str, Iterable[dict[str, Any]]]) -> Inventory:
    """{kind: {id: document}} with all five kinds present."""
    return {kind: {entry["id"]: entry for entry in documents.get(kind, ())} for kind in KINDS}


def inventory(
    *flows: dict[str, Any],
    terms: Mapping[str, Iterable[str]],
    capacities: Mapping[str, str] | None = None,
    parties: Iterable[dict[str, Any]] = (),
    processings: Iterable[dict[str, Any]] = (),
    conditions: Iterable[dict[str, Any]] = (),
) -> Inventory:
    """An inventory around some flows: what they name and nobody declares is made.

    `terms` maps each category to its parents. A processing that is not declared is a processor,
    unless `capacities` says otherwise; its party is what stands before the colon.
    """
    declared = {entry["id"]: entry for entry in processings}
    for id_ in [end for entry in flows for end in (entry["from"], entry["to"])]:
        capacity = (capacities or {}).get(id_, "processor")
        declared.setdefault(id_, document("processing", id=id_, party=id_.split(":")[0], capacity=capacity))
    known = {entry["id"]: entry for entry in parties}
    for entry in declared.values():
        known.setdefault(entry["party"], document("party", id=entry["party"]))
    return inventory_of(
        {
            "category": [
                document("category", id=term, parents=list(parents)) for term, parents in terms.items()
            ],
            "condition": conditions,
            "party": known.values(),
            "processing": declared.values(),
            "flow": flows,
        }
    )
