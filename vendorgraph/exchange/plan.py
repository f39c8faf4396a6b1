"""What applying an inventory file would change: a pure function of a snapshot and the file.

What a file brought is managed by its slug. What the slug stated before and states no more is
removed, unless another slug holds it: then only the contribution goes. Applying the same file
again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vendorgraph.analysis.integrity import after, check, known
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid, VendorgraphError
from vendorgraph.exchange.cautions import Caution, cautions
from vendorgraph.exchange.files import REST, InventoryFile, Item
from vendorgraph.exchange.merge import complete, contributions_of, recorded, unite
from vendorgraph.exchange.problems import Problems
from vendorgraph.exchange.text import Path
from vendorgraph.model import vocabulary
from vendorgraph.model.entities import BY_NAME, RECORDS, TERMS
from vendorgraph.model.hints import nearest_are
from vendorgraph.model.record import Document, Record, Write
from vendorgraph.model.references import pointing_at, references

State = dict[str, dict[str, Record]]
SUGGESTED = 20  # unknown references of one file for which the nearest names are looked up


@dataclass(frozen=True, slots=True)
class Plan:
    """The writes that make the inventory hold what a file states, and what a reviewer should know."""

    file: InventoryFile
    writes: tuple[Write, ...]
    unchanged: int
    cautions: tuple[Caution, ...]

    def warnings(self) -> list[str]:
        """The cautions as `file:line: sentence`."""
        places = self.file.problems().placed([path for path, _ in self.cautions])
        return [f"{place}: {said}" for (_, place), (_, said) in zip(places, self.cautions, strict=True)]

    def count(self, action: str) -> int:
        """How many of the writes `create`, `update` or `delete`; a write of mere management is none."""
        return sum(write.action == action and write.before != write.after for write in self.writes)


def plan(snapshot: Snapshot, file: InventoryFile) -> Plan:
    """What applying `file` to `snapshot` writes.

    Raises Invalid or Conflict with `file:line` for everything that stands against it: single values
    on which inventories disagree, unknown references, removals of what others still point at.
    """
    problems = file.problems()
    stated = list(_stated(snapshot, file, problems))
    problems.raise_if_any()
    gone = list(_no_longer_stated(snapshot, file, problems))
    problems.raise_if_any()
    writes = [write for _, write in stated if _changes(snapshot, write)] + gone
    _check(snapshot, file, [item for item, _ in stated], writes)
    flows = [item for item, _ in stated if item.kind == "flow"]
    noted = cautions(after(snapshot, writes), flows)
    return Plan(file, tuple(writes), len(stated) + len(gone) - len(writes), tuple(noted))


def _check(snapshot: Snapshot, file: InventoryFile, items: list[Item], writes: list[Write]) -> None:
    """Refuse writes that would leave the inventory broken, with the lines of the file that would break it."""
    changed = {(write.kind, write.id) for write in writes}
    items = [item for item in items if (item.kind, item.id) in changed]
    problems = file.problems()
    state = after(snapshot, writes)
    _check_ancestry(state, items, problems)
    problems.raise_if_any()
    try:
        check(snapshot, writes)
    except VendorgraphError as refusal:
        _check_references(snapshot, state, items, problems)
        _check_removals(state, [write for write in writes if write.after is None], problems)
        problems.raise_if_any()
        raise type(refusal)(f"{file.name}: {refusal.message}", refusal.errors) from None


def _stated(snapshot: Snapshot, file: InventoryFile, problems: Problems) -> Iterator[tuple[Item, Write]]:
    """The write that each resource of the file leads to, whether or not it changes anything."""
    stating: dict[tuple[str, str], list[Item]] = {}
    for item in file.items:
        stating.setdefault((item.kind, item.id), []).append(item)
    for (kind, id_), items in stating.items():
        record, item = snapshot.records[kind].get(id_), items[0]
        if record is None and kind == "party" and id_ in snapshot.former_ids:
            bearer = snapshot.former_ids[id_]
            problems.add(
                item.path,
                f"party {id_} is now {bearer}, which bears it among its former ids; state {bearer}",
            )
        elif _is_shipped(item, record):
            problems.add(item.path, f"{kind} {id_} ships with the program; add a term of your own under it")
        else:
            parts = _parts(file, record, items)
            if write := _united(kind, id_, record, parts, item.path, problems):
                yield item, write


def _parts(file: InventoryFile, record: Record | None, items: list[Item]) -> dict[str, Document]:
    """What each inventory will state about a resource: as recorded, with what the file's own state now."""
    said = {item.slug or file.slug: item.stated for item in items}
    parts = contributions_of(items[0].kind, record) if record else {}
    kept = {
        slug: part for slug, part in parts.items() if slug in said or slug == REST or slug not in file.owners
    }
    return {**kept, **said}


def _is_shipped(item: Item, record: Record | None) -> bool:
    return (
        item.kind in TERMS
        and item.id in vocabulary.shipped(item.kind)
        and (record is None or not record.managed_by)
    )


