"""What each contribution to a party's risk score rests on, and what would lower it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from vendorgraph.analysis.concentration import concentration_answer
from vendorgraph.analysis.findings import all_findings
from vendorgraph.analysis.propagation import backward
from vendorgraph.analysis.reviews import Standing, reviews_by_party, standing
from vendorgraph.analysis.rules.facts import Facts, listed
from vendorgraph.analysis.selection import default_sources
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.law.tables import holds
from vendorgraph.model.taxonomy import Terms
from vendorgraph.model.wording import plural

API = "/api/v1"
#: Links that prove one contribution: enough to look at, the answers behind them have the rest.
MOST_LINKS = 20
#: What one open finding of a severity counts, and how many such points make half of the contribution.
FINDING = {"high": 2.0, "medium": 1.0, "low": 0.25}
HALF_FINDINGS = 10.0
#: Hops beyond the first at which depth counts in full.
FULL_DEPTH = 3
#: What one hop counts by its transfer status: what cannot be judged is never harmless.
HOP = {"not_covered": 1.0, "not_evaluable": 0.7, "covered": 0.2, "not_a_transfer": 0.0}


@dataclass(frozen=True, slots=True)
class Contribution:
    """One part of a score: `value` from 0 to 1, what it is of, and where the proof stands.

    `reachable` is the value after `change`, a change that is within reach; None when there is none.
    """

    name: str
    title: str
    value: float
    of: dict[str, Any]
    says: str
    proof: tuple[str, ...]
    reachable: float = 0.0
    change: str | None = None


@dataclass(frozen=True, slots=True)
class _Reached:
    """What may reach the party: per (source, processing) terms and fewest flows, and the sources asked."""

    sources: list[str]
    possible: dict[tuple[str, str], tuple[Terms, int]]
    stated: dict[tuple[str, str], Terms]
    incoming: list[FlowEdge]
    onward: list[FlowEdge]


def contributions(facts: Facts, party: str, members: list[str]) -> list[Contribution]:
    """All contributions of a party with its group, in the order of the weights' table.

    The review is that of the party itself; all else is summed over `members`.
    """
    reached = _reached(facts, members)
    return [
        _sensitivity(facts, reached),
        _categories(facts, reached),
        _sources(facts, reached),
        _depth(facts, reached),
        _places(facts, reached),
        _concentration(facts, members),
        _findings(facts, members),
        _review(facts, party),
        _assurance(facts, reached),
    ]


def _reached(facts: Facts, members: list[str]) -> _Reached:
    """Reads the relation backwards from each processing of the party to the sources of the question."""
    view, snapshot = facts.view, facts.snapshot
    own = {id_ for member in members for id_ in snapshot.processings_of.get(member, ())}
    sources = [id_ for id_ in default_sources(view) if id_ not in own]
    possible: dict[tuple[str, str], tuple[Terms, int]] = {}
    stated: dict[tuple[str, str], Terms] = {}
    upstream: set[str] = set()
    for target in sorted(own):
        arriving = backward(snapshot.flows_to, view.lets, target, snapshot.taxonomy.all)
        surely = backward(snapshot.flows_to, view.lets_stated, target, snapshot.taxonomy.all)
        for source in sources:
            if source in arriving:
                possible[source, target] = arriving[source]
                stated[source, target] = surely.get(source, (0, 0))[0]
        if any((source, target) in possible for source in sources):
            upstream.update(arriving.keys() - own)
    incoming = [
        e for e in facts.disclosures if e.recipient in own and e.sender not in own and e.sender in upstream
    ]
    onward = [e for e in facts.disclosures if e.sender in own and e.recipient not in own]
    return _Reached(sources, possible, stated, incoming, onward if possible else [])


def link(facts: Facts, path: str, **parameters: str) -> str:
    """An address of the API for the question's day, context and plans."""
    question = facts.view.question
    given = {**parameters, "as_of": facts.day}
    if context := question.context.text():
        given["context"] = context
    if question.include_planned:
        given["include"] = "planned"
    return f"{API}{path}?{urlencode(given)}"


def _proofs(facts: Facts, pairs: Iterable[tuple[str, str]], **more: str) -> tuple[str, ...]:
    chosen = sorted(pairs)[:MOST_LINKS]
    return tuple(
        link(facts, "/exposure/proof", **{"from": source, "to": target, **more}) for source, target in chosen
    )


def _flow_links(facts: Facts, edges: list[FlowEdge]) -> tuple[str, ...]:
    return tuple(link(facts, "/transfers", flow=edge.id) for edge in edges[:MOST_LINKS])


