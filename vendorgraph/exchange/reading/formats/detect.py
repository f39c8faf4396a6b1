"""Which format a file is in, by its content and not by its name alone, and the reader for it."""

from __future__ import annotations

import importlib
import json
import re
from typing import Final, cast

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.row import Reader
from vendorgraph.exchange.reading.source import Source

#: Format -> module and function that read it; `native` is read by `exchange.files`.
READERS: Final = {
    "csv": "formats.sheets:read_csv",
    "xlsx": "formats.workbook:read_xlsx",
    "pdf": "pdf.reader:read",
    "markdown": "lists.reader:read_markdown",
    "html": "lists.reader:read_html",
    "text": "text.reader:read",
    "records": "formats.records:read",
    "fideslang": "formats.fideslang:read",
    "cyclonedx": "formats.cyclonedx:read",
    "gvl": "formats.gvl:read",
    "dora": "formats.dora:read",
}
FORMATS: Final = ("auto", "native", *READERS)
_PARSED_LIMIT = 50_000_000  # bytes of a file that is parsed to tell what it is
#: What a file is called, in words and by the ending that says so.
_CALLED = {
    "csv": "CSV",
    "tsv": "CSV",
    "xlsx": "XLSX",
    "xlsm": "XLSX",
    "html": "HTML",
    "htm": "HTML",
    "pdf": "PDF",
}
#: Formats that are no text.
_BINARY = {"xlsx": "an XLSX workbook", "pdf": "a PDF"}
_WORDS = {"csv": "CSV", "xlsx": "XLSX", "pdf": "PDF", "html": "HTML", "markdown": "Markdown", "dora": "CSV"}
_TAG = re.compile(
    r"<!doctype html|<html\b|<(table|body|div|ul|dl|head|section|main|article|p|h[1-6])\b", re.I
)
_MARKDOWN = re.compile(r"^(#{1,6} |[*+-] |\|.*\||---\s*$|.*\n[=-]{3,}\s*$)", re.M)
#: How JSON begins; a page may begin with a link, "[Skip to content](#main)", or a placeholder, "[Draft]" or "{{name}}".
_JSON = re.compile(
    r"""\{\s*(?:["}]|\Z)|\[\s*(?:[\[{"](?![^\n]*\]\()|\]\s*\Z|\Z|-?\d[\d.]*\s*(?:,|\]\s*\Z)|(?:true|false|null)\b)"""
)
_LINKED = re.compile(r"\[[^\n]*\]\(")
_TEXTS = ("md", "markdown", "mdown", "txt", "html", "htm", "csv", "tsv")
_PAGE = re.compile(r"<!doctype html|<html\b|<\?xml", re.I)
_TABLE = re.compile(r"^\s*\|?.*\|.*\n\s*\|?\s*:?-{2,}[-|: \t]*$", re.M)


def reader_of(format_: str) -> Reader:
    """The reader of a format of READERS."""
    module, _, function = READERS[format_].partition(":")
    found = importlib.import_module(f"vendorgraph.exchange.reading.{module}")
    return cast(Reader, getattr(found, function))


def detect(source: Source, wanted: str = "auto") -> str:
    """The format of a source. Raises Invalid when it is empty, none that is known, or plainly not the one wanted."""
    head = source.head
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Invalid(f"{source.name}: is empty")
    found = _sniffed(source, head)
    if found in ("csv", "text", "markdown", "html", None) and _is_noise(source):
        raise Invalid(f"{source.name}: is no text, and in no format that is known here")
    if wanted == "auto":
        if found is None:
            raise Invalid(f"{source.name}: is in no format that is known here; name one with --format")
        return found
    if wanted not in FORMATS:
        raise Invalid(f"{wanted!r} is no format; accepted: {', '.join(FORMATS)}")
    if found in _BINARY and found != wanted:
        raise Invalid(f"{source.name}: is not {wanted} but {found}")
    if wanted in _BINARY and found != wanted:
        raise Invalid(f"{source.name}: is not {_BINARY[wanted]}, whatever its name says")
    return wanted


