"""Answers in pages from a server: all of one revision, or none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from vendorgraph.cli import remote
from vendorgraph.cli.remote import ATTEMPTS, Remote
from vendorgraph.errors import Conflict


class Changing(Remote):
    """A server of three pages with one row each, at the next of `revisions` with every request."""

    def __init__(self, revisions: Iterator[int], day: str = "2026-11-22") -> None:
        super().__init__("http://127.0.0.1:9", "token")
        self.revisions, self.day = revisions, day
        self.asked: list[dict[str, Any]] = []

    def get(self, path: str, **query: Any) -> Any:
        self.asked.append({"path": path, **query})
        revision = next(self.revisions)
        rows = [{"row": query["page"], "at": revision}]
        told = {"revision": revision, "as_of": self.day, "total": 3, "page": query["page"], "page_size": 1}
        return {**told, "rows": rows, "items": rows}


@pytest.fixture(autouse=True)
def one_row_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "PAGE", 1)


def test_all_pages_are_one_answer() -> None:
    server = Changing(iter([7] * 3))
    assert server.whole("/some", "rows", to="a") == {
        "revision": 7,
        "as_of": "2026-11-22",
        "total": 3,
        "rows": [{"row": at, "at": 7} for at in (1, 2, 3)],
        "items": [{"row": 1, "at": 7}],
    }
    assert server.asked == [{"path": "/some", "page": at, "page_size": 1, "to": "a"} for at in (1, 2, 3)]


def test_a_change_between_two_pages_begins_the_answer_again() -> None:
    server = Changing(iter([7, 7, 8, 8, 8, 8]))
    assert server.whole("/some", "rows")["rows"] == [{"row": at, "at": 8} for at in (1, 2, 3)]
    assert [asked["page"] for asked in server.asked] == [1, 2, 3, 1, 2, 3]


def test_midnight_between_two_pages_does_so_too() -> None:
    server = Changing(iter([7] * 5))
    before = server.get

    def get(path: str, **query: Any) -> Any:
        answer = before(path, **query)
        server.day = "2026-11-23"
        return answer

    server.get = get  # type: ignore[method-assign]
    assert server.whole("/some", "rows")["as_of"] == "2026-11-23"


def test_an_inventory_that_keeps_changing_is_refused_and_never_mixed() -> None:
    server = Changing(iter(range(1_000)))
    with pytest.raises(Conflict, match="kept changing while /some was read; ask again"):
        server.whole("/some", "rows")
    assert len(server.asked) == 2 * ATTEMPTS


def test_items_come_with_their_total() -> None:
    assert list(Changing(iter([7] * 3)).items("/some")) == [({"row": at, "at": 7}, 3) for at in (1, 2, 3)]
