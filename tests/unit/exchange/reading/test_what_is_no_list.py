"""What stands on the page of a list and names no vendor of it: logs of changes, instructions, labels of paragraphs."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

TABLE = "# Sub-processors\n\n| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Payments | US |\n"
LOG = "\n| Date | Vendor | Change |\n|---|---|---|\n| 2026-01-02 | Zendesk | added |\n| 2025-01-02 | Mailgun | removed |\n"


@pytest.mark.parametrize(
    "title", ["Change log", "Revision history", "Änderungshistorie", "Historique des modifications"]
)
def test_the_vendors_of_a_log_of_changes_stand_elsewhere_or_no_more(title: str) -> None:
    found = read(f"{TABLE}\n## {title}\n{LOG}\n### 2026\n\n- Zendesk (US) added for support\n")
    assert [row.vendors for row in found.rows] == [("Stripe",)]
    assert sum(f"'{title}' tells what has changed" in warning for warning in found.warnings) == 2


@pytest.mark.parametrize(
    "bullets",
    [
        "- Anthropic: execute Anthropic's Data Processing Addendum.\n- OpenAI: review OpenAI's API terms.\n",
        "1. Create an account at Stripe\n2. Sign the DPA of OpenAI, then enable it\n3. Configure Vercel (US) as the region\n",
        "- Unterzeichnen Sie den AVV von Hetzner\n- Prüfen Sie die Standardvertragsklauseln von Stripe\n",
        "- **Customer notification**: We notify customers by e-mail.\n- **Due diligence**: We check vendors in the US.\n",
        "**Benachrichtigung** – Wir informieren Sie 30 Tage vorher.\n\n**Widerspruch** – Sie können widersprechen.\n",
        "## Règles de tenue\n\n- Une localisation hors UE (Stripe, Expo) exige un mécanisme de transfert.\n- Purges planifiées : npm run purge (app, hebdo)\n",
        "**Droit d'opposition** – Vous disposez de 30 jours.\n\n**Contact** – dpo@exemple.test\n",
    ],
)
def test_instructions_and_paragraphs_with_labels_are_no_vendors(bullets: str) -> None:
    assert said(f"{TABLE}\n{bullets}") == ["Stripe: US"]


@pytest.mark.parametrize(
    "bullet",
    [
        "- **Zorpify**: We use Zorpify for forms.\n- **Quarx** (DE): logs\n",
        "- Open Collective – accounting (US)\n- Check Point – firewall (IL)\n",
        "- Sift: review fraud (US)\n- Onfido: verify identities (GB)\n",
    ],
)
def test_vendors_that_begin_alike_stay_vendors(bullet: str) -> None:
    found = read(f"# Sub-processors\n\n{bullet}").rows
    assert [row.refused for row in found] == [None, None]


def test_vendors_in_running_text_that_does_not_say_who_uses_them_are_no_rows() -> None:
    found = read(
        "# Sub-processors\n\nStripe: it gets your card data.\n\nYou may connect Slack (US) and Google.\n"
    )
    assert not found.rows
    *told, last = found.warnings
    assert [warning.split(" names ")[1].split(" and ")[0] for warning in told] == ["Stripe", "Slack, Google"]
    assert last == "list.md: it holds no list, and no table with a row below its header"


def test_kinds_of_recipients_are_no_vendors_beside_those_that_are() -> None:
    text = """## Destinataires

