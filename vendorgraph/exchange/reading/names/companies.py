"""What reads as the name of a company: a known vendor, a legal form, or a few words with a capital."""

from __future__ import annotations

import re

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.vendors import LEGAL_FORMS, catalogue, normalised, without_legal_form

ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
FORM = re.compile(
    r"\b(inc|llc|ltd|limited|gmbh|ag|kg|se|sas|sasu|sarl|sa|bv|b\.v|nv|plc|pbc|corp|corporation|spa|s\.p\.a|srl|ab|oy|as|aps|pty|pte|"
    r"co|e\.k|ug|mbh|s\.a\.s|s\.a\.r\.l|s\.à r\.l|s\.a|s\.r\.l|ulc|lp|llp|sl|s\.l|company|sàrl|kgaa|eg|ev|e\.v|"
    r"gk|k\.k|g\.k)\.?(?=$|[\s,;)/])",
    re.I,
)
#: A legal form behind the comma of the name that it belongs to, as it is written: "Acme, Inc.".
WRITTEN_FORM = r"(?:Inc|LLC|L\.L\.C|Ltd|Limited|S\.A|SAS|SARL|GmbH|AG|PBC|B\.V|N\.V|Corp)\b"
_CAMEL = re.compile(r"(?!eLearning|eMail|eSign|eCommerce|mTLS)[a-z][A-Z]\w+ [A-Z]")  # "iDonate Payments"
_ADDRESS = re.compile(
    r"(https?://)?([a-z0-9-]+\.)+[a-z]{2,}/|([a-z0-9-]+\.){2,}[a-z]{2,}$"
)  # of a page or a host below a domain
_OF_A_SENTENCE = re.compile(
    r"[?©@]|\b(?:[Ww]e|[Ww]ir|[Nn]ous) [a-zà-ÿ]|[a-zà-ÿ]{2,} (?:we|wir|nous)\b|"
    r" (?:uses?|nutz(?:en|t)|setz(?:en|t)|verwende[nt]|utilis(?:e|ons)|kommt|erfolgt|wird|werden|comes? from|"
    r"goes? to|geh(?:t|en) an|kommen von|rechnet|vien(?:t|nent) de|confiée?s? à)\b"
)  # "Zusätzlich setzen wir Acme GmbH"
_SMALL_FORMS = frozenset(("gmbh", "inc", "ltd", "llc", "plc", "bv", "nv", "sas", "sarl", "mbh", "kg"))


def is_form(piece: str) -> bool:
    """Whether words are nothing but a legal form."""
    words = key(ASIDE.sub("", piece)).split()
    return bool(words) and all(word in LEGAL_FORMS or len(word) == 1 for word in words)


#: Another name behind the legal one: "Acme Software, Inc. d/b/a Sentinel".
_TRADING_AS = re.compile(r"(?<=[\w.]),? (?:d/?b/?a|t/a|trading as|doing business as)\b.*$", re.I)


def is_company(text: str) -> bool:
    """Whether words name a known vendor, or a company by its legal form."""
    bare = _TRADING_AS.sub("", ASIDE.sub("", text)).strip()
    if not bare or len(bare) > 90:
        return False
    return catalogue().find(bare) is not None or _has_form(bare)


def is_formed(text: str) -> bool:
    """Whether words are a company, or a name with a legal form inside: "Acme GmbH Systemhaus Linden"."""
    return is_company(text) or (looks_like_a_name(text) and FORM.search(text) is not None)


def names_company(text: str) -> bool:
    """Whether words name a company, or a brand with its company in the bracket behind: "Acme Mail (Acme Ltd)"."""
    behind = re.search(r"\(([^()]*\w[^()]*)\)\s*$", text)
    return is_company(text) or (behind is not None and _has_form(behind[1].strip()))


def is_product(text: str) -> bool:
    """Whether words are a known vendor and at most two more: "Hetzner Dedicated", "Amazon AWS CloudFront"."""
    words = ASIDE.sub("", text).split()
    heads = (" ".join(words[:taken]) for taken in range(max(1, len(words) - 2), len(words)))
    written = all(word[:1].isupper() or word[:1].isdigit() for word in words)
    return written and any(catalogue().find(head) and not catalogue().is_word(head) for head in heads)


def _has_form(name: str) -> bool:
    """Whether a name ends with a legal form; a word such as "as" or "company" counts only as a form is written."""
    last = name.split()[-1].strip(",;")
    if _OF_A_SENTENCE.search(name):
        return False
    written = not last.islower() or "." in last or last in _SMALL_FORMS
    return written and without_legal_form(name) != normalised(name)


def looks_like_a_name(text: str) -> bool:
    """Whether words may be the name of a company: short, not a sentence, a capital, a digit or a known name first."""
    text = ASIDE.sub("", text).strip()
    words = text.split()
    asks = text.endswith("?") or (text.endswith("!") and len(words) > 1)  # "Kahoot!" is a name
    formed = bool(words) and _has_form(text)
    if not words or len(words) > (12 if formed else 9) or len(text) > 90 or asks:
        return False
    if _ADDRESS.match(text):
        return False
    more = " ".join(words[2:])
    if is_company(text) or (more.istitle() and is_company(" ".join(words[:2]))):
        return True  # "documentus GmbH Bayern"
    small = sum(
        word[:1].islower() and "." not in word[:-1] and not word[1:2].isupper() for word in words
    )  # "iZorp" is written so
    return (
        words[0][:1].isupper()
        or words[0][:1].isdigit()
        or "." in text[:-1]
        or (len(words) == 1 and text[1:] != text[1:].lower())
        or bool(_CAMEL.match(text))
        or bool(re.fullmatch(r"[a-z]\d+[a-z]\w*", words[0]))  # "n8n Cloud"
    ) and small <= len(words) // 2


def ends_in_company(text: str) -> bool:
    """Whether the last words of a text are a company with its legal form: "Anbieter ist Acme Inc."."""
    words = text.split()
    return any(is_company(" ".join(words[-taken:])) for taken in range(2, min(6, len(words)) + 1))
