"""Two parties become one with every fact and reference, and the merge taken back leaves what was before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendorgraph.analysis import integrity
from vendorgraph.analysis.findings import all_findings
from vendorgraph.analysis.question import Question, today
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Conflict, Invalid, NotFound
from vendorgraph.exchange.apply import read_all
from vendorgraph.exchange.parties import Effect, merge, part, split
from vendorgraph.exchange.parties.decisions import written
from vendorgraph.exchange.parties.splitting import Undone, undone
from vendorgraph.exchange.plan import plan
from vendorgraph.model.entities import RECORDS
from vendorgraph.model.record import Write

SHOP = """
vendorgraph: 1
inventory: shop
documents: [{id: shop-policy, type: policy}]
parties:
  - id: shop
    name: Shop
    own: true
    processings: [{id: "shop:orders", name: Orders, capacity: controller}]
  - id: nexmo
    name: NexMo Inc
    aliases: [Nexmo]
    established_in: US
    evidence: [{about: /aliases/0, document: shop-policy, lines: "3"}]
    processings: [{id: "nexmo:sms", name: SMS, capacity: processor}]
flows:
  - {from: "shop:orders", to: "nexmo:sms", categories: [user.contact]}
"""
CLINIC = """
vendorgraph: 1
inventory: clinic
parties:
  - id: clinic
    name: Clinic
    own: true
    processings: [{id: "clinic:patients", name: Patients, capacity: controller}]
  - id: vonage
    name: Vonage
    aliases: [Vonage Business]
    website: https://vonage.test
    member_of: nexmo
    processings:
      - {id: "vonage:sms", name: SMS, capacity: processor}
      - {id: "vonage:calls", name: Calls, capacity: processor}
  - {id: nexmo, name: NexMo Inc}
  - {id: vonage-france, name: Vonage France, member_of: vonage}
flows:
  - {id: texts, from: "clinic:patients", to: "vonage:sms", categories: [user.health_and_medical]}
  - {id: onward, from: "vonage:sms", to: "vonage:calls"}
commitments: [{id: promise, party: vonage, kind: no_sale, about: ["vonage:sms", onward]}]
reviews: [{id: review, party: vonage, due: 2027-01-01}]
"""


def applied(*files: str, start: Snapshot | None = None) -> Snapshot:
    snapshot = start or Snapshot.build({})
    for number, text in enumerate(files):
        (file,) = read_all([(f"{number}.yaml", text)])
        snapshot = written(snapshot, plan(snapshot, file).writes)
    return snapshot


def state(snapshot: Snapshot) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Everything that a record is, apart from the revision that wrote it."""
    return {
        (entity.name, id_): (record.document, record.managed_by, record.contributions)
        for entity in RECORDS
        for id_, record in snapshot.records[entity.name].items()
    }


def done(snapshot: Snapshot, effect: Effect) -> Snapshot:
    integrity.check(snapshot, effect.writes)
    return written(snapshot, effect.writes)


def logged(writes: Sequence[Write]) -> list[Undone]:
    """The writes as the change log gives them back."""
    copies = [json.loads(json.dumps([write.before, write.after])) for write in writes]
    return [
        undone(
            {
                "seq": seq,
                "entity": write.kind,
                "entity_id": write.id,
                "before": before,
                "after": after,
                "erased": False,
                "kept": write.kept,
            }
        )
        for seq, (write, (before, after)) in enumerate(zip(writes, copies, strict=True), 1)
    ]


@pytest.fixture
def before() -> Snapshot:
    return applied(SHOP, CLINIC)


def test_the_party_that_stays_takes_over_names_facts_and_the_other_id(before: Snapshot) -> None:
    party = done(before, merge(before, "nexmo", "vonage")).document("party", "vonage")
    assert party["id"] == "nexmo"
    assert party["name"] == "NexMo Inc"
    assert set(party["aliases"]) == {"Nexmo", "Vonage", "Vonage Business"}
    assert party["former_ids"] == ["vonage"]
    assert (party["established_in"], party["website"]) == ("US", "https://vonage.test")
    assert party["member_of"] is None
    (evidence,) = party["evidence"]
    assert party["aliases"][int(evidence["about"].rpartition("/")[2])] == "Nexmo"


def test_everything_that_named_the_other_names_the_one_that_stays(before: Snapshot) -> None:
    after = done(before, merge(before, "nexmo", "vonage"))
    assert after.records["party"].keys() == before.records["party"].keys() - {"vonage"}
    assert {p for p in after.records["processing"] if p.startswith("nexmo:")} == {
        "nexmo:sms",
        "nexmo:vonage-sms",
        "nexmo:calls",
    }
    assert all(
        id_.startswith(f"{record.document['party']}:") for id_, record in after.records["processing"].items()
    )
    flow = after.document("flow", "texts")
    assert (flow["from"], flow["to"]) == ("clinic:patients", "nexmo:vonage-sms")
    onward = after.document("flow", "onward")
    assert (onward["from"], onward["to"]) == ("nexmo:vonage-sms", "nexmo:calls")
    promise = after.document("commitment", "promise")
    assert (promise["party"], promise["about"]) == ("nexmo", ["nexmo:vonage-sms", "onward"])
    assert after.document("review", "review")["party"] == "nexmo"
    assert after.document("party", "vonage-france")["member_of"] == "nexmo"


