"""Exported HTML opened from a disk, offline: it draws, complains of nothing, and axe finds nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_accessibility import violations
from tests.unit.exchange.writing.stores import demo_inventory
from vendorgraph.analysis.question import Question
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.formats import export

FILES: dict[str, dict[str, Any]] = {
    "html": {"from_": "example-clinic", "depth": 3},
    "subprocessors": {"processing": "github:product"},
    "recipients": {"from_": "example-clinic:patient-intake", "since": dt.date(2024, 1, 1)},
    "controller-register": {},
    "processor-register": {"party": "example-software"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page of the demo on disk."""
    made = tmp_path_factory.mktemp("exported")
    snapshot = demo_inventory().snapshot()
    for name, given in FILES.items():
        asked = Asked(Question(dt.date(2026, 11, 22)), form="html", **given)
        (made / f"{name}.html").write_bytes(export(snapshot, name, asked).content())
    return made


@pytest.fixture(params=["light", "dark"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page without a network; what the console says against it fails the test."""
    context = chromium.new_context(viewport=WIDE, color_scheme=request.param, offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda one: None if one.url.startswith(("file:", "data:", "blob:")) else complaints.append(one.url),
    )
    yield page
    context.close()
    assert complaints == []


def opened(page: Page, folder: Path, name: str) -> None:
    page.goto((folder / f"{name}.html").as_uri())
    if name == "html":
        page.wait_for_selector("#plot[data-drawn]")


@pytest.mark.parametrize("name", FILES)
def test_axe_finds_nothing(page: Page, folder: Path, name: str) -> None:
    opened(page, folder, name)
    light = page.evaluate("matchMedia('(prefers-color-scheme: light)').matches")
    assert violations(page, whole=light) == []


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_wider_than_a_narrow_window(page: Page, folder: Path, name: str) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    opened(page, folder, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_view_draws_what_it_counts(page: Page, folder: Path) -> None:
    opened(page, folder, "html")
    drawn = page.evaluate("document.querySelector('#plot').data[0].x.length")
    assert f"Shown: {drawn} processings" in page.inner_text("main")
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    ground = page.evaluate("document.querySelector('#plot').layout.paper_bgcolor")
    assert (ground != "#ffffff") == dark


def test_a_narrow_window_moves_over_the_drawing_instead_of_squeezing_its_names(
    page: Page, folder: Path
) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    opened(page, folder, "html")
    drawing = page.get_by_role("group", name="Network")
    assert drawing.evaluate("(e) => e.scrollWidth") >= 900
    assert drawing.evaluate("(e) => e.clientWidth") < NARROW["width"]
