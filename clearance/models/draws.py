"""Days of random draws with their sealed seeds, and every draw made under them (R-43)."""

from datetime import UTC, datetime, timedelta

from django.db import models

from clearance.models.trip import Trip
from portal.core import clock
from portal.core.models import Base


class DrawDay(Base):
    """One day of draws (UTC). The commitment stands before the day, the seed is published after it.

    A trigger keeps day, commitment and sealed seed as they are, and lets the seed in only once the day is over and
    only if its SHA-256 is the commitment.
    """

    day = models.DateField(unique=True)
    sealed_seed = models.TextField()
    commitment = models.CharField(max_length=64)
    committed_at = models.DateTimeField(default=clock.now)
    seed = models.CharField(max_length=64, blank=True, default="")
    published_at = models.DateTimeField(null=True)
    list_digest = models.CharField(max_length=64, blank=True, default="")
    draw_count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "clearance_draw_day"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seed="", published_at=None) | (~models.Q(seed="") & ~models.Q(published_at=None)),
                name="draw_seed_with_its_moment",
            )
        ]

    def __str__(self) -> str:
        return f"draws of {self.day}"

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, datetime.min.time(), UTC)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(days=1)

    @property
    def late(self) -> bool:
        """Whether the commitment was made only after the day had begun."""
        return self.committed_at >= self.starts_at


class RandomDraw(Base):
    """One draw of one trip: the token that was drawn with, tier, rate and outcome. Never changed."""

    day = models.ForeignKey(DrawDay, on_delete=models.PROTECT, related_name="draws")
    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="draws")
    number = models.PositiveIntegerField()
    token = models.CharField(max_length=64, unique=True)
    tier = models.CharField(max_length=2)
    rate = models.DecimalField(max_digits=6, decimal_places=5)
    drawn = models.BooleanField()
    drawn_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_random_draw"
        constraints = [
            models.UniqueConstraint(fields=["trip", "number"], name="draw_number_once"),
            models.CheckConstraint(condition=models.Q(rate__gte=0, rate__lte=1), name="draw_rate_is_a_share"),
        ]
        indexes = [models.Index(fields=["drawn_at", "tier", "rate"], name="draw_by_month")]

    def __str__(self) -> str:
        return self.token
