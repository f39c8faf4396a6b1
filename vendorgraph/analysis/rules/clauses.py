"""The standard clauses of Decision (EU) 2021/914: the right module, and the assessment of clause 14."""

from __future__ import annotations

from collections.abc import Iterator

from vendorgraph.analysis.rules.facts import Facts, per_pair
from vendorgraph.analysis.rules.rule import Piece, Rule, milder
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.law.tables import holds
from vendorgraph.model.record import Document

CLAUSES = "A46-2-c"


def _entries(edge: FlowEdge, day: str) -> list[Document]:
    """The standard clauses that a flow names and that are in place on the day."""
    return [
        entry
        for entry in edge.document["mechanisms"] or ()
        if entry["code"] == CLAUSES and holds(entry["valid_from"], entry["valid_to"], day)
    ]


def _under_clauses(facts: Facts) -> list[FlowEdge]:
    return [edge for edge in facts.disclosures if edge.document["mechanisms"] and _entries(edge, facts.day)]


def _capacity(facts: Facts, processing: str) -> str:
    capacity = facts.capacity[processing]
    return "controller" if capacity == "joint_controller" else capacity


def _mismatch(facts: Facts) -> Iterator[Piece]:
    needed = {
        (exporter, importer): module for module, exporter, importer in facts.law.instruments[CLAUSES].pairs
    }
    for (sender, recipient), edges in per_pair(_under_clauses(facts)).items():
        ends = (_capacity(facts, sender), _capacity(facts, recipient))
        fits = needed[ends]
        wrong = [edge for edge in edges if _wrong_modules(edge, facts.day, fits)]
        if wrong:
            modules = sorted({module for edge in wrong for module in _wrong_modules(edge, facts.day, fits)})
            covered = all(facts.assess(edge)["status"] in ("covered", "not_a_transfer") for edge in wrong)
            yield facts.piece(
                wrong,
                f"Module {' and '.join(map(str, modules))} of the standard clauses is recorded between "
                f"{facts.owner[sender]['name']} and {facts.who(recipient)}; {' to '.join(ends)} needs module {fits}.",
                pointers=("/mechanisms",),
                severity=milder("high") if covered else "high",
            )


def _wrong_modules(edge: FlowEdge, day: str, fits: int | None) -> set[int]:
    modules = {entry["module"] for entry in _entries(edge, day)} - {None}
    return set() if fits in modules else modules


def _transfers(facts: Facts) -> list[FlowEdge]:
    return [edge for edge in _under_clauses(facts) if facts.assess(edge)["status"] != "not_a_transfer"]


def _not_assessed(facts: Facts) -> Iterator[Piece]:
    for (sender, recipient), edges in per_pair(_transfers(facts)).items():
        without = [edge for edge in edges if not _assessed(facts, edge)]
        if without:
            contracts = {id_ for edge in without if (id_ := edge.document["contract"])}
            evidence = [entry for id_ in sorted(contracts) for entry in facts.told_contract(id_)]
            yield facts.piece(
                without,
                f"{facts.owner[sender]['name']} sends data to {facts.who(recipient)} under standard clauses, and no "
                "assessment of the law and practice there is recorded.",
                pointers=("/mechanisms",),
                evidence=evidence,
            )


def _assessed(facts: Facts, edge: FlowEdge) -> bool:
    contract = facts.contract(edge)
    assessment = contract["assessment"] if contract else None
    return bool(assessment and assessment["done_on"] and assessment["done_on"] <= facts.day)


RULES = (
    Rule(
        id="clauses-module-mismatch",
        title="Module of the standard clauses does not match the two capacities",
        severity="high",
        why="Each module is written for one pair of capacities; another one leaves the duties of this pair unregulated.",
        reference="Decision (EU) 2021/914, clauses 8 and 9; GDPR Art. 46(2)(c)",
        fix="Conclude the module for these capacities (1 C-C, 2 C-P, 3 P-P, 4 P-C), or correct the capacity recorded.",
        counts="flows under standard clauses",
        find=_mismatch,
        examined=lambda facts: len(_under_clauses(facts)),
    ),
    Rule(
        id="transfer-assessment-missing",
        title="Standard clauses without a transfer impact assessment",
        severity="medium",
        why="The parties warrant that they have assessed the law and practice of the destination and documented it.",
        reference="Decision (EU) 2021/914, clause 14; C-311/18",
        fix="Do the assessment and record its day and outcome on the contract under which the flow stands.",
        counts="transfers under standard clauses",
        find=_not_assessed,
        examined=lambda facts: len(_transfers(facts)),
    ),
)
