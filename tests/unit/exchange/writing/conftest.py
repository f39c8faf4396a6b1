"""The demo as a snapshot, and a question on a fixed day."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.exchange.writing.stores import demo_inventory
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.inventory import Inventory

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def demo() -> Inventory:
    """The demo over a store in memory; not to be written."""
    return demo_inventory()


@pytest.fixture(scope="session")
def snapshot(demo: Inventory) -> Snapshot:
    return demo.snapshot()


@pytest.fixture
def question() -> Question:
    return Question(DAY)
