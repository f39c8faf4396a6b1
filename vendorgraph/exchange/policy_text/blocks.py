"""The text of a policy as blocks (paragraphs, headings, rows), each part with its line in the file.

TXT and PDF count the lines of the text, HTML those of the source. A paragraph that was wrapped at a
fixed width is one block over several lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦‣]|\(?[a-z0-9]{1,2}[.)])\s+")
_NUMBERED = re.compile(r"\s*(?:§+\s*)?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-H])[.)]?\s+\S")
_RULE_ROW = re.compile(r"[\s|:+=_-]+")
_SENTENCE_END = (".", ";", ",", "!", "…")
_LONGEST = 8_000  # characters of a block: what is read costs more than its length
#: What fonts of PDFs draw as one sign, and marks that are not seen.
_LETTERS = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\xad": None,
        "\u200b": None,
    }
)
_LONG_WORD = re.compile(r"\S{300,}")
_WITH_A_DASH = re.compile(r"[A-ZÀ-ÖØ-Þ0-9][^.;:]{1,60} [–—-] \w.{2,100}$")
_GAP = re.compile(
    r"(?<=\S)(?: {3,}| {2,}(?=[A-ZÄÖÜ]))(?=\S)"
)  # between the cells of a table drawn with blanks
_CELLS_IN_GAPS = 3
_ALIGNED = 4  # lines with a second cell at one column that are a table of two
_ITEM_LINES = 60  # lines of the longest list whose items end in semicolons
_LINES_OF_AN_ITEM = 4
_WORDS_OF_CELLS = 7  # words of the longest row of two cells that ends in a stop
_ENDS = frozenset(".!?:;…")
_BROKEN_FROM = 50  # characters of a line that a sentence may go on behind
_WRAPPED_FROM = 60  # characters: shorter lines are not wrapped ones


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a row of a table.

    `starts` are (offset in `text`, line) of its parts, `cells` the cells of a table row, `links` the
    addresses that an HTML block points at.
    """

    text: str
    starts: tuple[tuple[int, int], ...]
    heading: bool = False
    bullet: bool = False
    cells: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The line on which it begins."""
        return self.starts[0][1]

    def line(self, offset: int) -> int:
        """The line of the character at `offset` of the text."""
        at = bisect_right(self.starts, offset, key=lambda start: start[0])
        return self.starts[max(at - 1, 0)][1]


def from_lines(lines: list[str]) -> Iterator[Block]:
    """The blocks of a plain text given as its lines, numbered from 1."""
    width = _wrap_width(lines)
    semicolons, gaps = _semicolon_rows(lines), _gap_rows(lines)
    items = _items_without_marks(lines) | _items_with_a_dash(lines)
    pending: list[tuple[int, str]] = []
    blank_before = True
    for number, raw in enumerate(lines, 1):
        line = _plain(raw)
        cells = () if _is_prose(lines, number - 1) else _cells(line, number in semicolons, number in gaps)
        joins = bool(pending) and not cells and _continues(pending[-1][1], line, width)
        if number in items:
            joins = bool(pending) and not items[number]
        if not joins:
            yield from _paragraph(pending, blank_before, bool(pending) and pending[0][0] in items)
            blank_before = not pending or number - pending[-1][0] > 1
            pending = []
        if not line.strip() or _RULE_ROW.fullmatch(line):
            continue
        if cells:
            yield Block("  ".join(cells), ((0, number),), cells=cells)
        else:
            pending.append((number, line))
    yield from _paragraph(pending, blank_before, bool(pending) and pending[0][0] in items)


def shortened(text: str) -> str:
    """`text` with ligatures as their letters, and words of over 300 characters (embedded data) cut there."""
    return _LONG_WORD.sub(lambda found: found[0][:300], text.translate(_LETTERS))


def _plain(raw: str) -> str:
    """A line without the marks of Markdown, an address behind a link text kept in brackets."""
    line = raw.replace("\xa0", " ").rstrip()
    line = shortened(re.sub(r"^\s*#{1,6}\s+", "", line))
    line = re.sub(r"!?\[([^\]]*)\]\((\S+?)(?:\s+\"[^\"]*\")?\)", r"\1 (\2)", line)
    line = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", line)
    return re.sub(r"\\([!-/:-@\[-`{}~])", r"\1", line)


def _paragraph(pending: list[tuple[int, str]], blank_before: bool, item: bool) -> Iterator[Block]:
    if not pending:
        return
    text = ""
    starts: list[tuple[int, int]] = []
    for number, line in pending:
        text = text + " " if text else text
        starts.append((len(text), number))
        text += " ".join(line.split())
    bullet = item or is_bullet(pending[0][1])
    heading = not bullet and looks_like_heading(text, blank_before)
    yield from cut(Block(text, tuple(starts), heading, bullet))


def is_bullet(text: str) -> bool:
    """Whether a line begins with the mark of a bullet."""
    return bool(_BULLET.match(text)) and not _NUMBERED.match(text)


def cut(block: Block) -> Iterator[Block]:
    """A block in parts of at most 8,000 characters, cut between sentences where there are any."""
    text, starts = block.text, block.starts
    while len(text) > _LONGEST:
        at = text.rfind(". ", 0, _LONGEST) + 1 or text.rfind(" ", 0, _LONGEST) + 1 or _LONGEST
        line = Block(text, starts).line(at)
        yield replace(
            block, text=text[:at].rstrip(), starts=tuple(s for s in starts if s[0] < at), heading=False
        )
        starts = ((0, line), *((offset - at, number) for offset, number in starts if offset > at))
        text = text[at:]
    yield replace(block, text=text, starts=starts)


def looks_like_heading(text: str, blank_before: bool = True) -> bool:
    """Whether a line of its own reads as a heading: short, capitalised or numbered, no sentence."""
    words = text.split()
    if not words or len(text) > 90 or len(words) > 12 or text.rstrip().endswith(_SENTENCE_END):
        return False
    if text.endswith(":") and len(words) > 5:
        return False
    if _NUMBERED.match(text):
        return True
    first = next((letter for letter in text if letter.isalnum()), "")
    return (first.isupper() or first.isdigit()) and (blank_before or len(words) <= 8)


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which a text was wrapped, None when its paragraphs are whole lines."""
    lengths = sorted(len(line) for line in lines if len(line) >= _WRAPPED_FROM)
    if len(lengths) < 8:
        return None
    usual = lengths[int(len(lengths) * 0.9)]  # rows of tables may be longer
    return usual if usual <= 140 else None


