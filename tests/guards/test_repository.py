"""What the repository itself must not hold."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from vendorgraph.cli import main

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("args", [(), ("--policy",)], ids=" ".join)
def test_a_fresh_clone_holds_no_file_that_init_would_write(
    args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["init", *args]).exit_code == 0
    (made,) = tmp_path.iterdir()
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: nothing tells the files of the repository from those made in it")
    tracked = ("git", "ls-files", "--", made.name)
    assert not subprocess.run(tracked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    ignored = ("git", "check-ignore", "--quiet", made.name)
    assert subprocess.run(ignored, cwd=ROOT).returncode == 0, f"/{made.name} belongs into .gitignore"
