"""Inventory files over REST."""

from __future__ import annotations

import pytest

from tests.api.conftest import Cast

FILE = """
vendorgraph: 1
inventory: over-rest
parties:
  - {id: imported, name: Imported, established_in: NO}
"""
YAML = {"Content-Type": "application/yaml"}


def test_a_file_is_only_planned_unless_told_otherwise(cast: Cast) -> None:
    for path in ("/import", "/import?dry_run=true"):
        plan = cast.editor.post(path, headers=YAML, data=FILE).json
        assert (plan["dry_run"], plan["files"][0]["created"], plan["files"][0]["revision"]) == (True, 1, None)
        assert plan["files"][0]["changes"][0]["id"] == "imported"
    assert cast.viewer.get("/parties/imported").status_code == 404


def test_a_file_is_applied_once_and_again_without_change(cast: Cast) -> None:
    first = cast.editor.post("/import?dry_run=false", headers=YAML, data=FILE).json
    assert first["writes"] == 1
    assert cast.viewer.get("/parties/imported").json["established_in"] == "NO"
    again = cast.editor.post("/import?dry_run=false&details=false", headers=YAML, data=FILE).json
    assert (again["writes"], again["files"][0]["unchanged"], "changes" in again["files"][0]) == (0, 1, False)
    body = {"vendorgraph": 1, "inventory": "over-rest"}
    emptied = cast.editor.post("/import?dry_run=false", body).json
    assert emptied["files"][0]["removed"] == 1
    assert cast.viewer.get("/parties/imported").status_code == 404


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("vendorgraph: 2\ninventory: x", "vendorgraph"),
        ("vendorgraph: 1", "inventory"),
        ("vendorgraph: 1\ninventory: x\nparties: [{id: a}]", "name"),
        ("vendorgraph: 1\ninventory: x\nflows: [{from: 'a:b', to: 'c:d'}]", "a:b"),
        ("vendorgraph: 1\ninventory: x\nsurplus: 1", "surplus"),
        ("a: [", "body.yaml"),
        ("!!python/object/apply:os.system ['true']", "body.yaml"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_lines(cast: Cast, text: str, said: str) -> None:
    before = cast.viewer.get("/changes?page_size=1").json["total"]
    answer = cast.editor.post("/import?dry_run=false", headers=YAML, data=text)
    assert (answer.status_code, said in answer.get_data(as_text=True)) == (422, True), answer.json
    assert cast.viewer.get("/changes?page_size=1").json["total"] == before


HOST = """
vendorgraph: 1
inventory: over-plan
parties:
  - {id: vault, name: Vault, established_in: US, processings: [{id: "vault:backup", name: Backup, capacity: processor}]}
"""
FLOW = """
vendorgraph: 1
inventory: over-plan-flows
flows: [{id: host-vault, from: "host:hosting", to: "vault:backup", locations: [{place: US}]}]
"""


def test_files_are_planned_together_with_what_they_do(cast: Cast) -> None:
    files = [{"name": "host.yaml", "text": HOST}, {"name": "flow.yaml", "text": FLOW}]
    before = cast.viewer.get("/changes?page_size=1").json["total"]
    plan = cast.viewer.post("/plan", {"files": files}).json
    assert [(file["file"], file["created"]) for file in plan["files"]] == [("host.yaml", 2), ("flow.yaml", 1)]
    assert [(hop["to"], hop["before"], hop["after"]["flow"]) for hop in plan["effects"]["transfers"]] == [
        ("vault:backup", None, "host-vault")
    ]
    assert "effects" not in cast.viewer.post("/plan?effects=false", {"files": files}).json
    assert cast.viewer.get("/changes?page_size=1").json["total"] == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "files"),
        ({"files": []}, "files"),
        ({"files": ["a"]}, "files.0"),
        ({"files": [{"name": "a.yaml", "text": "a: ["}]}, "a.yaml:2"),
        ({"files": [{"name": "flow.yaml", "text": FLOW}]}, "flow.yaml:4"),
        ({"files": [{"name": "host.yaml", "text": HOST}], "dry_run": False}, "dry_run"),
    ],
)
def test_a_plan_says_which_field_or_line_is_wrong(cast: Cast, body: object, field: str) -> None:
    answer = cast.viewer.post("/plan", body)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_a_dry_run_tells_what_the_file_does_unless_told_otherwise(cast: Cast) -> None:
    assert cast.editor.post("/import", headers=YAML, data=FILE).json["effects"]["empty"] is True
    assert "effects" not in cast.editor.post("/import?effects=false", headers=YAML, data=FILE).json
    assert "effects" not in cast.editor.post("/import?dry_run=false", headers=YAML, data=FILE).json
