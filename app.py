"""`python app.py`: the embedded store, the demo when it is empty, and the page on this machine.

`create_app()` is what other WSGI servers load, as `waitress-serve --call app:create_app`.
"""

from __future__ import annotations

import atexit
import sys

from flask import Flask

from vendorgraph.api.app import create_app as create_app_for
from vendorgraph.api.state import state_of
from vendorgraph.auth import ensure_admin_token
from vendorgraph.errors import Unavailable, VendorgraphError
from vendorgraph.inventory import Inventory
from vendorgraph.service import serve
from vendorgraph.settings import Settings
from vendorgraph.store import open_store
from vendorgraph.webhooks import Dispatcher, Sender


def create_app() -> Flask:
    """The WSGI application over the store that the environment names."""
    settings = Settings.from_environment()
    store = open_store(settings)
    atexit.register(store.close)
    inventory = Inventory(store)
    app = create_app_for(inventory, settings)
    dispatcher = Dispatcher(inventory, Sender(settings.webhook_allow))
    dispatcher.start()
    atexit.register(dispatcher.stop)  # before the store closes: the last registered is called first
    token = ensure_admin_token(state_of(app).tokens, settings.data)
    if token.written:
        print(f"An admin token was written to {token.path}.", file=sys.stderr)
    return app


def main() -> int:
    """Serve with the demo; 2 = the environment or the folder is not usable, 3 = the engine does not answer."""
    try:
        serve(Settings.from_environment(), demo=True, say=lambda text: print(text, flush=True))
    except VendorgraphError as error:
        print(f"vendorgraph: {error.message}", file=sys.stderr)
        return 3 if isinstance(error, Unavailable) else 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
