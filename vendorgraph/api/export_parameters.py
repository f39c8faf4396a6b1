"""The query parameters of an export, which are also the options of `vendorgraph export`."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import parse_qsl

import marshmallow as ma

from vendorgraph.analysis.graph import MOST
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api.parameters import (
    Arguments,
    Choice,
    Day,
    Fields,
    Whole,
    Word,
    filters,
    listed,
    narrowing,
    parameters,
    question,
    questions,
    starting,
)
from vendorgraph.errors import Invalid
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.standalone import COLOURS

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
    "view": Word(
        "A view: the address of the network page, or what stands after its question mark; in place of the rest.",
        example="?from=clustdoc&depth=3&colour=country",
        most=20_000,
    ),
    "depth": Whole("A view: how many flows from the sources are shown; 2 when absent.", 0, 100),
    "expand": Word("A view: processings, separated by commas, whose recipients are shown too.", most=20_000),
    "limit": Whole("A view: most nodes shown; 400 when absent.", 1, MOST),
    "colour": Choice("A view: what colours stand for.", COLOURS),
    "focus": Word(
        "A view: a processing whose neighbourhood is drawn strongly.", example="clustdoc:documents"
    ),
    **starting(),
    **narrowing(),
    **questions(),
}


#: What stands in an address of the page besides parameters of an export: what is open beside the drawing.
_OF_THE_PAGE = ("flow", "sort", "theme")


def asked(snapshot: Snapshot, args: Arguments) -> Asked:
    """What the parameters ask. Raises Invalid for an unknown condition or a view that is none."""
    if "view" in args:
        args = _view(args)
    return Asked(
        question(snapshot, args),
        form=args.get("form"),
        from_=args.get("from"),
        category=args.get("category"),
        party=args.get("party"),
        processing=args.get("processing"),
        inventory=args.get("inventory"),
        since=args.get("since"),
        filters=filters(args),
        depth=args.get("depth"),
        expand=listed(args.get("expand")),
        limit=args.get("limit"),
        colour=args.get("colour"),
        focus=args.get("focus"),
    )


def _view(args: Arguments) -> Arguments:
    """The parameters that an address of the network page holds; nothing may be asked beside it."""
    if beside := [name for name in named(args) if name != "view"]:
        raise Invalid.at("view", f"already says what is shown; leave out {', '.join(beside)}")
    text = args["view"]
    query = text.partition("?")[2] if "?" in text else text
    said: dict[str, str] = {}
    for name, value in parse_qsl(query.partition("#")[0]):
        name = "focus" if name == "node" else name
        if name in said:
            raise Invalid.at("view", f"says {name} twice")
        if name not in _OF_THE_PAGE:
            said[name] = value
    for name in said:
        if name not in _SHOWN:
            raise Invalid.at("view", f"says {name!r}, which is nothing of a view")
    try:
        loaded: Arguments = parameters("View", {name: PARAMETERS[name] for name in _SHOWN})().load(said)
    except ma.ValidationError as error:
        messages: dict[str, list[str]] = error.normalized_messages()  # type: ignore[no-untyped-call]  # marshmallow's
        name, sentences = next(iter(messages.items()))
        raise Invalid.at("view", f"says {name}, which {sentences[0]}") from None
    return {**loaded, **({"form": args["form"]} if "form" in args else {})}


_SHOWN = tuple(
    name for name in PARAMETERS if name not in ("form", "party", "inventory", "processing", "since", "view")
)


def named(args: Arguments) -> Collection[str]:
    """The parameters that were asked, without those that stand at what they are when absent."""
    return [name for name, value in args.items() if name != "form" and value != _DEFAULTED.get(name)]
