"""Which categories reach which recipients and where these process them, as a Sankey diagram.

Rows of `analysis.reached` in, a Plotly dict out. What ribbons weigh is a count of pairs, never a
quantity of data: a pair is one recipient with one category as the answer reports it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from vendorgraph.figures import labels
from vendorgraph.figures.colours import GROUNDS, TRANSFERS, Theme, faded
from vendorgraph.figures.frame import base_layout, config, heading, sources
from vendorgraph.figures.words import place_label
from vendorgraph.model.wording import plural

NAMED, CATEGORIES, PLACES = 25, 12, 20  # recipients, groups of categories and places with a node of their own
ROW, TOP, BOTTOM = 25.0, 34, 14  # px
_NAME = 30  # characters
_STRENGTH = {"stated": 0.7, "possible": 0.3}
NOTE = (
    "A ribbon is as wide as the number of pairs of a recipient and a category as the answer reports it, which is no "
    "quantity of data: “User data” as a whole counts once. Places are those of the recipient; with several places it "
    "is drawn to each of them in full."
)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """One recipient with one category: the keys of its nodes, and how it is drawn."""

    group: str
    recipient: str
    places: tuple[str, ...]
    certainty: str
    special: bool

    @property
    def kind(self) -> tuple[str, bool]:
        """What ribbons must share to be one."""
        return self.certainty, self.special


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the keys with nodes of their own, what matters most first, and how many others stand together."""

    keys: tuple[str, ...]
    others: int

    def key(self, key: str) -> str:
        """The node's key, `""` for the others together."""
        return key if key in self.keys else ""

    def nodes(self) -> tuple[str, ...]:
        """Keys of all nodes, the others last."""
        return (*self.keys, "") if self.others else self.keys


def sankey_figure(answer: Row, *, theme: Theme = "light", named: int = NAMED) -> dict[str, Any]:
    """The figure of a `reached` answer: `{"data", "layout", "config", "meta"}`.

    `named` is the most recipients with a node of their own; the others stand together in one that
    says how many they are.
    """
    pairs = list(_pairs(answer))
    columns = (
        _column(((pair.group, pair) for pair in pairs), CATEGORIES),
        _column(((pair.recipient, pair) for pair in pairs), named),
        _column(((place, pair) for pair in pairs for place in pair.places), PLACES),
    )
    nodes = [(column, key) for column, one in enumerate(columns) for key in one.nodes()]
    index = {node: place for place, node in enumerate(nodes)}
    ribbons = _ribbons(pairs, columns)
    words = _Words(answer, pairs, columns)
    return {
        "data": [_trace(nodes, index, ribbons, words, theme)] if pairs else [],
        "layout": _layout(columns, theme),
        "config": config(),
        "meta": {
            "alt": _alternative(answer, pairs, columns, words),
            "note": NOTE,
            "sources": answer["sources"],
            "counts": {
                "pairs": len(pairs),
                **{
                    name: {"shown": len(one.keys), "together": one.others}
                    for name, one in zip(("categories", "recipients", "places"), columns, strict=True)
                },
            },
            "legend": _legend(pairs, theme),
        },
    }


def _pairs(answer: Row) -> Iterator[Pair]:
    for row in answer["recipients"]:
        for category in row["categories"]:
            yield Pair(
                category["group"]["id"],
                row["id"],
                tuple(row["places"]),
                category["certainty"],
                category["special"],
            )


def _column(keyed: Iterable[tuple[str, Pair]], most: int) -> Column:
    """The keys that matter most: stated special categories first, then stated pairs, then all pairs."""
    ranks: dict[str, list[int]] = {}
    for key, pair in keyed:
        stated = pair.certainty == "stated"
        for at, counts in enumerate((stated and pair.special, stated, True)):
            ranks.setdefault(key, [0, 0, 0])[at] -= counts
    ranked = sorted(ranks, key=lambda key: (ranks[key], key))
    kept = ranked if len(ranked) <= most + 1 else ranked[:most]  # one other alone is named instead
    return Column(tuple(kept), len(ranked) - len(kept))


def _ribbons(pairs: Sequence[Pair], columns: Sequence[Column]) -> Counter[tuple[int, str, str, str, bool]]:
    """Pairs per (column, key, key of the next column, certainty, special)."""
    found: Counter[tuple[int, str, str, str, bool]] = Counter()
    groups, recipients, places = columns
    for pair in pairs:
        middle = recipients.key(pair.recipient)
        found[0, groups.key(pair.group), middle, *pair.kind] += 1
        for place in dict.fromkeys(places.key(place) for place in pair.places):
            found[1, middle, place, *pair.kind] += 1
    return found


