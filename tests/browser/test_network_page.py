"""The network page with the demo: what a reader asks, sees, opens, shares and takes away."""

from __future__ import annotations

import csv
import io
import re

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

HEALTH = "user.health_and_medical"
HOST = "example-clinic:patient-intake--clustdoc:documents"


def parameters(visitor: Visitor) -> str:
    return visitor.page.evaluate("location.search")


def choose(visitor: Visitor, label: str, text: str, option: str) -> None:
    """Type into a combobox and take an option by its name."""
    visitor.page.get_by_role("combobox", name=label, exact=True).click()
    visitor.page.keyboard.type(text)
    visitor.page.locator(".options").get_by_role("option", name=re.compile(option)).first.click()
    visitor.settled()


def test_it_opens_on_the_own_organisation_two_flows_deep(visitor):
    page = visitor.open("/")
    expect(page.get_by_role("combobox", name="Source", exact=True)).to_have_value(
        "Example Clinic (fictional)"
    )
    assert "from=example-clinic" in parameters(visitor)
    expect(page.locator("#plot")).to_contain_text("Tier 2")
    assert "Tier 3" not in page.locator("#plot").inner_text()
    expect(page.locator("#counter")).to_contain_text(re.compile(r"\d+ of \d+ processings, \d+ of \d+ flows"))


def test_show_all_leaves_nothing_hidden(visitor):
    page = visitor.open("/")
    page.get_by_role("button", name="Show all", exact=True).click()
    expect(page.locator("#counter")).to_have_text(re.compile(r"^\d+ processings, \d+ flows$"))
    expect(page.locator("#plot")).to_contain_text("Tier 3")


def test_a_category_changes_the_address_and_the_answer(visitor):
    page = visitor.open("/")
    before = page.locator(".tile-value").first.inner_text()
    choose(visitor, "Category of data", "health and", "Health and medical data")
    assert f"category={HEALTH}" in parameters(visitor)
    expect(page.locator(".tile-value").first).not_to_have_text(before)
    page.go_back()
    expect(page.locator(".tile-value").first).to_have_text(before)


def test_every_filter_reaches_the_address_and_narrows_the_answer(visitor):
    page = visitor.open("/")
    rows = page.locator("#answer tbody tr")
    everything = rows.count()
    for label, value, name in (("Role", "subprocessor", "role"), ("Certainty", "stated", "certainty")):
        page.get_by_label(label, exact=True).select_option(value)
        visitor.settled()
        assert f"{name}={value}" in parameters(visitor)
    choose(visitor, "Place", "outside the eea", "Outside the EEA")
    assert "outside=EEA" in parameters(visitor)
    assert 0 < rows.count() < everything
    page.get_by_role("button", name="Reset").click()
    expect(rows).to_have_count(everything)


def test_the_countries_counted_are_those_of_the_rows_shown(visitor):
    page = visitor.open("/?from=example-clinic&role=joint_controller")
    expect(page.locator("#answer tbody tr")).to_have_count(1)
    expect(page.locator(".tile", has_text="Countries")).to_have_text(re.compile("1Switzerland"))


def test_a_reload_keeps_the_whole_state(visitor):
    page = visitor.open(
        "/?from=clustdoc-customers&category=user&certainty=possible&colour=country&depth=3&sort=-party&node=clustdoc:documents"
    )
    address, answer = page.url, page.locator("#answer").inner_text()
    page.reload()
    visitor.settled()
    assert page.url == address
    assert page.locator("#answer").inner_text() == answer
    expect(page.locator("#facts h2")).to_have_text("Clustdoc")
    expect(page.get_by_label("Colour by")).to_have_value("country")
    expect(page.get_by_role("combobox", name="Category of data")).to_have_value("User data")


def test_another_source_is_found_by_an_alias(visitor):
    visitor.open("/")
    choose(visitor, "Source", "clust technologies", "Clustdoc")
    assert "from=clustdoc" in parameters(visitor)


def test_planned_flows_count_only_when_asked_for(visitor):
    page = visitor.open("/?from=clustdoc-customers")
    rows = page.locator("#answer tbody tr")
    before = rows.count()
    page.get_by_label("Include planned flows").check()
    visitor.settled()
    assert "include=planned" in parameters(visitor)
    assert rows.count() > before


