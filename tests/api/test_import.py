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
