"""Items about change notices: a new subprocessor announced, and the time to object drawing to its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from vendorgraph.analysis.chains import Chain
from vendorgraph.analysis.durations import shifted
from vendorgraph.analysis.feed import guide
from vendorgraph.analysis.feed.asked import Asked, Filed
from vendorgraph.analysis.feed.items import Item, listed, service
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.analysis.notices import Planned, announcement, chain_of, notice, objections_to, planned_flow

#: Days before the first day that is too late to object: a week ahead, and on the last day.
BEFORE_WINDOW = {7: "medium", 1: "high"}


def filed(asked: Asked) -> Iterator[Filed]:
    """Per announced flow: the day of the announcement, and days before a time to object ends."""
    snapshot = asked.snapshot
    contracts = snapshot.records["contract"].values()
    longest = max((record.document["notice_days"] or 0 for record in contracts), default=0)
    for id_ in sorted(snapshot.flows):
        edge = snapshot.flows[id_]
        announced, _ = announcement(snapshot, edge.document)
        if announced is None or announced > asked.until or (asked.after - announced).days > longest:
            continue  # no day of it lies among those asked
        then = replace(asked.question, as_of=announced, include_planned=False)
        planned = planned_flow(snapshot, then, edge)
        if planned is not None:
            chain = chain_of(planned)
            yield announced, partial(_announced, asked, planned, chain, announced)
            controllers = notice(planned, chain, announced)["controllers"]
            for end in {row["window_end"] for row in controllers} - {None}:
                yield from _closings(asked, planned, chain, announced, dt.date.fromisoformat(end))


def _closings(
    asked: Asked, planned: Planned, chain: Chain, announced: dt.date, end: dt.date
) -> Iterator[Filed]:
    for left in BEFORE_WINDOW:
        day = shifted(end, -left)
        if day is not None and day >= announced:
            yield day, partial(_closing, asked, planned, chain, end, left, day)


def _announced(
    asked: Asked, planned: Planned, chain: Chain, day: dt.date, timeline: Timeline
) -> Iterator[Item]:
    row = notice(planned, chain, day)
    upstream = [entry for entry in row["controllers"] if entry["relation"] == "upstream"]
    if concerned_here := _watched(timeline, upstream):
        sender, recipient = _ends_of(planned)
        kinds = sorted({entry["authorisation"] or "not recorded" for entry in concerned_here})
        starts = f"from {planned.starts}" if planned.starts else "from a day not recorded"
        yield _notice_item(
            asked,
            planned,
            day,
            row,
            concerned_here,
            type_="change_announced",
            title=f"New subprocessor announced: {recipient}",
            what=f"{sender} announces {recipient} {starts}, with data of {_parties(concerned_here)}. "
            f"Authorisation: {listed(kinds)}. {_until(concerned_here)}",
            severity="high" if any(entry["special"] for entry in concerned_here) else "medium",
        )


def _closing(
    asked: Asked, planned: Planned, chain: Chain, end: dt.date, left: int, day: dt.date, timeline: Timeline
) -> Iterator[Item]:
    """The time of those who have not objected by then."""
    row = notice(planned, chain, day)
    objecting = {entry["party"] for entry in objections_to(asked.snapshot, planned.edge.id, day)}
    waiting = [
        entry
        for entry in row["controllers"]
        if entry["window_end"] == end.isoformat() and entry["party"]["id"] not in objecting
    ]
    if concerned_here := _watched(timeline, waiting):
        sender, recipient = _ends_of(planned)
        when = "Last day" if left == 1 else f"{left} days left"
        yield _notice_item(
            asked,
            planned,
            day,
            row,
            concerned_here,
            type_="objection_window_closing",
            title=f"{when} to object: {recipient}",
            what=f"The time in which {_parties(concerned_here)} may object to {recipient}, announced by {sender}, "
            f"ends with the day before {end}. No objection is recorded.",
            severity=BEFORE_WINDOW[left],
        )


def _notice_item(
    asked: Asked,
    planned: Planned,
    day: dt.date,
    row: dict[str, Any],
    controllers: list[dict[str, Any]],
    *,
    type_: str,
    title: str,
    what: str,
    severity: str,
) -> Item:
    edge, sources = planned.edge, tuple(entry["processing"]["id"] for entry in controllers)
    ends = {asked.snapshot.party_of(id_)["id"] for id_ in (edge.sender, edge.recipient)}
    return Item(
        type=type_,
        date=day.isoformat(),
        subject=(edge.id,),
        title=title,
        what=what,
        severity=severity,
        guide=guide.ANNOUNCED if type_ == "change_announced" else guide.WINDOW,
        sources=sources,
        parties=tuple(sorted(ends)),
        flows=(edge.id,),
        countries=tuple(row["countries"]),
        proof=asked.links.api("notices", day.isoformat()),
        page=asked.links.page(
            (planned.starts or day).isoformat(), planned=True, from_=sources[0], node=edge.recipient
        ),
        expected=asked.expected(day),
        facts={
            "starts_on": row["starts_on"],
            "window_ends": sorted({entry["window_end"] for entry in controllers} - {None}),
        },
    )


def _watched(timeline: Timeline, controllers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for entry in controllers if entry["processing"]["id"] in timeline.watched.sources]


def _ends_of(planned: Planned) -> tuple[str, str]:
    snapshot = planned.view.snapshot
    return str(snapshot.party_of(planned.edge.sender)["name"]), service(snapshot, planned.edge.recipient)


def _parties(controllers: Iterable[Mapping[str, Any]]) -> str:
    return listed(dict.fromkeys(str(entry["party"]["name"]) for entry in controllers))


def _until(controllers: Iterable[Mapping[str, Any]]) -> str:
    ends = sorted({entry["window_end"] for entry in controllers} - {None})
    if not ends:
        return "Until when one may object is not recorded."
    return f"Objections count until the day before {listed(ends)}."
