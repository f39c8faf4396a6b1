"""Words that German dictionaries hold, and which therefore name no company where no other sign says that they do."""

from __future__ import annotations

import re
from functools import lru_cache

from simplemma import is_known

#: What is done over the net, before a noun: "eTarif", "E-Rezept".
_OVER_THE_NET = re.compile(r"(?:e-?|E-)(?=[A-ZÄÖÜ])")
#: What joins two nouns: "Besuch des Shops".
_OF = re.compile(r" (?:des|der|dem|vom|im|am|zum|zur) ")


def are_german_words(words: str) -> bool:
    """Whether `words` are one word of the dictionary, or two that an article joins: "Wisch", "Besuch des Shops"."""
    return all(map(_is_word, _OF.split(words)))


@lru_cache(maxsize=10_000)
def _is_word(words: str) -> bool:
    word = _OVER_THE_NET.sub("", words)
    return word.isalpha() and any(
        is_known(spelt, lang="de", low_memory=True) for spelt in (word, word.lower(), word.capitalize())
    )
