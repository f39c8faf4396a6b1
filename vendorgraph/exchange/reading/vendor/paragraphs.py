"""Paragraphs that are bullets in all but name: each begins with a mark, a company or a name in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter

from vendorgraph.exchange.reading.blocks import LETTER, Block, Cell, Entry, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.gazetteer import STREET, key
from vendorgraph.exchange.reading.lines.keys import PLACE_ROLES, is_keyed, is_telling, key_role
from vendorgraph.exchange.reading.lines.pieces import (
    NUMBER,
    STOP,
    is_what_for,
    name_and_does,
    vendors_of,
    what_and_who,
    who_first,
)
from vendorgraph.exchange.reading.lines.places_in_text import places_in_words
from vendorgraph.exchange.reading.lines.textlines import Line, unwrapped
from vendorgraph.exchange.reading.names.cells import LONGEST, read_names, split_address
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.labels import asks_whom, is_label
from vendorgraph.exchange.reading.names.placeholders import no_name
from vendorgraph.exchange.reading.names.standing import PAST, status_of_titles
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.reading.places.resolve import is_place, names_place, only_places
from vendorgraph.exchange.reading.vendor.in_bold import begins_doing

#: What a bullet begins with where its page does not say that it is one.
MARK = re.compile(rf"^\s*(?:[•·▪◦‣]\s*|{LETTER}\s+)")
_BOLD_NAME = re.compile(r"\s*(?:[–—|-]\s|\(|:\s)|\n")
_WORDS = 4  # of a name in a line of names
_BETWEEN = re.compile(r"\s+[·•|]\s+")  # names in a line
_PLACED_BEHIND = re.compile(r"\s*\([^()]*\)$")
_SEVERAL = 3  # paragraphs about what somebody does, or lines that name nobody known
_LONG = 200  # characters of a paragraph that says more than a vendor in a list does
_WHERE = 8  # words of a sentence that says where data are
_LONG_BEHIND_NAME = 500  # of one that begins with a company and a colon or dash
_NOT_USED = re.compile(
    r"\b(?:do(?:es)? not|don['’]t|no longer) use\b|\bnicht (?:mehr )?(?:genutzt|verwendet|eingesetzt|ein)\b|"
    r"\bn['’]utilis\w+ (?:pas|plus)\b"
)
_PIECES = re.compile(r"\s*[()\[\]|;]\s*|\s+(?:[–—→-]|->)\s+|\s*\.{3,}\s*|\.\s+(?=[A-ZÀ-Þ])|[,:]\s+")
_DATED = re.compile(
    r"\W*(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.? [^\W\d_]{3,9} \d{4})\b"
)
#: What the owner of a page says of its company.
_OF_OWNER = re.compile(
    r"\bau capital de\b|\bRCS [A-ZÀ-Þ]|\bSIREN \d|\bHR[AB] \d|Handelsregister|\bAmtsgericht\b|"
    r"\bregistered (?:in|office|number)\b|\bcompany (?:no|number)\b",
    re.I,
)
_SHAPED = re.compile(r".{2,60}?(?:\s+[–—-]\s|\s?:\s|\s\()")  # as lines of vendors are
_DASHED = re.compile(r"(.{2,60}?)(?:\s+[–—-]\s|\s?:\s)")


def listed_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs that each begin with a bold name and go on behind a dash as one list."""
    found: list[Block] = []
    run: list[Entry] = []
    for block in [*_bulleted(blocks), Heading(0, 1, "")]:
        if isinstance(block, Paragraph) and (names := _names_alone(block, found)):
            found.append(Listing(block.line, [Entry(block.line, Cell(name)) for name in names]))
            continue
        if isinstance(block, Paragraph) and (lines := _dashed(block.cell)):
            found.append(Listing(block.line, [Entry(block.line, Cell(line)) for line in lines]))
            continue
        if (
            isinstance(block, Paragraph)
            and block.cell.strong
            and _ends_name(block.cell.strong, block.cell.text[len(block.cell.strong) :])
            and block.cell.text.startswith(block.cell.strong)
            and (len(block.cell.text) <= _LONG or is_company(block.cell.strong))
        ):
            run.append(Entry(block.line, block.cell))
            continue
        if run:
            found.append(Listing(run[0].line, run) if len(run) > 1 else Paragraph(run[0].line, run[0].cell))
            run = []
        found.append(block)
    return _with_single(found[:-1])


