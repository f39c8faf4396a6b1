"""The forms of a check's answer: what people read, and what tools do."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from tests.unit.exchange.checking import CLINIC, HEALTH, PULL_REQUEST, checked
from vendorgraph.exchange.check_output import junit, sarif, text, uri

RULES = f"""{HEALTH}    why: Patients trust us.
    help: Agree an instrument.
  - {{id: quiet, title: Nothing to India, in: IN, unknown: passes}}
  - {{id: findings, title: Nothing open, level: note, findings: {{}}}}
"""


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def _list(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


_TEXT = {"type": "string", "minLength": 1}
_MESSAGE = _object(["text"], text=_TEXT)
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_PHYSICAL = _object(
    ["artifactLocation"],
    artifactLocation=_object(
        ["uri"], uri={"type": "string", "format": "uri-reference", "pattern": r"^[^\s\\]+$"}
    ),
    region=_object(["startLine"], startLine={"type": "integer", "minimum": 1}),
)
_LOCATION = _object(
    [],
    physicalLocation=_PHYSICAL,
    logicalLocations=_list(_object([], fullyQualifiedName=_TEXT, kind=_TEXT)),
    message=_MESSAGE,
)
_FLOW = _object(
    ["threadFlows"],
    threadFlows=_list(_object(["locations"], locations=_list(_object([], location=_LOCATION)))),
)
_RESULT = _object(
    ["message"],
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_list(_LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": _TEXT},
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    codeFlows=_list(_FLOW),
    properties={"type": "object"},
)
_RULE = _object(
    ["id"],
    id=_TEXT,
    name=_TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    help=_MESSAGE,
    defaultConfiguration=_object([], level=_LEVEL),
)
_INVOCATION = _object(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    exitCode={"type": "integer"},
    toolExecutionNotifications=_list(_object(["message"], level=_LEVEL, message=_MESSAGE)),
)
_DRIVER = _object(["name"], name=_TEXT, version=_TEXT, semanticVersion=_TEXT, rules=_list(_RULE))
#: The part of the schema of SARIF 2.1.0 that a check uses, closed: the standard refuses unknown properties too.
SARIF = _object(
    ["version", "runs"],
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs=_list(
        _object(
            ["tool"],
            tool=_object(["driver"], driver=_DRIVER),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            results=_list(_RESULT),
            invocations=_list(_INVOCATION),
            properties={"type": "object"},
        )
    ),
)


def log(answer: dict[str, Any]) -> Any:
    """The run of the SARIF log of an answer, after JSON."""
    found = json.loads(json.dumps(sarif(answer)))
    jsonschema.validate(found, SARIF)
    return found["runs"][0]


def test_sarif_is_valid_and_places_the_violation_in_the_file_that_brings_it() -> None:
    run = log(checked(RULES, CLINIC, PULL_REQUEST))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["health", "quiet", "findings"]
    result = run["results"][0]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("health", 0, "error")
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("b.yaml", 9)
    steps = [step["location"] for step in result["codeFlows"][0]["threadFlows"][0]["locations"]]
    assert [step["logicalLocations"][0]["fullyQualifiedName"] for step in steps] == [
        "care-host",
        "host-stats",
    ]
    assert "Register (lines 12-14)" in steps[0]["message"]["text"]
    assert run["invocations"][0]["exitCode"] == 1
    assert "baselineState" not in result


def test_sarif_tells_what_is_new_and_what_was_left_off() -> None:
    known = frozenset(row["fingerprint"] for row in checked(HEALTH, CLINIC, PULL_REQUEST)["violations"])
    run = log(checked(HEALTH, CLINIC, PULL_REQUEST, known=known))
    assert [result["baselineState"] for result in run["results"]] == ["unchanged"]
    assert run["invocations"][0]["exitCode"] == 0
    left = log(checked(HEALTH, CLINIC, PULL_REQUEST, limit=0))
    assert left["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith(
        "1 violation is counted"
    )


def test_sarif_of_a_policy_that_holds_has_no_results() -> None:
    assert log(checked(HEALTH, CLINIC))["results"] == []


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("./inventory/a b.yaml", "inventory/a%20b.yaml"),
        ("inventory\\a.yaml", "inventory/a.yaml"),
        ("/srv/a.yaml", "file:///srv/a.yaml"),
        ("standard input", "standard%20input"),
        ("é#?.yaml", "%C3%A9%23%3F.yaml"),
    ],
)
def test_file_names_become_uri_references(file: str, written: str) -> None:
    assert uri(file) == written


def test_junit_has_a_case_a_rule_and_fails_those_that_count() -> None:
    suites = ElementTree.fromstring(junit(checked(RULES, CLINIC, PULL_REQUEST)))
    (suite,) = suites
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    cases = {str(case.get("name")).split(":")[0]: case for case in suite}
    failure = cases["health"].find("failure")
    assert failure is not None
    assert failure.text is not None
    assert failure.text.startswith("b.yaml:9: user.health_and_medical of Clinic")
    assert cases["quiet"].find("failure") is None
    assert cases["findings"].find("failure") is None, "a note fails nothing unless asked"
    assert cases["findings"].find("system-out") is not None


def test_junit_holds_only_characters_that_xml_accepts() -> None:
    answer = checked(HEALTH, CLINIC, PULL_REQUEST)
    answer["violations"][0]["message"] = "a\x00b\x1bc<d>&\ud800"
    failure = ElementTree.fromstring(junit(answer)).find(".//failure")
    assert failure is not None
    assert str(failure.text).endswith("a\ufffdb\ufffdc<d>&\ufffd")


def test_the_text_names_place_rule_path_and_documents() -> None:
    lines = text(checked(HEALTH, CLINIC, PULL_REQUEST)).splitlines()
    assert lines[0] == "b.yaml:9: error: No health data outside the EEA without an instrument [health]"
    assert lines[2:4] == [
        "    clinic:care -> host:hosting in DE: flow care-host (a.yaml:16); says Register (lines 12-14)",
        "    host:hosting -> stats:counting in US: flow host-stats (b.yaml:9); no document recorded",
    ]
    assert lines[-2:] == [
        "VIOLATED health: 1 violation, 2 flows examined",
        "Policy clinic violated on 2026-11-22 (1 error, 0 warnings, 0 notes).",
    ]


def test_a_single_flow_is_one_flow() -> None:
    lines = text(checked(HEALTH, CLINIC)).splitlines()
    assert lines[-2] == "ok health: 0 violations, 1 flow examined"


def test_the_text_counts_what_it_does_not_list_and_hides_what_is_known() -> None:
    assert "… and 1 more violation (--limit describes more of them)" in text(
        checked(HEALTH, CLINIC, PULL_REQUEST, limit=0)
    )
    known = frozenset(row["fingerprint"] for row in checked(HEALTH, CLINIC, PULL_REQUEST)["violations"])
    assert text(checked(HEALTH, CLINIC, PULL_REQUEST, known=known)).splitlines() == [
        "ok health: 1 violation, 2 flows examined, 0 of them new",
        "Policy clinic passed on 2026-11-22 (new: 0 errors, 0 warnings, 0 notes).",
    ]
