"""The questions of docs/explanation/what-reaches-whom.md over REST: exposure, its proof, impact, and the graph."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from typing import Any

from flask import Response, request
from flask.views import MethodView

from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.graph import graph_answer
from vendorgraph.analysis.impact import impact_answer
from vendorgraph.analysis.proof import DEFAULT_LIMIT, MOST, proof_answer
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.analysis.transfers import transfers_answer
from vendorgraph.api import examples
from vendorgraph.api.answers import kept, page, table
from vendorgraph.api.blueprint import Blueprint
from vendorgraph.api.parameters import (
    Arguments,
    Choice,
    Fields,
    Whole,
    Word,
    drawing,
    filters,
    listed,
    narrowing,
    paging,
    parameters,
    question,
    questions,
    starting,
)
from vendorgraph.api.schemas import reference
from vendorgraph.api.state import inventory
from vendorgraph.exchange.writing.flat import EXPOSURE_COLUMNS, exposure_rows
from vendorgraph.figures import network_figure
from vendorgraph.law.hop import STATUSES

blp = Blueprint("exposure", "Which personal data reaches whom, where, and how that is known.")

FORMAT = {"format": Choice("`csv` answers all rows as a table, as does `Accept: text/csv`.", ("json", "csv"))}
#: What the command line takes too, as options.
IMPACT: Fields = {
    "party": Word("The party that fails, is breached or goes; this or `processing`.", example="stripe"),
    "processing": Word("The processing that does.", example="stripe:payments"),
    **questions(),
}
COLOURS = ("role", "country", "certainty")
LOOKS: Fields = {
    "colour": Choice("What colours stand for.", COLOURS, load_default="role"),
    "theme": Choice("Ground of the drawing.", ("light", "dark"), load_default="light"),
    "focus": Word("A processing whose neighbourhood is drawn strongly and the rest faintly."),
    "width": Whole("Width in px for which names are fitted.", 200, 8000, load_default=1200),
}


@blp.route("/exposure")
class Exposure(MethodView):
    @blp.query(parameters("Exposure", starting(), narrowing(), questions(), paging(), FORMAT))
    @blp.answers(
        200, description="The rows as a table, all of them.", schema={"type": "string"}, kind="text/csv"
    )
    @blp.answers(
        200,
        reference("Exposure"),
        description="Rows ordered by source, hops and id.",
        example=examples.EXPOSURE,
    )
    def get(self, args: Arguments) -> Response:
        """Who receives what, where

        Per source, every recipient through the whole chain with its role, distance, certainty, categories and
        places, and every country reached. Unknown is a value: a place not stated is `unknown`, never nothing.
        """
        snapshot = inventory().snapshot()
        if wants_csv(args):
            return table("exposure", EXPOSURE_COLUMNS, exposure_rows(_exposure(snapshot, args)["recipients"]))
        return kept(snapshot, lambda: _paged(_exposure(snapshot, args), args))


@blp.route("/exposure/proof")
class Proof(MethodView):
    @blp.query(
        parameters(
            "Proof",
            {
                "from": Word(
                    "Source: a processing, or a party with all its own.",
                    required=True,
                    example="clustdoc-customers",
                ),
                "to": Word(
                    "Recipient: a processing, or a party with all its own.", required=True, example="stripe"
                ),
                "category": Word(
                    "Only chains that carry this category or one below it.", example="user.contact"
                ),
                "limit": Whole("Most proofs listed.", 1, MOST, load_default=DEFAULT_LIMIT),
            },
            questions(),
        )
    )
    @blp.answers(200, reference("Proof"), description="Proofs: stated ones first, then the shortest.")
    def get(self, args: Arguments) -> Response:
        """Why a recipient is in the answer

        Chains of flows through which one and the same category passes all the way, the set of all flows on such
        a walk, and the facts of each flow with evidence: document, lines and claim.
        """
        snapshot = inventory().snapshot()
        asked = {
            "from_": args["from"],
            "to": args["to"],
            "category": args.get("category"),
            "limit": args["limit"],
        }
        return kept(snapshot, lambda: proof_answer(snapshot, question(snapshot, args), **asked))


@blp.route("/impact")
class Impact(MethodView):
    @blp.query(parameters("Impact", IMPACT))
    @blp.answers(200, reference("Impact"), description="Processings upstream, ordered by hops and id.")
    def get(self, args: Arguments) -> Response:
        """Whom a breach, failure or removal concerns

        Every processing upstream with what of it may arrive, and the controllers to tell with categories,
        subjects, countries, notice hours of each contract and the contact.
        """
        snapshot = inventory().snapshot()
        asked = {name: args.get(name) for name in ("party", "processing")}
        return kept(snapshot, lambda: impact_answer(snapshot, question(snapshot, args), **asked))


@blp.route("/transfers")
class Transfers(MethodView):
    @blp.query(
        parameters(
            "Transfers",
            {
                "from": Word(
                    "Only what this processing, or this party's processings, send.", example="clustdoc"
                ),
                "flow": Word("Only this flow.", example="example-shop:orders--example-host:hosting"),
                "status": Choice("Only hops of this status.", STATUSES),
            },
            questions(),
            paging(),
        )
    )
    @blp.answers(200, reference("Transfers"), description="One page of hops, ordered by flow id.")
    def get(self, args: Arguments) -> Response:
        """Whether each transfer is covered

        Every active flow with its assessment on the day: status, reason, the fact that decided with its article
        and source, and the same per place. Unknown is never covered.
        """
        snapshot = inventory().snapshot()
        asked = {"from_": args.get("from"), "status": args.get("status"), "flow": args.get("flow")}
        return kept(snapshot, lambda: _transfers(snapshot, args, asked))


@blp.route("/graph")
class Graph(MethodView):
    @blp.query(parameters("Graph", starting(), narrowing(), questions(), drawing()))
    @blp.answers(
        200, reference("Graph"), description="Nodes by tier and id, edges by id, and what is not shown."
    )
    def get(self, args: Arguments) -> Response:
        """The data-flow graph as nodes and edges

        Processings within `depth` flows of the sources and beyond those in `expand`; the counts say how much of
        the whole answer is shown and hidden.
        """
        snapshot = inventory().snapshot()
        return kept(snapshot, lambda: _graph(snapshot, args))


@blp.route("/figures/network")
class Network(MethodView):
    @blp.query(parameters("Network", starting(), narrowing(), questions(), drawing(), LOOKS))
    @blp.answers(200, reference("Figure"), description="The figure for `Plotly.react`.")
    def get(self, args: Arguments) -> Response:
        """The data-flow graph as a Plotly figure

        Layered by tier from the source; the same part of the graph as `/graph` with the same parameters.
        """
        snapshot = inventory().snapshot()
        looks = {
            "colour": args["colour"],
            "theme": args["theme"],
            "focus": args.get("focus"),
            "width": args["width"],
        }
        return kept(snapshot, lambda: network_figure(_graph(snapshot, args), **looks))


def _exposure(snapshot: Snapshot, args: Arguments) -> dict[str, Any]:
    return exposure_answer(
        snapshot,
        question(snapshot, args),
        from_=args.get("from"),
        category=args.get("category"),
        filters=filters(args),
    )


def _paged(result: dict[str, Any], args: Arguments) -> dict[str, Any]:
    paged = page(result["recipients"], args["page"], args["page_size"])
    return {**result, "recipients": paged.pop("items"), **paged}


def _transfers(snapshot: Snapshot, args: Arguments, asked: dict[str, Any]) -> dict[str, Any]:
    result = transfers_answer(snapshot, question(snapshot, args), **asked)
    return {**result, **page(result["items"], args["page"], args["page_size"])}


def _graph(snapshot: Snapshot, args: Arguments) -> dict[str, Any]:
    return graph_answer(
        snapshot,
        question(snapshot, args),
        from_=args.get("from"),
        category=args.get("category"),
        filters=filters(args),
        depth=args["depth"],
        expand=listed(args.get("expand")),
        limit=args["limit"],
    )


def wants_csv(args: Arguments) -> bool:
    """Whether the client asked for a table, by parameter or by what it accepts."""
    if "format" in args:
        return bool(args["format"] == "csv")
    return request.accept_mimetypes.best_match(["application/json", "text/csv"]) == "text/csv"
