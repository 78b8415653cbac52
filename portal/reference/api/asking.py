"""Query strings of the reference endpoints: read, bounded, refused when they cannot be."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from rest_framework.request import Request

from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.text import Text
from portal.reference.domain.paging import Page

PAGE_SIZE, MOST = 50, 200
LONGEST = 120


def asked(request: Request, name: str) -> str:
    """Give a parameter trimmed, empty when absent; raises Invalid when it cannot be searched for."""
    value = request.query_params.get(name, "").strip()
    if len(value) > LONGEST or (value and not value.isprintable()):
        raise Invalid([_unreadable(name)])
    return value


def one_of(request: Request, name: str, options: tuple[str, ...]) -> str:
    """Give a parameter that takes one of a few values, empty when absent; raises Invalid for any other."""
    value = asked(request, name)
    if value and value not in options:
        raise Invalid([_not_listed(name, value, options)])
    return value


def page_size(request: Request) -> int:
    """Give the size of a page, within bounds; what is not a number means the usual size."""
    value = request.query_params.get("page_size", "")
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        return PAGE_SIZE
    return min(max(int(value), 1), MOST)


def envelope(request: Request, page: Page | None, results: list[dict[str, Any]]) -> dict[str, Any]:
    """Give the body of a page with absolute addresses of its neighbours."""
    after, before = (page.after, page.before) if page else (None, None)
    return {"next": _address(request, after), "previous": _address(request, before), "results": results}


def _address(request: Request, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    kept = [(name, value) for name, value in request.query_params.items() if name != "cursor"]
    query = urlencode([*kept, *([("cursor", cursor)] if cursor else [])])
    return request.build_absolute_uri(f"{request.path}?{query}" if query else request.path)


def _not_listed(name: str, value: str, options: tuple[str, ...]) -> ErrorItem:
    listed = ", ".join(options)
    return ErrorItem(
        "REF_FILTER",
        Text("This value is not on the list.", "Cette valeur n'est pas dans la liste."),
        path=name,
        value=value,
        fix=Text("Use one of: {listed}.", "Choisissez parmi : {listed}.").format(listed=listed),
    )


def _unreadable(name: str) -> ErrorItem:
    return ErrorItem(
        "REF_FILTER",
        Text("This value cannot be searched for.", "Cette valeur ne peut pas être recherchée."),
        path=name,
        fix=Text("Use at most 120 printable characters.", "Employez au plus 120 caractères imprimables."),
    )
