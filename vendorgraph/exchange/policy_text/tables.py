"""Lists of recipients in a policy: tables with a header, and bullets below words that announce a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from vendorgraph.exchange.policy_text.dictionary import is_word
from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import CAPITALISED, PLAIN, resolved
from vendorgraph.exchange.policy_text.names import names_in
from vendorgraph.exchange.policy_text.naming import is_an_office, is_generic, is_name
from vendorgraph.exchange.policy_text.reading import Passage, Policy

_BULLET_NAME = re.compile(
    r"\s*(?:(?:[-–—•*·▪◦‣]|\(?[a-z0-9]{1,2}[.)])\s+)?(?P<name>.{2,80}?)(?:\s+[–—-]\s+|:\s|\s\((?!Europe)|,\s(?=[a-zà-ÿ])"
    r"|(?<=[a-zà-ÿ]{2})\.\s(?=[A-ZÀ-Þ])|$)(?P<rest>.*)"
)


#: "Name — what for", "Name (where) — what for".
_DASHED_NAME = re.compile(r"\s*(?:[-–—•*·▪◦‣]\s+)?(?P<name>[^–—]{2,80}?(?:\([^()]*\)\s*)?)\s+[–—-]\s+\S")
#: "Name. What for."
_STOPPED_NAME = re.compile(
    rf"\s*(?:[-–—•*·▪◦‣]\s+)?(?P<name>(?:[a-z]+(?=[A-Z]))?{CAPITALISED}(?:\s\([^()]*\))?)\.\s+[A-ZÀ-Þ]"
)
#: A line of its own that says what somebody is for behind a colon: "Name : what for".
_COLON_LINE = re.compile(r"[A-ZÀ-Þ0-9][^:.;]{1,40}\s?:\s\S")
_SHORT_LINE = 160  # characters of such a line
#: "Name, for what", "Name (where) for what", "Name, which does something".
_NAME_FOR = re.compile(
    rf"\s*(?:[-–—•*·▪◦‣]\s+)?(?P<name>{CAPITALISED}(?:\s\([^()]*\))?)"
    r",?\s+(?:(?:(?:with|by|through|to|in|for|from|on|avec|par|chez|sur|via|à|pour|mit|von|über|bei|an|in|durch)\s+)?"
    r"(?:who|whom|which|qui|lequel|laquelle|lesquels|dem|denen|deren|dessen)|for|pour|für|dont|où|where|if|when|si|lorsque|quand|wenn|falls|sofern|zum|zur|(?:der|die|das)(?=\s))\s+\S"
)
#: "the printing house Quillpost": small words that say what a company is, then its name alone.
_LED = re.compile(
    rf"(?:[a-zà-ÿ][\w’'-]*\s+){{1,5}}(?:[ld][’'][a-zà-ÿ-]+\s+)?(?P<name>{CAPITALISED})\s*(?:[;.(,–-].*)?$"
)


#: Words by which a paragraph speaks of the list behind it.
_BELOW = re.compile(
    r"\b(?:below|following|ci-dessous|suivante?s?|folgende[nr]?|nachstehend\w*|untenstehend\w*)\b",
    re.IGNORECASE,
)


#: "Name (what for)", "Name, Town (what for)".
_NAME_WHERE = re.compile(
    rf"\s*(?:[-–—•*·▪◦‣]\s+)?(?P<name>{CAPITALISED})(?:,\s+[A-ZÀ-Þ][\w-]+)?\s+\([^()]+\)\W*$"
)
#: Why a row of a list has companies behind its label.
BEHIND_LABEL = "behind a label, as most of its list"
_HEADER_WORDS = 3  # words of a cell in a header of which only one column is known
_AT_THE_HEAD = 4  # characters before a company with which a bullet begins
_COMPANIES = 2  # rows that begin with a company and so tell the column of companies


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list of recipients: the words of its name cell, the other cells by column, and why it is one.

    The cell of a product stands under "name" when another one names its provider.
    """

    name: str
    why: str
    cells: Mapping[str, str] = field(default_factory=dict)


