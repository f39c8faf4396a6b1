"""What stands beside recipients in real policies: links, memberships, certificates, addresses, products of a registered company."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named, promises


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Follow us on Instagram, TikTok and Pinterest."),
        ("de", "Folgen Sie uns auf Instagram und Pinterest."),
        ("de", "Unsere Seiten bei Instagram und Pinterest sind nur verlinkt."),
        ("fr", "Retrouvez-nous sur Instagram, TikTok et Pinterest."),
        ("fr", "Pour régler votre navigateur, consultez l’aide d’Apple, de Google ou de Microsoft."),
        ("en", "Quarx is a trademark of Microsoft Corporation; Quill is a trademark of Apple Inc."),
        ("en", "Transmission is protected with certificates issued by Let's Encrypt."),
        ("fr", "Le site est accessible en HTTPS (certificat Let's Encrypt)."),
        ("de", "Die Seite ist mit einem Zertifikat von Let's Encrypt gesichert."),
        ("en", "Reviews shown on our pages come from Capterra and G2; we copy them by hand."),
        ("de", "Die Bewertungen stammen von Google und werden von Hand übertragen."),
        ("fr", "Le site présente nos réalisations pour Quarx Métropole, la Maison Zorb et le Crédit Quill."),
        ("fr", "L’agence est membre de l’association Digitale Zorbie."),
        ("de", "Wir sind Mitglied im Quarxverband Zorb."),
        ("fr", "Il est développé avec WordPress et l’extension Quarxo SEO."),
        ("en", "The site is made with WordPress and the plug-in Quarxo Forms."),
        ("fr", "Nous écrivons à partir de coordonnées publiques (sites des entreprises, Pappers, Societe.com)."),
        ("en", "Our programs are signed with a certificate and scanned with ESET before each release."),
    ],
)  # fmt: skip
def test_links_memberships_marks_and_public_sources_are_no_recipients(language: str, text: str) -> None:
    assert named(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text", "parties"),
    [
        ("de", "Unsere Software ist Z1.QUA der Zorpeo Medical GmbH in Koblenz.", {"zorpeo-medical"}),
        ("de", "Sie füllen den Bogen mit der Anwendung\nZorpeo Solutions GmbH aus.", {"zorpeo-solutions"}),
        ("de", "Unser Shop läuft mit der Software Shopware 6 auf Servern der Zorpeo GmbH, Expo Plaza 1, 30539 Hannover.", {"zorpeo"}),
        ("de", "Dies betrifft die Titan GmbH und Quarx Lederwaren.", {"titan", "quarx-lederwaren"}),
        ("de", "Gewebeproben werden im Institut für Pathologie Zorbstadt untersucht.", {"institut-fur-pathologie-zorbstadt"}),
        ("en", "Parcels go to Čzorba pošta, s.p. and to QUAX sp. z o.o. in Poland.", {"czorba-posta", "quax"}),
        ("fr", "Votre liste est transmise à l’enseigne que vous choisissez : Quarxo, Zorpeo ou Coopérative Q.", {"quarxo", "zorpeo", "cooperative-q"}),
        ("en", "We pass your order to the courier you choose: Quarxwell, Zorpeo or Nolbert.", {"quarxwell", "zorpeo", "nolbert"}),
        ("de", "Wir geben Ihre Adresse an den gewählten Paketdienst: Quarxwell, Zorpeo oder Xantix.", {"quarxwell", "zorpeo", "xantix"}),
        ("fr", "Nous faisons appel aux sous-traitants suivants :\n- hébergement : Zorpeo, SARL, 222 boulevard Gustave Quarx, 63000 Clermont", {"zorpeo"}),
    ],
)  # fmt: skip
def test_the_company_itself_is_named_and_nothing_beside_it(
    language: str, text: str, parties: set[str]
) -> None:
    assert {party for party, _ in named(text, language)} == parties


def test_one_product_unconnected_takes_another_of_the_same_company_not_away() -> None:
    text = (
        "Schriften von Google sind lokal installiert; eine Verbindung zu Servern von Google findet nicht statt. "
        "Für die Anfahrt nutzen wir Google Maps der Google Ireland Limited."
    )
    assert {party for party, _ in named(text, "de")} == {"google-ireland"}


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "We count views with Quarx Analytics, which is hosted by us and sends no personal data to anyone.", "no_personal_data"),
        ("en", "The program does not send us or anyone else the contents of your files.", "no_personal_data"),
        ("fr", "Elles restent sur nos serveurs et ne sont communiquées à aucun partenaire publicitaire.", "no_personal_data"),
        ("de", "Eine Verbindung zu Servern von Quarx findet dabei nicht statt.", "no_personal_data"),
        ("en", "The database of customers is kept exclusively in the Czech Republic.", "all_data_in"),
        ("fr", "Votre compte et vos préférences sont hébergés en France, à Paris.", "all_data_in"),
        ("fr", "Elles ne sont ni vendues, ni louées, ni échangées.", "no_sale"),
        ("de", "Mit dem Anbieter besteht ein Vertrag zur Auftragsverarbeitung nach Art. 28 DSGVO.", "flow_down"),
        ("fr", "Quarx a conclu avec chacun d’eux un accord de traitement des données prévu à l’article 28.", "flow_down"),
        ("de", "Wir senden Abdrücke an die Zorpeo GmbH. Für die Schweiz besteht ein Angemessenheitsbeschluss der EU-Kommission.", "relies_on"),
        ("fr", "Nous utilisons Zorpeo SAS. La Suisse bénéficie également d’une décision d’adéquation.", "relies_on"),
    ],
)  # fmt: skip
def test_promises_of_real_policies_are_heard(language: str, text: str, kind: str) -> None:
    assert kind in {found for found, _ in promises(text, language)}


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Certaines de vos données sont hébergées en France.", "all_data_in"),
        ("en", "The app does not send data until you switch it on.", "no_personal_data"),
        ("fr", "Elles ne sont communiquées à aucun tiers.", "no_personal_data"),
        ("de", "Mit dem Anbieter besteht ein Vertrag.", "flow_down"),
    ],
)
def test_what_only_looks_like_a_promise_is_none(language: str, text: str, kind: str) -> None:
    assert kind not in {found for found, _ in promises(text, language)}
