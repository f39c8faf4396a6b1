"""Periods ("13 months", "trois ans") as ISO 8601 durations, and the day a policy is dated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vendorgraph.exchange.policy_text.lexicon import Lexicon

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january janvier januar jänner",
            "february février februar",
            "march mars märz",
            "april avril",
            "may mai",
            "june juin juni",
            "july juillet juli",
            "august août",
            "september septembre",
            "october octobre oktober",
            "november novembre",
            "december décembre dezember",
        ),
        1,
    )
    for name in names.split()
}
_SPOKEN = re.compile(
    rf"\b(\d{{1,2}})?(?:st|nd|rd|th|er|\.)?\s*({'|'.join(_MONTHS)})\s+(20\d\d)\b", re.IGNORECASE
)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](20\d\d|\d\d)\b")
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")


def periods_in(text: str, lexicon: Lexicon) -> Iterator[tuple[str, int, str]]:
    """(ISO 8601 duration, offset, words) of every period."""
    for hit in lexicon.hits("period", text):
        found = hit.entry.pattern.match(text, hit.start)
        if not found:
            continue
        number = lexicon.numbers.get(found["n"].casefold()) or (
            int(found["n"]) if found["n"].isdigit() else None
        )
        unit = lexicon.units.get(found["u"].casefold())
        if number and unit:
            yield (f"PT{number}H" if unit == "H" else f"P{number}{unit}"), hit.start, hit.words


def date_in(text: str) -> str | None:
    """The first day that `text` names, as YYYY-MM-DD; the first of the month where no day is given."""
    if found := _ISO.search(text):
        return found[0]
    if found := _FIGURES.search(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        if 1 <= day <= 31 and 1 <= month <= 12:
            return f"{year + 2000 if year < 100 else year:04d}-{month:02d}-{day:02d}"
    if found := _SPOKEN.search(text):
        return f"{found[3]}-{_MONTHS[found[2].casefold()]:02d}-{int(found[1] or 1):02d}"
    return None
