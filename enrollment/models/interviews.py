"""Appointments, the places they take, wishes for earlier ones, offers, and what an interview gave (R-49)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from enrollment.domain.interviews.centres import PARTS
from enrollment.domain.interviews.results import OUTCOMES
from enrollment.domain.joint import AGENCIES
from enrollment.models.application import Application
from enrollment.models.centres import EnrolmentCentre
from portal.core.models import Base, Tracked

PART_KNOWN = models.Q(part__in=list(PARTS))


class Interview(Tracked):
    """One appointment. `sequence` counts the changes of its time, for the calendar file."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="interviews")
    centre = models.ForeignKey(EnrolmentCentre, on_delete=models.PROTECT, related_name="interviews")
    part = models.CharField(max_length=5)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=10, default="booked", editable=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    ended_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "enrollment_interview"
        constraints = [
            models.CheckConstraint(condition=PART_KNOWN, name="interview_part_known"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="interview_order"),
            models.UniqueConstraint(
                fields=["application", "part"],
                condition=models.Q(status__in=["booked", "held"]),
                name="interview_once_per_part",
            ),
        ]
        indexes = [models.Index(fields=["centre", "starts_at"], name="interview_of_day")]

    def __str__(self) -> str:
        return f"{self.part} {self.starts_at}"


class EarlierWish(Tracked):
    """A wish for an earlier time. With `interview` it would move that appointment, without it would make one."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="wishes")
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, null=True, related_name="wishes")
    part = models.CharField(max_length=5)
    centres = models.ManyToManyField(EnrolmentCentre, related_name="wishes", db_table="enrollment_wish_centre")
    weekdays = models.JSONField(default=list)
    earliest = models.TimeField()
    notice_hours = models.PositiveSmallIntegerField(default=24)
    status = models.CharField(max_length=10, default="waiting", editable=False)

    class Meta:
        db_table = "enrollment_earlier_wish"
        constraints = [
            models.CheckConstraint(condition=PART_KNOWN, name="wish_part_known"),
            models.UniqueConstraint(
                fields=["application", "part"], condition=models.Q(status="waiting"), name="wish_once_per_part"
            ),
        ]
        indexes = [models.Index(fields=["part", "created_at"], name="wish_queue", condition=models.Q(status="waiting"))]

    def __str__(self) -> str:
        return f"{self.part} {self.status}"


class SlotOffer(Tracked):
    """A freed time, held for one person until `expires_at`."""

    wish = models.ForeignKey(EarlierWish, on_delete=models.PROTECT, related_name="offers")
    centre = models.ForeignKey(EnrolmentCentre, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    status = models.CharField(max_length=10, default="offered", editable=False)

    class Meta:
        db_table = "enrollment_slot_offer"
        constraints = [
            models.UniqueConstraint(fields=["wish"], condition=models.Q(status="offered"), name="offer_one_at_a_time"),
            models.UniqueConstraint(fields=["wish", "centre", "starts_at"], name="offer_once_per_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at} {self.status}"


class InterviewSeat(Base):
    """One desk of one agency, taken for one slot by an appointment or an offer.

    The desks are numbered; that no number is taken twice, and none above what the agency has, is what keeps a
    slot from being overbooked (a unique constraint and a trigger).
    """

    centre = models.ForeignKey(EnrolmentCentre, on_delete=models.PROTECT, related_name="seats")
    agency = models.CharField(max_length=4)
    seat = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, null=True, related_name="seats")
    offer = models.ForeignKey(SlotOffer, on_delete=models.PROTECT, null=True, related_name="seats")

    class Meta:
        db_table = "enrollment_interview_seat"
        constraints = [
            models.UniqueConstraint(fields=["centre", "agency", "starts_at", "seat"], name="seat_taken_once"),
            models.CheckConstraint(condition=models.Q(seat__gte=1), name="seat_numbered"),
            models.CheckConstraint(
                condition=models.Q(interview=None, offer__isnull=False) | models.Q(interview__isnull=False, offer=None),
                name="seat_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.seat} {self.starts_at}"


class InterviewResult(Base):
    """One agency's record of one interview; never changed.

    Of fingerprints only yes or no, the day and the agency are kept: no column holds a biometric (R-49).
    """

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="results")
    agency = models.CharField(max_length=4)
    outcome = models.CharField(max_length=15)
    documents = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    photo_taken = models.BooleanField()
    fingerprints_enrolled = models.BooleanField()
    fingerprints_on = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True, default="")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    officer_as = models.CharField(max_length=120)

    class Meta:
        db_table = "enrollment_interview_result"
        constraints = [
            models.UniqueConstraint(fields=["interview", "agency"], name="interview_result_once"),
            models.CheckConstraint(condition=models.Q(agency__in=AGENCIES), name="interview_result_agency"),
            models.CheckConstraint(condition=models.Q(outcome__in=list(OUTCOMES)), name="interview_result_outcome"),
            models.CheckConstraint(
                condition=models.Q(fingerprints_enrolled=True, fingerprints_on__isnull=False)
                | models.Q(fingerprints_enrolled=False, fingerprints_on=None),
                name="interview_result_fingerprints",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.outcome}"
