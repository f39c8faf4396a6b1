"""What making one party of two writes: a pure function of a snapshot.

The one that stays takes over names, facts and evidence, and bears the other's id as a former one. Every
reference moves to it, and the other's processings move under its id. What each inventory states moves
along, so that files go on owning what they brought.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Conflict, Invalid
from vendorgraph.exchange.files import REST
from vendorgraph.exchange.merge import Contributions, complete, contributions_of, recorded, stated, unite
from vendorgraph.exchange.parties.decisions import moved_decisions
from vendorgraph.exchange.parties.renaming import Renaming
from vendorgraph.model import places
from vendorgraph.model.canonical import canonical
from vendorgraph.model.checks import given
from vendorgraph.model.entities import BY_NAME, RECORDS
from vendorgraph.model.ids import slug
from vendorgraph.model.record import Document, Record, Write

KEPT, OTHER = "kept", "other"
Settled = Mapping[str, str]
#: Fields of a party that are never in conflict: the id stays, the other name becomes an alias.
_OWN = ("id", "name")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a merge or split writes, which ids it renames, and what a person should know."""

    party: str
    other: str
    writes: tuple[Write, ...]
    renamed: Mapping[str, str]
    notes: tuple[str, ...] = ()


def merge(snapshot: Snapshot, into: str, other: str, settled: Settled | None = None) -> Effect:
    """What making one party of `into`, which stays, and `other` writes.

    `settled` says per field on which the two disagree whose value holds: `kept` or `other`. Raises
    NotFound, Invalid for what is no choice, and Conflict naming every field that has to be settled.
    """
    kept, gone = snapshot.record("party", into), snapshot.record("party", other)
    a, b = kept.document["id"], gone.document["id"]
    if a == b:
        raise Invalid(f"{other!r} is {a} already; name two parties", {"party": [f"is {a} itself"]})
    renamed = dict(_new_ids(snapshot, a, b))
    renaming = Renaming({b: a}, renamed)
    party, notes = _united(kept, gone, settled or {})
    writes = [
        _noting(Write("party", a, kept.document, party.document, party.managed_by, party.contributions), kept)
    ]
    writes += references(snapshot, renaming)
    writes += _moved(snapshot, renaming, a)
    writes.append(_noting(Write("party", b, gone.document, None), gone, renamed))
    moved, unmoved = moved_decisions(snapshot, writes, renaming)
    writes += [_noting(write, snapshot.records["decision"][write.id]) for write in moved]
    notes += [f"processing {old} is from now on {new}" for old, new in renamed.items()]
    return Effect(a, b, tuple(writes), renamed, (*notes, *unmoved))


def _new_ids(snapshot: Snapshot, a: str, b: str) -> Iterator[tuple[str, str]]:
    """The other's processings under the id of the party that stays; where one is so called, with its own before."""
    taken = set(snapshot.records["processing"])
    for old in snapshot.processings_of.get(b, ()):
        name = old[len(b) + 1 :]
        new = f"{a}:{name}"
        if new in taken:
            new = f"{a}:{slug(b)}-{name}"
        number = 2
        while new in taken:
            new, number = f"{a}:{slug(b)}-{name}-{number}", number + 1
        taken.add(new)
        yield old, new


def _united(kept: Record, gone: Record, settled: Settled) -> tuple[Record, list[str]]:
    """The party that stays with what both are stated to be."""
    a, b = kept.document, gone.document
    losing = _settled(a, b, settled)
    ours, theirs = (
        _without(contributions_of("party", record), {name for name, who in losing.items() if who == side})
        for side, record in ((KEPT, kept), (OTHER, gone))
    )
    for part in (*ours.values(), *theirs.values()):
        if part.get("member_of") in (a["id"], b["id"]):  # says nothing once they are one
            del part["member_of"]
    parts: Contributions = {}
    for owner in dict.fromkeys((REST, *ours, *theirs)):
        mine, yours = ({**side.get(owner, {}), "id": a["id"]} for side in (ours, theirs))
        parts[owner] = unite("party", {"1": mine, "2": yours})[0]
    former = [b["id"], *b["former_ids"]]
    lost_name = a["name"] if losing["name"] == KEPT else b["name"]
    names = [lost_name] if a["name"] != b["name"] else []
    added = {"id": a["id"], "former_ids": former, "aliases": names}
    parts[REST] = unite("party", {"1": parts[REST], "2": added})[0]
    united, differences = unite("party", parts)
    if differences:  # two inventories on one side disagreed before
        raise Conflict("; ".join(map(str, differences)))
    document = complete("party", united)
    slugs, contributions = recorded("party", parts, document)
    notes = [f"{b['name']!r} becomes an alias of {a['name']!r}"] if losing["name"] == OTHER else []
    return Record(document, 0, slugs, contributions), notes


