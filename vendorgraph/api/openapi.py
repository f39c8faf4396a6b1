"""`python -m vendorgraph.api.openapi [FILE]`: write the committed OpenAPI description, docs/openapi.json."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from flask import Flask

from vendorgraph.api.app import add_routes

FILE = Path("docs/openapi.json")


def description() -> dict[str, Any]:
    """The description, made without any store."""
    return add_routes(Flask("vendorgraph.api", static_folder=None))


def text() -> str:
    """The description as the committed file holds it."""
    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    target.write_text(text(), encoding="utf-8")
