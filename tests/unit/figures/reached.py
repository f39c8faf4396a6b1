"""Reached answers to draw, by hand."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def category(id_: str, certainty: str = "stated", *, group: str | None = None, special: bool = False) -> Row:
    """One category of a recipient, a group of its own unless told otherwise."""
    group = group or id_
    return {
        "id": id_,
        "group": {"id": group, "name": group.title()},
        "certainty": certainty,
        "special": special,
    }


def recipient(id_: str, categories: list[Row], places: list[str], **given: Any) -> Row:
    """One recipient with its categories in those places."""
    party = id_.split(":")[0]
    return {
        "id": id_,
        "party": party,
        "name": party.title(),
        "processing": "Service",
        "certainty": "stated",
        "categories": categories,
        "places": places,
        **given,
    }


def place(code: str, recipients: list[str], transfer: str = "covered", **given: Any) -> Row:
    """One place with its recipients, all stated and of one status."""
    statuses = {transfer: len(recipients)} if recipients else {}
    return {
        "place": code,
        "name": code,
        "transfer": transfer,
        "recipients": recipients,
        "stated": recipients,
        "statuses": statuses,
        **given,
    }


def answer(recipients: list[Row], places: list[Row]) -> Row:
    """An answer of 22 November 2026 about a clinic."""
    return {
        "as_of": "2026-11-22",
        "revision": 1,
        "sources": [{"id": "clinic:care", "party": "Clinic", "processing": "Care"}],
        "recipients": recipients,
        "places": places,
    }


def clinic() -> Row:
    """A host in two countries with health data, and a desk nobody knows the place of."""
    return answer(
        [
            recipient(
                "host:cloud",
                [category("health", special=True), category("email", "possible", group="contact")],
                ["FR", "US"],
            ),
            recipient("desk:support", [category("email", "possible", group="contact")], ["unknown"]),
        ],
        [
            place("FR", ["host:cloud"], "not_a_transfer"),
            place("US", ["host:cloud"], "not_covered", stated=[]),
            place("unknown", ["desk:support"], "not_evaluable", stated=[]),
        ],
    )
