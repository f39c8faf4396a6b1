"""The answer of `/exposure` as figures for a page: who gets which categories where, and a map of it."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from typing import Any

from flask import Response
from flask.views import MethodView

from vendorgraph.analysis.reached import reached_answer
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api.answers import kept
from vendorgraph.api.blueprint import Blueprint
from vendorgraph.api.parameters import (
    Arguments,
    Choice,
    Fields,
    Whole,
    filters,
    narrowing,
    parameters,
    question,
    questions,
    starting,
)
from vendorgraph.api.schemas import reference
from vendorgraph.api.state import inventory
from vendorgraph.figures import map_figure, sankey_figure
from vendorgraph.figures.sankey import NAMED

blp = Blueprint("figures", "The answer of /exposure as Plotly figures.")

THEME: Fields = {
    "theme": Choice("Ground of the drawing.", ("light", "dark"), load_default="light"),
}
RECIPIENTS: Fields = {
    "named": Whole(
        "Most recipients with a node of their own; the others stand together, counted.",
        1,
        200,
        load_default=NAMED,
    )
}


@blp.route("/figures/sankey")
class Sankey(MethodView):
    @blp.query(parameters("Sankey", starting(), narrowing(), questions(), THEME, RECIPIENTS))
    @blp.answers(200, reference("Figure"), description="The figure for `Plotly.react`.")
    def get(self, args: Arguments) -> Response:
        """Categories, recipients and places as a Sankey diagram

        The recipients of `/exposure` with the same parameters. A ribbon weighs pairs of a recipient and a
        category as reported, which is no quantity of data; stated ones are strong, possible ones light.
        """
        snapshot = inventory().snapshot()
        return kept(
            snapshot,
            lambda: sankey_figure(_reached(snapshot, args), theme=args["theme"], named=args["named"]),
        )


@blp.route("/figures/map")
class Map(MethodView):
    @blp.query(parameters("Map", starting(), narrowing(), questions(), THEME))
    @blp.answers(200, reference("Figure"), description="The figure for `Plotly.react`.")
    def get(self, args: Arguments) -> Response:
        """The places that the data reach as a map

        The recipients of `/exposure` with the same parameters by place of processing, coloured by what the law
        says of a transfer there. Regions and unknown places are in `meta.places` with `on_map: false`.
        """
        snapshot = inventory().snapshot()
        return kept(snapshot, lambda: map_figure(_reached(snapshot, args), theme=args["theme"]))


def _reached(snapshot: Snapshot, args: Arguments) -> dict[str, Any]:
    return reached_answer(
        snapshot,
        question(snapshot, args),
        from_=args.get("from"),
        category=args.get("category"),
        filters=filters(args),
    )