def test_files_go_on_owning_what_they_brought(before: Snapshot) -> None:
    after = done(before, merge(before, "nexmo", "vonage"))
    assert after.record("processing", "nexmo:vonage-sms").managed_by == ("clinic",)
    assert set(after.record("party", "nexmo").managed_by) == {"shop", "clinic"}
    without = "\n".join(line for line in SHOP.splitlines() if "lias" not in line)
    reapplied = applied(without, start=after).document("party", "nexmo")
    assert "Nexmo" not in reapplied["aliases"]
    assert {"Vonage", "Vonage Business"} <= set(reapplied["aliases"])
    assert reapplied["former_ids"] == ["vonage"]


def test_the_file_that_brought_the_party_that_stays_changes_nothing_afterwards(before: Snapshot) -> None:
    after = done(before, merge(before, "nexmo", "vonage"))
    (file,) = read_all([("shop.yaml", SHOP)])
    assert plan(after, file).writes == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CLINIC, "party vonage is now nexmo"),
        (
            "vendorgraph: 1\ninventory: late\nflows: [{from: 'shop:orders', to: 'vonage:sms'}]\n",
            "'vonage:sms' is now 'nexmo:vonage-sms'",
        ),
        (
            "vendorgraph: 1\ninventory: late\nprocessings: [{id: 'vonage:sms', name: SMS, capacity: processor, party: vonage}]\n",
            "'vonage' is now 'nexmo'",
        ),
    ],
)
def test_a_file_that_still_uses_the_old_ids_is_told_the_new_ones(
    before: Snapshot, text: str, said: str
) -> None:
    after = done(before, merge(before, "nexmo", "vonage"))
    with pytest.raises(Invalid, match=said):
        planned(after, text)


def planned(snapshot: Snapshot, text: str) -> Any:
    (file,) = read_all([("late.yaml", text)])
    return plan(snapshot, file)


def test_different_seats_are_refused_until_somebody_settles_them(before: Snapshot) -> None:
    irish = written(before, [_changed(before, "vonage", established_in="IE")])
    with pytest.raises(Conflict, match="established in United States and vonage in Ireland"):
        merge(irish, "nexmo", "vonage")
    settled = done(irish, merge(irish, "nexmo", "vonage", {"established_in": "other"}))
    assert settled.document("party", "nexmo")["established_in"] == "IE"
    settled = done(irish, merge(irish, "nexmo", "vonage", {"established_in": "kept", "name": "other"}))
    party = settled.document("party", "nexmo")
    assert (party["established_in"], party["name"]) == ("US", "Vonage")
    assert "NexMo Inc" in party["aliases"]


def _changed(snapshot: Snapshot, party: str, **fields: Any) -> Write:
    document = snapshot.document("party", party)
    return Write("party", party, document, {**document, **fields})


