"""The page docs/reference/graph.md: labels, properties and relationships, from the declared inventory."""

from __future__ import annotations

from collections.abc import Iterator

from vendorgraph.model.entities import RECORDS
from vendorgraph.model.fields import Entity, Field, Link
from vendorgraph.store.mapping import is_json, stated_flag

_HEAD = """\
# Graph

<!-- Made by `make docs` from vendorgraph/model; do not edit. -->

How an inventory lies in the database, for people who look into it with Neo4j's own tools. Look only: what is written past
the program is not in the change log, and running servers do not see it.

* Every node has an `id`, unique for its label. A recorded resource also has `revision` (of the change log, when it was
  last written), `managed_by` (the inventories that state it) and, where several do, `contributions` (JSON text).
* A property has the name of its field. What is null, empty or not told is absent. Records without a relationship of
  their own are JSON text.
* A relationship has the `position` of its entry in the list, from 0, and the entry's other fields.
* Shipped categories, purposes, countries, regions and instruments are nodes too, with `shipped: true`; what nobody
  recorded has no `revision`.

Beside the inventory stand `Meta` (revision, versions), `Change` and `ChangeContent` (the change log), `Token`, `Webhook`,
`Delivery` and `Dispatcher`, and `(:Country)-[:IN {from, to}]->(:Region)`.

"""


def page() -> str:
    """The page."""
    return _HEAD + "\n".join(_section(entity) for entity in RECORDS)


def _section(entity: Entity) -> str:
    rows = "".join(f"| `{name}` | {doc} |\n" for name, doc in _properties(entity))
    links = "".join(f"* `{link}`\n" for link in _links(entity))
    shown = f"\n{links}" if links else ""
    return f"## {entity.label}\n\n{entity.doc}\n\n| property | meaning |\n|---|---|\n{rows}{shown}"


def _properties(entity: Entity) -> Iterator[tuple[str, str]]:
    for field in entity.fields:
        if field.link is None:
            kind = " (JSON text)" if is_json(field) else " (list)" if field.many else ""
            yield field.name, f"{field.doc}{kind}".replace("|", "\\|")
        if field.stated:
            yield stated_flag(field), f"False when `{field.name}` is not stated, which differs from none."


def _links(entity: Entity) -> Iterator[str]:
    for field in entity.fields:
        if field.link:
            yield _arrow(entity.label, field, field.link)


def _arrow(label: str, field: Field, link: Link) -> str:
    """`(:Flow)-[:UNDER {module, position}]->(:Mechanism)`; an inward one points at the resource."""
    inner = [inner.name for inner in field.fields if inner.name != link.key]
    relationship = f"[:{link.type} {{{', '.join([*inner, 'position'])}}}]"
    target = f"(:{'|'.join(link.labels)})"
    if link.inward:
        return f"{target}-{relationship}->(:{label})"
    return f"(:{label})-{relationship}->{target}"
