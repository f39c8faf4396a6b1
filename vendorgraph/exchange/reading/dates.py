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
    found = _span(words)
    return found[0] if found else None


def last_day(words: str) -> dt.date | None:
    """The last day of what words name, as `first_day`."""
    found = _span(words)
    if found is None or not found[1]:
        return found[0] if found else None
    months = found[0].year * 12 + found[0].month - 1 + found[1]
    return dt.date(months // 12, months % 12 + 1, 1) - dt.timedelta(days=1)


def _span(words: str) -> tuple[dt.date, int] | None:
    """(the first day of what words name, how many months it lasts, 0 for a day)."""
    text = key(words)
    year = _YEAR.search(text)
    if year is None:
        return None
    if found := _QUARTER.search(text):
        return _date(found[2] or found[3], int(found[1] or found[4]) * 3 - 2, None, 3)
    if found := _NAMED.search(text):
        day = _DAY.search(text)
        return _date(year[1], (found.lastindex or 1), day[1] if day else None)
    if found := _ISO.search(text):
        return _date(found[1], int(found[2]), found[3])
    if found := _EUROPEAN.search(text):
        return _date(found[3], int(found[2]), found[1])
    return _date(year[1], 1, None, 12)


def _date(year: str, month: int, day: str | None, months: int = 1) -> tuple[dt.date, int] | None:
    try:
        return dt.date(int(year), month, int(day or 1)), 0 if day else months
    except ValueError:
        return None
