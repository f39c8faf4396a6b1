"""Names that only a verb of giving, doing or using before them tells."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named

SAID = {
    "en": (
        "Tickets are answered by an outside team at {A} in Manila.",
        "Applications are compared through {A}.",
        "Your file is checked against the register of {A}.",
        "Introductions are made to {A} if you ask for a quotation.",
        "Accounts may be visited by a field agent from {A}.",
        "Calls are recorded on equipment from {A}.",
        "Debts are assigned to {A}.",
    ),
    "de": (
        "Die Karten werden von {A} hergestellt.",
        "Fotos werden für uns von {A} aufgenommen.",
        "Ein Techniker von {A} kann Daten sehen.",
        "Zur Abrechnung bedienen wir uns der {A}.",
        "Für die Lohnabrechnung ist {A} zuständig.",
        "Ihre Daten werden an {A} abgetreten.",
        "Vorgeschaltet ist das Netz von {A}.",
    ),
    "fr": (
        "Nous échangeons des adresses avec d’autres associations, comme {A}.",
        "L’identifiant {A} est proposé sur les réseaux mobiles.",
        "Nous déclarons les accidents à {A}.",
        "Nous avons choisi {A} pour la paie.",
    ),
}  # fmt: skip
NAMES = {"Quarxwell": "quarxwell", "NIZE": "nize"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in SAID.items() for text in texts]
)
def test_a_verb_before_a_name_tells_it(language: str, text: str, name: str) -> None:
    assert named(text.format(A=name), language) == {(NAMES[name], 3)}


def test_a_house_with_its_article_is_told_by_the_verb_at_the_end() -> None:
    text = "Die Medikamente werden von der Quarx-Apotheke Ebermarkt einzeln verblistert."
    assert named(text, "de") == {("quarx-apotheke-ebermarkt", 3)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Formulare werden von Eltern ausgefüllt und von Lehrkräften eingesammelt."),
        ("de", "Anträge werden vom Vorstand und durch das Sekretariat bearbeitet."),
        ("de", "Für Beschwerden ist der Landesbeauftragte zuständig."),
        ("en", "Complaints are made to the Information Commissioner."),
        ("en", "Your answers are checked in Section 4 and compared with Table 2."),
        ("fr", "Nous déclarons les accidents à la Préfecture."),
    ],
)
def test_people_offices_and_sections_behind_a_verb_are_no_names(language: str, text: str) -> None:
    assert named(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Some articles show posts from X (formerly Twitter)."),
        ("de", "Einige Artikel zeigen Beiträge von X (früher Twitter)."),
        ("fr", "Certains articles contiennent des messages de X (ex-Twitter)."),
    ],
)
def test_a_name_of_one_letter_counts_beside_its_former_name(language: str, text: str) -> None:
    assert named(text, language) == {("x-corp", 3)}


def test_a_letter_alone_is_no_name() -> None:
    assert named("Values are shown as X and Y in the diagram of group X.") == set()


def test_a_former_name_of_others_is_no_second_company() -> None:
    assert named("We use Brevo (formerly Sendinblue) for mail.") == {("brevo", 3)}
