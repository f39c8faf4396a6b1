"""TXT, Markdown, HTML and PDF; drafts as a report and as a file that `plan` accepts."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfWriter

from tests.unit.exchange.conftest import Bench
from tests.unit.exchange.policy_text.reading import PADDING, read
from vendorgraph.errors import Invalid, VendorgraphError
from vendorgraph.exchange.policy_text import draft, draft_file, report
from vendorgraph.exchange.reading.source import Source

HTML = f"""<!DOCTYPE html>
<html><head><title>x</title><script>var zendesk = "Zendesk, Inc.";</script></head>
<body>
<nav>Stripe</nav>
<h1>Privacy</h1>
<p>{PADDING["en"]}</p>
<h2>Payments</h2>
<p>Cards are charged
   by <b>Adyen N.V.</b> in
   Amsterdam.</p>
<table>
<tr><th>Provider</th><th>Purpose</th><th>Location</th></tr>
<tr><td>Quillpost</td><td>Letters</td><td>Spain</td></tr>
</table>
<p>Read <a href="https://mixpanel.com/legal/privacy-policy">their policy</a> too.</p>
</body></html>
"""


def test_html_counts_the_lines_of_the_source_and_skips_scripts_and_menus() -> None:
    drafts = draft(Source.of("policy.html", HTML.encode()), "controller:site")
    assert drafts.form == "html"
    found = {(r.party, r.lines) for r in drafts.recipients if r.named}
    assert found == {("adyen", (9,)), ("quillpost", (13,)), ("mixpanel", (15,))}


def test_html_is_recognised_without_its_ending() -> None:
    assert draft(Source.of("policy", HTML.encode()), "controller:site").form == "html"


def test_markdown_headings_links_and_bold_are_read() -> None:
    text = "## Hosting\n\nOur site is hosted by **Marlowe Racks Ltd** ([policy](https://marlowe.example/privacy))."
    assert {r.party for r in read(text, name="policy.md").recipients if r.named} == {"marlowe-racks"}


def test_a_paragraph_wrapped_at_a_width_is_read_as_one_and_keeps_its_lines() -> None:
    wrapped = (
        "The pages of this site and all the letters that are written with it are\n"
        "stored for us on machines in York, and the company that is entrusted with\n"
        "looking after these machines by day and by night, so that nothing of what\n"
        "you write is ever lost, is called by the name under which it is known all\n"
        "over the country and beyond; our pages and your letters are all hosted by\n"
        "Marlowe Racks Ltd, and we are glad of it, because they have never yet had\n"
        "to tell us of anything that would have made us write to you, and because\n"
        "they answer our letters on the day on which they arrive, which is seldom.\n"
    )
    drafts = draft(Source.of("policy.txt", wrapped.encode()), "controller:site")
    assert [(r.party, r.lines) for r in drafts.recipients if r.named] == [("marlowe-racks", (6,))]


def _pdf(text: str) -> bytes:
    """A PDF of one page with the lines of `text`."""
    shown = "".join(f"({line}) Tj T* " for line in text.split("\n"))
    stream = f"BT /F1 10 Tf 12 TL 40 780 Td {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + head + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start


def test_a_pdf_is_read_by_the_lines_of_its_text() -> None:
    source = Source.of("policy.pdf", _pdf(f"{PADDING['en']}\nPayments are handled by Stripe."))
    drafts = draft(source, "controller:site")
    assert drafts.form == "pdf"
    assert [(r.party, r.lines) for r in drafts.recipients if r.named] == [("stripe", (2,))]
    assert any("lines are counted" in warning for warning in drafts.warnings)


def test_a_pdf_without_text_is_told_in_a_sentence() -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    with pytest.raises(Invalid, match=r"PDF without text \(1 page of images\)"):
        draft(Source.of("scan.pdf", out.getvalue()), "controller:site")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b"", "holds no text"),
        ("blank.txt", b" \n\n \n", "holds no text"),
        ("broken.pdf", b"%PDF-1.7 nothing more", "not a PDF that can be read"),
        ("empty.html", b"<!DOCTYPE html><html><body></body></html>", "holds no text"),
    ],
)
def test_what_holds_no_text_is_refused_in_a_sentence(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        draft(Source.of(name, content), "controller:site")


def test_a_text_in_another_language_is_told() -> None:
    drafts = draft(Source.of("p.txt", b"Os seus dados ficam connosco e nunca saem daqui."), "controller:site")
    assert any("does not read like English, French or German" in warning for warning in drafts.warnings)


def test_the_report_adds_up_and_every_row_says_line_words_and_why() -> None:
    told = report(
        read("Payments are handled by Stripe.\n\nWe do not use Hotjar.\n\nWe never sell your data.")
    )
    assert (
        told["read"] == told["matched"] + told["new"] + told["unsure"] + told["refused"] == len(told["rows"])
    )
    assert [(row["row"], row["what"], row["outcome"]) for row in told["rows"]] == [
        (3, "recipient", "unsure"),
        (5, "no recipient", "refused"),
        (7, "commitment", "unsure"),
    ]
    assert all(row["words"] and row["why"] for row in told["rows"])


SENDER = """vendorgraph: 1
inventory: sender
parties:
  - id: controller
    name: Controller
    processings:
      - {id: "controller:site", name: Site, capacity: controller}
