"""The transfer of one hop by R0 to R9, held to cases worked by hand (cases.yaml)."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from vendorgraph.law import Hop, assess

# The base loader reads every scalar as text, so that NO is Norway and a day stays a day.
CASES = yaml.load(Path(__file__).with_name("cases.yaml").read_text("utf-8"), yaml.BaseLoader)


def options(words):
    return dict(word.split("=") for word in words if "=" in word)


def mechanism(text):
    code, *words = text.split()
    given = options(words)
    module = int(given["m"]) if "m" in given else None
    return {
        "code": code,
        "module": module,
        "valid_from": given.get("from"),
        "valid_to": given.get("to"),
        "verified": "verified" in words,
    }


def certificate(text):
    code, *words = text.split()
    given = options(words)
    return {"mechanism": code, "from": given.get("from"), "to": given.get("to"), "data": given.get("data")}


def scope(text):
    row, side, *words = text.split()
    given = options(words)
    return {"decision": row, "in_scope": side == "in", "from": given.get("from"), "to": given.get("to")}


def location(text):
    place, *kind = text.split()
    return {"place": place, "kind": kind[0] if kind else None}


def party(name, case, seat, **fields):
    alone = "none" if name in case.get("none", []) else None
    document = {"id": name, "kind": "organisation", "established_in": seat, "member_of": alone}
    return {**document, "certifications": [], "scope_of": [], **fields}


def hop(case):
    mechanisms = [mechanism(text) for text in case["mechanisms"]] if "mechanisms" in case else None
    flow = {
        "transform": case.get("transform", "none"),
        "categories": case.get("categories"),
        "locations": [location(text) for text in case.get("at", [])],
        "mechanisms": mechanisms,
    }
    recipient = party(
        "x" if "same" in case else "y",
        case,
        case.get("to"),
        kind=case.get("kind", "organisation"),
        certifications=[certificate(text) for text in case.get("certificates", [])],
        scope_of=[scope(text) for text in case.get("scope", [])],
    )
    exports, imports = case.get("capacities", "controller > processor").split(" > ")
    heads = dict(zip("xy", case.get("heads", []), strict=False))
    return Hop(
        flow,
        party("x", case, case.get("from")),
        recipient,
        exports,
        imports,
        lambda name: None if heads.get(name) == "null" else heads.get(name),
    )


def told(answer):
    """Status, reason and instrument of an answer as the cases write them."""
    reason = f"/{answer['reason']}" if answer["reason"] else ""
    by = f" by {answer['by']}" if answer["by"] else ""
    return f"{answer['status']}{reason}{by}"


def told_with_warnings(answer):
    return "".join([told(answer), *(f" +{warning}" for warning in answer["warnings"])])


def told_of_place(place):
    return " ".join([place["place"], *([place["kind"]] if place["kind"] else []), told(place)])


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}: {case['why']}" for case in CASES])
def test_it_gives_the_answer_worked_by_hand(case):
    given = assess(hop(case), dt.date.fromisoformat(case["on"]))
    expected, _, decided_by = case["answer"].partition(" @")
    assert told_with_warnings(given) == expected
    if decided_by:
        assert (given["decided_by"] or "nobody") == decided_by
    if "places" in case:
        assert [told_of_place(place) for place in given["places"]] == case["places"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}: {case['why']}" for case in CASES])
def test_every_answer_can_be_read_and_traced(case):
    given = assess(hop(case), dt.date.fromisoformat(case["on"]))
    assert given["fact"].endswith(".")
    for place in given["places"]:
        assert place["fact"].endswith(".")
        assert "None" not in place["fact"]
        if place["status"] == "covered":
            assert place["article"]
            assert place["source"]


def test_there_are_enough_cases_and_no_two_are_the_same():
    assert len(CASES) >= 120
    asked = [
        {name: value for name, value in case.items() if name not in ("why", "answer", "places")}
        for case in CASES
    ]
    assert all(asked.count(case) == 1 for case in asked)
    assert {case["rule"] for case in CASES} == {"R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8"}
