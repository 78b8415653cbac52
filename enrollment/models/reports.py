"""What a member tells by itself: changes, voluntary disclosures; and the notices of audit that come before (R-44)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from enrollment.domain.changes import CHANGES
from enrollment.domain.infractions import INFRACTIONS
from enrollment.models.decision import SanctionEntry
from enrollment.models.membership import Membership
from portal.core.models import Base, Tracked


class AuditNotice(Base):
    """The moment from which a holder knows of an audit, written by the app above through a service.

    A disclosure filed later is no longer voluntary for the classes named; none named means all. `source_*` is the
    audit's record.
    """

    organisation_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    infractions = models.JSONField(default=list)
    source_type = models.CharField(max_length=20)
    source_id = models.UUIDField()
    noticed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_audit_notice"
        constraints = [
            models.UniqueConstraint(fields=["source_type", "source_id"], name="audit_notice_once"),
            models.CheckConstraint(
                condition=models.Q(organisation_id=None, user_id__isnull=False)
                | models.Q(organisation_id__isnull=False, user_id=None),
                name="audit_notice_one_holder",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "noticed_at"], name="audit_notice_company"),
            models.Index(fields=["user_id", "noticed_at"], name="audit_notice_person"),
        ]

    def __str__(self) -> str:
        return f"{self.source_type} {self.source_id}"


class OfMembership(Tracked):
    """A record about one membership; its holder is the membership's."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    membership_id: UUID
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    filed_as = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def organisation_id(self) -> UUID | None:
        found: UUID | None = self.membership.organisation_id
        return found

    @property
    def user_id(self) -> UUID | None:
        found: UUID | None = self.membership.user_id
        return found


class Disclosure(OfMembership):
    """A member's own report of an infraction. `in_time`: filed before any notice of audit that covers it (R-44)."""

    number = models.CharField(max_length=16, unique=True)
    infraction = models.CharField(max_length=20)
    occurred_on = models.DateField()
    what = models.TextField()
    corrected = models.TextField()
    evidence = models.CharField(max_length=300, blank=True, default="")
    in_time = models.BooleanField()
    notice = models.ForeignKey(AuditNotice, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, default="filed", editable=False)
    harm = models.CharField(max_length=10, blank=True, default="")
    entry = models.OneToOneField(SanctionEntry, on_delete=models.PROTECT, null=True, related_name="disclosure")
    answer = models.JSONField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=120, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_disclosure"
        constraints = [
            models.CheckConstraint(condition=models.Q(infraction__in=list(INFRACTIONS)), name="disclosure_class_known"),
            models.CheckConstraint(
                condition=models.Q(in_time=True, notice=None) | models.Q(in_time=False, notice__isnull=False),
                name="disclosure_time_said",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="accepted") | models.Q(entry__isnull=False, harm__gt=""),
                name="disclosure_accepted_entered",
            ),
        ]
        indexes = [models.Index(fields=["status", "created_at"], name="disclosure_queue")]

    def __str__(self) -> str:
        return self.number


class ReportedChange(OfMembership):
    """A change a member must report. A late one carries the disclosure that keeps it free of points."""

    kind = models.CharField(max_length=20)
    happened_on = models.DateField()
    due_on = models.DateField()
    details = models.TextField()
    status = models.CharField(max_length=12, default="reported", editable=False)
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, null=True, related_name="change")
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_as = models.CharField(max_length=120, blank=True, default="")
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_reported_change"
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=list(CHANGES)), name="change_kind_known"),
        ]
        indexes = [models.Index(fields=["status", "created_at"], name="change_queue")]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"

    @property
    def late(self) -> bool:
        reported: Any = self.created_at.date()
        return bool(reported > self.due_on)