@pytest.mark.parametrize(
    ("into", "other", "settled", "error"),
    [
        ("nexmo", "nobody", {}, NotFound),
        ("nexmo", "nexmo", {}, Invalid),
        ("nexmo", "vonage", {"aliases": "kept"}, Invalid),
        ("nexmo", "vonage", {"website": "mine"}, Invalid),
    ],
)
def test_what_cannot_be_merged_is_refused(
    before: Snapshot, into: str, other: str, settled: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        merge(before, into, other, settled)


def test_a_split_undoes_a_merge_exactly(before: Snapshot) -> None:
    effect = merge(before, "nexmo", "vonage")
    after = done(before, effect)
    back = done(after, split(after, "nexmo", "vonage", logged(effect.writes)))
    assert state(back) == state(before)
    assert back.former_ids == {}


def test_what_was_changed_and_added_since_survives_the_split(before: Snapshot) -> None:
    effect = merge(before, "nexmo", "vonage")
    after = done(before, effect)
    flow, party = after.document("flow", "texts"), after.document("party", "nexmo")
    since = written(
        after,
        [
            Write("flow", "texts", flow, {**flow, "status": "planned"}, ("clinic",)),
            Write("party", "nexmo", party, {**party, "aliases": [*party["aliases"], "Nex"], "dpo": "Ada"}),
            Write("flow", "new", None, {**flow, "id": "new"}),
        ],
    )
    back = done(since, split(since, "nexmo", "vonage", logged(effect.writes)))
    texts = back.document("flow", "texts")
    assert (texts["status"], texts["to"]) == ("planned", "vonage:sms")
    assert back.document("flow", "new")["to"] == "vonage:sms"
    nexmo, vonage = back.document("party", "nexmo"), back.document("party", "vonage")
    assert (nexmo["aliases"], nexmo["dpo"], nexmo["former_ids"]) == (["Nexmo", "Nex"], "Ada", [])
    assert vonage == before.document("party", "vonage")


def test_what_was_deleted_since_stays_deleted_and_is_told(before: Snapshot) -> None:
    effect = merge(before, "nexmo", "vonage")
    after = done(before, effect)
    review = after.document("review", "review")
    since = written(after, [Write("review", "review", review, None)])
    undo = split(since, "nexmo", "vonage", logged(effect.writes))
    assert "review" not in done(since, undo).records["review"]
    assert "review review was deleted since" in " ".join(undo.notes)


def test_erased_contents_cannot_be_split() -> None:
    event = {
        "seq": 9,
        "entity": "party",
        "entity_id": "b",
        "before": None,
        "after": None,
        "erased": True,
        "kept": None,
    }
    with pytest.raises(Conflict, match="change 9"):
        undone(event)


def test_decisions_follow_the_findings_they_are_about(before: Snapshot) -> None:
    question = Question(today())
    found = [f for f in all_findings(before, question).findings if "vonage:sms" in f.piece.about]
    assert found, "the world must have a finding about the processing"
    documents = [
        {
            "id": f"decision-{number}",
            "finding": finding.fingerprint,
            "status": "accepted",
            "until": None,
            "by": None,
            "reason": None,
            "decided_on": None,
            "evidence": [],
        }
        for number, finding in enumerate(found)
    ]
    decided = written(before, [Write("decision", d["id"], None, d) for d in documents])
    effect = merge(decided, "nexmo", "vonage")
    after = done(decided, effect)
    kept = {f.fingerprint for f in all_findings(after, question).findings if f.state == "accepted"}
    told = sum("no longer holds" in note for note in effect.notes)
    assert len(kept) + told == len(found)
    assert kept
    back = done(after, split(after, "nexmo", "vonage", logged(effect.writes)))
    assert state(back) == state(decided)


@settings(deadline=None)  # the machine may be busy
@given(
    st.sampled_from([("a", "b"), ("b", "a"), ("c", "a"), ("b", "c")]),
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=6),
    st.lists(st.sampled_from(["a", "b", "c"]), min_size=3, max_size=3),
    st.booleans(),
)
def test_any_merge_keeps_the_inventory_whole_and_can_be_undone(
    pair: tuple[str, str], flows: list[tuple[str, str]], parents: list[str], files: bool
) -> None:
    lines = ["vendorgraph: 1", "inventory: one", "parties:"]
    for party, parent in zip("abc", parents, strict=True):
        group = f", member_of: {parent}" if parent < party else ""
        processing = f"{{id: '{party}:x', name: X, capacity: processor}}"
        lines.append(
            f"  - {{id: {party}, name: Party {party}, aliases: [{party}{party}]{group}, processings: [{processing}]}}"
        )
    lines.append("flows:")
    lines += [f"  - {{id: f{n}, from: '{s}:x', to: '{r}:x'}}" for n, (s, r) in enumerate(flows)] or ["  []"]
    two = "vendorgraph: 1\ninventory: two\nparties: [{id: a, name: Party a, aliases: [other]}, {id: b, name: Party b}]"
    before = applied("\n".join(lines), *([two] if files else []))
    try:
        effect = merge(before, *pair)
        after = done(before, effect)
    except (Conflict, Invalid):
        return  # a group that would be its own member
    assert all(id_.startswith(f"{r.document['party']}:") for id_, r in after.records["processing"].items())
    assert len(after.records["processing"]) == len(before.records["processing"])
    assert len(after.records["flow"]) == len(before.records["flow"])
    assert after.record("party", pair[1]) is after.record("party", pair[0])
    back = done(after, split(after, *pair, logged(effect.writes)))
    assert state(back) == state(before)


def test_one_party_that_was_two_gives_processings_to_a_new_one_and_a_merge_undoes_it(
    before: Snapshot,
) -> None:
    effect = part(before, "vonage", {"name": "Vonage Calls Ltd"}, ["vonage:calls"])
    after = done(before, effect)
    assert after.document("processing", "vonage-calls-ltd:calls")["party"] == "vonage-calls-ltd"
    assert after.document("flow", "onward")["to"] == "vonage-calls-ltd:calls"
    assert "vonage:calls" not in after.records["processing"]
    assert any("inventory clinic states vonage:calls" in note for note in effect.notes)
    back = done(after, merge(after, "vonage", "vonage-calls-ltd"))
    assert back.document("flow", "onward") == before.document("flow", "onward")
    assert state(back)["processing", "vonage:calls"] == state(before)["processing", "vonage:calls"]


@pytest.mark.parametrize(
    ("into", "processings", "error"),
    [
        ({"name": "New"}, [], Invalid),
        ({"name": "New"}, ["nexmo:sms"], Invalid),
        ({"name": "Nexmo"}, ["vonage:sms"], Conflict),
        ({}, ["vonage:sms"], Invalid),
    ],
)
def test_what_cannot_be_parted_is_refused(
    before: Snapshot, into: dict[str, str], processings: list[str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        part(before, "vonage", into, processings)
