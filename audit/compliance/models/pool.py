"""The pool of released movements, the months it is drawn in, and what was drawn (R-70)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import models

from audit.compliance.domain.drawing import PARTS
from portal.core import clock
from portal.core.models import Base


class AuditMonth(Base):
    """One month of the pool (UTC). The commitment stands before it begins; the draw, after its end, publishes the seed.

    A trigger keeps month, commitment and sealed seed as they are, and lets the seed in once, only after the month, and
    only if its SHA-256 is the commitment. With the seed in, the month is locked: nothing joins its pool or its draw.
    """

    month = models.DateField(unique=True)
    sealed_seed = models.TextField()
    commitment = models.CharField(max_length=64)
    committed_at = models.DateTimeField(default=clock.now)
    seed = models.CharField(max_length=64, blank=True, default="")
    drawn_at = models.DateTimeField(null=True)
    shares = models.JSONField(default=dict)
    list_digest = models.CharField(max_length=64, blank=True, default="")
    pool_size = models.PositiveIntegerField(default=0)
    direct_size = models.PositiveIntegerField(default=0)
    random_size = models.PositiveIntegerField(default=0)
    risk_size = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "compliance_audit_month"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seed="", drawn_at=None) | (~models.Q(seed="") & ~models.Q(drawn_at=None)),
                name="audit_seed_with_its_moment",
            ),
            models.CheckConstraint(condition=models.Q(month__day=1), name="audit_month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.month, datetime.min.time(), UTC)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(month_after(self.month), datetime.min.time(), UTC)

    @property
    def late(self) -> bool:
        """Whether the commitment was made only after the month had begun."""
        return self.committed_at >= self.starts_at

    @property
    def drawn_size(self) -> int:
        return self.random_size + self.risk_size


def month_of(moment: datetime) -> date:
    """Give the first day of the month of a moment (UTC)."""
    return moment.astimezone(UTC).date().replace(day=1)


def month_after(month: date) -> date:
    """Give the first day of the next month."""
    return (month + timedelta(days=32)).replace(day=1)


class PoolEntry(Base):
    """One released movement in the pool of the month it was released in. Never changed.

    `direct` marks a movement whose doubts about papers opened a case at once: it is audited anyway and not drawn.
    Weight and what it is made from stand here as they were, so that the draw can be worked out again.
    """

    month = models.ForeignKey(AuditMonth, on_delete=models.PROTECT, related_name="entries")
    month_id: UUID
    trip_id = models.UUIDField(unique=True)
    trip_number = models.CharField(max_length=25)
    organisation_id = models.UUIDField()
    token = models.CharField(max_length=64, unique=True)
    crossing = models.CharField(max_length=60)
    direction = models.CharField(max_length=2)
    compliance = models.PositiveSmallIntegerField()
    tier = models.CharField(max_length=5)
    findings = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField()
    direct = models.BooleanField(default=False)
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "compliance_pool_entry"
        constraints = [models.CheckConstraint(condition=models.Q(weight__gte=1), name="pool_weight_counts")]
        indexes = [models.Index(fields=["month", "token"], name="pool_of_month")]

    def __str__(self) -> str:
        return self.trip_number


class Selection(Base):
    """One movement drawn: by which part, at which place of it. Never changed."""

    month = models.ForeignKey(AuditMonth, on_delete=models.PROTECT, related_name="selections")
    entry = models.OneToOneField(PoolEntry, on_delete=models.PROTECT, related_name="selection")
    part = models.CharField(max_length=6)
    place = models.PositiveIntegerField()

    class Meta:
        db_table = "compliance_selection"
        constraints = [
            models.CheckConstraint(condition=models.Q(part__in=list(PARTS)), name="selection_part_known"),
            models.UniqueConstraint(fields=["month", "part", "place"], name="selection_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.place}"