class _Words:
    """What nodes are called, on the drawing and on hover."""

    def __init__(self, answer: Row, pairs: Sequence[Pair], columns: Sequence[Column]) -> None:
        self.columns = columns
        self.groups = {
            category["group"]["id"]: category["group"]["name"]
            for row in answer["recipients"]
            for category in row["categories"]
        }
        self.recipients = {row["id"]: row for row in answer["recipients"]}
        self.namesakes = Counter(row["name"] for row in answer["recipients"])
        self.status = {row["place"]: row["transfer"] for row in answer["places"]}
        self.weights = (
            Counter(pair.group for pair in pairs),
            Counter(pair.recipient for pair in pairs),
            Counter(place for pair in pairs for place in pair.places),
        )

    def name(self, column: int, key: str) -> str:
        if not key:
            many = self.columns[column].others
            return f"{many:,} other {('categories', 'recipients', 'places')[column]}"
        if column == 0:
            return str(self.groups[key])
        if column == 2:
            return place_label(key)
        row = self.recipients[key]
        return f"{row['name']}: {row['processing']}" if self.namesakes[row["name"]] > 1 else str(row["name"])

    def hover(self, column: int, key: str) -> str:
        counted = self.weights[column]
        weight = (
            counted[key] if key else sum(n for k, n in counted.items() if k not in self.columns[column].keys)
        )
        lines = [
            f"<b>{escape(self.name(column, key))}</b>",
            plural(weight, "pair") + " of recipient and category",
        ]
        if column == 1 and key:
            lines.insert(1, escape(str(self.recipients[key]["processing"])))
        if column == 2 and key:
            lines.append(TRANSFERS[self.status[key]].label)
        return "<br>".join(lines)


def _trace(
    nodes: Sequence[tuple[int, str]],
    index: Mapping[tuple[int, str], int],
    ribbons: Counter[tuple[int, str, str, str, bool]],
    words: _Words,
    theme: Theme,
) -> dict[str, Any]:
    ground = GROUNDS[theme]
    drawn = sorted(ribbons)
    return {
        "type": "sankey",
        "arrangement": "fixed",
        "domain": {"x": [0, 1], "y": [0, 1]},
        "textfont": {"size": labels.SIZE, "color": ground.text},
        "node": {
            "label": [escape(_cut(words.name(column, key))) for column, key in nodes],
            "color": [_colour(column, key, words, theme) for column, key in nodes],
            "customdata": [
                {
                    "kind": ("category", "recipient", "place")[column],
                    "id": key or None,
                    "hover": words.hover(column, key),
                }
                for column, key in nodes
            ],
            "hovertemplate": "%{customdata.hover}<extra></extra>",
            "pad": 15,
            "thickness": 12,
            "line": {"width": 0},
        },
        "link": {
            "source": [index[column, start] for column, start, _, _, _ in drawn],
            "target": [index[column + 1, end] for column, _, end, _, _ in drawn],
            "value": [ribbons[ribbon] for ribbon in drawn],
            "color": [_ribbon_colour(certainty, special, theme) for *_, certainty, special in drawn],
            "customdata": [{"certainty": certainty, "special": special} for *_, certainty, special in drawn],
            "label": [_kind(certainty, special=special) for *_, certainty, special in drawn],
            "hovertemplate": "%{source.label} → %{target.label}<br>%{value:,} pairs<br>%{label}<extra></extra>",
        },
    }


def _cut(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"


def _colour(column: int, key: str, words: _Words, theme: Theme) -> str:
    if column == 2 and key:
        return TRANSFERS[words.status[key]].colour(theme)
    return GROUNDS[theme].line


def _ribbon_colour(certainty: str, special: bool, theme: Theme) -> str:
    ground = GROUNDS[theme]
    return faded(ground.special if special else ground.line, _STRENGTH[certainty])


def _kind(certainty: str, *, special: bool) -> str:
    return ("Stated" if certainty == "stated" else "Possible") + (", special category" if special else "")


def _layout(columns: Sequence[Column], theme: Theme) -> dict[str, Any]:
    most = max(len(column.nodes()) for column in columns)
    titles = ("Categories", "Recipients", "Places of processing")
    return {
        **base_layout(theme),
        "height": max(360.0, ROW * most + TOP + BOTTOM),
        "margin": {"l": 8, "r": 8, "t": TOP, "b": BOTTOM},
        "annotations": [
            heading(title, x, anchor, theme)
            for title, x, anchor in zip(titles, (0, 0.5, 1), ("left", "center", "right"), strict=True)
        ],
    }


def _legend(pairs: Sequence[Pair], theme: Theme) -> list[dict[str, Any]]:
    counted = Counter(pair.kind for pair in pairs)
    return [
        {
            "kind": "ribbon",
            "label": _kind(certainty, special=special),
            "color": _ribbon_colour(certainty, special, theme),
            "count": counted[certainty, special],
        }
        for certainty, special in sorted(counted, key=lambda kind: (kind[0] != "stated", not kind[1]))
    ]


def _alternative(answer: Row, pairs: Sequence[Pair], columns: Sequence[Column], words: _Words) -> str:
    told = [
        f"Which categories reach whom, and where, from {sources(answer['sources'])} as of {answer['as_of']}:"
    ]
    if not pairs:
        return f"{told[0]} no recipient."
    possible = sum(pair.certainty == "possible" for pair in pairs)
    told.append(
        f"{plural(len(pairs), 'pair')} of a recipient and a category, {possible:,} of them possible only, over "
        f"{plural(len(words.recipients), 'recipient')} and {plural(len(words.weights[2]), 'place')}."
    )
    told += [
        f"First by {what}: {_first(words, column)}."
        for column, what in enumerate(("category", "recipient", "place"))
    ]
    together: list[str] = [words.name(at, "") for at, column in enumerate(columns) if column.others]
    told.append(f"Drawn together: {', '.join(together)}." if together else "Nothing is drawn together.")
    return " ".join(told)


def _first(words: _Words, column: int) -> str:
    return ", ".join(
        f"{words.name(column, key)} ({words.weights[column][key]:,})"
        for key in words.columns[column].keys[:3]
    )
