"""What stands where a vendor's name should be and is none: placeholders, ticks, dates and numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.vendors import catalogue, without_legal_form

#: Where a form leaves room for a name: "[Email Provider]", "{{vendor}}".
SLOT = re.compile(r"\[[^\[\]]*\]|\{\{[^{}]*\}\}|\$?\{[^{}]*\}|<[^<>]*>|«[^«»]*»|%[A-Za-z_ ]+%|_{3,}")
_ROLES = (
    r"(?:vendor|provider|company|supplier|(?:sub ?)?processor|firma|anbieter|dienstleister|auftragsverarbeiter|"
    r"unternehmen|prestataire|fournisseur|sous traitant|societe)"
)
_LATER = re.compile(
    r"tb[dac]|to be (?:determined|decided|confirmed|defined|announced|selected|completed|added)|"
    r"not yet (?:selected|chosen|decided|determined|known)|n n|x{3,}|insert \w.*|"
    rf"(?:your|ihre?|votre) (?:\w+ ){{0,2}}(?:{_ROLES}|name|nom)(?: here| hier| ici)?|"
    rf"{_ROLES}(?: name| [a-z]| \d+)?|name|nom|(?:name|nom) (?:of|des|der|du|de la|de l) .*|"
    r"(?:noch |wird noch |wird )?(?:offen|festzulegen|zu (?:bestimmen|klaren|benennen|erganzen))|"
    r"wird (?:noch )?(?:erganzt|benannt|festgelegt|bestimmt)|"
    r"a (?:definir|determiner|completer|confirmer|preciser|renseigner)|en cours de (?:selection|choix)"
)
_NOTHING = re.compile(
    r"none|nil|n a|not applicable|no (?:sub ?processors?|vendors?|providers?)|keiner?|keine \w+|"
    r"nicht (?:zutreffend|anwendbar)|entfallt|aucune?|aucun(?: \w+)+|sans objet|neant|non applicable"
)
_TICK = re.compile(r"true|false|yes|no|ja|nein|oui|non|wahr|falsch|vrai|faux|null|x", re.I)
_COUNTED = re.compile(
    r"[-+]?[\d.,'’\s]*\d[\d.,'’\s]*(?:%|€|\$|EUR|USD)?|"
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}:\d{2}(?::\d{2})?"
)
_NO_BRACKETS = str.maketrans("()", "  ")


@lru_cache(maxsize=20_000)
def no_name(text: str) -> str | None:
    """Why words are no name of a vendor, as the end of a sentence about them; None when they may be one."""
    bare = text.strip(" \t\n*†‡·•,;:.–—-")
    if _COUNTED.fullmatch(bare):
        return "is a number or a date, no vendor"
    if _TICK.fullmatch(bare) and bare != "X":
        return "is a yes or no, no vendor"
    if catalogue().find(bare):
        return None
    if _NOTHING.fullmatch(key(bare)):
        return "says that there is none"
    return "is a placeholder, no vendor" if _is_placeholder(text.strip()) else None


def _is_placeholder(text: str) -> bool:
    """Whether words hold a slot and nothing but a legal form beside it, or say that a name comes later."""
    if re.fullmatch(r"\W*(?:\.{3}|…)\W*", text):
        return True
    if SLOT.search(text):
        return without_legal_form(f"a {SLOT.sub(' ', text).translate(_NO_BRACKETS)}") == "a"
    return bool(_LATER.fullmatch(key(re.sub(r"\([^()]*\)", " ", text))))
