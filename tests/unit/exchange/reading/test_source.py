"""A source's bytes become text whatever they are, and what was doubtful is told."""

from __future__ import annotations

import pytest

from vendorgraph.errors import Invalid
from vendorgraph.exchange.importing import Options, read_rows
from vendorgraph.exchange.reading.source import SIZE_LIMIT, Source

TEXT = "Société Générale;Paris;hébergement\nMüller GmbH;Köln;Zahlung\n"


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (TEXT.encode(), "UTF-8", False),
        (TEXT.encode("utf-8-sig"), "UTF-8", False),
        (TEXT.encode("utf-16"), "UTF-16", False),
        (TEXT.encode("utf-16-le"), "UTF-16", True),
        (TEXT.encode("cp1252"), "Windows-1252", True),
        (TEXT.encode("mac_roman"), "Mac Roman", True),
    ],
)
def test_it_reads_text_in_any_usual_encoding_and_tells_a_guess(data, name, told):
    source = Source.of("list.csv", data)
    assert source.text == TEXT
    assert source.encoding.name == name
    assert bool(source.encoding.warning) == told


def test_it_reads_mixed_encodings_and_names_the_lines():
    source = Source.of("list.csv", "Société;FR\n".encode() + "Müller;DE\n".encode("cp1252"))
    assert source.text == "Société;FR\nMüller;DE\n"
    assert "line 2" in (source.encoding.warning or "")


def test_line_ends_of_any_system_are_one():
    assert Source.of("a", b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_it_refuses_what_is_too_large_and_what_is_not_there(tmp_path):
    with pytest.raises(Invalid, match="larger than"):
        Source.of("big.csv", b"a" * (SIZE_LIMIT + 1))
    with pytest.raises(Invalid, match="cannot be read"):
        Source.at(tmp_path / "none.csv")


def test_a_path_is_read_only_when_asked(tmp_path):
    file = tmp_path / "list.CSV"
    file.write_bytes(b"a;b\n")
    source = Source.at(file)
    assert (source.content, source.ending, source.head) == (None, "csv", b"a;b\n")
    assert len(source.sha256) == 64


PAGE = '<meta charset="{}"><table><tr><th>Vendor<th>Country<tr><td>{}<td>{}</table>'


@pytest.mark.parametrize(
    ("charset", "codec", "vendor", "country", "name"),
    [
        ("Shift_JIS", "cp932", "サイボウズ株式会社", "日本", "Shift-JIS"),
        ("iso-2022-jp", "iso2022_jp", "サイボウズ株式会社", "日本", "iso2022_jp"),
        ("windows-1252", "cp1252", "Société Générale", "États-Unis", "Windows-1252"),
        ("iso-8859-1", "cp1252", "L’Oréal", "États-Unis", "Windows-1252"),
        ("windows-1250", "cp1250", "Škoda", "Česko", "code page 1250"),
        ("iso-8859-1", "utf-8", "L’Oréal", "États-Unis", "UTF-8"),
        ("unicode_escape", "cp1252", "L’Oréal", "États-Unis", "Windows-1252"),
    ],
)
def test_the_encoding_that_a_page_names_is_read_unless_it_is_utf_8_after_all(
    charset: str, codec: str, vendor: str, country: str, name: str
) -> None:
    source = Source.of("list.html", PAGE.format(charset, vendor, country).encode(codec))
    assert (source.encoding.name, source.encoding.warning is None) == (name, charset != "unicode_escape")
    assert vendor in source.text
    assert country in source.text


@pytest.mark.parametrize(
    "first", ["[Skip to content](#main)", "[![Logo](/l.png)](/)", "[Draft]", "{{ page.title }}", "{% toc %}"]
)
def test_a_page_that_begins_with_a_bracket_is_no_json(first: str) -> None:
    page = f"{first}\n\n# Sub-processors\n\n- Quarx Ltd – mail (Ireland)\n- Zorpify Oy – logs (Finland)\n"
    rows = read_rows(Source.of("list.md", page.encode()), Options()).rows
    assert [row.vendors for row in rows] == [("Quarx Ltd",), ("Zorpify Oy",)]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_ends_of_lines_make_no_other_format(end: str) -> None:
    page = "---\ntitle: Sub-processors\n---\n\n<div>\n\n| Vendor | Location |\n|---|---|\n| Acme Ltd | UK |\n\n</div>\n"
    source = Source.of("list.md", page.replace("\n", end).encode())
    assert [row.vendors for row in read_rows(source, Options()).rows] == [("Acme Ltd",)]
