"""What all commands share: where the inventory is, how to speak, and what exit codes mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import click

from vendorgraph.cli.output import Output
from vendorgraph.errors import Refused
from vendorgraph.settings import Settings

FINE, DIFFERENT, BAD_INPUT, UNAVAILABLE = 0, 1, 2, 3
CUT_OFF = 141  # 128 + SIGPIPE, as a shell says it of a program whose reader is gone
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(slots=True)
class Shared:
    """What every command gets from the group."""

    environment: Mapping[str, str] = field(default_factory=dict)
    server: str | None = None
    output: Output = field(default_factory=Output)

    def settings(self, **overrides: Any) -> Settings:
        """The settings of the environment with those of the command line on top; nonsense is bad input."""
        given = {name: str(value) for name, value in overrides.items() if value is not None}
        try:
            return Settings.from_environment({**self.environment, **given})
        except Refused as refusal:
            raise click.UsageError(refusal.message) from None


def speaking(command: Command) -> Command:
    """Give a command the option --json."""

    def as_json(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        ctx.ensure_object(Shared).output.json = value

    return click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        callback=as_json,
        help="Print the answer as JSON, nothing else.",
    )(command)


def examples(*lines: str) -> str:
    """The end of a command's help: lines to copy, kept as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
