"""File an appeal from the decision's own page (R-82): ten minutes, the record attached."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from appeals.forms import AppealForm
from appeals.services import case_file
from enrollment.selectors import decision_get
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest


@require_http_methods(["GET", "POST"])
def case_new(request: PortalRequest) -> HttpResponse:
    decision_id = _uuid(request.GET.get("decision", ""))
    decision = decision_get(actor=request.actor, decision_id=decision_id)
    form = AppealForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            case = case_file(actor=request.actor, decision_id=decision_id, **form.cleaned_data)
        except DomainError as error:
            form_refuse(form, error)
        else:
            return redirect("appeals:case", case_id=case.id)
    status = 422 if form.errors else 200
    return render(request, "appeals/case_new.html", {"form": form, "decision": decision}, status=status)


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise NotFound from None
