"""JSON and YAML lists: keys of any spelling, groups, places that are objects, entries by name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.exchange.reading.shapes import said

FOUND = ["Quarzel Labs Ltd: IE US", "Mailvelo B.V.: FR"]


def entry(name: str, *countries: str, key: str = "name", **more: Any) -> dict[str, Any]:
    return {key: name, "purpose": "Operations", "countries": list(countries), **more}


ENTRIES = [entry("Quarzel Labs Ltd", "Ireland", "United States"), entry("Mailvelo B.V.", "France")]
PLACED = {
    "Quarzel Labs Ltd": [{"country": "Ireland", "role": "hosting"}, {"country": "USA", "role": "support"}],
    "Mailvelo B.V.": [{"city": "Lyon", "country": "France"}],
}


@pytest.mark.parametrize(
    "document",
    [
        ENTRIES,
        {"title": "Sub-processors", "contact": {"name": "Acme Privacy"}, "third_parties": ENTRIES},
        [{"category": "Operations", "sub-processors": ENTRIES[:1]}, {"category": "E-mail", "sub-processors": ENTRIES[1:]}],
        [{"name": "Operations", "vendors": ENTRIES[:1]}, {"name": "E-mail", "vendors": ENTRIES[1:]}],
        {"data": {"subprocessors": {"infrastructure": ENTRIES[:1], "e-mail": ENTRIES[1:]}}},
        {"data": {"subprocessors": {one["name"]: {"countries": one["countries"], "use": "Chat"} for one in ENTRIES}}},
        {"items": [{"title": one["name"], "use": "Chat", "location": one["countries"]} for one in ENTRIES]},
        [{"vendor": name, "use": "Chat", "processing_location": where} for name, where in PLACED.items()],
        {"Anbieter": {name: {"zweck": "Chat", "laender": where} for name, where in PLACED.items()}},
        {"sous-traitants": {name: {"usage": "Chat", "hebergement": where} for name, where in PLACED.items()}},
    ],
)  # fmt: skip
def test_every_entry_of_a_list_of_vendors_is_a_row(document: Any) -> None:
    assert said(json.dumps(document), "list.json") == FOUND


def test_a_page_that_begins_with_a_link_is_no_json() -> None:
    page = "[Skip to content](#main)\n\n# Subprocessors\n\n| Vendor | Location |\n|---|---|\n| Quarzel Ltd | Ireland |\n| Stripe | US |\n"
    assert said(page) == ["Quarzel Ltd: IE", "Stripe: US"]
