"""Names told once by a legal form or by their context, wherever a policy repeats them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import FORM_BEHIND, Name
from vendorgraph.exchange.policy_text.naming import is_generic, is_name
from vendorgraph.exchange.policy_text.reading import Passage, Policy

_SHORTEST = 4  # letters of a name that is looked for
_WORD = re.compile(r"(?<![\w.@-])[\w-]+")
_INSIDE_A_WORD = re.compile(r"[\w@]|\.\w")


def recurring(
    told: set[str], taken: Mapping[int, Sequence[Name]], policy: Policy
) -> Iterator[tuple[Passage, list[Name]]]:
    """Passages with the places where a name of `told` stands outside of the names `taken` there."""
    names = _by_first_word(told, policy.lexicon)
    for passage in policy.passages if names else ():
        here = [*taken.get(passage.index, ()), *passage.names]
        if found := [name for name in _named_in(passage.text, names) if not _overlaps(name, here)]:
            yield passage, found


def _by_first_word(told: set[str], lexicon: Lexicon) -> dict[str, list[str]]:
    """First word of a name without its legal form -> the names, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for words in {FORM_BEHIND.sub("", words).strip(" ,.") for words in told}:
        first = _WORD.match(words)
        if (
            first
            and len(words) >= _SHORTEST
            and not is_generic(words, lexicon)
            and is_name(words, lexicon, False)
        ):
            found[first[0]].append(words)
    return {first: sorted(names, key=lambda name: (-len(name), name)) for first, names in found.items()}


def _named_in(text: str, names: Mapping[str, Sequence[str]]) -> Iterator[Name]:
    end = 0
    for word in _WORD.finditer(text):
        at = word.start()
        for words in names.get(word[0], ()) if at >= end else ():
            if text.startswith(words, at) and not _INSIDE_A_WORD.match(text, at + len(words)):
                end = at + len(words)
                yield Name(at, end, words, "context", "named elsewhere")
                break


def _overlaps(name: Name, others: Sequence[Name]) -> bool:
    return any(name.start < other.end and other.start < name.end for other in others)
