"""R5: what is tied to the place, so to the exporter's own law of adequacy.

A decision covers a country (or an organisation) on the days it is in force, within its scope. A
framework covers the places of one country for the recipients certified under it. Nobody has to
claim either on a flow, and a claim alone covers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vendorgraph.law.day import Day, Exporter
from vendorgraph.law.hop import Document, Hop, Opinion
from vendorgraph.law.tables import Adequacy, Instrument, Period, holds

#: How the name of a numbered act begins, as in 2000/518/EC and (EU) 2019/419.
_NUMBERED = tuple("(0123456789")


def opinions(hop: Hop, country: str, exporter: Exporter, day: Day) -> list[Opinion]:
    """The opinions of decisions and frameworks about one country outside the exporter's law."""
    key = (exporter.group, country)
    untied = not hop.recipient["scope_of"]
    if untied and key in day.settled:
        return [day.settled[key]]
    rows = [row for row in day.rows(exporter, country) if row.framework is None]
    found = _decisions(hop, rows, exporter, day)
    if country in day.law.frameworks:
        found += [_certified(hop, code, country, exporter, day) for code in _frameworks(hop, country, day)]
    elif untied and len(rows) == 1 and _is_whole(rows[0], day):
        day.settled[key] = found[0]
    return found


def _is_whole(row: Adequacy, day: Day) -> bool:
    """Whether a row in force covers every recipient of its country."""
    period = row.on(day.text)
    return period is not None and period.scope_kind == "whole"


def organisation(hop: Hop, exporter: Exporter, day: Day) -> list[Opinion]:
    """The opinions about an international organisation: of the rows to which it is tied, none else."""
    rows = []
    for tie in hop.recipient["scope_of"]:
        row = day.law.adequacy.get(tie["decision"])
        own = row is not None and row.regime == exporter.regime and exporter.group in row.exporters
        if row is not None and own and row.country is None and row not in rows:
            rows.append(row)
    tied = [row for row in rows if _in_scope(hop.recipient, row, day) is not None]
    return _decisions(hop, tied, exporter, day)


def _decisions(hop: Hop, rows: Sequence[Adequacy], exporter: Exporter, day: Day) -> list[Opinion]:
    in_force = [(row, period) for row in rows if (period := row.on(day.text))]
    if in_force:
        return [_within_scope(hop, row, period, exporter, day) for row, period in in_force]
    claimed = {mechanism["code"] for mechanism in hop.flow["mechanisms"] or ()}
    return [_claimed_in_vain(row, exporter, day) for row in rows if row.answer_code in claimed]


def _claimed_in_vain(row: Adequacy, exporter: Exporter, day: Day) -> Opinion:
    """A decision that the flow names although it is not in force on the day."""
    return _refused(row, exporter, *_not_in_force(row, day))


def _within_scope(hop: Hop, row: Adequacy, period: Period, exporter: Exporter, day: Day) -> Opinion:
    recorded = _in_scope(hop.recipient, row, day)
    fact = f"{_act(row, period)} in force since {period.first}"
    if recorded is False:
        return _refused(
            row, exporter, "out_of_scope", f"{fact}; the recipient is recorded outside its scope."
        )
    warnings = _reservations(row, exporter, day)
    if period.scope_kind == "whole" or recorded:
        scope = "; the recipient is recorded within its scope" if recorded else ""
        return _covers(row, exporter, day, f"{fact}{scope}.", warnings)
    if period.scope_kind == "inclusion":
        return _unclear(
            row, exporter, f"{fact} for recipients within its scope; nothing is recorded of this one."
        )
    signal = _signal(hop, row)
    if signal:
        return _unclear(row, exporter, f"{fact} with exclusions, and {signal} points at one.")
    fact = f"{fact} with exclusions that nobody has checked: {' '.join(row.exclusions)}"
    return _covers(row, exporter, day, fact, ("exclusions_not_checked", *warnings))


def _signal(hop: Hop, row: Adequacy) -> str | None:
    """What recorded fact makes an exclusion likely, in words; None when none does."""
    kind = hop.recipient["kind"]
    if kind in row.recipient_kinds:
        return f"the recipient's kind ({kind})"
    for category in hop.flow["categories"] or ():
        if any(part in category for part in row.category_parts):
            return f"the category {category}"
    return None


def _in_scope(recipient: Document, row: Adequacy, day: Day) -> bool | None:
    """Whether the recipient is recorded in a row's scope on the day; out wins over in."""
    recorded = [
        tie["in_scope"]
        for tie in recipient["scope_of"]
        if tie["decision"] == row.id and holds(tie["from"], tie["to"], day.text)
    ]
    return all(recorded) if recorded else None


