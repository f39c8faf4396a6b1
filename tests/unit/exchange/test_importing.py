"""Lists as plans: from which day a version holds."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.unit.exchange.conftest import Bench
from vendorgraph.analysis.question import today
from vendorgraph.errors import Conflict, Invalid, Unavailable
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


VERSIONS = {
    "2025-01-01.csv": "Vendor,Purpose\nNorthern Hosting Ltd,Hosting\n",
    "2025-06-01.csv": "Vendor,Purpose\nSouthern Hosting Ltd,Hosting\n",
    "2024-06-01.csv": "Vendor,Purpose\nWestern Hosting Ltd,Hosting\n",
}
LISTS = [read_rows(Source.of(name, text.encode()), Options()) for name, text in VERSIONS.items()]


def test_several_versions_out_of_order_are_refused_before_any_is_written(bench: Bench) -> None:
    said = "in the order of their days\nNothing of the 3 lists was written.$"
    with pytest.raises(Conflict, match=said):
        import_lists(bench.inventory, LISTS, Options(SENDER), actor="test")
    assert not bench.store.commits
    import_lists(bench.inventory, [LISTS[2], *LISTS[:2]], Options(SENDER), actor="test")
    import_lists(bench.inventory, [LISTS[2], *LISTS[:2]], Options(SENDER), actor="test")
    assert len(bench.store.commits) == 3


def test_what_was_written_before_a_failure_is_said(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = bench.store.commit

    def failing(*args: Any, **named: Any) -> int:
        if len(bench.store.commits) == 2:
            raise Unavailable("the engine does not answer")
        return commit(*args, **named)

    monkeypatch.setattr(bench.store, "commit", failing)
    with pytest.raises(Unavailable) as failure:
        import_lists(bench.inventory, [LISTS[2], *LISTS[:2]], Options(SENDER), actor="test")
    assert failure.value.message.splitlines() == [
        "the engine does not answer",
        "Written before that were 2024-06-01.csv, 2025-01-01.csv; nothing of the rest was.",
    ]


def test_a_day_that_is_none_is_refused_in_a_sentence() -> None:
    with pytest.raises(Invalid, match="^on: '31.12.2026' is no day; write it as 2026-03-11"):
        given_day(Options(SENDER, "31.12.2026", None, "auto", None, {}))
