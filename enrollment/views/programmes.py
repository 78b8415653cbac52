"""Public pages: what the programmes are, what each tier asks, and the sanction matrix everybody can read (R-08, R-10)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enrollment.domain.criteria import AT_LEAST, CRITERIA_VERSION, criteria_for
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.programmes import PROGRAMMES, Programme
from enrollment.domain.questions import form_for
from enrollment.domain.sanction_matrix import Matrix
from enrollment.domain.sanctions import HISTORIES, HISTORY_LABELS, STEP_LABELS
from enrollment.selectors import matrix_in_force
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.text import Text
from portal.core.http import PortalRequest

NO_CRITERIA = "T0"


@require_safe
def programmes(request: PortalRequest) -> HttpResponse:
    """List the programmes with who may join and what it costs."""
    return render(request, "enrollment/programmes.html", {"programmes": PROGRAMMES.values()})


@require_safe
def programme(request: PortalRequest, code: str) -> HttpResponse:
    """Explain one programme: conditions, tiers with their criteria, what the application asks."""
    found = PROGRAMMES.get(code)
    if found is None:
        raise NotFound
    context = {
        "programme": found,
        "tiers": [_tier(found, tier) for tier in found.tiers if tier != NO_CRITERIA],
        "sections": form_for(code),
        "criteria_version": CRITERIA_VERSION,
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


def _tier(found: Programme, tier: str) -> dict[str, Any]:
    lines = []
    for criterion in criteria_for(found.code, tier):
        sign = Text("at least", "au moins") if criterion.comparison == AT_LEAST else Text("at most", "au plus")
        lines.append({"label": criterion.label, "sign": sign, "target": criterion.target, "unit": criterion.unit})
    return {"code": tier, "entry": tier == found.entry_tier, "criteria": lines}


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
