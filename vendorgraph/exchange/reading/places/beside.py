"""What the words beside a place make of it: whose data, where a company sits, or that it is denied."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.reading.places.placewords import Item

#: Words that make the place before them that of people rather than of data: "EU customers only".
_PEOPLE = (
    r"(?:customers?|clients?|users?|tenants?|accounts?|residents?|data subjects?|"
    r"visitors?|members?|plans?|tiers?|subscriptions?|workspaces?|kunden|nutzer\w*|mandanten|utilisateurs|usagers|"
    r"(?:personal\s+)?data(?!\s*(?:cent|resid|region|host|stor|process|zone|bound|locali|locat))|daten(?!zentr))\b"
)
_WHOSE = re.compile(
    # "UK and EMEA customers", "UK, EMEA customers", and not "USA, EU customers: Ireland"
    rf"(?:(?:,? ?(?:and|und|et|or|oder|ou|&|/) ?(?:the )?(?-i:[A-Z])[\w-]*){{0,3}}[\s-]*(?:based\s+|resident\s+)?"
    rf"(?<![^\W\d_]){_PEOPLE}"
    rf"|(?:,? ?(?:and|und|et|or|oder|ou|&|/|,) ?(?:the )?(?-i:[A-Z])[\w-]*){{1,3}}[\s-]*(?:based\s+|resident\s+)?"
    rf"(?<![^\W\d_]){_PEOPLE}(?!\s*:))",
    re.I,
)
_PARTS = (
    r"(?:cent(?:re|er)s? de données|data ?cent(?:re|er)s?|r[ée]gion|cloud|instance|hébergement|plateforme)"
)
_WHOSE_IN = re.compile(
    r"\b(?:customers?|clients?|users?|tenants?|accounts?|workspaces?|kunden|nutzer\w*|mandanten|konten|utilisateurs|comptes?)\s+"
    r"(?:(?:based|located|hosted|created|situés|hébergés)\s+)?"
    r"(?:in|within|from|on|of|aus|auf|en|dans|de|sur)\s+(?:the\s+|der\s+|den\s+|l['’]|la\s+|our\s+|unsere[rmn]\s+|notre\s+|nos\s+)?"
    rf"(?:{_PARTS}\s+)?$"
    r"|\b(?:for|für|pour)\s+(?:the\s+|les\s+|l['’]|la\s+)?$",
    re.I,
)
#: Words that make the place before them a company's seat: "US-incorporated", "US company", "US-headquartered".
#: What says behind a place that a company sits there; "US (provider-dependent)" says no more than the place.
_OF_SEAT = re.compile(
    r"[\s(-]*(?:incorporated|headquartered|domiciled|registered|owned|hq|headquarters?|(?:based\s+)?(?:compan(?:y|ies)|"
    r"entity|corporation|provider|vendor|supplier|firm)|unternehmens?|anbieter|dienstleister|firma|gesellschaft)\b"
    r"(?![ -](?:dependent|depends?|specific|controlled|managed|determined|chosen|selected|regions?)\b|['’]s (?:regions?|choice))"
    r"|[\s-]*(?:parent|group|subsidiary|konzern|mutter\w*|tochter\w*)\b",
    re.I,
)
_SEAT_BEFORE = re.compile(
    r"\b(?:incorporated|headquartered|headquarters?|HQ|registered(?:\s+(?:office|seat))?|entité|société|entreprise|fournisseur|prestataire|éditeur|groupe|filiale|"
    r"\w*sitz|siège(?:\s+social)?|parent(?: company)?|"
    r"Mutter\w*|maison[ -]mère|société[ -]mère)\s*:?\s+(?:in|en|aux?|de|à)?\s*"
    r"(?:the|den|der)?\s*$"
    r"|\b(?:société|entreprise|entité|fournisseur|prestataire|éditeur|maison|company|entity|parent|vendor|provider|unternehmen|"
    r"anbieter|gesellschaft)(?:\s+[\w-]+)?\s+(?:basée?|située?|établie?|domiciliée?|immatriculée?|implantée?|based|established|"
    r"located|domiciled|ansässig)\s+(?:in|en|aux?|à|dans)\s*(?:the|den|der|les?|la)?\s*$",
    re.I,
)
#: What says that data are with the company that sits there: "hosting provider located in", "bei einem Anbieter ansässig in".
_WITH_COMPANY = re.compile(
    r"\b(?:(?:hosting|cloud|data ?cent(?:er|re)|server)[ -](?:provider|company|vendor)|"
    r"(?:hosting|cloud|rechenzentrums)[ -]?anbieter|"
    r"h[ée]bergeur|(?:fournisseur|prestataire) (?:cloud|d['’]h[ée]bergement)|"
    r"(?:hosted|stored|run|gehostet|gespeichert|h[ée]berg[ée]e?s?|stock[ée]e?s?) (?:by|with|at|bei|von|chez|par|auprès d['’e]) ?"
    r"(?:an?|the|eine[mr]?|une?)? ?(?:\w+ )?(?:company|vendor|provider|anbieter|unternehmen|gesellschaft|société|entreprise|"
    r"fournisseur|prestataire))\b[^,;.()]*$",
    re.I,
)
#: A label of a seat and the town or street that stands between it and the country: "registered office: Boston, MA, USA".
_SEAT_LABEL = re.compile(
    r"(?:^|[;|(,.\n/]\s*)"
    r"\b(?:registered\s+(?:office|seat)|head\s?quarters?|head office|seat|HQ|\w*sitz|"
    r"siège(?:\s+social)?)\s*:"
    r"(?=([^;:()|\n]*))\1$",
    re.I,
)
_COMPANY_LABEL = re.compile(
    r"(?:^|[;|(,.\n/]\s*)(?:company|(?:legal )?entity|firma|unternehmen|société)\s*:\s*(?:[^\W\d_]+/)?$", re.I
)
_IN_SEAT = re.compile(
    r"\s*(?:[^\W\d_a-zà-ÿ][\w.'’-]*(?:[\s,]+|/)|\d[\w/-]*[\s,]+|(?:of|the|de|la|am|an der)\s+)*"
)
#: What makes a word such as "global" one about a company: "global leader", "groupe mondial", "globaler Konzern".
_OF_GROUP = re.compile(
    r"\s+(?:group|leader|market|player|brand|customer base|anbieter|marktf[uü]hrer|führend\w*|konzern\w*|"
    r"unternehmensgruppe|gruppe|t[aä]tig\w*|agierend\w*|vertreten|présente?|known|recognised|recognized|bekannt\w*)\b",
    re.I,
)
_OF_GROUP_BEFORE = re.compile(r"\b(?:groupe|leader|acteur|fournisseur|entreprise|marché)\s+$", re.I)
_ADDRESS = 120  # characters of an address before its country
_SERVES = re.compile(r"\b(?:server|data|hosting|rechenzentr|hébergement|daten|storage|speicher|cloud)", re.I)
_BEFORE = 60  # characters before a place in which it is denied
#: "no", and what a list says that there is none of: "no region in Morocco", "pas de serveur aux États-Unis".
_NONE_OF = re.compile(
    r"\b(?:no|kein\w*|ohne|sans|aucune?|pas d(?:e\b|['’]))\s*(?:(?:r[ée]gions?|r[ée]seaux?|cdn|servers?|serveurs?|"
    r"data ?cent(?:er|re)s?|rechenzentr\w+|"
    r"standorte?|hosting|h[ée]bergement|(?:data |daten)?(?:processing|storage|verarbeitung|speicherung)|traitements?|stockage|"
    r"data|daten|données|transfers?|transferts?|übermittlung\w*|access|accès|zugriff\w*|"
    r"(?:data )?residency|résidence(?: (?:de|des) données)?|datenresidenz)\b"
    r"(?:\s+(?:in|to|from|nach|aus|en|aux?|vers|dans|depuis)\b(?:\s+(?:the|die|den|der|les?|la)\b)?)?)?\s*$"
    r"|(?<!quitte )(?<!quittent )\b(?:not|nicht|pas)\s+(?:(?:in|within|en|dans|aux?)\s+)?(?:(?:the|der|den|les?|la)\s+)?$",
    re.I,
)

#: When, and not where: "outside office hours", "außerhalb der Geschäftszeiten", "en dehors des horaires".
_HOURS = re.compile(
    r"\s*(?:(?:of|the|our|der|des|unserer|de|d['’]|nos)\s*)*(?:[\w-]+\s+){0,2}?(?:hours|\w*zeiten|heures|horaires)\b",
    re.I,
)
#: What ends a denial: another clause, which says where the data are: "without tracking, hosted in France".
_ENDS_DENIAL = re.compile(
    r"[;:)]|,(?: \w+)? (?:hosted|stored|processed|held|kept|located|servers?|hosting|storage|processing|gehostet|gespeichert|"
    r"verarbeitet|h[ée]berg[ée]e?s?|stock[ée]e?s?|trait[ée]e?s?|serveurs?|hébergement|stockage|rechenzentr\w+|datenhaltung|"
    r"speicherung|verarbeitung|server-?standort\w*)\b",
    re.I,
)


def of_people(item: Item, text: str) -> bool:
    """Whether a place says whose data rather than where: "EU customers", "for customers in the EU"."""
    return bool(_WHOSE.match(text, item.end) or _WHOSE_IN.search(text[max(0, item.start - 40) : item.start]))


def of_group(item: Item, text: str) -> bool:
    """Whether "global" or the like says what a company is rather than where data are: "part of a global group"."""
    return item.only == "worldwide" and bool(
        _OF_GROUP.match(text, item.end)
        or _OF_GROUP_BEFORE.search(text[max(0, item.start - _BEFORE) : item.start])
    )


def of_seat(item: Item, text: str) -> bool:
    """Whether a place says where a company sits rather than where data are: "US company", "headquartered in the US"."""
    before = text[max(0, item.start - 40) : item.start]
    if _WITH_COMPANY.search(text[max(0, item.start - _ADDRESS) : item.start]):
        return False
    if _OF_SEAT.match(text, item.end) or _SEAT_BEFORE.search(before):
        return True
    if _COMPANY_LABEL.search(before):
        return True
    label = _SEAT_LABEL.search(text[max(0, item.start - _ADDRESS) : item.start])
    return label is not None and bool(_IN_SEAT.fullmatch(label[1]) and not _SERVES.search(label[1]))


def negated(item: Item, items: Sequence[Item], outside: Sequence[Item], text: str) -> bool:
    """Whether "outside", "except", "no" … stands before the item with nothing but small words between."""
    if _NONE_OF.search(text[max(0, item.start - _BEFORE) : item.start]):
        return True
    for other in outside:
        if other.end <= item.start and not _HOURS.match(text, other.end):
            between = text[other.end : item.start]
            held = [one for one in items if other.end <= one.start < item.start and one.name.sort != "filler"]
            inside = "(" in between and held  # "outside the EU (USA)"
            if (
                not inside
                and not _ENDS_DENIAL.search(between)
                and all(one.name.sort != "outside" for one in held)
            ):
                return True
    return False
