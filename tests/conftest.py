"""Fixtures shared by all tests: the two engines, an empty store on each, settings that reach it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tests.engines.neo4j_libraries import MissingTool
from tests.engines.neo4j_server import Neo4jUnderTest
from tests.engines.under_test import EngineUnderTest
from vendorgraph.settings import Settings
from vendorgraph.store import Store
from vendorgraph.store.embedded import EmbeddedEngine
from vendorgraph.store.server import Neo4jServer

ENGINES = ("embedded", "neo4j")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=ENGINES,
        action="append",
        help="run the tests that need a graph engine on this one only (default: on all)",
    )


def pytest_report_header(config: pytest.Config) -> str:
    return f"graph engines: {', '.join(config.getoption('engine') or ENGINES)}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marked = any("engine" in _names(mark.args[0]) for mark in metafunc.definition.iter_markers("parametrize"))
    if "engine" in metafunc.fixturenames and not marked:
        metafunc.parametrize(
            "engine", metafunc.config.getoption("engine") or ENGINES, indirect=True, scope="session"
        )


def _names(argnames: str | Sequence[str]) -> list[str]:
    """The parameters that a `parametrize` mark names, in either of its two forms."""
    return [name.strip() for name in argnames.split(",")] if isinstance(argnames, str) else list(argnames)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], EngineUnderTest]]:
    """The engines of this run by name, each started when first asked for and stopped at the end."""
    found: dict[str, EngineUnderTest] = {}
    with ExitStack() as ending:

        def start(name: str) -> EngineUnderTest:
            if name == "embedded":
                embedded = EmbeddedEngine(Settings(data=tmp_path_factory.mktemp("embedded")))
                ending.callback(embedded.close)
                return EngineUnderTest(name, embedded)
            try:
                server = Neo4jUnderTest()
            except MissingTool as missing:
                pytest.exit(str(missing), returncode=3)
            ending.callback(server.stop)
            return EngineUnderTest(name, Neo4jServer(server.settings))

        def get(name: str) -> EngineUnderTest:
            if name not in found:
                found[name] = start(name)
            return found[name]

        yield get


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, running: Callable[[str], EngineUnderTest]) -> EngineUnderTest:
    """A running graph engine, the same for all tests of a run; its database is emptied by `store`.

    Tests that use it run once on each engine. One that needs a single engine says
    `@pytest.mark.parametrize("engine", ["embedded"], indirect=True)`.
    """
    return running(request.param)


@pytest.fixture
def store(engine: EngineUnderTest) -> Iterator[Store]:
    """A store with an empty inventory at revision 0."""
    engine.empty()
    store = engine.store()
    yield store
    store.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a run of its own: an unused data folder, the embedded engine, any free port."""
    return replace(Settings(), data=tmp_path / "data", port=0)
