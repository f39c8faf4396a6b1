"""schemathesis: requests made from the description get answers that the description allows, never a fault."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import V1, Cast
from vendorgraph.api.openapi import description

EXAMPLES = 10  # of each operation and mode
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
#: Health takes nothing that could be broken. Tokens and webhooks would be made by the hundred; an import of anything but a file is
#: tested in test_import.
LEFT_OUT = (
    f"{V1}/health",
    f"{V1}/tokens",
    f"{V1}/tokens/{{id}}",
    f"{V1}/webhooks",
    f"{V1}/import",
    f"{V1}/drift",
)
OPERATIONS = [
    (method, path)
    for path, methods in description()["paths"].items()
    for method in methods
    if method != "parameters" and path not in LEFT_OUT
]


@pytest.fixture(scope="module")
def schema(cast: Cast) -> Any:
    headers = {"Authorization": f"Bearer {cast.admin.token}"}
    return schemathesis.openapi.from_wsgi(f"{V1}/openapi.json", cast.app, headers=headers)


@pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["described", "broken"]
)
@pytest.mark.parametrize(
    ("method", "path"), OPERATIONS, ids=[f"{method} {path}" for method, path in OPERATIONS]
)
def test_answers_are_those_described(
    cast: Cast, schema: Any, method: str, path: str, mode: GenerationMode
) -> None:
    operation = schema[path][method]
    headers = {"Authorization": f"Bearer {cast.admin.token}"}

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def run(case: Any) -> None:
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        token_only = "Authorization" in (case.headers or {})  # the one breach that our own header repairs
        assert mode is GenerationMode.POSITIVE or token_only or 400 <= answer.status_code < 500, (
            "what breaks the description is refused"
        )

    run()
