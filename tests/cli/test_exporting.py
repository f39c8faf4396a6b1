"""`vendorgraph export`: files whole or not at all, standard output, refusals."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run
from vendorgraph.exchange.writing.formats import FORMATS

FILE = """\
vendorgraph: 1
inventory: shop
parties:
  - id: shop
    name: Shop
    own: true
    processings: [{id: "shop:orders", name: Orders, capacity: controller}]
"""


@pytest.fixture(autouse=True)
def inventory(run: Run) -> None:
    Path("shop.yaml").write_text(FILE)
    assert run("apply", "shop.yaml").exit_code == 0


def test_what_is_exported_plans_to_nothing(run: Run) -> None:
    assert run("export", "yaml", "--out", "out.yaml").exit_code == 0
    assert run("plan", "out.yaml").exit_code == 0


def test_without_a_file_it_goes_to_standard_output(run: Run) -> None:
    assert run("export", "yaml").stdout.startswith("vendorgraph: 1\ninventory: shop\n")


def test_the_ending_of_the_file_chooses_the_form(run: Run) -> None:
    assert run("export", "controller-register", "--out", "r.xlsx").exit_code == 0
    assert (
        load_workbook(io.BytesIO(Path("r.xlsx").read_bytes())).sheetnames[0] == "Register of the controller"
    )
    assert run("export", "controller-register", "--out", "r.html").exit_code == 0
    assert Path("r.html").read_text().startswith("<!doctype html>")


@pytest.mark.parametrize("name", ["x.xslx", "x.pdf", "x.2026-11"])
def test_an_ending_that_is_no_form_is_refused_and_nothing_written(run: Run, name: str) -> None:
    result = run("export", "csv", "--out", name)
    assert result.exit_code == 2
    assert f"--out: {name!r} ends in no form of csv; one of .csv, .xlsx, or say with --form" in result.stderr
    assert not Path(name).exists()
    assert run("export", "csv", "--form", "csv", "--out", name).exit_code == 0
    assert Path(name).read_bytes().startswith(b"\xef\xbb\xbfflow,")


@pytest.mark.parametrize("out", ["inventory", "inventory.yml", "INVENTORY.YAML"])
def test_no_ending_and_another_spelling_of_one_are_accepted(run: Run, out: str) -> None:
    assert run("export", "yaml", "--out", out).exit_code == 0
    assert Path(out).read_text().startswith("vendorgraph: 1\n")


def test_a_refused_export_leaves_the_file_that_was_there(run: Run) -> None:
    Path("out.yaml").write_text("mine")
    result = run("export", "yaml", "--inventory", "nobody", "--out", "out.yaml")
    assert result.exit_code == 2
    assert "'nobody' is no inventory" in result.stderr
    assert Path("out.yaml").read_text() == "mine"
    assert [path.name for path in Path().iterdir() if path.name.startswith(".out")] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("yml",), "there is no format 'yml'; one of yaml, json"),
        (("yaml", "--as-of", "2026-01-01"), "--as-of: is not used by the format yaml"),
        (("subprocessors",), "--processing: name the one whose list this is, as example-shop:orders"),
        (("controller-register", "--party", "shopp"), "--party: 'shopp' is no party of this inventory"),
        (("controller-register", "--as-of", "soon"), "--as-of"),
        (("yaml", "--out", "no/such/folder.yaml"), "cannot be written"),
    ],
)
def test_bad_input_ends_with_2_and_a_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    result = run("export", *words)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_help_lists_every_format(run: Run) -> None:
    said = run("export", "--help").stdout
    for name in FORMATS:
        assert name in said
