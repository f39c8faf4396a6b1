"""Companies that a sentence says get no data: "an die Acme AG gehen keine Daten", "address data come from Acme"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vendorgraph.exchange.policy_text.lexicon import Entry, Lexicon
from vendorgraph.exchange.policy_text.name import Name
from vendorgraph.exchange.policy_text.sentences import Sentence

#: What may stand between two names of which the same is said: ", ", " and the pictures of ".
_JOINT = re.compile(
    r"(?:\s?\([^()]{1,60}\))?(?:\s?[,/]\s?|,?\s+(?:and|or|nor|et|ou|ni|und|oder|noch|sowie|&)\s+)"
    r"(?:[A-ZÄÖÜ]?[\w-]+\s+(?:wie|such as|like|comme|tels que)\s+)?"
    r"(?:L[ae]s? |L[’']|The |Der |Die |Das )?(?:[a-zà-ÿ]+[’' -]){0,5}",
)
#: What may stand between the name of whom it is said and the words that say it.
_GAP = re.compile(r"(?:\s?\([^()]{1,60}\))?(?:\s?[:–—]\s)?[^,.;:()]{0,60}(?:,[^,.;:()]{2,40})?,?\s?")
#: What stands behind whoever gives data, tests or pays where it gets some all the same: ", to whom we report".
_ALL_THE_SAME = re.compile(
    r"(?:\s?\([^()]{1,60}\))?(?:,?\s+(?:which|who)\s+(?:also\s+|then\s+|thereby\s+)?"
    r"(?:receives?|gets?|sees?|keeps?|stores?|reads?|has access)"
    r"(?!\s+(?:no|nothing|only)\b)"
    r"|,?\s+(?:to|with)\s+(?:whom|which)\s+we\b|,?\s+and\s+(?:we\s+)?(?:send|pass|give|report|return)\s+(?:it|them|back|your|the)\b"
    r"|(?:\s+[a-zäöüß]+)?,\s+(?:an\s+)?(?:die|der|dem|denen)\s+wir\b[^.;]{0,80}\b(?:melden|senden|geben|übermitteln|schicken)\b"
    r"|,\s+(?:die|der|das)\s+(?:[a-zäöüß]+\s+){0,3}?(?:Zugriff|Einblick|Ihre?n?\s\w+\s+(?:erhält|bekommt|sieht|speichert))"
    r"|,\s+(?:qui\s+(?:en\s+|les\s+)?(?:reçoi\w+|voi\w+|a accès|conserve|stocke)|à\s+(?:qui|laquelle)\s+nous|auquel\s+nous)\b)",
)
#: A clause that goes on with what the one before names: "They are stored with us; the company learns nothing".
_THEY = re.compile(r"(?:They|It|Sie|Es|Er|Ils?|Elles?)\b")
_WE = re.compile(r"\b(?:we|wir|ich|on)\b", re.IGNORECASE)


def given_nothing(sentence: Sentence, names: Sequence[Name], lexicon: Lexicon) -> dict[int, str]:
    """Start of every name of whom a sentence says that it gets nothing, gives data or is only linked -> its entry."""
    here = [name for name in names if sentence.start <= name.start < sentence.end]
    found: dict[int, str] = {}
    text = sentence.text
    others = (one for section in ("gives_data", "only_linked") for one in _found(section, text, lexicon))
    for entry, told in _said(text, lexicon) if here else ():
        found |= {name.start: entry.id for name in _meant(entry, told, here, sentence)} | found
    for entry, told in others if here else ():
        for name in _meant(entry, told, here, sentence):
            if not _ALL_THE_SAME.match(text, name.end - sentence.start):
                found.setdefault(name.start, entry.id)
    return found


def given_nothing_there(
    sentences: Sequence[Sentence], names: Sequence[Name], lexicon: Lexicon
) -> dict[int, str]:
    """Start of every name -> entry, where what stands behind the names of one sentence says that "it" or "they" get nothing.

    Of several names it is said only where "and" or a comma joins them.
    """
    found: dict[int, str] = {}
    parts = [part for sentence in sentences for part in _clauses(sentence)]
    over = [
        (one, two)
        for one, between, two in zip(parts, parts[1:], parts[2:], strict=False)
        if _THEY.match(between.text)
    ]
    for before, part in (*pairwise(parts), *over):
        here = [name for name in names if before.start <= name.start < before.end]
        if not here or any(part.start <= name.start < part.end for name in names):
            continue
        if _one_list(here, before) and not lexicon.first("until_then", part.text):
            said = next((entry for entry, _ in _found("nothing_there", part.text, lexicon)), None)
            found |= {name.start: said.id for name in here} if said else {}
    return found


def _clauses(sentence: Sentence) -> Iterator[Sentence]:
    """The parts of a sentence between semicolons and colons."""
    begin = 0
    for mark in re.finditer(r"\s?[;:]\s", sentence.text):
        yield Sentence(sentence.text[begin : mark.start()], sentence.start + begin)
        begin = mark.end()
    yield Sentence(sentence.text[begin:], sentence.start + begin)


def _one_list(here: Sequence[Name], sentence: Sentence) -> bool:
    """Whether names are of one company, or joined in a list that the sentence ends with or begins with."""
    if len({name.vendor.id if name.vendor else name.words for name in here}) == 1:
        return True
    gaps = (
        sentence.text[one.end - sentence.start : two.start - sentence.start] for one, two in pairwise(here)
    )
    return all(_JOINT.fullmatch(gap) for gap in gaps)


def nothing_for(text: str, lexicon: Lexicon) -> str | None:
    """The words by which a sentence says that somebody gets no data, be it without a name."""
    return next((told[0] for _, told in _said(text, lexicon)), None)


def _said(text: str, lexicon: Lexicon) -> Iterator[tuple[Entry, re.Match[str]]]:
    """Where a sentence says so; what holds only until a click, or with exceptions, is not said."""
    found = list(_found("gets_nothing", text, lexicon))
    return iter(() if found and lexicon.first("until_then", text) else found)


def _found(section: str, text: str, lexicon: Lexicon) -> Iterator[tuple[Entry, re.Match[str]]]:
    possible = lexicon.possible(text)
    for entry in lexicon.section(section):
        if entry.pattern.pattern in possible:
            yield from ((entry, told) for told in entry.pattern.finditer(text))


def _meant(entry: Entry, told: re.Match[str], here: Sequence[Name], sentence: Sentence) -> Iterator[Name]:
    """The names that an entry speaks of: those in its `who`; else the last one before it, with those joined to it."""
    if "who" in told.re.groupindex:
        begin, end = (sentence.start + at for at in told.span("who"))
        yield from (name for name in here if begin <= name.start < end)
        return
    following = sentence.start + told.start()
    for at, name in enumerate(reversed([name for name in here if name.end <= following])):
        between = sentence.text[name.end - sentence.start : following - sentence.start]
        if at == 0 and not entry.key.endswith("-pronoun"):
            joined = _GAP.fullmatch(between) is not None and not _WE.search(between)
        else:
            joined = at == 0 or (_JOINT.fullmatch(between) is not None and not entry.key.endswith("-one"))
        if not joined:
            return
        yield name
        following = name.start
