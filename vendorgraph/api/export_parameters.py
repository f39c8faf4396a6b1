"""The query parameters of an export, which are also the options of `vendorgraph export`."""

from __future__ import annotations

from collections.abc import Collection

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api.parameters import (
    Arguments,
    Day,
    Fields,
    Word,
    filters,
    narrowing,
    question,
    questions,
    starting,
)
from vendorgraph.exchange.writing.asked import Asked

_DEFAULTED = {"group": True}

PARAMETERS: Fields = {
    "form": Word(
        "Form of the file, where a format has several; the first listed when absent.", example="html"
    ),
    "party": Word("Registers: whose; a party with the members of its group.", example="example-clinic"),
    "inventory": Word(
        "Native files: only what this inventory states (`rest` for what was written over REST).",
        example="example-shop",
    ),
    "processing": Word("The public list: whose, a processing.", example="github:product"),
    "since": Day("Recipients: also those of an earlier day from this one on."),
    **starting(),
    **narrowing(),
    **questions(),
}


def asked(snapshot: Snapshot, args: Arguments) -> Asked:
    """What the parameters ask. Raises Invalid for an unknown condition."""
    return Asked(
        question(snapshot, args),
        form=args.get("form"),
        from_=args.get("from"),
        category=args.get("category"),
        filters=filters(args),
        party=args.get("party"),
        processing=args.get("processing"),
        since=args.get("since"),
        inventory=args.get("inventory"),
    )


def given(args: Arguments) -> Collection[str]:
    """The parameters that were asked, without those that stand at what they are when absent."""
    return [name for name, value in args.items() if name != "form" and value != _DEFAULTED.get(name)]
