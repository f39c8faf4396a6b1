"""DPV as JSON-LD: parses with rdflib, and everybody has the right classes."""

from __future__ import annotations

import datetime as dt

import pytest
import rdflib
from rdflib.namespace import RDF

from tests.unit.exchange.writing.stores import empty
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.formats import export

# rdflib's own reader of JSON-LD uses what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
DAY = dt.date(2026, 11, 22)
DPV = rdflib.Namespace("https://w3id.org/dpv#")
GDPR = rdflib.Namespace("https://w3id.org/dpv/legal/eu/gdpr#")
LOC = rdflib.Namespace("https://w3id.org/dpv/loc#")
VG = rdflib.Namespace("urn:vendorgraph:")
#: What of DPV 2.2 the writer uses, read off the published vocabulary.
CLASSES = {
    "Process Service DataTransferRecord LegalEntity NaturalPerson DataController DataProcessor DataSubProcessor "
    "Recipient DataExporter DataImporter Country ThirdCountry Region PersonalData Purpose DataSubject "
    "StorageDuration ControllerProcessorAgreement SubProcessorAgreement DataProcessingAgreement "
    "DataTransferImpactAssessment DataTransferLegalBasis DataProtectionOfficer"
}
PROPERTIES = {
    "hasName hasAddress hasContact hasCountry hasThirdCountry hasLocation hasDataController hasDataProcessor "
    "hasJointDataControllers hasDataExporter hasDataImporter hasRecipient hasPersonalData hasPurpose hasDataSubject "
    "hasLegalBasis hasStorageCondition hasDuration hasProcess hasProcessing hasOrganisationalMeasure "
    "hasDataProtectionOfficer"
}


def graph(snapshot: Snapshot, from_: str | None = None) -> rdflib.Graph:
    data = export(snapshot, "dpv", Asked(Question(DAY), from_=from_)).content()
    return rdflib.Graph().parse(data=data, format="json-ld")


@pytest.fixture(scope="module")
def clinic(snapshot: Snapshot) -> rdflib.Graph:
    return graph(snapshot, "example-clinic")


def test_only_terms_of_the_vocabulary_are_used(snapshot: Snapshot) -> None:
    found = graph(snapshot)
    classes = {str(term).removeprefix(str(DPV)) for term in found.objects(None, RDF.type)}
    assert classes <= set(" ".join(CLASSES).split())
    properties = {
        str(term).removeprefix(str(DPV)) for term in found.predicates() if str(term).startswith(str(DPV))
    }
    assert properties <= set(" ".join(PROPERTIES).split())


@pytest.mark.parametrize(
    ("party", "role"),
    [
        ("example-clinic", "DataController"),
        ("example-software", "DataProcessor"),
        ("example-software", "Recipient"),
        ("example-backup", "DataSubProcessor"),
        ("example-backup", "DataImporter"),
        ("example-hosting", "DataExporter"),
    ],
)
def test_parties_have_the_classes_of_their_roles(clinic: rdflib.Graph, party: str, role: str) -> None:
    assert (VG[f"party:{party}"], RDF.type, DPV[role]) in clinic


def test_a_transfer_names_its_ends_country_and_basis(clinic: rdflib.Graph) -> None:
    flow = VG["flow:example-hosting:cloud--example-operations:night-shift"]
    flow = (
        flow
        if (flow, None, None) in clinic
        else next(subject for subject in clinic.subjects(DPV.hasLegalBasis, GDPR["A46-2-c"]))
    )
    assert (flow, RDF.type, DPV.DataTransferRecord) in clinic
    assert (flow, DPV.hasLegalBasis, GDPR["A46-2-c"]) in clinic
    (country,) = set(clinic.objects(flow, DPV.hasThirdCountry))
    assert (country, RDF.type, DPV.ThirdCountry) in clinic
    assert list(clinic.objects(flow, DPV.hasDataExporter))


def test_data_and_purposes_are_dpv_s_own_where_it_has_them(clinic: rdflib.Graph) -> None:
    intake = VG["processing:example-clinic:patient-intake"]
    held = {str(term) for term in clinic.objects(intake, DPV.hasPersonalData)}
    assert "https://w3id.org/dpv/pd#HealthData" in held or any("pd#" in term for term in held)
    assert (intake, DPV.hasLegalBasis, GDPR["A9-2-h"]) in clinic
    own = set(clinic.subjects(RDF.type, DPV.PersonalData))
    assert all(str(subject).startswith("urn:vendorgraph:category:") for subject in own)


def test_a_basis_that_does_not_hold_is_only_claimed(snapshot: Snapshot) -> None:
    data = export(snapshot, "dpv", Asked(Question(dt.date(2021, 1, 1)), from_="example-clinic-ch")).content()
    found = rdflib.Graph().parse(data=data, format="json-ld")
    failing = set(found.subjects(VG.transferStatus, rdflib.Literal("not_covered")))
    for subject in failing:
        bases = {str(term) for term in found.objects(subject, DPV.hasLegalBasis)}
        assert not any("A45" in term or "A46" in term for term in bases)


def test_each_instrument_that_covers_a_transfer_is_a_basis_of_it(snapshot: Snapshot) -> None:
    found = graph(snapshot, from_="example-clinic")
    vault = rdflib.URIRef("urn:vendorgraph:flow:example-hosting:cloud--example-backup:vault")
    assert {str(term).rpartition("#")[2] for term in found.objects(vault, DPV.hasLegalBasis)} >= {"A46-2-c"}
    assert not list(found.objects(vault, VG.claimedBasis))


def test_an_empty_inventory_parses() -> None:
    assert len(graph(empty().snapshot())) == 0
