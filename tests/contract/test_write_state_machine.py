"""Random writes, refused and accepted, against a dict: what is recorded is what the dict says.

STATE_MACHINE_RUNS sets the number of runs on each engine (120 by default).
"""

from __future__ import annotations

import os
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.engines.under_test import EngineUnderTest
from vendorgraph.errors import Conflict, Invalid, NotFound, Stale
from vendorgraph.inventory import Inventory
from vendorgraph.model.record import Document, Write
from vendorgraph.model.validation import load_document
from vendorgraph.store import Store

RUNS = int(os.environ.get("STATE_MACHINE_RUNS", "120"))
PARTIES = ["acme", "bolt", "cumulus"]
PROCESSINGS = [f"{party}:{name}" for party in PARTIES for name in ("crm", "ai")]
CONDITIONS = ["opt-in", "sale", "beta"]
FLOWS = ["f1", "f2", "f3"]
WORDS = ["Ünï", "x' OR 1=1 //", "MATCH (n) DETACH DELETE n", "line\nbreak", "{$rows}", "100%"]
KINDS = {"party": PARTIES, "processing": PROCESSINGS, "condition": CONDITIONS, "flow": FLOWS}

parties = st.fixed_dictionaries(
    {"name": st.sampled_from(WORDS)},
    optional={
        "aliases": st.lists(st.sampled_from(WORDS), max_size=3),
        "established_in": st.sampled_from(["FR", "US", None]),
        "member_of": st.sampled_from([*PARTIES, "none", None]),
        "own": st.booleans(),
    },
)
processings = st.fixed_dictionaries(
    {"name": st.sampled_from(WORDS), "capacity": st.sampled_from(["controller", "processor"])},
    optional={
        "categories": st.lists(st.sampled_from([*["user", "user.contact"] * 4, "nonsense"]), max_size=2)
    },
)
conditions = st.fixed_dictionaries({"kind": st.sampled_from(["option", "event"])})
flows = st.fixed_dictionaries(
    {},
    optional={
        "categories": st.sampled_from([None, ["user"], ["user.contact", "system"], []]),
        "mechanisms": st.sampled_from([None, [], [{"code": "A46-2-c", "module": 3}]]),
        "locations": st.lists(
            st.sampled_from([{"place": "FR"}, {"place": "EEA", "kind": "access"}]), max_size=2
        ),
        "scope": st.sampled_from([{}, {"region": ["EU", "CH"]}]),
    },
)
#: What most runs begin with, so that most of their writes have something to name, to change and to delete.
WORLD = {
    (kind, raw["id"]): load_document(kind, raw)
    for kind, raw in [
        ("party", {"id": "acme", "name": "Acme", "own": True}),
        ("party", {"id": "bolt", "name": "Bolt"}),
        *(
            ("processing", {"id": id_, "party": id_.split(":")[0], "name": id_, "capacity": "processor"})
            for id_ in ("acme:crm", "bolt:crm")
        ),
        ("condition", {"id": "opt-in", "kind": "option"}),
        ("condition", {"id": "sale", "kind": "event"}),
        ("flow", {"id": "f1", "from": "acme:crm", "to": "bolt:crm", "conditions": ["opt-in"]}),
    ]
}
RAW = {"party": parties, "processing": processings, "condition": conditions, "flow": flows}


