"""What a person decided about rows of a list: it holds for what it names, and is refused where it decides nothing."""

from __future__ import annotations

import json

import pytest

from tests.unit.exchange.conftest import Bench
from tests.unit.exchange.test_versions_of_a_list import List
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import VendorgraphError
from vendorgraph.exchange.accepted import Accepted
from vendorgraph.exchange.drift import compare_versions, drift
from vendorgraph.exchange.importing import Imported, Options, ReadFile, import_lists, preview, read_rows
from vendorgraph.exchange.reading.row import Row
from vendorgraph.exchange.reading.source import Source

LIST = """Vendor,Purpose,Location
Google LLC (Analytics),Analytics,USA
Gogle,Ads,Varies
OVH,Hosting,France
Stripe / Adyen,Payments,Ireland
Total,,
"""
LATER = "Vendor,Purpose,Location\nGogle,Ads,Varies\nGoogle LLC (Analytics),Analytics,USA\n"


def read(text: str = LIST, name: str = "list.csv") -> ReadFile:
    return read_rows(Source.of(name, text.encode()), Options())


def options(accept: dict[str, str]) -> Options:
    return Options("shop:orders", accept=accept)


def imported(bench: Bench, accept: dict[str, str], *reads: ReadFile) -> list[Imported]:
    return import_lists(bench.inventory, reads or [read()], options(accept), actor="test")


@pytest.mark.parametrize("row", ["Gogle", "3", "GOGLE"])
def test_a_candidate_that_is_new_in_the_same_list_is_accepted(bench: Bench, row: str) -> None:
    (report,) = imported(bench, {row: "google"})
    assert (report.told[1].outcome, report.told[1].parties) == ("matched", ["google"])
    assert "Gogle" in bench.document("party", "google")["aliases"]
    assert not imported(bench, {row: "google"})[0].outcome.plan.writes


def test_a_party_that_a_later_row_makes_is_accepted_and_the_rows_keep_their_order(bench: Bench) -> None:
    (report,) = imported(bench, {"Gogle": "google"}, read(LATER))
    assert [(one.row.number, one.parties) for one in report.told] == [(2, ["google"]), (3, ["google"])]


@pytest.mark.parametrize(
    ("accept", "said"),
    [
        ({"Bogus": "google"}, "accept: Bogus=google: no row of list.csv names it"),
        ({"Zork": "nope"}, "accept: Zork=nope: no row of list.csv names it"),
        ({"Gogel": "google"}, "no row of list.csv names it; the nearest is Gogle"),
        ({"99": "new"}, "accept: 99=new: no row of list.csv has that number"),
        ({"6": "new"}, "accept: 6=new: row 6 is refused: "),
        (
            {"OVH": "new"},
            "accept: OVH=new: 'OVH' is a name of ovh; a row is made a party of its own only where it is unsure",
        ),
        ({"5": "ovh"}, "row 5 names Stripe and Adyen; give the name as written"),
        ({"Gogle": "nope"}, "there is no party 'nope'"),
    ],
)
def test_what_decides_nothing_is_refused_and_nothing_is_written(
    bench: Bench, accept: dict[str, str], said: str
) -> None:
    bench.apply("vendorgraph: 1\ninventory: known\nparties: [{id: ovh, name: OVH}]\n")
    before = bench.store.at
    for ask in (
        lambda: imported(bench, accept),
        lambda: imported(bench, accept, read(), read(LIST + "Box,Files,DE\n", "list.csv")),
        lambda: preview(bench.inventory.snapshot(), [read()], options(accept)),
    ):
        with pytest.raises(VendorgraphError) as refused:
            ask()
        assert said in refused.value.message
    assert bench.store.at == before


CELLS = (("Gogle", "Ads"), ("Sparkpots", "Mail"), ("Zorbix Ltd", "Maps"))
ONE_LINE = {
    "page.html": "<h1>Subprocessors</h1><table><tr><th>Vendor</th><th>Purpose</th></tr>"
    + "".join(f"<tr><td>{name}</td><td>{what}</td></tr>" for name, what in CELLS)
    + "</table>",
    "list.json": json.dumps([{"name": name, "purpose": what} for name, what in CELLS]),
}


