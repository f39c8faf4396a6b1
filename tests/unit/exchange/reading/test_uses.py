"""Sentences beside a list, or under a title alone, in which the page's owner says whom it uses; others are told."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

TABLE = "| Vendor | Purpose | Location |\n|---|---|---|\n| Mailjet | E-mail | France |\n| Acme Cloud GmbH | Hosting | Germany |\n"
ROWS = ["Mailjet: FR", "Acme Cloud GmbH: DE"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We also use Stripe (Ireland) for payments and Postmark, US, for e-mail.", ["Stripe: IE", "Postmark: US"]),
        ("We use AWS (Ireland), Datadog (Germany), and Intercom (USA).", ["AWS: IE", "Datadog: DE", "Intercom: US"]),
        ("Kestrel uses Hetzner in Germany for hosting and Mailgun in the US for e-mail.", ["Hetzner: DE", "Mailgun: US"]),
        ("In addition, we rely on Cloudflare, Inc. (USA) as our CDN.", ["Cloudflare, Inc.: US"]),
        ("Our support team works with Zorpdesk (Denmark).", ["Zorpdesk: DK"]),
        ("We share personal data with: Hetzner (hosting, Germany), Postmark (e-mail, US) and Paddle (UK).", ["Hetzner: DE", "Postmark: US", "Paddle: GB"]),
        ("We send data to Stripe (US), Google and Zendesk.", ["Stripe: US", "Google: unknown", "Zendesk: unknown"]),
        ("Stripe (Ireland) is used for payments. Data is hosted at Hetzner, Germany.", ["Stripe: IE", "Hetzner: DE"]),
        ("Our subprocessors are AWS (Ireland), Sentry (US) and Mailgun (Germany).", ["AWS: IE", "Sentry: US", "Mailgun: DE"]),
        ("Wir versenden unseren Newsletter über Rapidmail GmbH (Freiburg).", ["Rapidmail GmbH: DE"]),
        ("Weitere Dienstleister sind Zendesk (Irland) und Calendly (USA).", ["Zendesk: IE", "Calendly: US"]),
        ("Nos paiements passent par Stripe (Irlande).", ["Stripe: IE"]),
        ("Payments are processed by Stripe in Ireland.", ["Stripe: IE"]),
        ("We use **Zorpify** for maps. The data are stored in Finland.", ["Zorpify: FI"]),
        ("Zusätzlich setzen wir Zorpify GmbH, Sitz Wien, für den Versand ein.", ["Zorpify GmbH: unknown"]),
        ("Wir setzen Hetzner Online GmbH (Deutschland) ein. Für den Versand nutzen wir Zorpify AG, Schweiz.", ["Hetzner Online GmbH: DE", "Zorpify AG: CH"]),
        ("Zusätzlich setzen wir für den Support die Quuxdesk GmbH & Co. KG, Köln, ein.", ["Quuxdesk GmbH & Co. KG: DE"]),
        ("Die Abwicklung erfolgt über Stripe Payments Europe Ltd. (Irland).", ["Stripe Payments Europe Ltd.: IE"]),
        ("Our newsletter is sent via Buttondown, based in the US.", ["Buttondown: US"]),
        ("Für den Versand nutzen wir CleverReach GmbH & Co. KG, Rastede, Deutschland.", ["CleverReach GmbH & Co. KG: DE"]),
        ("Wir setzen Zorpify GmbH, Sitz Wien, ein. Die Daten werden in Deutschland verarbeitet.", ["Zorpify GmbH: DE"]),
        ("Darüber hinaus kommt Sentry (USA) zum Einsatz.", ["Sentry: US"]),
        ("Nous faisons également appel à Brevo (France) pour l'envoi et à Stripe Payments Europe, Ltd. (Irlande).", ["Brevo: FR", "Stripe Payments Europe, Ltd.: IE"]),
        ("L'application est hébergée chez OVH SAS à Roubaix.", ["OVH SAS: FR"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["# Subprocessors", "# Unterauftragsverarbeiter", "# Sous-traitants"])
def test_vendors_that_the_owner_says_it_uses_are_rows(title: str, sentence: str, found: list[str]) -> None:
    assert said(f"{title}\n\n{sentence}\n") == found
    assert said(f"{title}\n\n{TABLE}\n{sentence}\n") == [*ROWS, *found]


def test_a_sentence_above_a_table_stands_before_its_rows_and_doubles_none() -> None:
    text = f"# Subprocessors\n\nWe use **Stripe** and Mailjet (France).\n\n{TABLE}"
    assert said(text) == ["Stripe: unknown", *ROWS]


def test_what_they_are_for_and_where_they_sit_is_kept() -> None:
    text = "# Sous-traitants\n\nNous utilisons aussi Crisp IM SAS, siège à Nantes, pour le support.\n"
    (row,) = read(text).rows
    assert row.purposes == ("support",)
    assert row.seat == "Nantes"
    assert not row.places


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("We no longer use Twilio (US).", "Twilio"),
        ("Wir setzen Twilio nicht ein.", "Twilio"),
        ("Nous n'utilisons pas Twilio.", "Twilio"),
        ("Customers may connect Salesforce with our product.", "Salesforce"),
        ("Stripe uses AWS (Ireland).", "Stripe, AWS"),
        ("We use Zorpify for maps.", "Zorpify"),
    ],
)
def test_other_sentences_about_vendors_are_told_and_no_rows(sentence: str, who: str) -> None:
    found = read(f"# Subprocessors\n\n{TABLE}\n{sentence}\n")
    assert [row.vendors for row in found.rows] == [("Mailjet",), ("Acme Cloud GmbH",)]
    (told,) = [warning for warning in found.warnings if "the sentence" in warning]
    assert f"names {who} and" in told


def test_a_company_that_runs_its_own_page_is_no_vendor_of_it() -> None:
    assert said(f"# Subprocessors\n\nKestrel is operated by Kestrel Labs Ltd.\n\n{TABLE}") == ROWS


def test_what_will_be_used_is_planned_and_what_may_be_is_inferred() -> None:
    planned, may = read("# Subprocessors\n\nWe will use Twilio (US). We may use Sentry (US).\n").rows
    assert planned.extra == {"status": "planned"}
    assert may.extra == {"basis": "inferred"}


@pytest.mark.parametrize(
    "sentence",
    [
        "We use sub-processors in the United States, Germany and France.",
        "We use the EU Standard Contractual Clauses (2021/914) for transfers to the US.",
        "Transfers are handled with Standard Contractual Clauses (EU).",
        "Kestrel owns the infrastructure that is used to host the service in Ireland.",
        "We use AES-256 and TLS 1.3 for encryption.",
        "We rely on the EU-US Data Privacy Framework (DPF) for transfers to the United States.",
        "Our DPO, Jane Doe (Dublin, Ireland), can be reached at dpo@kestrel.test.",
        "Kestrel Ltd (Ireland) uses the vendors below.",
        "We, Kestrel Ltd, London, UK, use the vendors below.",
        "Data is processed by Kestrel Inc. (USA) as controller.",
        "Vos données sont traitées par Kestrel SAS (France).",
        "We use data centers located in Frankfurt, Germany, and Paris, France.",
        "We engaged Zorpaudit AG (Germany) to audit us in 2024.",
        "Wir setzen Unterauftragsverarbeiter in Deutschland, Irland und den USA ein.",
        "Wir nutzen Server in Frankfurt, Deutschland.",
        "Die Übermittlung erfolgt über Standardvertragsklauseln (EU).",
        "Wir arbeiten mit Auftraggebern in Österreich zusammen.",
        "Nous utilisons des sous-traitants situés en France et en Irlande.",
        "Nous utilisons les Clauses Contractuelles Types (UE).",
        "Nous nous appuyons sur la décision d'adéquation (Royaume-Uni).",
    ],
)
def test_sentences_about_places_instruments_and_the_owner_name_no_vendor(sentence: str) -> None:
    assert said(f"# Sub-processors of Kestrel\n\n{TABLE}\n{sentence}\n") == ROWS


def test_a_list_may_be_said_to_hold_its_vendors() -> None:
    text = (
        "Die Liste der eingesetzten Unterauftragsverarbeiter ist in der Erklärung dokumentiert. Sie umfasst u. a. Vercel (Hosting), "
        "Supabase (Datenbank, EU) sowie — für die Erkennung — Anthropic und OpenAI (Texte)."
    )
    assert said(f"# AVV\n\n## Anlage: Unterauftragsverarbeiter\n\n{text}\n") == [
        "Vercel: unknown",
        "Supabase: EU",
        "Anthropic: unknown",
        "OpenAI: unknown",
    ]


def test_the_entities_of_a_group_in_one_sentence() -> None:
    text = "Quarx recourt également aux entités suivantes de son groupe : Quarx UK Ltd (Royaume-Uni) et Quarx Software SL (Espagne)."
    assert said(f"# Sous-traitants\n\n| Nom | Pays |\n|---|---|\n| Acme SAS | France |\n\n{text}\n") == [
        "Acme SAS: FR",
        "Quarx UK Ltd: GB",
        "Quarx Software SL: ES",
    ]


def test_a_vendor_in_a_bracket_behind_what_it_is() -> None:
    text = "Zur Verbesserung setzen wir ein Produkt-Analyse-Tool (PostHog) ein, das uns Daten liefert."
    table = "| Anbieter | Ort |\n|---|---|\n| Acme GmbH | Wien |\n"
    assert said(f"# Auftragsverarbeiter\n\n{table}\n{text}\n") == ["Acme GmbH: AT", "PostHog: unknown"]


def test_what_a_vendor_is_used_by_means_of() -> None:
    table = "| Nom | Pays |\n|---|---|\n| Acme SAS | France |\n"
    text = "La lettre est envoyée au moyen de Brevo, dont les serveurs se trouvent en France et en Allemagne."
    assert said(f"# Sous-traitants\n\n{table}\n{text}\n") == ["Acme SAS: FR", "Brevo: FR DE"]


def test_a_heading_may_ask_who_stores_it() -> None:
    text = "- **Quarxforce** – membership. It stores data in Ireland.\n- **TeamSnap** – lists. Servers in the US.\n\nWe also use the timing service of RowQuarx Oy, which is hosted in Finland.\n"
    assert said(f"# Privacy notice\n\n## Who stores it for us\n\n{text}") == [
        "Quarxforce: IE",
        "TeamSnap: US",
        "RowQuarx Oy: FI",
    ]


def test_sentences_behind_a_list_belong_to_it() -> None:
    text = (
        "## Who helps us run it\n\nWe use these providers:\n\n- **Fly.io** – runs it, London (UK)\n- **Neon** – database, Frankfurt, Germany\n\n"
        "Subscriptions are paid through Stripe, in Ireland.\n\nYour message is kept in our mailbox at Fastmail, whose servers are in the United States.\n"
    )
    assert said(f"# Privacy\n\n{text}") == ["Fly.io: GB", "Neon: DE", "Stripe: IE", "Fastmail: US"]


def test_a_title_about_hosting_may_be_followed_by_who_hosts() -> None:
    text = "## Hébergement du portail\n\nLe portail est hébergé par la société Quarx SA, dans ses centres situés en Suisse.\n\n"
    table = "## Nos sous-traitants\n\n| Nom | Pays |\n|---|---|\n| Acme SAS | France |\n"
    assert said(f"# Données\n\n{text}{table}") == ["Quarx SA: CH", "Acme SAS: FR"]


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Unsere Website liegt bei der Quarx Medien GmbH auf Servern in Deutschland.", "Quarx Medien GmbH: DE"),
        ("Zur Fernwartung nutzen wir die Software der Quarx GmbH, Göppingen (Verarbeitung in Österreich).", "Quarx GmbH: AT"),
        ("Our website is hosted by Quarx Internet Ltd in Carlow, Ireland.", "Quarx Internet Ltd: IE"),
    ],
)  # fmt: skip
def test_towns_beside_a_company_and_where_it_hosts(sentence: str, row: str) -> None:
    table = "| Name | Land |\n|---|---|\n| Acme SE | Frankreich |\n"
    assert said(f"# Dienstleister\n\n{table}\n{sentence}\n") == ["Acme SE: FR", row]


@pytest.mark.parametrize("title", ["Qui traite les données pour nous ?", "Wer speichert Ihre Daten?"])
def test_a_title_may_ask_who_has_the_data(title: str) -> None:
    assert said(
        f"# Quarx\n\n## {title}\n\n- **Acme SE** – mail – France\n- **Belmora** – Server – Finnland\n"
    ) == [
        "Acme SE: FR",
        "Belmora: FI",
    ]


AFFILIATES = "# Sub-processors\n\n| Vendor | Location |\n|---|---|\n| Stripe | USA |\n| Hetzner | Germany |\n\n## {}\n\n{}\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Zorp Inc. (USA) may access data to provide support.",
        "Zorp Inc. (USA) peut accéder aux données pour assurer le support.",
        "Zorp Inc. (USA) unterstützt den Kundendienst.",
        "Zorp Inc. (USA) is used for support.",
    ],
)
def test_companies_of_the_group_that_do_something_are_vendors(sentence: str) -> None:
    page = AFFILIATES.format("Affiliates", sentence)
    assert said(page) == ["Stripe: US", "Hetzner: DE", "Zorp Inc.: US"]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Our company", "Zorp Inc. (USA) provides software for shops."),
        ("Affiliates", "Zorp Inc. (USA) does not process any data."),
        ("Affiliates", "Customers in the USA may access their data."),
    ],
)
def test_other_sentences_that_begin_with_a_company_are_none(title: str, sentence: str) -> None:
    assert said(AFFILIATES.format(title, sentence)) == ["Stripe: US", "Hetzner: DE"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Our email is with {}.",
        "Payments go through {}.",
        "All our files live on {}.",
        "We keep our documents in {}.",
        "Our accountant is {}.",
        "{} does our payroll.",
        "{} looks after our computers.",
        "Zahlungen wickelt {} ab.",
        "Termine vergeben wir über {}.",
        "Unser Steuerberater ist {}.",
        "Gehostet wird bei {}.",
        "Um unsere IT kümmert sich {}.",
        "{} betreut unsere Computer.",
        "Nos e-mails partent de {}.",
        "La paie est tenue par {}.",
        "Les rendez-vous se prennent sur {}.",
        "Pour la newsletter, c'est {}.",
        "{} s'occupe de notre informatique.",
    ],
)
def test_where_what_is_done_goes_is_used(sentence: str) -> None:
    for name, code in (("Stripe (Ireland)", "IE"), ("Zorbix GmbH", "unknown")):
        text = f"# Our service providers\n\n{sentence.format(name)}\n\nWe use Mailchimp (USA) for our newsletter.\n"
        assert said(text) == [f"{name.split(' (')[0]}: {code}", "Mailchimp: US"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Our data protection officer is Datenschutz Nord GmbH.",
        "Our EU representative is Prighter GmbH, Vienna.",
        "Acme was acquired by Microsoft Corporation in 2023.",
        "The app is available on Google Play.",
        "Unser Datenschutzbeauftragter ist die DSB Nord GmbH.",
        "Acme est édité par Acme France SARL, 3 rue Verte, 85110 Chantonnay.",
        "Hierzu stellt die Acme GmbH eine Liste bereit.",
        "L'application est disponible sur Google Play.",
        "Nos comptes sont certifiés par Deloitte & Associés.",
    ],
)
def test_whom_the_owner_does_not_use_is_no_vendor(sentence: str) -> None:
    text = f"# Acme: our service providers\n\n{sentence}\n\nWe use Mailchimp (USA) for our newsletter.\n"
    assert [one for one in said(text) if not one.startswith("refused")] == ["Mailchimp: US"]


def test_a_company_of_the_group_in_the_list_is_not_told_again() -> None:
    table = "| Vendor | Purpose | Location |\n|---|---|---|\n| Amazon Web Services EMEA SARL | Hosting | Germany |\n| Stripe | Payments | US |\n"
    text = f"# Subprocessors\n\nCustomer data is hosted in Amazon Web Services data centres in Germany.\n\n{table}"
    assert said(text) == ["Amazon Web Services EMEA SARL: DE", "Stripe: US"]
