"""The feed and its deadlines in the formats that readers and calendars know.

JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), Atom (RFC 4287, paged by RFC 5005), rows of a
table, and iCalendar (RFC 5545) by way of `icalendar`. Pure: the same answer gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from icalendar import Calendar, Event

Row = Mapping[str, Any]

TITLE = "Vendorgraph: what a vendor review must look at"
JSON_FEED = "https://jsonfeed.org/version/1.1"
ATOM = "http://www.w3.org/2005/Atom"
PRODUCT = "-//Vendorgraph//Reviews//EN"
COLUMNS = (
    "date",
    "expected",
    "severity",
    "type",
    "title",
    "what",
    "why",
    "article",
    "to_do",
    "for",
    "parties",
    "flows",
    "countries",
    "proof",
    "page",
    "id",
)
#: Characters that XML 1.0 cannot hold; a calendar's text takes none of them either.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a feed lies: the server's own address without a slash at its end, this page and the next."""

    server: str
    this: str
    next: str | None = None

    def absolute(self, path: str) -> str:
        """A path of this server as an address."""
        return f"{self.server}{path}"


def json_feed(answer: Row, items: Sequence[Row], at: Addresses) -> dict[str, Any]:
    """One page of a feed's answer as JSON Feed; what the format has no word for stands in `_vendorgraph`."""
    feed = {
        "version": JSON_FEED,
        "title": TITLE,
        "home_page_url": at.absolute("/"),
        "feed_url": at.this,
        "description": f"From {answer['from_date']} to {answer['to_date']}, as recorded at revision {answer['revision']}.",
        "language": "en",
        "_vendorgraph": {name: value for name, value in answer.items() if name != "items"},
        "items": [_json_item(item, at) for item in items],
    }
    return feed | ({"next_url": at.next} if at.next else {})


def _json_item(item: Row, at: Addresses) -> dict[str, Any]:
    return {
        "id": item["id"],
        "url": at.absolute(item["page"]),
        "title": item["title"],
        "content_text": text(item, at),
        "summary": item["what"],
        "date_published": _instant(item["date"]),
        "tags": tags(item),
        "_vendorgraph": {name: value for name, value in item.items() if name not in ("id", "title")},
    }


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"


def tags(item: Row) -> list[str]:
    """The words under which a reader files an item."""
    return [item["type"], item["severity"], *(["expected"] if item["expected"] else [])]


def text(item: Row, at: Addresses) -> str:
    """An item as a person reads it: what changed, for whom, why it matters, what to do, and the proof."""
    concerned = [f"{entry['party']['name']} ({entry['processing']['name']})" for entry in item["for"]]
    lines = [
        item["what"],
        f"For: {', '.join(concerned) or 'no source reaches it'}",
        f"Why it matters: {item['why']} ({item['article']})",
        f"What to do: {item['to_do']}",
    ]
    if item["proof"]:
        lines.append(f"Proof: {at.absolute(item['proof'])}")
    return "\n\n".join(lines)


def atom(answer: Row, items: Sequence[Row], at: Addresses) -> bytes:
    """One page of a feed's answer as an Atom document.

    An item is `updated` on its own day, and the feed on that of its newest item, so that a document
    says the same until something in it changes.
    """
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(feed, "id", at.this)
    _add(feed, "title", TITLE)
    _add(feed, "updated", _instant(max((item["date"] for item in items), default=answer["to_date"])))
    _link(feed, "self", at.this, "application/atom+xml")
    _link(feed, "alternate", at.absolute("/"), "text/html")
    if at.next:
        _link(feed, "next", at.next, "application/atom+xml")
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", "Vendorgraph")
    for item in items:
        _entry(feed, item, at)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: ElementTree.Element, item: Row, at: Addresses) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    _add(entry, "id", item["id"])
    _add(entry, "title", item["title"])
    _add(entry, "updated", _instant(item["date"]))
    _add(entry, "published", _instant(item["date"]))
    _link(entry, "alternate", at.absolute(item["page"]), "text/html")
    if item["proof"]:
        _link(entry, "related", at.absolute(item["proof"]), "application/json")
    for tag in tags(item):
        ElementTree.SubElement(entry, "category", {"term": tag})
    _add(entry, "summary", item["what"])
    _add(entry, "content", text(item, at), {"type": "text"})


def _add(
    parent: ElementTree.Element, name: str, value: str, attributes: dict[str, str] | None = None
) -> None:
    ElementTree.SubElement(parent, name, attributes or {}).text = printable(value)


def _link(parent: ElementTree.Element, relation: str, address: str, kind: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": relation, "href": printable(address), "type": kind})


def printable(value: str) -> str:
    """`value` without the control characters that neither XML nor a calendar can hold."""
    return _NOT_XML.sub("\ufffd", value)


def rows(items: Sequence[Row], at: Addresses) -> Iterator[list[Any]]:
    """The items as rows under COLUMNS; protecting them against formulas is the table's part."""
    for item in items:
        row = {
            **item,
            "expected": "yes" if item["expected"] else "no",
            "for": [entry["processing"]["id"] for entry in item["for"]],
            "proof": item["proof"] and at.absolute(item["proof"]),
            "page": at.absolute(item["page"]),
        }
        yield [row[column] for column in COLUMNS]


def calendar(answer: Row, at: Addresses) -> bytes:
    """Deadlines as a calendar of whole days that block no time.

    Events rather than to-dos, since calendars that are subscribed to mostly show only these. A UID
    stays when its day moves; DTSTAMP is the day asked, so that a day gives one document.
    """
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", "Vendor reviews")
    stamp = dt.datetime.combine(dt.date.fromisoformat(answer["as_of"]), dt.time(), dt.UTC)
    for row in answer["items"]:
        found.add_component(_event(row, stamp, at))
    return bytes(found.to_ical())


def _event(row: Row, stamp: dt.datetime, at: Addresses) -> Event:
    day = dt.date.fromisoformat(row["day"])
    event = Event()
    event.add("uid", row["id"])
    event.add("dtstamp", stamp)
    event.add("dtstart", day)  # an event of one whole day needs no end (RFC 5545, 3.6.1)
    event.add("summary", printable(row["title"]))
    event.add("description", printable(row["text"]))
    event.add("categories", [row["kind"]])
    event.add("transp", "TRANSPARENT")
    event.add("url", at.absolute(row["page"]))
    return event
