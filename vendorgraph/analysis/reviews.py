"""When each vendor is to be reviewed next, counted from the last review done.

Source: GDPR Art. 28(1) (only processors with sufficient guarantees) and 32(1)(d) (regular testing);
EDPB Opinion 22/2024 on verification along the chain.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from vendorgraph.analysis.durations import later, shifted
from vendorgraph.analysis.selection import party_id
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model import checks
from vendorgraph.model.record import Document

#: Most urgent first.
STATES = ("overdue", "due_soon", "scheduled", "none")
#: Days before the day on which a review is due from which it is due soon.
SOON = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """One party's reviews on a day: the last one done, those open, and when the next is due.

    `basis` says what gives the due day: `last_done` (its day and the interval) or `open_review`.
    """

    on: dt.date
    last: Document | None
    open: tuple[Document, ...]
    interval: str | None
    due: dt.date | None
    basis: str | None

    @property
    def state(self) -> str:
        """`overdue` after the due day, `due_soon` in the SOON days up to it, `scheduled` before, else `none`."""
        if self.due is None:
            return "none"
        left = (self.due - self.on).days
        return "overdue" if left < 0 else "due_soon" if left <= SOON else "scheduled"

    @property
    def review(self) -> str | None:
        """The id of the review from which the due day comes."""
        if self.basis is None:
            return None
        chosen: Document = self.open[0] if self.basis == "open_review" else self.last or {}
        return str(chosen["id"])

    @property
    def conditions(self) -> list[str]:
        """What the vendor must still do: the conditions of the last review done."""
        return list(self.last["conditions"]) if self.last else []


def standing(reviews: Iterable[Document], on: dt.date) -> Standing:
    """How one party's reviews stand on a day; a review done later is still open on it.

    The interval is that of the last review done, else that of an open one. The next review is due
    an interval after the last one done; an open review can bring that day forward, not put it off.
    """
    day, done, still = on.isoformat(), list[Document](), list[Document]()
    for review in reviews:
        finished = review["done_on"] is not None and review["done_on"] <= day
        (done if finished else still).append(review)
    last = max(done, key=lambda review: (review["done_on"], review["id"]), default=None)
    waiting = sorted(still, key=lambda review: (review["due"] or "9999-12-31", review["id"]))
    interval = next((r["interval"] for r in [*([last] if last else []), *waiting] if r["interval"]), None)
    given = waiting[0]["due"] if waiting else None
    asked = dt.date.fromisoformat(given) if given else None
    counted = later(dt.date.fromisoformat(last["done_on"]), interval) if last and interval else None
    if asked is not None and (counted is None or asked <= counted):
        return Standing(on, last, tuple(waiting), interval, asked, "open_review")
    return Standing(on, last, tuple(waiting), interval, counted, "last_done" if counted else None)


def reviews_by_party(snapshot: Snapshot) -> dict[str, list[Document]]:
    """The reviews of each party that has any, by id."""
    found: dict[str, list[Document]] = defaultdict(list)
    for id_ in sorted(snapshot.records["review"]):
        review = snapshot.records["review"][id_].document
        found[snapshot.present_id("party", review["party"])].append(review)
    return dict(found)


def schedule_answer(
    snapshot: Snapshot, on: dt.date, *, state: str | None = None, party: str | None = None
) -> dict[str, Any]:
    """The answer of `/review-schedule`, unpaged: a row per vendor, the most urgent first.

    Vendors are parties with a review, and named parties other than one's own and authorities that
    process anything. `totals` counts all rows by state, whatever is asked. Raises Invalid.
    """
    if state is not None and state not in STATES:
        raise Invalid.at("state", f"{checks.given(state)} is not accepted; one of {', '.join(STATES)}")
    asked = None if party is None else party_id(snapshot, party)
    reviews = reviews_by_party(snapshot)
    rows = sorted(
        (_row(snapshot, id_, reviews.get(id_, ()), on) for id_ in _vendors(snapshot, reviews)), key=_urgency
    )
    counts = Counter(row["state"] for row in rows)
    return {
        "as_of": on.isoformat(),
        "revision": snapshot.revision,
        "items": [
            row for row in rows if state in (None, row["state"]) and asked in (None, row["party"]["id"])
        ],
        "totals": {name: counts[name] for name in STATES},
    }


def _vendors(snapshot: Snapshot, reviewed: Iterable[str]) -> list[str]:
    processing = {
        id_
        for id_ in snapshot.processings_of
        if _is_vendor(snapshot.records["party"][id_].document) and snapshot.processings_of[id_]
    }
    return sorted(processing.union(reviewed))


def _is_vendor(party: Document) -> bool:
    return bool(party["named"] and not party["own"] and party["kind"] != "authority")


def _row(snapshot: Snapshot, id_: str, reviews: Sequence[Document], on: dt.date) -> dict[str, Any]:
    party, found = snapshot.records["party"][id_].document, standing(reviews, on)
    return {
        "party": {key: party[key] for key in ("id", "name", "established_in")},
        "state": found.state,
        "due": found.due.isoformat() if found.due else None,
        "days_left": (found.due - on).days if found.due else None,
        "interval": found.interval,
        "basis": found.basis,
        "review": found.review,
        "last_done": _told(found.last),
        "conditions": found.conditions,
        "open": [review["id"] for review in found.open],
    }


def _told(review: Document | None) -> dict[str, Any] | None:
    return {key: review[key] for key in ("id", "done_on", "outcome", "reviewer")} if review else None


def _urgency(row: dict[str, Any]) -> tuple[int, str, str, str]:
    return STATES.index(row["state"]), row["due"] or "", row["party"]["name"].casefold(), row["party"]["id"]


def turning_days(reviews: Sequence[Document]) -> set[dt.date]:
    """The days on which one party's standing can change: done, due soon, due, overdue."""
    done = {dt.date.fromisoformat(review["done_on"]) for review in reviews if review["done_on"]}
    days = set(done)
    for day in [None, *sorted(done)]:
        # Between two days done the due day stays, so that of each such span gives the others.
        due = standing(reviews, day or dt.date.min).due
        if due is not None:
            days.update(found for days_on in (-SOON, 0, 1) if (found := shifted(due, days_on)))
    return days
