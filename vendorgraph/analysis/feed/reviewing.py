"""Items about vendor reviews: done, due soon, due, overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from vendorgraph.analysis.feed import guide
from vendorgraph.analysis.feed.asked import Asked, Filed
from vendorgraph.analysis.feed.items import Item
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.analysis.reviews import SOON, Standing, reviews_by_party, standing, turning_days
from vendorgraph.model.record import Document

OUTCOMES = {
    "approved": "approved",
    "approved_with_conditions": "approved with conditions",
    "rejected": "rejected",
    None: "outcome not recorded",
}


def filed(asked: Asked) -> Iterator[Filed]:
    """Every day on which a party's reviews turn."""
    for party, reviews in reviews_by_party(asked.snapshot).items():
        for day in turning_days(reviews):
            yield day, partial(_review, asked, party, reviews, day)


def _review(
    asked: Asked, party: str, reviews: list[Document], day: dt.date, timeline: Timeline
) -> Iterator[Item]:
    """What the day brings for one party: a review done, due soon, due, overdue."""
    sources = _reaching(timeline, party)
    if asked.restricted and not sources:
        return
    name = asked.snapshot.records["party"][party].document["name"]
    told = partial(_review_item, asked, party, day, sources)
    for review in reviews:
        if review["done_on"] == day.isoformat():
            outcome = OUTCOMES[review["outcome"]]
            conditions = f" Conditions: {'; '.join(review['conditions'])}." if review["conditions"] else ""
            what = f"The review of {name} was done: {outcome}.{conditions}"
            severity = {"rejected": "high", "approved_with_conditions": "medium"}.get(
                review["outcome"], "low"
            )
            yield told("review_done", f"Review done, {outcome}: {name}", what, severity, review["id"])
    found = standing(reviews, day)
    if found.due is None or found.review is None:
        return
    left, whence = (found.due - day).days, _whence(found)
    if left == SOON:
        what = f"A review of {name} is due on {found.due} ({whence})."
        yield told("review_due", f"Review due in {SOON} days: {name}", what, "low", found.review)
    elif left == 0:
        what = f"A review of {name} is due on this day ({whence})."
        yield told("review_due", f"Review due: {name}", what, "medium", found.review)
    elif left == -1 and not asked.expected(day):  # whether it will be overdue is not known
        what = f"The review of {name} was due the day before ({whence}) and had not been done."
        yield told("review_overdue", f"Review overdue: {name}", what, "high", found.review)


def _review_item(
    asked: Asked,
    party: str,
    day: dt.date,
    sources: tuple[str, ...],
    type_: str,
    title: str,
    what: str,
    severity: str,
    review: str,
) -> Item:
    return Item(
        type=type_,
        date=day.isoformat(),
        subject=(party, review),
        title=title,
        what=what,
        severity=severity,
        guide=guide.REVIEW_DONE if type_ == "review_done" else guide.REVIEW,
        sources=sources,
        parties=(party,),
        proof=asked.links.api("review-schedule", day.isoformat(), party=party),
        page=asked.page_of(party, sources, day),
        expected=asked.expected(day),
        facts={"review": review},
    )


def _whence(found: Standing) -> str:
    if found.basis == "open_review" or found.last is None:
        return "as recorded"
    return f"{found.interval} after the last one, done on {found.last['done_on']}"


def _reaching(timeline: Timeline, party: str) -> tuple[str, ...]:
    """The sources whose data may reach a party."""
    return timeline.sources_reaching(timeline.snapshot.processings_of.get(party, ()))
