"""What a policy catches: each word of the language with what meets it and what just does not."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.exchange.checking import CLINIC, HEALTH, PULL_REQUEST, caught, checked, files
from vendorgraph.analysis.policies.language import TESTS
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.apply import planned


def test_a_request_that_adds_a_us_processor_for_health_data_is_caught_with_its_path() -> None:
    assert checked(HEALTH, CLINIC)["passed"]
    found = checked(HEALTH, CLINIC, PULL_REQUEST)
    assert not found["passed"]
    (row,) = found["violations"]
    assert [(hop["flow"], hop["file"], hop["line"]) for hop in row["path"]] == [
        ("care-host", "a.yaml", 16),
        ("host-stats", "b.yaml", 9),
    ]
    assert (row["file"], row["line"]) == ("b.yaml", 9)
    assert row["path"][0]["evidence"] == [
        {"document": "register", "title": "Register", "url": None, "lines": "12-14", "claim": None}
    ]
    assert row["message"] == (
        "user.health_and_medical of Clinic (clinic:care) goes to Stats Inc. (stats:counting) in United States (US), "
        "not shown to lie in EEA; whether the transfer is covered cannot be told (mechanism_not_stated). "
        "Path: clinic:care -> host:hosting -> stats:counting."
    )


def test_a_path_carries_one_and_the_same_category_all_the_way() -> None:
    detour = CLINIC.replace("user.health_and_medical, user.contact", "user.contact")
    assert caught(HEALTH, detour, PULL_REQUEST) == set()


@pytest.mark.parametrize(
    ("mechanisms", "passes"),
    [
        ("[]", False),
        ("[{code: A46-2-c, module: 3}]", True),
        ("[{code: A46-2-c, module: 1}]", False),  # controller to controller, between two processors
        ("[{code: A46-2-c, module: 3, valid_to: 2026-01-01}]", False),
        ("[{code: A46-2-b}]", False),  # covers, and is none of those named
        ("[{code: DPF-EU}]", False),  # claimed without a certificate of the recipient
    ],
)
def test_an_instrument_excepts_only_when_the_law_lets_the_transfer_rest_on_it(
    mechanisms: str, passes: bool
) -> None:
    request = f"{PULL_REQUEST}    mechanisms: {mechanisms}\n"
    assert (caught(HEALTH, CLINIC, request) == set()) is passes


def test_a_certificate_excepts_until_it_ends() -> None:
    request = PULL_REQUEST.replace(
        "established_in: US",
        "established_in: US\n    certifications: [{mechanism: DPF-EU, from: 2024-01-01, to: 2026-12-01, data: both}]",
    )
    assert caught(HEALTH, CLINIC, request, as_of=dt.date(2026, 11, 30)) == set()
    assert caught(HEALTH, CLINIC, request, as_of=dt.date(2026, 12, 1)) == {"host-stats"}


@pytest.mark.parametrize(
    "locations", ["[]", "[{place: unknown}]", "[{place: worldwide}]", "[{place: Europe}]"]
)
def test_an_unknown_place_violates_unless_the_rule_says_otherwise(locations: str) -> None:
    request = PULL_REQUEST.replace("[{place: US, kind: processing}]", locations)
    rule = "  - {id: a, title: A, outside: EEA"
    assert caught(f"{rule}}}", CLINIC, request) == {"host-stats"}
    assert caught(f"{rule}, unknown: passes}}", CLINIC, request) == set()


def test_an_unknown_place_is_told_as_such() -> None:
    request = PULL_REQUEST.replace("[{place: US, kind: processing}]", "[]")
    (row,) = checked(HEALTH, CLINIC, request)["violations"]
    assert "where is not recorded, not shown to lie in EEA" in row["message"]
    assert row["places"] == [{"place": "unknown", "kind": None}]


def test_categories_not_stated_may_be_any_and_violate_as_possible() -> None:
    request = PULL_REQUEST.replace("    categories: [user.health_and_medical]\n", "")
    (row,) = checked(HEALTH, CLINIC, request)["violations"]
    assert row["certainty"] == "possible"
    assert " may go to " in row["message"]
    assert caught(f"{HEALTH}    min_certainty: stated\n", CLINIC, request) == set()


REQUEST_WITH = {
    "authority": PULL_REQUEST.replace("established_in: US", "established_in: US\n    kind: authority"),
    "unnamed": PULL_REQUEST.replace("established_in: US", "named: false"),
    "contract": PULL_REQUEST.replace(
        "flows:", "contracts: [{id: terms, kind: processing_agreement, valid_to: 2027-01-01}]\nflows:"
    )
    + "    contract: terms\n",
    "purpose": PULL_REQUEST + "    purposes: [analytics.reporting]\n",
    "basis": PULL_REQUEST + "    legal_basis: A6-1-a\n",
    "encrypted": PULL_REQUEST + "    transform: encrypted\n",
    "disclaimed": PULL_REQUEST + "    status: disclaimed\n",
    "evidence": PULL_REQUEST + "    evidence: [{document: register}]\n",
    "clauses": PULL_REQUEST + "    mechanisms: [{code: A46-2-c, module: 3}]\n",
}


@pytest.mark.parametrize(
    ("test", "request_", "expected"),
    [
        ("to: stats", PULL_REQUEST, {"host-stats"}),
        ("to: [stats:counting, host]", PULL_REQUEST, {"host-stats", "care-host"}),
        ("role: subprocessor", PULL_REQUEST, {"host-stats"}),
        ("role: processor", PULL_REQUEST, {"care-host"}),
        ("role: authority", REQUEST_WITH["authority"], {"host-stats"}),
        ("named: false", REQUEST_WITH["unnamed"], {"host-stats"}),
        ("outside: [DE]", PULL_REQUEST, {"host-stats"}),
        ("outside: [EEA, US]", PULL_REQUEST, set()),
        ("in: US", PULL_REQUEST, {"host-stats"}),
        ("in: [EEA]", PULL_REQUEST, {"care-host"}),
        ("in: [IN, EU]", PULL_REQUEST, {"care-host"}),
        ("seat_in: US", PULL_REQUEST, {"host-stats"}),
        ("seat_outside: EEA", PULL_REQUEST, {"host-stats"}),
        ("seat_outside: EEA", REQUEST_WITH["unnamed"], {"host-stats"}),
        ("transfer: not_a_transfer", PULL_REQUEST, {"care-host"}),
        ("transfer: [not_covered, not_evaluable]", PULL_REQUEST, {"host-stats"}),
        ("mechanism: A46-2-c", REQUEST_WITH["clauses"], {"host-stats"}),
        ("mechanism: A46-2-c", PULL_REQUEST, set()),
        ("contract: false", PULL_REQUEST, {"host-stats", "care-host"}),
        ("contract: false", REQUEST_WITH["contract"], {"care-host"}),
        ("purpose: analytics", REQUEST_WITH["purpose"], {"host-stats", "care-host"}),
        ("purpose: analytics, unknown: passes", REQUEST_WITH["purpose"], {"host-stats"}),
        ("legal_basis: A6-1-a, unknown: passes", REQUEST_WITH["basis"], {"host-stats"}),
        ("legal_basis: A6-1-a", REQUEST_WITH["basis"], {"host-stats", "care-host"}),
        ("transform: none", REQUEST_WITH["encrypted"], {"care-host"}),
        ("status: disclaimed", REQUEST_WITH["disclaimed"], {"host-stats"}),
        ("evidence: false", PULL_REQUEST, {"host-stats"}),
        ("evidence: false", REQUEST_WITH["evidence"], set()),
        ("min_hops: 2", PULL_REQUEST, {"host-stats"}),
        ("max_hops: 1", PULL_REQUEST, {"care-host"}),
        ("special: true", PULL_REQUEST, {"host-stats", "care-host"}),
        ("category: user.contact", PULL_REQUEST, {"care-host"}),
        ("categories: [user.contact, user.health_and_medical]", PULL_REQUEST, {"host-stats", "care-host"}),
        ("to: stats, role: processor", PULL_REQUEST, set()),
    ],
)
def test_a_test_catches_what_it_says(test: str, request_: str, expected: set[str]) -> None:
    assert caught(f"  - {{id: a, title: A, {test}}}", CLINIC, request_) == expected


def test_every_test_of_the_language_is_tried_here() -> None:
    (mark,) = [
        mark
        for mark in test_a_test_catches_what_it_says.pytestmark
        if mark.name == "parametrize"  # type: ignore[attr-defined]
    ]
    words = {part.split(":")[0].strip() for test, *_ in mark.args[1] for part in test.split(", ")}
    assert set(TESTS) <= words


@pytest.mark.parametrize(
    ("unless", "passes"),
    [
        ("{to: stats}", True),
        ("{to: host}", False),
        ("{in: US}", True),
        ("{in: [CH, JP]}", False),
        ("{seat_in: US}", True),
        ("{transfer: covered}", False),
        ("{transfer: not_evaluable, to: host}", False),
        ("[{to: host}, {transform: none}]", True),
        ("{to: stats, until: 2026-11-22}", False),
        ("{to: stats, until: 2026-11-23}", True),
        ("{purpose: analytics}", False),
        ("{legal_basis: A6-1-a}", False),
        ("{evidence: true}", False),
        ("{max_hops: 2}", True),
        ("{max_hops: 1}", False),
    ],
)
def test_an_exception_holds_only_when_all_of_it_is_known_to_hold(unless: str, passes: bool) -> None:
    rule = f"  - {{id: a, title: A, outside: EEA, unless: {unless}}}"
    assert (caught(rule, CLINIC, PULL_REQUEST) == set()) is passes


def test_in_an_exception_every_place_that_was_caught_must_meet_it() -> None:
    request = PULL_REQUEST.replace(
        "[{place: US, kind: processing}]", "[{place: US}, {place: IN}, {place: FR}]"
    )
    rule = "  - {id: a, title: A, outside: EEA, unless: {in: %s}}"
    assert caught(rule % "[US]", CLINIC, request) == {"host-stats"}
    assert caught(rule % "[US, IN]", CLINIC, request) == set()


def test_what_an_exception_let_pass_is_told_with_its_reason() -> None:
    rule = "  - {id: a, title: A, outside: EEA, unless: [{to: stats, until: 2027-01-01, because: Until the move}]}"
    (told,) = checked(rule, CLINIC, PULL_REQUEST)["rules"]
    assert (told["violations"], told["excepted"]) == (0, 1)
    assert told["exceptions"] == [
        {"unless": 0, "because": "Until the move", "until": "2027-01-01", "flows": ["host-stats"], "count": 1}
    ]


def test_a_violation_says_what_each_exception_lacks() -> None:
    rule = "  - {id: a, title: A, outside: EEA, unless: [{to: host}, {transfer: covered, contract: true}]}"
    (row,) = checked(rule, CLINIC, PULL_REQUEST)["violations"]
    assert [sorted(names) for names in row["lacking"]] == [["to"], ["contract", "transfer"]]


def test_a_decision_about_the_fingerprint_excepts_until_it_ends() -> None:
    rule = f"{HEALTH.replace('unless: {', 'unless: [{')}".replace("]}\n", "]}, {decision: accepted}]\n")
    (row,) = checked(rule, CLINIC, PULL_REQUEST)["violations"]
    decided = f"""{PULL_REQUEST}decisions:
  - {{id: one, finding: {row["fingerprint"]}, status: accepted, decided_on: 2026-11-01, until: 2026-12-01}}
