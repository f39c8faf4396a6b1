"""`vendorgraph exposure`, `token`, `verify`, and what is common to all commands."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run, answer
from vendorgraph import __version__, cli
from vendorgraph.api.parameters import narrowing, questions, starting
from vendorgraph.cli import main
from vendorgraph.cli.group import MODULES
from vendorgraph.store import Store


@pytest.fixture
def shop(run: Run) -> None:
    run("init")
    assert run("apply", "inventory.yaml").exit_code == 0


@pytest.mark.usefixtures("shop")
def test_exposure_is_a_table_for_people(run: Run) -> None:
    result = run("exposure", "--from", "example-shop")
    assert result.exit_code == 0
    head, row, last = result.stdout.splitlines()
    assert head.split()[:3] == ["source", "recipient", "role"]
    assert "Example Host (example-host:hosting)" in row
    assert row.split()[-1] == "not_a_transfer"
    assert last.endswith(": 1 recipient in 1 country.")


PLACES = """
vendorgraph: 1
inventory: places
parties:
  - {id: app, name: App, own: true, established_in: FR}
  - {id: a, name: A}
  - {id: b, name: B}
  - {id: c, name: C}
processings:
  - {id: "app:x", party: app, name: X, capacity: controller}
  - {id: "a:x", party: a, name: X, capacity: processor}
  - {id: "b:x", party: b, name: X, capacity: processor}
  - {id: "c:x", party: c, name: X, capacity: processor}
flows:
  - {id: app-a, from: "app:x", to: "a:x", categories: [user], locations: [{place: DE}, {place: GB}]}
  - {id: app-b, from: "app:x", to: "b:x", categories: [user], locations: [{place: EU}, {place: US}, {place: worldwide}]}
  - {id: app-c, from: "app:x", to: "c:x", categories: [user]}
