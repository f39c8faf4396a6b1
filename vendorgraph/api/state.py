"""What every view reaches: the live inventory, the tokens, who asks, and the id of this request."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import TypedDict

from flask import Flask, current_app, g, request

from vendorgraph.auth import OneTimeCodes, Token, Tokens
from vendorgraph.inventory import Inventory
from vendorgraph.settings import Settings

_KEY = "vendorgraph"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True)
class State:
    """The parts of one running application."""

    inventory: Inventory
    settings: Settings
    tokens: Tokens
    codes: OneTimeCodes = field(default_factory=OneTimeCodes)


def attach(app: Flask, state: State) -> None:
    """Hand `state` to the application's views."""
    app.extensions[_KEY] = state


def state_of(app: Flask) -> State:
    """The state of an application made by `create_app`."""
    state: State = app.extensions[_KEY]
    return state


def state() -> State:
    """The state of the application that answers this request."""
    return state_of(current_app)


def inventory() -> Inventory:
    """The live inventory."""
    return state().inventory


def token() -> Token:
    """Who asks. Only on routes that need a role."""
    asking: Token = g.token
    return asking


def request_id() -> str:
    """The client's X-Request-Id when it is a plain word, else one of our own; the change log keeps it."""
    if "request_id" not in g:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    known: str = g.request_id
    return known


class Writer(TypedDict):
    """What the change log keeps of a request that writes."""

    actor: str
    request_id: str


def writer() -> Writer:
    """The keyword arguments that say in the change log who writes."""
    return {"actor": token().name, "request_id": request_id()}
