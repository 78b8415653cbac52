"""The joint report of an audit, the signatures under it, and the finding it ends in."""

from __future__ import annotations

from django.db import models

from audit.compliance.models.case import AuditCase
from audit.compliance.models.team import AuditorKey, key_rules
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


class Signature(AuditorKey):
    """One agency's signature under a report or a closing."""

    case = models.ForeignKey(AuditCase, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        db_table = "compliance_signature"
        constraints = key_rules("case", "audit", "audit_key_of_a_border_agency")


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
