"""Where a webhook may lead: never to this machine or a private network, unless the administrator allows it.

A name is resolved once for each attempt and the connection is made to the addresses found then, so a
name that changes its mind in between (DNS rebinding) gains nothing. One address that is not allowed
among several is enough to refuse them all.
"""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from vendorgraph.errors import Invalid

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: (host, port) -> the addresses that the name has now. Raises OSError.
Resolver = Callable[[str, int], Sequence[str]]
Allowed = Collection[tuple[str, int]]

URL_LIMIT = 2000
PORTS = {"https": 443, "http": 80}
SETTING = "VENDORGRAPH_WEBHOOK_ALLOW"
_PLAIN = re.compile(r"[\x21-\x7e]+")
_NETLOC = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\[\]:%]+)(?::[0-9]*)?")
_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?:\.(?!-)[A-Za-z0-9_-]{1,63})*\.?")
#: What some programs read as an IPv4 address although it is not written as one: 2130706433, 127.1, 0x7f.1
_NUMERIC = re.compile(r"(?:.*\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\.?")
#: The network by which IPv6-only networks reach IPv4 addresses (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_KINDS = (
    ("is_unspecified", "no address of a receiver"),
    ("is_loopback", "this machine's own"),
    ("is_link_local", "link-local"),
    ("is_multicast", "a multicast address"),
    ("is_private", "private"),
    ("is_reserved", "reserved"),
)


class Forbidden(Exception):
    """An address to which no webhook may lead; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """A receiver's address taken apart; `path` includes the query."""

    scheme: str
    host: str
    port: int
    path: str


def target(url: str) -> Target:
    """The parts of a webhook's address. Raises Invalid in a sentence that says what is accepted."""
    if not _PLAIN.fullmatch(url):
        raise Invalid.at(
            "url",
            "must be written in printable ASCII without blanks; write other characters as %C3%A9 or xn--…",
        )
    if len(url) > URL_LIMIT:
        raise Invalid.at("url", f"is too long; at most {URL_LIMIT:,} characters are accepted")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Invalid.at(
            "url", "is not a web address; write it as https://hooks.example.org/vendorgraph"
        ) from None
    host = _host(parts)
    if port == 0:
        raise Invalid.at("url", "must not name port 0")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port or PORTS[parts.scheme], path)


def _host(parts: SplitResult) -> str:
    if parts.scheme not in PORTS or not parts.hostname:
        raise Invalid.at("url", "is not a web address; write it as https://hooks.example.org/vendorgraph")
    if "@" in parts.netloc:
        raise Invalid.at(
            "url", "must not hold a user or password; the signature tells the receiver who sends"
        )
    if parts.fragment or "\\" in parts.netloc + parts.path:
        raise Invalid.at("url", "must not hold a fragment (#…) or a backslash")
    host = parts.hostname.rstrip(".")
    if not _NETLOC.fullmatch(parts.netloc) or not (literal(host) or _is_name(host)):
        raise Invalid.at("url", "must name its host as hooks.example.org, as 192.0.2.7 or as [2001:db8::7]")
    return host


def _is_name(host: str) -> bool:
    return bool(_NAME.fullmatch(host)) and not _NUMERIC.fullmatch(host) and len(host) <= 253


def literal(host: str) -> Address | None:
    """The address that a host is, when it is one and no name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def refusal(address: Address) -> str | None:
    """Why no webhook may lead to an address, as `private`; None when it may."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return refusal(inner)
        if address.is_site_local or address.scope_id is not None:
            return "private"
    for attribute, words in _KINDS:
        if getattr(address, attribute):
            return words
    return None if address.is_global else "not reachable from everywhere"


def check(place: Target, allowed: Allowed) -> None:
    """Raise Forbidden when the address alone shows that no webhook may lead there, before any name is resolved."""
    known = literal(place.host)
    if known is not None:
        _check_address(place, known, allowed)
    elif place.host == "localhost" or place.host.endswith(".localhost"):
        _check_address(place, ipaddress.IPv4Address("127.0.0.1"), allowed)


def addresses_of(place: Target, allowed: Allowed, resolver: Resolver) -> list[str]:
    """The addresses to connect to, as the name has them now. Raises Forbidden, and OSError when there are none."""
    known = literal(place.host)
    found = [str(known)] if known is not None else list(resolver(place.host, place.port))
    for text in found:
        _check_address(place, ipaddress.ip_address(text), allowed)
    if not found:
        raise OSError("the name has no address")
    return found


def _check_address(place: Target, address: Address, allowed: Allowed) -> None:
    if (place.host, place.port) in allowed:
        return
    if why := refusal(address):
        where = place.host if literal(place.host) else f"{place.host} leads to {address}, which"
        bracketed = f"[{place.host}]" if ":" in place.host else place.host
        raise Forbidden(
            f"{where} is {why}; webhooks go there only when the setting {SETTING} lists {bracketed}:{place.port}"
        )


def resolve(host: str, port: int, within: float = 5.0) -> list[str]:
    """The addresses of a name by the system's resolver, within some seconds. Raises OSError.

    The system's resolver knows no limit of its own, so it works in a thread that is left behind.
    """
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))
        else:
            answers.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))

    threading.Thread(target=ask, name="webhook-name", daemon=True).start()
    try:
        answer = answers.get(timeout=within)
    except queue.Empty:
        raise TimeoutError("the name was not resolved in time") from None
    if isinstance(answer, OSError):
        raise answer
    return answer