def test_a_condition_is_switched_for_this_question_only(visitor):
    page = visitor.open("/?from=clustdoc")
    assert "sold" not in parameters(visitor)
    before = page.locator("#answer tbody tr").count()
    page.locator("#conditions summary").click()
    page.get_by_label(re.compile("Clustdoc is sold")).check()
    visitor.settled()
    assert "context=" in parameters(visitor)
    assert page.locator("#answer tbody tr").count() > before


def test_an_earlier_day_gives_other_recipients(visitor):
    page = visitor.open("/?from=github:product")
    today = page.locator("#answer").inner_text()
    page.get_by_label("Day", exact=True).fill("2024-01-01")
    visitor.settled()
    assert "as_of=2024-01-01" in parameters(visitor)
    assert page.locator("#answer").inner_text() != today


def test_a_click_on_a_node_opens_its_facts_with_document_and_lines(visitor):
    page = visitor.open("/")
    page.mouse.click(*visitor.point_of("node", "clustdoc:documents"))
    visitor.settled()
    assert "node=clustdoc:documents" in parameters(visitor)
    facts = page.locator("#facts")
    expect(facts.locator("h2")).to_have_text("Clustdoc")
    expect(facts).to_contain_text("How it gets there")
    expect(facts).to_contain_text("Clustdoc privacy policy")
    expect(facts).to_contain_text(re.compile(r"lines? \d"))
    expect(facts.get_by_role("link", name="proof").first).to_have_attribute(
        "href", re.compile("/api/v1/exposure/proof")
    )
    expect(page.locator("tr.selected").first).to_contain_text("Clustdoc")


def test_a_click_on_a_flow_opens_its_facts_with_document_and_lines(visitor):
    page = visitor.open("/")
    page.mouse.click(*visitor.point_of("flow", HOST))
    visitor.settled()
    assert f"flow={HOST}" in parameters(visitor)
    facts = page.locator("#facts")
    expect(facts.locator("h2")).to_have_text("Example Clinic (fictional) → Clustdoc")
    for heading in ("What goes", "Where and under what", "On what it hangs", "Role", "Evidence", "Exposure"):
        expect(facts.get_by_role("heading", name=heading)).to_be_visible()
    expect(facts).to_contain_text(re.compile(r"lines? \d"))
    expect(facts.get_by_role("link", name="flow")).to_have_attribute(
        "href", re.compile("/api/v1/flows/example-clinic")
    )


def test_an_instrument_that_was_struck_down_is_said_to_cover_nothing(visitor):
    page = visitor.open(
        "/?from=example-clinic&flow=example-clinic:patient-intake--example-transcription:letters"
    )
    facts = page.locator("#facts")
    expect(facts).to_contain_text("PRIVACY-SHIELD-EU, not verified, does not cover this transfer on the day")
    expect(facts).to_contain_text("DPF-EU, not verified, covers this transfer")


def test_the_flow_under_the_pointer_is_the_one_that_is_drawn_there(visitor):
    """Nine of ten at least: where curves cross, the nearer one is as right."""
    page = visitor.open("/")
    flows = page.evaluate("vendorgraphFigure.meta.flows.flatMap((one) => one.ids)")
    nodes = page.evaluate("Object.fromEntries(vendorgraphFigure.meta.nodes.map((one) => [one.id, one.name]))")
    chosen = flows[:: max(1, len(flows) // 10)][:10]
    right = 0
    for flow in chosen:
        page.mouse.move(*visitor.point_of("flow", flow))
        page.wait_for_timeout(60)
        start, end = re.split("--", flow.split("~")[0], maxsplit=1)
        right += page.locator("#tip").inner_text().startswith(f"{nodes[start]} → {nodes[end]}")
    assert right >= len(chosen) - 1


def test_pointing_at_a_flow_says_what_it_is(visitor):
    page = visitor.open("/")
    page.mouse.move(*visitor.point_of("flow", HOST))
    expect(page.locator("#tip")).to_contain_text("Example Clinic (fictional) → Clustdoc")


def test_a_click_beside_everything_leaves_the_selection(visitor):
    page = visitor.open("/?node=clustdoc:documents")
    page.locator("#plot").evaluate("(plot) => plot.scrollIntoView({ block: 'end' })")
    box = page.locator("#plot").bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] - 14)
    visitor.settled()
    assert "node=" not in parameters(visitor)


