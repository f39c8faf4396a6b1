"""The words of headers tell what a column is, in English, French and German."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import of, read, said
from vendorgraph.exchange.reading.lines.headers import role_of

HEADERS = {
    "vendor": """
        Affiliate | Subsidiary | Group company | Contractor | Subcontractor | Sub-contractor name | Third party |
        Third-party service provider | Operator | Service provider (legal entity) | Legal entity | Organisation |
        Organization name | Business name | Supplier name | Partner | Processor | Name of processor |
        Engaged processor | Party | Who | Provider / Vendor | Company name | Name and address | Entity |
        Sub-processor (legal name) | Data recipient | Recipients | Data importer | Importer | Filiale du groupe |
        Acteur | Intervenant | Éditeur | Hébergeur | Opérateur | Organisme | Partenaire | Partenaires | Destinataire |
        Prestataire de services | Sous-traitant ultérieur | Sous-traitants | Raison sociale | Dénomination sociale |
        Nom du prestataire | Identité du sous-traitant | Société | Entreprise | Nom de l'entité | Entité | Qui |
        Fournisseur / Société | Nom | Tiers | Importateur de données | Cocontractant | Unterauftragnehmer |
        Unterauftragsverarbeiter | Unterauftragsverarbeiter (Name) | Subdienstleister | Subauftragnehmer |
        Sub-Auftragsverarbeiter | Unterauftragnehmer/in | Auftragsverarbeiter | Dienstleister | Drittanbieter |
        Zulieferer | Lieferant | Hersteller | Vertragspartner | Kooperationspartner | Betreiber | Verarbeiter |
        Firma | Firma, Anschrift | Firmierung | Unternehmen | Beauftragtes Unternehmen | Gesellschaft |
        Konzerngesellschaft | Tochtergesellschaft | Empfänger | Name des Dienstleisters | Name, Rechtsform | Wer |
        Anbieter | Partnerunternehmen | Weitere Auftragsverarbeiter | Eingesetzte Unterauftragnehmer | Auftragnehmer |
        Institution | Stelle | Datenempfänger | Datenimporteur
    """,
    "purpose": """
        Purpose | Purpose of processing | What for | Why | Why we use it | Use case | Services provided | Scope |
        Scope of services | Nature of processing | Role | Functionality | Task | Tasks | Reason for use |
        Business purpose | Subject matter | Description of processing | Details | Processing activity |
        Category of service | Service type | Type of service | Service category | What we use it for | What they do |
        Finalité | Finalités | Objet | Objet du traitement | Objectif | Usage | Utilisation | Rôle | Rôle / fonction |
        Service fourni | Services fournis | Prestation | Prestations | Nature du service | Nature de la prestation |
        Type de service | Description | Activité | Pourquoi | À quoi ça sert | Mission | Tâche |
        Domaine d'intervention | Fonction | Zweck | Zweck der Verarbeitung | Verarbeitungszweck | Leistung |
        Leistungen | Leistungsbeschreibung | Gegenstand der Leistung | Tätigkeit | Aufgabe | Aufgaben |
        Aufgabenbereich | Einsatzzweck | Verwendungszweck | Wofür | Wozu | Funktion | Rolle | Art der Dienstleistung |
        Art der Leistung | Beauftragte Leistung | Unterbeauftragte Leistung | Beschreibung |
        Beschreibung der Leistung | Anwendungsbereich | Einsatz | Einsatzbereich | Einsatzgebiet | Teilleistung |
        Verarbeitungsvorgang | Art und Zweck
    """,
    "place": """
        Location | Locations | Country | Countries | Region | Where | Geography | Data location | Data region |
        Location of data | Territory | Place | Country of destination | Destination country | Transfer country |
        Third country | Data transfer location | Pays | Pays de destination | Lieu | Lieux | Localisation |
        Localisation des données | Région | Zone géographique | Où | Emplacement | Emplacement des données |
        Pays tiers | Implantation | Territoire | Ort | Orte | Standort | Standorte | Land | Länder | Staat | Wo |
        Datenstandort | Zielland | Empfängerland | Datenregion |
        Drittland | Erbringungsort
    """,
    "storage": """
        Hosting location | Wo werden die Daten gespeichert | Où sont hébergées les données ? | Data center | Data centre location | Server location | Storage location |
        Data hosting location | Location of servers | Hosting region | Data residency | Data center region |
        Where data is stored | Lieu d'hébergement | Localisation des serveurs | Lieu de stockage |
        Pays d'hébergement | Centre de données | Localisation du stockage | Serverstandort | Serverstandorte |
        Speicherort | Rechenzentrum | RZ-Standort | Hostingstandort | Hosting-Standort | Rechenzentrumsstandort |
        Ort der Speicherung | Speicherland | Ort der Datenspeicherung
    """,
    "processing": """
        Processing location | Location of processing | Place of processing | Processing country |
        Country of processing | Countries where data is processed | Processing region | Where processed |
        Lieu de traitement | Lieu du traitement | Pays de traitement | Localisation du traitement | Verarbeitungsort |
        Ort der Verarbeitung | Verarbeitungsort/Land | Land der Datenverarbeitung | Bearbeitungsort | Leistungsort |
        Ort der Leistungserbringung | Ort der Leistung | Wo werden Daten verarbeitet? | Où sont traitées les données ?
    """,
    "access": """
        Remote access | Access location | Support location | Access from | Location of personnel | Accès à distance |
        Pays d'accès | Lieu d'accès | Fernzugriff | Zugriff aus | Zugriffsort | Support-Standort | Fernwartung aus
    """,
    "seat": """
        Headquarters | HQ | HQ location | Headquarter country | Registered office | Country of incorporation |
        Country of establishment | Entity country | Entity location | Corporate location | Corporate headquarters |
        Legal seat | Seat | Company location | Company country | Country of origin | Domicile |
        Place of establishment | Siège | Siège social | Pays du siège | Lieu d'établissement | Pays d'établissement |
        Établissement | Pays d'origine | Pays d'immatriculation | Nationalité | Sitz | Firmensitz | Unternehmenssitz |
        Hauptsitz | Sitzland | Sitz des Unternehmens | Niederlassung | Land des Sitzes | Herkunftsland |
        Sitz der Gesellschaft
    """,
    "address": """
        Address | Registered address | Postal address | Adresse | Adresse postale | Adresse du siège | Anschrift |
        Adresse des Unternehmens | Postanschrift
    """,
    "mechanisms": """
        Transfer mechanism | Safeguards | Appropriate safeguards | Legal basis for transfer | Transfer tool |
        Transfer safeguards | International transfers | Cross-border transfer | Basis for transfer | Adequacy |
        Transfer mechanism (if applicable) | SCCs | Lawful transfer mechanism | Data transfer mechanism | Guarantees |
        Garanties | Garanties appropriées | Mécanisme de transfert | Base légale du transfert | Outil de transfert |
        Encadrement du transfert | Transfert hors UE | Transferts | Instrument juridique | Garantien |
        Geeignete Garantien | Übermittlungsgrundlage | Rechtsgrundlage der Übermittlung | Transfermechanismus |
        Drittlandübermittlung | Drittlandtransfer | Schutzmaßnahmen Drittland | Absicherung |
        Angemessenheitsbeschluss | Rechtsgrundlage Drittlandtransfer | Grundlage Drittlandtransfer
    """,
    "categories": """
        Data categories | Categories of data | Personal data | Data processed | Type of data | Data types | Data |
        Data shared | Data involved | Data accessed | What data | Données | Données traitées | Catégories de données |
        Types de données | Données concernées | Données personnelles | Nature des données | Daten | Datenkategorien |
        Datenarten | Art der Daten | Verarbeitete Daten | Betroffene Daten | Kategorien personenbezogener Daten |
        Datentypen
    """,
    "status": """
        Status | Current status | State | Statut | État | Zustand | Einsatzstatus | Aktiv | Active
    """,
    "website": """
        Website | URL | Link | Web | Site web | Site internet | Lien | Webseite | Homepage | Internetseite
    """,
}


@pytest.mark.parametrize("role", HEADERS)
def test_a_header_tells_what_its_column_is(role: str) -> None:
    written = [header.strip() for header in HEADERS[role].replace("\n", " ").split("|")]
    assert {header: role_of(" ".join(header.split())) for header in written} == dict.fromkeys(written, role)


@pytest.mark.parametrize("header", ["Servers", "Hosting", "Hébergement", "Details 2", ""])
def test_a_column_that_holds_little_but_places_says_where_whatever_its_header(header: str) -> None:
    text = f"Vendor,What for,{header}\nAcme Ltd,Mail,Frankfurt\nBolt Inc,Logs,Dublin (AWS)\nCargo,Forms,USA\n"
    assert said(text, "list.csv") == ["Acme Ltd: DE", "Bolt Inc: IE", "Cargo: US"]


@pytest.mark.parametrize("header", ["Hosting", "Hébergement", "Server", "Speicherung"])
def test_a_header_of_hosting_is_of_places_where_its_column_holds_them(header: str) -> None:
    text = f"Vendor;Role;{header};Hors UE\nAcme;Mail;Acme Cloud, Irlande;Non\nBolt;Logs;USA, avec points mondiaux;Oui\n"
    assert said(text, "list.csv") == ["Acme: IE", "Bolt: US worldwide"]


@pytest.mark.parametrize("header", ["Outside the EU", "Hors UE", "Außerhalb der EU"])
def test_a_column_that_asks_where_data_are_not_gives_no_place(header: str) -> None:
    text = f"Vendor,Purpose,Location,{header}\nAcme,Mail,Canada,yes\nBolt,Logs,France,no\n"
    assert said(text, "list.csv") == ["Acme: CA", "Bolt: FR"]


@pytest.mark.parametrize(
    ("header", "words", "places"),
    [
        ("Usage and Country", "We use Acme for its storage (in the US and the Netherlands).", "US NL"),
        ("Description", "Files are stored with Acme in Canada.", "CA"),
        ("Beschreibung", "Betreibt unsere Datenbank, gehostet in Österreich.", "AT"),
        ("Description", "Conserve les fichiers, hébergés en Suède.", "SE"),
        ("Description", "Host and operate the app; mail (MX) too.", "unknown"),
        ("Description", "Mail to customers in the EU.", "unknown"),
    ],
)
def test_what_a_vendor_does_may_say_where_when_no_column_does(header: str, words: str, places: str) -> None:
    text = f"| Vendor | Service | {header} |\n|---|---|---|\n| Acme Ltd | IaaS | {words} |\n| Bolt Ltd | Logs | Keeps logs. |\n"
    assert said(text)[0] == f"Acme Ltd: {places}"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Head office", "seat"),
        ("Données hébergées en", "storage"),
        ("Data stored in", "storage"),
        ("Gespeichert in", "storage"),
        ("Daten gespeichert in", "storage"),
    ],
)
def test_headers_that_a_place_completes(header: str, role: str) -> None:
    assert role_of(header) == role


def test_words_of_security_in_a_column_of_transfers_name_no_country() -> None:
    text = 'Vendor,Purpose,Location,Transfer mechanism & safeguards\nAcme,Mail,India,"Acme DPA, TLS 1.3"\nBolt,Logs,US,SCCs\n'
    assert said(text, "list.csv") == ["Acme: IN", "Bolt: US"]


@pytest.mark.parametrize("header", ["Support access", "Remote access", "Supportzugriff", "Staff access"])
def test_who_supports_from_where_is_a_place_too(header: str) -> None:
    text = f'Company,Service,Data region,{header}\nAcme,Mail,Ireland,"India, Canada"\nBolt,Logs,Germany,Germany\n'
    assert said(text, "list.csv") == ["Acme: IE IN CA", "Bolt: DE"]


@pytest.mark.parametrize("regions", [("US Region", "EU Region"), ("USA", "Europa"), ("États-Unis", "UE")])
def test_regions_above_places_are_columns_of_places(regions: tuple[str, str]) -> None:
    text = f"Subprocessor Name,Description,{','.join(regions)},Optional?\nAcme,Hosting,Oregon,Dublin,No\nBolt Oy,Forms,—,Finland,Yes\n"
    found = read(text, "list.csv").rows
    assert [of(row) for row in found] == ["Acme: US IE", "Bolt Oy: FI"]
    assert found[0].purposes == ("Hosting",)


@pytest.mark.parametrize("header", ["Leistung und Ort", "Service and location", "Prestation et lieu"])
def test_a_header_that_asks_what_and_where_is_answered_in_one_cell(header: str) -> None:
    table = f"| Vendor | {header} | Contract |\n|---|---|---|\n| Acme GmbH | VPS, Serverstandort Wien, Österreich | yes |\n"
    (row,) = read(f"# Sub-processors\n\n{table}").rows
    assert (of(row), row.purposes) == ("Acme GmbH: AT", ("VPS, Serverstandort Wien, Österreich",))


def test_a_title_that_speaks_of_vendors_is_not_the_header_below_it() -> None:
    lines = [
        "Vendor register (extract),,,",
        "Owner: Data Office,,,",
        "Vendor legal name,Service,Hosting country,Remote access from",
    ]
    rows = read(
        "\n".join([*lines, "Acme Ltd,Mail,Ireland,India", "Bolt GmbH,Logs,Germany,"]), "list.csv"
    ).rows
    assert [of(row) for row in rows if not row.refused] == ["Acme Ltd: IE IN", "Bolt GmbH: DE"]


def test_a_column_beside_that_of_places_that_names_none_is_no_place() -> None:
    table = "| Subprocessor | Purpose | Acme site | Location |\n|---|---|---|---|\n"
    rows = "| AWS | Hosting | US1, AP1 | USA; Japan |\n| Zendesk | Support | All | USA |\n"
    assert said(f"# Subprocessors\n\n{table}{rows}") == ["AWS: US JP", "Zendesk: US"]


def test_who_runs_the_data_centre_is_the_vendor() -> None:
    table = "| Data center operator | Location of data center | Services |\n|---|---|---|\n| Equinix, Inc. | Chicago, USA | Sales |\n| NTT | Tokyo | Desk |\n"
    assert said(f"# Infrastructure\n\n{table}") == ["Equinix, Inc.: US", "NTT: JP"]
