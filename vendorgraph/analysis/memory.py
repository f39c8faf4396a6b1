"""What has been worked out on a snapshot, kept while it is likely to be asked again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

Found = TypeVar("Found")
#: Rows of answers that a snapshot holds in all, and what an answer counts for at least.
MOST_ROWS, LEAST_ROWS = 20_000, 500


class Memory:
    """The answers asked for last, `most` rows in all; a snapshot is immutable, so they stay true.

    Thread-safe: who asks for what another thread is working out waits for it, and gets its refusal too.
    """

    def __init__(self, most: int = MOST_ROWS) -> None:
        self._most = most
        self._held = 0
        self._found: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._making: dict[Hashable, Future[Any]] = {}
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
            under_way = self._making.get(key)
            if under_way is None:
                mine = self._making[key] = Future()
        if under_way is not None:
            found: Found = under_way.result()
            return found
        try:
            made = make()
        except BaseException as refusal:
            mine.set_exception(refusal)
            raise
        else:
            mine.set_result(made)
            self._keep(key, made, max(rows(made), LEAST_ROWS))
            return made
        finally:
            with self._lock:
                del self._making[key]

    def _keep(self, key: Hashable, made: Any, weight: int) -> None:
        if weight > self._most:
            return
        with self._lock:
            self._held += weight - self._found.pop(key, (None, 0))[1]
            self._found[key] = (made, weight)
            while self._held > self._most:
                self._held -= self._found.popitem(last=False)[1][1]
