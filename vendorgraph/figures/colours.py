"""How the drawing looks: colour-blind-safe palettes in both themes, and never colour alone.

Hues follow Okabe and Ito, darkened or lightened until every mark stands out at 3:1 or more
from its ground (WCAG 2.2, 1.4.11). Each class of node also has a symbol of its own, each
class of flow a dash, and a special category a ring and a wider line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]
ColourBy = Literal["role", "country", "certainty"]


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of everything that is not data."""

    paper: str
    band: str
    text: str
    muted: str
    label: str  # behind a name, so that it reads over lines
    line: str  # a flow without a colour of its own
    special: str
    focus: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How one class of nodes is drawn: `symbol` is Plotly's name, `colours` are (light, dark)."""

    label: str
    symbol: str
    colours: tuple[str, str]

    def colour(self, theme: Theme) -> str:
        """The mark's colour on that theme's ground."""
        return self.colours[theme == "dark"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """How one class of flows is drawn; `dash` is Plotly's name."""

    label: str
    dash: str


GROUNDS: Mapping[Theme, Ground] = {
    "light": Ground(
        paper="#ffffff",
        band="#f6f7f9",
        text="#16191f",
        muted="#5b6472",
        label="rgba(255,255,255,0.86)",
        line="#7c8797",
        special="#b5136b",
        focus="#6d3fd1",
    ),
    "dark": Ground(
        paper="#12151c",
        band="#191d26",
        text="#eef1f6",
        muted="#9aa4b5",
        label="rgba(18,21,28,0.84)",
        line="#76839a",
        special="#ff79bb",
        focus="#b79cff",
    ),
}

ROLES: Mapping[str, Mark] = {
    "source": Mark("Source of the question", "hexagon", ("#16191f", "#f4f6fa")),
    "controller": Mark("Controller", "square", ("#0067a3", "#5bb8f5")),
    "joint_controller": Mark("Joint controller", "diamond", ("#6f4bc4", "#b49bf5")),
    "processor": Mark("Processor", "circle", ("#00795a", "#2fcf9f")),
    "subprocessor": Mark("Subprocessor", "triangle-up", ("#b4560a", "#f5a24b")),
    "authority": Mark("Authority", "pentagon", ("#5b6472", "#aeb7c6")),
}
COUNTRY_GROUPS: Mapping[str, Mark] = {
    "inside": Mark("Inside the EEA", "circle", ("#0067a3", "#5bb8f5")),
    "outside": Mark("Outside the EEA", "diamond", ("#b4560a", "#f5a24b")),
    "mixed": Mark("Inside and outside the EEA", "square", ("#6f4bc4", "#b49bf5")),
    "unknown": Mark("Place unknown", "x", ("#8a6a00", "#f0e05a")),
}
CERTAINTIES: Mapping[str, Mark] = {
    "stated": Mark("Stated", "circle", ("#0067a3", "#5bb8f5")),
    "possible": Mark("Possible", "diamond-open", ("#b4560a", "#f5a24b")),
}
#: Whether the law treats a transfer to a place as covered, worst first.
TRANSFERS: Mapping[str, Mark] = {
    "not_covered": Mark("Transfer not covered", "x", ("#b3261e", "#ff8a80")),
    "not_evaluable": Mark("Transfer not evaluable", "diamond", ("#8a6a00", "#f0e05a")),
    "covered": Mark("Transfer covered", "square", ("#00795a", "#2fcf9f")),
    "not_a_transfer": Mark("No transfer", "circle", ("#0067a3", "#5bb8f5")),
}
MARKS: Mapping[ColourBy, Mapping[str, Mark]] = {
    "role": ROLES,
    "country": COUNTRY_GROUPS,
    "certainty": CERTAINTIES,
}
STROKES: Mapping[str, Stroke] = {
    "stated": Stroke("Stated flow", "solid"),
    "possible": Stroke("Possible flow", "5px,3px"),
    "planned": Stroke("Planned flow", "1px,3px"),
}


def faded(colour: str, strength: float) -> str:
    """#rrggbb as rgba with that alpha; the colour itself at full strength."""
    if strength >= 1:
        return colour
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength:g})"
