"""`vendorgraph import --format policy`: a policy's text as drafts, to look at and to edit; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vendorgraph.cli.output import Output
from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.source import Source
from vendorgraph.model import checks
from vendorgraph.model.wording import plural

Answer = dict[str, Any]
_KINDS = {
    "recipient": ("recipient",),
    "group": ("group",),
    "commitment": ("commitment",),
    "no recipient": ("name of no recipient", "names of no recipient"),
}


def drafted(output: Output, sources: Sequence[Source], sender: str | None, out: str | None) -> Answer:
    """The drafts of each policy, told to people; with `out` those of the only one as an inventory file.

    Raises Invalid when no processing is named, a source holds no text, or `out` cannot be written.
    """
    from vendorgraph.exchange.policy_text import draft, draft_file, report  # takes long to load

    if sender is None:
        raise Invalid("say with --as whose policy it is, as --as example-shop:site")
    if ":" not in sender or checks.slug(sender) is not None:
        raise Invalid(f"--as: {sender!r} is no processing's id, which is as example-shop:site")
    if out and len(sources) > 1:
        raise Invalid("--out takes the drafts of one policy; import them one by one")
    reports = []
    for source in sources:
        drafts = draft(source, sender)
        reports.append(report(drafts))
        _tell(output, reports[-1])
        if out:
            _write(out, draft_file(drafts))
            output.say(
                f"{out}: holds the drafts; check each line (where {sender} is not recorded yet, take it out of the "
                "comment under `parties`), then plan and apply it"
            )
    return {"dry_run": True, "files": reports, "writes": 0}


def _write(out: str, text: str) -> None:
    try:
        Path(out).write_text(text, "utf-8")
    except OSError as error:
        raise Invalid(f"{out}: cannot be written: {error.strerror or error}") from None


def _tell(output: Output, told: Answer) -> None:
    """A row a draft: line, what it is, the words, and what led to it."""
    columns = ("lines", "what", "reads as", "certainty", "words", "why")
    output.table(columns, [_cells(row) for row in told["rows"]])
    if not output.json:
        for warning in told["warnings"]:
            output.note(f"warning: {warning}")
    counted = Counter(row["what"] for row in told["rows"])
    counts = ", ".join(plural(counted[kind], *words) for kind, words in _KINDS.items())
    output.say(f"{told['file']} (policy): {counts}; drafts to be confirmed, nothing is written")


def _cells(row: Answer) -> tuple[str, ...]:
    if row["what"] == "commitment":
        reads_as = " ".join(filter(None, (row["kind"], row["topic"], row["place"], row["mechanism"])))
    else:
        reads_as = " ".join(filter(None, (row["party"], row.get("service")))) or "not used"
    words = row["words"] if len(row["words"]) <= 60 else f"{row['words'][:59]}…"
    lines = ", ".join(map(str, row["lines"]))
    return (lines, row["what"], reads_as, row.get("certainty") or "", words, row["why"])
