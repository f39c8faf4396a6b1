"""What the command line prints: tables, JSON, refusals, and progress on a terminal's standard error."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from vendorgraph.errors import VendorgraphError
from vendorgraph.exchange.apply import Progress as Told

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SIGNS = {"created": "+", "changed": "~", "removed": "-", "managed": "="}
SHOWN = 200  # lines of one kind that are listed for people; --json lists all
WIDE = 240  # columns of a table that is not written to a terminal


def clean(text: object) -> str:
    """`text` without characters that would drive a terminal or reorder a line."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(text))


class Output:
    """Where a command's words go; `json` is set by the option of that name."""

    def __init__(self) -> None:
        self.json = False

    def say(self, text: str) -> None:
        """A line of the answer, for people."""
        if not self.json:
            click.echo(clean(text))

    def answer(self, value: Any) -> None:
        """The answer, for programs."""
        if self.json:
            click.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def note(self, text: str) -> None:
        """A line beside the answer, on standard error."""
        click.echo(clean(text), err=True)

    def refusal(self, refusal: VendorgraphError) -> None:
        """Why a command did not do what it was asked."""
        self.answer({"message": refusal.message, "errors": refusal.errors})
        for line in refusal.message.splitlines() or [type(refusal).__name__]:
            self.note(f"vendorgraph: {line}")

    def changes(self, changes: Sequence[Mapping[str, Any]]) -> None:
        """What changes or would, a line a resource; of many the first ones and how many more."""
        for change in changes[:SHOWN]:
            fields = f": {', '.join(change['fields'])}" if change["fields"] else ""
            self.say(f"  {_SIGNS[change['action']]} {change['kind']} {change['id']}{fields}")
        if len(changes) > SHOWN:
            self.say(f"  … and {len(changes) - SHOWN} more (--json lists all)")

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Rows for people; nothing in JSON mode."""
        if self.json or not rows:
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in columns:
            table.add_column(column, justify="right" if column == "hops" else "left", overflow="fold")
        for row in rows:
            table.add_row(*(Text(clean(cell)) for cell in row))
        _Console(width=None if sys.stdout.isatty() else WIDE, highlight=False).print(table)

    @contextlib.contextmanager
    def progress(self) -> Iterator[Told | None]:
        """A function that shows how far something is, for as long as it takes; None away from a terminal."""
        if self.json or not sys.stderr.isatty():
            yield None
            return
        bars = _Bars()
        try:
            yield bars.told
        finally:
            bars.end()


class _Console(Console):
    """Leaves it to the command what it means that nobody reads; rich would end the process with 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class _Bars:
    """Bars on standard error that are there only while something is under way."""

    def __init__(self) -> None:
        self._shown: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def told(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` of something is done; when all is, nothing is shown any more."""
        if self._shown is None:
            if done >= total:
                return
            self._shown = Progress(*_columns(), console=Console(stderr=True), transient=True)
            self._shown.start()
        if what not in self._tasks:
            self._tasks[what] = self._shown.add_task(clean(what), total=total)
        self._shown.update(self._tasks[what], completed=done, total=total)
        if all(task.finished for task in self._shown.tasks):
            self.end()

    def end(self) -> None:
        """Take the bars away."""
        if self._shown is not None:
            self._shown.stop()
        self._shown = None
        self._tasks = {}


def _columns() -> tuple[ProgressColumn, ...]:
    return (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
