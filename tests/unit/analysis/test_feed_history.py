"""The feed over GitHub's dated list, counted by hand, and held equal to the diff of every two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.oracle import strategies
from tests.oracle.comparison import snapshot as snapshot_of
from vendorgraph import demo
from vendorgraph.analysis.diff import diff_answer
from vendorgraph.analysis.feed import FeedQuestion, feed_answer
from vendorgraph.analysis.feed.days import Watched
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.analysis.integrity import after as after_writes
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.files import read_path
from vendorgraph.exchange.plan import plan

TODAY = dt.date(2026, 11, 22)
FIRST = dt.date(2018, 4, 18)
FLOWS = frozenset({"new_recipient", "recipient_gone", "new_country", "country_gone"})


@cache
def inventory() -> Snapshot:
    """The demo as applying its files makes it."""
    snapshot = Snapshot.build({})
    for path in demo.files():
        snapshot = Snapshot.build(after_writes(snapshot, plan(snapshot, read_path(path)).writes))
    return snapshot


def between(first: str, last: str) -> dict[str, list[str]]:
    """Per type, what the feed of GitHub names between two days: processings and places, sorted."""
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    asked = FeedQuestion(Question(TODAY), *days, from_="github", types=FLOWS)
    found: dict[str, list[str]] = {name: [] for name in sorted(FLOWS)}
    for item in feed_answer(inventory(), asked)["items"]:
        named = item["countries"][0] if "country" in item["type"] else _recipient(item)
        found[item["type"]].append(named)
    return {name: sorted(named) for name, named in found.items()}


def _recipient(item: dict[str, Any]) -> str:
    return str(inventory().flows[item["flows"][-1]].recipient)


#: Two days -> vendors that came and went, places that came and went, read off the versions of the list.
HISTORY = [
    (
        ("2026-01-01", "2026-11-22"),
        (["tines:security"], ["coreweave:cloud"], [], []),
    ),
    (
        ("2025-07-14", "2025-08-29"),
        (
            [
                "coreweave:cloud",
                "fireworks-ai:ai",
                "hewlett-packard:cloud",
                "lambdatest:cloud",
                "oracle:cloud",
                "xai:ai",
            ],
            ["vividcortex:database-monitoring"],
            ["IS"],
            [],
        ),
    ),
    (
        ("2025-03-23", "2025-05-28"),
        (
            ["anthropic:ai", "openai:ai"],
            ["twilio:sendgrid-two-factor"],
            ["BE", "BR", "ES", "GB", "NO", "SE", "SG"],
            [],
        ),
    ),
    (
        ("2024-04-16", "2024-06-03"),
        (
            [
                "github-australia:group-services",
                "github-canada:group-services",
                "github-germany:group-services",
                "github-india:group-services",
                "github-netherlands:group-services",
                "npm:group-services",
                "semmle:group-services",
            ],
            ["splunk:security-logs", "zapier:automation"],
            ["AU", "CA", "CH", "DE", "FR", "IN", "JP", "NL"],
            [],
        ),
    ),
    (
        ("2020-08-02", "2021-02-01"),
        (
            ["discourse:forum", "microsoft:services", "sentry:monitoring", "twilio:sms-and-email"],
            [
                "discoverorg:enrichment",
                "front:support-inbox",
                "google:analytics",
                "linkedin:navigator",
                "lithium:forum",
                "magic-robot:campaign-reporting",
                "microsoft:compute",
                "oracle:finance",
                "segment:analytics",
                "twilio:sendgrid-email",
                "twilio:sms",
            ],
            [],
            [],
        ),
    ),
    (("2018-04-18", "2018-05-24"), (None, ["seal:contract-analysis"], ["US"], [])),
    (("2022-05-23", "2023-12-26"), ([], [], [], [])),
    (("2026-03-11", "2026-11-22"), ([], [], [], [])),
]


@pytest.mark.parametrize(("days", "expected"), HISTORY, ids=[" ".join(days) for days, _ in HISTORY])
def test_githubs_feed_names_every_vendor_and_place_that_came_or_went(
    days: tuple[str, str], expected: tuple[list[str] | None, ...]
) -> None:
    found = between(*days)
    came, went, places, places_gone = expected
    if came is None:  # the whole first version and the four vendors of the second
        assert len(found["new_recipient"]) == 14 + 4
    else:
        assert found["new_recipient"] == came
    assert found["recipient_gone"] == went
    assert (found["new_country"], found["country_gone"]) == (places, places_gone)


def test_a_vendor_that_came_and_went_between_the_days_is_named_twice() -> None:
    found = between("2025-07-22", "2026-01-27")
    assert "coreweave:cloud" in found["new_recipient"]
    assert found["recipient_gone"] == ["coreweave:cloud"]


def test_the_vendors_told_add_up_to_the_list_of_today() -> None:
    found = between(FIRST.isoformat(), TODAY.isoformat())
    assert len(found["new_recipient"]) - len(found["recipient_gone"]) == 30
    assert len(found["new_country"]) - len(found["country_gone"]) == 17


def test_an_item_names_the_vendor_in_words() -> None:
    asked = FeedQuestion(
        Question(TODAY), dt.date(2026, 3, 10), dt.date(2026, 3, 11), from_="github", types=FLOWS
    )
    (item,) = feed_answer(inventory(), asked)["items"]
    assert item["title"] == "New recipient: Tines Automation Inc. (Security management)"
    assert item["date"] == "2026-03-11"


def test_the_demos_transfer_under_the_privacy_shield_loses_its_basis_on_the_day_of_the_judgment() -> None:
    asked = FeedQuestion(
        Question(TODAY),
        dt.date(2020, 7, 15),
        dt.date(2020, 7, 17),
        types=frozenset({"transfer_changed"}),
    )
    (item,) = feed_answer(inventory(), asked)["items"]
    assert (item["date"], item["after"]["reason"]) == ("2020-07-16", "mechanism_invalidated")
    assert item["inventory_changed"] is False
    assert {entry["party"]["id"] for entry in item["for"]} == {"example-clinic"}


def test_no_item_of_the_whole_demo_is_told_twice() -> None:
    items = feed_answer(inventory(), FeedQuestion(Question(TODAY), FIRST, dt.date(2027, 6, 1)))["items"]
    ids = [item["id"] for item in items]
    assert len(ids) == len(set(ids)) > 100


def test_the_demos_feed_of_today_tells_of_its_notice_breach_certificate_and_reviews() -> None:
    items = feed_answer(inventory(), FeedQuestion.around(Question(TODAY), None, None))["items"]
    told = {(item["date"], item["type"]) for item in items}
    assert {
        ("2026-10-26", "change_announced"),
        ("2026-11-01", "review_overdue"),
        ("2026-11-05", "breach_recorded"),
        ("2026-12-01", "expiring"),
        ("2026-12-15", "review_due"),
        ("2027-01-15", "new_recipient"),
    } <= told
    assert "objection_window_closing" not in {type_ for _, type_ in told}  # the clinic has objected already


# Equal to the diff of every two days that follow each other


def steps(snapshot: Snapshot, from_: str | None, sources: list[str]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each day on which anything can change: the timeline's step, and the diff with the day before."""
    watched = Watched.of(snapshot, sources)
    days = watched.days(dt.date(2000, 1, 1), dt.date(2040, 1, 1))
    timeline = Timeline(snapshot, Question(dt.date(2000, 1, 1)), watched)
    for day in days:
        yesterday = Question(day - dt.timedelta(days=1))
        yield timeline.move(day), diff_answer(snapshot, yesterday, Question(day), from_=from_)


