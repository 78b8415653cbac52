"""Facility visits: auditors and supervisors of both agencies see all, a member its own once they are over (R-63)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from audit.compliance.domain.drawing import list_digest, quota
from audit.compliance.domain.facility_checklist import APPLIED, CONFLICT, POINTS, Marked
from audit.compliance.domain.facility_draw import facility_draw, facility_line
from audit.compliance.domain.facility_visits import (
    DRAWN,
    ON_SITE,
    PLANNED,
    REPORTED,
    SHOWN_TO_MEMBER,
    SIGNED,
    SIGNED_CBP,
    SIGNED_CBSA,
    UNDECIDED_VISITS,
)
from audit.compliance.models import (
    AuditMonth,
    FacilityDraw,
    FacilityEntry,
    FacilityVisit,
    PointMark,
    PointPhoto,
    VisitSeat,
)
from audit.compliance.selectors.barred import visit_barred
from audit.compliance.selectors.cases import READERS
from audit.compliance.selectors.teams import Candidate, candidates_of
from enrollment.domain.joint import AGENCIES
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.text import Text


def _visible(actor: Actor) -> QuerySet[FacilityVisit]:
    visits = FacilityVisit.objects.select_related("selection__month")
    if actor.is_staff:
        return visits if actor.has(*READERS) and actor.agency in AGENCIES else visits.none()
    return visits.filter(organisation_id__in=actor.reach, status__in=SHOWN_TO_MEMBER)


def facility_visit_list(*, actor: Actor) -> QuerySet[FacilityVisit]:
    """Give the actor's visits, the nearest last day first."""
    return _visible(actor).order_by("-due_on", "number")


def facility_visit_waiting(*, actor: Actor) -> QuerySet[FacilityVisit]:
    """Give the visits that wait for this actor: a free place, a visit to make, a key; for a member a report to answer."""
    visits = facility_visit_list(actor=actor)
    if not actor.is_staff:
        return visits.filter(status=SIGNED)
    if not actor.has("auditor"):
        return visits.none()
    team = VisitSeat.objects.filter(visit=OuterRef("pk"), ended_at=None)
    own = Exists(team.filter(auditor_id=actor.user_id))
    free = Q(status=DRAWN) & ~Exists(team.filter(agency=actor.agency))
    other_key = SIGNED_CBSA if actor.agency == "CBP" else SIGNED_CBP
    return visits.filter(free | Q(own, status__in=(DRAWN, PLANNED, ON_SITE, REPORTED, other_key)))


def facility_visit_get(*, actor: Actor, visit_id: UUID) -> FacilityVisit:
    """Give one visit with its team and signatures; NotFound for strangers and missing ids alike."""
    team = Prefetch("team", queryset=VisitSeat.objects.order_by("joined_at"))
    found = _visible(actor).select_related("answer", "righted").filter(pk=visit_id)
    visit = found.prefetch_related(team).first()
    if visit is None:
        raise NotFound
    return visit


def visit_candidates(visit: FacilityVisit, agency: str) -> list[Candidate]:
    """Give the auditors of an agency who had no hand in the accreditation, the least loaded first."""
    seats = VisitSeat.objects.filter(visit__status__in=UNDECIDED_VISITS)
    return candidates_of(agency, visit_barred(visit.site_id), seats)


@dataclass(slots=True)
class Point:
    """One point of the checklist as it stands: the mark that counts, marks in conflict with it, photos."""

    code: str
    label: Text
    current: PointMark | None = None
    conflicts: list[PointMark] = field(default_factory=list)
    photos: list[PointPhoto] = field(default_factory=list)

    @property
    def marked(self) -> Marked | None:
        if self.current is None:
            return None
        return Marked(
            self.code, self.current.mark, self.current.note, tuple(sorted(photo.sha256 for photo in self.photos))
        )


def points_of(visit: FacilityVisit) -> dict[str, Point]:
    """Give the whole checklist of a visit, in its order. Two queries.

    A mark in conflict is shown until a later one was applied: whoever marks the point again has seen both.
    """
    points = {code: Point(code, label) for code, label in POINTS.items()}
    for mark in PointMark.objects.filter(visit=visit).order_by("received_at", "id"):
        point = points[mark.point]
        if mark.outcome == APPLIED:
            point.current, point.conflicts = mark, []
        elif mark.outcome == CONFLICT:
            point.conflicts.append(mark)
    for photo in PointPhoto.objects.filter(visit=visit).defer("content").order_by("received_at", "id"):
        points[photo.point].photos.append(photo)
    return points


def marked_of(points: dict[str, Point]) -> dict[str, Marked]:
    """Give the points that have a mark, as plain values."""
    return {code: point.marked for code, point in points.items() if point.marked is not None}


def visit_photo_get(*, actor: Actor, photo_id: UUID) -> PointPhoto:
    """Give one photo of a visit the actor may see; raises NotFound."""
    photo = PointPhoto.objects.filter(pk=photo_id, visit__in=_visible(actor)).select_related("visit").first()
    if photo is None:
        raise NotFound
    return photo


@dataclass(frozen=True, slots=True)
class FacilityMonth:
    """What the public page says of a month's facilities: numbers at once, tokens and recount with the seed."""

    draw: FacilityDraw
    rows: tuple[tuple[str, int], ...]
    as_announced: bool | None


def facility_month(month: AuditMonth) -> FacilityMonth | None:
    """Give the draw of a month's facilities; None when there was none. At most two queries.

    The tokens stay back until the seed is out: who knows a site's identifier could work its token out, and would be
    warned of an unannounced visit.
    """
    draw: FacilityDraw | None = getattr(month, "facility_draw", None)
    if draw is None:
        return None
    if not month.seed:
        return FacilityMonth(draw, (), None)
    rows = facility_rows(month)
    again = facility_draw(bytes.fromhex(month.seed), [token for token, _ in rows], draw.share)
    announced = [token for place, token in sorted((place, token) for token, place in rows if place)]
    digest = list_digest(facility_line(token, place) for token, place in rows)
    holds = again == announced and digest == draw.list_digest and draw.drawn_size == quota(len(rows), draw.share)
    return FacilityMonth(draw, tuple(rows), holds)


def facility_rows(month: AuditMonth) -> list[tuple[str, int]]:
    """Give token and place (0 when not drawn) of every facility of a month, by token. One query."""
    rows = FacilityEntry.objects.filter(month=month).order_by("token").values_list("token", "selection__place")
    return [(token, place or 0) for token, place in rows]


def facilities_as_dict(month: AuditMonth) -> dict[str, Any] | None:
    """Give the published list of a month's facilities, as `verify_audits.py` reads it; None without a draw."""
    found = facility_month(month)
    if found is None or not month.seed:
        return None
    return {
        "rules": found.draw.rules,
        "share": found.draw.share,
        "drawn_at": found.draw.drawn_at.isoformat(),
        "list_digest": found.draw.list_digest,
        "list": [{"token": token, "place": place} for token, place in found.rows],
    }
