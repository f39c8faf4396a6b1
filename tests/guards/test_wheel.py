"""The wheel holds all that the program reads at run time."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    ("folder", "inside"), [("cypher", "vendorgraph/cypher"), ("static", "vendorgraph/static")]
)
def test_it_holds_what_lies_beside_the_package(contents: set[str], folder: str, inside: str) -> None:
    files = {f"{inside}/{path.relative_to(ROOT / folder)}" for path in _files(ROOT / folder)}
    assert files
    assert files <= contents


def test_it_holds_the_package_with_its_data_templates_and_demo(contents: set[str]) -> None:
    files = {str(path.relative_to(ROOT)) for path in _files(ROOT / "vendorgraph")}
    assert {"vendorgraph/web/templates/base.html", "vendorgraph/model/data/category.json"} <= files
    assert files <= contents


def test_it_holds_the_licence_and_the_notice(contents: set[str]) -> None:
    names = {name.rpartition("/")[2] for name in contents if ".dist-info/licenses/" in name}
    assert names == {"LICENSE", "NOTICE"}


def _files(folder: Path) -> list[Path]:
    """Files that are kept in version control: no caches, no hidden ones."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    ]
