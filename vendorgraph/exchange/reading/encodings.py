"""Which encoding a file is in: byte order marks, UTF-8, else the likeliest legacy one; never silently.

A file of UTF-8 with foreign bytes in it (two exports pasted together) is read byte by byte: what is no
UTF-8 is taken for Windows-1252, and the lines are told.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

MIXED = "vendorgraph-mixed"  # the error handler for bytes that are no UTF-8
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_LEGACY = ["cp1252", "cp1250", "cp1251", "cp1253", "iso8859_2", "iso8859_15", "mac_roman", "cp850", "cp437"]
#: What English, French, German, Spanish, Italian, Portuguese, Dutch and Nordic texts hold beyond ASCII.
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿýßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜ€£§°«»–—‘’‚“”„…·•®™©\xa0²³ºª¿¡"
)
_META = re.compile(
    rb"""<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
#: What browsers read where a page names a narrower encoding.
_AS_BROWSERS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
_OF_ONE_BYTE = ("cp125", "cp85", "cp86", "cp874", "iso8859", "koi8", "mac")
_OF_SEVERAL_BYTES = ("cp932", "cp949", "euc", "gb18030", "big5", "iso2022")
_SAMPLE = 1 << 18


@dataclass(frozen=True, slots=True)
class Encoding:
    """Python's `codec` with the `errors` handler to use, its `name` for people, and what they should know."""

    codec: str
    name: str
    errors: str = "strict"
    warning: str | None = None


def _foreign(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8, as Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error(MIXED, _foreign)


def find_encoding(chunks: Callable[[], Iterator[bytes]]) -> Encoding:
    """The encoding of the bytes that each call of `chunks` yields anew."""
    first = next(chunks(), b"")
    for mark, codec, name in _MARKS:
        if first.startswith(mark):
            return Encoding(codec, name, errors="replace" if name != "UTF-8" else MIXED)
    if b"\0" in first[:4096]:
        return _wide(first)
    scan = _Scan(chunks())
    declared = _declared(first)
    if declared and _may_be(declared, scan) and _decodes(declared, chunks):
        return Encoding(declared, _spoken(declared), "replace")
    if not scan.bad_lines:
        return Encoding("utf-8", "UTF-8")
    if scan.multibyte:
        return Encoding("utf-8", "UTF-8 and Windows-1252 mixed", MIXED, _mixed_warning(scan.bad_lines))
    codec = _legacy(scan.sample)
    line = scan.bad_lines[0]
    return Encoding(
        codec,
        _spoken(codec),
        errors="replace",
        warning=f"line {line}: is not UTF-8; the file was read as {_spoken(codec)}",
    )


def _declared(first: bytes) -> str | None:
    """The codec that a page names for itself in its first bytes, as browsers understand the name; None for none."""
    found = _META.search(first[:4096])
    if found is None:
        return None
    try:
        codec = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except LookupError:
        return None
    codec = _AS_BROWSERS.get(codec, codec)
    return codec if codec.startswith((*_OF_ONE_BYTE, *_OF_SEVERAL_BYTES)) else None


def _may_be(codec: str, scan: _Scan) -> bool:
    """Whether the bytes may be in the codec that a page names, and not in UTF-8 whatever it says."""
    if not scan.bad_lines:
        return codec.startswith("iso2022") and not scan.multibyte  # seven bits with escapes
    return not scan.multibyte or codec.startswith(_OF_SEVERAL_BYTES)


def _decodes(codec: str, chunks: Callable[[], Iterator[bytes]]) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for chunk in chunks():
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _mixed_warning(lines: list[int]) -> str:
    more = f" and {len(lines) - 5} more" if len(lines) > 5 else ""
    shown = ", ".join(map(str, lines[:5]))
    return f"line {shown}{more}: not UTF-8 in a file that otherwise is; these characters were read as Windows-1252"


def _wide(first: bytes) -> Encoding:
    """UTF-16 without a mark has its NULs on one side of each pair."""
    even, odd = first[:4096:2].count(0), first[1:4096:2].count(0)
    codec = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) * 3 < len(first[:4096:2]):
        warning = "holds NUL bytes, which no text does; it was read as Latin-1 without them"
        return Encoding("latin-1", "binary", "replace", warning)
    return Encoding(codec, "UTF-16", "replace", "has no byte order mark; it was read as UTF-16")


class _Scan:
    """Line by line: which lines are no UTF-8, and whether any holds a character of several bytes."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.bad_lines: list[int] = []
        self.multibyte = False
        self.sample = b""
        number, rest = 1, b""
        for chunk in chunks:
            block, _, tail = (rest + chunk).rpartition(b"\n")
            if not block:
                rest = tail
                continue
            self._block(block, number)
            number += block.count(b"\n") + 1
            rest = tail
        self._block(rest, number)

    def _block(self, block: bytes, number: int) -> None:
        if block.isascii():
            return
        try:
            block.decode("utf-8")
            self.multibyte = True
            return
        except UnicodeDecodeError:
            pass
        for at, line in enumerate(block.split(b"\n"), number):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                self.multibyte = True
            except UnicodeDecodeError:
                self.bad_lines.append(at)
                if len(self.sample) < _SAMPLE:
                    self.sample += line + b"\n"


def _legacy(sample: bytes) -> str:
    """The likeliest one-byte encoding. Short samples mislead statistics, so Western letters decide first."""
    for codec in ("cp1252", "mac_roman", "cp850"):
        try:
            beyond = {letter for letter in sample.decode(codec) if letter > "\x7f"}
        except UnicodeDecodeError:
            continue
        if beyond <= _WESTERN:
            return codec
    best = from_bytes(sample, cp_isolation=_LEGACY).best()
    return best.encoding if best is not None else "cp1252"


def _spoken(codec: str) -> str:
    known = {"cp1252": "Windows-1252", "cp932": "Shift-JIS", "mac_roman": "Mac Roman"}
    return known.get(codec, codec.replace("cp", "code page "))
