"""Promises in many words, and sentences that look like promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.exchange.policy_text.reading import promises
from vendorgraph.exchange.text import parse_yaml

WORDINGS = parse_yaml(Path(__file__).with_name("wordings.yaml").read_text("utf-8"))
PROMISED = parse_yaml(Path(__file__).with_name("promised.yaml").read_text("utf-8"))
#: What findings compare with the graph; topics such as "rights" are no promises of this sort.
COMPARED = frozenset({*WORDINGS["en"], "sale"})


SENTENCES = [
    (language, kind, sentence)
    for language, kinds in (*WORDINGS.items(), *PROMISED.items())
    for kind, sentences in kinds.items()
    for sentence in sentences
]


@pytest.mark.parametrize(("language", "kind", "sentence"), SENTENCES)
def test_a_promise_is_heard_in_other_words_and_nothing_in_its_look_alike(
    language: str, kind: str, sentence: str
) -> None:
    compared = COMPARED | {kind}
    heard = {topic if of == "other" else of for of, topic in promises(sentence, language)} & compared
    assert kind in heard if kind != "none" else not heard
