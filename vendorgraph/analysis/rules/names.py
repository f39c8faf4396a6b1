"""Whether the words by which a text names a recipient can mean the party recorded (C9)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from vendorgraph.model.record import Document

#: Endings and fillers that do not tell one company from another.
_WORDS_OF_FORM = (
    "inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh ag kg se sa sas sarl sasu spa srl "
    "bv nv oy ab as aps pty pte kk the of and group holding holdings international s r l a"
)
_FORMS = frozenset(_WORDS_OF_FORM.split())
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65_536)
def words(name: str) -> frozenset[str]:
    """The telling words of a name: lower case, without accents, legal forms and articles.

    A name made only of such words (as "AG Group") keeps them all.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).casefold()
    found = _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    return frozenset(word for word in found if word not in _FORMS) or frozenset(found)


def can_mean(named_as: str, names: Iterable[str]) -> bool:
    """Whether the words may stand for one of the names: all words of one are among those of the other."""
    said = words(named_as)
    joined = "".join(sorted(said))
    return any(
        said <= known or known <= said or joined == "".join(sorted(known)) for known in map(words, names)
    )


def names_of(party: Document) -> list[str]:
    """The names under which a party is known: its name, registered name, aliases and domains."""
    domains = [domain.rsplit(".", 1)[0] for domain in party["domains"]]
    return [name for name in (party["name"], party["legal_name"], *party["aliases"], *domains) if name]
