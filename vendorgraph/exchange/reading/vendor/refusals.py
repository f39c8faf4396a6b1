"""Why what is gathered of a bullet or card is no vendor."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.reading.lines.pieces import is_what_for
from vendorgraph.exchange.reading.names.cells import Named
from vendorgraph.exchange.reading.names.companies import is_company, is_form, looks_like_a_name
from vendorgraph.exchange.reading.names.labels import (
    LABEL,
    PARTY,
    SENTENCE,
    TO_SIGN,
    is_sentence,
    why_no_vendor,
)
from vendorgraph.exchange.reading.names.placeholders import NO_NAME_OF_KIND
from vendorgraph.exchange.reading.names.things import is_rating
from vendorgraph.exchange.reading.row import collapsed
from vendorgraph.exchange.reading.vendor.finish import NO_VENDOR
from vendorgraph.exchange.reading.vendor.parts import is_party

NO_NAME = "names no vendor that can be made out"
_BLANK = re.compile(
    r"_{8,}(?!_)\s*(?:$|_|\()|\b(?:Ort, Datum|Place, [Dd]ate|Lieu, date)\b"
)  # "Husum, den ________"


def why_none(words: str, name: str, named: Named, purposes: Sequence[str], *, placed: bool) -> str | None:
    """Why `words`, the names in their `name` and what they are for make no vendor; None when they do."""
    if is_party(words) or _BLANK.search(words):
        return PARTY if is_party(words) else TO_SIGN
    if not any(map(looks_like_a_name, named.names)):
        return f"{NO_VENDOR}: {named.lacks}" if named.lacks else NO_NAME
    if all(is_form(one) for one in named.names):
        return NO_NAME  # "Ltd (“the Agency”)", the end of what the line before says
    if len(named.names) > 1 and all(is_what_for(one) and not is_company(one) for one in named.names):
        return f"{NO_VENDOR}: {name!r} {NO_NAME_OF_KIND}"
    if is_sentence(collapsed(name), purposes):
        return SENTENCE
    if len(named.names) > 1:
        return None
    whole = named.names[0]
    if is_rating(whole) and not (placed or is_company(whole)):
        return LABEL
    return why_no_vendor(whole, purposes, placed=placed)
