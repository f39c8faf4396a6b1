"""Countries and regions: which codes are accepted, and who belonged where on which day."""

import datetime as dt

import pytest

from vendorgraph.model.places import check_place, is_country, is_region, lies_in, members
from vendorgraph.model.vocabulary import shipped

TODAY = dt.date(2026, 11, 22)
OUTERMOST = ("GF", "GP", "MF", "MQ", "RE", "YT")


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    "place", ["FR", "GB", "XK", "CH", "EEA", "EU", "Europe", "worldwide", "APAC", "unknown"]
)
def test_it_accepts_countries_regions_and_unknown(place):
    assert check_place(place) is None


@pytest.mark.parametrize(
    ("place", "instead"), [("UK", "GB"), ("EL", "GR"), ("fr", "FR"), ("uk", "GB"), ("el", "GR")]
)
def test_it_refuses_a_code_that_is_written_for_a_country_and_names_the_country(place, instead):
    assert check_place(place).endswith(f"write {instead}")


@pytest.mark.parametrize(
    "place", ["", "France", "AN", "ZZ", "europe", "eea", "x" * 10_000, "') DETACH DELETE n //"]
)
def test_it_refuses_what_is_no_place_in_a_short_sentence(place):
    refusal = check_place(place)
    assert "ISO 3166-1" in refusal
    assert "EEA" in refusal
    assert len(refusal) < 300


def test_ch_is_country_and_region_and_uk_a_region_only():
    assert is_country("CH")
    assert is_region("CH")
    assert is_region("UK")
    assert not is_country("UK")
    assert not is_country("EU")
    assert not is_region("FR")


@pytest.mark.parametrize(
    ("region", "country", "first"),
    [
        ("EU", "HR", "2013-07-01"),
        ("EU", "BG", "2007-01-01"),
        ("EU", "PL", "2004-05-01"),
        ("EU", "YT", "2014-01-01"),
        ("EEA", "HR", "2014-04-12"),
        ("EEA", "LI", "1995-05-01"),
        ("EEA", "IS", "1994-01-01"),
        ("UK", "GB", "2021-01-01"),
    ],
)
def test_a_country_belongs_from_the_day_it_joined(region, country, first):
    assert country in members(region, day(first))
    assert country not in members(region, day(first) - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("region", "country", "end"),
    [
        ("EU", "GB", "2020-02-01"),
        ("EEA", "GB", "2020-02-01"),
        ("EU", "BL", "2012-01-01"),
        ("EU", "GI", "2021-01-01"),
    ],
)
def test_a_country_no_longer_belongs_on_the_day_it_left(region, country, end):
    assert country in members(region, day(end) - dt.timedelta(days=1))
    assert country not in members(region, day(end))


def test_the_eea_has_thirty_states_with_their_territories_and_not_switzerland():
    eea = members("EEA", TODAY)
    assert eea - {"AX", *OUTERMOST} == {
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    }
    assert not {"CH", "GB"} & eea


@pytest.mark.parametrize("territory", OUTERMOST)
def test_an_outermost_region_lies_in_the_union(territory):
    assert lies_in(territory, "EU", TODAY)
    assert lies_in(territory, "EEA", TODAY)


@pytest.mark.parametrize(
    "territory", ["NC", "PF", "PM", "WF", "TF", "BL", "GL", "FO", "GI", "AW", "SX", "SJ", "GG", "XK"]
)
def test_a_territory_outside_the_union_is_not_folded_into_its_state(territory):
    assert not lies_in(territory, "EU", TODAY)
    assert not lies_in(territory, "EEA", TODAY)


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("FR", "EEA"),
        ("EEA", "EEA"),
        ("EU", "EEA"),
        ("EU", "Europe"),
        ("EEA", "Europe"),
        ("UK", "Europe"),
        ("CH", "CH"),
        ("CH", "Europe"),
        ("GB", "UK"),
        ("CY", "Europe"),
        ("XK", "Europe"),
        ("JP", "APAC"),
        ("AU", "APAC"),
        ("AQ", "worldwide"),
        ("Europe", "worldwide"),
        ("EU", "worldwide"),
        ("Europe", "Europe"),
        ("unknown", "unknown"),
    ],
)
def test_a_place_lies_in_a_region(place, region):
    assert lies_in(place, region, TODAY)


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("US", "EEA"),
        ("EEA", "EU"),
        ("EU", "UK"),
        ("TR", "Europe"),
        ("Europe", "EEA"),
        ("Europe", "EMEA"),
        ("worldwide", "Europe"),
        ("unknown", "worldwide"),
        ("unknown", "EEA"),
        ("CH", "EEA"),
        ("GB", "EU"),
        ("FR", "unknown"),
        ("Mars", "worldwide"),
    ],
)
def test_a_place_is_not_shown_to_lie_in_a_region(place, region):
    assert not lies_in(place, region, TODAY)


def test_the_union_lay_not_wholly_in_the_eea_before_croatia_joined_it():
    assert not lies_in("EU", "EEA", day("2013-08-01"))
    assert lies_in("EU", "EEA", day("2014-04-12"))


def test_a_closed_region_without_members_on_the_day_lies_nowhere_else():
    assert members("UK", day("2019-01-01")) == frozenset()
    assert not lies_in("UK", "Europe", day("2019-01-01"))


def test_it_has_no_members_for_a_region_it_does_not_know():
    with pytest.raises(KeyError):
        members("Atlantis", TODAY)
    with pytest.raises(KeyError):
        lies_in("FR", "Atlantis", TODAY)


def test_the_regions_hold_known_countries_only():
    for region in shipped("region").values():
        assert {span["country"] for span in region["members"]} <= set(shipped("country"))
        assert region["kind"] in ("closed", "open", "unknown")


def test_it_has_the_regions_under_their_exact_ids():
    assert {"EEA", "EU", "UK", "CH", "worldwide", "Europe", "APAC", "unknown"} <= set(shipped("region"))
