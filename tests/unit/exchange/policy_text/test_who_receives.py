"""Who receives data and who is only spoken of: means of payment, sources, past tools, authorities, the speaker."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named, promises, read


def words_of(text: str, language: str) -> set[str]:
    """What each company drafted is called."""
    return {r.name for r in read(text, language).recipients if r.named}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We accept Visa, Mastercard, Maestro and American Express."),
        ("fr", "Les cartes CB, Visa et Mastercard sont acceptées ; Bancontact aussi."),
        ("de", "Kreditkarten von Visa und Mastercard werden akzeptiert, auch girocard."),
    ],
)
def test_a_payment_scheme_that_is_accepted_is_no_recipient(language: str, text: str) -> None:
    assert named(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The transaction passes over the Visa network."),
        ("fr", "Le réseau Visa reçoit les données de la transaction."),
        ("de", "Die Kartendaten werden an Visa übermittelt."),
    ],
)
def test_a_payment_scheme_that_data_go_to_is_a_recipient(language: str, text: str) -> None:
    assert words_of(text, language) == {"Visa"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You can import notes from Evernote or Bear."),
        ("en", "Until 2023 we used Campaign Monitor; that account has been closed."),
        ("en", "Hotjar was removed in January 2026."),
        ("fr", "Vous pouvez importer vos séances depuis Strava."),
        ("fr", "Hotjar a été retiré en mars 2026."),
        ("fr", "Nous n'envoyons aucun justificatif à OpenAI."),
        ("fr", "À la différence d'Expensify, nous n'affichons pas de publicité."),
        ("fr", "Vous pouvez adresser une réclamation à la CNIL, par courrier."),
        ("de", "Bis März 2025 war an dieser Stelle Google reCAPTCHA im Einsatz."),
        ("de", "Es werden keine Dienste wie Google Analytics oder Meta Pixel eingesetzt."),
        ("de", "Wir zählen Besuche mit einer selbst betriebenen Installation von Matomo."),
        ("de", "Ein Einsatz von ChatGPT ist ausdrücklich nicht vorgesehen."),
        ("de", "Für Stellenanzeigen verlinken wir auf StepStone und XING."),
        ("de", "Sie können Ihre Kontakte aus Evernote importieren."),
        (
            "de",
            "Auf gesetzlicher Grundlage geben wir Daten an Finanzämter und das Marktstammdatenregister weiter.",
        ),
        ("de", "Beschwerden an den Landesbeauftragten für den Datenschutz Baden-Württemberg."),
        ("de", "Daten übermitteln wir an Jobcenter und Sozialgerichte."),
        (
            "de",
            "Bei Verstoß gegen die Hausordnung und bei Diebstahl geben wir Aufnahmen an die Polizei weiter.",
        ),
        ("de", "Den Winterdienst erledigt der Hausmeister, die Reinigung übernimmt das Reinigungsteam."),
        ("de", "Nicht mehr genutzt\n\nTrello und Dropbox (bis 2023), Zoom (bis 2024)."),
        ("fr", "Ce que je n'utilise pas\n\nGoogle Analytics, Meta, Pinterest."),
        ("en", "Our data protection lead is Sunita Rao."),
        (
            "en",
            "Who helps us:\n\n- Analytics providers: Aggregated usage statistics\n- Support tools: Ticket systems",
        ),
        ("en", "We may share data with Affiliates, with Business Transferees and with Your Consent."),
        (
            "en",
            "Visit How We Use Information From Sites or write with Nevada Do Not Sell Request in the subject.",
        ),
        ("fr", "Les bracelets viennent de la société ID&Q, sans aucune donnée."),
        ("fr", "Le site est tenu par une société par Actions Simplifiée, avec Diligence."),
        ("en", "You may complain to the Agency for Access to Public Information."),
        (
            "en",
            "| Data | When | Basis |\n|---|---|---|\n| Logs | When you use the app | Legitimate interest |",
        ),
        ("de", "Google Analytics haben wir im Mai 2024 abgeschaltet."),
        ("en", "Payment is by Cheque, by Direct Debit or by BACS; you can sign in with Face ID."),
        ("fr", "Le Client peut régler par Chèque ou par Virement ; le document est signé par Madame Lenoir."),
        ("de", "Wir erfassen den Browsertyp, Datum und Uhrzeit des Zugriffs durch die Software."),
    ],
)
def test_sources_past_tools_and_authorities_are_no_recipients(language: str, text: str) -> None:
    assert named(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die Zustellung erledigt Nordbrief.", "Nordbrief"),
        ("de", "Das Roaming wickelt Ladeband ab.", "Ladeband"),
        ("de", "Lastschriften zieht die Sparkasse Karlsruhe ein.", "Sparkasse Karlsruhe"),
        ("de", "Abonnements rechnen wir über Zahlwerk ab.", "Zahlwerk"),
        ("de", "Unsere App basiert auf der Plattform quorli.", "quorli"),
        ("de", "Unser Postfach liegt bei WEB.DE.", "1&1 Mail & Media"),
        ("de", "Vor der Werbung zeigt die App Googles Einwilligungsdialog.", "Google"),
        ("de", "Wir verwenden Kartova für Karten.", "Kartova"),
        ("de", "Rechnungen erstellt die PVQ holding GmbH.", "PVQ holding GmbH"),
        ("de", "Anbieter ist die rku.ix GmbH.", "rku.ix GmbH"),
        ("fr", "Les notifications transitent par Batch.", "Batch.com"),
        ("fr", "Les livraisons sont effectuées à vélo par Les Coursiers Malouins.", "Coursiers Malouins"),
        ("fr", "Les états des lieux sont établis sur tablette avec Immopad.", "Immopad"),
        (
            "fr",
            "Nos commissaires aux comptes, Lacroix & Ferrand, accèdent à la facturation.",
            "Lacroix & Ferrand",
        ),
        ("en", "Our computers are looked after by Pennine Micro Support.", "Pennine Micro Support"),
        ("en", "Advisers such as our auditors, Fitzmaurice Doyle, may see records.", "Fitzmaurice Doyle"),
        (
            "en",
            "If you join a class run together with Calder Adult Learning, we pass your name on.",
            "Calder Adult Learning",
        ),
        ("en", "In the workshop we take cards on a Zettle reader.", "Zettle"),
    ],
)
def test_a_company_is_read_in_the_sentence_that_says_what_it_does(
    language: str, text: str, expected: str
) -> None:
    assert words_of(text, language) == {expected}


def test_what_a_denial_excepts_is_a_recipient() -> None:
    text = "Nous ne partageons pas vos données avec des tiers, à l'exception de Google LLC pour la mesure."
    assert words_of(text, "fr") == {"Google"}


def test_a_representative_on_a_line_of_its_own_is_whom_to_write_to() -> None:
    text = (
        "1. Datenschutz-Vertretung\n\nWir haben eine Datenschutz-Vertretung in der EU:\n\n"
        "VGQ Vertreter GmbH\nAm Kai 69\n20457 Hamburg"
    )
    assert named(text, "de") == set()


def test_a_word_that_ends_the_speakers_name_makes_no_other_name_the_speakers() -> None:
    text = (
        'St Odile\'s Academy Trust ("the Trust", "we") is the controller.\n\n'
        "We share data with:\n\n- the nursing team of Solent NHS Trust"
    )
    assert {party for party, _ in named(text)} == {"solent-nhs-trust"}


def test_the_group_a_vendor_belongs_to_is_no_recipient() -> None:
    assert {party for party, _ in named("This service is hosted by Heroku, a Salesforce company.")} == {
        "heroku"
    }


def test_the_companies_behind_links_are_no_recipients() -> None:
    text = "Diese Website enthält Links zu Websites Dritter (z. B. WhatsApp, Instagram, Facebook)."
    assert named(text, "de") == set()


def test_the_data_protection_officer_is_not_the_speaker() -> None:
    text = "2. Kontaktdaten des Datenschutzbeauftragten:\n\nQuarto DSB GmbH\nDachauer Str. 65\n80335 München"
    assert read(text, "de").speakers == ()
    assert read("Der Datenschutzbeauftragte des Verantwortlichen ist: Quarto DSB GmbH", "de").speakers == ()


def test_the_company_below_the_controllers_heading_is_the_speaker_whatever_the_line_looks_like() -> None:
    text = "1. Verantwortlicher\n\nVorreiter Gastgeber GmbH · Schodener Str. 1e · 54439 Saarburg"
    drafts = read(text, "de")
    assert drafts.speakers == ("Vorreiter Gastgeber GmbH",)
    assert drafts.recipients == ()


def test_a_company_named_once_with_its_form_is_recognised_where_it_recurs() -> None:
    text = "Diese Seite wird bei quorserv gehostet. Der Anbieter ist:\n\nquorserv GmbH\nIndustriestr. 19"
    assert named(text, "de") == {("quorserv", 3)}


def test_an_item_with_a_label_is_a_company_where_its_neighbours_are() -> None:
    text = "Betrieb\n\n- Server: noris network AG, Nürnberg\n- Speicher: IONOS\n- Ausfallwache: Livewarte\n"
    assert {party for party, _ in named(text, "de")} == {"noris-network", "ionos", "livewarte"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Athénée est développée et éditée par Théo Leroy, entrepreneur individuel."),
        (
            "fr",
            "Le responsable du traitement des données collectées sur ce site est l'association Les Amis de Sainte Odile.",
        ),
        ("de", "Mit dieser Erklärung möchte Sie die quorbiz GmbH, Rosenweg 5, 10178 Berlin informieren."),
        (
            "de",
            "Verantwortliche Stelle im Sinne des Gesetzes ist die quorbiz GmbH, Rosenweg 5, 10178 Berlin.",
        ),
        ("de", "Der Verantwortliche im Sinne der DSGVO ist\n\nVIQAS GmbH\nZollhof 7\n90443 Nürnberg"),
        ("de", "Quor2Doc - Datenschutz\n\nQuor2Doc ist ein Service der Quax-AL GmbH, Edisonallee 25."),
        ("de", "Zeitnah wird betrieben von Jana Brink, Einzelunternehmerin."),
        (
            "de",
            "Verantwortlich ist die Waldkurier Verlag KG.\n\nDatenschutz hat für die Redaktion des Waldkurier (Waldkurier Verlag KG) Bedeutung.",
        ),
    ],
)
def test_a_person_or_club_that_publishes_is_the_speaker(language: str, text: str) -> None:
    drafts = read(text, language)
    assert [r.name for r in drafts.recipients if r.named] == []
    assert drafts.speakers


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "For Zendesk we rely on the standard contractual clauses.", ("relies_on", "A46-2-c")),
        (
            "fr",
            "Les transferts vers Zendesk sont fondés sur les clauses contractuelles types.",
            ("relies_on", "A46-2-c"),
        ),
        (
            "de",
            "Soweit Google Daten in den USA verarbeitet, geschieht dies auf Grundlage des EU-US Data Privacy Framework.",
            ("relies_on", "DPF-EU"),
        ),
        ("en", "Your data is hosted and processed in the United States.", ("all_data_in", "US")),
        ("fr", "Les serveurs sont situés dans l'Union européenne.", ("all_data_in", "EU")),
        ("de", "Die Datenbank liegt in Irland.", ("all_data_in", "IE")),
        ("de", "Andere als die hier genannten Empfänger gibt es nicht.", ("list_complete", None)),
        (
            "en",
            "Everyone has signed a contract obliging them to protect it as carefully as we do.",
            ("flow_down", None),
        ),
        (
            "fr",
            "Les entreprises titulaires de nos marchés sont soumises aux mêmes règles de confidentialité.",
            ("flow_down", None),
        ),
        ("en", "Your content is not used to train AI models.", ("other", "ai training")),
        ("fr", "Nous n'utilisons jamais vos données pour entraîner des modèles.", ("other", "ai training")),
        ("de", "Eine Nutzung zum Training findet nicht statt.", ("other", "ai training")),
        (
            "en",
            "We tell account owners at least 30 days before a new subprocessor starts.",
            ("other", "new subprocessors"),
        ),
        (
            "fr",
            "Nous prévenons nos clients trente jours avant l'arrivée d'un nouveau sous-traitant.",
            ("other", "new subprocessors"),
        ),
        (
            "de",
            "Über den Einsatz neuer Unterauftragnehmer informieren wir vier Wochen vorher.",
            ("other", "new subprocessors"),
        ),
    ],
)
def test_a_promise_is_heard_in_these_words_too(
    language: str, text: str, expected: tuple[str, str | None]
) -> None:
    assert expected in promises(text, language)


def test_an_item_below_words_that_deny_is_a_promise() -> None:
    text = "We do NOT:\n\n- Sell your personal information to third parties\n- Read your mail"
    assert [(p.kind, p.line) for p in read(text).promises] == [("no_sale", 5)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "X-rays are read by specialists at Severn Imaging Partners.", "Severn Imaging Partners"),
        ("en", "Blood samples travel by courier to Castle Diagnostics in Ludlow.", "Castle Diagnostics"),
        ("en", "Before 2024 we used Intercom; we have since moved to Crisp.", "Crisp"),
        ("en", "Debt collection: Intrum.", "Intrum"),
        (
            "fr",
            "Les palettes partent, pour les professionnels, avec les Transports Cazottes.",
            "Transports Cazottes",
        ),
        ("fr", "L'emballage est sous-traité à l'ESAT Les Charmettes.", "ESAT Les Charmettes"),
        ("en", "We store pupil records in Bromquill.", "Bromquill"),
        ("en", "Our network is managed remotely by Schools Fibreway.", "Schools Fibreway"),
        ("en", "Visitors sign in on an Inventquill screen at reception.", "Inventquill"),
        ("de", "Nach der Abreise bittet Sie Quirl Alliance um eine Bewertung.", "Quirl Alliance"),
        ("de", "Frischware fährt unser Partner Kühlexpress Nord aus.", "Kühlexpress Nord"),
        ("de", "Gewinnspielpost drucken die Lebenshilfe Werkstätten Celle.", "Lebenshilfe Werkstätten Celle"),
        ("de", "Belege laden wir zu sevdesk hoch.", "sevDesk"),
        ("en", "Mail to support ends up in Quillpost.", "Quillpost"),
        ("fr", "L'authentification forte repose sur Cledor.", "Cledor"),
        ("de", "Blutproben untersucht das Labor Dr. Krause und Kollegen in Kiel.", "Labor Dr. Krause"),
        ("de", "Trikots mit Namen bedruckt Textildruck Sommer.", "Textildruck Sommer"),
        ("de", "Spielerpässe beantragen wir beim Fußballverband Westfalen.", "Fußballverband Westfalen"),
    ],
)
def test_more_sentences_that_say_what_a_company_does(language: str, text: str, expected: str) -> None:
    assert words_of(text, language) == {expected}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Wir verkaufen nichts.", "no_sale"),
        ("de", "Ihre Daten bleiben in Deutschland.", "all_data_in"),
        (
            "de",
            "Alle Firmen haben sich auf die Schweigepflicht verpflichtet, die auch uns bindet.",
            "flow_down",
        ),
        ("de", "Unsere Dienstleister sind vertraglich zur Vertraulichkeit verpflichtet.", "flow_down"),
        ("fr", "Les données restent en France.", "all_data_in"),
        ("de", "Wechseln wir einen Auftragsverarbeiter, kündigen wir das 14 Tage vorher an.", "other"),
        ("en", "Nothing else leaves the European Economic Area.", "no_transfer_outside"),
        ("fr", "Aucune donnée ne quitte l'Union européenne.", "no_transfer_outside"),
        ("en", "Mixpanel is certified under the Data Privacy Framework.", "relies_on"),
        ("en", "Records stay on servers in the United Kingdom.", "all_data_in"),
        ("en", "Each supplier signs an agreement which holds them to the same standards as us.", "flow_down"),
        ("en", "All service providers are contractually bound to protect your data.", "flow_down"),
        (
            "fr",
            "Nos prestataires se sont engagés à respecter le secret professionnel comme nous.",
            "flow_down",
        ),
        ("fr", "Nos sous-traitants sont contractuellement tenus d'assurer la confidentialité.", "flow_down"),
    ],
)
def test_small_organisations_promise_in_words_of_their_own(language: str, text: str, expected: str) -> None:
    assert expected in {kind for kind, _ in promises(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Eine Verarbeitung außerhalb der Europäischen Union kann nicht vollständig ausgeschlossen werden.",
        ),
        ("en", "A transfer outside the EEA cannot be ruled out."),
        ("fr", "Un transfert hors de l'Union européenne n'est pas totalement exclu."),
        ("en", "Should we sell the business, the buyer would receive the customer list."),
        ("fr", "Nous utilisons MailerLite, dont les serveurs se trouvent en Lituanie."),
    ],
)
def test_what_is_left_open_or_said_of_others_is_no_promise(language: str, text: str) -> None:
    assert [p for p in read(text, language).promises if p.kind != "other" or p.topic == "sale"] == []
