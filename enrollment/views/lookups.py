"""Look-ups seen from both ends: the member's own page, and the supervisor's weekly sample (R-13, R-90, 3.1 item 13)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import selectors, services
from enrollment.domain.lookups import PURPOSES
from enrollment.domain.transitions.lookups import DRAWN, LOOKUP_REVIEW, OUT_OF_PURPOSE
from enrollment.forms_desk import LookupReviewForm
from enrollment.models import Lookup, LookupReview
from portal.core.domain.agencies import agency_short
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest

LISTED = 200
COMPANY, PERSON = "organisation", "person"


@require_safe
def looked(request: PortalRequest) -> HttpResponse:
    """Tell a member which agency looked at them, why and on which day; never which officer."""
    context = {
        "rows": [_row(row) for row in selectors.looked_list(actor=request.actor)[:LISTED]],
        "withheld": selectors.looked_withheld(actor=request.actor),
        "days": settings.LOOKUP_LAW_DELAY_DAYS,
    }
    return render(request, "enrollment/looked.html", context)


def _row(row: Lookup) -> dict[str, Any]:
    return {
        "at": row.created_at,
        "agency": row.agency,
        "purpose": PURPOSES[row.purpose],
        "company": row.user_id is None,
    }


class _Echo:
    """A file that gives back what is written into it, for rows one at a time."""

    def write(self, value: str) -> str:
        return value


@require_safe
def looked_csv(request: PortalRequest) -> StreamingHttpResponse:
    """Give the same list as a file: all of it, row by row."""
    language = request.LANGUAGE_CODE
    lines = _lines(selectors.looked_list(actor=request.actor), language)
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="look-ups.csv"'
    return answer


def _lines(rows: Any, language: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield str(writer.writerow([_("Day"), _("Agency"), _("Purpose"), _("About")]))
    for row in rows.iterator(chunk_size=500):
        about = _("your organisation") if row.user_id is None else _("you")
        agency, purpose = agency_short(row.agency).get(language), PURPOSES[row.purpose].get(language)
        yield str(writer.writerow([row.created_at.date().isoformat(), agency, purpose, about]))


@require_safe
def lookup_sample(request: PortalRequest) -> HttpResponse:
    """List the look-ups drawn for the supervisor's agency, week by week, with their state."""
    rows = [
        {"review": row, "state": LOOKUP_REVIEW.state(row.status), "purpose": PURPOSES[row.lookup.purpose]}
        for row in selectors.lookup_sample_list(actor=request.actor)[:LISTED]
    ]
    return render(request, "enrollment/lookup_sample.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def lookup_review(request: PortalRequest, review_id: UUID) -> HttpResponse:
    """Read one drawn look-up and say whether it kept to its purpose; record what followed when it did not."""
    found = selectors.lookup_review_get(actor=request.actor, review_id=review_id)
    form = LookupReviewForm(request.POST or None, initial={"expected_version": found.row_version})
    if request.method == "POST" and form.is_valid():
        try:
            services.lookup_review(
                actor=request.actor, review_id=found.id, action=request.POST.get("action", ""), **form.cleaned_data
            )
        except NotFound:
            raise
        except DomainError as refused:
            form_refuse(form, refused)
        else:
            messages.success(request, _("Recorded."))
            return redirect("enrollment:lookup_sample")
    return render(request, "enrollment/lookup_review.html", _review(found, form), status=422 if form.errors else 200)


def _review(found: LookupReview, form: LookupReviewForm) -> dict[str, Any]:
    moves = [move for move in LOOKUP_REVIEW.transitions if move.source == found.status]
    return {
        "found": found,
        "lookup": found.lookup,
        "holder": selectors.holder_name(found.lookup),
        "purpose": PURPOSES[found.lookup.purpose],
        "state": LOOKUP_REVIEW.state(found.status),
        "moves": moves,
        "form": form if found.status in (DRAWN, OUT_OF_PURPOSE) else None,
    }
