"""GitHub's and 37signals' published lists through the command line: no row lost, and a history that answers for any day."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, answer, command_on
from tests.engines.under_test import EngineUnderTest
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.inventory import Inventory
from vendorgraph.store import Store

LISTS = Path(__file__).parent.parent / "fixtures" / "lists"
VERSIONS = json.loads((LISTS / "index.json").read_text("utf-8"))
PRODUCTS = ("basecamp", "hey", "backpack", "campfire", "highrise")
#: Counted by reading.
BY_HAND = {
    "github-old/2018-04-19_47a5941b48.md": 14,
    "github-old/2018-05-24_bcf532656f.md": 17,
    "github-old/2021-01-06_f60e900a21.md": 20,
    "github/2023-12-27_d4d05e2ead.md": 17,
    "github/2024-05-24_fc7552f1a7.md": 23,
    "github/2026-03-11_7e4eebcc6f.md": 30,
    "37signals/backpack.md": 8,
    "37signals/basecamp.md": 11,
    "37signals/campfire.md": 8,
    "37signals/company-processors.md": 14,
    "37signals/hey.md": 10,
    "37signals/highrise.md": 12,
    "github.md": 30,
}
CODES = {
    "United States": "US", "Australia": "AU", "Brazil": "BR", "Canada": "CA", "France": "FR", "Japan": "JP",
    "Norway": "NO", "Spain": "ES", "Sweden": "SE", "Switzerland": "CH", "United Kingdom": "GB", "Belgium": "BE",
    "Singapore": "SG", "Iceland": "IS", "Germany": "DE", "Netherlands": "NL", "India": "IN",
}  # fmt: skip


def rows_of(text: str) -> list[tuple[str, frozenset[str]]]:
    """(vendor, countries) of every row, by a second method: regular expressions over the lines."""
    lines = text.split("\n")
    found = []
    for at, line in enumerate(lines):
        if "|" in line and re.match(r"\|?\s*:?-{3,}", line) and "ubprocessor" in lines[at - 1]:
            for row in lines[at + 1 :]:
                if "|" not in row:
                    break
                cells = row.strip().removeprefix("|").split("|")
                places = frozenset(
                    code for name, code in CODES.items() if name in cells[2].replace("<br>", " ")
                )
                found.append((" ".join(cells[0].split()), places))
    where = frozenset({"US"})
    for line in lines:
        if line.startswith("These subprocessors are located in the EU"):
            where = frozenset({"EU"})
        if match := re.match(r"\* \[([^\]]+)\]", line):
            found.append((match[1], where))
    return found


def test_the_second_method_counts_as_a_person_does() -> None:
    assert {name: len(rows_of((LISTS / name).read_text("utf-8"))) for name in BY_HAND} == BY_HAND


@dataclass
class Imported:
    """All versions of GitHub's list: what the command said, the store that holds them, and the command on it."""

    report: dict[str, Any]
    store: Store
    run: Run

    def read(self) -> Snapshot:
        """What the store holds now, read anew as another process would."""
        return Inventory(self.store).snapshot()