def rows(policy: Policy) -> dict[int, Row]:
    """Index of the passage -> its row, for every row of a list of recipients; a header has no name."""
    found: dict[int, Row] = {}
    header: dict[int, str] | None = None
    before: Passage | None = None
    for passage in policy.passages:
        if passage.block.cells:
            fresh = before is None or not before.block.cells
            columns = _columns(passage.block.cells, policy.lexicon, fresh)
            if columns:
                header = columns
            elif fresh:
                header = _by_companies(passage, policy) or _without_header(passage, before, policy)
            if columns or (fresh and header and not _is_row(passage, header, policy)):
                found[passage.index] = Row("", "header")
            elif header:
                found[passage.index] = _table_row(passage.block.cells, header, policy.lexicon)
        else:
            header = None
            row = _bullet(passage, policy) if passage.block.bullet else _line(passage, policy)
            if row:
                found[passage.index] = row
        before = passage
    return found


def _line(passage: Passage, policy: Policy) -> Row | None:
    """The row in a line "Name: what for" among others of which most begin with a company."""
    found = _BULLET_NAME.match(passage.text) if _is_line(passage) else None
    if found is None or not passage.text[found.end("name") :].lstrip().startswith(":"):
        return None
    if is_word(found["name"].strip().lower(), policy.lexicon.language):
        return None  # "Durée", "Finalité"
    return _before_colons(found, list(_neighbours(passage, policy)), policy)


def _is_line(passage: Passage) -> bool:
    """Whether a passage is a short line with a colon, and no bullet, heading or row of a table."""
    block = passage.block
    plain = not (block.bullet or block.heading or block.cells)
    return plain and len(passage.text) <= _SHORT_LINE and bool(_COLON_LINE.match(passage.text))


def _columns(cells: tuple[str, ...], lexicon: Lexicon, first: bool) -> dict[int, str] | None:
    """Position -> column of a header row; None when the row is no header of a list of recipients.

    In the `first` row of a table a word for companies is enough.
    """
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        for entry in lexicon.section("columns"):
            if entry.pattern.match(cell.strip(" :*")) and entry.key not in found.values():
                found[at] = entry.key
                break
    named = {"name", "provider"} & set(found.values())
    if not named and len(found) >= 2 and 0 not in found:
        found[0] = "name"
    short = first and all(0 < len(cell.split()) <= _HEADER_WORDS for cell in cells)
    return found if (named or found.get(0) == "name") and (len(found) >= 2 or short) else None


def _by_companies(first: Passage, policy: Policy) -> dict[int, str] | None:
    """The column of a table in which most rows begin with a company, whatever its header calls it."""
    run = list(
        takewhile(lambda passage: bool(passage.block.cells), islice(policy.passages, first.index, None))
    )
    counts = Counter(
        at
        for passage in run
        for at, cell in enumerate(passage.block.cells)
        if _is_company(cell, policy.lexicon)
    )
    if not counts:
        return None
    at, companies = max(counts.items(), key=lambda count: (count[1], -count[0]))
    return {at: "name"} if companies >= _COMPANIES and companies * 2 >= len(run) - 1 else None


def _is_row(passage: Passage, header: Mapping[int, str], policy: Policy) -> bool:
    """Whether the first row of a table without a known header is one of its rows."""
    at = next(at for at, column in header.items() if column == "name")
    cells = passage.block.cells
    return len(header) > 1 or (at < len(cells) and _is_company(cells[at], policy.lexicon))


def _is_company(cell: str, lexicon: Lexicon) -> bool:
    """Whether a cell begins with a company that the catalogue knows or a legal form tells."""
    first = next(iter(names_in(cell, lexicon)), None)
    return first is not None and first.start == 0 and first.by in ("catalogue", "form")


