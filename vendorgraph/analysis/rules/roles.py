"""Roles and identities: none stated (C6), contradicted, outdated (C12), wrong company (C9), own purposes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from vendorgraph.analysis.rules.facts import Facts, Pair, listed, per_pair, told
from vendorgraph.analysis.rules.names import can_mean, names_of
from vendorgraph.analysis.rules.rule import Evidence, Piece, Rule, Severity
from vendorgraph.analysis.selection import CONTROLLING
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.law.groups import heads
from vendorgraph.model.record import Document

#: Beginnings of the words for the two roles, as policies in several languages write them.
_PROCESSOR = (
    "processor",
    "sous-traitant",
    "auftragsverarbeiter",
    "encargado",
    "verwerker",
    "responsabile del",
    "podmiot",
)
_CONTROLLER = (
    "controller",
    "contrôleur",
    "responsable",
    "verantwortlich",
    "verwerkingsverantwoordelijke",
    "titolare",
    "administrator",
)


@lru_cache(maxsize=1024)
def _legal_role(word: str | None) -> str | None:
    """`processor` or `controller` when the text's own word is one of these; None for any other word.

    "Payment processor" and the like are trades, not roles: the word must stand by itself or behind
    "data", "sub", "joint" and such.
    """
    plain = (word or "").casefold().replace("sub-", "").replace("unter", "").strip()
    for lead in ("data ", "joint ", "independent ", "sub", "co-", "sub "):
        plain = plain.removeprefix(lead)
    if plain.startswith(_PROCESSOR):
        return "processor"
    return "controller" if plain.startswith(_CONTROLLER) else None


def _to_judge(facts: Facts) -> list[FlowEdge]:
    """Disclosures to others than authorities and private persons, who have no such role towards the sender."""
    return [
        edge
        for edge in facts.disclosures
        if facts.owner[edge.recipient]["kind"] not in ("authority", "person")
    ]


def _roleless(facts: Facts, edge: FlowEdge) -> bool:
    if _legal_role(edge.document["stated_role"]):
        return False
    contract = facts.contract(edge)
    return contract is None or contract["kind"] not in ("processing_agreement", "joint_arrangement")


def _without_role(facts: Facts) -> Iterator[Piece]:
    """C6: no text calls the recipient controller or processor, and no contract of that kind settles it."""
    for (sender, recipient), edges in per_pair(e for e in _to_judge(facts) if _roleless(facts, e)).items():
        stated = [f'"{role}"' for edge in edges if (role := edge.document["stated_role"])]
        words = f"calls it {listed(stated)}, which is no role of the GDPR" if stated else "states no role"
        yield facts.piece(
            edges,
            f"{facts.who(recipient)} receives data from {facts.owner[sender]['name']}; the text {words}, and "
            f"{facts.capacity[recipient].replace('_', ' ')} is the reviewer's assessment.",
            pointers=("/stated_role",),
            evidence=told("processing", facts.processing(recipient), "/capacity", whole=False),
        )


def _with_role(facts: Facts) -> list[FlowEdge]:
    return [edge for edge in _to_judge(facts) if _legal_role(edge.document["stated_role"])]


def _contradicted(facts: Facts) -> Iterator[Piece]:
    for (_, recipient), edges in per_pair(_with_role(facts)).items():
        assessed = "controller" if facts.capacity[recipient] in CONTROLLING else "processor"
        other = [edge for edge in edges if _legal_role(edge.document["stated_role"]) != assessed]
        if other:
            stated = listed(f'"{edge.document["stated_role"]}"' for edge in other)
            yield facts.piece(
                other,
                f"{facts.who(recipient)} is called {stated} and assessed as {assessed}.",
                pointers=("/stated_role",),
                evidence=told("processing", facts.processing(recipient), "/capacity", whole=False),
            )


def _by_parties(facts: Facts) -> dict[Pair, list[FlowEdge]]:
    """Flows that have ended by the day, by sending processing and receiving party."""
    found: dict[Pair, list[FlowEdge]] = {}
    for id_ in sorted(facts.snapshot.flows):
        edge = facts.snapshot.flows[id_]
        end = edge.document["valid_to"]
        if end is not None and end <= facts.day:
            found.setdefault((edge.sender, facts.owner[edge.recipient]["id"]), []).append(edge)
    return found


def _outdated(facts: Facts) -> Iterator[Piece]:
    """C12: a text that describes a flow as it was before the recipient's capacity changed.

    The same lines speak of a flow that has ended and of the one that followed it, to another
    processing of the same party in another capacity.
    """
    ended = _by_parties(facts)
    for edge in facts.disclosures:
        for before in ended.get((edge.sender, facts.owner[edge.recipient]["id"]), ()):
            capacities = (facts.capacity[before.recipient], facts.capacity[edge.recipient])
            followed = (
                edge.document["valid_from"] and edge.document["valid_from"] >= before.document["valid_to"]
            )
            shared = _shared(before.document, edge.document) if followed else []
            if not shared or capacities[0] == capacities[1]:
                continue
            evidence = [entry for entry in told("flow", before.document) if _place(entry) in shared]
            documents = listed(document for document, _ in shared)
            was, now = (capacity.replace("_", " ") for capacity in capacities)
            yield facts.piece(
                [edge],
                f"{documents} still describes {facts.owner[edge.recipient]['name']} as {was}; it is {now} since "
                f"{edge.document['valid_from']}.",
                pointers=("/valid_from",),
                about=(before.recipient,),
                evidence=[
                    *evidence,
                    *told("processing", facts.processing(edge.recipient), "/capacity", whole=False),
                ],
            )


def _shared(before: Document, after: Document) -> list[tuple[str, str | None]]:
    """Documents with lines that state both flows."""
    said = {_place(entry) for entry in before["evidence"] if not entry["about"]}
    return [_place(entry) for entry in after["evidence"] if not entry["about"] and _place(entry) in said]


def _place(entry: Evidence) -> tuple[str, str | None]:
    return entry["document"], entry["lines"]


def _naming(facts: Facts) -> list[FlowEdge]:
    """Disclosures to named parties for which a text's own words are recorded."""
    return [
        edge
        for edge in facts.disclosures
        if edge.document["evidence"]
        and facts.owner[edge.recipient]["named"]
        and any(entry["named_as"] for entry in edge.document["evidence"])
    ]


