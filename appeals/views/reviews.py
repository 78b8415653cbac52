"""The commission's docket of programme reviews, and opening one (R-84)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appeals import services
from appeals.domain.reviews import PROGRAMME_REVIEW
from appeals.forms_reviews import OpenReviewForm
from appeals.selectors import review_list
from portal.core.domain.errors import DomainError
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.core.paging import around

PAGE = 50


@require_GET
def review_desk(request: PortalRequest) -> HttpResponse:
    page = Paginator(review_list(actor=request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [{"row": row, "state": PROGRAMME_REVIEW.state(row.status)} for row in page]
    context = {"page": page, "rows": rows, "may_open": request.actor.has("commission.registrar"), **around(page)}
    return render(request, "appeals/review_desk.html", context)


@require_http_methods(["GET", "POST"])
def review_open(request: PortalRequest) -> HttpResponse:
    form = OpenReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.review_open(actor=request.actor, **form.given())
        except DomainError as error:
            form_refuse(form, error)
        else:
            messages.success(request, _("The review has the number %(number)s.") % {"number": made.number})
            return redirect("appeals:review_docket", review_id=made.id)
    return render(request, "appeals/review_open.html", {"form": form}, status=422 if form.errors else 200)
