"""Names of companies in running text: of the catalogue, by legal form, or by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vendorgraph.exchange.policy_text.context_names import (
    PLACES_BEHIND,
    accepted,
    firms,
    names_by_context,
    newspapers,
    small_names,
)
from vendorgraph.exchange.policy_text.dictionary import is_word
from vendorgraph.exchange.policy_text.form_names import names_behind_form, names_with_form
from vendorgraph.exchange.policy_text.german_bodies import german_bodies
from vendorgraph.exchange.policy_text.known_names import glued, known_names
from vendorgraph.exchange.policy_text.labelled import (
    names_behind_colons,
    names_behind_labels,
    names_in_a_row,
)
from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import CAPITALISED, FORM_BEHIND, PLAIN, Name, resolved
from vendorgraph.exchange.policy_text.naming import is_an_office, is_name
from vendorgraph.exchange.vendors import catalogue, without_legal_form


def names_in(text: str, lexicon: Lexicon) -> list[Name]:
    """Every name in `text`, in order; of overlapping ones the longest that the catalogue or a form tells."""
    found = [*known_names(text, lexicon.language), *names_with_form(text, lexicon)]
    if first := glued(text):
        found.append(first)
    if lexicon.language == "fr":
        found += names_behind_form(text)
    found = [_led_by_a_vendor(name, found) for name in _settled(found)]
    found = _settled(found)
    context = [] if text.isupper() else list(names_by_context(text, lexicon))
    found = [
        name
        for name in found
        if not _plain_word(name, text, context, found, lexicon)
        and not _of_a_longer(name, context)
        and not _ends_a_longer(name, context, lexicon)
    ]
    if lexicon.language == "de":
        context += [*small_names(text, lexicon), *newspapers(text, lexicon), *firms(text, lexicon)]
        context += german_bodies(text)
    unknown = (
        _before_brackets(text, found, lexicon),
        _enumerated(text, found, lexicon),
        names_behind_labels(text, found, lexicon),
        names_behind_colons(text, lexicon),
        names_in_a_row(text, lexicon),
    )
    for more in (context, *unknown, _joined_to_forms(text, found, lexicon)):
        found += [name for name in more if not _overlaps(name, found)]
    found = [name for name in _settled(found) if not _is_no_whole_name(text, name)]
    return sorted(found, key=lambda name: name.start)


#: A house number and what may follow it: "Stephanstr. 14-16, 60313", "Handelskai 92, Gate 2".
_HOUSE = re.compile(
    r"(?:str)?\.? \d{1,4}(?: ?[-–/] ?\d{1,4})?(?: ?[a-zA-Z])?(?=\s*[,;)\n]|\s+(?:\d{4,5}|[A-ZÀ-Þ])|$)"
)
_STREET = re.compile(
    r"\b\d{1,4}(?:[-–]\d+)?,? (?:bis |ter )?(?:rue|boulevard|bd|avenue|av\.|place|chemin|quai|cours|allée"
    r"|impasse|route|square|passage)"
    r" (?:d[eu]s? |de la |de l[’']|d[’']|l[’'])*$",
    re.IGNORECASE,
)
_STREET_BEHIND = re.compile(r"(?: [A-ZÀ-Þ][\w-]+){0,2} \d{1,4}[a-z]?(?=[,;)\n]|$)")
#: The rest of a street that is called after somebody: "Quill Germany-Straße 1".
_GERMAN_STREET = re.compile(r"(?: [A-ZÄÖÜ]\w+)?-(?:Straße|Str\.|Allee|Platz|Weg|Ring|Damm|Ufer|Gasse)(?!\w)")
_POSTCODE = re.compile(r"(?:^|[\s,(])(?:[A-Z]{1,2}-)?(?!(?:19|20)\d\d )\d{4,5} $")
_IN_ADDRESS = re.compile(r"(?:[,(]|\bul\.|\bal\.)\s$")
_RIVER = re.compile(r"(?:\d{4,5}|,) [A-ZÄÖÜ][\wäöüß-]+ (?:am|an der|a\. ?d\.|a\.)\s$")


def _is_no_whole_name(text: str, name: Name) -> bool:
    """Whether what only its context tells is a street or a river in an address, or the half of a compound: "Helpdesk-"."""
    if _GERMAN_STREET.match(text, name.end):
        return True
    if name.by != "context" or name.vendor:
        return False
    before, after = text[max(0, name.start - 40) : name.start], text[name.end : name.end + 20]
    street = _HOUSE.match(after) or re.search(r" \d{1,4}[A-Za-z]?$", name.words)
    return bool(
        (street and _IN_ADDRESS.search(before))
        or _STREET.search(before)
        or _POSTCODE.search(before)
        or _RIVER.search(before)
        or re.match(r"-(?:\s|$)", after)
    )


BEFORE_BRACKET = "before a registered name in brackets"
BESIDE_KNOWN = "beside a known vendor"
_AND = r"(?:and|et|und|or|ou|oder|sowie|&)"
_SMALL = r"(?:l[ae] |l[’']|the |die |der |à |chez |avec |par |to |with |an |bei |mit |von )?"
_ENUMERATION = re.compile(rf"{CAPITALISED}(?:(?:, |,? {_AND} {_SMALL}){CAPITALISED}){{1,12}}")
_JOINED_NAME = re.compile(rf"(?:\s\([^()]{{1,40}}\))? {_AND} {_SMALL}(?P<name>{CAPITALISED})(?=[.,;)]|$| \()")
_PARTNERS = re.compile(r"Associés?|Associates?|Partners?|Partner|Co|Cie|Söhne|Sons|Fils|Company|Compagnie")
#: What only ends a name behind "&": "Quarx Marketing & Distribution".
_HALVES = re.compile(
    r"(?:Distribution|Marketing|Logistics?|Logistik|Services?|Design|Media|Consulting|Communications?|Solutions?|Vertrieb|Beratung"
    r"|Kommunikation|Conseils?|Logistique|Home|Print|Mailing|Events?|Training|Development|Technology|Research|Events)"
)
#: Before a word that says what something is for, or where a house stands: "pour le ", "a mailing house in ".
_WHERE_OR_WHAT_FOR = re.compile(
    r"(?:\bpour l[ea] |\bfor the |\bfür (?:das|die|den) "
    r"|\b(?:an?|une?|eine?r?) (?:\w+ )?(?:house|firm|company|agency|shop|printer|studio"
    r"|office|agence|maison|société|entreprise|atelier|Firma|Agentur|Druckerei|Werkstatt|Büro) (?:in|à) )$"
)
_AND_ALONE = rf" {_AND} "
_BETWEEN = re.compile(rf", |,? {_AND} {_SMALL}")
#: What may stand between a known vendor and a word that is one beside it: ", ", "/", " for mail, and ".
_BESIDE = re.compile(
    rf"(?: (?:for|pour|für) [^,;.:]{{2,50}})?(?:, (?:{_AND} )?{_SMALL}| {_AND} {_SMALL}|\s?/\s?)"
)
_BEFORE_BRACKET = re.compile(rf"(?P<name>{CAPITALISED}) \($")


def _enumerated(text: str, found: list[Name], lexicon: Lexicon) -> Iterator[Name]:
    """Unknown names in an enumeration that holds a well-known one: "Zendesk, Quillpost and Mailjet"."""
    known = [
        name for name in found if name.vendor and name.by != "form" and not FORM_BEHIND.search(name.words)
    ]
    for run in _ENUMERATION.finditer(text) if known else ():
        inside = any(run.start() <= name.start < run.end() for name in known)
        if not inside or not re.search(_AND_ALONE, run[0]) or _products_of_one(text, run.start(), found):
            continue
        at = run.start()
        for part in _BETWEEN.split(run[0]):
            at = text.index(part, at)
            half = text[max(0, at - 2) : at] == "& " and _HALVES.fullmatch(part)
            if half or _PARTNERS.fullmatch(part) or _WHERE_OR_WHAT_FOR.search(text, max(0, at - 50), at):
                continue
            yield from accepted(at, part, BESIDE_KNOWN, lexicon, strict=True)
            at += len(part)


def _products_of_one(text: str, at: int, found: list[Name]) -> bool:
    """Whether `at` lies in a bracket behind a known vendor, which holds its products: "Google (Ads, Quarx and Zorp)"."""
    opened = text.rfind("(", 0, at + 1)
    inside = opened >= 0 and ")" not in text[opened:at]
    return inside and any(name.vendor and 0 <= opened - name.end <= 1 for name in found)


def _joined_to_forms(text: str, found: list[Name], lexicon: Lexicon) -> Iterator[Name]:
    """A name of several words that "and" joins to one with a legal form: "Titan GmbH und Quarx Lederwaren"."""
    for name in found:
        joined = _JOINED_NAME.match(text, name.end) if name.by == "form" else None
        if joined and " " in joined["name"]:
            yield from accepted(
                joined.start("name"), joined["name"], "beside a legal form", lexicon, strict=True
            )


def names_in_an_item(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """The names in an item of a list of recipients that begins with small words: "our insurer, Quayside"."""
    first = re.match(r"\W*(?:\(?\w{1,2}[.)]\s+)?", text)
    begin = first.end() if first else 0
    if re.match(r"[a-zà-ÿ]+(?![A-ZÀ-Þ\w])", text[begin:]):
        for run in PLAIN.finditer(text, begin):
            for part in _BETWEEN.split(run[0]):
                at = text.index(part, run.start())
                if _WHERE_OR_WHAT_FOR.search(text, max(0, at - 50), at) or _says_who(text, at, part, lexicon):
                    continue
                if is_an_office(part):
                    continue
                places = PLACES_BEHIND.match(text, at + len(part)) if lexicon.language == "de" else None
                whole = part + places[0] if places and part.isupper() else part
                found = accepted(at, whole, "in a list of recipients", lexicon, strict=whole == part)
                yield from (name for name in found if not _is_no_whole_name(text, name))


def _says_who(text: str, at: int, part: str, lexicon: Lexicon) -> bool:
    """Whether a capital says what somebody is or has: a German noun behind its article or alone in a bracket, a French kind."""
    if lexicon.language == "fr":
        return bool(lexicon.one("kind_noun").fullmatch(part) and text[at + len(part) :][:1] == " ")
    if lexicon.language != "de" or " " in part or re.search(r"[a-z][A-Z]|\d|^[A-Z]{2,}$", part):
        return False
    bracket = text[at - 1 : at] == "(" and text[at + len(part) :][:1] == ")"
    trade = re.search(r"\b(?:den|dem|einen|einem|zum|oder) $", text[max(0, at - 7) : at])
    return bool(bracket or (trade and resolved(part)[0] is None))


def _before_brackets(text: str, found: list[Name], lexicon: Lexicon) -> Iterator[Name]:
    """What stands before the registered name of a company in brackets: "Quillpost (Quill Systems Ltd)"."""
    for name in found:
        before = _BEFORE_BRACKET.search(text, max(0, name.start - 60), name.start)
        if before and name.by == "form":
            yield from accepted(before.start(), before[0][:-2], BEFORE_BRACKET, lexicon, strict=False)


#: Before what a thing is kept or put in, which a plain word with a capital is not: "is stored in Workable".
_KEPT_IN = re.compile(r"\b(?:stored|saved|kept|managed|filed|entered|imported|transferred) (?:in|into) $")


_SHORTEST_WORD = 4  # letters of a word that tells its language


def _is_foreign(name: Name, text: str, lexicon: Lexicon) -> bool:
    """Whether a name is an ordinary word of another language alone, with its capital in the midst of a sentence."""
    if (
        lexicon.language == "en"
        or len(name.words) < _SHORTEST_WORD
        or not re.fullmatch(r"[A-ZÀ-Þ][^ ]+", name.words)
    ):
        return False
    before, after = text[: name.start].rstrip(" "), text[name.end :]
    midst = bool(re.search(r"[\w)’']$", before)) and not re.search(r"[A-ZÀ-Þ][\w’'-]*$", before)
    alone = not re.match(r"[\w-]| [A-ZÀ-Þ]", after)
    spelt = (name.words, name.words.lower())
    return midst and alone and not any(is_word(one, lexicon.language) for one in spelt)


def _plain_word(name: Name, text: str, context: list[Name], found: list[Name], lexicon: Lexicon) -> bool:
    """Whether a name of the catalogue is an ordinary word here: nothing beside it makes it a name."""
    if name.by != "catalogue" or not catalogue().is_word(name.words):
        return False
    if _IN_ADDRESS.search(text[: name.start]) and _STREET_BEHIND.match(text, name.end):
        return True
    if len(name.words) > 3 and name.words.isupper() and not text.isupper():
        return False  # no ordinary word is written so: "SWIFT"
    if _KEPT_IN.search(text[: name.start]) or _is_foreign(name, text, lexicon):
        return False
    alone = re.fullmatch(r"[\W\d]*", text[: name.start]) and re.fullmatch(
        r"\W*(?:\([^)]*\))?\W*", text[name.end :]
    )
    listed = any(
        _BESIDE.fullmatch(text[other.end : name.start] or text[name.end : other.start])
        for other in found
        if other.by == "catalogue" and not catalogue().is_word(other.words)
    )
    return not alone and not listed and not _overlaps(name, context)


#: Trades: a word of the catalogue before one of them names another house, before a product's word it does not.
_TRADE = re.compile(
    r"(?:Diagnostics|Pathology|Laborator(?:y|ies)|Solicitors|Nursing|Cleaning|Catering|Pharmacy|Laundry|Print(?:ing|ers)?|Roofing"
    r"|Electrical|Plumbing|Heating|Recruitment|Housing|Hospital|Clinic|Dental|Travel|Coaches|Transport|Couriers|Removals|Builders"
    r"|Accountants|Bindery|Wäscherei|Reinigung|Labor|Transporte|Steuerberatung|Reisen|Bau|Nettoyage|Imprimerie|Transports"
    r"|Assurances|Voyages|Avocats)"
)


def _of_a_longer(name: Name, context: list[Name]) -> bool:
    """Whether an ordinary word of the catalogue begins the longer name of another company: "Axiom Diagnostics"."""
    if name.by != "catalogue" or not catalogue().is_word(name.words):
        return False
    return any(
        other.vendor is None
        and other.start == name.start
        and other.words.startswith(f"{name.words} ")
        and _TRADE.fullmatch(other.words.removeprefix(f"{name.words} "))
        for other in context
    )


def _ends_a_longer(name: Name, context: list[Name], lexicon: Lexicon) -> bool:
    """Whether an ordinary word of the catalogue ends the longer name of a company that is not known: "Halden Square"."""
    if name.by != "catalogue" or not catalogue().is_word(name.words):
        return False
    longer = (other for other in context if other.vendor is None and other.end == name.end)
    leads = (other.words.removesuffix(name.words).strip() for other in longer if other.start < name.start)
    return any(is_name(lead, lexicon, strict=False) and not catalogue().find(lead) for lead in leads)


def _led_by_a_vendor(name: Name, found: list[Name]) -> Name:
    """A name with a legal form together with the known vendor directly before it: "ironSource Mobile Ltd."."""
    before = next((other for other in found if other.end + 1 == name.start and other.by == "catalogue"), None)
    if name.by != "form" or name.vendor or before is None or FORM_BEHIND.search(before.words):
        return name
    words = f"{before.words} {name.words}"
    return replace(name, start=before.start, words=words, vendor=before.vendor, service=before.service)


def _overlaps(name: Name, others: list[Name]) -> bool:
    return any(name.start < other.end and other.start < name.end for other in others)


def _settled(found: list[Name]) -> list[Name]:
    """Without names inside longer ones; a known company wins over its own name with more words around it."""
    kept: list[Name] = []
    for name in sorted(found, key=lambda name: (-(name.end - name.start), name.by != "catalogue")):
        if not _overlaps(name, kept):
            kept.append(_with_group(name))
    return kept


def _with_group(name: Name) -> Name:
    """A legal form whose core is a name of the catalogue names that company."""
    if name.vendor is None and (vendor := catalogue().find(without_legal_form(name.words))):
        return replace(name, vendor=vendor)
    return name
