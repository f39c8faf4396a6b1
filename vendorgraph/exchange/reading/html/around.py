"""What stands around the text on each page of a site, as its trail, menu, banner or footer, and so tells of no vendors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import html

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.html.cells import IGNORED
from vendorgraph.exchange.reading.lines.keys import is_keyed
from vendorgraph.exchange.reading.names.companies import is_company, names_company
from vendorgraph.exchange.reading.names.titles import ABOUT, ELSE

#: Classes, ids, roles and labels of what is never part of the text.
_NEVER = re.compile(
    r"(?:\w+[-_])?(?:breadcrumbs?|fil-d?-?ariane|brotkrumen)(?:[-_]\w+)*|"
    r"(?:\w+[-_])?(?:cookies?|cc|consent|gdpr|privacy)[-_]?(?:banner|consent|bar|popup|layer|modal|window|bandeau|dialog)s?"
    r"(?:[-_]\w+)*|"
    r"onetrust[-\w]*|cybotcookiebot\w*|usercentrics[-\w]*|axeptio[-\w]*|didomi[-\w]*|"
    r"(?:site|page|global|main)?[-_]?footer(?:[-_](?:nav|navigation|menu|links))?|contentinfo|skip(?:[-_]link)?|"
    r"(?:lang|language|country|locale|region)[-_]?(?:switch|switcher|select|selector|picker|menu)|"
    r"(?:social|share|sharing)(?:[-_](?:links|icons|buttons|list|media))?|article-votes|chat[-_]widget|"
    r"(?:page|post|article|entry)[-_](?:meta|metadata|byline)|byline",
    re.I,
)
#: Of what mostly is none, and at times holds the text.
_MOSTLY = re.compile(
    r"(?:\w+[-_])?(?:cookies?|cc|consent)[-_]?(?:notice|settings|preferences|hinweis)s?(?:[-_]\w+)*|"
    r"(?:gdpr|privacy)[-_]?preferences(?:[-_]\w+)*|"
    r"(?:site|global|main|top|primary)?[-_]?(?:nav|navbar|navigation|menu)|[\w-]+[-_](?:nav|navbar|navigation)|mega[-_]?menu|"
    r"(?:left|right|docs|page)?[-_]?sidebar|side[-_]?nav|toc|table-of-contents|pagination|pager|"
    r"(?!card|panel|item|list|table|entry|post|article|section|box|tile|row|vendor)\w+[-_]footer|"
    r"related(?:[-_](?:articles|posts|links|pages))?|testimonials?|newsletter(?:[-_]\w+)?",
    re.I,
)
_TITLES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TEXT = ("html", "body", "main", "article", "table")


class Around:
    """Tells the elements of a page that stand around its text."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._root = root

    def leaves_out(self, element: html.HtmlElement) -> bool:
        """Whether an element says nothing about vendors; the header of an article is part of it."""
        if element.tag == "form":
            return not self._is_text(element)
        if self._is_around(element):
            return True
        of_article = element.tag == "header" and any(
            parent.tag in ("main", "article") for parent in element.iterancestors()
        )
        return element.tag in IGNORED and not of_article

    def _is_around(self, element: html.HtmlElement) -> bool:
        """Whether the names of an element say that it stands around the text, and what it holds does not gainsay it."""
        if element.tag in _TEXT:
            return False
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}".split()
        said = [*names, "-".join(str(element.get("aria-label", "")).split())]
        if any(map(_NEVER.fullmatch, said)):
            return element.find(".//table") is None
        return any(map(_MOSTLY.fullmatch, said)) and not self._is_text(element)

    def _is_text(self, element: html.HtmlElement) -> bool:
        """Whether an element holds a table, a list under a heading about vendors, or most of what the page says."""
        if element.find(".//table") is not None or _lists_vendors(element):
            return True
        return _length(_spoken(element)) * 2 > self._whole

    @cached_property
    def _whole(self) -> int:
        return _length(_spoken(self._root))


def drop_contents(root: html.HtmlElement) -> None:
    """Take from a page what holds nothing but links to its own parts, and names nobody: "Annex I | Annex II | Annex III"."""
    named = (one.get(name) for one in root.iter() for name in ("id", "name"))
    parts = {f"#{name}" for name in named if name}
    for element in list(root.iter("p", "ul", "ol", "div")):
        links = list(element.iter("a"))
        if len(links) < 2 or not parts.issuperset(one.get("href") for one in links):
            continue
        texts = [one.text_content() for one in links]
        alone = sum(map(str.isalnum, element.text_content())) == sum(map(str.isalnum, "".join(texts)))
        if alone and not any(names_company(" ".join(text.split())) for text in texts):
            element.drop_tree()


def holds_text(element: html.HtmlElement) -> bool:
    """Whether an element says more in its own words than links in it do, in definitions, a table or lines with keys."""
    links = [" ".join(one.text_content().split()) for one in element.iter("a")]
    told = _length(_spoken(element))
    keyed = any(is_keyed(" ".join(one.text_content().split())) for one in element.iter("p"))
    return told > sum(map(len, links)) and (keyed or any(True for _ in element.iter("dl", "table")))


def _lists_vendors(element: html.HtmlElement) -> bool:
    """Whether an element has a heading about vendors, and more than links to pages below it."""
    titles = [key(one.text_content()) for one in element.iter(*_TITLES)]
    if not any(ABOUT.search(title) and not ELSE.search(title) for title in titles):
        return False
    links = [" ".join(one.text_content().split()) for one in element.iter("a")]
    told = _length(_spoken(element)) > sum(map(len, links))
    return told or sum(map(is_company, links)) > max(1, len(links) // 2)


def _spoken(element: html.HtmlElement) -> Iterator[str]:
    """The text of an element but for that of links, headings, and what shows none or is worked with."""
    if not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        if child.tag not in IGNORED - {"form"} and child.tag != "a" and child.tag not in _TITLES:
            yield from _spoken(child)
        yield child.tail or ""


def _length(pieces: Iterator[str]) -> int:
    return sum(len(" ".join(piece.split())) for piece in pieces)
