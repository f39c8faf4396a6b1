"""Runs of lines of a text between blank ones: whether each is a list, a heading, a sentence or a term with what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.pieces import name_and_rest
from vendorgraph.exchange.reading.lines.textlines import (
    BULLET,
    OPEN,
    Line,
    indent_of,
    width_of,
)
from vendorgraph.exchange.reading.names.companies import WRITTEN_FORM, is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.labels import asks_whom, is_label
from vendorgraph.exchange.reading.names.titles import ABOUT, LOG, OF_OWNER, other_subject
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.reading.row import collapsed
from vendorgraph.exchange.reading.text.section_titles import NUMBERED as NUMBERED_TITLE
from vendorgraph.exchange.reading.vendor.paragraphs import lines_of_vendors, texts_of_vendors

_SHAPED = re.compile(r".{2,60}?(?:\s+[–—-]\s|\s?:\s|\s\()")  # as lines of vendors are
_BEHIND_NAME = re.compile(r",\s|\s+[–—-]\s|:\s|\s\(|\s(?:d/b/a|dba|for|pour|für)\s")
_FORMED = re.compile(rf"\b{WRITTEN_FORM}\b")
_FORM_STOP = re.compile(rf"\w,? {WRITTEN_FORM}\.$")
_FOOT = re.compile(r"\s*(?:©|copyright\b)", re.I)  # what stands below it are links
_COUNT = re.compile(r"\s*(\d{1,3})[.)]\s+(?=[A-ZÀ-Þ])")  # before an item
_MANY = 3  # lines of vendors among others
_RULE = re.compile(r"[=~^*#\"'+-]{3,}")  # below a heading
_NARROWEST = 35  # characters of the lines of a sentence that is broken over them
_TITLE = 80  # characters of a title
_SHORT = 140  # characters of a line that is an entry of its own


_BETWEEN_LINKS = re.compile(r"\s*[|·•]\s*|\s{3,}")
#: What links at the head or foot of a page are called.
_LINKS = re.compile(
    r"imprint|legal(?: notice)?|privacy(?: policy| notice)?|terms(?: (?:of|and) \w+)?|cookies?|contact(?: us)?|blog|pricing|"
    r"login|sign in|home|about(?: us)?|careers|press|security|status|help|docs|support|faq|product|features|dpa|sub ?processors|"
    r"impressum|datenschutz\w*|agb|kontakt|preise|anmelden|startseite|karriere|presse|hilfe|produkt|funktionen|avv|uber uns|"
    r"mentions legales|confidentialite|cgu|cgv|contactez nous|tarifs|connexion|accueil|a propos|aide|produit|fonctionnalites|"
    r"plan du site|site ?map|sitemap|accessibilit[ey]|barrierefreiheit|gestion des cookies"
)
#: A line below a bullet that says by a key what it tells: "Safeguards: …".
_BEGINS_KEYED = re.compile(r"\s*[A-ZÀ-Þ][^:.;,]{2,40}:\s")


def is_title(line: str) -> bool:
    """Whether a line may be the title of what stands directly below it; the stop of "Acme Inc." is its own."""
    text = line.strip()
    ended = text.endswith((".", ":", ";", ",")) and not _FORM_STOP.search(text)
    return 0 < len(text) <= _TITLE and not ended and not BULLET.match(line)


def blocks_of_runs(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of groups of lines between blank ones; single bullets with blank lines between them are one list."""
    runs = groupby(lines, key=lambda line: bool(line[1].strip()))
    width = width_of(lines)
    parted = [part for filled, run in runs if filled for part in _parted_or_terms(list(run), width)]
    groups = [group for _, group in parted]
    titles = _numbered_titles(groups)
    alike = _alike(groups)
    counted = _counted(groups)
    bullets: Listing | None = None
    for at, group in enumerate(groups):
        if at in titles and at not in alike:
            blocks: list[Block] = [Heading(group[0][0], 6, group[0][1].strip())]
        elif at in alike:
            blocks = [Paragraph(group[0][0], Cell(collapsed(group[0][1])))]
        elif at in counted:
            blocks = [Listing(group[0][0], [Entry(group[0][0], Cell(_item_of(group)))])]
        else:
            blocks = list(_block(group, of_vendors=parted[at][0]))
        item = BULLET.match(group[0][1]) or parted[at][0] is None or _is_term(group)
        marked = blocks[0] if len(blocks) == 1 and item else None
        single = marked if isinstance(marked, Listing) and len(marked.entries) == 1 else None
        if single and bullets:
            bullets.entries += single.entries
            continue
        yield from [bullets] if bullets else []
        bullets = single
        yield from [] if single else blocks
    yield from [bullets] if bullets else []


