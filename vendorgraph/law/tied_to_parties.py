"""R6: what is tied to the parties, so covers every third-country place of one importer.

A candidate is an instrument that the flow names. Its own dates come first, then whether it serves
the exporter's law, then that law's dates, then the conditions on the two parties.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vendorgraph.law.combine import strongest
from vendorgraph.law.day import Day, Exporter
from vendorgraph.law.groups import NO_GROUP
from vendorgraph.law.hop import Document, Hop, Opinion, Status
from vendorgraph.law.tables import Instrument, Window, holds

#: Warnings of an instrument that only one law attaches to it.
_RESERVATIONS = {("A46-2-c", "CH"): ("swiss_adaptations_not_checked",)}
#: Kinds judged by the place (R5).
_BY_PLACE = ("adequacy", "certification")


@dataclass(frozen=True, slots=True)
class _Claim:
    """One instrument as a flow names it, with all that its opinion depends on."""

    hop: Hop
    entry: Document
    instrument: Instrument
    exporter: Exporter
    day: Day

    def opinion(
        self, status: Status, reason: str | None, fact: str, warnings: tuple[str, ...] = ()
    ) -> Opinion:
        window = self.instrument.windows.get(self.exporter.regime)
        article = (window and window.article) or self.instrument.article
        return Opinion(
            status,
            fact,
            reason,
            self.instrument.code,
            self.instrument.strength,
            self.exporter.cited(article) or self.exporter.article,
            self.instrument.source,
            warnings,
        )

    def refused(self, reason: str, fact: str) -> Opinion:
        return self.opinion("not_covered", reason, fact)

    def unclear(self, reason: str, fact: str) -> Opinion:
        return self.opinion("not_evaluable", reason, fact)

    def covers(self, fact: str, *warnings: str) -> Opinion:
        reserved = _RESERVATIONS.get((self.instrument.code, self.exporter.regime), ())
        return self.opinion("covered", None, fact, (*warnings, *reserved))


def opinions(hop: Hop, exporter: Exporter, day: Day) -> list[Opinion]:
    """The opinions of the instruments a flow names; the same for every third-country place of the hop."""
    entries = hop.flow["mechanisms"]
    if entries is None:
        fact = "Nobody has stated an instrument for this disclosure."
        return [Opinion("not_evaluable", fact, "mechanism_not_stated", article=exporter.article)]
    found = []
    for entry in entries:
        claim = _Claim(hop, entry, day.law.instruments[entry["code"]], exporter, day)
        if claim.instrument.kind not in _BY_PLACE:
            found.append(_judged(claim))
        elif claim.instrument.kind == "adequacy" and exporter.regime not in claim.instrument.windows:
            found.append(_not_of_this_law(claim))
    return found


def _judged(claim: _Claim) -> Opinion:
    name, day = claim.instrument.name, claim.day.text
    if not _in_place(claim.entry, day):
        return claim.refused("mechanism_not_valid_at_date", f"{name}: as recorded, not in place on {day}.")
    if claim.instrument.kind == "unspecified":
        return claim.unclear(
            "mechanism_unspecified", "Safeguards are claimed and the instrument is not named."
        )
    window = claim.instrument.windows.get(claim.exporter.regime)
    if window is None:
        return _not_of_this_law(claim)
    if window.only_with and not _beside(claim, window.only_with):
        fact = f"{name} serves exporters under the {claim.exporter.name} only with {window.only_with}."
        return claim.refused("wrong_regime", fact)
    if not holds(window.usable_from, None, day):
        return claim.refused("decision_not_in_force", f"{name} could be used only from {window.usable_from}.")
    if not holds(None, window.end, day):
        return claim.refused("mechanism_not_valid_at_date", f"{name} no longer served from {window.end} on.")
    return _conditions(claim.instrument)(claim, window)


def _in_place(entry: Document, day: str) -> bool:
    return holds(entry["valid_from"], entry["valid_to"], day)


def _not_of_this_law(claim: _Claim) -> Opinion:
    why = claim.instrument.why_not.get(claim.exporter.regime, "It is not known to that law.")
    return claim.refused("wrong_regime", f"{claim.instrument.name} under the {claim.exporter.name}: {why}")


def _beside(claim: _Claim, code: str) -> list[Document]:
    """Entries of another instrument that the flow names and that are in place on the day."""
    return [
        entry
        for entry in claim.hop.flow["mechanisms"]
        if entry["code"] == code and _in_place(entry, claim.day.text)
    ]


def _conditions(instrument: Instrument) -> Callable[[_Claim, Window], Opinion]:
    """The judge of an instrument, chosen by what the tables say it needs."""
    if instrument.kind == "derogation":
        return _derogation
    for need, judge in _JUDGES.items():
        if need in instrument.needs:
            return judge
    return _verified if instrument.needs else _unconditional


def _unconditional(claim: _Claim, window: Window) -> Opinion:
    return claim.covers(
        f"{claim.instrument.name}, usable since {window.usable_from}, whatever the capacities."
    )


def _verified(claim: _Claim, window: Window) -> Opinion:
    """Instruments whose conditions a person checks: `verified` says that somebody has."""
    if claim.entry["verified"]:
        return claim.covers(f"{claim.instrument.name}: somebody has verified it.")
    return claim.unclear("mechanism_unspecified", f"{claim.instrument.name}: nobody has verified it.")


def _derogation(claim: _Claim, window: Window) -> Opinion:
    if (
        "exporter_is_processor" in claim.instrument.not_available_if
        and claim.hop.sender_capacity == "processor"
    ):
        fact = f"{claim.instrument.name}: not open to an exporter that is a processor."
        return claim.refused("derogation_not_available", fact)
    if claim.entry["verified"]:
        return claim.covers(f"{claim.instrument.name}: somebody has verified its conditions.", "derogation")
    fact = f"{claim.instrument.name}: nobody has assessed its conditions."
    return claim.unclear("derogation_to_assess", fact)


def _capacities(hop: Hop) -> tuple[str, str]:
    """Capacities of exporter and importer; a joint controller counts as controller."""
    sender, recipient = (
        "controller" if capacity == "joint_controller" else capacity
        for capacity in (hop.sender_capacity, hop.recipient_capacity)
    )
    return sender, recipient


def _module(claim: _Claim, window: Window) -> Opinion:
    return _of_module(claim, claim.entry["module"], claim.instrument, window)


def _of_module(claim: _Claim, module: int | None, clauses: Instrument, window: Window) -> Opinion:
    """Whether a module of the standard clauses fits the capacities at the two ends."""
    if module is None:
        return claim.unclear("module_unknown", f"{claim.instrument.name}: no module is recorded.")
    ends = _capacities(claim.hop)
    pair = " to ".join(ends)
    fits = next(
        (number for number, exporter, importer in clauses.pairs if (exporter, importer) == ends), None
    )
    if module != fits:
        fact = f"{claim.instrument.name}: module {module} recorded, {pair} needs module {fits}."
        return claim.refused("module_mismatch", fact)
    fact = f"{claim.instrument.name}, usable since {window.usable_from}, module {module} ({pair})."
    return claim.covers(fact)


def _addendum(claim: _Claim, window: Window) -> Opinion:
    """The UK Addendum, with the module opinion of the clauses beside it."""
    clauses = claim.day.law.instruments["A46-2-c"]
    found = [_of_module(claim, entry["module"], clauses, window) for entry in _beside(claim, clauses.code)]
    if not found:
        fact = f"{claim.instrument.name}: no standard clauses are recorded beside it."
        return claim.unclear("module_unknown", fact)
    return strongest(found)


def _former_clauses(claim: _Claim, window: Window) -> Opinion:
    """Clauses of 2001, 2004 and 2010: still serving contracts concluded in time, for one pair of capacities.

    A contract whose day of conclusion is not recorded but that is in place before the last day for
    concluding one was concluded in time; later, nothing shows that it was.
    """
    name, concluded, limit = claim.instrument.name, claim.entry["valid_from"], window.concluded_before
    if not holds(None, limit, concluded or claim.day.text):
        when = f"concluded on {concluded}" if concluded else "day of conclusion not recorded"
        fact = f"{name}: {when}; only contracts concluded before {limit} served on."
        return claim.refused("mechanism_not_valid_at_date", fact)
    ends = _capacities(claim.hop)
    pair = " to ".join(ends)
    if all((exporter, importer) != ends for _, exporter, importer in claim.instrument.pairs):
        return claim.refused("module_mismatch", f"{name}: not written for a disclosure from {pair}.")
    end = f", serving until {window.end}" if window.end else ""
    return claim.covers(f"{name}, concluded before {limit}{end} (end exclusive).")


def _binding_rules(claim: _Claim, window: Window) -> Opinion:
    """Binding corporate rules, which bind the members of one group."""
    name = claim.instrument.name
    sender, recipient = claim.hop.sender, claim.hop.recipient
    heads = [claim.hop.group_head(party["id"]) for party in (sender, recipient)]
    if heads[0] is not None and heads[0] == heads[1]:
        return claim.covers(f"{name}: both belong to the group of {heads[0]}.")
    if None not in heads or NO_GROUP in (sender["member_of"], recipient["member_of"]):
        return claim.refused(
            "bcr_outside_group", f"{name}: the recipient is recorded outside the exporter's group."
        )
    return claim.unclear("group_unknown", f"{name}: it is not recorded whether both belong to one group.")


_JUDGES: Mapping[str, Callable[[_Claim, Window], Opinion]] = {
    "module": _module,
    "A46-2-c_beside": _addendum,
    "capacity_pair": _former_clauses,
    "recipient_in_group_of_exporter": _binding_rules,
}
