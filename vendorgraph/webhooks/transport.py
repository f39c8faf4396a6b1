"""One signed message to one receiver, who may hang, lie, redirect or never end: nothing of it does harm.

The connection goes to the addresses that were checked, through no proxy. The whole attempt ends after
TOTAL seconds whatever the receiver does, redirects are answers like any other, at most READ bytes of the
answer's body are read and none is kept.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from vendorgraph.errors import Invalid
from vendorgraph.webhooks.addresses import (
    PORTS,
    Allowed,
    Forbidden,
    Resolver,
    Target,
    addresses_of,
    resolve,
    target,
)

#: Seconds to connect, for all addresses together; for the whole attempt; to read the answer's body.
CONNECT, TOTAL, LINGER = 5.0, 15.0, 1.0
#: Bytes read of an answer's body.
READ = 64 * 1024
#: Seconds after which a receiver's Retry-After is no longer followed.
LONGEST_WAIT = 24 * 3600.0


class Failed(Exception):
    """The message was not taken; the message of the exception says why and holds nothing the receiver wrote."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A receiver's answer: its status, and after how many seconds it wants to be asked again."""

    status: int
    retry_after: float | None = None


@dataclass(slots=True)
class _Line:
    """The socket of an attempt, replaced by the TLS socket over it."""

    sock: socket.socket


class Sender:
    """Posts messages; `allowed` are the receivers that may be anywhere, `tls` None trusts the system's authorities."""

    def __init__(
        self,
        allowed: Allowed = (),
        resolver: Resolver = resolve,
        *,
        connect: float = CONNECT,
        total: float = TOTAL,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.allowed = allowed
        self._resolver = resolver
        self._connect = connect
        self._total = total
        self._tls = tls or ssl.create_default_context()

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Post a message and return the receiver's answer, whatever it is. Raises Failed when there is none."""
        began = time.monotonic()
        try:
            place = target(url)
            addresses = addresses_of(place, self.allowed, self._resolver)
        except (Invalid, Forbidden) as error:
            raise Failed(str(error)) from None
        except OSError:
            raise Failed(f"the name {place.host} could not be resolved") from None
        line = _Line(self._connected(addresses, place.port, began))
        try:
            with self._cut_in_time(line, began):
                return self._exchange(line, place, headers, body, began)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Failed(self._why(error, began)) from None
        finally:
            line.sock.close()

    def _connected(self, addresses: Sequence[str], port: int, began: float) -> socket.socket:
        """A connection to the first of the addresses that takes one."""
        last: OSError = TimeoutError()
        for address in addresses:
            left = began + self._connect - time.monotonic()
            if left <= 0:
                break
            try:
                return socket.create_connection((address, port), timeout=left)
            except OSError as error:
                last = error
        raise Failed(
            f"no connection within {self._connect:g} seconds"
            if isinstance(last, TimeoutError)
            else f"no connection: {last.strerror or 'refused'}"
        )

    def _exchange(
        self, line: _Line, place: Target, headers: Mapping[str, str], body: bytes, began: float
    ) -> Reply:
        line.sock.settimeout(self._total)
        if place.scheme == "https":
            spoken = self._tls.wrap_socket(
                line.sock, server_hostname=place.host, do_handshake_on_connect=False
            )
            line.sock = spoken
            spoken.do_handshake()
        connection = http.client.HTTPConnection(place.host, place.port)
        connection.default_port = PORTS[place.scheme]  # which the Host header leaves out
        connection.auto_open = 0  # it never connects by itself
        connection.sock = line.sock
        connection.request("POST", place.path, body, {**headers, "connection": "close"})
        with connection.getresponse() as response:
            # Headers that were cut off would pass for all of them.
            if time.monotonic() - began >= self._total:
                raise TimeoutError
            # One read of what comes with it, so that a polite receiver sees no broken pipe.
            if response.length != 0:
                with contextlib.suppress(OSError):
                    line.sock.settimeout(LINGER)
                    response.fp.read1(READ)
            return Reply(response.status, _retry_after(response.headers.get("Retry-After")))

    @contextlib.contextmanager
    def _cut_in_time(self, line: _Line, began: float) -> Iterator[None]:
        """End the connection when the time is over, also under a receiver that sends a byte now and then."""

        def cut() -> None:
            # Not the TLS socket's own shutdown: others still use it.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(line.sock, socket.SHUT_RDWR)

        timer = threading.Timer(max(0.0, began + self._total - time.monotonic()), cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _why(self, error: Exception, began: float) -> str:
        """What went wrong, in our own words."""
        if isinstance(error, TimeoutError) or time.monotonic() - began >= self._total:
            return f"no answer within {self._total:g} seconds"
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"the certificate was not accepted: {error.verify_message}"
        if isinstance(error, ssl.SSLError):
            return "TLS could not be agreed on"
        if isinstance(error, (ConnectionError, http.client.RemoteDisconnected)):
            return "the receiver closed the connection without an answer"
        if isinstance(error, http.client.HTTPException):
            return "the answer is not HTTP"
        return f"the connection failed: {getattr(error, 'strerror', None) or type(error).__name__}"


def _retry_after(text: str | None) -> float | None:
    """The seconds of a Retry-After header, a number or a date (RFC 9110, 10.2.3); None when it says neither."""
    if text is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", text.strip()):
        return min(float(text), LONGEST_WAIT)
    try:
        wait = (parsedate_to_datetime(text) - dt.datetime.now(dt.UTC)).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(wait, 0.0), LONGEST_WAIT)
