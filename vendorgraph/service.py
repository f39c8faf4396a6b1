"""Starting the server: open the store, load the demo when asked, say how to sign in, serve until told to stop."""

from __future__ import annotations

import contextlib
import json
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import waitress  # type: ignore[import-untyped]  # it ships no type information
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.task import ErrorTask  # type: ignore[import-untyped]

from vendorgraph.api.app import create_app
from vendorgraph.api.parsing import IMPORT_LIMIT
from vendorgraph.api.problems import shape
from vendorgraph.api.state import state_of
from vendorgraph.auth import StartToken, ensure_admin_token
from vendorgraph.errors import Refused
from vendorgraph.exchange.apply import Progress, apply_demo
from vendorgraph.inventory import Inventory
from vendorgraph.opening import opened
from vendorgraph.settings import Settings
from vendorgraph.webhooks import Sender, dispatching

if TYPE_CHECKING:
    from flask import Flask

THREADS = 8
#: What is larger is refused by waitress before it is read; what the API accepts is smaller.
REQUEST_LIMIT = 2 * IMPORT_LIMIT
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
Say = Callable[[str], None]


def serve(
    settings: Settings,
    *,
    demo: bool = False,
    say: Say = print,
    progress: Progress | None = None,
) -> None:
    """Serve the inventory of `settings` until SIGTERM or Ctrl-C; with `demo`, an empty store gets it first.

    `say` gets each sentence for the person who starts it, `progress` (what, done, of how many) while the
    demo loads. Raises Refused (port taken, folder owned by another process) and Unavailable.
    """
    _log_in_one_form()
    with contextlib.suppress(SystemExit, KeyboardInterrupt), _ending_on_sigterm():
        _serve(settings, demo, say, progress)
    say("Stopped.")


def _serve(settings: Settings, demo: bool, say: Say, progress: Progress | None) -> None:
    with _listening(settings) as listener, opened(settings) as inventory:
        if demo:
            load_demo_when_empty(inventory, say, progress)
        with answering(inventory, settings) as (app, token):
            server = waitress.create_server(
                app,
                sockets=[listener],
                threads=THREADS,
                ident=None,
                max_request_body_size=REQUEST_LIMIT,
                clear_untrusted_proxy_headers=True,
            )
            server.channel_class = _Channel
            address = address_of(settings, listener.getsockname()[1])
            inventory.store.announce(address)
            _tell(app, address, token, say)
            server.run()


def _log_in_one_form() -> None:
    """Log to standard error, each line with its time, level and what it is of; Python by itself prints bare lines.

    That requests wait a moment for a thread is no warning.
    """
    logging.basicConfig(format=LOG_FORMAT)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


@contextlib.contextmanager
def answering(inventory: Inventory, settings: Settings) -> Iterator[tuple[Flask, StartToken]]:
    """The application over `inventory`, and the admin token to sign in with; webhooks are told meanwhile."""
    app = create_app(inventory, settings)
    token = ensure_admin_token(state_of(app).tokens, settings.data)
    with dispatching(inventory, Sender(settings.webhook_allow)):
        yield app, token


def load_demo_when_empty(inventory: Inventory, say: Say, progress: Progress | None = None) -> None:
    """Load the demo into a store that never held anything."""
    if inventory.snapshot().revision == 0:
        say("The store is empty: loading the demo.")
        apply_demo(inventory, progress)


def address_of(settings: Settings, port: int) -> str:
    """Where a browser on this machine, or one that knows the host by name, reaches the server."""
    host = (
        "127.0.0.1" if settings.host in ("0.0.0.0", "") else "::1" if settings.host == "::" else settings.host
    )
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _tell(app: Flask, address: str, token: StartToken, say: Say) -> None:
    code, ends = state_of(app).codes.issue(token.id)
    if token.written:
        say(f"An admin token for programs was written to {token.path} (only you can read it).")
    say(f"Vendorgraph serves {address}")
    say(f"Sign in, once and until {ends:%H:%M} UTC: {address}/sign-in?code={code}")
    say(f"Later, or elsewhere, sign in with the token in {token.path}. Ctrl-C stops the server.")


@contextlib.contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    """A socket bound to the address of `settings` before anything slow happens. Raises Refused when taken."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise Refused(
            f"Cannot listen at {settings.host} port {settings.port}: {reason}. "
            "Set VENDORGRAPH_PORT to a free port (0 = any), or stop what uses this one."
        ) from None
    try:
        yield listener
    finally:
        listener.close()


@contextlib.contextmanager
def _ending_on_sigterm() -> Iterator[None]:
    """Let SIGTERM end the server as Ctrl-C does; only a main thread may say so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: Any) -> None:
        raise SystemExit

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _ProblemTask(ErrorTask):  # type: ignore[misc]
    """The answer to what is refused before the application sees it: too large, or not HTTP."""

    def execute(self) -> None:
        """Write the answer and have the connection closed: what follows on it cannot be trusted."""
        error = self.request.error
        large = f"The body is larger than the {REQUEST_LIMIT:,} bytes that are read."
        said = large if error.code == 413 else f"{error.reason}: {error.body}"
        body = json.dumps(shape(error.code, said)).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "application/json"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that refuses in the one error shape."""

    error_task_class = _ProblemTask
