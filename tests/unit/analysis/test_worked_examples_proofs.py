"""Cases worked by hand: proofs, their subgraph, and impact."""

from __future__ import annotations

from typing import Any

from tests.oracle import depends
from tests.oracle.cases import DAY, GROUP, proof, upstream, world
from tests.oracle.documents import flow

# Proofs


def test_a_stated_proof_comes_first_although_it_is_longer(reading: Any) -> None:
    """One possible flow against two stated ones: the stated way is listed first."""
    inv = world(
        flow("a1", "a:s", "c:p", status="disclaimed"),
        flow("b1", "a:s", "b:p"),
        flow("b2", "b:p", "c:p"),
    )
    assert proof(reading, inv, "a:s", "c:p") == (
        [("b1 b2", "stated"), ("a1", "possible")],
        False,
        {"a1": "possible", "b1": "stated", "b2": "stated"},
    )


def test_a_proof_is_stated_by_one_term_through_all_its_flows(reading: Any) -> None:
    """Contact is stated first, health second; the open list possibly lets health through."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact"], categories_open=True),
        flow("f2", "b:p", "c:p", ["user.health"]),
    )
    assert proof(reading, inv, "a:s", "c:p") == (
        [("f1 f2", "possible")],
        False,
        {"f1": "possible", "f2": "possible"},
    )


def test_no_proof_where_no_single_term_passes(reading: Any) -> None:
    """Contact then health: two flows in a row and nothing that passes both."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact"]), flow("f2", "b:p", "c:p", ["user.health"]))
    assert proof(reading, inv, "a:s", "c:p") == ([], False, {})


def test_a_proof_is_about_the_category_asked(reading: Any) -> None:
    """Asked for health, only the way that carries it; asked for nothing, both."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact"]), flow("f2", "a:s", "b:p", ["user.health"]))
    assert proof(reading, inv, "a:s", "b:p", category="user.sick_note") == (
        [("f2", "stated")],
        False,
        {"f2": "stated"},
    )
    assert proof(reading, inv, "a:s", "b:p")[0] == [("f1", "stated"), ("f2", "stated")]


def test_more_proofs_than_asked_for_are_truncated(reading: Any) -> None:
    """Three parallel flows, two asked for: truncated; three asked for: not."""
    inv = world(flow("f3", "a:s", "b:p"), flow("f1", "a:s", "b:p"), flow("f2", "a:s", "b:p"))
    listed, truncated, subgraph = proof(reading, inv, "a:s", "b:p", limit=2)
    assert (listed, truncated, sorted(subgraph)) == (
        [("f1", "stated"), ("f2", "stated")],
        True,
        ["f1", "f2", "f3"],
    )
    assert proof(reading, inv, "a:s", "b:p", limit=3)[1] is False


def test_a_self_loop_is_in_the_subgraph_and_in_no_listed_proof(reading: Any) -> None:
    """b's loop lies on a walk from a to c, but no proof visits b twice."""
    inv = world(flow("f1", "a:s", "b:p"), flow("f2", "b:p", "b:p"), flow("f3", "b:p", "c:p"))
    assert proof(reading, inv, "a:s", "c:p") == (
        [("f1 f3", "stated")],
        False,
        {"f1": "stated", "f2": "stated", "f3": "stated"},
    )


def test_the_subgraph_stops_at_the_recipient_and_never_returns_to_the_source(reading: Any) -> None:
    """The flow beyond b and back to it, the flow back to a and a's own loop are on no walk that counts."""
    inv = world(
        flow("f1", "a:s", "b:p"),
        flow("f2", "b:p", "c:p"),
        flow("f3", "c:p", "b:p"),
        flow("f4", "c:p", "a:s"),
        flow("f5", "a:s", "a:s"),
        flow("f6", "b:p", "b:p"),
    )
    assert proof(reading, inv, "a:s", "b:p") == ([("f1", "stated")], False, {"f1": "stated"})


