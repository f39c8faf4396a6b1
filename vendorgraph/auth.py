"""Who may do what: API tokens, the admin token of a start, one-time links, the signing key.

A token is `vg_` and 256 random bits in base64url; the store keeps only its SHA-256, which needs
no salt or stretching because the token cannot be guessed. Nothing here knows HTTP.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import os
import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from vendorgraph.errors import Conflict, Invalid, NotFound, Refused

VIEWER, EDITOR, ADMIN = "viewer", "editor", "admin"
#: What each role may do, in words; a role may do all that those before it may.
ROLES = {
    VIEWER: "read everything but tokens",
    EDITOR: "also write the inventory",
    ADMIN: "also manage tokens, vocabularies and law tables",
}
_RANK = {role: rank for rank, role in enumerate(ROLES)}
_TOKEN = re.compile(r"vg_[A-Za-z0-9_-]{43}")
_START_NAME = "admin of the start"
CODE_LIFETIME = dt.timedelta(minutes=15)


class TokenStore(Protocol):
    """The part of the store that keeps tokens (outside exports and the change feed)."""

    def add_token(self, id: str, name: str, role: str, sha256: str, created_at: str) -> None:
        """Keep a token."""

    def tokens(self) -> list[dict[str, Any]]:
        """All tokens."""

    def remove_token(self, id: str) -> Any:
        """End a token."""


@dataclass(frozen=True, slots=True)
class Token:
    """One API token as listed: never the secret itself."""

    id: str
    name: str
    role: str
    created_at: str
    sha256: str

    def may(self, role: str) -> bool:
        """Whether its role includes `role`."""
        return _RANK[self.role] >= _RANK[role]

    def public(self) -> dict[str, str]:
        """What a list of tokens shows."""
        return {"id": self.id, "name": self.name, "role": self.role, "created_at": self.created_at}


class Tokens:
    """The tokens of one store, read at most once a second.

    What this process adds or revokes holds at once; what another process revokes in the same
    database holds within `FRESH` seconds.
    """

    FRESH = 1.0

    def __init__(self, store: TokenStore, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, Token] = {}
        self._read_at = float("-inf")

    def all(self) -> list[Token]:
        """Every token, oldest first, read from the store now."""
        with self._lock:
            self._read()
            return sorted(self._known.values(), key=lambda token: (token.created_at, token.id))

    def by_secret(self, secret: str) -> Token | None:
        """The token whose secret this is. Compares digests, so timing tells nothing of a secret."""
        if not _TOKEN.fullmatch(secret):
            return None
        digest = _digest(secret)
        found = self._current().get(digest)
        return found if found and hmac.compare_digest(found.sha256, digest) else None

    def by_id(self, token_id: str) -> Token | None:
        """The token with that id, while it has not been revoked."""
        return next((token for token in self._current().values() if token.id == token_id), None)

    def create(self, name: str, role: str) -> tuple[Token, str]:
        """A new token and its secret, which is shown this once. Raises Invalid or Conflict."""
        if role not in ROLES:
            raise Invalid(
                f"role must be one of {', '.join(ROLES)}, not {role!r}",
                {"role": [f"one of {', '.join(ROLES)}"]},
            )
        if any(token.name == name for token in self.all()):
            raise Conflict(f"a token named {name!r} exists; revoke it first or choose another name")
        secret = "vg_" + base64.urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=").decode()
        token = Token(secrets.token_hex(8), name, role, _now(), _digest(secret))
        self._store.add_token(token.id, token.name, token.role, token.sha256, token.created_at)
        self._forget()
        return token, secret

    def revoke(self, token_id: str) -> None:
        """Take a token away. Raises NotFound, and Conflict for the last one of an administrator."""
        tokens = {token.id: token for token in self.all()}
        if token_id not in tokens:
            raise NotFound(f"there is no token with the id {token_id!r}")
        admins = [token.id for token in tokens.values() if token.role == ADMIN]
        if admins == [token_id]:
            raise Conflict("this is the last token of an administrator; create another one first")
        self._store.remove_token(token_id)
        self._forget()

    def _current(self) -> dict[str, Token]:
        with self._lock:
            if self._clock() - self._read_at >= self.FRESH:
                self._read()
            return self._known

    def _read(self) -> None:
        fields = ("id", "name", "role", "created_at", "sha256")
        self._known = {
            row["sha256"]: Token(**{field: row[field] for field in fields}) for row in self._store.tokens()
        }
        self._read_at = self._clock()

    def _forget(self) -> None:
        with self._lock:
            self._read_at = float("-inf")


@dataclass(frozen=True, slots=True)
class StartToken:
    """The admin token of this data folder: its id, the file that holds it, whether it was written now."""

    id: str
    path: Path
    written: bool


def ensure_admin_token(tokens: Tokens, data: Path) -> StartToken:
    """The token in `data`/admin.token, made and written (mode 0600) when the file is absent.

    A file whose token the store does not know, as after the database was emptied, is replaced.
    """
    path = data / "admin.token"
    if path.exists():
        known = tokens.by_secret(path.read_text("utf-8", errors="replace").strip())
        if known:
            return StartToken(known.id, path, written=False)
    names = {token.name for token in tokens.all()}
    name = _START_NAME if _START_NAME not in names else f"{_START_NAME}, {_now()}"
    token, secret = tokens.create(name, ADMIN)
    _write_secret(path, secret + "\n")
    return StartToken(token.id, path, written=True)


def signing_key(data: Path) -> bytes:
    """The 256-bit key that signs session cookies, kept in `data`/secret.key (mode 0600)."""
    path = data / "secret.key"
    if not path.exists():
        _write_secret(path, secrets.token_hex(32) + "\n")
    key = path.read_text("ascii", errors="replace").strip()
    if not re.fullmatch(r"[0-9a-f]{64}", key):
        raise Refused(
            f"{path} does not hold a key; remove it and start again (browsers must then sign in again)."
        )
    return bytes.fromhex(key)


class OneTimeCodes:
    """Codes of sign-in links: each works once, within CODE_LIFETIME, in this process only."""

    def __init__(self, clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._open: dict[str, tuple[str, dt.datetime]] = {}

    def issue(self, token_id: str) -> tuple[str, dt.datetime]:
        """A code that signs in as the token, and the moment (UTC) at which it ends."""
        code, ends = secrets.token_urlsafe(32), self._clock() + CODE_LIFETIME
        with self._lock:
            self._open[_digest(code)] = (token_id, ends)
        return code, ends

    def redeem(self, code: str) -> str | None:
        """The id of the token that the code signs in as; None when used, ended or unknown."""
        with self._lock:
            token_id, ends = self._open.pop(_digest(code), (None, None))
        return token_id if ends and self._clock() < ends else None


def _write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
