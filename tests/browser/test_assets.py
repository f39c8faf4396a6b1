"""What pages load: from this server only, nothing inline, Plotly's script from the installed package."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import plotly
import pytest

SCRIPT = f"/static-plotly/{version('plotly')}/plotly.min.js"


def test_plotly_comes_whole_from_the_installed_package_and_is_kept_a_year(visitor):
    answer = visitor.page.request.get(visitor.site.address + SCRIPT)
    assert answer.body() == (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()
    assert "max-age=31536000" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_plotly_is_not_sent_again_while_it_is_the_same(visitor, encoding):
    asked = {"Accept-Encoding": encoding}
    first = visitor.page.request.get(visitor.site.address + SCRIPT, headers=asked)
    again = {**asked, "If-None-Match": first.headers["etag"]}
    assert visitor.page.request.get(visitor.site.address + SCRIPT, headers=again).status == 304


def test_another_version_of_plotly_is_not_found(visitor):
    answer = visitor.page.request.get(visitor.site.address + "/static-plotly/1.0/plotly.min.js")
    assert answer.status == 404


def test_our_own_files_are_asked_for_again_and_not_sent_again(visitor):
    address = visitor.site.address + "/static/js/main.js"
    first = visitor.page.request.get(address)
    assert first.headers["cache-control"] == "no-cache"
    assert visitor.page.request.get(address, headers={"If-None-Match": first.headers["etag"]}).status == 304


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/js/", "/static/nothing.js"]
)
def test_nothing_but_our_files_is_served(visitor, path):
    assert visitor.page.request.get(visitor.site.address + path).status == 404


def test_the_page_loads_nothing_from_elsewhere_and_has_no_inline_script(visitor):
    asked = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    page = visitor.open("/?node=clustdoc:documents")
    page.goto(visitor.site.address + "/review")
    page.wait_for_selector("#app:not(:has([aria-busy]))")
    assert [url for url in asked if not url.startswith((visitor.site.address, "data:", "blob:"))] == []
    for path in ("/", "/review"):
        answer = page.request.get(visitor.site.address + path)
        assert re.findall(r"<script(?![^>]*\bsrc=)", answer.text()) == []
        assert re.findall(r"\son[a-z]+=", answer.text()) == []
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe-eval" not in policy


@pytest.mark.parametrize("script", sorted(Path("static/js").rglob("*.js")), ids=lambda path: path.name)
def test_scripts_stay_small_and_never_build_markup_from_text(script):
    text = script.read_text("utf-8")
    assert text.count("\n") <= 250
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)
