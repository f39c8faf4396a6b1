"""Images that stand for words: the logo that is all that a cell or heading of a page holds."""

from __future__ import annotations

import re

from lxml import html

#: What holds one thing, as a cell that is nothing but a logo.
_HOLDERS = ("td", "th", "dt", "h2", "h3", "h4", "h5", "h6", "figcaption")
_LOGO = re.compile(
    r"^(?:(?:the )?(?:company |vendor )?(?:logo|icon|image|logotype|bild|symbole?)\s*(?:of|for|von|de|d['’]|:|–|-)?\s+)"
    r"|[\s_-]+(?:(?:company )?(?:logo|icon|logotype|image)|-logo)$",
    re.I,
)
_FILE = re.compile(r"\.(?:svg|png|jpe?g|gif|webp)$", re.I)


def with_alternatives(root: html.HtmlElement) -> None:
    """Put the alternative text of images into the cells and headings that hold nothing but them: "Acme" of "Acme logo"."""
    for image in list(root.iter("img")):
        said = " ".join(str(image.get("alt") or image.get("title") or "").split())
        words = _LOGO.sub("", said).strip()
        holder = next((one for one in image.iterancestors() if one.tag in _HOLDERS), None)
        if not words or _FILE.search(words) or holder is None or holder.text_content().strip():
            continue
        image.tail = f"{words} {image.tail or ''}"
