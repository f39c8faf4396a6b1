"""Sentences as they are said: an item with the words before its list, a question with its answer as a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.reading import Passage, Policy
from vendorgraph.exchange.policy_text.sentences import NEGATION, Sentence

_ENDS_IN_NO = re.compile(
    r"\b(?:we never|we do not|we will not|we won[’']t|nous ne|wir nie|wir niemals)$", re.IGNORECASE
)
_BULLET = re.compile(r"^\W*(?:(?:\d{1,2}|[a-z])[.)]\s+)?(?=\w)")
_LEAD = 120  # characters of words that a list's items continue
_ASKED = 200  # characters of the longest question
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


def spoken(policy: Policy) -> Iterator[tuple[Passage, Sentence, Sentence]]:
    """Every sentence, and how it is said: an item below "We do not:" with these words before it.

    The answer to a question is said once more as the statement that it makes: "Do you sell my data? No."
    """
    lead, asked = "", ""
    for passage in policy.passages:
        if not passage.block.bullet:
            text = passage.text.strip()
            denied = NEGATION.search(text) if text.endswith(":") else _ENDS_IN_NO.search(text)
            lead = text.rstrip(":") if denied and len(text) < _LEAD else ""
        for sentence in passage.sentences:
            words = _BULLET.sub("", sentence.text)
            item = bool(lead) and passage.block.bullet
            yield passage, sentence, replace(sentence, text=f"{lead} {words}" if item else words)
            if asked and (told := stated(asked, words, policy.lexicon)):
                yield passage, sentence, replace(sentence, text=told)
            asked = words if words.rstrip().endswith(("?", ":")) and len(words) < _ASKED else ""


def stated(asked: str, answer: str, lexicon: Lexicon) -> str | None:
    """The statement that a question (or label) and its answer make, None where the answer does not say "no" or where."""
    question = asked.strip().rstrip("? \xa0")
    for form in lexicon.questions:
        ask, told = form.ask.match(question), form.answer.match(answer)
        if ask and told:
            groups = (*ask.groups()[:1], "")[0], (*told.groups()[:1], "")[0]
            return form.said.format(_turned(groups[0], lexicon), groups[1])
    return None


def _turned(words: str, lexicon: Lexicon) -> str:
    """What somebody asks ("my data") as the one who is asked says it ("your data")."""
    return _WORD.sub(lambda word: lexicon.turned.get(word[0], word[0]), words)
