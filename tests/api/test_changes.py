"""The change log over REST."""

from __future__ import annotations

from tests.api.conftest import Cast


def test_the_log_is_followed_from_a_revision(cast: Cast) -> None:
    everything = cast.viewer.get("/changes?page_size=500").json
    assert [event["seq"] for event in everything["items"]] == list(range(1, everything["total"] + 1))
    newest = everything["items"][-1]["revision"]
    assert cast.viewer.get(f"/changes?since={newest}").json["items"] == []
    cast.editor.made("/parties", {"id": "followed", "name": "Followed"})
    fresh = cast.viewer.get(f"/changes?since={newest}").json
    assert [(event["action"], event["entity_id"]) for event in fresh["items"]] == [("create", "followed")]
    assert fresh["items"][0]["previous_hash"] == everything["items"][-1]["hash"]
    beyond = cast.viewer.get("/changes?page=1000000&page_size=500").json
    assert (beyond["items"], beyond["total"]) == ([], fresh["items"][0]["seq"])


def test_a_change_shows_what_was_before_and_after(cast: Cast) -> None:
    cast.editor.made("/parties", {"id": "renamed", "name": "Before"})
    cast.editor.changing("PATCH", "/parties/renamed", {"name": "After"})
    seq = cast.viewer.get("/changes?page_size=1").json["total"]
    change = cast.viewer.get(f"/changes/{seq}").json
    assert (change["action"], change["before"]["name"], change["after"]["name"], change["erased"]) == (
        "update",
        "Before",
        "After",
        False,
    )


def test_a_number_that_no_change_has_is_not_found(cast: Cast) -> None:
    for seq in ("0", "999999999", "-1", "1.0", "x", "1" * 40, "²"):
        assert cast.viewer.get(f"/changes/{seq}").status_code == 404
