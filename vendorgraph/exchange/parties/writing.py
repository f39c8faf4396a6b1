"""Merging and splitting in the live inventory: planned only, or written as one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from vendorgraph.analysis.integrity import check
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Conflict, Invalid
from vendorgraph.exchange.apply import change
from vendorgraph.exchange.parties.merging import Effect, Settled, merge
from vendorgraph.exchange.parties.parting import part
from vendorgraph.exchange.parties.splitting import Undone, split, undone
from vendorgraph.inventory import Inventory
from vendorgraph.model.record import Write

Answer = dict[str, Any]


def merge_parties(
    inventory: Inventory,
    into: str,
    other: str,
    settled: Settled | None = None,
    *,
    dry_run: bool,
    actor: str,
    request_id: str = "",
) -> Answer:
    """Make one party of two, or say what that would change. Raises NotFound, Invalid, Conflict."""
    snapshot = inventory.snapshot()
    a, b = (snapshot.document("party", id_)["id"] for id_ in (into, other))
    return _done(
        inventory,
        lambda snapshot: merge(snapshot, a, b, settled),
        f"merge {b} into {a}",
        dry_run=dry_run,
        actor=actor,
        request_id=request_id,
    )


def split_party(
    inventory: Inventory, party: str, former: str, *, dry_run: bool, actor: str, request_id: str = ""
) -> Answer:
    """Take the merge of `former` into `party` back, or say what that would change.

    Raises NotFound, Invalid when `former` is none of its former ids, Conflict when it was merged
    into another that was merged in turn, or when the log no longer has what is needed.
    """
    snapshot = inventory.snapshot()
    a = snapshot.document("party", party)["id"]
    events = _events(inventory, snapshot, a, former)
    return _done(
        inventory,
        lambda snapshot: split(snapshot, a, former, events),
        f"split {former} from {a}",
        dry_run=dry_run,
        actor=actor,
        request_id=request_id,
    )


def part_party(
    inventory: Inventory,
    party: str,
    into: Any,
    processings: Sequence[str],
    *,
    dry_run: bool,
    actor: str,
    request_id: str = "",
) -> Answer:
    """Give processings of a party to a new one, or say what that would change.

    Raises NotFound, Invalid when they are not the party's, Conflict when the new id is taken.
    """
    a = inventory.snapshot().document("party", party)["id"]
    return _done(
        inventory,
        lambda snapshot: part(snapshot, a, into, processings),
        f"part {a}",
        dry_run=dry_run,
        actor=actor,
        request_id=request_id,
    )


def _events(inventory: Inventory, snapshot: Snapshot, party: str, former: str) -> Sequence[Undone]:
    """What the merge of `former` into `party` changed, by the change log."""
    borne = snapshot.document("party", party)["former_ids"]
    if former not in borne:
        known = ", ".join(borne) or "none"
        raise Invalid(
            f"{former!r} is no former id of {party}; its former ids: {known}",
            {"former_id": [f"is none of {known}"]},
        )
    merges = inventory.store.merges(former)
    if not merges:
        raise Conflict(f"the change log has no merge of {former}: the former id was recorded by hand")
    last = merges[-1]
    target = last["reason"].rpartition(" into ")[2]
    if target != party:
        raise Conflict(
            f"{former} was merged into {target}, which was merged into {party}; split {target} first"
        )
    return [undone(event) for event in inventory.store.contents(last["revision"])]


def _done(
    inventory: Inventory,
    effect: Callable[[Snapshot], Effect],
    reason: str,
    *,
    dry_run: bool,
    actor: str,
    request_id: str,
) -> Answer:
    if dry_run:
        snapshot = inventory.snapshot()
        planned = effect(snapshot)
        check(snapshot, planned.writes)
        return _answer(planned, None)
    latest: list[Effect] = []

    def plan(snapshot: Snapshot) -> Sequence[Write]:
        latest[:] = [effect(snapshot)]
        return latest[0].writes

    revision = inventory.write(plan, actor=actor, request_id=request_id, reason=reason)
    return _answer(latest[0], revision)


def _answer(effect: Effect, revision: int | None) -> Answer:
    return {
        "party": effect.party,
        "other": effect.other,
        "dry_run": revision is None,
        "revision": revision,
        "writes": len(effect.writes),
        "renamed": dict(effect.renamed),
        "notes": list(effect.notes),
        "changes": [change(write) for write in effect.writes],
    }
