"""The examples that pages show are what the program answers."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from vendorgraph import demo
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.proof import proof_answer
from vendorgraph.analysis.question import Question, parse_context
from vendorgraph.analysis.selection import Filters
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.files import read, read_path
from vendorgraph.exchange.plan import plan
from vendorgraph.model.record import Delta, Record

ROOT = Path(__file__).parents[2]
WORKED = (ROOT / "docs/explanation/worked-example.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
DAY = dt.date(2026, 11, 22)
ASKED = re.findall(r"<!-- ask: (\S+) -->\n\n((?:\|.*\n)+)", WORKED)


def snapshot_of(files: Iterable[Any]) -> Snapshot:
    """The inventory after the files were applied, without an engine."""
    snapshot = Snapshot.build({})
    for file in files:
        delta = Delta(snapshot.revision + 1)
        for write in plan(snapshot, file).writes:
            record = Record(write.after, delta.revision, write.managed_by, write.contributions)
            delta.changed.setdefault(write.kind, {})[write.id] = record
        snapshot = snapshot.with_delta(delta)
    return snapshot


@pytest.fixture(scope="module")
def worked() -> Snapshot:
    (text,) = re.findall(r"```yaml\n(.*?)```", WORKED, re.DOTALL)
    return snapshot_of([read(text, "worked-example.yaml")])


@pytest.mark.parametrize(("asked", "table"), ASKED, ids=[asked for asked, _ in ASKED])
def test_each_table_of_the_worked_example_is_the_answer(worked: Snapshot, asked: str, table: str) -> None:
    given = dict(parse_qsl(asked))
    question = Question(
        dt.date.fromisoformat(given.pop("as_of")),
        parse_context(worked, given.pop("context", "")),
        include_planned=given.pop("include", None) == "planned",
    )
    source, category = given.pop("from"), given.pop("category", None)
    answer = exposure_answer(worked, question, from_=source, category=category, filters=Filters(**given))
    assert [_shown(row) for row in answer["recipients"]] == _cells(table)


def _shown(row: dict[str, Any]) -> list[str]:
    sets = row["categories"]
    return [
        row["processing"]["id"],
        row["role"],
        str(row["hops"]),
        row["certainty"],
        ", ".join(sets["stated"] or sets["possible"]),
        ", ".join(entry["country"] for entry in row["countries"]),
        row["transfer"],
    ]


def _cells(table: str) -> list[list[str]]:
    lines = table.replace("`", "").splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_what_the_worked_example_says_of_proofs_holds(worked: Snapshot) -> None:
    proofs = {
        category: proof_answer(worked, Question(DAY), from_="shop", to="host", category=category)["proofs"]
        for category in ("user.name", "user.contact")
    }
    chain = ["shop--mailer", "mailer--host"]
    assert proofs == {"user.name": [], "user.contact": [{"flows": chain, "certainty": "stated"}]}


def test_the_planned_flow_of_the_worked_example_needs_both_the_day_and_the_asking(worked: Snapshot) -> None:
    begun = dt.date(2027, 2, 1)
    for question in (Question(DAY), Question(begun), Question(DAY, include_planned=True)):
        found = exposure_answer(worked, question, from_="shop")["recipients"]
        assert "statistics:panel" not in {row["processing"]["id"] for row in found}


def test_the_answer_in_the_readme_is_part_of_what_the_demo_answers() -> None:
    (shown,) = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", README, re.DOTALL))
    (query,) = re.findall(r"/api/v1/exposure\?([^']+)'", README)
    given = dict(parse_qsl(query))
    answer = exposure_answer(
        snapshot_of(map(read_path, demo.files())),
        Question(DAY),
        from_=given.pop("from"),
        category=given.pop("category"),
        filters=Filters(**given),
    )
    assert any(shown.items() <= row.items() for row in answer["recipients"])


CODE = [
    path
    for folder, pattern in (
        ("vendorgraph", "*.py"),
        ("tools", "*.py"),
        ("tests", "*.py"),
        ("cypher", "*.cypher"),
    )
    for path in sorted((ROOT / folder).rglob(pattern))
]
PAGE = re.compile(r"\b(docs/[\w./-]+\.(?:md|json))\b(?:,\s+\"([^\"\n]+)\")?")


def test_what_the_code_says_of_pages_names_pages_and_headings_that_exist() -> None:
    for path in CODE:
        for page, heading in PAGE.findall(path.read_text("utf-8")):
            assert (ROOT / page).is_file(), f"{path.relative_to(ROOT)} names {page}"
            if heading:
                headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text("utf-8"), re.MULTILINE)
                assert heading in headings, f"{path.relative_to(ROOT)} names {heading!r} of {page}"


UNSEEN = re.compile(r"\bsections? \d|\bthe design(?:['’]s)?\b", re.IGNORECASE)
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def test_nothing_cites_a_document_that_readers_do_not_have() -> None:
    texts = {path: path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md")}
    for path in CODE:
        if path.suffix == ".py":
            nodes = ast.walk(ast.parse(path.read_text("utf-8")))
            said = (ast.get_docstring(node) or "" for node in nodes if isinstance(node, DOCUMENTED))
            texts[path] = "\n".join(said)
    found = {str(path.relative_to(ROOT)): UNSEEN.findall(text) for path, text in texts.items()}
    assert {path: cited for path, cited in found.items() if cited} == {}, "name the page and its heading"
