"""The law as it would be if a decision or an instrument ended on a day: for what-if, never recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from vendorgraph.law.tables import Adequacy, Law, Window


def decision_ended(law: Law, row: str, on: dt.date) -> Law:
    """`law` with the adequacy row's last period ending on a day at the latest. KeyError when unknown."""
    ended = _cut(law.adequacy[row], on.isoformat())
    return replace(law, adequacy={**law.adequacy, row: ended})


def _cut(row: Adequacy, day: str) -> Adequacy:
    kept = tuple(period for period in row.periods if period.first is None or period.first < day)
    cut = tuple(replace(period, end=min(period.end or day, day), ended_by="supposed") for period in kept[-1:])
    return replace(row, periods=kept[:-1] + cut)


def instrument_ended(law: Law, code: str, on: dt.date) -> Law:
    """`law` with an instrument serving nobody from a day on; decisions that name it as framework end too.

    KeyError when the instrument is unknown.
    """
    day = on.isoformat()
    instrument = law.instruments[code]
    windows = {regime: _shortened(window, day) for regime, window in instrument.windows.items()}
    rows = {
        id_: _cut(row, day) if code in (row.framework, row.answer_code) else row
        for id_, row in law.adequacy.items()
    }
    instruments = {**law.instruments, code: replace(instrument, windows=windows)}
    return replace(law, adequacy=rows, instruments=instruments)


def _shortened(window: Window, day: str) -> Window:
    return replace(window, end=min(window.end or day, day))