def test_expanding_a_node_draws_its_onward_recipients(visitor):
    page = visitor.open("/?node=github:product")
    drawn = len(page.evaluate("document.querySelector('#plot').data[0].x"))
    page.get_by_role("button", name=re.compile(r"Show its onward recipients \(\d+ flows\)")).click()
    visitor.settled()
    assert "expand=github:product" in parameters(visitor)
    assert len(page.evaluate("document.querySelector('#plot').data[0].x")) > drawn + 10


def test_a_recipient_that_is_not_drawn_is_revealed_from_its_row(visitor):
    page = visitor.open("/")
    row = page.locator("#answer tbody tr", has_text="not drawn").first
    name = row.locator("th button").inner_text()
    row.locator("th button").click()
    visitor.settled()
    expect(page.locator("#facts h2")).to_have_text(name)
    expect(page.locator("tr.selected .undrawn")).to_have_count(0)
    assert "expand=" in parameters(visitor)


def test_a_party_is_found_in_the_network_by_another_name(visitor):
    page = visitor.open("/")
    box = page.get_by_role("combobox", name="Find in the network")
    box.click()
    page.keyboard.type("clust technologies")
    expect(page.locator(".options").get_by_role("option").first).to_contain_text("Clustdoc")
    page.keyboard.press("Enter")
    visitor.settled()
    expect(page.locator("#facts h2")).to_have_text("Clustdoc")


def test_a_row_of_the_table_opens_the_facts(visitor):
    page = visitor.open("/")
    page.get_by_role("row", name=re.compile("Example Payroll")).get_by_role(
        "button", name=re.compile("Example Payroll")
    ).first.click()
    visitor.settled()
    expect(page.locator("#facts h2")).to_contain_text("Example Payroll")


def test_the_table_sorts_both_ways_and_says_so(visitor):
    page = visitor.open("/")
    header = page.get_by_role("columnheader", name="Party")
    names = page.locator("#answer tbody th button")
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    up = [name.lower() for name in names.all_inner_texts()]
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    down = [name.lower() for name in names.all_inner_texts()]
    assert up[0] < up[-1]
    assert down[0] > down[-1]
    assert up[0] != down[0]
    assert "sort=-party" in parameters(visitor)
    expect(page.get_by_role("columnheader", name="Hops")).to_have_attribute("aria-sort", "none")


def test_the_table_comes_as_csv(visitor):
    page = visitor.open("/?from=clustdoc-customers&category=user")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8"))))
    assert len(rows) == page.locator("#answer tbody tr").count()
    assert any(row["party"] == "amazon-services-europe" and row["role"] == "subprocessor" for row in rows)


def test_a_refusal_is_shown_as_the_server_says_it(visitor):
    visitor.page.goto(visitor.site.address + "/?from=nobody-at-all")
    expect(visitor.page.get_by_role("alert")).to_contain_text("nobody-at-all")
    visitor.page.get_by_role("button", name="Back to the opening question").click()
    visitor.settled()
    expect(visitor.page.get_by_role("alert")).to_have_count(0)
    visitor.complaints.clear()  # the browser itself notes the 422


def test_an_answer_without_recipients_does_not_sound_harmless(visitor):
    page = visitor.open("/?country=AQ")
    expect(page.locator("#empty")).to_contain_text("not shown to be harmless")


def test_a_page_without_sign_in_leads_to_the_form_and_back(chromium, site):
    page = chromium.new_page()
    page.goto(f"{site.address}/?from=clustdoc&depth=3")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_label("API token").fill("vg_wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("unknown")
    page.get_by_label("API token").fill(site.token)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("from=clustdoc&depth=3"))
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.close()


def test_a_page_that_does_not_exist_says_so_in_the_same_dress(visitor):
    visitor.page.goto(visitor.site.address + "/nothing-here")
    expect(visitor.page.get_by_role("link", name="Back to the network")).to_be_visible()
    visitor.complaints.clear()  # the browser itself notes the 404
