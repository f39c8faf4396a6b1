"""Who received what: the part of an answer to an access request that Art. 15(1)(c) and 15(2) ask for.

Recipients are named (the choice between recipients and categories of recipients is the person's: CJEU
C-154/21), through the whole chain, those to whom data will be disclosed marked, and with `since` those
who received them on an earlier day. What is only possible is said to be so and never left out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import seed
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.writing import words
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.chain import Chain
from vendorgraph.exchange.writing.facts import Row, officers, term
from vendorgraph.exchange.writing.pages import document
from vendorgraph.exchange.writing.scope import sources_of
from vendorgraph.exchange.writing.tables import Sheet, sheet_file
from vendorgraph.model.taxonomy import Terms
from vendorgraph.model.wording import plural, spoken

ARTICLE = "GDPR Art. 15(1)(c) and 15(2)"
MOST_DAYS = 500  # days of change that are looked at for earlier recipients
COLUMNS = (
    "recipient",
    "contact",
    "established in",
    "role",
    "when",
    "certainty",
    "data",
    "purposes",
    "countries",
    "transfer to a third country",
    "safeguards (Art. 15(2))",
    "documents",
    "only when",
    "received from",
    "flows away",
    "activity",
)


def recipients_answer(snapshot: Snapshot, asked: Asked) -> Row:
    """The recipients of a source's data, or of one category of it. Raises Invalid for unknown ids or days."""
    view = View.of(snapshot, asked.question)
    sources, wanted = sources_of(view, asked), seed(snapshot, asked.category)
    activities = [_activity(snapshot, asked, source, wanted) for source in sources]
    everyone = [row for activity in activities for row in activity["recipients"]]
    unnamed = {row["party"]["name"] for row in everyone if not row["party"]["named"]}
    return {
        "article": ARTICLE,
        "as_of": view.day,
        "since": asked.since.isoformat() if asked.since else None,
        "revision": snapshot.revision,
        "context": asked.question.context.text(),
        "category": term(snapshot, "category", asked.category) if asked.category else None,
        "activities": activities,
        "gaps": [f"the recipient that its source calls {name} is not named" for name in sorted(unnamed)],
        "totals": {"recipients": len({row["processing"]["id"] for row in everyone})},
    }


def _activity(snapshot: Snapshot, asked: Asked, source: str, wanted: Terms) -> Row:
    processing = snapshot.records["processing"][source].document
    now = Chain(snapshot, asked.question, source, wanted).recipients()
    known = {row["processing"]["id"] for row in now}
    rows = [{**row, "when": "planned" if row["planned"] else "now"} for row in now]
    if asked.since:
        rows += _earlier(snapshot, asked.question, source, wanted, asked.since, known)
    return {
        "processing": {name: processing[name] for name in ("id", "name", "capacity")},
        "controller": officers(snapshot.party_of(source)),
        "recipients": rows,
    }


def _earlier(
    snapshot: Snapshot, question: Question, source: str, wanted: Terms, since: dt.date, known: set[str]
) -> Iterator[Row]:
    """Recipients of some day from `since` on who are none any more, with the last day on which they were."""
    found: dict[str, Row] = {}
    for first, last in _spans(snapshot, question.as_of, since):
        chain = Chain(snapshot, replace(question, as_of=first), source, wanted)
        for row in chain.recipients(planned=False):
            id_ = row["processing"]["id"]
            if id_ not in known and id_ not in found:
                found[id_] = {**row, "when": f"until {last}"}
    yield from sorted(found.values(), key=lambda row: (row["hops"], row["processing"]["id"]))


def _spans(snapshot: Snapshot, day: dt.date, since: dt.date) -> Iterator[tuple[dt.date, str]]:
    """(first day, last day) of every span in which no flow begins or ends, latest first."""
    if since > day:
        raise Invalid.at("since", f"{since} is after {day}, the day that is asked")
    bounds = {
        dt.date.fromisoformat(bound)
        for edge in snapshot.flows.values()
        for bound in (edge.document["valid_from"], edge.document["valid_to"])
        if bound is not None and since.isoformat() < bound <= day.isoformat()
    }
    if len(bounds) > MOST_DAYS:
        raise Invalid.at(
            "since",
            f"flows begin or end on {len(bounds):,} days since {since}; at most {MOST_DAYS} are looked at",
        )
    starts = sorted({since, *bounds}, reverse=True)
    return (
        (start, (end - dt.timedelta(1)).isoformat()) for start, end in zip(starts[1:], starts, strict=False)
    )


def recipients_file(snapshot: Snapshot, asked: Asked, form: str) -> Iterable[bytes]:
    """The answer as `html`, `csv`, `xlsx` or `json`. Raises Invalid for unknown ids or days."""
    answer = recipients_answer(snapshot, asked)
    if form == "json":
        return [json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8", "replace"), b"\n"]
    if form in ("csv", "xlsx"):
        return sheet_file(Sheet("recipients", COLUMNS, _rows(answer)), form, asked)
    about = f" of {answer['category']['name']}" if answer["category"] else ""
    return document(
        "recipients.html",
        title=f"Recipients{about}",
        answer=answer,
        named_cells=lambda row: dict(zip(COLUMNS, cells(row), strict=False)),
        who=words.who,
        counted=plural(answer["totals"]["recipients"], "recipient"),
        as_of=answer["as_of"],
        revision=answer["revision"],
    )


def _rows(answer: Row) -> Iterator[list[Any]]:
    for activity in answer["activities"]:
        for row in activity["recipients"]:
            yield [*cells(row), activity["processing"]["id"]]


def cells(row: Row) -> list[Any]:
    """A recipient as cells, but for the activity."""
    party = row["party"]
    legal = (
        f" ({party['legal_name']})" if party["legal_name"] and party["legal_name"] != party["name"] else ""
    )
    outside = [one for one in row["safeguards"] if one["status"] != "not_a_transfer"]
    return [
        f"{party['name']}{legal}" if party["named"] else f"{party['name']} (its source gives no name)",
        words.joined([party["address"] or "", party["contact"] or ""], ", "),
        words.seat(party),
        spoken(row["role"]),
        row["when"],
        row["certainty"],
        words.categories(row["categories"]),
        words.named(row["purposes"]),
        words.located(row["countries"]),
        words.joined(words.destinations(one["destinations"]) for one in outside) if outside else "none",
        words.safeguards(outside) if outside else "not needed",
        words.joined(words.documentation(one) for one in row["safeguards"]),
        ", ".join(condition["name"] for condition in row["conditions"]) or "always",
        row["chain"][-1],
        row["hops"],
    ]
