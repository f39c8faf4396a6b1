"""W3C Data Privacy Vocabulary (DPV 2.x) as JSON-LD: parties with their roles, processes, disclosures, transfers.

A processing is a `dpv:Process`; a flow is one too, with `dpv:Transfer` and a record of the transfer when
it goes to a third country. Terms without a counterpart in DPV keep a name of their own (`urn:vendorgraph:…`)
and the class that they are of. What is not recorded is absent. A basis that is claimed and does not hold on the
day is `vg:claimedBasis`; how a transfer was judged stands in `vg:transferStatus`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from vendorgraph.analysis.selection import CONTROLLING
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.facts import Row, covering, instrument
from vendorgraph.exchange.writing.scope import Scope
from vendorgraph.model import places, vocabulary
from vendorgraph.model.record import Document

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "vg": "urn:vendorgraph:",
}
_GDPR = "https://w3id.org/dpv/legal/eu/gdpr#"
#: Instruments whose code is not DPV's own: a framework is an adequacy decision for those certified.
_CODES = {"A45-3": "A45-3", "DPF-EU": "A45-3", "A49-1-2": "A49-2"}
_CLASSES = {"category": "dpv:PersonalData", "purpose": "dpv:Purpose", "subject": "dpv:DataSubject"}
_KINDS = {
    "organisation": "dpv:LegalEntity",
    "person": "dpv:NaturalPerson",
    "authority": "dpv:LegalEntity",
    "international_organisation": "dpv:LegalEntity",
}
_AGREEMENTS = {
    (True, False): "dpv:ControllerProcessorAgreement",
    (False, False): "dpv:SubProcessorAgreement",
    (True, True): "dpv:DataProcessingAgreement",
    (False, True): "dpv:DataProcessingAgreement",
}


def dpv(snapshot: Snapshot, asked: Asked) -> Iterator[bytes]:
    """The document, a node at a time. Raises Invalid for an unknown source or category."""
    return _parts(_Graph(Scope.of(snapshot, asked)))


def _parts(graph: _Graph) -> Iterator[bytes]:
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": ['.encode()
    between = ""
    for node in graph.nodes():
        said = {name: value for name, value in node.items() if value not in (None, [])}
        yield f"{between}\n{json.dumps(said, ensure_ascii=False)}".encode("utf-8", "replace")
        between = ","
    yield b"]}\n"


class _Graph:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.snapshot = scope.view.snapshot
        self._own: dict[str, Row] = {}  # nodes for terms and instruments that DPV does not have
        self._third: set[str] = set()
        self._roles: dict[str, set[str]] = {}

    def nodes(self) -> Iterator[Row]:
        """Processes and disclosures, then the parties with the roles found in them, then what they name."""
        for id_ in self.scope.processings:
            yield self._process(id_)
        for edge in self.scope.flows:
            yield self._disclosure(edge)
        for party in sorted(self._roles):
            yield self._party(self.snapshot.document("party", party), self._roles[party])
        for country in sorted(self._third):
            yield {"@id": f"loc:{country}", "@type": ["dpv:Country", "dpv:ThirdCountry"]}
        for name in sorted(self._own):
            yield self._own[name]

    def _process(self, id_: str) -> Row:
        processing = self.snapshot.records["processing"][id_].document
        role = self._role(id_)
        used = processing["terms"]
        held = dict.fromkeys(
            [*processing["categories"], *(one for each in used for one in each["categories"])]
        )
        controls = role == "dpv:DataController"
        return {
            "@id": _processing(id_),
            "@type": ["dpv:Process"] if controls else ["dpv:Process", "dpv:Service"],
            "dct:title": processing["name"],
            "dpv:hasDataController" if controls else "dpv:hasDataProcessor": _ref(
                _party(processing["party"])
            ),
            "dpv:hasJointDataControllers": [
                _ref(_party(self.snapshot.party_of(other)["id"])) for other in processing["joint_with"]
            ],
            "dpv:hasPersonalData": self._terms("category", held),
            "dpv:hasPurpose": self._terms("purpose", (one["purpose"] for one in used if one["purpose"])),
            "dpv:hasDataSubject": self._terms("subject", (one for each in used for one in each["subjects"])),
            "dpv:hasLegalBasis": _bases(one["legal_basis"] for one in used),
            "dpv:hasStorageCondition": [_storage(one["retention"]) for one in used if _period(one)],
            "dpv:hasRecipient": [
                _ref(_party(party))
                for party in dict.fromkeys(
                    self.snapshot.party_of(edge.recipient)["id"]
                    for edge in self.scope.flows
                    if edge.sender == id_
                )
            ],
        }

    def _role(self, id_: str) -> str:
        """The DPV role of a processing, noted for its party."""
        role = self.scope.role(id_)
        found = {"processor": "dpv:DataProcessor", "subprocessor": "dpv:DataSubProcessor"}.get(
            role, "dpv:DataController"
        )
        self._note(self.snapshot.party_of(id_)["id"], found)
        return found

    def _note(self, party: str, role: str) -> None:
        self._roles.setdefault(party, set()).add(role)

    def _disclosure(self, edge: FlowEdge) -> Row:
        flow, found = edge.document, assessment(self.scope.view, edge)
        sender, recipient = self.snapshot.party_of(edge.sender), self.snapshot.party_of(edge.recipient)
        self._note(recipient["id"], "dpv:Recipient")
        node: Row = {
            "@id": f"vg:flow:{edge.id}",
            "@type": ["dpv:Process"],
            "dct:source": _ref(_processing(edge.sender)),
            "dpv:hasProcess": _ref(_processing(edge.recipient)),
            "dpv:hasRecipient": _ref(_party(recipient["id"])),
            "dpv:hasPersonalData": self._terms("category", flow["categories"] or ()),
            "dpv:hasPurpose": self._terms("purpose", flow["purposes"]),
            "dpv:hasDataSubject": self._terms("subject", flow["subjects"]),
            "dpv:hasLegalBasis": _bases([flow["legal_basis"]]),
            "dpv:hasLocation": [self._place(place) for place, _ in edge.places if place != places.UNKNOWN],
            "dpv:hasOrganisationalMeasure": self._agreements(edge),
        }
        if found["status"] == "not_a_transfer":
            return node
        self._note(sender["id"], "dpv:DataExporter")
        self._note(recipient["id"], "dpv:DataImporter")
        outside = {one["place"] for one in found["places"] if one["status"] != "not_a_transfer"}
        third = sorted(place for place in outside if places.is_country(place))
        self._third.update(third)
        codes = covering(found)
        claimed = [one["code"] for one in flow["mechanisms"] or () if one["code"] not in codes]
        if found["status"] == "not_evaluable":  # what is claimed may hold; what fails is no basis
            codes, claimed = [*codes, *claimed], []
        return {
            **node,
            "@type": ["dpv:Process", "dpv:DataTransferRecord"],
            "dpv:hasProcessing": _ref("dpv:Transfer"),
            "dpv:hasDataExporter": _ref(_party(sender["id"])),
            "dpv:hasDataImporter": _ref(_party(recipient["id"])),
            "dpv:hasThirdCountry": [_ref(f"loc:{country}") for country in third],
            "dpv:hasLegalBasis": [
                *node["dpv:hasLegalBasis"],
                *(self._instrument(code) for code in dict.fromkeys(codes)),
            ],
            "vg:claimedBasis": [self._instrument(code) for code in dict.fromkeys(claimed)],
            "vg:transferStatus": found["status"],
        }

    def _agreements(self, edge: FlowEdge) -> list[Row]:
        """The contract of a flow by the roles of its ends, and the transfer impact assessment under it."""
        id_ = edge.document["contract"]
        if id_ is None:
            return []
        contract = self.snapshot.document("contract", id_)
        processings = self.snapshot.records["processing"]
        ends = tuple(
            processings[end].document["capacity"] in CONTROLLING for end in (edge.sender, edge.recipient)
        )
        found: list[Row] = [{"@id": f"vg:contract:{id_}", "@type": _AGREEMENTS[ends[0], ends[1]]}]
        if contract["name"]:
            found[0]["dct:title"] = contract["name"]
        if (contract["assessment"] or {}).get("done_on"):
            day = {"@value": contract["assessment"]["done_on"], "@type": "xsd:date"}
            found.append({"@type": "dpv:DataTransferImpactAssessment", "dct:date": day})
        return found

    def _party(self, party: Document, roles: Iterable[str]) -> Row:
        return {
            "@id": _party(party["id"]),
            "@type": [_KINDS[party["kind"]], *sorted(roles)],
            "dpv:hasName": party["name"],
            "dct:title": party["legal_name"],
            "dpv:hasAddress": party["address"],
            "dpv:hasContact": party["contact"],
            "dpv:hasDataProtectionOfficer": {
                "@type": "dpv:DataProtectionOfficer",
                "dpv:hasContact": party["dpo"],
            }
            if party["dpo"]
            else None,
            "dpv:hasCountry": _ref(f"loc:{party['established_in']}") if party["established_in"] else None,
        }

    def _terms(self, kind: str, ids: Iterable[str]) -> list[Row]:
        return [_ref(self._term(kind, id_)) for id_ in dict.fromkeys(ids)]

    def _term(self, kind: str, id_: str) -> str:
        """DPV's own term, else one of ours of the right class."""
        record = self.snapshot.records[kind].get(id_) if kind in self.snapshot.records else None
        found: Any = record.document if record else vocabulary.shipped(kind).get(id_, {})
        if iri := found.get("dpv_iri"):
            return str(iri)
        name = f"vg:{kind}:{id_}"
        self._own[name] = {"@id": name, "@type": _CLASSES[kind], "dct:title": found.get("name") or id_}
        return name

    def _place(self, code: str) -> Row:
        if places.is_country(code):
            return _ref(f"loc:{code}")
        name = f"vg:region:{code}"
        self._own[name] = {"@id": name, "@type": "dpv:Region", "dct:title": places.name(code)}
        return _ref(name)

    def _instrument(self, code: str) -> Row:
        """DPV's own basis for a transfer, else one of ours."""
        if code in _CODES or code.startswith(("A46-", "A49-1-")):
            return _ref(_GDPR + _CODES.get(code, code))
        name = f"vg:mechanism:{code}"
        self._own[name] = {
            "@id": name,
            "@type": "dpv:DataTransferLegalBasis",
            "dct:title": instrument(code)["name"],
        }
        return _ref(name)


def _ref(id_: str) -> Row:
    return {"@id": id_}


def _party(id_: str) -> str:
    return f"vg:party:{id_}"


def _processing(id_: str) -> str:
    return f"vg:processing:{id_}"


def _bases(codes: Iterable[str | None]) -> list[Row]:
    return [_ref(_GDPR + code) for code in dict.fromkeys(codes) if code and code.startswith(("A6-", "A9-"))]


def _period(used: Document) -> bool:
    return bool(used["retention"] and used["retention"].get("period"))


def _storage(kept: Document) -> Row:
    return {
        "@type": "dpv:StorageDuration",
        "dpv:hasDuration": {"@value": kept["period"], "@type": "xsd:duration"},
    }