def _continues(before: str, line: str, width: int | None) -> bool:
    """Whether `line` goes on with the paragraph of the line `before` it."""
    if (
        len(before) >= _BROKEN_FROM
        and before[-1:] not in _ENDS
        and line.strip()[:1].islower()
        and not _BULLET.match(line)
    ):
        return True  # in the middle of a sentence, whatever the width
    if width is None or not line.strip() or len(before) < width * 0.7 or _BULLET.match(line):
        return False
    return not _NUMBERED.match(line)


def _is_prose(lines: list[str], at: int) -> bool:
    """Whether the only bar of a line, without a line of cells beside it, stands in a sentence: "in Kite | The Care Company"."""
    line = lines[at].strip()
    if line.count("|") != 1 or "\t" in line:
        return False
    beside = [lines[other].strip() for other in (at - 1, at + 1) if 0 <= other < len(lines)]
    wrapped = any(len(other) >= _WRAPPED_FROM for other in beside) and len(line) >= _BROKEN_FROM
    told = len(line.split()) > _WORDS_OF_CELLS and line.endswith((".", ";"))
    return not any("|" in other for other in beside) and (wrapped or told)


def _cells(line: str, semicolons: bool, gaps: bool) -> tuple[str, ...]:
    """The cells of a row of a table written with tabs, bars, semicolons or wide gaps; () for other lines."""
    if "\t" in line.strip():
        parts = re.split(r"\t+", line.strip())
    elif line.count("|") >= 2 or re.search(r"\S \| \S", line):
        parts = line.strip().strip("|").split("|")
    elif semicolons:
        parts = line.split(";")
    elif gaps:
        parts = _GAP.split(line.strip())
    else:
        return ()
    cells = tuple(" ".join(part.split()) for part in parts)
    return cells if len(cells) > 1 and any(cells) and not _RULE_ROW.fullmatch(line) else ()


def _semicolon_rows(lines: list[str]) -> frozenset[int]:
    """Numbers of lines in runs of two or more with equally many semicolons and short cells."""
    counts = [
        line.count(";") if line.count(";") >= 2 and max(map(len, line.split(";"))) <= 80 else 0
        for line in lines
    ]
    found = set()
    for at in range(1, len(lines)):
        if counts[at] and counts[at] == counts[at - 1]:
            found |= {at, at + 1}
    return frozenset(found)


def _aligned_rows(lines: list[str], counts: list[int]) -> set[int]:
    """Numbers of lines in runs of four or more with two cells of which the second begins at one column."""
    starts = [
        gap.end() if count == 2 and (gap := _GAP.search(line, len(line) - len(line.lstrip()))) else 0
        for line, count in zip(lines, counts, strict=True)
    ]
    found: set[int] = set()
    for at in range(_ALIGNED - 1, len(lines)):
        if starts[at] and len(set(starts[at - _ALIGNED + 1 : at + 1])) == 1:
            found |= set(range(at - _ALIGNED + 2, at + 2))
    return found


def _gap_rows(lines: list[str]) -> frozenset[int]:
    """Numbers of lines in runs of three or more whose cells wide gaps part, equally many and three at least, or two aligned."""
    counts = [len(_GAP.split(line.strip())) for line in lines]
    found = _aligned_rows(lines, counts)
    for at in range(2, len(lines)):
        run = set(counts[at - 2 : at + 1])
        if len(run) == 1 and counts[at] >= _CELLS_IN_GAPS:
            found |= {at - 1, at, at + 1}
    return frozenset(found)


def _items_without_marks(lines: list[str]) -> dict[int, bool]:
    """Number of a line -> whether an item begins there, for lists that lost their bullets.

    Such a list stands below a line that ends in a colon, and its items end in semicolons.
    """
    found: dict[int, bool] = {}
    for at, line in enumerate(lines):
        if not line.rstrip().endswith(":") or not (run := _run_of_items(lines, at + 1)):
            continue
        for number in range(at + 2, run + 1):
            found[number] = lines[number - 2].rstrip().endswith((":", ";"))
    return found


def _items_with_a_dash(lines: list[str]) -> dict[int, bool]:
    """Numbers of lines in runs of two or more that read "Name – what it does"."""
    dashed = [bool(_WITH_A_DASH.match(line)) and not is_bullet(line) for line in lines]
    both = [at for at in range(1, len(lines)) if dashed[at] and dashed[at - 1]]
    return dict.fromkeys([number for at in both for number in (at, at + 1)], True)


def _run_of_items(lines: list[str], at: int) -> int:
    """The number of the last line of a run of items that begins at index `at`, 0 when there is none."""
    last = 0
    for index in range(at, min(at + _ITEM_LINES, len(lines))):
        text = lines[index].rstrip()
        if not text or is_bullet(text):
            return last
        if text.endswith(";"):
            last, at = index + 1, index
        elif text.endswith("."):
            return index + 1 if last else 0
        elif index - at > _LINES_OF_AN_ITEM:
            return last
    return last
