"""The reader finds what a person reads in invented policies, some of them kept out of its tuning."""

from __future__ import annotations

import html
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tools.policy_bars import Score, score, told
from vendorgraph.exchange.policy_text import draft
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.text import parse_yaml

FOLDER = Path(__file__).parent / "policies"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
#: Commitments that findings compare with what the graph holds.
COMPARED = {"no_transfer_outside", "all_data_in", "no_sale", "sale", "flow_down", "no_personal_data"}


def expected(name: str) -> dict[str, Any]:
    content = parse_yaml((FOLDER / f"{name}.yaml").read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def measured(name: str) -> Score:
    return score(draft(Source.at(FOLDER / f"{name}.txt"), "controller:site"), expected(name))


@pytest.mark.parametrize("name", NAMES)
def test_in_no_policy_many_companies_are_missed_or_false(name: str) -> None:
    result = measured(name)
    assert result.recall >= 0.8, told(name, result)
    assert result.false_share <= 0.1, told(name, result)


@pytest.mark.parametrize("name", NAMES)
def test_every_commitment_that_findings_compare_is_drafted_on_its_line(name: str) -> None:
    rows = expected(name)
    rows["commitments"] = [row for row in rows["commitments"] if row[1] in COMPARED]
    result = score(draft(Source.at(FOLDER / f"{name}.txt"), "controller:site"), rows)
    assert result.unheard == []


@pytest.mark.parametrize("held_out", [False, True])
def test_the_bars_hold_over_the_tuned_and_over_the_kept_out_policies(held_out: bool) -> None:
    total = Score()
    for name in NAMES:
        if expected(name)["held_out"] == held_out:
            total += measured(name)
    assert total.recall >= 0.9, total.missed
    assert total.false_share <= 0.1, total.false
    assert total.kept >= 0.9 * total.promises, total.unheard
    assert total.grouped >= 0.8 * total.groups


@pytest.mark.parametrize("name", NAMES)
def test_the_language_is_found(name: str) -> None:
    assert draft(Source.at(FOLDER / f"{name}.txt"), "controller:site").language == expected(name)["language"]


@pytest.mark.parametrize("name", NAMES)
def test_companies_that_a_policy_says_it_does_not_use_are_no_recipients(name: str) -> None:
    drafts = draft(Source.at(FOLDER / f"{name}.txt"), "controller:site")
    for line, words in expected(name)["no_recipients"]:
        on_line = [r for r in drafts.recipients if r.named and line in r.lines]
        assert [r.named_as for r in on_line if words.casefold() in r.named_as.casefold()] == []


def test_each_language_has_a_policy_that_was_kept_out_of_the_tuning() -> None:
    assert {expected(name)["language"] for name in NAMES if expected(name)["held_out"]} == {"en", "fr", "de"}


def parties(name: str, content: str) -> set[str]:
    drafts = draft(Source.of(name, content.encode()), "controller:site")
    return {recipient.party for recipient in drafts.recipients if recipient.named}


def in_a_table(line: str) -> bool:
    return "\t" in line or "|" in line or line.count(";") > 1


@pytest.mark.parametrize("name", NAMES)
def test_the_same_companies_are_found_when_the_text_is_wrapped(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    lines = [line if in_a_table(line) else "\n".join(textwrap.wrap(line, 88)) for line in text.split("\n")]
    assert parties("wrapped.txt", "\n".join(lines)) == parties("whole.txt", text)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("en-shop", "fr-walking-bus")])
def test_the_same_companies_are_found_in_html(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    page = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    assert parties("page.html", f"<html><body>{page}</body></html>") == parties("whole.txt", text)
