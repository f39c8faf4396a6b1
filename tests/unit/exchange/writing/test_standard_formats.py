"""Formats of others, opened again with their own tools: GraphML, CycloneDX, DORA, flat tables."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from typing import Any

import networkx
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.unit.exchange.writing.stores import apply, empty
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import Filters
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.formats import export
from vendorgraph.exchange.writing.graphml import graphml

DAY = dt.date(2026, 11, 22)
INTAKE = "example-clinic:patient-intake"
ODD = '<&>"\x01=1+1'


def content(snapshot: Snapshot, name: str, **asked: Any) -> bytes:
    return export(snapshot, name, Asked(Question(asked.pop("day", DAY)), **asked)).content()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.fixture
def odd() -> Snapshot:
    """An inventory whose texts are none that XML or a spreadsheet take as they are."""
    inventory = empty()
    for name in ("a", "b"):
        inventory.create(
            "party", {"id": name, "name": ODD.replace("\x01", ""), "website": "http://a.example/ä"}, actor="t"
        )
        inventory.create(
            "processing",
            {"id": f"{name}:x", "party": name, "name": "=x", "capacity": "controller"},
            actor="t",
        )
    inventory.create("flow", {"id": "f1", "from": "a:x", "to": "b:x"}, actor="t")
    inventory.create("flow", {"id": "f2", "from": "a:x", "to": "b:x", "categories": ["user"]}, actor="t")
    inventory.create("flow", {"id": "loop", "from": "b:x", "to": "b:x"}, actor="t")
    return inventory.snapshot()


def test_the_graph_of_the_demo_opens_with_networkx(snapshot: Snapshot) -> None:
    graph = networkx.read_graphml(io.BytesIO(content(snapshot, "graphml")))
    view = View.of(snapshot, Question(DAY))
    active = {edge.id for edge in snapshot.flows.values() if view.active(edge)}
    assert {key for _, _, key in graph.edges(keys=True)} == active
    node = graph.nodes[INTAKE]
    assert (node["party"], node["capacity"], node["own"]) == ("example-clinic", "controller", True)
    edge = graph.edges[
        "example-hosting:cloud", "example-backup:vault", "example-hosting:cloud--example-backup:vault"
    ]
    assert (edge["transfer"], edge["places"]) == ("covered", "US (storage)")


def test_flows_between_the_same_two_stay_apart_in_the_graph(odd: Snapshot) -> None:
    graph = networkx.read_graphml(io.BytesIO(content(odd, "graphml")))
    assert {key for _, _, key in graph.edges(keys=True)} == {"f1", "f2", "loop"}
    assert graph.nodes["a:x"]["party_name"] == '<&>"=1+1'
    assert graph.edges["a:x", "b:x", "f1"]["categories"] == "not stated"


def test_a_graph_from_a_source_holds_its_chains_only(snapshot: Snapshot) -> None:
    graph = networkx.read_graphml(io.BytesIO(content(snapshot, "graphml", from_=INTAKE)))
    answer = exposure_answer(snapshot, Question(DAY), from_=INTAKE)
    assert set(graph.nodes) == {INTAKE} | {row["processing"]["id"] for row in answer["recipients"]}
    assert [id_ for id_, node in graph.nodes(data=True) if node["source"]] == [INTAKE]
    assert graph.nodes["example-hosting:cloud"]["role"] in ("processor", "subprocessor")
    assert graph.nodes["example-backup:vault"]["role"] == "subprocessor"


def strictly_valid(data: bytes) -> Any:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(data.decode()) is None
    return json.loads(data)


@pytest.mark.parametrize("asked", [{}, {"from_": INTAKE}, {"category": "user.health_and_medical"}])
def test_the_bill_of_the_demo_validates_against_the_schema(snapshot: Snapshot, asked: dict[str, Any]) -> None:
    bill = strictly_valid(content(snapshot, "cyclonedx", **asked))
    named = {service["bom-ref"] for service in bill["services"]}
    for entry in bill["dependencies"]:
        assert {entry["ref"], *entry["dependsOn"]} <= named


def test_odd_texts_and_a_self_loop_validate_too(odd: Snapshot) -> None:
    bill = strictly_valid(content(odd, "cyclonedx"))
    assert [entry["dependsOn"] for entry in bill["dependencies"]] == [["b:x"], []]
    (service,) = [one for one in bill["services"] if one["bom-ref"] == "b:x"]
    assert {one["classification"] for one in service["data"]} == {"not-stated", "user"}


def test_a_service_says_where_and_under_which_instrument(snapshot: Snapshot) -> None:
    bill = strictly_valid(content(snapshot, "cyclonedx", from_=INTAKE))
    (backup,) = [one for one in bill["services"] if one["bom-ref"] == "example-backup:vault"]
    said = {(entry["name"].rpartition(":")[2], entry["value"]) for entry in backup["properties"]}
    assert {("storage-country", "US"), ("transfer", "covered"), ("role", "subprocessor")} <= said
    assert backup["provider"]["address"] == {"country": "US"}
    inbound = [one for one in backup["data"] if one["flow"] == "inbound"]
    assert inbound[0]["source"][0].endswith("#example-hosting:cloud")


def test_the_same_question_makes_the_same_bill(snapshot: Snapshot) -> None:
    assert content(snapshot, "cyclonedx") == content(snapshot, "cyclonedx")


def test_the_supply_chain_has_its_ranks(snapshot: Snapshot) -> None:
    found = rows(content(snapshot, "dora-b_05.02", from_=INTAKE))
    assert list(found[0]) == ["c0010", "c0020", "c0030", "c0040", "c0050", "c0060", "c0070"]
    links = {(row["c0030"], row["c0050"], row["c0060"]) for row in found}
    assert ("example-software", "1", "") in links
    assert ("example-hosting", "2", "example-software") in links
    assert ("example-backup", "3", "example-hosting") in links
    assert ("example-ticketing", "4", "example-operations") in links
    assert len({tuple(row.values()) for row in found}) == len(found)


def test_every_link_names_a_provider_that_is_listed(snapshot: Snapshot) -> None:
    providers = {row["c0010"] for row in rows(content(snapshot, "dora-b_05.01"))}
    for row in rows(content(snapshot, "dora-b_05.02")):
        assert {row["c0030"], *([row["c0060"]] if row["c0060"] else [])} <= providers


def test_a_provider_has_its_number_seat_and_kind(snapshot: Snapshot) -> None:
    (row,) = [
        row
        for row in rows(content(snapshot, "dora-b_05.01"))
        if row["c0050"].startswith("Amazon Services Europe")
    ]
    assert (row["c0010"], row["c0020"]) == ("LU 19647148", "eba_qCO:qx2004")
    assert (row["c0070"], row["c0080"]) == ("eba_CT:x212", "eba_GA:LU")


def test_a_contract_says_where_data_rest_and_no_key_is_empty(snapshot: Snapshot) -> None:
    found = rows(content(snapshot, "dora-b_02.02"))
    assert found
    for row in found:
        for key in ("c0130", "c0150", "c0160"):
            assert row[key].startswith("eba_GA:")
    hosting = [row for row in found if row["c0030"] == "example-hosting"]
    assert {(row["c0140"], row["c0150"]) for row in hosting} == {("eba_BT:x28", "eba_GA:DE")}


def test_a_cycle_of_processors_ends(snapshot: Snapshot) -> None:
    inventory = empty()
    parties = [
        {"id": name, "name": name, "processings": [{"id": f"{name}:x", "name": "X", "capacity": capacity}]}
        for name, capacity in (("a", "controller"), ("b", "processor"), ("c", "processor"))
    ]
    flows = [
        {"from": "a:x", "to": "b:x"},
        {"from": "b:x", "to": "c:x"},
        {"from": "c:x", "to": "b:x"},
        {"from": "c:x", "to": "c:x"},
    ]
    apply(
        inventory,
        json.dumps({"vendorgraph": 1, "inventory": "t", "parties": parties, "flows": flows}),
        "x.json",
    )
    found = rows(content(inventory.snapshot(), "dora-b_05.02"))
    assert [(row["c0030"], row["c0050"], row["c0060"]) for row in found] == [
        ("b", "1", ""),
        ("c", "2", "b"),
        ("b", "3", "c"),
        ("c", "3", "c"),
    ]


def test_the_package_holds_the_three_templates(snapshot: Snapshot) -> None:
    with zipfile.ZipFile(io.BytesIO(content(snapshot, "dora"))) as archive:
        assert archive.namelist() == ["reports/b_02.02.csv", "reports/b_05.01.csv", "reports/b_05.02.csv"]
        assert archive.read("reports/b_05.02.csv") == content(snapshot, "dora-b_05.02")


def test_the_flat_table_has_a_row_per_flow_of_the_day(snapshot: Snapshot) -> None:
    found = {row["flow"]: row for row in rows(content(snapshot, "csv"))}
    view = View.of(snapshot, Question(DAY))
    assert set(found) == {edge.id for edge in snapshot.flows.values() if view.active(edge)}
    row = found["example-hosting:cloud--example-backup:vault"]
    assert (row["from_party"], row["to_established_in"], row["storage"]) == ("example-hosting", "US", "US")
    assert found["37signals:backpack--amazon-web-services:cloud"]["categories"] == "not stated"


def test_a_place_that_is_not_recorded_is_unknown_in_the_flat_table(odd: Snapshot) -> None:
    assert {row["place"] for row in rows(content(odd, "csv"))} == {"unknown"}
    assert {row["from_name"] for row in rows(content(odd, "csv"))} == {"'=x"}


def test_the_rows_of_an_exposure_follow_its_filters(snapshot: Snapshot) -> None:
    found = rows(
        content(snapshot, "exposure", from_=INTAKE, filters=Filters(outside="EEA", certainty="possible"))
    )
    answer = exposure_answer(
        snapshot, Question(DAY), from_=INTAKE, filters=Filters(outside="EEA", certainty="possible")
    )
    assert [row["processing"] for row in found] == [row["processing"]["id"] for row in answer["recipients"]]


@pytest.mark.parametrize("name", ["graphml", "cyclonedx", "csv", "exposure"])
def test_unknown_ids_are_refused_before_anything_is_written(snapshot: Snapshot, name: str) -> None:
    with pytest.raises(Invalid, match="from: 'nobody' is no party or processing"):
        export(snapshot, name, Asked(Question(DAY), from_="nobody"))
    with pytest.raises(Invalid, match="category: 'no.such' is no category"):
        export(snapshot, name, Asked(Question(DAY), category="no.such"))


def test_an_empty_inventory_has_an_empty_graph() -> None:
    data = b"".join(graphml(empty().snapshot(), Asked(Question(DAY))))
    assert len(networkx.read_graphml(io.BytesIO(data))) == 0
    assert strictly_valid(content(empty().snapshot(), "cyclonedx"))["services"] == []
