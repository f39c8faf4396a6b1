"""GitHub's list: on every day as many flows as the version in force has rows, counted by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest

#: Day -> rows of the version in force. 2023-06-01 lies between the two known series of versions.
ROWS = {
    "2018-04-18": 0,
    "2018-04-19": 14,
    "2018-05-24": 17,
    "2018-12-31": 17,
    "2019-03-13": 17,
    "2019-03-14": 22,
    "2019-08-08": 23,
    "2019-11-01": 24,
    "2019-11-08": 25,
    "2020-08-03": 25,
    "2020-08-14": 24,
    "2020-12-30": 23,
    "2021-01-06": 20,
    "2021-01-21": 19,
    "2021-02-01": 18,
    "2021-04-16": 17,
    "2022-05-23": 17,
    "2023-06-01": 17,
    "2023-12-27": 17,
    "2024-04-17": 24,
    "2024-05-24": 23,
    "2024-06-03": 22,
    "2025-03-24": 23,
    "2025-04-24": 24,
    "2025-05-07": 23,
    "2025-07-15": 22,
    "2025-08-04": 26,
    "2025-08-29": 28,
    "2025-12-08": 30,
    "2026-01-27": 29,
    "2026-03-02": 29,
    "2026-03-10": 29,
    "2026-03-11": 30,
    "2026-11-22": 30,
}


def listed(documents, day):
    """The flows of GitHub's list that hold on `day`, by recipient."""
    return {
        flow["to"]: flow
        for flow in documents["flow"].values()
        if flow["from"] == "github:product"
        and flow["valid_from"] <= day
        and (flow["valid_to"] is None or day < flow["valid_to"])
    }


def places(flow):
    return [location["place"] for location in flow["locations"]]


@pytest.mark.parametrize("day", ROWS)
def test_there_is_one_flow_per_row_of_the_version_in_force(documents, day):
    assert len(listed(documents, day)) == ROWS[day]


def test_a_vendor_without_a_day_between_its_rows_keeps_one_flow_at_a_time(documents):
    spans: dict[str, list[tuple[str, str]]] = {}
    for flow in documents["flow"].values():
        if flow["from"] == "github:product":
            spans.setdefault(flow["to"], []).append((flow["valid_from"], flow["valid_to"] or "9999"))
    for to, found in spans.items():
        ordered = sorted(found)
        assert all(end <= start for (_, end), (start, _) in pairwise(ordered)), to


def test_the_newest_row_is_that_of_march_2026(documents):
    new = listed(documents, "2026-03-11").keys() - listed(documents, "2026-03-10").keys()
    assert new == {"tines:security"}


def test_of_several_versions_on_one_day_the_last_counts(documents):
    april = listed(documents, "2024-04-17")
    assert places(april["github-australia:group-services"]) == ["AU"]
    assert places(april["microsoft:azure"]) == ["US", "FR", "CH", "JP"]


def test_a_change_of_places_ends_a_flow_and_begins_another(documents):
    before = listed(documents, "2025-05-27")["google:cloud"]
    after = listed(documents, "2025-05-28")["google:cloud"]
    assert (places(before), places(after)) == (["US", "BE"], ["US", "BE", "SG"])
    assert before["valid_to"] == after["valid_from"] == "2025-05-28"
    assert after["id"] == "github:product--google:cloud~2025-05-28"


def test_another_spelling_is_no_change(documents):
    dropbox = documents["flow"]["github:product--dropbox:storage"]
    assert (dropbox["valid_from"], dropbox["valid_to"]) == ("2018-04-19", "2019-03-14")
    assert [entry["named_as"] for entry in dropbox["evidence"]] == ["DropBox", "Dropbox", None]


def test_the_last_known_list_stands_until_the_next(documents):
    assert listed(documents, "2023-12-26").keys() == listed(documents, "2022-05-23").keys()
    assert listed(documents, "2023-12-27")["zendesk:support-tickets"]["valid_from"] == "2018-04-19"
    assert "zuora:billing" not in listed(documents, "2023-12-27")


def test_one_vendor_with_two_kinds_of_work_has_two_flows(documents):
    microsoft = [to for to in sorted(listed(documents, "2026-03-11")) if to.startswith("microsoft:")]
    assert [to.partition(":")[2] for to in microsoft] == [
        "azure",
        "azure-cognitive-services",
        "technical-services",
    ]


def test_several_countries_in_one_cell_are_several_places_of_processing(documents):
    technical = listed(documents, "2026-03-11")["microsoft:technical-services"]
    assert sorted(places(technical)) == ["AU", "BR", "CA", "CH", "ES", "FR", "GB", "JP", "NO", "SE", "US"]
    assert {location["kind"] for location in technical["locations"]} == {"processing"}


def test_the_corporate_location_is_the_seat_and_not_the_place(documents):
    assert documents["party"]["monday-com"]["established_in"] == "IL"
    assert places(listed(documents, "2020-08-03")["monday-com:collaboration"]) == ["US"]


def test_the_seven_subsidiaries_are_members_of_github(documents):
    members = {id_ for id_, party in documents["party"].items() if party["member_of"] == "github"}
    assert len(members) == 7
    assert not members - {to.partition(":")[0] for to in listed(documents, "2026-03-11")}


def test_every_version_is_a_document_with_its_public_address(documents):
    versions = [document for id_, document in documents["document"].items() if id_.startswith("github-sub")]
    assert len(versions) == 48
    address = "https://github.com/github/site-policy/blob/"
    assert all(version["url"].startswith(address) for version in versions)
    assert all(version["dated"] and version["sha256"] for version in versions)
