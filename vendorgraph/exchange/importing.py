"""Importing lists: rows are normalised, matched and reported, and become a plan like any inventory file's.

get (`reading`) → normalise (places, purposes) → match (`matching`) → report → plan → write. What a list
brought is managed by its source's slug; writing is one transaction a file, and the same file again changes
nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vendorgraph.analysis.question import Question, today
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid, VendorgraphError
from vendorgraph.exchange.accepted import Accepted
from vendorgraph.exchange.apply import Outcome, Progress, planned
from vendorgraph.exchange.effects import effects
from vendorgraph.exchange.files import InventoryFile, Item
from vendorgraph.exchange.history import standing
from vendorgraph.exchange.outcomes import Told
from vendorgraph.exchange.plan import Plan, plan
from vendorgraph.exchange.reading.formats import gvl
from vendorgraph.exchange.reading.formats.detect import detect, misnamed, reader_of
from vendorgraph.exchange.reading.row import ASIDE, Row
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.statement import Statement
from vendorgraph.exchange.text import Unreadable
from vendorgraph.inventory import Inventory
from vendorgraph.model import checks
from vendorgraph.model.record import Write

COUNTS = ("matched", "new", "unsure", "refused")
_DAY = re.compile(r"(?<!\d)(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Options:
    """How a list is imported.

    `sender` is the processing whose recipients it lists, `on` the day from which it holds (else the day in
    the file's name, else the one that its content says, else none), `source` the slug under which its
    versions follow each other, `mapping` the roles of columns by header, `accept` a person's decisions: row
    number or words -> party id or "new".
    """

    sender: str | None = None
    on: str | None = None
    source: str | None = None
    format: str = "auto"
    mapping: Mapping[str, str] | None = None
    accept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A source whose rows were read."""

    source: Source
    format: str
    rows: tuple[Row, ...]
    warnings: tuple[str, ...]
    dated: str | None = None  # the day that its content says it is of


@dataclass(frozen=True, slots=True)
class Imported:
    """What one list became: the outcome of each row, and the plan of the writes."""

    read: ReadFile
    outcome: Outcome
    told: tuple[Told, ...]
    warnings: tuple[str, ...]
    superseded: tuple[str, ...] = ()
    day: str | None = None
    effects: dict[str, Any] | None = None  # of a preview: what the list does to exposure and transfers

    def as_json(self, *, details: bool = True) -> dict[str, Any]:
        """The report of docs/how-to/import-lists.md: counts that add up, and what each row became and why."""
        told = {} if self.effects is None else {"effects": self.effects}
        counts = {name: sum(row.outcome == name for row in self.told) for name in COUNTS}
        return {
            "file": self.read.source.name,
            "format": self.read.format,
            "encoding": self.read.source.encoding.name if not self.read.source.is_binary else None,
            "on": self.day,
            "read": len(self.told),
            **counts,
            "rows": [row.as_json() for row in self.told],
            "warnings": [*self.warnings, *self.outcome.plan.warnings()],
            "superseded": list(self.superseded),
            "plan": self.outcome.as_json(details=details),
        } | told


def read_rows(source: Source, options: Options) -> ReadFile:
    """The rows of a list. Raises Invalid when nothing of it is readable."""
    format_ = detect(source, options.format)
    if format_ == "native":
        raise Invalid(f"{source.name}: is an inventory file; apply it")
    try:
        found = list(reader_of(format_)(source, options.mapping))
    except Unreadable as error:
        raise Invalid(f"{source.name}: {error.message}") from None
    rows = tuple(row for row in found if ASIDE not in row.extra)
    warnings = [
        f"{source.name}:{row.number}: {row.words}"
        + (f"; its {row.extra[ASIDE]} rows are not read" if row.extra[ASIDE] else "")
        for row in found
        if ASIDE in row.extra
    ]
    if options.format == "auto" and (told := misnamed(source, format_)):
        warnings.append(told)
    if not source.is_binary and source.encoding.warning:
        warnings.append(f"{source.name}: {source.encoding.warning}")
    if not any(row.refused is None for row in rows):
        said = (
            "no row of it names a vendor"
            if rows
            else "it holds no list, and no table with a row below its header"
        )
        warnings.append(f"{source.name}: {said}")
    return ReadFile(source, format_, rows, tuple(warnings), gvl.dated(source) if format_ == "gvl" else None)


def import_plan(snapshot: Snapshot, read: ReadFile, options: Options) -> tuple[Plan, Statement]:
    """What importing a list writes, as a pure function of the snapshot, and what became of its rows."""
    sender = _sender(read, options)
    slug = _slug(read, options, sender)
    day = _day(read, options)
    before = standing(snapshot, slug, day, read.source.sha256, read.source.name)
    if day is None and before.parts["document"] and not before.known:
        day = today().isoformat()
        before = standing(snapshot, slug, day, read.source.sha256, read.source.name)
    statement = Statement(snapshot, slug, sender, before.day, before, read.source, options.accept)
    statement.take(read.rows, read.format)
    items = tuple(
        Item(kind, id_, part, ()) for kind, parts in statement.parts.items() for id_, part in parts.items()
    )
    return plan(snapshot, InventoryFile(read.source.name, slug, items, "")), statement


def _imported(read: ReadFile, done: tuple[Plan, Statement], revision: int | None) -> Imported:
    planned_, statement = done
    warnings = (*read.warnings, *statement.warnings)
    return Imported(
        read,
        Outcome(planned_, revision),
        tuple(statement.told),
        warnings,
        tuple(statement.superseded),
        statement.day,
    )


def preview(
    snapshot: Snapshot, reads: Sequence[ReadFile], options: Options, question: Question | None = None
) -> list[Imported]:
    """What importing the lists one after another would do, and with a question what that does. Writes nothing."""
    found, accepted = [], []
    for read in reads:
        done = import_plan(snapshot, read, options)
        accepted.append((read.source.name, done[1].accepted))
        one = _imported(read, done, None)
        if len(reads) > 1 or question is not None:
            after = planned(snapshot, [done[0].file])[1]
            if question is not None:
                one = replace(one, effects=effects(snapshot, after, question, sender=options.sender))
            snapshot = after
        found.append(one)
    Accepted.check(accepted)
    return found


def import_lists(
    inventory: Inventory,
    reads: Sequence[ReadFile],
    options: Options,
    *,
    actor: str,
    request_id: str = "",
    progress: Progress | None = None,
) -> list[Imported]:
    """Import the lists, one transaction each, in order; a list that changes nothing writes nothing.

    Of several lists nothing is written before all are planned: what is refused is refused as a whole.
    """
    if len(reads) > 1:
        try:
            preview(inventory.snapshot(), reads, options)
        except VendorgraphError as error:
            error.add(f"Nothing of the {len(reads)} lists was written.")
            raise
    found: list[Imported] = []
    for read in reads:
        latest: list[tuple[Plan, Statement]] = []

        def writes(
            snapshot: Snapshot, read: ReadFile = read, latest: list[tuple[Plan, Statement]] = latest
        ) -> Sequence[Write]:
            latest[:] = [import_plan(snapshot, read, options)]
            if len(reads) == 1:
                Accepted.check([(read.source.name, latest[0][1].accepted)])
            return latest[0][0].writes

        try:
            revision = inventory.write(
                writes,
                actor=actor,
                request_id=request_id,
                reason=f"import {read.source.name}",
                progress=_named(progress, read.source.name),
            )
        except VendorgraphError as error:
            if done := [one.read.source.name for one in found if one.outcome.revision is not None]:
                error.add(f"Written before that were {', '.join(done)}; nothing of the rest was.")
            raise
        found.append(_imported(read, latest[0], revision if latest[0][0].writes else None))
    return found


def _named(progress: Progress | None, name: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(f"writing {name}", done, total)


def _sender(read: ReadFile, options: Options) -> str | None:
    """The processing that lists its recipients. Raises Invalid for a word that is no processing's id."""
    sender = options.sender
    if sender is None:
        if any(row.sender or row.key for row in read.rows):
            return None
        raise Invalid.at(
            "as", f"say whose recipients {read.source.name} lists: a processing's id, as example-shop:orders"
        )
    if ":" not in sender or checks.slug(sender) is not None:
        raise Invalid.at("as", f"{sender!r} is no processing's id, which is as example-shop:orders")
    return sender


def _slug(read: ReadFile, options: Options, sender: str | None) -> str:
    given = (
        options.source or f"list-{(sender or read.source.name.rpartition('/')[2]).replace(':', '-').lower()}"
    )
    slug = re.sub(r"[^a-z0-9._-]+", "-", given).strip("-.") if options.source is None else given
    if refusal := checks.slug(slug):
        raise Invalid.at("source", refusal)
    return slug


def _day(read: ReadFile, options: Options) -> str | None:
    """The day given, else the one in the file's name, else the one that its content says."""
    if given := given_day(options):
        return given.isoformat()
    found = _DAY.search(read.source.name.rpartition("/")[2])
    return found[0] if found else read.dated


def given_day(options: Options) -> dt.date | None:
    """The day that `options.on` names. Raises Invalid for what is no day."""
    if not options.on:
        return None
    try:
        return dt.date.fromisoformat(options.on)
    except ValueError:
        raise Invalid.at("on", f"{options.on!r} is no day; write it as 2026-03-11") from None
