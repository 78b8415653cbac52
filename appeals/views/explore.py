"""Before filing: two questions, one way, and what can be contested with one click (R-81, R-82, R-86)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from appeals.domain.complaints import CATEGORIES
from appeals.domain.explorer import SITUATIONS, way
from appeals.domain.kinds import KINDS
from appeals.forms import ExploreForm
from clearance.selectors import contestable_of_trip
from enrollment.selectors import decision_list_for_actor, invoice_list, penalty_list
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.text import Text
from portal.core.http import PortalRequest

ROWS = 10


@require_GET
def explore(request: PortalRequest) -> HttpResponse:
    asked = "happened" in request.GET
    form = ExploreForm(request.GET if asked else None)
    found = way(form.cleaned_data["happened"], form.cleaned_data["wish"]) if asked and form.is_valid() else None
    trip_id = _trip(request.GET.get("trip", ""))
    rows = _of_trip(request.actor, trip_id) if trip_id else _of_actor(request.actor, found.kind if found else "")
    context: dict[str, Any] = {"form": form, "way": found, "rows": rows, "trip_id": trip_id}
    if found:
        context["kind"] = KINDS[found.kind].label if found.kind else None
        context["category"] = CATEGORIES[found.category] if found.category else None
        context["situation"] = SITUATIONS[form.cleaned_data["happened"]].label
    status = 422 if asked and form.errors else 200
    return render(request, "appeals/explore.html", context, status=status)


def _trip(value: str) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        raise NotFound from None


def _of_trip(actor: Actor, trip_id: UUID) -> list[dict[str, Any]]:
    trip, inspections, score = contestable_of_trip(actor=actor, trip_id=trip_id)
    rows = [
        _row("inspection", inspection.id, trip.trip_number, "inspection", inspection.completed_at)
        for inspection in inspections
    ]
    return [*rows, *([_row("profile", score.id, trip.trip_number, "score", score.scored_at)] if score else [])]


def _of_actor(actor: Actor, kind: str) -> list[dict[str, Any]]:
    rows = [
        _row(row.kind, row.id, row.number, "decision", row.noticed_at)
        for row in decision_list_for_actor(actor=actor)[:ROWS]
    ]
    rows += [_row("penalty", row.id, row.infraction, "penalty", row.created_at) for row in penalty_list(actor=actor)]
    rows += [_row("fee", row.id, row.number, "invoice", row.issued_at) for row in invoice_list(actor=actor)[:ROWS]]
    return [row for row in rows if not kind or row["kind"] == kind]


def _row(kind: str, subject_id: UUID, number: str, parameter: str, at: object) -> dict[str, Any]:
    label: Text = KINDS[kind].label
    url = f"{reverse('appeals:case_new')}?{parameter}={subject_id}"
    return {"kind": kind, "label": label, "number": number, "at": at, "url": url}
