"""Days a number of days or an ISO 8601 duration away from another.

Months and years are counted by the calendar: a month after 31 January is the last day of February
(ISO 8601-1:2019 leaves the clamp open; this is how contracts and calendars commonly read it, and
Regulation (EEC, Euratom) No 1182/71, Art. 3(2)(c), for periods in Union acts).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_LONGEST = 9  # digits of a number in a period; more lead beyond the calendar anyway


def shifted(day: dt.date, days: int) -> dt.date | None:
    """The day `days` later (earlier when negative); None beyond the years 1 to 9999."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def later(day: dt.date, duration: str) -> dt.date | None:
    """The day that an ISO 8601 duration after `day` leads to; None beyond the year 9999.

    Years and months first, on the same day of the month or on its last one, then weeks and days;
    hours count by whole days. Raises ValueError for a text that is no duration.
    """
    match = _PERIOD.fullmatch(duration)
    if match is None or duration.endswith(("P", "T")):
        raise ValueError(f"{duration!r} is no ISO 8601 duration")
    if any(len(number or "") > _LONGEST for number in match.groups()):
        return None
    years, months, weeks, days, hours, minutes, seconds = (int(number or 0) for number in match.groups())
    reached = _months_later(day, 12 * years + months)
    if reached is None:
        return None
    return shifted(reached, 7 * weeks + days + (3600 * hours + 60 * minutes + seconds) // 86_400)


def _months_later(day: dt.date, months: int) -> dt.date | None:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > dt.MAXYEAR:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
