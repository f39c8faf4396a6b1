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
from vendorgraph.exchange.parties import merge_parties, split_party

SHOWN = 200  # changes that are listed for people; --json lists all
_DRY = click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
_SIGNS = {"created": "+", "changed": "~", "removed": "-", "managed": "="}


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


@click.command(epilog=examples("vendorgraph split --dry-run nexmo vonage", "vendorgraph split nexmo vonage"))
@click.argument("party")
@click.argument("former_id")
@_DRY
@speaking
@click.pass_obj
def split(shared: Shared, party: str, former_id: str, dry_run: bool) -> None:
    """Take a merge back: FORMER_ID becomes a party of its own again.

    Restores from the change log what the merge changed; what was changed since is kept.
    """
    with reached(shared) as inventory:
        if isinstance(inventory, Remote):
            body = {"former_id": former_id}
            found = inventory.post(f"/parties/{party}/split", body, dry_run=str(dry_run).lower())
        else:
            found = split_party(inventory, party, former_id, dry_run=dry_run, actor=actor())
    _tell(shared.output, found, f"{former_id} is a party again", f"{former_id} would be a party again")


def _settled(choice: str) -> tuple[str, str]:
    field, equals, whose = choice.partition("=")
    if not (field and equals and whose in ("kept", "other")):
        raise Invalid(f"--settle must be FIELD=kept or FIELD=other, as website=kept, not {choice!r}")
    return field, whose


def _tell(output: Output, found: dict[str, Any], done: str, planned: str) -> None:
    for change in found["changes"][:SHOWN]:
        fields = f": {', '.join(change['fields'])}" if change["fields"] else ""
        output.say(f"  {_SIGNS[change['action']]} {change['kind']} {change['id']}{fields}")
    if len(found["changes"]) > SHOWN:
        output.say(f"  … and {len(found['changes']) - SHOWN} more (--json lists all)")
    for note in found["notes"]:
        output.say(f"  {note}")
    at = f" (revision {found['revision']})" if found["revision"] else ""
    output.say(f"{planned if found['dry_run'] else done}{at}")
    output.answer(found)


COMMANDS = (merge, split)
