"""The page of one vetting: both agencies' worksheets side by side, and the decision of the own one (4.8)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from enrollment import selectors
from enrollment.domain.transitions.vetting import PROPOSED, SHEET_OPEN
from enrollment.forms import ReviewForm
from enrollment.forms_vetting import RecheckForm
from enrollment.models import Application, VettingWorksheet
from enrollment.views import presenting
from enrollment.views.vetting_columns import OUTCOME_CHOICES, RESOLUTION_CHOICES, columns
from portal.core.domain.errors import DomainError, NotFound
from portal.core.http import PortalRequest


def address_of(sheet: VettingWorksheet) -> str:
    """Give the address of the desk a worksheet lies on."""
    if sheet.review is None:
        return reverse("enrollment:recheck", args=[sheet.id])
    return reverse("enrollment:review", args=[sheet.review.application_id])


def desk_of(request: PortalRequest, sheet: VettingWorksheet, refused: DomainError) -> HttpResponse:
    """Show the desk again with what was refused and everything that was typed."""
    if sheet.review is None:
        return recheck_desk(request, sheet, refused=refused)
    return application_desk(request, sheet.review.application_id, refused=refused)


def application_desk(
    request: PortalRequest,
    application_id: UUID,
    *,
    form: ReviewForm | None = None,
    refused: DomainError | None = None,
) -> HttpResponse:
    """Show one application to the officers: worksheets, decision, answers."""
    found = selectors.application_get(actor=request.actor, application_id=application_id)
    mine = next((row for row in found.reviews.all() if row.agency == request.actor.agency), None)
    undecided = found.status in ("submitted", "under_review")
    can_decide = undecided and mine is not None and mine.status == "pending"
    if form is None:
        form = ReviewForm(initial={"expected_version": mine.row_version if mine else 0})
    context = {
        **presenting.application_row(found),
        **sheets_context(
            request,
            selectors.worksheets_of_application(actor=request.actor, application_id=found.id),
            open_now=undecided,
            refused=refused,
        ),
        "holder": selectors.holder_name(found),
        "sections": presenting.answer_sections(found, selectors.documents_by_question(found.id)),
        "consent": selectors.consent_latest(found.id),
        "reviews": _reviews(found),
        "mine": mine,
        "form": form if can_decide else None,
    }
    return render(request, "enrollment/review.html", context, status=_status(form, refused))


def recheck_desk(
    request: PortalRequest,
    sheet: VettingWorksheet,
    *,
    form: RecheckForm | None = None,
    refused: DomainError | None = None,
) -> HttpResponse:
    """Show one member who is vetted again: both worksheets, and what follows from the own one."""
    member = sheet.membership
    if member is None:
        raise NotFound
    sheets = selectors.worksheets_of_recheck(actor=request.actor, sheet=sheet)
    own = next((row for row in sheets if row.agency == request.actor.agency), None)
    at_work = own is not None and own.status in (SHEET_OPEN, PROPOSED)
    if form is None:
        form = RecheckForm()
    context = {
        **presenting.membership_row(member),
        **sheets_context(request, sheets, open_now=True, refused=refused),
        "due": sheet.due_at if at_work else None,
        "form": form if at_work else None,
    }
    return render(request, "enrollment/recheck.html", context, status=_status(form, refused))


def _reviews(found: Application) -> dict[str, Any]:
    return {cell["agency"]: cell for cell in presenting.agency_cells(found)}


def _status(form: ReviewForm | RecheckForm, refused: DomainError | None) -> int:
    if refused:
        return refused.status
    return 422 if form.is_bound and form.errors else 200


def sheets_context(
    request: PortalRequest, sheets: list[VettingWorksheet], *, open_now: bool, refused: DomainError | None
) -> dict[str, Any]:
    """Give what `_column.html` needs for both columns."""
    items = refused.items if refused else ()
    typed = {name: str(value) for name, value in request.POST.items()} if refused else {}
    return {
        "columns": columns(sheets, request.actor, typed, items, open_now=open_now),
        "items": items,
        "outcomes": OUTCOME_CHOICES,
        "resolutions": RESOLUTION_CHOICES,
        "reference": typed.get("reference", ""),
    }
