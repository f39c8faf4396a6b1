"""`create_app()` is what WSGI servers load, as `waitress-serve --call app:create_app`; run as a program, the demo."""

from __future__ import annotations

import atexit
import contextlib
import sys

from flask import Flask

from vendorgraph.opening import opened
from vendorgraph.service import answering
from vendorgraph.settings import Settings


def create_app() -> Flask:
    """The WSGI application over the store that the environment names, which is closed when the process ends."""
    settings = Settings.from_environment()
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    app, token = stack.enter_context(answering(stack.enter_context(opened(settings)), settings))
    if token.written:
        print(f"An admin token was written to {token.path}.", file=sys.stderr)
    return app


if __name__ == "__main__":
    from vendorgraph.cli import main

    main(["demo", *sys.argv[1:]], prog_name="vendorgraph")
