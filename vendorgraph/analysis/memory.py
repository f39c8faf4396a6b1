"""What has been worked out on a snapshot, kept while it is likely to be asked again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Found = TypeVar("Found")
#: Rows of answers that a snapshot holds in all, and what an answer counts for at least.
MOST_ROWS, LEAST_ROWS = 20_000, 500


class Memory:
    """The answers asked for last, `most` rows in all; a snapshot is immutable, so they stay true. Thread-safe."""

    def __init__(self, most: int = MOST_ROWS) -> None:
        self._most = most
        self._held = 0
        self._found: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(
        self, key: Hashable, make: Callable[[], Found], rows: Callable[[Found], int] = lambda _: LEAST_ROWS
    ) -> Found:
        """The answer under `key`, made when it is not there; kept unless its `rows` alone are too many."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                known: Found = self._found[key][0]
                return known
        found = make()
        weight = max(rows(found), LEAST_ROWS)
        if weight <= self._most:
            with self._lock:
                self._held += weight - self._found.pop(key, (None, 0))[1]
                self._found[key] = (found, weight)
                while self._held > self._most:
                    self._held -= self._found.popitem(last=False)[1][1]
        return found
