"""The command `vendorgraph`: its commands, and an exit code for every refusal."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections import UserDict
from collections.abc import Iterator
from typing import Any, Final

import click

from vendorgraph import __version__
from vendorgraph.cli.output import Output
from vendorgraph.cli.shared import BAD_INPUT, CUT_OFF, UNAVAILABLE, Shared
from vendorgraph.errors import Refused, Unavailable, VendorgraphError

#: Command -> module of `vendorgraph.cli` that holds it.
MODULES: Final = {
    "serve": "serving",
    "demo": "serving",
    "init": "files",
    "plan": "files",
    "apply": "files",
    "import": "importing",
    "drift": "importing",
    "export": "exporting",
    "check": "check",
    "merge": "parties",
    "split": "parties",
    "exposure": "questions",
    "diff": "judging",
    "impact": "judging",
    "findings": "judging",
    "token": "tokens",
    "backup": "archive",
    "restore": "archive",
    "erase": "archive",
    "verify": "audit",
}


class Commands(UserDict[str, click.Command]):
    """The commands by their names, each loaded when it is first asked for: a question does not wait for readers of lists."""

    def __init__(self) -> None:
        """None is loaded yet."""
        super().__init__()
        self._loaded: dict[str, click.Command] = {}
        self.data = dict.fromkeys(MODULES)  # type: ignore[assignment]  # names in their order; read through __getitem__

    def __getitem__(self, name: str) -> click.Command:
        """The command of that name. Raises KeyError when there is none."""
        if name not in self._loaded:
            module = importlib.import_module(f"vendorgraph.cli.{MODULES[name]}")
            self._loaded |= {command.name: command for command in module.COMMANDS}
        return self._loaded[name]


def _of_options(refusal: VendorgraphError, asked: click.Command | None) -> VendorgraphError:
    """The refusal of a parameter by the name of its option: `--max-hops: …` for `max_hops: …`."""
    given = [one.opts[0] for one in asked.params if isinstance(one, click.Option)] if asked else []
    options = {option.lstrip("-").replace("-", "_"): option for option in given}
    lines = (line.partition(": ") for line in refusal.message.splitlines())
    refusal.message = "\n".join(
        f"{options.get(field, field) if colon else field}{colon}{rest}" for field, colon, rest in lines
    )
    return refusal


@contextlib.contextmanager
def _being_read() -> Iterator[None]:
    """End the process when whoever reads the output is gone, as `head` is: click would end with 1, a verdict here."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # Python flushes it once more at the end
        sys.exit(CUT_OFF)


class Refusing(click.Group):
    """Turns refusals into sentences on standard error, or JSON, and an exit code."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the options of the group; --help is answered here."""
        with _being_read():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Ends the process with 2 or 3 when it is refused."""
        try:
            with _being_read():
                return super().invoke(ctx)
        except VendorgraphError as refusal:
            output = ctx.obj.output if isinstance(ctx.obj, Shared) else Output()
            output.refusal(_of_options(refusal, self.commands.get(ctx.invoked_subcommand or "")))
            ctx.exit(UNAVAILABLE if isinstance(refusal, Refused | Unavailable) else BAD_INPUT)


@click.group(
    cls=Refusing,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 violated or different, 2 bad input, 3 engine or server unavailable, "
    "141 nobody read the output to its end.",
)
@click.option(
    "--data", metavar="FOLDER", help="Folder of the embedded store; else VENDORGRAPH_DATA, else var."
)
@click.option(
    "--server",
    metavar="URL",
    envvar="VENDORGRAPH_SERVER",
    help="Work through the server at this address (else VENDORGRAPH_SERVER), with the token in VENDORGRAPH_TOKEN.",
)
@click.version_option(__version__, prog_name="vendorgraph")
@click.pass_context
def main(ctx: click.Context, data: str | None, server: str | None) -> None:
    """Which personal data reaches which company, where, under which instrument, and how that is known."""
    environment = {**os.environ, **({"VENDORGRAPH_DATA": data} if data else {})}
    ctx.obj = Shared(environment, server or None, Output())


main.commands = Commands()
