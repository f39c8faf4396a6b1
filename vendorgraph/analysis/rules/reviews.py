"""Vendor reviews that are overdue, counted from their due day or from the last one done."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from vendorgraph.analysis.rules.facts import Facts, told
from vendorgraph.analysis.rules.rule import Piece, Rule
from vendorgraph.model.record import Document

_PART = re.compile(r"(\d+)([YMWD])")


def after(day: dt.date, duration: str) -> dt.date:
    """The day that lies an ISO 8601 duration after another; hours and less are left out.

    A month that lacks the day ends it: a month after 31 January is the last of February.
    """
    parts = {unit: int(number) for number, unit in _PART.findall(duration.split("T")[0])}
    months = day.year * 12 + day.month - 1 + parts.get("Y", 0) * 12 + parts.get("M", 0)
    year, month = divmod(months, 12)
    year = min(year, dt.MAXYEAR - 1)
    last = calendar.monthrange(year, month + 1)[1]
    shifted = dt.date(year, month + 1, min(day.day, last))
    return shifted + dt.timedelta(days=parts.get("W", 0) * 7 + parts.get("D", 0))


def by_party(facts: Facts) -> dict[str, list[Document]]:
    """Reviews of each party, by the day done or due."""
    found: dict[str, list[Document]] = {}
    for record in facts.snapshot.records["review"].values():
        found.setdefault(record.document["party"], []).append(record.document)
    for reviews in found.values():
        reviews.sort(key=lambda review: (review["done_on"] or review["due"] or "", review["id"]))
    return found


def due(reviews: list[Document], day: str) -> tuple[str, Document] | None:
    """When the next review of a party is due on what is known on a day, and by which review.

    An open one is due on its day; a done one asks for the next after its interval, unless a later
    one has been done or is open. None when nothing is due.
    """
    done = [review for review in reviews if review["done_on"] and review["done_on"] <= day]
    waiting = [review for review in reviews if review not in done and review["due"]]
    if waiting:
        first = min(waiting, key=lambda review: (review["due"], review["id"]))
        return str(first["due"]), first
    if done and done[-1]["interval"]:
        last = done[-1]
        return after(dt.date.fromisoformat(last["done_on"]), last["interval"]).isoformat(), last
    return None


def _overdue(facts: Facts) -> Iterator[Piece]:
    for id_, reviews in sorted(by_party(facts).items()):
        found = due(reviews, facts.day)
        if found is None or found[0] >= facts.day:
            continue
        when, review = found
        late = (facts.on - dt.date.fromisoformat(when)).days
        yield Piece(
            about=(id_, review["id"], when),
            message=f"The review of {facts.party(id_)['name']} was due on {when}, {late} days ago.",
            parties=(id_,),
            evidence=tuple(told("review", review, "/due", "/interval")),
            counted=(id_,),
            detail={"review": review["id"], "due": when},
        )


RULES = (
    Rule(
        id="review-overdue",
        title="Vendor review overdue",
        severity="medium",
        why="Guarantees of a processor must be verified while it is used, not once.",
        reference="GDPR Art. 28(1), 24(1); EDPB Opinion 22/2024",
        fix="Do the review and record its day and outcome, or agree on another day.",
        counts="parties with reviews",
        find=_overdue,
        examined=lambda facts: len(by_party(facts)),
    ),
)