def test_the_subgraph_follows_one_term_at_a_time(reading: Any) -> None:
    """The detour over c carries health only, and health does not get from c's end to d."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact", "user.health"]),
        flow("f2", "b:p", "c:p", ["user.health"]),
        flow("f3", "c:p", "b:p", ["user.contact"]),
        flow("f4", "b:p", "d:p", ["user.contact"]),
    )
    assert proof(reading, inv, "a:s", "d:p")[2] == {"f1": "stated", "f4": "stated"}


def test_a_flow_of_the_subgraph_is_stated_only_on_a_walk_stated_throughout(reading: Any) -> None:
    """The stated first flow leads on by an inferred one alone: possible, until a stated way joins."""
    flows = [flow("f1", "a:s", "b:p"), flow("f2", "b:p", "c:p", basis="inferred")]
    assert proof(reading, world(*flows), "a:s", "c:p")[2] == {"f1": "possible", "f2": "possible"}
    inv = world(*flows, flow("f3", "b:p", "c:p"))
    assert proof(reading, inv, "a:s", "c:p")[2] == {"f1": "stated", "f2": "possible", "f3": "stated"}


def test_proofs_of_parties_are_those_of_all_their_processings(reading: Any) -> None:
    """a's two processings each send to one of c's; the second one is reached over a's other source too."""
    inv = world(flow("f1", "a:s", "c:p"), flow("f2", "a:t", "c:q"), flow("f3", "a:s", "a:t"))
    listed, _, subgraph = proof(reading, inv, "a", "c")
    assert listed == [("f1", "stated"), ("f2", "stated"), ("f3 f2", "stated")]
    assert set(subgraph) == {"f1", "f2", "f3"}


# Impact


def test_impact_is_exposure_read_backwards(reading: Any) -> None:
    """Upstream of c: b in one hop with contact, a in two with email, nobody else."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact.email", "user.health"]),
        flow("f2", "b:p", "c:p", ["user.contact"]),
        flow("f3", "x:s", "y:p"),
    )
    assert upstream(reading, inv, processing="c:p") == [
        ("b:p", 1, "stated", ["user.contact"]),
        ("a:s", 2, "stated", ["user.contact.email"]),
    ]


def test_impact_hops_are_counted_in_the_stated_relation_of_a_stated_row(reading: Any) -> None:
    """a possibly sends to c directly and surely over b: stated, two hops."""
    inv = world(
        flow("f1", "a:s", "c:p", None),
        flow("f2", "a:s", "b:p", ["user.job"]),
        flow("f3", "b:p", "c:p", ["user.job"]),
    )
    assert upstream(reading, inv, processing="c:p") == [
        ("b:p", 1, "stated", ["user.job"]),
        ("a:s", 2, "stated", ["system", "user"]),
    ]


def test_a_target_can_be_upstream_of_another_target_and_never_of_itself(reading: Any) -> None:
    """v's front sends to v's back and back again; x only loops to itself."""
    inv = world(
        flow("f1", "v:front", "v:back", ["user.job"]),
        flow("f2", "v:back", "v:front", ["user.health"]),
        flow("f3", "x:p", "x:p"),
    )
    assert upstream(reading, inv, party="v") == [
        ("v:back", 1, "stated", ["user.health"]),
        ("v:front", 1, "stated", ["user.job"]),
    ]
    assert upstream(reading, inv, party="x") == []


def test_impact_of_a_party_unites_its_processings_and_its_group(reading: Any) -> None:
    """a sends job to head and health to leaf: both count for head, job alone without the group."""
    inv = world(flow("f1", "a:s", "head:x", ["user.job"]), flow("f2", "a:s", "leaf:x", None), parties=GROUP)
    assert upstream(reading, inv, party="head") == [("a:s", 1, "stated", ["system", "user"])]
    assert upstream(reading, inv, party="head", group=False) == [("a:s", 1, "stated", ["user.job"])]
    assert upstream(reading, inv, party="alone") == []


# Depends on


def test_a_processing_depends_on_whom_it_cannot_receive_without() -> None:
    """d gets contact over b alone and job over b and over c: it depends on b and not on c."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact", "user.job"]),
        flow("f2", "a:s", "c:p", ["user.job"]),
        flow("f3", "b:p", "d:p"),
        flow("f4", "c:p", "d:p"),
    )
    assert [p for p in ("a", "b", "c", "d") if depends(inv, "d:p", p, as_of=DAY)] == ["a", "b", "d"]
    assert not depends(inv, "b:p", "c", as_of=DAY)