@pytest.fixture(scope="module")
def github(engine: EngineUnderTest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    """Imported once, which takes seconds: the tests read it, are refused, or write about another sender."""
    engine.empty()
    with (
        contextlib.closing(engine.store()) as store,
        command_on(store, tmp_path_factory.mktemp("cli")) as run,
    ):
        files = [str(LISTS / version["file"]) for version in VERSIONS]
        decided = ("--accept", "Oracle America, Inc.=oracle")
        result = run("import", *files, "--as", "github:product", *decided, "--json")
        assert result.exit_code == 0, result.output
        yield Imported(answer(result), store, run)


def _active(snapshot: Snapshot, day: str, sender: str = "github:product") -> list[tuple[str, frozenset[str]]]:
    found = []
    for record in snapshot.records["flow"].values():
        flow = record.document
        if flow["from"] == sender and (flow["valid_from"] or "") <= day < (flow["valid_to"] or "9999"):
            named = next(entry["named_as"] for entry in flow["evidence"] if entry["about"] == "")
            found.append((named, frozenset(place["place"] for place in flow["locations"])))
    return found


def _expected(file: str) -> list[tuple[str, frozenset[str]]]:
    """A flow for each vendor of each row: one cell names two."""
    rows = rows_of((LISTS / file).read_text("utf-8"))
    return [(name, places) for names, places in rows for name in names.split(" & ")]


def _plain(rows: list[tuple[str, frozenset[str]]]) -> list[tuple[str, list[str]]]:
    """Rows without how a vendor is spelt: a standing row keeps the spelling of its first version."""
    short = [(re.sub(r"[^a-z]", "", name.lower())[:5], sorted(places)) for name, places in rows]
    return sorted(("twili" if name == "sendg" else name, places) for name, places in short)


def test_all_versions_of_a_list_go_in_without_losing_a_row(github: Imported) -> None:
    for report, version in zip(github.report["files"], VERSIONS, strict=True):
        expected = rows_of((LISTS / version["file"]).read_text("utf-8"))
        assert report["read"] == len(expected), version["file"]
        assert report["read"] == sum(report[name] for name in ("matched", "new", "unsure", "refused"))
        assert report["unsure"] == report["refused"] == 0, [
            r for r in report["rows"] if r["outcome"] == "unsure"
        ]
        assert [row["vendors"] for row in report["rows"]] == [name.split(" & ") for name, _ in expected]
        read = [frozenset(place["place"] for place in row["places"]) for row in report["rows"]]
        assert read == [places for _, places in expected], version["file"]


def test_the_history_answers_for_every_day(github: Imported) -> None:
    days = sorted({version["date"] for version in VERSIONS})
    last = {version["date"]: version["file"] for version in VERSIONS}
    snapshot = github.read()
    assert _active(snapshot, "2018-04-18") == []
    for day in days:
        assert _plain(_active(snapshot, day)) == _plain(_expected(last[day])), day
    assert _plain(_active(snapshot, "2026-12-31")) == _plain(_expected(last[days[-1]]))


def test_a_day_keeps_its_last_version_and_tells_the_others(github: Imported) -> None:
    told = {
        report["on"]: len(report["superseded"]) for report in github.report["files"] if report["superseded"]
    }
    assert told == {"2024-04-17": 3, "2026-03-02": 1}
    assert len(_active(github.read(), "2024-04-17")) == 24


def test_importing_all_of_it_again_changes_nothing(github: Imported) -> None:
    files = [str(LISTS / version["file"]) for version in VERSIONS]
    again = answer(github.run("import", *files, "--as", "github:product", "--json"))
    assert again["writes"] == 0
    assert [report["read"] for report in again["files"]] == [
        report["read"] for report in github.report["files"]
    ]


def test_vendors_have_several_countries_and_their_seat_apart(github: Imported) -> None:
    snapshot = github.read()
    google = [flow for flow in _active(snapshot, "2026-11-22") if flow[0].startswith("Google Cloud")]
    assert google == [("Google Cloud Platform (GCP)", frozenset({"US", "BE", "SG"}))]
    assert snapshot.document("party", "google")["established_in"] == "US"
    evidence = snapshot.document("party", "google")["evidence"]
    assert any(entry["about"] == "/established_in" and entry["lines"] for entry in evidence)


def test_an_older_version_after_a_newer_one_is_refused(github: Imported, tmp_path: Path) -> None:
    old = tmp_path / "2020-01-01.md"
    old.write_text((LISTS / VERSIONS[0]["file"]).read_text("utf-8") + "\nchanged\n", "utf-8")
    result = github.run("import", str(old), "--as", "github:product")
    assert result.exit_code == 2
    assert "in the order of their days" in result.stderr


def test_products_stay_apart_and_common_vendors_are_one_party(github: Imported) -> None:
    for product in PRODUCTS:
        result = github.run(
            "import", str(LISTS / "37signals" / f"{product}.md"), "--as", f"37signals:{product}", "--json"
        )
        (report,) = answer(result)["files"]
        expected = rows_of((LISTS / "37signals" / f"{product}.md").read_text("utf-8"))
        assert (report["read"], report["refused"]) == (len(expected), 0)
        assert [row["vendors"][0] for row in report["rows"]] == [name for name, _ in expected]
    company = str(LISTS / "37signals" / "company-processors.md")
    (report,) = answer(github.run("import", company, "--as", "37signals:company", "--json"))["files"]
    assert (report["read"], report["refused"], report["unsure"]) == (14, 0, 0)
    snapshot = github.read()
    assert len(_active(snapshot, "2026-11-22", "37signals:basecamp")) == 11
    assert len(_active(snapshot, "2026-11-22", "37signals:hey")) == 10
    senders = {
        flow.document["from"].partition(":")[0]
        for flow in snapshot.flows.values()
        if flow.recipient.startswith("cloudflare:")
    }
    assert senders == {"github", "37signals"}
    assert sum("cloudflare" in party for party in snapshot.records["party"]) == 1
