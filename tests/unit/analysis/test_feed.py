"""The feed as a whole: its order, filters and bounds; and the calendar of deadlines."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.unit.analysis.feed_world import (
    ANNOUNCED,
    COVERED,
    ENGAGED,
    HOST,
    LIST,
    NEW,
    TERMS,
    TODAY,
    answer,
    breach,
    certified,
    everything,
    feed,
    review,
    told,
)
from tests.unit.analysis.rules.world import Document, at, flow, snapshot
from vendorgraph.analysis.feed import TYPES, FeedQuestion, deadlines_answer, feed_answer
from vendorgraph.analysis.question import Question
from vendorgraph.errors import Invalid

# The answer as a whole


def test_items_stand_newest_first_and_within_a_day_by_severity() -> None:
    found = everything(
        certified(to="2026-11-20"), COVERED, HOST, NEW, breach(known_at="2026-11-10"), after="2026-06-30"
    )
    assert [item["date"] for item in found] == sorted((item["date"] for item in found), reverse=True)
    severities = ["high", "medium", "low"]
    same_day = [severities.index(item["severity"]) for item in found if item["date"] == "2026-11-10"]
    assert same_day == sorted(same_day)
    assert len(same_day) > 2


def test_filters_narrow_the_items() -> None:
    us = flow("host:cloud", "backup:vault", locations=at("US"), valid_from="2026-11-10")
    world = (HOST, us, review(due="2026-11-20"))
    assert told(feed(*world, types=frozenset({"new_country"}))) == [("2026-11-10", "new_country")]
    assert {item["type"] for item in feed(*world, party="host")} == {"review_due", "review_overdue"}


def test_the_same_item_has_the_same_id_whatever_is_asked() -> None:
    wide, narrow = feed(HOST, NEW, after="2020-01-01"), feed(HOST, NEW, from_="shop:orders")
    assert wide[0]["id"] == narrow[0]["id"]
    assert wide[0]["id"].startswith("urn:uuid:")


def test_every_item_says_why_what_to_do_and_the_article() -> None:
    world = (
        LIST,
        TERMS,
        ENGAGED,
        ANNOUNCED,
        certified(to="2026-11-20"),
        COVERED,
        review(due="2026-11-20"),
        breach(),
    )
    found = everything(*world, after="2026-06-30")
    assert {item["type"] for item in found} <= TYPES.keys()
    assert all(item["why"] and item["to_do"] and item["article"] and item["title"] for item in found)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from_": "nobody"}, "no party or processing"),
        ({"party": "nobody"}, "no party"),
        ({"types": frozenset({"news"})}, "not accepted"),
        ({"after": "2026-11-23"}, "lies before from_date"),
    ],
)
def test_it_refuses_what_it_does_not_know(asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        everything(HOST, **asked)


def test_too_many_days_leave_the_latest_and_say_so() -> None:
    first = dt.date(2025, 1, 1)
    flows = [
        flow(
            "shop:orders",
            f"v{at_}:x",
            locations=at("FR"),
            valid_from=(first + dt.timedelta(days=at_)).isoformat(),
        )
        for at_ in range(260)
    ]
    found = answer(*flows, after="2024-12-31", until="2026-01-01")
    days = {item["date"] for item in found["items"] if item["type"] == "new_recipient"}
    assert found["truncated"] is True
    assert len(days) == 199  # the 200th is 2025-12-19, on which a decision on the United Kingdom began
    assert min(days) > found["complete_from"]
    assert max(days) == "2025-09-17"


def test_without_dates_it_covers_ninety_days_before_and_after_the_day() -> None:
    asked = FeedQuestion.around(Question(dt.date(2026, 11, 22)), None, None)
    assert (asked.after, asked.until) == (dt.date(2026, 8, 24), dt.date(2027, 2, 20))


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_first_and_the_last_day_there_are_can_be_asked(day: dt.date) -> None:
    asked = FeedQuestion.around(Question(day), None, None)
    assert feed_answer(snapshot(HOST, NEW), asked)["items"] == []
    assert deadlines_answer(snapshot(HOST, NEW, review(due="2026-11-20")), Question(day))["items"]


# Deadlines


def deadlines(*documents: Document, on: str = TODAY) -> list[tuple[str, str]]:
    found = deadlines_answer(snapshot(*documents), Question(dt.date.fromisoformat(on)))["items"]
    return [(row["day"], row["kind"]) for row in found]


def test_a_calendar_has_reviews_due_last_days_to_object_and_ends() -> None:
    world = (LIST, TERMS, ENGAGED, ANNOUNCED, certified(to="2026-12-20"), COVERED, review(due="2026-11-20"))
    assert deadlines(*world, on="2026-11-10") == [
        ("2026-11-14", "objection_window"),
        ("2026-11-20", "review_due"),
        ("2026-12-20", "end"),
    ]


def test_what_is_over_is_not_in_the_calendar_but_an_overdue_review_stays() -> None:
    world = (LIST, TERMS, ENGAGED, ANNOUNCED, certified(to="2026-11-20"), COVERED, review(due="2026-11-20"))
    assert deadlines(*world) == [("2026-11-20", "review_due")]


def test_an_entry_keeps_its_id_when_its_day_moves() -> None:
    question = Question(dt.date(2026, 11, 1))
    ids = {
        deadlines_answer(snapshot(HOST, review(due=due)), question)["items"][0]["id"]
        for due in ("2026-11-20", "2026-12-01")
    }
    assert len(ids) == 1
