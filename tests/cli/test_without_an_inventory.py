"""Every command where the data folder holds no inventory: a mistyped folder never passes for a clean one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cli.conftest import Run, answer
from tests.unit.exchange.checking import CLINIC, HEALTH, policy
from vendorgraph.cli import access, main

LIST = "Vendor,Location\nZeta GmbH,Germany\n"
#: The commands that need an inventory, those that may begin with an empty one, and those that make one.
NEED = (
    "exposure",
    "impact --party a",
    "findings",
    "diff --from-date 2025-01-01 --to-date 2026-01-01",
    "export yaml",
    "export yaml --out made.yaml",
    "check policy.yaml",
    "check policy.yaml --new clinic.yaml",
    "drift list.csv --as a:b",
    "verify",
    "backup made.backup",
    "erase 1",
    "merge a b",
    "merge --dry-run a b",
    "split a b",
    "token list",
    "token revoke a",
)
BEGIN = (
    "plan clinic.yaml",
    "check policy.yaml clinic.yaml",
    "import clinic.yaml --dry-run",
    "import list.csv --as a:b --dry-run",
)
MAKE = ("apply clinic.yaml", "import clinic.yaml", "import list.csv --as a:b", "token create a")
ELSE = ("init", "serve", "demo", "restore")  # the first knows no store, the others make one


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is not there, beside some files; no engine may be started."""

    def opened(_: object) -> None:
        raise AssertionError("no store may be opened")

    monkeypatch.setattr(access, "opened", opened)
    monkeypatch.chdir(tmp_path)
    written()
    return Path("no/where")


def written() -> None:
    for name, text in {"policy.yaml": policy(HEALTH), "clinic.yaml": CLINIC, "list.csv": LIST}.items():
        Path(name).write_text(text, "utf-8")


def invoke(data: Path, line: str) -> Result:
    kept = dict.fromkeys(("NEO4J_URI", "NEO4J_PASSWORD", "VENDORGRAPH_SERVER", "VENDORGRAPH_TOKEN"))
    words = ["--data", str(data), *line.split()]
    return CliRunner().invoke(main, words, env=kept, catch_exceptions=False)


def made(before: set[Path]) -> set[Path]:
    return set(Path().rglob("*")) - before


@pytest.mark.parametrize("line", NEED)
def test_a_command_that_needs_an_inventory_is_refused_and_makes_nothing(nowhere: Path, line: str) -> None:
    before = set(Path().rglob("*"))
    result = invoke(nowhere, line)
    said = "vendorgraph: no/where holds no inventory; `vendorgraph apply`, `serve` or `demo` makes one\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", said)
    assert made(before) == set()


@pytest.mark.parametrize("line", BEGIN)
def test_what_is_planned_may_begin_with_an_empty_one_and_makes_nothing(nowhere: Path, line: str) -> None:
    before = set(Path().rglob("*"))
    result = invoke(nowhere, line)
    assert result.exit_code in (0, 1)
    assert "no/where holds no inventory; this begins with an empty one\n" in result.stderr
    assert made(before) == set()


@pytest.mark.parametrize("line", MAKE)
def test_a_command_that_makes_an_inventory_opens_a_store(nowhere: Path, line: str) -> None:
    with pytest.raises(AssertionError, match="no store may be opened"):
        invoke(nowhere, line)


def test_every_command_says_what_it_does_without_an_inventory() -> None:
    said = {line.split()[0] for line in (*NEED, *BEGIN, *MAKE, *ELSE)}
    assert said == set(main.commands)


@pytest.mark.parametrize("line", BEGIN)
def test_what_is_planned_without_an_inventory_is_what_an_empty_one_would_get(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    written()
    with_store = run(*line.split(), "--json")
    monkeypatch.setattr(access, "holds_store", lambda _: False)
    assert answer(run(*line.split(), "--json")) == answer(with_store)


def test_restore_makes_an_inventory(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("backup", "all.backup").exit_code == 0
    monkeypatch.setattr(access, "holds_store", lambda _: False)
    restored = run("restore", "all.backup")
    assert (restored.exit_code, restored.stderr) == (0, "")
