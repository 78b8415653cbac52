"""What the two special envoys read: the public figures, where the agencies differ, what is late, and what is about to
be published. Counts and the commission's own texts, never a person, a company or a case (R-87).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from appeals.domain.recommendations import ADDRESSEES
from appeals.domain.reviews import PROGRAMME_REVIEW
from appeals.selectors import complaints_published, reviews_unpublished
from appeals.selectors.overdue import overdue_now
from appeals.selectors.timeliness import timeliness_published
from audit.compliance.domain.benefits import Quarter, benefits
from audit.compliance.domain.ledger_lines import rate_line
from audit.compliance.selectors.benefits import quarter_groups
from audit.compliance.selectors.overdue import audits_overdue, shortfalls_overdue
from clearance.selectors.wait_board import waits_known
from enrollment.selectors.differences import one_sided
from portal.core import clock
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.workflow.selectors import second_keys_awaited

LONG = timedelta(days=30)  # one agency has decided on an application for so long
RATE = Text("Inspections per 100 movements", "Inspections par 100 passages")
TIERS = {"T0": Text("Not members", "Non-membres")}
SIGNED: dict[str, Text] = {
    "after_action": Text("after-actions", "retours d'expérience"),
    "appetite": Text("risk appetites", "seuils de risque"),
    "audit_case": Text("audits", "vérifications"),
    "enrollment_fee": Text("fees", "frais"),
    "enrollment_fee_waiver": Text("waivers", "dispenses"),
    "enrollment_site_visit": Text("site visits", "visites des lieux"),
    "facility_visit": Text("facility visits", "visites d'installations"),
    "lane_policy": Text("lane policies", "politiques de voies"),
    "mutual_recognition": Text("agreements of recognition", "accords de reconnaissance"),
    "recognition": Text("recognised programmes", "programmes reconnus"),
    "sanction_matrix": Text("sanction matrices", "matrices de sanctions"),
    "threat_profile": Text("threat profiles", "profils de menace"),
    "tier_criteria": Text("tier criteria", "critères de niveau"),
    "vetting_standard": Text("vetting standards", "normes de filtrage"),
}


@dataclass(frozen=True, slots=True)
class Late:
    """One kind of overdue action, how many of them there are, and the public page that names them, if there is one."""

    label: Text
    count: int
    url: str = ""


@require_safe
def envoys(request: PortalRequest) -> HttpResponse:
    """Show it on one page; every figure is worked out when it is read."""
    now = clock.now()
    quarter = Quarter.last_over(now.date())
    context = {
        "looked_at": now,
        "quarter": quarter,
        "tiers": [
            {"label": _tier(tier), "line": rate_line("rate", RATE, RATE, rate)}
            for tier, rate in benefits(quarter_groups(quarter)).tiers.items()
        ],
        "appeals": _share(timeliness_published()),
        "complaints": _share(complaints_published()),
        "waits": len(list(waits_known())),
        "keys": [{"label": SIGNED[row.workflow], "row": row} for row in second_keys_awaited()],
        "applications": [{"row": row, "days": (now - row.since).days} for row in one_sided(before=now - LONG)],
        "long": LONG.days,
        "late": [one for one in _late() if one.count],
        "drafts": [_draft(review) for review in reviews_unpublished()],
    }
    return render(request, "site/envoys.html", context)


def _tier(tier: str) -> Text:
    return TIERS.get(tier, Text(f"Tier {tier[1:]}", f"Niveau {tier[1:]}"))


def _share(rows: Iterable[Any]) -> dict[str, Any]:
    """Give the newest published quarter: of what was published, how much came within the standard; empty without one."""
    known = list(rows)
    newest = [row for row in known if row.quarter == known[0].quarter and row.in_time is not None]
    wholes = [row.filed if hasattr(row, "filed") else row.received for row in newest]
    whole, part = sum(wholes), sum(row.in_time for row in newest)
    if not whole:
        return {}
    return {"quarter": known[0].quarter, "part": part, "whole": whole, "share": round(100 * part / whole)}


def _late() -> list[Late]:
    found = overdue_now()
    register, timeliness = reverse("appeals:recommendation_list"), reverse("appeals:timeliness")
    return [
        Late(Text("Answers to recommendations", "Réponses aux recommandations"), found.recommendations, register),
        Late(Text("Rulings past the standard", "Décisions au-delà du délai"), found.rulings, timeliness),
        Late(
            Text("Safety grounds to be reviewed within 72 hours", "Motifs de sécurité à examiner dans les 72 heures"),
            found.safety_grounds,
        ),
        Late(
            Text("Complaints to be answered", "Plaintes à traiter"),
            found.complaints,
            reverse("appeals:complaints_published"),
        ),
        Late(Text("Audits to be decided", "Vérifications à trancher"), audits_overdue()),
        Late(Text("Benefit shortfalls to be answered", "Avantages insuffisants à traiter"), shortfalls_overdue()),
    ]


def _draft(review: Any) -> dict[str, Any]:
    """Give what is to be published of a review: its terms or its report, without who wrote it."""
    report = review.report or {}
    return {
        "number": review.number,
        "title": review.title,
        "state": PROGRAMME_REVIEW.state(review.status),
        "text": report if any(report.values()) else review.terms,
        "recommendations": [
            {"number": row.number, "to": ADDRESSEES[row.addressee].label, "text": row.text}
            for row in review.recommendations.all()
        ],
    }
