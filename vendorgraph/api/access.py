"""Who may come in: bearer tokens, browser sessions, roles, same-origin writes, security headers.

Every route needs a role except those marked `open_to_all` and the files under /static/: reading
needs viewer, writing editor, and `needs(ADMIN)` marks the rest. One place decides, before any view.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, current_app, g, redirect, request, session
from flask.sessions import SecureCookieSessionInterface
from werkzeug.exceptions import BadRequest, Forbidden, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from vendorgraph.api.problems import wants_page
from vendorgraph.api.state import request_id, state
from vendorgraph.auth import EDITOR, VIEWER, Token, signing_key
from vendorgraph.settings import LOOPBACK, Settings

View = TypeVar("View", bound=Callable[..., Any])

SIGN_IN = "/sign-in"
SESSION_LIFETIME = timedelta(hours=12)
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::[0-9]{1,5})?")
_SAFE = ("GET", "HEAD", "OPTIONS")
_SESSION_TOKEN = "token"  # the key under which a session keeps its token's id
#: 'unsafe-inline' for styles is what Plotly's drawings need; scripts never get it.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def open_to_all(view: View) -> View:
    """Mark a view that answers without a token."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def needs(role: str) -> Callable[[View], View]:
    """Mark a view, or one method of a MethodView, with the role it needs when not the usual one."""

    def mark(view: View) -> View:
        view.needed_role = role  # type: ignore[attr-defined]
        return view

    return mark


def install(app: Flask, settings: Settings) -> None:
    """Guard every route of `app`."""
    app.secret_key = signing_key(settings.data)
    app.session_interface = _Session()
    app.config.update(
        SESSION_COOKIE_NAME=f"vendorgraph_{settings.port}",  # browsers do not tell ports apart
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=SESSION_LIFETIME,
    )
    names = {*LOOPBACK, settings.host}
    if settings.public:
        public = urlsplit(settings.public)
        names.add(str(public.hostname))
        app.wsgi_app = _under(public.scheme, public.netloc, app.wsgi_app)  # type: ignore[assignment]
    if settings.on_loopback:
        app.before_request(_host_check(frozenset(names)))
    app.before_request(_authorise)
    app.after_request(_seal)


def _under(scheme: str, host: str, app: WSGIApplication) -> WSGIApplication:
    """`app`, told by which scheme browsers reach it under its public name: the proxy in front ends TLS.

    So cookies, a write's own origin and addresses in answers are right, and no header of a proxy is believed.
    """

    def called(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ.get("HTTP_HOST", "").lower() == host:
            environ["wsgi.url_scheme"] = scheme
        return app(environ, start)

    return called


def _host_check(names: frozenset[str]) -> Callable[[], None]:
    """Refuse requests under other names: a page elsewhere may point its own name at 127.0.0.1 (DNS rebinding)."""

    def check() -> None:
        match = _HOST.fullmatch(request.headers.get("Host", ""))
        if not match or match["name"].lower().strip("[]") not in names:
            raise BadRequest(
                "The Host header names no address of this server; set VENDORGRAPH_HOST to use another "
                "name, or VENDORGRAPH_PUBLIC to the address of the proxy in front."
            )

    return check


class _Session(SecureCookieSessionInterface):
    def get_cookie_secure(self, app: Flask) -> bool:
        """Over TLS the cookie never leaves TLS; on plain loopback it must do without."""
        return request.is_secure


def begin_session(token: Token) -> None:
    """Sign this browser in as `token`, until it signs out, the token is revoked or 12 hours pass."""
    session.clear()
    session.permanent = True
    session[_SESSION_TOKEN] = token.id


def end_session() -> None:
    """Sign this browser out."""
    session.clear()


def asking() -> Token | None:
    """The token by which the request comes, from its header or the browser's session; None without."""
    if "Authorization" not in request.headers:
        return state().tokens.by_id(session.get(_SESSION_TOKEN, ""))
    scheme, _, secret = request.headers["Authorization"].partition(" ")
    return state().tokens.by_secret(secret.strip()) if scheme.lower() == "bearer" else None


def refuse_foreign_origin() -> None:
    """Refuse a browser's write that another site may have caused (CSRF)."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    own = site == "same-origin" if site is not None else origin == request.host_url.rstrip("/")
    if not own:
        raise Forbidden(
            "A browser's session writes from the pages of this server only; programs send a bearer token."
        )


def _authorise() -> AnyResponse | None:
    request_id()
    if request.path.startswith("/static/") or _marked("open_to_all", default=False):
        return None
    token = asking()
    if token is None:
        if wants_page() and request.method in ("GET", "HEAD"):
            return redirect(f"{SIGN_IN}?next={quote(request.full_path.rstrip('?'), safe='/')}", 303)
        raise Unauthorized(_why_unknown())
    g.token = token
    usual = VIEWER if request.method in _SAFE else EDITOR
    role = _marked("needed_role", default=usual)
    if not token.may(role):
        raise Forbidden(f"This needs the role {role}; the token {token.name!r} has {token.role}.")
    if request.method not in _SAFE and "Authorization" not in request.headers:
        refuse_foreign_origin()
    return None


def _marked(name: str, *, default: Any) -> Any:
    """What a mark says of the view that will answer, or of its method."""
    view: Any = current_app.view_functions.get(request.endpoint or "")
    method = "get" if request.method == "HEAD" else request.method.lower()
    on_method = getattr(getattr(view, "view_class", None), method, None)
    return getattr(on_method, name, getattr(view, name, default))


def _why_unknown() -> str:
    if "Authorization" in request.headers:
        return "The token is unknown or was revoked; send Authorization: Bearer vg_… with a valid one."
    return (
        "Send an API token as Authorization: Bearer vg_…; admin.token in the data folder holds the first one."
    )


def _seal(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("X-Request-Id", request_id())
    if not request.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
