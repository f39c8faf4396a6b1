"""The demo: inventory files made from published texts, and one fictional controller that uses them.

Plain data in the native format; `vendorgraph apply` loads them like any other files.
"""

from __future__ import annotations

from importlib.resources import files as resources
from pathlib import Path


def files() -> list[Path]:
    """The demo's inventory files in the order in which they must be applied.

    A file refers only to what stands in itself or in an earlier one.
    """
    folder = Path(str(resources(__name__)))
    return sorted(folder.glob("*.yaml"))
