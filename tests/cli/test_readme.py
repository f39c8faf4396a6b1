"""The commands of the README and the tutorial, run beside the demo that `python app.py` serves."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
TUTORIAL = (ROOT / "docs/tutorial.md").read_text("utf-8")
FOLDER = re.compile(r"^export VENDORGRAPH_DATA=(\S+)", re.MULTILINE)


def commands() -> list[str]:
    """The shell lines of README.md that neither install nor start something."""
    lines = "".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL)).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith(("curl ", ".venv/bin/python -m vendorgraph "))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which `python app.py` was started as the README says, on a port of its own."""
    folder = tmp_path_factory.mktemp("readme")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "VENDORGRAPH_"))
    }
    environment = {**kept, "VENDORGRAPH_PORT": "0", "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    program = [sys.executable, str(ROOT / "app.py")]
    with subprocess.Popen(program, cwd=folder, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"serves http://127\.0\.0\.1:(\d+)", line):
                (folder / "port").write_text(found[1], "utf-8")
            if "Ctrl-C" in line:
                break
        yield folder
        process.send_signal(signal.SIGTERM)
        process.stdout.read()


def run(line: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    port = (folder / "port").read_text("utf-8")
    line = line.replace(":8000", f":{port}").replace(".venv/bin/python", sys.executable)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1", "COLUMNS": "200", **more}
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, capture_output=True, text=True, env=environment, timeout=120
    )


def test_the_readme_has_the_commands_that_are_run_here() -> None:
    assert [line.split()[0] for line in commands()] == ["curl", *[".venv/bin/python"] * 4]


def test_the_example_with_curl_answers_what_the_readme_shows(folder: Path) -> None:
    shown = json.loads(re.findall(r"```json\n(.*?)```", README, re.DOTALL)[0])
    rows = json.loads(run(commands()[0], folder).stdout)["recipients"]
    assert any(_holds(row, shown) for row in rows), rows


def _holds(row: Any, shown: Any) -> bool:
    """Whether `row` is what is shown, or that and more."""
    if isinstance(shown, dict):
        return isinstance(row, dict) and all(name in row and _holds(row[name], shown[name]) for name in shown)
    return bool(row == shown)


def test_the_starter_is_made_planned_applied_and_asked_apart_from_the_demo(folder: Path) -> None:
    (own,) = FOLDER.findall(README)
    results = [run(line, folder, VENDORGRAPH_DATA=own) for line in commands()[1:]]
    assert [result.returncode for result in results] == [0, 1, 0, 0], [result.stderr for result in results]
    assert results[2].stdout == "inventory.yaml: 6 created (revision 1)\n"
    assert "Example Host" in results[3].stdout
    alone = run(".venv/bin/python -m vendorgraph impact --party example-clinic", folder, VENDORGRAPH_DATA=own)
    assert (alone.returncode, "'example-clinic' is no party" in alone.stderr) == (2, True)


def test_the_tutorial_goes_through_on_top_of_the_demo_too(folder: Path) -> None:
    typed = re.findall(r"^vendorgraph (.+)", TUTORIAL, re.MULTILINE)
    assert (typed[-1], FOLDER.findall(TUTORIAL)) == ("serve", ["my-inventory"])
    *_, ask = results = [run(f".venv/bin/python -m vendorgraph {words}", folder) for words in typed[:-1]]
    assert [result.returncode for result in results] == [0, 1, 0, 0], [result.stderr for result in results]
    assert "1 recipient in 1 country" in ask.stdout
    shop = folder / "shop.yaml"
    parties, flows = re.findall(r"```yaml\n(.*?)```", TUTORIAL, re.DOTALL)
    above, below = shop.read_text("utf-8").split("\nflows:\n")
    shop.write_text(f"{above}{parties}\nflows:\n{below}{flows}", "utf-8")
    applied, asked = (run(f".venv/bin/python -m vendorgraph {words}", folder) for words in typed[2:4])
    assert (applied.returncode, applied.stderr) == (0, "")
    (row,) = (line for line in asked.stdout.splitlines() if "example-archive:copies" in line)
    assert {"subprocessor", "2", "possible", "not_evaluable"} <= set(row.split())
