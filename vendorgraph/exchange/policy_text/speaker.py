"""Whose policy it is: where a policy names the party that speaks in it."""

from __future__ import annotations

import re
from collections import Counter

from vendorgraph.exchange.policy_text.lexicon import NAME_OF_COMPANY, Lexicon
from vendorgraph.exchange.policy_text.name import CAPITALISED, FORM_BEHIND, PLAIN
from vendorgraph.exchange.policy_text.naming import is_name, trimmed
from vendorgraph.exchange.policy_text.reading import Passage, Policy
from vendorgraph.exchange.policy_text.sentences import addresses
from vendorgraph.exchange.vendors import catalogue, normalised, without_legal_form

_FIRST = 8  # blocks at the top in which "The Name" that is run by somebody is the speaker's
_TITLE = re.compile(rf"The {CAPITALISED}")
_SHORT_NAME = 5  # letters of a short name that is no word of many names
_COMPANIES = 3  # registered companies that begin with an own name where it is that of a group
_TIME_AND_AGAIN = 3
_HEAD = 40  # blocks at the top in which a policy says whose it is
#: Entries that may speak of a vendor just as well, and those that say whose policy it is wherever they stand.
_WEAK = frozenset(
    {
        "operated-by",
        "is-an-app",
        "defined-short",
        "provider-of-site",
        "runs",
        "alerts",
        "informs",
        "house-run-by",
        "service-of",
        "describes-how",
        "is-operated-by",
        "as-controller",
        "employs-others",
        "runs-shop",
        "is-a-company",
        "is-a-body",
        "we-are",
    }
)
_OF_ITS_OWN = frozenset({"is-operated-by"})  # only behind a name of the speaker
_ANYWHERE = frozenset(
    {
        "edited-by",
        "is-controller",
        "controller-is",
        "responsible-is",
        "we-name",
        "we-the",
        "created",
        "publisher-of",
        "between-us-and",
    }
)
_ARTICLES = r"l[ae]s?\b|l[’']|the\b|die\b|der\b|das\b|des\b"
_CALLED = (".kind_noun", ".trigger.called", ".trigger.service-called")
_QUOTED = re.compile(r"[\"“„«]\s?([^\"”“»„«]{2,40}?)\s?[\"”“»]")
_QUOTED_OR_OPEN = re.compile(r"[\"“„«]\s?([^\"”“»„«()]{2,40}?)\s?[\"”“»)]")  # "(hereinafter “Quayside)"
#: A bracket with a word in quotes: ("Quayside", "we"), (ci-après « l'Association »).
_DEFINITION = re.compile(
    r",\s*(?:ci-après|hereinafter|nachfolgend|im Folgenden)[^()\n\"“„«]{0,30}[\"“„«][^()\n\"”“»]{1,60}[\"”“»]"
    r"|\((?:ci-après|hereinafter|nachfolgend|im Folgenden)[^()\n\"“„«]{0,20}?[A-ZÀ-Þ][^()\n\"“„«]{1,40}\)"
    r"|\((?:[^()\n]{0,120}[\"“„«'‘])[^()\n]{1,120}\)"
)
_HEREINAFTER = re.compile(r"\b(?:ci-après|hereinafter|nachfolgend|im Folgenden)\b", re.IGNORECASE)
#: A line that the name on the next one completes: "Verantwortlicher … ist", "The controller is:".
_LEADS = re.compile(r"(?::|\b(?:ist|sind|ist die|is|est|est la)):?\s*$", re.IGNORECASE)
_BRACKET_BEHIND = re.compile(r"\s*\([^()]*\)\s*(?:\w+\s+)?$")
_INITIALS = re.compile(r"\(([A-Z][A-Za-z]{0,4}[A-Z])\)")
#: A line that the name of who runs the site completes, be it a well-known vendor: "This website is operated by:".
_RUN_BY = re.compile(
    r"\b(?:operated|run|provided|published|owned) by:?\s*$|\bbetrieben (?:von|durch):?\s*$"
    r"|\b(?:édité|exploité|proposé)e?s? par\s*:?\s*$",
    re.IGNORECASE,
)
_ARE_RUN_BY = re.compile(
    r"\s(?:is|are|sont|est|wird|werden)\s(?:\w+\s){0,2}?"
    r"(?:(?:run|operated|provided|owned|managed|published|éditée?s?|exploitée?s?|gérée?s?)\s"
    r"(?:and \w+ )?(?:by|par)\b|(?:von|durch)\s)"
)
#: What a title is, before its name: "das Portal Quarxjobs".
_KIND_BEFORE = re.compile(
    r"^(?:(?:\w*[Pp]ortal|\w*[Mm]agazin|\w*[Zz]eitung|\w*[Bb]latt"
    r"|\w*[Zz]eitschrift|Marke|Journal|App|Shop|Website) )+(?=[A-ZÄÖÜ])"
    r"|^L[’'](?:application|outil|espace) (?=[A-ZÀ-Þ])"
)
_TITLES = re.compile(r",\s+|\s(?:and|und|et|sowie|or|oder|ou)\s")
_COPYRIGHT = re.compile(rf"©\s*(?:\d{{4}}\s*(?:[-–]\s*\d{{4}})?)?\s*(?:by\s+)?{NAME_OF_COMPANY}")


