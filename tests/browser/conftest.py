"""A real Chromium before a real server: the demo on the embedded engine, and a large made-up network."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import waitress
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.memory import MemoryStore, Records, large_inventory
from vendorgraph.api.app import create_app
from vendorgraph.api.state import state_of
from vendorgraph.auth import ensure_admin_token
from vendorgraph.exchange.apply import apply_demo
from vendorgraph.inventory import Inventory
from vendorgraph.opening import opened
from vendorgraph.settings import Settings

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=30_000)  # a busy machine is no failure
WIDE = {"width": 1440, "height": 1000}
NARROW = {"width": 400, "height": 860}
#: Windows in which a page is judged: its colours at full width in both themes, its narrow layout in one.
WINDOWS = pytest.mark.parametrize(
    ("viewport", "theme"),
    [
        pytest.param(WIDE, "light", id="wide-light"),
        pytest.param(WIDE, "dark", id="wide-dark"),
        pytest.param(NARROW, "light", id="narrow-light"),
    ],
)


@dataclass
class Site:
    """A server that a browser can open, and the token to sign in with."""

    address: str
    token: str
    cookies: Any = None  # of a browser that signed in, so that each test need not


@contextlib.contextmanager
def served(inventory: Inventory, settings: Settings) -> Iterator[Site]:
    """The application over an inventory, on a free port of the loopback interface."""
    app = create_app(inventory, settings)
    token = ensure_admin_token(state_of(app).tokens, settings.data).path.read_text().strip()
    server: Any = waitress.create_server(app, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", token)
    for channel in list(server.active_channels.values()):
        channel.will_close = (
            True  # the browser keeps idle connections, and the server would wait for their end
        )
    server.close()
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo on an embedded engine of its own."""
    settings = replace(Settings(), data=tmp_path_factory.mktemp("browser"), port=0)
    with opened(settings) as inventory:
        apply_demo(inventory)
        with served(inventory, settings) as site:
            yield site


@pytest.fixture(scope="session")
def large_records() -> Records:
    """2,000 parties and 20,000 flows, made up once, which takes seconds; who adds to them takes a copy."""
    return large_inventory(2000, 20_000)


@pytest.fixture(scope="session")
def large_site(large_records: Records, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The large network."""
    settings = replace(Settings(), data=tmp_path_factory.mktemp("large"), port=0)
    with served(Inventory(MemoryStore(large_records)), settings) as site:
        yield site


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A headless Chromium of this machine; its first context has a profile on disk, which keeps compiled code."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.exit("The browser tests need Chromium: apt-get install chromium", returncode=3)
    with sync_playwright() as playwright:
        profile = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"), executable_path=found, args=FLAGS
        )
        assert profile.browser
        yield profile.browser
        profile.close()


@dataclass
class Visitor:
    """A signed-in page that remembers what went wrong on it."""

    page: Page
    site: Site
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        """Go to a path of the site and wait until its answer stands on the page."""
        self.page.goto(self.site.address + path)
        self.settled()
        return self.page

    def settled(self) -> None:
        """Wait until nothing is being loaded or drawn."""
        self.page.wait_for_selector("#tiles .tile")
        self.page.wait_for_selector("#app:not([aria-busy])")
        self.page.wait_for_selector("#facts:not([aria-busy])", state="attached")
        self.page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")

    def point_of(self, kind: str, id_: str) -> tuple[float, float]:
        """Where in the window a node, or the middle of a flow's curve, is drawn."""
        point = self.page.evaluate(_POINT, [kind, id_])
        assert point is not None, f"{kind} {id_} is not drawn"
        return point[0], point[1]


#: Reads places from Plotly's own state and from the path that it drew, not from the page's modules.
_POINT = """([kind, id]) => {
  const plot = document.querySelector("#plot");
  plot.scrollIntoView({ block: "center" });
  const box = plot.querySelector(".nsewdrag").getBoundingClientRect();
  const { xaxis, yaxis } = plot._fullLayout;
  const at = (x, y) => [box.left + xaxis.d2p(x), box.top + yaxis.d2p(y)];
  if (kind === "node") {
    const trace = plot.data[0];
    const index = trace.customdata.indexOf(id);
    return index < 0 ? null : at(trace.x[index], trace.y[index]);
  }
  const group = window.vendorgraphFigure.meta.flows.find((one) => one.ids.includes(id));
  if (!group) return null;
  const curve = window.vendorgraphFigure.layout.shapes[group.shape].path.split("M")[group.ids.indexOf(id) + 1];
  const p = curve.match(/-?\\d+(?:\\.\\d+)?/g).map(Number);
  const middle = (i) => (p[i] + 3 * p[i + 2] + 3 * p[i + 4] + p[i + 6]) / 8;
  return at(middle(0), middle(1));
}"""


@contextlib.contextmanager
def visiting(
    chromium: Browser, site: Site, viewport: Any = WIDE, color_scheme: Any = "light"
) -> Iterator[Visitor]:
    """A browser signed in at a site; complaints of console, page and policy fail the test.

    Everybody visits with the one profile, for a new one compiles Plotly again, which takes most of a page's time.
    What a visit left in it is forgotten, apart from files that the server allows to keep.
    """
    profile = chromium.contexts[0]
    profile.clear_cookies()
    profile.add_cookies(_signed_in(chromium, site)["cookies"])
    page = profile.new_page()
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme=color_scheme, reduced_motion="reduce")
    visitor = Visitor(page, site)
    page.on("pageerror", lambda error: visitor.complaints.append(f"error: {error}"))
    page.on(
        "console",
        lambda message: visitor.complaints.append(message.text) if message.type == "error" else None,
    )
    page.add_init_script(_WATCH)
    try:
        yield visitor
    finally:
        page.goto("about:blank")  # what the page still asks for would be refused without its cookie
        forgotten = {"origin": site.address, "storageTypes": "cookies,local_storage"}
        profile.new_cdp_session(page).send("Storage.clearDataForOrigin", forgotten)
        page.close()
    assert visitor.complaints == []


#: Complains of what the policy forbids, and keeps a copy of the figure by which tests know where curves are.
_WATCH = """
addEventListener('securitypolicyviolation', (e) => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI}`));
const asked = window.fetch;
window.fetch = async (...request) => {
  const answer = await asked(...request);
  if (answer.ok && new URL(answer.url).pathname === '/api/v1/figures/network')
    window.vendorgraphFigure = await answer.clone().json();
  return answer;
};
"""


def _signed_in(chromium: Browser, site: Site) -> Any:
    """The cookies of a browser that signed in at the form."""
    if site.cookies is None:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{site.address}/sign-in?next=/api/v1/health")
        page.get_by_label("API token").fill(site.token)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/api/v1/health")
        site.cookies = context.storage_state()
        context.close()
    return site.cookies


@pytest.fixture
def visitor(chromium: Browser, site: Site) -> Iterator[Visitor]:
    """Somebody at the demo."""
    with visiting(chromium, site) as visitor:
        yield visitor
