"""The days that a reviewer keeps in a calendar: reviews due, last days to object, ends of certificates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from vendorgraph.analysis.durations import shifted
from vendorgraph.analysis.feed.days import Watched
from vendorgraph.analysis.feed.ends import concerned, known_ends
from vendorgraph.analysis.feed.items import Links, urn
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.analysis.notices import notices_answer
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.reviews import schedule_answer
from vendorgraph.analysis.selection import default_sources
from vendorgraph.analysis.snapshot import Snapshot

Row = dict[str, Any]


def deadlines_answer(snapshot: Snapshot, question: Question) -> dict[str, Any]:
    """Every day ahead of the one asked, and reviews overdue on it, by day.

    A deadline's `id` stays when its day moves, so that a calendar moves the entry. Reviews are those
    of every party; objections and ends those that concern the sources of an exposure without `from`.
    """
    found = [*_reviews(snapshot, question), *_windows(snapshot, question), *_ends(snapshot, question)]
    return {
        "as_of": question.as_of.isoformat(),
        "revision": snapshot.revision,
        "items": sorted(found, key=lambda row: (row["day"], row["title"], row["id"])),
    }


def _deadline(kind: str, subject: tuple[str, ...], day: str, title: str, text: str, page: str) -> Row:
    return {
        "id": urn("deadline", kind, *subject),
        "kind": kind,
        "day": day,
        "title": title,
        "text": text,
        "page": page,
    }


def _reviews(snapshot: Snapshot, question: Question) -> Iterator[Row]:
    links = Links(question)
    for row in schedule_answer(snapshot, question.as_of)["items"]:
        if row["due"] is not None:
            party = row["party"]
            overdue = row["state"] == "overdue"
            conditions = (
                f" Conditions of the last one: {'; '.join(row['conditions'])}." if row["conditions"] else ""
            )
            yield _deadline(
                "review_due",
                (party["id"], row["review"], row["basis"]),
                row["due"],
                f"Review {'overdue' if overdue else 'due'}: {party['name']}",
                f"The review of {party['name']} is due on {row['due']}.{conditions}",
                links.page(question.as_of.isoformat(), from_=party["id"]),
            )


def _windows(snapshot: Snapshot, question: Question) -> Iterator[Row]:
    sources = set(default_sources(View.of(snapshot, question)))
    for row in notices_answer(snapshot, question)["items"]:
        for controller in row["controllers"]:
            if controller["state"] == "open" and controller["processing"]["id"] in sources:
                last = shifted(dt.date.fromisoformat(controller["window_end"]), -1)
                assert last is not None  # an announcement came before it
                recipient, sender = row["recipient"]["party"]["name"], row["sender"]["party"]["name"]
                yield _deadline(
                    "objection_window",
                    (row["flow"], controller["processing"]["id"]),
                    last.isoformat(),
                    f"Last day to object: {recipient}",
                    f"{sender} announced {recipient} on {row['announced_on']}; {controller['party']['name']} "
                    f"may object until this day ({controller['authorisation'] or 'not recorded'} authorisation).",
                    Links(question).page(
                        row["starts_on"] or row["as_of"],
                        planned=True,
                        from_=controller["processing"]["id"],
                        node=row["recipient"]["processing"]["id"],
                    ),
                )


def _ends(snapshot: Snapshot, question: Question) -> Iterator[Row]:
    sources = default_sources(View.of(snapshot, question))
    timeline = Timeline(snapshot, question, Watched.of(snapshot, sources))
    for end in known_ends(snapshot, question.as_of):
        if end.day > question.as_of and (flows := concerned(end, timeline)):
            source, resting = next(iter(flows.items()))
            yield _deadline(
                "end",
                (end.kind, *end.subject),
                end.day.isoformat(),
                f"Ends: {end.name[0].lower()}{end.name[1:]}",
                f"{end.name} no longer holds from this day on. {end.advice.to_do}",
                Links(question).page(question.as_of.isoformat(), from_=source, flow=resting[0]),
            )
