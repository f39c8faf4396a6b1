"""The party to make of a name that is none yet, and a person's decision about a name that may be one."""

from __future__ import annotations

import re
from collections.abc import Container

from vendorgraph.exchange.matching import names
from vendorgraph.exchange.matching.agreement import two_companies
from vendorgraph.exchange.matching.answers import Reading
from vendorgraph.exchange.matching.index import Index, is_itself
from vendorgraph.exchange.matching.names import Name
from vendorgraph.model.ids import slug
from vendorgraph.model.record import Document

#: scheme:number, as registers name a company.
IDENTIFIER = re.compile(r"(lei|euid|crn|vat|duns|eba|code):[^\s/]+", re.IGNORECASE)


def proposal(index: Index, taken: Container[str], name: Name, reading: Reading) -> Document:
    """The party to make: named as written, its id from its name, other names as aliases."""
    company, service = reading.company, reading.service
    vendor = index.vendor(company)
    aliases = list(company.also)
    if vendor and not is_itself(vendor, company):
        aliases.append(company.main)
        company = names.parse(vendor.name)
    written = company.main
    if service and not name.form and company.form:
        aliases.append(service)  # a brand, with the company that bears it in brackets
    if name.words != written:
        aliases.append(name.words)
    wanted = list(dict.fromkeys(alias for alias in aliases if alias != written))
    made: Document = {"id": _free_id(index, taken, company, written, reading.seat), "name": written}
    return made | {"aliases": wanted} if wanted else made


def _free_id(index: Index, taken: Container[str], company: Name, written: str, seat: str | None) -> str:
    """An id that no party has or had: the name without its legal form, else with it, else numbered."""
    core = slug(" ".join(company.tokens)) or "party"
    whole = slug(written) or core
    first = whole if index.is_abroad(company) else core
    for candidate in (first, whole, f"{whole}-{seat.lower()}" if seat else whole):
        if candidate not in taken:
            return candidate
    return next(id_ for number in range(2, 10**9) if (id_ := f"{whole}-{number}") not in taken)


def remembered(party: Document, words: str, seat: str | None = None) -> Document:
    """The party with `words` as an alias, as a person decided; unchanged when it is so called already.

    `seat` is where the source says that it sits, when the decision is that this is the party all the same.
    """
    text = names.cleaned(words)
    if IDENTIFIER.fullmatch(text):
        return party  # a number is no name
    country = names.country_of(seat)
    if country and two_companies(names.parse(text), country, party.get("established_in")):
        text = f"{text} ({country})"
    called = {
        names.key_of(name)
        for name in (party["name"], party.get("legal_name"), *(party.get("aliases") or ()))
        if name
    }
    if names.key_of(text) in called:
        return party
    return {**party, "aliases": [*(party.get("aliases") or ()), text]}
