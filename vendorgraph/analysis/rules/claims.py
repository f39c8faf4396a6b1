"""Claims about the data themselves: "no personal data" (C7), no sale or confidentiality (C8), anonymity."""

from __future__ import annotations

from collections.abc import Iterator

from vendorgraph.analysis.rules.facts import Facts, listed, told
from vendorgraph.analysis.rules.promises import scope
from vendorgraph.analysis.rules.rule import Evidence, Piece, Rule, Severity
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.model.record import Document

#: Purposes that need to tell one person or device from another.
BEHAVIOURAL = ("analytics", "marketing", "personalize", "sales", "third_party_sharing.sale")
SALE = "third_party_sharing.sale"


def _claims(facts: Facts) -> list[Document]:
    return facts.commitments("no_personal_data")


def _denied(facts: Facts) -> Iterator[Piece]:
    """C7: a claim of no personal data beside categories stated, or beside behavioural purposes."""
    for claim in _claims(facts):
        about = set(claim["about"])
        subject = scope(facts, claim)
        categories = sorted(about & set(facts.snapshot.taxonomy.ids))
        edges = _denied_flows(facts, claim, bool(categories))
        held = _held(facts, claim, categories)
        contradicting = {edge.id for edge in edges if facts.carried(edge) & subject.terms}
        doubtful = {
            e.id
            for e in edges
            if any(facts.within(purpose, root) for purpose in e.document["purposes"] for root in BEHAVIOURAL)
        }
        shown = [edge for edge in edges if edge.id in contradicting | doubtful]
        if not (shown or held):
            continue
        severity: Severity = "high" if contradicting or held else "medium"
        yield _contradiction(facts, claim, shown, held, severity)


def _denied_flows(facts: Facts, claim: Document, by_category: bool) -> list[FlowEdge]:
    """The flows that the claim speaks of: named, of the processings named, or of all its maker's."""
    subject = scope(facts, claim)
    edges = facts.sent(subject.processings, subject.flows)
    if by_category:
        return [edge for edge in edges if facts.carried(edge) & subject.terms and edge.lets]
    return [edge for edge in edges if edge.lets]


def _held(facts: Facts, claim: Document, categories: list[str]) -> list[Document]:
    """Processings of the claim that declare to hold, or put to a use, what the claim denies."""
    taxonomy, subject = facts.snapshot.taxonomy, scope(facts, claim)
    if subject.flows:
        return []
    found = []
    for id_ in subject.processings:
        processing = facts.processing(id_)
        used = [category for term in processing["terms"] for category in term["categories"]]
        if taxonomy.union([*processing["categories"], *used]) & (
            subject.terms if categories else taxonomy.all
        ):
            found.append(processing)
    return found


def _contradiction(
    facts: Facts, claim: Document, edges: list[FlowEdge], held: list[Document], severity: Severity
) -> Piece:
    taxonomy, subject = facts.snapshot.taxonomy, scope(facts, claim)
    evidence: list[Evidence] = list(told("commitment", claim))
    seen = 0
    for edge in edges:
        evidence.extend(told("flow", edge.document, "/categories"))
        seen |= facts.carried(edge) & subject.terms
    for processing in held:
        evidence.extend(
            told("processing", processing, "/categories", *_used(facts, processing, subject.terms))
        )
        seen |= taxonomy.union(processing["categories"]) & subject.terms
    kinds = listed(taxonomy.maximal(seen)) if seen else "purposes that follow behaviour"
    recipients = listed(facts.who(edge.recipient) for edge in edges)
    to = f" and go to {recipients}" if recipients else ""
    ends = [id_ for edge in edges for id_ in (edge.sender, edge.recipient)]
    processings = tuple(dict.fromkeys([*(processing["id"] for processing in held), *ends]))
    maker = facts.party(claim["party"])
    return Piece(
        about=(claim["id"],),
        message=f"{maker['name']} denies personal data ({claim['id']}), yet {kinds} are recorded{to}.",
        parties=tuple(dict.fromkeys((maker["id"], *(facts.owner[id_]["id"] for id_ in processings)))),
        processings=processings,
        flows=tuple(edge.id for edge in edges),
        evidence=tuple(evidence),
        severity=severity,
        counted=(claim["id"],),
        detail={"commitment": claim["id"]},
    )


