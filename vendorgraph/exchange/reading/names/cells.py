"""The cell that names vendors: one name, or several, with what else people write into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vendorgraph.exchange.reading.gazetteer import STREET, key
from vendorgraph.exchange.reading.names.behind import said_once, told_behind, with_address_below
from vendorgraph.exchange.reading.names.choices import possible
from vendorgraph.exchange.reading.names.companies import (
    ASIDE,
    FORM,
    is_company,
    is_form,
    is_product,
    looks_like_a_name,
)
from vendorgraph.exchange.reading.names.kinds import is_kind, is_task
from vendorgraph.exchange.reading.names.placeholders import behind_kind, no_name
from vendorgraph.exchange.reading.names.several import several, split_outside, with_makers
from vendorgraph.exchange.reading.places.placewords import is_acronym, without_flags
from vendorgraph.exchange.reading.places.resolve import is_place, only_places
from vendorgraph.exchange.reading.places.towns import is_plainly_town, town
from vendorgraph.exchange.reading.row import collapsed

_MARKS = re.compile(r"(\s*[*†‡¹²³⁴⁵]+|\s*\[\^?\w{1,3}\])+$|^[*†‡]+\s*")
_BREAKS = re.compile(r"\s*(?:\n|;|\s/\s|\s\|\s|\s·\s|•)\s*")
_PARENT = re.compile(
    r"^(?:(?:its |the )?parent(?: company)?|Mutter(?:gesellschaft|konzern)|(?:sa )?maison[- ]mère|société mère)\s+",
    re.I,
)
LONGEST = 4_000  # characters of a cell or bullet that names vendors
#: Whose a brand or product is, behind its name: "Acme, société Quarx SAS", "Acme, eine Marke der Quarx GmbH".
_WHOSE = re.compile(
    r"(?P<name>[^,()\n]+),\s+(?:(?:an?|eine?|une?)\s+)?(?:soci[ée]t[ée]|marque|service|brand|marke|dienst|produkt|product|company|"
    r"unternehmen|filiale|tochter|subsidiary)\s+(?:(?:of|der|von|des?|du)\s+|d['’])?(?P<whose>(?-i:[A-ZÀ-Þ])[^,()\n]*)$",
    re.I,
)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)")
_BEHIND_FORM = re.compile(rf"(?P<name>(?:(?!,\s\d).)*?{FORM.pattern}),?\s+(?P<address>\d.*)$", re.I)
#: An address behind a name without a comma, as cells of a PDF give it: "Acme GmbH Am Anger 3 82237 Wörthsee".
_BEFORE_STREET = re.compile(
    rf"(?P<name>[^,\n]*?{FORM.pattern}(?:\s\(haftungsbeschränkt\))?)\s+(?!&|\(|{FORM.pattern})"
    r"(?P<address>[A-ZÀ-Þ][^,\n]* \d{1,4}[a-z]?(?:-\d+)? \d{4,5} [A-ZÀ-Þ][^,\n]*)$",
    re.I,
)
_BEFORE_TOWN = re.compile(
    rf"(?P<name>[^,\n]*?{FORM.pattern})\s+(?!&|\(|{FORM.pattern})(?P<address>[A-ZÀ-Þ][^,\n]*, [A-ZÀ-Þ][^,\n]*)$",
    re.I,
)  # "Acme Ltd Dublin, Ireland"
_BEGINS_WITH_FORM = re.compile(rf"{FORM.pattern}\s+(?:d/?b/?a|t/a|trading|\()", re.I)  # "Inc. d/b/a Sentry"
_NUMBERED = re.compile(r"^\(?(?:\d{1,3}|[a-z])[.)]\)?\s+(?=[^\W\d_])")  # "1) Acme Ltd"
_PAGE_BEHIND = re.compile(r"(?<=\S)[\s,–—-]+((?:https?://|www\.)\S+)$", re.I)
_POSTCODE = re.compile(r"\d{4,}|\b\d{3} \d{2} [A-ZÀ-Ž]")  # "811 06 Bratislava" too
_DASHED_STREET = re.compile(r"(.+?)\s+[–—-]\s+(\d.*)$")
_NUMBERED_TOWN = re.compile(r",\s+([^\W\d_][^,\d]*?)\s+\d{1,5}$")  # "Business Park, Dublin 18"
_REGISTERED = re.compile(r"(?<=\))\s+\d{5,}(?=,|$)")  # the number of a company: "Acme (Acme, Inc.) 4710875"
_COMMA = re.compile(",")
#: What makes the whole group of a company of its name.
_WITH_GROUP = re.compile(
    r"\s*,?\s+(?:and|und|et|sowie|&)\s+(?:its|their|all|any|other|applicable|relevant|verbundene\w*|deren|seine|ihre|weitere|ses|leurs)\b"
    r"[^()]*\b(?:affiliates?|subsidiar(?:y|ies)|group companies|unternehmen|konzern\w*|gesellschaften|filiales|unterauftrag\w*|"
    r"sub-?processors)\s*$",
    re.I,
)
_DASHED_PRODUCT = re.compile(
    rf"(.+?{FORM.pattern})\s+[–—-]\s+([^–—,;()]{{2,40}})$", re.I
)  # "Acme Ltd – Acme Desk"
_DASHED_PLACE = re.compile(r"(.+?)\s+[–—-]\s+([^–—]+)$")  # "Acme Ltd – USA"
_NOTE = re.compile(r"(?<=\S)\s*\[[^\[\]]*\]")  # what an editor put behind a name
_GOES_ON = re.compile(
    r"(?<=\))\s+(?=(?:for|only|when|where|pour|si|für|nur|falls) )[^()]*$|"
    r"(?<=[\w)]),\s+(?=[a-zà-ÿ]+ [a-zà-ÿ]+ |(?:for|only|when|where|if|via|pour|si|für|nur|falls) )[^()]*$"
)  # "Acme, only for customers who …"
_LINK = re.compile(
    r"(\w+ ){0,2}(terms|polic(y|ies)|notice|statement|cent(er|re)|addendum|agreement|privacy|politique|conditions)|"
    r"datenschutz\w*|dpa|avv|website|link|learn more|details|mehr|en savoir plus|subprocessors|confidentialité",
    re.I,
)


#: A small word that stands in hardly any name.
_SPOKEN = re.compile(
    r"(?<!\S)(?!(?:of|de|du|des|der|the|and|und|et|la|le|les|for|von|van|den|del)\b)[a-zà-ÿ]{2,}"
)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/?")
BRITISH = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$|\b[A-Z]\d[\dW] [A-Z\d]{4}$"
)  # a postcode, or an Irish one
_ADDRESS_MARK = "\ue002"  # before the lines of an address
_LINK_WORD = re.compile(
    r"[\s’']+(?:s )?(?:dpa|avv|datenschutz\w*|privacy(?: policy| notice)?|terms|website)$", re.I
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell of names came to: names as written, an address that stood with them, places in brackets.

    `lacks` is why a word of the cell is no name, `unsure` why none of the names is stated.
    """

    names: tuple[str, ...]
    address: str | None = None
    website: str | None = None
    bracketed: str | None = None
    lacks: str | None = None
    unsure: str | None = None


