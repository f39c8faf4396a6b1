"""The pages for readers: their shells, and the question that the network page opens on."""

from __future__ import annotations

from flask import Blueprint, render_template

from vendorgraph.analysis.question import Question, View, today
from vendorgraph.analysis.selection import default_sources
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api.state import inventory
from vendorgraph.web.assets import plotly_version

blueprint = Blueprint("pages", __name__, template_folder="templates")


@blueprint.get("/")
def network() -> str:
    """Who sends what to whom; the address's query string is the page's whole state."""
    snapshot = inventory().snapshot()
    return render_template(
        "network.html", opening=opening_source(snapshot), today=today(), plotly=plotly_version()
    )


@blueprint.get("/review")
def review() -> str:
    """What needs attention: findings, changes and reviews due; the query string is the page's whole state."""
    return render_template("review.html", today=today())


def opening_source(snapshot: Snapshot) -> str:
    """The party whose question the page opens on; empty for every controller at once.

    One of the inventory's own parties where there is one, else the controller that sends the most
    flows today: a large inventory opens on one question, not on everything.
    """
    sources = default_sources(View.of(snapshot, Question(as_of=today())))
    flows: dict[str, int] = {}
    for processing in sources:
        party = snapshot.party_of(processing)["id"]
        flows[party] = flows.get(party, 0) + len(snapshot.flows_from.get(processing, ()))
    return min(flows, key=lambda party: (-flows[party], party), default="")
