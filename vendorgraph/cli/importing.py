"""`vendorgraph import` and `drift`: lists and files that people already have, from the command line."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from vendorgraph.analysis.question import Question, today
from vendorgraph.cli.access import Absent, actor, reached
from vendorgraph.cli.drafting import drafted
from vendorgraph.cli.files import applied, planned, tell_applied, tell_plan
from vendorgraph.cli.output import SHOWN, Output
from vendorgraph.cli.remote import OCTETS, Remote
from vendorgraph.cli.shared import DIFFERENT, Shared, examples, speaking
from vendorgraph.errors import Invalid
from vendorgraph.exchange import drift as drifting
from vendorgraph.exchange import effects_text
from vendorgraph.exchange.importing import Options, ReadFile, import_lists, preview, read_rows
from vendorgraph.exchange.reading.formats.detect import FORMATS, detect
from vendorgraph.exchange.reading.source import Source
from vendorgraph.model.entities import RECORDS

Answer = dict[str, Any]
POLICY = "policy"


@click.command(
    "import",
    epilog=examples(
        "vendorgraph import subprocessors.md --as example-shop:orders --on 2026-03-11 --dry-run",
        "vendorgraph import vendors.csv --as example-shop:orders --map 'Anbieter=vendor' --map 'Sitz=seat'",
        "vendorgraph import page.html --as example-shop:orders --accept 14=stripe --accept 17=new",
        "vendorgraph import policy.html --format policy --as example-shop:site --out drafts.yaml",
    ),
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option(
    "--as",
    "sender",
    metavar="PROCESSING",
    help="The processing whose recipients the FILEs list, as example-shop:orders.",
)
@click.option(
    "--on",
    metavar="DAY",
    help="The day from which the list holds; else the day in a file's name, or the one that a GVL says.",
)
@click.option(
    "--source",
    metavar="SLUG",
    help="Under which name versions of this list follow each other; else list-PROCESSING.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice((*FORMATS, POLICY)),
    default="auto",
    show_default=True,
    help="What the FILEs are.",
)
@click.option(
    "--map",
    "mapped",
    metavar="HEADER=ROLE",
    multiple=True,
    help="What a column is: vendor, purpose, processing, storage, access, place, seat, … Repeatable.",
)
@click.option(
    "--accept",
    "accepted",
    metavar="ROW=PARTY",
    multiple=True,
    help="Your decision about an unsure row: a party's id, or new. ROW is its number or the name as written. Repeatable.",
)
@click.option(
    "--out", metavar="FILE", help="With --format policy: write the drafts as an inventory file to edit."
)
@click.option("--dry-run", is_flag=True, help="Tell what would happen; write nothing.")
@speaking
@click.pass_obj
def import_(
    shared: Shared,
    files: Sequence[str],
    sender: str | None,
    on: str | None,
    source: str | None,
    format_: str,
    mapped: Sequence[str],
    accepted: Sequence[str],
    out: str | None,
    dry_run: bool,
) -> None:
    """Read lists of vendors: CSV, XLSX, Markdown, HTML, PDF, fideslang, CycloneDX, GVL, DORA, or inventory FILEs.

    Each row is matched, new, unsure (a person decides with --accept) or refused with the reason; nothing is
    dropped. Versions of one list are imported in the order of their days: rows that vanish end, rows that
    change begin anew. The same file again changes nothing. FILE - is standard input.

    With --format policy a published privacy policy (text, HTML or PDF; English, French or German) becomes
    drafts of flows and commitments with their lines, for a person to confirm: nothing is written.
    """
    options = Options(
        sender, on, source, format_, pairs("--map", mapped) or None, pairs("--accept", accepted)
    )
    sources = [taken(name) for name in files]
    if format_ == POLICY:
        shared.output.answer(drafted(shared.output, sources, sender, out))
        return
    if out:
        raise Invalid("--out belongs to --format policy; `vendorgraph export` writes what is recorded")
    native = [detect(one, format_) == "native" for one in sources]
    if any(native) and not all(native):
        raise Invalid("import inventory files and lists apart from each other")
    given = [(one.name, one.data) for one in sources]
    if all(native) and dry_run:
        answer = planned(shared, given, {})
        tell_plan(shared.output, answer)
    elif all(native):
        answer = applied(shared, given)
        tell_applied(shared.output, answer)
    else:
        answer = _through(shared, sources, options, dry_run=dry_run)
        for report in answer["files"]:
            _tell(shared.output, report, dry_run=dry_run)
    shared.output.answer(answer)


@click.command(
    epilog=examples(
        "vendorgraph drift subprocessors.md --as example-host:hosting",
        "vendorgraph drift our-public-page.html --as example-shop:orders --json",
        "vendorgraph drift subprocessors-2025.md subprocessors-2026.md",
    )
)
@click.argument("files", metavar="FILE [NEWER]", nargs=-1, required=True)
@click.option("--as", "sender", metavar="PROCESSING", help="The processing whose recipients the FILE lists.")
@click.option("--on", metavar="DAY", help="The day on which the graph is read; else today.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="auto",
    show_default=True,
    help="What the FILE is.",
)
@click.option(
    "--map",
    "mapped",
    metavar="HEADER=ROLE",
    multiple=True,
    help="What a column is, as for import. Repeatable.",
)
@click.option(
    "--accept",
    "accepted",
    metavar="ROW=PARTY",
    multiple=True,
    help="Your decision about an unsure row, as for import. Repeatable.",
)
@speaking
@click.pass_context
def drift(
    ctx: click.Context,
    files: Sequence[str],
    sender: str | None,
    on: str | None,
    format_: str,
    mapped: Sequence[str],
    accepted: Sequence[str],
) -> None:
    """Compare a published list with the graph, or two versions of a list with each other. Writes nothing.

    Tells vendors added, removed, or with another place or purpose, each with the reach that it opens or
    closes. Ends with 0 when there is no difference and 1 when there is one.
    """
    shared: Shared = ctx.obj
    options = Options(sender, on, None, format_, pairs("--map", mapped) or None, pairs("--accept", accepted))
    answer = _drifted(shared, [taken(name) for name in files], options)
    _tell_drift(shared.output, answer)
    shared.output.answer(answer)
    ctx.exit(DIFFERENT if answer["different"] else 0)


def _drifted(shared: Shared, sources: Sequence[Source], options: Options) -> Answer:
    if len(sources) == 2 and options.sender is None:
        old, new = (read_rows(source, options) for source in sources)
        return drifting.compare_versions(old, new, options)
    if len(sources) != 1 or options.sender is None:
        raise Invalid("name one list and --as PROCESSING, or two versions of a list")
    with reached(shared) as inventory:
        if isinstance(inventory, Remote):
            name = Path(sources[0].name).name
            answer: Answer = inventory.post("/drift", sources[0].data, OCTETS, name=name, **_query(options))
            return {**answer, "file": sources[0].name}
        return drifting.drift(inventory.snapshot(), read_rows(sources[0], options), options)


def _tell_drift(output: Output, answer: Answer) -> None:
    for kind, sign in (("added", "+"), ("removed", "-"), ("changed", "~")):
        for one in answer[kind]:
            said = [
                f"{name} {_words(both['before'])} -> {_words(both['after'])}"
                for name in ("places", "purposes", "status")
                if (both := one[name]) and (both["before"] or both["after"])
            ]
            output.say(f"  {sign} {one['name']} ({one['party']}): {'; '.join(said)}")
            for name in ("opens", "closes"):
                reach = one["reach"][name]
                for row in reach[:SHOWN]:
                    output.say(f"      {name} {row['what']} for {row['source']}: {_reached(row)}")
                if len(reach) > SHOWN:
                    output.say(f"      … and {name} {len(reach) - SHOWN} more (--json lists all)")
    for line in effects_text.unsaid(answer["left_out"]):
        output.say(line)
    for row in (*answer["unsure"], *answer["refused"]):
        output.say(f"  ? row {row['row']} {row['words'][:60]}: {row['why']}")
    if not output.json:
        for warning in answer["warnings"]:
            output.note(f"warning: {warning}")
    rows = f"{answer['same']} as recorded, {answer['differ']} that differ"
    rest = ", ".join(f"{len(answer[outcome])} {outcome}" for outcome in ("unsure", "refused"))
    counts = ", ".join(f"{len(answer[kind])} {kind}" for kind in drifting.KINDS)
    output.say(f"{answer['file']}: {_rows(answer['read'])} read: {rows}, {rest}; {counts}")


def _words(values: str | Sequence[str]) -> str:
    return values if isinstance(values, str) else ", ".join(values) or "none"


def _reached(row: Answer) -> str:
    """What of a reach is opened or closed: a country, a place or category at a recipient, or a recipient."""
    said = row.get("country") or row.get("category")
    if said is None or row["what"] == "countries":
        return str(said or row["processing"])
    return f"{said} at {row['processing']}"


def _rows(count: int) -> str:
    return f"{count} row" if count == 1 else f"{count} rows"


def taken(name: str) -> Source:
    """The source that a FILE argument names; - is standard input."""
    return Source.of("standard input", sys.stdin.buffer.read()) if name == "-" else Source.at(name)


def pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    """`KEY=VALUE` options as a mapping; the last `=` parts them. Raises Invalid without one."""
    found = {}
    for one in given:
        name, mark, value = one.rpartition("=")
        if not mark or not name.strip() or not value.strip():
            raise Invalid(f"{option}: {one!r} is not of the form KEY=VALUE")
        found[name.strip()] = value.strip()
    return found


def _through(shared: Shared, sources: Sequence[Source], options: Options, *, dry_run: bool) -> Answer:
    """The report, made here or by the server that owns the store."""
    absent = Absent.EMPTY if dry_run else Absent.MADE
    with shared.output.progress() as progress, reached(shared, absent) as inventory:
        if isinstance(inventory, Remote):
            return _remotely(inventory, sources, options, dry_run=dry_run)
        reads: list[ReadFile] = []
        for done, source in enumerate(sources):
            if progress:
                progress("reading", done, len(sources))
            reads.append(read_rows(source, options))
        if dry_run:
            found = preview(inventory.snapshot(), reads, options, Question(today()))
        else:
            found = import_lists(inventory, reads, options, actor=actor(), progress=progress)
    reports = [one.as_json(details=dry_run) for one in found]
    return {"dry_run": dry_run, "files": reports, "writes": sum(one["plan"]["writes"] for one in reports)}


def _remotely(server: Remote, sources: Sequence[Source], options: Options, *, dry_run: bool) -> Answer:
    """The same over REST, in one request."""
    given = [(Path(source.name).name, source.data) for source in sources]
    answer: Answer = server.post_files("/import", given, **_query(options), dry_run=str(dry_run).lower())
    files = [{**report, "file": source.name} for report, source in zip(answer["files"], sources, strict=True)]
    return {**answer, "files": files}


def _query(options: Options) -> dict[str, str | None]:
    """What is said about lists to a server."""
    return {
        "as": options.sender,
        "on": options.on,
        "source": options.source,
        "format": options.format,
        "map": json.dumps(options.mapping) if options.mapping else None,
        "accept": json.dumps(dict(options.accept)) if options.accept else None,
    }


def _became(row: Answer) -> str:
    """Which parties a row became, in which places, and why; why alone where it became none."""
    if not row["parties"]:
        return str(row["why"])
    places = dict.fromkeys(place["place"] for place in row["places"])
    return f"{', '.join(row['parties'])} in {', '.join(places) or 'unknown'}; {row['why']}"


def _tell(output: Output, report: Answer, *, dry_run: bool) -> None:
    """What became of a list, in words: what a person must look at first, then the counts."""
    rows = [row for row in report["rows"] if row["outcome"] != "matched"]
    if dry_run:
        rows += [row for row in report["rows"] if row["outcome"] == "matched"]
    for row in rows[:SHOWN]:
        words = row["words"] if len(row["words"]) <= 60 else f"{row['words'][:59]}…"
        near = ", ".join(f"{one['party']} ({one['score']:g})" for one in row.get("candidates", ()))
        hint = f"; candidates: {near}" if near else ""
        output.say(f"  {row['outcome']:8} {row['row']:>5}  {words}: {_became(row)}{hint}")
    if len(rows) > SHOWN:
        output.say(f"  … and {len(rows) - SHOWN} more (--json lists all)")
    if not output.json:
        for warning in report["warnings"]:
            output.note(f"warning: {warning}")
    counts = ", ".join(f"{report[name]} {name}" for name in ("matched", "new", "unsure", "refused"))
    plan = report["plan"]
    done = ", ".join(
        f"{plan[action]} would be {action} ({_kinds(plan['changes'], action)})"
        if dry_run
        else f"{plan[action]} {action}"
        for action in ("created", "changed", "removed")
        if plan[action]
    )
    for line in effects_text.lines(report["effects"]) if report.get("effects") and plan["writes"] else ():
        output.say(line)
    output.say(
        f"{report['file']} ({report['format']}): {_rows(report['read'])} read: {counts}; {done or 'nothing to change'}"
    )


def _kinds(changes: Sequence[Answer], action: str) -> str:
    """How many of each kind a plan would create, change or remove."""
    found = Counter(change["kind"] for change in changes if change["action"] == action)
    return ", ".join(
        f"{found[entity.name]} {entity.name if found[entity.name] == 1 else entity.plural}"
        for entity in RECORDS
        if found[entity.name]
    )


COMMANDS = (import_, drift)