def read_names(text: str, *, places_apart: bool = True) -> Named:
    """The names in a cell. A bracket or flag that is nothing but a place is told apart when no column gives places."""
    if len(text) > LONGEST:
        return Named((collapsed(text),))  # its length is refused where names are matched
    website = link[2] if (link := _MARKDOWN_LINK.search(text)) else None
    text = _MARKDOWN_LINK.sub(r"\1", text)
    text = with_address_below(behind_kind(text) or _behind_dash(text) or text)
    if (brand := _WHOSE.match(text)) and is_company(brand["whose"]):
        text = f"{brand['name']} ({brand['whose']})"
    if why := no_name(text):
        return Named((), lacks=f"{collapsed(text)!r} {why}")
    if any(map(_is_address, re.split(r"\s{2,}", text)[1:])):
        text = re.sub(r"[ \t]{2,}", "\n", text)  # a name with its address below, where line breaks were lost
    text, told = _without_descriptions(_on_one_line(text))
    flagged = [without_flags(part) for part in split_outside(_BREAKS, text)]
    flags = ", ".join(dict.fromkeys(codes for _, codes in flagged if codes))
    names, address, page = _told_apart([part for part in (_bare(part) for part, _ in flagged) if part])
    chosen = [possible(name) for name in names]
    unsure = "; ".join(dict.fromkeys(why for _, why in chosen)) if all(found for found, _ in chosen) else None
    names = [one for name, (found, _) in zip(names, chosen, strict=True) for one in found or several(name)]
    lacks = [f"{line!r} says what it gets or does" for line in told]
    lacks += [f"{name!r} {why}" for name in names if (why := no_name(name))]
    names = [name for name in _without_tasks(names) if not no_name(name)]
    names = with_makers(names, slashed=" / " in text)
    bracketed = None
    if not places_apart:
        names, bracketed = _without_places(names)
        bracketed = bracketed or flags or None
    return Named(
        tuple(dict.fromkeys(names)),
        ", ".join(address) or None,
        page or website,
        bracketed,
        "; ".join(lacks) or None,
        unsure or None,
    )


