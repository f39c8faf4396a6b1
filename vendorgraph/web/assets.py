"""Files that pages load: our styles and scripts, and Plotly's script from the installed package."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

_PACKAGE = Path(__file__).resolve().parents[1]
#: Inside the package when installed from a wheel, beside it in a checkout.
STATIC = next(
    (folder for folder in (_PACKAGE / "static", _PACKAGE.parent / "static") if folder.is_dir()), _PACKAGE
)
_YEAR = 365 * 24 * 3600

blueprint = Blueprint("assets", __name__)


@blueprint.get("/static/<path:name>", endpoint="static")
def static_file(name: str) -> Response:
    """One of our own files; asked again each time, answered 304 while it is unchanged."""
    response = send_from_directory(STATIC, name, conditional=True, max_age=0)
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def plotly_version() -> str:
    """The version of the installed plotly package, which is also that of its script's address."""
    return metadata.version("plotly")


@cache
def plotly_script() -> Path:
    """Plotly's script inside the installed package, found without importing it."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the plotly package is not installed")
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"


@cache
def _packed() -> bytes:
    return gzip.compress(plotly_script().read_bytes(), 6, mtime=0)


@blueprint.get("/static-plotly/<version>/plotly.min.js")
def plotly(version: str) -> Response:
    """Plotly's script: 1.5 MB packed, kept a year by browsers because its address names the version."""
    if version != plotly_version():
        raise NotFound(f"The installed plotly is {plotly_version()}.")
    packed = request.accept_encodings.quality("gzip") > 0
    body = _packed() if packed else plotly_script().read_bytes()
    response = Response(body, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = f"private, max-age={_YEAR}, immutable"
    response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(f"plotly-{version}{'-gz' if packed else ''}")
    response.make_conditional(request)
    return response
