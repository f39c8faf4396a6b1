"""Names that a legal form behind them tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vendorgraph.exchange.policy_text.context_names import accepted
from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import CAPITALISED, FORM, Name, resolved
from vendorgraph.exchange.policy_text.naming import is_name, trimmed
from vendorgraph.exchange.vendors import catalogue, normalised

_WITH_FORM = re.compile(
    rf"(?P<core>{CAPITALISED}(?: (?P<small>(?:[a-zà-ÿ][\w.-]{{3,}} )?[a-zà-ÿ][\w.-]{{3,}})(?=,? {FORM}(?![\w-])))?"
    rf"|(?<=\b(?:die|der|von|the) )[a-z][\w-]{{5,}} "
    rf"(?!(?:der|die|das|des|und|von|bei|mit|in|im|am|als|zu|the|of|and|for|by)\b)[a-z]{{2,3}}"
    rf"|(?:(?:(?<=: )|(?<=\()|(?<=\b(?:die|der|bei|von|the) ))[a-z][\w-]{{2,}} )?[a-zà-ÿ][\w.-]{{3,}})"
    rf"(?P<aside> \([^()]{{1,40}}\))?,?(?: [-–])? (?P<form>{FORM})(?![\w-])"
)


#: German: small words of a name between an article or colon and its capital: "der quarxo data Abrechnungs GmbH".
_SMALL_BEFORE = re.compile(
    r"(?:^(?:[-–—•*·▪◦‣]\s+)?|(?:\b(?:der|die|bei|von|an|durch|und)|:)\s)(?P<small>(?:(?!\w+(?:e|en|er|es|em|(?<!c)t|lich|ig|isch|bar|sam|los|haft|weise|end)\s)[a-zäöüß][\w.-]{1,}\s){1,2})$"
)
#: German: a name in small letters alone behind what it is: "von der Agentur quarx it GmbH".
_SMALL_ALONE = re.compile(
    r"\b(?:Agentur|Firma|Kanzlei|Werkstatt|Druckerei)\s(?P<small>(?:[a-zäöüß][\w.-]*\s){1,3})$"
)
#: German: the beginning of an English name before its small word: "Quarx Docs to Data GmbH".
_TO_BEFORE = re.compile(rf"{CAPITALISED} (?:to|by|on|with) $")
#: Partners before the last one: "Druckerei Sigg, Härtel u. Co. KG".
_PARTNERS_BEFORE = re.compile(rf"{CAPITALISED}, $")
#: A noun, and who does it in the genitive: "Lohnabrechnung des Steuerbüros", "Konto der Agentur".
_OF_A_HOUSE = re.compile(
    r"(?:(?:Die|Der|Das|Den|Dem|Des|Eine?|Einem|Einen|Einer|Unsere?|Unserer|Ihre?) )?"
    r"(?:[A-ZÄÖÜ][\w-]+ in )?(?P<noun>[A-ZÄÖÜ][\w-]+) (?:der|des) "
    r"(?:\w*(?:büros|hauses|dienstes|anbieters|dienstleisters|unternehmens|[Aa]gentur|[Kk]anzlei|[Ff]irma) )?"
)
#: The town of the line before: "32584 Quilltal Acme GmbH".
_TOWN, _POSTCODE = re.compile(r"[A-ZÀ-Þ][\w-]+ (?=[A-ZÀ-Þ])"), re.compile(r"(?<!\d)\d{4,5} $")
_WE_ARE = re.compile(r"We[’']re (?:the )?")  # the speaker begins to speak
_FORM_AHEAD = re.compile(
    rf"(?<=\b[Ll]a )(?:SASU?|SARL|SELARL|EURL|SCOP|SNC) (?P<name>(?:[a-zà-ÿ]{{3,}} )?{CAPITALISED})(?! (?:SAS|SARL)\b)"
)
#: What an institute is for, which may be two things.
_FOR_SUBJECTS = re.compile(r" (?:für|for|pour|de la|of) [\w-]+(?: [A-ZÀ-Þ][\w-]+)?$")
_MARKED = re.compile(r"\d|[a-z][A-Z]|\.[A-Z]")  # what the name of a product has: "Z1.PRO der Quill AG"
_FORM_ALONE = re.compile(FORM)  # "Scop SA" is a form, "B Corp" a seal
_PARTS_OF_FORMS = frozenset(("Cie", "Co", "Compagnie"))  # "Acme S.à r.l. et Cie, S.C.A."


def names_with_form(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Names that end in a legal form."""
    for found in _WITH_FORM.finditer(text):
        start = found.start()
        core = found["core"]
        if (town := _TOWN.match(core)) and _POSTCODE.search(text[max(0, start - 8) : start]):
            start, core = start + town.end(), core[town.end() :]
        if we := _WE_ARE.match(core):
            start, core = start + we.end(), core[we.end() :]
        if core[:1].islower() and (core in lexicon.articles or len(found["form"]) < 2):
            continue
        if found["small"] and _says_what_it_is(core.split()[-2], lexicon):
            start, core = found.start("small"), found["small"]
        kept = trimmed(_without_noun(core, lexicon), lexicon)
        before, _, behind = (kept or "").rpartition(" à ")
        if behind and not is_name(before, lexicon):
            kept = behind  # "votre adresse IP à Acme SAS"
        bare = kept is None or kept in _PARTS_OF_FORMS or len(kept) < 2 or bool(_FORM_ALONE.fullmatch(kept))
        if kept is None or (bare and not _small_alone(text, start, lexicon)):
            continue
        if parts := _two_names(kept):
            left, kept = parts
            yield from accepted(text.index(left, start), left, "beside a legal form", lexicon, strict=False)
        start += len(core) - len(kept)
        start = _with_words_before(text, start, found["form"], lexicon)
        words = text[start : found.end()]
        if re.search(r"[A-Z]{2}\.$|\w{3}(?<!Inc)(?<!Ltd)(?<!orp)\.$", words):
            words = words[:-1]  # the full stop is the sentence's
        vendor, service = resolved(words)
        yield Name(start, start + len(words), words, "form", f"legal form {found['form']}", vendor, service)