def pairs(rows: list[dict[str, Any]], key: str) -> set[tuple[str, str]]:
    return {(row["source"], row[key]) for row in rows}


def gained(step: Any, *, new: bool) -> set[tuple[str, str]]:
    return {
        (source, id_)
        for id_, sources in step.held.items()
        for source, sides in sources.items()
        if source != id_ and sides[new] and not sides[not new]
    }


def places(step: Any, *, new: bool) -> set[tuple[str, str]]:
    return {(source, place) for place, sides in step.places.items() for source in sides[new] - sides[not new]}


def statuses(step: Any) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    found = {}
    for pair, sides in step.hops.items():
        before, after = (side.found["status"] if side else None for side in sides)
        if before != after:
            found[pair] = (before, after)
    return found


def compare(snapshot: Snapshot, from_: str | None, sources: list[str]) -> int:
    compared = 0
    for step, diff in steps(snapshot, from_, sources):
        for side, new in (("gained", True), ("lost", False)):
            assert gained(step, new=new) == pairs(diff["recipients"][side], "processing"), step.day
            assert places(step, new=new) == pairs(diff["countries"][side], "country"), step.day
        expected = {
            (row["from"], row["to"]): tuple(side and side["status"] for side in (row["before"], row["after"]))
            for row in diff["transfers"]
        }
        assert statuses(step) == expected, step.day
        compared += 1
    return compared


@pytest.mark.parametrize("from_", ["github", "example-clinic", "37signals", "publisher"])
def test_every_step_of_the_demos_timeline_is_the_diff_with_the_day_before(from_: str) -> None:
    snapshot = inventory()
    sources = sorted(
        id_ for member in snapshot.group(from_) for id_ in snapshot.processings_of.get(member, ())
    )
    assert compare(snapshot, from_, sources) > 20


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.inventories())
def test_every_step_of_any_timeline_is_the_diff_with_the_day_before(inventory: Any) -> None:
    snapshot = snapshot_of(inventory)
    for source in sorted(snapshot.records["processing"])[:2]:
        compare(snapshot, source, [source])


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.inventories())
def test_the_feed_of_any_inventory_answers_and_repeats_no_id(inventory: Any) -> None:
    asked = FeedQuestion(Question(TODAY), dt.date(2000, 1, 1), dt.date(2040, 1, 1))
    found = feed_answer(snapshot_of(inventory), asked)
    ids = [item["id"] for item in found["items"]]
    assert len(ids) == len(set(ids))
    assert all(found["from_date"] < item["date"] <= found["to_date"] for item in found["items"])
