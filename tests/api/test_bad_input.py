"""Every field of every entity against values it must refuse, and against texts that must harm nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.conftest import NEEDING, Cast
from vendorgraph.api import examples
from vendorgraph.model.entities import BY_NAME, RECORDS
from vendorgraph.model.fields import Entity, Field

CYPHER = "') DETACH DELETE n //`}]-> RETURN 1; MATCH (n) SET n.x = $y \" \\u0027 {{7*7}} <b>&amp;</b> 🙂 ﬁ"
_NOT_TEXT: tuple[Any, ...] = (1, True, [], {}, 1.5)
_WRONG: dict[str, tuple[Any, ...]] = {
    "text": (*_NOT_TEXT, "x" * 10_001),
    "slug": (*_NOT_TEXT, "", "Ab", "a b", "../a", "a..b", "a/b", "a\nb", "x" * 421, CYPHER, "é"),
    "url": (
        *_NOT_TEXT,
        "",
        "javascript:alert(1)",
        "ftp://a.example",
        "https://",
        "a.example",
        "https://a.example/ b",
    ),
    "date": (*_NOT_TEXT, "", "2026-02-30", "2026-1-1", "22.11.2026", "2026-11-22T00:00:00Z", "0000-00-00"),
    "instant": (
        *_NOT_TEXT,
        "",
        "2026-02-30T00:00:00Z",
        "2026-11-22T25:00:00Z",
        "2026-11-22T09:30:00+01:00",
        "now",
    ),
    "duration": (*_NOT_TEXT, "", "P", "1 year", "PT", "P-1Y", "P1.5Y"),
    "flag": (0, 1, "true", "false", [], {}),
    "count": (-1, 1.5, "1", True, [], 10**7, 10**30),
    "ref": (*_NOT_TEXT, "", "no-such-thing", CYPHER),
    "party_or_none": (*_NOT_TEXT, "", "no-such-party", CYPHER),
    "place": (*_NOT_TEXT, "", "XX", "fr", "UK", "France", CYPHER),
    "area": (*_NOT_TEXT, "", "XX", "fr", "France", CYPHER),
    "country": (*_NOT_TEXT, "", "XX", "fr", "UK", "EEA", "France", CYPHER),
    "lines": (*_NOT_TEXT, "", "a", "1-", "-1", "1;2", CYPHER),
    "pointer": (*_NOT_TEXT, "a", "/a~2", CYPHER),
    "identifier": (*_NOT_TEXT, "", "lei", ":x", "lei:", "LEI:1"),
    "language": (*_NOT_TEXT, "", "french", "f", "fr_FR"),
    "sha256": (*_NOT_TEXT, "", "a" * 63, "A" * 64, "g" * 64),
    "fingerprint": (*_NOT_TEXT, "", "C3", "a" * 23, "A" * 24, "g" * 24),
    "scope": (
        1,
        "EU",
        [],
        {"region": []},
        {"region": "EU"},
        {"region": [1]},
        {"": ["EU"]},
        {"a": [None]},
        {"a,b": ["x"]},
    ),
    "record": (1, "text", True),
    "enum": (1.5, "nonsense", [], {}, True, CYPHER),
}


def wrong_values(field: Field, whole: Any) -> Iterator[tuple[Any, str]]:
    """(value for the field, what it stands for) that must be refused; `whole` is a value that is accepted."""
    for value in _WRONG[field.type]:
        if field.many:
            if value not in ([],):
                yield [value], f"{value!r:.60} in a list"
        elif value != {} or field.type not in ("record", "scope"):
            yield value, f"{value!r:.60}"
    if field.many:
        yield from (
            ({}, "no list"),
            ("text", "no list"),
            (1, "no list"),
            ([None], "null in a list"),
            (["x"] * 2_001, "too many"),
        )
    if field.required:
        yield from ((None, "null for what is required"), ("", "blank"), ("  ", "blank"))
    if field.type == "record":
        entry = whole or {}
        entry = (entry[0] if entry else {}) if field.many else entry
        for inner in field.fields:
            for value, said in wrong_values(inner, entry.get(inner.name)):
                broken = {**required_of(field), **entry, inner.name: value}
                yield ([broken] if field.many else broken), f"{inner.name}: {said}"
        surplus = {**required_of(field), "surplus": 1}
        yield ([surplus] if field.many else surplus), "unknown field"


def required_of(field: Field) -> dict[str, Any]:
    """Accepted values for what an entry of `field` requires."""
    known = {
        "mechanism": "DPF-EU",
        "decision": "eu-jp",
        "in_scope": True,
        "place": "FR",
        "code": "A46-2-c",
        "document": "shop-policy",
    }
    return {inner.name: known[inner.name] for inner in field.fields if inner.required}


@pytest.fixture(scope="module")
def addresses(cast: Cast) -> dict[str, str]:
    """The address of one resource of each kind."""
    cast.editor.made("/parties", {"id": "example-host", "name": "Example Host"})
    found = {}
    for kind in NEEDING:
        found[kind] = cast.admin.made(f"/{BY_NAME[kind].plural}", examples.BODY[kind])["id"]
    return {kind: f"/{BY_NAME[kind].plural}/{id_}" for kind, id_ in found.items()}


@pytest.mark.parametrize("entity", RECORDS, ids=lambda entity: entity.name)
def test_every_field_refuses_what_it_cannot_hold_and_nothing_is_written(
    cast: Cast, addresses: dict[str, str], entity: Entity
) -> None:
    address = addresses[entity.name]
    before = cast.viewer.get(address)
    revision = cast.viewer.get("/changes?page_size=1").json["total"]
    headers = {"If-Match": before.headers["ETag"]}
    accepted, tried = [], 0
    for field in entity.fields:
        for value, said in wrong_values(field, before.json[field.name]):
            answer = cast.admin("PATCH", address, headers=headers, json={field.name: value})
            tried += 1
            if answer.status_code != 422:
                accepted.append((field.name, said, answer.status_code))
                headers = {"If-Match": "*"}
                continue
            named = {name.split(".")[0] for name in answer.json["errors"]}
            assert named & {field.name, "body", "id"}, (
                field.name,
                said,
                answer.json,
            )  # "id": of another party
    assert not accepted, accepted
    assert tried > 40
    assert cast.viewer.get(address).data == before.data
    assert cast.viewer.get("/changes?page_size=1").json["total"] == revision


@pytest.mark.parametrize("entity", RECORDS, ids=lambda entity: entity.name)
def test_an_unknown_field_is_refused_with_those_that_are_known(
    cast: Cast, addresses: dict[str, str], entity: Entity
) -> None:
    body = {**examples.BODY[entity.name], "id": "with-surplus", "surplus": 1}
    answers = [
        cast.admin.post(f"/{entity.plural}", body),
        cast.admin.changing("PATCH", addresses[entity.name], {"surplus": 1}),
    ]
    for answer in answers:
        assert answer.status_code == 422
        assert entity.fields[0].name in answer.json["errors"]["surplus"][0]


def texts_of(fields: tuple[Field, ...]) -> list[Field]:
    return [field for field in fields if field.type == "text"]


@pytest.mark.parametrize("entity", RECORDS, ids=lambda entity: entity.name)
def test_a_text_that_looks_like_a_query_is_kept_as_it_is(
    cast: Cast, addresses: dict[str, str], entity: Entity
) -> None:
    address = addresses[entity.name]
    before = cast.viewer.get("/flows?page_size=500").json
    patch: dict[str, Any] = {
        field.name: [CYPHER] if field.many else CYPHER for field in texts_of(entity.fields)
    }
    for field in entity.fields:
        if field.type == "record" and (inner := texts_of(field.fields)):
            entry = {**required_of(field), **{one.name: CYPHER for one in inner if one.name != "decision"}}
            patch[field.name] = [entry] if field.many else entry
    if entity.name == "flow":
        patch["scope"] = {"re') DETACH DELETE n //": ["`}] RETURN 1"]}
    answer = cast.admin.changing("PATCH", address, patch)
    assert answer.status_code == 200, answer.json
    kept = cast.viewer.get(address).json
    for name, value in patch.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            assert value[0].items() <= kept[name][0].items()
        elif isinstance(value, dict) and name != "scope":
            assert value.items() <= kept[name].items()
        else:
            assert kept[name] == value
    after = cast.viewer.get("/flows?page_size=500").json
    assert [item["id"] for item in after["items"]] == [item["id"] for item in before["items"]]
    assert cast.viewer.get(f"/{entity.plural}", query_string={"q": CYPHER}).status_code == 200


@pytest.mark.parametrize(
    "id_",
    ["..", "../../etc/passwd", "a/../b", "%2e%2e", "a\\b", "a\x01b", "a b", ".a", "a.", "con:", "'; DROP"],
)
def test_a_path_trick_in_an_id_is_refused(cast: Cast, id_: str) -> None:
    for entity in RECORDS:
        answer = cast.admin.post(f"/{entity.plural}", {**examples.BODY[entity.name], "id": id_})
        assert (answer.status_code, list(answer.json["errors"])) == (422, ["id"]), (entity.name, answer.json)


@pytest.mark.parametrize(
    ("plural", "body", "field"),
    [
        ("parties", {"id": "loop", "name": "Loop", "member_of": "loop"}, "member_of"),
        ("parties", {"id": "none", "name": "None"}, "id"),
        ("parties", {"id": "a:b", "name": "Colon"}, "id"),
        ("processings", {"id": "host:x", "party": "shop", "name": "x", "capacity": "processor"}, "id"),
        ("flows", {"from": "shop:orders", "to": "host:hosting", "id": "x", "categories": []}, "categories"),
        (
            "flows",
            {
                "from": "shop:orders",
                "to": "host:hosting",
                "id": "x",
                "valid_from": "2026-01-02",
                "valid_to": "2026-01-01",
            },
            "valid_to",
        ),
        (
            "flows",
            {
                "from": "shop:orders",
                "to": "host:hosting",
                "id": "x",
                "valid_from": "2026-01-01",
                "valid_to": "2026-01-01",
            },
            "valid_to",
        ),
        ("conditions", {"id": "always", "kind": "event", "default": "on"}, "default"),
        ("breaches", {"id": "nowhere"}, "party"),
        ("categories", {"id": "user.self", "name": "Self", "parents": ["user.self"]}, "parents"),
    ],
)
def test_what_contradicts_itself_is_refused(
    cast: Cast, plural: str, body: dict[str, Any], field: str
) -> None:
    answer = cast.admin.post(f"/{plural}", body)
    assert answer.status_code == 422, answer.json
    assert any(name.startswith(field) for name in answer.json["errors"]), answer.json


def test_a_group_is_never_its_own_member(cast: Cast) -> None:
    answer = cast.editor.changing("PATCH", "/parties/group", {"member_of": "host"})
    assert (answer.status_code, "member_of" in answer.json["errors"]) == (422, True)


def test_a_byte_order_mark_before_a_body_is_passed_over(cast: Cast) -> None:
    body = '\ufeff{"id": "marked", "name": "Marked"}'.encode()
    assert cast.editor("POST", "/parties", data=body, content_type="application/json").status_code == 201
    cast.editor.changing("DELETE", "/parties/marked")
