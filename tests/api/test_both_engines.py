"""Both engines give the answers that the files alone give, byte for byte, revision and times aside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import INVENTORY, Cast, cast_of
from tests.engines.under_test import EngineUnderTest
from vendorgraph import demo
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.graph import graph_answer
from vendorgraph.analysis.impact import impact_answer
from vendorgraph.analysis.proof import proof_answer
from vendorgraph.analysis.question import Question, today
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.analysis.transfers import transfers_answer
from vendorgraph.exchange.apply import apply_files, read_all
from vendorgraph.exchange.plan import plan
from vendorgraph.inventory import Inventory
from vendorgraph.model.entities import RECORDS
from vendorgraph.model.record import Delta, Record
from vendorgraph.model.validation import load_document

FILES = read_all([str(INVENTORY), *map(str, demo.files())])
HOW_TO = Path(__file__).parents[2] / "docs/how-to/ask-exposure.md"
SOURCES = ("clustdoc-customers", "legalcluster", "github", "publisher", "shop")


@pytest.fixture(scope="module")
def cast(engine: EngineUnderTest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """The cast before the demo and the small inventory."""
    engine.empty()
    store = engine.store()
    inventory = Inventory(store)
    apply_files(inventory, FILES, actor="test")
    yield cast_of(inventory, tmp_path_factory.mktemp("data"))
    store.close()


@pytest.fixture(scope="module")
def expected() -> Snapshot:
    """The inventory of the files without any engine."""
    snapshot = Snapshot.build({})
    for file in FILES:
        delta = Delta(snapshot.revision + 1)
        for write in plan(snapshot, file).writes:
            assert write.after is not None
            record = Record(write.after, delta.revision, write.managed_by, write.contributions)
            delta.changed.setdefault(write.kind, {})[write.id] = record
        snapshot = snapshot.with_delta(delta)
    return snapshot


def test_the_requests_of_the_how_to_are_answered(cast: Cast) -> None:
    """Every request in its table; those that begin with `…&` add to the first."""
    said = HOW_TO.read_text("utf-8")
    asked = re.findall(r"^\|[^|]+\| `([^`]+)`", said, re.MULTILINE)
    assert len(asked) > 10
    for path in asked:
        whole = path.replace("…", asked[0]).removeprefix("/api/v1")
        answer = cast.viewer.get(whole)
        assert answer.status_code == 200, (whole, answer.get_data(as_text=True)[:300])


def assert_same(answer: Any, expected: dict[str, Any], *paged: str) -> None:
    """The answer's bytes are those of `expected`, the keys in `paged` aside."""
    assert answer.status_code == 200
    kept = {key: value for key, value in answer.json.items() if key not in paged}
    assert text({**kept, "revision": 0}) == text({**expected, "revision": 0})


def text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def test_every_resource_is_read_as_it_was_written(cast: Cast, expected: Snapshot) -> None:
    for entity in RECORDS:
        for id_, record in expected.records[entity.name].items():
            if record.revision > 0:
                document = load_document(entity.name, record.document)  # in the order of the declared fields
                assert cast.viewer.get(f"/{entity.plural}/{id_}").get_data(as_text=True) == text(document)


@pytest.mark.parametrize("source", SOURCES)
def test_questions_are_answered_alike(cast: Cast, expected: Snapshot, source: str) -> None:
    question = Question(as_of=today())
    get = cast.viewer.get
    whole = get(f"/exposure?from={source}&page_size=500")
    assert_same(whole, exposure_answer(expected, question, from_=source), "page", "page_size", "total")
    assert_same(get(f"/impact?party={source}"), impact_answer(expected, question, party=source))
    assert_same(get(f"/graph?from={source}"), graph_answer(expected, question, from_=source))
    hops = transfers_answer(expected, question, from_=source)
    assert_same(get(f"/transfers?from={source}&page_size=500"), hops, "page", "page_size", "total")
    for row in whole.json["recipients"][:5]:
        recipient = row["processing"]["id"]
        proof = proof_answer(expected, question, from_=row["source"], to=recipient)
        assert_same(get(f"/exposure/proof?from={row['source']}&to={recipient}"), proof)
