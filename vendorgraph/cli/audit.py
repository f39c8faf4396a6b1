"""`vendorgraph verify`: whether the change log is whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from vendorgraph.cli.access import reached
from vendorgraph.cli.remote import Remote
from vendorgraph.cli.shared import DIFFERENT, Shared, examples, speaking
from vendorgraph.exchange.apply import Progress
from vendorgraph.model.canonical import digest

GENESIS = "0" * 64


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
    last_seq, last_hash = 0, GENESIS
    for event, total in server.items("/changes"):
        seq = event["seq"]
        if seq != last_seq + 1:
            yield f"After change {last_seq} comes {seq}: events between them are missing."
        elif event["previous_hash"] != last_hash:
            yield f"Change {seq} does not continue change {last_seq}."
        if digest({name: value for name, value in event.items() if name != "hash"}) != event["hash"]:
            yield f"Change {seq} was altered after it was written."
        yield from _content_flaws(server.get(f"/changes/{seq}"), event)
        last_seq, last_hash = seq, event["hash"]
        if progress:
            progress("checking changes", seq, total)


def _content_flaws(shown: dict[str, Any], event: dict[str, Any]) -> Iterator[str]:
    for name in ("before", "after"):
        held = shown[name]
        if held is not None and digest(held) != event[f"{name}_digest"]:
            yield f"What change {event['seq']} holds as {name!r} was altered after it was written."


COMMANDS = (verify,)
