"""The life of a resource over REST: every entity by the same rules."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import NEEDING, Cast
from vendorgraph.api import examples
from vendorgraph.model.entities import ADMIN_ONLY, BY_NAME, RECORDS


def test_every_example_of_the_description_is_recorded_read_changed_replaced_and_deleted(cast: Cast) -> None:
    assert set(NEEDING) == {entity.name for entity in RECORDS}
    cast.editor.made("/parties", {"id": "example-host", "name": "Example Host"})
    addresses: list[str] = []
    for kind in NEEDING:
        who = cast.admin if kind in ADMIN_ONLY else cast.editor
        plural = BY_NAME[kind].plural
        created = who.post(f"/{plural}", examples.BODY[kind])
        assert created.status_code == 201, (kind, created.json)
        address = created.headers["Location"]
        addresses.append(address)
        read = cast.viewer.get(address)
        assert (read.status_code, read.json, read.headers["ETag"]) == (
            200,
            created.json,
            created.headers["ETag"],
        )
        patched = who.changing("PATCH", address, examples.PATCH[kind])
        assert patched.status_code == 200, (kind, patched.json)
        assert patched.json == {**read.json, **examples.PATCH[kind]}
        replaced = who.changing("PUT", address, read.json)
        assert (replaced.status_code, replaced.json) == (200, read.json)
    for address in reversed(addresses):
        deleted = cast.admin.changing("DELETE", address)
        assert (deleted.status_code, deleted.data) == (204, b""), (address, deleted.json)
        assert cast.viewer.get(address).status_code == 404


def test_an_id_is_made_from_the_name_in_plain_letters(cast: Cast) -> None:
    party = cast.editor.made("/parties", {"name": "Łódź & Société Générale"})
    assert party["id"] == "lodz-and-societe-generale"
    processing = cast.editor.made(
        "/processings", {"party": party["id"], "name": "Wages", "capacity": "controller"}
    )
    assert processing["id"] == "lodz-and-societe-generale:wages"


def test_a_name_without_letters_for_an_id_asks_for_one(cast: Cast) -> None:
    answer = cast.editor.post("/parties", {"name": "株式会社"})
    assert answer.status_code == 422
    assert "give an id" in answer.json["message"]


@pytest.mark.parametrize(
    "body", [{"id": "shop", "name": "Another"}, {"name": "Shop"}, {"id": "old-shop", "name": "Old"}]
)
def test_an_id_that_is_taken_is_refused_by_name(cast: Cast, body: dict[str, Any]) -> None:
    answer = cast.editor.post("/parties", body)
    assert answer.status_code == 409
    assert (body.get("id") or "shop") in answer.json["message"]


def test_a_party_answers_under_its_former_id(cast: Cast) -> None:
    assert cast.viewer.get("/parties/old-shop").json["id"] == "shop"


def test_absent_equals_null_and_defaults_are_shown(cast: Cast) -> None:
    bare = cast.editor.made(
        "/flows", {"id": "bare", "from": "host:hosting", "to": "shop:orders", "categories": None}
    )
    assert (bare["status"], bare["basis"], bare["transform"], bare["categories_open"]) == (
        "active",
        "stated",
        "none",
        False,
    )
    assert (bare["categories"], bare["mechanisms"], bare["locations"]) == (None, None, [])
    kept = cast.editor.changing("PATCH", "/flows/bare", {"mechanisms": []}).json
    assert (kept["mechanisms"], kept["categories"]) == ([], None)
    assert cast.editor.changing("PATCH", "/flows/bare", {"status": None, "mechanisms": None}).json == bare
    cast.editor.changing("DELETE", "/flows/bare")


def test_a_new_flow_may_describe_its_ends_and_makes_absent_processings_with_it(cast: Cast) -> None:
    before = cast.viewer.get("/changes?page_size=1").json["total"]
    ends = {
        "from": {"party": "shop", "capacity": "controller", "name": "Orders"},
        "to": {"party": "cloud", "capacity": "processor", "name": "Mail"},
    }
    flow = cast.editor.made("/flows", ends)
    assert flow["id"] == "shop:orders--cloud:mail"
    assert cast.viewer.get("/processings/cloud:mail").json["capacity"] == "processor"
    assert cast.viewer.get("/changes?page_size=1").json["total"] == before + 2
    again = cast.editor.post("/flows", ends)
    assert (again.status_code, "shop:orders--cloud:mail" in again.json["message"]) == (409, True)


@pytest.mark.parametrize(
    ("end", "status", "said"),
    [
        ({"party": "cloud", "capacity": "controller", "name": "Storage"}, 409, "recorded as processor"),
        ({"party": "nobody", "capacity": "processor", "name": "Mail"}, 422, "nobody"),
        ({"party": "cloud", "capacity": "owner", "name": "New"}, 422, "to.capacity"),
        ({"party": "cloud", "capacity": "processor", "name": "New", "own": True}, 422, "to.own"),
        ({"party": "cloud", "capacity": "processor"}, 422, "to.name is required"),
        ({"name": "New"}, 422, "to.party is required"),
        (["cloud:storage"], 422, "nor an object of party, capacity, name"),
        (5, 422, "nor an object of party, capacity, name"),
    ],
)
def test_an_end_that_cannot_be_made_is_refused_and_nothing_is_written(
    cast: Cast, end: Any, status: int, said: str
) -> None:
    before = cast.viewer.get("/changes?page_size=1").json["total"]
    answer = cast.editor.post("/flows", {"id": "never", "from": "shop:orders", "to": end})
    assert (answer.status_code, said in answer.get_data(as_text=True)) == (status, True), answer.json
    assert cast.viewer.get("/changes?page_size=1").json["total"] == before


def test_a_write_needs_the_version_it_saw(cast: Cast) -> None:
    party = cast.editor.made("/parties", {"id": "versioned", "name": "Versioned"})
    first = cast.viewer.get("/parties/versioned").headers["ETag"]
    assert cast.editor.changing("PATCH", "/parties/versioned", {"contact": "a@b.example"}).status_code == 200
    for method in ("PUT", "PATCH", "DELETE"):
        body = {} if method == "DELETE" else {"json": party}
        missing = cast.editor(method, "/parties/versioned", **body)
        stale = cast.editor(method, "/parties/versioned", headers={"If-Match": first}, **body)
        weak = cast.editor(method, "/parties/versioned", headers={"If-Match": f"W/{first}"}, **body)
        assert [missing.status_code, stale.status_code, weak.status_code] == [428, 412, 412]
        assert "If-Match" in missing.json["message"]
    assert cast.editor("DELETE", "/parties/versioned", headers={"If-Match": "*"}).status_code == 204


def test_a_write_that_changes_nothing_keeps_its_version(cast: Cast) -> None:
    before = cast.viewer.get("/parties/host")
    after = cast.editor.changing("PUT", "/parties/host", before.json)
    assert (after.status_code, after.headers["ETag"]) == (200, before.headers["ETag"])


def test_an_unchanged_resource_is_not_sent_again(cast: Cast) -> None:
    etag = cast.viewer.get("/parties/host").headers["ETag"]
    again = cast.viewer.get("/parties/host", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert not etag.startswith("W/")


def test_what_others_point_at_is_not_deleted(cast: Cast) -> None:
    answer = cast.editor.changing("DELETE", "/parties/host")
    assert answer.status_code == 409
    assert "host:hosting" in answer.json["message"]
    document = cast.editor.changing("DELETE", "/documents/shop-policy")
    assert (document.status_code, "shop:orders--host:hosting" in document.json["message"]) == (409, True)


def test_a_party_carries_no_processings(cast: Cast) -> None:
    body = {**cast.viewer.get("/parties/host").json, "processings": []}
    for answer in (cast.editor.changing("PUT", "/parties/host", body), cast.editor.post("/parties", body)):
        assert answer.status_code == 422
        assert "/api/v1/processings" in answer.json["message"]


def test_an_id_cannot_be_changed(cast: Cast) -> None:
    answer = cast.editor.changing("PATCH", "/parties/host", {"id": "other"})
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["id"])


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("/parties?q=societe+EXEMPLE", ["shop"]),
        ("/parties?q=exshop", ["shop"]),
        ("/parties?q=shop.example", ["shop"]),
        ("/parties?q=old-shop", ["shop"]),
        ("/parties?member_of=group", ["host"]),
        ("/parties?member_of=none", ["group"]),
        ("/parties?named=false", ["buyer"]),
        ("/parties?established_in=US", ["cloud"]),
        ("/processings?party=old-shop", ["shop:orders"]),
        ("/flows?from=shop&to=host", ["shop:orders--host:hosting"]),
        ("/flows?from=host:hosting", ["host:hosting--cloud:storage"]),
        ("/flows?conditions=second_storage", ["host:hosting--cloud:storage"]),
        ("/flows?contract=host-terms&document=shop-policy", ["shop:orders--host:hosting"]),
        ("/commitments?party=host&kind=no_transfer_outside", ["host-stays"]),
        ("/reviews?party=host", ["host--2027-01-31"]),
        ("/conditions?kind=event", ["sale_of_business"]),
    ],
)
def test_lists_are_narrowed_by_search_and_fields(cast: Cast, path: str, ids: list[str]) -> None:
    found = cast.viewer.get(path).json
    assert [item["id"] for item in found["items"] if "mail" not in item["id"]] == ids


def test_pages_are_whole_and_empty_beyond_the_end(cast: Cast) -> None:
    everything = cast.viewer.get("/categories?page_size=500").json
    assert everything["total"] == len(everything["items"]) > 50
    pages = [cast.viewer.get(f"/categories?page_size=40&page={number}").json for number in (1, 2, 3, 1000)]
    joined = [item["id"] for page in pages for item in page["items"]]
    assert joined == [item["id"] for item in everything["items"]][: len(joined)] == sorted(joined)
    assert (pages[-1]["items"], pages[-1]["total"], pages[-1]["page"]) == ([], everything["total"], 1000)


def test_every_list_has_the_same_shape(cast: Cast) -> None:
    for entity in BY_NAME.values():
        assert set(cast.viewer.get(f"/{entity.plural}?page_size=1").json) == {
            "items",
            "total",
            "page",
            "page_size",
        }
