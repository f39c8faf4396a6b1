"""The catalogue of cypher/: what it refuses, and that its statements match the declared inventory."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vendorgraph.model.entities import RECORDS
from vendorgraph.store.catalogue import CatalogueError, folder, load, parse, shipped_catalogue
from vendorgraph.store.mapping import columns, link_statement

GOOD = """// name: parties_of        mode: read
// params: id (str), since (int)
// returns: id (str),
//   name (str)
// The parties of a group, with 'RETURN $nothing' in a comment.
MATCH (n:Party {id: $id})
WHERE n.revision > $since // $not_a_parameter
RETURN n.id AS id, // the id, as name
       [(n)-[:X]->(m) | m {.id, name: 'RETURN $b'}] AS `name`
ORDER BY n.id
SKIP 0"""


def refusal(text: str, name: str = "parties_of") -> str:
    with pytest.raises(CatalogueError) as refused:
        parse(Path(f"{name}.cypher"), text)
    return refused.value.message


def test_it_reads_a_statement_with_its_header():
    statement = parse(Path("parties_of.cypher"), GOOD)
    assert (statement.name, statement.mode) == ("parties_of", "read")
    assert statement.params == ("id", "since")
    assert statement.returns == ("id", "name")
    assert statement.engines == {"embedded", "neo4j"}
    assert statement.doc.startswith("The parties of a group")
    assert statement.text.startswith("MATCH (n:Party")


def test_it_refuses_a_file_without_a_header():
    assert refusal("MATCH (n) RETURN n").startswith("parties_of.cypher:1: the first line must read")


def test_it_refuses_an_undeclared_parameter_with_its_line():
    assert refusal(GOOD.replace(", since (int)", "")) == (
        "parties_of.cypher:7: $since is not declared under params."
    )


def test_it_refuses_a_parameter_that_is_never_used():
    assert "parties_of.cypher:2: the parameter 'extra' is declared and never used" in refusal(
        GOOD.replace("since (int)", "since (int), extra (str)")
    )


@pytest.mark.parametrize(
    ("said", "instead"),
    [("id (str),\n//   name (str)", "name (str), id (str)"), ("id (str),\n//   name (str)", "id (str)")],
)
def test_it_refuses_columns_that_differ_from_the_header(said, instead):
    assert "RETURN gives (id, name), the header says" in refusal(GOOD.replace(said, instead))


def test_it_refuses_a_return_that_the_header_denies():
    assert "RETURN gives (id, name), the header says (-)" in refusal(
        GOOD.replace("id (str),\n//   name (str)", "-")
    )


@pytest.mark.parametrize(
    ("said", "instead", "sentence"),
    [
        ("mode: read", "mode: reads", "mode 'reads' is none of read, schema, write"),
        ("name: parties_of", "name: partys", "differs from the file's, 'parties_of'"),
        ("since (int)", "since int", "'since int' must read `name (type)`"),
        ("since (int)", "since (number)", "'since (number)' must read `name (type)`"),
        ("since (int)", "id (int)", "'id' is given twice"),
        ("// params: id (str), since (int)\n", "", "the header lacks a line `// params:`"),
        ("// The parties", "// engines: postgres\n// The parties", "engines 'postgres' are not among"),
        ("// params:", "// params: -\n// params:", "'params' is given twice"),
    ],
)
def test_it_refuses_a_header_that_breaks_the_rules(said, instead, sentence):
    assert sentence in refusal(GOOD.replace(said, instead))


def test_it_refuses_a_header_without_a_description_or_a_statement():
    head = "// name: parties_of mode: read\n// params: -\n// returns: -\n"
    assert "lacks a sentence" in refusal(head + "MATCH (n) DELETE n")
    assert "no statement below the header" in refusal(head + "// What it is for.\n")


def test_it_refuses_two_files_with_one_name(tmp_path):
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "parties_of.cypher").write_text(GOOD)
    with pytest.raises(
        CatalogueError, match=r"b/parties_of\.cypher:1: the name 'parties_of' is also that of"
    ):
        load(tmp_path)


def test_every_shipped_statement_passes():
    assert len(shipped_catalogue()) == len(list(folder().rglob("*.cypher")))


def test_no_statement_is_ever_formatted():
    for statement in shipped_catalogue().values():
        assert not re.search(r"%s|%\(|\{\}", statement.text), statement.path


def test_every_label_has_its_constraint_and_no_other_has():
    wanted = {entity.label for entity in RECORDS} | {"Country", "Region", "Mechanism", "Meta", "Token"}
    found = {
        match[1]: match[2]
        for statement in shipped_catalogue().values()
        if (match := re.search(r"FOR \(\w+:(\w+)\) REQUIRE \w+\.(\w+) IS UNIQUE", statement.text))
    }
    assert {label for label, key in found.items() if key == "id"} >= wanted
    assert {label: key for label, key in found.items() if key != "id"} == {
        "Change": "seq",
        "ChangeContent": "seq",
    }


@pytest.mark.parametrize("entity", RECORDS, ids=lambda entity: entity.name)
def test_every_declared_link_has_the_statement_that_makes_it(entity):
    for field in entity.fields:
        for label in field.link.labels if field.link else ():
            text = shipped_catalogue()[link_statement(entity, field, label)].text
            assert f"MATCH (n:{entity.label} {{id: row.id}})" in text
            assert f"MATCH (t:{label} {{id: row.target}})" in text
            start, end = ("<-", "-") if field.link.inward else ("-", "->")
            assert re.search(rf"CREATE \(n\){start}\[r?:{field.link.type}\b.*\]{end}\(t\)", text)
            assert "position" in text or "SET r = row.properties" in text


@pytest.mark.parametrize("entity", RECORDS, ids=lambda entity: entity.name)
def test_unlinking_removes_exactly_the_declared_relationships(entity):
    types = {field.link.type for field in entity.fields if field.link}
    if types:
        text = shipped_catalogue()[f"unlink_{entity.plural}"].text
        assert set(re.search(r"\[r:([A-Z_|]+)\]", text)[1].split("|")) == types


@pytest.mark.parametrize("entity", RECORDS, ids=lambda entity: entity.name)
def test_reading_all_and_reading_some_give_the_same_declared_columns(entity):
    catalogue = shipped_catalogue()
    everything, some = catalogue[f"read_{entity.plural}"], catalogue[f"find_{entity.plural}"]
    assert everything.returns == some.returns == columns(entity.name)
    assert everything.text.partition("RETURN")[2] == some.text.partition("RETURN")[2]
    for field in entity.fields:
        if field.link:
            start, end = ("<-", "-") if field.link.inward else ("-", "->")
            assert re.search(
                rf"\[\(n\){start}\[r?:{field.link.type}\]{end}\(t\) \| .*\] AS `?{field.name}`?\b",
                everything.text,
            )


def test_no_field_is_named_like_what_the_store_keeps_beside_them():
    kept = {"revision", "managed_by", "contributions", "shipped", "member_of_none", "position"}
    for entity in RECORDS:
        names = {field.name for field in entity.fields}
        names |= {f"{field.name}_stated" for field in entity.fields if field.stated}
        nested = {part.name for field in entity.fields if field.link for part in field.fields}
        assert not (names | nested) & kept
