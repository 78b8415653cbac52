"""The published schema: made without a warning, naming every route and no other; and safe settings to serve it."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.generators import SchemaGenerator

API = "api/v1/"
NOT_DESCRIBED = {"schema", "docs"}
METHODS = ("get", "post", "put", "patch", "delete")


def routes(patterns: list[Any], before: str = "") -> dict[str, set[str]]:
    """Give each API path, written as in OpenAPI, with its methods."""
    found: dict[str, set[str]] = {}
    for entry in patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found |= routes(entry.url_patterns, path)
        elif isinstance(entry, URLPattern) and path.startswith(API) and entry.name not in NOT_DESCRIBED:
            view: Any = entry.callback
            key = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)
            found[key] = {method for method in METHODS if hasattr(view.view_class, method)}
    return found


def described(schema: dict[str, Any]) -> dict[str, set[str]]:
    return {path: set(methods) & set(METHODS) for path, methods in schema["paths"].items()}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return found


def test_the_schema_is_made_without_a_warning(tmp_path: Path, capsys: Any) -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yml"))
    assert capsys.readouterr().err == ""


def test_every_route_is_described_and_nothing_else(schema: dict[str, Any]) -> None:
    real = routes(get_resolver().url_patterns)
    assert len(real) > 15
    assert described(schema) == real


def test_a_route_that_is_left_out_would_be_noticed(schema: dict[str, Any]) -> None:
    fewer = {**schema, "paths": {path: each for path, each in schema["paths"].items() if not path.endswith("/cancel")}}
    assert described(fewer) != routes(get_resolver().url_patterns)


def test_every_operation_documents_its_refusals_as_problems(schema: dict[str, Any]) -> None:
    for path, methods in schema["paths"].items():
        for method in set(methods) & set(METHODS):
            answers = methods[method]["responses"]
            refusals = {status: answer for status, answer in answers.items() if status >= "400"}
            assert {"401", "403", "404", "406", "429"} <= set(refusals), (path, method)
            for status, answer in refusals.items():
                assert list(answer["content"]) == ["application/problem+json"], (path, method, status)
            if "requestBody" in methods[method]:
                assert {"400", "415"} <= set(refusals), (path, method)


def test_the_settings_of_a_server_pass_the_deployment_check() -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "preclear.example",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
