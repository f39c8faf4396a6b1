"""What is common to all commands: how they are helped, refused and cut off."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.cli.conftest import Run
from vendorgraph.cli import main

ROOT = Path(__file__).parents[2]


def commands(group: click.Group = main, name: str = "") -> Iterator[tuple[str, click.Command]]:
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{name}{word} ")
        else:
            yield f"{name}{word}", command


@pytest.mark.parametrize("command", list(dict(commands()).values()), ids=list(dict(commands())))
def test_every_option_says_what_it_takes(command: click.Command) -> None:
    for option in (one for one in command.params if isinstance(one, click.Option) and not one.is_flag):
        taken = option.make_metavar(click.Context(command))
        assert "_" not in taken.partition("|")[0], (option.opts[0], "its own name in capitals says nothing")
        assert len(taken) <= 100, option.opts[0]
        assert taken not in ("TEXT", "INTEGER", "INTEGER RANGE", "DATE", "GROUP"), option.opts[0]
        assert option.help, option.opts[0]


def test_options_made_of_parameters_say_days_numbers_and_switches() -> None:
    shown = CliRunner().invoke(main, ["exposure", "--help"], terminal_width=100).stdout
    for said in ("--as-of DAY ", "--max-hops NUMBER ", "--group true|false ", "--from PARTY|PROCESSING "):
        assert f"  {said}" in shown
    assert "[default: true]" in shown
    assert "--rule RULE " in CliRunner().invoke(main, ["findings", "--help"], terminal_width=100).stdout


@pytest.mark.parametrize(
    "given", ["foo", "ftp://host", "http://", "http://[::1", "http://host:port", "http://h:0"]
)
def test_an_address_of_a_server_that_is_none_is_refused_before_a_token_is_asked_for(
    run: Run, given: str
) -> None:
    result = run("--server", given, "findings")
    said = f"vendorgraph: --server must be an address such as http://127.0.0.1:8000, not {given!r}\n"
    assert (result.exit_code, result.stderr) == (2, said)


def test_every_line_of_a_refusal_says_whose_it_is(run: Run) -> None:
    for name in ("one.yaml", "two.yaml"):
        Path(name).write_text(
            "vendorgraph: 1\ninventory: one\nparties: [{id: a, name: A, colour: red}]\n", "utf-8"
        )
    result = run("plan", "one.yaml", "two.yaml")
    lines = result.stderr.splitlines()
    assert [line.split(":")[:2] for line in lines] == [
        ["vendorgraph", " one.yaml"],
        ["vendorgraph", " two.yaml"],
    ]


@pytest.mark.parametrize(
    "args",
    [("--help",), ("exposure", "--help"), ("check", "--empty", "policy.yaml", "shop.yaml")],
    ids=" ".join,
)
def test_output_that_nobody_reads_ends_with_a_code_of_its_own(args: tuple[str, ...], tmp_path: Path) -> None:
    for name in (("shop.yaml",), ("--policy",)):
        command = [sys.executable, "-m", "vendorgraph", "init", *name]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        ended = subprocess.run(
            [sys.executable, "-m", "vendorgraph", *args],
            cwd=tmp_path, env=environment, stdout=closed, stderr=subprocess.PIPE, text=True, timeout=120,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (141, "")
