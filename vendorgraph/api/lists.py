"""Lists of vendors that come over REST: importing them, and how they drift from the graph.

Apart from the views, which load this for the first list: the readers and the catalogue take long to load.
"""

from __future__ import annotations

from typing import Any

from vendorgraph.analysis.question import Question, today
from vendorgraph.api.parameters import Arguments
from vendorgraph.api.state import inventory, writer
from vendorgraph.api.uploads import uploaded
from vendorgraph.errors import Invalid
from vendorgraph.exchange.apply import apply_files, plan_files, read_all
from vendorgraph.exchange.drift import compare_versions, drift
from vendorgraph.exchange.importing import Options, import_lists, preview, read_rows
from vendorgraph.exchange.reading.formats.detect import detect


def imported(args: Arguments) -> dict[str, Any]:
    """The report of planning or importing the lists of the request."""
    options = _options_of(args)
    sources = uploaded(args)
    if all(detect(source, options.format) == "native" for source in sources):
        files = read_all([(source.name, source.data) for source in sources])
        report = (
            plan_files(inventory(), files) if args["dry_run"] else apply_files(inventory(), files, **writer())
        )
        return {"dry_run": args["dry_run"], **report.as_json(details=args["details"])}
    reads = [read_rows(source, options) for source in sources]
    if args["dry_run"]:
        found = preview(
            inventory().snapshot(), reads, options, Question(today()) if args["effects"] else None
        )
    else:
        found = import_lists(inventory(), reads, options, **writer())
    reports = [one.as_json(details=args["details"]) for one in found]
    return {
        "dry_run": args["dry_run"],
        "files": reports,
        "writes": sum(one["plan"]["writes"] for one in reports),
    }


def drifted(args: Arguments) -> dict[str, Any]:
    """How the list of the request differs from the graph, or the first of two versions from the second.

    Raises Invalid for another number of lists.
    """
    options = _options_of(args)
    reads = [read_rows(source, options) for source in uploaded(args)]
    if options.sender is None and len(reads) == 2:
        return compare_versions(reads[0], reads[1], options)
    if options.sender is None or len(reads) != 1:
        raise Invalid(
            "send one list and `as`, or a form with two versions", {"as": ["is required for one list"]}
        )
    return drift(inventory().snapshot(), reads[0], options)


def _options_of(args: Arguments) -> Options:
    """The parameters as options of an import."""
    on = args.get("on")
    return Options(
        args.get("as"),
        on.isoformat() if on else None,
        args.get("source"),
        args["format"],
        args.get("map"),
        args.get("accept") or {},
    )
