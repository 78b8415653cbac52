"""The pool of facilities, their monthly draw, and one unannounced visit with its team (R-63)."""

from __future__ import annotations

from django.db import models

from audit.compliance.models.pool import AuditMonth
from audit.compliance.models.team import Seat, Teamed, seat_rules
from portal.core import clock
from portal.core.models import Base, Tracked


class FacilityEntry(Base):
    """One accredited facility of a member in the pool of a month. Never changed; the token alone is published."""

    month = models.ForeignKey(AuditMonth, on_delete=models.PROTECT, related_name="facilities")
    site_id = models.UUIDField()
    organisation_id = models.UUIDField()
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "compliance_facility_entry"
        constraints = [models.UniqueConstraint(fields=["month", "site_id"], name="facility_once_a_month")]

    def __str__(self) -> str:
        return self.token


class FacilitySelection(Base):
    """One facility drawn, at its place of the draw. Never changed."""

    month = models.ForeignKey(AuditMonth, on_delete=models.PROTECT, related_name="facilities_drawn")
    entry = models.OneToOneField(FacilityEntry, on_delete=models.PROTECT, related_name="selection")
    place = models.PositiveIntegerField()

    class Meta:
        db_table = "compliance_facility_selection"
        constraints = [models.UniqueConstraint(fields=["month", "place"], name="facility_place_once")]

    def __str__(self) -> str:
        return str(self.place)


class FacilityDraw(Base):
    """The draw of a month, made while its seed is sealed. Never changed; with it nothing joins pool or selection."""

    month = models.OneToOneField(AuditMonth, on_delete=models.PROTECT, related_name="facility_draw")
    rules = models.CharField(max_length=20)
    share = models.PositiveSmallIntegerField()
    pool_size = models.PositiveIntegerField()
    drawn_size = models.PositiveIntegerField()
    list_digest = models.CharField(max_length=64)
    drawn_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "compliance_facility_draw"

    def __str__(self) -> str:
        return f"{self.drawn_size} / {self.pool_size}"


class FacilityVisit(Teamed, Tracked):
    """One visit to a facility that was drawn, by one auditor of each agency.

    `report` is what both sign beside the checklist, `digest` that of all of it. Until the team has been there the member
    sees nothing of it; `ended_why` is the reason when it was not held or access was refused.
    """

    number = models.CharField(max_length=20, unique=True)
    selection = models.OneToOneField(FacilitySelection, on_delete=models.PROTECT, related_name="visit")
    site_id = models.UUIDField()
    site_code = models.CharField(max_length=20)
    site_name = models.CharField(max_length=80)
    site_place = models.CharField(max_length=80)
    organisation_id = models.UUIDField(db_index=True)
    organisation_name = models.CharField(max_length=200)
    status = models.CharField(max_length=12, default="drawn", editable=False)
    due_on = models.DateField()
    planned_on = models.DateField(null=True)
    visited_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True, default="")
    signed_at = models.DateTimeField(null=True)
    answer_until = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "compliance_facility_visit"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status__in=["no_access", "missed"]) | ~models.Q(ended_why=""),
                name="facility_visit_ended_has_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["reported", "signed_cbp", "signed_cbsa", "signed", "answered"])
                | ~models.Q(digest=""),
                name="facility_visit_reported_has_digest",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="facility_visit_due")]

    def __str__(self) -> str:
        return self.number


class VisitSeat(Seat):
    """One auditor on the team of a visit."""

    visit = models.ForeignKey(FacilityVisit, on_delete=models.PROTECT, related_name="team")

    class Meta:
        db_table = "compliance_visit_seat"
        constraints = seat_rules("visit", "visit", "visit_seat_border_agencies")