"""


@pytest.mark.parametrize("text", ["Payments are handled by Stripe.", "We never sell your personal data."])
def test_the_draft_file_holds_the_sender_to_be_taken_out_of_the_comment(text: str) -> None:
    written = draft_file(read(text))
    assert (
        "# Where controller:site is not recorded yet, delete the # before its lines under `parties`.\n"
        in written
    )
    with pytest.raises(VendorgraphError, match="controller"):
        Bench().apply(written, "draft.yaml")
    bench = Bench()
    bench.apply(re.sub(r"^#(?=parties:|  )", "", written, flags=re.MULTILINE), "draft.yaml")
    assert bench.document("processing", "controller:site")["capacity"] == "controller"
    bench.apply(written.replace("inventory: draft-", "inventory: other-"), "other.yaml")


def test_the_draft_file_can_be_applied_and_states_nothing_as_said() -> None:
    text = (
        "Payments are handled by Stripe: your name and card number are stored in Ireland.\n\n"
        'We may share data with strategic partners: "friends" # of ours.\n\n'
        "Coming soon: summaries by OpenAI.\n\n"
        "We do not transfer data outside the European Union.\n\nWe do not use Hotjar."
    )
    bench = Bench()
    bench.apply(SENDER, "sender.yaml")
    bench.apply(draft_file(read(text)), "draft.yaml")
    stored = bench.store.records["flow"]
    assert {record.document["basis"] for record in stored.values()} == {"inferred"}
    assert {record.document["status"] for record in stored.values()} == {"active", "planned"}
    stripe = next(record.document for key, record in stored.items() if "--stripe:" in key)
    assert stripe["locations"] == [{"place": "IE", "kind": "storage"}]
    assert "hotjar" not in bench.store.records["party"]
    (promise,) = [
        r.document
        for r in bench.store.records["commitment"].values()
        if r.document["kind"] == "no_transfer_outside"
    ]
    assert promise["place"] == "EU"


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "A " * 20_000, "(" * 100_000, "x@" * 100_000, "Alpha, " * 5_000]
)
def test_hostile_texts_end_and_name_no_recipient(text: str) -> None:
    assert not [recipient for recipient in read(text).recipients if recipient.named]


def test_a_text_longer_than_any_policy_is_refused() -> None:
    with pytest.raises(Invalid, match="no policy is that long"):
        draft(Source.of("long.txt", b"word " * 250_000), "controller:site")


def test_a_table_of_contents_names_no_recipient() -> None:
    text = "- Hotjar\n- Rights\n\nHotjar\n\nWe use Hotjar to count visits.\n\nRights\n\nYou have rights."
    (recipient,) = [r for r in read(text).recipients if r.named]
    assert (recipient.lines, recipient.line) == ((6, 8), 8)


def test_a_paragraph_that_names_one_company_hundreds_of_times_drafts_it_once() -> None:
    text = f"{PADDING['en']}\n\n{'we use Acme ' * 1600}".encode()
    drafts = draft(Source.of("policy.txt", text), "controller:site")
    assert len([recipient for recipient in drafts.recipients if recipient.named]) == 1
