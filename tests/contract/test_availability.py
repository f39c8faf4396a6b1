"""An engine that is away: a sentence meanwhile, and recovery by itself when it is back."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace

import pytest

from tests.contract.worlds import create
from tests.engines.proxy import Relay
from vendorgraph.errors import Refused, Unavailable
from vendorgraph.settings import Settings
from vendorgraph.store import Store, open_store
from vendorgraph.store.engine_process import free_port
from vendorgraph.store.server import Neo4jServer


@pytest.fixture
def relay(engine):
    relay = Relay(engine.engine)
    yield relay
    relay.close()


def write(store, base, identifier):
    return store.commit(base, [create("party", id=identifier, name="P")], actor="a", request_id="r")


def test_a_broken_network_is_told_and_the_store_recovers_by_itself(store, relay):
    store.revision()
    with closing(Store(relay)) as through:
        assert write(through, 0, "a") == 1
        relay.cut()
        for ask in (
            through.revision,
            through.load,
            through.ping,
            through.verify,
            lambda: write(through, 1, "b"),
        ):
            started = time.monotonic()
            with pytest.raises(Unavailable, match="does not answer now"):
                ask()
            assert time.monotonic() - started < 12
        relay.mend()
        assert through.revision() == 1
        assert write(through, 1, "b") == 2
        assert set(through.load().changed["party"]) == {"a", "b"}


def test_a_read_survives_a_connection_that_died_in_the_pool(store, relay):
    store.revision()
    with closing(Store(relay)) as through:
        assert through.revision() == 0
        relay.cut()
        relay.mend()
        assert through.revision() == 0


def test_a_server_that_was_never_there_is_unavailable_and_nothing_is_opened_before_the_first_use():
    settings = Settings(neo4j_uri=f"bolt://127.0.0.1:{free_port()}", neo4j_password="x")
    with (
        closing(open_store(settings)) as store,
        pytest.raises(Unavailable, match=r"bolt://127\.0\.0\.1:\d+ does not"),
    ):
        store.revision()


def test_a_closed_store_says_so(open_again):
    store = open_again()
    store.close()
    with pytest.raises(Unavailable, match="closed"):
        store.revision()


@pytest.mark.parametrize("engine", ["neo4j"], indirect=True, scope="session")
def test_wrong_credentials_are_refused_with_a_sentence(engine, store):
    address = engine.engine.address()
    settings = Settings(neo4j_uri=address.uri, neo4j_user=address.user, neo4j_password="wrong")
    with (
        closing(open_store(settings)) as stranger,
        pytest.raises(Refused, match="did not accept the user 'neo4j'"),
    ):
        stranger.revision()


@pytest.mark.parametrize("engine", ["neo4j"], indirect=True, scope="session")
def test_a_missing_database_is_refused_by_its_name(engine, store):
    class Elsewhere(Neo4jServer):
        def __init__(self):
            self._address = replace(engine.engine.address(), database="nowhere")

    with closing(Store(Elsewhere())) as lost, pytest.raises(Refused, match="has no database 'nowhere'"):
        lost.revision()