class Writes(RuleBasedStateMachine):
    """The machine: `held` is the dict that the inventory must agree with."""

    engine: ClassVar[EngineUnderTest]
    store: ClassVar[Store]

    @initialize(inhabited=st.sampled_from([*[True] * 5, False]))
    def begin(self, inhabited: bool) -> None:
        self.engine.empty()
        self.inventory = Inventory(self.store)
        self.held: dict[tuple[str, str], tuple[Document, int]] = {}
        self.revision = self.read_at = 0
        if inhabited:
            writes = [Write(kind, id_, None, document) for (kind, id_), document in WORLD.items()]
            self.revision = self.store.commit(0, writes, actor="test", request_id="begin")
            self.held = {key: (document, self.revision) for key, document in WORLD.items()}

    @rule(data=st.data(), kind=st.sampled_from(sorted(KINDS)))
    def create(self, data: st.DataObject, kind: str) -> None:
        id_ = self._id(data, kind, held=False)
        raw = self._raw(data, kind, id_)
        self._expect(kind, id_, raw, lambda: self.inventory.create(kind, raw, actor="test"), taken=True)

    @rule(data=st.data(), kind=st.sampled_from(sorted(KINDS)), stale=st.sampled_from([False, False, True]))
    def replace(self, data: st.DataObject, kind: str, stale: bool) -> None:
        id_ = self._id(data, kind)
        raw = self._raw(data, kind, id_)
        seen = self._seen(kind, id_) + stale

        def write() -> Any:
            return self.inventory.replace(kind, id_, raw, if_match=seen, actor="test")

        self._expect(kind, id_, raw, write, stale=stale)

    @rule(data=st.data(), stale=st.sampled_from([False, False, True]))
    def patch_a_party(self, data: st.DataObject, stale: bool) -> None:
        id_ = self._id(data, "party")
        change = data.draw(
            st.sampled_from([{"own": True}, {"aliases": None}, {"name": "New"}, {"name": None}])
        )
        seen = self._seen("party", id_) + stale
        before = self.held.get(("party", id_), ({}, 0))[0]

        def write() -> Any:
            return self.inventory.patch("party", id_, change, if_match=seen, actor="test")

        self._expect("party", id_, before | change, write, stale=stale)

    @rule(data=st.data(), kind=st.sampled_from(sorted(KINDS)))
    def delete(self, data: st.DataObject, kind: str) -> None:
        id_ = self._id(data, kind)
        users = [
            key
            for key, (document, _) in self.held.items()
            if key != (kind, id_) and names(key[0], document, kind, id_)
        ]
        refused = NotFound if (kind, id_) not in self.held else Conflict if users else None
        try:
            self.inventory.delete(kind, id_, if_match=self._seen(kind, id_), actor="test")
        except (NotFound, Conflict) as error:
            assert refused is type(error), error
        else:
            assert refused is None, users
            del self.held[kind, id_]
            self.revision += 1

    @precondition(lambda self: self.revision != self.read_at)
    @rule()
    def restart(self) -> None:
        """Everything is read anew; without a write since the last time that would be the same again."""
        self.inventory = Inventory(self.store)
        self.read_at = self.revision

    @invariant()
    def the_inventory_is_the_dict(self) -> None:
        if not hasattr(self, "held"):
            return
        snapshot = self.inventory.snapshot()
        found = {
            (kind, id_): (record.document, record.revision)
            for kind in KINDS
            for id_, record in snapshot.records[kind].items()
        }
        assert found == self.held
        assert snapshot.revision == self.revision

    def teardown(self) -> None:
        if hasattr(self, "held"):
            assert self.store.verify() == []
            assert self.store.changes(since=0, limit=1)[1] >= self.revision

    def _id(self, data: st.DataObject, kind: str, *, held: bool = True) -> str:
        """An id of the kind, mostly one that is held, or mostly one that is not."""
        wanted = [id_ for id_ in KINDS[kind] if ((kind, id_) in self.held) == held]
        return data.draw(st.sampled_from(wanted * 4 + KINDS[kind]))

    def _raw(self, data: st.DataObject, kind: str, id_: str) -> dict[str, Any]:
        raw: dict[str, Any] = {"id": id_} | data.draw(RAW[kind])
        if kind == "processing":
            raw["party"] = id_.split(":")[0]
        if kind == "flow":
            raw |= {end: self._id(data, "processing") for end in ("from", "to")}
            count = data.draw(st.sampled_from([0, 0, 1, 2]))
            raw["conditions"] = [self._id(data, "condition") for _ in range(count)]
        return raw

    def _seen(self, kind: str, id_: str) -> int:
        return self.held[kind, id_][1] if (kind, id_) in self.held else 0

    def _expect(
        self,
        kind: str,
        id_: str,
        raw: dict[str, Any],
        write: Any,
        *,
        taken: bool = False,
        stale: bool = False,
    ) -> None:
        """Write, and hold the outcome to what the dict says of it."""
        known = (kind, id_) in self.held
        refused: type[Exception] | None = None
        if taken and known:
            refused = Conflict
        elif not taken and not known:
            refused = NotFound
        elif stale:
            refused = Stale
        document = accepted(self.held, kind, id_, raw)
        try:
            record = write()
        except (Conflict, NotFound, Stale, Invalid) as error:
            if document is None and isinstance(error, Invalid):
                return
            assert refused is type(error), error
        else:
            assert refused is None
            assert document is not None, raw
            assert record.document == document
            if not known or self.held[kind, id_][0] != document:
                self.revision += 1
                self.held[kind, id_] = (document, self.revision)


def accepted(held: Any, kind: str, id_: str, raw: dict[str, Any]) -> Document | None:
    """The document that `raw` becomes, None when a rule or an unknown id stands against it."""
    try:
        document = load_document(kind, raw)
    except Invalid:
        return None
    if "nonsense" in (document.get("categories") or []):
        return None
    for target, targets in KINDS.items():
        for name in targets:
            if (
                names(kind, document, target, name)
                and (target, name) not in held
                and (target, name) != (kind, id_)
            ):
                return None
    parent = document.get("member_of")
    while kind == "party" and parent not in (None, "none"):
        if parent == id_:
            return None
        parent = held["party", parent][0]["member_of"]
    return document


def names(kind: str, document: Document, target: str, id_: str) -> bool:
    """Whether a document names a resource: read off the few fields these tests use."""
    match kind, target:
        case "processing", "party":
            return bool(document["party"] == id_)
        case "party", "party":
            return bool(document["member_of"] == id_)
        case "flow", "processing":
            return id_ in (document["from"], document["to"])
        case "flow", "condition":
            return id_ in document["conditions"]
    return False


def test_random_writes_agree_with_a_dict(engine: EngineUnderTest) -> None:
    store = engine.store()
    machine = type("WritesOnEngine", (Writes,), {"engine": engine, "store": store})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=RUNS, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    store.close()
