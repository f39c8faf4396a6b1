"""Applying inventory files: one transaction a file, in the order given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import VendorgraphError
from vendorgraph.exchange.effects import effects
from vendorgraph.exchange.files import InventoryFile, read, read_path
from vendorgraph.exchange.plan import Plan, plan
from vendorgraph.inventory import Inventory
from vendorgraph.model.record import Delta, Record, Write

#: Told (what is being done, done so far, of how many).
Progress = Callable[[str, int, int], None]
ACTIONS = {"create": "created", "update": "changed", "delete": "removed"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file changed, or would change; `revision` is null when nothing was written."""

    plan: Plan
    revision: int | None = None

    def as_json(self, *, details: bool = True) -> dict[str, Any]:
        """The outcome as REST and `--json` answer it."""
        found: dict[str, Any] = {
            "file": self.plan.file.name,
            "inventory": self.plan.file.slug,
            "created": self.plan.count("create"),
            "changed": self.plan.count("update"),
            "removed": self.plan.count("delete"),
            "unchanged": self.plan.unchanged,
            "writes": len(self.plan.writes),
            "revision": self.revision,
            "warnings": self.plan.warnings(),
        }
        if details:
            found["changes"] = [change(write) for write in self.plan.writes]
        return found


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of several files, in order; `effects` are those of all of them together, when asked."""

    outcomes: tuple[Outcome, ...] = field(default=())
    effects: dict[str, Any] | None = None

    @property
    def changes(self) -> int:
        """How many writes there were, or would be."""
        return sum(len(outcome.plan.writes) for outcome in self.outcomes)

    @property
    def warnings(self) -> list[str]:
        """The warnings of all files."""
        return [warning for outcome in self.outcomes for warning in outcome.plan.warnings()]

    def as_json(self, *, details: bool = True) -> dict[str, Any]:
        """The report as REST and `--json` answer it."""
        told = {} if self.effects is None else {"effects": self.effects}
        return {
            "files": [outcome.as_json(details=details) for outcome in self.outcomes],
            "writes": self.changes,
            **told,
        }


def change(write: Write) -> dict[str, Any]:
    """One write in words: which fields differ, and how."""
    before, now = write.before or {}, write.after or {}
    names = list(dict.fromkeys((*before, *now))) if write.action == "update" else []
    fields = {
        name: {"before": before.get(name), "after": now.get(name)}
        for name in names
        if before.get(name) != now.get(name)
    }
    action = ACTIONS[write.action] if write.action != "update" or fields else "managed"
    return {
        "action": action,
        "kind": write.kind,
        "id": write.id,
        "managed_by": list(write.managed_by),
        "fields": fields,
    }


def read_all(
    sources: Iterable[str | tuple[str, str | bytes]], progress: Progress | None = None
) -> list[InventoryFile]:
    """The files at paths, or of (name, text) pairs; every refusal of all of them at once."""
    files: list[InventoryFile] = []
    refusals: list[VendorgraphError] = []
    for source in sources:
        name = source if isinstance(source, str) else source[0]
        told = _told(progress, f"reading {name}")
        try:
            files.append(
                read_path(source, told) if isinstance(source, str) else read(source[1], source[0], told)
            )
        except VendorgraphError as refusal:
            refusals.append(refusal)
    if refusals:
        raise _joined(refusals)
    return files


def _joined(refusals: Sequence[VendorgraphError]) -> VendorgraphError:
    """One refusal that says what all of them say."""
    errors = {place: said for refusal in refusals for place, said in refusal.errors.items()}
    return type(refusals[0])("\n".join(refusal.message for refusal in refusals), errors)


def plan_files(
    inventory: Inventory, files: Sequence[InventoryFile], asked: Callable[[Snapshot], Question] | None = None
) -> Report:
    """What applying the files one after another would change. Writes nothing.

    With `asked`, which makes a question of the inventory as it would be then, also what that does to
    exposure and transfers.
    """
    before = inventory.snapshot()
    report, after = planned(before, files)
    return report if asked is None else replace(report, effects=effects(before, after, asked(after)))


def planned(snapshot: Snapshot, files: Sequence[InventoryFile]) -> tuple[Report, Snapshot]:
    """What applying the files one after another would change, and the inventory as it would be then."""
    outcomes = []
    for file in files:
        next_plan = plan(snapshot, file)
        outcomes.append(Outcome(next_plan))
        snapshot = _applied(snapshot, next_plan)
    return Report(tuple(outcomes)), snapshot


def _applied(snapshot: Snapshot, plan: Plan) -> Snapshot:
    """The snapshot as it would be after a plan."""
    revision = snapshot.revision + 1
    delta = Delta(revision)
    for write in plan.writes:
        if write.after is None:
            delta.deleted.setdefault(write.kind, set()).add(write.id)
        else:
            record = Record(write.after, revision, write.managed_by, write.contributions)
            delta.changed.setdefault(write.kind, {})[write.id] = record
    return snapshot.with_delta(delta) if plan.writes else snapshot


def apply_files(
    inventory: Inventory,
    files: Sequence[InventoryFile],
    *,
    actor: str,
    request_id: str = "",
    progress: Progress | None = None,
) -> Report:
    """Write what the files state, one transaction each, in order; a file that changes nothing writes nothing.

    Raises Invalid or Conflict with `file:line`; that file then wrote nothing, those before it stay.
    """
    outcomes = []
    for file in files:
        latest: list[Plan] = []

        def writes(
            snapshot: Snapshot, file: InventoryFile = file, latest: list[Plan] = latest
        ) -> Sequence[Write]:
            latest[:] = [plan(snapshot, file)]
            return latest[0].writes

        revision = inventory.write(
            writes,
            actor=actor,
            request_id=request_id,
            reason=f"apply {file.slug}",
            progress=_told(progress, f"writing {file.name}"),
        )
        outcomes.append(Outcome(latest[0], revision if latest[0].writes else None))
    return Report(tuple(outcomes))


def _told(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(what, done, total)


def apply_demo(inventory: Inventory, progress: Progress | None = None) -> Report:
    """Write the demo's inventory files, as `apply` would."""
    from vendorgraph import demo  # kept out of programs that never load it

    return apply_files(inventory, read_all(map(str, demo.files()), progress), actor="demo", progress=progress)
