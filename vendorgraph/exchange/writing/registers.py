"""Records of processing activities: the controller's (Art. 30(1)) and the processor's (Art. 30(2)).

Each record keeps what Article 30 asks for under its letters in `article_30`, and what practice adds in
`extras`. What is not recorded stands in `gaps` with its letter: a register never hides a hole.
Letters (f) and (g), and (d) for a processor, are asked for "where possible".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from vendorgraph.analysis.propagation import backward
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import CONTROLLING, party_id
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.exchange.writing.chain import Chain
from vendorgraph.exchange.writing.facts import (
    Row,
    contact,
    contract,
    evidence,
    officers,
    place,
    term,
    terms,
)
from vendorgraph.model import places
from vendorgraph.model.record import Document

Kind = Literal["controller", "processor"]
ARTICLE = {"controller": "GDPR Art. 30(1)", "processor": "GDPR Art. 30(2)"}
#: The words of each letter, in short; what Article 30 asks for "where possible" says so.
LETTERS: dict[str, dict[str, str]] = {
    "controller": {
        "a": "Controller, joint controllers, representative, data protection officer",
        "b": "Purposes of the processing",
        "c": "Categories of data subjects and of personal data",
        "d": "Recipients to whom data have been or will be disclosed",
        "e": "Transfers to third countries or international organisations, and safeguards",
        "f": "Time limits for erasure, per category (where possible)",
        "g": "Technical and organisational security measures (where possible)",
    },
    "processor": {
        "a": "Processor, each controller acted for, representatives, data protection officers",
        "b": "Categories of processing carried out for each controller",
        "c": "Transfers to third countries or international organisations, and safeguards",
        "d": "Technical and organisational security measures (where possible)",
    },
}


class Register:
    """The register of one kind on the question's day; records are worked out when they are asked for."""

    def __init__(self, snapshot: Snapshot, question: Question, kind: Kind, party: str | None = None) -> None:
        """Raises Invalid when there is no such party."""
        self.snapshot, self.question, self.kind = snapshot, question, kind
        self._capacities = CONTROLLING if kind == "controller" else ("processor",)
        self.note: str | None = None
        self.processings = self._selected(party)

    def _selected(self, party: str | None) -> list[str]:
        """The processings on record: of a party and its group, or of the inventory's own parties."""
        snapshot = self.snapshot
        if party is not None:
            id_ = party_id(snapshot, party)
            return self._of(snapshot.group(id_) if self.question.group else [id_])
        own = [id_ for id_, record in snapshot.records["party"].items() if record.document["own"]]
        if found := self._of(own):
            return found
        if own:
            self.note = (
                f"None of the inventory's own parties is recorded as a {self.kind}: what follows is, as far as it is "
                f"recorded, the register that each other party would have to keep. Name one with `party`."
            )
        return self._of(snapshot.records["party"])

    def _of(self, parties: Iterable[str]) -> list[str]:
        processings = self.snapshot.records["processing"]
        return sorted(
            id_
            for party in parties
            for id_ in self.snapshot.processings_of.get(party, ())
            if processings[id_].document["capacity"] in self._capacities
        )

    def head(self) -> Row:
        """What the register is, for which day and revision, and what its letters mean."""
        return {
            "register": self.kind,
            "article": ARTICLE[self.kind],
            "as_of": self.question.as_of.isoformat(),
            "revision": self.snapshot.revision,
            "context": self.question.context.text(),
            "letters": LETTERS[self.kind],
            "note": self.note,
        }

    def records(self, processings: Iterable[str] | None = None) -> Iterator[Row]:
        """The records of the processings named, else of all, one after another."""
        make = _controller if self.kind == "controller" else _processor
        known: dict[str, Row] = {}
        for id_ in self.processings if processings is None else processings:
            chain = Chain(self.snapshot, self.question, id_, self.snapshot.taxonomy.all, known)
            yield make(self.snapshot, self.question, id_, chain)


