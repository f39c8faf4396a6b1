"""The role that names have in their clause: who gives data, where one is found, what is kept out, and so no recipient."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vendorgraph.exchange.policy_text.enumerations import Enumeration, each_mark, enumerations, marked
from vendorgraph.exchange.policy_text.lexicon import Entry, Lexicon
from vendorgraph.exchange.policy_text.name import FORM_BEHIND, Name
from vendorgraph.exchange.policy_text.names import BESIDE_KNOWN
from vendorgraph.exchange.policy_text.sentences import Sentence

#: Sections of roles by which names are no recipients, and the section that says that they get data all the same.
_SECTIONS = (
    ("source", "source_gets"),
    ("found_there", "loaded_there"),
    ("gives_none", "until_then"),
    ("kept_out", "until_then"),
    ("ended", "ended_then"),
)
_WORKS = "works-are-on"  # a company that is named with its form keeps them: "Our podcasts lie with Acme GmbH"
#: Before whoever took a place: "Acme (replaced by Zorp)".
_BY = re.compile(r"\b(?:by|with|par|durch)\s(?:the\s|l[ae]\s|die\s|den\s|das\s)?$")
#: Entries that may speak of whom the sentence before names, and how such a sentence begins.
_TO_THEM = frozenset({"back-to-them", "gets-itself"})
_GOES_ON = re.compile(
    r"(?:It|They|We|In return|Sie|Er|Es|Wir|Dort|Dorthin|Dafür|Dazu|Zurück|Il|Elle|Ils|Elles|Nous|En retour)\b"
)


def roles(
    sentence: Sentence, before: str, following: str, names: Sequence[Name], lexicon: Lexicon
) -> dict[int, str]:
    """Start of every name that is no recipient by its role in a sentence -> the entry that says so.

    `before` and `following` are the sentences around it, which may go on with the same.
    """
    found = enumerations(sentence, names)
    if not found:
        return {}
    text, places = marked(sentence, found)
    told: dict[int, str] = {}
    for section, all_the_same in _SECTIONS:
        for entry, meant in _said(section, all_the_same, text, following, lexicon):
            told |= {
                name.start: entry.id
                for at in meant
                for name in places[at].names
                if not (entry.key == _WORKS and FORM_BEHIND.search(name.words))
            } | told
    if _denies(before, lexicon):
        for entry, meant in _said("likewise", "", text, following, lexicon):
            told |= {name.start: entry.id for at in meant for name in places[at].names}
    return told


def _said(
    section: str, all_the_same: str, text: str, following: str, lexicon: Lexicon
) -> Iterator[tuple[Entry, list[int]]]:
    """Each entry of a section that is found, with the marks of which it speaks; none that get data all the same.

    Of several marks an entry speaks of all, of the last one where its key ends in "-last", of those not told as
    whoever took a place where it ends in "-but-by".
    """
    whole = f"{text} {following}"
    possible = lexicon.possible(whole)
    for entry in lexicon.section(section):
        for found in entry.pattern.finditer(whole) if entry.pattern.pattern in possible else ():
            meant = list(each_mark(text, found.start(), min(found.end(), len(text))))
            if entry.key.endswith("-but-by"):
                meant = [at for at in meant if not _BY.search(text, max(0, at - 20), at)]
            if not meant:
                continue
            if not _all_the_same(all_the_same, text, following, lexicon):
                yield entry, meant[-1:] if entry.key.endswith("-last") else meant


def _all_the_same(section: str, text: str, following: str, lexicon: Lexicon) -> bool:
    """Whether a sentence says that data go there all the same, or the next one says it of "it" or "them"."""
    if section and lexicon.first(section, text):
        return True
    goes_on = section == "source_gets" and _GOES_ON.match(following)
    return any(hit.entry.key in _TO_THEM for hit in lexicon.hits(section, following)) if goes_on else False


def _denies(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence says that something runs at one's own, or is not used."""
    return any(lexicon.first(section, sentence) for section in ("self_hosted", "not_used", "stored_here"))


def with_neighbours(found: dict[int, str], sentence: Sentence, names: Sequence[Name]) -> dict[int, str]:
    """`found` with the names that only a neighbour tells, where all the others of their enumeration are no recipients."""
    whole = dict(found)
    for one in enumerations(sentence, names):
        if shared := _shared(one, found):
            whole |= {name.start: shared for name in one.names if name.why == BESIDE_KNOWN} | whole
    return whole


def _shared(one: Enumeration, found: dict[int, str]) -> str | None:
    """The entry by which every name of an enumeration is no recipient, but for those that a neighbour tells."""
    sure = [found.get(name.start) for name in one.names if name.why != BESIDE_KNOWN]
    return sure[0] if sure and all(sure) else None