def _numbered_titles(groups: Sequence[Sequence[Line]]) -> set[int]:
    """Which groups are a line by itself that is a numbered heading: one of several in a row only among others of a text."""
    numbered = {
        at
        for at, group in enumerate(groups)
        if len(group) == 1
        and NUMBERED_TITLE.fullmatch(group[0][1].strip())
        and not is_company(BULLET.sub("", group[0][1]))
    }
    found: set[int] = set()
    for at in sorted(numbered):
        run = [at]
        while run[-1] + 1 in numbered:
            run.append(run[-1] + 1)
        if at - 1 not in numbered and (len(run) == 1 or any(_is_about(groups[one][0][1]) for one in run)):
            found |= set(run)
    return found


def _counted(groups: Sequence[Sequence[Line]]) -> set[int]:
    """Which groups are broken texts that are counted from 1 on, where most of them begin with a company: "1. Acme Ltd (…)."."""
    found: list[int] = []
    for at, group in enumerate(groups):
        number = _COUNT.match(group[0][1])
        marked = any(BULLET.match(line) or _BEGINS_KEYED.match(line) for _, line in group[1:])
        if number and int(number[1]) == len(found) + 1 and not marked:
            found.append(at)
    companies = sum(is_company(name_and_rest(_item_of(groups[at]))[0]) for at in found)
    return set(found) if len(found) >= _MANY and companies * 2 > len(found) else set()


def _item_of(group: Sequence[Line]) -> str:
    """The text of a counted item, without its number."""
    return BULLET.sub("", collapsed(" ".join(line for _, line in group)), count=1)


def _alike(groups: Sequence[Sequence[Line]]) -> set[int]:
    """Which groups are a line of a vendor by itself, beside others, and no heading: "Acme – payments (Ireland)"."""
    texts = [
        collapsed(group[0][1]) if len(group) == 1 and not BULLET.match(group[0][1]) else ""
        for group in groups
    ]
    told = lines_of_vendors(texts)
    return {
        at for at, one in enumerate(told) if one and any([*told[max(0, at - 1) : at], *told[at + 1 : at + 2]])
    }


def is_of_else(line: str) -> bool:
    """Whether a line is a title under which no vendors stand."""
    text = line.strip()
    title = is_label(text) or other_subject(text) or LOG.fullmatch(key(text))
    return bool(title) and not is_company(text) and role_of(text) is None


def _parted_or_terms(group: list[Line], width: int) -> list[tuple[bool | None, list[Line]]]:
    """The lines between two blank ones: each name with what is set in below it (None), else as they part."""
    terms = terms_of(group)
    return [(None, term) for term in terms] if terms else list(_parted(group, width))


def terms_of(group: Sequence[Line]) -> list[list[Line]]:
    """Names with what is set in below each of them, where lines are that and half of the names are companies; else none."""
    top = min(indent_of(line) for _, line in group)
    terms: list[list[Line]] = []
    for number, line in group:
        if indent_of(line) == top:
            terms.append([(number, line)])
        elif not terms or indent_of(line) < top + 2:
            return []
        else:
            terms[-1].append((number, line))
    names = [term[0][1].strip() for term in terms]
    plain = all(len(term) > 1 and is_title(term[0][1]) for term in terms)
    companies = sum(is_company(_BEHIND_NAME.split(name, maxsplit=1)[0]) for name in names)
    return terms if len(terms) > 1 and plain and companies * 2 >= len(terms) else []


def _parted(group: list[Line], width: int) -> list[tuple[bool, list[Line]]]:
    """The lines between two blank ones, those that are each of a vendor apart from what stands above and below them."""
    if whole := texts_of_vendors(group, width):
        return [(True, whole)]
    texts = ["" if BULLET.match(line) else collapsed(line) for _, line in group]
    told = [
        one or is_company(_BEHIND_NAME.split(text, maxsplit=1)[0])
        for one, text in zip(lines_of_vendors(texts), texts, strict=True)
    ]
    shaped = [one or bool(_SHAPED.match(text)) for one, text in zip(told, texts, strict=True)]
    parts: list[tuple[bool, list[Line]]] = []
    for like, run in groupby(zip(shaped, told, group, strict=True), key=lambda one: one[0]):
        told_of, lines = zip(*((one, line) for _, one, line in run), strict=True)
        apart = like and sum(told_of) >= max(_MANY, len(lines) / 3)
        if apart and parts and len(parts[-1][1]) > 1 and is_title(parts[-1][1][-1][1]):
            parts.append((False, [parts[-1][1].pop()]))
        if parts and not apart and not parts[-1][0]:
            parts[-1][1].extend(lines)
        else:
            parts.append((apart, list(lines)))
    return parts


