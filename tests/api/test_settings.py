"""Settings from the environment, refused with a sentence when they make no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from vendorgraph.errors import Refused
from vendorgraph.settings import Settings


def test_an_empty_environment_means_the_embedded_engine_on_loopback() -> None:
    assert Settings.from_environment({}) == Settings(
        None, "neo4j", None, None, Path("var"), "127.0.0.1", 8000
    )
    assert Settings.from_environment({"NEO4J_URI": "", "VENDORGRAPH_PORT": " "}) == Settings()


def test_every_setting_is_read() -> None:
    settings = Settings.from_environment(
        {
            "NEO4J_URI": "neo4j+s://db.example:7687",
            "NEO4J_USER": "reader",
            "NEO4J_PASSWORD": " kept as it is ",
            "NEO4J_DATABASE": "inventory",
            "VENDORGRAPH_DATA": "/srv/vendorgraph",
            "VENDORGRAPH_HOST": "[::1]",
            "VENDORGRAPH_PORT": "0",
            "VENDORGRAPH_PUBLIC": "https://Inventory.Example/",
        }
    )
    assert settings == Settings(
        "neo4j+s://db.example:7687",
        "reader",
        " kept as it is ",
        "inventory",
        Path("/srv/vendorgraph"),
        "::1",
        0,
        "https://inventory.example",
    )
    assert settings.on_loopback
    assert not Settings(host="0.0.0.0").on_loopback


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEO4J_URI", "localhost:7687"),
        ("NEO4J_URI", "http://localhost:7474"),
        ("NEO4J_URI", "bolt://"),
        ("NEO4J_URI", "bolt://host:port"),
        ("NEO4J_URI", "bolt://[::1"),
        ("NEO4J_URI", "bolt://user:secret@host"),
        ("NEO4J_DATABASE", "a"),
        ("NEO4J_DATABASE", "neo4j; DROP"),
        ("VENDORGRAPH_DATA", __file__),
        ("VENDORGRAPH_DATA", "a\0b"),
        ("VENDORGRAPH_HOST", "http://localhost"),
        ("VENDORGRAPH_HOST", "a b"),
        ("VENDORGRAPH_PUBLIC", "inventory.example"),
        ("VENDORGRAPH_PUBLIC", "https://inventory.example/path"),
        ("VENDORGRAPH_PUBLIC", "https://user@inventory.example"),
        ("VENDORGRAPH_PORT", "65536"),
        ("VENDORGRAPH_PORT", "-1"),
        ("VENDORGRAPH_PORT", "http"),
        ("VENDORGRAPH_PORT", "٨٠٠٠"),
    ],
)
def test_nonsense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(Refused, match=name) as refusal:
        Settings.from_environment({"NEO4J_PASSWORD": "hunter2", name: value})
    assert "hunter2" not in refusal.value.message
    assert "secret" not in refusal.value.message


def test_a_server_without_a_password_is_refused() -> None:
    with pytest.raises(Refused, match="NEO4J_PASSWORD must be set"):
        Settings.from_environment({"NEO4J_URI": "bolt://localhost"})


@pytest.mark.parametrize("text", ["depth", "depth=x", "depth=-1", "depth=1,depth=2", "Depth=1"])
def test_weights_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="VENDORGRAPH_RISK_WEIGHTS must list weights as name=number"):
        Settings.from_environment({"VENDORGRAPH_RISK_WEIGHTS": text})


def test_weights_are_read_in_their_order() -> None:
    settings = Settings.from_environment({"VENDORGRAPH_RISK_WEIGHTS": "depth=5, review=10.5"})
    assert settings.risk_weights == (("depth", 5.0), ("review", 10.5))
