"""`vendorgraph check`: an organisation's rules put to the inventory, and to what files would make of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from vendorgraph.analysis.policies import LEVELS
from vendorgraph.analysis.policies.answer import MOST, SHOWN
from vendorgraph.analysis.question import today
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api.parameters import questions
from vendorgraph.cli.access import Absent, reached
from vendorgraph.cli.asking import arguments, given, options
from vendorgraph.cli.files import source
from vendorgraph.cli.output import clean
from vendorgraph.cli.remote import Remote
from vendorgraph.cli.shared import DIFFERENT, Shared, examples, speaking
from vendorgraph.errors import Invalid
from vendorgraph.exchange.apply import read_all
from vendorgraph.exchange.check_output import FORMATS, junit, sarif, text
from vendorgraph.exchange.files import InventoryFile
from vendorgraph.exchange.policy_files import Asked, PolicyFile, check, read_policy, read_policy_path
from vendorgraph.model.wording import plural

Answer = dict[str, Any]


@click.command(
    name="check",
    epilog=examples(
        "vendorgraph check policy.yaml",
        "vendorgraph check policy.yaml --new inventory/*.yaml",
        "vendorgraph check policy.yaml --empty inventory/*.yaml --format sarif --output check.sarif",
    ),
)
@click.argument("policy", metavar="POLICY")
@click.argument("files", metavar="[FILE…]", nargs=-1)
@click.option("--empty", is_flag=True, help="Check the FILEs alone; no store and no engine is needed.")
@click.option("--new", is_flag=True, help="Count only violations that the inventory lacks without the FILEs.")
@click.option(
    "--baseline", metavar="REPORT", help="Count only violations that this earlier --json report lacks."
)
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default=LEVELS[0],
    show_default=True,
    help="The mildest level of violations that ends with 1.",
)
@click.option(
    "--limit",
    type=click.IntRange(0, MOST),
    default=SHOWN,
    metavar="NUMBER",
    show_default=True,
    help="Most violations described; all are counted.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Form of the answer; text when absent.")
@click.option("--output", metavar="PATH", help="Write the answer to this file, and its text as always.")
@options(questions())
@speaking
@click.pass_context
def command(
    ctx: click.Context,
    /,
    policy: str,
    files: Sequence[str],
    empty: bool,
    new: bool,
    baseline: str | None,
    fail_on: str,
    limit: int,
    form: str | None,
    output: str | None,
    **named: str | None,
) -> None:
    """Check the rules of a POLICY over the whole chain: who may receive what, where, under what.

    With FILEs, the inventory is checked as it would be after applying them; nothing is written. Ends with
    0 when the policy holds and 1 when it is violated. - is standard input.
    """
    shared: Shared = ctx.obj
    form = _form(shared, form)
    if empty and new:
        raise click.UsageError(
            "--new compares with the inventory, of which --empty knows none; use --baseline"
        )
    rules = (
        read_policy(sys.stdin.buffer.read(), "standard input") if policy == "-" else read_policy_path(policy)
    )
    counting = {
        "new": new,
        "known": None if baseline is None else _known(baseline),
        "fail_on": fail_on,
        "limit": limit,
    }
    with shared.output.progress() as progress:
        read = read_all([source(name) for name in files], progress)
        found = _checked(shared, rules, read, given(named), counting, empty=empty)
    _print(found, form, output)
    ctx.exit(0 if found["passed"] else DIFFERENT)


def _form(shared: Shared, form: str | None) -> str:
    if shared.output.json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} exclude each other")
    shared.output.json = shared.output.json or form == "json"
    return "json" if shared.output.json else form or "text"


def _known(report: str) -> frozenset[str]:
    """The fingerprints of an earlier report."""
    try:
        found = json.loads(Path(report).read_text("utf-8"))
        known, left_off = (
            frozenset(str(row["fingerprint"]) for row in found["violations"]),
            int(found["left_off"]),
        )
    except OSError as error:
        raise Invalid(f"{report}: cannot be read: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError):
        raise Invalid(f"{report}: is not a report of `vendorgraph check --json`") from None
    if left_off:
        raise Invalid(
            f"{report}: leaves {plural(left_off, 'violation')} off; make it again with a higher --limit"
        )
    return known


def _checked(
    shared: Shared,
    rules: PolicyFile,
    files: list[InventoryFile],
    asked: dict[str, str],
    counting: dict[str, Any],
    *,
    empty: bool,
) -> Answer:
    """The answer, here or through the server that owns the store."""
    args = arguments("Check", questions(), asked)
    how = Asked(
        args.get("as_of") or today(),
        args.get("context", ""),
        args.get("include") == "planned",
        args["group"],
        **counting,
    )
    if empty:
        return check(Snapshot.build({}), rules, files, how)
    planned = files and not counting["new"]  # what is new is so beside an inventory that is there
    with reached(shared, Absent.EMPTY if planned else Absent.REFUSED) as inventory:
        if isinstance(inventory, Remote):
            return _remotely(inventory, rules, files, asked, counting)
        return check(inventory.snapshot(), rules, files, how)


def _remotely(
    server: Remote,
    rules: PolicyFile,
    files: list[InventoryFile],
    asked: dict[str, str],
    counting: dict[str, Any],
) -> Answer:
    body = {
        "policy": {"name": rules.name, "text": rules.text},
        "files": [{"name": file.name, "text": file.text} for file in files],
    }
    known = counting["known"]
    if known is not None:
        body["known"] = sorted(known)
    switches = {
        "new": str(counting["new"]).lower(),
        "fail_on": counting["fail_on"],
        "limit": counting["limit"],
    }
    found: Answer = server.post("/check", body, **asked, **switches)
    return found


def _print(found: Answer, form: str, output: str | None) -> None:
    written = _FORMS[form](found)
    if output is None:
        click.echo(written)
        return
    try:
        Path(output).write_text(written + "\n", "utf-8")
    except OSError as error:
        raise Invalid(f"{output} cannot be written: {error.strerror or error}") from None
    if form != "text":
        click.echo(clean_lines(text(found)))


def clean_lines(said: str) -> str:
    """Lines without characters that would drive a terminal."""
    return "\n".join(clean(line) for line in said.split("\n"))


def _json(found: Answer) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)


_FORMS: dict[str, Callable[[Answer], str]] = {
    "text": lambda found: clean_lines(text(found)),
    "json": _json,
    "sarif": lambda found: json.dumps(sarif(found), ensure_ascii=False, indent=2),
    "junit": junit,
}
COMMANDS = (command,)
