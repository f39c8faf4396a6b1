"""The public list: what belongs on it, what never does, and what its feed tells."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.unit.exchange.writing.stores import apply, empty
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.formats.detect import reader_of
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.formats import FORMATS, export

DAY = dt.date(2026, 11, 22)
ATOM = "{http://www.w3.org/2005/Atom}"


def asked(processing: str = "github:product", **given: Any) -> Asked:
    return Asked(Question(given.pop("day", DAY)), processing=processing, **given)


def listed(snapshot: Snapshot, **given: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(
        export(snapshot, "subprocessors", asked(form="json", **given)).content()
    )
    return answer


def test_the_list_has_the_processors_of_the_day(snapshot: Snapshot) -> None:
    now = {entry["name"] for entry in listed(snapshot)["entries"]}
    before = {entry["name"] for entry in listed(snapshot, day=dt.date(2019, 1, 1))["entries"]}
    direct = {
        snapshot.party_of(edge.recipient)["name"]
        for edge in snapshot.flows_from["github:product"]
        if edge.document["valid_to"] is None and edge.document["status"] == "active"
    }
    assert now <= direct
    assert len(now) > 20
    assert now != before


def test_what_is_announced_stands_apart(snapshot: Snapshot) -> None:
    answer = listed(snapshot, processing="example-software:portal")
    assert [entry["name"] for entry in answer["planned"]] == ["Example Assistant (fictional)"]
    assert "Example Assistant (fictional)" not in {entry["name"] for entry in answer["entries"]}


SECRETS = {
    "reviewer": "inferred by the reviewer",
    "evidence": "secret-claim",
    "contract": "secret-contract",
    "contact": "secret-contact@example",
    "text": "secret words",
}


@pytest.fixture
def secretive() -> Snapshot:
    """A processor with one recipient for the page and others that are not for it."""
    inventory = empty()
    names = {
        "own": "processor",
        "fine": "processor",
        "inferred": "processor",
        "denied": "processor",
        "boss": "controller",
    }
    parties = [
        {
            "id": f"id-of-{name}",
            "name": f"Party {name}",
            "contact": SECRETS["contact"],
            "processings": [{"id": f"id-of-{name}:x", "name": "X", "capacity": capacity}],
        }
        for name, capacity in names.items()
    ]
    parties.append(
        {
            "id": "anon",
            "name": "our partners",
            "named": False,
            "processings": [{"id": "anon:x", "name": "X", "capacity": "processor"}],
        }
    )
    base = {"from": "id-of-own:x", "categories_text": SECRETS["text"], "contract": SECRETS["contract"]}
    evidence = [{"document": "doc", "lines": "1", "claim": SECRETS["evidence"]}]
    flows = [
        {**base, "to": "id-of-fine:x", "evidence": evidence, "categories": ["user.name"]},
        {**base, "to": "id-of-inferred:x", "basis": "inferred"},
        {**base, "to": "id-of-denied:x", "status": "disclaimed"},
        {**base, "to": "id-of-boss:x"},
        {**base, "to": "anon:x"},
    ]
    file = {
        "vendorgraph": 1,
        "inventory": "t",
        "documents": [{"id": "doc", "title": "Secret document"}],
        "contracts": [{"id": SECRETS["contract"], "name": "Secret contract"}],
        "parties": parties,
        "flows": flows,
    }
    apply(inventory, json.dumps(file), "x.json")
    return inventory.snapshot()


@pytest.mark.parametrize("form", FORMATS["subprocessors"].forms)
def test_nothing_internal_is_on_the_page(secretive: Snapshot, form: str) -> None:
    file = export(secretive, "subprocessors", asked("id-of-own:x", form=form))
    text = file.content().decode()
    for secret in (
        *SECRETS.values(),
        "Secret",
        "id-of-",
        "inferred",
        "Party denied",
        "Party boss",
        "our partners",
        "revision",
    ):
        assert secret not in text, secret
    if form != "atom":
        assert "Party fine" in text
    assert set(file.notes) == {
        "left out: 1, denied by the source",
        "left out: 1, inferred by a reviewer",
        "left out: 1, no processor",
        "left out: 1, not named by its source",
    }


def test_the_feed_tells_what_came_went_and_changed(snapshot: Snapshot) -> None:
    feed = ElementTree.fromstring(export(snapshot, "subprocessors", asked(form="atom")).content())
    kinds = {entry.find(f"{ATOM}category").get("term") for entry in feed.iter(f"{ATOM}entry")}  # type: ignore[union-attr]
    assert kinds == {"added", "removed", "changed"}
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    days = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]
    assert feed.findtext(f"{ATOM}updated") == days[0]


def test_the_feed_stays_the_same_until_something_changes(snapshot: Snapshot) -> None:
    later = asked(form="atom", day=DAY + dt.timedelta(1))
    assert (
        export(snapshot, "subprocessors", asked(form="atom")).content()
        == export(snapshot, "subprocessors", later).content()
    )


def test_adding_up_the_changes_gives_the_list(snapshot: Snapshot) -> None:
    answer = listed(snapshot)
    names: set[tuple[str, str]] = {
        (
            snapshot.party_of(edge.recipient)["name"],
            snapshot.records["processing"][edge.recipient].document["name"],
        )
        for edge in snapshot.flows_from["github:product"]
        if edge.document["valid_from"] is None and edge.document["basis"] == "stated"
    }
    for change in reversed(answer["changes"]):
        key = (change["entry"]["name"], change["entry"]["service"])
        if change["change"] == "added":
            names.add(key)
        elif change["change"] == "removed":
            names.discard(key)
    assert {(entry["name"], entry["service"]) for entry in answer["entries"]} <= names


def test_a_change_of_version_does_not_begin_a_new_use(snapshot: Snapshot) -> None:
    entries = {entry["name"]: entry["since"] for entry in listed(snapshot)["entries"]}
    first = (
        min(
            edge.document["valid_from"]
            for edge in snapshot.flows_from["github:product"]
            if snapshot.party_of(edge.recipient)["name"] == "Zendesk, Inc."
        )
        if "Zendesk, Inc." in entries
        else None
    )
    assert first is None or entries["Zendesk, Inc."] <= DAY.isoformat()


@pytest.mark.parametrize(
    ("processing", "sentence"),
    [
        (None, "processing: name the one whose list this is, as example-shop:orders"),
        ("github:produkt", "the nearest is github:product"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(snapshot: Snapshot, processing: Any, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        export(snapshot, "subprocessors", asked(processing))


def test_other_parameters_are_refused(snapshot: Snapshot) -> None:
    with pytest.raises(
        Invalid, match="from: is not used by the format subprocessors; it takes: processing, as_of, context"
    ):
        export(snapshot, "subprocessors", asked(from_="x"), ["from"])


def test_the_page_reads_back_as_the_list_that_it_is(snapshot: Snapshot) -> None:
    data = export(snapshot, "subprocessors", asked(form="html")).content()
    found = list(reader_of("html")(Source.of("page.html", data), None))
    answer = listed(snapshot)
    assert [row.vendors[0] for row in found] == [
        entry["name"] for entry in [*answer["entries"], *answer["planned"]]
    ]
    assert [row.refused for row in found] == [None] * len(found)
