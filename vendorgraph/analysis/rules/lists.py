"""Published lists of recipients: complete as promised (C10), who is missing on them, who is on them in vain.

What is listed: the recipients of the flows that a promise of completeness names; where it names none,
those of flows that rest on the document in which the promise stands. Without such a promise a sender's
list is any document of type `list` that speaks of its flows. Evidence about `/valid_to` says that
a row has gone, and lists nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vendorgraph.analysis.rules.facts import Facts, listed, per_pair, told
from vendorgraph.analysis.rules.promises import scope
from vendorgraph.analysis.rules.rule import Evidence, Piece, Rule, milder
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.model.record import Document

_GONE = "/valid_to"


def _documents(document: Document) -> set[str]:
    """Documents that speak of a resource, save to say that it has ended."""
    return {entry["document"] for entry in document["evidence"] if entry["about"] != _GONE}


def _is_list(facts: Facts, id_: str) -> bool:
    return bool(facts.snapshot.records["document"][id_].document["type"] == "list")


def _lists(facts: Facts, flows: Iterable[FlowEdge]) -> set[str]:
    """Documents of type list that speak of the flows, published by the day (undated ones count)."""
    known = facts.snapshot.records["document"]
    found = {id_ for edge in flows if edge.document["evidence"] for id_ in _documents(edge.document)}
    return {
        id_ for id_ in found if _is_list(facts, id_) and (known[id_].document["dated"] or "") <= facts.day
    }


def _names_recipients(facts: Facts, edge: FlowEdge) -> bool:
    """Whether a list of recipients should name this one: not the sender's own party, nor an authority."""
    return facts.between_two(edge) and facts.owner[edge.recipient]["kind"] != "authority"


def _incomplete(facts: Facts) -> Iterator[Piece]:
    """C10: a recipient beside a list that is promised to be complete."""
    for promise in facts.commitments("list_complete"):
        subject = scope(facts, promise)
        senders = set(subject.processings) | {edge.sender for edge in subject.flows}
        sent = [edge for id_ in sorted(senders) for edge in facts.snapshot.flows_from.get(id_, ())]
        promised_in = _documents(promise)
        on_list = list(subject.flows) or [e for e in sent if _documents(e.document) & promised_in]
        parties = {facts.owner[edge.recipient]["id"] for edge in on_list}
        for edges in per_pair(_beside(facts, senders, parties)).values():
            passed_on = edges[0].sender not in senders
            maker = facts.party(promise["party"])
            how = (
                "receives data that it passes on for its customers" if passed_on else "receives data from it"
            )
            yield facts.piece(
                edges,
                f"{maker['name']} says that its list of recipients is complete, yet {facts.who(edges[0].recipient)} "
                f"{how} and is not on it.",
                about=(promise["id"],),
                evidence=told("commitment", promise),
                severity=milder("medium") if passed_on else None,
                counted=(promise["id"],),
                detail={"commitment": promise["id"]},
            )


def _beside(facts: Facts, senders: set[str], listed_parties: set[str]) -> list[FlowEdge]:
    """Disclosures that the senders make or pass on, to parties that are not listed."""
    passed_on = facts.once(_passed_on)
    edges = facts.sent(senders, [edge for id_ in senders for edge in passed_on.get(id_, ())])
    return [
        edge
        for edge in edges
        if edge.lets
        and _names_recipients(facts, edge)
        and facts.owner[edge.recipient]["id"] not in listed_parties
    ]


def _passed_on(facts: Facts) -> dict[str, list[FlowEdge]]:
    """Processing -> disclosures that it transmits for somebody else."""
    found: dict[str, list[FlowEdge]] = {}
    for edge in facts.disclosures:
        if by := edge.document["transmitted_by"]:
            found.setdefault(by, []).append(edge)
    return found


def _promised(facts: Facts) -> set[str]:
    """Processings for which somebody promises a complete list."""
    subjects = [scope(facts, promise) for promise in facts.commitments("list_complete")]
    return {id_ for subject in subjects for id_ in subject.processings} | {
        edge.sender for subject in subjects for edge in subject.flows
    }


def _publishing(facts: Facts) -> dict[str, set[str]]:
    """Processing that sends -> the lists that speak of its flows, for those that have some."""
    return {
        id_: lists
        for id_ in sorted(facts.snapshot.flows_from)
        if (lists := _lists(facts, facts.snapshot.flows_from[id_]))
    }


