"""The language of policies as data: what may stand in a rule, and what each word accepts.

A rule catches flows of the chain by tests that must all hold; what is caught violates it unless one
of its exceptions holds. The reference page of the language is made of this module.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.findings import STATES
from vendorgraph.analysis.rules import BY_ID
from vendorgraph.analysis.rules.rule import SEVERITIES
from vendorgraph.analysis.selection import CERTAINTIES, ROLES
from vendorgraph.law.hop import STATUSES
from vendorgraph.model.common_fields import LEGAL_BASES
from vendorgraph.model.entities import BY_NAME

#: Worst first.
LEVELS = ("error", "warning", "note")
OWN, CONTROLLERS = "own", "controllers"
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the language: `kind` is text, slug, flag, count, date, enum, area, id or alternatives.

    A list of such values is accepted where `many`, and one value stands for a list of one.
    """

    name: str
    kind: str
    doc: str
    many: bool = False
    values: tuple[str, ...] = ()


def _enum(name: str, doc: str, values: tuple[str, ...]) -> Word:
    return Word(name, "enum", doc, many=True, values=values)


def _values(field_name: str) -> tuple[str, ...]:
    found = BY_NAME["flow"].field(field_name).values
    return tuple(str(value) for value in found)


#: What a flow is tested for, in rules and in exceptions alike.
TESTS = {
    word.name: word
    for word in (
        Word("to", "id", "The recipient is this processing, or one of this party or its group.", many=True),
        _enum("role", "The recipient's role by its position in the chain.", ROLES),
        Word("named", "flag", "Whether the recipient is named by its source."),
        Word(
            "outside",
            "area",
            "A place of the flow lies outside: in none of these regions or countries.",
            many=True,
        ),
        Word("in", "area", "A place of the flow lies in one of these regions or countries.", many=True),
        Word("seat_outside", "area", "The recipient's seat lies in none of these.", many=True),
        Word("seat_in", "area", "The recipient's seat lies in one of these.", many=True),
        _enum("transfer", "The status of the transfer on the day.", tuple(STATUSES)),
        Word("mechanism", "mechanism", "The instrument by which the law covers the transfer.", many=True),
        Word("contract", "flag", "Whether the flow stands under a contract in force on the day."),
        Word("purpose", "purpose", "A purpose of the flow, or one below it.", many=True),
        _enum("legal_basis", "The legal basis of the flow.", LEGAL_BASES),
        _enum("transform", "What is done to the data before they leave.", _values("transform")),
        _enum("status", "The status of the flow.", _values("status")),
        Word("evidence", "flag", "Whether anything is recorded as evidence of the flow."),
        Word(
            "min_hops",
            "count",
            "The flow is at least so many flows away from the source, itself counted.",
        ),
        Word("max_hops", "count", "The flow is at most so many flows away from the source, itself counted."),
    )
}

#: What else an exception may say.
EXCEPTION = {
    word.name: word
    for word in (
        _enum(
            "decision",
            "This was decided about the violation's fingerprint, and holds on the day.",
            ("accepted", "false_positive"),
        ),
        Word("until", "date", "First day on which the exception no longer holds."),
        Word("because", "text", "Why the exception is made."),
    )
}

#: What a rule about findings asks for.
FINDINGS = {
    word.name: word
    for word in (
        _enum("rule", "Findings of these rules.", tuple(BY_ID)),
        _enum("severity", "Findings of these severities.", tuple(SEVERITIES)),
        _enum("state", "Findings in these states; open when absent.", STATES),
        Word("party", "party", "Findings that concern one of these parties or their groups.", many=True),
    )
}

#: What stands in every rule.
RULE = {
    word.name: word
    for word in (
        Word("id", "slug", "Name of the rule, once in a policy (required)."),
        Word("title", "text", "The rule in a sentence (required)."),
        Word("level", "enum", "How bad a violation is; error when absent.", values=LEVELS),
        Word("why", "text", "Why the rule is there."),
        Word("help", "text", "What to do about a violation."),
    )
}

#: What a rule about flows may say besides its tests.
SCOPE = {
    word.name: word
    for word in (
        Word(
            "from",
            "source",
            "Whose data: processings, parties with all theirs, `own` (controllers' processings of own parties) or"
            " `controllers` (of all parties). When absent, own where any party is, else controllers.",
            many=True,
        ),
        Word("category", "category", "Only these categories of data and those below them.", many=True),
        Word("special", "flag", "true: only special categories and criminal data (Art. 9, 10)."),
        Word(
            "min_certainty",
            "enum",
            "`stated`: only what is stated to leave; else what may leave counts too.",
            values=CERTAINTIES,
        ),
        Word(
            "unknown",
            "enum",
            "Whether what is not recorded (a place, a seat, a purpose, a basis) meets a test; violates when absent.",
            values=("violates", "passes"),
        ),
        Word("unless", "alternatives", "Exceptions: one set of tests, or a list of which one must hold."),
    )
}

#: Other names for a word, as readers write them.
ALSO = {"categories": "category", "mechanisms": "mechanism", "roles": "role", "purposes": "purpose"}
#: The kinds of words that a sentence names by other words, for the reference page.
ACCEPTS = {
    "text": "text",
    "slug": "id",
    "flag": "true or false",
    "count": "whole number from 1",
    "date": "day",
    "area": "region or country",
    "id": "party or processing",
    "party": "party",
    "source": "party, processing, `own` or `controllers`",
    "category": "category",
    "purpose": "purpose",
    "mechanism": "code of an instrument",
    "alternatives": "tests, or a list of them",
}


@dataclass(frozen=True, slots=True)
class Unless:
    """One alternative of `unless`: all its tests hold of what the rule caught, before `until`."""

    tests: Mapping[str, Any]
    decision: tuple[str, ...] = ()
    until: dt.date | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `path` is where it stands in its policy. It is about flows, or about findings."""

    id: str
    title: str
    level: str
    path: Path
    why: str | None = None
    help: str | None = None
    scope: Mapping[str, Any] = field(default_factory=dict)
    tests: Mapping[str, Any] = field(default_factory=dict)
    unless: tuple[Unless, ...] = ()
    findings: Mapping[str, Any] | None = None
    at_most: int = 0


@dataclass(frozen=True, slots=True)
class Policy:
    """A named list of rules."""

    name: str
    title: str
    rules: tuple[Rule, ...]
