"""Network, flow and map: tabs over the drawing, views of the same answer."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import WINDOWS, Visitor, visiting
from tests.browser.test_accessibility import violations

MAP = "/?from=clustdoc&view=map"


def drawn(visitor: Visitor, kind: str) -> list[str]:
    """What the traces of a kind carry as customdata, from Plotly's own state."""
    return visitor.page.evaluate(
        "(kind) => document.querySelector('.picture-plot').data.filter((one) => one.type === kind).flatMap((one) => one.customdata)",
        kind,
    )


def test_a_tab_changes_the_view_and_the_address_and_keeps_the_answer(visitor):
    page = visitor.open("/")
    rows = page.locator("#answer tbody tr").count()
    page.get_by_role("tab", name="Flow").click()
    visitor.settled()
    assert "view=flow" in page.url
    expect(page.get_by_role("tab", name="Flow")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#canvas")).to_be_hidden()
    expect(page.locator(".picture-plot .sankey")).to_be_visible()
    expect(page.locator("#counter")).to_contain_text("pairs of recipient and category")
    assert page.locator("#answer tbody tr").count() == rows
    expect(page.locator("#answer .undrawn")).to_have_count(0)
    page.go_back()
    expect(page.locator("#canvas")).to_be_visible()
    expect(page.locator("#picture")).to_be_hidden()
    expect(page.locator("#counter")).to_contain_text("processings")


def test_tabs_work_by_keyboard(visitor):
    page = visitor.open("/")
    page.get_by_role("tab", name="Network").focus()
    page.keyboard.press("ArrowLeft")
    visitor.settled()
    expect(page.get_by_role("tab", name="Map")).to_be_focused()
    assert "view=map" in page.url
    page.keyboard.press("ArrowRight")
    visitor.settled()
    expect(page.get_by_role("tab", name="Network")).to_be_focused()
    assert "view=" not in page.url
    page.keyboard.press("End")
    expect(page.get_by_role("tab", name="Map")).to_be_focused()


def test_the_flow_names_the_recipients_of_the_table_and_opens_their_facts(visitor):
    page = visitor.open("/?from=clustdoc-customers&view=flow")
    nodes = visitor.page.evaluate("document.querySelector('.picture-plot').data[0].node.customdata")
    names = {name.lower() for name in page.locator("#answer tbody th button").all_inner_texts()}
    assert len([one for one in nodes if one["kind"] == "recipient"]) == len(names)
    page.locator(".picture-plot .sankey-node", has_text="Stripe").locator("rect").first.click(force=True)
    visitor.settled()
    assert "node=stripe" in page.url
    expect(page.locator("#facts h2")).to_contain_text("Stripe")
    page.get_by_role("button", name="Show in the drawing").click()
    visitor.settled()
    expect(page.locator("#canvas")).to_be_visible()
    assert "node=stripe" in page.url


def test_the_map_shows_countries_and_lists_what_is_none(visitor):
    page = visitor.open("/?view=map")
    page.wait_for_function("document.querySelectorAll('.picture-plot .choroplethlayer path').length > 0")
    marks = drawn(visitor, "scattergeo")
    assert "US" in marks
    assert "unknown" not in marks
    beside = page.locator(".picture-places section", has_text="Not on the map")
    expect(beside).to_contain_text(re.compile(r"Place unknown\s*\d+ recipients"))
    expect(page.locator("#counter")).to_contain_text(
        re.compile(r"\d+ countries on the map, \d+ places? beside it")
    )


def test_a_country_of_the_map_filters_by_it_and_chosen_again_no_more(visitor):
    page = visitor.open("/?view=map")
    rows = page.locator("#answer tbody tr")
    everything = rows.count()
    page.wait_for_function("document.querySelectorAll('.picture-plot .scattergeo path.point').length > 0")
    box = page.evaluate(
        """() => {
          const plot = document.querySelector(".picture-plot");
          plot.scrollIntoView({ block: "center" });
          const trace = plot.data.find((one) => one.type === "scattergeo" && one.customdata.includes("BR"));
          const at = trace.customdata.indexOf("BR");
          const [x, y] = plot._fullLayout.geo._subplot.projection([trace.lon[at], trace.lat[at]]);
          const { left, top } = plot.getBoundingClientRect();
          return [left + x, top + y];
        }"""
    )
    page.mouse.move(*box)
    page.wait_for_timeout(100)
    page.mouse.click(*box)
    visitor.settled()
    assert "country=BR" in page.url
    assert 0 < rows.count() < everything
    page.get_by_role("button", name=re.compile("Brazil")).click()
    visitor.settled()
    assert "country=" not in page.url
    assert rows.count() == everything


def test_the_unknown_is_asked_about_by_keyboard(visitor):
    page = visitor.open(MAP)
    page.get_by_role("button", name=re.compile("Place unknown")).focus()
    page.keyboard.press("Enter")
    visitor.settled()
    assert "country=unknown" in page.url
    expect(page.get_by_role("combobox", name="Place", exact=True)).to_have_value("Place unknown")


def test_the_outlines_come_from_this_server(visitor):
    asked = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.open("/?view=map")
    visitor.page.wait_for_function(
        "document.querySelectorAll('.picture-plot .choroplethlayer path').length > 0"
    )
    assert f"{visitor.site.address}/static/topojson/world_110m.json" in asked
    assert [url for url in asked if not url.startswith((visitor.site.address, "data:", "blob:"))] == []


@WINDOWS
def test_both_views_are_accessible_and_no_wider_than_the_window(chromium, site, theme, viewport):
    with visiting(chromium, site, viewport=viewport, color_scheme=theme) as visitor:
        for path in ("/?view=flow", "/?view=map&node=clustdoc:documents", "/?view=map&country=AQ"):
            page = visitor.open(path)
            assert violations(page, whole=False) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path


def test_the_theme_reaches_the_views_and_a_picture_can_be_saved(visitor):
    page = visitor.open("/?view=map")
    page.get_by_label("Theme").select_option("dark")
    visitor.settled()
    assert page.evaluate("document.querySelector('.picture-plot').layout.paper_bgcolor") == "#12151c"
    page.get_by_role("button", name="Zoom in").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as an image").click()
    assert download.value.suggested_filename == "vendorgraph-map.png"
    page.get_by_label("Theme").select_option("auto")