- Personnel habilité
- Sous-traitants : OVH (hébergement, France), Stripe (paiement, Irlande)
- Autorités, sur réquisition
"""
    refused = "refused: is a kind of recipient, no vendor"
    assert said(text) == [refused, "OVH: FR", "Stripe: IE", refused]


def test_the_one_vendor_among_kinds_of_recipients_is_kept() -> None:
    text = "## Third parties\n\n- Analytics: Google Analytics\n- Legal authorities\n- Business transfers\n- Our employees\n"
    assert said(text)[0] == "Google Analytics: unknown"


@pytest.mark.parametrize(
    "title", ["Qualification & due diligence", "Auswahl und Anforderungen", "Exigences et évaluation"]
)
def test_what_is_asked_of_vendors_names_none(title: str) -> None:
    text = "1. **Security & Cryptography**: AES-256 at rest, TLS 1.3 in transit\n2. **Breach SLAs**: within 24 hours\n"
    assert said(f"{TABLE}\n## Sub-processors: {title}\n\n{text}") == ["Stripe: US"]


def test_who_wrote_a_page_is_no_vendor_of_it() -> None:
    head = "# Sous-traitants\n\n**Opérateur :** Ada Quarx — France — `ada@quarx.test`  \n**Date :** 2026-09-04  \nÀ confirmer.\n"
    assert said(
        f"{head}\n| Prestataire | Finalité | Lieu |\n|---|---|---|\n| Stripe | Paiement | Irlande |\n"
    ) == ["Stripe: IE"]


def test_what_a_card_says_of_security_is_no_list() -> None:
    card = "<div><h3>{}</h3><p>{}</p><p>{}</p><a href='https://dpa.test'>DPA ansehen</a><p>Schutzmaßnahmen</p><ul><li>Zero Data Retention</li><li>Keine Speicherung</li></ul></div>"
    cards = card.format("Quarx", "Mail", "USA") + card.format("Zorpify", "Logs", "Irland")
    assert said(f"<h1>Unterauftragsverarbeiter</h1><div>{cards}</div>", "list.html") == [
        "Quarx: US",
        "Zorpify: IE",
    ]


def test_labels_in_bold_in_one_paragraph_are_no_vendors() -> None:
    text = "**Last reviewed**: 2026-05-23  \n**Next review**: 2027-05-23\n"
    assert said(f"{TABLE}\n{text}") == ["Stripe: US"]


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Auftragsverarbeitungsvertrag", "Kontrollrechte"),
        ("AVV — Auftragsverarbeitungs-Vertrag (Vorlage)", "Betroffenenrechte"),
        ("Data Processing Addendum", "Return of data"),
        ("Contrat de sous-traitance", "Fin du contrat"),
        ("Sub-processors", "Technical measures"),
    ],
)
def test_other_lists_of_a_contract_name_no_vendors(title: str, about: str) -> None:
    table = TABLE.removeprefix("# Sub-processors\n")
    text = f"# {title}\n\n## Sub-processors\n\n{table}\n## {about}\n\n### Details\n\n- Access control: keys\n- Return – Deletion\n"
    assert said(text) == ["Stripe: US"]


def test_the_files_that_a_contract_consists_of_are_no_vendors() -> None:
    table = "| Annex | Document | Purpose |\n|---|---|---|\n| 1 | `BACKUP_POLICY.md` | Backups |\n"
    assert all(
        one.startswith("refused") for one in said(f"# Sub-processors\n\n{TABLE}\n## Annexes\n\n{table}")[1:]
    )


def test_a_task_about_a_vendor_is_none() -> None:
    (row,) = read(
        "## Sub-processors\n\n- [x] → **Proton**, noted 2026-09-14\n- Stripe (Ireland): payments\n"
    ).rows[:1]
    assert row.refused == "is a task, no vendor"


PARTIES = (
    "<div><div><p>Verantwortlicher (Auftraggeber)</p><p>[Name]</p><p>[Ort]</p></div>"
    "<div><p>Der Auftragsverarbeiter (Auftragnehmer)</p><p>Quarx Software GmbH</p><p>5020 Salzburg</p></div></div>",
    "<p>Auftragnehmer</p><address><strong>Quarx Software GmbH</strong><br>Am Deich 4<br>26721 Emden<br>"
    "(nachfolgend „Auftragnehmer“)</address>",
)


@pytest.mark.parametrize("parties", PARTIES)
def test_the_parties_to_a_contract_are_no_vendors(parties: str) -> None:
    table = "<table><tr><th>Unterauftragnehmer</th><th>Ort</th></tr><tr><td>Acme GmbH</td><td>Wien</td></tr></table>"
    text = f"<h1>Auftragsverarbeitungsvertrag</h1>{parties}<h2>Anlage: Unterauftragnehmer</h2>{table}"
    assert [one for one in said(text, "avv.html") if not one.startswith("refused")] == ["Acme GmbH: AT"]


def test_a_line_below_a_table_about_the_page_is_no_vendor() -> None:
    (*_, last) = read("Sous-traitant,Pays\nAcme SAS,France\nContact : dpo@acme.test,\n", "list.csv").rows
    assert last.refused == "is a note to the table, no vendor"


def test_a_blank_line_before_the_header_is_no_row() -> None:
    assert said("# Sub-processors\n\n| | |\n|---|---|\n| Vendor | Location |\n| Acme | Ireland |\n") == [
        "Acme: IE"
    ]


@pytest.mark.parametrize(
    "more",
    [
        "## Related documents\n\n- Terms / Conditions – General terms\n- App notice – Privacy notice for the tool\n",
        "## Change log\n\n- 2026-04-07 Initial published list: Hetzner, Stripe, Cloudflare.\n",
        "## Security and Compliance\n\nAll subprocessors listed above:\n\n- Maintain certifications (SOC 2, ISO 27001)\n- Implement encryption for data\n",
        "## Risiko\n\nDas Risiko bei in den USA gehosteten Daten ist der Zugriff nach Verordnung 12333. Es wird aus folgenden Gründen niedrig eingestuft:\n\n"
        "- Das AWS-DPA enthält Verpflichtungen.\n- Das EU-US-Datenschutz-Framework (etabliert 2023) schützt.\n",
    ],
)  # fmt: skip
def test_what_else_stands_on_the_page_of_a_list_names_no_vendor(more: str) -> None:
    assert said(f"{TABLE}\n{more}") == ["Stripe: US"]


def test_the_line_of_a_form_that_lists_vendors_is_a_list() -> None:
    form = (
        "| Term | Value |\n|---|---|\n| Agreement | This DPA |\n| Approved subprocessors | [Cloudflare](https://cloudflare.com) "
        "(US; DNS), Quarx (US/UK; hosting), Stripe (Ireland; payments) |\n| Governing law | Delaware |\n"
    )
    assert [one for one in said(f"# DPA\n\n## Key terms\n\n{form}") if not one.startswith("refused")] == [
        "Cloudflare: US",
        "Quarx: US GB",
        "Stripe: IE",
    ]


def test_those_whom_data_are_shared_with_are_a_list() -> None:
    text = "## Who we share your data with\n\nYour data may be shared with:\n\n- **AWS** - Our infrastructure\n- **Law enforcement** - When required\n"
    assert said(f"# Privacy policy\n\n{text}") == [
        "AWS: unknown",
        "refused: is a kind of recipient, no vendor",
    ]


def test_a_column_of_roles_makes_no_parties_to_a_contract() -> None:
    rows = (
        "| Processor | Acme GmbH | Wien |\n| Controller | Bolt Ltd | Dublin |\n| Processor | Stripe | US |\n"
    )
    found = said(f"# Sub-processors\n\n| Role | Vendor | Location |\n|---|---|---|\n{rows}")
    assert found == ["Acme GmbH: AT", "Bolt Ltd: IE", "Stripe: US"]
