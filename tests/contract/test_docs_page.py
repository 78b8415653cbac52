"""The page of the partner API names every operation of the schema, needs no inline script, and is in the footer."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.site.views.api_docs import operation_groups

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "word"), [("en", "Answers"), ("fr", "Réponses")])
def test_every_operation_is_on_the_page(client: Client, language: str, word: str) -> None:
    page = client.get("/api/v1/docs/", headers={"Accept-Language": language})
    text = page.content.decode()
    operations = [each for group in operation_groups() for each in group["operations"]]
    assert len(operations) > 20
    assert all(f'id="{each["id"]}"' in text for each in operations)
    assert word in text
    assert "<style" not in text and "style=" not in text and "onclick" not in text


def test_every_page_leads_there(client: Client) -> None:
    assert 'href="/api/v1/docs/"' in client.get("/status/").content.decode()
