"""Whether a set of writes leaves the inventory whole: nothing names what does not exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Conflict
from vendorgraph.model import vocabulary
from vendorgraph.model.hints import nearest_are
from vendorgraph.model.record import Record, Write
from vendorgraph.model.references import pointing_at, references
from vendorgraph.model.taxonomy import Taxonomy
from vendorgraph.model.validation import refused

_SHIPPED_ONLY = ("mechanism", "subject")
NAMED_AT_MOST = 20


def check(snapshot: Snapshot, writes: Sequence[Write]) -> None:
    """Raise Invalid or Conflict, naming fields and ids, when the writes would leave something broken."""
    state = after(snapshot, writes)
    for write in writes:
        if write.after is not None:
            errors = dict(_unknown(state, write))
            if write.kind == "party":
                errors.update(_group_errors(state, write))
            if errors:
                raise refused(f"{write.kind} {write.id}", errors)
    if any(write.kind == "category" for write in writes):
        Taxonomy({id_: record.document for id_, record in state["category"].items()})
    _check_deletions(state, writes)


def after(snapshot: Snapshot, writes: Sequence[Write]) -> dict[str, dict[str, Record]]:
    """The records as they would stand after the writes (kinds that nothing touches are shared)."""
    state: dict[str, Any] = dict(snapshot.records)
    for kind in {write.kind for write in writes}:
        state[kind] = dict(snapshot.records[kind])
    for write in writes:
        if write.after is None:
            state[write.kind].pop(write.id, None)
        else:
            state[write.kind][write.id] = Record(write.after)
    return state


def known(state: Mapping[str, Mapping[str, Record]], kind: str) -> Collection[str]:
    """The ids of a kind that a document may name."""
    if kind in _SHIPPED_ONLY:
        return vocabulary.shipped(kind).keys()
    if kind == "adequacy":  # added rows stand beside the shipped ones
        return vocabulary.shipped(kind).keys() | state[kind].keys()
    return state[kind].keys()


def _unknown(state: dict[str, dict[str, Record]], write: Write) -> Iterator[tuple[str, list[str]]]:
    for path, kinds, id_ in references(write.kind, write.after or {}):
        ids = [known(state, kind) for kind in kinds]
        if not any(id_ in of_kind for of_kind in ids):
            hint = nearest_are(id_, {match for of_kind in ids for match in of_kind})
            yield path, [f"{id_!r} is no known {' or '.join(kinds)}{hint}"]


def _group_errors(state: dict[str, dict[str, Record]], write: Write) -> Iterator[tuple[str, list[str]]]:
    """A group that is its own member, or a former id that another party bears."""
    document = write.after or {}
    chain, parent = [write.id], document["member_of"]
    while parent and parent != "none" and parent in state["party"]:
        chain.append(parent)
        if parent == write.id:
            yield "member_of", [f"makes a group its own member: {' -> '.join(chain)}"]
            break
        if parent in chain[:-1]:
            break
        parent = state["party"][parent].document["member_of"]
    for former in document["former_ids"]:
        if former in state["party"]:
            yield (
                "former_ids",
                [f"{former!r} is the id of a party; only an id that no party bears can be a former one"],
            )


def _check_deletions(state: dict[str, dict[str, Record]], writes: Sequence[Write]) -> None:
    gone: dict[str, set[str]] = {}
    for write in writes:
        if write.after is None:
            gone.setdefault(write.kind, set()).add(write.id)
    if not gone:
        return
    pointing: dict[str, list[str]] = {}
    for kind, id_, target, named in pointing_at(state, gone):
        if named not in state[target]:
            pointing.setdefault(f"{target} {named}", []).append(f"{kind} {id_}")
    if pointing:
        first, users = next(iter(pointing.items()))
        users = list(dict.fromkeys(users))
        more = f" and {len(users) - NAMED_AT_MOST} more" if len(users) > NAMED_AT_MOST else ""
        said = f"{first} cannot be deleted: {', '.join(users[:NAMED_AT_MOST])}{more} still point at it"
        raise Conflict(
            said, {"pointing": [user for found in pointing.values() for user in dict.fromkeys(found)]}
        )