def _first_of_vendors(group: Sequence[Line]) -> int | None:
    """Where lines begin that are each of a vendor: at the first, or below one that is their heading; None if they are not."""
    told = lines_of_vendors(["" if BULLET.match(line) else collapsed(line) for _, line in group])
    first = 0 if told[0] else 1
    return first if len(group) - first > 1 and all(told[first:]) else None


def _is_about(line: str) -> bool:
    return bool(ABOUT.search(key(line)))


def _block(group: Sequence[Line], *, of_vendors: bool | None = False) -> Iterator[Block]:
    """What the lines between two blank ones are; a first line that introduces the others stands before them.

    `of_vendors` says that each is of a vendor, None that they are a name with what is set in below it.
    """
    for end in (0, -1):
        if (
            len(group) > 1
            and _is_navigation(group[end][1])
            and not _is_like(group[end][1], group[1 if end == 0 else -2][1])
        ):
            links = Paragraph(group[end][0], Cell(collapsed(group[end][1])))
            rest = group[1:] if end == 0 else group[:-1]
            yield from [links, *_block(rest)] if end == 0 else [*_block(rest), links]
            return
    if len(group) > 1 and (
        LOG.fullmatch(key(group[0][1]))
        or asks_whom(group[0][1].strip(" :"))
        or other_subject(group[0][1]) == OF_OWNER  # "Follow us"
    ):
        yield Heading(group[0][0], 6, group[0][1].strip())
        yield from _block(group[1:], of_vendors=of_vendors)
    elif len(group) > 1 and _FOOT.match(group[0][1]):
        yield Paragraph(group[0][0], Cell(collapsed(" ".join(line for _, line in group))))
    elif len(group) == 1:
        yield _single(group[0])
    elif len(group) == 2 and _RULE.fullmatch(group[1][1].strip()):
        yield Heading(group[0][0], 6, group[0][1].strip())
    elif of_vendors is None or _is_term(group):
        said = Entry(group[1][0], Cell(collapsed(" ".join(line for _, line in group[1:]))))
        name = group[0][1].strip()
        yield Listing(group[0][0], [Entry(group[0][0], Cell(name, strong=name), [said])])
    elif (first := _first_of_vendors(group)) is not None:
        yield from map(_single, group[:first])
        yield Listing(group[first][0], [Entry(at, Cell(line.strip())) for at, line in group[first:]])
    elif _are_bullets(group):
        yield from _bullets(group)
    elif of_vendors and not any(OPEN.search(line.strip()) for _, line in group[:-1]):
        yield Listing(group[0][0], [Entry(at, Cell(line.strip())) for at, line in group])
    elif _is_prose(group):
        yield Paragraph(group[0][0], Cell(collapsed(" ".join(line for _, line in group))))
    elif len(group[0][1]) < 80 and all(re.match(r"\s*[^:]{2,40}:\s", line) for _, line in group[1:]):
        yield Heading(group[0][0], 6, group[0][1].strip())
        yield Paragraph(group[1][0], Cell("\n".join(line.strip() for _, line in group[1:])))
    else:
        introduced = group[0][1].rstrip().endswith(":")
        if introduced:
            yield _single(group[0])
        rest = group[1:] if introduced else group
        yield Listing(rest[0][0], [Entry(at, Cell(line.strip())) for at, line in rest])


def _is_term(group: Sequence[Line]) -> bool:
    """Whether lines are a name above what is said of it, set in and without marks: a definition list of a text."""
    (_, first), *rest = group
    deep = [indent_of(line) for _, line in rest]
    plain = not BULLET.match(first) and not any(
        BULLET.match(line) or _BEGINS_KEYED.match(line) for _, line in rest
    )
    name = _BEHIND_NAME.split(first.strip().rstrip(":"), maxsplit=1)[0]
    return bool(deep) and min(deep) > indent_of(first) + 1 and plain and is_company(name)


def _is_navigation(line: str) -> bool:
    """Whether a line holds the links at the head or foot of a page: "Imprint | Privacy | Terms"."""
    links = _BETWEEN_LINKS.split(line.strip())
    known = sum(bool(_LINKS.fullmatch(key(one))) for one in links)
    return len(links) > 2 and known * 4 >= len(links) * 3 and not any(map(is_company, links))