def _controller(snapshot: Snapshot, question: Question, id_: str, chain: Chain) -> Row:
    """One activity of a controller."""
    processing, party = snapshot.records["processing"][id_].document, snapshot.party_of(id_)
    used = processing["terms"]
    recipients = chain.recipients()
    found = {
        "a": {
            "controller": officers(party),
            "joint_controllers": [
                {**officers(snapshot.party_of(other)), "processing": other}
                for other in processing["joint_with"]
            ],
            "representative": party["representative"],
            "representative_needed": _needs_representative(party, question),
            "dpo": party["dpo"],
        },
        "b": {"purposes": terms(snapshot, "purpose", (one["purpose"] for one in used if one["purpose"]))},
        "c": {
            "subjects": terms(snapshot, "subject", (item for one in used for item in one["subjects"])),
            "categories": terms(
                snapshot,
                "category",
                [*processing["categories"], *(item for one in used for item in one["categories"])],
            ),
            "categories_text": processing["categories_text"],
        },
        "d": {"kinds": _kinds(recipients), "recipients": recipients},
        "e": {"transfers": chain.transfers()},
        "f": {"time_limits": [_limit(snapshot, one) for one in used]},
        "g": {"security_measures": processing["security_measures"]},
    }
    extras = {
        "legal_bases": terms(
            snapshot, "legal_basis", (one["legal_basis"] for one in used if one["legal_basis"])
        ),
        "special_categories": [row for row in found["c"]["categories"] if row["special_category"]],
        "sources": _sources(View.of(snapshot, question), id_),
        "contracts": _contracts(snapshot, chain.exposure.view.snapshot.flows_from.get(id_, ())),
        "disclosed_but_not_declared": _undeclared(snapshot, chain, found["c"]["categories"], id_),
        "evidence": evidence(snapshot, processing, "capacity", "categories", "terms", "security_measures"),
    }
    return _record(snapshot, id_, found, extras, _controller_gaps(found, used))


def _record(snapshot: Snapshot, id_: str, found: Row, extras: Row, gaps: list[Row]) -> Row:
    processing, party = snapshot.records["processing"][id_].document, snapshot.party_of(id_)
    return {
        "processing": {name: processing[name] for name in ("id", "name", "capacity")},
        "party": {"id": party["id"], "name": party["name"], "own": party["own"]},
        "article_30": found,
        "extras": extras,
        "gaps": gaps,
    }


def _processor(snapshot: Snapshot, question: Question, id_: str, chain: Chain) -> Row:
    """One service of a processor, with the controllers for whom it is used, directly or down a chain."""
    processing, party = snapshot.records["processing"][id_].document, snapshot.party_of(id_)
    view = View.of(snapshot, question)
    arriving = [edge for edge in snapshot.flows_to.get(id_, ()) if view.active(edge)]
    controllers = _controllers(view, id_)
    found = {
        "a": {"processor": officers(party), "controllers": [row["controller"] for row in controllers]},
        "b": {
            "categories_of_processing": [
                _carried_out(snapshot, processing, row, arriving) for row in controllers
            ]
        },
        "c": {"transfers": chain.transfers(own=True)},
        "d": {"security_measures": processing["security_measures"]},
    }
    extras = {
        "subprocessors": chain.recipients(own=True),
        "locations": _locations(arriving),
        "contracts": _contracts(snapshot, arriving),
        "declared_categories": terms(snapshot, "category", processing["categories"]),
        "evidence": evidence(snapshot, processing, "capacity", "categories", "security_measures"),
    }
    return _record(snapshot, id_, found, extras, _processor_gaps(found))


