"""`vendorgraph token create|list|revoke`."""

from __future__ import annotations

import click

from vendorgraph.auth import ROLES, VIEWER, Tokens
from vendorgraph.cli.access import Absent, reached
from vendorgraph.cli.remote import Remote
from vendorgraph.cli.shared import Shared, examples, speaking


@click.group()
def token() -> None:
    """API tokens: make, list and revoke them. Only their hashes are kept."""


@token.command(epilog=examples("vendorgraph token create 'vendor review' --role viewer"))
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(tuple(ROLES)),
    default=VIEWER,
    show_default=True,
    help="; ".join(f"{role}: {may}" for role, may in ROLES.items()) + ".",
)
@speaking
@click.pass_obj
def create(shared: Shared, name: str, role: str) -> None:
    """Make a token called NAME and print it, this once."""
    with reached(shared, Absent.MADE) as inventory:
        if isinstance(inventory, Remote):
            answer = inventory.post("/tokens", {"name": name, "role": role})
        else:
            made, secret = Tokens(inventory.store).create(name, role)
            answer = {**made.public(), "token": secret}
    shared.output.say(answer["token"])
    shared.output.answer(answer)
    if not shared.output.json:
        shared.output.note(f"Token {answer['id']} for {role}; it is not shown again.")


@token.command(name="list", epilog=examples("vendorgraph token list"))
@speaking
@click.pass_obj
def list_(shared: Shared) -> None:
    """List the tokens, oldest first."""
    with reached(shared) as inventory:
        if isinstance(inventory, Remote):
            found = [item for item, _ in inventory.items("/tokens")]
        else:
            found = [known.public() for known in Tokens(inventory.store).all()]
    shared.output.table(("id", "name", "role", "created_at"), [tuple(item.values()) for item in found])
    if not found:
        shared.output.say("There is no token yet; `vendorgraph serve` makes the first one.")
    shared.output.answer({"items": found, "total": len(found)})


@token.command(epilog=examples("vendorgraph token revoke 9f86d081884c7d65"))
@click.argument("token_id", metavar="ID")
@speaking
@click.pass_obj
def revoke(shared: Shared, token_id: str) -> None:
    """Take the token with this ID away; it and the sessions it began end at once."""
    with reached(shared) as inventory:
        if isinstance(inventory, Remote):
            inventory.delete(f"/tokens/{token_id}")
        else:
            Tokens(inventory.store).revoke(token_id)
    shared.output.say(f"Revoked {token_id}.")
    shared.output.answer({"revoked": token_id})


COMMANDS = (token,)
