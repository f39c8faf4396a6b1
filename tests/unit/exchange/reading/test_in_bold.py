"""Vendors in running paragraphs, in bold or first, one or several to a paragraph, each with the place of its sentence."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

TITLES = {"GB": "Our suppliers", "FR": "Nos sous-traitants", "DE": "Unsere Dienstleister"}
NAMES = ("Zorbix Bolm Print", "Quarx Norvia Ltd")


def _page(title: str, *paragraphs: str) -> str:
    return "\n\n".join([f"# {title}", *(f"## {at} Z\n\n{text}" for at, text in enumerate(paragraphs, 1))])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("{}, Leeds, prints our letters.", "GB"),
        ("{} of Leeds types our letters.", "GB"),
        ("{} (Leeds) keeps our client accounts. It sees names.", "GB"),
        ("{} takes our calls. Their team works from Scotland and sees names.", "GB"),
        ("{} holds the accounts. Data are held in Ireland and in the UK.", "IE GB"),
        ("Calls are answered by {} in Leeds, who take a name and a number.", "GB"),
        ("Our letters are handed to the printer {} in Leeds.", "GB"),
        ("Our mailboxes are with {} in the company's UK region.", "GB"),
        ("Old files are destroyed by {} at our premises in Leeds.", "GB"),
        ("La relève des compteurs est confiée à {}, à Lyon.", "FR"),
        ("Les factures sont imprimées par l'{}, à Lyon.", "FR"),
        ("Le dossier est remis à la {}, commissaires de justice à Lyon.", "FR"),
        ("Le matériel vient de {}, dont le serveur est en Allemagne.", "DE"),
        ("{}, à Lyon, tient notre comptabilité.", "FR"),
        ("L'accueil est assuré par {}. Son équipe travaille depuis Lyon.", "FR"),
        ("Die Löhne rechnet {}, Leipzig.", "DE"),
        ("Die Akten werden von {} in Leipzig vernichtet.", "DE"),
        ("Der Drucker kommt von der Firma {}, einem Betrieb in Leipzig.", "DE"),
        ("Unsere Briefe gehen an {}, Leipzig.", "DE"),
    ],
)
def test_who_does_something_is_named_in_bold(sentence: str, country: str, name: str) -> None:
    title = TITLES.get(country, TITLES["FR"] if "Le " in sentence else TITLES["GB"])
    found = said(_page(title, sentence.format(f"**{name}**")))
    assert [(one.partition(":")[0], set(one.partition(": ")[2].split())) for one in found] == [
        (name, set(country.split()))
    ]


def test_each_of_several_in_a_paragraph_has_the_place_behind_it() -> None:
    text = (
        "Les factures sont imprimées par l'**Imprimerie du Bolm Blanc**, à Lyon. Les paiements passent par **Zorpify**, à Genève. "
        "Le logiciel est édité par la société **Quarx Eau** et la carte vient de **Norvia SARL**, dont le serveur est en Allemagne."
    )
    assert said(_page(TITLES["FR"], text)) == [
        "Imprimerie du Bolm Blanc: FR",
        "Zorpify: CH",
        "Quarx Eau: unknown",
        "Norvia SARL: DE",
    ]


def test_what_a_page_says_of_all_is_where_those_without_a_place_are() -> None:
    head = f"# {TITLES['FR']}\n\nSauf indication contraire, les données restent en France.\n\n"
    text = (
        "## Facturation\n\nLes paiements passent par **Zorpify**. La carte vient de **Norvia**, à Genève.\n"
    )
    assert said(head + text) == ["Zorpify: FR", "Norvia: CH"]


def test_what_one_paragraph_says_of_all_data_is_of_its_vendor_alone() -> None:
    found = said(
        _page(
            "Our suppliers",
            "**Zorbix Ltd** hosts it. All data is kept in Ireland.",
            "**Quarx Ltd** prints letters.",
        )
    )
    assert found == ["Zorbix Ltd: IE", "Quarx Ltd: unknown"]


def test_a_seat_in_the_sentence_behind_is_one() -> None:
    page = read(
        _page("Our suppliers", "**Quarx Costs Ltd** prepares bills. It is a company in Douglas, Isle of Man.")
    )
    assert [row.seat for row in page.rows] == ["Douglas, Isle of Man"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Routage Bolm-Norvia, à Lyon: envoi du bulletin",
        "Zorbix Tréhoret, à Lyon, tient notre comptabilité.",
        "Imprimerie du Bolm (Lyon) imprime nos courriers.",
    ],
)
def test_a_name_first_with_its_place_needs_no_bold(sentence: str) -> None:
    name = sentence.split(",")[0].split(" (")[0]
    assert said(_page(TITLES["FR"], sentence)) == [f"{name}: FR"]


def test_what_is_read_of_a_paragraph_is_not_told_as_unread() -> None:
    found = read(
        _page("Our suppliers", "**Zorbix Ltd** keeps our files in Leeds.", "**Quarx Ltd** posts letters.")
    )
    assert len(found.rows) == 2
    assert not found.warnings


@pytest.mark.parametrize(
    "sentence",
    [
        "**Personal Data** includes names that we process in Leeds.",
        "**Leeds** is where our office is.",
        "We no longer work with **Zorbix Print**, Leeds.",
        "**Data Subjects** may complain to us.",
        "**Cookies** keep our site running.",
        "Our Office, Leeds, is open all week.",
    ],
)
def test_other_words_in_bold_or_first_name_nobody(sentence: str) -> None:
    found = said(_page("Our suppliers", "**Quarx Ltd** (Leeds) prints our letters.", sentence))
    assert found == ["Quarx Ltd: GB"]


def test_the_town_behind_what_a_vendor_is_for_may_have_its_county_in_a_bracket() -> None:
    page = (
        "<h1>Nos sous-traitants</h1><dl><dt>Autocars Quarx</dt><dd>Listes des voyages, à Lyon (Rhône).</dd>"
        "<dt>Stripe</dt><dd>Paiement. Hébergement : Irlande.</dd></dl>"
    )
    assert said(page, "list.html") == ["Autocars Quarx: FR", "Stripe: IE"]


def test_a_place_of_people_is_none_of_the_vendor() -> None:
    assert said(_page("Our suppliers", "**Zorbix Print** posts letters for our customers in Leeds.")) == [
        "Zorbix Print: unknown"
    ]
