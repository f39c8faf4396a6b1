"""What the classes and roles of a page's elements say of them, and when the text that they hold says otherwise."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import said

ITEMS = "<ul><li>Stripe – Payments, Ireland</li><li>Twilio – SMS, USA</li></ul>"
LIST = f"<h2>Our sub-processors</h2>{ITEMS}"
TEXT = f"<p>{'We care for what is yours. ' * 12}</p>"
FOUND = ["Stripe: IE", "Twilio: US"]


@pytest.mark.parametrize(
    "names",
    [
        'id="privacy-notice"',
        'class="privacy-notice-content"',
        'class="gdpr-notice"',
        'class="privacy-settings"',
        'class="cookies-settings"',
        'class="menu"',
        'class="toc"',
        'class="sidebar"',
        'class="related"',
        'class="pager"',
        'id="newsletter"',
        'aria-label="Related companies"',
    ],
)
def test_a_list_under_a_heading_about_vendors_is_read_whatever_its_element_is_called(names: str) -> None:
    assert said(f"{TEXT}<div {names}>{LIST}</div>", "list.html") == FOUND


def test_what_makes_up_most_of_a_page_is_its_text() -> None:
    assert said(f'<h1>Sub-processors</h1><div class="menu">{ITEMS}</div>', "list.html") == FOUND


@pytest.mark.parametrize(
    "around",
    [
        '<div class="sidebar"><h3>Vendors</h3><ul><li><a href="/a">Quarzel</a></li><li><a href="/b">Velosend</a></li></ul></div>',
        '<div class="footer"><h3>Partners</h3><ul><li>Quarzel GmbH – chat</li><li>Velosend GmbH – mail</li></ul></div>',
        '<div aria-label="Related pages"><ul><li>Quarzel GmbH</li></ul></div>',
        "<form><h3>Newsletter</h3><ul><li>Quarzel GmbH – monthly</li></ul></form>",
    ],
)
def test_links_to_pages_partners_in_a_footer_and_small_forms_stand_around(around: str) -> None:
    assert said(f"{LIST}{around}", "list.html") == FOUND


def test_a_page_within_a_form_is_read() -> None:
    page = f'<form id="pageForm"><input type="hidden"><div><h1>Acme</h1>{TEXT}{LIST}</div></form>'
    assert said(page, "list.html") == FOUND


@pytest.mark.parametrize(
    "last",
    [
        "<div>Zorpify – mail, France</div>",
        "<div><li>Zorpify – mail, France</li></div>",
        "<li>Zorpify – mail<ul><div>Location: France</div></ul></li>",
    ],
)
def test_what_stands_among_the_items_of_a_list_is_one_of_them(last: str) -> None:
    page = f"<h2>Our sub-processors</h2>{ITEMS.replace('</ul>', last + '</ul>')}"
    assert said(page, "list.html") == [*FOUND, "Zorpify: FR"]


def test_a_list_right_within_a_list_is_of_the_item_before_it() -> None:
    page = "<h2>Our sub-processors</h2><ul><li>Zorpify</li><ul><li>Location: France</li></ul><li>Stripe – Payments, Ireland</li></ul>"
    assert said(page, "list.html") == ["Zorpify: FR", "Stripe: IE"]