@pytest.mark.parametrize("name", ONE_LINE)
def test_a_number_that_several_rows_have_decides_about_none_of_them(bench: Bench, name: str) -> None:
    whole = read(ONE_LINE[name], name)
    assert [(row.number, row.vendors[0]) for row in whole.rows if row.refused is None] == [
        (1, vendor) for vendor, _ in CELLS
    ]
    said = "row 1 is 3 rows; name the vendor as written: Gogle, Sparkpots, Zorbix Ltd"
    for ask in (
        lambda: imported(bench, {"1": "google"}, whole),
        lambda: imported(bench, {"1": "new"}, whole),
        lambda: preview(bench.inventory.snapshot(), [whole], options({"1": "google"})),
        lambda: compare_versions(whole, whole, Options(accept={"1": "new"})),
    ):
        with pytest.raises(VendorgraphError, match=said):
            ask()
    assert bench.store.at == 0
    (report,) = imported(bench, {"Gogle": "new"}, whole)
    assert report.told[0].parties == ["gogle"]


def test_undecided_rows_of_one_line_are_compared_with_another_version_by_name() -> None:
    listed = [{"name": name, "purpose": what} for name, what in (("Google LLC", "Search"), *CELLS)]
    old, newer = (
        read(json.dumps(listed), "list.json"),
        read(json.dumps([listed[0], *listed[2:]]), "list.json"),
    )
    assert preview(Snapshot.build({}), [old], options({}))[0].told[1].outcome == "unsure"
    found = compare_versions(old, newer, Options())
    assert [one["name"] for one in found["removed"]] == ["Gogle"]


def test_a_number_decides_about_rows_that_name_the_same_vendor(bench: Bench) -> None:
    twice = json.dumps([{"name": "Gogle", "purpose": what} for what in ("Ads", "Mail")])
    (report,) = imported(bench, {"1": "new"}, read(twice, "list.json"))
    assert [one.parties for one in report.told] == [["gogle"], ["gogle"]]


def test_a_refusal_that_could_list_many_names_lists_some() -> None:
    rows = [Row(1, name, (name,)) for name in map("Vendor {}".format, range(1, 13))]
    accepted = Accepted({"1": "new"})
    accepted.meet(rows)
    assert accepted.about(rows[0], "Vendor 1") is None
    with pytest.raises(VendorgraphError, match="row 1 is 12 rows; .*: Vendor 1, .*, Vendor 10 and 2 more"):
        Accepted.check([("list.json", accepted)])


def test_a_decision_that_was_made_before_may_be_said_again(bench: Bench) -> None:
    decided = {"Gogle": "new", "OVH": "new"}
    assert [one.outcome for one in imported(bench, decided)[0].told][1:3] == ["new", "new"]
    assert not imported(bench, decided)[0].outcome.plan.writes
    elsewhere = Options("shop:mail", accept=decided)
    import_lists(bench.inventory, [read()], elsewhere, actor="test")
    drift(bench.inventory.snapshot(), read(), options(decided))


def test_a_decision_against_an_earlier_one_is_refused(bench: Bench) -> None:
    imported(bench, {"Gogle": "google"})
    with pytest.raises(VendorgraphError, match="accept: Gogle=new: this source named google so before"):
        imported(bench, {"Gogle": "new"})


def test_of_several_lists_one_must_hold_what_is_decided(bench: Bench) -> None:
    other = read("Vendor,Purpose,Location\nBox,Files,DE\n", "other.csv")
    imported(bench, {"Gogle": "google"}, read(), other)
    with pytest.raises(VendorgraphError, match=r"Bogus=google: no row of list\.csv, other\.csv names it"):
        imported(bench, {"Bogus": "google"}, read(), other)


def test_drift_takes_decisions_by_the_same_rule() -> None:
    listed = List()
    listed.take(LIST, "2025-01-01")
    for ask in (
        lambda accept: drift(listed.snapshot, read(), options(accept)),
        lambda accept: compare_versions(read(), read(LATER), Options(accept=accept)),
    ):
        ask({"Gogle": "google"})
        with pytest.raises(VendorgraphError, match="Bogus=google: no row of list.csv"):
            ask({"Bogus": "google"})