def find_speaker(policy: Policy) -> None:
    """Fill `policy.own` with the names and hosts by which the text means its author."""
    for passage in policy.passages:
        early = passage.index < _HEAD
        for hit in policy.lexicon.hits("controller", passage.text):
            found = hit.entry.pattern.match(passage.text, hit.start)
            weak = hit.entry.key in _WEAK and not _about_own(policy, passage, hit.start)
            doubted = bool(policy.own.names) or hit.entry.key in _OF_ITS_OWN
            weak = weak and (doubted or not early or _serves(passage, policy.lexicon))
            officer = policy.lexicon.first("contact", passage.text[max(0, hit.start - 60) : hit.start])
            of_vendor = hit.entry.key == "service-of" and (
                passage.index >= _FIRST or _behind_vendor(passage, hit.start)
            )
            another = of_vendor or (
                hit.entry.key == "is-controller" and passage.index >= _FIRST and bool(policy.own.names)
            )
            if found and not weak and not officer and not another and (early or hit.entry.key in _ANYWHERE):
                _own_name(policy, passage, found, hit.entry.key)
        if early:
            _from_title(policy, passage)
            _from_definition(policy, passage)
        _from_copyright(policy, passage)
    _below_controller_headings(policy)
    _own_brands(policy)
    _own_titles(policy)
    _own_in_short(policy)
    _own_hosts(policy)
    _own_group(policy)


def _own_group(policy: Policy) -> None:
    """Several registered companies that begin with a short own name are those of its group."""
    registered = {
        without_legal_form(name.words)
        for passage in policy.passages
        for name in passage.names
        if name.by == "form"
    }
    policy.own.of_a_group = any(
        sum(words.startswith(f"{own} ") for words in registered) >= _COMPANIES for own in policy.own.names
    )


def _about_own(policy: Policy, passage: Passage, at: int) -> bool:
    """Whether the words before `at` are a name of the speaker: "Our App is an application published by …"."""
    before = normalised(_BRACKET_BEHIND.sub("", passage.text[max(0, at - 90) : at]))
    return any(before.endswith(name) for name in policy.own.names) or (
        passage.index < _FIRST and bool(_TITLE.fullmatch(passage.text[:at].strip()))
    )


def _behind_vendor(passage: Passage, at: int) -> bool:
    """Whether the words before `at` are a name that is told as somebody else's: "the app Acme is a service of …"."""
    return any(0 <= at - name.end <= 2 for name in passage.names)


def _serves(passage: Passage, lexicon: Lexicon) -> bool:
    """Whether the passage says of somebody that they work on the speaker's behalf, or goes on with its heading's name."""
    if any(name.why.endswith(".titled") for name in passage.names):
        return True
    entries = (entry for entry in lexicon.section("apposition") if entry.key == "on-behalf")
    return any(entry.pattern.search(passage.text) for entry in entries)


def _own_name(policy: Policy, passage: Passage, found: re.Match[str], key: str) -> None:
    """Take the name found, in full where it was recognised, and the short forms in quotes behind it."""
    start, words = found.start("name"), found["name"]
    whole = next((name for name in passage.names if name.start <= start < name.end), None)
    words = (whole.words if whole else trimmed(words, policy.lexicon) or words).removeprefix("The ")
    named = key == "we-are" and passage.index < _FIRST and whole and FORM_BEHIND.search(whole.words)
    if whole and whole.vendor and key in _WEAK and not named:
        return
    if not is_name(words, policy.lexicon, strict=False) and not (whole and whole.by == "form"):
        return
    policy.own.add(words)
    if key in ("edited-by", "house-run-by"):
        for name in passage.names:
            if found.start() <= name.start < start and name.vendor is None:
                policy.own.add(name.words)
    _own_products(policy, passage, start)
    for quoted in _QUOTED.finditer(passage.block.text[start : found.end() + 80]):
        short = _without_article(quoted[1])
        if short[:1].isupper() and is_name(short, policy.lexicon, strict=False):
            policy.own.add(short)


