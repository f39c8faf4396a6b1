"""Elements of an HTML page that are a table or a heading by their role alone, as WAI-ARIA 1.2 defines those."""

from __future__ import annotations

from lxml import html

_TAGS = {
    "rowgroup": "tbody",
    "row": "tr",
    "columnheader": "th",
    "rowheader": "th",
    "cell": "td",
    "gridcell": "td",
}
_TABLES = ("table", "grid", "treegrid")
_INNER = ("li", "td", "th", "dt", "dd", "p")  # within which a heading is emphasis
_CELLS = ("columnheader", "rowheader", "cell", "gridcell")


def with_roles(root: html.HtmlElement) -> None:
    """Give elements that are tables, rows, cells or headings by their role the tags of what they are."""
    for element in root.iter("div", "span", "section", "ul", "li", "p", "a"):
        role = element.get("role", "")
        if role in _TABLES and _holds_rows(element):
            _as_table(element)
        elif role == "heading" and not any(one.tag in _INNER for one in element.iterancestors()):
            level = element.get("aria-level", "2")
            element.tag = f"h{level}" if level in "123456" else "h6"


def _holds_rows(element: html.HtmlElement) -> bool:
    """Whether rows with cells stand in an element, in a grid below headers, and no table of another kind does."""
    roles = {one.get("role", "") for one in element.iterdescendants()}
    asked = "columnheader" in roles or (element.get("role") == "table" and bool(roles & set(_CELLS)))
    return "row" in roles and asked and element.find(".//table") is None


def _as_table(element: html.HtmlElement) -> None:
    element.tag = "table"
    for one in element.iterdescendants():
        tag = _TAGS.get(one.get("role", ""))
        if tag and isinstance(one.tag, str):
            one.tag = tag
