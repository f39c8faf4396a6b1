"""A merge on either engine is one revision of the log, from which a split restores everything exactly."""

from __future__ import annotations

from vendorgraph.exchange.apply import apply_files, read_all
from vendorgraph.exchange.parties import merge_parties, split_party
from vendorgraph.inventory import Inventory
from vendorgraph.model.entities import RECORDS

WORLD = """
vendorgraph: 1
inventory: shop
documents: [{id: policy, type: policy}]
parties:
  - {id: shop, name: Shop, own: true, processings: [{id: "shop:orders", name: Orders, capacity: controller}]}
  - id: nexmo
    name: NexMo Inc
    aliases: [Nexmo]
    evidence: [{about: /aliases/0, document: policy, lines: "3"}]
    processings: [{id: "nexmo:sms", name: SMS, capacity: processor}]
  - {id: vonage, name: Vonage, website: "https://vonage.test", processings: [{id: "vonage:sms", name: SMS, capacity: processor}]}
flows:
  - {id: texts, from: "shop:orders", to: "vonage:sms", categories: [user.contact], locations: [{place: US, kind: storage}]}
  - {id: onward, from: "vonage:sms", to: "nexmo:sms"}
commitments: [{id: promise, party: vonage, kind: no_sale, about: ["vonage:sms", texts]}]
"""
OTHER = "vendorgraph: 1\ninventory: other\nparties: [{id: vonage, name: Vonage, aliases: [VG]}]\n"


def state(inventory):
    snapshot = Inventory(inventory.store).snapshot()  # read anew, not as held
    return {
        (entity.name, id_): (record.document, record.managed_by, record.contributions)
        for entity in RECORDS
        for id_, record in snapshot.records[entity.name].items()
    }


def test_a_merge_is_one_revision_and_a_split_restores_what_was_before(store):
    inventory = Inventory(store)
    apply_files(inventory, read_all([("shop.yaml", WORLD), ("other.yaml", OTHER)]), actor="test")
    before, revision = state(inventory), store.revision()

    planned = merge_parties(inventory, "nexmo", "vonage", dry_run=True, actor="ann")
    assert (planned["revision"], store.revision()) == (None, revision)
    merged = merge_parties(inventory, "nexmo", "vonage", dry_run=False, actor="ann")
    assert merged["revision"] == revision + 1
    assert merged["changes"] == planned["changes"]
    assert merged["renamed"] == {"vonage:sms": "nexmo:vonage-sms"}
    assert inventory.get("party", "vonage").document["former_ids"] == ["vonage"]
    assert inventory.get("processing", "vonage:sms").document["id"] == "nexmo:vonage-sms"
    assert inventory.get("flow", "texts").document["to"] == "nexmo:vonage-sms"
    events, _ = store.changes(revision, 100)
    assert {(event["revision"], event["reason"]) for event in events} == {
        (revision + 1, "merge vonage into nexmo")
    }
    assert store.verify() == []

    split = split_party(inventory, "nexmo", "vonage", dry_run=False, actor="ann")
    assert split["revision"] == revision + 2
    assert state(inventory) == before
    assert store.verify() == []


def test_a_second_merge_of_the_same_party_is_the_one_that_is_taken_back(store):
    inventory = Inventory(store)
    apply_files(inventory, read_all([("shop.yaml", WORLD)]), actor="test")
    before = state(inventory)
    for into in ("nexmo", "shop"):
        merge_parties(inventory, into, "vonage", dry_run=False, actor="ann")
        split_party(inventory, into, "vonage", dry_run=False, actor="ann")
        assert state(inventory) == before