def _from_definition(policy: Policy, passage: Passage) -> None:
    """The party that a bracket calls "we" or "the Association", and the other short names in it."""
    for found in _DEFINITION.finditer(passage.block.text):
        said = policy.lexicon.first("self_words", found[0])
        first = passage.index < _FIRST and not policy.own.names and _HEREINAFTER.search(found[0])
        if not said and not first:
            continue
        begin = next((s.start for s in passage.sentences if s.start <= found.start() < s.end), 0)
        if said:
            _own_subjects(policy, passage.text[begin : found.start()])
        name = _defined(policy, passage, begin, found.start())
        if name is None:
            continue
        policy.own.add(name)
        for other in passage.names:  # "Quarx Holdings Ltd and Quarx GmbH (together “we”)"
            beside = begin <= other.start < found.start() and other.by == "form" and other.vendor is None
            if beside and other.words.split()[0] == name.split()[0]:
                policy.own.add(other.words)
        for quoted in _QUOTED_OR_OPEN.finditer(found[0]):
            if is_name(short := _without_article(quoted[1]), policy.lexicon, strict=False):
                policy.own.add(short) if short[:1].isupper() else None


def _own_subjects(policy: Policy, before: str) -> None:
    """What is said to be run by the party that a bracket defines: "Quarx and Quill are run by the Trust (“we”)"."""
    run_by = _ARE_RUN_BY.search(before)
    for subject in PLAIN.finditer(before, 0, run_by.start()) if run_by else ():
        if not catalogue().find(subject[0]) and is_name(subject[0], policy.lexicon):
            policy.own.add(subject[0])


def _defined(policy: Policy, passage: Passage, start: int, end: int) -> str | None:
    """The name that a bracket at `end` defines: the first company of its sentence that is not well known."""
    for name in passage.names:
        if start <= name.start and name.end <= end and name.vendor is None:
            return name.words
    runs = [run for run in PLAIN.finditer(passage.text, start, end) if not catalogue().find(run[0])]
    kept = [trimmed(run[0], policy.lexicon) for run in runs if end - run.end() < 3 or " " in run[0]]
    return next((words for words in kept if words and is_name(words, policy.lexicon, strict=False)), None)


def _from_copyright(policy: Policy, passage: Passage) -> None:
    """The name in "© 2024 Name"."""
    for found in _COPYRIGHT.finditer(passage.text) if "©" in passage.text else ():
        if not catalogue().find(found["name"]) and is_name(found["name"], policy.lexicon, strict=False):
            policy.own.add(found["name"])


def _without_article(words: str) -> str:
    return re.sub(rf"^(?:{_ARTICLES})\s*", "", words)


def _own_products(policy: Policy, passage: Passage, start: int) -> None:
    """What the sentence that names the speaker calls its app or platform is the speaker's own."""
    for sentence in passage.sentences:
        if sentence.start <= start < sentence.end:
            for name in passage.names:
                if sentence.start <= name.start < sentence.end and name.why.endswith(_CALLED):
                    policy.own.add(name.words)


def _from_title(policy: Policy, passage: Passage) -> None:
    """The name in "Privacy Policy – Name", "Name – Privacy Notice", "Datenschutzerklärung der Name"."""
    hit = policy.lexicon.first("title", passage.text)
    if hit is None or not passage.block.heading or passage.index > 6 or passage.text.rstrip().endswith("?"):
        return
    rest = passage.text[hit.end :].strip(" –—-:|"), passage.text[: hit.start].strip(" –—-:|")
    for words in rest:
        first = re.split(r"\s[–—|·-]\s", words)[0].strip('„“"”» «')
        kind = policy.lexicon.one("kind_noun").pattern
        name = re.sub(rf"^(?:(?:{_ARTICLES})\s*)?(?:{kind}|website|site)?[\s„“\"«]*", "", first, flags=re.I)
        if is_name(name, policy.lexicon, strict=False) and len(FORM_BEHIND.sub("", name).split()) <= 5:
            policy.own.add(name)


