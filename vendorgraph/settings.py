"""Where the program listens, where it keeps its data, which graph engine it speaks to.

Everything comes from the environment, so that containers, services and tests say it one way:

    NEO4J_URI            bolt://db:7687, neo4j+s://… ; absent = the embedded engine
    NEO4J_USER           neo4j
    NEO4J_PASSWORD       required with NEO4J_URI, no default
    NEO4J_DATABASE       the server's default database when absent
    VENDORGRAPH_DATA     folder of the embedded store and of secrets, var/
    VENDORGRAPH_HOST     127.0.0.1
    VENDORGRAPH_PORT     8000; 0 = any free port
    VENDORGRAPH_PUBLIC   https://inventory.example ; where browsers reach it through a proxy
    VENDORGRAPH_WEBHOOK_ALLOW
                         hooks.internal:8443,10.0.0.7:9000 ; receivers of webhooks at private addresses
    VENDORGRAPH_RISK_WEIGHTS
                         depth=5,review=15 ; weights of risk contributions that differ from the shipped ones
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from vendorgraph.errors import Refused

URI_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST = re.compile(r"[A-Za-z0-9.:-]{1,253}")
_RECEIVER = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]{1,253}):(?P<port>[0-9]{1,5})")
_DATABASE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{2,62}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What one run of the program needs to know; `neo4j_uri` None means the embedded engine.

    `public` is where browsers reach it through a proxy; None where there is none.
    """

    neo4j_uri: str | None = None
    neo4j_user: str = "neo4j"
    neo4j_password: str | None = None
    neo4j_database: str | None = None
    data: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = 8000
    public: str | None = None
    webhook_allow: frozenset[tuple[str, int]] = frozenset()
    risk_weights: tuple[tuple[str, float], ...] = ()

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """The settings that the environment gives.

        Raises Refused with a sentence naming the variable, its value and what is accepted.
        A password is never repeated in a message.
        """
        given = {name: value.strip() for name, value in env.items() if value.strip()}
        uri = _neo4j_uri(given.get("NEO4J_URI"))
        if uri and "NEO4J_PASSWORD" not in given:
            raise Refused(
                "NEO4J_URI is set, so NEO4J_PASSWORD must be set too; there is no default password."
            )
        return cls(
            neo4j_uri=uri,
            neo4j_user=given.get("NEO4J_USER", "neo4j"),
            neo4j_password=env["NEO4J_PASSWORD"] if uri else None,
            neo4j_database=_database(given.get("NEO4J_DATABASE")),
            data=_folder(given.get("VENDORGRAPH_DATA", "var")),
            host=_host(given.get("VENDORGRAPH_HOST", "127.0.0.1")),
            port=_port(given.get("VENDORGRAPH_PORT", "8000")),
            public=_public(given.get("VENDORGRAPH_PUBLIC")),
            webhook_allow=_receivers(given.get("VENDORGRAPH_WEBHOOK_ALLOW", "")),
            risk_weights=_weights(given.get("VENDORGRAPH_RISK_WEIGHTS", "")),
        )

    @property
    def on_loopback(self) -> bool:
        """True when only programs on this machine can connect."""
        return self.host in LOOPBACK or self.host.startswith("127.")


def _neo4j_uri(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        complete = parts.scheme in URI_SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, an unclosed [::1
        complete = False
        parts = urlsplit("")
    if not complete:
        raise Refused(
            f"NEO4J_URI must be an address such as bolt://localhost:7687 or neo4j+s://host, not {_quoted(text)}."
        )
    if parts.username or parts.password:
        raise Refused("NEO4J_URI must not hold a user or password; set NEO4J_USER and NEO4J_PASSWORD.")
    return text


def _database(text: str | None) -> str | None:
    if text is not None and not _DATABASE.fullmatch(text):
        raise Refused(
            f"NEO4J_DATABASE must be 3 to 63 letters, digits, dots and dashes and begin with a letter, not {_quoted(text)}."
        )
    return text


def _folder(text: str) -> Path:
    if "\0" in text:
        raise Refused("VENDORGRAPH_DATA must be the path of a folder; it holds a NUL character.")
    path = Path(text).expanduser()
    if path.exists() and not path.is_dir():
        raise Refused(f"VENDORGRAPH_DATA must be a folder; {path} is a file.")
    return path


def _host(text: str) -> str:
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if not _HOST.fullmatch(bare):
        raise Refused(
            f"VENDORGRAPH_HOST must be an address or a host name such as 127.0.0.1 or 0.0.0.0, not {_quoted(text)}."
        )
    return bare


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
        raise Refused(f"VENDORGRAPH_PORT must be a whole number from 0 to 65535, not {_quoted(text)}.")
    return int(text)


def _public(text: str | None) -> str | None:
    """The scheme and host of an address without a path, as a browser's Origin says them."""
    if text is None:
        return None
    match = re.fullmatch(r"(?i:(https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?))/?", text)
    if not match:
        raise Refused(
            "VENDORGRAPH_PUBLIC must be an address without a path, such as https://inventory.example, "
            f"not {_quoted(text)}."
        )
    return match[1].lower()


def _weights(text: str) -> tuple[tuple[str, float], ...]:
    """The weights of `name=number,name=number`; which names there are the score knows."""
    found: dict[str, float] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        match = re.fullmatch(r"(?P<name>[a-z_]+)=(?P<weight>[0-9]{1,4}(\.[0-9]{1,3})?)", entry)
        if not match or match["name"] in found:
            raise Refused(
                "VENDORGRAPH_RISK_WEIGHTS must list weights as name=number, each name once, separated by commas, "
                f"as depth=5,review=15, not {_quoted(entry)}."
            )
        found[match["name"]] = float(match["weight"])
    return tuple(found.items())


def _receivers(text: str) -> frozenset[tuple[str, int]]:
    """The hosts and ports of `host:port,[2001:db8::1]:port`."""
    found = set()
    for entry in filter(None, (part.strip() for part in text.split(","))):
        match = _RECEIVER.fullmatch(entry)
        if not match or not 0 < int(match["port"]) <= 65535:
            raise Refused(
                "VENDORGRAPH_WEBHOOK_ALLOW must list receivers as host:port, separated by commas, as "
                f"hooks.internal:8443 or [fd00::7]:9000, not {_quoted(entry)}."
            )
        found.add((match["host"].strip("[]").lower(), int(match["port"])))
    return frozenset(found)


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 80 else text[:77] + "...")
