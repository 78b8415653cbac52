"""What the officers' views share: the version an officer saw, and a refusal shown on the screen it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from clearance.domain.refusals import CHOOSE_HOLD_REASON
from portal.core.domain.errors import DomainError, ErrorItem, NotFound

FIELDS = frozenset({"cause", "note", "text", "reason"})
CHOOSE_REASON = CHOOSE_HOLD_REASON


def version_of(request: HttpRequest) -> int:
    """The row version the officer saw; a form without one is no form of ours."""
    try:
        return int(request.POST.get("expected_version", ""))
    except ValueError:
        raise NotFound from None


def attempt(
    act: Callable[[], Any], done: Callable[[], HttpResponse], refused: Callable[[DomainError], HttpResponse]
) -> HttpResponse:
    """Run the act and go on, or show the same screen again with the refusal on top; a stranger gets his 404."""
    try:
        act()
    except NotFound:
        raise
    except DomainError as error:
        return refused(error)
    return done()


def items_of(error: DomainError | None, fields: frozenset[str] = FIELDS) -> tuple[ErrorItem, ...]:
    """Give what the error summary lists; only what names one of the page's fields becomes a link."""
    if error is None:
        return ()
    return tuple(item if item.path in fields else replace(item, path="") for item in error.items)
