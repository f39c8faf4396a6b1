"""A sentence with each enumeration of names as one mark, so that what is said of all of them can be read at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vendorgraph.exchange.policy_text.name import CAPITALISED, Name
from vendorgraph.exchange.policy_text.sentences import Sentence

#: What stands for an enumeration in the marked text; the lexicon's sections of roles are written with it.
MARK = "◆"
#: Prepositions that mean the same: an enumeration may repeat its own, another one begins something else.
_ALIKE = (
    ("de", "d", "du", "des"),
    ("à", "au", "aux"),
    ("von", "vom"),
    ("zu", "zur", "zum"),
    ("bei", "beim"),
    ("an", "am", "ans"),
    ("in", "im"),
)
_CLASS = {word: alike[0] for alike in _ALIKE for word in alike}
_PREPOSITION = (
    r"(?:from|of|to|with|by|at|on|for|through|via|without|in|de|du|des|d|à|au|aux|chez|par|sur|avec|sans|pour|von|vom|zu|zur|zum|bei"
    r"|beim|an|am|ans|mit|auf|über|durch|ohne|für|im|aus|wie)"
)
_ARTICLE = r"(?:the|an?|la|le|les|l[’']|die|der|das|den|dem|des|une?|ein\w{0,2}|our|nos|unsere\w?)"
_BRACKET = r"(?:\s?\([^()]{1,90}\))"
_ASIDE = r"(?:,\s(?:since|from|until|depuis|à partir de|jusqu[’']en|seit|ab|bis)\s[^,;.]{2,20},)"
_JOINT = re.compile(
    rf"{_BRACKET}?\.?\s?(?:,\s(?:(?:and|or|et|ou|und|oder|sowie)\s)?|/\s?|(?:and|or|nor|et|ou|ni|und|oder|noch|sowie|&){_ASIDE}?\s)"
    rf"(?:(?P<preposition>{_PREPOSITION})(?:\s|[’']))?(?:{_ARTICLE}\s?)?(?:(?:page|site|Seiten?|pages?)\s(?:of|on|de|von|der|des)\s)?"
)
_BEFORE = re.compile(rf"\b(?P<preposition>{_PREPOSITION})(?:\s|[’'])\s?(?:{_ARTICLE}\s?)?$", re.IGNORECASE)
_ITEM = r"(?<![\w-])[A-ZÀ-Þ][\w’'&.-]*(?: [A-ZÀ-Þ][\w’'&.-]*){0,3}"
_UNKNOWN_BEFORE = re.compile(rf"(?:{_ITEM},\s){{0,6}}{_ITEM}(?:,|\s(?:and|or|et|ou|und|&))\s$")
_UNKNOWN_BEHIND = re.compile(rf"{_JOINT.pattern.replace('?P<preposition>', '?:')}(?:{CAPITALISED})")
_LONGER = re.compile(rf"(?<=[a-z,] ){_ITEM} $")
_ARTICLE_BEFORE = re.compile(r"(?:^|[\s(])((?:the|die|der|das|den|dem|la|le|les)\s|l[’'])$", re.IGNORECASE)
_REST = re.compile(rf" {CAPITALISED}")  # the rest of a longer name
#: An example that belongs to the noun before it: "one of the sites, such as ◆".
_EXAMPLE = re.compile(
    r",?\s\(?(?:for example|for instance|e\.g\.,?|such as|like|namely|par exemple|p\. ex\.|comme|tels? que|telles? que|etwa|wie"
    r"|z\. ?B\.|zum Beispiel|beispielsweise|nämlich)\s(?:the |die |l[ae] )?$"
)
_NEAR = 120  # characters before a name in which unknown ones are looked for


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Names of which a sentence says the same, at [start, end) of the sentence's text."""

    start: int
    end: int
    names: tuple[Name, ...]


def enumerations(sentence: Sentence, names: Sequence[Name]) -> list[Enumeration]:
    """The enumerations of a sentence in order; a name alone is one, too."""
    here = sorted(
        (name for name in names if sentence.start <= name.start < sentence.end), key=lambda name: name.start
    )
    groups: list[list[Name]] = []
    for name in here:
        if groups and _joined(groups[-1], name, sentence):
            groups[-1].append(name)
        else:
            groups.append([name])
    found: list[Enumeration] = []
    for group in groups:
        start = _begin(sentence.text, group[0].start - sentence.start, found[-1].end if found else 0)
        end = _end(sentence.text, group[-1].end - sentence.start, group, groups, sentence)
        found.append(Enumeration(start, end, tuple(group)))
    return found


def marked(sentence: Sentence, found: Sequence[Enumeration]) -> tuple[str, dict[int, Enumeration]]:
    """(text with a mark for each enumeration, place of each mark -> its enumeration)."""
    text, places, at = "", {}, 0
    for one in found:
        text += sentence.text[at : one.start].replace(MARK, " ")
        places[len(text)] = one
        text, at = text + MARK, one.end
    return text + sentence.text[at:].replace(MARK, " "), places


def _joined(group: Sequence[Name], name: Name, sentence: Sentence) -> bool:
    """Whether a name goes on with the enumeration before it, be it over names that are not known."""
    between = sentence.text[group[-1].end - sentence.start : name.start - sentence.start]
    if (rest := _REST.match(between)) and rest.end() < len(between):
        between = between[rest.end() :]
    for _ in range(4):
        joint = _JOINT.fullmatch(between)
        if joint:
            return _same_preposition(joint["preposition"], sentence.text[: group[0].start - sentence.start])
        over = _UNKNOWN_BEHIND.match(between)
        if not over or over.end() == len(between):
            return False
        between = between[over.end() :]
    return False


def _same_preposition(preposition: str | None, before: str) -> bool:
    if preposition is None:
        return True
    first = _BEFORE.search(before[-30:])
    word = first["preposition"].casefold() if first else ""
    return _CLASS.get(word, word) == _CLASS.get(preposition.casefold(), preposition.casefold())


def _begin(text: str, start: int, earliest: int) -> int:
    """Where an enumeration begins with names that are not known, and what leads to an example."""
    window = text[max(earliest, start - _NEAR) : start]
    if whole := _LONGER.search(window):
        start -= len(window) - whole.start()
        window = window[: whole.start()]
    if unknown := _UNKNOWN_BEFORE.search(window):
        start -= len(window) - unknown.start()
        window = window[: unknown.start()]
    if example := _EXAMPLE.search(window):
        start -= len(window) - example.start() - 1
    elif article := _ARTICLE_BEFORE.search(window):
        start -= len(window) - article.start(1)
    elif window.endswith((" (", " – ")):
        start -= len(window) - len(window.rstrip(" (–")) - 1
    return start


def _end(text: str, end: int, group: list[Name], groups: list[list[Name]], sentence: Sentence) -> int:
    """Where an enumeration ends with names that are not known and with what stands in brackets behind them."""
    at = groups.index(group)
    limit = groups[at + 1][0].start - sentence.start if at + 1 < len(groups) else len(text)
    if (rest := _REST.match(text, end)) and rest.end() <= limit:
        end = rest.end()
    while (more := _UNKNOWN_BEHIND.match(text, end)) and more.end() <= limit:
        end = more.end()
    behind = re.compile(rf"(?:…|\.\.\.|,? etc\.?)?\)|{_BRACKET}|\.(?=,)").match(text, end)
    return behind.end() if behind and behind.end() <= limit else end


def each_mark(text: str, start: int, end: int) -> Iterator[int]:
    """The places of the marks in [start, end)."""
    return (found.start() for found in re.compile(MARK).finditer(text, start, end))
