"""The application: REST, pages and sign-in over one live inventory."""

from __future__ import annotations

from flask import Flask

from vendorgraph import web
from vendorgraph.analysis.risk import weight_table
from vendorgraph.api import (
    access,
    adequacy,
    archive,
    changes,
    check,
    documentation,
    exports,
    exposure,
    feeds,
    figures,
    identity,
    imports,
    judgement,
    parsing,
    plan,
    problems,
    sign_in,
    system,
    vocabularies,
    webhooks,
)
from vendorgraph.api.flows import create_flow
from vendorgraph.api.resources import resource_blueprint
from vendorgraph.api.state import State, attach
from vendorgraph.auth import Tokens
from vendorgraph.errors import Invalid, Refused
from vendorgraph.inventory import Inventory
from vendorgraph.model.entities import RECORDS
from vendorgraph.settings import Settings


def create_app(inventory: Inventory, settings: Settings) -> Flask:
    """The WSGI application that serves `inventory`; the settings say where secrets lie and who may connect.

    Raises Refused when the settings weigh something that the score does not know.
    """
    try:
        weight_table(dict(settings.risk_weights))
    except Invalid as error:
        raise Refused(f"VENDORGRAPH_RISK_WEIGHTS: {error.message}") from error
    app = Flask("vendorgraph.api", static_folder=None)
    app.url_map.merge_slashes = False  # an address with // is no other's: 404 in the one shape, no redirect
    app.config["MAX_CONTENT_LENGTH"] = parsing.RESOURCE_LIMIT
    attach(app, State(inventory, settings, Tokens(inventory.store)))
    problems.install(app)
    access.install(app, settings)
    description = add_routes(app)
    parsing.refuse_unknown_parameters(app, description["paths"])
    documentation.install(app, description)
    app.register_blueprint(sign_in.blueprint)
    web.register(app)
    return app


def add_routes(app: Flask) -> documentation.Description:
    """Register every route under /api/v1; the description made of them."""
    api = documentation.describe(app)
    for entity in RECORDS:
        if entity.name == adequacy.KIND:  # rows that ship stand beside those recorded
            api.register_blueprint(adequacy.blp)
            continue
        api.register_blueprint(resource_blueprint(entity, create_flow if entity.name == "flow" else None))
    for item in vocabularies.VOCABULARIES:
        api.register_blueprint(vocabularies.vocabulary_blueprint(item))
    for blueprint in (
        exposure.blp,
        figures.blp,
        judgement.blp,
        changes.blp,
        imports.blp,
        check.blp,
        plan.blp,
        archive.blp,
        system.access,
        system.health,
    ):
        api.register_blueprint(blueprint)
    api.register_blueprint(exports.blp)
    api.register_blueprint(identity.blp)
    api.register_blueprint(feeds.blp)
    api.register_blueprint(webhooks.blp)
    description: documentation.Description = api.spec.to_dict()
    return description
