"""What makes room for rows that say otherwise, "unless a different country is given", and what holds for some only."""

from __future__ import annotations

import re

from vendorgraph.exchange.reading.gazetteer import key

_TO_END = r"[^,;:.()]*"
_TOLD = (
    r"(?:says|tells|shows|something|anything|etwas|autre chose|"
    r"stated|noted|given|indicated|specified|shown|listed|named|mentioned|marked|written|identified|described|set out|"
    r"(?:we|it) (?:say|state|note|indicate)s?|otherwise|different|another|other (?:country|place|location)|contrary|"
    r"anders|andere\w*|angegeben|vermerkt|genannt|dabei\w*|steht|aufgeführt|gekennzeichnet|"
    r"ausgewiesen|erwähnt|beschrieben|angemerkt|notiert|aufgelistet|bezeichnet|angabe|hinweis|vermerk|"
    r"mention\w*|indi(?:cation|qué)\w*|précis\w*|contraire|signalée?s?|exception|disposition|spécifi\w*|écrit|note)"
)
#: Clauses that make room for what rows say.
_HEDGE = re.compile(
    rf"\b(?:unless|except (?:where|when|if)|if not|where not)\b(?={_TO_END}\b{_TOLD}\b){_TO_END}"
    rf"|\b(?:if|where|when) (?:no|nothing)\b(?={_TO_END}\b{_TOLD}\b){_TO_END}"
    rf"|\b(?:in the absence of|absent)\b(?={_TO_END}\b{_TOLD}\b){_TO_END}"
    rf"|\b(?:sofern|soweit|wenn|falls|wo|solange)\b(?={_TO_END}\b(?:nicht|nichts|kein\w*)\b)(?={_TO_END}\b{_TOLD}\b){_TO_END}"
    rf"|^\W*(?:ist|steht|wird) (?:\w+ )?(?:nichts|nicht|kein\w*)\b(?={_TO_END}\b{_TOLD}\b){_TO_END}"
    rf"|\bohne (?:abweichende|andere|anderweitige|anderslautende|gegenteilige|besondere|gesonderte|weitere)\w* "
    r"(?:angaben?|hinweise?|vermerke?|nennung|kennzeichnung)\b"
    r"|\bes sei denn,?[^;:.()]*"
    r"|\b(?:sauf|hormis) (?:mention|indication|précision|disposition|exception|lorsque|quand|si|autre|spécification|note)\b"
    rf"{_TO_END}"
    rf"|\bà défaut d{_TO_END}|\ben l['’]absence d{_TO_END}"
    rf"|\b(?:lorsque|quand|si|là où) (?:rien|aucune?)\b{_TO_END}"
    r"|\bby default\b|\bstandardmäßig\b|\bpar défaut\b|\bgrundsätzlich\b(?=.*\bausnahmen?\b)"
    r"|\bausnahmen? (?:sind|ist|werden|wird) \w+",
    re.I,
)
#: Who decides, where a clause makes room for no row: "unless you object", "soweit nicht anders vereinbart".
_DECIDED = re.compile(
    r"\b(?:you|your|agreed?|agreement|required|law|object\w*|consent\w*|encrypt\w*|sie|ihnen|vereinbar\w*|widerspr\w*|"
    r"einwillig\w*|gesetz\w*|vous|votre|accord|convenue?s?|convention|loi)\b",
    re.I,
)
_SOME = re.compile(
    r"\b(?:if|unless|wenn|falls|sofern|soweit|si|s il|some|einige[rnms]?|certaine?s?|sauf)\b"
    r"|\b(?:not|never|nicht|niemals|kein\w*|aucune?)\b|\b(?:ne|n) \w+ (?:pas|jamais)\b"
)


def without_hedge(sentence: str) -> tuple[str, bool]:
    """(a sentence without the clause that makes room for what rows say, whether it had one)."""
    rest, hedged, at = "", False, 0
    for clause in _HEDGE.finditer(sentence):
        if not _DECIDED.search(clause[0]):
            rest, at, hedged = f"{rest}{sentence[at : clause.start()]} ", clause.end(), True
    rest = re.sub(r"\s*,\s*,\s*|\s+(?=[.,\s])", " ", f"{rest}{sentence[at:]}") if hedged else sentence
    return rest.replace(" .", ".").strip(" ,;"), hedged


def is_of_some(sentence: str) -> bool:
    """Whether a sentence holds for some only, or denies: "If you live in France, data is stored there"."""
    return bool(_SOME.search(key(without_hedge(sentence)[0])))
