"""The command over an inventory on the embedded engine, without starting an engine for each command."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from vendorgraph.cli import access, main
from vendorgraph.inventory import Inventory
from vendorgraph.settings import Settings
from vendorgraph.store import Store

Run = Callable[..., Result]


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The command line is tested on the embedded engine; the contract suite holds the other to the same."""
    if "engine" in metafunc.fixturenames:
        mark = pytest.mark.parametrize("engine", ["embedded"], indirect=True).mark
        metafunc.definition.own_markers.insert(0, mark)


@pytest.fixture
def run(store: Store, tmp_path: Path) -> Iterator[Run]:
    """Run `vendorgraph ARGS` on an empty inventory in an empty folder."""
    with command_on(store, tmp_path) as invoke:
        yield invoke


@contextlib.contextmanager
def command_on(store: Store, folder: Path) -> Iterator[Run]:
    """The command on a store that is there already, started in `folder`."""

    @contextlib.contextmanager
    def opened(_: Settings) -> Iterator[Inventory]:
        yield Inventory(store)

    environment = dict.fromkeys(("NEO4J_URI", "NEO4J_PASSWORD", "VENDORGRAPH_SERVER", "VENDORGRAPH_TOKEN"))

    def invoke(*args: str, **options: Any) -> Result:
        env = {**environment, "VENDORGRAPH_DATA": str(folder / "data"), **options.pop("env", {})}
        return CliRunner().invoke(main, list(args), env=env, catch_exceptions=False, **options)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(access, "opened", opened)
        patched.setattr(access, "read_owner", lambda _: None)
        patched.setattr(access, "holds_store", lambda _: True)
        patched.chdir(folder)
        yield invoke


def answer(result: Result) -> Any:
    """What a command with --json printed."""
    return json.loads(result.stdout)
