"""Companies of the speaker's group are recipients, its own names and products none; plain nouns in capitals name nobody."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named, read


def _parties(text: str, language: str) -> list[str]:
    return sorted({party for party, _ in named(text, language)})


@pytest.mark.parametrize(
    ("language", "parties", "text"),
    [
        ("en", [], "Quarx Ltd and Quarx Inc. (\"Quarx\", \"we\") are the controllers. Quarx Inc. and Quarx Ltd host the data."),
        ("en", [], "This policy covers Quarx Holdings Ltd, Quarx Ltd and Quarx GmbH (together “Quarx”, “we”). Data are stored by Quarx GmbH."),
        ("en", [], "# Privacy policy – Quarx\n\nQuarx (the “Company”, “we”) runs this site. © 2024 Quarx Ltd. All rights reserved."),
        ("en", [], "# Privacy policy – Quarx\n\nThe controller is Quarx Technologies Ltd, 1 Quay Row. Data are hosted by Quarx Technologies Ltd."),
        ("en", [], "The controller is Quarx Limited (\"we\"). Quarx Ltd. is registered in Ireland. Data are held by Quarx Ltd."),
        ("en", ["quarx"], "The controller is Quarx Ltd, 1 Quay Row (\"we\"). Our subsidiary Quarx Inc. in Boston runs sales and gets your data."),
        ("en", ["quarx-logistics"], "The controller is Quarx Ltd, 1 Quay Row (\"Quarx\", \"we\"). Data are shared with Quarx Logistics Ltd."),
        ("de", ["quarx-logistik"], "Verantwortlich ist die Quarx Medien GmbH & Co. KG, Am Ufer 1 („Quarx“, „wir“). Die Zeitung bringt die Quarx Logistik GmbH."),
        ("de", [], "# Datenschutzerklärung der Quarx Medien GmbH & Co. KG\n\nDaten speichert die Quarx Medien GmbH & Co. KG."),
        ("de", [], "Verantwortlich für Ihre Daten auf quarx.example, in der App „Quarx News“ und bei Abonnements ist die Quarx Medien GmbH & Co. KG, Am Ufer 12. Daten erhält die Quarx Medien GmbH & Co. KG."),
        ("de", [], "Verantwortlich ist die Quarx AG („wir“). Komplementärin ist die Quarx Verwaltungs GmbH."),
        ("fr", ["quarx-belgique", "quarx-logistique"], "La société Quarx Maison, société par actions simplifiée, dont le siège est à Lille (« Quarx » ou « nous »), exploite le site. Vos données sont accessibles aux équipes de Quarx et de ses filiales Quarx Belgique SA (magasins) et Quarx Logistique SAS (entrepôt)."),
        ("fr", [], "Le responsable est la société Quarx SAS (« Quarx », « nous »). Les données sont traitées par Quarx SAS."),
    ],
)  # fmt: skip
def test_other_companies_of_the_group_are_told_from_the_speaker(
    language: str, parties: list[str], text: str
) -> None:
    assert _parties(text, language) == parties


@pytest.mark.parametrize(
    ("language", "parties", "text"),
    [
        ("en", ["onfido"], "The controller is Quarx Building Society (\"we\"). Quarx Online, the Vale Saver app and the \"My Mortgage\" portal are our own services. The selfie you take in the Vale Saver app is compared by Onfido."),
        ("de", ["stripe"], "Verantwortlich ist die Quarx AG („wir“). Das Portal „Zorpnetz“ und die App Zorpfix sind unsere eigenen Angebote. Daten in der App Zorpfix speichert Stripe."),
        ("fr", ["stripe"], "Le responsable est Quarx SAS (« nous »). L’application Zorpfix et le site Zorpnet sont nos propres services. L’application Zorpfix utilise Stripe."),
        ("en", ["stripe"], "Quarx HR Limited (\"we\") makes the Quarx people platform, the Quarx Pulse survey tool and the Quarx app. Please ask your employer what it does in Quarx. Quarx does not sell data. Staff use Quarx, of course. Surveys are sent by Quarx Pulse. We use Stripe."),
        ("en", ["harbour-press"], "The controller is Harbour Zorp Ltd (\"we\"), Harbour House. The harbour is near. Letters are printed by Harbour Press Ltd."),
        ("de", ["zorpeo"], "Das Kundenportal „Meine Quarx“ liegt auf Servern der Zorpeo GmbH."),
        ("fr", ["zorpeo"], "L’espace « Mon Espace » est hébergé par Zorpeo SAS."),
        ("de", [], "Bei Elektroautos kommen Ladevorgänge hinzu, beim Hallenbad die Nummer der Jahreskarte."),
        ("de", [], "Anrufe nimmt ein Servicecenter in unserem Auftrag entgegen."),
        ("fr", [], "Écrivez au service Relations donateurs, 17 rue du Port, 44600 Saint-Nazaire."),
    ],
)  # fmt: skip
def test_own_products_and_plain_nouns_are_nobody(language: str, parties: list[str], text: str) -> None:
    assert _parties(text, language) == parties


@pytest.mark.parametrize("mark", ["\t", " | "])
@pytest.mark.parametrize(
    ("language", "header"),
    [
        ("en", ("Who", "What they do", "What they get")),
        ("de", ("Wer", "Was sie tun", "Was sie erhalten")),
        ("fr", ("Qui", "Ce qu’ils font", "Ce qu’ils reçoivent")),
    ],
)
def test_a_header_may_ask_who(language: str, header: tuple[str, ...], mark: str) -> None:
    rows = [header, ("e.zorp", "Surveys", "Name"), ("QVX", "Checks", "Name"), ("Quill Group", "Post", "Name")]
    text = "\n".join(mark.join(row) for row in rows)
    assert {party for party, _ in named(text, language)} == {"e-zorp", "qvx", "quill-group"}


def test_the_speaker_is_named_in_the_report() -> None:
    text = 'The controller is Quarx Ltd ("we"). Data are shared with Quarx Logistics Ltd.'
    assert read(text).speakers == ("Quarx Ltd",)
