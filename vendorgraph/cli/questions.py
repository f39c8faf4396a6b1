"""`vendorgraph exposure`: who receives what, asked from the command line with the parameters of REST."""

from __future__ import annotations

from typing import Any

import click

from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.api.parameters import Fields, filters, narrowing, question, questions, starting
from vendorgraph.cli.access import reached
from vendorgraph.cli.asking import arguments, given, options
from vendorgraph.cli.output import Output
from vendorgraph.cli.remote import Remote
from vendorgraph.cli.shared import Shared, examples, speaking
from vendorgraph.exchange.writing.words import reach
from vendorgraph.inventory import Inventory

PARAMETERS: Fields = {**starting(), **narrowing(), **questions()}
COLUMNS = ("source", "recipient", "role", "hops", "certainty", "categories", "countries", "transfer")


@click.command(
    epilog=examples(
        "vendorgraph exposure --from clustdoc-customers --category user",
        "vendorgraph exposure --outside EEA --as-of 2026-01-01",
        "vendorgraph exposure --from legalcluster --context ai_features:off --json",
    )
)
@options(PARAMETERS)
@speaking
@click.pass_obj
def exposure(shared: Shared, /, **named: str | None) -> None:
    """Who receives which personal data, where, through the whole chain."""
    asked = given(named)
    with reached(shared) as inventory:
        answer = _over_rest(inventory, asked) if isinstance(inventory, Remote) else _here(inventory, asked)
    _print(shared.output, answer)
    shared.output.answer(answer)


def _here(inventory: Inventory, asked: dict[str, str]) -> dict[str, Any]:
    args = arguments("Exposure", PARAMETERS, asked)
    snapshot = inventory.snapshot()
    return exposure_answer(
        snapshot,
        question(snapshot, args),
        from_=args.get("from"),
        category=args.get("category"),
        filters=filters(args),
    )


def _over_rest(server: Remote, asked: dict[str, str]) -> dict[str, Any]:
    """The same, from a server."""
    answer = server.whole("/exposure", "recipients", **asked)
    return {name: value for name, value in answer.items() if name != "total"}


def _print(output: Output, answer: dict[str, Any]) -> None:
    output.table(COLUMNS, [_cells(row) for row in answer["recipients"]])
    output.say(f"On {answer['as_of']}: {reach(answer['recipients'])}.")


def _cells(row: dict[str, Any]) -> tuple[object, ...]:
    sets = row["categories"]
    categories = sets["stated"] or [f"{category} (possible)" for category in sets["possible"]]
    countries = [entry["country"] for entry in row["countries"]]
    return (
        row["source"],
        f"{row['party']['name']} ({row['processing']['id']})",
        row["role"],
        row["hops"],
        row["certainty"],
        ", ".join(categories),
        ", ".join(dict.fromkeys(countries)),
        row["transfer"],
    )


COMMANDS = (exposure,)
