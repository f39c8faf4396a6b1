"""A TCP relay before an engine: cutting it is what a broken network looks like."""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import replace
from urllib.parse import urlsplit

from vendorgraph.store.driver import Address
from vendorgraph.store.repository import Engine


class Relay:
    """An engine reached through a port of our own, which can be cut and mended."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._port = 0
        self._listener: socket.socket | None = None
        self._open: list[socket.socket] = []
        self.mend()

    def address(self) -> Address:
        """Where the relay listens."""
        return replace(self._engine.address(), uri=f"bolt://127.0.0.1:{self._port}")

    def exhausted(self) -> str | None:
        """As the engine says."""
        return self._engine.exhausted()

    def announce(self, address: str | None) -> None:
        """Nothing: the engine is not the store's."""

    def close(self) -> None:
        """End the relay, not the engine."""
        self.cut()

    def cut(self) -> None:
        """Refuse new connections and drop those that are open."""
        if self._listener:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        for end in self._open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()

    def mend(self) -> None:
        """Listen (again), on the same port."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        listener.listen()
        self._port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        target = urlsplit(self._engine.address().uri)
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            server = socket.create_connection((target.hostname, target.port))
            self._open += [client, server]
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
