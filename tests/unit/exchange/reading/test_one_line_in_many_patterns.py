"""One list of vendors, a line each, in every pattern that lists of lines are written in, marked up in several ways."""

from __future__ import annotations

from itertools import product

import pytest

from tests.unit.exchange.reading.shapes import said

#: The title, the sentence before the list, and of each vendor what for, where, its code, and its address.
LISTS = {
    "en": (
        "Our sub-processors",
        "We use the following companies to process personal data.",
        ("hosting of the application", "Germany", "DE", "12 Ring Road, 10115 Berlin, Germany"),
        ("customer support", "USA", "US", "500 Market St, San Francisco, CA 94105, USA"),
        ("payment processing", "Ireland", "IE", "1 Main Street, Dublin 2, Ireland"),
    ),
    "de": (
        "Unsere Unterauftragsverarbeiter",
        "Wir setzen folgende Unternehmen ein, die personenbezogene Daten verarbeiten.",
        ("Hosting der Anwendung", "Deutschland", "DE", "Ringstraße 12, 10115 Berlin"),
        ("Kundensupport", "USA", "US", "500 Market St, San Francisco, CA 94105, USA"),
        ("Zahlungsabwicklung", "Irland", "IE", "1 Main Street, Dublin 2, Irland"),
    ),
    "fr": (
        "Nos sous-traitants ultérieurs",
        "Nous faisons appel aux sociétés suivantes, qui traitent des données personnelles.",
        ("hébergement de l’application", "Allemagne", "DE", "12 Ringstraße, 10115 Berlin, Allemagne"),
        ("assistance aux clients", "États-Unis", "US", "500 Market St, San Francisco, CA 94105, États-Unis"),
        ("traitement des paiements", "Irlande", "IE", "1 Main Street, Dublin 2, Irlande"),
    ),
}
KEYS = {"en": ("Purpose", "Location"), "de": ("Zweck", "Standort"), "fr": ("Finalité", "Lieu")}
NAMES = {"known": ("Hetzner", "Zendesk", "Stripe"), "new": ("Zorbix", "Quarxo", "Telbra")}
FORMED = ("Zorbix GmbH", "Quarxo Inc.", "Telbra Ltd")
PATTERNS = (
    "{n} – {w} – {c}",
    "{n}, {c} – {W}",
    "{n}, {c}: {W}",
    "{n}: {W}, {c}",
    "{n} / {W} / {c}",
    "{n} · {W} · {c}",
    "{n} [{c}] {W}",
    "{n}—{W} ({c})",
    "{n} ({W}) – {c}",
    "{n} ({k1}: {W}, {k2}: {c})",
    "{W} – {n} ({c})",
    "{W} – {n} – {c}",
    "{W}: {n}, {a}",
    "{n}, {a}",
    "{n}, {a} – {W}",
)


def _lines(language: str, names: tuple[str, ...], pattern: str) -> list[str]:
    first, second = KEYS[language]
    return [
        pattern.format(n=name, w=what, W=what[0].upper() + what[1:], c=where, a=address, k1=first, k2=second)
        for name, (what, where, _, address) in zip(names, LISTS[language][2:], strict=True)
    ]


def _pages(title: str, lead: str, lines: list[str], names: tuple[str, ...]) -> dict[str, str]:
    bold = [line.replace(name, f"<b>{name}</b>", 1) for line, name in zip(lines, names, strict=True)]
    items = "".join(f"<li>{line}</li>" for line in lines)
    of_bold = "".join(f"<li>{line}</li>" for line in bold)
    return {
        "bullets.md": f"# {title}\n\n{lead}\n\n" + "".join(f"- {line}\n" for line in lines),
        "items.html": f"<h1>{title}</h1><p>{lead}</p><ul>{items}</ul>",
        "bold.html": f"<h1>{title}</h1><p>{lead}</p><ul>{of_bold}</ul>",
        "bullets.txt": f"{title}\n\n{lead}\n\n" + "".join(f"• {line}\n" for line in lines),
    }


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("language", LISTS)
def test_bullets_in_every_pattern_name_their_vendors(language: str, pattern: str) -> None:
    title, lead, *vendors = LISTS[language]
    for names in (*NAMES.values(), FORMED):
        for file, page in _pages(title, lead, _lines(language, names, pattern), names).items():
            found = said(page, file)
            assert [one.partition(":")[0] for one in found] == list(names), (file, names)
            if "{c}" in pattern:
                codes = [vendor[2] for vendor in vendors]
                assert [one.partition(": ")[2] for one in found] == codes, (file, names)


