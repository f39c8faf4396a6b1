"""YAML and JSON texts to values: YAML 1.2 core scalars, bounded, refused with lines."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vendorgraph.exchange import text
from vendorgraph.exchange.text import Unreadable, decode, lines_of, parse, parse_json, parse_yaml
from vendorgraph.exchange.writing.native import dump

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(codec="utf-8"), max_size=12)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), inner, max_size=4)
    ),
    max_leaves=15,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2020-10-30", "2020-10-30"),
        ("1_000", "1_000"),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("-3", -3),
        ("+3", 3),
        ("1.5", 1.5),
        ("6e3", 6000.0),
        (".inf", ".inf"),
        ("", None),
        ("true", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("'null'", "null"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("<<", "<<"),
        ("36-43", "36-43"),
        ("1" * 30, int("1" * 30)),
    ],
)
def test_it_reads_the_core_scalars_of_yaml_1_2(written: str, value: Any) -> None:
    read = parse_yaml(f"a: {written}\n")["a"]
    assert (read, type(read)) == (value, type(value))


def test_keys_are_text_whatever_they_look_like() -> None:
    assert parse_yaml("{NO: 1, 12: 2, null: 3, true: 4}") == {"NO": 1, "12": 2, "null": 3, "true": 4}


def test_aliases_stand_for_what_they_name() -> None:
    assert parse_yaml("a: &x {b: [1]}\nc: *x\nd: [*x, *x]") == {
        "a": {"b": [1]},
        "c": {"b": [1]},
        "d": [{"b": [1]}] * 2,
    }


def _laughs() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("a: 1\nb: 2\na: 3", 3, "the key 'a' twice"),
        ("a:\n  b: 1\n  b: 2", 3, "the key 'b' twice"),
        ("a: &x [1, *x]", 1, "before it is complete"),
        ("a: 1\n---\nb: 2", 2, "second YAML document"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", 2, "tags are not accepted"),
        ("a: !mine 1", 1, "tags are not accepted"),
        ("? [a, b]\n: 1", 1, "keys are text"),
        ("a: [1, 2", 2, "is not YAML"),
        ("a: 1\n\tb: 2", 2, "is not YAML"),
        ("a: " + "[" * 40 + "]" * 40, 1, "nested deeper"),
        ("a: *nowhere", 1, "before it is complete"),
        ("a: 1\x00", None, "is not YAML"),
        (_laughs(), 6, "by aliases"),
    ],
)
def test_it_refuses_with_the_line(written: str, line: int | None, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_yaml(written)
    assert said in refusal.value.message
    assert line is None or refusal.value.line == line


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ('{"a": 1,\n "a": 2}', 2, "the key 'a' twice"),
        ('[{"a": "}{\\""},\n {"b": {"a": 1}, "a": 1},\n {"\\u0062": 1, "b": 2}]', 3, "the key 'b' twice"),
        ('{"a": "NaN",\n\n "b": NaN}', 3, "contains NaN"),
        (f"[1,\n{'9' * 5000}]", 2, "5,000 digits"),
        ('{"a":\n 1,}', 2, "is not JSON"),
        ("[" * 100_000, None, "nested deeper"),
        ("", 1, "is not JSON"),
    ],
)
def test_it_refuses_json_that_is_malformed(written: str, line: int | None, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_json(written)
    assert said in refusal.value.message
    assert line is None or refusal.value.line == line


def test_it_refuses_more_values_than_a_file_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "VALUE_LIMIT", 10)
    with pytest.raises(Unreadable, match="more than 10 values"):
        parse_yaml("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]")


def test_it_refuses_a_file_larger_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "SIZE_LIMIT", 2**20)
    with pytest.raises(Unreadable, match="larger than 1 MiB"):
        decode(b"a" * (2**20 + 1))


def test_it_reads_utf_8_with_and_without_byte_order_mark() -> None:
    assert decode("é: 1".encode()) == decode("é: 1".encode("utf-8-sig")) == "é: 1"


def test_it_refuses_other_encodings_with_the_line() -> None:
    with pytest.raises(Unreadable, match="not UTF-8") as refusal:
        decode(b"a: 1\nb: \xe9")
    assert refusal.value.line == 2


def test_text_of_unknown_form_is_json_when_it_begins_as_json_does() -> None:
    assert parse('{"a": "\\ud83d\\ude00"}') == {"a": "😀"}
    assert parse("{a: 1}") == parse("a: 1") == {"a": 1}


@given(VALUES)
def test_every_json_value_comes_back_from_json(value: Any) -> None:
    assert parse_json(json.dumps(value)) == value


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), VALUES, max_size=4))
def test_what_our_yaml_writer_writes_comes_back(value: Any) -> None:
    assert parse_yaml(dump(value).decode()) == value


@given(st.text(max_size=60) | st.text(alphabet="ab:-[]{}&*!|>#'\", \n\t?%@~01", max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(written: str) -> None:
    for read in (parse, parse_yaml, parse_json):
        try:
            read(written)
        except Unreadable as refusal:
            assert refusal.message


def test_it_finds_the_lines_of_paths_in_yaml_and_json() -> None:
    written = "a:\n  - b: 1\n    c: [x,\n      y]\n  - {b: 2}\n"
    wanted = {("a",), ("a", 0), ("a", 0, "c"), ("a", 0, "c", 1), ("a", 1, "b"), ("a", 9)}
    assert lines_of(written, wanted) == {
        ("a",): 1,
        ("a", 0): 2,
        ("a", 0, "c"): 3,
        ("a", 0, "c", 1): 4,
        ("a", 1, "b"): 5,
    }
    as_json = json.dumps({"a": [{"b": 1}, {"b": 2}]}, indent=1)
    assert lines_of(as_json, {("a", 1, "b")}) == {("a", 1, "b"): 7}


@given(VALUES)
def test_looking_for_lines_walks_what_was_parsed(value: Any) -> None:
    written = yaml.safe_dump({"top": value})
    assert lines_of(written, {("top",)}) == {("top",): 1}


def test_a_key_repeated_at_the_end_of_a_large_object_is_found_at_once() -> None:
    keys = ", ".join(f'"{at}": 0' for at in range(100_000))
    with pytest.raises(Unreadable, match="the key '99999' twice"):
        parse_json(f'{{{keys}, "99999": 0}}')


def test_a_number_of_thousands_of_digits_is_refused_in_json() -> None:
    with pytest.raises(Unreadable, match="holds a number of 5,000 digits"):
        parse_json('{"a": ' + "9" * 5_000 + "}")
