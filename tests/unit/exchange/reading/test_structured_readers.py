"""Vendor lists, bills of materials, manifests and registers: every entry is a row, and the rows add up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendorgraph import demo
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.apply import read_all
from vendorgraph.exchange.matching import Matcher
from vendorgraph.exchange.parties.decisions import written
from vendorgraph.exchange.plan import plan
from vendorgraph.exchange.reading.formats import cyclonedx, dora, fideslang, gvl
from vendorgraph.exchange.reading.formats.detect import detect
from vendorgraph.exchange.reading.row import PlaceWords, Row
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.cyclonedx import cyclonedx as write_cyclonedx
from vendorgraph.exchange.writing.dora import template_csv
from vendorgraph.model.vocabulary import shipped

DATA = Path(__file__).parents[3] / "data"
GVL = DATA / "gvl" / "iab-gvl-v3-iabtcf-es-fixture.json"
BOMS = sorted((DATA / "cyclonedx").glob("*.json"))


def rows(reader: Any, path: Path) -> list[Row]:
    return list(reader.read(Source.at(path)))


def of(reader: Any, content: Any, name: str = "sent.json") -> list[Row]:
    text = content if isinstance(content, str) else json.dumps(content)
    return list(reader.read(Source.of(name, text.encode())))


# --- the Global Vendor List


def test_every_vendor_of_the_global_list_is_a_row() -> None:
    found = rows(gvl, GVL)
    counted = GVL.read_text("utf-8").count('"legIntPurposes"')
    assert len(found) == counted == 376
    assert [row.number for row in found] == list(range(1, 377))
    mixed = sum(bool(one["purposes"] and one["legIntPurposes"]) for one in listed(GVL))
    assert sum(row.note is not None for row in found) == mixed > 0
    assert not [row for row in found if row.refused]


def listed(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text("utf-8"))["vendors"].values())


def test_a_vendor_that_claims_two_legal_bases_says_which_for_what() -> None:
    row = next(row for row in rows(gvl, GVL) if row.note)
    entry = listed(GVL)[row.number - 1]
    consent, interest = (", ".join(map(str, entry[name])) for name in ("purposes", "legIntPurposes"))
    assert row.note == (
        f"claims consent for purposes {consent}, legitimate interests for {interest}; a flow has one legal basis, "
        "so none is recorded"
    )
    assert "legal_basis" not in row.extra


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2023-06-29T16:07:26Z", "2023-06-29"),
        ("2023-02-30T16:07:26Z", None),
        (20230629, None),
        (None, None),
    ],
)
def test_the_global_list_says_its_own_day(said: Any, day: str | None) -> None:
    content = {"vendorListVersion": 1, "vendors": {}, "lastUpdated": said}
    assert gvl.dated(Source.of("vendor-list.json", json.dumps(content).encode())) == day


def test_a_vendor_of_the_global_list_brings_purposes_data_and_retention() -> None:
    first = rows(gvl, GVL)[0]
    assert first.vendors == ("Exponential Interactive, Inc d/b/a VDX.tv",)
    assert "marketing.advertising.profiling" in first.purposes
    assert first.coded
    assert set(first.categories or ()) == {
        "user.device.ip_address",
        "user.device",
        "user.unique_id.pseudonymous",
        "user.behavior",
        "user.location.imprecise",
        "user.demographic",
        "user.privacy_preferences",
    }
    assert first.extra["legal_basis"] == "A6-1-a"
    assert first.extra["retention"] == {"period": "P397D", "text": None}


def test_only_terms_that_exist_come_out_of_the_global_list() -> None:
    for row in rows(gvl, GVL):
        assert set(row.purposes) <= shipped("purpose").keys()
        assert set(row.categories or ()) <= shipped("category").keys()


def test_version_2_of_the_global_list_is_read_with_its_deleted_and_broken_vendors() -> None:
    kept, gone, nameless, broken = rows(gvl, DATA / "gvl" / "vendor-list-v2.json")
    assert kept.vendors == ("Fictional Ads & More GmbH & Co. KG",)
    assert kept.extra["legal_basis"] == "A6-1-f"
    assert kept.categories is None
    assert kept.website == "https://fictional-ads.test/privacy"
    assert gone.extra["valid_to"] == "2021-03-01"
    assert "legal_basis" not in gone.extra
    assert "purposes 99 is not known" in (gone.note or "")
    assert nameless.refused
    assert broken.refused


# --- CycloneDX


def services(held: Any) -> Iterator[Any]:
    """An independent count: by recursion over `services`."""
    for service in held.get("services", []):
        yield service
        yield from services(service)


@pytest.mark.parametrize("path", BOMS, ids=lambda path: path.stem)
def test_every_service_of_a_bill_of_materials_is_a_row(path: Path) -> None:
    found = rows(cyclonedx, path)
    held = list(services(json.loads(path.read_text("utf-8"))))
    assert [row.extra.get("service") for row in found] == [service["name"] for service in held]
    assert not [row for row in found if row.refused]
    keys = {row.key for row in found}
    assert all(row.sender is None or row.sender in keys for row in found)


def test_services_form_the_chain_that_their_dependencies_say() -> None:
    found = rows(cyclonedx, DATA / "cyclonedx" / "valid-saasbom-1.6.json")
    assert {(row.sender, row.key) for row in found} == {
        (None, "stock-ticker-service"),
        ("stock-ticker-service", "ms-1.example.com"),
        ("stock-ticker-service", "ms-2.example.com"),
        ("stock-ticker-service", "ms-3.example.com"),
        ("ms-1.example.com", "ms-1-pgsql.example.com"),
        ("ms-3.example.com", "s3-example.amazon.com"),
    }


def test_a_classification_that_is_no_category_stays_in_words_and_answers_are_told_apart() -> None:
    (row,) = rows(cyclonedx, DATA / "cyclonedx" / "valid-service-1.6.json")
    assert row.categories is None
    assert row.categories_text == "PII, public, partner-data"
    assert row.note == "PIFI only comes from the service"
    assert row.extra["party"] == {"contact": "support@partner.org"}


def test_a_service_may_say_its_categories_seat_and_places() -> None:
    service = {
        "name": "Mail",
        "provider": {"name": "Example Mail", "address": {"country": "IE"}},
        "data": [
            {"flow": "inbound", "classification": "user.contact.email"},
            {"flow": "inbound", "classification": "x"},
        ],
        "properties": [
            {"name": "any:storage_country", "value": "DE"},
            {"name": "any:colour", "value": "red"},
        ],
    }
    (row,) = of(cyclonedx, {"bomFormat": "CycloneDX", "specVersion": "1.6", "services": [service]})
    assert (row.seat, row.places) == ("IE", (PlaceWords("DE", "storage"),))
    assert (row.categories, row.extra["categories_open"]) == (("user.contact.email",), True)


def test_services_nested_too_deep_are_refused_one_by_one() -> None:
    service: dict[str, Any] = {"name": "innermost"}
    for level in range(40):
        service = {"name": f"level {level}", "services": [service]}
    found = of(cyclonedx, {"bomFormat": "CycloneDX", "specVersion": "1.6", "services": [service]})
    assert len(found) == 41
    assert sum(1 for row in found if row.refused) == 41 - 32


# --- fideslang


def test_every_system_of_a_manifest_is_a_row() -> None:
    found = rows(fideslang, DATA / "fideslang" / "shop.yaml")
    assert [row.vendors for row in found] == [("Shop website",), ("PayHere Ltd",), ("MailThere",), (), ()]
    assert [bool(row.refused) for row in found] == [False, False, False, True, True]


def test_ingress_and_egress_are_the_chain() -> None:
    shop, pay, mail, *_ = rows(fideslang, DATA / "fideslang" / "shop.yaml")
    assert (shop.sender, pay.sender, mail.sender) == (None, "shop_web", "shop_web")
    assert mail.extra["senders"] == ("pay_here",)


def test_declarations_become_purposes_categories_subjects_and_bases() -> None:
    shop, pay, mail, *_ = rows(fideslang, DATA / "fideslang" / "shop.yaml")
    assert shop.purposes == ("essential.service",)
    assert shop.categories == ("user.contact", "user.financial")
    assert shop.extra["legal_basis"] == "A6-1-b"
    assert shop.extra["retention"] == {"period": "P730D"}
    assert pay.categories == ("user.financial.bank_account", "user.financial")
    assert "user.financial.nonesuch" in (pay.note or "")
    assert pay.seat == "IE"
    assert pay.extra["mechanisms"] == [{"code": "A46-2-c"}, {"code": "UNSPECIFIED"}]
    assert pay.extra["stated_role"] == "Processor"
    assert pay.extra["retention"] == {"text": "until the contract ends"}
    assert mail.places == (PlaceWords("USA"),)
    assert mail.extra["categories_open"] is True
    assert "legal_basis" not in mail.extra
    for told in ("made_up", "martian", "favourite_colour", "several legal bases"):
        assert told in (mail.note or "")


def test_aliases_that_explode_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(Invalid, match="aliases"):
        of(fideslang, "\n".join([*lines, "system: []"]), "bomb.yml")


# --- DORA


def test_providers_of_the_register_are_rows_with_their_seat_and_identifiers() -> None:
    first, second, nameless = rows(dora, DATA / "dora" / "b_05.01.csv")
    assert (first.vendors, first.seat, first.number) == (("Fictional Cloud GmbH",), "DE", 2)
    assert second.extra["party"]["identifiers"] == ["lei:529900FICTIONAL000002", "vat:DE123456789"]
    assert second.extra["party"]["aliases"] == ["Beispiel Uebertragung AG"]
    assert nameless.refused


def test_ranks_of_the_register_are_the_chain() -> None:
    first, second, odd, lost = rows(dora, DATA / "dora" / "b_05.02.csv")
    assert (first.sender, first.key) == (None, "CA-1|529900FICTIONAL000001")
    assert (second.sender, second.vendors) == (first.key, ("lei:529900FICTIONAL000002",))
    assert second.purposes == ("Telecom carrier",)
    assert odd.refused
    assert "two" in odd.refused
    assert lost.refused
    assert "c0060" in lost.refused


def test_contracts_of_the_register_bring_days_and_places() -> None:
    first, short, long = rows(dora, DATA / "dora" / "b_02.02.csv")
    assert first.places == (PlaceWords("NL", "storage"), PlaceWords("DE", "processing"))
    assert first.extra["valid_from"] == "2025-01-17"
    assert "valid_to" not in first.extra
    assert short.extra["valid_to"] == "2025-12-31"
    assert "8 cells" in (short.note or "")
    assert long.refused


# --- the wrong format under the right name


@pytest.mark.parametrize(
    ("reader", "name", "content", "said"),
    [
        (gvl, "vendor-list.json", "{}", "vendorListVersion"),
        (gvl, "vendor-list.json", "[]", "object at the top"),
        (gvl, "vendor-list.json", "", "is not JSON"),
        (gvl, "vendor-list.json", '{"vendorListVersion": 3, "vendors": "none"}', "object or a list"),
        (cyclonedx, "bom.json", '{"bomFormat": "SPDX"}', "bomFormat"),
        (cyclonedx, "bom.json", "<bom/>", "is not JSON"),
        (cyclonedx, "bom.json", "[" * 100_000, "nested deeper"),
        (fideslang, "system.yml", "dataset: []", "dataset only"),
        (fideslang, "system.yml", "vendorgraph: 1", "must have `system`"),
        (fideslang, "system.yml", "- a\n- b", "at the top"),
        (dora, "b_05.01.csv", "name,country\nA,B\n", "c0010"),
        (dora, "b_01.01.csv", "c0010,c0020\nA,B\n", "b_05.01"),
        (dora, "b_05.01.csv", "", "c0010"),
    ],
)
def test_the_wrong_format_under_the_right_name_is_refused_in_a_sentence(
    reader: Any, name: str, content: str, said: str
) -> None:
    with pytest.raises(Invalid, match=said) as refusal:
        of(reader, content, name)
    assert refusal.value.message.startswith(name)


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "name",
                    "id",
                    "provider",
                    "data",
                    "services",
                    "system",
                    "fides_key",
                    "ingress",
                    "urls",
                    "purposes",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)  # the machine may be busy
@given(_JSON)
def test_whatever_stands_in_an_entry_it_is_a_row_or_refused(entry: Any) -> None:
    vendors = of(gvl, {"vendorListVersion": 1, "vendors": {"1": entry, "2": {"name": "Kept"}}})
    assert [row.vendors for row in vendors][-1] == ("Kept",)
    assert len(vendors) == 2
    boms = of(
        cyclonedx, {"bomFormat": "CycloneDX", "specVersion": "1.6", "services": [entry, {"name": "Kept"}]}
    )
    assert boms[-1].vendors == ("Kept",)
    systems = of(fideslang, {"system": [entry, {"fides_key": "kept"}]})
    assert systems[-1].vendors == ("kept",)
    assert all(row.vendors or row.refused for row in (*vendors, *boms, *systems))


def test_a_key_of_no_type_is_no_reason_to_stop() -> None:
    held: Mapping[str, Any] = {"bomFormat": "CycloneDX", "specVersion": 9, "services": {"name": "Only one"}}
    (row,) = of(cyclonedx, held)
    assert "is read as 1.7" in (row.note or "")


# --- what we write ourselves comes back


@pytest.fixture(scope="module")
def demo_snapshot() -> Snapshot:
    snapshot = Snapshot.build({})
    for file in read_all(map(str, demo.files())):
        snapshot = written(snapshot, plan(snapshot, file).writes)
    return snapshot


def test_an_exported_bill_of_materials_is_read_service_by_service(demo_snapshot: Snapshot) -> None:
    asked = Asked(Question(date(2026, 11, 22)))
    content = b"".join(write_cyclonedx(demo_snapshot, asked))
    found = list(cyclonedx.read(Source.of("demo.json", content)))
    held = json.loads(content)["services"]
    assert [row.key for row in found] == [service["bom-ref"] for service in held]
    assert not [row.words for row in found if row.refused]
    by_key = {row.key: row for row in found}
    for service in held:
        row = by_key[service["bom-ref"]]
        document = demo_snapshot.document("processing", row.key or "")
        assert row.extra["capacity"] == document["capacity"]
        assert set(row.categories or ()) <= shipped("category").keys()
        stated = {entry["classification"] for entry in service["data"] if entry["flow"] == "inbound"}
        assert (row.categories is None) == (not stated or "not-stated" in stated)


def test_exported_registers_are_read_row_by_row(demo_snapshot: Snapshot) -> None:
    asked = Asked(Question(date(2026, 11, 22)))
    matcher = Matcher(demo_snapshot)
    for name in ("b_05.01", "b_05.02", "b_02.02"):
        content = b"".join(template_csv(demo_snapshot, asked, name))
        found = list(dora.read(Source.of(f"{name}.csv", content)))
        assert len(found) == len(content.decode().strip().splitlines()) - 1
        assert not [row.words for row in found if row.refused]
        assert {matcher.match(row.vendors[0], seat=row.seat).outcome for row in found} <= {"matched"}


XML = """<?xml version="1.0"?>
<!-- a bill of materials -->
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
  <services>
    <service bom-ref="shop">
      <provider><name>Shop</name><address><country>FR</country></address><url>https://shop.test</url></provider>
      <name>Orders</name>
      <data><dataflow name="Card"><classification flow="inbound">user.financial</classification></dataflow></data>
      <services>
        <service bom-ref="pay"><name>Payments</name><data><classification flow="outbound">PII</classification></data></service>
      </services>
      <properties><property name="a:storage-country">DE</property></properties>
    </service>
  </services>
  <dependencies><dependency ref="shop"><dependency ref="pay"/></dependency></dependencies>
</bom>"""


def test_xml_is_read_as_json_is() -> None:
    shop, pay = of(cyclonedx, XML, "bom.xml")
    assert (shop.vendors, shop.seat, shop.categories) == (("Shop",), "FR", ("user.financial",))
    assert shop.places == (PlaceWords("DE", "storage"),)
    assert (pay.vendors, pay.sender) == (("Payments",), "shop")
    assert detect(Source.of("bom.xml", XML.encode())) == "cyclonedx"


def test_xml_bombs_and_other_xml_are_refused() -> None:
    bomb = '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;">]><bom xmlns="http://cyclonedx.org/schema/bom/1.6">&c;</bom>'
    for content in (bomb, "<bom>", "<rss/>", "<" * 10_000):
        with pytest.raises(Invalid, match="bom.xml"):
            of(cyclonedx, content, "bom.xml")
