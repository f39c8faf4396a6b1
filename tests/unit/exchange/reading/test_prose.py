"""Pages that name vendors in sentences under headings and hold no list of them: read, and told where they name none."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

TITLE = "# Sub-processors of Kestrel\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Hosting\n\nThe platform runs on **Acme Cloud**. Data is stored in Ireland.\n", "Acme Cloud: IE"),
        ("## Payments\n\nCards are kept by our payment processor **Stripe** (see [terms](https://s.test)).\n", "Stripe: unknown"),
        ("## Mail accounts\n\nOur mail (MX) accounts are by **Google**.\n", "Google: unknown"),
        ("## Support\n\nOur desk is powered by Zendesk (in the US).\n", "Zendesk: US"),
        ("## Hosting\n\nWir nutzen **Quarxcloud** für den Betrieb; die Server stehen in Österreich.\n", "Quarxcloud: AT"),
        ("## Hébergement\n\nLe site est hébergé chez OVH SAS. Les données sont stockées en France.\n", "OVH SAS: FR"),
        ("## Hosting\n\nWe host it on servers of Zorpify GmbH.\n", "Zorpify GmbH: unknown"),
        ("## Cards\n\nStripe processes cards for us.\n", "Stripe: unknown"),
        ("## Mail\n\nMail goes out via Zorpify Mail, Inc., which stores it in Germany.\n", "Zorpify Mail, Inc.: DE"),
    ],
)  # fmt: skip
def test_sentences_under_headings_name_vendors(text: str, found: str) -> None:
    assert said(TITLE + text) == [found]


def test_a_place_is_of_the_vendor_of_its_sentence() -> None:
    text = f"{TITLE}## Services\n\nWe host on servers of Zorpify GmbH in Germany. Mailgun sends mail and stores it in the United States.\n"
    assert said(text) == ["Zorpify GmbH: DE", "Mailgun: US"]


def test_the_vendor_of_a_sentence_is_for_what_its_heading_says() -> None:
    row = read(f"{TITLE}## Payments\n\nWe use **Stripe** for cards.\n").rows[0]
    assert row.purposes == ("Payments",)
    assert row.section == "Payments"


def test_who_uses_them_is_no_vendor() -> None:
    assert said(f"{TITLE}Kestrel Ltd uses the companies below.\n\n## Mail\n\nWe use **Mailjet**.\n") == [
        "Mailjet: unknown"
    ]


def test_a_section_that_names_no_vendor_is_told() -> None:
    text = f"{TITLE}## Payments\n\nWe use **Stripe**.\n\n## Mail\n\nWe use a mail service for notices.\n"
    found = read(text)
    assert [row.vendors for row in found.rows] == [("Stripe",)]
    assert "list.md:7: the text under 'Mail' names no vendor that can be made out" in found.warnings


def test_many_sentences_are_each_looked_at_with_the_names_they_hold() -> None:
    """Each of 1,500 names in each of 3,000 sentences took minutes."""
    one = "We use Acme{0} Ltd in Ireland to send mail. They keep it for {0} days."
    found = said("# Sub-processors\n\n" + "\n\n".join(one.format(at) for at in range(1500)))
    assert found == [f"Acme{at} Ltd: IE" for at in range(1500)]
