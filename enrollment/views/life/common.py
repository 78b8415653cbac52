"""What the pages of a membership's life share: one form, one service, one way to say what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

TEMPLATE = "enrollment/life/form.html"


def form_page(
    request: PortalRequest,
    form: Any,
    act: Callable[[Any], Any],
    *,
    done: Any,
    back: str,
    context: dict[str, Any],
    template: str = TEMPLATE,
) -> HttpResponse:
    """Show a form; when it is sent and holds, call the service and go to `back` (or to what the service's answer says).

    What a service refuses stands at its field, and nothing typed is lost.
    """
    if request.method == "POST" and form.is_valid():
        try:
            found = act(form)
        except NotFound:
            raise
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, done)
            return redirect(found if isinstance(found, str) else back)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, "back": back, **context}, status=status)


def act_on(request: PortalRequest, call: Callable[[], Any], *, done: Any, back: str) -> HttpResponse:
    """Call a service for a button; a refusal is said in words on the page one comes back to."""
    try:
        found = call()
    except NotFound:
        raise
    except DomainError as refused:
        for item in refused.items:
            fix = f" {item.fix.get(request.LANGUAGE_CODE)}" if item.fix else ""
            messages.error(request, f"{item.message.get(request.LANGUAGE_CODE)}{fix}")
        return redirect(back)
    messages.success(request, done)
    return redirect(found if isinstance(found, str) else back)


def version_of(request: PortalRequest) -> int | None:
    """Give the version the person saw, as the button carried it."""
    typed = request.POST.get("expected_version", "")
    return int(typed) if typed.isdigit() else None


def bound(form: Callable[..., forms.Form], request: PortalRequest, *args: Any, version: int = 1, **initial: Any) -> Any:
    """Build the form of the request, with the version seen."""
    return form(*args, request.POST or None, initial={"expected_version": version, **initial})
