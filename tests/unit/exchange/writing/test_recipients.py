"""Recipients for an access request: named, with country and safeguard; possible ones never hidden."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest

from tests.unit.exchange.writing.stores import empty
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.analysis.transfers import transfers_answer
from vendorgraph.errors import Invalid
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.formats import export
from vendorgraph.exchange.writing.recipients import recipients_answer

DAY = dt.date(2026, 11, 22)
INTAKE = "example-clinic:patient-intake"


def asked(**given: Any) -> Asked:
    return Asked(Question(given.pop("day", DAY)), **{"from_": INTAKE, **given})


def rows(snapshot: Snapshot, **given: Any) -> list[dict[str, Any]]:
    (activity,) = recipients_answer(snapshot, asked(**given))["activities"]
    found: list[dict[str, Any]] = activity["recipients"]
    return found


@pytest.mark.parametrize("category", [None, "user.health_and_medical"])
def test_everybody_of_the_exposure_is_listed_with_the_same_certainty(
    snapshot: Snapshot, category: str | None
) -> None:
    answer = exposure_answer(snapshot, Question(DAY), from_=INTAKE, category=category)
    expected = {(row["processing"]["id"], row["certainty"]) for row in answer["recipients"]}
    found = {
        (row["processing"]["id"], row["certainty"])
        for row in rows(snapshot, category=category)
        if row["when"] == "now"
    }
    assert found == expected
    assert {certainty for _, certainty in found} == {"stated", "possible"}


def test_planned_recipients_are_marked(snapshot: Snapshot) -> None:
    found = {row["processing"]["id"]: row["when"] for row in rows(snapshot)}
    assert found["example-assistant:summaries"] == "planned"
    assert found["example-software:portal"] == "now"


def test_recipients_of_earlier_days_come_with_since_and_their_last_day(snapshot: Snapshot) -> None:
    earlier = {
        row["party"]["name"]: row["when"]
        for row in rows(snapshot, since=dt.date(2024, 1, 1))
        if "until" in row["when"]
    }
    assert earlier["Zapier"] == "until 2024-06-02"
    on_the_day = rows(snapshot, day=dt.date(2024, 6, 2))
    assert "Zapier" in {row["party"]["name"] for row in on_the_day}
    assert "Zapier" not in {row["party"]["name"] for row in rows(snapshot)}


def test_who_was_dropped_before_the_data_could_reach_them_is_no_earlier_recipient(snapshot: Snapshot) -> None:
    since = recipients_answer(snapshot, asked(since=dt.date(2016, 1, 1)))
    named = {row["party"]["name"] for activity in since["activities"] for row in activity["recipients"]}
    on_some_day = set()
    for year in range(2016, 2027):
        for month in (1, 4, 7, 10):
            on_some_day |= {
                row["party"]["name"]
                for row in rows(snapshot, day=dt.date(year, month, 15))
                if row["when"] == "now"
            }
    later = {row["party"]["name"] for row in rows(snapshot) if row["when"] == "planned"}
    assert on_some_day <= named | later
    assert "Magic Robot, LLC" not in named or "Magic Robot, LLC" in on_some_day


def test_each_has_country_and_safeguard(snapshot: Snapshot) -> None:
    (backup,) = [row for row in rows(snapshot) if row["processing"]["id"] == "example-backup:vault"]
    assert [entry["place"] for entry in backup["countries"]] == ["US"]
    (transfer,) = backup["safeguards"]
    assert (transfer["status"], bool(transfer["relied_on"])) == ("covered", True)


def cells_of(snapshot: Snapshot, processing: str, **given: Any) -> dict[str, str]:
    """The only row of the table for a recipient."""
    content = export(snapshot, "recipients", asked(form="csv", **given)).content().decode("utf-8-sig")
    of = {row["processing"]["id"]: at for at, row in enumerate(rows(snapshot, **given))}
    return list(csv.DictReader(io.StringIO(content)))[of[processing]]


def test_only_what_covers_a_transfer_on_the_day_stands_as_its_safeguard(snapshot: Snapshot) -> None:
    letters = "example-transcription:letters"
    rests_on = "EU-U.S. Data Privacy Framework [DPF-EU], from 2023-09-20, not checked"
    claimed = "EU-U.S. Privacy Shield [PRIVACY-SHIELD-EU], from 2018-03-01, not checked"
    assert cells_of(snapshot, letters)["safeguards (Art. 15(2))"] == (
        f"covered: {rests_on} (claimed, but not covering it on that day: {claimed})"
    )
    annulled = cells_of(snapshot, letters, day=dt.date(2021, 1, 1))["safeguards (Art. 15(2))"]
    assert annulled == (
        f"not covered (mechanism invalidated): claimed, but not covering it on that day: {claimed}; {rests_on}"
    )
    (flow,) = transfers_answer(snapshot, Question(DAY), flow=f"{INTAKE}--{letters}")["items"]
    (row,) = [row for row in rows(snapshot) if row["processing"]["id"] == letters]
    (safeguard,) = row["safeguards"]
    assert [one["code"] for one in safeguard["relied_on"]] == ["DPF-EU"]
    assert {place["by"] for place in flow["places"]} == {"DPF-EU"}


def test_every_instrument_that_covers_a_transfer_stands_the_strongest_first(snapshot: Snapshot) -> None:
    said = cells_of(snapshot, "example-backup:vault")["safeguards (Art. 15(2))"]
    assert said == (
        "covered: EU-U.S. Data Privacy Framework [DPF-EU], from 2024-03-01, checked; Standard contractual clauses of "
        "the Commission, Decision (EU) 2021/914 [A46-2-c], module 3, from 2024-03-01, checked"
    )


def test_the_person_asking_reads_words_and_no_codes(snapshot: Snapshot) -> None:
    joint = cells_of(snapshot, "example-university:study", from_="example-clinic:study")
    assert (joint["role"], joint["established in"]) == ("joint controller", "Switzerland")
    page = export(snapshot, "recipients", asked(from_="example-clinic", form="html")).content().decode()
    assert "joint_controller" not in page
    assert "established in: France" in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"from_": "nobody"}, "from: 'nobody' is no party or processing"),
        ({"category": "user.helth"}, "category: 'user.helth' is no category"),
        ({"since": dt.date(2027, 1, 1)}, "since: 2027-01-01 is after 2026-11-22"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(snapshot: Snapshot, given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        export(snapshot, "recipients", asked(**given))


def test_the_page_and_the_table_show_the_same_rows(snapshot: Snapshot) -> None:
    page = export(snapshot, "recipients", asked(form="html")).content().decode()
    table = list(
        csv.DictReader(
            io.StringIO(export(snapshot, "recipients", asked(form="csv")).content().decode("utf-8-sig"))
        )
    )
    assert len(table) == len(rows(snapshot))
    assert page.count('<th scope="row">') == len(table)
    assert "(possible)" in page
    assert json.loads(export(snapshot, "recipients", asked(form="json")).content())["totals"][
        "recipients"
    ] == len(table)


def test_a_recipient_without_a_name_is_a_gap() -> None:
    inventory = empty()
    inventory.create("party", {"id": "a", "name": "A"}, actor="t")
    inventory.create("party", {"id": "b", "name": "our partners", "named": False}, actor="t")
    for party in ("a", "b"):
        inventory.create("processing", {"party": party, "name": "X", "capacity": "controller"}, actor="t")
    inventory.create("flow", {"from": "a:x", "to": "b:x"}, actor="t")
    answer = recipients_answer(inventory.snapshot(), Asked(Question(DAY), from_="a"))
    assert answer["gaps"] == ["the recipient that its source calls our partners is not named"]
