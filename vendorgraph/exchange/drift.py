"""A published list against what is recorded: vendors added, removed, or with another place or purpose.

Nothing is written. The list is a vendor's, or our own public page: what it has and the graph has not is
`added`, the other way round `removed`. Each difference carries the reach that it opens or closes: what
exposure would gain or lose if the graph said what the list says. What was not looked at is counted in
`left_out`, as for a plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from vendorgraph.analysis.question import Question, today
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.accepted import NEW, Accepted
from vendorgraph.exchange.apply import planned
from vendorgraph.exchange.differences import After, differences
from vendorgraph.exchange.effects import effects
from vendorgraph.exchange.history import Standing
from vendorgraph.exchange.importing import Options, ReadFile, given_day, import_plan
from vendorgraph.exchange.statement import Statement, readable
from vendorgraph.exchange.unread import Unread
from vendorgraph.model.record import Delta, Document, Record

Row = dict[str, Any]
PUBLISHED = "published-list:service"  # the sender when two versions are compared without the graph
KINDS = ("added", "removed", "changed")
ROWS = 2_000  # facts of each part that are looked at for the reach of the differences


def drift(snapshot: Snapshot, read: ReadFile, options: Options) -> Row:
    """What a list says otherwise than the graph on a day (`options.on`, else today).

    Raises Invalid when the sender is not recorded, or a decision of `options.accept` decides nothing.
    """
    answer, accepted = _drift(snapshot, read, options)
    Accepted.check([(read.source.name, accepted)])
    return answer


def _drift(snapshot: Snapshot, read: ReadFile, options: Options) -> tuple[Row, Accepted]:
    sender = options.sender or ""
    if sender not in snapshot.records["processing"]:
        raise Invalid.at(
            "as", f"there is no processing {sender!r}; name the one whose recipients the list names"
        )
    day = given_day(options) or today()
    statement = _matched(snapshot, read, options, sender)
    standing = _standing(snapshot, sender, day.isoformat())
    doubts = dict(_doubts(read, statement, standing))
    after = After(snapshot, statement, day)
    unsure = [one for one in statement.told if one.outcome == "unsure"]
    refused = [one for one in statement.told if one.outcome == "refused"]
    may_be = doubts.keys() | {party for one in unsure for party in one.may_be}
    found = list(differences(sender, statement.wanted, standing, may_be, after))
    changed = after.snapshot()
    told = effects(snapshot, changed, Question(day), sender=sender, rows=ROWS)
    for one in found:
        one.tell(told["sources"])
    differ = len({id(row) for one in found for row in one.told()})
    answer = {
        "file": read.source.name,
        "sender": sender,
        "on": day.isoformat(),
        "read": len(statement.told),
        "same": len(statement.told) - differ - len(unsure) - len(refused),
        "differ": differ,
        **{kind: [one.as_json(changed) for one in found if one.kind == kind] for kind in KINDS},
        "unsure": [row.as_json() for row in unsure],
        "refused": [row.as_json() for row in refused],
        "different": bool(found or unsure or doubts),
        "transfers": told["transfers"],
        "left_out": told["left_out"],
        "warnings": [*read.warnings, *statement.warnings, *dict.fromkeys(doubts.values())],
    }
    return answer, statement.accepted


def _doubts(
    read: ReadFile, statement: Statement, standing: Mapping[str, list[Document]]
) -> Iterator[tuple[str, str]]:
    """The parties of which the list does not say that they are gone, as it could not be read whole, each with why."""
    if not readable(read.rows):
        why = f"{read.source.name}: no vendor can be read in it, which is no sign that there is none: none is told as removed"
        yield from ((party, why) for party in standing)
        return
    unread = Unread(statement.told)
    wanted = {one.party for one in statement.wanted}
    for party, flows in standing.items():
        said = (entry["named_as"] for flow in flows for entry in flow["evidence"] if entry["named_as"])
        held = ((name, row) for name in said if (row := unread.row_with(name)) is not None)
        if party not in wanted and (found := next(held, None)):
            yield (
                party,
                f"row {found[1]} holds the name {found[0]!r} and could not be read: whether {party} is gone is not told",
            )


def compare_versions(old: ReadFile, new: ReadFile, options: Options) -> Row:
    """What the newer of two published versions says otherwise than the older, without a graph.

    A row of the older version that nobody decided about is a vendor of the name that it writes: what stands
    in one version only is told either way.
    """
    first = Options(PUBLISHED, None, "published-list", options.format, options.mapping, options.accept)
    stood, earlier = _stood(old, first)
    found, later = _drift(stood, new, replace(first, source=None))
    Accepted.check([(old.source.name, earlier), (new.source.name, later)])
    return {**found, "warnings": [*old.warnings, *found["warnings"]]}


def _stood(old: ReadFile, options: Options) -> tuple[Snapshot, Accepted]:
    """The graph that the older version makes, with its sender as a controller, so that its reach is told."""
    empty = Snapshot.build({})
    plan, statement = import_plan(empty, old, options)
    unsure = {words: NEW for one in statement.told if one.outcome == "unsure" for words in one.row.vendors}
    if unsure:
        plan, _ = import_plan(empty, old, replace(options, accept={**unsure, **options.accept}))
    stood = planned(empty, [plan.file])[1]
    sender = {**stood.document("processing", PUBLISHED), "capacity": "controller"}
    revision = stood.revision + 1
    delta = Delta(revision, {"processing": {PUBLISHED: Record(sender, revision)}})
    return stood.with_delta(delta), statement.accepted


def _matched(snapshot: Snapshot, read: ReadFile, options: Options, sender: str) -> Statement:
    """The list's rows matched with the parties, names that the sender's documents used first."""
    names = {
        entry["named_as"]: edge.recipient.partition(":")[0]
        for edge in snapshot.flows_from.get(sender, ())
        for entry in edge.document["evidence"]
        if entry["named_as"]
    }
    before = Standing({kind: {} for kind in ("document", "party", "processing", "flow")}, names=names)
    statement = Statement(snapshot, "drift", sender, None, before, read.source, options.accept)
    statement.match(read.rows, read.format)
    return statement


def _standing(snapshot: Snapshot, sender: str, day: str) -> dict[str, list[Document]]:
    """The flows of the sender that hold on a day, or are planned then, by the party they lead to."""
    found: dict[str, list[Document]] = defaultdict(list)
    for edge in snapshot.flows_from.get(sender, ()):
        flow = edge.document
        begun = flow["status"] == "planned" or (flow["valid_from"] or "") <= day
        holds = begun and day < (flow["valid_to"] or "9999-12-31")
        if holds and flow["status"] in ("active", "planned"):
            found[edge.recipient.partition(":")[0]].append(flow)
    return found