def _wrong_company(facts: Facts) -> Iterator[Piece]:
    """C9: a text that names the recipient by words that mean somebody else, or nobody known."""
    naming = per_pair(_naming(facts))
    parties = {id_: record.document for id_, record in facts.snapshot.records["party"].items()}
    group = heads(parties) if naming else {}
    relatives: dict[str, list[str]] = {}
    for id_, head in group.items():
        relatives.setdefault(head, []).extend(names_of(parties[id_]))
    for (_, recipient), edges in naming.items():
        party = facts.owner[recipient]
        own = [*names_of(party), facts.processing(recipient)["name"]]
        own += relatives.get(group.get(party["id"], ""), [])
        strange = [
            (edge, entry["named_as"])
            for edge in edges
            for entry in edge.document["evidence"]
            if entry["named_as"] and not can_mean(entry["named_as"], own)
        ]
        if strange:
            yield _misnamed(facts, strange, parties)


def _misnamed(facts: Facts, strange: list[tuple[FlowEdge, str]], parties: dict[str, Document]) -> Piece:
    said = dict.fromkeys(words for _, words in strange)
    meant = [
        id_
        for id_, other in parties.items()
        if other["named"] and any(can_mean(words, names_of(other)) for words in said)
    ]
    severity: Severity = "high" if meant else "low"
    edges = list({edge.id: edge for edge, _ in strange}.values())
    recipient = edges[0].recipient
    quoted = listed(f'"{words}"' for words in said)
    instead = f"which means another party ({', '.join(meant)})" if meant else "a name not recorded for it"
    return facts.piece(
        edges,
        f"{facts.who(recipient)} is called {quoted} in the text, {instead}.",
        severity=severity,
        detail={"named_as": list(said), "means": meant},
    )


