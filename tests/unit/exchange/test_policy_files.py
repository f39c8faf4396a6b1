"""Policies as files: everything wrong is said at once, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.exchange.checking import policy
from vendorgraph.errors import Invalid
from vendorgraph.exchange.policy_files import read_policy, read_policy_path

RULE = "  - {id: a, title: A, outside: EEA}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "p.yaml: is not a policy: it must begin with"),
        ("[]", "p.yaml: is not a policy"),
        ("vendorgraph: 1\ninventory: shop\nparties: []", "p.yaml:2: is an inventory file; a policy says"),
        ("vendorgraph: 2\npolicy: a\nrules: [{id: a, title: A, in: US}]", "p.yaml:1: `vendorgraph` is 2"),
        ("policy: a\nrules: [{id: a, title: A, in: US}]", "p.yaml: `vendorgraph` is missing"),
        (
            "vendorgraph: 1\npolicy: Not A Slug\nrules: [{id: a, title: A, in: US}]",
            "p.yaml:2: `policy` 'Not A Slug'",
        ),
        ("vendorgraph: 1\npolicy: a", "p.yaml: `rules` must be a list of one or more rules"),
        ("vendorgraph: 1\npolicy: a\nrules: []", "p.yaml:3: `rules` must be a list"),
        ("vendorgraph: 1\npolicy: a\nrule: []\nrules: []", "p.yaml:3: 'rule' is not part of a policy"),
        ("a: [", "p.yaml:2: is not YAML"),
        ("!!python/object/apply:os.system ['true']", "p.yaml:1: uses the tag"),
        ("vendorgraph: 1\nvendorgraph: 1", "p.yaml:2: has the key 'vendorgraph' twice"),
    ],
)
def test_what_is_no_policy_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_policy(text, "p.yaml")
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("nonsense", "p.yaml:4: a rule must be a mapping with `id` and `title`"),
        ("{title: A, outside: EEA}", "p.yaml:4: rule 0: `id` is missing"),
        ("{id: a, outside: EEA}", "p.yaml:4: rule 0: `title` is missing"),
        ("{id: A b, title: A, outside: EEA}", "p.yaml:4: id 'A b' is not an id"),
        ("{id: a, title: A}", "rule a would catch every flow; say which, as `outside: EEA`"),
        ("{id: a, title: A, from: own}", "rule a would catch every flow"),
        (
            "{id: a, title: A, outsied: EEA}",
            "p.yaml:4: 'outsied' is not accepted here; did you mean outside?",
        ),
        ("{id: a, title: A, outside: []}", "outside is an empty list; leave it out or say what"),
        ("{id: a, title: A, outside: Atlantis}", "outside 'Atlantis' is no place"),
        (
            "{id: a, title: A, outside: [EEA, fr]}",
            "outside 'fr' is no place; country codes are upper case, write FR",
        ),
        ("{id: a, title: A, in: unknown}", "in unknown is no place to lie in"),
        (
            "{id: a, title: A, in: US, level: fatal}",
            "level 'fatal' is not accepted; one of error, warning, note",
        ),
        ("{id: a, title: A, role: vendor}", "role 'vendor' is not accepted; one of controller,"),
        ("{id: a, title: A, transfer: ok}", "transfer 'ok' is not accepted; one of not_covered,"),
        ("{id: a, title: A, min_hops: 0}", "min_hops 0 is not accepted; a whole number from 1"),
        ("{id: a, title: A, min_hops: true}", "min_hops True is not accepted"),
        ("{id: a, title: A, contract: maybe}", "contract 'maybe' is not accepted; true or false"),
        ("{id: a, title: A, to: 5}", "to 5 is not text; put it in quotes"),
        ("{id: a, title: A, to: null}", "to None is not text"),
        ("{id: a, title: A, category: user, categories: user}", "'categories' and 'category' say the same"),
        ("{id: a, title: A, in: US, unless: covered}", "an exception must be a mapping of tests"),
        (
            "{id: a, title: A, in: US, unless: [{because: No reason}]}",
            "an exception without a test would except everything",
        ),
        ("{id: a, title: A, in: US, unless: {until: soon, to: b}}", "until 'soon' is not a calendar day"),
        ("{id: a, title: A, in: US, unless: {category: user}}", "'category' is not accepted here"),
        ("{id: a, title: A, in: US, decision: accepted}", "'decision' is not accepted here"),
        ("{id: a, title: A, in: US, at_most: 3}", "`at_most` belongs to rules about findings"),
        ("{id: a, title: A, findings: high}", "findings must be a mapping, as {severity: high}"),
        (
            "{id: a, title: A, findings: {severity: worst}}",
            "severity 'worst' is not accepted; one of high, medium, low",
        ),
        ("{id: a, title: A, findings: {rule: no-such}}", "rule 'no-such' is not accepted; one of"),
        ("{id: a, title: A, findings: {}, at_most: -1}", "at_most -1 is not accepted; a whole number from 0"),
        ("{id: a, title: A, findings: {}, unless: {to: b}}", "`unless` belongs to rules about flows"),
        ("{id: a, title: A, findings: {}, outside: EEA}", "'outside' is not accepted here"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_with_its_line(rule: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_policy(policy(f"  - {rule}"), "p.yaml")
    assert said in refused.value.message


def test_everything_wrong_is_said_at_once() -> None:
    rules = f"{RULE}\n{RULE}\n  - {{id: b, title: B, level: bad, role: bad}}"
    with pytest.raises(Invalid) as refused:
        read_policy(policy(rules), "p.yaml")
    assert [line.split(": ")[0] for line in refused.value.message.splitlines()] == [
        "p.yaml:5",
        "p.yaml:6",
        "p.yaml:6",
    ]
    assert "there is a rule 'a' already" in refused.value.message


def test_a_policy_may_be_json() -> None:
    text = '{"vendorgraph": 1, "policy": "a", "rules": [{"id": "a", "title": "A", "outside": ["EEA"]}]}'
    for name in ("p.json", "standard input"):
        assert read_policy(text.encode(), name).policy.rules[0].tests == {"outside": ("EEA",)}


def test_repeated_values_collapse_and_one_value_is_a_list_of_one() -> None:
    (rule,) = read_policy(
        policy("  - {id: a, title: A, in: [US, IN, US], role: processor}"), "p.yaml"
    ).policy.rules
    assert rule.tests == {"in": ("US", "IN"), "role": ("processor",)}


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"policy: \xe9\n"])
def test_what_is_not_utf_8_is_refused_with_its_line(data: bytes) -> None:
    with pytest.raises(Invalid, match=r"p.yaml:1: is not UTF-8 text"):
        read_policy(data, "p.yaml")


def test_a_policy_beyond_reason_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="is larger than 2 MiB"):
        read_policy(b" " * (2 * 1024 * 1024 + 1), "p.yaml")
    many = "\n".join(f"  - {{id: r{at}, title: A, outside: EEA}}" for at in range(501))
    with pytest.raises(Invalid, match="has 501 rules; at most 500 are accepted"):
        read_policy(policy(many), "p.yaml")
    aliases = "vendorgraph: 1\npolicy: a\nx: &a [" + ", ".join("b" * 3 for _ in range(2000)) + "]\n"
    with pytest.raises(Invalid, match="by aliases"):
        read_policy(f"{aliases}y: [{', '.join(['*a'] * 200)}]", "p.yaml")
    with pytest.raises(Invalid, match="cannot be read: No such file"):
        read_policy_path(str(tmp_path / "nowhere.yaml"))