def _used(facts: Facts, processing: Document, terms: int) -> list[str]:
    """Pointers to the purposes of a processing that use categories among `terms`."""
    union = facts.snapshot.taxonomy.union
    return [
        f"/terms/{at}" for at, term in enumerate(processing["terms"]) if union(term["categories"]) & terms
    ]


def _sold(facts: Facts) -> list[FlowEdge]:
    return [
        edge
        for edge in facts.disclosures
        if any(facts.within(purpose, SALE) for purpose in edge.document["purposes"])
    ]


def _sale(facts: Facts) -> Iterator[Piece]:
    """C8: a flow for sale from a party that promises no sale, or the same confidentiality everywhere."""
    promises = [
        (promise, set(subject.processings), {flow.id for flow in subject.flows})
        for kind in ("no_sale", "flow_down")
        for promise in facts.commitments(kind)
        for subject in [scope(facts, promise)]
    ]
    for edge in _sold(facts):
        for promise, processings, flows in promises:
            if edge.id in flows or edge.sender in processings:
                what = (
                    "no sale of data"
                    if promise["kind"] == "no_sale"
                    else "the same confidentiality everywhere"
                )
                maker = facts.party(promise["party"])["name"]
                yield facts.piece(
                    [edge],
                    f"{maker} promises {what} ({promise['id']}), yet data may be sold to {facts.who(edge.recipient)}.",
                    pointers=("/purposes", "/categories"),
                    about=(promise["id"],),
                    evidence=told("commitment", promise),
                    counted=(promise["id"],),
                    detail={"commitment": promise["id"]},
                )


def _promising(facts: Facts) -> int:
    return len(facts.commitments("no_sale")) + len(facts.commitments("flow_down"))


def _anonymised(facts: Facts) -> list[FlowEdge]:
    return [edge for edge in facts.active if edge.document["transform"] == "anonymised"]


def _unproved(facts: Facts) -> Iterator[Piece]:
    for edge in _anonymised(facts):
        if not any(entry["about"].startswith("/transform") for entry in edge.document["evidence"]):
            yield facts.piece(
                [edge],
                f"What {facts.owner[edge.sender]['name']} sends to {facts.who(edge.recipient)} counts as anonymised, "
                "so as no disclosure at all, and no assessment is recorded.",
                pointers=("/transform",),
            )


RULES = (
    Rule(
        id="no-personal-data-claim-contradicted",
        code="C7",
        title="Personal data denied and yet recorded",
        severity="high",
        why="Data that follow a device or a person are personal data, whatever a policy calls them.",
        reference="GDPR Art. 4(1), 5(1)(a), 13(1)(d), recital 30",
        fix="Withdraw the claim, or show by an assessment that nobody can be identified and record it.",
        counts="commitments",
        find=_denied,
        examined=lambda facts: len(_claims(facts)),
    ),
    Rule(
        id="sale-against-promise",
        code="C8",
        title="Data sold against a promise",
        severity="high",
        why="Selling data contradicts a promise not to, and a promise that all recipients keep them confidential.",
        reference="GDPR Art. 5(1)(a), 5(1)(b)",
        fix="Stop the sale, or correct the promise and inform the persons concerned beforehand.",
        counts="commitments",
        find=_sale,
        examined=_promising,
    ),
    Rule(
        id="anonymised-without-assessment",
        title="Anonymised without an assessment",
        severity="medium",
        why="Data are anonymous only if nobody can be identified by any means likely to be used; else they are personal.",
        reference="GDPR recital 26",
        fix="Add the assessment as evidence about /transform, or record the claim as aggregated and disclaimed.",
        counts="anonymised flows",
        find=_unproved,
        examined=lambda facts: len(_anonymised(facts)),
    ),
)
