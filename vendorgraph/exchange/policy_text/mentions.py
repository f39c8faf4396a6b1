"""Where a policy names companies, and which of these mentions say that a company receives data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from vendorgraph.exchange.policy_text.browsers import browser_makers
from vendorgraph.exchange.policy_text.context_names import FRENCH_BODY
from vendorgraph.exchange.policy_text.denials import (
    Hits,
    contact,
    denial,
    denying,
    installed,
    means_of_payment,
    place_of_an_app,
    source,
)
from vendorgraph.exchange.policy_text.denied_there import denied_by_section
from vendorgraph.exchange.policy_text.given_nothing import given_nothing, given_nothing_there
from vendorgraph.exchange.policy_text.mention import Mention
from vendorgraph.exchange.policy_text.name import FORM_BEHIND, LED_BY_A_NAME, PLAIN, Name, resolved
from vendorgraph.exchange.policy_text.names import BEFORE_BRACKET, names_in, names_in_an_item
from vendorgraph.exchange.policy_text.naming import is_name, trimmed
from vendorgraph.exchange.policy_text.reading import Passage, Policy
from vendorgraph.exchange.policy_text.recurring import recurring
from vendorgraph.exchange.policy_text.roles import roles, with_neighbours
from vendorgraph.exchange.policy_text.sentences import Sentence, addresses, whole_sentences
from vendorgraph.exchange.policy_text.tables import BEHIND_LABEL, Row, behind_label, rows
from vendorgraph.exchange.policy_text.towns import towns_in
from vendorgraph.exchange.policy_text.weakly_told import weakly_told
from vendorgraph.exchange.vendors import catalogue, normalised

_POLICY_PATH = re.compile(
    r"privacy|policy|policies|datenschutz|confidential|vie-privee|gdpr|rgpd|dsgvo|legal|dpa", re.I
)
_LISTED = re.compile(r",\s+|\s/\s|\s?;\s+")
_AND = re.compile(r"\s(?:and|or|et|ou|und|oder|sowie)\s(?:the\s|l[ae]\s|die\s|der\s)?")
#: Triggers that tell a name in a row beside its own.
_SURE = (".provider-bracket", ".such-as")
_SURE_IN_BULLETS = (*_SURE, ".trigger.provided", ".trigger.done-by")
_PROVIDED_BY = 25  # characters between a product and the name of who provides it
_SHORT = 3  # words of a name in a list
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]|[a-z][\w-]*\.[a-z]{3,}$")  # "iZorp", "e.zorp"
#: One name with the town in which it sits.
_SEATED = re.compile(
    r"(?P<name>[^,/()]{2,60}\s[^,/()\s]+),\s+[A-ZÀ-Þ][\w-]+(?:\s(?:am|an der|sur)\s[A-ZÀ-Þ][\w-]+)?"
)
_BRACKETED = re.compile(r"(?P<product>[^()]{2,40}?)(?:\s*\([^()]+\)|\s(?:by|par|von|de)\s[^()]+)\s*$")


def mentions(policy: Policy) -> list[Mention]:
    """Every mention of a company that is not the speaker, in the order of the text."""
    listed = rows(policy)
    contents = _contents(policy)
    found: list[Mention] = []
    for passage in policy.passages:
        if passage.index in contents:
            continue
        if passage.index in listed:
            named = list(_of_row(passage, listed[passage.index], policy))
            found += [*named, *_beside_row(passage, named, policy)]
        else:
            found += _of_names(passage, passage.names, policy)
        found += _of_links(passage, policy, found)
    found += _again(found, policy, contents)
    towns = towns_in(policy.passages)
    found = [mention for mention in found if not _is_town(mention.name, towns)]
    found.sort(key=lambda mention: mention.passage.index)
    return denied_by_section(found)


def _is_town(name: Name, towns: frozenset[str]) -> bool:
    """Whether words that only stand beside others are a town of an address in the policy."""
    return name.by == "context" and name.vendor is None and name.words in towns


def _again(found: list[Mention], policy: Policy, contents: frozenset[int]) -> Iterator[Mention]:
    """Where a company that the catalogue does not know is named again, without what told it the first time."""
    told = {
        m.name.words for m in found if m.name.vendor is None and not m.denied and m.how in ("text", "row")
    }
    taken: dict[int, list[Name]] = defaultdict(list)
    for mention in found:
        taken[mention.passage.index].append(mention.name)
    for passage, names in recurring(told, taken, policy):
        if passage.index not in contents and not passage.block.heading:
            yield from _of_names(passage, names, policy)


def _contents(policy: Policy) -> frozenset[int]:
    """Passages of a table of contents: the words of a heading that follows later."""
    last = {_title(p.text): p.index for p in policy.passages if p.block.heading}
    return frozenset(
        p.index
        for p in policy.passages
        if (p.block.heading or p.block.bullet) and last.get(_title(p.text), -1) > p.index
    )


def _title(text: str) -> str:
    """The words of a heading without number, bullet and dots."""
    return normalised(re.sub(r"^\W*(?:\d+(?:\.\d+)*|[ivx]+|[a-h])?[.)]?\s+|[\s.]*\d*$", "", text, flags=re.I))


def _of_row(passage: Passage, row: Row, policy: Policy) -> Iterator[Mention]:
    names = [name for name in names_in(row.name, policy.lexicon) if not policy.own.is_own(name.words)]
    names = _with_product(names, row.name, policy)
    if row.why == BEHIND_LABEL:
        names = _behind_label(row, names, policy)
    if not names and passage.block.bullet and (seated := _SEATED.fullmatch(row.name.strip())):
        row = replace(row, name=seated["name"])  # "Spedition Weber, Hildesheim"
    listed = [] if row.why == BEHIND_LABEL else _listed(row, policy)
    names = listed or names
    alone = row.why != BEHIND_LABEL and not listed
    if alone and (not names or not _tells_all(names, row.name)):
        words = _cell_words(re.sub(r"\s*\([^)]*\)", "", row.name).strip(" .:*"), policy)
        plain = words[:1].isupper() or words[:1].isdigit() or bool(_CAMEL.match(words))
        trade = policy.lexicon.first("house_noun", words.rstrip("s")) and " " not in words
        if plain and not trade and len(words.split()) <= 7 and is_name(words, policy.lexicon, strict=False):
            names = [Name(0, len(part), part, "row", row.why, *resolved(part)) for part in _parts(words)]
    offset = max(passage.text.find(row.name), 0)
    sentence = Sentence(passage.text, 0)
    product = row.cells.get("name", "")
    if len(names) == 1 and names[0].service is None and is_name(product, policy.lexicon, strict=False):
        names = [replace(names[0], service=resolved(product)[1] or product)]
    placed = [replace(name, start=offset + name.start, end=offset + name.end) for name in names]
    refused = given_nothing(sentence, placed, policy.lexicon)
    told = policy.lexicon.first("row_ended", " ".join(row.cells.values()))
    ended = told.entry.id if told else None
    for name in placed:
        if not policy.own.is_own(name.words):
            denied = refused.get(name.start) or ended or _run_by_oneself(name, sentence, passage, policy)
            yield Mention(passage, name, "row", sentence, denied, row)


def _behind_label(row: Row, known: list[Name], policy: Policy) -> list[Name]:
    """The known names of a row, and those with which the clauses behind its label begin."""
    found = list(known)
    for at, words in behind_label(row):
        taken = any(name.start < at + len(words) and at < name.end and name.by == "form" for name in found)
        if taken or not is_name(words, policy.lexicon):
            continue
        found = [name for name in found if not at <= name.start < at + len(words)]
        found.append(Name(at, at + len(words), words, "row", row.why, *resolved(words)))
    return sorted(found, key=lambda name: name.start)


_HOUSE = (
    "by-the-house"  # what a cell of a table says of a program; other words there may be what a company is for
)


def _run_by_oneself(name: Name, sentence: Sentence, passage: Passage, policy: Policy) -> str | None:
    """The entry by which a bullet or row names a program that one runs: "Moodle, installed at Acme"."""
    if not (passage.block.bullet or passage.block.cells):
        return None
    own, _ = denying(sentence.text, policy.lexicon)
    own = [hit for hit in own if hit.entry.key == _HOUSE] if passage.block.cells else own
    return denial(name, sentence, (own, []), policy.lexicon.language)


def _listed(row: Row, policy: Policy) -> list[Name]:
    """The names of a cell that lists several, most of them known: "Tavily, DuckDuckGo", "Vercel / Neon"."""
    parts = _without_towns(_split(re.sub(r"\s*\([^)]*\)", "", row.name).strip(" .:*")))
    if len(parts) < 2 or any(len(part.split()) > _SHORT for part in parts):
        return []
    known = {part: _known_in(part, policy) for part in parts}
    capital = all(part[:1].isupper() or known[part] for part in parts)
    apart = "; " in row.name and all(
        PLAIN.fullmatch(part) for part in parts
    )  # no place stands behind a semicolon
    if not capital or (sum(map(bool, known.values())) * 2 < len(parts) and not apart):
        return []
    found: list[Name] = []
    for part in parts:
        vendor, service = resolved(known[part] or part)
        if vendor or is_name(part, policy.lexicon, strict=False):
            at = row.name.find(part)
            found.append(Name(at, at + len(part), known[part] or part, "row", row.why, vendor, service))
    return found


def _split(cell: str) -> list[str]:
    """The parts of a cell; of "Stripe, PayPal and Quarx" the last two, too, where one of them is known."""
    parts = _LISTED.split(cell)
    last = _AND.split(parts[-1]) if len(parts) > 1 else []
    return [*parts[:-1], *last] if len(last) == 2 and any(resolved(part)[0] for part in last) else parts


def _without_towns(parts: list[str]) -> list[str]:
    """The parts of a cell without what only says where the company before it sits: "Quayside GmbH, Frankenthal"."""
    kept: list[str] = []
    seated = False
    for part in parts:
        form = bool(FORM_BEHIND.search(f" {part}"))
        seated = form or (seated and resolved(part)[0] is None)
        if form or not seated:
            kept.append(part)
    return kept


def _known_in(part: str, policy: Policy) -> str | None:
    """The name of the catalogue that a part of a cell is or holds."""
    if resolved(part)[0]:
        return part
    return next((name.words for name in names_in(part, policy.lexicon) if name.vendor), None)


def _beside_row(passage: Passage, named: list[Mention], policy: Policy) -> Iterator[Mention]:
    """Companies that a row names outside of its name: "Subcontractors: host (Cloudflare), mail (Brevo)"."""
    taken = [mention.name for mention in named]
    loose = passage.block.bullet and not passage.block.cells
    if not named and passage.block.bullet:
        for name in names_in_an_item(passage.text, policy.lexicon):
            if not policy.own.is_own(name.words):
                taken.append(name)
                yield Mention(passage, name, "row", Sentence(passage.text, 0))
    for mention in _of_names(passage, passage.names, policy):
        sure = mention.name.by != "context" or mention.name.why.endswith(_SURE_IN_BULLETS if loose else _SURE)
        if (sure or (not named and passage.block.bullet)) and not any(
            name.start < mention.name.end and mention.name.start < name.end for name in taken
        ):
            yield mention


def _cell_words(cell: str, policy: Policy) -> str:
    """The name that a cell begins with, or all of the names between its strokes: "Quillpost / zorbix"."""
    parts = cell.split(" / ")
    single = len(parts) > 1 and all(len(part.split()) == 1 and len(part) > 2 for part in parts)
    return cell if single else _leading_name(cell, policy)


def _leading_name(words: str, policy: Policy) -> str:
    """The name that a cell begins with: of "The Northern Club if there is a claim" the Northern Club."""
    cell = (trimmed(words, policy.lexicon) or words).removeprefix("The ")
    if policy.lexicon.language == "fr" and (body := FRENCH_BODY.match(cell)):
        return body[0]
    cell = re.sub(r",? (?:and other|et (?:les )?autres|und andere|und weitere)\b.*", "", cell)
    found = LED_BY_A_NAME.match(cell)
    rest = cell[found.end() - 1 :] if found else ""
    if (
        found
        and _of_two_or_marked(found["name"])
        and rest == rest.lower()
        and policy.lexicon.language != "de"
    ):
        return found["name"]
    capitals = [word for word in cell.split() if len(word) > 3]
    named = sum(not word[0].islower() or bool(_CAMEL.match(word)) for word in capitals) >= 0.6 * len(capitals)
    told = policy.lexicon.language == "de" and sum(word[0].islower() for word in cell.split()) > 1
    return cell if named and not told else ""


def _of_two_or_marked(name: str) -> bool:
    """Whether a name has two words or a capital or digit inside, which no plain word has: "Teachers2Parents"."""
    return " " in name or bool(re.search(r"[a-z][A-Z0-9]", name))


def _parts(words: str) -> list[str]:
    """The names in a cell that joins several: "Northern Bank and Southern Bank", "Quillpost / Zendesk"."""
    parts = [
        part.strip()
        for part in re.split(r"\s/\s|\s(?:and|et|und|ou|oder|or)\s(?:l[ae]s?\s|the\s|die\s)?", words)
    ]
    whole = any(" " not in part and not catalogue().find(part) for part in parts) and " / " not in words
    return [words] if len(parts) > 1 and whole else parts


def _with_product(names: list[Name], cell: str, policy: Policy) -> list[Name]:
    """In "Product (Company Ltd)" and "Product by Company" the product belongs to the company."""
    found = _BRACKETED.match(cell)
    if len(names) != 1 or found is None or names[0].service or names[0].start < found.end("product"):
        return names
    known = is_name(found["product"], policy.lexicon, strict=False)
    return [replace(names[0], service=found["product"])] if known else names


def _tells_all(names: list[Name], cell: str) -> bool:
    """Whether the names make up the cell, a known company or one with a legal form being enough."""
    return any(name.by in ("catalogue", "form") for name in names) or len(names[0].words) > len(cell) * 0.8


def _of_names(passage: Passage, names: list[Name], policy: Policy) -> Iterator[Mention]:
    how = "heading" if passage.block.heading else "text"
    denied = given_nothing_there(passage.sentences, names, policy.lexicon)
    denied |= _by_role(passage, names, policy) | browser_makers(passage, names) | denied
    placed: list[tuple[Name, Sentence]] = []
    for sentence in passage.sentences:
        here = [name for name in names if sentence.start <= name.start < sentence.end]
        hits: Hits = denying(sentence.text, policy.lexicon) if here else ()
        denied |= given_nothing(sentence, names, policy.lexicon)
        for name in here:
            why = denied.get(name.start) or _denied(name, sentence, hits, passage, policy)
            denied |= {name.start: why} if why else {}
        denied = with_neighbours(denied, sentence, here)
        placed += [(name, sentence) for name in here]
    for name, sentence in placed:
        plain = how == "heading" and name.by == "context" and name.why != BEFORE_BRACKET
        if not plain and not policy.own.is_own(name.words) and not _own_brand(name, names, policy):
            yield Mention(passage, name, how, sentence, denied.get(name.start))


def _denied(name: Name, sentence: Sentence, hits: Hits, passage: Passage, policy: Policy) -> str | None:
    """The entry by which a name is no recipient in its sentence or below its heading."""
    heading = policy.heading(passage)
    unused = policy.lexicon.first("unused_heading", heading.text) if heading else None
    return (
        denial(name, sentence, hits, policy.lexicon.language)
        or contact(passage, name, sentence, policy)
        or source(passage, sentence, policy)
        or means_of_payment(name, sentence, policy)
        or place_of_an_app(name, sentence, policy)
        or installed(name, sentence)
        or weakly_told(name, sentence, passage, policy.lexicon)
        or (unused.entry.id if unused else None)
    )


def _by_role(passage: Passage, names: list[Name], policy: Policy) -> dict[int, str]:
    """Start of every name of a passage that is no recipient by its role in its sentence -> the entry that says so."""
    found: dict[int, str] = {}
    whole = whole_sentences(passage.text, passage.sentences)
    for at, sentence in enumerate(whole):
        before = whole[at - 1].text if at else ""
        following = whole[at + 1].text if at + 1 < len(whole) else ""
        found |= roles(sentence, before, following, names, policy.lexicon)
    return found


def _own_brand(name: Name, names: list[Name], policy: Policy) -> bool:
    """Whether a name stands before the speaker's registered name in brackets, or is of what the speaker provides."""
    reach = _PROVIDED_BY if name.why.endswith(".provided-by") else 2 if name.why == BEFORE_BRACKET else 0
    behind = (other for other in names if 0 < other.start - name.end <= reach)
    return any(policy.own.is_own(other.words) for other in behind)


