"""Rows of pasted tables: which column holds the companies, and what in its cells is a name."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named, one, read


@pytest.mark.parametrize("mark", ["\t", " | "])
@pytest.mark.parametrize(
    ("language", "header"),
    [
        ("en", ("Network", "Operated from")),
        ("en", ("Advertising partner", "Country")),
        ("en", ("Name of provider", "Purpose")),
        ("en", ("Company and address", "Purpose")),
        ("de", ("Name des Anbieters", "Zweck")),
        ("de", ("Eingesetzter Dienstleister", "Zweck")),
        ("de", ("Anbieter und Sitz", "Zweck")),
        ("fr", ("Nom du prestataire", "Finalité")),
        ("fr", ("Régie", "Pays")),
        ("fr", ("Destinataire des données", "Finalité")),
    ],
)
def test_a_column_of_companies_is_known_by_its_header(
    language: str, header: tuple[str, str], mark: str
) -> None:
    text = "\n".join(mark.join(row) for row in (header, ("Quarxwell", "Online"), ("Zorpeo", "Online")))
    assert named(text, language) == {("quarxwell", 4), ("zorpeo", 5)}


@pytest.mark.parametrize("header", [True, False])
def test_a_column_is_known_by_the_companies_in_it(header: bool) -> None:
    rows = ["Topic\tWho does it", "Mail\tMailjet", "Cards\tStripe", "Crashes\tQuarxwell"]
    assert {party for party, _ in named("\n".join(rows[not header :]))} == {"mailjet", "stripe", "quarxwell"}


def test_a_table_of_ordinary_words_names_nobody() -> None:
    assert (
        named("Topic\tPeriod\nInvoices\tTen years\nApplications\tSix months\nLetters\tThree years") == set()
    )


def test_a_town_behind_a_registered_name_is_no_company() -> None:
    text = "Verfahren\tDienstleister\nEssen\tNolbert GmbH, Frankenthal\nFotos\tFoto Halder e.K., Bamberg, Deutschland"
    assert named(text, "de") == {("nolbert", 4), ("foto-halder", 5)}


def test_names_between_strokes_may_be_small() -> None:
    text = "Verfahren\tDienstleister\nFächer\tMietra / zorbix\nMail\tMailjet"
    assert named(text, "de") == {("mietra", 4), ("zorbix", 4), ("mailjet", 5)}


def test_a_german_body_with_its_place_is_a_name() -> None:
    text = "Verfahren\tDienstleister\nSchutz\tVersicherungskammer Bayern\nBusse\tVerkehrsverbund Berlin"
    assert named(text, "de") == {("versicherungskammer-bayern", 4), ("verkehrsverbund-berlin", 5)}


@pytest.mark.parametrize("cell", ["Quarxel (Stripe)", "Quarxel by Stripe"])
def test_a_product_beside_its_company_in_a_cell_is_that_company_s(cell: str) -> None:
    recipient = one(f"Network\tCountry\n{cell}\tIreland")
    assert (recipient.party, recipient.service) == ("stripe", "Quarxel")
    assert "Quarxel" in recipient.aliases


def test_a_known_vendor_before_a_legal_form_is_one_name() -> None:
    (recipient,) = [r for r in read("Network\tCountry\nparcelLab Quarx Ltd.\tIreland").recipients if r.named]
    assert (recipient.party, recipient.named_as) == ("parcellab", "parcelLab Quarx Ltd.")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Die Reise plant mit uns der Quill Union Verein e. V. (QU) und erhält die Daten der Kinder.", "QU"),
        ("Verfahren\tDienstleister\nFahrkarten\tQVN – Quillverbund Nordland GmbH", "QVN"),
    ],
)
def test_short_names_beside_a_registered_name_are_kept(text: str, short: str) -> None:
    assert short in one(text, "de").aliases


def test_a_bracket_that_is_no_short_name_is_none() -> None:
    assert "Bonn" not in one("Wir nutzen die Quarx Systems GmbH (Bonn) für den Versand.", "de").aliases


@pytest.mark.parametrize("mark", ["\t", " | "])
@pytest.mark.parametrize(
    ("language", "header", "safeguards"),
    [
        ("en", "Safeguard", ("SCC and DPF", "not needed", "Adequacy decision for Israel")),
        ("en", "Basis of transfer", ("SCC and DPF", "no SCC needed", "Adequacy decision for Israel")),
        ("en", "What protects it", ("SCC and DPF", "none", "Adequacy decision for Israel")),
        ("de", "Absicherung", ("Standardvertragsklauseln, DPF", "nicht nötig", "Angemessenheitsbeschluss")),
        ("fr", "Garanties", ("clauses contractuelles types, DPF", "sans objet", "décision d'adéquation")),
    ],
)
def test_each_row_with_a_safeguard_relies_on_it(
    language: str, header: str, safeguards: tuple[str, ...], mark: str
) -> None:
    names = {"en": ("Provider", "Place"), "de": ("Anbieter", "Land"), "fr": ("Prestataire", "Pays")}[language]
    rows = [
        (*names, header),
        *zip(("Zorpeo", "Quarxwell", "Quillpost"), ("USA",) * 3, safeguards, strict=True),
    ]
    found = read("\n".join(mark.join(row) for row in rows), language).promises
    assert {(p.line, p.mechanism) for p in found if p.kind == "relies_on"} == {
        (4, "A46-2-c"),
        (4, "DPF-EU"),
        (6, "A45-3"),
    }


def test_a_promise_to_rely_stands_on_the_line_of_its_instrument() -> None:
    text = "If a provider had to process data abroad,\nthe transfer would be based on\nstandard contractual clauses."
    assert [p.line for p in read(text).promises if p.kind == "relies_on"] == [5]


def test_cells_of_a_page_stand_on_lines_of_their_own() -> None:
    rows = (
        "<table>\n<tr><th>Processor</th><th>Transfers</th></tr>",
        "<tr>\n<td>Quarxwell, Inc.</td>\n<td>SCC</td>\n</tr>\n</table>",
    )
    drafts = read("\n".join(rows), name="policy.html")
    assert [(r.party, r.lines) for r in drafts.recipients if r.named] == [("quarxwell", (6,))]
    assert [(p.kind, p.line) for p in drafts.promises] == [("relies_on", 7)]


def test_unknown_names_stand_in_bullets_as_known_ones_beside_them_do() -> None:
    text = """We are bound to these firms, which are all located in the United States:

