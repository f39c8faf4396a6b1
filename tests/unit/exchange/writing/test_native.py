"""Native files out and in again: nothing is lost, and nothing changes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.exchange.writing.stores import apply, demo_inventory, documents, empty, management
from vendorgraph.errors import Invalid
from vendorgraph.exchange.apply import plan_files, read_all
from vendorgraph.exchange.files import read
from vendorgraph.exchange.text import parse_yaml
from vendorgraph.exchange.writing import native
from vendorgraph.inventory import Inventory

WRITERS = {"x.yaml": native.native_yaml, "x.json": native.native_json}


def exported(inventory: Inventory, name: str, slug: str | None = None) -> bytes:
    return b"".join(WRITERS[name](inventory.snapshot(), slug))


def writes(inventory: Inventory, content: bytes, name: str) -> list[Any]:
    (outcome,) = plan_files(inventory, read_all([(name, content)])).outcomes
    return list(outcome.plan.writes)


@pytest.mark.parametrize("name", WRITERS)
def test_the_whole_demo_comes_back_into_an_empty_store(demo: Inventory, name: str) -> None:
    made = empty()
    apply(made, exported(demo, name), name)
    assert documents(made) == documents(demo)
    assert management(made) == management(demo)


@pytest.mark.parametrize("name", WRITERS)
def test_the_whole_demo_applied_where_it_comes_from_changes_nothing(demo: Inventory, name: str) -> None:
    assert writes(demo, exported(demo, name), name) == []


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("slug", ["demo-github", "demo-example-clinic"])
def test_one_inventory_applied_where_it_comes_from_changes_nothing(
    demo: Inventory, name: str, slug: str
) -> None:
    content = exported(demo, name, slug)
    assert read(content, name).owners == (slug,)
    assert writes(demo, content, name) == []


def test_an_unknown_inventory_is_refused_with_the_nearest(demo: Inventory) -> None:
    with pytest.raises(
        Invalid, match="'demo-githup' is no inventory of this inventory; the nearest is demo-github"
    ):
        native.native_yaml(demo.snapshot(), "demo-githup")


def test_an_inventory_of_one_slug_is_a_plain_file() -> None:
    inventory = empty()
    apply(inventory, "vendorgraph: 1\ninventory: shop\nparties: [{id: a, name: A}]\n")
    assert exported(inventory, "x.yaml").decode() == (
        "vendorgraph: 1\ninventory: shop\n\nparties:\n- id: a\n  name: A\n"
    )


def test_an_empty_inventory_is_a_file_that_changes_nothing() -> None:
    for name in WRITERS:
        assert writes(empty(), exported(empty(), name), name) == []


def test_terms_that_ship_are_left_out(demo: Inventory) -> None:
    assert b"\ncategories:\n" not in exported(demo, "x.yaml")


def test_what_was_written_over_rest_comes_back() -> None:
    inventory = empty()
    inventory.create("party", {"name": "Example Host"}, actor="test")
    apply(inventory, "vendorgraph: 1\ninventory: shop\nparties: [{id: example-host, aliases: [Host]}]\n")
    for name in WRITERS:
        content = exported(inventory, name)
        assert writes(inventory, content, name) == []
        made = empty()
        apply(made, content, name)
        assert (documents(made), management(made)) == (documents(inventory), management(inventory))


def test_what_several_state_and_rest_corrected_keeps_the_correction() -> None:
    inventory = empty()
    apply(inventory, "vendorgraph: 1\ninventory: a\nparties: [{id: x, name: X, aliases: [One]}]\n")
    apply(inventory, "vendorgraph: 1\ninventory: b\nparties: [{id: x, name: X, aliases: [Two]}]\n")
    record = inventory.get("party", "x")
    inventory.patch("party", "x", {"name": "Y", "aliases": ["Three"]}, if_match=record.revision, actor="test")
    made = empty()
    apply(made, exported(inventory, "x.yaml"))
    assert documents(made) == documents(inventory)
    assert made.get("party", "x").managed_by == ("a", "b")


def test_what_a_file_of_several_inventories_states_no_more_is_removed() -> None:
    inventory = empty()
    apply(inventory, "vendorgraph: 1\ninventory: a\nparties: [{id: x, name: X}, {id: y, name: Y}]\n")
    apply(inventory, "vendorgraph: 1\ninventory: b\nparties: [{id: z, name: Z}]\n")
    apply(inventory, "vendorgraph: 1\ninventories: [a, b]\nparties: [{id: x, inventory: a, name: X}]\n")
    assert set(documents(inventory)["party"]) == {"x"}


def test_what_was_written_over_rest_is_never_removed_by_a_file() -> None:
    inventory = empty()
    inventory.create("party", {"name": "Example Host"}, actor="test")
    apply(inventory, "vendorgraph: 1\ninventories: [rest]\n")
    assert set(documents(inventory)["party"]) == {"example-host"}


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("inventories: []", "`inventories` must be a list of names"),
        ("inventories: [a, a]", "names a twice"),
        ("inventories: [a]\ninventory: a", "`inventory` or `inventories`, not both"),
        ("inventories: [A B]", "`inventories` 'A B'"),
        ("inventories: [a]\nparties: [{id: x, name: X}]", "`inventory` is missing; it says which inventory"),
        ("inventories: [a]\nparties: [{id: x, name: X, inventory: b}]", "`inventory` is 'b'"),
        (
            "inventories: [a]\nparties: [{id: x, name: X, inventory: a}, {id: x, name: X, inventory: a}]",
            "party x stands in this file twice",
        ),
    ],
)
def test_a_bad_file_of_several_inventories_is_refused_in_a_sentence(head: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read(f"vendorgraph: 1\n{head}\n", "x.yaml")
    assert sentence in refusal.value.message


def test_processings_within_a_party_are_the_same_inventory_s() -> None:
    text = (
        "vendorgraph: 1\ninventories: [a]\n"
        "parties: [{id: x, inventory: a, name: X, processings: [{name: P, capacity: processor}]}]\n"
    )
    assert [(item.id, item.slug) for item in read(text, "x.yaml").items] == [("x", "a"), ("x:p", "a")]


#: What YAML 1.1, 1.2 or both take for something else than text, and what a line may not hold as it is.
TRICKY = st.sampled_from(
    [
        "NO",
        "on",
        "12:30",
        "0o17",
        "0x1f",
        "1e3",
        "1_000",
        ".5",
        "+1",
        "-",
        "~",
        "null",
        "=",
        "<<",
        "1.",
        "0b1",
        "2020-01-01",
    ]
) | st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1, max_size=30)


@settings(max_examples=300, deadline=None)
@given(st.lists(TRICKY, min_size=1, max_size=6))
def test_every_text_is_read_back_as_it_was_written(texts: list[str]) -> None:
    written = native.dump([dict.fromkeys([f"k{at}"], text) for at, text in enumerate(texts)])
    assert parse_yaml(written.decode()) == [{f"k{at}": text} for at, text in enumerate(texts)]


def words(most: int = 40) -> st.SearchStrategy[str]:
    return st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=most
    ).filter(lambda text: bool(text.strip()))


@st.composite
def files(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Up to three files that state parts of the same few parties, with processings and flows between them."""
    made = []
    for slug in draw(st.permutations(["a", "b", "c"]))[: draw(st.integers(1, 3))]:
        parties = [
            {
                "id": f"p{number}",
                "name": f"P{number}",
                "aliases": draw(st.lists(words(), max_size=2, unique=True)),
                "processings": [{"id": f"p{number}:x", "name": "X", "capacity": "processor"}],
            }
            for number in draw(st.sets(st.integers(0, 3), min_size=1))
        ]
        ends = [f"{party['id']}:x" for party in parties]
        flows = [
            {
                "id": f"{slug}{number}",
                "from": draw(st.sampled_from(ends)),
                "to": draw(st.sampled_from(ends)),
                "categories": draw(st.sampled_from([None, ["user"], ["user.contact", "user.name"]])),
                "categories_text": draw(st.none() | words()),
                "mechanisms": draw(st.sampled_from([None, [], [{"code": "A46-2-c", "module": 3}]])),
                "locations": draw(st.sampled_from([[], [{"place": "NO", "kind": "storage"}]])),
                "scope": draw(st.sampled_from([{}, {"region": ["EU"]}])),
                "valid_from": draw(st.sampled_from([None, "2020-01-31"])),
            }
            for number in range(draw(st.integers(0, 3)))
        ]
        made.append({"vendorgraph": 1, "inventory": slug, "parties": parties, "flows": flows})
    return made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files(), st.sampled_from(list(WRITERS)))
def test_any_inventory_comes_back_as_it_was(made: list[dict[str, Any]], name: str) -> None:
    inventory = empty()
    for file in made:
        apply(inventory, json.dumps(file), "x.json")
    content = exported(inventory, name)
    assert writes(inventory, content, name) == []
    again = empty()
    apply(again, content, name)
    assert documents(again) == documents(inventory)
    assert exported(again, name) == content


def test_a_store_that_was_changed_since_is_brought_back() -> None:
    inventory = demo_inventory()
    content = exported(inventory, "x.yaml")
    before = documents(inventory)
    flow = next(id_ for id_ in before["flow"] if id_.startswith("github:product--"))
    inventory.delete("flow", flow, if_match=inventory.get("flow", flow).revision, actor="test")
    apply(inventory, content)
    assert documents(inventory) == before
