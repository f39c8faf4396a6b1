"""What a snapshot remembers: kept while it is small enough, worked out once however many ask at a time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from vendorgraph.analysis.memory import Memory
from vendorgraph.errors import Invalid


def test_the_answers_asked_for_last_are_kept_up_to_the_rows_allowed() -> None:
    memory, made = Memory(1_500), []

    def ask(name: str, rows: int = 0) -> str:
        return memory.get(name, lambda: made.append(name) or name, lambda _: rows)

    for name in ("a", "b", "c", "a", "d", "a", "b"):
        assert ask(name) == name
    assert made == ["a", "b", "c", "d", "b"]  # d took the place of b, which nobody had asked for since
    ask("large", 1_501)
    ask("large", 1_501)
    assert made[-2:] == ["large", "large"]


def test_what_another_thread_is_working_out_is_waited_for() -> None:
    memory, begun, may_end, made = Memory(), threading.Event(), threading.Event(), []

    def make() -> str:
        made.append(1)
        begun.set()
        assert may_end.wait(30)
        return "answer"

    with ThreadPoolExecutor() as pool:
        first = pool.submit(memory.get, "key", make)
        assert begun.wait(30)
        others = [pool.submit(memory.get, "key", make) for _ in range(3)]
        assert memory.get("another", lambda: "at once") == "at once"
        may_end.set()
        assert [asked.result() for asked in (first, *others)] == ["answer"] * 4
    assert made == [1]


def test_a_refusal_reaches_who_asked_and_is_not_kept() -> None:
    memory = Memory()

    def refuse() -> str:
        raise Invalid("no")

    with pytest.raises(Invalid):
        memory.get("key", refuse)
    assert memory.get("key", lambda: "answer") == "answer"
