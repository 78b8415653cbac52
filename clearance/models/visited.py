"""What unannounced visits to facilities came to, for who draws trucks at random (R-63)."""

from __future__ import annotations

from django.db import models

from clearance.domain.visits import OUTCOMES
from clearance.models.prior import Site
from portal.core import clock
from portal.core.models import Base


class FacilityOutcome(Base):
    """What one visit came to: in order, with findings, and later that they were put right. Never changed.

    `visit` is its number; the newest visit of a site counts (`clearance.domain.visits`).
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="visited")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    visit = models.CharField(max_length=20)
    outcome = models.CharField(max_length=12)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_facility_outcome"
        constraints = [
            models.UniqueConstraint(fields=["visit", "outcome"], name="facility_outcome_once"),
            models.CheckConstraint(condition=models.Q(outcome__in=list(OUTCOMES)), name="facility_outcome_known"),
        ]
        indexes = [models.Index(fields=["organisation", "at"], name="facility_outcome_by_company")]

    def __str__(self) -> str:
        return f"{self.visit} {self.outcome}"
