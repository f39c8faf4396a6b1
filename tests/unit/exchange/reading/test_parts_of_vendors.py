"""What a page tells of one vendor in lists and headings of their own: its services, its data centres, its promises."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

TABLE = "# Sub-processors\n\n| Vendor | Purpose | Location |\n|---|---|---|\n| {} | Hosting | IE |\n"


@pytest.mark.parametrize(
    ("vendor", "title", "items"),
    [
        ("Amazon Web Services", "### AWS Services Used", ["EC2 (Compute)", "RDS (Database)", "S3 (Storage)"]),
        ("Amazon Web Services", "### Genutzte AWS-Dienste", ["EC2 (Rechenleistung)", "SES (E-Mail)"]),
        ("Amazon Web Services", "### Services AWS utilisés", ["EC2 (calcul)", "RDS (base de données)"]),
        ("Microsoft Azure", "### Azure services in use", ["Blob Storage (files)", "Key Vault (secrets)"]),
        ("Google Cloud", "### Google Cloud products we use", ["Cloud Run: compute", "Pub/Sub: queues"]),
        ("Amazon Web Services", "We use the following AWS services:", ["EC2 (Compute)", "RDS (Database)"]),
        ("Amazon Web Services", "Folgende Dienste von AWS werden genutzt:", ["EC2 (Server)", "RDS (Daten)"]),
        (
            "Amazon Web Services",
            "Nous utilisons les services AWS suivants :",
            ["EC2 (calcul)", "S3 (fichiers)"],
        ),
    ],
)
def test_the_services_of_a_vendor_that_stands_above_are_told_as_its_parts(
    vendor: str, title: str, items: list[str]
) -> None:
    found = read(f"{TABLE.format(vendor)}\n{title}\n\n" + "".join(f"- {item}\n" for item in items))
    assert [row.vendors for row in found.rows] == [(vendor,)]
    assert any("says that these are parts of" in warning for warning in found.warnings)


def test_a_table_of_a_vendors_services_holds_no_vendors() -> None:
    table = "| Service | Purpose | Region |\n|---|---|---|\n| EC2 | Compute | Ireland |\n| RDS | Database | Ireland |\n"
    assert said(f"{TABLE.format('Amazon Web Services')}\n### AWS services\n\n{table}") == [
        "Amazon Web Services: IE"
    ]


@pytest.mark.parametrize(
    ("title", "bullets"),
    [
        ("### Services we use", "- Sentry (errors, US)\n- Postmark (e-mail, US)\n"),
        ("### Services hosted on AWS", "- Sentry (errors, US)\n- Postmark (e-mail, US)\n"),
        ("### AWS services and other tools", "- Sentry (errors, US)\n- Postmark (e-mail, US)\n"),
        ("### Stripe services", "- Sentry (errors, US)\n- Postmark (e-mail, US)\n"),
    ],
)
def test_vendors_under_a_title_of_services_stay_vendors(title: str, bullets: str) -> None:
    assert said(f"{TABLE.format('Amazon Web Services')}\n{title}\n\n{bullets}")[1:] == [
        "Sentry: US",
        "Postmark: US",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "### AI Data Commitments\n\n- ✅ **No Training:** Your data is not used\n- ✅ **DPAs in Place:** All have signed\n\n"
        "### BYOK (Bring Your Own Key)\n\nFor customers using BYOK:\n- Data is sent directly to your provider\n- We do not keep keys\n",
        "### KI-Zusagen\n\n- **Kein Training:** Ihre Daten werden nicht verwendet\n- **Support vor Ort:** nur auf Wunsch\n\n"
        "### Eigener Schlüssel (BYOK)\n\n- Ihre Daten gehen direkt an Ihren Anbieter\n",
        "### Engagements IA\n\n- **Pas d'entraînement :** vos données ne servent à rien d'autre\n"
        "- **Mesures en place :** tous ont signé\n\n### Clé personnelle\n\n- Les données vont chez votre fournisseur\n",
    ],
)
def test_what_is_promised_of_vendors_is_no_vendor(text: str) -> None:
    bullets = "\n## Payment Sub-processors\n\n- Stripe, Inc. (US): payments\n"
    found = [one for one in said(f"{TABLE.format('Neon')}\n{text}{bullets}") if "refused" not in one]
    assert found == ["Neon: IE", "Stripe, Inc.: US"]


@pytest.mark.parametrize(
    "bullets",
    [
        "- the **EU Standard Contractual Clauses** (Module Two); and\n"
        "- the **UK International Data Transfer Addendum** to the EU SCCs (issued by the ICO), where the exporter is in the UK.\n",
        "- **International Data Transfer Agreement** (issued by the ICO, UK)\n- **Swiss Addendum** to the SCCs (Switzerland)\n",
        "- **Internationales Datentransfer-Addendum** (Vereinigtes Königreich)\n- **Zusatzvereinbarung für die Schweiz** (Schweiz)\n",
        "- **Addendum britannique** aux CCT (Royaume-Uni)\n- **Décision d'adéquation** de la Commission (États-Unis)\n",
        "- **Standardklauseln.** Wo ein Unterauftragsverarbeiter sie anbietet, stützen wir uns darauf.\n"
        "- **Rahmenwerke auf Anbieterebene.** Einige der aufgeführten Anbieter unterhalten eigene Zertifizierungen.\n",
        "- **Frameworks of vendors.** Some of the vendors above hold certifications.\n- **Clauses.** Each provider has signed.\n",
        "- **Cadres propres.** Certains des fournisseurs ci-dessus sont certifiés.\n- **Clauses.** Chaque prestataire a signé.\n",
    ],
)
def test_the_instruments_of_transfers_and_what_vendors_have_of_them_are_none(bullets: str) -> None:
    lead = "Where a sub-processor runs a network in the United States, the transfer is made under:"
    found = said(f"{TABLE.format('Neon')}\n## International transfers\n\n{lead}\n\n{bullets}")
    assert [one for one in found if "refused" not in one] == ["Neon: IE"]


@pytest.mark.parametrize(
    ("title", "details", "purpose", "centres", "labels"),
    [
        ("Data processors", "Company details", "Purpose of processing", "Data centre location",
         ("Primary", "Secondary", "All servers")),
        ("Auftragsverarbeiter", "Unternehmensdetails", "Zweck der Verarbeitung", "Rechenzentrumsstandort",
         ("Primär", "Sekundär", "Alle Server")),
        ("Sous-traitants", "Coordonnées", "Finalité du traitement", "Localisation des centres de données",
         ("Principal", "Secondaire", "Tous les serveurs")),
    ],
)  # fmt: skip
def test_a_vendor_with_headings_of_its_own_is_one_row(
    title: str, details: str, purpose: str, centres: str, labels: tuple[str, str, str]
) -> None:
    def vendor(number: int, name: str, places: str) -> str:
        return (
            f"## {number}. {name}\n\n**Status:** OK\n\n### {details}\n- **Website:** https://quarx.test\n\n"
            f"### {purpose}\n- E-mail\n\n### {centres}\n{places}\n"
        )

    places = f"- **{labels[0]}:** Falkenstein, Germany\n- **{labels[1]}:** Helsinki\n- **{labels[2]}:** EU\n"
    text = vendor(1, "Hetzner Online GmbH", places) + vendor(2, "Quarx GmbH", f"- **{labels[0]}:** Dublin")
    found = read(f"# {title}\n\n{text}\n## Contact\n\n- **E-mail:** dpo@quarx.test\n").rows
    assert [(row.vendors, row.purposes) for row in found] == [
        (("Hetzner Online GmbH",), ("E-mail",)),
        (("Quarx GmbH",), ("E-mail",)),
    ]
    assert said(f"# {title}\n\n{text}") == ["Hetzner Online GmbH: DE FI EU", "Quarx GmbH: IE"]


def test_the_products_of_a_company_that_bears_the_name_of_its_group_are_its_parts() -> None:
    bullets = "- Verify (codes)\n- Lookup (number checks)\n"
    assert said(f"{TABLE.format('Twilio Ireland Limited')}\n### Twilio products we use\n\n{bullets}") == [
        "Twilio Ireland Limited: IE"
    ]


@pytest.mark.parametrize(
    "bullets",
    [
        "- **No training.** Your records never train a model.\n- **Human review.** A clinician checks every draft.\n",
        "- **Keine Werbung.** Wir zeigen keine.\n- **Datensparsamkeit.** Es wird wenig erhoben.\n",
        "- **Pas de revente.** Rien n'est vendu.\n- **Sobriété.** Peu de données suffisent.\n",
    ],
)
def test_a_list_half_of_which_is_promises_is_none_of_vendors(bullets: str) -> None:
    found = read(f"{TABLE.format('Neon')}\n## Principles\n\n{bullets}")
    assert [row.vendors for row in found.rows] == [("Neon",)]
    assert any("'Principles' names no vendors" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("Name | Purpose | Duration", ["session | Login | Session", "lang | Language | 1 year"]),
        ("Name | Zweck | Dauer", ["sitzung | Anmeldung | Sitzung", "sprache | Sprache | 1 Jahr"]),
        ("Nom | Finalité | Durée", ["session | Connexion | Session", "langue | Langue | 1 an"]),
        (
            "Role | Name | E-mail",
            ["DPO | Dr. Ada Berg | dpo@quarx.test", "Security | On call | sec@quarx.test"],
        ),
        ("Funktion | Name | Telefon", ["Leitung | Ada Berg | 0711 1", "Technik | Bo Quarx | 0711 2"]),
        (
            "Fonction | Nom | Courriel",
            ["DPO | Ada Berg | dpo@quarx.test", "Technique | Bo Roux | t@quarx.test"],
        ),
    ],
)
def test_tables_of_cookies_and_of_persons_hold_no_vendors(header: str, rows: list[str]) -> None:
    lines = "".join(f"| {row} |\n" for row in [header, "---|---|---", *rows])
    assert said(f"{TABLE.format('Neon')}\n## More\n\n{lines}") == ["Neon: IE"]


def test_a_table_of_names_with_companies_among_them_stays_one_of_vendors() -> None:
    lines = "| Name | Purpose | Retention |\n|---|---|---|\n| Quarx Ltd | Mail | 1 year |\n| Zorpify | Logs | 30 days |\n"
    assert said(f"# Sub-processors\n\n{lines}") == ["Quarx Ltd: unknown", "Zorpify: unknown"]


@pytest.mark.parametrize(
    "bullets",
    [
        "- Controller: management\n- Processor: data protection officer, dpo@quarx.test\n",
        "- Auftraggeber: Geschäftsführung\n- Auftragnehmer: Datenschutzbeauftragte, dpo@quarx.test\n",
        "- Responsable du traitement : direction\n- Sous-traitant : délégué à la protection des données, dpo@quarx.test\n",
    ],
)
def test_who_of_a_party_is_spoken_to_is_no_vendor(bullets: str) -> None:
    found = said(f"{TABLE.format('Neon')}\n## Instructions\n\n{bullets}")
    assert [one for one in found if "refused" not in one] == ["Neon: IE"]


@pytest.mark.parametrize(
    ("title", "bullets"),
    [
        ("Certifications", "- **ISO 27001** (since 2023)\n- **SOC 2 Type II** – annual report\n- **Cyber Essentials** (United Kingdom)\n"),
        ("Was unsere Anbieter vorlegen", "- **ISO/IEC 27001** (Deutschland)\n- **BSI C5** – Testat\n"),
        ("Transfers", "- **Contractual measures.** SCCs with each vendor.\n- **Technical measures.** Encryption.\n"),
        ("Übermittlungen", "- **Vertragliche Maßnahmen.** Klauseln.\n- **Technische Maßnahmen.** Verschlüsselung.\n"),
        ("Transferts", "- **Mesures contractuelles.** Clauses.\n- **Mesures techniques.** Chiffrement.\n"),
    ],
)  # fmt: skip
def test_certificates_and_measures_are_no_vendors(title: str, bullets: str) -> None:
    found = said(f"{TABLE.format('Neon')}\n## {title}\n\n{bullets}")
    assert [one for one in found if "refused" not in one] == ["Neon: IE"]


@pytest.mark.parametrize(
    ("title", "purpose", "recipients", "one", "other"),
    [
        ("Records of processing", "Purpose: payroll", "Recipients", "Payroll", "Canteen"),
        ("Verzeichnis von Verarbeitungstätigkeiten", "Zweck: Löhne", "Empfänger", "1. Löhne", "2. Kantine"),
        (
            "Registre des traitements",
            "Finalité : paie",
            "Destinataires",
            "Fiche 1 : paie",
            "Fiche 2 : cantine",
        ),
    ],
)
def test_the_recipients_of_an_activity_are_rows_and_the_activity_is_none(
    title: str, purpose: str, recipients: str, one: str, other: str
) -> None:
    lists = [
        "- Quarx SA (software, France)\n- Zorpify Ltd (hosting, Ireland)\n",
        "- Acme GmbH (food, Germany)\n- Police\n",
    ]
    fiches = [
        f"## {name}\n\n**{purpose}**\n\n**{recipients}:**\n\n{bullets}\n**Retention:** 2 years\n\n"
        for name, bullets in zip([one, other], lists, strict=True)
    ]
    assert said(f"# {title}\n\n{''.join(fiches)}") == [
        "Quarx SA: FR",
        "Zorpify Ltd: IE",
        "Acme GmbH: DE",
        "refused: is a kind of recipient, no vendor",
    ]


def test_a_bold_title_of_a_list_is_no_card_above_its_vendors() -> None:
    card = "**{}**\nAddress: San Francisco, USA\nPurpose: mail\nLocation of processing: {}\n\n"
    text = card.format("1. Quarx UK Limited", "United Kingdom") + card.format("2. Zorpify, Inc.", "Germany")
    assert said(
        f"**Annex III – List of Sub-processors**\n\nThis Annex forms part of the Agreement.\n\n{text}"
    ) == [
        "Quarx UK Limited: GB",
        "Zorpify, Inc.: DE",
    ]


@pytest.mark.parametrize("title", ["Who we are", "1. Verantwortlicher", "Qui sommes-nous ?", "Impressum"])
def test_who_owns_the_page_is_no_vendor_of_it(title: str) -> None:
    page = f"# Privacy\n\n## {title}\n\nQuarx SARL, Nantes, France.\n\n## Service providers\n\n"
    table = "| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Payments | IE |\n"
    assert said(page + table) == ["Stripe: IE"]


def test_what_holds_for_all_vendors_is_none_of_their_cards() -> None:
    card = "## {}. {}\n\n### Activité\n{}\n\n### Localisation\n- {}\n\n"
    text = card.format(1, "Quarx SA", "Hébergement", "Lyon, France") + card.format(
        2, "Zorpify SARL", "Support", "Rabat, Maroc"
    )
    rules = "## 3. Règles communes\n\n- Le Sous-traitant informe le Responsable.\n- Le Responsable peut s'opposer.\n"
    found = said(f"# Sous-traitance ultérieure\n\n{text}{rules}")
    assert [one for one in found if "refused" not in one] == ["Quarx SA: FR", "Zorpify SARL: MA"]


@pytest.mark.parametrize(
    "title", ["AWS and other services", "AWS und weitere Dienste", "Services AWS et autres"]
)
def test_services_of_a_vendor_and_of_others_are_those_of_others_too(title: str) -> None:
    bullets = "- Zorpify (chat, France)\n- Quarx Desk (tickets, Finland)\n"
    assert said(f"{TABLE.format('Amazon Web Services')}\n## {title}\n\n{bullets}")[1:] == [
        "Zorpify: FR",
        "Quarx Desk: FI",
    ]


def test_a_page_whose_title_ends_in_a_companys_form_is_no_vendor_of_its_own_list() -> None:
    page = "# Dienstleister der Quarx Energie eG\n\n## Zweck\n\nBetrieb\n\n## Auftragsverarbeiter\n\n"
    assert said(f"{page}- Zorpify GmbH (Hosting, Deutschland)\n- Acme AG (Hosting, Schweiz)\n") == [
        "Zorpify GmbH: DE",
        "Acme AG: CH",
    ]


def test_headings_of_a_vendor_below_which_others_stand_are_no_dossier() -> None:
    page = "# Vendors\n\n## Quarx Ltd\n\n### Purpose\n\n- Hosting\n\n### Sub-processors\n\n"
    found = said(f"{page}- Zorpify GmbH (print, Germany)\n- Acme AG (hosting, Switzerland)\n")
    assert {"Zorpify GmbH: DE", "Acme AG: CH"} <= set(found)


def test_vendors_whose_names_begin_as_labels_do_stay_vendors() -> None:
    bullets = "- **No Fluff Jobs** (Poland): job ads\n- **Cabinet Moreau** (France): payroll\n"
    assert said(f"# Sub-processors\n\n{bullets}") == ["No Fluff Jobs: PL", "Cabinet Moreau: FR"]


def test_a_card_whose_name_ends_in_a_kind_of_vendor_is_one() -> None:
    cards = "".join(
        f"<div><h3>{name}</h3><p>Mail.</p><p>{place}</p></div>"
        for name, place in [("Quarx", "Finland"), ("Zorpify Partner", "Canada"), ("Acme Mail", "Ireland")]
    )
    assert said(f"<h1>Our sub-processors</h1>{cards}", "list.html") == [
        "Quarx: FI",
        "Zorpify Partner: CA",
        "Acme Mail: IE",
    ]


@pytest.mark.parametrize(
    ("title", "bullets"),
    [
        ("Data residency", "- **US region:** Oregon\n- **EU region:** Frankfurt, on request\n"),
        ("Datenresidenz", "- **Primärregion:** Deutschland\n- **Ausweichregion:** Niederlande\n"),
        ("Résidence", "- **Région principale :** France\n- **Région de secours :** Belgique\n"),
        ("Servers", "- **Primary:** Germany\n- **All servers:** Germany\n"),
        ("Encryption", "- In transit: TLS\n- At rest: AES\n"),
        ("Glossary", "- Controller: who decides\n- EEA: EU, Iceland, Liechtenstein, Norway\n"),
        (
            "Incident history",
            "| Date | Vendor | Summary |\n|---|---|---|\n| 2025-04-01 | CircleCI | Keys rotated |\n",
        ),
    ],
)
def test_regions_states_of_data_terms_and_incidents_are_no_vendors(title: str, bullets: str) -> None:
    found = said(f"{TABLE.format('Neon')}\n## {title}\n\n{bullets}")
    assert [one for one in found if "refused" not in one] == ["Neon: IE"]
