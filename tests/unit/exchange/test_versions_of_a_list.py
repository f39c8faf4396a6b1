"""Versions of a list, and decisions that a person makes about a row after its version was imported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.apply import planned
from vendorgraph.exchange.drift import drift
from vendorgraph.exchange.importing import Options, import_plan, read_rows
from vendorgraph.exchange.outcomes import Told
from vendorgraph.exchange.reading.row import Row
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.statement import Statement
from vendorgraph.exchange.unread import Unread

JANUARY = "name,purpose,country\nOracle,Hosting,US\nStripe,Payments,IE\n"
JUNE = 'name,purpose,country\n"Oracle America, Inc.",Hosting,US\nStripe,Payments,IE\n'
AUGUST = "name,purpose,country\nStripe,Payments,IE\n"
UNDECIDED, THE_SAME, ANOTHER = {}, {"Oracle America, Inc.": "oracle"}, {"Oracle America, Inc.": "new"}


class List:
    """A list whose versions are imported one after another."""

    def __init__(self) -> None:
        self.snapshot = Snapshot.build({})

    def take(self, text: str, day: str | None, accept: dict[str, str] | None = None) -> Statement:
        read = read_rows(Source.of("list.csv", text.encode()), Options())
        plan, told = import_plan(self.snapshot, read, Options("shop:orders", day, accept=accept or {}))
        self.changes = len(plan.writes)
        self.snapshot = planned(self.snapshot, [plan.file])[1]
        return told

    def on(self, day: str) -> set[str]:
        return set(self._holding(day))

    def _holding(self, day: str) -> Iterator[str]:
        for record in self.snapshot.records["flow"].values():
            flow = record.document
            if (flow["valid_from"] or "") <= day < (flow["valid_to"] or "9999"):
                yield flow["to"].partition(":")[0]


@pytest.fixture
def listed() -> List:
    made = List()
    made.take(JANUARY, "2025-01-01")
    return made


def test_a_flow_stands_while_nobody_said_whether_a_row_is_its_own(listed: List) -> None:
    told = listed.take(JUNE, "2025-06-01")
    assert [one.outcome for one in told.told] == ["unsure", "matched"]
    assert listed.on("2025-07-01") == {"oracle", "stripe"}
    assert told.warnings == ["shop:orders--oracle:hosting stands until you decide whether row 2 names oracle"]


def test_a_row_is_decided_after_its_version_was_imported(listed: List) -> None:
    listed.take(JUNE, "2025-06-01")
    listed.take(JUNE, "2025-06-01", THE_SAME)
    assert listed.on("2025-05-31") == listed.on("2025-07-01") == {"oracle", "stripe"}
    assert "Oracle America, Inc." in listed.snapshot.records["party"]["oracle"].document["aliases"]
    listed.take(JUNE, "2025-06-01")
    assert listed.changes == 0


def test_the_flow_that_waited_ends_when_the_row_is_another_party(listed: List) -> None:
    listed.take(JUNE, "2025-06-01")
    listed.take(JUNE, "2025-06-01", ANOTHER)
    assert listed.on("2025-05-31") == {"oracle", "stripe"}
    assert listed.on("2025-06-01") == {"oracle-america", "stripe"}
    for accept in (UNDECIDED, ANOTHER):
        listed.take(JUNE, "2025-06-01", accept)
        assert listed.changes == 0


def test_a_late_decision_reaches_back_over_the_versions_imported_again_in_order() -> None:
    listed = List()
    versions = [(AUGUST, "2025-01-01"), (JUNE, "2025-06-01"), (JUNE + "Box,Files,DE\n", "2025-07-01")]
    versions.append((AUGUST, "2025-08-01"))
    # a party that makes the row unsure, without a flow of this list
    other = read_rows(Source.of("other.csv", b"name,country\nOracle,US\n"), Options())
    plan, _ = import_plan(listed.snapshot, other, Options("elsewhere:mail"))
    listed.snapshot = planned(listed.snapshot, [plan.file])[1]
    for text, day in versions:
        listed.take(text, day)
    assert not [flow for flow in listed.snapshot.records["flow"] if flow.startswith("shop:orders--oracle")]
    warned = [listed.take(text, day, THE_SAME).warnings for text, day in versions]
    assert "import them again in the order of their days" in " ".join(warned[1])
    flow = listed.snapshot.records["flow"]["shop:orders--oracle:hosting"].document
    assert (flow["valid_from"], flow["valid_to"]) == ("2025-06-01", "2025-08-01")
    for text, day in versions:
        listed.take(text, day)
        assert listed.changes == 0, day


def test_a_flow_whose_row_changed_says_once_why_it_ended(listed: List) -> None:
    listed.take(JANUARY.replace("IE", "FR"), "2025-06-01")
    flow = listed.snapshot.records["flow"]["shop:orders--stripe:payments"].document
    assert [entry["about"] for entry in flow["evidence"]] == ["", "/valid_to"]


def test_versions_without_a_day_are_known_again(listed: List) -> None:
    undated = List()
    undated.take(JANUARY, None)
    undated.take(AUGUST, None)
    standing = undated.snapshot
    for text in (JANUARY, AUGUST, JANUARY):
        undated.take(text, None)
        assert undated.changes == 0
    assert undated.snapshot.records["flow"] == standing.records["flow"]


def test_a_version_that_another_of_its_day_replaced_stays_replaced(listed: List) -> None:
    listed.take(JUNE, "2025-06-01")
    listed.take(AUGUST, "2025-06-01")
    told = listed.take(JUNE, "2025-06-01", THE_SAME)
    assert listed.changes == 0
    assert "another version of 2025-06-01" in told.warnings[-1]
    assert listed.on("2025-06-02") == {"stripe"}


def test_drift_does_not_say_removed_of_what_an_unsure_row_may_name(listed: List) -> None:
    read = read_rows(Source.of("list.csv", JUNE.encode()), Options())
    found = drift(listed.snapshot, read, Options("shop:orders"))
    assert (found["removed"], len(found["unsure"]), found["different"]) == ([], 1, True)


def test_a_row_repeated_three_thousand_times_is_one_flow(listed: List) -> None:
    told = List().take("name,purpose,country\n" + "Box,Files,US\n" * 3_000, "2025-01-01")
    assert {one.outcome for one in told.told} == {"new", "matched"}
    assert {flow for one in told.told for flow in one.flows} == {"shop:orders--box:files"}


def test_a_row_whose_name_is_too_long_makes_no_party(listed: List) -> None:
    told = listed.take(f"{JANUARY}{'A' * 20_000},Hosting,US\n", "2025-02-01")
    assert told.told[2].why == "its vendor's name has 20,000 characters; at most 1,000 are accepted"
    assert set(listed.snapshot.records["party"]) == {"oracle", "shop", "stripe"}


PLANNED = "name,purpose,country,status\nStripe,Payments,IE,active\nBrevo,Mail,FR,planned\n"
IN_USE = "name,purpose,country,status\nStripe,Payments,IE,active\nBrevo,Mail,FR,active\n"
POSSIBLE = "name,purpose,country\nSnyk or Socket,Scans,US\n"
STATED = "name,purpose,country\nSnyk,Scans,US\n"


def flows_of(listed: List) -> dict[str, tuple[str, str | None, str | None]]:
    found = (record.document for record in listed.snapshot.records["flow"].values())
    return {flow["id"]: (flow["status"], flow["valid_from"], flow["valid_to"]) for flow in found}


def test_what_was_planned_ends_and_is_active_from_the_day_of_the_version_that_says_so() -> None:
    listed = List()
    listed.take(PLANNED, "2025-01-01")
    listed.take(IN_USE, "2025-06-01")
    assert flows_of(listed) == {
        "shop:orders--stripe:payments": ("active", "2025-01-01", None),
        "shop:orders--brevo:mail": ("planned", "2025-01-01", "2025-06-01"),
        "shop:orders--brevo:mail~2025-06-01": ("active", "2025-06-01", None),
    }
    listed.take(IN_USE, "2025-06-01")
    assert listed.changes == 0


def test_what_is_planned_stays_planned_while_a_list_says_so() -> None:
    listed = List()
    listed.take(PLANNED, "2025-01-01")
    listed.take(PLANNED.replace("IE", "US"), "2025-06-01")
    assert flows_of(listed)["shop:orders--brevo:mail"] == ("planned", "2025-01-01", None)


BESIDE = "name,purpose,country,status\nStripe,Payments,IE,active\nStripe,Payments,US,planned\n"


def test_a_place_that_is_planned_beside_one_in_use_is_planned() -> None:
    listed = List()
    listed.take(BESIDE, "2025-01-01")
    placed = {
        flow.document["status"]: [place["place"] for place in flow.document["locations"]]
        for flow in listed.snapshot.records["flow"].values()
    }
    assert placed == {"active": ["IE"], "planned": ["US"]}
    standing = flows_of(listed)
    listed.take(BESIDE + "Box,Files,DE,active\n", "2025-06-01")
    assert standing.items() <= flows_of(listed).items()


def test_an_alternative_that_a_later_version_states_is_stated_from_then_on() -> None:
    listed = List()
    listed.take(POSSIBLE, "2025-01-01")
    listed.take(STATED, "2025-06-01")
    basis = {
        (record.document["to"], record.document["valid_from"]): record.document["basis"]
        for record in listed.snapshot.records["flow"].values()
    }
    assert basis == {
        ("snyk:scans", "2025-01-01"): "inferred",
        ("socket:scans", "2025-01-01"): "inferred",
        ("snyk:scans", "2025-06-01"): "stated",
    }
    assert listed.on("2025-07-01") == {"snyk"}


@pytest.mark.parametrize(
    "text",
    [
        "name,purpose,country\n[Vendor],Hosting,US\nTBD,Payments,IE\n",
        "name,purpose,country\n",
        "<html><title>Sign in</title><p>Please enable JavaScript to see this page.</p></html>",
    ],
)
def test_a_version_in_which_no_vendor_can_be_read_ends_no_flow_and_writes_nothing(
    listed: List, text: str
) -> None:
    told = listed.take(text, "2025-06-01")
    assert listed.changes == 0
    assert listed.on("2025-07-01") == {"oracle", "stripe"}
    assert all(one.outcome == "refused" for one in told.told)
    assert "no flow ends" in told.warnings[-1]


def test_a_first_list_in_which_no_vendor_can_be_read_makes_nothing() -> None:
    first = List()
    first.take("name,purpose\n[Vendor],Hosting\n", "2025-01-01")
    assert first.changes == 0


def test_a_version_whose_vendors_are_all_struck_out_ends_their_flows(listed: List) -> None:
    listed.take("name,purpose,country\n~~Oracle~~,Hosting,US\n~~Stripe~~,Payments,IE\n", "2025-06-01")
    assert listed.on("2025-05-31") == {"oracle", "stripe"}
    assert listed.on("2025-06-01") == set()


def test_a_flow_whose_row_cannot_be_read_stands_and_is_told(listed: List) -> None:
    told = listed.take("name,purpose,country\nN/A,Hosting by Oracle,US\nStripe,Payments,IE\n", "2025-06-01")
    assert [one.outcome for one in told.told] == ["refused", "matched"]
    assert listed.on("2025-07-01") == {"oracle", "stripe"}
    assert told.warnings == [
        "shop:orders--oracle:hosting stands: row 2 holds 'Oracle' and could not be read; where that vendor is gone, "
        "give the flow its last day"
    ]


def test_a_row_that_cannot_be_read_and_holds_no_name_keeps_no_flow(listed: List) -> None:
    listed.take("name,purpose,country\nN/A,Hosting by Oracles,US\nStripe,Payments,IE\n", "2025-06-01")
    assert listed.on("2025-07-01") == {"stripe"}


def test_what_a_table_of_something_else_says_of_a_vendor_keeps_no_flow() -> None:
    told = [Told(Row(2, "2025-06-01 | Oracle removed"), "refused", "stands in a table that names no vendors")]
    assert Unread(told).row_with("Oracle") is None
    told = [Told(Row(2, "N/A | Oracle Cloud"), "refused", "names no vendor: says that there is none")]
    assert [Unread(told).row_with(name) for name in ("Oracle Cloud", "oracle", "Oracle Cl", "")] == [
        2,
        2,
        None,
        None,
    ]
