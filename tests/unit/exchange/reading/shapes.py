"""Short lists as texts, and what is read from them: "vendor: countries", or why a row is refused."""

from __future__ import annotations

from vendorgraph.exchange.importing import Options, ReadFile, read_rows
from vendorgraph.exchange.reading.row import Row
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.statement import placed


def read(text: str | bytes, name: str = "list.md") -> ReadFile:
    content = text if isinstance(text, bytes) else text.encode()
    return read_rows(Source.of(name, content), Options())


def said(text: str | bytes, name: str = "list.md") -> list[str]:
    return [of(row) for row in read(text, name).rows]


def of(row: Row) -> str:
    countries = " ".join(dict.fromkeys(place.place for place in placed(row)))
    return f"refused: {row.refused}" if row.refused else f"{'+'.join(row.vendors)}: {countries}"


def located(words: str) -> Row:
    """The row of a vendor whose cell for places holds the words."""
    head = "# Sub-processors\n\n| Vendor | Purpose | Location |\n|---|---|---|\n"
    return read(f"{head}| Acme Mail, Inc. | E-mail | {words} |\n| Stripe | Payments | US |\n").rows[0]


def named(cell: str) -> Row:
    """The row of a table whose cell for the vendor holds the words."""
    return read(f"Vendor,Purpose,Location\n{cell},E-mail,US\nStripe,Payments,IE\n", "list.csv").rows[0]


def in_html(vendor: str, place: str) -> list[str]:
    """What is read from an HTML table with a vendor's two cells above a row of Stripe."""
    head = "<h1>Sub-processors</h1><table><tr><th>Vendor</th><th>Location</th></tr>"
    rows = f"<tr><td>{vendor}</td><td>{place}</td></tr><tr><td>Stripe</td><td>US</td></tr>"
    return said(f"{head}{rows}</table>", "list.html")
