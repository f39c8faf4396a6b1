"""`vendorgraph diff`, `impact` and `findings`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, answer
from tests.unit.exchange.checking import CLINIC, PULL_REQUEST
from vendorgraph.api.exposure import IMPACT
from vendorgraph.api.judgement import DIFF, FINDINGS
from vendorgraph.cli import main

DAYS = ("--from-date", "2025-01-01", "--to-date", "2026-11-22")


@pytest.fixture(autouse=True)
def clinic(run: Run) -> None:
    Path("clinic.yaml").write_text(CLINIC, "utf-8")
    Path("request.yaml").write_text(f"{PULL_REQUEST}    valid_from: 2026-01-01\n", "utf-8")
    assert run("apply", "clinic.yaml", "request.yaml").exit_code == 0


def test_a_diff_tells_what_came_between_two_days_and_ends_with_1(run: Run) -> None:
    result = run("diff", *DAYS)
    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [
            "+ clinic:care reaches Stats Inc. (stats:counting)",
            "+ clinic:care reaches United States (US)",
            "+ Stats Inc. (stats:counting) gets user.health_and_medical (possible) of clinic:care",
            "+ Stats Inc. (stats:counting) gets user.health_and_medical of clinic:care",
            "~ transfer status of host:hosting -> stats:counting: new, not_evaluable (mechanism_not_stated)",
            "That is what differs between 2025-01-01 and 2026-11-22.",
        ],
    )
    found = answer(run("diff", *DAYS, "--json"))
    assert [row["processing"] for row in found["recipients"]["gained"]] == ["stats:counting"]


def test_days_that_do_not_differ_end_with_0(run: Run) -> None:
    result = run("diff", "--from-date", "2024-01-01", "--to-date", "2025-01-01")
    assert (result.exit_code, result.stdout) == (0, "Nothing differs between 2024-01-01 and 2025-01-01.\n")


def test_impact_names_everybody_upstream_and_the_controllers_to_tell(run: Run) -> None:
    result = run("impact", "--party", "stats", "--as-of", "2026-11-22")
    assert result.exit_code == 0
    assert "Host (host:hosting)" in result.stdout
    assert "To tell: Clinic (clinic:care), no contact recorded\n" in result.stdout
    assert result.stdout.endswith("2 processings upstream, 1 of them controllers' to tell\n")
    found = answer(run("impact", "--processing", "stats:counting", "--json"))
    assert found["totals"] == {"upstream": 2, "controllers": 1}


def test_findings_are_told_with_their_fix_and_fail_only_when_asked(run: Run) -> None:
    result = run("findings", "--severity", "high")
    assert result.exit_code == 0
    assert all(line.startswith(("high: ", "  ")) for line in result.stdout.splitlines()[:-1])
    found = answer(run("findings", "--json"))
    assert found["total"] == len(found["items"]) > 0
    assert run("findings", "--fail").exit_code == 1
    assert run("findings", "--fail", "--state", "accepted").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("diff",), "Missing option '--from-date'"),
        (
            ("diff", "--from-date", "2026-01-01", "--to-date", "2026-01-01"),
            "does not lie after from_date 2026-01-01",
        ),
        (
            ("diff", "--from-date", "soon", "--to-date", "2026-01-01"),
            "--from-date: 'soon' is not a calendar day",
        ),
        (("diff", *DAYS, "--from", "nobody"), "'nobody' is no party or processing"),
        (("impact",), "name either a party or a processing"),
        (("impact", "--party", "a", "--processing", "b"), "name either a party or a processing"),
        (("impact", "--party", "nobody"), "'nobody' is no party"),
        (
            ("findings", "--severity", "worst"),
            "--severity: 'worst' is not accepted; one of high, medium, low",
        ),
        (("findings", "--rule", "no-such"), "--rule: 'no-such' is not accepted"),
        (("findings", "--party", "nobody"), "'nobody' is no party"),
    ],
)
def test_a_question_that_cannot_be_asked_ends_with_2(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


@pytest.mark.parametrize(("command", "fields"), [("diff", DIFF), ("impact", IMPACT), ("findings", FINDINGS)])
def test_the_options_are_the_parameters_of_rest(command: str, fields: dict[str, object]) -> None:
    assert set(fields) <= {option.name for option in main.commands[command].params}
