"""When a review is due: counted from the last one done, by the calendar, to the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.unit.analysis.rules.world import flow, party, processing, snapshot
from vendorgraph.analysis.durations import later, shifted
from vendorgraph.analysis.reviews import SOON, Standing, schedule_answer, standing, turning_days
from vendorgraph.errors import Invalid
from vendorgraph.model.validation import load_document

DAY = dt.date(2026, 11, 22)


def review(id_: str = "r", **given: Any) -> dict[str, Any]:
    return load_document("review", {"id": id_, "party": "host", **given})


def stands(*reviews: dict[str, Any], on: str = "2026-11-22") -> Standing:
    return standing(reviews, dt.date.fromisoformat(on))


# Durations


@pytest.mark.parametrize(
    ("day", "duration", "reached"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2026-01-31", "P2M", "2026-03-31"),
        ("2026-01-30", "P13M", "2027-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2026-12-31", "P1M", "2027-01-31"),
        ("2026-11-22", "P6M", "2027-05-22"),
        ("2026-11-22", "P1Y2M10D", "2028-02-01"),
        ("2026-01-31", "P1M1D", "2026-03-01"),
        ("2026-11-22", "P2W", "2026-12-06"),
        ("2026-11-22", "P45D", "2027-01-06"),
        ("2026-11-22", "PT47H", "2026-11-23"),
        ("2026-11-22", "P0D", "2026-11-22"),
    ],
)
def test_a_duration_is_counted_by_the_calendar(day: str, duration: str, reached: str) -> None:
    assert later(dt.date.fromisoformat(day), duration) == dt.date.fromisoformat(reached)


@pytest.mark.parametrize(
    "duration", ["P8000Y", "P9999999999Y", "P99999999M", "P999999999D", "P9" + "0" * 5000 + "D"]
)
def test_a_duration_beyond_the_calendar_leads_to_no_day(duration: str) -> None:
    assert later(DAY, duration) is None


@pytest.mark.parametrize("text", ["P", "1Y", "P1", "PT", "P1YT", "P-1D", ""])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no ISO 8601 duration"):
        later(DAY, text)


def test_days_before_the_first_and_after_the_last_are_none() -> None:
    assert shifted(dt.date.min, -1) is None
    assert shifted(dt.date.max, 1) is None


# One party's reviews


def test_the_interval_is_counted_from_the_last_review_done() -> None:
    found = stands(review(due="2026-03-31", done_on="2026-03-20", interval="P1Y"))
    assert (found.due, found.basis, found.state) == (dt.date(2027, 3, 20), "last_done", "scheduled")


def test_of_several_reviews_done_the_last_counts_whatever_their_order() -> None:
    old, new = (
        review("a", done_on="2026-03-20", interval="P1Y"),
        review("b", done_on="2025-01-01", interval="P1M"),
    )
    assert stands(old, new).due == stands(new, old).due == dt.date(2027, 3, 20)


def test_an_open_review_brings_the_day_forward() -> None:
    found = stands(review("a", done_on="2026-03-20", interval="P1Y"), review("b", due="2026-12-01"))
    assert (found.due, found.basis, found.review) == (dt.date(2026, 12, 1), "open_review", "b")


def test_an_open_review_dated_by_hand_does_not_put_the_day_off() -> None:
    found = stands(review("a", done_on="2026-03-20", interval="P1Y"), review("b", due="2027-12-01"))
    assert (found.due, found.basis, found.review) == (dt.date(2027, 3, 20), "last_done", "a")


def test_without_an_interval_of_its_own_the_last_review_takes_that_of_the_open_one() -> None:
    found = stands(review("a", done_on="2026-11-22"), review("b", due="2027-12-15", interval="P6M"))
    assert (found.interval, found.due) == ("P6M", dt.date(2027, 5, 22))


def test_a_review_done_without_any_interval_makes_nothing_due() -> None:
    found = stands(review(done_on="2026-03-20"))
    assert (found.due, found.state, found.review) == (None, "none", None)


def test_an_open_review_without_a_day_makes_nothing_due() -> None:
    assert stands(review(interval="P1Y")).state == "none"


def test_a_review_done_later_is_still_open_on_the_day_asked() -> None:
    done = review(due="2026-03-31", done_on="2026-03-20", interval="P1Y", conditions=["x"])
    before, after = stands(done, on="2026-03-19"), stands(done, on="2026-03-20")
    assert (before.basis, before.state, before.conditions) == ("open_review", "due_soon", [])
    assert (after.basis, after.conditions) == ("last_done", ["x"])


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-10-31", "scheduled"),
        ("2026-11-01", "due_soon"),
        ("2026-12-01", "due_soon"),
        ("2026-12-02", "overdue"),
    ],
)
def test_it_is_due_soon_in_the_thirty_days_up_to_the_day_and_overdue_after_it(on: str, state: str) -> None:
    assert stands(review(due="2026-12-01"), on=on).state == state


def test_an_interval_beyond_the_calendar_makes_nothing_due() -> None:
    assert stands(review(done_on="2026-03-20", interval="P9999Y")).state == "none"


def test_its_standing_turns_on_no_other_days_than_those_named() -> None:
    reviews = [
        review("a", done_on="2025-03-31", interval="P1M"),
        review("b", due="2026-06-15"),
        review("c", due="2026-01-15", done_on="2026-02-28", interval="P1Y"),
    ]
    turning = turning_days(reviews)
    day = dt.date(2025, 1, 1)
    while day < dt.date(2027, 6, 1):
        yesterday = standing(reviews, day - dt.timedelta(days=1))
        today = standing(reviews, day)
        if (yesterday.state, yesterday.due) != (today.state, today.due):
            assert day in turning, day
        day += dt.timedelta(days=1)
    assert dt.date(2025, 4, 30) - dt.timedelta(days=SOON) in turning


# The schedule of all vendors


VENDORS = (
    flow("shop:orders", "host:cloud"),
    flow("host:cloud", "backup:vault"),
    flow("host:cloud", "mail:queue"),
    flow("host:cloud", "court:cases"),
    flow("host:cloud", "friends:crowd"),
    party("shop", own=True),
    party("court", kind="authority"),
    party("friends", named=False),
    party("idle"),
    ("review", {"id": "h", "party": "host", "due": "2026-11-21"}),
    ("review", {"id": "b", "party": "backup", "due": "2026-11-30"}),
)


def states(**asked: Any) -> list[tuple[str, str]]:
    rows = schedule_answer(snapshot(*VENDORS), DAY, **asked)["items"]
    return [(row["party"]["id"], row["state"]) for row in rows]


def test_vendors_are_listed_the_most_urgent_first_without_own_parties_authorities_and_unnamed_groups() -> (
    None
):
    assert states() == [("host", "overdue"), ("backup", "due_soon"), ("mail", "none")]


def test_whoever_has_a_review_is_listed() -> None:
    reviewed = ("review", {"id": "f", "party": "friends", "due": "2027-11-30"})
    rows = schedule_answer(snapshot(*VENDORS, reviewed), DAY)["items"]
    assert ("friends", "scheduled") in [(row["party"]["id"], row["state"]) for row in rows]


def test_the_longest_overdue_comes_first() -> None:
    later_ = ("review", {"id": "m", "party": "mail", "due": "2026-11-20"})
    rows = schedule_answer(snapshot(*VENDORS, later_), DAY)["items"]
    assert [(row["party"]["id"], row["days_left"]) for row in rows][:2] == [("mail", -2), ("host", -1)]


def test_filters_narrow_the_rows_and_leave_the_totals() -> None:
    answer = schedule_answer(snapshot(*VENDORS), DAY, state="overdue")
    assert [row["party"]["id"] for row in answer["items"]] == ["host"]
    assert answer["totals"] == {"overdue": 1, "due_soon": 1, "scheduled": 0, "none": 1}
    assert states(party="backup") == [("backup", "due_soon")]


def test_a_party_is_found_by_its_former_id() -> None:
    world = snapshot(*VENDORS, party("host", former_ids=["old-host"]))
    assert [row["party"]["id"] for row in schedule_answer(world, DAY, party="old-host")["items"]] == ["host"]


@pytest.mark.parametrize("asked", [{"state": "late"}, {"party": "nobody"}])
def test_it_refuses_what_it_does_not_know(asked: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        schedule_answer(snapshot(*VENDORS), DAY, **asked)


def test_a_controller_vendor_is_reviewed_too() -> None:
    world = snapshot(flow("shop:orders", "partner:ads"), party("shop", own=True), processing("partner:ads"))
    assert [row["party"]["id"] for row in schedule_answer(world, DAY)["items"]] == ["partner"]
