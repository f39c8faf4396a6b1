"""The inventory as files that `apply` takes back: all of it, or what one inventory slug states.

Applied to an empty store the file makes the same resources, applied to the store it came from it
changes nothing. What several inventories state is written once for each, with whose it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import yaml

from vendorgraph.analysis.selection import unknown
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.files import OWNER, REST, VERSION
from vendorgraph.exchange.merge import complete, contributions_of, stated, unite
from vendorgraph.exchange.text import is_plain
from vendorgraph.model import vocabulary
from vendorgraph.model.entities import RECORDS, TERMS
from vendorgraph.model.record import Document, Record

Entry = tuple[str, str, Document]  # plural of the kind, slug, what the slug states

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def native_yaml(snapshot: Snapshot, inventory: str | None = None) -> Iterator[bytes]:
    """The file as YAML, a resource at a time. Raises Invalid when no inventory has that slug."""
    head, entries = _contents(snapshot, inventory)
    return _yaml(head, entries)


def native_json(snapshot: Snapshot, inventory: str | None = None) -> Iterator[bytes]:
    """The file as JSON, a resource at a time. Raises Invalid when no inventory has that slug."""
    head, entries = _contents(snapshot, inventory)
    return _json(head, entries)


def slugs(snapshot: Snapshot) -> list[str]:
    """The inventories that state something, and `rest` when something was written over REST; sorted."""
    return sorted({slug for _, slug, _ in _entries(snapshot)})


def _contents(snapshot: Snapshot, inventory: str | None) -> tuple[dict[str, Any], Iterator[Entry]]:
    known = slugs(snapshot)
    if inventory is not None and inventory not in known:
        raise unknown("inventory", inventory, "inventory", known)
    if inventory not in (None, REST):
        head: dict[str, Any] = {"vendorgraph": VERSION, "inventory": inventory}
        return head, ((plural, "", part) for plural, slug, part in _entries(snapshot) if slug == inventory)
    if inventory is None and len(known) == 1 and known != [REST]:
        return _contents(snapshot, known[0])
    named = [REST] if inventory == REST else known or [REST]
    head = {"vendorgraph": VERSION, "inventories": named}
    return head, (entry for entry in _entries(snapshot) if inventory in (None, entry[1]))


def _entries(snapshot: Snapshot) -> Iterator[Entry]:
    """What each inventory states about each resource, by kind in the order of application, then by id."""
    plurals = {entity.name: entity.plural for entity in RECORDS}
    for kind, record in _records(snapshot):
        for slug, part in _parts(kind, record).items():
            yield plurals[kind], slug, part


def _records(snapshot: Snapshot) -> Iterator[tuple[str, Record]]:
    """Every recorded resource; terms that merely ship with the package are none."""
    for entity in RECORDS:
        records = snapshot.records[entity.name]
        ships = vocabulary.shipped(entity.name) if entity.name in TERMS else {}
        for id_ in sorted(records):
            if id_ not in ships or records[id_].managed_by or records[id_].document != ships[id_]:
                yield entity.name, records[id_]


def _parts(kind: str, record: Record) -> dict[str, Document]:
    """What each inventory states, such that the parts unite to the resource as it stands.

    A correction over REST of what several inventories state is none of theirs; then each is given
    all of what stands.
    """
    parts = contributions_of(kind, record)
    united, differences = unite(kind, parts)
    if differences or complete(kind, united) != record.document:
        return dict.fromkeys(parts, stated(kind, record.document))
    return parts


def _yaml(head: dict[str, Any], entries: Iterator[Entry]) -> Iterator[bytes]:
    yield dump(head)
    section = None
    for plural, slug, part in entries:
        if plural != section:
            section = plural
            yield f"\n{plural}:\n".encode()
        yield dump([_owned(slug, part)])


def _json(head: dict[str, Any], entries: Iterator[Entry]) -> Iterator[bytes]:
    yield json.dumps(head, ensure_ascii=False)[:-1].encode("utf-8", "replace")
    section = None
    for plural, slug, part in entries:
        opening = "," if plural == section else f'{"" if section is None else "]"},"{plural}":['
        section = plural
        entry = json.dumps(_owned(slug, part), ensure_ascii=False, separators=(",", ":"))
        yield f"{opening}\n{entry}".encode("utf-8", "replace")
    yield b"\n}\n" if section is None else b"]\n}\n"


def _owned(slug: str, part: Document) -> Document:
    """The entry as it stands in the file: the id first, then whose it is in a file of several inventories."""
    rest = {name: value for name, value in part.items() if name != "id"}
    return {"id": part["id"], **({OWNER: slug} if slug else {}), **rest}


class _Dumper(_DUMPER):  # type: ignore[misc]  # libyaml's when it is there
    """Writes what `exchange.text` reads back: every text that YAML 1.1 or 1.2 takes for something else is quoted."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: Any, value: str) -> Any:
    style = None if is_plain(value) else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def dump(value: Any) -> bytes:
    """A value as YAML that `exchange.text` reads back as the same value."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False
    )
    return text.encode("utf-8", "replace")
