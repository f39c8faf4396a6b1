"""One-line access to what the reader makes of a short text."""

from __future__ import annotations

from vendorgraph.exchange.policy_text import Drafts, draft
from vendorgraph.exchange.policy_text.drafts import Promise, Recipient
from vendorgraph.exchange.reading.source import Source

#: Enough function words for a language to be found in a text of one sentence.
PADDING = {
    "en": "We describe here what we do with the data of the people who use our site and for which purposes.",
    "fr": "Nous décrivons ici ce que nous faisons des données des personnes et pour quelles finalités nous le faisons.",
    "de": "Wir beschreiben hier, was wir mit den Daten der Menschen auf der Seite tun und zu welchen Zwecken das ist.",
}


def read(text: str, language: str = "en", name: str = "policy.txt") -> Drafts:
    """The drafts of a text that begins on line 3."""
    return draft(Source.of(name, f"{PADDING[language]}\n\n{text}\n".encode()), "controller:site")


def named(text: str, language: str = "en") -> set[tuple[str, int]]:
    """(party, first line) of every company drafted."""
    return {(r.party, r.lines[0]) for r in read(text, language).recipients if r.named}


def one(text: str, language: str = "en") -> Recipient:
    """The only company drafted."""
    (recipient,) = [r for r in read(text, language).recipients if r.named]
    return recipient


def promises(text: str, language: str = "en") -> set[tuple[str, str | None]]:
    """(kind, topic or place or instrument) of every commitment drafted."""
    return {
        (p.kind, p.topic if p.kind == "other" else p.place or p.mechanism)
        for p in read(text, language).promises
    }


def promise(text: str, kind: str, language: str = "en") -> Promise:
    """The first commitment of a kind."""
    return next(p for p in read(text, language).promises if p.kind == kind)
