"""The review page with the demo: what needs attention, on what evidence, and what somebody decides about it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visitor, visiting

BOX = "recipient-misnamed"


def day(after: int = 0) -> dt.date:
    """The day so many days from now; asked anew each time, because tests may run over midnight."""
    return dt.datetime.now(dt.UTC).date() + dt.timedelta(after)


def asked(visitor: Visitor, path: str) -> Any:
    """What the REST interface answers to the signed-in reader."""
    answer = visitor.page.request.get(f"{visitor.site.address}/api/v1{path}")
    assert answer.ok, answer.text()
    return answer.json()


def opened(visitor: Visitor, path: str = "/review") -> Page:
    """The page, once all its parts have answered."""
    visitor.page.goto(visitor.site.address + path)
    read(visitor.page)
    return visitor.page


def read(page: Page) -> None:
    page.wait_for_selector("#app:not(:has([aria-busy]))")
    page.wait_for_selector("#app:not(:has(.group-body .loading, .finding-body .loading))")


def tile(page: Page, label: str) -> str:
    return page.locator(".tile", has_text=label).locator(".tile-value").inner_text()


@pytest.fixture
def undecided(visitor: Visitor) -> Visitor:
    """A visitor after whom no decision is left."""
    yield visitor
    for one in asked(visitor, "/decisions")["items"]:
        address = f"{visitor.site.address}/api/v1/decisions/{one['id']}"
        etag = visitor.page.request.get(address).headers["etag"]
        headers = {"If-Match": etag, "Authorization": f"Bearer {visitor.site.token}"}
        assert visitor.page.request.delete(address, headers=headers).status == 204


def test_it_counts_what_the_interface_counts(visitor):
    page = opened(visitor)
    found = asked(visitor, "/findings?state=open&page_size=1")
    for level in ("high", "medium", "low"):
        assert tile(page, f"{level.capitalize()} severity") == str(found["counts"][level])
    assert tile(page, "Reviews overdue") == str(asked(visitor, "/review-schedule")["totals"]["overdue"])
    past = f"from_date={day(-90)}&to_date={day()}"
    assert tile(page, "Changes") == str(asked(visitor, f"/feed?{past}")["_vendorgraph"]["total"])
    rules = [row for row in found["rules"] if row["kept"]]
    expect(page.locator("details.group")).to_have_count(len(rules))
    expect(page.locator("#findings-counter")).to_have_text(
        f"{found['total']} findings by {len(rules)} rules of {len(found['rules'])}"
    )


def test_a_rule_is_headed_by_what_it_finds_and_by_no_code(visitor):
    page = opened(visitor)
    titles = {row["title"] for row in asked(visitor, "/findings?page_size=1")["rules"]}
    assert set(page.locator("details.group h3").all_inner_texts()) <= titles


def test_both_pages_lead_to_each_other(visitor):
    page = opened(visitor)
    navigation = page.get_by_role("navigation", name="Main")
    expect(navigation.get_by_role("link", name="Review")).to_have_attribute("aria-current", "page")
    navigation.get_by_role("link", name="Network").click()
    visitor.settled()
    navigation.get_by_role("link", name="Review").click()
    expect(page.get_by_role("heading", name="Findings")).to_be_visible()


def test_a_finding_shows_its_evidence_and_where_it_stands_in_the_network(visitor):
    page = opened(visitor)
    page.locator(f"[data-rule={BOX}] > summary").click()
    group = page.locator(f"[data-rule={BOX}]")
    expect(group).to_contain_text("1 of 128 disclosures that quote a name")
    for label in ("Why it matters", "How to fix it", "Reference"):
        expect(group.locator("dt", has_text=label)).to_be_visible()
    group.locator("details.finding > summary").click()
    expect(group.locator(".evidence")).to_contain_text("lines 137–139")
    link = group.get_by_role("link", name=re.compile("→ Box: Box"))
    link.click()
    visitor.settled()
    expect(page.locator("#facts h2")).to_contain_text("Box")


def test_filters_reach_the_address_and_narrow_what_is_shown(visitor):
    page = opened(visitor)
    page.get_by_label("Severity").select_option("high")
    read(page)
    assert "severity=high" in page.url
    found = asked(visitor, "/findings?severity=high&state=open&page_size=1")
    expect(page.locator("details.group")).to_have_count(sum(row["kept"] > 0 for row in found["rules"]))
    page.get_by_label("Rule").select_option(BOX)
    read(page)
    expect(page.locator("details.group")).to_have_count(1)
    expect(page.locator("details.finding")).to_have_count(1)
    page.go_back()
    read(page)
    expect(page.get_by_label("Rule")).to_have_value("")
    page.get_by_role("button", name="Reset").click()
    read(page)
    assert page.url.endswith("/review")


def test_a_party_narrows_everything_and_shows_its_score(visitor):
    page = opened(visitor)
    expect(page.locator("#risk")).to_be_hidden()
    page.get_by_role("combobox", name="Party").click()
    page.keyboard.type("clust technologies")
    page.get_by_role("option", name=re.compile("Clustdoc")).first.click()
    read(page)
    assert "party=clustdoc" in page.url
    score = asked(visitor, "/parties/clustdoc/risk")["score"]
    expect(page.locator("#risk-counter")).to_have_text(f"{score} of 100 points")
    expect(page.locator("#reviews tbody tr")).to_have_count(1)
    high = asked(visitor, "/findings?party=clustdoc&state=open&page_size=1")["counts"]["high"]
    assert tile(page, "High severity") == str(high)


def test_the_address_is_the_whole_state(visitor):
    page = opened(visitor)
    page.locator(f"[data-rule={BOX}] > summary").click()
    page.locator("details.finding > summary").click()
    read(page)
    mark = page.locator("details.finding").get_attribute("data-finding")
    page.get_by_label("Period").select_option("365")
    page.get_by_role("button", name=re.compile("never reviewed")).click()
    read(page)
    page.goto(page.url)
    read(page)
    expect(page.locator(f"details.finding[data-finding='{mark}']")).to_have_attribute("open", "")
    expect(page.get_by_label("Period")).to_have_value("365")
    assert page.locator("#reviews tbody tr").count() == asked(visitor, "/review-schedule")["total"]


def test_an_earlier_day_has_other_findings(visitor):
    page = opened(visitor, "/review?as_of=2020-07-15&rule=reliance-on-invalid-mechanism&party=clustdoc")
    expect(page.locator("#findings .nothing")).to_contain_text("No finding is like this.")
    opened(visitor, "/review?as_of=2020-10-30&rule=reliance-on-invalid-mechanism&party=clustdoc")
    expect(page.locator("details.finding")).to_have_count(2)


def test_what_changed_is_told_with_its_proof_and_can_be_subscribed_to(visitor):
    page = opened(visitor, "/review?party=example-transcription&as_of=2020-08-01")
    item = page.locator(
        "details.item", has_text=re.compile("Privacy Shield|no longer|not covered", re.I)
    ).first
    item.locator("summary").click()
    for label in ("What", "For whom", "Why it matters", "What to do"):
        expect(item.locator("dt", has_text=re.compile(f"^{label}$"))).to_be_visible()
    proof = item.get_by_role("link", name="Proof").get_attribute("href")
    assert page.request.get(visitor.site.address + proof).ok
    page.get_by_label("Period").select_option("7")
    read(page)
    expect(page.locator("#changes .nothing")).to_contain_text("Nothing changed, as far as is recorded")
    links = page.locator("#changes .links")
    href = links.get_by_role("link", name="CSV").get_attribute("href")
    assert "party=example-transcription&as_of=2020-08-01&from_date=2020-07-25&to_date=2020-08-01" in href
    for name, query in (("JSON Feed", "?party=example-transcription"), ("Atom", ""), ("calendar", "")):
        href = links.get_by_role("link", name=name).get_attribute("href")
        assert href.endswith(query)
        assert "_date" not in href, "who subscribes wants what is to come"
        assert page.request.get(visitor.site.address + href).ok


def test_reviews_due_are_told_the_most_urgent_first(visitor):
    page = opened(visitor)
    rows = page.locator("#reviews tbody tr")
    expect(rows.first).to_contain_text("Overdue")
    expect(page.get_by_role("row", name=re.compile("37signals"))).to_contain_text("Approved with conditions")
    before = rows.count()
    page.get_by_role("button", name=re.compile("Show 88 vendors never reviewed")).click()
    read(page)
    assert rows.count() == before + 88
    expect(rows.first).to_contain_text("Overdue")


def test_a_decision_says_what_it_lacks_and_nothing_is_recorded(undecided):
    page = opened(undecided, f"/review?rule={BOX}")
    page.locator("details.finding > summary").click()
    form = page.get_by_role("form", name="Decide about this finding")
    button = form.get_by_role("button", name="Record the decision")
    button.click()
    expect(form.get_by_role("alert")).to_have_text("Say on which day the acceptance ends.")
    expect(form.get_by_label("Accepted until before")).to_be_focused()
    form.get_by_label("Accepted until before").fill(day().isoformat())
    button.click()
    expect(form.get_by_role("alert")).to_contain_text("must end after today")
    form.get_by_label("Accepted until before").fill(day(30).isoformat())
    button.click()
    expect(form.get_by_role("alert")).to_contain_text("Say why")
    expect(form.get_by_label("Reason")).to_have_attribute("aria-invalid", "true")
    assert asked(undecided, "/decisions")["items"] == []


def test_a_decision_is_recorded_and_another_can_follow(undecided):
    page = opened(undecided, f"/review?rule={BOX}")
    before, until = day(), day(30).isoformat()
    page.locator("details.finding > summary").click()
    form = page.get_by_role("form", name="Decide about this finding")
    form.get_by_label("Accepted until before").fill(until)
    form.get_by_label("Reason").fill("Box was asked")
    form.get_by_role("button", name="Record the decision").click()
    expect(page.locator("#findings .nothing")).to_be_visible()
    (kept,) = asked(undecided, "/decisions")["items"]
    assert (kept["status"], kept["until"], kept["reason"]) == ("accepted", until, "Box was asked")
    assert before <= dt.date.fromisoformat(kept["decided_on"]) <= day()
    page.get_by_label("State").select_option("accepted")  # the address still names the finding, so it is open
    read(page)
    expect(page.locator(".standing")).to_contain_text(f"Accepted until before {until}")
    expect(page.locator(".standing")).to_contain_text("Box was asked")
    page.wait_for_timeout(1100)  # ids of decisions tell seconds
    form.get_by_label("Decision", exact=True).select_option("false_positive")
    expect(form.get_by_label("Accepted until before")).to_be_hidden()
    form.get_by_label("Reason").fill("Box and Dropbox are one here")
    form.get_by_role("button", name="Record the decision").click()
    expect(page.locator("#findings .nothing")).to_be_visible()
    (now,) = asked(undecided, f"/findings?rule={BOX}")["items"]
    assert (now["state"], now["decision"]["reason"]) == ("false_positive", "Box and Dropbox are one here")


def test_who_may_only_read_is_told_so(chromium, site):
    made = chromium.new_context().request.post(
        f"{site.address}/api/v1/tokens",
        headers={"Authorization": f"Bearer {site.token}"},
        data={"name": "reader", "role": "viewer"},
    )
    with visiting(chromium, Site(site.address, made.json()["token"])) as visitor:
        page = opened(visitor, f"/review?rule={BOX}")
        page.locator("details.finding > summary").click()
        expect(page.locator(".finding-body")).to_contain_text("deciding needs the role editor")
        expect(page.get_by_role("button", name="Record the decision")).to_have_count(0)


def test_it_works_by_keyboard_alone(visitor):
    page = opened(visitor, "/review?severity=high")
    page.locator("details.group > summary").first.focus()
    page.keyboard.press("Enter")
    read(page)
    page.keyboard.press("Tab")
    finding = page.locator("details.finding").first
    expect(finding.locator("> summary")).to_be_focused()
    page.keyboard.press("Space")
    expect(finding.get_by_role("heading", name="Evidence")).to_be_visible()


def test_many_findings_of_a_rule_come_page_by_page(visitor):
    rule = "transfer-not-evaluable"
    page = opened(visitor, f"/review?rule={rule}")
    found = asked(visitor, f"/findings?rule={rule}&state=open&page_size=500")
    findings = page.locator("details.finding")
    expect(findings).to_have_count(50)
    page.get_by_role("button", name=f"Show 50 more of {found['total']} findings").click()
    expect(findings).to_have_count(100)
    expect(page.locator("details.finding > summary").nth(50)).to_be_focused()
    last = found["items"][-1]["fingerprint"]
    page = opened(visitor, f"/review?open={rule}&finding={last}")
    expect(findings).to_have_count(found["total"])
    expect(page.locator(f"[data-finding='{last}']")).to_have_attribute("open", "")


def test_a_refusal_is_shown_as_the_server_says_it(visitor):
    page = opened(visitor, "/review?party=nobody-at-all")
    expect(page.get_by_role("alert")).to_contain_text("nobody-at-all")
    page.get_by_role("button", name="Back to everything open").click()
    read(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    visitor.complaints.clear()  # the browser itself notes the 422
