"""Readable ids made from names: `Société Générale` becomes `societe-generale`.

A processing is `party:name`, a flow `from--to`; other kinds join the values of the fields
that their entity names in `id_from`, as `stripe--2026-01-31` for a review.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from vendorgraph.errors import Invalid
from vendorgraph.model import checks
from vendorgraph.model.entities import BY_NAME
from vendorgraph.model.fields import Field

NAME_LIMIT = 80  # characters of a name that go into an id
_JOINED_BY = {"processing": ":"}

#: Letters that Unicode does not take apart into an ASCII letter and a mark.
_LATIN = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ı": "i",
    "ħ": "h",
    "&": " and ",
}
_GREEK = (
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"
)
_CYRILLIC = (
    "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh щ=sht "
    "ъ=a ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g"
)
_PAIRS = [pair.split("=") for pair in f"{_GREEK} {_CYRILLIC}".split()]
_LETTERS = str.maketrans({**_LATIN, **dict(_PAIRS)})


def slug(text: str) -> str:
    """`text` in lower-case ASCII letters, digits and hyphens; "" when no letter of it can be written so.

    Latin, Greek and Cyrillic letters (the alphabets of the Union) are transliterated.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", transliterated(text)).strip("-")
    if len(plain) <= NAME_LIMIT:
        return plain
    whole_words = plain[: NAME_LIMIT + 1].rpartition("-")[0]
    return (whole_words or plain[:NAME_LIMIT]).strip("-")


def titled(slug: str) -> str:
    """The words of an id as a name to start from: `example-shop` becomes `Example shop`."""
    return slug.replace("-", " ").replace(".", " ").strip().capitalize() or slug


def transliterated(text: str) -> str:
    """`text` in lower case without marks on letters, those of the Union's alphabets as ASCII; the rest as it is."""
    bare = text.casefold()
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.translate(_LETTERS)


def make_id(kind: str, document: dict[str, Any]) -> str:
    """The id that a `kind` gets when its writer names none, from the fields in the entity's `id_from`.

    Raises Invalid when those fields are absent or hold no letter that an id may have.
    """
    entity = BY_NAME[kind]
    values = [(field, document.get(field.name)) for field in map(entity.field, entity.id_from)]
    parts = [part for field, value in values if isinstance(value, str) and (part := _part(field, value))]
    needed = [field.name for field, _ in values if field.required]
    if not parts or any(
        not isinstance(document.get(name), str) or not _part(entity.field(name), document[name])
        for name in needed
    ):
        named = " and ".join(entity.id_from)
        raise Invalid(
            f"{kind}: id is absent and cannot be made from {named}; give an id such as {_example(kind)}",
            {"id": [f"give an id of lower-case letters, digits and . _ - : ~, as {_example(kind)}"]},
        )
    return _JOINED_BY.get(kind, "--").join(parts)


def with_id(kind: str, raw: Any) -> Any:
    """`raw` with an id made from its name when it has none."""
    if isinstance(raw, dict) and raw.get("id") is None:
        return raw | {"id": make_id(kind, raw)}
    return raw


def _part(field: Field, value: str) -> str:
    """The value as it stands in an id: ids, days and codes as they are, text as a slug."""
    if field.type == "text" or checks.slug(value) is not None:
        return slug(value)
    return value


def _example(kind: str) -> str:
    return {"processing": "example-shop:orders", "flow": "example-shop:orders--example-host:hosting"}.get(
        kind, f"example-{kind}"
    )
