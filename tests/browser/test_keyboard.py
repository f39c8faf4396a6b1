"""Everything on the page can be reached and done without a mouse."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import NARROW, visiting

FOCUSED = """() => {
  const at = document.activeElement;
  return at.getAttribute("aria-label") || at.getAttribute("name") || at.id || at.innerText.trim();
}"""


def walk(page, steps):
    """The names of what Tab reaches, in order."""
    found = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    return found


def test_tab_reaches_every_control_in_reading_order(visitor):
    page = visitor.open("/")
    page.evaluate("document.activeElement.blur()")
    reached = walk(page, 60)
    wanted = [
        "Skip to the content", "Category of data", "Source", "Day", "Place", "role", "certainty", "depth", "colour",
        "include", "reset", "Show all", "Find in the network", "Zoom in", "Zoom out", "Show all of the drawing",
        "Save as an image", "canvas", "csv", "json",
    ]  # fmt: skip
    places = [next((i for i, name in enumerate(reached) if name.startswith(label)), None) for label in wanted]
    assert None not in places, [label for label, place in zip(wanted, places, strict=True) if place is None]
    assert places == sorted(places)


def test_the_skip_link_leads_past_the_bar(visitor):
    page = visitor.open("/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_has_focus_is_outlined(visitor):
    page = visitor.open("/")
    page.get_by_label("Role", exact=True).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_question_is_asked_with_the_keyboard_alone(visitor):
    page = visitor.open("/")
    page.get_by_role("combobox", name="Category of data").focus()
    page.keyboard.type("health and")
    expect(page.locator(".options").get_by_role("option").first).to_be_visible()
    expect(page.get_by_role("combobox", name="Category of data")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    visitor.settled()
    assert "category=" in page.url


def test_escape_leaves_a_list_as_it_was(visitor):
    page = visitor.open("/")
    box = page.get_by_role("combobox", name="Source", exact=True)
    box.focus()
    page.keyboard.type("zzz")
    page.keyboard.press("Escape")
    expect(box).to_have_value("Example Clinic (fictional)")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_arrows_walk_the_drawing_along_flows_and_within_a_tier(visitor):
    page = visitor.open("/")
    page.locator("#canvas").focus()
    page.keyboard.press("Home")
    visitor.settled()
    source = page.evaluate("location.search")
    assert "node=example-clinic" in source
    page.keyboard.press("ArrowRight")
    visitor.settled()
    first = page.evaluate("location.search")
    assert first != source
    page.keyboard.press("ArrowDown")
    visitor.settled()
    assert page.evaluate("location.search") not in (first, source)
    page.keyboard.press("ArrowUp")
    visitor.settled()
    assert page.evaluate("location.search") == first
    page.keyboard.press("ArrowLeft")
    visitor.settled()
    assert page.evaluate("location.search") == source
    expect(page.locator("#live")).to_contain_text("source")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "facts"


def test_escape_in_the_drawing_leaves_the_selection(visitor):
    page = visitor.open("/?node=clustdoc:documents")
    page.locator("#canvas").focus()
    page.keyboard.press("Escape")
    visitor.settled()
    assert "node=" not in page.url


def test_zooming_by_key_and_back(visitor):
    page = visitor.open("/")
    width = "document.querySelector('#plot').layout.xaxis.range.reduce((a, b) => b - a)"
    before = page.evaluate(width)
    page.locator("#canvas").focus()
    page.keyboard.press("+")
    page.wait_for_function(f"{width} < {before} * 0.9")
    page.keyboard.press("0")
    page.wait_for_function(f"Math.abs({width} - {before}) < 1e-6")


def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(visitor):
    page = visitor.open("/")
    width = "document.querySelector('#plot').layout.xaxis.range.reduce((a, b) => b - a)"
    before = page.evaluate(width)
    page.mouse.move(*visitor.point_of("node", "clustdoc:documents"))
    page.mouse.wheel(0, 200)
    page.wait_for_function("window.scrollY > 0")
    assert page.evaluate(width) == before


def test_the_answer_is_announced(visitor):
    page = visitor.open("/")
    expect(page.locator("#live")).to_contain_text("recipients")
    page.get_by_label("Certainty", exact=True).select_option("stated")
    expect(page.locator("#live")).to_contain_text("place not known")


def test_a_node_beyond_the_edge_of_a_wide_drawing_comes_into_sight(chromium, site):
    with visiting(chromium, site, viewport=NARROW) as visitor:
        page = visitor.open("/?depth=100")
        nodes = page.evaluate("vendorgraphFigure.meta.nodes.map((one) => one.id)")
        assert page.locator("#canvas").evaluate("(canvas) => canvas.scrollLeft") == 0
        visitor.open(f"/?depth=100&node={nodes[-1]}")
        x = page.evaluate(
            """(id) => {
              const plot = document.querySelector("#plot");
              const trace = plot.data[0];
              const { left } = plot.querySelector(".nsewdrag").getBoundingClientRect();
              return left + plot._fullLayout.xaxis.d2p(trace.x[trace.customdata.indexOf(id)]);
            }""",
            nodes[-1],
        )
        assert page.locator("#canvas").evaluate("(canvas) => canvas.scrollLeft") > 0
        assert 0 < x < NARROW["width"]
