"""The command line: `vendorgraph --help`.

Exit codes: 0 fine, 1 violated or different, 2 bad input, 3 engine or server unavailable, 141 nobody read the
output to its end.
"""

from __future__ import annotations

from vendorgraph.cli.group import main

__all__ = ["main"]
