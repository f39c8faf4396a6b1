"""The lines of a text as it was laid out: without marks of pages, and with each label before a colon."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from vendorgraph.exchange.reading.blocks import LETTER
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.columns import roles_of
from vendorgraph.exchange.reading.lines.headers import PLACES, is_of_servers, role_of
from vendorgraph.exchange.reading.lines.keys import is_known_label
from vendorgraph.exchange.reading.lines.recurring import recurring_labels
from vendorgraph.exchange.reading.names.companies import is_company

Line = tuple[int, str]

#: What begins an item of a list that a text writes out: a bullet, a number, a letter.
BULLET = re.compile(
    rf"^\s*(?:[•·▪◦‣●○■□➔➤►▸✓✔→»*–—-]|o|\(?\d{{1,3}}[.)]|\d{{1,2}}(?:\.\d{{1,2}})+\.?|"
    rf"(?:Nr|No|N°|#)\.? ?\d{{1,2}}[.:)]?|{LETTER})\s+(?=\S)"
)
#: How a line ends that goes on in the next one.
OPEN = re.compile(
    r"[,&(/–-]$|\b(?:and|und|et|or|oder|ou|of|de|des|du|für|for|pour|the|der|die|das|dem|den|le|la|les|a|an|eine?[rnms]?|une?|"
    r"zur|zum|in|im|aus|von|vom|bei|mit|nach|über|by|to|from|with|at|on|into|en|dans|par|sur|avec|chez|aux?|à|"
    r"following|(?:nach|unten ?)?folgende[mnrs]?|nachstehende[mnrs]?|(?:auf|an)geführten|genannten|our|nos|notre|unsere[mnrs]?)$"
)
_WIDE, _FULL = (
    60,
    45,
)  # characters of the widest of lines that end where the page did, and of one that goes on
#: How a line begins that is an item by itself: "Acme, France – mail", "Acme (mail, France)".
_BEGINS = re.compile(
    r"[A-ZÀ-Þ][^.:;]{1,60}?(?:\s[–—-]\s|\s?:\s)|[A-ZÀ-Þ]\S*(?: [A-ZÀ-Þ&]\S*){0,3} \([^()]*\)[.;]?$"
)
_LABEL_LAST = re.compile(
    r"[.;]\s[^\W\d_][^.:;]{1,40}:$"
)  # what stands before the colon is a label behind a sentence
_OF = r"(?:\s*(?:von|of|sur|de|/)\s*\d{1,3})"
#: A line that counts the pages, and says nothing else.
PAGE = re.compile(
    rf"\W*(?:(?:seite|page|pagina|p\.|s\.)\s*\d{{1,3}}{_OF}?|\d{{1,3}}\s*/\s*\d{{1,3}}|[–—-]\s*\d{{1,3}}\s*[–—-])\W*",
    re.I,
)
_COUNT = rf"(?:seite|page)\s+\d{{1,3}}{_OF}"
_PAGE_BESIDE = re.compile(rf"\s*[|·–—-]?\s*\b{_COUNT}\s*$|^\s*{_COUNT}\s*[|·–—-]?\s*", re.I)
_APART = re.compile(r"\s*[|│┃║\t]\s*|\s{2,}")  # between the cells of a header
#: The sign of copyright as typewriters have it, which is an item where the text has one of the letter before or behind.
_COPYRIGHT, _LETTERS = re.compile(r"^[ \t]*\(c\)", re.I | re.M), re.compile(r"(?<!\w)\(?[bd]\)", re.I)
_AROUND = 2  # filled lines beside the mark of a page among which what recurs on each page stands
_HEAD = 4  # filled lines at the beginning of a text that stand on top of each page
_DEEPEST = 16  # blanks before a label
_CELLS = re.compile(r"\S {3,}\S")
_WORDS = 5  # of a label
#: How a label stands before what it says, besides a colon: with leading dots, a dash, blanks, or nothing: "LocationIreland".
_LED = re.compile(r"^(?P<label>[^\W\d_][^:.\n]{1,40}?)\s*(?:\.{3,}|…+|_{3,})\s*(?P<said>[^\s.].*)$")
_DASHED = re.compile(r"^(?P<label>[^\W\d_][^:–—\n]{1,40}?)\s+[–—-]\s+(?P<said>\S.*)$")
_SPACED = re.compile(r"^(?P<label>[^\W\d_]\S*(?: \S+)*)(?: {2,}|\t+)(?P<said>\S+(?: \S+)*)$")
_GLUED = re.compile(r"^(?P<label>[A-ZÀ-Þ][a-zà-ÿ]{3,}(?: [a-zà-ÿ’']+){0,3})(?P<said>[A-ZÀ-Þ].*)$")
#: A label inside a line whose breaks are gone, behind words that no mark ends.
_INSIDE = re.compile(
    r"(?<=[^\s;:|·,–—-]) (?P<label>[A-ZÀ-Þ][^\W\d_]*(?:(?: [a-zà-ÿ’']+){1,2} [A-ZÀ-Þ][^\W\d_]*|(?: [a-zà-ÿ’']+){0,3})):(?= )"
)
_SEVERAL = 2  # labels of such a line
_COLON = re.compile(r"^(?P<label>[^\W\d_][^:;|·\n]{1,60}?)\s*:(?:\s+|$)(?P<said>.*)$")


_FOLD = re.compile(r"^\\?\+(?=[^\W_])", re.M)  # a sign to unfold a card, glued to its name: "+Acme Ltd"


def without_folds(text: str) -> str:
    """A text without the signs that unfold its cards, where several lines begin with one."""
    return _FOLD.sub("", text) if len(_FOLD.findall(text)) > 1 else text


def with_glued(text: str) -> str:
    """A text whose labels of places that recur, each glued to what it says, stand before a colon: "LocationIreland"."""
    lines = text.split("\n")
    glued = {at: found for at, line in enumerate(lines) if (found := _glued(line.strip()))}
    times = Counter(key(found["label"]) for found in glued.values())
    for at, found in glued.items():
        if times[key(found["label"])] > 1:
            lines[at] = f"{found['label']}: {found['said']}"
    return "\n".join(lines)


def lines_of(text: str) -> list[Line]:
    """The lines of a text, blank ones included, as they stand there but for blanks at their ends."""
    if not _LETTERS.search(text):
        text = _COPYRIGHT.sub("©", text)
    return [(at, line.rstrip(" \r\xa0")) for at, line in enumerate(text.replace("\f", "\n").split("\n"), 1)]


def tidied(lines: Sequence[Line]) -> list[Line]:
    """Lines, blank ones included, without marks of pages and with labels as "Label: what it says"."""
    return with_colons(_unfolded(without_pages([(at, line.rstrip()) for at, line in lines])))


def _unfolded(lines: Sequence[Line]) -> list[Line]:
    """Lines with those that hold several labels that recur, "Acme Ltd Purpose: mail Location: Ireland", as one for each."""
    found = [[one for one in _INSIDE.finditer(line) if _may_be_label(one["label"])] for _, line in lines]
    times = Counter(key(one["label"]) for labels in found for one in labels)
    made: list[Line] = []
    for (number, line), labels in zip(lines, found, strict=True):
        cuts = [one.start() for one in labels if times[key(one["label"])] > 1]
        head = line[: cuts[0]].strip() if cuts else ""
        if len(cuts) < _SEVERAL or not (is_company(head) or label_of(head)):
            made.append((number, line))
        else:
            made += [
                (number, line[start:end].strip())
                for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)
            ]
    return made


def without_pages(lines: Sequence[Line]) -> list[Line]:
    """Lines without those that count the pages, and without what recurs beside them on every page but headers."""
    filled = [at for at, (_, line) in enumerate(lines) if line.strip()]
    pages = [here for here, at in enumerate(filled) if PAGE.fullmatch(lines[at][1])]
    beside: dict[tuple[int, str], set[int]] = defaultdict(set)
    for page in pages:
        for off in range(-_AROUND, _AROUND + 1):
            if off and 0 <= page + off < len(filled):
                beside[off, lines[filled[page + off]][1].strip()].add(filled[page + off])
    gone = {filled[page] for page in pages}
    gone |= _recurring([(at, line) for at, (_, line) in enumerate(lines) if _PAGE_BESIDE.search(line)])
    gone |= _running_heads(lines, filled, pages)
    for (_, line), found in beside.items():
        if (
            len(found) > 1
            and len(found) >= len(pages) - 1
            and label_of(line) is None
            and not _is_header(line)
        ):
            gone |= found
    kept: list[Line] = []
    broken = False  # whether a page ended, and nothing stands behind it yet
    for at, (number, line) in enumerate(lines):
        line = "" if at in gone else _PAGE_BESIDE.sub("", line)
        broken = at in gone or (broken and not line.strip())
        if not broken:
            kept.append((number, line))
        elif kept and kept[-1][1].strip():
            kept.append((number, ""))
    return kept


def _running_heads(lines: Sequence[Line], filled: Sequence[int], pages: Sequence[int]) -> set[int]:
    """Which lines at the top of a page begin the text too, with the rule above them."""
    heads = {_without_numbers(lines[at][1]) for at in filled[:_HEAD]}
    gone: set[int] = set()
    for page in filter(lambda page: page > _HEAD, pages):
        behind = filled[page + 1 : page + 2 + _HEAD]
        rules = [at for at in behind[:1] if not re.search(r"\w", lines[at][1])]
        below = takewhile(lambda at: _without_numbers(lines[at][1]) in heads, behind[len(rules) :])
        if again := [at for at in below if not _is_header(lines[at][1])]:
            gone |= {*rules, *again}
    return gone


def _without_numbers(line: str) -> str:
    return re.sub(r"\d+", "", " ".join(line.split()))


def _is_header(line: str) -> bool:
    """Whether a line is the header of a table that goes on over pages."""
    return len(roles_of(filter(None, _APART.split(line)))) > 1


def _recurring(lines: Sequence[Line]) -> set[int]:
    """Which of some lines stand there more than once, but for their numbers."""
    times = Counter(_without_numbers(line) for _, line in lines)
    return {at for at, line in lines if times[_without_numbers(line)] > 1}


def indent_of(line: str) -> int:
    """How far a line is set in."""
    return len(line) - len(line.lstrip())


def mark_of(line: str) -> tuple[int, str] | None:
    """How far in a line begins with a mark, and of what kind it is: numbers are one kind, letters another."""
    found = BULLET.match(line)
    return (indent_of(line), re.sub(r"\d+|[a-z]+", "1", found[0].strip(), flags=re.I)) if found else None


def flows_on(above: str, line: str, width: int) -> bool:
    """Whether a line goes on with the one above it: that is open, or as long as lines of `width` can be."""
    text, before = line.strip(), above.strip()
    if not text or not before or BULLET.match(line):
        return False
    if OPEN.search(before) or _LABEL_LAST.search(before) or before.count("(") > before.count(")"):
        return True
    full = width >= _WIDE and len(before) >= _FULL and len(above) + 1 + len(text.split()[0]) > width
    label = label_of(line)
    begins = label is not None and not re.search(
        r"[.;,]\s", label[0]
    )  # and no sentence that ends before a label
    return full and not before.endswith((".", ":", ";")) and not begins and not _BEGINS.match(text)


def unwrapped(lines: Sequence[Line], width: int) -> list[Line]:
    """Lines with those that long ones go on in put behind these; `width` is that of the widest line of their text."""
    made: list[Line] = []
    last = ""
    for number, line in lines:
        long = len(last.strip()) >= _FULL
        small = long and line.strip()[:1].islower() and not BULLET.match(line)
        if made and long and (small or flows_on(last, line, width)):
            made[-1] = (made[-1][0], f"{made[-1][1]} {line.strip()}")
        else:
            made.append((number, line))
        last = line
    return made


def width_of(lines: Sequence[Line]) -> int:
    """How wide the widest of lines is."""
    return max((len(line) for _, line in lines), default=0)


def label_of(line: str) -> tuple[str, str] | None:
    """(label, what it says) of "Label: what it says", with or without a bullet; None for another line."""
    found = _COLON.match(BULLET.sub("", line, count=1).strip())
    if found is None or len(found["label"].split()) > _WORDS + 1:
        return None
    return found["label"], found["said"].strip()


def with_colons(lines: Sequence[Line]) -> list[Line]:
    """Lines whose label recurs, and stands apart in whatever way, as "Label: what it says"."""
    bare = recurring_labels([BULLET.sub("", line, count=1) for _, line in lines])
    split = [list(_labelled(line, bare)) for _, line in lines]
    times = Counter((how, key(label)) for one in split for how, label, _ in one)
    words = {(how, key(label), said) for one in split for how, label, said in one}
    ways = Counter((how, label) for how, label, _ in words)  # a header over columns recurs as a whole
    made: list[Line] = []
    at = 0
    while at < len(lines):
        number, line = lines[at]
        found = next(
            (
                (label, said)
                for how, label, said in split[at]
                if times[how, key(label)] > 1 and (ways[how, key(label)] > 1 or role_of(said) is None)
            ),
            None,
        )
        used = 1
        if found and not found[1]:
            below = _below(lines, split, at)
            found, used = (found[0], _joined(found[0], below)) if below else None, len(below) + 1
        if found:
            head = line[: indent_of(line)] + (mark[0].lstrip() if (mark := BULLET.match(line)) else "")
            blanks = " " * max(1, len(line) - len(f"{head}{found[0]}:{found[1]}"))
            line = f"{head}{found[0]}:{blanks}{found[1]}"  # as wide as before
        made.append((number, line))
        at += used if found else 1
    return made


def _labelled(line: str, recurring: Set[str]) -> Iterator[tuple[str, str, str]]:
    """(how it is set apart, label, what it says) of a line, by each way in which it may be one with a label."""
    bare = BULLET.sub("", line, count=1).strip()
    if indent_of(line) >= _DEEPEST or bare.count("(") != bare.count(")"):
        return  # what goes on with the cell of another column
    if found := _COLON.match(bare):
        if _may_be_label(found["label"]):
            yield "colon", found["label"], found["said"].strip()
        return
    if is_known_label(bare) or key(bare) in recurring:
        yield "bare", bare, ""
    if found := _glued(bare):
        yield "glued", found["label"], found["said"].strip()
    for how, pattern in (("led", _LED), ("dashed", _DASHED), ("spaced", _SPACED)):
        found = pattern.match(bare)
        if found and _may_be_label(found["label"]) and not is_known_label(found["said"]):
            yield how, found["label"], found["said"].strip()


def _glued(line: str) -> re.Match[str] | None:
    """A line that is a label of places and what it says, without a blank between them; None for another."""
    found = _GLUED.match(line)
    told = found is not None and not is_of_servers(found["label"]) and role_of(found["label"]) in PLACES
    return found if told else None


def _may_be_label(label: str) -> bool:
    return len(label.split()) <= _WORDS and role_of(label) is not None


def _below(lines: Sequence[Line], split: Sequence[Sequence[object]], at: int) -> list[str]:
    """The lines that say what the bare label above them is for: the next one, and more only of an address."""
    below: list[str] = []
    for here in range(at + 1, len(lines)):
        line = lines[here][1]
        if not line.strip() and here == at + 1 and here + 1 < len(lines) and lines[here + 1][1].strip():
            below.append("")
            continue
        if (
            not line.strip()
            or split[here]
            or _CELLS.search(line.strip())
            or _begins_an_item(line, lines[at][1])
        ):
            break
        stacked = at > 0 and role_of(lines[at - 1][1].strip(" :")) == "vendor"
        if is_company(line) and (stacked or role_of(lines[at][1].strip(" :")) in PLACES):
            break  # the last header of a table, above its first name
        below.append(line.strip())
        if role_of(lines[at][1].strip(" :")) != "address":
            break
    return below if any(below) else []


def _begins_an_item(line: str, label: str) -> bool:
    """Whether a line begins an item that is not set in below the item of a label."""
    deeper = BULLET.match(label) and indent_of(line) > indent_of(label)
    return bool(BULLET.match(line)) and not deeper


def _joined(label: str, below: Sequence[str]) -> str:
    return (", " if role_of(label) == "address" else " ").join(filter(None, below))
