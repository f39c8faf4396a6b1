"""The pages: a server-rendered shell, and scripts that fill it over the REST API."""

from __future__ import annotations

from flask import Flask

from vendorgraph.web import assets, pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Add the pages, their templates and static files, and Plotly's own script to `app`."""
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(assets.blueprint)