def _without_header(passage: Passage, before: Passage | None, policy: Policy) -> dict[int, str] | None:
    """The usual order of columns when words above announce a list of recipients."""
    above = [policy.heading(passage)]
    if before is not None and before.text.rstrip().endswith(":"):
        above.append(before)
    if any(other and policy.lexicon.first("list_intro", other.text) for other in above):
        return {0: "name", 1: "purpose", 2: "place"} if len(passage.block.cells) >= 2 else None
    return None


def _table_row(cells: tuple[str, ...], header: Mapping[int, str], lexicon: Lexicon) -> Row:
    named = {column: cells[at] for at, column in header.items() if at < len(cells)}
    why = lexicon.section("columns")[0].id
    name = named.pop("provider", "") or named.get("name", "")
    if name == named.get("name"):
        del named["name"]
    return Row(name, why, named)


def _bullet(passage: Passage, policy: Policy) -> Row | None:
    """The row in a bullet below a heading or an introduction that announces recipients."""
    hit = None
    heading = policy.heading(passage)
    intro = next(
        (
            other
            for other in reversed(policy.passages[max(0, passage.index - 40) : passage.index])
            if not other.block.bullet
        ),
        None,
    )
    if intro is not None and (intro.block.heading or intro.text.rstrip().endswith(":")):
        hit = policy.lexicon.first("list_intro", intro.text)
    if hit is None and intro is not None and (intro.text.rstrip().endswith(":") or _BELOW.search(intro.text)):
        spoken = [intro.text, *([heading.text] if heading else [])]
        hit = next((told for text in spoken if (told := policy.lexicon.first("list_intro", text))), None)
    titled = hit is None and _of_companies(passage, policy)  # no sentence says what the list holds
    if titled and heading is not None:
        hit = policy.lexicon.first("list_intro", heading.text)
    found = _BULLET_NAME.match(passage.text)
    if found is None or (hit and intro and policy.lexicon.first("data_follow", intro.text)):
        return None
    if hit is None:
        return _among_companies(passage, found, policy)
    if (labelled := _behind_labels(passage, policy)) is not None:
        why = hit.entry.id if policy.lexicon.language == "de" else BEHIND_LABEL
        return Row(labelled, why, {"purpose": passage.text.partition(":")[0].lstrip("-–—•* ")})
    begun = next((name for name in passage.names if name.start == found.start("name")), None)
    if begun and begun.by == "form" and begun.words[0].islower():
        return Row(begun.words, hit.entry.id, {"purpose": passage.text[begun.end :]})
    led = _LED.match(found["name"])
    if led and found["name"][:1].islower():
        strict = policy.lexicon.language == "de"
        return Row(led["name"] if is_name(led["name"], policy.lexicon, strict) else "", hit.entry.id)
    if not found["name"][:1].isupper():
        return Row("", hit.entry.id)
    if len(found["name"].split()) > 8:
        return None
    name, rest = found["name"].strip(), found["rest"]
    with_colon = passage.text[found.end("name") :].lstrip().startswith(":")
    if with_colon and (value := _labelled(name, rest, policy.lexicon)):
        return Row(value, hit.entry.id, {"purpose": f"{name} {rest}"})
    if titled and with_colon:
        return None  # "Letters: a printing house prints them"
    return Row(name, hit.entry.id, {"purpose": rest})


#: What stands between companies behind a label: "Quarx Bank, Zorp or Quillpost".
_AND_ANOTHER = re.compile(
    r"(?:\s?\([^()]{1,40}\))?(?:,\s+(?:(?:and|or|et|ou)\s+)?|\s+(?:and|or|et|ou)\s+|\s[–—-]\s(?=[A-ZÀ-Þ]))"
    r"(?:(?:its|their|son|sa|leurs?)\s[a-zà-ÿ]+\s+|the\s+|l[ae]s?\s+|l[’'])?"
)
#: A label in small letters before a name: "drinking water: Quarx", and one that begins a clause behind a semicolon.
_SMALL_LABEL = re.compile(
    r"(?:\W|\(?[a-z0-9]{1,2}[.)]\s)*[a-zà-ÿ][^:;]{2,60}?\s?:\s+(?:the\s|l[ae]s?\s|l[’'])?(?=[A-ZÀ-Þ])"
)
_ARTICLE = re.compile(r"\s*(?:the\s+|l[ae]s?\s+|l[’'])?")
#: What stands behind a company of one word that is alone behind its label, which no plain word has behind it.
_ENDS_A_NAME = re.compile(
    r"\s*(?:[,;.(]|$)|\s(?:for|pour|and|et|or|ou|if|when|where|in|si|quand|lorsque|dans|à|en|[–—-])\s"
)