def names_behind_form(text: str) -> Iterator[Name]:
    """French names behind their legal form: "auprès de la SAS Quill Culture"."""
    for found in _FORM_AHEAD.finditer(text):
        words = found["name"]
        yield Name(
            found.start("name"), found.end("name"), words, "form", "legal form ahead", *resolved(words)
        )


def _with_words_before(text: str, start: int, form: str, lexicon: Lexicon) -> int:
    """Where a name begins with the small German words or the partners that stand before its capital."""
    before = text[max(0, start - 60) : start]
    if form.startswith(("u", "&")) and (partners := _PARTNERS_BEFORE.search(before)):
        return start - len(partners[0])
    if lexicon.language == "de" and (english := _TO_BEFORE.search(before)):
        return start - len(english[0])
    if alone := _small_alone(text, start, lexicon):
        return start - len(alone["small"])
    small = _SMALL_BEFORE.search(before) if lexicon.language == "de" else None
    plain = small and any(
        word in lexicon.articles or lexicon.is_common_noun(word)
        for word in normalised(small["small"]).split()
    )
    return start - len(small["small"]) if small and not plain else start


def _small_alone(text: str, start: int, lexicon: Lexicon) -> re.Match[str] | None:
    """The small words before a legal form that are a German name: "quarx it" of "von der Agentur quarx it GmbH"."""
    return _SMALL_ALONE.search(text[max(0, start - 60) : start]) if lexicon.language == "de" else None


def _without_noun(core: str, lexicon: Lexicon) -> str:
    """A German name without the noun of which it is the genitive."""
    found = _OF_A_HOUSE.match(core) if lexicon.language == "de" else None
    return core[found.end() :] if found and lexicon.is_common_noun(found["noun"]) else core


def _says_what_it_is(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before a small one is no part of a name: "Anbieter euserv GmbH"."""
    return bool(
        lexicon.one("kind_noun").fullmatch(word)
        or lexicon.noun.match(word)
        or word.casefold() in lexicon.articles
    )


def _two_names(core: str) -> tuple[str, str] | None:
    """ "One Vendor and Other House" as two names; None for one name, as "Smith and Sons"."""
    for joint in re.finditer(r" (?:and|et|und|or|ou|oder|von|der|des) (?:l[ae] |die |der |the )?", core):
        left, right = core[: joint.start()], core[joint.end() :]
        both = joint[0].strip() in ("und", "and", "et")
        if both and (left.endswith("-") or _FOR_SUBJECTS.search(left)):
            continue  # "Akten- und Datenvernichtung GmbH", "Institut für Film und Bild gGmbH"
        if joint[0].strip() in ("der", "des"):
            if catalogue().find(left) or catalogue().find(right) or _MARKED.search(left):
                return left, right
            continue
        if "von" in joint[0] or catalogue().find(left) or (" " in left and " " in right):
            return left, right
    return None
