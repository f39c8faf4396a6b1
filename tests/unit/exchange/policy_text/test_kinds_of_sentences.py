"""Sentences by which small organisations name who works for them, what denies it, and promises in other words."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import promises, read
from vendorgraph.exchange.policy_text.pdf_tables import with_columns


def drafted(text: str, language: str) -> set[str]:
    """What each company drafted is called."""
    return {r.name for r in read(text, language).recipients if r.named}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Home visits are made by Tarnbrook Nursing.", {"Tarnbrook Nursing"}),
        ("en", "Our tutors keep their notes in Quillbook.", {"Quillbook"}),
        ("en", "Invoices are paid by card and reconciled in Ledgerlark.", {"Ledgerlark"}),
        ("en", "In the café Tillwise provides the card readers.", {"Tillwise"}),
        ("en", "Our servers run in Finland and at Northrack in Bergen.", {"Northrack"}),
        (
            "en",
            "We share data with providers (Quillpost, Larkmail, Tillwise).",
            {"Quillpost", "Larkmail", "Tillwise"},
        ),
        ("en", "Swabs are analysed by Axiom Pathology.", {"Axiom Pathology"}),
        ("en", "Member records sit in Clubnest.", {"Clubnest"}),
        ("en", "For emergencies we call on Harrow Plumbing.", {"Harrow Plumbing"}),
        ("en", "Alarm and cameras: Brookguard. Visitors sign in at the desk.", {"Brookguard"}),
        ("en", "Volunteers are checked by the Disclosure and Barring Service.", set()),
        ("fr", "Le site est réalisé par Pixelo et hébergé par Scaleway.", {"Scaleway"}),
        ("fr", "Les actes sont reçus par l'étude Garnier, notaires.", {"Garnier"}),
        (
            "fr",
            "Les travaux sont confiés à nos artisans (Toits Morin, Élec Var).",
            {"Toits Morin", "Élec Var"},
        ),
        (
            "en",
            "Homework is set in Taskling; injuries are kept in Pulsemere.",
            {"Taskling", "Pulsemere"},
        ),
        ("en", "Our adviser Brightside Tax sees the books.", {"Brightside Tax"}),
        ("fr", "Les dossiers sont ouverts dans Vetolog.", {"Vetolog"}),
        ("fr", "La mutuelle est celle d'Harmonia Santé.", {"Harmonia Santé"}),
        ("fr", "Nous répondons aussi sur Parlotte.", {"Parlotte"}),
        ("fr", "Les diagnostics sont confiés à Expertises 58, les clés à Clavis.", {"Expertises 58"}),
        ("en", "We stream on Facebook, using a camera supplied by Quill Sound.", {"Meta", "Quill Sound"}),
        ("en", "Names are held in ChoirNest.", {"ChoirNest"}),
        ("en", "Worries go to the Parish Safeguarding Adviser.", set()),
        ("fr", "Les billets viennent de Spectado, par l'entremise de Loisirium.", {"Spectado", "Loisirium"}),
        ("fr", "Les séjours sont montés avec l'autocariste Cars Bleuet.", {"Cars Bleuet"}),
        ("de", "Die Noten halten wir in NotoBase fest.", {"NotoBase"}),
        ("fr", "Les impayés reviennent à Recouvria.", {"Recouvria"}),
        ("fr", "Les nappes sont lavées à la blanchisserie Montclair.", {"Montclair"}),
        ("fr", "Le plan des bus est établi par le bureau Cartéo.", {"Cartéo"}),
        (
            "fr",
            "Nous transmettons les dates à l'Office de tourisme de Montrevel et à la résidence Belair.",
            {"Office de tourisme de Montrevel", "Belair"},
        ),
        (
            "fr",
            "Le pass est géré avec les Transports publics jurassiens et les TVJ.",
            {"Transports publics jurassiens", "TVJ"},
        ),
        ("de", "Die Anmeldungen leiten wir an die Musikschule Talheim weiter.", {"Musikschule Talheim"}),
        ("de", "Den Fuhrpark betreut Garage Lutz.", {"Garage Lutz"}),
        ("de", "Die Buchhaltung läuft in Kontora24.", {"Kontora24"}),
        ("de", "Die Akten führen wir in Praxilo.", {"Praxilo"}),
        ("de", "Einlagen fertigt Orthopädietechnik Seidl.", {"Orthopädietechnik Seidl"}),
        ("de", "Die Schließfächer kommen von Brandner.", {"Brandner"}),
        ("de", "Diebstähle melden wir der HVG.", {"HVG"}),
        ("de", "Den Schaden meldet unser Versicherer Nordhelm.", {"Nordhelm"}),
        ("de", "An der Kasse werden Lesegeräte von Zahlix Systems eingesetzt.", {"Zahlix Systems"}),
    ],
)
def test_a_company_is_read_where_a_sentence_says_its_work(
    language: str, text: str, expected: set[str]
) -> None:
    assert drafted(text, language) == expected


@pytest.mark.parametrize(
    ("language", "header", "row", "expected"),
    [
        ("en", "| Contractor | Trade |", "| Hartley Roofing | roofs |", "Hartley Roofing"),
        ("fr", "| Artisan | Métier |", "| Plomberie Garnier | chauffage |", "Plomberie Garnier"),
        ("de", "| Handwerker | Gewerk |", "| Dachbau Lindner | Dächer |", "Dachbau Lindner"),
    ],
)
def test_a_table_of_trades_people_is_a_list_of_recipients(
    language: str, header: str, row: str, expected: str
) -> None:
    assert drafted(f"{header}\n|---|---|\n{row}", language) == {expected}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "You can download our app from the App Store and Google Play.", set()),
        ("en", "Subscriptions are bought through the App Store or Google Play.", {"Apple", "Google"}),
        ("fr", "L'application se trouve sur l'App Store et Google Play.", set()),
        ("fr", "Les achats dans l'application passent par l'App Store ou Google Play.", {"Apple", "Google"}),
        ("de", "Die App gibt es im App Store und bei Google Play.", set()),
        ("de", "Abonnements in der App werden über Google Play abgerechnet.", {"Google"}),
    ],
)
def test_a_shop_for_apps_is_a_recipient_where_something_is_bought_there(
    language: str, text: str, expected: set[str]
) -> None:
    assert drafted(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We left Dropbox in 2023."),
        ("en", "We have a page on Instagram; nothing from this site is sent there."),
        ("en", "We have no partnership with Expedia."),
        ("en", "The forecast comes from Windy, without your data being transferred."),
        ("en", "We are listed on Yelp, but we give them nothing."),
        ("en", "We dropped Constant Contact last spring."),
        ("en", "Kennels are licensed by the Animal Care Directorate."),
        ("en", "Unpaid fees may be claimed before the High Court."),
        ("fr", "Nous n'avons pas d'accord avec Expedia ni avec Booking."),
        ("fr", "Nous avons fermé notre compte Pinterest."),
        ("fr", "Le site est en ligne ; il a été dessiné par Studio Marge."),
        ("fr", "Auparavant, nous utilisions Dropbox."),
        ("fr", "La mesure d'audience (Matomo) est self-hosted."),
        ("fr", "La fréquentation est comptée par une installation de Matomo tenue par nos soins."),
        ("fr", "Les justificatives sont demandées auprès de la Caisse d'allocations familiales."),
        ("de", "Schriften laden wir nicht von Google."),
        ("de", "Die Seite wurde von der Agentur Farbwerk gestaltet."),
        ("de", "Die Karten kommen von Kindern."),
        ("fr", "Les visites sont mesurées par Matomo, installé sur notre serveur."),
        ("de", "Den Versand über Mailchimp haben wir eingestellt."),
        ("en", "We do not place advertising from Meta or TikTok."),
        ("en", "Until last year our forms ran on JotForm."),
        ("fr", "Aucune publicité de Facebook ne s'affiche."),
        ("fr", "Les créances sont remises à Maître Vidal."),
        ("de", "Cookies von Facebook gibt es bei uns nicht."),
        ("de", "Auf Google Maps verlinken wir nur."),
        ("fr", "La liste était tenue par Yahoo jusqu'en 2019."),
        ("de", "Kein Google Analytics, kein Facebook-Pixel."),
        ("de", "Fotos stammen von Adobe Stock."),
        ("de", "Früher nutzten wir Dropbox."),
        ("de", "Eine Anbindung an Strava oder eine Verknüpfung mit Garmin gibt es nicht."),
        ("de", "Die Kartenbilder liefert Mapbox, ohne dass Ihre Daten übermittelt werden."),
        ("de", "Anfragen gehen an eine selbst betriebene n8n-Instanz."),
        ("de", "Wir erfassen Ihren Namen und einen XING-Link."),
        ("de", "Die Befunde laufen über die Netzinfrastruktur des Landes."),
        ("de", "Unsere Vertretung in der EU ist die Datenanker GmbH."),
    ],
)
def test_what_is_left_installed_or_not_connected_is_no_recipient(language: str, text: str) -> None:
    assert drafted(text, language) == set()


def test_a_subsidiary_for_which_the_notice_speaks_is_no_recipient() -> None:
    text = (
        "Who we are\n\nHollin Trust Limited runs a museum. Its trading subsidiary, Hollin Cafés Limited, "
        'runs the cafés. In this notice "we" means both.'
    )
    assert drafted(text, "en") == set()


def test_a_company_whose_address_stands_before_the_verb_is_the_controller() -> None:
    text = "Die Hallenwerk Betriebs GmbH, Ringstraße 4, 70190 Stuttgart, ist verantwortlich."
    assert drafted(text, "de") == set()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Each of them is bound by a contract no less protective than this notice.", "flow_down"),
        ("en", "This notice names every company that receives personal data.", "list_complete"),
        (
            "en",
            "Google processes some data in the United States under the Data Privacy Framework.",
            "relies_on",
        ),
        ("en", "Our suppliers owe us the same confidentiality that we owe you.", "flow_down"),
        ("en", "Nobody outside this list receives your data.", "list_complete"),
        (
            "fr",
            "Ceux qui travaillent pour nous ont signé un engagement aussi strict que le nôtre.",
            "flow_down",
        ),
        ("fr", "Personne d'autre que ces sociétés ne reçoit vos données.", "list_complete"),
        ("de", "Wer für uns arbeitet, hat unterschrieben, so vertraulich zu arbeiten wie wir.", "flow_down"),
        ("de", "Alle genannten Firmen unterliegen derselben Schweigepflicht wie wir.", "flow_down"),
        ("en", "Agents sign a contract as strict as this policy.", "flow_down"),
        ("fr", "Nous ne monnayons aucune donnée.", "no_sale"),
        (
            "fr",
            "Tout prestataire est lié par un contrat qui lui impose notre niveau de protection.",
            "flow_down",
        ),
        ("de", "Mieterdaten sind nicht käuflich.", "no_sale"),
        ("de", "Wir verpflichten Handwerker auf dieselbe Vertraulichkeit.", "flow_down"),
        ("en", "All the above must guard your data as we do.", "flow_down"),
        ("fr", "Ces partenaires respectent la même discrétion que nous.", "flow_down"),
        ("fr", "Rien ne part hors d'Europe.", "no_transfer_outside"),
        ("de", "In Länder außerhalb der EU geht nichts.", "no_transfer_outside"),
        ("de", "Andere erhalten nichts.", "list_complete"),
        ("fr", "Chacun de ces prestataires s'engage à protéger vos données au même niveau.", "flow_down"),
        ("fr", "La présente politique cite tous les destinataires de vos données.", "list_complete"),
        ("fr", "Ces tableaux ne comportent aucune donnée nominative.", "no_personal_data"),
        ("de", "Diese Erklärung nennt alle Empfänger Ihrer Daten.", "list_complete"),
        ("de", "Die Auswertungen enthalten keine Personendaten.", "no_personal_data"),
        ("de", "Google verwendet dafür Mechanismen wie Standardvertragsklauseln.", "relies_on"),
    ],
)
def test_a_promise_is_heard_in_other_words(language: str, text: str, expected: str) -> None:
    assert expected in {kind for kind, _ in promises(text, language)}


def test_a_table_of_a_pdf_is_read_below_a_heading_that_says_the_word_of_its_header() -> None:
    plain = "Empfänger\nEmpfänger Zweck\nNordlicht Labor Blutwerte\nSüdwind Versand"
    laid = "Empfänger\n\nEmpfänger              Zweck\nNordlicht Labor        Blutwerte\nSüdwind                Versand"
    assert with_columns(plain, laid)[1:] == [
        "Empfänger\tZweck",
        "Nordlicht Labor\tBlutwerte",
        "Südwind\tVersand",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Visits are made by Governors. Our tutors keep results in Braille. Security: Passwords."),
        ("en", "Homework is marked by Class Teachers. We call on Volunteers. Cleaning: Mondays."),
        ("fr", "Les évaluations sont faites par les Enseignants. La maison des Jeunes prête la salle."),
        ("fr", "Les certificats sont signés par le Médecin scolaire. L'atelier Peinture a lieu le mardi."),
        ("de", "Die Anmeldung erfolgt bei Sekretärin oder Rektor. Wir arbeiten mit Kalender und Tafel."),
    ],
)
def test_people_by_their_office_and_days_are_no_companies(language: str, text: str) -> None:
    assert drafted(text, language) == set()
