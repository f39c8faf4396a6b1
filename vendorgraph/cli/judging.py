"""`vendorgraph diff`, `impact` and `findings`: the answers of REST from the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from vendorgraph.analysis.diff import diff_answer
from vendorgraph.analysis.findings import findings_answer
from vendorgraph.analysis.impact import impact_answer
from vendorgraph.analysis.rules.rule import SEVERITIES
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api.exposure import IMPACT
from vendorgraph.api.judgement import DIFF, FINDINGS, days_of
from vendorgraph.api.parameters import Arguments, Fields, question
from vendorgraph.cli.access import reached
from vendorgraph.cli.asking import arguments, given, options
from vendorgraph.cli.output import Output
from vendorgraph.cli.remote import Remote
from vendorgraph.cli.shared import DIFFERENT, Shared, examples, speaking
from vendorgraph.exchange import effects_text
from vendorgraph.model.wording import plural

Answer = dict[str, Any]
Ask = Callable[[Snapshot, Arguments], Answer]
_SIDES = (("gained", "+"), ("lost", "-"))


@click.command(
    epilog=examples(
        "vendorgraph diff --from-date 2025-01-01 --to-date 2026-01-01",
        "vendorgraph diff --from-date 2025-01-01 --to-date 2026-01-01 --from clustdoc-customers --json",
    )
)
@options(DIFF)
@speaking
@click.pass_context
def diff(ctx: click.Context, /, **named: str | None) -> None:
    """How exposure differs between two days, by what is recorded now.

    Ends with 0 when nothing differs and 1 when something does.
    """
    shared: Shared = ctx.obj
    answer = _asked(shared, "diff", DIFF, given(named), _diff)
    _tell_diff(shared.output, answer)
    shared.output.answer(answer)
    ctx.exit(0 if answer["empty"] else DIFFERENT)


@click.command(
    epilog=examples(
        "vendorgraph impact --party example-hosting",
        "vendorgraph impact --processing stripe:payments --as-of 2026-01-01 --json",
    )
)
@options(IMPACT)
@speaking
@click.pass_obj
def impact(shared: Shared, /, **named: str | None) -> None:
    """Whom a breach, failure or removal concerns: everybody upstream, and the controllers to tell."""
    answer = _asked(shared, "impact", IMPACT, given(named), _impact)
    _tell_impact(shared.output, answer)
    shared.output.answer(answer)


@click.command(
    epilog=examples(
        "vendorgraph findings --severity high --state open",
        "vendorgraph findings --party clustdoc --json",
        "vendorgraph findings --severity high --state open --fail",
    )
)
@options(FINDINGS)
@click.option("--fail", is_flag=True, help="End with 1 when there is a finding that the other options keep.")
@speaking
@click.pass_context
def findings(ctx: click.Context, /, fail: bool, **named: str | None) -> None:
    """What a reviewer should look at: what every rule finds, with its evidence and how to fix it."""
    shared: Shared = ctx.obj
    answer = _asked(shared, "findings", FINDINGS, given(named), _findings)
    _tell_findings(shared.output, answer)
    shared.output.answer(answer)
    ctx.exit(DIFFERENT if fail and answer["total"] else 0)


def _asked(shared: Shared, path: str, fields: Fields, asked: dict[str, str], ask: Ask) -> Answer:
    """The answer, here or through the server that owns the store; all of its pages."""
    args = arguments(path.title(), fields, asked)
    with reached(shared) as inventory:
        if isinstance(inventory, Remote):
            return _remotely(inventory, f"/{path}", asked)
        return ask(inventory.snapshot(), args)


def _remotely(server: Remote, path: str, asked: dict[str, str]) -> Answer:
    answer: Answer = server.whole(path, **asked) if path == "/findings" else server.get(path, **asked)
    return answer


def _diff(snapshot: Snapshot, args: Arguments) -> Answer:
    asked = question(snapshot, args)
    earlier, later = (replace(asked, as_of=day) for day in days_of(args))
    return diff_answer(snapshot, earlier, later, from_=args.get("from"))


def _impact(snapshot: Snapshot, args: Arguments) -> Answer:
    named = {name: args.get(name) for name in ("party", "processing")}
    return impact_answer(snapshot, question(snapshot, args), **named)


def _findings(snapshot: Snapshot, args: Arguments) -> Answer:
    named: dict[str, Any] = {name: args.get(name) for name in ("rule", "severity", "party", "state")}
    return findings_answer(snapshot, question(snapshot, args), **named)


def _tell_diff(output: Output, answer: Answer) -> None:
    for side, sign in _SIDES:
        for row in answer["recipients"][side]:
            output.say(f"{sign} {row['source']} reaches {row['party']['name']} ({row['processing']})")
        for row in answer["countries"][side]:
            output.say(f"{sign} {row['source']} reaches {row['name']} ({row['country']})")
        for row in answer["categories"][side]:
            sure = "" if row["certainty"] == "stated" else " (possible)"
            output.say(
                f"{sign} {row['party']['name']} ({row['processing']}) gets {row['category']}{sure} of {row['source']}"
            )
    for row in answer["transfers"]:
        output.say(f"~ {effects_text.transfer(row)}")
    between = f"between {answer['from_date']} and {answer['to_date']}"
    output.say(f"Nothing differs {between}." if answer["empty"] else f"That is what differs {between}.")


def _tell_impact(output: Output, answer: Answer) -> None:
    rows = [
        (
            f"{row['party']['name']} ({row['processing']['id']})",
            row["processing"]["capacity"],
            row["hops"],
            row["certainty"],
            ", ".join(row["categories"]["stated"] or row["categories"]["possible"]),
        )
        for row in answer["upstream"]
    ]
    output.table(("upstream", "capacity", "hops", "certainty", "categories"), rows)
    for row in answer["controllers"]:
        hours = [
            f"{one['contract']}: {plural(one['breach_notice_hours'], 'hour')}"
            for one in row["contracts"]
            if one["breach_notice_hours"] is not None
        ]
        contact = row["contact"]["contact"] or row["contact"]["dpo"] or "no contact recorded"
        notice = f"; notice by contract: {', '.join(hours)}" if hours else ""
        output.say(f"To tell: {row['party']['name']} ({row['processing']['id']}), {contact}{notice}")
    totals = answer["totals"]
    output.say(
        f"{plural(totals['upstream'], 'processing')} upstream, {totals['controllers']:,} of them controllers' to tell"
    )


def _tell_findings(output: Output, answer: Answer) -> None:
    for item in answer["items"]:
        said = [f"{entry['document']}{_lines(entry)}" for entry in item["evidence"] if entry["document"]]
        output.say(f"{item['severity']}: {item['message']} [{item['rule']}, {item['state']}]")
        if said:
            output.say(f"  see {'; '.join(dict.fromkeys(said))}")
        output.say(f"  {item['fix']} (fingerprint {item['fingerprint']})")
    counts = ", ".join(f"{answer['counts'][level]} {level}" for level in SEVERITIES)
    output.say(f"{plural(answer['total'], 'finding')} on {answer['as_of']}: {counts}")


def _lines(entry: Answer) -> str:
    lines = entry["lines"]
    return f" {'line' if lines.isdecimal() else 'lines'} {lines}" if lines else ""


COMMANDS = (diff, impact, findings)
