"""Mentions of companies to drafts of recipients: one for each company and product."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from vendorgraph.exchange.policy_text.contexts import ByPassage, Span, facts, spans
from vendorgraph.exchange.policy_text.drafts import NoRecipient, Recipient
from vendorgraph.exchange.policy_text.mentions import Mention, mentions
from vendorgraph.exchange.policy_text.reading import Policy
from vendorgraph.exchange.vendors import catalogue, normalised, root, without_legal_form
from vendorgraph.model.ids import slug

_WORDS = 160  # characters of a text that identify a row


@dataclass(slots=True)
class Grouped:
    """The mentions of one company and product; `note` says what a person should look at."""

    party: str
    service: str | None
    mentions: list[Mention] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    named_as: str | None = None


def recipients(policy: Policy, dated: str | None) -> tuple[list[Recipient], list[NoRecipient], list[Mention]]:
    """(drafts, companies named and not used, the mentions behind the drafts)."""
    found = mentions(policy)
    used = _used(found, policy)
    counts = {id(mention) for mention in used}
    denied = [mention for mention in found if id(mention) not in counts]
    groups = _grouped(used, policy)
    counted = [mention for group in groups for mention in group.mentions]
    everyone = _by_passage(counted)
    drafts = [_draft(group, everyone, policy, dated) for group in groups]
    parties = {group.party for group in groups}
    no_recipients = [
        NoRecipient(
            mention.line, mention.name.words, excerpt(mention), mention.denied or "only named in a heading"
        )
        for mention in denied
        if _key(mention) not in parties
    ]
    return drafts, no_recipients, counted


def _by_passage(found: list[Mention]) -> dict[int, list[Mention]]:
    by_passage: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        by_passage[mention.passage.index].append(mention)
    return by_passage


def _by_section(found: list[Mention]) -> dict[int, list[Mention]]:
    """Mentions by the heading they stand under or in; what stands under none is a section of its own."""
    by_section: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        by_section[_section(mention)].append(mention)
    return by_section


def _section(mention: Mention) -> int:
    return mention.passage.section if mention.passage.section >= 0 else mention.passage.index


def _used(found: list[Mention], policy: Policy) -> list[Mention]:
    """Mentions that nothing denies; a heading counts unless its section denies the company."""
    denied = {_key(mention) for mention in found if mention.denied}
    told = {_key(mention) for mention in found if not mention.denied and mention.how != "heading"}
    return [
        mention
        for mention in found
        if not mention.denied
        and (mention.how != "heading" or _key(mention) in told or _key(mention) not in denied)
    ]


def _key(mention: Mention) -> str:
    vendor = mention.name.vendor
    return vendor.id if vendor else slug(without_legal_form(mention.name.words)) or slug(mention.name.words)


def _grouped(used: list[Mention], policy: Policy) -> list[Grouped]:
    bound = _providers(used, policy)
    groups: dict[tuple[str, str], Grouped] = {}
    everywhere = _by_passage(used)
    keys = {_key(mention) for mention in used}
    longer = {key: _longer(key, keys) for key in keys}
    for mention in used:
        party, service, note, named_as = bound.get(id(mention)) or (
            longer[_key(mention)],
            None,
            None,
            None,
        )
        service = service or mention.name.service or _service_of_section(mention, everywhere)
        group = groups.setdefault((party, service or ""), Grouped(party, service))
        group.mentions.append(mention)
        group.named_as = group.named_as or named_as
        if note and note not in group.notes:
            group.notes.append(note)
    return list(groups.values())


def _longer(key: str, keys: set[str]) -> str:
    """The key of which an unknown short form is the beginning: "pixelune" of "pixelune-cloud"."""
    if key in catalogue().by_id:
        return key
    return min((other for other in keys if other.startswith(f"{key}-")), key=len, default=key)


def _service_of_section(mention: Mention, everywhere: ByPassage) -> str | None:
    """A bare company name means the product of it that the same passage or section names."""
    here, section = mention.passage.index, mention.passage.section
    above = [other for other in everywhere.get(section, ()) if other.how == "heading"]
    below = (here + 1, here + 2) if mention.how == "heading" else ()
    near = [*above, *(other for index in (here, *below) for other in everywhere.get(index, ()))]
    return next((o.name.service for o in near if o.name.service and _key(o) == _key(mention)), None)


Bound = tuple[str, str | None, str | None, str | None]


def _providers(used: list[Mention], policy: Policy) -> dict[int, Bound]:
    """Products whose provider the text names, and the provider: id of mention -> (party, product, note, words)."""
    bound: dict[int, Bound] = {}
    by_passage, by_section = _by_passage(used), _by_section(used)
    for mention in used:
        if mention.how not in ("text", "heading"):
            continue
        entity = mention.name
        provider = entity.by == "context" and entity.why.endswith(_PROVIDED)
        whole = provider or (entity.by != "context" and _is_entity(entity.words))
        product = _product(mention, by_passage[mention.passage.index], policy) if whole else None
        if product is None:
            continue
        key, theirs = _key(mention), product.name
        if theirs.vendor is None:
            for same in by_passage[mention.passage.index]:
                if same.name.vendor is None and normalised(same.name.words) == normalised(theirs.words):
                    bound[id(same)] = (key, theirs.words, None, theirs.words)
            bound[id(mention)] = (key, theirs.words, None, theirs.words)
        elif entity.vendor and root(theirs.vendor) is root(entity.vendor):
            service = theirs.service or (theirs.words if _key(product) != key else None)
            _bind_section(bound, by_section[_section(product)], product, key, service)
        elif theirs.vendor is not None and _key(product) != key:
            said = f"the text attributes {theirs.words} to {entity.words}, another company; confirm which is meant"
            _absorb(bound, by_section[_section(product)], product, mention, said)
    return bound


def _is_entity(words: str) -> bool:
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
            _key(other) == _key(entity) and other.name.vendor is None
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
        if (provides and _relation(near)) or direct or _PROVIDER.search(near):
            return other
        return None
    return None


_RELATION = re.compile(
    r"(?:provided|operated|offered|run|supplied|service of|owned|fournie?s?|proposée?s?|éditée?s?|opérée?s?|service de"
    r"|exploitée?s?|développée?s?|Anbieter\w*|Betreiber\w*|Dienst der|betrieben|bereitgestellt|developed|published)[^.]*$"
    r"|(?:Anbieter\w*|Betreiber\w*)[^.]*\.?[^.]*(?:ist|sind)\s",
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
    return _is_entity(mention.name.words) and _key(mention) != party


def _absorb(
    bound: dict[int, Bound], section: list[Mention], product: Mention, entity: Mention, note: str
) -> None:
    """In the product's section what names the wrong company belongs to the product's draft."""
    party = _key(product)
    for mention in section:
        if _key(mention) in (party, _key(entity)):
            bound[id(mention)] = (party, product.name.service, note, entity.name.words)


def _draft(group: Grouped, everyone: ByPassage, policy: Policy, dated: str | None) -> Recipient:
    ours = group.mentions
    around = spans(ours, everyone, policy)
    found = {(fact.field, fact.value, fact.line): fact for fact in facts(around, ours, policy, dated)}
    vendor = catalogue().by_id.get(group.party)
    first = next((mention for mention in ours if mention.how in ("text", "row")), ours[0])
    written = list(dict.fromkeys(mention.name.words for mention in ours))
    named_as = group.named_as or _best_words(ours)
    status, certainty, told, notes = _standing(around, ours, policy)
    name = vendor.name if vendor else _entity_words(written)
    return Recipient(
        party=group.party,
        name=name,
        named_as=named_as,
        lines=tuple(sorted({mention.line for mention in ours})),
        line=first.line,
        words=excerpt(first),
        why=tuple(dict.fromkeys([mention.name.why for mention in ours] + told)),
        vendor=vendor,
        service=group.service,
        aliases=tuple(words for words in written if words != name),
        status=status,
        certainty=certainty,
        facts=tuple(found.values()),
        categories_open=_open_list(around, policy),
        note="; ".join(group.notes + notes) or None,
    )


def _best_words(ours: list[Mention]) -> str:
    """The words by which the text names the company most fully: a registered name first."""
    return max(
        (mention.name for mention in ours),
        key=lambda name: (_is_entity(name.words), name.service is not None, 0),
    ).words


def _entity_words(written: list[str]) -> str:
    return max(written, key=lambda words: (_is_entity(words), -written.index(words)))


def _standing(
    around: list[Span], ours: list[Mention], policy: Policy
) -> tuple[str, str, list[str], list[str]]:
    """(status, certainty, entries, notes) by what the text says around the mentions."""
    lexicon, told, notes = policy.lexicon, [], []
    status = certainty = ""
    for section, value in (("planned", "planned"), ("no_data", "disclaimed")):
        for span in around:
            if not status and (hit := lexicon.first(section, span.text)):
                status = certainty = value
                told.append(hit.entry.id)
    for section, note in (
        ("own_choice", "switched on by a customer towards an account of its own, as it seems"),
        ("if_enabled", "only after an agreement or a choice"),
    ):
        hit = next((hit for span in around if (hit := lexicon.first(section, span.text))), None)
        if hit:
            told.append(hit.entry.id)
            notes.append(f"{note} ({hit.entry.id})")
    said = {mention.sentence.text for mention in ours if mention.sentence}
    sure = any(not lexicon.first("maybe", text) for text in said)
    return status or "active", certainty or ("stated" if sure else "possible"), told, notes


def _open_list(around: list[Span], policy: Policy) -> bool:
    return any(policy.lexicon.first("open_list", span.text) for span in around)


def excerpt(mention: Mention) -> str:
    """The words of the text around a mention, at most 160 characters."""
    text, at = mention.passage.block.text, mention.name.start
    start = 0 if at < _WORDS * 0.6 else at - int(_WORDS * 0.4)
    cut = " ".join(text[start : start + _WORDS].split())
    return f"{'… ' if start else ''}{cut}{' …' if start + _WORDS < len(text) else ''}"
