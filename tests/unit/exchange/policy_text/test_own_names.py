"""The party that speaks in a policy, its brands and initials, and plain words in capitals are no recipients of it."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named, read

STRIPE = {"en": "Payments are processed by Stripe.", "fr": "Les paiements sont traités par Stripe.", "de": "Zahlungen wickelt Stripe ab."}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", '# Privacy Policy – Quuxbot\n\nQuuxbot ("we", "us") is operated by Zorpify. We provide a platform.\n'),
        ("en", "# Privacy\n\nThis website and its services are operated by:\n\nDatawrapper GmbH\nRaumerstraße 39, Berlin\n\nDatawrapper keeps logs.\n"),
        ("en", "# Privacy\n\nThis policy explains how the site Zorpify (zorpify.test) collects your data. Data are hosted by Zorpify.\n"),
        ("en", "# Privacy Policy – Quuxlight\n\nThis covers the Quuxlight website and the Quuxlight Compose platform. The server hosts the Compose platform.\n"),
        ("en", "# Privacy Policy – Zorp Society\n\nThe Zorp Society (ZPS) runs conferences. The lists used by the ZPS are archived.\n"),
        ("en", "# How we use your information\n\nThe Zorp Observer is published by Quux Media CIC, 3 Quay Row. We are a co-operative. Data are provided to Quux Media CIC.\n"),
        ("en", "# Privacy\n\nWelcome to Read the Docs.\n\nAt Read the Docs, we keep logs. They are hosted by Read the Docs.\n"),
        ("en", "# Privacy\n\nThis policy describes how [Electro Field](/company) (ELF) stores your data. Data held by ELF are kept.\n"),
        ("en", "# Privacy\n\n_At Zorp Smart we have principles. Data are hosted by Zorp Smart, on zorpsmart.com._\n"),
        ("en", "# Privacy\n\nZorpify, LLC. (“ Zorpify ” and “ Quux Smart ”) is a limited liability company registered in Utah. Data are hosted by Quux Smart.\n"),
        ("en", "# Privacy\n\nZorpify employs 3rd party services to provide an experience. The data are analysed by Zorpify.\n"),
        ("en", "# Privacy\n\nQuux for Teachers is run by the Department for Education (‘we’). Data are collected using Quux.\n"),
        ("en", "# Privacy\n\nThis is the policy of Zorp News Ltd (“Zorp”) for our sites such as thezorp.com.\n"),
        ("fr", "# Politique\n\nLa société **Zorpify** (SARL au capital de 20 €) exploite la boutique en ligne. Les données sont traitées par Zorpify.\n"),
        ("fr", "# Mentions légales\n\n- **Raison Sociale :** Zorpify SAS\n\nLes données sont hébergées par Zorpify.\n"),
        ("fr", "# Données\n\nVous fournissez vos données à Groupe Zorp (ci-après désigné « Groupe Zorp »). Elles sont utilisées par GROUPE Zorp.\n"),
        ("fr", "# Données\n\nLes données sont collectées par l'Q-ZP, en tant que responsable de traitement. Base : Entrepôt (QDS, développé par l'Q-ZP).\n"),
        ("fr", "# Données\n\nZORPIFY S.A, RCS LILLE sous n° B 347. Siege : Avenue de la Motte, est responsable de traitement. Data : hébergées par Zorpify.\n"),
        ("en", "# Gospel Zorp Trust - Privacy Policy\n\nData are given to the Trust and hosted by the Trust.\n"),
        ("de", "# Datenschutz\n\nDie Daten erhält der Quux Rettet e.V. selbst. Zwischen dem Quux Rettet e.V. und den genannten Anbietern besteht ein Vertrag.\n"),
        ("de", "# Datenschutz\n\nBei Zorpify nehmen wir den Schutz ernst. Die Daten werden von Zorpify gespeichert.\n"),
        ("fr", "# Confidentialité\n\nCette politique décrit la manière dont le site Zorpify (zorpify.test) collecte vos données. Elles sont hébergées par Zorpify.\n"),
        ("de", "# Datenschutzerklärung\n\nVerantwortlich ist die im Impressum genannte Betreiberin von Zorpify in Erkrath.\n"),
    ],
)  # fmt: skip
def test_who_speaks_is_no_recipient(language: str, text: str) -> None:
    assert _named(f"{text}\n{STRIPE[language]}\n", language) == ["Stripe"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "When you sign up for one of our paid Subscriptions, we use Usage Data and Log Data of our Websites."),
        ("en", "Charts are published using iFrames, and a self hosted RTMP server keeps a backup."),
        ("en", "For blogs, we are currently using Ghost installations. All files are on the servers themselves."),
        ("en", "We are deploying a Zammad based system running on our servers."),
        ("en", "Our telephones are provided by X-on Health."),
        ("en", "Any data (such as DHCP server databases) and Basic server logs are erased."),
        ("en", "We do not put interviews into ChatGPT or any other chatbot. Our regulator is Impress."),
        ("en", "Tips can be sent through our SecureDrop, which is on a machine in our office."),
        ("fr", "- Aucun accès à Gmail, Drive, Photos ou Calendar."),
        ("fr", "S'il y consent, son numéro reçoit un message."),
        ("de", "Grundlage ist Art. 9 DSGVO in Verbindung mit Paragraf 22 BDSG, erneuert durch Durchführungsbeschluss vom 19. Dezember."),
        ("de", "Das gilt für den Betrieb der Plattform selbst (Plattform-weite Logs) und einen Dienst zur Abwicklung Ihrer Zahlung."),
        ("en", "You can delete your account from the Profile screen; data are in a managed Postgres database."),
        ("en", "Identity verification: Bank Verification Number (BVN), date of birth. See Stripe Security & Compliance."),
        ("de", "Der Verein wurde zuletzt per Bescheid vom 13. Januar anerkannt; Du kannst Dich jederzeit über Deine Zahlung und durch Deine Anfrage an uns wenden."),
        ("de", "Unsere Auftragsverarbeiter erhalten:\n\n- Aufgerufene URL und HTTP-Methode\n- Übertragene Datenmenge und Statuscode"),
        ("de", "Der Versand geht über Incoming-Webhook, der Schlüssel über PGP-Key."),
        ("fr", "Nous traitons le SIRET de votre entreprise, conformément au Règlement sur la Protection des Données."),
        ("fr", "Ces clauses sont jugées adéquates par l'ARTCI."),
        ("de", "Schnelle Seiten durch Caching und die Verhinderung von Spam sind unser Interesse."),
        ("de", "Die Nachrichten gehen über den Push-Dienst Ihres Browserherstellers."),
        ("en", "We run a Dutch-language platform with an English-language edition on the same IT-infrastructure."),
        ("en", "We use 3rd party providers to store our data."),
        ("fr", "Vous n'êtes plus régi par les Conditions Générales de Vente et d'Utilisation de ce site."),
        ("de", "Wir verwenden das Helpdesk- und Ticket-System; widerrufen können Sie über den „Austragen“-Link."),
        ("de", "Der Zahler ist laut Kontoauszug bekannt, der Rest steht im Adressbuch des Geräts."),
        ("de", "Stellen Sie den entsprechenden Dienst auf \"*Off*\"."),
        ("de", "Diese Website benutzt Piwik; die Daten liegen auf unserem Server."),
        ("de", "Wir geben die Adresse an Versandunternehmen und Dropshipping Anbieter weiter, über unser Projekt und bei der Spende."),
        ("en", "We share data for these reasons:\n\n- Legal Obligation (Article 6): we have one.\n- Legitimate Interests: we have some."),
        ("de", "Unsere Seite wurde mit WordPress erstellt."),
        ("de", "Die Versicherung schließen Sie selbst ab, zum Beispiel bei der ERGO; wir sind daran nicht beteiligt."),
    ],
)  # fmt: skip
def test_plain_words_and_what_one_runs_oneself_are_no_recipients(language: str, text: str) -> None:
    found = _named(f"{text}\n\n{STRIPE[language]}\n", language)
    assert [name for name in found if name != "X-on Health"] == ["Stripe"]


def test_the_escapes_of_markdown_are_no_part_of_a_name() -> None:
    text = "We used Discord for Zorp2020\\. It is the company of Marc\\-André Lemburg\\.\n"
    assert _named(f"# Privacy\n\n{text}", "en") == ["Discord"]


def _named(text: str, language: str) -> list[str]:
    return sorted(one.named_as or one.name for one in read(text, language).recipients if one.named)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Data are kept in the Ledger server. You may close the ledger at any time."),
        ("en", "We use Session Recordings. Each session recording is deleted."),
        ("fr", "Les données sont hébergées par Espace. Vous fermez votre espace quand vous voulez."),
    ],
)
def test_what_a_text_writes_small_too_is_no_name(language: str, text: str) -> None:
    assert _named(f"{text}\n\n{STRIPE[language]}\n", language) == ["Stripe"]


def test_a_name_that_no_other_sentence_writes_small_stays_one() -> None:
    text = "Data are hosted by Quarry. We are hosted by Larkspur Cloud."
    assert _named(text, "en") == ["Larkspur Cloud", "Quarry"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Quarx-Anzeiger Zorb GmbH (im Folgenden: QAZ), Ring 1, nimmt als Verantwortliche den Schutz Ihrer Daten ernst.\n\nFragen an: Quarx-Anzeiger Zorb GmbH, Ring 1."),
        ("en", "Quarx Papers Ltd (hereinafter QPL), Ring 1, takes care of your data.\n\nQuestions: Quarx Papers Ltd, Ring 1."),
        ("fr", "La société Quarx Presse SAS (ci-après QP), 1 rue du Port, protège vos données.\n\nQuestions : Quarx Presse SAS, 1 rue du Port."),
    ],
)  # fmt: skip
def test_a_short_name_without_quotes_is_the_speakers(language: str, text: str) -> None:
    assert named(text, language) == set()
