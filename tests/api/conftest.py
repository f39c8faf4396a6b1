"""The cast: a viewer, an editor, an admin and a stranger before one application over a small inventory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.engines.under_test import EngineUnderTest
from vendorgraph.api.app import create_app
from vendorgraph.api.state import state_of
from vendorgraph.exchange.apply import apply_files, read_all
from vendorgraph.inventory import Inventory
from vendorgraph.settings import Settings

INVENTORY = Path(__file__).with_name("inventory.yaml")
V1 = "/api/v1"
#: Every kind of resource, each after those that its example needs.
NEEDING = (
    "document",
    "condition",
    "category",
    "purpose",
    "party",
    "processing",
    "contract",
    "flow",
    "commitment",
    "review",
    "decision",
    "breach",
    "objection",
    "adequacy",
)


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """REST is tested on the embedded engine; test_both_engines holds the other to the same answers."""
    if (
        "engine" in metafunc.fixturenames
        and metafunc.module.__name__.rpartition(".")[2] != "test_both_engines"
    ):
        mark = pytest.mark.parametrize("engine", ["embedded"], indirect=True).mark
        metafunc.definition.own_markers.insert(0, mark)


@dataclass
class Actor:
    """Somebody who sends requests; paths are below /api/v1."""

    client: FlaskClient
    token: str | None

    def __call__(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = dict(options.pop("headers", {}))
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        address = path if path.startswith(("/api/", "/sign", "/static")) or path == "/" else V1 + path
        return self.client.open(address, method=method, headers=headers, **options)

    def get(self, path: str, **options: Any) -> TestResponse:
        return self("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> TestResponse:
        return self("POST", path, **(options if body is None else {"json": body, **options}))

    def changing(self, method: str, path: str, body: Any = None) -> TestResponse:
        """A PUT, PATCH or DELETE of the version that stands there now."""
        headers = {"If-Match": self.get(path).headers["ETag"]}
        return self(method, path, headers=headers, **({} if body is None else {"json": body}))

    def made(self, path: str, body: Any) -> Any:
        """The resource that a POST makes."""
        response = self.post(path, body)
        assert response.status_code == 201, response.get_data(as_text=True)
        return response.json


@dataclass
class Cast:
    """Everybody, and the application before which they stand."""

    app: Flask
    stranger: Actor
    viewer: Actor
    editor: Actor
    admin: Actor


@pytest.fixture(scope="module")
def cast(engine: EngineUnderTest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """The cast before a small inventory, the same for all tests of a module."""
    engine.empty()
    store = engine.store()
    inventory = Inventory(store)
    apply_files(inventory, read_all([str(INVENTORY)]), actor="test")
    yield cast_of(inventory, tmp_path_factory.mktemp("data"))
    store.close()


def cast_of(inventory: Inventory, data: Path) -> Cast:
    """A new application over `inventory`, and a token for each of the cast."""
    app = create_app(inventory, Settings(data=data, port=0))
    app.testing = False  # a fault must answer 500, as it does outside tests
    tokens = state_of(app).tokens
    known = {token.name: token.id for token in tokens.all()}
    actors = {}
    for role in ("admin", "viewer", "editor"):
        name = f"{role} {len(known)}"
        actors[role] = Actor(app.test_client(use_cookies=False), tokens.create(name, role)[1])
    return Cast(app, Actor(app.test_client(use_cookies=False), None), **actors)
