"""HTML documents that stand alone: no script, no network, one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

#: What a document without scripts may do: use its own styles.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("vendorgraph.exchange.writing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def document(template: str, *, title: str, policy: str = POLICY, **values: Any) -> Iterator[bytes]:
    """A document made of a template, part by part."""
    made = _templates().get_template(template).generate(title=title, policy=policy, **values)
    for part in made:
        yield _CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", part).encode()
