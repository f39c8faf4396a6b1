"""Days that words of a list name, in English, French and German: "1 March 2027", "01.03.2027", "mars 2027"."""

from __future__ import annotations

import datetime as dt
import re

from vendorgraph.exchange.reading.gazetteer import key

_MONTHS = (
    "jan", "feb|fev", "mar|mrz|maer", "apr|avr", "may|mai", "jun|juin", "jul|juil", "aug|aou", "sep", "o[ck]t", "nov", "de[cz]",
)  # fmt: skip
_NAMED = re.compile(r"\b(?:" + "|".join(f"({month})" for month in _MONTHS) + r")[a-z]*\b")
_ISO = re.compile(r"\b(20\d\d) (\d{1,2})(?: (\d{1,2}))?\b")
_EUROPEAN = re.compile(r"\b(?:(\d{1,2}) )?(\d{1,2}) (20\d\d)\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er)? ?(?=[a-z])")
_QUARTER = re.compile(r"\b[qt]([1-4]) (20\d\d)\b|\b(20\d\d) [qt]([1-4])\b")
_YEAR = re.compile(r"\b(20\d\d)\b")


def first_day(words: str) -> dt.date | None:
    """The first day of what words name: a day, a month, a quarter or a year; None when they name none."""
    text = key(words)
    year = _YEAR.search(text)
    if year is None:
        return None
    if found := _QUARTER.search(text):
        return _date(found[2] or found[3], int(found[1] or found[4]) * 3 - 2, 1)
    if found := _NAMED.search(text):
        day = _DAY.search(text)
        return _date(year[1], (found.lastindex or 1), int(day[1]) if day else 1)
    if found := _ISO.search(text):
        return _date(found[1], int(found[2]), int(found[3] or 1))
    if found := _EUROPEAN.search(text):
        return _date(found[3], int(found[2]), int(found[1] or 1))
    return _date(year[1], 1, 1)


def _date(year: str, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(int(year), month, day)
    except ValueError:
        return None
