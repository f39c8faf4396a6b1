"""`vendorgraph init`, `plan` and `apply`: inventory files from the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from vendorgraph.api.parameters import question, questions
from vendorgraph.cli.access import Absent, actor, reached
from vendorgraph.cli.asking import arguments, given, options
from vendorgraph.cli.output import Output
from vendorgraph.cli.remote import Remote
from vendorgraph.cli.shared import DIFFERENT, Shared, examples, speaking
from vendorgraph.errors import Invalid, VendorgraphError
from vendorgraph.exchange import effects_text
from vendorgraph.exchange.apply import Progress, apply_files, plan_files, read_all
from vendorgraph.exchange.files import InventoryFile
from vendorgraph.exchange.starter import POLICY, STARTER

Answer = dict[str, Any]
Given = str | tuple[str, str | bytes]  # a path, or a name with what stands under it
FILES = click.argument("files", metavar="FILE…", nargs=-1, required=True)
ASKED = questions(group=False)


@click.command(epilog=examples("vendorgraph plan vendors.yaml", "vendorgraph plan --json inventory/*.yaml"))
@FILES
@options(ASKED)
@speaking
@click.pass_context
def plan(ctx: click.Context, /, files: Sequence[str], **named: str | None) -> None:
    """Show what applying inventory FILEs would change and what that does; write nothing.

    After the changes: per source, which recipients, countries and categories it gains and loses, by which
    path, and transfers whose status changes. Ends with 0 when nothing would change and 1 when something
    would. FILE - is standard input.
    """
    shared: Shared = ctx.obj
    answer = planned(shared, files, given(named))
    tell_plan(shared.output, answer)
    shared.output.answer(answer)
    ctx.exit(DIFFERENT if answer["writes"] else 0)


@click.command(epilog=examples("vendorgraph apply vendors.yaml", "cat vendors.json | vendorgraph apply -"))
@FILES
@speaking
@click.pass_obj
def apply(shared: Shared, files: Sequence[str]) -> None:
    """Make the inventory hold what the FILEs state, one transaction a file, in the order given.

    Applying a file again changes nothing. What it stated before and states no more is removed, unless
    another inventory states it. FILE - is standard input.
    """
    answer = applied(shared, files)
    tell_applied(shared.output, answer)
    shared.output.answer(answer)


@click.command(epilog=examples("vendorgraph init", "vendorgraph init shop.yaml", "vendorgraph init --policy"))
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--policy", is_flag=True, help="Write a policy for `check` instead (policy.yaml).")
@click.pass_obj
def init(shared: Shared, file: Path | None, policy: bool) -> None:
    """Write a small commented inventory FILE to start from (inventory.yaml when none is named)."""
    file = file or Path("policy.yaml" if policy else "inventory.yaml")
    try:
        with file.open("x", encoding="utf-8") as made:
            made.write(POLICY if policy else STARTER)
    except FileExistsError:
        raise Invalid(f"{file} exists already; name another file") from None
    except OSError as error:
        raise Invalid(f"{file} cannot be written: {error.strerror or error}") from None
    shared.output.say(f"Wrote {file}. Edit it, then: vendorgraph {'check' if policy else 'plan'} {file}")


def planned(shared: Shared, names: Sequence[Given], asked: dict[str, str]) -> Answer:
    """The report of planning the files, here or through the server that owns the store."""
    args = arguments("Plan", ASKED, asked)
    with shared.output.progress() as progress:
        read = read_all([source(name) for name in names], progress)
        with reached(shared, Absent.EMPTY) as inventory:
            if isinstance(inventory, Remote):
                files = [{"name": file.name, "text": file.text} for file in read]
                answer: Answer = inventory.post("/plan", {"files": files}, **asked)
                return {name: value for name, value in answer.items() if name != "dry_run"}
            return plan_files(inventory, read, lambda after: question(after, args)).as_json()


def applied(shared: Shared, names: Sequence[Given]) -> Answer:
    """The report of applying the files, here or through the server that owns the store."""
    sources = [source(name) for name in names]
    with shared.output.progress() as progress:
        read = read_all(sources, progress)
        with reached(shared, Absent.MADE) as inventory:
            if isinstance(inventory, Remote):
                return _remotely(inventory, read, progress)
            return apply_files(inventory, read, actor=actor(), progress=progress).as_json(details=False)


def tell_plan(output: Output, answer: Answer) -> None:
    """What applying files would change and what that does, in words."""
    for outcome in answer["files"]:
        _tell(output, outcome, "would be ")
    for line in effects_text.lines(answer["effects"]) if answer["writes"] else ():
        output.say(line)


def tell_applied(output: Output, answer: Answer) -> None:
    """What applying files changed, in words."""
    for outcome in answer["files"]:
        _tell(output, outcome, "")


def source(name: Given) -> Given:
    """What a FILE argument names: a path, or standard input for -."""
    return ("standard input", sys.stdin.buffer.read()) if name == "-" else name


def _remotely(server: Remote, files: Sequence[InventoryFile], progress: Progress | None) -> Answer:
    """The same over REST, a request a file; the server's names for the bodies become the files' own."""
    outcomes: list[Answer] = []
    for done, file in enumerate(files):
        if progress:
            progress(f"writing through {server.address}", done, len(files))
        as_json = file.text.lstrip().startswith("{") and not file.name.lower().endswith((".yaml", ".yml"))
        kind, body_name = ("application/json", "body.json") if as_json else ("application/yaml", "body.yaml")
        try:
            answer = server.post("/import", file.text.encode(), kind, dry_run="false", details="false")
        except VendorgraphError as refusal:
            raise _renamed(refusal, body_name, file.name) from None
        for outcome in answer["files"]:
            warnings = [_rename(body_name, file.name)(warning) for warning in outcome["warnings"]]
            outcomes.append({**outcome, "file": file.name, "warnings": warnings})
    return {"files": outcomes, "writes": sum(outcome["writes"] for outcome in outcomes)}


def _rename(old: str, new: str) -> Callable[[str], str]:
    return lambda line: new + line[len(old) :] if line.startswith(old) else line


def _renamed(refusal: VendorgraphError, old: str, new: str) -> VendorgraphError:
    rename = _rename(old, new)
    message = "\n".join(rename(line) for line in refusal.message.splitlines())
    return type(refusal)(message, {rename(place): said for place, said in refusal.errors.items()})


def _tell(output: Output, outcome: Answer, auxiliary: str) -> None:
    """What one file changed or would change, in words."""
    output.changes(outcome.get("changes", []))
    if not output.json:
        for warning in outcome["warnings"]:
            output.note(f"warning: {warning}")
    counts = ", ".join(
        f"{outcome[name]} {auxiliary}{name}" for name in ("created", "changed", "removed") if outcome[name]
    )
    at = f" (revision {outcome['revision']})" if outcome["revision"] else ""
    managed = "only who manages what changes" if outcome["writes"] else "nothing to change"
    unchanged = f", {outcome['unchanged']} unchanged" if outcome["unchanged"] else ""
    output.say(f"{outcome['file']}: {counts or managed}{unchanged}{at}")


COMMANDS = (init, plan, apply)
