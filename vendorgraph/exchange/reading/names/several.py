"""Where a cell or line names several vendors, and what belongs together in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.names.choices import KIND
from vendorgraph.exchange.reading.names.companies import (
    ASIDE,
    FORM,
    is_company,
    is_form,
    is_product,
    looks_like_a_name,
)
from vendorgraph.exchange.reading.names.kinds import is_what
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.vendors import catalogue, normalised, root, without_legal_form

_HELD = re.compile("\ue000(\\d+)\ue001")  # stands for a bracket while a text is split
_AND = re.compile(r"\s+(?:and|und|et|&|\+|sowie|ainsi que|bzw\.?)\s+")
_BETWEEN = re.compile(r"\s*,\s+|\s+(?:and|und|et|&|\+|/)\s+")
_OF_A_KIND = re.compile(r"([^:()]{4,60}):\s+(.+)$")  # "Model providers: OpenAI and Anthropic"
_BRACKETED = re.compile(r"\([^()]*\)")


def split_outside(pattern: re.Pattern[str], text: str) -> list[str]:
    """`text` split by a pattern, except inside brackets."""
    held: list[str] = []

    def hold(bracket: re.Match[str]) -> str:
        held.append(bracket[0])
        return f"\ue000{len(held) - 1}\ue001"

    masked = _BRACKETED.sub(hold, text.replace("\ue000", ""))
    return [_HELD.sub(lambda mark: held[int(mark[1])], part) for part in pattern.split(masked)]


def with_makers(names: Sequence[str], *, slashed: bool = False) -> list[str]:
    """The names, two of one known vendor as one, if one is its company, or `slashed` none: "Acme Cloud (Acme GmbH)"."""
    if slashed and (made := _by_maker(names)):
        return [made]
    found = [catalogue().find(name) for name in names]
    known = [one for one in found if one is not None]
    if len(names) != 2 or len(known) != 2:
        return list(names)
    first, other = names
    forms = [FORM.search(name) is not None for name in names]
    maker = normalised(first).partition(" ")[0]
    of_one = not all(forms) or normalised(other).startswith(f"{maker} ")
    same = known[0].id == known[1].id or (
        slashed and any(forms) and of_one and root(known[0]) is root(known[1])
    )
    if not any(forms) and f" {maker} " in f" {normalised(other)} ":
        return list(names)  # "Google Cloud / Google Workspace"
    aside = ASIDE.search(other)
    if not same or not (any(forms) or slashed) or "(" in first or (aside and not FORM.search(aside[0])):
        return list(names)
    return [f"{first} {aside[0].strip()}" if aside else f"{first} ({other})"]


def _by_maker(names: Sequence[str]) -> str | None:
    """A product that nobody knows with its company: "Acme Online / Acme Software GmbH"; None for two vendors."""
    if len(names) != 2 or any("(" in name for name in names):
        return None
    product, company = names
    plain = not (is_company(product) or FORM.search(product) or is_product(product) or is_what(product))
    return f"{product} ({company})" if plain and FORM.search(company) and is_company(company) else None


def several(name: str) -> list[str]:
    """One name, or those that a comma, "and" or a slash joins when each is plainly a name of its own."""
    if catalogue().find(name) or (is_company(name.partition(" — ")[0].strip()) and " — " in name):
        return [name]
    kind = _OF_A_KIND.match(name)
    if kind and KIND.search(key(kind[1])) and not is_company(kind[1]):
        names = _with_forms(split_outside(_BETWEEN, kind[2]))
        if all(is_company(name) or is_product(ASIDE.sub("", name)) for name in names):
            return names
    plain = ASIDE.sub("", name)
    if plain != name.strip():
        apart = _with_forms(split_outside(_BETWEEN, name))
        return apart if len(apart) > 1 and _each_a_name([ASIDE.sub("", one) for one in apart]) else [name]
    mixed = _with_forms([piece for part in re.split(r"\s*,\s*", plain) for piece in _AND.split(part)])
    if len(mixed) > 2 and plain == name.strip() and _each_a_name(mixed):
        return mixed
    for pattern in (r"\s*/\s*", r"\s*,\s*", None):
        split = re.split(pattern, plain) if pattern else _AND.split(plain)
        pieces = _with_forms(split)
        if (
            len(pieces) > 1
            and plain == name.strip()
            and (
                _each_a_name(pieces)
                or (pattern and "," in pattern and (_mostly_known(pieces) or _are_plain(pieces)))
                or (not pattern and _is_pair(pieces))
            )
        ):
            return pieces
    return [name]


def _with_forms(pieces: Sequence[str]) -> list[str]:
    """Legal forms back with the name before them: "Stripe", "Inc." is "Stripe, Inc."."""
    whole: list[str] = []
    for piece in (piece.strip() for piece in pieces):
        if whole and is_form(piece):
            whole[-1] += f", {piece}"
        elif piece:
            whole.append(piece)
    return whole


#: What goes on with a name behind "&" and is none: "Acme Software & Consulting GmbH".
_REST = re.compile(
    r"consulting|services?|solutions?|systems?|software|technolog(?:y|ies)|partners?|sons?|sohne|fils|associates|design|media|"
    r"marketing|engineering|beratung|vertrieb|handel|service|systeme|technik|conseil|associes"
)


def _each_a_name(pieces: Sequence[str]) -> bool:
    return all(
        bool(piece.strip())
        and not is_form(piece.split()[0])
        and not _REST.fullmatch(without_legal_form(piece))
        and (catalogue().find(piece) is not None or (FORM.search(piece) and len(piece) > 5))
        for piece in pieces
    )


def _is_pair(pieces: Sequence[str]) -> bool:
    """Whether two names are a known vendor and one written as names of products are: "CinetPay", "SenePay"."""
    known = [catalogue().find(piece) is not None for piece in pieces]
    return (
        len(pieces) == 2
        and any(known)
        and all(
            one or re.fullmatch(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+", piece)
            for one, piece in zip(known, pieces, strict=True)
        )
    )


def _are_plain(pieces: Sequence[str]) -> bool:
    """Whether three words or more between commas can be nothing but short names, one of them known: "Stripe, Kelvo, Zorbix"."""
    known = any(catalogue().find(piece) for piece in pieces)
    return (
        known
        and len(pieces) > 2
        and all(
            len(piece.split()) < 3
            and looks_like_a_name(piece)
            and not (only_places(piece) or is_what(piece) or read_purposes([piece]))
            and not (
                piece.isupper() or is_form(piece.split()[0]) or _REST.fullmatch(without_legal_form(piece))
            )
            for piece in pieces
        )
    )


_MANY = 5  # names between commas, of which few need be known


def _mostly_known(pieces: Sequence[str]) -> bool:
    """Whether names between commas are known for at least one half, and none of the others is anything but a name."""
    others = [piece for piece in pieces if catalogue().find(piece) is None]
    known = len(pieces) - len(others)
    many = len(pieces) > _MANY and known > 1
    return (
        (known > 1 or (known == 1 and not any(map(read_purposes, ([other] for other in others)))))
        and (many or known * 2 >= len(pieces))
        and all(
            len(piece.split()) < 4
            and (re.match(r"\d+ [A-Z]", piece) or not is_form(piece.split()[0]))
            and ((piece[:1].isalnum() and not piece[:1].islower()) or piece[1:2].isupper())
            and looks_like_a_name(piece)
            and not only_places(piece)
            for piece in others
        )
    )
