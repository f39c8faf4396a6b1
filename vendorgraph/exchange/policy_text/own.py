"""How the party whose policy it is calls itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vendorgraph.exchange.policy_text.name import FORM_BEHIND
from vendorgraph.exchange.vendors import catalogue, normalised, without_legal_form

#: What a house calls itself in short: "the Trust".
_HOUSES = frozenset(
    (
        "trust",
        "foundation",
        "society",
        "association",
        "club",
        "school",
        "church",
        "charity",
        "verein",
        "stiftung",
    )
)
#: A society of its own that helps a house: "Friends of the Museum".
_FRIENDS = re.compile(r"\b(?:friends|amis|freunde|forderverein|alumni|supporters)\b")
_GROUPS = frozenset(("groupe", "group", "gruppe"))
_SAME_FORM = {"limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co"}


@dataclass(slots=True)
class Own:
    """How the party whose policy it is calls itself: names (normalised), as written, hosts, legal forms of names.

    It is one `of_a_group` where the text names several registered companies that begin with its name.
    """

    names: set[str] = field(default_factory=set)
    written: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    forms: dict[str, set[str]] = field(default_factory=dict)
    of_a_group: bool = False

    def add(self, words: str) -> None:
        """Take `words` as a name of the speaker."""
        bare = without_legal_form(words)
        if form := _form(words):
            self.forms.setdefault(bare, set()).add(form)
        if bare and bare not in self.names:
            self.names.add(bare)
            self.written.append(words)
        first, _, rest = words.partition(" ")
        if rest and first.casefold() in _GROUPS:
            self.add(rest)

    def is_own(self, words: str) -> bool:
        """Whether `words` name the speaker: the same name, or one that begins with it or is its beginning."""
        bare = without_legal_form(words)
        if _FRIENDS.search(bare) and bare not in self.names:
            return False
        vendor = catalogue().find(words)
        if words.casefold() in self.hosts or self._is_site(words):
            return True
        if vendor is None and self._is_of_its_group(words, bare):
            return False
        if vendor is not None:
            longer = any(own == bare or own.startswith(f"{bare} ") for own in self.names)
            return longer or any(catalogue().find(own) is vendor for own in self.written)
        if bare in _HOUSES and any(own.endswith(f" {bare}") for own in self.names):
            return True
        joined = bare.replace(" ", "")
        return bare in self.names or any(
            (joined == own and " " in bare)
            or own.startswith(f"{bare} ")
            or bare.startswith(f"{own} ")
            or bare.endswith(f" {own}")
            or f" {own} " in bare
            or (len(own) > 6 and bare.startswith(own))
            or ((" " in bare or _form(words)) and own.endswith(f" {bare}"))
            for own in self.names
            if not self._only_ends(own)
        )

    def _is_of_its_group(self, words: str, bare: str) -> bool:
        """Whether words name another company of the speaker's group: "Quarx Logistics Ltd", "Quarx Inc." of Quarx Ltd."""
        form = _form(words)
        if not form:
            return False
        if bare in self.names:
            return bool(self.forms.get(bare)) and form not in self.forms[bare]
        whole = (
            bool(self.forms)
            or self.of_a_group
            or any(own.startswith(f"{short} ") for short in self.names for own in self.names)
        )
        return whole and any(bare.startswith(f"{own} ") for own in self.names)

    def _is_site(self, words: str) -> bool:
        """Whether words are a site that is called as the speaker is: "quarxwell.com" of "Quarx Well"."""
        label, dot, ending = words.casefold().removeprefix("www.").removeprefix("the").rpartition(".")
        joined = re.sub(r"[^a-z0-9]", "", label)
        return bool(dot and ending.isalpha()) and any(joined == own.replace(" ", "") for own in self.names)

    def _only_ends(self, own: str) -> bool:
        """Whether a word ends a longer name of the speaker and says nothing alone: "the Trust"."""
        longer = [other for other in self.names if f" {own}" in other or f"{own} " in other]
        return " " not in own and bool(longer) and not any(other.startswith(own) for other in longer)


def _form(words: str) -> str:
    """The legal form at the end of a name, in one spelling; nothing where there is none."""
    found = list(FORM_BEHIND.finditer(words))
    form = normalised(found[-1][0]) if found and found[-1].end() >= len(words.rstrip(" .")) else ""
    return _SAME_FORM.get(form, form)
