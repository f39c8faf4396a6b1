"""`python -m vendorgraph` is the command `vendorgraph`."""

from __future__ import annotations

from vendorgraph.cli import main

main(prog_name="vendorgraph")
