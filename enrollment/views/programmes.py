"""Public pages: what the programmes are, what each tier asks, and the sanction matrix everybody can read (R-08, R-10)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enrollment import selectors
from enrollment.domain.criteria_document import CriteriaInForce
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.programmes import PROGRAMMES, Programme
from enrollment.domain.questions import form_for
from enrollment.domain.sanction_matrix import Matrix
from enrollment.domain.sanctions import HISTORIES, HISTORY_LABELS, STEP_LABELS
from enrollment.domain.transitions.matrix import MATRIX_READERS
from enrollment.selectors import fees_in_force, matrix_in_force
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.http import PortalRequest

NO_CRITERIA = "T0"
TOP = "T3"


@require_safe
def programmes(request: PortalRequest) -> HttpResponse:
    """List the programmes with who may join and what it costs."""
    context = {"programmes": PROGRAMMES.values(), "fees": fees_in_force(clock.now().date())}
    return render(request, "enrollment/programmes.html", context)


@require_safe
def programme(request: PortalRequest, code: str) -> HttpResponse:
    """Explain one programme: conditions, tiers with their criteria, what the application asks."""
    found = PROGRAMMES.get(code)
    if found is None:
        raise NotFound
    published = selectors.criteria_published(code)
    context = {
        **published,
        "programme": found,
        "tiers": [_tier(found, tier, published["criteria"]) for tier in found.tiers if tier != NO_CRITERIA],
        "fee": fees_in_force(clock.now().date())[code],
        "sections": form_for(code),
        "pilots": selectors.green_fast_places() if found.has_ladder else [],
        "may_apply": _may_apply(request, found),
    }
    return render(request, "enrollment/programme.html", context)


def _may_apply(request: PortalRequest, found: Programme) -> bool:
    actor: Actor | None = request.actor
    if actor is None or actor.kind != "member":
        return False
    if not found.for_organisations:
        return True
    return actor.organisation_kind in found.organisation_kinds and actor.has("trader.admin")


def _tier(found: Programme, tier: str, criteria: CriteriaInForce) -> dict[str, Any]:
    return {"code": tier, "entry": tier == found.entry_tier, "criteria": criteria.at(tier), "top": tier == TOP}


@require_safe
def matrix(request: PortalRequest) -> HttpResponse:
    """Show every cell of the sanction matrix in force, with points, decay and the bar after a revocation."""
    counts = matrix_in_force()
    groups = [
        {
            "infraction": infraction,
            "rows": [
                {
                    "harm": harm,
                    "steps": [STEP_LABELS[counts.cell(infraction.code, harm.code, past)] for past in HISTORIES],
                }
                for harm in HARMS.values()
            ],
        }
        for infraction in INFRACTIONS.values()
    ]
    context = {
        "groups": groups,
        "histories": HISTORY_LABELS.values(),
        "version": counts.version,
        "scales": _scales(counts),
        "reads_versions": request.actor is not None and request.actor.has(*MATRIX_READERS),
    }
    return render(request, "enrollment/matrix.html", context)


def _scales(counts: Matrix) -> list[dict[str, Any]]:
    return [
        {
            "harm": harm.label,
            "points": counts.points(code),
            "decay": counts.decay_months(code),
            "bar": counts.bar_months(code),
        }
        for code, harm in HARMS.items()
    ]
