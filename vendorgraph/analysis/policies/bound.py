"""A rule put to one inventory: ids become processings, words become sets of terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vendorgraph.analysis.policies.language import CONTROLLERS, OWN, Path, Rule, Unless
from vendorgraph.analysis.question import View
from vendorgraph.analysis.selection import CONTROLLING, default_sources, endpoints, unknown
from vendorgraph.errors import Invalid
from vendorgraph.model.taxonomy import Terms

HOPS = frozenset(("min_hops", "max_hops"))
#: Told (where it stands in the policy, what is wrong or to be known).
Say = Callable[[Path, str], None]


@dataclass(frozen=True, slots=True)
class Bound:
    """A rule about flows with the sources and terms it is about; `tests` hold processings for ids."""

    rule: Rule
    sources: tuple[str, ...]
    wanted: Terms
    tests: Mapping[str, Any]
    unless: tuple[Unless, ...]

    @property
    def unknown(self) -> bool:
        """Whether what is not recorded meets a test."""
        return bool(self.rule.scope.get("unknown", "violates") == "violates")

    @property
    def stated_only(self) -> bool:
        """Whether only what is stated to leave counts."""
        return bool(self.rule.scope.get("min_certainty") == "stated")

    @property
    def counts_hops(self) -> bool:
        """Whether a test depends on how far the flow is from the source."""
        return any(HOPS & tests.keys() for tests in (self.tests, *(one.tests for one in self.unless)))


def bind(view: View, rule: Rule, refuse: Say, warn: Say) -> Bound:
    """The rule for the inventory of a view.

    An id that a rule names and the inventory does not know is refused: such a rule would silently
    catch nothing. In an exception it is a warning: such an exception excepts nothing.
    """
    return Bound(
        rule,
        _sources(view, rule, refuse),
        _terms(view, rule, refuse),
        _tests(view, rule.tests, rule.path, refuse),
        tuple(_unless(view, rule, at, one, warn) for at, one in enumerate(rule.unless)),
    )


def _sources(view: View, rule: Rule, refuse: Say) -> tuple[str, ...]:
    found: dict[str, None] = {}
    given = rule.scope.get("from")
    if given is None:
        return tuple(default_sources(view))
    for id_ in given:
        if id_ in (OWN, CONTROLLERS):
            found.update(dict.fromkeys(_controlling(view, own=id_ == OWN)))
        else:
            try:
                found.update(dict.fromkeys(endpoints(view.snapshot, view.question, id_, "from")))
            except Invalid as refusal:
                refuse((*rule.path, "from"), f"rule {rule.id}: {refusal.message}")
    return tuple(sorted(found))


def _controlling(view: View, *, own: bool) -> list[str]:
    snapshot = view.snapshot
    return [
        id_
        for id_, record in snapshot.records["processing"].items()
        if record.document["capacity"] in CONTROLLING and (not own or snapshot.party_of(id_)["own"])
    ]


def _terms(view: View, rule: Rule, refuse: Say) -> Terms:
    taxonomy = view.snapshot.taxonomy
    wanted = taxonomy.all
    if named := rule.scope.get("category"):
        strange = [term for term in named if term not in taxonomy]
        for term in strange:
            refusal = unknown("category", term, "category", taxonomy.ids)
            refuse((*rule.path, "category"), f"rule {rule.id}: {refusal.message}")
        wanted = taxonomy.union(term for term in named if term in taxonomy)
    return wanted & taxonomy.sensitive if rule.scope.get("special") else wanted


def _unless(view: View, rule: Rule, at: int, one: Unless, warn: Say) -> Unless:
    path = (*rule.path, "unless", at)

    def warned(place: Path, sentence: str) -> None:
        warn(place, f"{sentence}; the exception excepts nothing by it")

    return replace(one, tests=_tests(view, one.tests, path, warned))


def _tests(view: View, tests: Mapping[str, Any], path: Path, say: Say) -> dict[str, Any]:
    """The tests with what they name looked up in the inventory."""
    bound = dict(tests)
    if "to" in bound:
        bound["to"] = _recipients(view, bound["to"], path, say)
    if "mechanism" in bound:
        _known(bound["mechanism"], "mechanism", list(view.snapshot.law.instruments), path, say)
    if "purpose" in bound:
        _known(bound["purpose"], "purpose", list(view.snapshot.records["purpose"]), path, say)
    return bound


def _recipients(view: View, named: Sequence[str], path: Path, say: Say) -> frozenset[str]:
    found: set[str] = set()
    for id_ in named:
        try:
            found.update(endpoints(view.snapshot, view.question, id_, "to"))
        except Invalid as refusal:
            say((*path, "to"), refusal.message)
    return frozenset(found)


def _known(given: Sequence[str], word: str, known: list[str], path: Path, say: Say) -> None:
    for code in given:
        if code not in known:
            say((*path, word), unknown(word, code, word, known).message)
