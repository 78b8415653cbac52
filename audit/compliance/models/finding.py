"""What an audit found, and what the matrix made of it."""

from django.db import models

from portal.core.models import Base


class Finding(Base):
    """Infraction class, harm, the structured reason, and the sanction the matrix returned (R-10)."""

    case = models.OneToOneField("compliance.AuditCase", on_delete=models.PROTECT, related_name="finding")
    infraction = models.CharField(max_length=40)
    harm = models.CharField(max_length=20)
    reason = models.JSONField()
    sanction = models.JSONField(default=dict)
    decision_id = models.UUIDField(null=True)
    auditor_id = models.UUIDField()
    auditor_name = models.CharField(max_length=120)
    agency = models.CharField(max_length=10)
    issued_at = models.DateTimeField()

    class Meta:
        db_table = "compliance_finding"

    def __str__(self) -> str:
        return f"{self.case_id} {self.infraction}/{self.harm}"