def _is_like(line: str, other: str) -> bool:
    """Whether two lines hold as many parts: a row of a table beside another."""
    return len(_BETWEEN_LINKS.split(line.strip())) == len(_BETWEEN_LINKS.split(other.strip()))


def _are_bullets(group: Sequence[Line]) -> bool:
    """Whether lines are items behind marks, each with the lines that go on with it."""
    marked = sum(bool(BULLET.match(line)) for _, line in group)
    short = sum(len(line) for _, line in group) <= max(1, marked) * _SHORT
    first = BULLET.match(group[0][1])
    deep = indent_of(group[0][1])
    below = first is not None and all(
        indent_of(line) > deep or (indent_of(line) == deep and BULLET.match(line)) for _, line in group[1:]
    )
    return marked * 2 >= len(group) or (first is not None and short) or below


def _single(line: Line) -> Block:
    """A line by itself: a heading when it is short and no sentence."""
    at, text = line[0], line[1].strip()
    if BULLET.match(text):
        return Listing(at, [Entry(at, Cell(BULLET.sub("", text)))])
    if is_title(text):
        return Heading(at, 6, text)
    return Paragraph(at, Cell(collapsed(text)))


def _is_prose(group: Sequence[Line]) -> bool:
    """Whether lines are one text, broken where the page ended; lines that each begin with a company are none."""
    if all(is_company(re.split(r",|\s[–—(:-]|:", line.strip())[0]) for _, line in group):
        return False
    texts = [line.strip() for _, line in group]
    if _is_wrapped(texts) or (all(map(OPEN.search, texts[:-1])) and texts[-1].endswith((".", ":"))):
        return True
    ends = sum(line.rstrip().endswith((".", ";")) for _, line in group)
    long = sum(len(line) > 60 for _, line in group[:-1]) * 3 >= (len(group) - 1) * 2
    flows = sum(line.lstrip()[:1].islower() for _, line in group[1:]) * 3 >= len(group) - 1
    return (
        any(len(line) > _SHORT for _, line in group) or (long and flows) or (long and ends * 2 > len(group))
    )


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines are one sentence, broken where the page is as wide as the others: only the last ends with a stop or colon."""
    *before, last = lines
    width = max(map(len, before), default=0)
    small = sum(word[:1].islower() for line in lines for word in line.split())
    words = sum(len(line.split()) for line in lines)
    return (
        width > _NARROWEST
        and last.endswith((".", ":"))
        and not any(line.endswith((".", ";", ":")) or len(line) < width * 3 / 4 for line in before)
        and small * 2 > words
    )


def _bullets(group: Sequence[Line]) -> Iterator[Block]:
    """Bullets, a deeper one inside the one above it; a line without a bullet goes on with the last."""
    listing: Listing | None = None
    depth, width, above = 0, width_of(group), ""
    for at, line in group:
        indent, before, above = indent_of(line), above, line
        mark = BULLET.match(line)
        if mark is None and listing is None:
            yield _single((at, line))
        elif mark is None and listing is not None:
            last = listing.entries[-1]
            if indent > depth and (_BEGINS_KEYED.match(line) or _is_apart(before, line, width)):
                last.inner.append(Entry(at, Cell(line.strip())))
                continue
            last = last.inner[-1] if last.inner else last
            whole = _ends_in_place(last.cell.text) and not last.cell.text.endswith(".")
            stop = "." if whole and line.strip()[:1].isupper() else ""
            last.cell.text += f"{stop} {line.strip()}"
        else:
            entry = Entry(at, Cell(BULLET.sub("", line).strip()))
            if listing is None:
                listing, depth = Listing(at, [entry]), indent
            elif indent > depth:
                listing.entries[-1].inner.append(entry)
            else:
                listing.entries.append(entry)
    if listing is not None:
        yield listing


def _is_apart(above: str, line: str, width: int) -> bool:
    """Whether a line below a bullet says more by itself: its first word had room above, below what may be a name."""
    first, name = line.split()[0], BULLET.sub("", above).strip()
    room = len(above.rstrip()) + 1 + len(first) <= width and not OPEN.search(name)
    whole = first[:1].isupper() and not name.endswith((".", ":", ";")) and looks_like_a_name(name)
    goes_on = not is_company(name) and (_FORMED.search(line) or _ends_in_place(line.strip()))
    return room and whole and not goes_on  # "Robert" above "Half International Inc., USA"


def _ends_in_place(text: str) -> bool:
    """Whether a line is whole, with its place at its end: "Acme - Ireland", "Acme, Cork, Ireland"."""
    *before, last = re.split(r"\s[–—-]\s|,\s", text)
    return bool(before) and only_places(last)