def _is_noise(source: Source) -> bool:
    """Whether one byte in twenty at the beginning is none of a text, as in a file that is encrypted or damaged."""
    first = source.head[:4096]
    if source.encoding.codec.startswith(("utf-16", "utf-32")):
        return False
    strange = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in first)
    return strange * 20 > len(first)


def misnamed(source: Source, format_: str) -> str | None:
    """What to say when the ending of a source's name tells another format than the one it is in."""
    called, found = _CALLED.get(source.ending), _WORDS.get(format_, format_)
    if called is None or called == found:
        return None
    return f"{source.name}: is {found}, whatever its name says, and was read as that"


def _sniffed(source: Source, head: bytes) -> str | None:
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")):
        raise Invalid(f"{source.name}: is a binary file of another kind; save it as XLSX or CSV")
    text = head.decode(source.encoding.codec, "replace").lstrip("\ufeff \t\r\n")
    text = re.sub(r"\r\n?", "\n", text)
    braced = text.startswith(("{", "[")) and source.ending not in _TEXTS and not _LINKED.match(text)
    if (braced or _JSON.match(text)) and not _heads_a_page(source):
        return _json(source, text)
    if re.match(r"<(\?xml|bom\b|!--)", text) and "http://cyclonedx.org/schema/bom/" in text[:5000]:
        return "cyclonedx"
    if re.search(r"^vendorgraph\s*:", text, re.M) and re.search(r"^inventory\s*:", text, re.M):
        return "native"
    if _TAG.search(text[:5000]) and not _TABLE.search(text) and not text.startswith("---\n"):
        return "html"
    if text.startswith("<") and _TAG.search(text) and (_PAGE.match(text) or not _TABLE.search(text)):
        return "html"
    if re.search(r"^(system|systems|dataset|policy)\s*:", text, re.M) and re.search(r"fides_key\s*:", text):
        return "fideslang"
    return _by_name(source, text)


def _heads_a_page(source: Source) -> bool:
    """Whether the JSON with which a page of text begins is what a generator of sites is told of it, and the text goes on."""
    if source.ending not in _TEXTS or len(source.data) >= _PARSED_LIMIT:
        return False
    text = source.text.lstrip("\ufeff \t\r\n")
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return bool(re.match(r"\s*\n\s*[^\s\[{,\]}]", text[end:]))


def _by_name(source: Source, text: str) -> str | None:
    if source.ending in ("md", "markdown", "mdown"):
        return "markdown"
    if source.ending in ("html", "htm"):
        return "html"
    if source.ending in ("yaml", "yml"):
        return _records(source)
    if source.ending == "txt" and not _TABLE.search(text):
        return "text"
    first = text.split("\n", 1)[0]
    if re.match(r'"?(c00\d0|b_0\d)', first, re.I):
        return "dora"
    delimited = max(first.count(mark) for mark in ",;\t|")
    if source.ending in ("csv", "tsv"):
        return "csv"
    if _TABLE.search(text) or (_MARKDOWN.search(text) and not delimited):
        return "markdown"
    if delimited or source.media_type == "text/csv":
        return "csv"
    return "markdown" if _MARKDOWN.search(text) else None


def _records(source: Source) -> str:
    """`records` for a list of vendors, else `native`, whose reader says what is wrong with the file, and where."""
    from vendorgraph.exchange.reading.formats.records import holds_vendors  # takes long to load

    return "records" if len(source.data) < _PARSED_LIMIT and holds_vendors(source.text) else "native"


def _json(source: Source, text: str) -> str | None:
    if '"bomFormat"' in text or "cyclonedx" in text[:2000].lower():
        return "cyclonedx"
    if '"gvlSpecificationVersion"' in text or '"vendorListVersion"' in text:
        return "gvl"
    if '"vendorgraph"' in text:
        return "native"
    try:
        found = json.loads(source.text) if len(source.data) < _PARSED_LIMIT else None
    except (ValueError, RecursionError):
        return "native"  # its reader says what is wrong with it, and where
    keys = set(found) if isinstance(found, dict) else set()
    if {"vendors", "purposes"} <= keys:
        return "gvl"
    return "fideslang" if keys & {"system", "systems"} else _records(source)