def _settled(a: Document, b: Document, settled: Settled) -> dict[str, str]:
    """Field -> whose value goes, of the single values on which the two disagree. Raises Conflict, Invalid."""
    singles = {field.name for field in BY_NAME["party"].fields if not field.many} - {"id"}
    for name, choice in settled.items():
        if name not in singles or choice not in (KEPT, OTHER):
            sentence = f"settle.{name}: give a single-valued field of a party with `kept` or `other`, not {given(choice)}"
            raise Invalid(sentence, {f"settle.{name}": [f"accepted are {KEPT} and {OTHER}"]})
    ours, theirs = stated("party", a), stated("party", b)
    losing = {"name": OTHER if settled.get("name", KEPT) == KEPT else KEPT}
    open_: dict[str, list[str]] = {}
    for name in sorted(singles - set(_OWN)):
        mine, yours = ours.get(name), theirs.get(name)
        if name == "member_of":
            mine, yours = (None if value in (a["id"], b["id"]) else value for value in (mine, yours))
        if mine is None or yours is None or mine == yours:
            continue
        if name in settled:
            losing[name] = OTHER if settled[name] == KEPT else KEPT
        else:
            open_[name] = [_disagreement(name, a, b, mine, yours)]
    if open_:
        first = next(iter(open_.values()))[0]
        more = f" (and {len(open_) - 1} more)" if len(open_) > 1 else ""
        raise Conflict(f"{a['id']} and {b['id']} cannot be one as they are recorded: {first}{more}", open_)
    return losing


def _disagreement(name: str, a: Document, b: Document, mine: Any, yours: Any) -> str:
    choice = f"if they are, say which holds: settle {name} as `{KEPT}` or `{OTHER}`"
    if name == "established_in":
        return (
            f"{a['id']} is established in {places.name(mine)} and {b['id']} in {places.name(yours)}, so they look "
            f"like two companies of a group; {choice}"
        )
    return f"{name} is {given(mine)} of {a['id']} and {given(yours)} of {b['id']}; {choice}"


def _without(parts: Contributions, fields: set[str]) -> Contributions:
    return {
        owner: {name: v for name, v in part.items() if name not in fields} for owner, part in parts.items()
    }


def references(snapshot: Snapshot, renaming: Renaming) -> Iterator[Write]:
    """Everything else that names the party or its processings, naming the new ids."""
    for entity in RECORDS:
        for id_, record in snapshot.records[entity.name].items():
            own = entity.name == "party" and (id_ in renaming.party or id_ in renaming.party.values())
            if own or (entity.name == "processing" and id_ in renaming.processing):
                continue
            new = renaming.record(entity.name, record)
            if new.document is not record.document:
                write = Write(
                    entity.name, id_, record.document, new.document, new.managed_by, new.contributions
                )
                yield _noting(write, record)


def _moved(snapshot: Snapshot, renaming: Renaming, party: str) -> Iterator[Write]:
    """The other's processings under their new ids."""
    for old, new_id in renaming.processing.items():
        record = snapshot.records["processing"][old]
        new = renamed_processing(record, new_id, party, renaming)
        yield _noting(Write("processing", old, record.document, None), record)
        made = Write("processing", new_id, None, new.document, new.managed_by, new.contributions)
        yield _noting(made, None)


def renamed_processing(record: Record, new_id: str, party: str, renaming: Renaming) -> Record:
    """A processing under another id and party, in its document and in what each inventory states."""

    def moved(part: Document) -> Document:
        return renaming.document(
            "processing", part | {"id": new_id} | ({"party": party} if "party" in part else {})
        )

    parts = {owner: moved(part) for owner, part in contributions_of("processing", record).items()}
    document = moved(record.document)
    if record.contributions is None:
        return Record(document, 0, record.managed_by)
    return Record(document, 0, record.managed_by, canonical(parts))


def _noting(write: Write, before: Record | None, renamed: Mapping[str, str] | None = None) -> Write:
    """The write with what the change log does not show and a split needs: who stated what before and after."""
    noted: dict[str, Any] = {
        "before": _ownership(before.managed_by, before.contributions) if before else {},
        "after": _ownership(write.managed_by, write.contributions),
    }
    if renamed is not None:
        noted["renamed"] = dict(renamed)
    return Write(
        write.kind,
        write.id,
        write.before,
        write.after,
        write.managed_by,
        write.contributions,
        canonical(noted),
    )


def _ownership(managed_by: Sequence[str], contributions: str | None) -> dict[str, Any]:
    return {"managed_by": list(managed_by), "contributions": contributions}