def _sensitivity(facts: Facts, reached: _Reached) -> Contribution:
    """1 when sensitive data are stated to arrive, 0.8 when they may, 0.4 for other personal data."""
    sensitive = facts.snapshot.taxonomy.sensitive
    stated = {pair: terms & sensitive for pair, terms in reached.stated.items() if terms & sensitive}
    possible = {pair: terms & sensitive for pair, (terms, _) in reached.possible.items() if terms & sensitive}
    levels = (
        (1.0, stated, "special-category or criminal data are stated to reach it"),
        (0.8, possible, "special-category or criminal data may reach it"),
        (0.4, {pair: terms for pair, (terms, _) in reached.possible.items()}, "personal data reach it"),
    )
    nothing: tuple[float, dict[tuple[str, str], Terms], str] = (0.0, {}, "no data of the sources reach it")
    value, pairs, says = next((level for level in levels if level[1]), nothing)
    first = {
        pair: facts.snapshot.taxonomy.maximal(terms)[0] for pair, terms in sorted(pairs.items())[:MOST_LINKS]
    }
    doubtful = value == levels[1][0]
    return Contribution(
        "sensitivity",
        "Sensitivity of what reaches it",
        value,
        {"count": len(pairs), "of": len(reached.possible), "what": "pairs of source and processing reached"},
        says,
        tuple(link for pair, term in first.items() for link in _proofs(facts, [pair], category=term)),
        levels[2][0] if doubtful else value,
        "State which categories go, if none of them is sensitive" if doubtful else None,
    )


def _categories(facts: Facts, reached: _Reached) -> Contribution:
    taxonomy = facts.snapshot.taxonomy
    terms = stated = 0
    for pair, (mask, _) in reached.possible.items():
        terms |= mask
        stated |= reached.stated[pair]
    count, of = terms.bit_count(), len(taxonomy.ids)
    sure = stated.bit_count()
    return Contribution(
        "categories",
        "Breadth: categories of data",
        count / of if of else 0.0,
        {"count": count, "of": of, "what": "categories of the taxonomy"},
        f"{count} of {of} categories may reach it, {sure} are stated to",
        _proofs(facts, list(reached.possible)),
        round(sure / of, 4) if of and sure else 0.0,
        "State the categories where they are not, or not completely, stated" if 0 < sure < count else None,
    )


def _sources(facts: Facts, reached: _Reached) -> Contribution:
    found = sorted({source for source, _ in reached.possible})
    return Contribution(
        "sources",
        "Breadth: sources",
        len(found) / len(reached.sources) if reached.sources else 0.0,
        {"count": len(found), "of": len(reached.sources), "what": "sources of the question"},
        f"data of {len(found)} of {len(reached.sources)} sources may reach it",
        _proofs(facts, list(reached.possible)),
    )


def _depth(facts: Facts, reached: _Reached) -> Contribution:
    """The longest of the shortest chains from a source: what lies deep is hard to see and to steer."""
    deepest = max(reached.possible, key=lambda pair: (reached.possible[pair][1], pair), default=None)
    hops = reached.possible[deepest][1] if deepest else 0
    return Contribution(
        "depth",
        "Depth in the chain",
        min(max(hops - 1, 0) / FULL_DEPTH, 1.0),
        {"count": hops, "of": FULL_DEPTH + 1, "what": "flows from the source"},
        f"it lies {plural(hops, 'flow')} from a source" if hops else "no source reaches it",
        _proofs(facts, [deepest] if deepest else []),
    )


def _places(facts: Facts, reached: _Reached) -> Contribution:
    """The mean over the hops to it and on from it, by transfer status; what is covered rests on dated law."""
    hops = [*reached.incoming, *reached.onward]
    statuses = [facts.assess(edge)["status"] for edge in hops]
    by_status = {
        status: [e for e, its in zip(hops, statuses, strict=True) if its == status] for status in HOP
    }
    bad = [*by_status["not_covered"], *by_status["not_evaluable"]]
    covering = plural(len(by_status["covered"]), "hop")
    resting = f"; a decision or an instrument covers {covering}" if by_status["covered"] else ""
    value = sum(HOP[status] for status in statuses) / len(hops) if hops else 0.0
    covered = sum(min(HOP[status], HOP["covered"]) for status in statuses) / len(hops) if hops else 0.0
    return Contribution(
        "places",
        "Places not covered",
        value,
        {"count": len(bad), "of": len(hops), "what": "hops to it and on from it"},
        f"{len(bad)} of {len(hops)} hops to it and on from it are not covered or cannot be judged{resting}",
        _flow_links(facts, [*bad, *by_status["covered"]]),
        round(covered, 4),
        f"Record places and instruments of {plural(len(bad), 'hop')}, or put instruments in place"
        if bad
        else None,
    )


