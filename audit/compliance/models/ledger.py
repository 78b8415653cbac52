"""The ledger's compact copy of movements, its monthly cells, and cases of a benefit that falls short (R-39)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from audit.compliance.domain.ledger_shortfall import GROUNDS
from portal.core import clock
from portal.core.models import Tracked

TIERS = ("T0", "T1", "T2", "T3")


class Movement(models.Model):
    """One crossing that ended, in the columns that make movements alike. Never changed.

    `tier` is the carrier's at the crossing, T0 without membership; `chapter` the HS chapter of the heaviest goods, empty
    for an empty truck; `band` a quarter of the day by the clock of arrival, from 0. `minutes` from the first reader to
    the release of both agencies, None where no reader saw the truck. `promised` are the minutes promised to the tier.
    `loop_number` and `goods` (HS codes carried) are what fees look at.
    """

    trip_id = models.UUIDField(primary_key=True)
    trip_number = models.CharField(max_length=25)
    organisation_id = models.UUIDField()
    tier = models.CharField(max_length=2)
    day = models.DateField()
    crossing = models.CharField(max_length=60)
    direction = models.CharField(max_length=2)
    chapter = models.CharField(max_length=2, blank=True, default="")
    band = models.PositiveSmallIntegerField()
    inspected = models.BooleanField()
    minutes = models.PositiveIntegerField(null=True)
    promised = models.PositiveSmallIntegerField(null=True)
    loop_number = models.PositiveIntegerField(null=True)
    mode = models.CharField(max_length=5, default="truck")
    goods = models.JSONField(default=list)
    counted_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "compliance_movement"
        constraints = [
            models.CheckConstraint(condition=Q(tier__in=TIERS), name="movement_tier_known"),
            models.CheckConstraint(condition=Q(direction__in=["SB", "NB"]), name="movement_direction_known"),
            models.CheckConstraint(condition=Q(band__lte=3), name="movement_band_known"),
            models.CheckConstraint(condition=Q(mode__in=["truck", "rail"]), name="movement_mode_known"),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "day"], name="movement_by_member"),
            models.Index(fields=["day"], name="movement_by_day"),
        ]

    def __str__(self) -> str:
        return self.trip_number


class LedgerCell(models.Model):
    """Movements of a month that are alike, counted. The database keeps it from each movement (a trigger)."""

    tier = models.CharField(max_length=2)
    crossing = models.CharField(max_length=60)
    direction = models.CharField(max_length=2)
    chapter = models.CharField(max_length=2, blank=True, default="")
    band = models.PositiveSmallIntegerField()
    month = models.DateField()
    movements = models.PositiveIntegerField()
    inspected = models.PositiveIntegerField()
    timed = models.PositiveIntegerField()
    minutes = models.PositiveBigIntegerField()
    squares = models.PositiveBigIntegerField()
    promised = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()

    class Meta:
        db_table = "compliance_ledger_cell"
        constraints = [
            models.UniqueConstraint(
                fields=["tier", "crossing", "direction", "chapter", "band", "month"], name="ledger_cell_once"
            ),
            models.CheckConstraint(condition=Q(inspected__lte=models.F("movements")), name="ledger_cell_within"),
        ]

    def __str__(self) -> str:
        return f"{self.tier} {self.crossing} {self.month:%Y-%m}"


class BenefitShortfall(Tracked):
    """One ground on which one member's benefit fell short; opened by the figures, answered by the programme office.

    `figures` are those of the day it opened. `answer` holds what the office said, in both languages, and what it does;
    `reply` the member's words when the answer was not enough.
    """

    number = models.CharField(max_length=20, unique=True)
    organisation_id = models.UUIDField(db_index=True)
    organisation_name = models.CharField(max_length=200)
    ground = models.CharField(max_length=20)
    figures = models.JSONField()
    status = models.CharField(max_length=20, default="open", editable=False)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.JSONField(null=True)
    answered_as = models.CharField(max_length=150, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    reply = models.TextField(blank=True, default="")

    class Meta:
        db_table = "compliance_benefit_shortfall"
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=list(GROUNDS)), name="shortfall_ground_known"),
            models.CheckConstraint(
                condition=~Q(status="answered") | Q(answer__isnull=False, answered_at__isnull=False),
                name="shortfall_answered_has_answer",
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "ground"],
                condition=Q(status__in=["open", "answered"]),
                name="shortfall_one_going_on",
            ),
        ]

    def __str__(self) -> str:
        return self.number
