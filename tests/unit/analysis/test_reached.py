"""The answer seen from its categories and places, agreeing with the rows of /exposure."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle import strategies
from tests.oracle.cases import DAY, world
from tests.oracle.comparison import snapshot
from tests.oracle.documents import document, flow, places
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.reached import reached_answer
from vendorgraph.analysis.selection import Filters
from vendorgraph.law.hop import STATUSES

TODAY = Question(DAY)
FRENCH = [document("party", id="a", established_in="FR"), document("party", id="b", established_in="FR")]


def reached(inventory: Any, **asked: Any) -> dict[str, Any]:
    return reached_answer(snapshot(inventory), TODAY, from_="a:s", **asked)


def by_place(answer: dict[str, Any]) -> dict[str, Any]:
    return {row["place"]: row for row in answer["places"]}


def test_a_place_has_the_worst_status_there_and_counts_recipients_by_theirs() -> None:
    inventory = world(
        flow("f1", "a:s", "b:p", locations=places("FR", "US")),
        flow("f2", "a:s", "c:p", locations=places("FR")),
        parties=FRENCH,
    )
    found = by_place(reached(inventory))
    assert found["FR"]["statuses"] == {"not_a_transfer": 2}
    assert found["US"]["statuses"] == {found["US"]["transfer"]: 1}
    assert found["US"]["transfer"] in ("not_covered", "not_evaluable")


def test_no_place_recorded_is_the_place_unknown() -> None:
    found = by_place(reached(world(flow("f1", "a:s", "b:p"), parties=FRENCH)))
    assert [(place, row["transfer"]) for place, row in found.items()] == [("unknown", "not_evaluable")]


def test_a_recipient_is_stated_at_a_place_only_by_a_flow_that_is_stated_there() -> None:
    inventory = world(
        flow("f1", "a:s", "b:p", locations=places("FR")),
        flow("f2", "a:s", "b:p", status="disclaimed", locations=places("US")),
        parties=FRENCH,
    )
    found = by_place(reached(inventory))
    assert (found["FR"]["stated"], found["US"]["stated"]) == (["b:p"], [])


def test_a_place_that_only_flows_back_reach_is_there_without_recipients() -> None:
    inventory = world(
        flow("f1", "a:s", "b:p", locations=places("FR")),
        flow("f2", "b:p", "a:s", locations=places("DE")),
        parties=FRENCH,
    )
    assert by_place(reached(inventory))["DE"]["recipients"] == []
    assert "DE" not in by_place(reached(inventory, filters=Filters(role="processor")))


def test_a_category_belongs_to_the_group_below_the_root_or_below_what_is_asked() -> None:
    inventory = world(flow("f1", "a:s", "b:p", ["user.contact.email", "user.job"]), parties=FRENCH)

    def groups(category: str | None) -> dict[str, str]:
        (row,) = reached(inventory, category=category)["recipients"]
        return {one["id"]: one["group"]["id"] for one in row["categories"]}

    assert groups(None)["user.contact.email"] == "user.contact"
    assert groups("user")["user.contact.email"] == "user.contact"
    assert groups("user.contact") == {"user.contact.email": "user.contact.email"}


def test_a_recipient_of_two_sources_counts_once_and_is_stated_when_either_says_so() -> None:
    inventory = world(
        flow("f1", "a:s", "b:p", ["user.job"], status="disclaimed"),
        flow("f2", "a:t", "b:p", ["user.job"]),
        capacities={"a:t": "controller"},
        parties=FRENCH,
    )
    answer = reached_answer(snapshot(inventory), TODAY, from_="a")
    (row,) = answer["recipients"]
    assert [source["id"] for source in answer["sources"]] == ["a:s", "a:t"]
    assert (row["certainty"], [one["certainty"] for one in row["categories"]]) == ("stated", ["stated"])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_it_agrees_with_the_rows_of_exposure(data: st.DataObject) -> None:
    found = snapshot(data.draw(strategies.inventories()))
    rows = exposure_answer(found, TODAY)["recipients"]
    answer = reached_answer(found, TODAY)
    assert [row["id"] for row in answer["recipients"]] == sorted({row["processing"]["id"] for row in rows})
    pairs = {(row["processing"]["id"], term) for row in rows for term in row["categories"]["possible"]}
    pairs |= {(row["processing"]["id"], term) for row in rows for term in row["categories"]["stated"]}
    assert {(row["id"], one["id"]) for row in answer["recipients"] for one in row["categories"]} == pairs
    at = {(entry["country"], row["processing"]["id"]) for row in rows for entry in row["countries"]}
    assert {(row["place"], id_) for row in answer["places"] for id_ in row["recipients"]} == at
    for row in answer["places"]:
        assert sum(row["statuses"].values()) == len(row["recipients"])
        if row["recipients"]:
            assert row["transfer"] == min(row["statuses"], key=STATUSES.index)
