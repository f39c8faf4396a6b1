"""What a plan does, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
SHOWN = 100  # lines that people are shown; --json lists more


def lines(effects: Row) -> Iterator[str]:
    """The effects of a plan as lines for people; what is left out is said."""
    found = list(_all(effects))
    if not found and effects["empty"]:
        yield f"Nothing changes in whom the data reach on {effects['as_of']}."
        return
    yield f"What this does to exposure and transfers on {effects['as_of']}:"
    yield from found[:SHOWN]
    yield from unsaid(effects["left_out"], max(0, len(found) - SHOWN))


def unsaid(left: Row, hidden: int = 0) -> Iterator[str]:
    """What the effects of a plan or a list leave out, `hidden` of it only from these lines; nothing when they are whole."""
    if more := hidden + left["rows"]:
        yield f"  … and {more} more (--json lists up to a bound)"
    if left["sources"]:
        yield f"  … and {left['sources']} more sources that may be concerned were not looked at"
    if left["hops"]:
        yield f"  … and {left['hops']} more transfers that may be concerned were not assessed anew"


def _all(effects: Row) -> Iterator[str]:
    for found in effects["sources"]:
        yield from _source(found)
    for row in effects["transfers"]:
        yield f"  {transfer(row)}"


def _source(found: Row) -> Iterator[str]:
    who = f"{found['party']['name']} ({found['source']})"
    for side, sign, verb in (("gained", "+", "also"), ("lost", "-", "no longer")):
        for row in found["recipients"][side]:
            what = row["categories"]["stated"] or [
                f"{term} (possible)" for term in row["categories"]["possible"]
            ]
            where = ", ".join(entry["country"] for entry in row["countries"])
            yield (
                f"  {sign} {who} {verb} reaches {row['party']['name']} ({row['processing']}), {row['role']}, with "
                f"{', '.join(what)} in {where}; transfer {row['transfer']}; by {_path(row)}"
            )
        for row in found["countries"][side]:
            yield f"  {sign} {who} {verb} reaches {row['name']} ({row['country']}); by {_path(row)}"
        for row in found["places"][side]:
            yield (
                f"  {sign} {row['party']['name']} ({row['processing']}) {verb} has data of {who} in "
                f"{row['name']} ({row['country']}); by {_path(row)}"
            )
        for row in found["categories"][side]:
            sure = "" if row["certainty"] == "stated" else " (possible)"
            yield (
                f"  {sign} {row['party']['name']} ({row['processing']}) {verb} gets {row['category']}{sure} of {who}; "
                f"by {_path(row)}"
            )


def _path(row: Row) -> str:
    return " > ".join(row["via"])


def transfer(row: Row) -> str:
    """What became of the transfer status of a hop; a hop that is new or gone had or has none."""
    before, after = row["before"], row["after"]
    if before is None:
        said = f"new, {_status(after)}"
    elif after is None:
        said = f"gone, was {_status(before)}"
    else:
        said = f"{_status(before)} becomes {_status(after)}"
    return f"transfer status of {row['from']} -> {row['to']}: {said}"


def _status(side: Row) -> str:
    why = side["reason"] or side["by"]
    return f"{side['status']} ({why})" if why else str(side["status"])
