"""Mentions of companies to drafts of recipients: one for each company and product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vendorgraph.exchange.policy_text.contexts import ByPassage, Span, facts, spans
from vendorgraph.exchange.policy_text.drafts import NoRecipient, Recipient
from vendorgraph.exchange.policy_text.german_bodies import nominative
from vendorgraph.exchange.policy_text.mention import Mention
from vendorgraph.exchange.policy_text.mention_index import by_passage, key_of
from vendorgraph.exchange.policy_text.mentions import mentions
from vendorgraph.exchange.policy_text.providers import is_entity, providers
from vendorgraph.exchange.policy_text.reading import Policy
from vendorgraph.exchange.vendors import catalogue
from vendorgraph.model.ids import slug

_SHORT = r"[„“\"«]?(?P<short>[A-Za-zÀ-ÿ][\w&-]{1,14})[“”\"»]?"
_SHORT_BEHIND = re.compile(rf"\s?\((?:kurz:?\s|in short\s|en abrégé\s)?{_SHORT}\)")
_SHORT_BEFORE = re.compile(rf"(?<![\w-]){_SHORT}\s[–—-]\s$")
#: By such an entry a sentence only sends readers to a company's own policy, which denies nothing of its heading.
_POLICY_ALONE = "-policy"
_INITIALS = 2  # letters of a short name that may be others
_WORDS = 160  # characters of a text that identify a row


@dataclass(slots=True)
class Grouped:
    """The mentions of one company and product; `note` says what a person should look at."""

    party: str
    service: str | None
    mentions: list[Mention] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    named_as: str | None = None


def recipients(
    policy: Policy, dated: str | None
) -> tuple[list[Recipient], list[NoRecipient], list[Mention], list[Mention]]:
    """(drafts, companies named and not used, the mentions behind the drafts, those that count for none)."""
    found = mentions(policy)
    used = _used(found, policy)
    counts = {id(mention) for mention in used}
    denied = [mention for mention in found if id(mention) not in counts]
    groups = _grouped(used, policy)
    counted = [mention for group in groups for mention in group.mentions]
    everyone = by_passage(counted)
    drafts = [_draft(group, everyone, policy, dated) for group in groups]
    parties = {group.party for group in groups}
    no_recipients = [
        NoRecipient(
            mention.line, mention.name.words, excerpt(mention), mention.denied or "only named in a heading"
        )
        for mention in denied
        if key_of(mention) not in parties
    ]
    return drafts, no_recipients, counted, denied


def _used(found: list[Mention], policy: Policy) -> list[Mention]:
    """Mentions that nothing denies; a heading counts unless its section denies the company."""
    denied = {
        key_of(mention) for mention in found if mention.denied and not mention.denied.endswith(_POLICY_ALONE)
    }
    told = {key_of(mention) for mention in found if not mention.denied and mention.how != "heading"}
    return [
        mention
        for mention in found
        if not mention.denied
        and (mention.how != "heading" or key_of(mention) in told or key_of(mention) not in denied)
    ]


def _grouped(used: list[Mention], policy: Policy) -> list[Grouped]:
    bound = providers(used, policy)
    groups: dict[tuple[str, str], Grouped] = {}
    everywhere = by_passage(used)
    keys = {key_of(mention) for mention in used}
    longer = {key: _longer(key, keys) for key in keys} | _in_short(used)
    for mention in used:
        party, service, note, named_as = bound.get(id(mention)) or (
            longer[key_of(mention)],
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


def _in_short(used: list[Mention]) -> dict[str, str]:
    """Key of a short name that stands in a bracket behind a registered name -> the key of that name: "ZLB"."""
    found: dict[str, str] = {}
    for mention in used:
        short = _SHORT_BEHIND.match(mention.passage.text, mention.name.end)
        known = short and catalogue().find(short["short"])
        if (
            short
            and not known
            and (is_entity(mention.name.words) or _are_initials(short["short"], mention.name.words))
            and _is_short_for(short["short"], mention.name.words)
        ):
            found[slug(short["short"])] = key_of(mention)
    return found


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
    return next((o.name.service for o in near if o.name.service and key_of(o) == key_of(mention)), None)


def _draft(group: Grouped, everyone: ByPassage, policy: Policy, dated: str | None) -> Recipient:
    ours = group.mentions
    around = spans(ours, everyone, policy)
    found = {(fact.field, fact.value, fact.line): fact for fact in facts(around, ours, policy, dated)}
    vendor = catalogue().by_id.get(group.party)
    first = next((mention for mention in ours if mention.how in ("text", "row")), ours[0])
    written = list(dict.fromkeys(mention.name.words for mention in ours))
    named_as = group.named_as or _best_words(ours)
    status, certainty, told, notes = _standing(around, ours, policy)
    name = vendor.name if vendor else nominative(_entity_words(written))
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
        aliases=tuple(words for words in dict.fromkeys([*written, *_short_names(group)]) if words != name),
        status=status,
        certainty=certainty,
        facts=tuple(found.values()),
        categories_open=_open_list(around, policy),
        note="; ".join(group.notes + notes) or None,
    )


def _short_names(group: Grouped) -> Iterator[str]:
    """The product, and the short names beside a registered name: "Quill e. V. (QU)", "QV – Quillverbund GmbH"."""
    if group.service:
        yield group.service
    for mention in group.mentions:
        text, name = mention.passage.text, mention.name
        behind = _SHORT_BEHIND.match(text, name.end)
        before = _SHORT_BEFORE.search(text, max(0, name.start - 40), name.start)
        for found in filter(None, (behind, before)):
            told = is_entity(name.words) or _are_initials(found["short"], name.words)
            if told and _is_short_for(found["short"], name.words):
                yield found["short"]


def _is_short_for(short: str, words: str) -> bool:
    """Whether the letters of `short` stand in this order in `words`, the first one at a beginning: "QU" in "Quill Union"."""
    letters = iter(words.casefold())
    begins = {word[:1] if short[0].isupper() else word[:1].casefold() for word in words.split()}
    return short[0] in begins and all(one in letters for one in short.casefold())


def _are_initials(short: str, words: str) -> bool:
    """Whether `short` has the capitals with which the words of a name begin: "QUA" of "Quarx Union Agency"."""
    capitals = "".join(word[0] for word in words.split() if word[0].isupper())
    return len(short) > _INITIALS and short == capitals


def _best_words(ours: list[Mention]) -> str:
    """The words by which the text names the company most fully: a registered name first."""
    return max(
        (mention.name for mention in ours),
        key=lambda name: (is_entity(name.words), name.service is not None, 0),
    ).words


def _entity_words(written: list[str]) -> str:
    return max(written, key=lambda words: (is_entity(words), -written.index(words)))


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