"""
    assert caught(rule, CLINIC, decided) == set()
    assert caught(rule, CLINIC, decided, as_of=dt.date(2026, 12, 1)) == {"host-stats"}
    moved = decided.replace("[{place: US, kind: processing}]", "[{place: US}, {place: IN}]")
    assert caught(rule, CLINIC, moved) == {"host-stats"}, "another place is another violation"


def test_findings_can_be_forbidden() -> None:
    rule = "  - {id: a, title: A, findings: {severity: %s}}"
    high = checked(rule % "high", CLINIC, PULL_REQUEST)
    assert all(row["finding"]["severity"] == "high" for row in high["violations"])
    everything = checked("  - {id: a, title: A, findings: {}}", CLINIC, PULL_REQUEST)
    assert everything["total"] > high["total"]
    enough = f"  - {{id: a, title: A, findings: {{}}, at_most: {everything['total']}}}"
    assert checked(enough, CLINIC, PULL_REQUEST)["passed"]
    stats = checked("  - {id: a, title: A, findings: {party: stats}}", CLINIC, PULL_REQUEST)
    assert all("stats" in row["finding"]["parties"] for row in stats["violations"])
    assert 0 < stats["total"] < everything["total"]


def store() -> Snapshot:
    """The inventory of the main branch: the clinic and a violation of its own."""
    old = PULL_REQUEST.replace("stats", "old-stats").replace("analytics", "old")
    return planned(Snapshot.build({}), files(CLINIC, old))[1]


def test_only_what_the_files_add_counts_when_compared_with_the_store() -> None:
    before = store()
    assert not checked(HEALTH, before=before)["passed"]
    nothing = checked(HEALTH, before=before, new=True)
    assert (nothing["passed"], nothing["compared"], nothing["total"]) == (True, True, 1)
    assert [row["new"] for row in nothing["violations"]] == [False]
    adding = checked(HEALTH, PULL_REQUEST, before=before, new=True)
    assert (adding["passed"], adding["counts"]["error"]) == (False, 1)
    assert [(row["flow"], row["new"]) for row in adding["violations"]] == [
        ("host-stats", True),
        ("host-old-stats", False),
    ]


def test_known_fingerprints_do_not_count() -> None:
    known = frozenset(row["fingerprint"] for row in checked(HEALTH, CLINIC, PULL_REQUEST)["violations"])
    assert checked(HEALTH, CLINIC, PULL_REQUEST, known=known)["passed"]


def test_a_flow_of_the_store_is_placed_at_the_rule_it_violates() -> None:
    (row,) = checked(HEALTH, before=store())["violations"]
    assert (row["file"], row["line"], row["in_files"]) == ("policy.yaml", 4, False)


def test_levels_decide_what_fails() -> None:
    warning = f"{HEALTH}    level: warning\n"
    assert checked(warning, CLINIC, PULL_REQUEST)["passed"]
    assert not checked(warning, CLINIC, PULL_REQUEST, fail_on="warning")["passed"]
    assert not checked(warning, CLINIC, PULL_REQUEST, fail_on="note")["passed"]


def test_no_violation_is_dropped_in_silence() -> None:
    found = checked(HEALTH, CLINIC, PULL_REQUEST, limit=0)
    assert (found["violations"], found["total"], found["left_off"], found["passed"]) == ([], 1, 1, False)


def test_a_rule_that_looks_at_nothing_says_so() -> None:
    (none,) = checked("  - {id: a, title: A, from: host, outside: EEA}", CLINIC)["rules"]
    assert none["warnings"] == ["The rule looked at nothing: nothing in its scope leaves a source."]
    stranger = CLINIC.replace("    own: true\n", "")
    (nobody,) = checked("  - {id: a, title: A, from: own, outside: EEA}", stranger)["rules"]
    assert nobody["warnings"] == ["The rule looked at nothing: no processing is a source for it."]


def test_the_sources_of_a_rule_are_those_it_names() -> None:
    rule = "  - {id: a, title: A, from: %s, outside: EEA}"
    assert caught(rule % "host", CLINIC, PULL_REQUEST) == {"host-stats"}
    other = CLINIC.replace("clinic", "shop").replace("host", "shed").replace("own: true", "own: false")
    other = (
        other.replace("care-shed", "shop-shed").replace("register", "list").replace("place: DE", "place: IN")
    )
    assert caught(rule % "own", CLINIC, other) == set()
    assert caught(rule % "controllers", CLINIC, other) == {"shop-shed"}
    assert caught(rule % "[clinic, shop]", CLINIC, other) == {"shop-shed"}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("from: nobody, outside: EEA", "policy.yaml:4: rule a: from: 'nobody' is no party or processing"),
        (
            "to: hosts",
            "policy.yaml:4: to: 'hosts' is no party or processing of this inventory; the nearest is host",
        ),
        ("category: user.health", "policy.yaml:4: rule a: category: 'user.health' is no category"),
        ("mechanism: A46-2-z", "policy.yaml:4: mechanism: 'A46-2-z' is no mechanism"),
        ("purpose: fun", "policy.yaml:4: purpose: 'fun' is no purpose"),
        ("findings: {party: nobody}", "policy.yaml:4: rule a: party: 'nobody' is no party"),
    ],
)
def test_a_rule_that_names_what_nobody_knows_is_refused_with_its_line(rule: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked(f"  - {{id: a, title: A, {rule}}}", CLINIC)
    assert refused.value.message.startswith(said)


def test_an_exception_for_somebody_unknown_is_a_warning() -> None:
    (rule,) = checked("  - {id: a, title: A, outside: EEA, unless: {to: nobody}}", CLINIC)["rules"]
    assert rule["warnings"] == [
        "to: 'nobody' is no party or processing of this inventory; the exception excepts nothing by it"
    ]


def test_context_and_planned_flows_are_as_in_every_question() -> None:
    request = PULL_REQUEST.replace("flows:", "conditions: [{id: counting, kind: option}]\nflows:")
    request += "    conditions: [counting]\n"
    assert caught(HEALTH, CLINIC, request) == {"host-stats"}
    assert caught(HEALTH, CLINIC, request, context="counting:off") == set()
    planned_flow = f"{PULL_REQUEST}    status: planned\n"
    assert caught(HEALTH, CLINIC, planned_flow) == set()
    assert caught(HEALTH, CLINIC, planned_flow, include_planned=True) == {"host-stats"}


def test_cycles_end() -> None:
    back = f"{PULL_REQUEST}  - {{id: back, from: 'stats:counting', to: 'clinic:care', locations: [{{place: FR}}]}}\n"
    assert caught(HEALTH, CLINIC, back) == {"host-stats"}