def _below_controller_headings(policy: Policy) -> None:
    """Below "Who we are" the first company with a legal form is the speaker, unless it is said to serve."""
    for passage in policy.passages:
        heading = policy.heading(passage) if not passage.block.heading else passage
        if policy.own.names and passage.index >= _HEAD:
            return
        above = policy.passages[passage.index - 1] if passage.index else None
        leads = above is not None and (
            _LEADS.search(above.text) or (passage.block.heading and above.block.heading)
        )
        run_by = above is not None and passage.index < _HEAD and _RUN_BY.search(above.text)
        for name in passage.names if run_by else ():
            if name.by == "form" or FORM_BEHIND.search(name.words):
                policy.own.add(FORM_BEHIND.sub("", name.words))
                return
        headings = [other.text for other in (heading, above if leads else None) if other]
        if any(policy.lexicon.first("contact", text) for text in headings):
            continue
        if not any(policy.lexicon.first("controller_heading", text) for text in headings):
            continue
        for name in passage.names:
            before = passage.text[max(0, name.start - 60) : name.start]
            serves = any(
                not hit.entry.key.endswith("called") for hit in policy.lexicon.hits("trigger", before)
            )
            if name.by == "form" and name.vendor is None and not serves:
                policy.own.add(name.words)
                return


def _own_brands(policy: Policy) -> None:
    """What stands behind an own name: its initials in a bracket, and a product ("the FirstLight Compose platform")."""
    own = [name for name in policy.own.names if len(name) > 3]
    for passage in policy.passages:
        for initials in _INITIALS.finditer(passage.text):
            before = passage.text[max(0, initials.start() - 60) : initials.start()]
            before = normalised(_BRACKET_BEHIND.sub("", before))
            if any(before.endswith(name) for name in own):
                policy.own.add(initials[1])
        for name in passage.names:
            first, _, rest = name.words.partition(" ")
            plain = name.vendor is None and name.by == "context" and rest and " " not in rest
            if plain and normalised(first) in own and not catalogue().find(rest):
                policy.own.add(rest)


def _own_titles(policy: Policy) -> None:
    """What the speaker is said to publish or run, or to have for a brand: "publishes the games Quarx and Quill Run"."""
    for passage in policy.passages:
        for hit in policy.lexicon.hits("own_brands", passage.text):
            if passage.index >= _HEAD and not hit.entry.key.startswith("our-"):
                continue
            if hit.entry.key.startswith("our-own-") and not _by_us(policy, passage, hit.start):
                continue
            found = hit.entry.pattern.match(passage.text, hit.start)
            for part in _TITLES.split(found["who"]) if found else ():
                # "das Anzeigenblatt »anpfiff am Main«" is called after its first word
                quoted = _QUOTED.search(part)
                told = quoted[1] if quoted and quoted[1][0].isupper() else "" if "»" in part else part
                name = _KIND_BEFORE.sub("", next(reversed(PLAIN.findall(told)), ""))
                if not catalogue().find(name) and is_name(name, policy.lexicon):
                    policy.own.add(name)


def _own_in_short(policy: Policy) -> None:
    """The first word of the speaker's name where the text calls it by that alone, time and again: "Quarx" of "Quarx HR"."""
    texts = [passage.text for passage in policy.passages]
    for own in list(policy.own.written):
        first = own.split()[0]
        if len(first) < _SHORT_NAME or first == own or catalogue().find(first):
            continue
        alone = re.compile(rf"(?<![\w’'&-] )(?<![\w&@.-]){re.escape(first)}(?=[,.;]|[’']s|\s[a-zà-ÿ])")
        common = re.compile(rf"(?<![\w@.-]){re.escape(first.lower())}(?![\w@.-])")
        if any(map(common.search, texts)) or not is_name(first, policy.lexicon):
            continue
        if sum(len(alone.findall(text)) for text in texts) >= _TIME_AND_AGAIN:
            policy.own.add(first)


def _by_us(policy: Policy, passage: Passage, at: int) -> bool:
    """Whether "we" or a name of the speaker stands before what is said to be run."""
    before = _BRACKET_BEHIND.sub("", passage.text[max(0, at - 90) : at]).rstrip(" ,")
    named = without_legal_form(before.rpartition(". ")[2])
    if any(named.endswith(name) for name in policy.own.names):
        return True
    return bool(re.search(r"\bwe\s+(?:\w+\s+)?$", passage.text[:at], re.IGNORECASE)) or _about_own(
        policy, passage, at
    )


def _own_hosts(policy: Policy) -> None:
    """The hosts of mail addresses that occur most, and hosts that read like an own name."""
    hosts: Counter[str] = Counter()
    shared = policy.lexicon.one("shared_hosts")
    for passage in policy.passages:
        for _, address in addresses(passage.block.text):
            host = address.rpartition("@")[2].lower()
            if "@" in address and not shared.search(host) and not catalogue().by_domain(host):
                hosts[host] += 1
    if hosts:
        policy.own.hosts.add(hosts.most_common(1)[0][0])
    for host in policy.own.hosts:
        label = normalised(host.rpartition(".")[0].rpartition(".")[2])
        if len(label) > 3 and not policy.own.names:
            policy.own.add(label)
