"""`vendorgraph drift`: a published list against the graph, and two versions against each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, answer

LISTS = Path(__file__).parent.parent / "fixtures" / "lists"
SHOP = """vendorgraph: 1
inventory: shop
parties:
  - id: shop
    name: Shop
    own: true
    processings: [{id: "shop:orders", name: Orders, capacity: controller}]
"""
LIST = """| Vendor | Purpose | Location |
|---|---|---|
| Stripe | Payments | Ireland |
| Hetzner | Hosting | Germany |
"""


@pytest.fixture
def shop(run: Run) -> Run:
    Path("shop.yaml").write_text(SHOP, "utf-8")
    Path("list.md").write_text(LIST, "utf-8")
    assert run("apply", "shop.yaml").exit_code == 0
    assert run("import", "list.md", "--as", "shop:orders").exit_code == 0
    return run


def test_the_list_that_was_imported_does_not_differ(shop: Run) -> None:
    result = shop("drift", "list.md", "--as", "shop:orders", "--json")
    assert result.exit_code == 0
    assert (answer(result)["same"], answer(result)["different"]) == (2, False)


def test_differences_tell_the_reach_that_they_open_and_close(shop: Run) -> None:
    newer = LIST.replace("Ireland", "Ireland, United States").replace(
        "| Hetzner | Hosting | Germany |", "| Twilio | SMS | Brazil |"
    )
    Path("newer.md").write_text(newer, "utf-8")
    result = shop("drift", "newer.md", "--as", "shop:orders", "--json")
    assert result.exit_code == 1
    found = answer(result)
    assert [(one["party"], one["places"]) for one in found["changed"]] == [
        ("stripe", {"before": ["IE"], "after": ["IE", "US"]})
    ]
    assert [one["party"] for one in found["added"]] == ["twilio"]
    assert [one["party"] for one in found["removed"]] == ["hetzner"]
    assert any(row["what"] == "recipients" for row in found["added"][0]["reach"]["opens"])
    assert {row.get("country") for row in found["changed"][0]["reach"]["opens"]} >= {"US"}
    assert any(row["what"] == "recipients" for row in found["removed"][0]["reach"]["closes"])
    assert answer(shop("exposure", "--from", "shop", "--json"))["totals"]["recipients"] == 2


def test_two_versions_are_compared_without_the_graph(run: Run) -> None:
    old, new = (
        str(LISTS / "github" / name) for name in ("2026-01-27_6d2dbaddfc.md", "2026-03-11_7e4eebcc6f.md")
    )
    result = run("drift", old, new)
    assert result.exit_code == 1
    assert "+ Tines Automation Inc. (tines-automation): places none -> US" in result.stdout
    assert "~ Microsoft (microsoft): places US -> US, CA" in result.stdout
    assert run("drift", old, old).exit_code == 0


def test_it_asks_for_the_processing_that_lists(run: Run) -> None:
    Path("list.md").write_text(LIST, "utf-8")
    result = run("drift", "list.md")
    assert (result.exit_code, "--as PROCESSING" in result.stderr) == (2, True)
    assert "there is no processing" in run("drift", "list.md", "--as", "nobody:nothing").stderr


def test_our_own_public_page_is_compared_like_any_list(shop: Run) -> None:
    Path("page.html").write_text(
        "<h1>Our subprocessors</h1><table><tr><th>Name</th><th>Purpose</th><th>Country</th></tr>"
        "<tr><td>Stripe</td><td>Payments</td><td>Ireland</td></tr></table>",
        "utf-8",
    )
    found = answer(shop("drift", "page.html", "--as", "shop:orders", "--json"))
    assert [one["party"] for one in found["removed"]] == ["hetzner"]


def test_reach_that_is_not_looked_at_is_said(shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("newer.md").write_text(f"{LIST}| Twilio | SMS | Brazil |\n", "utf-8")
    asked = ("drift", "newer.md", "--as", "shop:orders")
    assert "more (--json lists" not in shop(*asked).stdout
    monkeypatch.setattr("vendorgraph.cli.importing.SHOWN", 0)
    assert "      … and opens 2 more (--json lists all)" in shop(*asked).stdout
    monkeypatch.setattr("vendorgraph.exchange.drift.ROWS", 0)
    assert "more (--json lists up to a bound)" in shop(*asked).stdout
