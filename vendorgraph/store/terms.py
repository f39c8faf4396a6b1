"""The shipped vocabularies as nodes, so that flows and parties can point at them.

They are made at the first start and again whenever the package ships other terms. Terms that an
administrator added or changed (they have a revision) are never touched, and none is removed:
something may point at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vendorgraph.model.canonical import canonical, digest
from vendorgraph.model.vocabulary import shipped
from vendorgraph.store.batches import batches
from vendorgraph.store.driver import Connection, Transaction

Row = dict[str, Any]
Term = Mapping[str, Any]

#: Kind of term -> the statement that makes its nodes.
_SEEDS = {
    "country": "seed_countries",
    "region": "seed_regions",
    "mechanism": "seed_mechanisms",
    "category": "seed_categories",
    "purpose": "seed_purposes",
}
#: Kinds with parents, and what their statements are called.
_TREES = {"category": "categories", "purpose": "purposes"}


def vocabulary_digest(source: Callable[[str], Mapping[str, Term]] = shipped) -> str:
    """Changes when any shipped term does."""
    return digest({kind: dict(source(kind)) for kind in _SEEDS})


def seed(connection: Connection) -> None:
    """Make or renew the nodes of all shipped terms, in one transaction."""
    with connection.transaction() as transaction:
        for kind, statement in _SEEDS.items():
            _in_batches(transaction, statement, [shipped_row(term) for term in shipped(kind).values()])
        for kind, plural in _TREES.items():
            transaction.rows(f"unlink_shipped_{plural}")
            rows = [row for term in shipped(kind).values() for row in shipped_parents(term)]
            _in_batches(transaction, f"link_shipped_{plural}", rows)
        transaction.rows("unlink_countries_in")
        _in_batches(transaction, "link_countries_in", list(_memberships()))
        transaction.rows("set_vocabulary", digest=vocabulary_digest())


def shipped_row(term: Term) -> Row:
    """The row that makes a shipped term's node; nested values are JSON text, `parents` and `members` links."""
    properties: Row = {"shipped": True}
    for name, value in term.items():
        if name in ("parents", "members") or value is None or value == []:
            continue
        properties[name] = canonical(value) if _is_nested(value) else value
    return {"id": term["id"], "properties": properties}


def shipped_parents(term: Term) -> Iterator[Row]:
    """The rows that link a shipped term to its parents."""
    for position, parent in enumerate(term.get("parents", ())):
        yield {"id": term["id"], "target": parent, "position": position}


def _is_nested(value: Any) -> bool:
    """Whether a value is more than a property can hold."""
    if isinstance(value, list):
        return any(not isinstance(item, str) for item in value)
    return isinstance(value, Mapping)


def _memberships() -> Iterator[Row]:
    """Country -> region, with the days between which it belongs to it."""
    for region in shipped("region").values():
        for span in region["members"]:
            dates = {name: span[name] for name in ("from", "to") if span[name] is not None}
            yield {"id": span["country"], "target": region["id"], "properties": dates}


def _in_batches(transaction: Transaction, statement: str, rows: list[Row]) -> None:
    for chunk in batches(rows):
        transaction.rows(statement, rows=chunk)
