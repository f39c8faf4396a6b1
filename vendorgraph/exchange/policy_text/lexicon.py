"""The words by which a policy is read, one file a language; general: no entry names a company.

Every draft says which entry led to it, by the entry's id: `en.trigger.hosted`, `common.mechanism.A46-2-c`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import chain
from typing import Any

from vendorgraph.exchange.policy_text.needles import Needles
from vendorgraph.exchange.text import parse_yaml

Pattern = re.Pattern[str]
#: A company's name where an entry says NAME: capitalised words, or a small one with its legal form.
NAME_OF_COMPANY = (
    r"(?P<name>(?-i:[A-ZÀ-ÖØ-Þ0-9][\w’'&-]*(?:\.\w+)*(?: (?:(?:&|et|and|und|of|the|de|du|des|la|le|à|für) ){0,2}"
    r"(?:[A-ZÀ-ÖØ-Þ0-9][\w’'&/-]*(?:\.\w+)*|gGmbH|mbH)){0,6}"
    r"(?:,? (?:Inc|Ltd|S\.A\.S|S\.à r\.l|e\.\s?[KVU]|B\.V|N\.V|SAS|SARL|GmbH|LLC|Limited)\b\.?)?)"
    r"|(?-i:[a-zà-ÿ][\w.-]{2,} (?:GmbH|AG|UG|KG|OHG|SAS|SARL|SA|Ltd|Limited|Inc|B\.?V)\b))"
)
#: Names of checks that a commitment's entry may ask for in place of an expression.
CHECKS = frozenset(
    {"AREA", "REGION", "COUNTRY", "PLACE", "ANYWHERE", "NAMED", "MECHANISM", "NO_DATA", "GETS_NOTHING"}
)
_NO_SECTIONS = ("commitments", "numbers", "units", "parts")


@dataclass(frozen=True, slots=True)
class Entry:
    """One expression with its id."""

    id: str
    key: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and where."""

    entry: Entry
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Question:
    """A question that an answer makes into a statement: what both look like, and how it is said (in braces their groups)."""

    ask: Pattern
    answer: Pattern
    said: str


@dataclass(frozen=True)
class Promise:
    """How a commitment is said: all of `all` (expressions or CHECKS) in one sentence and none of `never`."""

    id: str
    kind: str
    topic: str | None
    all: tuple[Pattern | str, ...]
    never: tuple[Pattern | str, ...]

    @cached_property
    def expressions(self) -> frozenset[str]:
        """The expressions of `all`, without the CHECKS."""
        return frozenset(part.pattern for part in self.all if not isinstance(part, str))


