"""Enrolment centres: where, when they are open, how many desks each agency has, when they are closed."""

from __future__ import annotations

from django.db import models

from enrollment.domain.interviews.centres import LONGEST, MODES, SHORTEST
from enrollment.domain.joint import AGENCIES
from portal.core.models import Base, Tracked


class EnrolmentCentre(Tracked):
    """A place where applicants are interviewed. `port` is the crossing it stands at, empty in a town."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    port = models.CharField(max_length=40, blank=True, default="")
    city = models.CharField(max_length=60)
    address = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    zone = models.CharField(max_length=40)
    languages = models.JSONField(default=list)
    mode = models.CharField(max_length=10)
    slot_minutes = models.PositiveSmallIntegerField(default=30)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_centre"
        constraints = [
            models.CheckConstraint(condition=models.Q(mode__in=list(MODES)), name="centre_mode_known"),
            models.CheckConstraint(condition=models.Q(country__in=["CA", "US"]), name="centre_country_known"),
            models.CheckConstraint(
                condition=models.Q(slot_minutes__gte=SHORTEST, slot_minutes__lte=LONGEST), name="centre_slot_length"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CentreHours(Base):
    """One stretch of one weekday on the centre's own clock."""

    centre = models.ForeignKey(EnrolmentCentre, on_delete=models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        db_table = "enrollment_centre_hours"
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="centre_hours_weekday"),
            models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="centre_hours_order"),
            models.UniqueConstraint(fields=["centre", "weekday", "opens"], name="centre_hours_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class CentreDesk(Base):
    """How many interviews an agency holds there at a time; each agency sets its own number."""

    centre = models.ForeignKey(EnrolmentCentre, on_delete=models.PROTECT, related_name="desks")
    agency = models.CharField(max_length=4)
    places = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "enrollment_centre_desk"
        constraints = [
            models.CheckConstraint(condition=models.Q(agency__in=AGENCIES), name="centre_desk_agency"),
            models.UniqueConstraint(fields=["centre", "agency"], name="centre_desk_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.places}"


class CentreClosure(Base):
    """From when to when nobody of the agency interviews there; empty: neither agency."""

    centre = models.ForeignKey(EnrolmentCentre, on_delete=models.PROTECT, related_name="closures")
    agency = models.CharField(max_length=4, blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    why_en = models.CharField(max_length=120)
    why_fr = models.CharField(max_length=120)

    class Meta:
        db_table = "enrollment_centre_closure"
        constraints = [
            models.CheckConstraint(condition=models.Q(agency__in=["", *AGENCIES]), name="centre_closure_agency"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="centre_closure_order"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at} {self.why_en}"