def behind_label(row: Row) -> list[tuple[int, str]]:
    """(offset, words) of the names with which each clause behind a label begins: "Quarx for phones; Zorp for travel"."""
    found: list[tuple[int, str]] = []
    for clause in re.finditer(r"[^;]+", row.name):
        article = _SMALL_LABEL.match(clause[0]) and _SMALL_LABEL.match(row.name, clause.start())
        article = article or _ARTICLE.match(row.name, clause.start())
        at = article.end() if article else clause.start()
        while run := PLAIN.match(row.name, at):
            for part in re.split(r"\s(?:and|et)\s(?:the\s|la\s|le\s)?", run[0]):
                at = row.name.index(part, at)
                if is_an_office(part):
                    continue
                if " " in part or _ENDS_A_NAME.match(row.name, at + len(part)):
                    found.append((at, part))
            another = _AND_ANOTHER.match(row.name, run.end())
            if not another:
                break
            at = another.end()
    return found


def _behind_labels(passage: Passage, policy: Policy) -> str | None:
    """The name behind the label of a German bullet ("Einlagen: Quarxhaus") in a list most of whose labels stand before companies.

    It is "" where what stands there names nobody; None where the list has no such labels.
    """
    label, colon, rest = passage.text.partition(": ")
    siblings = [passage, *_neighbours(passage, policy)]
    told = sum(map(_behind_its_label, siblings))
    own = any(
        name.by in ("catalogue", "form") and not policy.own.is_own(name.words)
        for name in names_in(label, policy.lexicon)
    )
    small = (
        sum(bool(_SMALL_LABEL.match(one.text)) for one in siblings) if policy.lexicon.language != "de" else 0
    )
    labels = (told >= _COMPANIES and told * 3 >= len(siblings)) or (
        small > _COMPANIES and small * 4 >= 3 * len(siblings)
    )
    if not colon or own or not labels:
        return None
    if policy.lexicon.language != "de":
        return rest if behind_label(Row(rest, "")) else None
    value = re.split(r"\s[(–—]|[,;]\s|\.\s|\.$|\s(?:oder|und|bzw\.)\s", rest.strip(), maxsplit=1)[0].strip()
    known = any(name.by in ("catalogue", "form") for name in names_in(value, policy.lexicon))
    return value if known or is_name(value, policy.lexicon, strict=True) else ""


def _behind_its_label(bullet: Passage) -> bool:
    """Whether the first company of a bullet stands behind its colon."""
    known = [name.start for name in bullet.names if name.by in ("catalogue", "form")]
    return bool(known) and 0 < bullet.text.find(": ") < known[0]


def _among_companies(passage: Passage, found: re.Match[str], policy: Policy) -> Row | None:
    """The row in a bullet most of whose neighbours begin with a company, or name one behind a label as it does."""
    siblings = list(_neighbours(passage, policy))
    if not passage.text[found.end("name") :].lstrip().startswith(":"):
        return _beside_companies(passage, found, siblings)
    if row := _before_colons(found, siblings, policy):
        return row
    named = sum(
        any(name.by in ("catalogue", "form") for name in other.names) and ":" in other.text
        for other in siblings
    )
    if named < 2 or named * 2 < len(siblings):
        return None
    value = re.split(r"[(,;.]", found["rest"].strip())[0].strip()
    told = value[:1].isupper() and len(value.split()) <= 4 and is_name(value, policy.lexicon, strict=False)
    return Row(value, "a list of companies", {"purpose": found["name"]}) if told else None


