"""Fixtures of the contract suite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from tests.engines.under_test import Borrowed, EngineUnderTest
from vendorgraph.store import Store
from vendorgraph.store.catalogue import Catalogue


@pytest.fixture
def open_again(engine: EngineUnderTest) -> Iterator[Callable[..., Store]]:
    """Opens further stores on the same database, as another process would; closes them after the test."""
    with ExitStack() as opened:

        def open_(catalogue: Catalogue | None = None) -> Store:
            return opened.enter_context(closing(Store(Borrowed(engine.engine), catalogue)))

        yield open_
