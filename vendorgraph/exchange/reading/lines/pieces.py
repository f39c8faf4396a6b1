"""How the line of a bullet falls apart: where its name ends, and the pieces behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.gazetteer import STREET, key
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.keys import KEYED, is_keyed, key_role
from vendorgraph.exchange.reading.names.brackets import Bracketed
from vendorgraph.exchange.reading.names.cells import are_of_address, split_address
from vendorgraph.exchange.reading.names.choices import KIND
from vendorgraph.exchange.reading.names.companies import (
    ASIDE,
    WRITTEN_FORM,
    is_company,
    is_form,
    is_product,
    looks_like_a_name,
    names_company,
)
from vendorgraph.exchange.reading.names.kinds import is_kind, is_plain_task, is_what
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.names.several import split_outside
from vendorgraph.exchange.reading.names.things import is_rating
from vendorgraph.exchange.reading.places.resolve import is_place, names_place, only_places, read_places
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.vendors import catalogue

#: The number of an item before its name.
NUMBER = re.compile(
    r"^\s*(?:#|n°|nr\.?|no\.?|\[|§)?\s*(?:\d{1,3}(?:[.):\]º°]{1,2}|\s?[·|/–—-](?!\s+\d))|\d{1,2}(?:\.\d{1,2})+)\s+|"
    r"^\s*(?:\d{1,2}\.)+\s+|^\s*(?:#|n°|nr\.?|no\.?|§) ?\d{1,3}\s+",
    re.I,
)
_DASH = re.compile(r"(?<!\d)\s+[–—-]+\s+|\s+[–—-]+\s+(?!\d)|\s*[|·]\s*|\s+->\s+|\s+→\s+")
_TITLE_DASH = r"\s+[–—]\s+"
_LISTED = re.compile(rf"\s*,\s+(?!{WRITTEN_FORM})|\s+(?:and|und|et|&)\s+")
_GOES_ON = re.compile(r"\s[–—-]\s.*,")
_SEMICOLON = re.compile(";")
_SHORT = "Fa Inh Ing Dr Dipl Mag Prof St No Nr ggf bzw inkl exkl incl evtl usw etc ca resp vs art max min"
_NOT_SHORT = "".join(rf"(?<!\b{word})(?<!\b{word.capitalize()})" for word in _SHORT.split())
STOP = re.compile(
    rf"(?<=[a-zà-ÿA-Z)\d]){_NOT_SHORT}(?<!, Co)(?<!\.\w)(?<!\w\. \w)(?<!\s[A-Za-z])\.\s+(?=[A-ZÀ-Þ(\U0001f1e6-\U0001f1ff])"
)
#: Keys behind which no place or purpose stands.
_CLOSED = ("mechanisms", "retention", "categories", "subjects", "status")
_BEFORE_KEY = re.compile(r",\s+(?=[^\W\d_][^,:;|·]{1,40}:\s)")  # "Country: Ireland, purpose: mail"
BETWEEN_KEYS = re.compile(r"\s+[·|]\s+")  # "Purpose: … · Location: …"
FEW = 6  # words before a name in bold
_ABBREVIATED = re.compile(rf"\b({'|'.join(_SHORT.split())}|\w\.\w)$", re.I)
#: What goes on with "für" or "for" within its name: "Landesamt für Finanzen", "Centre for Health".
_OFFICE = re.compile(
    r"(?i:amt|anstalt|gesellschaft|institut|zentrum|zentrale|verband|verein|stiftung|agentur|hochschule|akademie|behörde|"
    r"kammer|stelle) für |"
    r"\b(?i:office|agency|institute|cent(?:er|re)|society|association|council|foundation|board|department|union) for [A-Z]|"
    r"\b(?i:agence|société|fondation|fédération|bureau|institut|centre|association) pour "
)
ARTICLE = r"(?:(?:les?|la|nos|notre|unsere?|der|die|das|our|the)\s+|l['’])"  # before what vendors are for
_AT_A_STOP = r"\.\s+(?=[A-ZÀ-Þ])"


def _is_abbreviated(text: str) -> bool:
    """Whether a stop behind the text is that of its last word: "Pte", "Inc", "S.A"."""
    last = text.rsplit(maxsplit=1)[-1:]
    return bool(_ABBREVIATED.search(text)) or (bool(last) and is_form(last[0]))


def _goes_on_behind(name: str, after: str) -> bool:
    """Whether a stop behind a name is within it: "Acme GmbH & Co. KG", and not "Acme GmbH. Payments."."""
    whole = is_company(name) and not is_form(after.split()[0].rstrip(".,"))
    return _is_abbreviated(name) and not whole


def aside_of(text: str) -> tuple[str, str]:
    """(text, what stands in the bracket at its end)."""
    depth = 0
    if (square := re.search(r"\s*\[([^\[\]]+)\]$", text)) and only_places(square[1]):
        return text[: square.start()].strip(" ,"), square[1]
    for at in range(len(text) - 1, -1, -1) if text.endswith(")") else ():
        depth += (text[at] == ")") - (text[at] == "(")
        if not depth:
            return text[:at].strip(" ,"), text[at + 1 : -1]
    return text, ""


def _is_of_key(before: str, after: str) -> bool:
    """Whether the colon behind words is that of a key at their end, or of what a name is for, and not of a name."""
    parts = re.split(r"[.;,]\s+|\s[–—-]\s", before)
    return bool(_GOES_ON.search(before)) or (
        len(parts) > 1 and (key_role(f"{parts[-1]}: {after}") or "vendor") != "vendor"
    )


_RELATIVE = re.compile(r",\s+(?:qui|dont|which|who|die|der|das|welche[rs]?)\s")


def what_and_who(text: str) -> tuple[str, str]:
    """(what for, the vendors) of "Hosting: Acme Ltd (Ireland), Bolt GmbH"; ("", text) of a line that begins with a name."""
    kind, dash, who = text.partition(" — ")
    if dash and is_kind(kind) and all(map(is_company, re.split(r"\s*/\s*", name_and_rest(who)[0]))):
        return kind, who  # "Hébergeur de fichiers (S3) — Acme SAS, UE"
    match = re.match(rf"\s*{ARTICLE}?([^:()]{{2,50}}?)\s*:\s+(.+)$", text, re.S | re.I)
    spoken = _RELATIVE.search(match[2]) if match is not None and is_kind(match[1]) else None
    if match and spoken and not names_place(match[2][spoken.start() :]):
        return match[1], match[2][: spoken.start()]  # "Payment providers: Acme and Bolt, which handle …"
    if match is not None and is_kind(match[1]) and _is_placed_name(match[2]):
        return match[1], match[2]
    if match is None or is_company(match[1]) or is_product(match[1]) or not is_what_for(match[1]):
        return "", text
    if _is_of_key(match[1], match[2]):
        return "", text  # "Acme, Inc. Payments. Location: Ireland"
    firsts = [name_and_rest(one)[0] for one in vendors_of(match[2])]
    name, rest = name_and_rest(match[2])
    if is_what_for(aside_of(name)[0]) and not is_company(name) and not is_plain_task(match[1]):
        return "", text  # "Acme Cloud: payments (Ireland)"
    named = all(map(is_company, firsts)) or is_company(name) or is_product(name)
    if not named and not (_is_proper(name) and not rest) and not _is_placed_name(match[2]):
        return "", text
    return match[1], match[2]


def is_named_and_placed(text: str) -> bool:
    """Whether words are a name and where it is: "Kanzlei Huber, Köln", "Zorpify (Finland)"."""
    return _is_placed_name(text) or _is_proper(text)


def _is_placed_name(text: str) -> bool:
    """Whether words are a name by their capitals and the places or the address behind it: "Kanzlei Huber, Köln"."""
    name, _, where = text.rstrip(".").partition(", ")
    placed = only_places(where) or bool(STREET.search(where) and re.search(r"\d", where))
    return placed and all(word[:1].isupper() for word in name.split()) and not only_places(name)


def _is_proper(name: str) -> bool:
    """Whether words are a name by their capitals and the place in the bracket behind them: "Zorpify (Finland)"."""
    before, aside = aside_of(name)
    words = before.split()
    return only_places(aside) and len(words) < 4 and all(word[:1].isupper() for word in words)


def _begins_with_form(words: str) -> bool:
    """Whether words are a legal form, with a second one or not: "AG", "S.à r.l. et Cie, S.C.A."."""
    return is_form(words) or is_form(re.split(r",| et | & ", words)[0])


def without_bracket(name: str) -> str:
    """A name before its bracket, whole where its legal form stands behind: "Acme (Schweiz) AG"."""
    parts = ASIDE.split(name)
    return name if _begins_with_form(parts[-1].strip()) else parts[0] or name


_TITLE_COLON = re.compile(r"\s?:\s+")
_MOST_BEHIND = 12  # words behind a company that is known


def titled(text: str) -> tuple[str, str]:
    """(name, what stands behind the dash) of the title of a card: "Acme Ltd — important"; (text, "") of one without.

    Behind what is no label a colon is one: "Acme Ltd: mail".
    """
    found = _outside(_TITLE_DASH, text)
    if not found and (colon := _TITLE_COLON.search(text)) and _is_no_label(text[: colon.start()]):
        found = colon
    name, behind = (text[: found.start()], text[found.end() :]) if found else (text, "")
    bracket = re.search(r"\(([^()]+)\)$", name)  # "Acme Mail (Acme) – mail"
    named = names_company(name) or bool(bracket and catalogue().find(bracket[1]))
    most = _MOST_BEHIND if named else FEW  # words
    if not found or is_company(behind) or len(behind.split()) >= most:
        return text, ""
    if named or is_product(name) or is_rating(behind):
        return name, behind
    apart = looks_like_a_name(name) and not is_what_for(name) and is_what_for(aside_of(behind)[0])
    return (name, behind) if apart else (text, "")


def _is_no_label(before: str) -> bool:
    """Whether words before a colon may name a vendor: a company, or a name that is no label of what follows."""
    if names_company(before):
        return True
    return looks_like_a_name(before) and role_of(before) is None and not is_label(before)


_WHAT_DASH = re.compile(r"(.{3,60}?)\s+[–—-]\s+(\S.*)", re.S)


def turned(text: str) -> str | None:
    """ "Acme Ltd, Ireland – Hosting" of "Hosting – Acme Ltd, Ireland", whoever is named; None behind a company."""
    match = _WHAT_DASH.fullmatch(text)
    return f"{match[2]} – {match[1]}" if match and not is_company(match[1]) else None


def who_first(text: str) -> tuple[str, bool] | None:
    """("Acme Ltd, Ireland – Hosting", whether the name is a company's) of "Hosting – Acme Ltd, Ireland"; None for another."""
    match = _WHAT_DASH.fullmatch(text)
    if match is None or is_company(match[1]) or not is_what_for(match[1]):
        return None
    known = is_company(name_and_rest(match[2])[0])
    return (f"{match[2]} – {match[1]}", known) if known or is_named_and_placed(match[2]) else None


def vendors_of(text: str) -> list[str]:
    """The parts of a text between commas and "and", brackets and legal forms aside."""
    return [one for one in split_outside(_LISTED, text.rstrip(" .")) if one.strip()]


def is_what_for(words: str) -> bool:
    """Whether words say what vendors are for and are no header: "Hosting", "E-mails", "Paiement"."""
    if role_of(words) not in (None, "ignore", "purpose"):
        return False
    return bool(read_purposes([words]) or KIND.search(key(words)) or is_what(words))


def _outside(pattern: str, text: str) -> re.Match[str] | None:
    """The first match that stands in no bracket."""
    for found in re.finditer(pattern, text):
        before = text[: found.start()]
        if before.count("(") <= before.count(")"):
            return found
    return None


#: A name with its legal form, and what it is for: "Acme, Inc. d/b/a Bolt for payments".
_FORMED_FOR = re.compile(
    rf"(?P<name>[^,:;()]{{2,60}},? {WRITTEN_FORM}\.?(?: (?:d/b/a|dba|t/a) [^,:;()]{{2,40}}?)?)"
    r"\s+(?:for|pour|für)\s+(?P<rest>.+)",
    re.S,
)


#: A company, the bracket behind it, and what it does: "Acme Ltd (Cork) hosts our mail".
_DOES = re.compile(r"(?P<name>[^()]{2,80}?\s*\([^()]*\))\s+(?P<rest>[a-zà-ÿ].*)", re.S)


def name_and_does(text: str) -> tuple[str, str] | None:
    """(a company with the bracket behind it, what it does) of a line that says so: "Acme Ltd (Cork) hosts our mail"."""
    does = _DOES.match(text)
    named = does is not None and is_company(does["name"]) and not is_form(does["rest"].split()[0])
    return (does["name"], does["rest"]) if does and named else None


def name_and_rest(text: str) -> tuple[str, str]:
    """(name, the rest) of a bullet without emphasis: the name ends at a colon, a dash, a stop or a comma."""
    if does := name_and_does(text):
        return does
    for pattern in (r"\s*:\s+", None, _AT_A_STOP):
        found = _outside(pattern or _DASH.pattern, text)
        if found and ":" in (pattern or "") and _is_of_key(text[: found.start()], text[found.end() :]):
            continue  # "Name — e-mail. Server location: Frankfurt"
        if (
            found
            and not (pattern == _AT_A_STOP and _goes_on_behind(text[: found.start()], text[found.end() :]))
            and looks_like_a_name(text[: found.start()])
        ):
            return text[: found.start()], text[found.end() :]
    before, _, after = text.partition("; ")
    if after and is_company(before) and not any(map(is_company, vendors_of(after)[:1])):
        return before, after
    if after and looks_like_a_name(before) and _says_more(after):
        return before, after  # "Acme; e-mail; Ireland"
    bracket = re.match(r"^([^()]{2,60}?)\s*\(([^()]*)\)\s*(.*)$", text, re.S)
    if bracket and _begins_with_form(bracket[3]):
        return text, ""  # "Acme (Schweiz) AG"
    if bracket and looks_like_a_name(bracket[1]) and (not bracket[1].count(",") or is_company(bracket[1])):
        return f"{bracket[1]} ({bracket[2]})", bracket[3]
    name, address = split_address(text)
    if address and not only_places(address):
        return name, address
    formed = _FORMED_FOR.fullmatch(text)
    if formed:
        return formed["name"], formed["rest"]
    pieces = [piece.strip() for piece in text.split(",")]
    taken = 1
    while taken < len(pieces) and is_form(pieces[taken]):
        taken += 1
    short = all(len(piece.split()) <= 6 for piece in pieces)
    short = short and (not text.endswith(".") or any(only_places(piece.rstrip(".")) for piece in pieces[1:]))
    if taken < len(pieces) and looks_like_a_name(pieces[0]) and (short or is_company(pieces[0])):
        return ", ".join(pieces[:taken]), ", ".join(pieces[taken:])
    what = re.match(r"^([^,()]{2,40}),\s+(?=(?:for|pour|für|zur|zum) )(.+)$", text, re.S)
    if what and looks_like_a_name(what[1]):
        return what[1], what[2]  # "Acme, for handling support."
    verb = re.match(r"^(.{2,50}?)\s+(?:for|pour|für|is our|is used|provides|to provide|\bin)\s+(.*)$", text)
    if (
        verb
        and not (_OFFICE.search(text[: verb.end(1) + 6]) and not catalogue().find(verb[1]))
        and looks_like_a_name(verb[1])
        and ((len(text.split()) <= 10 and not text.endswith(".")) or is_company(verb[1]))
    ):
        return verb[1], verb[2]
    return ended(text), ""


def _says_more(rest: str) -> bool:
    """Whether the parts between semicolons begin with what somebody is for and end in a place."""
    first, *more = split_outside(_SEMICOLON, rest.rstrip(" ;."))
    return bool(more) and is_what_for(first.strip()) and only_places(more[-1].strip())


def ended(name: str) -> str:
    """A name without the stop or colon behind it; the stop of "Inc." is its own."""
    bare = name.rstrip(" :.,–-")
    return f"{bare}." if _is_abbreviated(bare) and name.strip(" :,–-").endswith(".") else bare


def with_addresses(lines: Sequence[str]) -> list[str]:
    """Lines with those of a postal address as one: "Alt-Moabit 2", "10557 Berlin", "Deutschland"."""
    found: list[str] = []
    at = 0
    while at < len(lines):
        street, town = lines[at].strip(" ,"), lines[at + 1].strip(" ,") if at + 1 < len(lines) else ""
        if not (are_of_address(street, town)) or read_purposes([street]):
            found.append(lines[at])
            at += 1
            continue
        country = lines[at + 2].strip(" ,") if at + 2 < len(lines) else ""
        parts = [street, town, *([country] if only_places(country) else [])]
        found.append(", ".join(parts))
        at += len(parts)
    return found


def pieces_of(rest: str) -> list[str]:
    """The parts behind a name: split at dashes, stops and semicolons; a comma splits only before a place."""
    found: list[str] = []
    for part in _with_regions(split_outside(_DASH, rest)):
        for sentence in split_outside(STOP, part):
            found += [piece for piece in split_outside(_SEMICOLON, sentence) if piece.strip()]
    return found


def _with_regions(parts: Sequence[str]) -> list[str]:
    """Parts between dashes with a region and where in it that is as one: "EU – Ireland"."""
    found: list[str] = []
    for part in parts:
        last = re.split(r";\s+|\.\s+", found[-1])[-1] if found else ""
        if (
            is_place(last)
            and not re.search(r"\d", last)
            and is_place(part)
            and len(read_places(f"{last} – {part}")) == 1
        ):
            found[-1] += f" – {part}"
        else:
            found.append(part)
    return found


def sentences_of(text: str) -> list[str]:
    """The keys, else the sentences of a text; behind "Safeguards: …" or the like a sentence is part of what it says."""
    keys = split_outside(_BEFORE_KEY, text)
    if len(keys) > 1 and all(map(is_keyed, keys)) and key_role(keys[0]) not in _CLOSED:
        return keys
    keys = split_outside(BETWEEN_KEYS, text)
    if len(keys) > 1 and all(map(KEYED.match, keys)) and any(map(is_keyed, keys)):
        return keys
    found: list[str] = []
    for sentence in STOP.split(text):
        of_form = sentence.startswith("(") and bool(found) and is_form(found[-1].split()[-1])
        if of_form or (found and key_role(found[-1]) in _CLOSED and not is_keyed(sentence)):
            found[-1] += f". {sentence}"
        else:
            found.append(sentence)
    return found


_BETWEEN_KEYED = re.compile(r"\s*[,;|·]\s+(?=[^\W\d_][^,:;|·]{1,40}:\s)")


def keys_in_bracket(name: str) -> Bracketed | None:
    """A name with keys in its bracket: "Acme Ltd (Purpose: mail, Location: Ireland)"; None for another."""
    bare, aside = aside_of(name)
    parts = _BETWEEN_KEYED.split(aside)
    if not bare or not any(map(is_keyed, parts)) or not all(map(KEYED.match, parts)):
        return None
    return Bracketed(bare, pieces=parts)


def bold_inside(cell: Cell, text: str) -> tuple[str, str, str] | None:
    """(what stands before it, the name, the rest) of "our accountants, **Acme Ltd**, in Cork"; None without such a name."""
    names = [name for name in cell.bold if looks_like_a_name(name)]
    if len(names) != 1 or not text[:1].islower() or len(before := text.partition(names[0])[0].split()) > FEW:
        return None
    rest = text.partition(names[0])[2]
    return " ".join(before).strip(" ,:"), names[0], re.sub(r"^\s*,?\s*(?:à|in|at)\s+(?=[A-ZÀ-Þ])", ", ", rest)
