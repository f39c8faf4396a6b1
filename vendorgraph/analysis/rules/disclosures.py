"""What a disclosure leaves unsaid: the place (C4), the legal basis (C5), what is carried, who receives."""

from __future__ import annotations

from collections.abc import Iterator

from vendorgraph.analysis.rules.facts import Facts, listed, per_pair, told
from vendorgraph.analysis.rules.rule import Piece, Rule, Severity
from vendorgraph.analysis.selection import CONTROLLING
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.model import places
from vendorgraph.model.record import Document


def _placeless(facts: Facts, edge: FlowEdge) -> bool:
    return all(place == places.UNKNOWN for place, _ in edge.places)


def _without_place(facts: Facts) -> Iterator[Piece]:
    """C4; worse when not even the seat is recorded."""
    for edges in facts.gaps(facts.disclosures, _placeless):
        recipient = facts.owner[edges[0].recipient]
        seat = recipient["established_in"]
        known = f"only its seat, {places.name(seat)}, is" if seat else "neither is its seat"
        severity: Severity = "medium" if seat else "high"
        yield facts.piece(
            edges,
            f"Where {facts.who(edges[0].recipient)} processes what {facts.owner[edges[0].sender]['name']} sends is not "
            f"recorded; {known}.",
            pointers=("/locations",),
            severity=severity,
        )


def _by_controllers(facts: Facts) -> list[FlowEdge]:
    return [edge for edge in facts.disclosures if facts.capacity[edge.sender] in CONTROLLING]


def _baseless(facts: Facts, edge: FlowEdge) -> bool:
    """Whether neither the flow nor a matching purpose of its sender has a legal basis."""
    if edge.document["legal_basis"]:
        return False
    terms = facts.processing(edge.sender)["terms"]
    return not any(
        term["legal_basis"] and term["purpose"] and facts.within(purpose, term["purpose"])
        for term in terms
        for purpose in edge.document["purposes"]
    )


def _without_basis(facts: Facts) -> Iterator[Piece]:
    """C5, disclosure by disclosure; bases given for nothing in particular are named."""
    for edges in facts.gaps(_by_controllers(facts), _baseless):
        sender = facts.processing(edges[0].sender)
        at_large = [
            at for at, term in enumerate(sender["terms"]) if term["legal_basis"] and not term["purpose"]
        ]
        general = "; the bases it gives are tied to no purpose" if at_large else ""
        pointers = [f"/terms/{at}" for at in at_large]
        yield facts.piece(
            edges,
            f"No legal basis is recorded for what {facts.owner[sender['id']]['name']} discloses to "
            f"{facts.who(edges[0].recipient)}{general}.",
            pointers=("/legal_basis",),
            evidence=told("processing", sender, *pointers, whole=False) if pointers else (),
        )


def _has_basis(processing: Document, edges: list[FlowEdge]) -> bool:
    return any(term["legal_basis"] for term in processing["terms"]) or any(
        edge.document["legal_basis"] for edge in edges
    )


def _no_basis_at_all(facts: Facts) -> Iterator[Piece]:
    """C5, for the whole of what a controller does."""
    for processing in facts.controllers:
        id_ = processing["id"]
        edges = facts.leaving[id_]
        party = facts.owner[id_]
        if _has_basis(processing, edges) or not (party["named"] or party["own"] or processing["terms"]):
            continue
        pointers = [f"/terms/{at}" for at in range(len(processing["terms"]))]
        evidence = list(told("processing", processing, *pointers))
        for edge in edges:
            evidence.extend(told("flow", edge.document))
        yield Piece(
            about=(id_,),
            message=f"No legal basis is recorded for anything that {facts.who(id_)} does or discloses.",
            parties=(party["id"],),
            processings=(id_,),
            flows=tuple(edge.id for edge in edges),
            evidence=tuple(evidence),
            counted=(id_,),
        )


def _unstated(facts: Facts, edge: FlowEdge) -> bool:
    return edge.document["categories"] is None


def _without_categories(facts: Facts) -> Iterator[Piece]:
    for edges in facts.gaps(facts.disclosures, _unstated):
        yield facts.piece(
            edges,
            f"What data {facts.owner[edges[0].sender]['name']} discloses to {facts.who(edges[0].recipient)} is not "
            "stated, so anything it holds may be among them.",
            pointers=("/categories",),
        )


def _open(facts: Facts, edge: FlowEdge) -> bool:
    return edge.document["categories_open"] and edge.document["categories"] is not None


def _open_lists(facts: Facts) -> Iterator[Piece]:
    for edges in facts.gaps(facts.disclosures, _open):
        named = listed(category for edge in edges for category in edge.document["categories"])
        yield facts.piece(
            edges,
            f"The list of data that {facts.owner[edges[0].sender]['name']} discloses to {facts.who(edges[0].recipient)} "
            f"is not complete: {named} are examples.",
            pointers=("/categories", "/categories_open"),
        )


def _nameless(facts: Facts, edge: FlowEdge) -> bool:
    """A recipient without a name that is no processor; of those the rule on the chain speaks."""
    party = facts.owner[edge.recipient]
    return (
        not party["named"] and party["kind"] != "authority" and facts.capacity[edge.recipient] != "processor"
    )


