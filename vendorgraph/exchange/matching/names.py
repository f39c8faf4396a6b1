"""A company's name as written, taken apart: what it is called, its legal form, brackets, other names.

`Exponential Interactive, Inc d/b/a VDX.tv` is called `exponential interactive`, is an `inc`, and is
also called VDX.tv. Two spellings that differ in case, marks, dots, spaces or legal form have one `core`.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from vendorgraph.exchange.matching.forms import Form, beginning, ending
from vendorgraph.exchange.matching.generic import words_of
from vendorgraph.model.ids import transliterated
from vendorgraph.model.vocabulary import shipped

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[®™℠©\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_TRAILING_BRACKET = re.compile(r"^(?P<outer>.*\S)\s*[(\[](?P<inner>[^()\[\]]+)[)\]]\W*$", re.DOTALL)
_ACRONYM_INSIDE = re.compile(r"\s*[(\[](?P<inner>[^()\[\]]+)[)\]](?=\s*\S)")
#: Words that introduce another name of the same company.
_ALSO = re.compile(
    r"[\s,;(]+(?:a\.?\s?k\.?\s?a\.?|d\s?[./]?\s?b\s?[./]?\s?a\.?|f\s?[./]\s?k\s?[./]\s?a\.?|also known as|"
    r"doing business as|trading as|t/a|formerly known as|formerly|previously known as|previously|now known as|now|"
    r"anciennement|précédemment|dit|vormals|ehemals|früher|handelnd als)[\s:]+(?=\S)",
    re.IGNORECASE,
)
#: `, a TransUnion company`, `, part of X`, `and its affiliates`: the group, told after the name.
_GROUP = re.compile(
    r"[\s,(]+(?:and|&|including|together with|et|und|sowie|mit)\s+(?:its|their|all|any|ses|leurs|ihre[nr]?|seine[nr]?)?\s*"
    r"(?:(?:own|corporate|group|sociétés|verbundenen?)\s+)?(?:(?:\w+\s+){0,2}affiliates?|affiliated (?:companies|entities)|"
    r"subsidiaries|group "
    r"companies|filiales|affiliées|tochtergesellschaften|konzerngesellschaften|unternehmen)\)?\s*$|"
    r"\s*[,(-]\s*(?:an?\s+.{2,60}?\s+(?:company|brand|business|subsidiary|affiliate)|"
    r"(?:a\s+)?(?:part|subsidiary|division|member) of .{2,80}|une société (?:de|du) .{2,80})\)?\s*$",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"^(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?$", re.IGNORECASE)
#: Ends of domain names that companies write into their names.
_ENDINGS = words_of("com io ai net org co app dev tv cloud fm hq inc tech me so sh us eu de fr ch nl pl cz")
#: Words that tell one company of a group from another by where it is, and the country when it is one.
_REGIONS = words_of(
    "emea apac europe european eu eea asia pacific latam nordic nordics benelux dach iberia scandinavia africa "
    "international global worldwide americas oceania anz mena cee overseas"
)
_COUNTRIES = {
    "america": "US",
    "usa": "US",
    "us": "US",
    "uk": "GB",
    "england": "GB",
    "scotland": "GB",
    "britain": "GB",
    "uae": "AE",
    "holland": "NL",
    "korea": "KR",
    "russia": "RU",
    "turkey": "TR",
    "czech": "CZ",
    "espana": "ES",
    "italia": "IT",
    "brasil": "BR",
    "mexico": "MX",
    "suisse": "CH",
    "schweiz": "CH",
    "deutschland": "DE",
    "polska": "PL",
    "hispania": "ES",
    "nederland": "NL",
    "osterreich": "AT",
    "belgique": "BE",
    "belgie": "BE",
    "danmark": "DK",
    "norge": "NO",
    "sverige": "SE",
    "suomi": "FI",
    "nihon": "JP",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `words` is all of it, `main` without bracket and other names.

    `key` has every letter and digit of `words`, `core` those of `main` without the legal form.

    `tokens` are the core's words; `country` is the one that a word of the core names; `regions` says
    that some word of it tells companies of one group apart by where they are.
    """

    words: str
    main: str
    key: str
    core: str
    tokens: tuple[str, ...]
    form: Form | None = None
    also: tuple[str, ...] = ()
    bracket: str | None = None
    country: str | None = None
    regional: bool = False

    @property
    def without_ending(self) -> str:
        """The core without `.com` and the like, "" when it has none: `sentry` for Sentry.io."""
        if (
            len(self.tokens) > 1
            and self.tokens[-1] in _ENDINGS
            and f".{self.tokens[-1]}" in self.main.lower()
        ):
            return "".join(self.tokens[:-1])
        return ""


def cleaned(words: str) -> str:
    """`words` without HTML entities, trade marks and invisible characters, whitespace collapsed."""
    return " ".join(_MARKS.sub(" ", html.unescape(words)).split()).strip(" ,;:|*•·–—-")


