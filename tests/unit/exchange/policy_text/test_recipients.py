"""Which companies a policy says data go to, and what is no company or no recipient."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named, one, read


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Payments are handled by Stripe.", {("stripe", 3)}),
        ("en", "Our site is hosted by Marlowe Racks Ltd in York.", {("marlowe-racks", 3)}),
        ("en", "We pass your number to Brightwire, our messaging provider.", {("brightwire", 3)}),
        ("fr", "Le site est hébergé par la société Brumeval SAS à Rennes.", {("brumeval", 3)}),
        ("fr", "Notre prestataire de paiement est Mollie B.V.", {("mollie", 3)}),
        ("fr", "Les envois sont confiés à Pédalivreurs Coop.", {("pedalivreurs-coop", 3)}),
        ("de", "Gehostet wird die Seite bei der Nordhafen Rechner GmbH in Kiel.", {("nordhafen-rechner", 3)}),
        ("de", "Anbieter ist die rapidmail GmbH, Freiburg.", {("rapidmail", 3)}),
        ("en", "We share your records with:\n- our insurer, Quayside Mutual", {("quayside-mutual", 4)}),
        ("en", "Cloudﬂare protects our site.", {("cloudflare", 3)}),
        ("en", "We use Stripe, Mailjet and Quillpost.", {("stripe", 3), ("mailjet", 3), ("quillpost", 3)}),
        (
            "fr",
            "Sous-traitants : hébergeur (Scaleway), messagerie (Brumeval).",
            {("scaleway", 3), ("brumeval", 3)},
        ),
        ("fr", "Vos dossiers sont archivés chez Brumeval.", {("brumeval", 3)}),
        ("de", "Termine vergeben wir über die Plattform Praxiskalender24.", {("praxiskalender24", 3)}),
    ],
)
def test_a_company_is_drafted_by_catalogue_legal_form_or_context(
    language: str, text: str, expected: set[tuple[str, int]]
) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We do not use Google Analytics or Hotjar."),
        ("en", "You can block cookies in Google Chrome, Microsoft Edge or Apple Safari."),
        ("en", "You may complain to the ICO, and we follow the GDPR and ISO 27001."),
        ("en", "See Data Protection Commissioner v Facebook Ireland, C-311/18."),
        ("en", "Fonts come from our own server; no connection to Google Fonts is made."),
        ("fr", "Nous n'utilisons pas Google Analytics."),
        ("fr", "Nous n'employons ni Hotjar ni Criteo."),
        ("fr", "Nous utilisons Matomo, hébergé sur nos propres serveurs."),
        ("fr", "Vous pouvez saisir la CNIL, 3 place de Fontenoy, Paris."),
        ("en", "Unlike Strava, we publish nothing, and there is no Facebook pixel."),
        ("en", "Our data protection officer is Fennimore Compliance Ltd."),
        ("fr", "Nous avons retiré le pixel de Meta."),
        ("de", "Auf Hotjar verzichten wir."),
        ("de", "Datenschutzbeauftragter: Wattwacht Datenschutz GmbH, Husum."),
        ("de", "Wir setzen weder Hotjar noch Matomo ein."),
        ("de", "Facebook und TikTok setzen wir nicht ein."),
        ("de", "Beschwerden richten Sie an den BfDI in Bonn; es gilt die DSGVO."),
        ("de", "Es werden Google Fonts verwendet, die lokal installiert sind."),
    ],
)
def test_what_is_denied_or_no_company_is_not_drafted(language: str, text: str) -> None:
    assert named(text, language) == set()


def test_what_is_named_and_not_used_is_told_with_its_line() -> None:
    (unused,) = read("We do not use Hotjar.").no_recipients
    assert (unused.line, unused.named_as, unused.why) == (3, "Hotjar", "en.not_used.does-not-use")


def test_the_party_that_speaks_is_no_recipient() -> None:
    text = 'Privacy notice of the Quayside Club\n\nQuayside Club Ltd ("Quayside", "we") runs this site.\n\nQuayside sends mail via Mailjet.'
    drafts = read(text)
    assert {r.party for r in drafts.recipients if r.named} == {"mailjet"}
    assert any("Quayside" in speaker for speaker in drafts.speakers)


def test_a_product_goes_to_the_company_that_the_text_names_as_its_provider() -> None:
    text = "Google Analytics\n\nWir nutzen Google Analytics. Anbieter ist die Google Ireland Limited, Dublin, Irland."
    recipient = one(text, "de")
    assert (recipient.party, recipient.service) == ("google-ireland", "Google Analytics")


def test_an_unknown_product_belongs_to_the_provider_named_beside_it() -> None:
    recipient = one(
        "Les cours passent par la plateforme Ardoise360, fournie par la société Pixelune SAS.", "fr"
    )
    assert (recipient.party, recipient.service) == ("pixelune", "Ardoise360")


def test_a_product_said_to_be_of_another_company_is_drafted_with_a_question() -> None:
    recipient = one("Mailjet\n\nYou can send letters with Mailjet, provided by Zendesk, Inc.")
    assert recipient.party == "mailjet"
    assert recipient.named_as == "Zendesk, Inc."
    assert "confirm which is meant" in (recipient.note or "")


def test_a_short_form_belongs_to_the_company_named_in_full() -> None:
    recipient = one("Backups are kept with Marlowe Racks Ltd.\n\nMarlowe Racks stores them for a month.")
    assert recipient.party == "marlowe-racks"


def test_rows_of_a_table_are_recipients_whatever_separates_the_cells() -> None:
    for separator in ("\t", " | ", ";"):
        rows = (
            ["Provider", "Purpose", "Location"],
            ["Fernhill Packing", "Dispatch", "France"],
            ["Klaviyo", "News", "USA"],
        )
        text = "Our processors:\n\n" + "\n".join(separator.join(row) for row in rows)
        drafts = read(text)
        assert {r.party: r.values("place:") for r in drafts.recipients if r.named} == {
            "fernhill-packing": ("FR",),
            "klaviyo": ("US",),
        }, separator


def test_bullets_below_an_announcement_are_recipients() -> None:
    text = (
        "We share data with these service providers:\n\n- Quillpost – letters, Spain\n- Zendesk – help desk"
    )
    assert named(text) == {("quillpost", 5), ("zendesk", 6)}


def test_a_row_whose_borders_were_lost_is_read() -> None:
    recipient = one("ZendeskHelp desk softwareNo personal data is collected by Zendesk.Answering questions")
    assert (recipient.party, recipient.status) == ("zendesk", "disclaimed")


def test_an_ordinary_word_is_a_vendor_only_where_the_words_beside_it_say_so() -> None:
    assert named("Notion of the law: Segment by Segment we explain. Box four is empty.") == set()
    assert named("Our notes are kept with Notion.") == {("notion", 3)}


def test_a_link_to_a_vendors_own_policy_names_the_vendor() -> None:
    assert named("See https://www.mixpanel.com/legal/privacy-policy for what our measuring tool does.") == {
        ("mixpanel", 3)
    }
    assert (
        named(
            "How to refuse: https://support.google.com/chrome/privacy and https://www.cnil.fr/confidentialite"
        )
        == set()
    )


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("en", "Coming soon: summaries by OpenAI.", "planned"),
        ("fr", "Le partage vers WhatsApp est prévu prochainement.", "planned"),
        ("de", "In Kürze verfügbar: Texte mit Aleph Alpha.", "planned"),
        ("en", "We use Plausible. No personal data is collected by Plausible.", "disclaimed"),
        (
            "fr",
            "Nous utilisons AT Internet ; aucune donnée à caractère personnel n'est collectée par AT Internet.",
            "disclaimed",
        ),
        ("de", "Wir messen mit etracker; dabei werden keine personenbezogenen Daten erhoben.", "disclaimed"),
        ("en", "Payments are handled by Stripe.", "active"),
    ],
)
def test_planned_and_disclaimed_are_told_apart(language: str, text: str, status: str) -> None:
    assert one(text, language).status == status


def test_a_recipient_that_only_may_receive_is_possible() -> None:
    assert one("We may share data with Zendesk.").certainty == "possible"
    assert one("We share data with Zendesk.").certainty == "stated"


@pytest.mark.parametrize(
    ("language", "text", "group"),
    [
        ("en", "We may share data with strategic partners.", "partners"),
        ("en", "Data may be disclosed to public authorities.", "authorities"),
        ("en", "If the business is sold, data pass to the buyer.", "acquirer"),
        ("en", "The data may be sold to third parties.", "buyers"),
        ("fr", "Vos données sont transmises à nos partenaires commerciaux.", "partners"),
        ("fr", "En cas de cession, les données sont transmises au repreneur.", "acquirer"),
        ("de", "Behörden erhalten Daten nur auf Anordnung.", "authorities"),
        ("de", "Empfänger sind ferner die Krankenkassen.", "insurers"),
    ],
)
def test_groups_without_a_name_are_drafted_as_such(language: str, text: str, group: str) -> None:
    drafted = [r for r in read(text, language).recipients if not r.named]
    assert group in {r.party for r in drafted}
    assert all(r.lines == (3,) for r in drafted)


def test_bullets_below_words_of_disclosure_share_them() -> None:
    text = "Nous pouvons divulguer vos informations à des tiers :\n\n- sur décision de justice\n- en cas de fusion"
    groups = {(r.party, r.lines) for r in read(text, "fr").recipients if not r.named}
    assert {("authorities", (5,)), ("acquirer", (6,))} <= groups


def test_no_group_is_drafted_where_the_sentence_denies_it() -> None:
    assert [r for r in read("We never share data with advertising partners.").recipients if not r.named] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Videos liefert ein Dienst der Quillpost Ireland Limited, Dublin.", {("quillpost-ireland", 3)}),
        ("Wir versenden über den SMTP-Sub-Processor Quillpost SAS.", {("quillpost", 3)}),
        ("Anbieter für Nutzer in Europa ist die Quillpost Ltd, Dublin.", {("quillpost", 3)}),
    ],
)
def test_german_words_for_what_a_company_is_are_no_part_of_its_name(
    text: str, expected: set[tuple[str, int]]
) -> None:
    assert named(text, "de") == expected


def test_a_vendor_said_to_be_controller_later_is_not_the_speaker() -> None:
    padding = "\n\n".join("We look after what you give us." for _ in range(45))
    text = f"The Quayside Club is the data controller.\n\n{padding}\n\nAs Quillpost Ltd is the data controller, read on."
    assert {party for party, _ in named(text)} == {"quillpost"}


def test_bullets_of_a_list_most_of_whose_names_are_known_are_recipients_without_an_introduction() -> None:
    bullets = [
        "- MongoDB Atlas — database hosting",
        "- Zorpify (optional) — image search",
        "- Stripe, Quuxpay — payments",
        "- Render — hosting",
    ]
    found = named(
        "We use a small number of processors. Each one sees what it needs.\n\n" + "\n".join(bullets)
    )
    assert {party for party, _ in found} == {"mongodb", "zorpify", "stripe", "quuxpay", "render"}


@pytest.mark.parametrize(
    "bullets",
    [
        "- Stripe — payments\n- Account data — kept for a year\n- Log files — kept for a week",
        "- Stripe — payments\n- Render — hosting\nWe keep:\n- Account data — a year\n- Server logs — a week",
    ],
)
def test_bullets_of_other_lists_are_none(bullets: str) -> None:
    assert {party for party, _ in named(f"This is what we do.\n\n{bullets}")} <= {"stripe", "render"}


def test_a_cell_may_list_several_names_and_an_address_is_none() -> None:
    table = "| Recipient | Purpose |\n| Vercel / Neon / Zorpblob | Hosting |\n| Google Ireland Limited, Gordon House, Barrow Street | Mail |"
    assert {party for party, _ in named(table)} == {"vercel", "neon", "zorpblob", "google-ireland"}