def _unnamed(facts: Facts) -> Iterator[Piece]:
    for edges in facts.gaps(facts.disclosures, _nameless):
        party = facts.owner[edges[0].recipient]
        yield facts.piece(
            edges,
            f"{facts.owner[edges[0].sender]['name']} discloses data to a recipient that no source names: {party['name']}.",
            evidence=told("party", party),
        )


def _declared(facts: Facts) -> list[FlowEdge]:
    """Disclosures with categories stated, from senders that declare what they hold."""
    return [
        edge
        for edge in facts.disclosures
        if edge.document["categories"] and facts.processing(edge.sender)["categories"]
    ]


def _beyond(facts: Facts, edge: FlowEdge) -> tuple[list[str], list[str]]:
    """Categories of which the sender declares nothing, and those wider than what it declares.

    A root of the taxonomy is left out: "all data" is read as all that the sender holds.
    """
    taxonomy = facts.snapshot.taxonomy
    declared = taxonomy.union(facts.processing(edge.sender)["categories"])
    foreign, wider = [], []
    for category in edge.document["categories"]:
        terms = taxonomy.down(category)
        if not terms & declared:
            foreign.append(category)
        elif terms & ~declared and taxonomy.parents[category]:
            wider.append(category)
    return foreign, wider


def _undeclared(facts: Facts) -> Iterator[Piece]:
    for edges in per_pair(_declared(facts)).values():
        found = [(edge, *_beyond(facts, edge)) for edge in edges]
        more = [entry for entry in found if entry[1] or entry[2]]
        if not more:
            continue
        foreign = [category for _, categories, _ in more for category in categories]
        named = listed(foreign or [category for _, _, categories in more for category in categories])
        severity: Severity = "medium" if foreign else "low"
        sender = facts.processing(edges[0].sender)
        yield facts.piece(
            [edge for edge, _, _ in more],
            f"{facts.owner[sender['id']]['name']} sends {named} to {facts.who(edges[0].recipient)}, "
            f"{'which' if foreign else 'more than'} {facts.who(sender['id'])} {'does not declare' if foreign else 'declares'} "
            "to hold.",
            pointers=("/categories",),
            evidence=told("processing", sender, "/categories", whole=False),
            severity=severity,
        )


RULES = (
    Rule(
        id="place-not-stated",
        code="C4",
        title="Recipient without a place of processing",
        severity="medium",
        why="Where data are processed must be known to inform persons, to keep the record and to judge transfers.",
        reference="GDPR Art. 13(1)(f), 30(1)(e), 44",
        fix="Ask the recipient where it stores, processes and reaches the data, and record the places on the flow.",
        counts="disclosures",
        find=_without_place,
        examined=lambda facts: len(facts.disclosures),
    ),
    Rule(
        id="legal-basis-not-stated",
        code="C5",
        title="Disclosure by a controller without a legal basis",
        severity="medium",
        why="Each purpose of a controller needs a basis, and persons must be told which.",
        reference="GDPR Art. 6(1), 13(1)(c)",
        fix="Record the basis on the flow, or on the purpose of the sender that the flow serves.",
        counts="disclosures by controllers",
        find=_without_basis,
        examined=lambda facts: len(_by_controllers(facts)),
    ),
    Rule(
        id="no-legal-basis-at-all",
        code="C5",
        title="Controller without any legal basis",
        severity="high",
        why="Nothing recorded makes what this controller does lawful.",
        reference="GDPR Art. 5(1)(a), 6(1), 13(1)(c)",
        fix="Record purposes with their legal bases; a text without any must be corrected.",
        counts="controllers' processings that disclose data",
        find=_no_basis_at_all,
        examined=lambda facts: len(facts.controllers),
    ),
    Rule(
        id="categories-not-stated",
        title="Disclosure of data not stated",
        severity="medium",
        why="Without the categories nobody can tell what reaches the recipient; all that the sender holds is possible.",
        reference="GDPR Art. 28(3), 30(1)(c)-(d)",
        fix="Find out which categories go and state them on the flow.",
        counts="disclosures",
        find=_without_categories,
        examined=lambda facts: len(facts.disclosures),
    ),
    Rule(
        id="categories-open",
        title="Disclosure with an open list of data",
        severity="low",
        why='"Such as" and "any other" leave open what goes; the list is not complete.',
        reference="GDPR Art. 5(1)(c), 28(3), 30(1)(c)",
        fix="Complete the list with the recipient and close it.",
        counts="disclosures",
        find=_open_lists,
        examined=lambda facts: len(facts.disclosures),
    ),
    Rule(
        id="recipient-not-named",
        title="Recipient that no source names",
        severity="medium",
        why="A person may ask who received the data, and is entitled to the names unless they cannot be known.",
        reference="GDPR Art. 13(1)(e), 15(1)(c); C-154/21",
        fix="Find out who is meant and record the parties one by one.",
        counts="disclosures",
        find=_unnamed,
        examined=lambda facts: len(facts.disclosures),
    ),
    Rule(
        id="more-than-declared",
        title="Disclosure of more than the sender declares to hold",
        severity="medium",
        why="Either the declaration is incomplete or data go that should not be there.",
        reference="GDPR Art. 5(1)(c), 30(1)(c)",
        fix="Complete the categories of the sending processing, or correct those of the flow.",
        counts="disclosures from senders that declare what they hold",
        find=_undeclared,
        examined=lambda facts: len(_declared(facts)),
    ),
)
