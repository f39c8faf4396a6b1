"""A name with a bracket at its end is read in more than one way."""

from __future__ import annotations

from dataclasses import replace

from vendorgraph.exchange.matching import names
from vendorgraph.exchange.matching.answers import Reading
from vendorgraph.exchange.matching.generic import NOTE
from vendorgraph.exchange.matching.index import Index, is_itself
from vendorgraph.exchange.matching.names import Name


def readings(index: Index, name: Name, seat: str | None) -> list[Reading]:
    """The ways to read a name with a bracket at its end, the likeliest first."""
    inner = name.bracket
    outer = replace(name, bracket=None)
    if inner is None:
        return [Reading(outer, None, seat)]
    if names.is_acronym(inner, name.tokens):
        return [Reading(replace(outer, also=(*name.also, inner)), None, seat)]
    if country := names.country_of(inner):
        return [Reading(outer, None, seat or country)]
    within = names.parse(inner)
    if not within.tokens or set(within.tokens[:1]) & NOTE or len(within.tokens) > 6:
        return [Reading(outer, None, seat)]
    outside = Reading(outer, inner, seat)
    inside = Reading(within, name.main, seat)
    if within.form and not name.form:
        return [inside, outside]
    if _is_service_of(index, outer, within):
        return [inside]
    return [outside]


def _is_service_of(index: Index, outer: Name, within: Name) -> bool:
    """Whether the catalogue says that the words before a bracket are a service of the company in it."""
    vendor, company = index.vendor(replace(outer, words=outer.main)), index.vendor(within)
    return bool(vendor and company and vendor.id == company.id and not is_itself(vendor, outer))
