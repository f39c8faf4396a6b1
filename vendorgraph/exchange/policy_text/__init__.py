"""A published privacy policy to drafts of flows and commitments, for a person to confirm.

Nothing that is read here is written as a fact: every draft carries its line, the words, how certain
the text is and the entries of the lexicon that led to it.
"""

from __future__ import annotations

from vendorgraph.exchange.policy_text.commitments import commitments
from vendorgraph.exchange.policy_text.draft_file import draft_file
from vendorgraph.exchange.policy_text.drafts import Drafts
from vendorgraph.exchange.policy_text.extraction import extract
from vendorgraph.exchange.policy_text.groups import groups
from vendorgraph.exchange.policy_text.language import detect
from vendorgraph.exchange.policy_text.lexicon import function_words, lexicon
from vendorgraph.exchange.policy_text.periods import date_in
from vendorgraph.exchange.policy_text.reading import Policy, read
from vendorgraph.exchange.policy_text.recipients import recipients
from vendorgraph.exchange.policy_text.report import report
from vendorgraph.exchange.policy_text.speaker import find_speaker
from vendorgraph.exchange.reading.source import Source

__all__ = ["Drafts", "draft", "draft_file", "report"]
_DATED_WITHIN = 12  # blocks at either end of a policy in which its date stands


def draft(source: Source, controller_processing: str) -> Drafts:
    """What the policy in `source` says, as drafts of flows out of `controller_processing`.

    Raises Invalid with one sentence when the source holds no readable text.
    """
    text = extract(source)
    whole = "\n".join(block.text for block in text.blocks)
    language, told = detect(whole, function_words())
    policy = read(text.blocks, lexicon(language))
    find_speaker(policy)
    dated = _date(policy)
    found, unused, counted, refused = recipients(policy, dated)
    return Drafts(
        source=source.name,
        sha256=source.sha256,
        form=text.form,
        language=language,
        sender=controller_processing,
        speakers=tuple(policy.own.written),
        dated=dated,
        recipients=(*found, *groups(policy)),
        promises=tuple(commitments(policy, counted, refused, dated)),
        no_recipients=tuple(unused),
        warnings=(*text.warnings, told),
    )


def _date(policy: Policy) -> str | None:
    """The day of the policy: the first date at its beginning or at its end."""
    ends = [*policy.passages[:_DATED_WITHIN], *policy.passages[-_DATED_WITHIN:]]
    for passage in ends:
        if len(passage.text) < 200 and (found := date_in(passage.text)):
            return found
    return None
