"""What drift tells of a list: every vendor of either version, counts that add up, and each difference's own reach."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.exchange.test_versions_of_a_list import BESIDE, IN_USE, PLANNED, List
from vendorgraph.exchange.drift import compare_versions, drift
from vendorgraph.exchange.importing import Options, ReadFile, read_rows
from vendorgraph.exchange.reading.source import Source

OLD = """Vendor,Purpose,Location
Google LLC (Analytics),Analytics,"USA, EU"
Gogle,Ads,Varies
Stripe / Adyen,Payments,Ireland
"""
WITHOUT = OLD.replace("Gogle,Ads,Varies\n", "")
Answer = dict[str, Any]


def read(text: str, name: str = "list.csv") -> ReadFile:
    return read_rows(Source.of(name, text.encode()), Options())


def between(old: str, new: str, accept: dict[str, str] | None = None) -> Answer:
    options = Options(accept=accept or {})
    return compare_versions(read(old, "old.csv"), read(new, "new.csv"), options)


def against_the_graph(recorded: str, published: str) -> Answer:
    listed = List()
    listed.take(recorded, "2025-01-01")
    return drift(listed.snapshot, read(published), Options("shop:orders"))


def told(answer: Answer) -> dict[str, list[str]]:
    return {
        kind: [one["name"] for one in answer[kind]]
        for kind in ("added", "removed", "changed")
        if answer[kind]
    }


def rows(answer: Answer) -> tuple[int, ...]:
    return (
        *(answer[name] for name in ("read", "same", "differ")),
        *map(len, (answer["unsure"], answer["refused"])),
    )


def test_reach_beyond_the_bound_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = between(OLD, f"{OLD}Twilio,SMS,Brazil\n")
    assert whole["left_out"] == {"sources": 0, "rows": 0, "hops": 0}
    opened = sum(len(one["reach"]["opens"]) for one in whole["added"])
    assert opened
    monkeypatch.setattr("vendorgraph.exchange.drift.ROWS", 0)
    cut = between(OLD, f"{OLD}Twilio,SMS,Brazil\n")
    assert not any(one["reach"]["opens"] for one in cut["added"])
    assert cut["left_out"]["rows"] == opened + len(whole["transfers"])


def test_a_vendor_that_nobody_decided_about_and_that_is_gone_is_removed() -> None:
    assert told(between(OLD, WITHOUT)) == {"removed": ["Gogle"]}


def test_a_vendor_that_nobody_decided_about_is_itself_in_both_versions() -> None:
    answer = between(OLD, OLD)
    assert (told(answer), answer["unsure"], answer["different"]) == ({}, [], False)
    assert told(between(OLD, OLD.replace("Varies", "Brazil"))) == {"changed": ["Gogle"]}


def test_what_a_person_decided_holds_for_both_versions() -> None:
    answer = between(OLD, WITHOUT, {"Gogle": "google"})
    assert told(answer) == {"removed": ["Google LLC"]}


@pytest.mark.parametrize(
    ("recorded", "published", "expected"),
    [
        (OLD, OLD, (3, 2, 0, 1, 0)),
        (WITHOUT, WITHOUT.replace("Ireland", "Brazil") + "Zendesk,Support,USA\nTotal,,\n", (4, 1, 2, 0, 1)),
        (WITHOUT, WITHOUT.replace(" / Adyen", ""), (2, 2, 0, 0, 0)),
    ],
)
def test_every_row_is_counted_once(recorded: str, published: str, expected: tuple[int, ...]) -> None:
    answer = against_the_graph(recorded, published)
    assert rows(answer) == expected
    assert expected[0] == sum(expected[1:])


@pytest.mark.parametrize(
    "text",
    [
        "name,purpose,country\nStripe,Payments,IE\nStripe,Payments,US\n",
        "name,purpose,country\nStripe / Adyen,Payments,IE\nStripe / Adyen,Payments,US\n",
        PLANNED,
        BESIDE,
    ],
)
def test_a_list_just_imported_does_not_differ(text: str) -> None:
    answer = against_the_graph(text, text)
    assert (told(answer), rows(answer)) == ({}, (2, 2, 0, 0, 0))


def test_rows_that_say_the_same_of_one_vendor_differ_together() -> None:
    text = "name,purpose,country\nStripe,Payments,IE\nStripe,Payments,US\n"
    answer = against_the_graph(text, text.replace("US", "BR"))
    assert [one["places"] for one in answer["changed"]] == [{"before": ["IE", "US"], "after": ["IE", "BR"]}]
    assert rows(answer) == (2, 0, 2, 0, 0)


def test_what_was_planned_and_is_in_use_differs_and_opens_its_reach() -> None:
    (one,) = between(PLANNED, IN_USE)["changed"]
    assert (one["party"], one["status"]) == ("brevo", {"before": "planned", "after": "active"})
    assert [row["processing"] for row in one["reach"]["opens"] if row["what"] == "recipients"] == [
        "brevo:mail"
    ]
    assert told(between(PLANNED, PLANNED.replace("Brevo,Mail,FR,planned\n", ""))) == {"removed": ["Brevo"]}


@pytest.mark.parametrize(
    ("published", "warned"),
    [
        ("Vendor,Purpose,Location\n,Sign in to go on,\n", "no vendor can be read in it"),
        (
            'Vendor,Purpose,Location\nGoogle LLC (Analytics),Analytics,"USA, EU"\n,Stripe / Adyen (cards),Ireland\n',
            "row 3 holds the name 'Stripe' and could not be read",
        ),
    ],
)
def test_what_could_not_be_read_is_no_sign_that_a_vendor_is_gone(published: str, warned: str) -> None:
    for answer in (against_the_graph(WITHOUT, published), between(WITHOUT, published)):
        assert (told(answer), answer["different"]) == ({}, True)
        assert any(warned in warning for warning in answer["warnings"]), answer["warnings"]


TWO = """name,purpose,country
Microsoft,Hosting of code,US
Microsoft,Speech for helpdesks,"US, FR"
"""
MOVED = TWO.replace('"US, FR"', '"US, CA"').replace("code,US", 'code,"US, FR, BR"')


def test_each_of_two_differences_of_a_vendor_tells_its_own_reach() -> None:
    def reach(one: Answer, side: str, what: str) -> list[tuple[str, str]]:
        return [(row["processing"], row["country"]) for row in one["reach"][side] if row["what"] == what]

    hosting, speech = between(TWO, MOVED)["changed"]
    at = hosting["flow"].partition("--")[2], speech["flow"].partition("--")[2]
    assert reach(hosting, "opens", "places") == [(at[0], "BR"), (at[0], "FR")]
    assert reach(hosting, "closes", "places") == []
    assert reach(speech, "opens", "places") == [(at[1], "CA")]
    assert reach(speech, "closes", "places") == [(at[1], "FR")]
    countries = [
        [row["country"] for row in one["reach"]["opens"] if row["what"] == "countries"]
        for one in (hosting, speech)
    ]
    assert countries == [["BR"], ["CA"]]


def test_the_reach_of_a_sender_that_no_controller_reaches_is_its_own() -> None:
    text = "name,purpose,country\nStripe,Payments,IE\n"
    (one,) = against_the_graph(text, text.replace("IE", "BR"))["changed"]
    opened = [(row["source"], row["what"], row["country"]) for row in one["reach"]["opens"]]
    assert opened == [("shop:orders", "countries", "BR"), ("shop:orders", "places", "BR")]


def test_a_place_that_two_differences_open_is_told_at_both() -> None:
    new = TWO.replace("code,US", 'code,"US, BR"').replace('"US, FR"', '"US, FR, BR"')
    for one in between(TWO, new)["changed"]:
        assert [row["country"] for row in one["reach"]["opens"] if row["what"] == "countries"] == ["BR"]
