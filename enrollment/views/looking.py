"""The purpose comes first: a wrapper around pages that show somebody's record to staff (R-13).

Members, brokers and partners pass untouched, and so does anybody the record is not for: the page itself answers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from enrollment import selectors, services
from enrollment.domain.lookups import Looked
from enrollment.forms_desk import PurposeForm
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

View = Callable[..., HttpResponse]
QUEUE = "enrollment:reviews"
PAGES = {
    "membership": ("enrollment:membership", "membership_id"),
    "application": ("enrollment:review", "application_id"),
    "decision": ("enrollment:decision", "decision_id"),
    "worksheet": (QUEUE, "worksheet_id"),  # an act has no page of its own: its worksheet is found again from the queue
    "recheck": ("enrollment:recheck", "worksheet_id"),
    "near_match": ("enrollment:near_match", "match_id"),
    "document": ("enrollment:document", "document_id"),
    "graduation": ("enrollment:graduation", "proposal_id"),
    "interview": ("enrollment:interview", "application_id"),
    "appointment": ("enrollment:interview_record", "interview_id"),
    "travel_document": ("enrollment:travel_document_check", "document_id"),
    "card": ("enrollment:card_stop", "card_id"),
    "scheme": ("enrollment:elsewhere_decide", "scheme_id"),
    "answer": ("enrollment:answer_decide", "answer_id"),
    "disclosure": ("enrollment:disclosure", "disclosure_id"),
    "plan": ("enrollment:plan", "plan_id"),
    "override": ("enrollment:override", "override_id"),
}
SAFE = ("GET", "HEAD")


def purpose_first(kind: str) -> Callable[[View], View]:
    """Ask staff for a purpose before the wrapped page of this kind of record runs; no purpose, no page."""
    parameter = PAGES[kind][1]

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            looked = selectors.looked_at(actor=request.actor, kind=kind, record_id=kwargs[parameter])
            writing = request.method not in SAFE
            if looked is None or services.lookup_admit(actor=request.actor, looked=looked, writing=writing):
                return view(request, *args, **kwargs)
            return prompt(request, looked, PurposeForm(), "" if writing else request.get_full_path())

        return asked

    return decorate


@never_cache
def prompt(request: PortalRequest, looked: Looked, form: PurposeForm, then: str) -> HttpResponse:
    """Show the question instead of the record; nothing of the record is on this page."""
    context = {
        "form": form,
        "next": then,
        "action": reverse("enrollment:lookup", args=[looked.kind, looked.record_id]),
    }
    return render(request, "enrollment/purpose.html", context, status=422 if form.errors else 200)


@require_POST
def lookup(request: PortalRequest, kind: str, record_id: UUID) -> HttpResponse:
    """Keep the purpose, then go on to the record."""
    looked = selectors.looked_at(actor=request.actor, kind=kind, record_id=record_id) if kind in PAGES else None
    if looked is None:
        raise NotFound
    then = _then(request, looked)
    form = PurposeForm(request.POST)
    form.is_valid()
    try:
        services.lookup_make(
            actor=request.actor,
            looked=looked,
            purpose=request.POST.get("purpose", ""),
            words=request.POST.get("words", ""),
        )
    except DomainError as refused:
        form.errors.clear()
        form_refuse(form, refused)
        return prompt(request, looked, form, then)
    return HttpResponseRedirect(then)


def _then(request: PortalRequest, looked: Looked) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    name, parameter = PAGES[looked.kind]
    return reverse(name) if name == QUEUE else reverse(name, kwargs={parameter: looked.record_id})
