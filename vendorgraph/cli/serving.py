"""`vendorgraph serve` and `vendorgraph demo`."""

from __future__ import annotations

import click

from vendorgraph.cli.shared import Shared, examples

HOST = click.option(
    "--host", metavar="ADDRESS", help="Address to listen at; else VENDORGRAPH_HOST, else 127.0.0.1."
)
PORT = click.option(
    "--port", metavar="NUMBER", help="Port, 0 = any free one; else VENDORGRAPH_PORT, else 8000."
)


@click.command(epilog=examples("vendorgraph serve", "vendorgraph --data /srv/inventory serve --port 8080"))
@HOST
@PORT
@click.pass_obj
def serve(shared: Shared, host: str | None, port: str | None) -> None:
    """Serve what the store holds: the page at /, REST under /api/v1.

    Prints the address, a sign-in link that works once, and where the admin token is. Ctrl-C stops it.
    """
    _serve(shared, host, port, demo=False)


@click.command(epilog=examples("vendorgraph demo", "vendorgraph --data /tmp/demo demo --port 0"))
@HOST
@PORT
@click.pass_obj
def demo(shared: Shared, host: str | None, port: str | None) -> None:
    """Serve as `serve` does, with the demo loaded first when the store is empty.

    The demo is made from published privacy policies and subprocessor lists, and one fictional clinic.
    """
    _serve(shared, host, port, demo=True)


def _serve(shared: Shared, host: str | None, port: str | None, *, demo: bool) -> None:
    from vendorgraph.service import serve as run_server  # the whole of REST, which --help need not wait for

    settings = shared.settings(VENDORGRAPH_HOST=host, VENDORGRAPH_PORT=port)
    store = (
        f"Neo4j at {settings.neo4j_uri}"
        if settings.neo4j_uri
        else f"the embedded store in {settings.data.resolve()}"
    )
    shared.output.say(f"Opening {store}.")
    with shared.output.progress() as progress:
        run_server(settings, demo=demo, say=shared.output.say, progress=progress)


COMMANDS = (serve, demo)
