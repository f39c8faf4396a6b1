"""2,000 parties and 20,000 flows: it opens on a question, draws everything when asked, and stays readable."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import served, visiting
from tests.browser.memory import MemoryStore
from vendorgraph.inventory import Inventory
from vendorgraph.model.record import Record
from vendorgraph.model.validation import load_document
from vendorgraph.settings import Settings


@pytest.fixture
def visitor(chromium, large_site):
    with visiting(chromium, large_site) as visitor:
        yield visitor


def shown(page):
    return page.evaluate("document.querySelector('#plot').data[0].x.length")


def test_it_opens_on_what_can_be_read_and_says_what_it_hides(visitor):
    page = visitor.open("/")
    assert shown(page) <= 160
    expect(page.locator("#counter")).to_contain_text(re.compile(r"\d+ of [12],\d{3} processings"))
    expect(page.get_by_label("Depth drawn", exact=True)).to_contain_text("Auto (1 flow)")


def test_the_full_picture_is_there_and_a_choice_stands_out_in_it(visitor):
    page = visitor.open("/")
    page.get_by_role("button", name="Show all", exact=True).click()
    visitor.settled()
    assert shown(page) > 1900
    node = page.evaluate("document.querySelector('#plot').data[0].customdata[400]")
    page.mouse.click(*visitor.point_of("node", node))
    visitor.settled()
    colours = page.evaluate("document.querySelector('#plot').data[0].marker.color")
    assert colours[400].startswith("#")
    assert sum(colour.startswith("#") for colour in colours) < 400


def test_the_table_grows_step_by_step(visitor):
    page = visitor.open("/")
    rows = page.locator("#answer tbody tr")
    expect(rows).to_have_count(100)
    page.get_by_role("button", name=re.compile("more rows of")).click()
    expect(rows).to_have_count(600)


@pytest.fixture
def crowded_site(large_records, tmp_path):
    """Six controllers more, from each of which data reach everybody."""
    records = {kind: dict(held) for kind, held in large_records.items()}
    source = next(iter(records["processing"]))
    for at in range(6):
        party, sender = f"own{at}", f"own{at}:service"
        for kind, raw in (
            ("party", {"id": party, "name": party, "own": True}),
            ("processing", {"id": sender, "party": party, "name": "Service", "capacity": "controller"}),
            ("flow", {"id": f"own{at}-flow", "from": sender, "to": source}),
        ):
            records[kind][raw["id"]] = Record(load_document(kind, raw), 1)
    with served(Inventory(MemoryStore(records)), replace(Settings(), data=tmp_path, port=0)) as site:
        yield site


def test_an_answer_too_large_for_a_page_is_refused_in_a_sentence_and_can_be_narrowed(chromium, crowded_site):
    with visiting(chromium, crowded_site) as visitor:
        page = visitor.page
        page.goto(f"{crowded_site.address}/?from=")
        expect(page.locator("#problem")).to_contain_text(
            re.compile(r"has \d\d,\d{3} answers, more than a page can show"), timeout=60_000
        )
        page.get_by_role("button", name="Back to the opening question").click()
        expect(page.locator("#problem")).to_be_hidden(timeout=60_000)
        expect(page.locator("#counter")).to_contain_text("processings")
