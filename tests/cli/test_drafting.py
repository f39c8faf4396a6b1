"""`vendorgraph import --format policy`: drafts to read and to edit, and nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vendorgraph.cli import main
from vendorgraph.exchange.files import read_path

POLICY = Path(__file__).parent.parent / "unit" / "exchange" / "policy_text" / "policies" / "en-rota.txt"


def drafting(*args: str) -> Result:
    return CliRunner().invoke(main, ["import", *args, "--format", "policy"], catch_exceptions=False)


def test_drafts_are_told_with_line_and_reason() -> None:
    result = drafting(str(POLICY), "--as", "northlight:accounts")
    assert result.exit_code == 0
    assert "nothing is written" in result.stdout
    assert "stripe-europe" in result.stdout
    assert "en.commitments.no-sale" in result.stdout
    last = result.stdout.splitlines()[-1]
    assert last == (
        f"{POLICY} (policy): 13 recipients, 4 groups, 15 commitments, 0 names of no recipient; "
        "drafts to be confirmed, nothing is written"
    )


def test_the_json_report_adds_up() -> None:
    told = json.loads(drafting(str(POLICY), "--as", "northlight:accounts", "--json").stdout)
    (file,) = told["files"]
    assert (
        file["read"] == file["matched"] + file["new"] + file["unsure"] + file["refused"] == len(file["rows"])
    )
    assert told["writes"] == 0


def test_the_drafts_become_a_file_to_edit(tmp_path: Path) -> None:
    out = tmp_path / "drafts.yaml"
    assert drafting(str(POLICY), "--as", "northlight:accounts", "--out", str(out)).exit_code == 0
    flows = [item.stated for item in read_path(out).items if item.kind == "flow"]
    assert {flow["basis"] for flow in flows} == {"inferred"}


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ((str(POLICY),), "say with --as whose policy it is"),
        ((str(POLICY), "--as", "northlight"), "is no processing's id"),
        ((str(POLICY), str(POLICY), "--as", "a:b", "--out", "x.yaml"), "one by one"),
        ((str(POLICY), "--as", "a:b", "--out", "no/such/folder/x.yaml"), "cannot be written"),
        (("missing.txt", "--as", "a:b"), "cannot be read"),
    ],
)
def test_what_cannot_be_drafted_is_refused_in_a_sentence(args: tuple[str, ...], sentence: str) -> None:
    result = drafting(*args)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_out_belongs_to_policies() -> None:
    result = CliRunner().invoke(main, ["import", str(POLICY), "--as", "a:b", "--out", "x.yaml"])
    assert result.exit_code == 2
    assert "--format policy" in result.stderr