def _of_links(passage: Passage, policy: Policy, before: list[Mention]) -> Iterator[Mention]:
    """Companies whose own policy the passage links to, unless they are named in the passage anyway."""
    lexicon = policy.lexicon
    here = {
        mention.name.vendor.id for mention in before[-40:] if mention.name.vendor and _near(mention, passage)
    }
    spoken = [*addresses(passage.block.text), *((0, link) for link in passage.block.links)]
    for offset, address in spoken:
        host = re.sub(r"^(?:https?://)?(?:www\.)?", "", address, flags=re.I).partition("/")[0].lower()
        if "@" in address or "." not in host or not _POLICY_PATH.search(address.partition(host)[2]):
            continue
        if lexicon.one("neutral_hosts").search(host) or lexicon.one("neutral_paths").search(address):
            continue
        if host in policy.own.hosts or any(host.endswith(f".{own}") for own in policy.own.hosts):
            continue
        vendor = catalogue().by_domain(host)
        if vendor is None or vendor.id in here or policy.own.is_own(vendor.name):
            continue
        here.add(vendor.id)
        name = Name(offset, offset + len(address), vendor.name, "link", f"link to {host}", vendor, None)
        sentence = next((s for s in passage.sentences if s.start <= offset <= s.end), None)
        yield Mention(passage, name, "link", sentence or Sentence(passage.text, 0))


def _near(mention: Mention, passage: Passage) -> bool:
    """Whether a mention stands in the same passage or section."""
    other = mention.passage
    return other.index == passage.index or (
        passage.section >= 0 and passage.section in (other.section, other.index)
    )
