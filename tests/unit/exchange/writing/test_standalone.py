"""A view of the network page as one file: what is in it, and that nothing of it comes from elsewhere."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from typing import Any

import pytest

from tests.unit.exchange.writing.stores import empty
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.graph import graph_answer
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.selection import Filters
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.writing import standalone
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.formats import export

DAY = dt.date(2026, 11, 22)


def page(snapshot: Snapshot, **asked: Any) -> str:
    return export(snapshot, "html", Asked(Question(DAY), **asked)).content().decode()


def scripts(text: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", text, re.DOTALL)


def test_it_says_the_day_the_revision_and_what_is_hidden(snapshot: Snapshot) -> None:
    text = page(snapshot, from_="example-clinic", depth=1)
    graph = graph_answer(snapshot, Question(DAY), from_="example-clinic", depth=1)
    assert '<time datetime="2026-11-22">' in text
    assert f"revision {snapshot.revision} of the inventory" in text
    assert f"Hidden: {graph['counts']['nodes']['hidden']} processings" in text


def test_its_table_has_every_recipient_also_those_not_drawn(snapshot: Snapshot) -> None:
    text = page(snapshot, from_="example-clinic", depth=1)
    answer = exposure_answer(snapshot, Question(DAY), from_="example-clinic")
    assert text.count('<th scope="row">') == len(answer["recipients"])


def test_filters_hold_for_drawing_and_table(snapshot: Snapshot) -> None:
    text = page(snapshot, from_="example-clinic", filters=Filters(country="IN"))
    answer = exposure_answer(snapshot, Question(DAY), from_="example-clinic", filters=Filters(country="IN"))
    assert text.count('<th scope="row">') == len(answer["recipients"])
    assert "country: IN" in text


def test_it_counts_the_rows_of_its_table(snapshot: Snapshot) -> None:
    text = page(snapshot, from_="example-clinic", filters=Filters(to="example-backup"))
    assert "of the inventory: 1 recipient in 1 country; to: example-backup." in text


def test_its_table_is_in_words(snapshot: Snapshot) -> None:
    text = page(snapshot, from_="example-clinic", depth=1).split("<table>")[1].split("</table>")[0]
    assert not re.search("joint_controller|not_a_transfer|not_covered|not_recorded", text)
    assert "joint controller" in text


def test_its_policy_admits_its_own_scripts_and_nothing_else(snapshot: Snapshot) -> None:
    text = page(snapshot, from_="clustdoc")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    digests = {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts(text)}
    assert set(re.findall(r"sha256-([A-Za-z0-9+/=]+)", policy[1].replace("&#43;", "+"))) == digests
    assert len(digests) == 2
    assert "default-src 'none'" in policy[1].replace("&#39;", "'")


def test_nothing_is_loaded_from_elsewhere(snapshot: Snapshot) -> None:
    text = page(snapshot, from_="clustdoc")
    for script in scripts(text):
        text = text.replace(script, "")
    assert not re.findall(r"<(?:link|img|iframe|script)[^>]*(?:src|href)=", text)


def test_both_themes_are_in_it(snapshot: Snapshot) -> None:
    data = re.search(
        r'<script type="application/json" id="figures">(.*?)</script>', page(snapshot), re.DOTALL
    )
    assert data is not None
    figures = json.loads(data[1])
    grounds = {theme: figure["layout"]["paper_bgcolor"] for theme, figure in figures.items()}
    assert set(grounds) == {"light", "dark"}
    assert len(set(grounds.values())) == 2


def test_texts_cannot_end_the_data_or_become_part_of_the_page() -> None:
    inventory = empty()
    name = "</script><script>alert(1)</script>"
    for party in ("a", "b"):
        inventory.create("party", {"id": party, "name": name}, actor="t")
        inventory.create("processing", {"party": party, "name": "X", "capacity": "controller"}, actor="t")
    inventory.create("flow", {"from": "a:x", "to": "b:x"}, actor="t")
    text = page(inventory.snapshot(), from_="a")
    assert len(scripts(text)) == 2
    assert "<script>alert" not in text


def test_a_long_table_is_cut_and_says_so(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standalone, "MOST_ROWS", 3)
    text = page(snapshot, from_="example-clinic")
    total = len(exposure_answer(snapshot, Question(DAY), from_="example-clinic")["recipients"])
    assert text.count('<th scope="row">') == 3
    assert f"The first 3 of {total} rows" in text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"from_": "nobody"}, "from: 'nobody' is no party or processing"),
        ({"colour": "pink"}, "colour: 'pink' is not accepted; one of role, country, certainty"),
        ({"limit": 0, "depth": -1}, "depth: -1 is not accepted"),
        ({"filters": Filters(country="UK")}, "country: 'UK' is no country code"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(snapshot: Snapshot, given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        page(snapshot, **given)


def test_an_empty_inventory_is_a_page_too() -> None:
    assert "Nobody receives anything in this question." in page(empty().snapshot())
