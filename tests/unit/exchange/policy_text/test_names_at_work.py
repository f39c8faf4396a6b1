"""Names that are told by what stands before them, and companies that run things on machines of their own."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named


@pytest.mark.parametrize(
    ("language", "parties", "text"),
    [
        ("de", ["zorpeo"], "Abrechnungen laufen bei der Zorpeo GmbH in Herne, die dafür Software von SAP auf eigenen Rechnern betreibt."),
        ("de", ["zorpeo"], "Die Seite liegt bei der Zorpeo GmbH, die sie auf eigenen Servern betreibt."),
        ("de", [], "Wir nutzen Matomo der Zorpeo GmbH, das wir auf eigenen Servern betreiben."),
        ("de", [], "Wir nutzen Zorpeo, das auf eigenen Servern läuft."),
        ("de", ["zorpnets-bw"], "Die Daten gehen an die zorpnets bw GmbH."),
        ("de", [], "Die Daten gehen an die neue der GmbH."),
        ("de", ["sparkasse-quarxtal-zorpland"], "Wir übermitteln Ihre Daten an unsere Hausbank, die Sparkasse Quarxtal-Zorpland, bei Lastschrift."),
        ("de", [], "Wir informieren unsere Partner, die Daten von uns erhalten, und unsere Versicherung, die Schäden prüft."),
        ("fr", ["homezorp"], "La pose des portails est confiée à des artisans du réseau HomeZorp, auxquels nous communiquons votre dossier."),
        ("en", ["visa"], "Card transactions are authorised over the network of Visa Europe."),
        ("en", [], "We accept Visa and Visa Europe cards."),
    ],
)  # fmt: skip
def test_who_is_named_at_work(language: str, parties: list[str], text: str) -> None:
    assert sorted({party for party, _ in named(text, language)}) == parties
