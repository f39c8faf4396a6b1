"""The demo's files are whole, say where every fact is written, and refer only backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from vendorgraph import demo
from vendorgraph.model.entities import BY_NAME, BY_PLURAL
from vendorgraph.model.fields import Field

#: Lines of the three policies as they were read; a line beyond the end is a slip.
LENGTHS = {"legalcluster-policy": 113, "clustdoc-policy": 255, "publisher-policy": 163}
NAMES = [
    "10-legalcluster.yaml",
    "20-clustdoc.yaml",
    "30-publisher.yaml",
    "40-github.yaml",
    "50-37signals.yaml",
    "60-example-clinic.yaml",
    "70-example-clinic-group.yaml",
]


OWN = ["example-clinic", "example-clinic-uk", "example-clinic-ch"]


def entries(contents: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(kind, what is written) of every resource in every file, nested processings apart."""
    for content in contents.values():
        for plural in content.keys() - {"vendorgraph", "inventory"}:
            for entry in content[plural]:
                for nested in entry.get("processings", []):
                    yield "processing", nested
                yield BY_PLURAL[plural].name, {k: v for k, v in entry.items() if k != "processings"}


def test_the_files_come_in_the_order_of_their_names():
    assert [path.name for path in demo.files()] == NAMES


def test_every_file_says_its_version_and_an_inventory_of_its_own(contents):
    assert {content["vendorgraph"] for content in contents.values()} == {1}
    assert len({content["inventory"] for content in contents.values()}) == len(NAMES)


def test_every_file_begins_with_a_comment_on_what_it_holds():
    for path in demo.files():
        head = path.read_text(encoding="utf-8").split("vendorgraph: 1")[0]
        assert head.count("# ") >= 3, path.name


def test_the_files_of_37signals_name_their_author_and_licence():
    head = demo.files()[4].read_text(encoding="utf-8").split("vendorgraph: 1")[0]
    assert "by 37signals LLC" in head
    assert "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)" in head


def test_only_declared_fields_are_used(contents):
    for kind, entry in entries(contents):
        unknown = set(undeclared(BY_NAME[kind].fields, entry))
        assert not unknown, (kind, entry.get("id"), unknown)


def undeclared(fields: tuple[Field, ...], entry: dict[str, Any]) -> Iterator[str]:
    by_name = {field.name: field for field in fields}
    for name, value in entry.items():
        if name not in by_name:
            yield name
        elif by_name[name].type == "record":
            for record in value if by_name[name].many else [value]:
                yield from undeclared(by_name[name].fields, record)


def test_each_file_can_be_applied_after_those_before_it(plans):
    assert len(plans) == len(NAMES)
    assert all(planned.writes for planned, _ in plans)


def test_nothing_in_the_demo_calls_for_caution(plans):
    assert not [caution for planned, _ in plans for caution in planned.cautions]


@pytest.mark.parametrize("kind", ["flow", "commitment", "contract", "condition", "breach", "objection"])
def test_every_fact_is_tied_to_a_document_and_lines(documents, kind):
    for id_, document in documents[kind].items():
        assert any(entry["lines"] for entry in document["evidence"]), id_


def test_every_processing_shows_where_its_capacity_and_its_terms_come_from(documents):
    for id_, document in documents["processing"].items():
        about = {entry["about"]: entry for entry in document["evidence"]}
        pointers = [f"/terms/{at}" for at in range(len(document["terms"]))]
        assert {"", "/capacity"} & about.keys(), id_
        assert not set(pointers) - about.keys(), id_
        assert all(about[pointer]["lines"] for pointer in pointers), id_


def test_evidence_speaks_of_facts_that_are_there(documents):
    for kind, records in documents.items():
        for id_, document in records.items():
            for entry in document.get("evidence", ()):
                assert resolves(document, entry["about"]), (kind, id_, entry["about"])


def resolves(document: Any, pointer: str) -> bool:
    value = document
    for step in pointer.split("/")[1:]:
        if isinstance(value, list):
            if int(step) >= len(value):
                return False
            value = value[int(step)]
        elif step not in value:
            return False
        else:
            value = value[step]
    return value not in (None, [])


def test_lines_of_a_policy_lie_within_it(documents):
    seen = set()
    for records in documents.values():
        for id_, document in records.items():
            for entry in document.get("evidence", ()):
                if entry["document"] in LENGTHS and entry["lines"]:
                    seen.add(entry["document"])
                    numbers = [int(number) for number in re.findall(r"\d+", entry["lines"])]
                    assert 1 <= min(numbers) <= max(numbers) <= LENGTHS[entry["document"]], id_
    assert seen == set(LENGTHS)


def test_evidence_is_claimed_in_words(documents):
    for records in documents.values():
        for id_, document in records.items():
            for entry in document.get("evidence", ()):
                assert entry["claim"], id_


def test_the_fictional_is_marked_as_fictional(contents, documents):
    for clinic in (contents["60-example-clinic.yaml"], contents["70-example-clinic-group.yaml"]):
        for document in clinic["documents"]:
            assert "fictional" in document["title"], document["id"]
        for party in clinic["parties"]:
            assert party["name"].endswith("(fictional)"), party["id"]
    real = [party for name, content in contents.items() if name < "60" for party in content["parties"]]
    assert not [party["id"] for party in real if "fictional" in party["name"] or party.get("own")]
    assert [id_ for id_, party in documents["party"].items() if party["own"]] == OWN


def test_the_parties_and_documents_have_the_ids_that_others_rely_on(documents):
    assert {
        "legalcluster",
        "clustdoc",
        "clustdoc-customers",
        "publisher",
        "github",
        "google",
        "microsoft",
        "amazon-services-europe",
        "amazon-web-services",
        "stripe",
        "intercom",
        "hotjar",
        "linkedin",
        "example-clinic",
    } <= documents["party"].keys()
    assert LENGTHS.keys() <= documents["document"].keys()


def test_google_is_one_party_under_all_its_names(documents):
    named = {
        id_
        for id_, party in documents["party"].items()
        if "google" in " ".join([id_, party["name"], *party["aliases"], *party["domains"]]).casefold()
    }
    assert named == {"google"}
    assert {"Google Analytics", "Google, Inc.", "Google LLC", "Google Inc.", "Google Cloud Platform"} <= set(
        documents["party"]["google"]["aliases"]
    )


def test_each_recipient_is_known_by_the_name_its_text_gives_except_box(documents):
    """Clustdoc's text gives Box to another company; every other name leads to its party."""
    strangers = {
        flow["id"]
        for flow in documents["flow"].values()
        for entry in flow["evidence"]
        if entry["named_as"] and not answers_to(documents, flow["to"], entry["named_as"])
    }
    assert strangers == {"clustdoc-customers:documents--box:storage"}


def answers_to(documents: Any, processing: str, named_as: str) -> bool:
    party = documents["party"][documents["processing"][processing]["party"]]
    names = (party["name"].removesuffix(" (fictional)"), *party["aliases"])
    return not party["named"] or named_as.casefold() in {name.casefold() for name in names}
