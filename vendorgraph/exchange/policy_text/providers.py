"""Products whose provider the text names: "Drafty (Quill Systems Ltd)", "Anbieter von Drafty ist …"."""

from __future__ import annotations

import re

from vendorgraph.exchange.policy_text.mention import Mention
from vendorgraph.exchange.policy_text.mention_index import by_passage, by_section, key_of, section_of
from vendorgraph.exchange.policy_text.reading import Policy
from vendorgraph.exchange.vendors import catalogue, normalised, root, without_legal_form

Bound = tuple[str, str | None, str | None, str | None]


def providers(used: list[Mention], policy: Policy) -> dict[int, Bound]:
    """Products whose provider the text names, and the provider: id of mention -> (party, product, note, words)."""
    bound: dict[int, Bound] = {}
    passages, sections = by_passage(used), by_section(used)
    for mention in used:
        if mention.how not in ("text", "heading"):
            continue
        entity = mention.name
        provider = entity.by == "context" and entity.why.endswith(_PROVIDED)
        whole = provider or (entity.by != "context" and is_entity(entity.words))
        product = _product(mention, passages[mention.passage.index], policy) if whole else None
        if product is None:
            continue
        key, theirs = key_of(mention), product.name
        if theirs.vendor is None:
            for same in passages[mention.passage.index]:
                if same.name.vendor is None and normalised(same.name.words) == normalised(theirs.words):
                    bound[id(same)] = (key, theirs.words, None, theirs.words)
            bound[id(mention)] = (key, theirs.words, None, theirs.words)
        elif entity.vendor and root(theirs.vendor) is root(entity.vendor):
            service = theirs.service or (theirs.words if key_of(product) != key else None)
            _bind_section(bound, sections[section_of(product)], product, key, service)
        elif theirs.vendor is not None and key_of(product) != key:
            said = f"the text attributes {theirs.words} to {entity.words}, another company; confirm which is meant"
            _absorb(bound, sections[section_of(product)], product, mention, said)
    return bound


def is_entity(words: str) -> bool:
    """Whether words carry a legal form or are a registered name."""
    vendor = catalogue().find(words)
    bare = without_legal_form(words)
    return bare != normalised(words) or bool(
        vendor and vendor.legal_name and normalised(vendor.legal_name) == normalised(words)
    )


def _product(entity: Mention, here: list[Mention], policy: Policy) -> Mention | None:
    """The product that the passage (or its heading) says the entity provides."""
    text, at = entity.passage.text, entity.name.start
    earlier = [other for other in here if other.name.end <= at and at - other.name.end < 300]
    for other in reversed(earlier):
        if other.name.words == entity.name.words or (
            key_of(other) == key_of(entity) and other.name.vendor is None
        ):
            continue
        if other.name.by == "form" and other.name.vendor is None:
            return None  # a company of its own
        between = text[other.name.end : at]
        near = between[-70:]
        lexicon = policy.lexicon
        provides = lexicon.first("trigger", near + " ") or any(
            entry.pattern.match(text, other.name.end)
            for entry in lexicon.section("apposition")
            if entry.key == "provided-by"
        )
        direct = re.fullmatch(
            r"[“”\"»]?\s*\(|[“”\"»]?\s+(?:der|des|von|de|of|by|from)\s+(?:la société |the company |Firma |Gesellschaft )?",
            between,
        )
        if re.search(r"[.!?]\s+[A-ZÀ-Þ]", between) and not _NEXT_SENTENCE.search(between):
            return None
        if _ANOTHER_THING.search(between) or _ANOTHER_CLAUSE.search(between):
            return None
        if (provides and _relation(near)) or direct or _KEPT_BY.fullmatch(between) or _PROVIDER.search(near):
            return other
        return None
    return None


