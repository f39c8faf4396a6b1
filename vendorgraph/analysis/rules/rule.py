"""What a rule is, and what it yields: declarative records, read by people and run by `findings`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from vendorgraph.analysis.rules.facts import Facts

Severity = Literal["high", "medium", "low"]
Evidence = dict[str, Any]

#: Worst first.
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")

#: The contradictions and gaps that a reader of policies looks for first, by the code of the rules that see them.
CHECKS = {
    "C1": "a promise that data stay in an area, and data that leave it",
    "C2": "all data said to be in one place, and data kept elsewhere",
    "C3": "an instrument of transfer that the law does not recognise on the day",
    "C4": "a recipient without a place",
    "C5": "a disclosure without a legal basis",
    "C6": "a recipient without a role, or a processor without a contract",
    "C7": "no personal data claimed, and personal data recorded",
    "C8": "data sold against a promise",
    "C9": "a service attributed to the wrong company",
    "C10": "a list said to be complete, and a recipient that is not on it",
    "C11": "retention not stated, or stated in two ways",
    "C12": "a role that a text describes as it no longer is",
}


def milder(severity: Severity, steps: int = 1) -> Severity:
    """One step milder for each of `steps`; `low` stays low."""
    return SEVERITIES[min(SEVERITIES.index(severity) + steps, len(SEVERITIES) - 1)]


class Piece(NamedTuple):
    """What a rule found, before it is named and decided upon.

    `about` is what the fingerprint rests on besides the rule: ids of processings, parties,
    commitments, contracts or reviews, never of flows. `counted` names the things that the rule's
    denominator counts; the flows when it is empty. `severity` is the rule's own when None.
    """

    about: tuple[str, ...]
    message: str
    parties: tuple[str, ...] = ()
    processings: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    severity: Severity | None = None
    counted: tuple[str, ...] = ()
    detail: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as people read it, and the pure functions that apply it.

    `code` is that of the check among `CHECKS` that the rule makes, None where it makes another. `counts`
    says what `examined` counts: the things that the rule looked at, of which it found some.
    """

    id: str
    title: str
    severity: Severity
    why: str
    reference: str
    fix: str
    counts: str
    find: Callable[[Facts], Iterator[Piece]]
    examined: Callable[[Facts], int]
    code: str | None = None
