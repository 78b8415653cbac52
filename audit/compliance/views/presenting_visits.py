"""What the page of a facility visit shows to whom."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit.compliance.domain.facility_checklist import MARKS, POINTS
from audit.compliance.domain.facility_visits import DRAWN, FACILITY_VISIT, ON_SITE, PLANNED, SIGNED, TO_DO
from audit.compliance.forms import PlaceForm
from audit.compliance.models import AuditCase, FacilityVisit, PointFinding, VisitKey
from audit.compliance.selectors.facilities import Point, points_of, visit_candidates
from enrollment.domain.joint import AGENCIES
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.workflow.timeline import timeline

MARK_TONES = {"conform": "good", "not_conform": "bad", "not_seen": "warn"}


def visit_context(actor: Actor, visit: FacilityVisit) -> dict[str, Any]:
    """Give the context of the page of a visit."""
    points = list(points_of(visit).values())
    findings = list(PointFinding.objects.filter(visit=visit).order_by("id"))
    righted = getattr(visit, "righted", None)
    case = AuditCase.objects.filter(visit=visit).first() if findings else None
    return {
        "visit": visit,
        "state": FACILITY_VISIT.state(visit.status),
        "audience": "staff" if actor.is_staff else "public",
        "points": points,
        "lines": [_line(point) for point in points] if visit.visited_at else [],
        "findings": [{"row": row, "label": POINTS[row.point]} for row in findings],
        "signatures": VisitKey.objects.filter(visit=visit, digest=visit.digest).order_by("signed_at")
        if visit.digest
        else [],
        "answer": getattr(visit, "answer", None),
        "moves": _moves(actor, visit),
        "places": [_place(visit, agency) for agency in AGENCIES],
        "can_join": visit.status == DRAWN and actor.has("auditor") and actor.agency not in visit.team_agencies,
        "can_fill": actor.user_id in visit.team_ids and visit.status in (PLANNED, ON_SITE),
        "case": case,
        "can_audit": bool(findings) and case is None and actor.user_id in visit.team_ids,
        "righted": righted,
        "can_right": bool(findings) and righted is None and actor.user_id in visit.team_ids,
        "can_answer": visit.status == SIGNED and actor.has("trader.admin", "trader.filer"),
        "facts": _facts(visit),
        "entries": timeline(Subject("facility_visit", visit.id), actor),
    }


def _line(point: Point) -> dict[str, Any]:
    current = point.current
    return {
        "point": point,
        "mark": MARKS[current.mark] if current else None,
        "tone": MARK_TONES[current.mark] if current else "neutral",
        "conflicts": [{"row": row, "mark": MARKS[row.mark]} for row in point.conflicts],
    }


def _moves(actor: Actor, visit: FacilityVisit) -> dict[str, Any]:
    """Give what this actor may do with the visit now, as buttons."""
    moves = {
        move.action: move
        for move in FACILITY_VISIT.available(visit.status, actor)
        if move.action != "answer"  # it has a button of its own, above
        if not move.guard or FACILITY_VISIT.guards[move.guard](visit, actor) is None
    }
    sign = moves.get(f"sign_{actor.agency.lower()}") if actor.agency else None
    return {**moves, "sign": sign} if sign else moves


def place_form(actor: Actor, visit: FacilityVisit) -> PlaceForm | None:
    """A supervisor of either agency fills its place until the visit has begun."""
    if not actor.has("officer.supervisor") or visit.status not in TO_DO:
        return None
    people = [(str(one.id), f"{one.name} ({one.load})") for one in visit_candidates(visit, actor.agency)]
    return PlaceForm(people=people) if people else None


def _place(visit: FacilityVisit, agency: str) -> dict[str, Any]:
    held = [seat for seat in visit.team.all() if seat.agency == agency and seat.ended_at is None]
    return {"agency": agency, "member": held[0] if held else None}


def _facts(visit: FacilityVisit) -> list[dict[str, Any]]:
    month = visit.selection.month
    facts: list[dict[str, Any]] = [
        {"label": _("Facility"), "value": f"{visit.site_name} · {visit.site_code}"},
        {"label": _("Place"), "value": visit.site_place},
        {"label": _("Member"), "value": visit.organisation_name},
        {"label": _("Drawn for"), "value": str(month)},
        {"label": _("Last day"), "day": visit.due_on},
    ]
    if visit.planned_on:
        facts.append({"label": _("Day of the visit"), "day": visit.planned_on})
    if visit.visited_at:
        facts.append({"label": _("On site"), "at": visit.visited_at})
    if visit.ended_why:
        facts.append({"label": _("Why it was not made"), "value": visit.ended_why})
    if visit.digest:
        facts.append({"label": _("Digest"), "value": visit.digest})
    return facts
