"""Feed, calendar, review schedule and notices over REST: formats, pages, versions, refusals."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from tests.api.conftest import V1, Cast
from vendorgraph.exchange.feed_formats import ATOM, COLUMNS

FEEDS = ("/feed", "/feed.atom", "/feed.csv", "/reviews.ics")
WHOLE = "from_date=2020-10-01&to_date=2027-02-28&as_of=2026-11-22"
TYPES = {
    "/feed": "application/feed+json",
    "/feed.atom": "application/atom+xml; charset=utf-8",
    "/feed.csv": "text/csv; charset=utf-8",
    "/reviews.ics": "text/calendar; charset=utf-8",
}


@pytest.fixture
def reviewed(cast: Cast) -> Iterator[dict[str, Any]]:
    """A review due, gone after the test."""
    made = cast.editor.made("/reviews", {"id": "cloud-first", "party": "cloud", "due": "2026-12-01"})
    yield made
    assert cast.editor.changing("DELETE", "/reviews/cloud-first").status_code == 204


def items(cast: Cast, query: str = WHOLE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(cast.viewer.get(f"/feed?{query}").data)["items"]
    return found


def test_the_feed_tells_what_changed_with_links_that_answer(cast: Cast) -> None:
    found = [item for item in items(cast) if item["_vendorgraph"]["type"] == "new_recipient"]
    told = [(item["_vendorgraph"]["date"], item["_vendorgraph"]["parties"]) for item in found]
    assert told == [("2021-01-01", ["cloud"]), ("2020-10-30", ["host"])]
    for item in found:
        assert item["url"].startswith("http://localhost/?from=shop:orders")
        proof = cast.viewer.get(item["_vendorgraph"]["proof"])
        assert proof.status_code == 200
        assert proof.json["proofs"]


def test_every_proof_of_the_feed_answers(cast: Cast) -> None:
    proofs = {item["_vendorgraph"]["proof"] for item in items(cast)} - {None}
    assert len(proofs) > 5
    for path in proofs:
        assert cast.viewer.get(path).status_code == 200, path


@pytest.mark.parametrize("path", FEEDS)
def test_each_format_answers_in_its_type_with_a_version(cast: Cast, path: str) -> None:
    answer = cast.viewer.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == TYPES[path]
    assert answer.headers["ETag"].startswith('"')


@pytest.mark.parametrize("path", FEEDS)
def test_a_reader_that_holds_the_version_gets_304_until_something_is_recorded(cast: Cast, path: str) -> None:
    tag = cast.viewer.get(path).headers["ETag"]
    again = cast.viewer.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    made = cast.editor.made("/conditions", {"kind": "option", "id": "passing"})
    assert cast.viewer.get(path, headers={"If-None-Match": tag}).status_code == 200
    assert cast.editor.changing("DELETE", f"/conditions/{made['id']}").status_code == 204


@pytest.mark.parametrize(
    "other", ["from_date=2026-01-01", "as_of=2026-01-01", "type=new_recipient", "from=shop", "page_size=1"]
)
def test_another_question_has_another_version(cast: Cast, other: str) -> None:
    tag = cast.viewer.get("/feed").headers["ETag"]
    assert cast.viewer.get(f"/feed?{other}", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", FEEDS)
def test_strangers_get_nothing_and_a_token_in_the_address_does_not_help(cast: Cast, path: str) -> None:
    assert cast.stranger.get(path).status_code == 401
    assert cast.stranger.get(f"{path}?token={cast.viewer.token}").status_code == 401


def test_pages_of_the_feed_follow_one_another(cast: Cast) -> None:
    whole = [item["id"] for item in items(cast)]
    read, address = [], f"{V1}/feed?{WHOLE}&page_size=2"
    while address:
        page = json.loads(cast.viewer.get(address.removeprefix("http://localhost")).data)
        assert page["_vendorgraph"]["total"] == len(whole)
        read += [item["id"] for item in page["items"]]
        address = page.get("next_url", "")
    assert read == whole
    assert json.loads(cast.viewer.get(f"/feed?{WHOLE}&page=999").data)["items"] == []


def test_the_feeds_own_address_asks_the_same(cast: Cast) -> None:
    query = f"{WHOLE}&from=shop:orders&type=new_recipient,new_country"
    feed = json.loads(cast.viewer.get(f"/feed?{query}").data)
    again = json.loads(cast.viewer.get(feed["feed_url"].removeprefix("http://localhost")).data)
    assert again == feed
    assert feed["items"]


def test_atom_holds_the_same_items(cast: Cast) -> None:
    root = ElementTree.fromstring(cast.viewer.get(f"/feed.atom?{WHOLE}&page_size=500").data)
    ids = [entry.findtext(f"{{{ATOM}}}id") for entry in root.iter(f"{{{ATOM}}}entry")]
    assert ids == [item["id"] for item in items(cast, f"{WHOLE}&page_size=500")]


def test_the_table_holds_all_items_safe_for_a_spreadsheet(cast: Cast) -> None:
    evil = cast.editor.made("/parties", {"id": "evil", "name": "=HYPERLINK(1)"})
    review = {"id": "evil-review", "party": "evil", "due": "2026-12-01", "conditions": ["@SUM(1)"]}
    cast.editor.made("/reviews", review)
    text = cast.viewer.get(f"/feed.csv?{WHOLE}").get_data(as_text=True)
    table = list(csv.reader(io.StringIO(text)))
    assert table[0] == list(COLUMNS)
    assert len(table) == 1 + len(items(cast, f"{WHOLE}&page_size=500"))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row)
    assert evil["name"] in text
    for path in ("/reviews/evil-review", "/parties/evil"):
        assert cast.editor.changing("DELETE", path).status_code == 204


def test_the_calendar_has_the_reviews_due(cast: Cast, reviewed: dict[str, Any]) -> None:
    found = Calendar.from_ical(cast.viewer.get("/reviews.ics?as_of=2026-11-22").data)
    days = {str(event["SUMMARY"]): str(event["DTSTART"].dt) for event in found.walk("VEVENT")}
    assert days["Review due: Example Cloud"] == reviewed["due"]
    assert days["Review due: Example Host"] == "2027-01-31"


def test_the_schedule_is_paged_and_filtered(cast: Cast, reviewed: dict[str, Any]) -> None:
    answer = cast.viewer.get("/review-schedule?as_of=2026-11-22&page_size=1").json
    assert (answer["items"][0]["party"]["id"], answer["items"][0]["state"]) == ("cloud", "due_soon")
    assert (answer["page"], answer["page_size"], answer["as_of"]) == (1, 1, "2026-11-22")
    assert answer["total"] == sum(answer["totals"].values()) > 1
    (row,) = cast.viewer.get("/review-schedule?as_of=2026-11-22&state=scheduled").json["items"]
    assert (row["party"]["id"], row["days_left"]) == ("host", 70)


def test_a_review_of_that_name_is_still_read_by_its_id(cast: Cast, reviewed: dict[str, Any]) -> None:
    assert cast.viewer.get("/reviews/cloud-first").json == reviewed


def test_notices_tell_whom_a_planned_flow_concerns(cast: Cast) -> None:
    flow = {
        "id": "planned",
        "from": "host:hosting",
        "to": {"party": "cloud", "capacity": "processor", "name": "Backups"},
        "status": "planned",
        "categories": ["user.contact"],
        "evidence": [{"document": "shop-policy", "lines": "50"}],
    }
    cast.editor.made("/flows", flow)
    answer = cast.viewer.get("/notices?as_of=2026-11-22").json
    (row,) = answer["items"]
    (controller,) = row["controllers"]
    assert (row["flow"], row["announced_on"], row["state"]) == ("planned", "2020-10-30", "not_recorded")
    assert (controller["processing"]["id"], controller["contracts"][0]["contract"]) == (
        "shop:orders",
        "host-terms",
    )
    assert answer["total"] == 1
    assert cast.viewer.get("/notices?state=open").json["items"] == []
    assert cast.editor.changing("DELETE", "/flows/planned").status_code == 204


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/feed?type=news", "type"),
        ("/feed?type=,", "type"),
        ("/feed?from=nobody", "from"),
        ("/feed?party=nobody", "party"),
        ("/feed?from_date=2026-02-30", "from_date"),
        ("/feed?from_date=2026-03-01&to_date=2026-02-28", "to_date"),
        ("/feed?as_of=yesterday", "as_of"),
        ("/feed?context=nothing:on", "context"),
        ("/feed?since=2026-01-01", "since"),
        ("/feed?page=0", "page"),
        ("/feed?from=shop&from=host", "from"),
        ("/feed.atom?format=csv", "format"),
        ("/feed.csv?page=1", "page"),
        ("/reviews.ics?party=host", "party"),
        ("/review-schedule?state=late", "state"),
        ("/review-schedule?party=nobody", "party"),
        ("/review-schedule?context=a:b", "context"),
        ("/notices?state=late", "state"),
    ],
)
def test_what_is_not_accepted_is_refused_with_its_name(cast: Cast, path: str, field: str) -> None:
    answer = cast.viewer.get(path)
    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert field in answer.json["errors"]


@pytest.mark.parametrize("path", [*FEEDS, "/review-schedule", "/notices"])
def test_they_are_only_read(cast: Cast, path: str) -> None:
    assert cast.admin.post(path).status_code == 405
