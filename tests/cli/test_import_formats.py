"""Vendor lists, bills of materials, manifests and registers go in through the command line, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, answer

DATA = Path(__file__).parents[1] / "data"
SHOP = """
vendorgraph: 1
inventory: shop
parties:
  - {id: shop, name: Shop, own: true, processings: [{id: "shop:site", name: Site, capacity: controller}]}
"""


@pytest.fixture
def shop(run: Run) -> Run:
    Path("shop.yaml").write_text(SHOP, "utf-8")
    assert run("apply", "shop.yaml").exit_code == 0
    return run


def report(run: Run, *args: str) -> dict[str, Any]:
    """The report of one imported file, whose counts must add up."""
    result = run("import", *map(str, args), "--as", "shop:site", "--json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = answer(result)["files"][0]
    assert found["read"] == len(found["rows"])
    assert found["read"] == sum(found[name] for name in ("matched", "new", "unsure", "refused"))
    return found


def services(held: Any) -> Iterator[Any]:
    for service in held.get("services", []):
        yield service
        yield from services(service)


def test_the_global_vendor_list_goes_in_whole(shop: Run) -> None:
    path = DATA / "gvl" / "iab-gvl-v3-iabtcf-es-fixture.json"
    found = report(shop, str(path))
    assert (found["format"], found["read"], found["refused"]) == ("gvl", 376, 0)
    assert found["new"] + found["matched"] + found["unsure"] == 376
    assert found["unsure"] <= 4
    assert found["on"] == json.loads(path.read_text("utf-8"))["lastUpdated"][:10] == "2023-06-29"
    again = report(shop, str(path))
    assert (again["plan"]["writes"], again["new"]) == (0, 0)


@pytest.mark.parametrize("path", sorted((DATA / "cyclonedx").glob("*.json")), ids=lambda path: path.stem)
def test_every_bill_of_materials_goes_in_service_by_service(shop: Run, path: Path) -> None:
    found = report(shop, str(path))
    held = list(services(json.loads(path.read_text("utf-8"))))
    assert (found["format"], found["read"], found["refused"]) == ("cyclonedx", len(held), 0)
    assert all(row["flows"] for row in found["rows"])


def test_nested_services_are_a_chain(shop: Run) -> None:
    report(shop, str(DATA / "cyclonedx" / "valid-saasbom-1.6.json"))
    exposed = answer(shop("exposure", "--from", "shop:site", "--json"))
    hops = {row["processing"]["id"]: row["hops"] for row in exposed["recipients"]}
    assert sorted(hops.values()) == [1, 2, 2, 2, 3, 3]


def test_manifests_go_in_system_by_system(shop: Run) -> None:
    found = report(shop, str(DATA / "fideslang" / "shop.yaml"))
    assert (found["format"], found["read"], found["refused"]) == ("fideslang", 5, 2)
    assert len(found["rows"][2]["flows"]) == 2  # two systems send to it


def test_the_register_goes_in_with_its_chains(shop: Run) -> None:
    providers = report(shop, str(DATA / "dora" / "b_05.01.csv"), "--source", "dora-providers")
    assert (providers["format"], providers["read"], providers["new"], providers["refused"]) == (
        "dora",
        3,
        2,
        1,
    )
    chains = report(shop, str(DATA / "dora" / "b_05.02.csv"), "--source", "dora-chains")
    assert (chains["read"], chains["matched"], chains["refused"]) == (4, 2, 2)
    contracts = report(shop, str(DATA / "dora" / "b_02.02.csv"), "--source", "dora-contracts")
    assert (contracts["read"], contracts["matched"], contracts["refused"]) == (3, 2, 1)


def test_a_provider_that_is_recorded_gets_its_identifier_and_is_found_by_it(shop: Run) -> None:
    Path("known.yaml").write_text(
        "vendorgraph: 1\ninventory: known\nparties: [{id: cloud, name: Fictional Cloud}]\n", "utf-8"
    )
    assert shop("apply", "known.yaml").exit_code == 0
    providers = report(shop, str(DATA / "dora" / "b_05.01.csv"), "--source", "dora-providers")
    assert (providers["matched"], providers["new"]) == (1, 1)
    chains = report(shop, str(DATA / "dora" / "b_05.02.csv"), "--source", "dora-chains")
    assert chains["rows"][0]["party"] == "cloud"
    (file,) = json.loads(shop("plan", "known.yaml", "--json").stdout)["files"]
    assert file["writes"] == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bom.json", '{"bomFormat": "SPDX"}', "bomFormat"),
        ("vendor-list.json", '{"vendorListVersion": 3, "vendors": 1}', "object or a list"),
        ("system.yml", "dataset: [{fides_key: x}]", "dataset only"),
        ("b_05.01.csv", "c0010,c9999\n1,2\n", "c0010"),
    ],
)
def test_the_wrong_format_under_the_right_name_is_refused(
    shop: Run, name: str, content: str, said: str
) -> None:
    Path(name).write_text(content, "utf-8")
    result = shop("import", name, "--as", "shop:site")
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_dry_run_of_a_fresh_list_tells_every_row_what_would_be_made_and_whom_it_reaches(run: Run) -> None:
    Path("list.md").write_text(
        "| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Payments | Ireland |\n"
        "| Stripe | Cards | Ireland |\n| N/A | | |\n| Adyen / Box | Files | Spain |\n",
        "utf-8",
    )
    said = run("import", "list.md", "--as", "shop:orders", "--dry-run").stdout.splitlines()
    assert [line.split()[:2] for line in said[:4]] == [
        ["new", "3"],
        ["refused", "5"],
        ["new", "6"],
        ["matched", "4"],
    ]
    assert ": adyen, box in ES; " in said[2]
    assert any(
        line.startswith("  + Shop (shop:orders) also reaches Stripe (stripe:payments)") for line in said
    )
    assert said[-1].endswith("14 would be created (1 document, 4 parties, 5 processings, 4 flows)")
    assert run("import", "list.md", "--as", "shop:orders").exit_code == 0
    again = run("import", "list.md", "--as", "shop:orders", "--dry-run").stdout.splitlines()
    assert again[-1].endswith("nothing to change")