def _onward_to_itself(facts: Facts) -> dict[str, list[FlowEdge]]:
    """Processing -> flows from it to controller processings of its own party."""
    found: dict[str, list[FlowEdge]] = {}
    for edge in facts.active:
        to_itself = edge.sender != edge.recipient and not facts.between_two(edge)
        if to_itself and edge.lets and facts.capacity[edge.recipient] in CONTROLLING:
            found.setdefault(edge.sender, []).append(edge)
    return found


def _vendors(facts: Facts) -> set[str]:
    return {edge.recipient for edge in facts.disclosures}


def _own_purposes(facts: Facts) -> Iterator[Piece]:
    """A vendor that passes what it received for somebody to its own processing as a controller."""
    vendors = _vendors(facts)
    for id_, edges in sorted(_onward_to_itself(facts).items()):
        if id_ not in vendors:
            continue
        for (_, recipient), onward in per_pair(edges).items():
            processor = facts.capacity[id_] == "processor"
            as_what = "as a processor" if processor else "for one service"
            severity: Severity = "high" if processor else "medium"
            yield facts.piece(
                onward,
                f"{facts.owner[id_]['name']} uses what it receives {as_what} ({facts.processing(id_)['name']}) for "
                f"ends of its own: {facts.processing(recipient)['name']}.",
                pointers=("/purposes",),
                evidence=told("processing", facts.processing(id_), "/capacity", whole=False),
                severity=severity,
                counted=(id_,),
            )


RULES = (
    Rule(
        id="recipient-role-not-stated",
        code="C6",
        title="Recipient whose role no text states",
        severity="low",
        why="Whether a recipient is a controller or a processor decides which duties and contracts apply.",
        reference="GDPR Art. 4(7), 4(8), 26, 28",
        fix="Ask for the role and record the text's word as stated_role, or put the flow under its contract.",
        counts="disclosures to organisations",
        find=_without_role,
        examined=lambda facts: len(_to_judge(facts)),
    ),
    Rule(
        id="stated-role-contradicted",
        title="Role claimed and role assessed differ",
        severity="medium",
        why="The role follows from who decides on purposes and means, not from what a text calls it.",
        reference="GDPR Art. 4(7), 28(10)",
        fix="Settle the role with the recipient and correct the text, the contract or the assessment.",
        counts="disclosures with a legal role stated",
        find=_contradicted,
        examined=lambda facts: len(_with_role(facts)),
    ),
    Rule(
        id="role-outdated",
        code="C12",
        title="Text that describes a former role",
        severity="high",
        why="A recipient's capacity changed and the text still tells persons the old one.",
        reference="GDPR Art. 5(1)(a), 13(1)(e), 13(3)",
        fix="Update the text, and the contract that goes with the new role.",
        counts="disclosures",
        find=_outdated,
        examined=lambda facts: len(facts.disclosures),
    ),
    Rule(
        id="recipient-misnamed",
        code="C9",
        title="Service attributed to the wrong company",
        severity="high",
        why="A text that names another company than the one that runs the service tells persons the wrong recipient.",
        reference="GDPR Art. 13(1)(e), 28(1); EDPB Opinion 22/2024",
        fix="Ask which company is meant; correct the text, the recipient of the flow, or add the name as an alias.",
        counts="disclosures that quote a name",
        find=_wrong_company,
        examined=lambda facts: len(_naming(facts)),
    ),
    Rule(
        id="vendor-uses-data-for-itself",
        title="Vendor that uses the data for ends of its own",
        severity="high",
        why="A processor that decides on purposes is a controller for them, and needs a basis that it seldom has.",
        reference="GDPR Art. 28(10), 28(3)(a), 5(1)(b), 6(4)",
        fix="Forbid it by contract or switch it off; else record the vendor as controller and inform the persons.",
        counts="receiving processings",
        find=_own_purposes,
        examined=lambda facts: len(_vendors(facts)),
    ),
)
