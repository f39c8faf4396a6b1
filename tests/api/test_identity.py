"""Merge and split of parties over REST."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Cast


@pytest.fixture
def pair(cast: Cast) -> tuple[str, str]:
    """Two parties of their own for a test, with a processing each."""
    number = cast.viewer.get("/changes?page_size=1").json["total"]
    first, second = f"first-{number}", f"second-{number}"
    for party in (first, second):
        cast.editor.made("/parties", {"id": party, "name": party.title(), "established_in": "US"})
        cast.editor.made(
            "/processings", {"id": f"{party}:mail", "party": party, "name": "Mail", "capacity": "processor"}
        )
    return first, second


def test_a_merge_is_only_planned_unless_told_otherwise(cast: Cast, pair: tuple[str, str]) -> None:
    first, second = pair
    planned = cast.editor.post(f"/parties/{first}/merge", {"party": second})
    assert planned.status_code == 200, planned.json
    assert (planned.json["dry_run"], planned.json["revision"]) == (True, None)
    assert planned.json["renamed"] == {f"{second}:mail": f"{first}:{second}-mail"}
    assert cast.viewer.get(f"/parties/{second}").json["id"] == second


def test_a_merged_party_answers_under_both_ids_and_is_split_again(cast: Cast, pair: tuple[str, str]) -> None:
    first, second = pair
    done = cast.editor.post(f"/parties/{first}/merge?dry_run=false", {"party": second}).json
    assert done["revision"]
    assert cast.viewer.get(f"/parties/{second}").json["id"] == first
    assert cast.viewer.get(f"/processings/{second}:mail").json["id"] == f"{first}:{second}-mail"
    taken = cast.editor.post("/parties", {"id": second, "name": "Anew"})
    assert taken.status_code == 409
    planned = cast.editor.post(f"/parties/{first}/split", {"former_id": second}).json
    assert planned["revision"] is None
    split = cast.editor.post(f"/parties/{first}/split?dry_run=false", {"former_id": second}).json
    assert split["revision"] == done["revision"] + 1
    assert cast.viewer.get(f"/parties/{second}").json["id"] == second
    assert cast.viewer.get(f"/processings/{second}:mail").json["party"] == second
    assert cast.viewer.get(f"/parties/{first}").json["former_ids"] == []


def test_different_seats_are_a_conflict_until_settled(cast: Cast, pair: tuple[str, str]) -> None:
    first, second = pair
    cast.editor.changing("PATCH", f"/parties/{second}", {"established_in": "IE"})
    refused = cast.editor.post(f"/parties/{first}/merge", {"party": second})
    assert refused.status_code == 409
    assert "Ireland" in refused.json["message"]
    assert list(refused.json["errors"]) == ["established_in"]
    settled = {"party": second, "settle": {"established_in": "kept"}}
    assert cast.editor.post(f"/parties/{first}/merge", settled).status_code == 200


def test_only_the_last_merge_of_a_chain_can_be_split(cast: Cast, pair: tuple[str, str]) -> None:
    first, second = pair
    third = f"{second}-third"
    cast.editor.made("/parties", {"id": third, "name": "Third"})
    cast.editor.post(f"/parties/{second}/merge?dry_run=false", {"party": third})
    cast.editor.post(f"/parties/{first}/merge?dry_run=false", {"party": second})
    refused = cast.editor.post(f"/parties/{first}/split", {"former_id": third})
    assert refused.status_code == 409
    assert f"split {second} first" in refused.json["message"]
    for party, former in ((first, second), (second, third)):
        done = cast.editor.post(f"/parties/{party}/split?dry_run=false", {"former_id": former})
        assert done.status_code == 200, done.json
    assert cast.viewer.get(f"/parties/{third}").json["id"] == third


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("merge", {"party": "nobody"}, 404, "nobody"),
        ("merge", {}, 422, "arty is missing"),
        ("merge", {"party": 1}, 422, "must be text"),
        ("merge", {"party": "a", "settle": {"website": "mine"}}, 422, "kept or other"),
        ("merge", {"party": "a", "settle": []}, 422, "an object"),
        ("merge", {"party": "a", "surplus": 1}, 422, "not a field"),
        ("split", {"former_id": "never"}, 422, "no former id"),
        ("split", {"former": "never"}, 422, "former_id"),
        ("split", {}, 422, "give former_id"),
        ("split", {"into": {"name": "X"}}, 422, "give former_id"),
        ("split", {"into": {"name": "X"}, "processings": [1]}, 422, "ids of processings"),
        (
            "split",
            {"into": {"name": "X", "processings": []}, "processings": ["a:b"]},
            422,
            "resources of their own",
        ),
        ("split", {"into": {"name": "X"}, "processings": ["a:b"]}, 422, "is none"),
    ],
)
def test_what_is_wrong_is_said(
    cast: Cast, pair: tuple[str, str], path: str, body: Any, status: int, said: str
) -> None:
    answer = cast.editor.post(f"/parties/{pair[0]}/{path}", body)
    assert (answer.status_code, said in answer.get_data(as_text=True)) == (status, True), answer.json


def test_a_viewer_merges_nothing(cast: Cast, pair: tuple[str, str]) -> None:
    assert cast.viewer.post(f"/parties/{pair[0]}/merge", {"party": pair[1]}).status_code == 403
    assert cast.viewer.post(f"/parties/{pair[0]}/split", {"former_id": pair[1]}).status_code == 403


def test_processings_go_to_a_new_party(cast: Cast, pair: tuple[str, str]) -> None:
    first, _ = pair
    body = {"into": {"id": f"{first}-two", "name": "Two"}, "processings": [f"{first}:mail"]}
    done = cast.editor.post(f"/parties/{first}/split?dry_run=false", body)
    assert done.status_code == 200, done.json
    assert cast.viewer.get(f"/processings/{first}-two:mail").json["party"] == f"{first}-two"
    assert cast.viewer.get(f"/processings/{first}:mail").status_code == 404
    taken = cast.editor.post(f"/parties/{first}/split", {**body, "processings": [f"{first}:mail"]})
    assert taken.status_code == 409
