"""Words for places end in a country, a region or `unknown`, and say why."""

from __future__ import annotations

import pytest

from vendorgraph.exchange.reading.places.resolve import country_of, only_places, read_places
from vendorgraph.exchange.reading.row import PlaceWords

WORDS = {
    "United States": {"US"},
    "USA": {"US"},
    "U.S.": {"US"},
    "U.S.A.": {"US"},
    "us": {"US"},
    "États-Unis": {"US"},
    "Etats-Unis": {"US"},
    "ÉTATS-UNIS": {"US"},
    "Vereinigte Staaten": {"US"},
    "Vereinigte Staaten von Amerika": {"US"},
    "Estados Unidos": {"US"},
    "United States, Iceland, Germany": {"US", "IS", "DE"},
    "Australia, Brazil, Canada, France, Japan, Norway, Spain, Sweden, Switzerland, United Kingdom, United States": {
        "AU", "BR", "CA", "FR", "JP", "NO", "ES", "SE", "CH", "GB", "US"
    },
    "UK": {"GB"},
    "Great Britain": {"GB"},
    "Großbritannien": {"GB"},
    "Royaume-Uni": {"GB"},
    "England": {"GB"},
    "Northern Ireland": {"GB"},
    "Ireland": {"IE"},
    "Holland": {"NL"},
    "Pays-Bas": {"NL"},
    "Niederlande": {"NL"},
    "Deutschland": {"DE"},
    "Allemagne": {"DE"},
    "Schweiz": {"CH"},
    "UE": {"EU"},
    "EU": {"EU"},
    "European Union": {"EU"},
    "Europäische Union": {"EU"},
    "EEA": {"EEA"},
    "EWR": {"EEA"},
    "EEE": {"EEA"},
    "EU/EEA": {"EEA"},
    "EU / EWR": {"EEA"},
    "UE/US (Quarx Europe Ltd, clauses contractuelles types)": {"EU", "US"},
    "Quarx Europe Ltd": {"Europe"},
    "Schweiz (Angemessenheitsbeschluss der EU-Kommission)": {"CH"},
    "Tokyo, Japan — see Section 7, International transfers": {"JP"},
    "Irland (siehe Anlage 3, Transfers in die USA)": {"IE"},
    "EU-Server (US Konzern)": {"EU"},
    "weltweites Netz, Speicher EU; DPF / Standardklauseln": {"worldwide", "EU"},
    "EU (Amsterdam)": {"NL"},
    "EU (Ireland)": {"IE"},
    "EU (Frankfurt, Dublin)": {"DE", "IE"},
    "EU: Germany": {"DE"},
    "EU (e.g. Ireland)": {"EU", "IE"},
    "Germany (EU)": {"DE"},
    "Dublin, Ireland, EU": {"IE"},
    "USA, EU": {"US", "EU"},
    "Europe": {"Europe"},
    "Europe and North America": {"Europe", "North-America"},
    "Worldwide": {"worldwide"},
    "weltweit": {"worldwide"},
    "Monde entier": {"worldwide"},
    "Varies": {"unknown"},
    "Variable": {"unknown"},
    "": {"unknown"},
    "-": {"unknown"},
    "N/A": {"unknown"},
    "Region chosen by the customer": {"unknown"},
    "Customer-selected region": {"unknown"},
    "Région choisie par le client": {"unknown"},
    "vom Kunden gewählte Region": {"unknown"},
    "Region chosen by the customer: EU or US": {"EU", "US"},
    "Georgia": {"unknown"},
    "Géorgie": {"unknown"},
    "Atlanta, Georgia": {"US"},
    "Georgia, USA": {"US"},
    "Tbilisi, Georgia": {"GE"},
    "Congo": {"unknown"},
    "Guinea": {"GN"},
    "US / Global edge network": {"US", "worldwide"},
    "Global (USA, depending on load)": {"worldwide", "US"},
    "United States (R2, Eastern North America)": {"US"},
    "USA (US customers only); Ireland for customers in the EU": {"US", "IE"},
    "Germany (EU tenants)": {"DE"},
    "EU customers": {"EU"},
    "United States, or Ireland for accounts in our EU data centre": {"US", "IE"},
    "USA oder Irland für Konten in unserem EU-Rechenzentrum": {"US", "IE"},
    "États-Unis, ou Irlande pour les comptes de notre centre de données européen": {"US", "IE"},
    "US Cloud: us-east-1 (Virginia, USA). EU Cloud: eu-central-1 (Frankfurt, Germany)": {"US", "DE"},
    "EU cloud: somewhere": {"EU"},
    "Users in Germany": {"DE"},
    "EU · Germany, USA": {"DE", "US"},
    "Depends on the project's region": {"unknown"},
    "Jina AI GmbH": {"unknown"},
    "USA [confirm: EU backups?]": {"US"},
    "Hankamp 2, 32609 Hüllhorst, Industriestraße": {"DE"},
    "8 rue des Lilas, 61000 Nulleville": {"FR"},
    "Outside the EU": {"unknown"},
    "non-EU": {"unknown"},
    "Hors UE": {"unknown"},
    "außerhalb der EU": {"unknown"},
    "Worldwide excluding China": {"worldwide"},
    "Amsterdam": {"NL"},
    "San Francisco, CA": {"US"},
    "San Francisco, CA 94105": {"US"},
    "Wilmington, DE": {"US"},
    "Berlin, DE": {"DE"},
    "US, CA, DE": {"US", "CA", "DE"},
    "de, fr": {"DE", "FR"},
    "London, Ontario": {"CA"},
    "Paris, Texas": {"US"},
    "Cambridge": {"unknown"},
    "Cambridge, UK": {"GB"},
    "Cambridge, Massachusetts": {"US"},
    "New Jersey": {"US"},
    "Jersey": {"JE"},
    "New Mexico": {"US"},
    "eu-west-1": {"IE"},
    "AWS eu-central-1": {"DE"},
    "europe-west4": {"NL"},
    "us-east-1, eu-west-3": {"US", "FR"},
    "AWS US East (N. Virginia)": {"US"},
    "eu-west-9": {"unknown"},
    "West Europe": {"NL"},
    "Industriestr. 25, 91710 Gunzenhausen, Deutschland": {"DE"},
    "38 Rue de la Tour, 75008 Paris": {"FR"},
    "1 Hacker Way, Menlo Park, CA 94025, United States": {"US"},
    "D-80331 Kleinstadt": {"DE"},
    "5 Some Street, Wimblehurst RH12 2BH": {"GB"},
    "Hong Kong": {"HK"},
    "South Korea": {"KR"},
    "Czech Republic": {"CZ"},
    "Tschechien": {"CZ"},
    "Germany, Wakanda": {"DE", "unknown"},
    "Wakanda": {"unknown"},
    "DEU": {"DE"},
    "Dubai": {"AE"},
    "Rhode Island": {"US"},
    "Island": {"IS"},
    "Suède": {"SE"},
    "Schweden": {"SE"},
    "Data is hosted in Germany": {"DE"},
    "Allemagne et Irlande": {"DE", "IE"},
    "Irland (Dublin)": {"IE"},
    "USA (Virginia, Oregon)": {"US"},
    "Germany\nIreland": {"DE", "IE"},
    "hors UE (USA)": {"US"},
    "EU (Frankfurt) — no US transfer": {"DE"},
    "keine USA, nur Deutschland": {"DE"},
    "Netherlands HQ; data in Ireland": {"IE"},
    "HQ: US; data in Ireland": {"IE"},
    "USA (EU-US DPF)": {"US"},
    "US, EU SCCs": {"US"},
    "EU-Standardvertragsklauseln": {"unknown"},
    "UK IDTA and EU SCCs": {"unknown"},
    "EU GDPR region": {"unknown"},
    "🇺🇸": {"US"},
    "🇺🇸 🇩🇪": {"US", "DE"},
    "United States and other countries where Acme operates": {"US", "unknown"},
    "Washington D.C., USA (EU-Garantien)": {"US"},
    "États-Unis et nœuds périphériques CDN mondiaux": {"US", "worldwide"},
    "DACH": {"DE", "AT", "CH"},
    "DACH-Region": {"DE", "AT", "CH"},
    "Benelux": {"BE", "NL", "LU"},
    "Halle (Saale)": {"DE"},
    "Nîmes": {"FR"},
}  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), WORDS.items())
def test_words_for_places_end_in_a_country_a_region_or_unknown(words, expected):
    found = read_places(words)
    assert {place.place for place in found} == expected, found
    assert all(place.why for place in found)


