"""A refusal as a page: the same items as in the API, in the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.core.api.problems import problem_response
from portal.core.domain.errors import DomainError, NotFound

API_PREFIX = "/api/"


def domain_error_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Render the refusal; NotFound gives the one 404 page, the same bytes whatever was asked for."""
    if isinstance(error, NotFound):
        return render(request, "404.html", status=404)
    template = "403.html" if error.status == 403 else "problem.html"
    return render(request, template, {"problem": error, "items": error.items}, status=error.status)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere: a page, or below /api/ the same problem as for a missing record."""
    if request.path.startswith(API_PREFIX):
        return problem_response(NotFound())
    return render(request, "404.html", status=404)