def _behind_dash(text: str) -> str:
    """The companies behind a dash and what they are for: "Hébergeur de fichiers (S3) — Acme SAS"; "" for other words."""
    kind, dash, behind = text.partition(" — ")
    named = dash and all(map(is_company, re.split(r"\s*/\s*", behind)))
    return behind if named and not is_company(kind) and (is_kind(kind) or is_task(kind)) else ""


def _told_apart(parts: Sequence[str]) -> tuple[list[str], list[str], str | None]:
    """(names, addresses, the page of a vendor) among the parts of a cell."""
    names: list[str] = []
    address: list[str] = []
    page = None
    for part in parts:
        if re.match(r"(https?://|www\.)\S+$", part, re.I) or (names and _HOST.fullmatch(part)):
            page = part
        elif names and _is_address(part):
            address.append(part.removeprefix(_ADDRESS_MARK))
        elif names and part.startswith("(") and part.endswith(")"):
            names[-1] += f" {part}"
        elif names and _continues(part):
            names[-1] += f" {part}" if not re.match(r"(a|part|member) ", part) else f" ({part})"
        elif names and (
            _LINK.fullmatch(part)
            or _is_link_of(names[0], part)
            or (part.islower() and not looks_like_a_name(part))
        ):
            continue  # "privacy" is what a link leads to
        else:
            if found := _PAGE_BEHIND.search(part):
                page, part = found[1], part[: found.start()]
            behind = told_behind(part)
            name, where = split_address(behind.name)
            address += [where for where in (where, behind.address) if where]
            page = behind.page or page
            names.append(said_once(name))
    return names, address, page


def _without_tasks(names: list[str]) -> list[str]:
    """Names without those that only say what the others are for: "Acme / Objektspeicher"."""
    named = [name for name in names if not is_task(name) or is_company(name) or is_product(name)]
    return named or names


#: What stands behind a name of whether it is used: "Acme — optional".
_IF_USED = re.compile(r"\s+[–—-]\s+(?:optional|optionnel(?:le)?|opt-in|facultatif|wahlweise)$", re.I)


def _bare(part: str) -> str:
    """A name without the marks, notes and asides behind it that say nothing of how it is called."""
    part = re.sub(
        r"(\([^()]*\))\s*\([^()]*\)\s*$", r"\1", part
    )  # of two brackets the first says how else it is called
    part = _NUMBERED.sub("", collapsed(part).strip(" ,·–-"))
    for aside in (_IF_USED, _NOTE, _GOES_ON, _MARKS, _PARENT, _REGISTERED):
        part = aside.sub("", part)
    if (product := _DASHED_PRODUCT.match(part)) and not only_places(product.groups()[-1]):
        part = f"{product[1]} ({product.groups()[-1]})"
    whole = _WITH_GROUP.sub("", part)
    return collapsed(whole if looks_like_a_name(whole) else part)


def _is_address(part: str) -> bool:
    return (
        part.startswith(_ADDRESS_MARK)
        or bool(STREET.search(part))
        or only_places(part)
        or bool(BRITISH.search(part))
        or bool((last := _NUMBERED_TOWN.search(part)) and only_places(last[1]))
        or re.match(
            r"(tel|phone|email|e-mail|mail|registered|company no|siren|siret|rcs|hrb|abn|ust-?id\w*|uid|vat|tva)\b",
            part,
            re.I,
        )
        is not None
    )


def _on_one_line(text: str) -> str:
    """A cell with the lines of an address below a company as one: no street or estate in them is a name."""
    first, *below = map(str.strip, text.split("\n"))
    last = max((at for at, line in enumerate(below) if _ends_address(line)), default=-1)
    known = is_company(first) or any(are_of_address(*two) for two in pairwise(below))
    if last < 0 or not known or any(map(is_company, below[: last + 1])):
        return text
    return "\n".join([first, f"{_ADDRESS_MARK}{', '.join(below[: last + 1])}", *below[last + 1 :]])


_TOWN_LINE = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,5} [A-ZÀ-Þ]")
_HOUSE_LINE = re.compile(r"[^\d:]{3,40} \d{1,3} ?[a-zA-Z]?(?: ?[-–/] ?\d{1,4} ?[a-zA-Z]?)?")


def are_of_address(street: str, town: str) -> bool:
    """Whether two lines are the street and the town of an address: "Alt-Moabit 2" above "10557 Berlin"."""
    return bool(_HOUSE_LINE.fullmatch(street) and _TOWN_LINE.match(town))


def _ends_address(line: str) -> bool:
    """Whether a line ends as an address does: with a country or town behind other words, or a numbered town."""
    before, _, last = line.rpartition(", ")
    return _is_address(line) or (bool(before) and only_places(last))


