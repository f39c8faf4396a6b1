"""Items about ends drawing near: of certificates, instruments, contracts and adequacy decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from vendorgraph.analysis.durations import shifted
from vendorgraph.analysis.feed.asked import Asked, Filed
from vendorgraph.analysis.feed.ends import End, concerned, known_ends
from vendorgraph.analysis.feed.items import Item, listed, service
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.model.wording import plural

#: Days before an end on which it is told, with the severity.
BEFORE_END = {90: "low", 30: "medium", 7: "high"}


def filed(asked: Asked) -> Iterator[Filed]:
    """The days at which each end that is known beforehand is told."""
    for end in known_ends(asked.snapshot, asked.question.as_of):
        for left in BEFORE_END:
            day = shifted(end.day, -left)
            if day is not None and (end.first is None or end.first <= day):
                yield day, partial(_end, asked, end, left, day)


def _end(asked: Asked, end: End, left: int, day: dt.date, timeline: Timeline) -> Iterator[Item]:
    flows = concerned(end, timeline)
    if not flows:
        return
    resting = sorted({id_ for found in flows.values() for id_ in found})
    edges = [asked.snapshot.flows[id_] for id_ in resting]
    parties = {asked.snapshot.party_of(edge.recipient)["id"] for edge in edges}
    yield Item(
        type="expiring",
        date=day.isoformat(),
        subject=(end.kind, *end.subject, end.day.isoformat()),
        title=f"Ends in {left} days: {end.name[0].lower()}{end.name[1:]}",
        what=f"{end.name} holds until the day before {end.day}. "
        f"{plural(len(resting), 'flow rests', 'flows rest')} on it, with "
        f"{listed(dict.fromkeys(service(asked.snapshot, edge.recipient) for edge in edges))}.",
        severity=BEFORE_END[left],
        guide=end.advice,
        sources=tuple(flows),
        parties=tuple(sorted(parties)),
        flows=tuple(resting),
        proof=asked.links.transfer(resting[0], day.isoformat(), planned=asked.expected(day)),
        page=asked.links.page(
            day.isoformat(), planned=asked.expected(day), from_=next(iter(flows)), flow=resting[0]
        ),
        expected=asked.expected(day),
        facts={"ends_on": end.day.isoformat(), "ends": end.kind},
    )