#: Patterns in which paragraphs are told to be vendors although nobody knows their names.
OF_PARAGRAPHS = ("{n} – {w} – {c}", "{n} ({c}): {w}", "{n} / {W} / {c}", "{n} · {W} · {c}", "{n} [{c}] {W}")


@pytest.mark.parametrize(("language", "pattern"), list(product(LISTS, OF_PARAGRAPHS)))
def test_paragraphs_of_names_that_nobody_knows_are_vendors_where_each_says_what_for_and_where(
    language: str, pattern: str
) -> None:
    title, lead, *vendors = LISTS[language]
    lines = _lines(language, NAMES["new"], pattern)
    page = f"<h1>{title}</h1><p>{lead}</p>" + "".join(f"<p>{line}</p>" for line in lines)
    expected = [f"{name}: {vendor[2]}" for name, vendor in zip(NAMES["new"], vendors, strict=True)]
    assert said(page, "list.html") == expected
    assert said(page.replace("</p><p>", "<br>").replace("<br>", "</p><p>", 1), "list.html") == expected


BEGINS = "# Our sub-processors\n\nWe use the following companies to process personal data.\n\n"


def test_bullets_that_begin_with_a_place_give_it_to_all_that_stand_behind_it() -> None:
    lines = (
        "- Germany: Hetzner (hosting), netcup GmbH (mail)\n- Ireland: Zorbix Ltd\n- USA – Stripe, Twilio\n"
    )
    assert said(f"{BEGINS}{lines}") == [
        "Hetzner: DE",
        "netcup GmbH: DE",
        "Zorbix Ltd: IE",
        "Stripe: US",
        "Twilio: US",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (
                "Zorbix is our provider for hosting; the servers are in Germany.",
                "Quarxo Ltd is our partner for mail; data is kept in Ireland.",
            ),
            ["Zorbix: DE", "Quarxo Ltd: IE"],
        ),
        (
            (
                "Zorbix ist unser Dienstleister für das Hosting; die Server stehen in Deutschland.",
                "Quarxo AG ist unser Anbieter für E-Mails; die Daten liegen in der Schweiz.",
            ),
            ["Zorbix: DE", "Quarxo AG: CH"],
        ),
        (
            (
                "Zorbix est notre hébergeur pour l’application ; les serveurs sont en Allemagne.",
                "Quarxo SAS est notre prestataire pour les courriels ; les données restent en France.",
            ),
            ["Zorbix: DE", "Quarxo SAS: FR"],
        ),
    ],
)
def test_bullets_that_say_who_is_our_provider_name_it(lines: tuple[str, ...], expected: list[str]) -> None:
    assert said(BEGINS + "".join(f"- {line}\n" for line in lines)) == expected


def test_a_sentence_that_leads_to_a_list_of_providers_names_none() -> None:
    page = "# Sub-processors\n\nHere are our suppliers which qualify as sub-processors.\n\n- Zorbix GmbH – mail, Germany\n"
    assert said(f"{page}- Stripe – payments, Ireland\n") == ["Zorbix GmbH: DE", "Stripe: IE"]


@pytest.mark.parametrize(
    "label",
    [
        "Data stored",
        "Servers located in",
        "Hosted in",
        "Daten gespeichert in",
        "Gehostet",
        "Données hébergées",
        "Données conservées ",
    ],
)
def test_what_says_where_data_are_before_a_colon_is_no_part_of_a_name(label: str) -> None:
    lines = f"- Zorbix – Hosting. {label}: France.\n- Stripe – Payments. {label}: Ireland.\n"
    assert said(f"{BEGINS}{lines}") == ["Zorbix: FR", "Stripe: IE"]


@pytest.mark.parametrize(
    "line",
    [
        "Zorbix Ltd – reports 2019—2021, Ireland",
        "Zorbix Ltd, mail and web / intranet, Ireland",
        "Zorbix Ltd [SCC]: mail, Ireland",
    ],
)
def test_marks_inside_what_is_said_part_nothing(line: str) -> None:
    assert said(f"{BEGINS}- {line}\n- Stripe – payments, Ireland\n") == ["Zorbix Ltd: IE", "Stripe: IE"]


def test_points_between_keys_stay() -> None:
    line = "Data processed: stack traces · Region: Frankfurt, Germany (EU data region) · Website: acme.test"
    cards = "".join(
        f"<h3>{name}</h3><p>Captures errors.</p><p>{line}</p>" for name in ("Sentry", "Zorbix Ltd")
    )
    assert said(f"<h1>Sub-processors</h1>{cards}", "list.html") == ["Sentry: DE", "Zorbix Ltd: DE"]
