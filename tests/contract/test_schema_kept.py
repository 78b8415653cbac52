"""The OpenAPI document is drawn once per process, language and format: it needs no login and takes seconds."""

import json
from unittest.mock import patch

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from portal.core.api.schema import drawn

SCHEMA = "/api/v1/schema/"


@pytest.mark.django_db
def test_the_document_is_drawn_once_and_stays_the_same():
    drawn.cache_clear()
    drawing = SchemaGenerator.get_schema
    with patch.object(SchemaGenerator, "get_schema", autospec=True, side_effect=drawing) as counted:
        answers = [Client().get(SCHEMA, {"format": "json", "lang": lang}) for lang in ("en", "fr", "en", "xx", "fr")]
    assert counted.call_count == 2, "one per language; a language there is not is the first one"
    assert [answer.status_code for answer in answers] == [200] * 5
    assert answers[0].content == answers[2].content == answers[3].content
    assert answers[1].content == answers[4].content
    document = json.loads(answers[0].content)
    assert document["openapi"].startswith("3.") and "/api/v1/trips" in document["paths"]
    assert answers[0]["Content-Type"].startswith("application/vnd.oai.openapi+json")


@pytest.mark.django_db
def test_without_a_format_it_is_yaml():
    answer = Client().get(SCHEMA)
    assert answer["Content-Type"].startswith("application/vnd.oai.openapi;")
    assert answer.content.startswith(b"openapi: 3")