def _united(
    kind: str, id_: str, record: Record | None, parts: dict[str, Document], path: Path, problems: Problems
) -> Write | None:
    """The write that records the union of `parts`; None, with the reasons noted, when there is none."""
    part, differences = unite(kind, parts)
    for difference in differences:
        problems.add((*path, difference.field), f"{kind} {id_}: {difference}", conflict=True)
    if differences:
        return None
    try:
        document = complete(kind, part)
    except Invalid as error:
        for field, sentences in error.errors.items():
            problems.add(path, f"{kind} {id_}: {field} {'; '.join(sentences)}")
        return None
    return Write(kind, id_, record.document if record else None, document, *recorded(kind, parts, document))


def _changes(snapshot: Snapshot, write: Write) -> bool:
    record = snapshot.records[write.kind].get(write.id)
    return record is None or (record.document, record.managed_by, record.contributions) != (
        write.after,
        write.managed_by,
        write.contributions,
    )


def _no_longer_stated(snapshot: Snapshot, file: InventoryFile, problems: Problems) -> Iterator[Write]:
    """What the file's inventories stated before and state no more: removed, or left to others that state it.

    What was written over REST is never removed by a file.
    """
    stated = {(item.kind, item.id) for item in file.items}
    owners = frozenset(file.owners)
    for entity in reversed(RECORDS):
        for id_, record in snapshot.records[entity.name].items():
            if owners.isdisjoint(record.managed_by) or (entity.name, id_) in stated:
                continue
            parts = contributions_of(entity.name, record)
            kept = {slug: part for slug, part in parts.items() if slug == REST or slug not in owners}
            if not kept:
                yield Write(entity.name, id_, record.document, None)
            elif write := _united(entity.name, id_, record, kept, ("inventory",), problems):
                yield write


def _check_references(snapshot: Snapshot, state: State, items: list[Item], problems: Problems) -> None:
    """Note every id that names nothing in the file or the store, with what it is now or the nearest that exist."""
    near: dict[tuple[tuple[str, ...], str], str] = {}
    for item in items:
        for field, kinds, id_ in references(item.kind, _whole(item)):
            if any(id_ in known(state, kind) for kind in kinds):
                continue
            if (kinds, id_) not in near:
                near[kinds, id_] = _now(snapshot, kinds, id_)
                if not near[kinds, id_] and len(near) <= SUGGESTED:
                    near[kinds, id_] = _nearest(state, kinds, id_)
            steps = tuple(int(step) if step.isdecimal() else step for step in field.split("."))
            sentence = (
                f"{item.kind} {item.id}: {field} {id_!r} is no known {' or '.join(kinds)}{near[kinds, id_]}"
            )
            problems.add((*item.path, *steps), sentence)


def _whole(item: Item) -> Document:
    """What the item states with every field present, as `references` reads it."""
    return {field.name: item.stated.get(field.name) for field in BY_NAME[item.kind].fields}


def _now(snapshot: Snapshot, kinds: tuple[str, ...], id_: str) -> str:
    """What a former id is since the merge that ended it."""
    now = next((new for kind in kinds if (new := snapshot.present_id(kind, id_)) != id_), None)
    return f"; since a merge {id_!r} is now {now!r}" if now else ""


def _nearest(state: State, kinds: tuple[str, ...], id_: str) -> str:
    return nearest_are(id_, {match for kind in kinds for match in known(state, kind)})


def _check_ancestry(state: State, items: list[Item], problems: Problems) -> None:
    """Note groups and terms that would be their own ancestors."""
    for item in items:
        if item.kind == "party":
            _check_chain(state, item, "member_of", problems)
        elif item.kind in TERMS:
            _check_chain(state, item, "parents", problems)


def _check_chain(state: State, item: Item, field: str, problems: Problems) -> None:
    waiting, seen = [item.id], set()
    while waiting:
        record = state[item.kind].get(waiting.pop())
        parents = record.document[field] if record else None
        for parent in [parents] if isinstance(parents, str) else parents or ():
            if parent == item.id:
                problems.add((*item.path, field), f"{item.kind} {item.id}: {field} makes it its own ancestor")
                return
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)


def _check_removals(state: State, gone: list[Write], problems: Problems) -> None:
    """Note what the file states no more although others still point at it."""
    removed: dict[str, set[str]] = {}
    for write in gone:
        if write.after is None:
            removed.setdefault(write.kind, set()).add(write.id)
    if not removed:
        return
    users: dict[tuple[str, str], list[str]] = {}
    for kind, id_, target, named in pointing_at(state, removed):
        users.setdefault((target, named), []).append(f"{kind} {id_}")
    for (kind, id_), found in users.items():
        distinct = list(dict.fromkeys(found))
        more = f" and {len(distinct) - 5} more" if len(distinct) > 5 else ""
        sentence = (
            f"{kind} {id_} is no longer stated and would be removed, but {', '.join(distinct[:5])}{more} "
            "still point at it"
        )
        problems.add(("inventory",), sentence, conflict=True)
