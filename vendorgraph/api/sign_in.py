"""Signing a browser in: with a token, or with the one-time link that the start prints."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from vendorgraph.api.access import (
    SIGN_IN,
    begin_session,
    end_session,
    needs,
    open_to_all,
    refuse_foreign_origin,
)
from vendorgraph.api.state import state
from vendorgraph.auth import CODE_LIFETIME, VIEWER

blueprint = Blueprint("sign_in", __name__)

_MINUTES = int(CODE_LIFETIME.total_seconds() // 60)
_SPENT = f"This link was used already or is older than {_MINUTES} minutes. Sign in with a token, or start again for a new link."
_UNKNOWN = "This token is unknown or was revoked."


@blueprint.get(SIGN_IN)
@open_to_all
def form() -> AnyResponse:
    """The form; with `code`, sign in by the one-time link."""
    code = request.args.get("code")
    if code is None or request.method == "HEAD":
        return _page()
    token = state().tokens.by_id(state().codes.redeem(code) or "")
    if token is None:
        return _page(_SPENT, 403)
    begin_session(token)
    return _go_on()


@blueprint.post(SIGN_IN)
@open_to_all
def with_token() -> AnyResponse:
    """Sign in with the token of the form."""
    refuse_foreign_origin()
    token = state().tokens.by_secret(request.form.get("token", "").strip())
    if token is None:
        return _page(_UNKNOWN, 403)
    begin_session(token)
    return _go_on()


@blueprint.post("/sign-out")
@needs(VIEWER)
def out() -> AnyResponse:
    """Sign this browser out."""
    end_session()
    return redirect(SIGN_IN, 303)


def own_path(text: str) -> str:
    """`text` when it is a path on this server, else `/`: a link must not lead elsewhere after sign-in."""
    parts = (
        urlsplit(text)
        if text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable()
        else None
    )
    return text if parts and not parts.scheme and not parts.netloc and "\\" not in text else "/"


def _go_on() -> AnyResponse:
    response = redirect(own_path(request.values.get("next", "/")), 303)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(error: str = "", status: int = 200) -> Response:
    page = render_template("sign_in.html", error=error, next=own_path(request.values.get("next", "/")))
    return Response(page, status, {"Cache-Control": "no-store"}, content_type="text/html; charset=utf-8")
