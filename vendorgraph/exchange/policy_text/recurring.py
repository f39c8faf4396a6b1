"""Names told once by a legal form or by their context, wherever a policy repeats them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import FORM_BEHIND, Name
from vendorgraph.exchange.policy_text.naming import is_generic, is_name
from vendorgraph.exchange.policy_text.reading import Passage, Policy

_SHORTEST = 4  # letters of a name that is looked for


def recurring(
    told: set[str], taken: Mapping[int, Sequence[Name]], policy: Policy
) -> Iterator[tuple[Passage, list[Name]]]:
    """Passages with the places where a name of `told` stands outside of the names `taken` there."""
    short = {FORM_BEHIND.sub("", words).strip(" ,.") for words in told}
    names = sorted((words for words in short if _tells(words, policy.lexicon)), key=len, reverse=True)
    if not names:
        return
    pattern = re.compile(rf"(?<![\w.@-])(?:{'|'.join(map(re.escape, names))})(?![\w@])(?!\.\w)")
    for passage in policy.passages:
        here = [*taken.get(passage.index, ()), *passage.names]
        found = [
            Name(match.start(), match.end(), match[0], "context", "named elsewhere")
            for match in pattern.finditer(passage.text)
            if not any(name.start < match.end() and match.start() < name.end for name in here)
        ]
        if found:
            yield passage, found


def _tells(words: str, lexicon: Lexicon) -> bool:
    return (
        len(words) >= _SHORTEST and not is_generic(words, lexicon) and is_name(words, lexicon, strict=False)
    )
