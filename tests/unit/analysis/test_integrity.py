"""Writes that would leave the inventory broken are refused, with the ids concerned."""

from __future__ import annotations

from typing import Any

import pytest

from vendorgraph.analysis.integrity import check
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Conflict, Invalid, VendorgraphError
from vendorgraph.model.record import Record, Write
from vendorgraph.model.validation import load_document


def snapshot(*documents: tuple[str, dict[str, Any]]) -> Snapshot:
    records: dict[str, dict[str, Record]] = {}
    for kind, raw in documents:
        document = load_document(kind, raw)
        records.setdefault(kind, {})[document["id"]] = Record(document)
    return Snapshot.build(records, 1)


SHOP = ("party", {"id": "shop", "name": "Shop"})
HOST = ("party", {"id": "host", "name": "Host", "member_of": "shop", "former_ids": ["old-host"]})
ORDERS = ("processing", {"id": "shop:orders", "party": "shop", "name": "Orders", "capacity": "controller"})
HOSTING = ("processing", {"id": "host:it", "party": "host", "name": "Hosting", "capacity": "processor"})
FLOW = ("flow", {"id": "f", "from": "shop:orders", "to": "host:it"})
INVENTORY = snapshot(SHOP, HOST, ORDERS, HOSTING, FLOW)


def put(kind: str, raw: dict[str, Any]) -> Write:
    return Write(kind, raw["id"], None, load_document(kind, raw))


def drop(kind: str, id_: str) -> Write:
    return Write(kind, id_, INVENTORY.document(kind, id_), None)


def refusal(*writes: Write) -> VendorgraphError:
    with pytest.raises((Invalid, Conflict)) as caught:
        check(INVENTORY, writes)
    return caught.value


@pytest.mark.parametrize(
    ("write", "field", "said"),
    [
        (put("flow", FLOW[1] | {"to": "host:itt"}), "to", "the nearest is host:it"),
        (put("flow", FLOW[1] | {"categories": ["user.contacts"]}), "categories.0", "user.contact"),
        (put("flow", FLOW[1] | {"mechanisms": [{"code": "A46-2-z"}]}), "mechanisms.0.code", "A46-2-"),
        (put("flow", FLOW[1] | {"subjects": ["martian"]}), "subjects.0", "no known subject"),
        (put("flow", FLOW[1] | {"conditions": ["ai"]}), "conditions.0", "no known condition"),
        (
            put("flow", FLOW[1] | {"evidence": [{"document": "memo"}]}),
            "evidence.0.document",
            "no known document",
        ),
        (put("flow", FLOW[1] | {"contract": "dpa"}), "contract", "no known contract"),
        (
            put("commitment", {"id": "c", "party": "shop", "kind": "other", "about": ["x"]}),
            "about.0",
            "flow or",
        ),
        (put("party", SHOP[1] | {"member_of": "nobody"}), "member_of", "no known party"),
        (put("party", SHOP[1] | {"member_of": "host"}), "member_of", "shop -> host -> shop"),
        (put("party", SHOP[1] | {"former_ids": ["host"]}), "former_ids", "is the id of a party"),
    ],
)
def test_it_names_the_field_that_names_nothing(write: Write, field: str, said: str) -> None:
    assert said in refusal(write).errors[field][0]


def test_what_comes_in_the_same_batch_may_be_named() -> None:
    condition = put("condition", {"id": "ai", "kind": "option"})
    check(INVENTORY, [put("flow", FLOW[1] | {"conditions": ["ai"]}), condition])


def test_deleting_what_others_point_at_names_them() -> None:
    assert refusal(drop("processing", "host:it")).errors == {"pointing": ["flow f"]}
    assert refusal(drop("party", "shop")).errors == {"pointing": ["party host", "processing shop:orders"]}


def test_deleting_together_with_what_points_at_it_is_accepted() -> None:
    check(INVENTORY, [drop("processing", "host:it"), drop("flow", "f")])


def test_a_category_in_use_cannot_be_deleted() -> None:
    using = snapshot(SHOP, HOST, ORDERS, HOSTING, ("flow", FLOW[1] | {"categories": ["user.contact.email"]}))
    gone = Write("category", "user.contact.email", using.document("category", "user.contact.email"), None)
    with pytest.raises(Conflict, match="flow f"):
        check(using, [gone])


def test_a_category_cannot_become_its_own_ancestor() -> None:
    term = INVENTORY.document("category", "user") | {"parents": ["user.contact.email"]}
    with pytest.raises(Invalid, match="own ancestor"):
        check(INVENTORY, [Write("category", "user", None, term)])


def test_a_scope_is_of_a_decision_that_ships_or_was_added() -> None:
    party = {"id": "p", "name": "P", "scope_of": [{"decision": "eu_jp", "in_scope": False}]}
    error = refusal(put("party", party))
    assert isinstance(error, Invalid)
    (sentence,) = error.errors["scope_of.0.decision"]
    assert sentence.startswith("'eu_jp' is no known adequacy; the nearest is eu-jp")
    added = {
        "id": "eu-in",
        "title": "India",
        "decision": "2027/1",
        "regime": "EU",
        "country": "IN",
        "scope_kind": "inclusion",
        "in_force_from": "2027-01-01",
        "reason": "Adopted.",
        "sources": ["OJ L 1"],
    }
    for decision in ("eu-jp", "eu-in"):
        scope = {"decision": decision, "in_scope": True}
        check(INVENTORY, [put("adequacy", added), put("party", party | {"scope_of": [scope]})])
