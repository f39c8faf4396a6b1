"""axe finds no violation that is more than minor, in either theme, wide or narrow, with the facts open or not."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE, WINDOWS, visiting

PATHS = (
    "/",
    "/?node=clustdoc:documents&colour=country",
    "/?flow=example-clinic:patient-intake--clustdoc:documents&depth=100",
    "/?country=AQ",
)


REVIEW = (
    "/review",
    "/review?party=clustdoc&open=reliance-on-invalid-mechanism&vendors=all",
    "/review?rule=recipient-misnamed&period=365",
    "/review?rule=recipient-misnamed&state=accepted&as_of=2015-01-01",
)


#: Rows of long tables that one window judges for all: axe takes seconds for each thousand elements.
ALIKE = "tbody tr:nth-child(n+25):not(.selected)"
#: Takes away what is hidden because it is closed. It has neither colours nor sizes, and axe goes through it all the same.
WITHOUT_THE_CLOSED = """() => {
  for (const part of document.querySelectorAll("details:not([open]) > :not(summary)")) part.remove();
}"""


def violations(page, within=None, whole=True):
    """What axe finds on a page (not in rows that are alike unless it is judged whole) or within one part, unless minor."""
    judged = within or {"include": [["html"]], "exclude": [] if whole else [[ALIKE]]}
    found = Axe().run(page, judged).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] != "minor"
    ]


@WINDOWS
def test_the_network_page(chromium, site, theme, viewport):
    with visiting(chromium, site, viewport=viewport, color_scheme=theme) as visitor:
        for path in PATHS:
            visitor.open(path)
            assert visitor.page.evaluate("document.documentElement.dataset.theme") == theme
            whole = (theme, viewport) == ("light", WIDE)
            assert violations(visitor.page, whole=whole) == [], path


@WINDOWS
def test_the_review_page(chromium, site, theme, viewport):
    with visiting(chromium, site, viewport=viewport, color_scheme=theme) as visitor:
        page = visitor.page
        for path in REVIEW:
            page.goto(site.address + path)
            page.wait_for_selector("#app:not(:has([aria-busy]))")
            page.wait_for_selector("#app:not(:has(.group-body .loading))")
            for part in (".finding", ".item", ".conditions"):
                for details in page.locator(part).all()[:2]:
                    details.evaluate("(one) => { one.open = true; }")
            page.wait_for_selector("#app:not(:has(.finding-body .loading))")
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path


@WINDOWS
def test_the_page_of_the_interface_and_that_of_a_problem(chromium, site, theme, viewport):
    with visiting(chromium, site, viewport=viewport, color_scheme=theme) as visitor:
        page = visitor.page
        page.goto(f"{site.address}/api/v1/docs")
        for details in ("#get-exposure", "#post-check", "#schema-Exposure"):
            page.locator(details).evaluate("(one) => { one.open = true; }")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        if (theme, viewport) != ("light", WIDE):
            page.evaluate(WITHOUT_THE_CLOSED)
        assert violations(page) == []
        page.goto(f"{site.address}/nothing-here")
        visitor.complaints.clear()  # the browser's own, of the 404
        assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_open_lists_and_menus(chromium, site, theme):
    with visiting(chromium, site, color_scheme=theme) as visitor:
        page = visitor.open("/")
        page.get_by_role("combobox", name="Category of data").click()
        page.wait_for_selector("[role=option]")
        assert violations(page, "#question") == []
        page.keyboard.press("Escape")
        page.locator("#conditions summary").click()
        assert violations(page, "#question") == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sign_in_page(chromium, site, theme):
    page = chromium.new_page(color_scheme=theme)
    page.goto(f"{site.address}/sign-in")
    assert violations(page) == []
    page.close()


def test_nothing_is_wider_than_a_narrow_window(chromium, site):
    with visiting(chromium, site, viewport=NARROW) as visitor:
        for path in PATHS:
            visitor.open(path)
            assert visitor.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path


@pytest.mark.parametrize("width", [390, 1280, 1600])
def test_the_notes_of_the_tiles_are_whole(chromium, site, width):
    with visiting(chromium, site, viewport={"width": width, "height": 900}) as visitor:
        notes = visitor.open("/").locator(".tile-note")
        assert "and 15 more" in " ".join(notes.all_inner_texts())
        assert [one for one in notes.all() if one.evaluate("(e) => e.scrollWidth > e.clientWidth")] == []


def test_the_theme_is_chosen_and_kept(visitor):
    page = visitor.open("/")
    page.get_by_label("Theme").select_option("dark")
    visitor.settled()
    assert page.evaluate("document.querySelector('#plot').layout.paper_bgcolor") == "#12151c"
    page.reload()
    visitor.settled()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
