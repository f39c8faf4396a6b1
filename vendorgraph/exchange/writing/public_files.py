"""The public list of subprocessors as a page, as JSON and as an Atom feed of its changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.feed_formats import ATOM, printable
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.facts import Row
from vendorgraph.exchange.writing.pages import document
from vendorgraph.exchange.writing.public_page import PublicPage

NEWEST = 200  # changes of a feed
SHOWN = 30  # changes on the page
_WHEN, _ALWAYS = "Only when", "always"  # a column that says nothing else is left out
COLUMNS = (
    "Name",
    "Service",
    "Purpose",
    "Data",
    "Location of processing",
    "Corporate location",
    "Transfer instrument",
    _WHEN,
    "Since",
)


def public_file(snapshot: Snapshot, asked: Asked, form: str) -> Iterable[bytes]:
    """The list as `html`, `json` or `atom`. Raises Invalid when no such processing is named."""
    answer = PublicPage(snapshot, asked).answer()
    if form == "json":
        return [json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8", "replace"), b"\n"]
    if form == "atom":
        return [_atom(answer)]
    rows = [_cells(entry) for entry in answer["entries"]]
    planned = [_cells(entry) for entry in answer["planned"]]
    shown = [
        at
        for at, name in enumerate(COLUMNS)
        if name != _WHEN or {row[at] for row in rows + planned} != {_ALWAYS}
    ]
    return document(
        "subprocessors.html",
        title=answer["title"],
        page=answer,
        columns=[COLUMNS[at] for at in shown],
        rows=[[row[at] for at in shown] for row in rows],
        planned=[[row[at] for at in shown] for row in planned],
        changes=[(change["day"], sentence(change)) for change in answer["changes"][:SHOWN]],
        as_of=answer["as_of"],
    )


def left_out(snapshot: Snapshot, asked: Asked) -> tuple[str, ...]:
    """What the publisher should know before publishing: how many recipients the list leaves out, and why."""
    page = PublicPage(snapshot, asked)
    return tuple(f"left out: {count}, {why}" for why, count in sorted(page.left_out.items()))


def _cells(entry: Row) -> list[str]:
    legal = entry["legal_name"]
    when = "; ".join([*entry["conditions"], *entry["scope"]])
    return [
        f"{entry['name']} ({legal})" if legal and legal != entry["name"] else entry["name"],
        entry["service"],
        "; ".join(entry["purposes"]) or "not stated",
        "; ".join(entry["data"]) or "not stated",
        "; ".join(entry["places"]),
        entry["seat"],
        "; ".join(entry["instruments"]) or "not stated",
        when or _ALWAYS,
        entry["since"] or "not stated",
    ]


def sentence(change: Row) -> str:
    """A change in words."""
    entry = change["entry"]
    name = f"{entry['name']} ({entry['service']})"
    if change["change"] == "added":
        return f"{name} was added; places of processing: {'; '.join(entry['places'])}."
    if change["change"] == "removed":
        return f"{name} was removed."
    return f"{name} changed: {', '.join(change['what'])}."


def _atom(answer: Row) -> bytes:
    """The changes as a feed (RFC 4287); the same list makes the same bytes until something changes."""
    changes = answer["changes"][:NEWEST]
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(feed, "id", _urn(answer["title"]))
    _add(feed, "title", f"Changes: {answer['title']}")
    _add(feed, "updated", f"{max((change['day'] for change in changes), default=answer['as_of'])}T00:00:00Z")
    if answer["page"]:
        ElementTree.SubElement(feed, "link", {"rel": "alternate", "href": printable(answer["page"])})
    _add(ElementTree.SubElement(feed, "author"), "name", answer["party"]["name"])
    for change in changes:
        told = sentence(change)
        entry = ElementTree.SubElement(feed, "entry")
        name, service = change["entry"]["name"], change["entry"]["service"]
        _add(entry, "id", _urn(answer["title"], change["day"], change["change"], name, service))
        _add(entry, "title", f"{change['change'].capitalize()}: {name}")
        _add(entry, "updated", f"{change['day']}T00:00:00Z")
        ElementTree.SubElement(entry, "category", {"term": change["change"]})
        _add(entry, "content", told)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, name: str, value: str) -> None:
    ElementTree.SubElement(parent, name).text = printable(value)


def _urn(*said: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(['vendorgraph:subprocessors', *said]))}"