def _frameworks(hop: Hop, country: str, day: Day) -> Iterable[str]:
    """Frameworks for places in a country that the flow names or the recipient is certified under."""
    named = {mechanism["code"] for mechanism in hop.flow["mechanisms"] or ()}
    named |= {certificate["mechanism"] for certificate in hop.recipient["certifications"]}
    return sorted(named & day.law.frameworks[country])


def _certified(hop: Hop, code: str, country: str, exporter: Exporter, day: Day) -> Opinion:
    """A framework's opinion, its conditions in the order in which R5 lists them."""
    instrument = day.law.instruments[code]
    row = next((row for row in day.rows(exporter, country) if row.framework == code), None)
    if row is None:
        why = instrument.why_not.get(exporter.regime, "It serves exporters under another law.")
        return _framework(instrument, exporter, "wrong_regime", f"{instrument.name}: {why}")
    certificates = [c for c in hop.recipient["certifications"] if c["mechanism"] == code]
    if not certificates:
        fact = f"No certification of the recipient under the {instrument.name} is recorded."
        return _framework(instrument, exporter, "certification_missing", fact)
    period = row.on(day.text)
    if period is None:
        return _framework(instrument, exporter, *_not_in_force(row, day))
    valid = [c for c in certificates if holds(c["from"], c["to"], day.text)]
    if not valid:
        fact = f"The recipient's certificate under the {instrument.name} does not hold on {day.text}."
        return _framework(instrument, exporter, "certification_not_valid", fact)
    return _covered_by_certificate(hop, row, period, valid, exporter, day)


def _covered_by_certificate(
    hop: Hop, row: Adequacy, period: Period, valid: Sequence[Document], exporter: Exporter, day: Day
) -> Opinion:
    fact = f"{_act(row, period)} in force since {period.first}, and the recipient's certificate holds"
    if _in_scope(hop.recipient, row, day) is False:
        return _refused(
            row, exporter, "out_of_scope", f"{fact}; the recipient is recorded outside its scope."
        )
    warnings = _reservations(row, exporter, day)
    if all(certificate["data"] != "both" for certificate in valid):
        warnings = ("hr_coverage_not_checked", *warnings)
    return _covers(row, exporter, day, f"{fact}.", warnings)


def _not_in_force(row: Adequacy, day: Day) -> tuple[str, str]:
    """Reason and fact of a row without a period on the day: still to come, fallen, or run out."""
    later = [period for period in row.periods if period.first is not None and period.first > day.text]
    if later:
        return "decision_not_in_force", f"{_act(row, later[0])} in force only from {later[0].first}."
    if not row.periods:  # what-if: supposed to end before it began
        return "decision_not_in_force", f"{row.title}: no decision is in force."
    last = row.periods[-1]
    fell = row.framework is not None or row.noted("annulled", day.text)
    why = f" ({last.ended_by})" if last.ended_by else ""
    fact = f"{_act(row, last)} no longer in force from {last.end} on{why}."
    return "mechanism_invalidated" if fell else "mechanism_not_valid_at_date", fact


def _reservations(row: Adequacy, exporter: Exporter, day: Day) -> tuple[str, ...]:
    """Warnings that a row's dated notes call for."""
    found = []
    if row.exporters[exporter.group] == "uncertain" and row.noted("eea_incorporation_pending", day.text):
        found.append("eea_incorporation_pending")
    if row.noted("under_appeal", day.text):
        found.append("under_appeal")
    return tuple(found)


def _act(row: Adequacy, period: Period) -> str:
    """An act with what it is about, as `JP - Japan: Decision (EU) 2019/419`."""
    about = f"{row.country} - {row.title}" if row.country else row.title
    decision = "Decision " if period.act[:1] in _NUMBERED else ""
    return f"{about}: {decision}{period.act}"


def _covers(row: Adequacy, exporter: Exporter, day: Day, fact: str, warnings: tuple[str, ...]) -> Opinion:
    instrument = day.law.instruments[row.answer_code]
    return Opinion(
        "covered",
        fact,
        instrument=row.answer_code,
        strength=instrument.strength,
        article=exporter.cited(instrument.article),
        source=row.source,
        warnings=warnings,
    )


def _unclear(row: Adequacy, exporter: Exporter, fact: str) -> Opinion:
    return Opinion(
        "not_evaluable", fact, "scope_unknown", row.answer_code, article=exporter.article, source=row.source
    )


def _refused(row: Adequacy, exporter: Exporter, reason: str, fact: str) -> Opinion:
    return Opinion("not_covered", fact, reason, row.answer_code, article=exporter.article, source=row.source)


def _framework(instrument: Instrument, exporter: Exporter, reason: str, fact: str) -> Opinion:
    return Opinion(
        "not_covered", fact, reason, instrument.code, article=exporter.article, source=instrument.source
    )
