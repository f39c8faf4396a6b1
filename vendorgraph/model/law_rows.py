"""Rows of the law tables that an administrator adds: an adequacy decision, or the end of a shipped one.

The tables that ship with the package are never edited; a row of one's own either brings a decision
that they lack or says from which day a shipped one no longer serves (`ends`).
"""

from __future__ import annotations

from functools import cache

from vendorgraph.model import vocabulary
from vendorgraph.model.common_fields import ID
from vendorgraph.model.fields import Entity, Field, Link
from vendorgraph.model.hints import nearest_are
from vendorgraph.model.record import Document

#: Groups of exporters that may rely on a decision, by regime; without a choice a decision serves all of its regime.
EXPORTERS = {"EU": ("EU_MEMBER_STATES", "EEA_EFTA"), "UK": ("UK",), "CH": ("CH",)}
SCOPE_KINDS = ("whole", "inclusion", "exclusion", "certification")
#: What a decision of one's own is made of; the end of a shipped one says none of it.
_OF_A_DECISION = (
    "title",
    "decision",
    "regime",
    "country",
    "scope_kind",
    "framework",
    "exclusions",
    "exporters",
    "in_force_from",
)
_NEEDED = ("title", "regime", "country", "in_force_from")

ADEQUACY = Entity(
    "adequacy",
    "adequacy",
    "AdequacyDecision",
    "A row added to the law tables: an adequacy decision, or the end of one that ships with the program (`ends`).",
    (
        ID,
        Field("title", "text", "What the decision is about, as Kenya."),
        Field("decision", "text", "Number of the act, as (EU) 2027/1."),
        Field("regime", "enum", "Law on transfers that it belongs to.", values=tuple(EXPORTERS)),
        Field(
            "country",
            "country",
            "Country whose protection is found adequate.",
            link=Link("FINDS_ADEQUATE", ("Country",)),
        ),
        Field(
            "scope_kind",
            "enum",
            "Who is covered: all of the country, only recipients known to be in scope, all but those excluded, "
            "or only certified recipients; all when absent.",
            values=SCOPE_KINDS,
        ),
        Field(
            "framework",
            "ref",
            "Certification framework, as DPF-EU; with the scope certification only.",
            refers_to=("mechanism",),
            link=Link("CERTIFIED_BY", ("Mechanism",)),
        ),
        Field("exclusions", "text", "Who or what is excluded, with the scope exclusion only.", many=True),
        Field(
            "exporters",
            "enum",
            "Groups of exporters that may rely on it; all of the regime when absent.",
            many=True,
            values=tuple(group for groups in EXPORTERS.values() for group in groups),
        ),
        Field("in_force_from", "date", "First day on which it serves."),
        Field("until", "date", "First day on which it no longer serves; null = open."),
        Field("ends", "slug", "Id of the shipped row that no longer serves from `until` on, as eu-jp."),
        Field("reason", "text", "Why the row is added.", required=True),
        Field(
            "sources", "text", "Where it can be read: addresses or names of acts.", many=True, required=True
        ),
        Field("checked_on", "date", "Day on which the sources were read."),
    ),
    id_from=("regime", "country", "ends", "until"),
)


def completed(document: Document) -> Document:
    """A row with what it leaves to its regime: the scope `whole` and all groups of exporters."""
    if document["ends"] is not None:
        return document
    return document | {
        "scope_kind": document["scope_kind"] or "whole",
        "exporters": document["exporters"] or list(EXPORTERS[document["regime"]]),
    }


def contradictions(document: Document, *, partial: bool) -> dict[str, list[str]]:
    """What is wrong with a row as a whole, per field; of a `partial` one only what is stated in it."""
    errors: dict[str, list[str]] = {}
    if document.get("id") in vocabulary.shipped("adequacy"):
        errors["id"] = [
            f"{document['id']!r} ships with the program and stays as it is; to end it, record a row with an id "
            f"of its own, `ends: {document['id']}` and the day in `until`"
        ]
    if document.get("sources") == []:
        errors["sources"] = ["name at least one: an address or the name of the act"]
    if partial:
        return errors
    return errors | (_of_an_end(document) if document["ends"] is not None else _of_a_decision(document))


def _of_an_end(document: Document) -> dict[str, list[str]]:
    errors = {
        name: [f"is not said with `ends`; {document['ends']} keeps its own"]
        for name in _OF_A_DECISION
        if document[name] not in (None, [])
    }
    row = vocabulary.shipped("adequacy").get(document["ends"])
    if row is None:
        hint = nearest_are(document["ends"], vocabulary.shipped("adequacy"))
        return errors | {
            "ends": [f"{document['ends']!r} is no adequacy decision that ships with the program{hint}"]
        }
    return errors | _of_the_day(document["until"], row)


def _of_the_day(until: str | None, row: Document) -> dict[str, list[str]]:
    """Whether a day can end a shipped row."""
    first, end = row["periods"][0]["in_force_from"], row["periods"][-1]["until"]
    if until is None:
        return {"until": ["is required with `ends`: the first day on which it no longer serves"]}
    if until <= first:
        return {
            "until": [f"{until} does not lie after the day on which {row['id']} came into force, {first}"]
        }
    if end is not None and until >= end:
        return {"until": [f"{until} ends nothing: {row['id']} no longer serves from {end} on already"]}
    return {}


def _of_a_decision(document: Document) -> dict[str, list[str]]:
    errors = {name: ["is required for a decision of your own"] for name in _NEEDED if document[name] is None}
    regime, scope = document["regime"], document["scope_kind"]
    if regime is not None and (wrong := set(document["exporters"]) - set(EXPORTERS[regime])):
        errors["exporters"] = [
            f"{', '.join(sorted(wrong))} is not under the {regime} regime; {_groups(regime)}"
        ]
    if scope == "certification" and document["framework"] is None:
        errors["framework"] = [
            f"is required for the scope certification; one of {', '.join(_frameworks(regime))}"
        ]
    elif document["framework"] is not None:
        errors.update(_of_a_framework(document))
    if scope == "exclusion" and not document["exclusions"]:
        errors["exclusions"] = ["is required for the scope exclusion: say who or what is excluded"]
    elif scope != "exclusion" and document["exclusions"]:
        errors["exclusions"] = ["is said with the scope exclusion only"]
    return errors


def _of_a_framework(document: Document) -> dict[str, list[str]]:
    if document["scope_kind"] != "certification":
        return {"framework": ["is said with the scope certification only"]}
    accepted = _frameworks(document["regime"])
    if document["framework"] not in accepted:
        sentence = f"{document['framework']!r} is no certification framework of this regime; one of {', '.join(accepted)}"
        return {"framework": [sentence]}
    return {}


def _groups(regime: str) -> str:
    return f"accepted: {', '.join(EXPORTERS[regime])}"


@cache
def _frameworks(regime: str | None) -> tuple[str, ...]:
    """The certification frameworks that shipped rows of a regime name (of all, when none is given)."""
    rows = vocabulary.shipped("adequacy").values()
    return tuple(
        sorted({row["framework"] for row in rows if row["framework"] and regime in (None, row["regime"])})
    )
