"""What a name in a text is, and how names are written: capitals, small words inside, legal forms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vendorgraph.exchange.vendors import Vendor, catalogue

#: Capital letters of the languages of Europe.
_UPPER = "A-ZÀ-ÖØ-Þ" + "".join(letter for letter in map(chr, range(0x100, 0x180)) if letter.isupper())
_HOST = r"[A-Za-z0-9][\w-]*\.(?:com|org|net|io|ai|de|fr|eu|app|co|ch|at|dev|so|me|tv|be|nl|uk|fm)(?![\w-])"
_CAPITAL = (
    rf"(?<!\w)(?<!\w-)(?:{_HOST}|Dr\. (?:med\. )?[A-ZÀ-Þ][\w-]+|[{_UPPER}][\w’'&.+-]*[\w+](?:(?<=s)[’'](?= [A-Z]))?|[{_UPPER}]"
    r"|[A-ZÄÖÜ]\w+-(?= (?:und|&) [A-ZÄÖÜ])|\d+(?:&\d+|[A-Za-zÀ-ÿ][\w-]*)|[a-z]{1,2}[A-Z]\w+|i-[A-Z]\w+)"
)
_LINK_WORD = r"(?:&|\+|et|and|und|of|the|de|du|des|d’|d'|la|le|les|à|für|for|von|der|y|e|in|at)"
CAPITALISED = rf"{_CAPITAL}(?: (?:{_LINK_WORD} ){{0,2}}(?:[dl][’'])?{_CAPITAL}){{0,6}}"
_GERMAN_FORMS = (
    r"(?:(?:GmbH )?(?:&|u\.|und) )Co\.? ?(?:KGa?A?|OHG)|(?:GmbH|SE|AG) & Co\. [A-ZÄÖÜ][\w-]{3,} KG"
    r"|GmbH & Co\. ?KGa?A?|PartG ?mbB|PartGmbB|mbB|PartG|gUG|AöR|gGmbH|GmbH"
    r"|mbH & Co\. ?KG|mbH|SE & Co\. ?KGa?A?|AG & Co\. ?KG|KGaA"
    r"|UG \(haftungsbeschränkt\)|UG|OHG|KG|GbR|e\. ?K\.|e\. ?V\.|e\. ?U\.|eG"
)
_ENGLISH_FORMS = (
    r"Inc\.?(?!\w)|Incorporated|L\.?L\.?C\.?(?!\w)|L\.?L\.?P\.?(?!\w)|Corp\.?(?!\w)|Corporation|Pty\.? Ltd\.?|Pte\.? Ltd\.?"
    r"|Private Limited|Unlimited Company|Co\.,? Ltd\.?|Ltd\.?(?!\w)|Limited|[Pp]lc|PLC|PBC"
)
_ROMANCE_FORMS = (
    r"S\.à\.? ?r\.l\.? et Cie,? S\.C\.A\.|S\.?A\.?S\.?U?\.?(?![\w])|S\.à\.? ?r\.l\.|Sàrl|SARL|SELARL|S\.A\.R\.L\.|EURL|SNC"
    r"|SCOP|SCIC|Scop|S\.C\.A\.|SCA|s\.c\.a\.|S\.p\.A\.?(?!\w)|S\.r\.l\.?|SRL|SpA|S\.L\.U?\.?|S\.A\.|SA"
)
_OTHER_FORMS = (
    r"NV|N\.V\.|BV|B\.V\.|A/S|ApS|ASA|AS|AB|Oyj?|OÜ|UAB|SIA|d\.o\.o\.|s\.r\.o\.|a\.s\.|s\.p\.|"
    r"k\.s\.|v\.o\.s\.|[Ss]p\. z o\. ?o\.|A\.?Ş\.|Ltd\. Şti\.|EOOD|OOD|OAO|d\.d\.|Kft\.?|AG|SE|ULC|DAC"
    r"|L\.P\.|Coop"
)
FORM = rf"(?:{_ROMANCE_FORMS}|{_GERMAN_FORMS}|{_ENGLISH_FORMS}|{_OTHER_FORMS})"
FORM_BEHIND = re.compile(rf"(?: \([A-Z]\w{{1,20}}\))?,? {FORM}(?![\w-])(?:,? {FORM}(?![\w-]))?")
PLAIN = re.compile(CAPITALISED)
#: A name of several words with small words behind it.
LED_BY_A_NAME = re.compile(rf"(?P<name>{CAPITALISED}) [a-zà-ÿ]")


@dataclass(frozen=True, slots=True)
class Name:
    """A company's or product's name at [start, end) of a text; `why` says what made it one.

    `vendor` is its row of the catalogue, `service` the usual name of the product if it names one.
    `by` is "catalogue", "form" (a legal form) or "context".
    """

    start: int
    end: int
    words: str
    by: str
    why: str
    vendor: Vendor | None = None
    service: str | None = None


def resolved(words: str) -> tuple[Vendor | None, str | None]:
    """(vendor, usual name of the product) of the catalogue that `words` as a whole name."""
    known = catalogue()
    return known.find(words), known.service(words)