def _unlisted(facts: Facts) -> Iterator[Piece]:
    """A recipient that other sources speak of, and the sender's own list does not."""
    promised = facts.once(_promised)
    for sender, lists in facts.once(_publishing).items():
        if sender in promised:
            continue
        sent = facts.snapshot.flows_from[sender]
        on_list = {facts.owner[edge.recipient]["id"] for edge in sent if _documents(edge.document) & lists}
        beside = [
            edge
            for edge in facts.leaving.get(sender, ())
            if edge.lets
            and _names_recipients(facts, edge)
            and facts.owner[edge.recipient]["id"] not in on_list
        ]
        for edges in per_pair(beside).values():
            yield facts.piece(
                edges,
                f"{facts.who(edges[0].recipient)} receives data from {facts.owner[sender]['name']} and is not on its "
                f"published list ({listed(sorted(lists), 2)}).",
            )


def _newest(facts: Facts) -> dict[str, list[str]]:
    """The newest list of each sender -> the senders whose newest list it is."""
    found: dict[str, list[str]] = {}
    for sender, lists in facts.once(_publishing).items():
        newest = max(lists, key=lambda id_: (facts.snapshot.document("document", id_)["dated"] or "", id_))
        found.setdefault(newest, []).append(sender)
    return found


def _in_vain(facts: Facts) -> Iterator[Piece]:
    """The reverse: a party on the newest list to which no flow is recorded that holds or is to come."""
    for document, senders in facts.once(_newest).items():
        current = {
            facts.owner[edge.recipient]["id"]
            for sender in senders
            for edge in facts.snapshot.flows_from[sender]
            if (edge.document["valid_to"] or "~") > facts.day
        }
        owners = [facts.owner[sender] for sender in senders]
        for id_, evidence in sorted(facts.once(_rows)[document].items()):
            if id_ in current or id_ in {owner["id"] for owner in owners}:
                continue
            yield Piece(
                about=(owners[0]["id"], id_),
                message=f"{facts.party(id_)['name']} stands on the newest list of {owners[0]['name']} ({document}), "
                "and no flow to it is recorded that still holds.",
                parties=tuple(dict.fromkeys([*(owner["id"] for owner in owners), id_])),
                processings=tuple(senders),
                evidence=tuple(evidence),
                counted=(f"{document} {id_}",),
            )


def _rows(facts: Facts) -> dict[str, dict[str, list[Evidence]]]:
    """Newest list -> the parties that it speaks of, with what it says of them, their processings and flows."""
    found: dict[str, dict[str, list[Evidence]]] = {document: {} for document in facts.once(_newest)}
    for kind, key in (("party", "id"), ("processing", "party"), ("flow", "to")):
        for record in facts.snapshot.records[kind].values():
            lists = {entry["document"] for entry in record.document["evidence"]} & found.keys()
            for document in lists & _documents(record.document):
                at = record.document[key]
                party = facts.owner[at]["id"] if kind == "flow" else at
                said = [entry for entry in told(kind, record.document) if entry["document"] == document]
                found[document].setdefault(party, []).extend(said)
    return found


def _examined_rows(facts: Facts) -> int:
    return sum(map(len, facts.once(_rows).values()))


def _listable(facts: Facts) -> int:
    """Disclosures of senders with a list and no promise of completeness."""
    senders = facts.once(_publishing).keys() - facts.once(_promised)
    return sum(edge.sender in senders and _names_recipients(facts, edge) for edge in facts.disclosures)


RULES = (
    Rule(
        id="list-not-complete",
        code="C10",
        title="List said to be complete that leaves a recipient out",
        severity="medium",
        why="Whoever relies on the list does not learn of the recipient that is missing.",
        reference="GDPR Art. 13(1)(e), 28(2); EDPB Opinion 22/2024",
        fix="Have the list completed, or record the flow among those that it names.",
        counts="promises of a complete list",
        find=_incomplete,
        examined=lambda facts: len(facts.commitments("list_complete")),
    ),
    Rule(
        id="recipient-not-listed",
        title="Recipient that is not on the sender's published list",
        severity="medium",
        why="Other sources speak of a recipient of which the published list is silent.",
        reference="GDPR Art. 28(2), 28(4)",
        fix="Ask the sender whether the list is out of date, and add the list's evidence to the flow when it names it.",
        counts="disclosures of senders that publish a list",
        find=_unlisted,
        examined=_listable,
    ),
    Rule(
        id="listed-without-flow",
        title="Party on the published list to which no flow is recorded",
        severity="low",
        why="A listed recipient may receive data that the inventory does not show.",
        reference="GDPR Art. 30(1)(d), 30(2)",
        fix="Record what the party receives, or the day on which it ended and the version that no longer lists it.",
        counts="parties on the newest lists",
        find=_in_vain,
        examined=_examined_rows,
    ),
)
