"""Names of the vendor catalogue in running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from vendorgraph.exchange.policy_text.dictionary import is_word
from vendorgraph.exchange.policy_text.name import FORM_BEHIND, Name, resolved
from vendorgraph.exchange.vendors import catalogue, normalised

_TOKEN = re.compile(r"[^\W_](?:[\w&+]*[\w+])?|&")
_CAMEL = re.compile(r"[a-z][A-Z]")  # a spelling that no ordinary word has
_SMALL_BEHIND = re.compile(r"-[a-z]")  # "X-on" is a name of its own
#: The country by which a company of a group is called: "Quarx Deutschland".
_COUNTRY_BEHIND = re.compile(
    r" (?:Deutschland|Germany|France|UK|Ireland|Europe|Austria|Österreich|Schweiz|Italia|España|Nederland|Benelux|International)"
    r"(?=[.,;:)]| (?:und|oder|and|or|et|ou) |\s*$)"
)
_SHORTEST = 4  # letters of what may be a word in any language
_LONGEST = 8  # words of the longest name in the catalogue that counts


@cache
def _spoken() -> dict[str, list[str]]:
    """Normalised words -> the ways in which the catalogue writes them."""
    found: dict[str, list[str]] = defaultdict(list)
    for words, _ in catalogue().spoken():
        found[normalised(words)].append(words)
    return found


@cache
def _starts() -> dict[str, list[str]]:
    """First three letters -> names, longest first, for text whose table borders were lost."""
    found: dict[str, list[str]] = defaultdict(list)
    for words, _ in catalogue().spoken():
        if len(words) > 3 and not catalogue().is_word(words):
            found[words[:3]].append(words)
    return {key: sorted(names, key=len, reverse=True) for key, names in found.items()}


@cache
def _first_words() -> frozenset[str]:
    """The words with which the names of the catalogue begin."""
    return frozenset(key.partition(" ")[0] for key in _spoken())


_word = lru_cache(maxsize=8192)(normalised)


def known_names(text: str, language: str) -> Iterator[Name]:
    """Names of the catalogue, the longest at each place."""
    genitives = language == "de"
    tokens = [(found.start(), found.end(), _word(found[0])) for found in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        name = _known_at(text, tokens, at, language) or (
            _genitive_at(text, tokens[at]) if genitives else None
        )
        if name is None:
            at += 1
            continue
        yield name
        while at < len(tokens) and tokens[at][0] < name.end:
            at += 1


def _known_at(text: str, tokens: list[tuple[int, int, str]], at: int, language: str) -> Name | None:
    start, best = tokens[at][0], None
    if tokens[at][2].partition(" ")[0] not in _first_words():
        return None
    key = ""
    for last in range(at, min(at + _LONGEST, len(tokens))):
        if last > at and not _one_name(text, tokens[last - 1], tokens[last]):
            break
        key = f"{key} {tokens[last][2]}".strip()
        end = tokens[last][1]
        if key in _spoken():
            words, spellings = text[start:end], _spoken()[key]
            if _written_as_a_name(words, spellings) or _in_small_letters(words, spellings, language):
                best = end
    if best is None or (best - start < 3 and _SMALL_BEHIND.match(text, best)):
        return None
    if "(" in text[start:best] and text[best : best + 1] == ")":
        best += 1
    if (behind := FORM_BEHIND.match(text, best)) or (behind := _COUNTRY_BEHIND.match(text, best)):
        best = behind.end()
    words = text[start:best]
    vendor, service = resolved(words)
    if vendor is None:
        words_alone = _COUNTRY_BEHIND.sub("", FORM_BEHIND.sub("", words))
        vendor, service = resolved(words_alone)
    return Name(start, best, words, "catalogue", "catalogue", vendor, service) if vendor else None


def _genitive_at(text: str, token: tuple[int, int, str]) -> Name | None:
    """A name with the s of a German genitive: "Googles Einwilligungsdialog"."""
    start, end, key = token
    words = text[start : end - 1]
    if not key.endswith("s") or len(key) < 5 or not words[:1].isupper() or words.isupper():
        return None
    spellings = _spoken().get(key[:-1])
    if not spellings or catalogue().is_word(words) or not _written_as_a_name(words, spellings):
        return None
    return Name(start, end - 1, words, "catalogue", "catalogue", *resolved(words))


def _one_name(text: str, before: tuple[int, int, str], after: tuple[int, int, str]) -> bool:
    """Whether what stands between two words may stand inside a name."""
    gap = text[before[1] : after[0]]
    if len(gap) > 3 or (gap != ":" and any(mark in gap for mark in ";:!?\n\t|")):
        return False
    if "(" in gap and text[after[1] : after[1] + 1] != ")":
        return False
    return not (gap.startswith(". ") and len(before[2]) > 4)


def _written_as_a_name(words: str, spellings: list[str]) -> bool:
    """Capitalised, or exactly as the catalogue writes it; short capitals and plain words only exactly."""
    if any(words == spelling for spelling in spellings):
        return True
    if any(_CAMEL.search(spelling) for spelling in spellings) and len(words) > 5:
        return True
    if all(
        catalogue().is_word(spelling) or (spelling.isupper() and len(spelling) <= 5) for spelling in spellings
    ):
        return False
    return words[:1].isupper() or words[:1].isdigit()


def _in_small_letters(words: str, spellings: list[str], language: str) -> bool:
    """Whether a name is written without its capital, as "dotdigital", and is no word of the language."""
    plain = words.isalpha() and words.islower() and len(words) > _SHORTEST
    return plain and not any(map(catalogue().is_word, spellings)) and not is_word(words, language)


def glued(text: str) -> Name | None:
    """The vendor whose name begins a line and runs into the next cell: "ZendeskHelp desk"."""
    for words in _starts().get(text[:3], ()):
        if text.startswith(words) and re.match(r"[A-Z][a-z]", text[len(words) :]):
            vendor, service = resolved(words)
            return Name(0, len(words), words, "catalogue", "catalogue", vendor, service)
    return None
