"""The endpoints keep their OpenAPI contract under generated calls, right and wrong ones (schemathesis)."""

from __future__ import annotations

import base64
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode

from tests.factories import accounts as make
from tests.factories.notices import make_notice

EXAMPLES = 10


def token(organisation: Any) -> str:
    application, secret = make.make_application(organisation, ("notices:read", "webhooks:write"))
    pair = base64.b64encode(f"{application.client_id}:{secret}".encode()).decode()
    answer = Client().post(
        "/oauth/token/", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {pair}"}
    )
    return str(answer.json()["access_token"])


def broken(operation: Any, mode: GenerationMode, headers: dict[str, str]) -> list[str]:
    """Give what the checks say about generated calls of one operation."""
    found: list[str] = []

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
    )
    def run(case: Any) -> None:
        try:
            case.call_and_validate(headers=headers)
        except BaseExceptionGroup as group:
            found.extend(f"{operation.label}: {error}" for error in group.exceptions)

    run()
    return found


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_generated_calls_find_no_breach_of_contract(live_server: Any) -> None:
    organisation = make.make_organisation()
    make_notice(organisation)
    headers = {"Authorization": f"Bearer {token(organisation)}"}
    schema = schemathesis.openapi.from_url(f"{live_server.url}/api/v1/schema/?format=json")
    operations = [found.ok() for found in schema.get_all_operations()]
    mine = [found for found in operations if found.path.startswith(("/api/v1/notices", "/api/v1/webhooks"))]
    assert len(mine) == 10
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        assert [words for operation in mine for words in broken(operation, mode, headers)] == []
