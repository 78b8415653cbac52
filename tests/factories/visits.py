"""Accredited facilities of members, a draw of them, and visits on their way. Everything goes through the services."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from PIL import Image

from audit.compliance.domain.facility_checklist import CONFORM, POINTS, VisitReport
from audit.compliance.models import AuditMonth, FacilityVisit, month_of
from audit.compliance.selectors.facilities import points_of
from audit.compliance.services import (
    Sent,
    audit_month_ensure,
    facilities_draw,
    mark_receive,
    photo_receive,
    visit_begin,
    visit_finish,
    visit_join,
    visit_plan,
    visit_sign,
)
from clearance.models import Site
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_organisation, staff_actor
from tests.factories.enrollment import make_membership
from tests.factories.seals import make_site

SUMMARY = "Both auditors walked the yard with the security manager in the morning."
SEEN = "The north fence is open over four metres."
FIX = "Close the fence and light it."


def a_photo(colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def a_facility(owner: Organisation | None = None, name: str = "Example plant") -> Site:
    """A site accredited by both agencies, of a company with a membership in force."""
    company = owner or make_organisation("carrier")
    if owner is None:
        make_membership(organisation=company)
    return make_site(code=f"F-{uuid4().hex[:8].upper()}", agency="CBP", owner=company, name=name)


def drawn_visit(owner: Organisation | None = None, name: str = "Example plant") -> FacilityVisit:
    """Draw this month's facilities: with one facility in the pool it is the one."""
    a_facility(owner, name)
    month = audit_month_ensure(month_of(clock.now()))
    facilities_draw(month=month)
    return FacilityVisit.objects.select_related("selection").latest("created_at")


def sent(point: str, client_id: UUID | None = None) -> Sent:
    return Sent(client_id or uuid4(), point, clock.now())


class Visitors:
    """The auditors of both agencies, and what they do with one visit."""

    def __init__(self, visit: FacilityVisit | None = None, seated: bool = True) -> None:
        self.id = (visit or drawn_visit()).id
        self.cbp, self.cbsa = staff_actor("auditor", "CBP"), staff_actor("auditor", "CBSA")
        if seated:
            for auditor in (self.cbp, self.cbsa):
                visit_join(actor=auditor, visit_id=self.id)

    @property
    def visit(self) -> FacilityVisit:
        return FacilityVisit.objects.get(pk=self.id)

    @property
    def version(self) -> int:
        return self.visit.row_version

    def planned(self) -> Visitors:
        visit_plan(actor=self.cbp, visit_id=self.id, planned_on=clock.now().date(), expected_version=self.version)
        return self

    def on_site(self) -> Visitors:
        return self.planned().on_site_now()

    def on_site_now(self) -> Visitors:
        visit_begin(actor=self.cbsa, visit_id=self.id, expected_version=self.version)
        return self

    def mark(self, point: str, mark: str = CONFORM, note: str = "", actor: Actor | None = None, **fields: Any) -> Any:
        current = points_of(self.visit)[point].current
        fields.setdefault("seen", current.client_id if current else None)
        fields.setdefault("sent", sent(point))
        return mark_receive(actor=actor or self.cbp, visit_id=self.id, mark=mark, note=note, **fields)

    def photo(self, point: str, **fields: Any) -> Any:
        fields.setdefault("sent", sent(point))
        fields.setdefault("raw", a_photo())
        return photo_receive(actor=self.cbsa, visit_id=self.id, **fields)

    def marked(self, *failing: str, note: str = SEEN) -> Visitors:
        """Mark every point; those named do not conform."""
        if self.visit.status == "drawn":
            self.on_site()
        for point in POINTS:
            if point in failing:
                self.mark(point, "not_conform", note)
            else:
                self.mark(point)
        return self

    def finished(self, *failing: str, note: str = SEEN) -> Visitors:
        return self.marked(*failing, note=note).finished_as_marked(*failing)

    def finished_as_marked(self, *failing: str) -> Visitors:
        report = VisitReport(SUMMARY, dict.fromkeys(failing, FIX), clock.now().date() + timedelta(days=30))
        visit_finish(actor=self.cbp, visit_id=self.id, report=report, expected_version=self.version)
        return self

    def signed(self, *failing: str) -> Visitors:
        if self.visit.status != "reported":
            self.finished(*failing)
        for auditor in (self.cbp, self.cbsa):
            visit_sign(actor=auditor, visit_id=self.id, expected_version=self.version)
        return self


def this_month() -> AuditMonth:
    return AuditMonth.objects.get(month=month_of(clock.now()))


def visit_records(owner: Organisation, words: str) -> dict[str, UUID]:
    """Give a signed visit of a facility and its photo for the isolation matrix; the note holds the canary."""
    visitors = Visitors(drawn_visit(owner)).on_site()
    photo = visitors.photo("site_bay")
    visitors.finished("site_bay", note=f"{words}: the bay was blocked.").signed()
    return {"facility_visit": visitors.id, "visit_photo": photo.id}