def _concentration(facts: Facts, members: list[str]) -> Contribution:
    """The larger of the shares of controllers and of sensitive flows that depend on it; a single point counts more."""
    snapshot, question = facts.snapshot, facts.view.question
    answer = concentration_answer(snapshot, question)
    rows = [row for row in answer["parties"] if row["party"]["id"] in members]
    shares = [row[key]["share"] or 0.0 for row in rows for key in ("controllers", "special_category_flows")]
    single = any(row["single_point"] for row in rows)
    largest = max(shares, default=0.0)
    count = max((row["controllers"]["count"] for row in rows), default=0)
    return Contribution(
        "concentration",
        "Concentration",
        (largest + single) / 2,
        {"count": count, "of": len(answer["sources"]), "what": "controllers that depend on it"},
        f"{'a single point' if single else 'no single point'}; {count} of {len(answer['sources'])} controllers depend on it",
        (link(facts, "/concentration"),) if rows else (),
        largest / 2,
        "Give the recipients behind it a second way to be supplied" if single else None,
    )


def _findings(facts: Facts, members: list[str]) -> Contribution:
    """Open findings that name it, weighed by severity: points / (points + 10), so that each one counts."""
    named = set(members)
    still_open = [
        finding
        for finding in all_findings(facts.snapshot, facts.view.question).findings
        if finding.state == "open"
    ]
    found = [finding for finding in still_open if not named.isdisjoint(finding.piece.parties)]
    points = sum(FINDING[finding.severity] for finding in found)
    return Contribution(
        "findings",
        "Findings open",
        points / (points + HALF_FINDINGS),
        {"count": len(found), "of": len(still_open), "what": "open findings of the inventory"},
        f"{plural(len(found), 'open finding')} name it, {points:g} points by severity",
        tuple(finding.fingerprint for finding in found[:MOST_LINKS]),
        0.0,
        f"Settle {plural(len(found), 'open finding')}" if found else None,
    )


def _review(facts: Facts, party: str) -> Contribution:
    """0 after an approval in time; more with conditions, without an outcome, overdue, rejected or never reviewed."""
    reviews = reviews_by_party(facts.snapshot).get(party, [])
    value, says, id_ = _review_state(standing(reviews, facts.on))
    done = sum(review["done_on"] is not None for review in reviews)
    return Contribution(
        "review",
        "Review",
        value,
        {"count": done, "of": len(reviews), "what": "reviews recorded, of which done"},
        says,
        (f"{API}/reviews/{quote(id_)}" if id_ else f"{API}/reviews?{urlencode({'party': party})}",),
        0.0,
        "Review it and record the outcome" if value else None,
    )


def _review_state(found: Standing) -> tuple[float, str, str | None]:
    if found.last is None:
        return 1.0, "never reviewed", found.review
    if found.state == "overdue" and found.due is not None:
        return 1.0, f"review overdue since {found.due.isoformat()}", found.review
    worth = {"approved": 0.0, "approved_with_conditions": 0.4, "rejected": 1.0, None: 0.5}
    outcome = (found.last["outcome"] or "without an outcome").replace("_", " ")
    return worth[found.last["outcome"]], f"reviewed on {found.last['done_on']}: {outcome}", found.last["id"]


def _assurance(facts: Facts, reached: _Reached) -> Contribution:
    """What of the assurances that its hops call for is missing: a contract, and a checked instrument."""
    wanted = [(edge, what) for edge in reached.incoming for what in _called_for(facts, edge)]
    missing = [(edge, what) for edge, what in wanted if not _given(facts, edge, what)]
    edges = list({edge.id: edge for edge, _ in missing}.values())
    kinds = listed(dict.fromkeys(what for _, what in missing))
    return Contribution(
        "assurance",
        "Assurances missing",
        len(missing) / len(wanted) if wanted else 0.0,
        {"count": len(missing), "of": len(wanted), "what": "contracts and checked instruments called for"},
        f"{len(missing)} of {len(wanted)} assurances are missing{f': {kinds}' if missing else ''}",
        _flow_links(facts, edges),
        0.0,
        f"Record {kinds} for {plural(len(edges), 'flow')}" if missing else None,
    )


def _called_for(facts: Facts, edge: FlowEdge) -> list[str]:
    transfer = facts.assess(edge)["status"] != "not_a_transfer"
    return ["contracts", "checked instruments"] if transfer else ["contracts"]


def _given(facts: Facts, edge: FlowEdge, what: str) -> bool:
    """A contract that holds; an instrument that is verified, or a certificate of the recipient that holds."""
    if what == "contracts":
        return facts.contract(edge) is not None
    certificates = facts.owner[edge.recipient]["certifications"]
    return any(
        entry["verified"] and holds(entry["valid_from"], entry["valid_to"], facts.day)
        for entry in edge.document["mechanisms"] or ()
    ) or any(holds(certificate["from"], certificate["to"], facts.day) for certificate in certificates)
