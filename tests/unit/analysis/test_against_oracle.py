"""Random inventories: the implementation answers as the brute-force reading of the page does.

ORACLE_EXAMPLES sets the number of inventories a test (600 by default).
A failure prints the inventory, the question and the blob that reproduces it.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.oracle import strategies
from tests.oracle.comparison import Implementation, Oracle, shipped_places
from tests.oracle.documents import Inventory

EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "600"))
at_random = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=False,
    print_blob=True,
    # An inventory is some hundred draws; how long they take says nothing about the analysis.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@cache
def oracle() -> Oracle:
    return Oracle(shipped_places())


def both(method: str, inventory: Inventory, asked: dict[str, Any]) -> tuple[Any, Any]:
    """The answers of the implementation and of the oracle to one question."""
    note(f"{method}({asked!r})\non {_told(inventory)}")
    return getattr(Implementation(), method)(inventory, **asked), getattr(oracle(), method)(
        inventory, **asked
    )


def _told(inventory: Inventory) -> str:
    """The inventory without what is empty, so that a failure can be read."""
    said = [
        (kind, {name: value for name, value in document.items() if value not in (None, [], {}, False)})
        for kind, documents in inventory.items()
        for document in documents.values()
    ]
    return "\n   ".join(f"{kind} {document}" for kind, document in said)


@at_random
@given(st.data())
def test_exposure_agrees_with_the_brute_force_reading(data: st.DataObject) -> None:
    """Every row, every country, every total, under random filters."""
    inventory = data.draw(strategies.inventories())
    question = data.draw(strategies.questions(inventory))
    asked = {**question.arguments(), **data.draw(strategies.exposure_filters(inventory))}
    found, expected = both("exposure", inventory, asked)
    assert found == expected


@at_random
@given(st.data())
def test_proofs_agree_with_all_paths_listed(data: st.DataObject) -> None:
    """The listed proofs in their order, whether there are more, and the subgraph with its marks."""
    inventory = data.draw(strategies.inventories())
    question = data.draw(strategies.questions(inventory))
    source, recipient = data.draw(strategies.pairs(inventory))
    asked = {
        **question.arguments(),
        "from_": source,
        "to": recipient,
        "category": data.draw(strategies.categories(inventory)),
        "limit": data.draw(st.sampled_from((1, 2, 3, 10, 50))),
    }
    found, expected = both("proof", inventory, asked)
    assert found == expected


@at_random
@given(st.data())
def test_impact_agrees_with_making_every_processing_a_source(data: st.DataObject) -> None:
    """Upstream rows, found backwards and by looking forward from everyone."""
    inventory = data.draw(strategies.inventories())
    question = data.draw(strategies.questions(inventory))
    target = data.draw(strategies.parties_and_processings(inventory, "to"))
    kind = "processing" if target in inventory["processing"] else "party"
    found, expected = both("impact", inventory, {**question.arguments(), kind: target})
    assert found == expected


@at_random
@given(st.data())
def test_single_points_agree_with_taking_every_party_out(data: st.DataObject) -> None:
    """A single point is a party without whose processings somebody else receives less."""
    inventory = data.draw(strategies.inventories())
    question = data.draw(strategies.questions(inventory))
    found, expected = both("single_points", inventory, question.arguments())
    assert found == expected
