"""An inventory behind a running server: the same questions and writes, over its REST API."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener
from uuid import uuid4

from vendorgraph.errors import Conflict, Invalid, NotFound, Outrun, Refused, Unavailable, VendorgraphError
from vendorgraph.settings import LOOPBACK

PATIENCE = 600.0  # seconds for one answer: a large file takes a while
PAGE = 500
ATTEMPTS = 5  # at reading all pages of an answer from one revision
OCTETS = "application/octet-stream"
_PART = 256 * 1024  # bytes read at once of a file
_REFUSALS: Mapping[int, type[VendorgraphError]] = {404: NotFound, 409: Conflict}


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would carry the token to another address."""

    def redirect_request(self, *_: Any) -> None:
        return None


def server_address(given: str) -> str:
    """The address of a server without a slash at its end. Raises Invalid for what is none."""
    try:
        parts = urlsplit(given)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, an unclosed [::1
        usable = False
    if not usable:
        raise Invalid(f"--server must be an address such as http://127.0.0.1:8000, not {given!r}")
    return given.rstrip("/")


class Remote:
    """The REST API at `address`, as `server_address` gives it, asked with `token`."""

    def __init__(self, address: str, token: str) -> None:
        self.address = address
        self._token = token
        own = urlsplit(address).hostname in LOOPBACK
        self._open = build_opener(_NoRedirect, *([ProxyHandler({})] if own else [])).open

    def get(self, path: str, **query: Any) -> Any:
        """The JSON answer of a GET; parameters that are None are left out."""
        return self._ask("GET", path, query)

    def items(self, path: str, **query: Any) -> Iterator[tuple[Any, int]]:
        """Every item of a list with the list's total, page by page."""
        for page in self._pages(path, query):
            for item in page["items"]:
                yield item, page["total"]

    def whole(self, path: str, name: str = "items", **query: Any) -> dict[str, Any]:
        """All pages of an answer as one, its rows under `name`; all are of one revision and one day.

        Begins again when the inventory changes between two pages. Raises Conflict when it keeps changing.
        """
        for _ in range(ATTEMPTS):
            with contextlib.suppress(Outrun):
                first, *rest = self._pages(path, query)
                rows = [row for page in (first, *rest) for row in page[name]]
                kept = {field: value for field, value in first.items() if field not in ("page", "page_size")}
                return {**kept, name: rows}
        raise Conflict(f"The inventory at {self.address} kept changing while {path} was read; ask again.")

    def _pages(self, path: str, query: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The pages of a list in order. Raises Outrun for one of another revision or day than the first."""
        first: dict[str, Any] | None = None
        for number in itertools.count(1):
            page: dict[str, Any] = self.get(path, page=number, page_size=PAGE, **query)
            first = first or page
            if any(page.get(field) != first.get(field) for field in ("revision", "as_of")):
                raise Outrun(f"{path} changed between two of its pages")
            yield page
            if number * PAGE >= page["total"]:
                return

    def post(
        self, path: str, body: bytes | dict[str, Any], kind: str = "application/json", **query: Any
    ) -> Any:
        """The JSON answer of a POST."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._ask("POST", path, query, data, {"Content-Type": kind})

    def post_files(self, path: str, files: Sequence[tuple[str, bytes]], **query: Any) -> Any:
        """The JSON answer of a POST of files, by name, as the parts of one form."""
        mark = uuid4().hex
        body = b"".join(_form_part(mark, name, data) for name, data in files) + f"--{mark}--\r\n".encode()
        return self.post(path, body, f"multipart/form-data; boundary={mark}", **query)

    def parts(self, path: str, **query: Any) -> Iterator[bytes]:
        """The bytes of a GET's answer, whatever they are, in parts as they come."""
        with self._asked("GET", path, query, headers={"Accept": "*/*"}) as answer:
            while part := answer.read(_PART):
                yield part

    def delete(self, path: str) -> None:
        """DELETE what is at the path."""
        self._ask("DELETE", path, {})

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any],
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        with self._asked(method, path, query, data, headers) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    @contextlib.contextmanager
    def _asked(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any],
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Iterator[Any]:
        """The open answer of a request that was accepted; a refusal or a broken line as the exception it means."""
        given = {name: value for name, value in query.items() if value is not None}
        url = f"{self.address}/api/v1{quote(path)}{'?' + urlencode(given) if given else ''}"
        sent = {"Authorization": f"Bearer {self._token}", "Accept": "application/json", **(headers or {})}
        try:
            with self._open(Request(url, data, sent, method=method), timeout=PATIENCE) as answer:
                yield answer
        except HTTPError as error:
            with error:
                raise self._refusal(error.code, error.read()) from None
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise Unavailable(f"The server at {self.address} does not answer: {reason}.") from None

    def _refusal(self, status: int, body: bytes) -> VendorgraphError:
        """The server's own sentence as the exception it came from."""
        try:
            said = json.loads(body)
            message, errors = str(said["message"]), dict(said.get("errors") or {})
        except (ValueError, KeyError, TypeError):
            return Unavailable(f"What answers at {self.address} with {status} is not Vendorgraph.")
        if status in (401, 403):
            return Invalid(f"{self.address} refused the token: {message}", errors)
        if status >= 500:
            return Unavailable(f"{self.address}: {message}", errors)
        return _REFUSALS.get(status, Invalid)(message, errors)


def _form_part(mark: str, name: str, data: bytes) -> bytes:
    """A file as a part of a form (RFC 7578): what would end its name is percent-encoded."""
    for end in ('"', "\r", "\n"):
        name = name.replace(end, quote(end))
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    return f"{head}Content-Type: {OCTETS}\r\n\r\n".encode() + data + b"\r\n"


def token_for(address: str, owner: str | None, data: Path, environment: Mapping[str, str]) -> str:
    """VENDORGRAPH_TOKEN, or the admin token beside the data of the server that owns them.

    The admin token is never sent to another server.
    """
    if token := environment.get("VENDORGRAPH_TOKEN", "").strip():
        return token
    file = data / "admin.token"
    if address == owner:
        try:
            return file.read_text("utf-8").strip()
        except OSError as error:
            raise Refused(
                f"{file} cannot be read ({error.strerror}); set VENDORGRAPH_TOKEN to a token."
            ) from None
    raise Invalid(f"Set VENDORGRAPH_TOKEN to a token for {address}.")
