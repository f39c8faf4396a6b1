"""2,000 parties and 20,000 flows: it opens on a question, draws everything when asked, and stays readable."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting


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
