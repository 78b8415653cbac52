"""The partner API as a page: every operation of the published schema, without a script from elsewhere."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from drf_spectacular.generators import SchemaGenerator

from portal.core.http import PortalRequest

METHODS = ("get", "post", "put", "patch", "delete")


@require_GET
def api_docs(request: PortalRequest) -> HttpResponse:
    return render(request, "site/api_docs.html", {"groups": operation_groups()})


@cache
def operation_groups() -> tuple[dict[str, Any], ...]:
    """Give the operations by tag; made once, for the schema changes only with the code."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                groups.setdefault(methods[method]["tags"][0], []).append(_operation(path, method, methods[method]))
    return tuple({"tag": tag, "operations": operations} for tag, operations in sorted(groups.items()))


def _operation(path: str, method: str, found: dict[str, Any]) -> dict[str, Any]:
    bodies = found.get("requestBody", {}).get("content", {})
    return {
        "id": found["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": found.get("summary", ""),
        "description": found.get("description", ""),
        "scopes": sorted({scope for each in found.get("security", ()) for scope in each.get("partner", ())}),
        "parameters": [
            {"name": each["name"], "place": each["in"], "words": each.get("description", "")}
            for each in found.get("parameters", ())
        ],
        "body": next((_shape(body) for body in bodies.values()), ""),
        "answers": [
            {"status": status, "shape": next((_shape(body) for body in answer.get("content", {}).values()), "")}
            for status, answer in sorted(found["responses"].items())
        ],
    }


def _shape(body: dict[str, Any]) -> str:
    """Give the name of a component, empty for a shape written in place."""
    return str(body.get("schema", {}).get("$ref", "")).rpartition("/")[2]
