"""A store with webhooks, a clock that tests move, and a dispatcher that works a round when it is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import standardwebhooks.webhooks

from vendorgraph.inventory import Inventory
from vendorgraph.store import Store
from vendorgraph.webhooks import Dispatcher, Registry, Sender

START = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What the store keeps is tested on both engines, what is made of it on the embedded one."""
    if "engine" in metafunc.fixturenames and metafunc.module.__name__.rpartition(".")[2] != "test_store":
        mark = pytest.mark.parametrize("engine", ["embedded"], indirect=True).mark
        metafunc.definition.own_markers.insert(0, mark)


@dataclass
class Clock:
    """Tells `now`, and goes on when a test says so."""

    now: dt.datetime = START

    def __call__(self) -> dt.datetime:
        return self.now

    def after(self, **by: float) -> None:
        self.now += dt.timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock by which the convention's library judges the age of a message too."""
    clock = Clock()

    class Now(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return clock.now.astimezone(tz)

    monkeypatch.setattr(standardwebhooks.webhooks, "datetime", Now)
    return clock


@dataclass
class World:
    """One inventory with its webhooks, and the dispatcher that tells them."""

    inventory: Inventory
    clock: Clock
    allowed: set[tuple[str, int]] = field(default_factory=set)
    dispatchers: list[Dispatcher] = field(default_factory=list)

    @property
    def registry(self) -> Registry:
        return Registry(self.inventory.store.webhooks, self.allowed, self.clock)

    def webhook(self, receiver: Any, *types: str, **more: Any) -> tuple[str, str]:
        """A webhook to a receiver: its id and secret."""
        self.allowed.add(receiver.place)
        made, secret = self.registry.create({"url": receiver.url, "types": list(types), **more})
        return made["id"], secret

    def dispatcher(self, **options: Any) -> Dispatcher:
        """Another process that would deliver; waits get no share of chance."""
        sender = Sender(self.allowed, total=2.0)
        made = Dispatcher(self.inventory, sender, **{"clock": self.clock, "chance": lambda: 0.0, **options})
        self.dispatchers.append(made)
        return made

    def party(self, id_: str) -> int:
        """A revision that brings a party."""
        self.inventory.create("party", {"id": id_, "name": id_.title()}, actor="ann", request_id=f"r-{id_}")
        return self.inventory.snapshot().revision

    def log(self, webhook: str) -> list[dict[str, Any]]:
        """The deliveries of a webhook, oldest first."""
        return self.registry.deliveries(webhook, None, 1, 500)[0][::-1]


def rounds(dispatcher: Dispatcher, count: int = 1) -> None:
    """So many rounds, each waited for."""
    for _ in range(count):
        dispatcher.round()
        dispatcher.settle()


@pytest.fixture
def world(store: Store, clock: Clock) -> Iterator[World]:
    """An empty inventory without webhooks."""
    world = World(Inventory(store), clock)
    yield world
    for dispatcher in world.dispatchers:
        dispatcher.stop()
