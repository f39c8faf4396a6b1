"""`vendorgraph merge` and `split`: two parties that are one, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from vendorgraph.cli.access import actor, reached
from vendorgraph.cli.output import Output
from vendorgraph.cli.remote import Remote
from vendorgraph.cli.shared import Shared, examples, speaking
from vendorgraph.errors import Invalid
from vendorgraph.exchange.parties import merge_parties, part_party, split_party

_DRY = click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")


@click.command(
    epilog=examples(
        "vendorgraph merge --dry-run nexmo vonage",
        "vendorgraph merge nexmo vonage --settle website=kept --settle name=other",
    )
)
@click.argument("party")
@click.argument("other")
@click.option(
    "--settle",
    metavar="FIELD=kept|other",
    multiple=True,
    help="Whose value holds where the two differ: of the party that is kept, or of the other.",
)
@_DRY
@speaking
@click.pass_obj
def merge(shared: Shared, party: str, other: str, settle: Sequence[str], dry_run: bool) -> None:
    """Make one party of two: PARTY stays and answers under OTHER's id too.

    Names, facts, evidence and all references move to PARTY; OTHER's processings get ids under it. One
    transaction; `vendorgraph split PARTY OTHER` takes it back.
    """
    settled = dict(_settled(choice) for choice in settle)
    with reached(shared) as inventory:
        if isinstance(inventory, Remote):
            body = {"party": other, "settle": settled}
            found = inventory.post(f"/parties/{party}/merge", body, dry_run=str(dry_run).lower())
        else:
            found = merge_parties(inventory, party, other, settled, dry_run=dry_run, actor=actor())
    _tell(
        shared.output,
        found,
        f"{found['other']} is now {found['party']}",
        f"{found['other']} would be {found['party']}",
    )


@click.command(
    epilog=examples(
        "vendorgraph split nexmo vonage",
        "vendorgraph split google --into 'Google Ireland Limited' --processing google:ads --dry-run",
    )
)
@click.argument("party")
@click.argument("former_id", required=False)
@click.option("--into", metavar="NAME", help="Name of a new party that gets the processings named.")
@click.option("--id", "new_id", metavar="ID", help="Id of the new party; else made from its name.")
@click.option(
    "--processing",
    "processings",
    metavar="PROCESSING",
    multiple=True,
    help="A processing of PARTY that goes to it. Repeatable.",
)
@_DRY
@speaking
@click.pass_obj
def split(
    shared: Shared,
    party: str,
    former_id: str | None,
    into: str | None,
    new_id: str | None,
    processings: Sequence[str],
    dry_run: bool,
) -> None:
    """Make two parties of one.

    With FORMER_ID a merge is taken back: restored from the change log is what it changed; what was changed
    since is kept. With --into, one party was recorded for two: a new one gets the processings named.
    """
    if (former_id is None) == (into is None) or (into is None) != (not processings):
        raise Invalid("name a FORMER_ID to take a merge back, or --into and --processing to make a new party")
    made = {"name": into, **({"id": new_id} if new_id else {})}
    body = {"former_id": former_id} if former_id else {"into": made, "processings": list(processings)}
    with reached(shared) as inventory:
        if isinstance(inventory, Remote):
            found = inventory.post(f"/parties/{party}/split", body, dry_run=str(dry_run).lower())
        elif former_id:
            found = split_party(inventory, party, former_id, dry_run=dry_run, actor=actor())
        else:
            found = part_party(inventory, party, made, processings, dry_run=dry_run, actor=actor())
    again = " again" if former_id else ""
    other = found["other"]
    _tell(shared.output, found, f"{other} is a party{again}", f"{other} would be a party{again}")


def _settled(choice: str) -> tuple[str, str]:
    field, equals, whose = choice.partition("=")
    if not (field and equals and whose in ("kept", "other")):
        raise Invalid(f"--settle must be FIELD=kept or FIELD=other, as website=kept, not {choice!r}")
    return field, whose


def _tell(output: Output, found: dict[str, Any], done: str, planned: str) -> None:
    output.changes(found["changes"])
    for note in found["notes"]:
        output.say(f"  {note}")
    at = f" (revision {found['revision']})" if found["revision"] else ""
    output.say(f"{planned if found['dry_run'] else done}{at}")
    output.answer(found)


COMMANDS = (merge, split)