def _before_colons(found: re.Match[str], siblings: Sequence[Passage], policy: Policy) -> Row | None:
    """The row in "Name: what for" where most neighbours have a company before their colon."""
    led = sum(
        any(
            name.by in ("catalogue", "form")
            and name.end <= other.text.find(":")
            and name.start < _AT_THE_HEAD
            for name in other.names
        )
        for other in siblings
    )
    name = found["name"].strip()
    if led < _COMPANIES or led * 2 < len(siblings) or len(name.split()) > _HEADER_WORDS * 2:
        return None
    told = is_name(name, policy.lexicon, strict=False)
    return Row(name if told else "", "a list of companies", {"purpose": found["rest"]})


def _beside_companies(passage: Passage, found: re.Match[str], siblings: Sequence[Passage]) -> Row | None:
    """The row in "Name — what for" or "Name, for …" where most bullets of the list begin with a company and say what for."""
    forms = (_STOPPED_NAME, _NAME_FOR, _NAME_WHERE, _DASHED_NAME)
    form = next((form for form in forms if form.match(passage.text)), _DASHED_NAME)
    dashed = [form.match(other.text) for other in (passage, *siblings)]
    told = (
        all(dashed) if form is _DASHED_NAME else dashed[0] and sum(map(bool, dashed)) * 4 >= 3 * len(dashed)
    )
    named = sum(
        (one is not None and resolved(one["name"].partition(" (")[0].strip())[0] is not None)
        or any(
            name.by in ("catalogue", "form") and name.start < (one.end("name") if one else _AT_THE_HEAD)
            for name in other.names
        )
        for one, other in zip(dashed, (passage, *siblings), strict=True)
    )
    if not told or named < 2 or named * 2 < len(dashed):
        return None
    return Row(found["name"].strip(), "a list of companies", {"purpose": found["rest"]})


def _of_companies(passage: Passage, policy: Policy) -> bool:
    """Whether most bullets of a list name a company, wherever in them it stands."""
    bullets = [passage, *_neighbours(passage, policy)]
    named = sum(any(name.by in ("catalogue", "form") for name in one.names) for one in bullets)
    return len(bullets) > _COMPANIES and named * 3 >= len(bullets) * 2


def _neighbours(passage: Passage, policy: Policy) -> Iterator[Passage]:
    """The bullets above and below that belong to the same list, or the lines with colons."""
    bullet = passage.block.bullet
    for step in (-1, 1):
        at = passage.index + step
        while (
            0 <= at < len(policy.passages)
            and (policy.passages[at].block.bullet if bullet else _is_line(policy.passages[at]))
            and abs(at - passage.index) < 40
        ):
            yield policy.passages[at]
            at += step


def _labelled(label: str, rest: str, lexicon: Lexicon) -> str | None:
    """The names behind a label ("Hosting: Name, Country"), None when the first words are the name."""
    value = re.split(r"\s[(–—-]|,\s(?=[a-z])|\.\s|\.$|;", rest.strip(), maxsplit=1)[0].strip()
    generic = is_generic(label, lexicon) or lexicon.first("purpose", label) is not None
    named = [name for name in names_in(value, lexicon) if name.by in ("catalogue", "form")]
    known, first = bool(named), any(name.start == 0 for name in named)
    here = any(name.by in ("catalogue", "form") for name in names_in(label, lexicon))
    led = _LED.match(value) if value[:1].islower() and not here and not first else None
    if led and is_name(led["name"], lexicon):
        return led["name"]
    capital = value[:1].isupper() or value[:1].isdigit()
    if (
        value
        and not here
        and (known or (capital and len(value.split()) <= 4 and (generic or is_name(value, lexicon))))
    ):
        return value
    return None
