"""A violation in one sentence: what of whose data goes to whom, where, and what is missing."""

from __future__ import annotations

from typing import Any

from vendorgraph.analysis.policies.language import Rule
from vendorgraph.analysis.question import View
from vendorgraph.analysis.rules.facts import listed
from vendorgraph.model import places

_STATUS = {
    "not_covered": "the transfer is not covered",
    "not_evaluable": "whether the transfer is covered cannot be told",
    "covered": "the transfer is covered",
    "not_a_transfer": "this is no transfer to a third country",
}


def sentence(view: View, rule: Rule, row: dict[str, Any]) -> str:
    """What the rule caught, as one sentence and its path."""
    verb = "goes" if row["certainty"] == "stated" else "may go"
    what = listed(row["categories"]["stated" if row["certainty"] == "stated" else "possible"])
    whom = f"{row['recipient']['name']} ({row['to']})"
    law = _STATUS[row["transfer"]["status"]]
    if row["transfer"]["reason"]:
        law += f" ({row['transfer']['reason']})"
    elif row["transfer"]["by"]:
        law += f" by {row['transfer']['by']}"
    steps = [row["source"], *(hop["to"] for hop in row["path"])]
    way = " -> ".join(steps)
    return f"{what} of {_who(view, row['source'])} {verb} to {whom}{_where(rule, row)}; {law}. Path: {way}."


def _who(view: View, processing: str) -> str:
    return f"{view.snapshot.party_of(processing)['name']} ({processing})"


def _where(rule: Rule, row: dict[str, Any]) -> str:
    found = list(dict.fromkeys(entry["place"] for entry in row["places"]))
    if not found:
        return ""
    said = (
        ", where is not recorded"
        if found == [places.UNKNOWN]
        else f" in {listed(_name(place) for place in found)}"
    )
    outside = rule.tests.get("outside")
    return f"{said}, not shown to lie in {' or '.join(outside)}" if outside else said


def _name(place: str) -> str:
    if place == places.UNKNOWN:
        return "a place that is not recorded"
    return f"{places.name(place)} ({place})" if places.is_country(place) else place