def _controllers(view: View, id_: str) -> list[Row]:
    """The controllers whose data come to a processing by way of processors only, nearest first."""
    snapshot = view.snapshot
    capacity = {key: record.document["capacity"] for key, record in snapshot.records["processing"].items()}

    def lets(edge: FlowEdge) -> int:
        return view.lets(edge) if capacity[edge.recipient] == "processor" else 0

    def stated(edge: FlowEdge) -> int:
        return view.lets_stated(edge) if capacity[edge.recipient] == "processor" else 0

    everything = snapshot.taxonomy.all
    certain = backward(snapshot.flows_to, stated, id_, everything)
    rows = []
    for other, (possible, hops) in backward(snapshot.flows_to, lets, id_, everything).items():
        if other != id_ and capacity[other] in CONTROLLING:
            sure = certain.get(other, (0, 0))[0]
            sets = {
                "stated": snapshot.taxonomy.maximal(sure),
                "possible": snapshot.taxonomy.maximal(possible),
            }
            rows.append(
                {
                    "controller": {**officers(snapshot.party_of(other)), "processing": other},
                    "hops": hops,
                    "certainty": "stated" if sure else "possible",
                    "categories": {
                        certainty: [term(snapshot, "category", category) for category in ids]
                        for certainty, ids in sets.items()
                    },
                }
            )
    return sorted(rows, key=lambda row: (row["hops"], row["controller"]["processing"]))


def _carried_out(snapshot: Snapshot, processing: Document, row: Row, arriving: list[FlowEdge]) -> Row:
    """What a processor does for one controller: the service, its purposes, and which data."""
    other = row["controller"]["processing"]
    direct = [edge for edge in arriving if edge.sender == other]
    purposes = [id_ for edge in direct or arriving for id_ in edge.document["purposes"]]
    return {
        "controller": contact(snapshot.party_of(other)),
        "activity": {
            name: snapshot.records["processing"][other].document[name] for name in ("id", "name", "capacity")
        },
        "service": processing["name"],
        "purposes": terms(snapshot, "purpose", purposes),
        "hops": row["hops"],
        "certainty": row["certainty"],
        "categories": row["categories"],
        "subjects": terms(snapshot, "subject", (id_ for edge in direct for id_ in edge.document["subjects"])),
    }


def _kinds(recipients: list[Row]) -> list[Row]:
    """Recipients by role with how many there are: Art. 30(1)(d) asks for categories of recipients."""
    counted: dict[str, int] = {}
    for row in recipients:
        counted[row["role"]] = counted.get(row["role"], 0) + 1
    return [{"role": role, "recipients": counted[role]} for role in sorted(counted)]


def _limit(snapshot: Snapshot, used: Document) -> Row:
    kept = used["retention"] or {}
    return {
        "purpose": term(snapshot, "purpose", used["purpose"]) if used["purpose"] else None,
        "categories": terms(snapshot, "category", used["categories"]),
        **{name: kept.get(name) for name in ("period", "after", "text")},
    }


def _needs_representative(party: Document, question: Question) -> bool | None:
    """Whether a seat outside the Union may call for a representative (Art. 27); null = seat not recorded."""
    seat = party["established_in"]
    return None if seat is None else not places.lies_in(seat, "EEA", question.as_of)


def _sources(view: View, id_: str) -> list[Row]:
    """From whom the data come, as far as a flow says it."""
    arriving = [
        edge for edge in view.snapshot.flows_to.get(id_, ()) if view.active(edge) and edge.sender != id_
    ]
    parties = {view.snapshot.party_of(edge.sender)["id"]: edge for edge in arriving}
    return [contact(view.snapshot.document("party", party)) for party in sorted(parties)]


def _contracts(snapshot: Snapshot, edges: Iterable[FlowEdge]) -> list[Row]:
    found = {edge.document["contract"]: contract(snapshot, edge.document) for edge in edges}
    return [row for id_, row in sorted(found.items(), key=lambda item: item[0] or "") if row]


def _locations(arriving: list[FlowEdge]) -> list[Row]:
    """Where a service stores, processes or accesses what it receives."""
    kinds: dict[str, set[str]] = {}
    for edge in arriving:
        for code, kind in edge.places:
            kinds.setdefault(code, set()).update([kind] if kind else [])
    return [{**place(code), "kinds": sorted(kinds[code])} for code in sorted(kinds)]


def _undeclared(snapshot: Snapshot, chain: Chain, declared: list[Row], id_: str) -> list[Row]:
    """Categories stated to leave the activity that it does not declare to hold."""
    taxonomy = snapshot.taxonomy
    held = taxonomy.union([row["id"] for row in declared])
    leaving = 0
    for edge in snapshot.flows_from.get(id_, ()):
        leaving |= chain.exposure.leaving_stated(edge)
    return (
        [term(snapshot, "category", found) for found in taxonomy.maximal(leaving & ~held)] if declared else []
    )