* Mailchimp. Email newsletter service.
* Zorpable. WordPress blog hosting.
* Shopify. E-commerce platform.
* hCaptcha. Anti-bot and spam protection."""
    assert {party for party, _ in named(text)} == {"mailchimp", "zorpable", "shopify", "hcaptcha"}


def test_lines_with_colons_are_bullets_in_all_but_name() -> None:
    text = """5.1 Outils nécessaires

Cookie d'authentification : reconnaître les abonnés connectés.
Typeform : questionnaires facultatifs adressés aux lecteurs.
Datadog : surveillance technique.
Zorpigent : communication avec les abonnés.
Mailjet : notifications par courriel.

Durée : treize mois.
Finalité : mesure."""
    assert {party for party, _ in named(text, "fr")} == {"typeform", "datadog", "zorpigent", "mailjet"}


def test_a_list_below_a_heading_about_providers_has_them_behind_its_labels() -> None:
    text = """2. Nos prestataires

Ils n'agissent que sur nos instructions.

- Base des donateurs : Salesforce, dont les serveurs se trouvent à Paris.
- Courriels : Mailjet pour les messages automatiques.
- Envois postaux : les imprimeries Zorpusion Plus et Koba Quarx, puis La Poste.
- Hébergement du site : OVHcloud ; maintenance : agence Zorpable."""
    assert {party for party, _ in named(text, "fr")} >= {
        "salesforce",
        "mailjet",
        "zorpusion-plus",
        "koba-quarx",
        "la-poste",
        "ovh",
    }


def test_what_is_done_before_a_colon_is_no_company() -> None:
    text = """Who helps us

Our suppliers work on our instructions.

- Letters: a printing house prints statements.
- Cards: Mastercard Inc. runs the network and Thales prints them.
- Mail: Mailchimp sends it.
- Collections: we may pass the case to Lowell Ltd."""
    assert not {party for party, _ in named(text)} & {"letters", "cards", "mail", "collections"}


def test_a_row_that_says_where_a_program_runs_at_ones_own_names_no_recipient() -> None:
    text = """Outil | Hébergement | Données
Moodle | hébergé par l'université | cours
Mailjet | France | courriels
Stripe | Irlande | paiements"""
    assert {party for party, _ in named(text, "fr")} == {"mailjet", "stripe"}


def test_what_a_company_is_for_in_a_row_does_not_deny_it() -> None:
    text = """Anbieter | Zweck | Ort
Hetzner Online GmbH | Betrieb unserer eigenen Server | Deutschland
Mailjet | Newsletter | Frankreich"""
    assert {party for party, _ in named(text, "de")} == {"hetzner", "mailjet"}


@pytest.mark.parametrize(
    ("language", "cell"),
    [
        ("en", "Chat (no longer used since June 2022)"),
        ("en", "Chat, not used anymore"),
        ("de", "Chat (seit Juni 2022 nicht mehr eingesetzt)"),
        ("fr", "Clavardage (n’est plus utilisé depuis juin 2022)"),
        ("fr", "Clavardage, plus employés depuis 2022"),
    ],
)
def test_a_row_that_says_that_a_company_is_no_longer_used_names_no_recipient(
    language: str, cell: str
) -> None:
    header = {"en": "Provider | Purpose", "de": "Anbieter | Zweck", "fr": "Prestataire | Finalité"}[language]
    text = f"{header}\nMailjet | Newsletter\nStripe | "
    assert {party for party, _ in named(f"{text}Chat", language)} == {"mailjet", "stripe"}
    assert {party for party, _ in named(f"{text}{cell}", language)} == {"mailjet"}
