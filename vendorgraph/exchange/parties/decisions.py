"""Decisions about findings follow the processings that the findings are about."""

from __future__ import annotations

from collections.abc import Sequence

from vendorgraph.analysis.findings import all_findings, fingerprint
from vendorgraph.analysis.question import Question, today
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.parties.renaming import Renaming
from vendorgraph.model.record import Delta, Record, Write


def moved_decisions(
    snapshot: Snapshot, writes: Sequence[Write], renaming: Renaming
) -> tuple[list[Write], list[str]]:
    """Writes that let decisions stand for the same findings under the new ids; sentences about those that cannot.

    A decision about a finding that does not hold today keeps its fingerprint: nothing says what it was about.
    """
    decided = snapshot.records["decision"]
    if not decided:
        return [], []
    question = Question(today())
    before = {found.fingerprint: found for found in all_findings(snapshot, question).findings}
    after = {found.fingerprint for found in all_findings(written(snapshot, writes), question).findings}
    moved, lost = [], []
    for id_, record in decided.items():
        found = before.get(record.document["finding"])
        if found is None or found.fingerprint in after:
            continue
        about = tuple(map(renaming.id, found.piece.about))
        marks = [fingerprint(found.rule.id, names) for names in (about, tuple(sorted(about)))]
        mark = next((mark for mark in marks if mark in after), None)
        if mark is None:
            lost.append(
                f"decision {id_} was about a finding ({found.rule.id}) that no longer holds as it was"
            )
            continue
        document = {**record.document, "finding": mark}
        moved.append(
            Write("decision", id_, record.document, document, record.managed_by, record.contributions)
        )
    return moved, lost


def written(snapshot: Snapshot, writes: Sequence[Write]) -> Snapshot:
    """The snapshot as it would be after the writes."""
    delta = Delta(snapshot.revision + 1)
    for write in writes:
        if write.after is None:
            delta.deleted.setdefault(write.kind, set()).add(write.id)
        else:
            record = Record(write.after, delta.revision, write.managed_by, write.contributions)
            delta.changed.setdefault(write.kind, {})[write.id] = record
    return snapshot.with_delta(delta)
