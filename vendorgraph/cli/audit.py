"""`vendorgraph verify`: whether the change log is whole."""

from __future__ import annotations

from collections.abc import Iterator

import click

from vendorgraph.cli.access import reached
from vendorgraph.cli.remote import Remote
from vendorgraph.cli.shared import DIFFERENT, Shared, examples, speaking
from vendorgraph.exchange.apply import Progress
from vendorgraph.model import chain
from vendorgraph.model.canonical import digest


@click.command(epilog=examples("vendorgraph verify", "vendorgraph --server https://inventory.example verify"))
@speaking
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Check the hash chain of the change log: nothing altered, removed or inserted.

    Ends with 0 when it is whole and 1 when it is not. Through a server, the chain is recomputed here.
    """
    shared: Shared = ctx.obj
    with shared.output.progress() as progress, reached(shared) as inventory:
        flaws = (
            list(flaws_of(inventory, progress)) if isinstance(inventory, Remote) else inventory.store.verify()
        )
    for flaw in flaws:
        shared.output.say(flaw)
    if not flaws:
        shared.output.say("The change log is whole.")
    shared.output.answer({"whole": not flaws, "flaws": flaws})
    ctx.exit(DIFFERENT if flaws else 0)


def flaws_of(server: Remote, progress: Progress | None) -> Iterator[str]:
    """What is broken in the log that a server shows, recomputed event by event with its contents."""
    last_seq, last_hash = 0, chain.GENESIS
    for event, total in server.items("/changes"):
        shown = server.get(f"/changes/{event['seq']}")
        held = {name: digest(shown[name]) for name in chain.CONTENTS if shown[name] is not None}
        yield from chain.flaws(event, held, last_seq, last_hash)
        last_seq, last_hash = event["seq"], event["hash"]
        if progress:
            progress("checking changes", last_seq, total)


COMMANDS = (verify,)
