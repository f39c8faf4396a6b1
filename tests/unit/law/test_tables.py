"""The tables themselves: dates that make sense, names that exist, and no country in the code."""

import ast
import datetime as dt
from pathlib import Path

import pytest

import vendorgraph.law
from vendorgraph.law import build, shipped
from vendorgraph.law.tables import holds
from vendorgraph.model.vocabulary import shipped as terms

LAW = shipped()
GROUPS = {"EU": {"EU_MEMBER_STATES", "EEA_EFTA"}, "UK": {"UK"}, "CH": {"CH"}}


def in_order(spans):
    """Whether spans are valid, in the order of their days, and do not overlap."""
    before = dt.date.min.isoformat()
    for first, end in spans:
        if (first or dt.date.min.isoformat()) < before or (first and end and first >= end):
            return False
        before = end or "9999-12-31"
    return True


@pytest.mark.parametrize(
    ("first", "end", "day", "held"),
    [
        ("2020-01-01", "2021-01-01", "2020-01-01", True),
        ("2020-01-01", "2021-01-01", "2020-12-31", True),
        ("2020-01-01", "2021-01-01", "2021-01-01", False),
        ("2020-01-01", "2021-01-01", "2019-12-31", False),
        (None, "2021-01-01", "1900-01-01", True),
        ("2020-01-01", None, "2999-01-01", True),
        (None, None, "2020-01-01", True),
    ],
)
def test_a_window_is_half_open_and_an_absent_bound_is_open(first, end, day, held):
    assert holds(first, end, day) is held


@pytest.mark.parametrize("row", LAW.adequacy.values(), ids=LAW.adequacy)
def test_a_row_is_about_a_known_country_or_an_organisation(row):
    assert row.country is None or row.country in terms("country")
    assert row.id.startswith(row.regime.lower() + "-")


@pytest.mark.parametrize("row", LAW.adequacy.values(), ids=LAW.adequacy)
def test_a_row_has_periods_in_order_and_answers_with_a_known_instrument(row):
    assert row.periods
    assert in_order((period.first, period.end) for period in row.periods)
    assert LAW.instruments[row.answer_code].windows.keys() >= {row.regime}
    assert set(row.exporters) <= GROUPS[row.regime]


@pytest.mark.parametrize("row", LAW.adequacy.values(), ids=LAW.adequacy)
def test_a_framework_has_the_same_dates_in_both_tables(row):
    if row.framework is None:
        assert all(period.scope_kind != "certification" for period in row.periods)
        return
    window = LAW.instruments[row.framework].windows[row.regime]
    assert LAW.instruments[row.framework].kind == "certification"
    assert (row.periods[0].first, row.periods[-1].end) == (window.usable_from, window.end)


def test_a_country_stays_in_an_area_in_periods_that_do_not_overlap():
    stays = {}
    for stay in LAW.stays:
        assert stay.country in terms("country")
        stays.setdefault((stay.area, stay.country), []).append((stay.first, stay.end))
    assert [key for key, spans in stays.items() if not in_order(spans)] == []


def test_every_instrument_says_whom_it_serves_and_whom_not():
    for instrument in LAW.instruments.values():
        assert instrument.windows
        assert not instrument.windows.keys() & instrument.why_not.keys()
        assert instrument.windows.keys() | instrument.why_not.keys() <= GROUPS.keys()


def test_every_instrument_of_the_law_is_a_mechanism_of_the_vocabulary():
    assert LAW.instruments.keys() == terms("mechanism").keys()


def test_the_code_names_no_country():
    regimes = {regime.id for regime in LAW.regimes}
    written = set()
    for module in Path(vendorgraph.law.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and node.value in terms("country"):
                written.add(node.value)
    assert written <= regimes


def test_it_is_read_once():
    assert shipped() is shipped()
    assert build() is not build()
