"""Bad input ends in a sentence or in rows that say what is wrong with them; the rest is still read."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from itertools import islice

import openpyxl
import pytest

from vendorgraph.errors import Invalid
from vendorgraph.exchange.importing import Options, ReadFile, read_rows
from vendorgraph.exchange.reading.formats.detect import detect, reader_of
from vendorgraph.exchange.reading.source import Source

HEAD = "Vendor,Purpose,Country\n"


def read(content: str | bytes, name: str = "list.csv", **options: str) -> ReadFile:
    data = content if isinstance(content, bytes) else content.encode()
    return read_rows(Source.of(name, data), Options(**options))


def workbook(**parts: bytes) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Vendor", "Country"])
    book.active.append(["Stripe", "USA"])
    stream = io.BytesIO(saved(book))
    if parts:
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(f"xl/{name}.xml", content)
    return stream.getvalue()


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "list.csv", "is empty"),
        (b"\xef\xbb\xbf\r\n", "list.csv", "is empty"),
        (b"%PDF-1.7\n", "list.csv", "not a PDF that can be read"),
        (b"PK\x03\x04broken", "list.xlsx", "not a readable XLSX"),
        (b"\x89PNG\r\n", "list.md", "binary file"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(content: bytes, name: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read(content, name)


def test_a_table_under_the_wrong_name_is_read_for_what_it_is() -> None:
    html = "<html><table><tr><th>Vendor</th><th>Country</th></tr><tr><td>Stripe</td><td>USA</td></tr></table></html>"
    for content, name, is_ in (
        (html, "list.csv", "HTML"),
        (workbook(), "list.csv", "XLSX"),
        (HEAD, "list.xlsx", "CSV"),
    ):
        found = read(content, name)
        assert found.format == is_.lower()
        assert found.warnings[0] == f"{name}: is {is_}, whatever its name says, and was read as that"
    with pytest.raises(Invalid, match="not an XLSX"):
        read(HEAD, "list.xlsx", format="xlsx")


def test_zip_and_xml_bombs_are_refused() -> None:
    with pytest.raises(Invalid, match="zip bomb"):
        read(workbook(worksheets_bomb=b"0" * 30_000_000), "list.xlsx")
    with pytest.raises(Invalid, match="entities"):
        read(workbook(bomb=b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'), "list.xlsx")


def test_scripts_hidden_parts_and_navigation_are_no_rows() -> None:
    html = (
        "<html><script>document.write('<table><tr><td>Evil</td></tr></table>')</script><nav><ul><li>Stripe</li></ul></nav>"
        "<div style='display: none'><table><tr><th>Vendor</th></tr><tr><td>Hidden</td></tr></table></div>"
        "<h1>Subprocessors</h1><table><tr><th>Vendor</th><th>Country</th></tr><tr><td>Stripe</td><td>USA</td></tr></table></html>"
    )
    assert [row.vendors for row in read(html, "list.html").rows] == [("Stripe",)]


def test_scripts_and_links_that_run_them_are_no_text_of_markdown_either() -> None:
    rows = read(
        "| Vendor | Purpose | Country |\n|---|---|---|\n"
        "| <script>alert(1)</script> | Ads | US |\n"
        "| [Acme](javascript:alert(1)) | Ads | US |\n"
        "| Beta<style>td {}</style> <object> GmbH | Ads | DE |\n",
        "list.md",
    ).rows
    assert [row.vendors for row in rows] == [(), ("Acme",), ("Beta GmbH",)]
    assert rows[0].refused == "names no vendor"
    assert rows[1].website is None


def test_a_quote_that_never_closes_swallows_no_rows() -> None:
    rows = read(HEAD + 'Stripe,Payments,USA\nAdyen,"Payments,NL\nTwilio,SMS,USA\nMollie,Payments,NL\n').rows
    assert [row.vendors for row in rows] == [("Stripe",), ("Adyen",), ("Twilio",), ("Mollie",)]
    assert [row.number for row in rows] == [2, 3, 4, 5]


def test_a_quoted_cell_of_several_lines_is_one_row() -> None:
    rows = read(HEAD + '"Stripe","Payments\nand billing",USA\nAdyen,Payments,NL\n').rows
    assert [(row.number, row.vendors) for row in rows] == [(2, ("Stripe",)), (4, ("Adyen",))]


def test_line_ends_nul_and_separator_lines_are_no_trouble() -> None:
    assert len(read("sep=;\r\nVendor;Country\r\nStripe;USA\r\n").rows) == 1
    assert len(read("Vendor,Country\rStripe,USA\rAdyen,NL\r").rows) == 2
    assert read("Vendor,Country\nStr\0ipe,USA\n".replace("\0", ""), "a.csv").rows[0].vendors == ("Stripe",)


def test_formulas_are_text_and_nothing_else() -> None:
    (row,) = read(HEAD + '"=HYPERLINK(""http://x"",""Stripe"")",Payments,USA\n').rows
    assert row.vendors[0].startswith("=HYPERLINK") or row.refused


def test_the_apostrophe_that_keeps_a_spreadsheet_from_running_a_text_is_taken_off_again() -> None:
    (row,) = read(HEAD + "'@Work GmbH,Hosting,Germany\n").rows
    assert row.vendors == ("@Work GmbH",)


def test_columns_that_nobody_knows_are_told_row_by_row_and_can_be_mapped() -> None:
    content = "xx,yy,zz\nStripe,foo,bar\nAdyen,foo,bar\n"
    rows = read(content).rows
    assert {row.refused is not None for row in rows} == {True}
    mapped = read_rows(
        Source.of("list.csv", content.encode()), Options(mapping={"xx": "vendor", "zz": "purpose"})
    )
    assert [row.vendors for row in mapped.rows] == [("Stripe",), ("Adyen",)]
    with pytest.raises(Invalid, match="no role"):
        read_rows(Source.of("list.csv", content.encode()), Options(mapping={"xx": "vender"}))


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("list.json", '[{"name": "Stripe", "country": "Ireland"}]', "records"),
        ("list.yml", "subprocessors: [Stripe, Hetzner]", "records"),
        ("list.yml", "- {name: Stripe, purpose: payments}", "records"),
        ("inventory.yml", "parties: []", "native"),
        ("list.json", '[{"name": "Stripe"', "native"),
        ("list.json", '[{"name": "Home", "url": "/"}]', "native"),
        ("list.txt", "Stripe, payments, Ireland", "text"),
        ("list.md", "<script>let page;</script>\n\n<div>\n\n| Vendor | Country |\n|---|---|\n", "markdown"),
        ("list.html", "<html><pre>| Vendor | Country |\n|---|---|\n</pre></html>", "html"),
    ],
)
def test_lists_of_objects_and_plain_text_are_told_from_inventories(
    name: str, content: str, format_: str
) -> None:
    assert detect(Source.of(name, content.encode())) == format_


def test_a_broken_list_of_objects_says_the_line() -> None:
    with pytest.raises(Invalid, match=r"list.yml:3: is not YAML"):
        read_rows(Source.of("list.yml", b"- name: Stripe\n- {name: [\n"), Options(format="records"))


def test_a_long_file_streams_in_memory_that_does_not_grow_with_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "long.csv"
    with file.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        stream.writelines(f"Vendor {at % 300} GmbH,Hosting,Germany\n" for at in range(3_000))
    source = Source.at(file)
    rows: Iterator[object] = iter(reader_of(detect(source))(source))
    named = sum(1 for _ in islice(rows, 300))  # each name once: what it means is remembered
    tracemalloc.start()
    count = named + sum(1 for _ in rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3_000
    assert peak < 2**18, "the rows together take seven times as much"


def test_a_cell_of_two_million_characters_is_a_row_like_any() -> None:
    found = read(f"{HEAD}{'A' * 2_000_000},Hosting,US\nStripe,Payments,IE\n")
    assert [len(row.vendors[0]) for row in found.rows] == [2_000_000, 6]


def test_html_that_is_nested_too_deep_is_refused_and_not_read_in_part() -> None:
    table = "<table><tr><th>Vendor</th><th>Country</th></tr><tr><td>Stripe</td><td>USA</td></tr></table>"
    for depth in (220, 20_000):
        with pytest.raises(Invalid, match=r"^list\.html: holds HTML elements nested deeper than 200 levels"):
            read("<html>" + "<div>" * depth + table, "list.html")
    with pytest.raises(Invalid, match=r"^list\.html: holds HTML elements nested deeper than 200 levels"):
        read(f"<html>{'<ul><li><h3>Acme</h3>' * 110}{table}", "list.html")


def test_a_sheet_of_charts_is_told_and_the_others_are_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.create_chartsheet("Costs")
    found = read(saved(book), "list.xlsx")
    assert [row.vendors for row in found.rows] == [("Stripe",)]
    assert found.warnings == ("list.xlsx:1: the sheet 'Costs' holds a chart and no cells",)


def test_a_row_at_the_end_of_a_sheet_is_read_and_one_beyond_it_is_damage() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.active["A1048576"] = "Adyen"
    assert [row.number for row in read(saved(book), "list.xlsx").rows] == [2, 1_048_576]
    beyond = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as archive, zipfile.ZipFile(beyond, "w") as changed:
        for part in archive.namelist():
            changed.writestr(part, archive.read(part).replace(b"1048576", b"9048576"))
    rows = read(beyond.getvalue(), "list.xlsx").rows
    assert rows[0].vendors == ("Stripe",)
    assert "damaged: it numbers rows above 1,048,576" in str(rows[-1].refused)


def test_what_formulas_left_without_a_value_says_why() -> None:
    book = openpyxl.Workbook()
    for row in (["Vendor", "Country"], ["=A9", "=B9"], ["Stripe", "=B9"], ["#REF!", "US"], ["Adyen", "#N/A"]):
        book.active.append(row)
    lost, stripe, broken, adyen = read(saved(book), "list.xlsx").rows
    assert str(lost.refused).startswith("names no vendor: its cell holds a formula without a saved value")
    assert (lost.number, stripe.vendors) == (2, ("Stripe",))
    assert str(stripe.note).startswith("the cell under 'Country' holds a formula without a saved value")
    assert broken.refused == "names no vendor: its cell holds the error #REF!"
    assert adyen.note == "the cell under 'Country' holds the error #N/A"


def test_the_error_of_a_formula_is_no_vendor_of_a_csv_either() -> None:
    (row,) = read(HEAD + "#REF!,Payments,USA\n").rows
    assert row.refused == "names no vendor: its cell holds the error #REF!"


def test_marks_of_direction_and_zero_width_are_no_part_of_a_name() -> None:
    found = read(f"{HEAD}\u202eAcme\u202c Hosting,x,US\nBe\u200bta\u00ad,x,DE\n")
    assert [row.vendors for row in found.rows] == [("Acme Hosting",), ("Beta",)]


def test_entities_in_a_bill_of_materials_are_refused_with_a_sentence() -> None:
    content = (
        '<?xml version="1.0"?><!DOCTYPE bom [<!ENTITY a "b">]>'
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><services/></bom>'
    )
    with pytest.raises(Invalid, match="^bom.xml: declares a document type or entities, which no bill"):
        read(content, "bom.xml")


REPEATED = (
    "USA, ",
    "(a)",
    "a – ",
    " ",
    "Inc. 5 ",
    "A or ",
    "e.g. ",
    "[a] ",
    "EU-US ",
    "USA, server ",
    "yes, ",
    "no ",
    "~~",
    "a: ",
    "stored in Acme ",
    "Acme Ltd, ",
    "email ",
)


@pytest.mark.parametrize("words", REPEATED)
def test_a_cell_or_bullet_of_many_repeated_words_is_read_to_its_end(words: str) -> None:
    long = f"Acme {words * 4_000}b"
    table = f'Vendor;Purpose;Location\n"{long}";Mail;"{long}"\nStripe;Payments;US\n'
    assert read_rows(Source.of("list.csv", table.encode()), Options()).rows[-1].vendors == ("Stripe",)
    bullets = f"# Sub-processors\n\n- Acme – {long}\n- Stripe (US)\n"
    assert read_rows(Source.of("list.md", bullets.encode()), Options()).rows[-1].vendors == ("Stripe",)


@pytest.mark.parametrize("words", ["Acme ", "A", "Acme, ", "**Acme Cloud** ", "in Ireland ", "Acme Ltd, "])
def test_text_of_many_repeated_words_is_read_to_its_end(words: str) -> None:
    text = f"# Sub-processors\n\nOur providers: {words * 4_000}\n\n## Mail\n\nWe use {words * 4_000}.\n\n## Cards\n\nWe use **Stripe**.\n"
    assert read_rows(Source.of("list.md", text.encode()), Options()).rows[-1].vendors == ("Stripe",)


def test_noise_is_refused_in_one_sentence() -> None:
    noise = bytes(at * 151 % 256 for at in range(3000))
    with pytest.raises(Invalid, match=r"list\.csv: is no text, and in no format that is known here"):
        read_rows(Source.of("list.csv", noise), Options())


def test_what_is_said_of_a_file_agrees_with_what_was_read_of_it() -> None:
    odd = read(HEAD.encode() + b"Str\0ipe,Payments,US\nAdyen,Payments,NL\n")
    assert len(odd.rows) == 2
    assert odd.warnings == (
        "list.csv: holds NUL bytes, which no text does; it was read as Latin-1 without them",
    )
    assert read(HEAD).warnings == ("list.csv: it holds no list, and no table with a row below its header",)


def test_one_cell_is_one_cell() -> None:
    (row,) = read(f"{HEAD}Stripe\n").rows
    assert row.note == "has 1 cell under 3 headers"


def test_a_stray_nul_makes_a_text_no_noise() -> None:
    text = "Vendor,Location\nAcme Ltd,Ireland\nBolt\0 GmbH,Germany\nStripe,US\n"
    assert len(read_rows(Source.of("list.csv", text.encode()), Options()).rows) == 3


def test_noise_that_holds_a_tag_by_chance_is_no_page() -> None:
    noise = bytes(range(32)) * 8 + b"<p>" + bytes(range(255, 127, -1)) * 4
    with pytest.raises(Invalid, match="is no text, and in no format that is known here"):
        read(noise, "list.xlsx")
