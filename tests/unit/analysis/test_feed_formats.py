"""The feed in the formats that readers know: well-formed, escaped, the same for the same answer."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from tests.unit.analysis.rules.world import at, flow, party, snapshot
from vendorgraph.analysis.feed import FeedQuestion, deadlines_answer, feed_answer
from vendorgraph.analysis.question import Question
from vendorgraph.exchange.feed_formats import (
    ATOM,
    COLUMNS,
    JSON_FEED,
    Addresses,
    atom,
    calendar,
    json_feed,
    printable,
    rows,
)

HERE = Addresses("https://vendors.example", "https://vendors.example/api/v1/feed?from=shop")
MORE = Addresses(HERE.server, HERE.this, "https://vendors.example/api/v1/feed?from=shop&page=2")
NAME = 'Back\x0bup <&> "Ünïted"; a, b\\ \U0001f5c4 \ufffe'
#: Fields of JSON Feed 1.1; others must begin with an underscore.
FEED_FIELDS = {
    "version",
    "title",
    "home_page_url",
    "feed_url",
    "description",
    "user_comment",
    "next_url",
    "icon",
    "favicon",
    "authors",
    "language",
    "expired",
    "hubs",
    "items",
}
ITEM_FIELDS = {
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "image",
    "banner_image",
    "date_published",
    "date_modified",
    "authors",
    "tags",
    "language",
    "attachments",
}


def inventory() -> Any:
    return snapshot(
        party("backup", name=NAME),
        flow("shop:orders", "host:cloud", locations=at("FR")),
        flow("host:cloud", "backup:vault", locations=at("US"), valid_from="2026-11-10"),
        ("review", {"id": "r", "party": "backup", "due": "2026-12-01", "conditions": ["a; b, c\nd"]}),
    )


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    question = Question(dt.date(2026, 11, 22))
    return feed_answer(inventory(), FeedQuestion(question, dt.date(2026, 11, 1), dt.date(2026, 12, 31)))


def test_a_json_feed_has_the_formats_fields_and_no_others(answer: dict[str, Any]) -> None:
    feed = json.loads(json.dumps(json_feed(answer, answer["items"], HERE)))
    assert feed["version"] == JSON_FEED == "https://jsonfeed.org/version/1.1"
    assert {name for name in feed if not name.startswith("_")} <= FEED_FIELDS
    assert feed["feed_url"] == HERE.this
    assert "next_url" not in feed
    for item in feed["items"]:
        assert {name for name in item if not name.startswith("_")} <= ITEM_FIELDS
        assert all(isinstance(item[name], str) for name in ("id", "url", "title", "content_text"))
        assert dt.datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert all(isinstance(tag, str) for tag in item["tags"])
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) > 3


def test_what_the_format_has_no_word_for_stands_apart(answer: dict[str, Any]) -> None:
    feed = json_feed(answer, answer["items"][:1], HERE)
    assert feed["_vendorgraph"]["revision"] == 1
    assert "items" not in feed["_vendorgraph"]
    assert feed["items"][0]["_vendorgraph"]["type"] == answer["items"][0]["type"]


def test_a_further_page_is_named(answer: dict[str, Any]) -> None:
    assert json_feed(answer, [], MORE)["next_url"] == MORE.next


def test_links_lead_to_this_server(answer: dict[str, Any]) -> None:
    (item,) = [item for item in answer["items"] if item["type"] == "new_recipient"]
    (told,) = json_feed(answer, [item], HERE)["items"]
    assert told["url"].startswith("https://vendors.example/?from=shop:orders")
    assert "Proof: https://vendors.example/api/v1/exposure/proof?from=shop:orders" in told["content_text"]


def test_an_atom_feed_has_what_the_format_requires(answer: dict[str, Any]) -> None:
    root = ElementTree.fromstring(atom(answer, answer["items"], MORE))
    assert root.tag == f"{{{ATOM}}}feed"
    for name in ("id", "title", "updated"):
        assert len(root.findall(f"{{{ATOM}}}{name}")) == 1
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{{{ATOM}}}link")}
    assert links == {"self": MORE.this, "alternate": "https://vendors.example/", "next": MORE.next}
    assert root.find(f"{{{ATOM}}}author/{{{ATOM}}}name") is not None
    entries = root.findall(f"{{{ATOM}}}entry")
    assert len(entries) == len(answer["items"])
    for entry in entries:
        for name in ("id", "title", "updated", "published", "summary", "content"):
            (found,) = entry.findall(f"{{{ATOM}}}{name}")
            assert found.text
        assert next(link.get("rel") for link in entry.findall(f"{{{ATOM}}}link")) == "alternate"


def test_an_atom_feed_without_items_is_one_too(answer: dict[str, Any]) -> None:
    root = ElementTree.fromstring(atom(answer, [], HERE))
    assert root.findtext(f"{{{ATOM}}}updated") == "2026-12-31T00:00:00Z"


def test_names_come_through_every_format_without_what_it_cannot_hold(answer: dict[str, Any]) -> None:
    safe = printable(NAME)
    assert "\x0b" not in safe
    assert "\ufffe" not in safe
    root = ElementTree.fromstring(atom(answer, answer["items"], HERE))
    assert any(safe in (title.text or "") for title in root.iter(f"{{{ATOM}}}title"))
    events = events_of(Question(dt.date(2026, 11, 22)))
    assert any(safe in str(event["SUMMARY"]) for event in events)


def test_rows_stand_under_their_columns(answer: dict[str, Any]) -> None:
    for row in rows(answer["items"], HERE):
        cells = dict(zip(COLUMNS, row, strict=True))
        assert cells["expected"] in ("yes", "no")
        assert cells["page"].startswith("https://vendors.example/")
        assert isinstance(cells["for"], list)


def events_of(question: Question) -> list[Any]:
    found = Calendar.from_ical(calendar(deadlines_answer(inventory(), question), HERE))
    assert isinstance(found, Calendar)
    assert (str(found["VERSION"]), str(found["METHOD"])) == ("2.0", "PUBLISH")
    return list(found.walk("VEVENT"))


def test_a_calendar_has_whole_days_that_block_no_time() -> None:
    (event,) = events_of(Question(dt.date(2026, 11, 22)))
    assert event["DTSTART"].dt == dt.date(2026, 12, 1)
    assert str(event["DTSTAMP"].dt) == "2026-11-22 00:00:00+00:00"
    assert str(event["TRANSP"]) == "TRANSPARENT"
    assert str(event["UID"]).startswith("urn:uuid:")


def test_lines_of_a_calendar_are_folded_and_escaped() -> None:
    text = calendar(deadlines_answer(inventory(), Question(dt.date(2026, 12, 5))), HERE)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")


@pytest.mark.parametrize("make", [json_feed, atom])
def test_the_same_answer_gives_the_same_document(answer: dict[str, Any], make: Any) -> None:
    assert make(answer, answer["items"], HERE) == make(answer, answer["items"], HERE)


def test_an_empty_calendar_is_one_too() -> None:
    empty = deadlines_answer(snapshot(), Question(dt.date(2026, 11, 22)))
    found = Calendar.from_ical(calendar(empty, HERE))
    assert list(found.walk("VEVENT")) == []
