"""`vendorgraph check`: the gate of a pull request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, answer
from tests.unit.exchange.checking import CLINIC, HEALTH, PULL_REQUEST, policy
from vendorgraph.cli import access
from vendorgraph.errors import Unavailable

AS_OF = ("--as-of", "2026-11-22")


@pytest.fixture(autouse=True)
def written(run: Run) -> None:
    for name, text in (
        ("policy.yaml", policy(HEALTH)),
        ("clinic.yaml", CLINIC),
        ("request.yaml", PULL_REQUEST),
    ):
        Path(name).write_text(text, "utf-8")


def test_a_request_that_adds_a_us_processor_for_health_data_fails_and_the_path_is_named(run: Run) -> None:
    run("apply", "clinic.yaml")
    assert run("check", "policy.yaml", *AS_OF).exit_code == 0
    failed = run("check", "policy.yaml", "request.yaml", *AS_OF)
    assert failed.exit_code == 1
    assert failed.stdout.startswith(
        "request.yaml:9: error: No health data outside the EEA without an instrument"
    )
    assert "Path: clinic:care -> host:hosting -> stats:counting." in failed.stdout
    assert "host:hosting -> stats:counting in US: flow host-stats (request.yaml:9)" in failed.stdout
    with_clauses = f"{PULL_REQUEST}    mechanisms: [{{code: A46-2-c, module: 3}}]\n"
    Path("request.yaml").write_text(with_clauses, "utf-8")
    assert run("check", "policy.yaml", "request.yaml", *AS_OF).exit_code == 0


def test_a_check_writes_nothing(run: Run) -> None:
    run("apply", "clinic.yaml")
    run("check", "policy.yaml", "request.yaml")
    assert run("plan", "clinic.yaml").exit_code == 0
    assert run("plan", "request.yaml").exit_code == 1


def test_files_alone_are_checked_without_any_store(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(_: object) -> None:
        raise AssertionError("no store is needed")

    monkeypatch.setattr(access, "opened", opened)
    assert run("check", "policy.yaml", "--empty", "clinic.yaml").exit_code == 0
    result = run("check", "policy.yaml", "--empty", "clinic.yaml", "request.yaml", "--json")
    assert (result.exit_code, answer(result)["total"], answer(result)["revision"]) == (1, 1, 2)


def test_only_what_is_new_fails_against_the_store_or_an_earlier_report(run: Run) -> None:
    old = PULL_REQUEST.replace("stats", "old-stats").replace("analytics", "old")
    Path("old.yaml").write_text(old, "utf-8")
    run("apply", "clinic.yaml", "old.yaml")
    assert run("check", "policy.yaml").exit_code == 1
    assert run("check", "policy.yaml", "--new").exit_code == 0
    assert run("check", "policy.yaml", "--new", "request.yaml").exit_code == 1
    run("check", "policy.yaml", "--format", "json", "--output", "known.json")
    assert run("check", "policy.yaml", "--baseline", "known.json").exit_code == 0
    assert run("check", "policy.yaml", "--baseline", "known.json", "request.yaml").exit_code == 1


def test_an_output_file_holds_the_form_asked_for_and_the_terminal_the_text(run: Run) -> None:
    files = ("--empty", "clinic.yaml", "request.yaml")
    result = run("check", "policy.yaml", *files, "--format", "sarif", "--output", "check.sarif")
    assert result.exit_code == 1
    assert "VIOLATED health" in result.stdout
    assert json.loads(Path("check.sarif").read_text("utf-8"))["version"] == "2.1.0"
    junit = run("check", "policy.yaml", *files, "--format", "junit")
    assert junit.stdout.startswith("<?xml")
    refused = run("check", "policy.yaml", *files, "--output", "no/where.txt")
    assert (refused.exit_code, "cannot be written" in refused.stderr) == (2, True)


def test_the_policy_may_come_from_standard_input(run: Run) -> None:
    assert run("check", "-", "--empty", "clinic.yaml", input=policy(HEALTH)).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.yaml",), "nowhere.yaml: cannot be read"),
        (("clinic.yaml",), "clinic.yaml:2: is an inventory file; a policy says"),
        (
            ("policy.yaml", "--empty", "request.yaml"),
            "request.yaml:10: flow host-stats: from 'host:hosting' is no known",
        ),
        (("policy.yaml", "--empty", "nowhere.yaml"), "nowhere.yaml: cannot be read"),
        (("policy.yaml", "--empty", "--new"), "--new compares with the inventory"),
        (("policy.yaml", "--json", "--format", "sarif"), "--json and --format sarif exclude each other"),
        (("policy.yaml", "--format", "html"), "'html' is not one of"),
        (("policy.yaml", "--empty", "--as-of", "soon"), "--as-of: 'soon' is not a calendar day"),
        (("policy.yaml", "--empty", "--context", "a:on"), "there is no condition 'a'"),
        (("policy.yaml", "--baseline", "nowhere.json"), "nowhere.json: cannot be read"),
        (
            ("policy.yaml", "--baseline", "clinic.yaml"),
            "clinic.yaml: is not a report of `vendorgraph check --json`",
        ),
        ((), "Missing argument 'POLICY'"),
    ],
)
def test_bad_input_ends_with_2_and_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run("check", *words)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


def test_a_baseline_that_leaves_violations_off_is_refused(run: Run) -> None:
    run(
        "check",
        "policy.yaml",
        "--empty",
        "clinic.yaml",
        "request.yaml",
        "--limit",
        "0",
        "--format",
        "json",
        "--output",
        "k",
    )
    result = run("check", "policy.yaml", "--empty", "clinic.yaml", "--baseline", "k")
    assert (result.exit_code, "k: leaves 1 violation off" in result.stderr) == (2, True)


def test_an_engine_that_is_not_there_ends_with_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(_: object) -> None:
        raise Unavailable("The graph engine does not answer.")

    monkeypatch.setattr(access, "opened", opened)
    assert run("check", "policy.yaml").exit_code == 3


def test_characters_that_drive_a_terminal_are_not_printed(run: Run) -> None:
    Path("request.yaml").write_text(PULL_REQUEST.replace("Stats Inc.", '"Stats\\e[2J"'), "utf-8")
    result = run("check", "policy.yaml", "--empty", "clinic.yaml", "request.yaml")
    assert result.exit_code == 1
    assert "\x1b" not in result.output


def test_the_starter_policy_is_written_and_checks_the_starter_inventory(run: Run) -> None:
    Path("policy.yaml").unlink()
    assert (
        run("init", "--policy").stdout == "Wrote policy.yaml. Edit it, then: vendorgraph check policy.yaml\n"
    )
    run("init")
    result = run("check", "policy.yaml", "--empty", "inventory.yaml")
    assert result.exit_code == 0, result.output
    assert "VIOLATED contracts: 1 violation" in result.stdout
    assert run("init", "--policy").exit_code == 2
