"""File an appeal from the page of what it contests (R-82): ten minutes, the record attached."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from appeals.domain.kinds import DECISION, INSPECTION, INVOICE, KINDS, PENALTY, SCORE
from appeals.forms import AppealForm
from appeals.selectors import bundle_for
from appeals.services import case_file
from appeals.views.reading import record_facts
from portal.core import clock
from portal.core.domain.errors import DomainError, NotFound
from portal.core.domain.subjects import Subject
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

PARAMETERS = {"decision": DECISION, "inspection": INSPECTION, "penalty": PENALTY, "invoice": INVOICE, "score": SCORE}


@require_http_methods(["GET", "POST"])
def case_new(request: PortalRequest) -> HttpResponse:
    subject = _subject(request)
    bundle = bundle_for(actor=request.actor, subject=subject)
    late = clock.now() > bundle.due_at
    form = AppealForm(request.POST or None, initial={"language": get_language()}, late=late)
    if request.method == "POST" and form.is_valid():
        try:
            case = case_file(actor=request.actor, subject=subject, **form.cleaned_data)
        except DomainError as error:
            form_refuse(form, error)
        else:
            return redirect("appeals:case", case_id=case.id)
    context = {
        "form": form,
        "bundle": bundle,
        "kind": KINDS[bundle.kind],
        "late": late,
        "facts": record_facts(bundle.record),
    }
    return render(request, "appeals/case_new.html", context, status=422 if form.errors else 200)


def _subject(request: PortalRequest) -> Subject:
    """What is contested is named in the address by one of five parameters."""
    given = [(kind, request.GET[name]) for name, kind in PARAMETERS.items() if name in request.GET]
    try:
        [(kind, value)] = given
        return Subject(kind, UUID(value))
    except ValueError:
        raise NotFound from None
