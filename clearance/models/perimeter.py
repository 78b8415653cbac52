"""Containers cleared where they entered the perimeter: inherited by the land filing that cites them (R-28, R-55)."""

from django.db import models

from portal.core.models import Base


class PerimeterClearance(Base):
    """One container cleared at its first port or abroad, and the seal put on it. Never changed.

    `site` is the site of the register it was cleared at, None at a port where the agency's own post stands.
    """

    number = models.CharField(max_length=35, unique=True)
    container = models.CharField(max_length=17)
    port = models.CharField(max_length=60)
    cleared_on = models.DateField()
    seal = models.CharField(max_length=15, blank=True, default="")
    site = models.ForeignKey("clearance.Site", on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.CharField(max_length=10)
    recorded_as = models.CharField(max_length=150)

    class Meta:
        db_table = "clearance_perimeter_clearance"

    def __str__(self) -> str:
        return self.number
