"""The registers of Article 30: every field by its letter, gaps in words, the whole chain."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.unit.exchange.writing.stores import apply, empty
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.writing.cells import unprotect
from vendorgraph.exchange.writing.register_files import written
from vendorgraph.exchange.writing.registers import LETTERS, Register

DAY = dt.date(2026, 11, 22)
INTAKE = "example-clinic:patient-intake"


def record(snapshot: Snapshot, id_: str, kind: Any = "controller", day: dt.date = DAY) -> dict[str, Any]:
    return next(Register(snapshot, Question(day), kind).records([id_]))


def content(register: Register, form: str) -> bytes:
    return b"".join(written(register, form))


def test_the_controllers_register_has_the_own_parties_activities(
    snapshot: Snapshot, question: Question
) -> None:
    register = Register(snapshot, question, "controller")
    assert set(register.processings) == {
        "example-clinic-ch:day-clinic",
        "example-clinic-uk:outpatients",
        INTAKE,
        "example-clinic:staff",
        "example-clinic:study",
    }
    assert register.note is None


@pytest.mark.parametrize("kind", ["controller", "processor"])
def test_every_record_has_every_letter(snapshot: Snapshot, question: Question, kind: Any) -> None:
    for found in Register(snapshot, question, kind).records():
        assert set(found["article_30"]) == set(LETTERS[kind])


def test_an_activity_has_what_article_30_1_asks_for(snapshot: Snapshot) -> None:
    found = record(snapshot, INTAKE)["article_30"]
    assert found["a"]["controller"]["contact"] == "privacy@clinic.example"
    assert found["a"]["dpo"] == "Data protection officer, dpo@clinic.example"
    assert [row["id"] for row in found["c"]["subjects"]] == ["patient"]
    assert {row["id"] for row in found["b"]["purposes"]} == {
        "essential.service.health_care",
        "essential.service.notifications.sms",
        "finance",
    }
    assert {limit["period"] for limit in found["f"]["time_limits"]} == {"P20Y", "P6M", "P10Y"}
    assert found["g"]["security_measures"].startswith("Access by role")


def test_recipients_are_those_of_the_whole_chain_and_planned_ones_are_marked(snapshot: Snapshot) -> None:
    rows = record(snapshot, INTAKE)["article_30"]["d"]["recipients"]
    by_id = {row["processing"]["id"]: row for row in rows}
    assert by_id["example-ticketing:cases"]["hops"] == 4
    assert by_id["example-ticketing:cases"]["chain"][0] == "Example Clinic (fictional)"
    planned = by_id["example-assistant:summaries"]
    assert planned["planned"]
    assert not by_id["example-software:portal"]["planned"]


def test_a_transfer_names_the_country_its_instrument_and_its_documents(snapshot: Snapshot) -> None:
    rows = record(snapshot, INTAKE)["article_30"]["e"]["transfers"]
    backup = next(row for row in rows if row["flow"] == "example-hosting:cloud--example-backup:vault")
    assert backup["status"] == "covered"
    assert backup["onward"]
    assert {place["place"] for place in backup["destinations"]} == {"US"}
    assert [one["code"] for one in backup["relied_on"]]
    assert backup["documentation"]


def test_the_register_is_that_of_the_day(snapshot: Snapshot) -> None:
    def transfers(day: dt.date) -> dict[str, str]:
        found = record(snapshot, "example-clinic-uk:outpatients", day=day)["article_30"]["e"]["transfers"]
        return {row["flow"]: row["status"] for row in found}

    assert transfers(dt.date(2016, 1, 1)) != transfers(DAY)


def test_joint_controllers_are_named(snapshot: Snapshot) -> None:
    found = record(snapshot, "example-clinic:study")["article_30"]["a"]
    assert [other["id"] for other in found["joint_controllers"]] == ["example-university"]


def test_a_processor_s_record_names_every_controller_it_acts_for_down_the_chain(snapshot: Snapshot) -> None:
    found = record(snapshot, "example-hosting:cloud", "processor")["article_30"]
    acted_for = {row["processing"] for row in found["a"]["controllers"]}
    assert INTAKE in acted_for
    (row,) = [row for row in found["b"]["categories_of_processing"] if row["activity"]["id"] == INTAKE]
    assert row["hops"] == 2
    assert row["categories"]["possible"]


def test_a_controller_is_not_acted_for_through_another_controller() -> None:
    inventory = empty()
    parties = [
        {"id": name, "name": name, "processings": [{"id": f"{name}:x", "name": "X", "capacity": capacity}]}
        for name, capacity in (("a", "controller"), ("b", "controller"), ("c", "processor"))
    ]
    flows = [{"from": "a:x", "to": "b:x"}, {"from": "b:x", "to": "c:x"}]
    apply(
        inventory,
        json.dumps({"vendorgraph": 1, "inventory": "t", "parties": parties, "flows": flows}),
        "x.json",
    )
    found = record(inventory.snapshot(), "c:x", "processor")["article_30"]
    assert [row["processing"] for row in found["a"]["controllers"]] == ["b:x"]


def test_without_an_own_processor_the_register_is_everybody_s_and_says_so(
    snapshot: Snapshot, question: Question
) -> None:
    register = Register(snapshot, question, "processor")
    assert "github:product" in register.processings
    assert "None of the inventory's own parties is recorded as a processor" in (register.note or "")
    own = Register(snapshot, question, "processor", "example-software")
    assert (own.processings, own.note) == (["example-software:portal"], None)


def test_an_unknown_party_is_refused(snapshot: Snapshot, question: Question) -> None:
    with pytest.raises(Invalid, match="party: 'nobody' is no party"):
        Register(snapshot, question, "controller", "nobody")


def test_gaps_are_said_with_their_letter() -> None:
    inventory = empty()
    inventory.create("party", {"id": "a", "name": "A", "established_in": "US"}, actor="test")
    inventory.create("processing", {"party": "a", "name": "X", "capacity": "controller"}, actor="test")
    found = record(inventory.snapshot(), "a:x")
    assert {gap["said"] for gap in found["gaps"]} == {"not recorded"}
    assert [gap["letter"] for gap in found["gaps"]] == ["a", "a", "a", "b", "c", "c", "d", "f", "g"]
    register = Register(inventory.snapshot(), Question(DAY), "controller")
    (row,) = list(csv.DictReader(io.StringIO(content(register, "csv").decode("utf-8-sig"))))
    for column in (
        "(a) representative",
        "(a) data protection officer",
        "(b) purposes",
        "(c) categories of data subjects",
        "(f) time limits for erasure",
        "(g) security measures",
    ):
        assert row[column] == "not recorded"
    assert "address: not recorded" in row["(a) controller"]
    assert row["(e) transfers and safeguards"] == "none"


@pytest.mark.parametrize("kind", ["controller", "processor"])
def test_the_workbook_opens_again_with_all_its_tables(
    snapshot: Snapshot, question: Question, kind: Any
) -> None:
    register = Register(snapshot, question, kind)
    book = load_workbook(io.BytesIO(content(register, "xlsx")))
    assert book.sheetnames == [f"Register of the {kind}", "Recipients", "Transfers", "Gaps", "About"]
    main = book.worksheets[0]
    assert main.max_row == len(register.processings) + 1
    columns = [cell.value for cell in main[1]]
    letters = {column[1] for column in columns if column.startswith("(")}
    assert letters == set(LETTERS[kind])
    assert any(column.startswith("Extra: ") for column in columns)


def test_no_cell_of_any_table_is_run_as_a_formula() -> None:
    inventory = empty()
    inventory.create("party", {"id": "a", "name": '=HYPERLINK("http://x","y")', "dpo": "@me"}, actor="test")
    inventory.create(
        "processing",
        {"party": "a", "name": "-2+3", "capacity": "controller", "security_measures": "\t=1"},
        actor="test",
    )
    register = Register(inventory.snapshot(), Question(DAY), "controller")
    book = load_workbook(io.BytesIO(content(register, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "-2+3" in {unprotect(text) for text in texts}
    for row in csv.reader(io.StringIO(content(register, "csv").decode("utf-8-sig"))):
        assert not [text for text in row if text.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_page_tells_article_30_from_extras_and_marks_what_is_missing(
    snapshot: Snapshot, question: Question
) -> None:
    page = content(Register(snapshot, question, "controller"), "html").decode()
    for letter in LETTERS["controller"]:
        assert f'<span class="letter">({letter})</span>' in page
    assert "Extra (not asked for by Article 30)" in page
    assert '<span class="missing">not recorded</span>' in page
    assert "<script" not in page


def test_texts_cannot_become_part_of_the_page() -> None:
    inventory = empty()
    inventory.create("party", {"id": "a", "name": "<script>alert(1)</script>"}, actor="test")
    inventory.create("processing", {"party": "a", "name": "X", "capacity": "controller"}, actor="test")
    page = content(Register(inventory.snapshot(), Question(DAY), "controller"), "html").decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page


def test_json_is_the_same_records(snapshot: Snapshot, question: Question) -> None:
    register = Register(snapshot, question, "controller")
    answer = json.loads(content(register, "json"))
    assert answer["items"] == json.loads(json.dumps(list(register.records())))
    assert answer["as_of"] == "2026-11-22"


PARTLY = """
vendorgraph: 1
inventory: partly
parties:
  - {id: clinic, name: Clinic, own: true, established_in: FR}
  - id: host
    name: Host
    established_in: US
    certifications: [{mechanism: DPF-EU, from: 2023-10-01, data: both}]
