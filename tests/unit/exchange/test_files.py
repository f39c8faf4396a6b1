"""Native inventory files: what is accepted, and every refusal with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vendorgraph.errors import Invalid
from vendorgraph.exchange.files import SECTIONS, read, read_path
from vendorgraph.exchange.starter import STARTER
from vendorgraph.model.entities import RECORDS

HEAD = "vendorgraph: 1\ninventory: shop\n"


def refusal(text: str, name: str = "shop.yaml") -> list[str]:
    with pytest.raises(Invalid) as caught:
        read(text, name)
    return caught.value.message.splitlines()


def test_every_kind_of_resource_has_a_section() -> None:
    assert set(SECTIONS) == {entity.plural for entity in RECORDS}


def test_it_reads_a_party_with_its_processings_and_fills_in_whose_they_are() -> None:
    file = read(
        HEAD
        + "parties:\n  - id: host\n    name: Host\n    processings:\n      - {id: 'host:web', name: Web, capacity: processor}\n",
        "f.yaml",
    )
    assert file.slug == "shop"
    assert [(item.kind, item.id) for item in file.items] == [("party", "host"), ("processing", "host:web")]
    assert file.items[1].stated == {"id": "host:web", "party": "host", "name": "Web", "capacity": "processor"}


def test_it_keeps_only_what_is_stated() -> None:
    (item,) = read(HEAD + "parties: [{id: host, aliases: [], address: null, own: false}]", "f.yaml").items
    assert item.stated == {"id": "host", "own": False}


def test_it_tells_no_instrument_from_not_stated() -> None:
    (item,) = read(HEAD + "flows: [{id: f, mechanisms: [], purposes: []}]", "f.yaml").items
    assert item.stated == {"id": "f", "mechanisms": []}


def test_it_makes_an_id_from_the_name_when_there_is_none() -> None:
    file = read(
        HEAD + "parties: [{name: Société Générale, processings: [{name: Paiements, capacity: processor}]}]",
        "f.yaml",
    )
    assert [item.id for item in file.items] == ["societe-generale", "societe-generale:paiements"]


def test_sections_are_applied_in_the_order_of_what_refers_to_what() -> None:
    file = read(HEAD + "flows: [{id: f}]\nparties: [{id: p, name: P}]\ndocuments: [{id: d}]", "f.yaml")
    assert [item.kind for item in file.items] == ["document", "party", "flow"]


def test_json_and_yaml_say_the_same(tmp_path: Path) -> None:
    content = {"vendorgraph": 1, "inventory": "shop", "parties": [{"id": "host", "name": "Host"}]}
    (tmp_path / "f.json").write_text(json.dumps(content), "utf-8-sig")
    (tmp_path / "f.yml").write_text(HEAD + "parties:\n- {id: host, name: Host}\n", "utf-8")
    assert read_path(tmp_path / "f.json").items == read_path(tmp_path / "f.yml").items


def test_the_starter_is_a_whole_file() -> None:
    assert len(read(STARTER, "inventory.yaml").items) == 6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[]",
            "shop.yaml: is not an inventory file: it must begin with `vendorgraph: 1` and `inventory: a-name`",
        ),
        (
            "inventory: shop",
            "shop.yaml: `vendorgraph` is missing; write `vendorgraph: 1`, the version of this format",
        ),
        (
            "inventory: shop\nvendorgraph: 2",
            "shop.yaml:2: `vendorgraph` is 2; write `vendorgraph: 1`, the version of this format",
        ),
        (
            "vendorgraph: true\ninventory: a",
            "shop.yaml:1: `vendorgraph` is True; write `vendorgraph: 1`, the version of this format",
        ),
        (
            "vendorgraph: 1",
            "shop.yaml: `inventory` must be the name of this inventory, as `inventory: example-shop`",
        ),
        (
            "vendorgraph: 1\ninventory: rest",
            "shop.yaml:2: `inventory: rest` is reserved for what is written over REST; choose another name",
        ),
        (HEAD + "parties: {a: 1}", "shop.yaml:3: `parties` must be a list of resources, not {'a': 1}"),
        (HEAD + "parties:\n  - name: ''", "shop.yaml:4: party: name must not be blank"),
        (HEAD + "parties:\n  - text", "shop.yaml:4: party: party is not an object"),
        (
            HEAD + "parties:\n  - id: a\n    name: 1984",
            "shop.yaml:5: party a: name 1984 is not text; put it in quotes",
        ),
        (
            HEAD + "parties:\n  - id: a\n  - id: a",
            "shop.yaml:5: party a stands in this file twice, first at shop.yaml:4; write it once",
        ),
        (
            HEAD + "parties:\n  - id: a\n    processings:\n      - {id: 'a:b', party: c}",
            "shop.yaml:6: processing: party 'c' is not the party it stands in, a",
        ),
        (
            HEAD + "flows:\n  - from: 'a:b'",
            "shop.yaml:4: flow: id is missing and cannot be made from from and to; write one",
        ),
    ],
)
def test_it_refuses_with_file_line_and_what_is_accepted(text: str, said: str) -> None:
    assert said in refusal(text)


def test_it_refuses_an_unknown_section_naming_the_nearest_and_all() -> None:
    (said,) = refusal(HEAD + "party: []")
    assert said.startswith("shop.yaml:3: 'party' is not a section; did you mean parties?")
    assert "flows" in said


def test_it_says_everything_that_is_wrong_at_once_in_the_order_of_the_file() -> None:
    text = HEAD + (
        "flows:\n"
        "  - id: f\n"
        "    status: maybe\n"
        "    locations:\n"
        "      - {place: UK}\n"
        "      - {place: FR, kinds: storage}\n"
        "parties:\n"
        "  - {id: A B}\n"
    )
    lines = refusal(text)
    assert [line.split(": ")[0] for line in lines] == [
        "shop.yaml:5",
        "shop.yaml:7",
        "shop.yaml:8",
        "shop.yaml:10",
    ]
    assert "one of active, planned, disclaimed" in lines[0]
    assert "write GB" in lines[1]
    assert "kinds is not a field here; did you mean kind?" in lines[2]


def test_it_counts_what_it_does_not_list() -> None:
    text = HEAD + "parties:\n" + "".join(f"  - {{id: p{n}, own: 1}}\n" for n in range(80))
    lines = refusal(text)
    assert len(lines) == 51
    assert lines[-1] == "shop.yaml: and 30 more"


def test_it_says_that_text_with_commas_in_braces_needs_quotes() -> None:
    (said, *_) = refusal(
        HEAD + "flows:\n  - id: f\n    evidence:\n      - {document: d, claim: names, and addresses}\n"
    )
    assert said.startswith("shop.yaml:6: flow f: evidence.0.and addresses is not a field here")
    assert said.endswith("put a text with commas or colons in quotes")


def test_it_says_that_a_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="nowhere.yaml: cannot be read: No such file"):
        read_path(tmp_path / "nowhere.yaml")
    with pytest.raises(Invalid, match="cannot be read: Is a directory"):
        read_path(tmp_path)


def test_progress_counts_resources() -> None:
    told: list[tuple[int, int]] = []
    read(HEAD + "parties: [{id: a}, {id: b}]", "f.yaml", lambda done, total: told.append((done, total)))
    assert told == [(2, 2)]


def test_a_large_file_of_repetitions_is_refused() -> None:
    names = ", ".join(f"a{at}" for at in range(20_000))
    assert refusal(f"vendorgraph: 1\ninventories: [{names}, a19999]\n")[0].endswith("names a19999 twice")
    twice = "".join(f"  - id: a{at}\n" for at in range(2_000)) * 2
    assert len(refusal(f"{HEAD}parties:\n{twice}")) == 51