class Lexicon:
    """The entries of one language together with the common ones."""

    def __init__(self, language: str) -> None:
        own, common = _content(language), _content("common")
        self.language = language
        self.articles = frozenset(own["articles"])
        self.numbers: Mapping[str, int] = own["numbers"]
        self.units: Mapping[str, str] = own["units"]
        self.noun = _noun(own.get("noun_ends", ()), own.get("nouns", ()))
        self._common_nouns = _german_nouns() if language == "de" else frozenset()
        self._sections: dict[str, tuple[Entry, ...]] = {}
        for prefix, content in ((language, own), (language, _content("roles")[language]), ("common", common)):
            for section, entries in content.items():
                if isinstance(entries, str):
                    entries = {"": entries}
                if isinstance(entries, dict) and section not in _NO_SECTIONS:
                    whole = {
                        key: _with_parts(words, content.get("parts", {})) for key, words in entries.items()
                    }
                    self._sections[section] = tuple(_entries(f"{prefix}.{section}", whole))
        frames = _content("promises")[language]
        parts = own.get("parts", {})
        self.promises = (
            *self._promises(own["commitments"], parts, frames["never"]),
            *self._promises(frames["commitments"], parts | frames["parts"], frames["never"]),
        )
        self.questions = tuple(
            Question(_pattern(entry["ask"]), _pattern(entry["answer"]), entry["said"])
            for entry in frames["questions"]
        )
        self.own_people = _pattern(frames["own_people"])
        self.helpers = _pattern(_with_parts("{helpers}", parts))
        self.turned: Mapping[str, str] = frames["turned"]
        self._expressions = {
            section: frozenset(entry.pattern.pattern for entry in entries)
            for section, entries in self._sections.items()
        }
        promised = (promise.expressions for promise in self.promises)
        self.possible = Needles(chain(*self._expressions.values(), *promised)).possible

    def is_common_noun(self, word: str) -> bool:
        """Whether a word that a language writes with a capital is no name when it stands alone or among its like."""
        bare = word.casefold()
        plural = re.sub(r"(?:e[nrs]?|n|s)$", "", bare)
        return bool(self.noun.match(word)) or bare in self._common_nouns or plural in self._common_nouns

    def section(self, name: str) -> tuple[Entry, ...]:
        """The entries of a section."""
        return self._sections.get(name, ())

    def names(self) -> Iterator[str]:
        """The names of the sections."""
        yield from self._sections

    def one(self, name: str) -> Pattern:
        """The expression of a section that has one alone."""
        return self._sections[name][0].pattern

    def hits(self, section: str, text: str) -> Iterator[Hit]:
        """Every place where an entry of `section` is found in `text`."""
        possible = self.possible(text)
        if possible.isdisjoint(self._expressions.get(section, ())):
            return
        for entry in self._sections[section]:
            for found in entry.pattern.finditer(text) if entry.pattern.pattern in possible else ():
                if found[0].strip():
                    yield Hit(entry, found.start(), found.end(), found[0])

    def first(self, section: str, text: str) -> Hit | None:
        """The first entry of `section` that is found in `text`."""
        return next(self.hits(section, text), None)

    def _promises(
        self, entries: Mapping[str, Any], parts: Mapping[str, str], barred: Mapping[str, list[str]]
    ) -> Iterator[Promise]:
        for key, entry in entries.items():
            said = tuple(self._compiled(expression, parts) for expression in entry["all"])
            unsaid = [*entry.get("not", ()), *barred.get(entry["kind"], ())]
            never = tuple(self._compiled(expression, parts) for expression in unsaid)
            yield Promise(
                f"{self.language}.commitments.{key}", entry["kind"], entry.get("topic"), said, never
            )

    def _compiled(self, expression: str, parts: Mapping[str, str]) -> Pattern | str:
        if expression in CHECKS:
            return expression
        period = re.sub(r"\(\?P<\w>", "(?:", self.one("period").pattern)
        return _pattern(_with_parts(expression, parts).replace("PERIOD", period))


def _entries(prefix: str, entries: Mapping[str, str]) -> Iterator[Entry]:
    for key, expression in entries.items():
        identifier = f"{prefix}.{key}" if key else prefix
        yield Entry(identifier, key, _pattern(expression.replace("NAME", NAME_OF_COMPANY)))


def _with_parts(expression: str, parts: Mapping[str, str]) -> str:
    """`expression` with every part in braces written out: "{data}"."""
    while "{" in expression:
        whole = re.sub(r"\{([a-z]+)\}", lambda found: f"(?:{parts[found[1]]})", expression)
        if whole == expression:
            break
        expression = whole
    return expression


def _noun(ends: Iterable[str], words: Iterable[str]) -> Pattern:
    """What a common noun looks like in a language that writes it with a capital; nothing where it does not."""
    if not ends:
        return re.compile(r"(?!)")
    stems = "|".join(sorted(ends, key=len, reverse=True))
    return _pattern(
        rf"^(?:[\w-]*(?:(?:{stems})(?:e|n|en|er|ern|es|s|em|ns|nen|in|innen|se|sen)?"
        rf"|(?:ung|heit|keit|schaft|tion|ität)(?:en|s)?)|(?:[\w-]*-)?(?:{'|'.join(words)})(?:e|en|er|s|es)?)$"
    )


def _pattern(expression: str) -> Pattern:
    return re.compile(expression, re.IGNORECASE)


def _content(language: str) -> dict[str, Any]:
    file = resources.files("vendorgraph.exchange.policy_text").joinpath(f"lexicon/{language}.yaml")
    content = parse_yaml(file.read_text("utf-8"))
    assert isinstance(content, dict)
    return content


@cache
def _german_nouns() -> frozenset[str]:
    """The nouns of data/german_nouns.yaml."""
    file = resources.files("vendorgraph.exchange").joinpath("data/german_nouns.yaml")
    content = parse_yaml(file.read_text("utf-8"))
    assert isinstance(content, dict)
    return frozenset(content["nouns"].split())


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of "en", "fr" or "de", read once."""
    return Lexicon(language)


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """Language -> its most frequent small words."""
    return {language: frozenset(_content(language)["function_words"]) for language in ("en", "fr", "de")}