def _controller_gaps(found: Row, used: list[Document]) -> list[Row]:
    a, c = found["a"], found["c"]
    gaps = _party_gaps("a", a["controller"], "controller")
    for other in a["joint_controllers"]:
        gaps += _party_gaps("a", other, f"joint controller {other['name']}")
    if a["representative_needed"] and not a["representative"]:
        gaps.append(_gap("a", "representative of a controller outside the Union"))
    if not a["dpo"]:
        gaps.append(_gap("a", "data protection officer, where one is designated"))
    for missing, letter, what in (
        (not found["b"]["purposes"], "b", "purposes"),
        (not c["subjects"], "c", "categories of data subjects"),
        (not c["categories"], "c", "categories of personal data"),
        (not found["d"]["recipients"], "d", "recipients: no disclosure is recorded"),
        (not used, "f", "time limits for erasure"),
        (not found["g"]["security_measures"], "g", "security measures"),
    ):
        if missing:
            gaps.append(_gap(letter, what))
    for limit in found["f"]["time_limits"]:
        if not limit["period"] and not limit["text"]:
            of = limit["purpose"]["name"] if limit["purpose"] else "a purpose not recorded"
            gaps.append(_gap("f", f"time limit for {of}"))
    return (
        gaps + _recipient_gaps("d", found["d"]["recipients"]) + _transfer_gaps("e", found["e"]["transfers"])
    )


def _processor_gaps(found: Row) -> list[Row]:
    a = found["a"]
    gaps = _party_gaps("a", a["processor"], "processor")
    if not a["processor"]["dpo"]:
        gaps.append(_gap("a", "data protection officer, where one is designated"))
    if not a["controllers"]:
        gaps.append(_gap("a", "controllers: nobody is recorded for whom this service is used"))
    for controller in a["controllers"]:
        gaps += _party_gaps("a", controller, f"controller {controller['name']}")
    for row in found["b"]["categories_of_processing"]:
        if not row["purposes"]:
            gaps.append(_gap("b", f"purposes of the processing for {row['controller']['name']}"))
    if not found["d"]["security_measures"]:
        gaps.append(_gap("d", "security measures"))
    return gaps + _transfer_gaps("c", found["c"]["transfers"])


def _party_gaps(letter: str, party: Row, who: str) -> list[Row]:
    if not party["named"]:
        return [_gap(letter, f"name of the {who}: its source does not name it")]
    missing = [name for name in ("address", "contact") if not party[name]]
    return [_gap(letter, f"contact details of the {who} ({' and '.join(missing)})")] if missing else []


def _recipient_gaps(letter: str, recipients: list[Row]) -> list[Row]:
    unnamed = [row["party"]["name"] for row in recipients if not row["party"]["named"]]
    return [_gap(letter, f"name of the recipient that its source calls {name}") for name in unnamed]


def _transfer_gaps(letter: str, transfers: list[Row]) -> list[Row]:
    gaps = []
    for row in transfers:
        to = f"{row['exporter']['name']} to {row['importer']['name']}"
        if any(one["place"] == places.UNKNOWN for one in row["destinations"]):
            gaps.append(_gap(letter, f"third country of the transfer from {to}"))
        if row["instruments"] is None and not row["relied_on"]:
            gaps.append(_gap(letter, f"safeguards of the transfer from {to}"))
        if row["article_49_1_second_subparagraph"] and not row["documentation"]:
            gaps.append(
                _gap(letter, f"documentation of the safeguards (Art. 49(1), second subparagraph) from {to}")
            )
    return gaps


def _gap(letter: str, what: str) -> Row:
    return {"letter": letter, "what": what, "said": "not recorded"}


def as_json(register: Register) -> Row:
    """The whole register as one answer."""
    records: list[Any] = list(register.records())
    return {**register.head(), "items": records, "total": len(records)}
