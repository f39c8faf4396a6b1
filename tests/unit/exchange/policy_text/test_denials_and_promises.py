"""Companies that a sentence says nothing reaches, and promises in the plain words of small organisations."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named, promises


@pytest.mark.parametrize(
    "text",
    [
        "Ihre Texte werden nicht an OpenAI oder Anthropic gesendet.",
        "Firebase, Adjust und AppsFlyer sind nicht enthalten.",
        "Intern schreiben wir in Mattermost, das wir selbst betreiben. Früher benutzten wir Slack.",
        "Google Analytics haben wir im Mai 2024 entfernt.",
        "Den Strom liefert Vattenfall, ohne dass wir dem Versorger Kundendaten nennen.",
        "Der Plan stammt von OpenStreetMap und ist als Bild eingebunden, so dass keine Verbindung dorthin entsteht.",
    ],
)
def test_whom_nothing_reaches_is_no_recipient(text: str) -> None:
    assert named(text, "de") == set()


def test_what_is_sent_to_one_and_not_to_another_reaches_the_one() -> None:
    text = "Ihre Texte werden an DeepL gesendet. An Google werden sie nicht weitergegeben."
    assert named(text, "de") == {("deepl", 3)}


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("de", "Wir geben Ihre Daten nicht gegen Geld an Dritte ab.", "no_sale"),
        ("de", "Mieterakten werden ausschließlich in Deutschland gespeichert.", "all_data_in"),
        ("de", "Sie alle sind durch Verträge an die gleichen Pflichten gebunden wie wir.", "flow_down"),
        ("en", "Rotas and clock-in records are stored in Ireland and Finland only.", "all_data_in"),
        ("en", "Every company that works for us has agreed in writing to the standard that binds us.", "flow_down"),
        ("fr", "Les commandes et les comptes sont conservés exclusivement en France.", "all_data_in"),
        ("fr", "La présente politique cite tous les organismes qui reçoivent des données.", "list_complete"),
    ],
)  # fmt: skip
def test_promises_in_plain_words_are_heard(language: str, text: str, kind: str) -> None:
    assert kind in {found for found, _ in promises(text, language)}


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("de", "Die Akten werden, soweit möglich, nur in Deutschland gespeichert.", "all_data_in"),
        ("en", "Some records are stored in Ireland only.", "all_data_in"),
        ("fr", "Les copies sont conservées uniquement hors de France.", "all_data_in"),
    ],
)
def test_what_is_said_of_some_is_no_promise_of_all(language: str, text: str, kind: str) -> None:
    assert kind not in {found for found, _ in promises(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Data held by Google are stored and processed in Ireland."),
        ("en", "Data held by Google is stored and processed in Ireland."),
    ],
)
def test_where_another_keeps_what_it_holds_is_no_promise_of_the_writer(language: str, text: str) -> None:
    assert promises(text, language) == set()


def test_where_the_writer_keeps_what_it_holds_is_a_promise() -> None:
    assert promises("Data held by the charity are stored and processed in Ireland.") == {
        ("all_data_in", "IE")
    }