def doing(blocks: Sequence[Block]) -> set[int]:
    """Which paragraphs each begin with a name in bold and what it does, where several do: they are read as text."""
    above = [None, *blocks[:-1]]
    told = [
        begins_doing(block.cell) if isinstance(block, Paragraph) and not _is_of_card(over, block) else []
        for over, block in zip(above, blocks, strict=True)
    ]
    names = [name for one in told for name in one]
    if len(names) < _SEVERAL or sum(map(is_company, names)) * 3 < len(names):
        return set()
    return {at for at, one in enumerate(told) if one}


def _is_of_card(above: Block | None, block: Paragraph) -> bool:
    """Whether a paragraph goes on about the vendor that the heading above it names."""
    if not isinstance(above, Heading):
        return False
    return is_company(above.text) or key(above.text) == key(block.cell.strong or "")


def _with_single(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a bold name by itself below a heading as a list of one, where the page says others in the same way."""
    single = {
        at
        for at, (above, block) in enumerate(pairwise(blocks), 1)
        if isinstance(above, Heading) and isinstance(block, Paragraph) and _names_one(block.cell)
    }
    others = any(
        isinstance(block, Listing) and all(_names_one(entry.cell) for entry in block.entries)
        for block in blocks
    )
    if len(single) < 2 and not others:
        single = set()
    single |= _stopped(blocks)
    found: list[Block] = []
    for at, block in enumerate(blocks):
        above = found[-1] if found else None
        if at not in single or not isinstance(block, Paragraph):
            found.append(block)
        elif isinstance(above, Listing) and _ends_in_stop(above.entries[-1].cell):
            above.entries.append(Entry(block.line, block.cell))
        else:
            found.append(Listing(block.line, [Entry(block.line, block.cell)]))
    return found


def _stopped(blocks: Sequence[Block]) -> set[int]:
    """Which paragraphs begin with a name in bold that ends in a stop, where several companies are written so."""
    cells = [block.cell for block in blocks if isinstance(block, Paragraph)]
    cells += [entry.cell for block in blocks if isinstance(block, Listing) for entry in block.entries]
    if sum(_ends_in_stop(cell) and is_company(_in_bold(cell)) for cell in cells) < _SEVERAL:
        return set()
    return {at for at, one in enumerate(blocks) if isinstance(one, Paragraph) and _ends_in_stop(one.cell)}


def _ends_in_stop(cell: Cell) -> bool:
    """Whether a text begins with a name in bold that ends in a stop of its own: "**Acme, Cork.** Payments."."""
    strong = cell.strong or ""
    if not strong.endswith(".") or not re.match(rf"{re.escape(strong)}\s[A-ZÀ-Þ]", cell.text):
        return False
    name = _in_bold(cell)
    placed = name != (cell.strong or "").rstrip(".")  # "**Atelier Acme, Liestal.** Payroll."
    return is_company(name) or (placed and looks_like_a_name(name) and not (is_label(name) or no_name(name)))


def _in_bold(cell: Cell) -> str:
    """The name in bold without the town behind it."""
    name = (cell.strong or "").rstrip(".")
    return split_address(name)[0].split(", ")[0] if not is_company(name) else name


def _names_one(cell: Cell) -> bool:
    """Whether a short line is a company in bold, or a name that stands before a place, and what it is for."""
    name, text = cell.strong or "", cell.text
    if not name or "\n" in text or len(text) > _LONG or not text.startswith(name) or is_keyed(text):
        return False
    behind = text[len(name) :]
    placed = names_place(behind) and looks_like_a_name(name) and not (is_what_for(name) or no_name(name))
    goes_on = _BOLD_NAME.match(behind) or (behind.startswith(", ") and placed)
    return bool(goes_on) and not is_label(name) and (is_company(name) or placed)


def _names_alone(block: Paragraph, above: Sequence[Block]) -> list[str]:
    """The names of a line that is nothing else, below what announces vendors: "Stripe, Twilio, Zorp"; [] for others.

    Each may say where in a bracket behind it, and then the line may be a long one: "Acme Ltd (UK) · Acme SAS (France)".
    """
    lead = above[-1] if above else None
    said = lead.cell.text.strip() if isinstance(lead, Paragraph) else ""
    headed = isinstance(lead, Heading) and bool(ABOUT.search(key(lead.text)))
    announced = said.endswith(":") and ABOUT.search(key(said))
    if not (headed or announced) or "\n" in block.cell.text or len(block.cell.text) > LONGEST:
        return []
    names = (
        _BETWEEN.split(block.cell.text) if _BETWEEN.search(block.cell.text) else vendors_of(block.cell.text)
    )
    bare = [_PLACED_BEHIND.sub("", name) for name in names]
    placed = bare != names and all(map(is_company, bare))
    return names if len(names) > 1 and (placed or (announced and _are_plain_names(block, names))) else []


def _are_plain_names(block: Paragraph, names: Sequence[str]) -> bool:
    """Whether the parts of a short line are nothing but names, half of them known."""
    known = sum(map(is_company, names))
    plain = all(
        (looks_like_a_name(name) or is_company(name.split()[0]))
        and len(name.split()) <= _WORDS
        and not only_places(name)
        for name in names
    )
    return plain and known * 2 >= len(names) and len(block.cell.text) <= _LONG


def _ends_name(name: str, after: str) -> bool:
    """Whether what stands behind a name in bold goes on about it: a dash, a bracket, a colon, or an address behind a comma.

    A company in bold may end with a stop of its own: "**Acme, Cork.** Payments."
    """
    if (
        name.endswith(".")
        and re.match(r"\s[A-ZÀ-Þ]", after)
        and is_company(split_address(name.rstrip("."))[0])
    ):
        return True
    return bool(_BOLD_NAME.match(after) or (re.match(r",\s", after) and "\n" in after and is_company(name)))


def _bulleted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs that begin with the mark of a bullet as one list."""
    found: list[Block] = []
    marked: Listing | None = None
    for block, near in zip(blocks, _near(blocks), strict=True):
        lines = block.cell.text.split("\n") if isinstance(block, Paragraph) else []
        one = len(lines) == 1 and (near or MARK.match(lines[0]) is not None)
        if not isinstance(block, Paragraph) or not (one or _is_address_block(lines, block.cell.strong)):
            marked = None
            found.append(block)
            continue
        if marked is None:
            marked = Listing(block.line)
            found.append(marked)
        inner = [Entry(block.line, Cell(line)) for line in lines[1:]]
        marked.entries.append(Entry(block.line, replace(block.cell, text=_bare(lines[0])), inner))
    return found


def _bare(line: str) -> str:
    """A line without the mark or number that it begins with."""
    return NUMBER.sub("", MARK.sub("", line))


def _is_address_block(lines: Sequence[str], strong: str | None) -> bool:
    """Whether lines are a company with its address, its place or its page below."""
    rest = lines[1:]
    told = (
        is_telling(line)
        or STREET.search(line)
        or re.match(r"https?://|www\.", line)
        or is_company(line.split(",")[0])
        for line in rest
    )
    named = is_company(lines[0]) or (
        strong is not None
        and (strong == lines[0] or lines[0].startswith(f"{strong} ("))
        and looks_like_a_name(strong)
        and not no_name(strong)
    )
    return (
        len(lines) > 1
        and named
        and not (is_keyed(lines[0]) or who_first(lines[0]) or what_and_who(lines[0])[0])
        and all(len(line) <= _LONG or is_telling(line) for line in rest)
        and any(told)
    )


def _near(blocks: Sequence[Block]) -> list[bool]:
    """Of each block whether it is a line of a vendor beside others."""
    return lines_of_vendors([_line_of(block) for block in blocks])


def _line_of(block: Block) -> str:
    """The text of a paragraph; "" of another block, and of one that begins with a label in bold: "**Contact**"."""
    if not isinstance(block, Paragraph) or (block.cell.strong and is_label(block.cell.strong)):
        return ""
    return NUMBER.sub("", block.cell.text)


def lines_of_vendors(texts: Sequence[str]) -> list[bool]:
    """Of each line whether it is plainly of a vendor, or begins like one beside it that does; no line of a log."""
    texts = ["" if _is_of_else(text) else text for text in texts]
    told = [_is_of_vendors(text) or (begins_with_company(text) and _tells(text)) for text in texts]
    placed = [_is_placed(text) for text in texts]
    whats = [who_first(text) if "\n" not in text and len(text) <= _LONG else None for text in texts]
    lines = [
        begins_with_company(text) or bool(what and what[1]) or (place and is_company(_PIECES.split(text)[0]))
        for text, place, what in zip(texts, placed, whats, strict=True)
    ]
    for run in _runs_of(_is_placed(text) and _says_what(text) for text in texts):
        told[run.start : run.stop] = [True] * len(run)
    like = [any(one) for one in zip(lines, placed, whats, strict=True)]
    beside = zip([False, *like], lines, [*like[1:], False], strict=False)
    near = [
        one or (line and (before or after)) for one, (before, line, after) in zip(told, beside, strict=True)
    ]
    for at in range(1, len(texts) - 1):  # one that is not made out between two that are
        like[at] = like[at] or (
            near[at - 1] and like[at + 1] and (_has_parts(texts[at]) or _tells(texts[at]))
        )
    for way in (range(1, len(texts)), range(len(texts) - 2, -1, -1)):
        for at in way:
            beyond = at - 2 * way.step  # behind one paragraph that is none
            further = lines[at] and 0 <= beyond < len(texts) and near[beyond] and bool(texts[at - way.step])
            near[at] = near[at] or (like[at] and near[at - way.step]) or further
    return near


def texts_of_vendors(lines: Sequence[Line], width: int) -> list[Line]:
    """Lines as one for each vendor, where each vendor begins a text that goes on in the next ones; [] where they are none."""
    whole: list[Line] = []
    for number, line in unwrapped(lines, width):
        if whole and whole[-1][1].endswith(".") and not _SHAPED.match(line):
            whole[-1] = (whole[-1][0], f"{whole[-1][1]} {line.strip()}")
        else:
            whole.append((number, line))
    named = sum(begins_with_company(" ".join(line.split())) for _, line in whole)
    return whole if 1 < len(whole) < len(lines) and named > 1 and named * 3 >= len(whole) * 2 else []


def _tells(text: str) -> bool:
    """Whether a line is a name and sentences behind it, one of which says where: "Zorpify: mail. Data stored in Ireland."."""
    found = _DASHED.match(text) if len(text) <= _LONG_BEHIND_NAME and "\n" not in text else None
    if (
        found is None
        or not looks_like_a_name(found[1])
        or any(word[:1].islower() for word in found[1].split())
    ):
        return False
    other = is_what_for(found[1]) or is_label(found[1]) or no_name(found[1]) or only_places(found[1])
    return not other and any(True for _ in places_in_words(text[found.end() :]))


def _is_of_else(text: str) -> bool:
    """Whether a line is one of a log, of the company that owns the page, says whom to ask, or where: "Location: Ireland"."""
    label, colon, _ = text.partition(":")
    if "\n" not in text and key_role(text) in (*PLACE_ROLES, "seat", "address"):
        return True
    imprint = STREET.search(text) and re.search(
        r"\S@\S", text
    )  # "Acme SARL — 9 rue de Dinan — hello@acme.example"
    return bool(_DATED.match(text) or _OF_OWNER.search(text) or imprint or (colon and asks_whom(label)))


def _has_parts(text: str) -> bool:
    """Whether a line is short and falls into parts: "Fonts – Zorpify – Finland", "Zorp Mail: letters (Finland)"."""
    if len(text) > _LONG or "\n" in text:
        return False
    name, *said = _PIECES.split(text.rstrip(" .;"))
    placed = looks_like_a_name(name) and any(is_place(one) for one in said)
    return placed or (len(re.split(r"\s[–—-]\s", text)) > 1 and not text.endswith("."))


def _is_placed(text: str) -> bool:
    """Whether a line is a name and then, with or without what it does, a place: "Zorpify (Ireland) – mail"."""
    if "\n" in text or len(text) > _LONG:
        return False
    name, *said = _PIECES.split(text.rstrip(" .;"))
    capitals = all(not word[:1].islower() for word in name.split())
    named = (
        capitals
        and looks_like_a_name(name)
        and (is_company(name) or not (is_what_for(name) or no_name(name) or is_label(name)))
    )
    return named and any(is_place(one) or _says_where(one) for one in said)


def _says_what(text: str) -> bool:
    """Whether a part of a line behind its name says what for: "Zorpify (Ireland) – mail"."""
    return any(is_what_for(part.strip()) for part in _PIECES.split(text.rstrip(" .;"))[1:] if part.strip())


def _runs_of(told: Iterable[bool]) -> Iterator[range]:
    """Where several lines that follow each other are all told to be so."""
    for said, run in groupby(enumerate(told), key=itemgetter(1)):
        at = [one for one, _ in run]
        if said and len(at) >= _SEVERAL:
            yield range(at[0], at[-1] + 1)


def _says_where(words: str) -> bool:
    """Whether words are a short sentence that says where data are: "Data stored in Ireland"."""
    return len(words.split()) <= _WHERE and any(True for _ in places_in_words(words))


def _is_of_vendors(text: str) -> bool:
    """Whether a line is plainly of a vendor: "Hosting: Acme Ltd", "Acme Ltd, Ireland"."""
    if "\n" in text or " | " in text:
        return False
    if (behind := _DASHED.match(text)) and looks_like_a_name(behind[1]):
        told = sum(map(is_telling, STOP.split(text[behind.end() :])))  # "Acme Ltd — Role: …. Location: …"
        if told > 1 or is_company(behind[1]):
            return told > 0
    if len(text) > _LONG:
        return False
    if what_and_who(text)[0]:
        return True
    named = read_names(text, places_apart=False)
    where = named.bracketed or named.address
    return len(named.names) == 1 and is_company(named.names[0]) and where is not None and only_places(where)


def _dashed(cell: Cell) -> list[str]:
    """The lines of a paragraph that each begin with a mark, a company or a name in bold; [] when it is none such."""
    lines = [line.strip() for line in cell.text.split("\n") if line.strip()]
    bold = [text for text in cell.bold if looks_like_a_name(text)]
    every = (MARK.match, begins_with_company, lambda line: any(_begins_with(text, line) for text in bold))
    if len(lines) > 1 and (any(all(map(told, lines)) for told in every) or all(lines_of_vendors(lines))):
        return [re.sub(r"[;,]\s*(?:and|und|et)?$", "", MARK.sub("", line)) for line in lines]
    return _of_colon(cell.text)


def _begins_with(name: str, line: str) -> bool:
    """Whether a line begins with a name in bold; what stands before a colon is one only if it is a company."""
    after = line.removeprefix(name)
    return line.startswith(name) and (
        is_company(name) or not (name.endswith(":") or after.lstrip().startswith(":"))
    )


def _of_colon(text: str) -> list[str]:
    """The vendors of a sentence such as "Our affiliates: Acme UK Ltd (UK), Acme SAS (France)"; [] for another."""
    before, colon, after = text.partition(":")
    if (
        not colon
        or len(text) > LONGEST
        or len(before) > _LONG
        or "\n" in text
        or not ABOUT.search(key(before))
        or status_of_titles([before]) == PAST
    ):
        return []
    parts = vendors_of(after.strip())
    names = [re.sub(r"\s*\([^()]*\)$", "", part) for part in parts]
    return parts if len(parts) > 1 and all(map(is_company, names)) else []


def begins_with_company(line: str) -> bool:
    """Whether a line is "Acme Ltd – …", "Acme Ltd, Ireland – …", "Acme Ltd: …" or "Acme Ltd, Cork, Ireland. …"."""
    match = _DASHED.match(line)
    if (
        match is not None
        and len(line) <= _LONG_BEHIND_NAME
        and not (len(line) > _LONG and _NOT_USED.search(line))
        and any(map(is_company, (match[1], match[1].split(",")[0])))
    ):
        return True
    if len(line) <= _LONG_BEHIND_NAME and name_and_does(line) and any(True for _ in places_in_words(line)):
        return True  # "Acme Ltd (Cork) hosts our mail. Data stay in Ireland."
    if len(line) > _LONG:
        return False
    name, where = split_address(STOP.split(line)[0].rstrip("."))
    return bool(where) and is_company(name) and only_places(where or "")
