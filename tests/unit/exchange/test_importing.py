"""Lists as plans: from which day a version holds."""

from __future__ import annotations

import time

import pytest

from tests.unit.exchange.conftest import Bench
from vendorgraph.analysis.question import today
from vendorgraph.errors import Invalid
from vendorgraph.exchange.importing import Options, given_day, import_lists, read_rows
from vendorgraph.exchange.reading.source import Source

SENDER = "example-shop:orders"


def imported(bench: Bench, *vendors: str) -> None:
    text = "Vendor,Purpose\n" + "".join(f"{vendor},Hosting\n" for vendor in vendors)
    options = Options(SENDER, None, None, "auto", None, {})
    read = read_rows(Source.of("vendors.csv", text.encode()), options)
    import_lists(bench.inventory, [read], options, actor="test")


@pytest.mark.parametrize("zone", ["Etc/GMT-14", "Etc/GMT+12"])
def test_a_version_without_a_day_holds_from_today_in_utc_wherever_the_program_runs(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    imported(bench, "Northern Hosting Ltd")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        imported(bench, "Northern Hosting Ltd", "Southern Hosting Ltd")
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    starts = {record.document["valid_from"] for record in bench.store.records["flow"].values()}
    assert starts == {None, today().isoformat()}


def test_a_day_that_is_none_is_refused_in_a_sentence() -> None:
    with pytest.raises(Invalid, match="--on: '31.12.2026' is no day; write it as 2026-03-11"):
        given_day(Options(SENDER, "31.12.2026", None, "auto", None, {}))
