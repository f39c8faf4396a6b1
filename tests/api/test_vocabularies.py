"""Vocabularies: read by all, the organisation's own terms by administrators, shipped ones by nobody."""

from __future__ import annotations

import pytest

from tests.api.conftest import Cast

READ_ONLY = {
    "subjects": "account_holder",
    "countries": "FR",
    "regions": "EEA",
    "mechanisms": "A46-2-c",
    "legal-bases": "A6-1-b",
}


@pytest.mark.parametrize(("plural", "id_"), READ_ONLY.items())
def test_a_shipped_vocabulary_is_listed_searched_and_read(cast: Cast, plural: str, id_: str) -> None:
    everything = cast.viewer.get(f"/{plural}?page_size=500").json
    assert id_ in [term["id"] for term in everything["items"]]
    assert id_ in [term["id"] for term in cast.viewer.get(f"/{plural}?q={id_}").json["items"]]
    term = cast.viewer.get(f"/{plural}/{id_}")
    assert term.json in everything["items"]
    assert (
        cast.viewer.get(f"/{plural}/{id_}", headers={"If-None-Match": term.headers["ETag"]}).status_code
        == 304
    )
    assert cast.admin.post(f"/{plural}", {"id": "x"}).status_code == 405


def test_countries_are_named_in_several_languages_and_regions_have_dated_members(cast: Cast) -> None:
    assert cast.viewer.get("/countries/DE").json["names"]["fr"] == "Allemagne"
    members = cast.viewer.get("/regions/EU").json["members"]
    assert [span["to"] for span in members if span["country"] == "GB"] == ["2020-02-01"]


@pytest.mark.parametrize(("written", "meant"), [("UK", "GB"), ("fr", "FR"), ("el", "GR")])
def test_a_code_that_is_no_countrys_names_the_one_that_it_stands_for(
    cast: Cast, written: str, meant: str
) -> None:
    answer = cast.viewer.get(f"/countries/{written}")
    assert (answer.status_code, answer.json["message"]) == (
        404,
        f"There is no country '{written}'; write {meant}.",
    )


def test_region_ids_are_those_of_the_interface(cast: Cast) -> None:
    known = {term["id"] for term in cast.viewer.get("/regions?page_size=500").json["items"]}
    assert known >= {"EEA", "EU", "UK", "CH", "worldwide", "Europe", "APAC"}


def test_categories_have_a_name_and_parents(cast: Cast) -> None:
    term = cast.viewer.get("/categories/user.contact").json
    assert term["name"]
    assert term["parents"] == ["user"]


def test_an_administrator_adds_a_term_that_carries_data(cast: Cast) -> None:
    cast.admin.made(
        "/categories", {"id": "user.contact.pigeon", "name": "Carrier pigeon", "parents": ["user.contact"]}
    )
    found = cast.viewer.get("/exposure?from=shop&category=user.contact.pigeon").json
    assert found["recipients"][0]["categories"] == {
        "stated": ["user.contact.pigeon"],
        "possible": ["user.contact.pigeon"],
    }
    assert (
        cast.admin.changing("PATCH", "/categories/user.contact.pigeon", {"name": "Pigeon"}).json["name"]
        == "Pigeon"
    )
    assert cast.admin.changing("DELETE", "/categories/user.contact.pigeon").status_code == 204


def test_a_shipped_term_stays_as_it_is(cast: Cast) -> None:
    for path in ("/categories/user.contact", "/purposes/analytics"):
        for method in ("PUT", "PATCH", "DELETE"):
            answer = cast.admin.changing(method, path, None if method == "DELETE" else {"name": "Mine"})
            assert (answer.status_code, "ships with the program" in answer.json["message"]) == (409, True)
    assert cast.admin.post("/categories", {"id": "user.contact", "name": "Mine"}).status_code == 409
