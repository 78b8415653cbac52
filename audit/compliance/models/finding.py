"""The joint report of an audit, the signatures under it, and the finding it ends in."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from audit.compliance.models.case import AuditCase
from enrollment.domain.infractions import HARMS, INFRACTIONS
from portal.core import clock
from portal.core.models import Base, Tracked


class Report(Tracked):
    """The one report of both agencies. `sections` holds each section in both languages; `digest` that of the draft sent.

    A trigger lets nothing of it change unless its case is in audit.
    """

    case = models.OneToOneField(AuditCase, on_delete=models.PROTECT, related_name="report")
    sections = models.JSONField(default=dict)
    infraction = models.CharField(max_length=40, blank=True, default="")
    harm = models.CharField(max_length=20, blank=True, default="")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    fix_by = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    written_as = models.CharField(max_length=120, blank=True, default="")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "compliance_report"
        constraints = [
            models.CheckConstraint(condition=models.Q(infraction__in=["", *INFRACTIONS]), name="report_class_known"),
            models.CheckConstraint(condition=models.Q(harm__in=["", *HARMS]), name="report_harm_known"),
            models.CheckConstraint(
                condition=models.Q(amount=None, currency="") | models.Q(amount__gte=0, currency__in=["CAD", "USD"]),
                name="report_amount_with_currency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.infraction}"


class Signature(Base):
    """One agency's signature under a report or a closing, by one auditor, to a digest. Never changed."""

    case = models.ForeignKey(AuditCase, on_delete=models.PROTECT, related_name="signatures")
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_id: UUID
    signed_as = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "compliance_signature"
        constraints = [
            models.UniqueConstraint(fields=["case", "agency", "digest"], name="audit_one_key_per_agency"),
            models.UniqueConstraint(fields=["case", "officer", "digest"], name="audit_one_key_per_person"),
            models.CheckConstraint(condition=models.Q(agency__in=["CBP", "CBSA"]), name="audit_key_of_a_border_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.digest[:12]}"


class Finding(Base):
    """Infraction class, harm, the structured reason, and the sanction the matrix returned (R-10).

    Only under the signatures of both agencies to `digest`: a trigger counts them. `cause`, `amount` and `fix_by` are
    those of the report; `disclosure` names the member's own earlier report of the same error, which keeps it free of
    points (R-44).
    """

    case = models.OneToOneField(AuditCase, on_delete=models.PROTECT, related_name="finding")
    infraction = models.CharField(max_length=40)
    harm = models.CharField(max_length=20)
    reason = models.JSONField()
    cause = models.JSONField(default=dict)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    fix_by = models.DateField(null=True)
    sanction = models.JSONField(default=dict)
    disclosure = models.CharField(max_length=20, blank=True, default="")
    decision_id = models.UUIDField(null=True)
    plan_id = models.UUIDField(null=True)
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    class Meta:
        db_table = "compliance_finding"

    def __str__(self) -> str:
        return f"{self.case_id} {self.infraction}/{self.harm}"
