"""What the words before a table or list say of it: headings, and the sentence that announces it."""

from __future__ import annotations

import re

from vendorgraph.exchange.reading.blocks import Heading, Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.pieces import STOP
from vendorgraph.exchange.reading.lines.places_in_text import places_of_heading, places_of_sentence
from vendorgraph.exchange.reading.names.standing import Standing, status_of_titles
from vendorgraph.exchange.reading.names.titles import (
    ABOUT,
    ABOVE,
    CONTRACT,
    DENIED,
    DENIES_BELOW,
    ELSE,
    LOG,
    NONE,
    OF_ELSE,
    SHARED_NOT,
    is_of_party,
    other_subject,
)
from vendorgraph.exchange.reading.places.hedges import is_of_some
from vendorgraph.exchange.reading.row import PlaceWords, collapsed
from vendorgraph.exchange.reading.vendor.parts import is_title_of_party

#: What a sentence says that announces a list below it.
_FOLLOWS = re.compile(
    r"\b(?:following|below|listed|list of|folgende\w*|nachfolgend\w*|nachstehend\w*|unten|aufgelistet\w*|aufgefuhrt\w*|"
    r"suivante?s?|ci dessous|ci apres|liste)\b"
)


_LEGEND = re.compile(r"legende?|key|abbreviations?|abkurzungen|erlauterung(?:en)?|explanations?")


OWN_PAGES, PERSONS = "pages of the owner", "persons"  # of data/titles.yaml


class Context:
    """Follows the headings and paragraphs of a page; `about` is what stands before them, as its title."""

    def __init__(self, about: str, *, parties: bool) -> None:
        self.about = is_about(about)
        self.section: str | None = None
        self.sentence = ""  # that ends in a colon before a list
        self.announced = False  # whether the last heading or paragraph speaks of vendors, or of a place
        self.tells_again = False  # whether it speaks of those that stand above
        self._last = ""  # paragraph, where no heading stands between
        self._spoken = False  # whether the last paragraph speaks of vendors
        self._parties = parties
        self._titles: list[tuple[int, str]] = []
        self._lead: PlaceWords | None = None

    def denied(self, *, asks: bool = False, companies: bool = False) -> str | None:
        """Why what stands under the headings is no list of vendors: "Not sub-processors", "Change log".

        A table whose header `asks` for vendors may stand under "Products", a list of nothing but `companies` under "Team".
        """
        if NONE.search(key(self.section or "")):
            return f"{self.section!r} says that these are no vendors"
        above = () if is_about(self.section or "") else self.titles()
        if none := next((text for text in above if DENIES_BELOW.search(key(text))), None):
            return f"{none!r} says that these are no vendors"
        others = None if self.announced and self.sentence else other_subject(self.section or "")
        if others and not ((asks and others == OWN_PAGES) or (companies and others == PERSONS)):
            return f"{self.section!r} says that these are {others}, no vendors"
        if SHARED_NOT.search(key(STOP.split(self._last)[-1])):
            return f"{self._last!r} says that they get no data"
        if DENIED.search(key(self.sentence)):
            return f"{self.sentence!r} says that these are no vendors"
        if self._parties and is_title_of_party(self.section or ""):
            return f"{self.section!r} is a party to the contract"
        log = next((text for level, text in self._titles if level > 1 and LOG.search(key(text))), None)
        return f"{log!r} tells what has changed, and its vendors stand elsewhere or no more" if log else None

    def standing(self) -> Standing:
        """What a table or list that comes next stands under."""
        said = [text for _, text in self._titles]
        return Standing(self.section, self._lead, status_of_titles([*said, STOP.split(self.sentence)[-1]]))

    def heading(self, block: Heading) -> None:
        """Take a heading: it ends those of its rank and below."""
        self._titles = [(level, text) for level, text in self._titles if level < block.level]
        self._titles.append((block.level, block.text))
        self.section = collapsed(block.text) or None
        self.sentence = self._last = ""
        self.tells_again = False
        self._lead = places_of_heading(block.text)
        self.announced, self._spoken = self._lead is not None, False
        self.about = self.about or (block.level == 1 and is_about(block.text))

    def paragraph(self, block: Paragraph) -> None:
        """Take a paragraph that holds no row of its own."""
        text = self._last = collapsed(block.cell.text)
        if self._titles and _LEGEND.fullmatch(key(self.section or "")):
            self._titles.pop()  # a legend ends with the paragraph below it
            self.section = self._titles[-1][1] if self._titles else None
        self.sentence = text if text.endswith(":") else ""
        some = not text.endswith(":") and is_of_some(STOP.split(text)[-1])
        said = None if some else places_of_sentence(text)
        self._lead = said or (self._lead if not text.endswith(":") else places_of_heading(self.section or ""))
        self.announced = bool(ABOUT.search(key(text))) and not ELSE.search(key(text))
        self.tells_again = bool(ABOVE.search(key(text)))  # "All sub-processors listed above:"
        if self.tells_again or OF_ELSE.search(key(text)) or is_of_party(text):
            self.announced = False
        self._spoken = self.announced and (text.endswith(":") or bool(_FOLLOWS.search(key(text))))
        # running text that says where something is announces no list
        self.announced |= self._lead is not None and (said is None or text.endswith(":"))

    def speaks_of_vendors(self) -> bool:
        """Whether the nearest words that tell what follows speak of vendors."""
        if self.section and ELSE.search(key(self.section)):
            return False
        if self.announced:
            return True
        for text in reversed([text for _, text in self._titles]):
            if is_about(text):
                return True
            if ELSE.search(key(text)):
                return False
        return self.about

    def is_near(self, level: int = 10, *, announced: bool = True) -> bool:
        """Whether the sentence before what comes next, or a heading above it and below the page's, speaks of vendors."""
        return (announced and self._spoken) or any(
            is_about(text) and not is_of_party(text) for at, text in self._titles if 1 < at < level
        )

    def is_of_else(self) -> bool:
        """Whether the heading is one of something else and does not speak of vendors."""
        title = self.section or ""
        return bool(ELSE.search(key(title))) and not is_about(title)

    def titles(self) -> tuple[str, ...]:
        """The headings above what comes next, the outermost first, without that of the page."""
        return tuple(text for level, text in self._titles if level > 1)

    def above(self, level: int) -> str:
        """The nearest title of a higher rank; blank where there is none."""
        return next((text for one, text in reversed(self._titles) if one < level), "")


def is_about(title: str) -> bool:
    """Whether a title speaks of vendors, but for a contract's: "Auftragsverarbeitungsvertrag"."""
    return bool(ABOUT.search(CONTRACT.sub(" ", key(title))))