processings:
  - {id: "clinic:care", party: clinic, name: Care, capacity: controller}
  - {id: "host:hosting", party: host, name: Hosting, capacity: processor}
flows:
  - id: care-host
    from: "clinic:care"
    to: "host:hosting"
    categories: [user]
    locations: [{place: US}, {place: IN}]
    mechanisms: [{code: A46-2-c, module: 3}]
"""


def test_what_covers_one_place_and_what_covers_none_are_told_apart() -> None:
    inventory = empty()
    apply(inventory, PARTLY)
    register = Register(inventory.snapshot(), Question(DAY), "controller")
    (row,) = csv.DictReader(io.StringIO(content(register, "csv").decode("utf-8-sig")))
    assert row["(e) transfers and safeguards"] == (
        "Clinic to Host: India; United States; United States (seat); not covered (module mismatch); safeguards: "
        "for United States only: EU-U.S. Data Privacy Framework [DPF-EU] (claimed, but not covering it on that day: "
        "Standard contractual clauses of the Commission, Decision (EU) 2021/914 [A46-2-c], module 3, not checked)"
    )


def test_people_read_words_and_no_codes(snapshot: Snapshot) -> None:
    register = Register(snapshot, Question(DAY), "controller")
    page = content(register, "html").decode()
    assert "joint_controller" not in page
    assert "location_unknown" not in page
    assert "established in: France" in page
    rows = list(csv.DictReader(io.StringIO(content(register, "csv").decode("utf-8-sig"))))
    study = next(row for row in rows if row["record"] == "example-clinic:study")
    assert study["(d) categories of recipients"].splitlines()[0] == "joint controller: 1"
    assert (
        "Example University (fictional) (joint controller, Switzerland, stated)"
        in study["(d) recipients, whole chain"]
    )


def test_a_covered_transfer_has_no_reason_and_none_is_missing(snapshot: Snapshot) -> None:
    sheets = load_workbook(
        io.BytesIO(content(Register(snapshot, Question(DAY), "controller"), "xlsx")), read_only=True
    )
    head, *rows = sheets["Transfers"].iter_rows(values_only=True)
    status, reason = head.index("status"), head.index("reason")
    assert {row[reason] for row in rows if row[status] == "covered"} == {"none"}


def test_an_inventory_without_such_processings_has_an_empty_register() -> None:
    register = Register(empty().snapshot(), Question(DAY), "controller")
    assert json.loads(content(register, "json"))["items"] == []
    assert "No processing is recorded in this capacity." in content(register, "html").decode()
    assert len(content(register, "csv").decode().splitlines()) == 1


def test_a_processor_tells_the_safeguards_of_its_own_transfers_only(snapshot: Snapshot) -> None:
    found = record(snapshot, "example-software:portal", "processor")
    senders = {row["exporter"]["id"] for row in found["article_30"]["c"]["transfers"]}
    assert senders == {"example-software"}
    rows = {row["processing"]["id"]: row for row in found["extras"]["subprocessors"]}
    assert rows["example-hosting:cloud"]["safeguards"]
    assert rows["example-backup:vault"]["safeguards"] == []
    page = content(Register(snapshot, Question(DAY), "processor", "example-software"), "html").decode()
    assert "in the register of whoever sends the data on" in page