_RELATION = re.compile(
    r"\b(?:provided|operated|offered|run|supplied|service of|owned|fournie?s?|proposée?s?|éditée?s?|opérée?s?|service de"
    r"|exploitée?s?|développée?s?|\w*Anbieter\w*|\w*Betreiber\w*|\w*Dienst der|betrieben|bereitgestellt|developed|published)"
    r"\b[^.]*$"
    r"|(?:Anbieter\w*|Betreiber\w*)[^.]*\.?[^.]*(?:ist|sind)\s",
    re.IGNORECASE,
)


#: Whoever looks after a system directly behind its name is whom the data reach: "das System Quarbis betreut die Acme GmbH".
_KEPT_BY = re.compile(
    r"[“”\"»]?\s+(?:(?:is|are|est|sont)\s+(?:maintained|supported|looked after|maintenue?s?|entretenue?s?)\s+(?:by|par)"
    r"|betreut|wartet|pflegt)\s+(?:the\s|la société\s|la\s|die\s|der\s|das\s)?(?:company\s|Firma\s)?",
    re.IGNORECASE,
)
#: What the entity provides is named between: "Facebook Live, using a camera supplied by Quill Sound".
_ANOTHER_THING = re.compile(
    r"\b(?:using|with|avec|mit)\s+(?:an?|the|une?|l[ae]|eine[mrn]?|our|notre|unser\w*)\s+[\w-]+\s+(?:[\w-]+\s+)?(?:by|from|par|von|de)\s*$",
    re.IGNORECASE,
)
#: The entity is the subject of a clause of its own: "via X; the service of Y takes", "X, Termine nimmt der Dienst der Y".
_ANOTHER_CLAUSE = re.compile(
    r";|\b(?!(?:ist|is|est)\b)(?-i:[a-zäöü]\w+t)\s+(?:dann\s+|für uns\s+)?(?:der|die|das)\s+[\w-]+"
    r"\s+(?:der|des|von)\s*$",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(
    r"(?:[.!?]|…)\s+(?:\w*(?:Anbieter|Betreiber)\w*|(?:This|The) (?:service|tool|provider|operator|company)|It is|Ce service"
    r"|Cet outil|Cette solution|Dieser Dienst|Der Dienst|(?:Le|L[’']) ?(?:prestataire|fournisseur|éditeur))",
    re.IGNORECASE,
)
_PROVIDED = (".trigger.provided", ".trigger.done-by", ".trigger.service-called", ".trigger.called")
_PROVIDER = re.compile(
    r"(?:Software|Produkt|Lösung|Programm|Plugin|logiciel|outil|produit|solution|tool|product|Dienst|service|plateforme|platform)\s+(?:von|der|des|of|from|by|de)"
    r"\s*(?:(?:the |la |der )?(?:company|société|Firma))?\s*$"
    r"|(?:Anbieter|Betreiber|Hersteller|Entwickler|provider|operator|publisher|éditeur|fournisseur|exploitant)\w*"
    r"\s*(?:(?:ist|is|est)\s*)?(?:(?:die|der|the|la|le)\s*)?(?:société\s*)?$",
    re.IGNORECASE,
)


def _relation(near: str) -> bool:
    return bool(_RELATION.search(near))


def _bind_section(
    bound: dict[int, Bound], section: list[Mention], product: Mention, party: str, service: str | None
) -> None:
    """All of the product's company in the product's section is the entity that provides it there."""
    group = root(product.name.vendor) if product.name.vendor else None
    for mention in section:
        vendor = mention.name.vendor
        if vendor is None or root(vendor) is not group:
            continue
        if mention.name.service in (None, product.name.service) and not _other_entity(mention, party):
            bound[id(mention)] = (party, service, None, service)


def _other_entity(mention: Mention, party: str) -> bool:
    """Whether a mention names another legal entity of the group by its registered name."""
    return is_entity(mention.name.words) and key_of(mention) != party


def _absorb(
    bound: dict[int, Bound], section: list[Mention], product: Mention, entity: Mention, note: str
) -> None:
    """In the product's section what names the wrong company belongs to the product's draft."""
    party = key_of(product)
    for mention in section:
        if key_of(mention) in (party, key_of(entity)):
            bound[id(mention)] = (party, product.name.service, note, entity.name.words)