def _without_descriptions(text: str) -> tuple[str, list[str]]:
    """A cell without the lines below a company that say what it gets or does, and these: "Account data · Logs"."""
    first, *below = map(str.strip, text.split("\n"))
    told = [line for line in below if _describes(line)] if is_company(first) else []
    return "\n".join([first, *(line for line in below if line not in told)]) if told else text, told


def _describes(line: str) -> bool:
    """Whether a line below a company says what it gets or does, and is neither another name nor an address."""
    parts = split_outside(_BREAKS, line)
    if all(map(is_company, parts)):
        return False
    if " · " in line and not any(map(is_company, parts)):
        return True
    small = _SPOKEN.search(ASIDE.sub("", line))
    return bool(is_task(line) or small) and not (is_company(line) or _is_address(line) or _continues(line))


def _is_link_of(name: str, part: str) -> bool:
    """Whether a line is what a link about a vendor says: "Acme DPA" below "Acme Ltd"."""
    words = _LINK_WORD.sub("", part)
    return words != part and bool(words) and f"{key(name)} ".startswith(f"{key(words)} ")


def _continues(part: str) -> bool:
    """A second line that says more about the name than another name: small letters, or an aside."""
    return bool(
        re.match(
            r"(formerly|aka|a/k/a|dba|d/b/a|previously|ehemals|vormals|anciennement|ex[- ]|c/o|und|"
            r"and|et|\(|inh(?:\.|aber)|a |part of|member of|trading as|via|now )",
            part,
            re.I,
        )
    )


def split_address(part: str) -> tuple[str, str | None]:
    """(name, address) of "Hetzner Online GmbH, Industriestr. 25, 91710 Gunzenhausen, Germany"."""
    aside = re.search(r"\s\([^()]*\)$", part)
    if aside and "," in part[: aside.start()]:
        name, where = split_address(part[: aside.start()])
        if where and only_places(where):
            return (name, f"{where}{aside[0]}") if only_places(aside[0]) else (f"{name}{aside[0]}", where)
    if (behind := _BEHIND_FORM.match(part)) and STREET.search(behind["address"]):
        return behind["name"], behind["address"]
    if (behind := _BEFORE_STREET.match(part)) and is_company(behind["name"]):
        return behind["name"], behind["address"]
    if (behind := _BEFORE_TOWN.match(part)) and only_places(behind["address"]):
        return behind["name"], behind["address"]
    if (dashed := _DASHED_STREET.match(part)) and STREET.search(dashed[2]):
        return dashed[1], dashed[2]
    pieces = [piece.strip() for piece in split_outside(_COMMA, part)]
    for at in range(1, len(pieces)):
        if is_form(pieces[at]) or _BEGINS_WITH_FORM.match(pieces[at]):
            continue
        rest = ", ".join(pieces[at:])
        if (STREET.search(rest) or _POSTCODE.search(rest)) and re.search(r"\d", rest):
            return ", ".join(pieces[:at]), rest
        behind_form = bool(FORM.search(pieces[at - 1])) and only_places(pieces[-1]) and at < len(pieces) - 1
        if behind_form and not any(map(is_company, pieces[at:])):
            return ", ".join(pieces[:at]), rest
        towns = all(_may_be_town(piece) for piece in pieces[at:-1])
        formed = bool(FORM.search(pieces[at - 1])) and _may_be_town(pieces[-1])
        # "Foto Acme, Bastogne"
        small = at == len(pieces) - 1 and " " in pieces[0] and town(pieces[-1]) is not None
        if towns and (formed or small or only_places(pieces[-1])) and not only_places(pieces[0]):
            return ", ".join(pieces[:at]), rest
        break
    return part, None


def _may_be_town(piece: str) -> bool:
    return only_places(piece) or (
        piece[:1].isupper()
        and len(piece.split()) < 4
        and not is_company(piece)
        and not re.search(r"\d", piece)
    )


def _without_places(names: list[str]) -> tuple[list[str], str | None]:
    """Names without a bracket that names nothing but places, and that bracket."""
    found: list[str] = []
    bare: list[str] = []
    for name in names:
        match = re.search(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$", name)
        if match and is_acronym(match[1]):
            pass
        elif match and (is_place(match[1]) or is_plainly_town(match[1])):
            found.append(match[1])
            name = name[: match.start()]
        elif (behind := _DASHED_PLACE.match(name)) and only_places(behind[2]) and is_company(behind[1]):
            found.append(behind[2])
            name = behind[1]
        bare.append(name)
    return bare, ", ".join(found) or None
