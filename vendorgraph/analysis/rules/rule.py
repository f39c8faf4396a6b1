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

    `code` is C1 to C12 where it is one of the checks of the three policies. `counts` says what
    `examined` counts: the things that the rule looked at, of which it found some.
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
