"""Names that are no recipients: common nouns, authorities, sources of data, what is the speaker's own or only linked."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named, read


@pytest.mark.parametrize(
    "text",
    [
        "Zugänge legen die Lehrkräfte bei diesen Anbietern an, möglichst mit Pseudonym.",
        "Der Film über das Internat ist gespeichert.",
        "Die Anmeldung erfolgt über das Sekretariat oder durch Aushang im Ladengeschäft.",
        "Tickets verkaufen wir über den Kiosk und mit Coupon im Foyer.",
        "Auf Anforderung gehen Daten an die Regierung, das Staatliche Schulamt, das Jugendamt und den Rechnungshof.",
    ],
)
def test_common_nouns_and_authorities_are_no_names(text: str) -> None:
    assert named(text, "de") == set()


def test_a_trade_before_a_name_stays_a_name() -> None:
    assert named("Fotos macht Studio Brandt.", "de") == {("studio-brandt", 3)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "House price data come from Zorpeo and from the Quillpost Price Index."),
        ("en", "We rent address lists from Zorpeo Ltd."),
        ("en", "Where we get data\n\nSome comes from your broker (many belong to the network Zorpeo Ltd)."),
        ("en", "3.3 Data from others. Zorpeo Ltd tells us which campaign brought you to the game."),
        ("de", "Die Adressdaten stammen von der Zorpeo GmbH."),
        ("de", "Adressen mieten wir bei der Zorpeo GmbH."),
        ("de", "Herkunft der Daten\n\nEinige Angaben meldet uns die Zorpeo GmbH."),
        ("fr", "Certaines adresses sont louées auprès de Zorpeo SAS."),
        (
            "fr",
            "- Données reçues de tiers : abonnements souscrits par l’intermédiaire de Zorpeo ou de Quillo SAS.",
        ),
        ("fr", "Les adresses postales proviennent de Zorpeo SAS."),
    ],
)
def test_who_only_gives_data_is_no_recipient(language: str, text: str) -> None:
    assert named(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Where we get data\n\nWe send your details to Zorpeo Ltd, which sends back a score."),
        ("en", "Where we get data\n\nIf you log in with Facebook, we receive your name."),
        ("en", "The maps on our pages come from Zorpeo Ltd."),
        ("de", "Woher wir Daten haben\n\nWir übermitteln Ihren Namen an die Zorpeo GmbH, die uns einen Wert nennt."),
        ("fr", "Origine de vos données\n\nNous transmettons votre nom à Zorpeo SAS, qui nous répond."),
    ],
)  # fmt: skip
def test_who_gets_data_to_give_some_is_a_recipient(language: str, text: str) -> None:
    assert len(named(text, language)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Zorpeo Ltd (“we”) publishes the mobile games Quarx Harbor, Quarx Blast and Tile Quill.\n\nIf you use the chat, it is shown in Tile Quill. The badge was reviewed with Tile Quill."),
        ("en", "This notice also applies to Quarx Direct and to The Quill Nook, which are trading names of the Society.\n\nYou may call us via Quarx Direct."),
        ("de", "Die Zorpeo GmbH betreibt die Portale Quarxblick und Zorbnetz.\n\nIhre Anzeige erscheint auch über Quarxblick."),
        ("fr", "Zorpeo SAS (« le Journal », « nous ») édite ce site. Le magazine Loire Quarx et le site Immo-Zorb sont des titres du Journal.\n\nVotre annonce est diffusée via Loire Quarx."),
    ],
)  # fmt: skip
def test_what_the_speaker_makes_or_runs_is_its_own(language: str, text: str) -> None:
    assert named(text, language) == set()


def test_a_body_that_says_what_it_is_speaks() -> None:
    text = "École de Zorp est une association régie par la loi du 1er juillet 1901.\n\nVos messages sont envoyés via École de Zorp."
    assert named(text, "fr") == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Unser Shopsystem ist Shopware; wir betreiben es selbst."),
        ("de", "Für Videokonferenzen nutzen wir BigBlueButton auf demselben Server."),
        ("en", "Our wiki is Confluence, which we host ourselves."),
        ("en", "Visits are counted with Matomo on the same server."),
        ("fr", "Les visites sont comptées avec Matomo sur le même serveur."),
        ("en", "Our pages on Instagram and Discord are linked from the menu."),
        ("en", "The policies of Instagram, TikTok and Discord apply there."),
    ],
)
def test_what_one_runs_or_only_links_is_no_recipient(language: str, text: str) -> None:
    assert named(text, language) == set()


def test_where_the_server_stands_is_a_recipient() -> None:
    text = "Wir nutzen Matomo auf demselben Server bei der Halder GmbH."
    assert named(text, "de") == {("halder", 3)}


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        ("en", "We send details to Halder Limited, Consumer Team, PO Box 647, Hull.", "halder"),
        ("en", "We are listed in Companies House and share data with Halder Limited.", "halder"),
        (
            "fr",
            "La saisie est confiée à Zorpeo Global Services, à Ivry, qui garde les bulletins.",
            "zorpeo-global-services",
        ),
        ("fr", "Notre commissaire aux comptes, Deloitte & Associés, consulte les pièces.", "deloitte"),
    ],
)
def test_words_beside_a_name_are_no_second_company(language: str, text: str, party: str) -> None:
    assert {found for found, _ in named(text, language)} == {party}


def test_a_shop_for_apps_is_where_an_app_is_found() -> None:
    assert (
        named("The game is offered through the Apple App Store, Google Play and the Amazon Appstore.")
        == set()
    )


def test_whoever_is_a_source_is_told_with_the_entry_that_says_so() -> None:
    (told,) = read("Die Adressdaten stammen von der Zorpeo GmbH.", "de").no_recipients
    assert (told.named_as, told.why) == ("Zorpeo GmbH", "de.gives_data.data-come-from")


@pytest.mark.parametrize(
    ("language", "text", "parties"),
    [
        ("en", "We are members of the Zorp Alliance and send your data to Quarx Payments Ltd.", {"quarx-payments"}),
        ("en", "We share data with members of the Quill Group, including Quarx Payments Ltd.", {"quarx-payments"}),
        ("en", "If your Spotify account is linked, Spotify receives your playlists.", {"spotify"}),
        ("en", "The information comes from your browser and is sent to Mailjet.", {"mailjet"}),
        ("en", "Since 2021 we have used Quarxwell for mail.", {"quarxwell"}),
        ("en", "Please contact our data protection team at Riverside House, 4 Bridge Street, York.", set()),
        ("de", "Bei der Quarx GmbH werden Ihre Daten gespeichert, eine Weitergabe an Dritte erfolgt nicht.", {"quarx"}),
        ("de", "Die Software wartet die Quarx GmbH auf unserem Server.", {"quarx"}),
        ("de", "Quellen der Daten\n\nWir fragen bei der Quarx GmbH nach; dazu übermitteln wir Ihren Namen.", {"quarx"}),
        ("de", "Wir sind Mitglied im Zorpverband und geben Ihre Daten an die Quarx GmbH weiter.", {"quarx"}),
        ("fr", "Les données proviennent de votre navigateur et sont envoyées à Mailjet.", {"mailjet"}),
        ("fr", "Nos prestataires : Hébergeur, Régie publicitaire et Transporteur.", set()),
    ],
)  # fmt: skip
def test_who_gets_data_in_the_same_sentence_stays_a_recipient(
    language: str, text: str, parties: set[str]
) -> None:
    assert {party for party, _ in named(text, language)} == parties
