"""Both readings of docs/explanation/what-reaches-whom.md, for the cases worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle.cases import PLACES
from tests.oracle.comparison import Implementation, Oracle


@pytest.fixture(params=[Oracle(PLACES), Implementation()], ids=lambda reading: reading.name)
def reading(request: pytest.FixtureRequest) -> Any:
    """The page by brute force, then by the implementation."""
    return request.param