"""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "3 recipients in 3 countries and 2 regions (EU, worldwide), 1 of them with a place not known"),
        (("--to", "a"), "1 recipient in 2 countries"),
        (("--to", "b"), "1 recipient in 1 country and 2 regions (EU, worldwide)"),
        (("--to", "c"), "1 recipient with a place not known"),
        (("--role", "authority"), "0 recipients"),
    ],
)
def test_the_last_line_counts_the_rows_above_it(run: Run, options: tuple[str, ...], said: str) -> None:
    Path("places.yaml").write_text(PLACES, "utf-8")
    assert run("apply", "places.yaml").exit_code == 0
    result = run("exposure", "--from", "app", "--as-of", "2026-11-22", *options)
    assert result.stdout.splitlines()[-1] == f"On 2026-11-22: {said}."


@pytest.mark.usefixtures("shop")
def test_exposure_is_the_answer_of_rest_for_programs(run: Run) -> None:
    found = answer(run("exposure", "--from", "example-shop", "--json"))
    assert [row["processing"]["id"] for row in found["recipients"]] == ["example-host:hosting"]
    assert found["totals"] == {"recipients": 1, "countries": 1}


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--from", "nobody"), "--from: 'nobody' is no party or processing"),
        (("--max-hops", "few"), "--max-hops: 'few' is not accepted; a whole number"),
        (("--as-of", "2026-02-30"), "--as-of: '2026-02-30' is not a calendar day"),
        (("--certainty", "sure"), "--certainty: 'sure' is not accepted; one of stated, possible"),
        (("--context", "nothing:on"), "--context: there is no condition 'nothing'"),
        (("--category", "user.contactt"), "--category: 'user.contactt' is no category"),
        (("--max-hops", "0"), "--max-hops: '0' is not accepted; a whole number from 1"),
    ],
)
def test_a_question_that_cannot_be_asked_ends_with_2(run: Run, options: tuple[str, ...], said: str) -> None:
    result = run("exposure", *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_exposure_takes_the_parameters_of_rest() -> None:
    names = {option.name for option in main.commands["exposure"].params}
    assert set(starting()) | set(narrowing()) | set(questions()) <= names


def test_tokens_are_made_listed_and_revoked(run: Run) -> None:
    assert run("token", "list").stdout.startswith("There is no token yet")
    admin = answer(run("token", "create", "first", "--role", "admin", "--json"))
    made = run("token", "create", "reviews")
    assert made.stdout.startswith("vg_")
    assert "it is not shown again" in made.stderr
    listed = answer(run("token", "list", "--json"))["items"]
    assert {(item["name"], item["role"]) for item in listed} == {("first", "admin"), ("reviews", "viewer")}
    assert not any("token" in item for item in listed)
    other = next(item["id"] for item in listed if item["id"] != admin["id"])
    assert run("token", "revoke", other).exit_code == 0
    refused = run("token", "revoke", admin["id"])
    assert (refused.exit_code, "last token of an administrator" in refused.stderr) == (2, True)
    assert run("token", "revoke", "nothing").exit_code == 2


@pytest.mark.usefixtures("shop")
def test_a_whole_log_is_whole(run: Run) -> None:
    result = run("verify")
    assert (result.exit_code, result.stdout) == (0, "The change log is whole.\n")


@pytest.mark.usefixtures("shop")
def test_a_broken_log_ends_with_1_and_says_where(
    run: Run, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(store), "verify", lambda _: ["Change 3 was altered after it was written."])
    result = run("verify")
    assert (result.exit_code, result.stdout) == (1, "Change 3 was altered after it was written.\n")
    assert answer(run("verify", "--json")) == {
        "whole": False,
        "flaws": ["Change 3 was altered after it was written."],
    }


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"NEO4J_URI": "localhost"}, "NEO4J_URI must be an address"),
        ({"NEO4J_URI": "bolt://localhost:7687"}, "NEO4J_PASSWORD must be set"),
        ({"VENDORGRAPH_PORT": "many"}, "VENDORGRAPH_PORT must be a whole number"),
    ],
)
def test_nonsense_in_the_environment_is_bad_input(run: Run, env: dict[str, str], said: str) -> None:
    result = run("verify", env=env)
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_a_server_without_a_token_is_bad_input(run: Run) -> None:
    result = run("--server", "http://127.0.0.1:9", "verify")
    assert (result.exit_code, "Set VENDORGRAPH_TOKEN to a token for http://127.0.0.1:9" in result.stderr) == (
        2,
        True,
    )


def test_a_server_that_does_not_answer_ends_with_3(run: Run) -> None:
    result = run("--server", "http://127.0.0.1:9", "verify", env={"VENDORGRAPH_TOKEN": "vg_x"})
    assert (result.exit_code, "The server at http://127.0.0.1:9 does not answer" in result.stderr) == (
        3,
        True,
    )


def test_an_address_that_is_none_is_bad_input(run: Run) -> None:
    result = run("--server", "ftp://x", "verify", env={"VENDORGRAPH_TOKEN": "vg_x"})
    assert (result.exit_code, "--server must be an address" in result.stderr) == (2, True)


def test_it_says_its_version(run: Run) -> None:
    assert run("--version").stdout == f"vendorgraph, version {__version__}\n"


def test_every_command_of_every_module_can_be_called() -> None:
    held = {
        command.name: module.name
        for module in pkgutil.iter_modules(cli.__path__)
        for command in getattr(importlib.import_module(f"vendorgraph.cli.{module.name}"), "COMMANDS", ())
    }
    assert held == MODULES


def _commands() -> list[tuple[str, ...]]:
    found = []
    for name, command in main.commands.items():
        inner = getattr(command, "commands", None)
        found += [(name, sub) for sub in inner] if inner else [(name,)]
    return found


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert (
        f"vendorgraph {command[0]}" in result.stdout.partition("Examples:")[2]
        or "--" in result.stdout.partition("Examples:")[2]
    )