@pytest.mark.parametrize("words", ["EU in Frankfurt", "EU-Region in Frankfurt", "région UE à Francfort"])
def test_a_town_in_a_region_is_the_place(words):
    assert {place.place for place in read_places(words)} == {"DE"}


def test_the_reason_tells_the_region_that_a_city_made_exact():
    (place,) = read_places("EU (Amsterdam)")
    assert "EU" in place.why
    assert "Netherlands" in place.why


def test_parts_of_a_cell_keep_what_happens_there():
    found = read_places(PlaceWords("Storage: Germany; Support: India", "processing"))
    assert {(place.place, place.kind) for place in found} == {("DE", "storage"), ("IN", "access")}


@pytest.mark.parametrize("words", ["USA", "EU (Amsterdam)", "Frankfurt, Germany", "États-Unis", "Worldwide"])
def test_words_that_are_nothing_but_places_are_known(words):
    assert only_places(words)


@pytest.mark.parametrize("words", ["Cloud services provider", "payments", "Stripe", "help us", "and", ""])
def test_words_that_are_more_than_places_are_not(words):
    assert not only_places(words)


def test_a_seat_is_one_country():
    assert country_of("Dublin, Ireland")[0] == "IE"
    assert country_of("USA, Germany")[0] is None
    assert country_of("EU")[0] is None


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("EU (Region Irland)", "IE"),
        ("EU (primary region Paris)", "FR"),
        ("EU Frankfurt", "DE"),
        ("🇪🇺 Stockholm (eu-north-1)", "SE"),
        ("Au choix du client ; pas de région Brésil", "unknown"),
        ("Germany; no servers in the US", "DE"),
        ("Österreich, kein Zugriff aus Indien", "AT"),
        ("Global edge; no files are stored at the edge", "worldwide"),
        ("Brazil for customers on the Americas plan, Finland for customers on the Europe plan", "BR FI"),
        ("USA / SCCs, Art. 46 DSGVO", "US"),
        ("Canada, avec des nœuds mondiaux", "CA worldwide"),
        ("TLS 1.3", "unknown"),
        ("D, A, CH", "DE AT CH"),
        ("D/F/EU", "DE FR EU"),
        ("Plan A", "unknown"),
        ("Not EU", "unknown"),
        ("US, not in the EU", "US"),
        ("nicht in Deutschland", "unknown"),
        ("not only in the EU", "EU"),
        ("Server in der EU, Unternehmenssitz USA", "EU"),
        ("Melbourne, FL", "US"),
        ("Vancouver, BC", "CA"),
        ("Perth, WA", "AU"),
        ("Seattle, WA", "US"),
        ("UAE and KSA", "AE SA"),
        ("Germany and Zorpland", "DE unknown"),
        ("Data centers en région parisienne", "FR"),
        ("CH-GVA-2, AT-VIE-1", "CH AT"),
        ("hel1 / nbg1", "FI DE"),
        ("VAT, IOT", "unknown"),
    ],
)
def test_what_is_around_a_name_decides_what_it_says(words: str, places: str) -> None:
    assert " ".join(dict.fromkeys(place.place for place in read_places(words))) == places


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Vereinigte Staaten, mit einem globalen Edge-Netzwerk", "US worldwide"),
        ("USA mit globalem Edge-Netz", "US worldwide"),
        ("Irland; Auslieferung über weltweit verteilte Edge-Knoten", "IE worldwide"),
        ("US, with points of presence around the world", "US worldwide"),
        ("Germany, delivered through a worldwide network of edge nodes", "DE worldwide"),
        ("États-Unis, avec un réseau edge mondial", "US worldwide"),
        ("France, avec des points de présence à travers le monde", "FR worldwide"),
        ("Slowenien, weltweites CDN", "SI worldwide"),
        ("Frankfurt, ohne globales CDN", "DE"),
        ("Allemagne, sans réseau mondial", "DE"),
        ("Germany (no global network)", "DE"),
        ("United States, part of a global group", "US"),
        ("Germany, global leader in e-mail", "DE"),
        ("France, membre d'un groupe mondial", "FR"),
        ("Deutschland, weltweit tätiger Konzern", "DE"),
    ],
)
def test_worldwide_beside_a_country_is_a_place_of_data_but_not_a_companys_reach(words, places):
    assert {place.place for place in read_places(words)} == set(places.split())