def key_of(words: str) -> str:
    """Every letter and digit of `words`, small and without marks: `saintgobain` for Saint-Gobain."""
    return "".join(_tokens(cleaned(words)))


@lru_cache(maxsize=65_536)
def parse(words: str) -> Name:
    """`words` taken apart; a name without any letter or digit has an empty key."""
    text = cleaned(words)
    main, *also = (part.strip(" ,;") for part in _ALSO.split(text))
    also = [name for part in also if _tokens(name := part.strip("()[] "))]
    if not _tokens(main) and also:
        main = also.pop(0)
    main = _GROUP.sub("", main).strip(" ,;(") or main
    main += ")" * (main.count("(") - main.count(")"))
    bracket = None
    if (
        not also
        and (match := _TRAILING_BRACKET.match(main))
        and not _is_form(match["inner"])
        and _tokens(match["outer"])
    ):
        main, bracket = match["outer"].strip(" ,;-"), match["inner"].strip()
    main = _without_acronym(main).strip(" ,;")
    tokens = _tokens(main)
    core, form = _core(tokens)
    country, regional = _place(core)
    return Name(
        text,
        main,
        "".join(_tokens(text)),
        "".join(core),
        core,
        form,
        tuple(also),
        bracket,
        country,
        regional,
    )


def domain_of(address: str | None) -> str | None:
    """The domain that somebody registers, of an address or a name that is one: `amazon.com`."""
    if not address:
        return None
    text = address.strip().lower()
    if not _DOMAIN.match(text):
        return None
    host = re.sub(r"^https?://", "", text).split("/")[0].split("?")[0].split("@")[-1].split(":")[0]
    labels = host.rstrip(".").split(".")
    second = (
        len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in ("co", "com", "org", "ac", "gov", "net")
    )
    return ".".join(labels[-3:] if second else labels[-2:])


def country_of(words: str | None) -> str | None:
    """The country that `words` are: a code, or a country's name in one of the languages shipped; else None."""
    if not words:
        return None
    text = words.strip()
    if len(text) == 2 and text.upper() in shipped("country"):
        return text.upper()
    key = "".join(_tokens(text))
    return _country_names().get(key) or _COUNTRIES.get(key)


@cache
def places() -> frozenset[str]:
    """The words by which companies of one group are told apart: countries and regions."""
    return _REGIONS | _COUNTRIES.keys() | _country_names().keys()


def is_acronym(inner: str, tokens: tuple[str, ...]) -> bool:
    """Whether `inner` is made of the first letters of the words: AWS of Amazon Web Services."""
    short = "".join(_tokens(inner))
    return 1 < len(short) <= len(tokens) + 1 and short in (
        "".join(token[0] for token in tokens),
        "".join(token[0] for token in tokens if token not in ("and", "of", "the", "for")),
    )


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(transliterated(text).replace("'", "").replace("’", "")))


def _core(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], Form | None]:
    """The tokens without the legal forms at their end or beginning, and the form that says most."""
    rest, said = tokens, []
    while (length_form := ending(rest))[0]:
        length, form = length_form
        rest = rest[:-length]
        said.append(form)
    if not said and (first := beginning(rest)):
        rest, said = rest[1:], [first]
    if len(rest) > 1 and rest[0] == "the":
        rest = rest[1:]
    telling = [form for form in said if form and form.countries]
    return rest, telling[0] if telling else None


def _without_acronym(text: str) -> str:
    """`Amazon Web Services (AWS), Inc.` without its bracket; other brackets inside stay part of the name."""
    match = _ACRONYM_INSIDE.search(text)
    if match and is_acronym(match["inner"], _tokens(text[: match.start()])):
        return text[: match.start()] + text[match.end() :]
    return text


def _is_form(inner: str) -> bool:
    """Whether a bracket only completes a legal form, as `UG (haftungsbeschränkt)`, or is a year or number."""
    key = "".join(_tokens(inner))
    return (
        key.isdecimal()
        or key in ("haftungsbeschrankt", "publ", "pty", "pvt", "private", "hk", "m")
        or not key
    )


def _place(tokens: tuple[str, ...]) -> tuple[str | None, bool]:
    for token in tokens[1:] if len(tokens) > 1 else ():
        if country := _COUNTRIES.get(token) or _country_names().get(token):
            return country, True
    regional = any(token in _REGIONS for token in tokens[1:])
    return _long_country(tokens), regional or _long_country(tokens) is not None


def _long_country(tokens: tuple[str, ...]) -> str | None:
    """A country whose name is two or three words: `New Zealand`."""
    for length in (2, 3):
        for at in range(1, len(tokens) - length + 1):
            if country := _country_names().get("".join(tokens[at : at + length])):
                return country
    return None


@cache
def _country_names() -> dict[str, str]:
    """Country names in all languages shipped, as keys."""
    names: dict[str, str] = {}
    for code, term in shipped("country").items():
        for name in (term["name"], *term.get("names", {}).values()):
            key = "".join(_tokens(name))
            if len(key) > 3:
                names.setdefault(key, code)
    return names
