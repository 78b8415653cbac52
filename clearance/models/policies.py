"""Lane policies and the risk appetite: documents under two keys, what a port's supervisor moved, FAST waits (R-36)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clearance.models.simulation import Simulation
from portal.core import clock
from portal.core.models import Base, TwoKeySignature, TwoKeyVersion

IN_FORCE = Q(status="in_force")


class SimulatedVersion(TwoKeyVersion):
    """A document whose signatures rest on a bound run of the simulator."""

    simulation = models.ForeignKey(Simulation, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class LanePolicyVersion(SimulatedVersion):
    """One version of the lane policy (R-09, R-11, R-42)."""

    class Meta:
        db_table = "clearance_lane_policy"
        constraints = [models.UniqueConstraint(fields=["status"], name="lane_policy_one_in_force", condition=IN_FORCE)]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name people use: L-3."""
        return f"L-{self.number}"


class LanePolicySignature(TwoKeySignature):
    """A signature under a lane policy."""

    version = models.ForeignKey(LanePolicyVersion, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        db_table = "clearance_lane_policy_signature"
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="lane_policy_key_once"),
            models.UniqueConstraint(fields=["version", "officer"], name="lane_policy_person_once"),
        ]


class AppetiteRecord(SimulatedVersion):
    """One record of the risk accepted at a port or on a stream, with its end (R-36).

    Empty `crossing` and `direction` mean the whole border. A `level` is a temporary change within the band of the
    standing record; when its time is over the standing one counts again by itself (R-48).
    """

    kind = models.CharField(max_length=10, default="standing")
    crossing = models.CharField(max_length=60, blank=True, default="")
    direction = models.CharField(max_length=2, blank=True, default="")
    valid_to = models.DateTimeField()

    class Meta:
        db_table = "clearance_appetite"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "crossing", "direction"], name="appetite_one_in_force", condition=IN_FORCE
            ),
            models.CheckConstraint(condition=Q(valid_to__gt=models.F("valid_from")), name="appetite_dates"),
            models.CheckConstraint(condition=Q(kind__in=["standing", "level"]), name="appetite_kind"),
            models.CheckConstraint(condition=Q(direction__in=["", "SB", "NB"]), name="appetite_direction"),
        ]
        indexes = [models.Index(fields=["status", "valid_to"], name="appetite_by_expiry")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name people use: A-2."""
        return f"A-{self.number}"


class AppetiteSignature(TwoKeySignature):
    """A signature under an appetite record."""

    version = models.ForeignKey(AppetiteRecord, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        db_table = "clearance_appetite_signature"
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="appetite_key_once"),
            models.UniqueConstraint(fields=["version", "officer"], name="appetite_person_once"),
        ]


class LocalAttention(Base):
    """A port supervisor's own move of the cut-off within the signed band, with grounds and an end (R-45).

    Positive points look closer. Rows are added, never changed; of those that have not ended the last one counts.
    """

    crossing = models.CharField(max_length=60)
    points = models.SmallIntegerField()
    grounds = models.CharField(max_length=500)
    appetite = models.ForeignKey(AppetiteRecord, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_as = models.CharField(max_length=150)
    agency = models.CharField(max_length=10)

    class Meta:
        db_table = "clearance_local_attention"
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="attention_dates"),
            models.CheckConstraint(condition=~Q(grounds=""), name="attention_grounds"),
        ]
        indexes = [models.Index(fields=["crossing", "-starts_at"], name="attention_last")]

    def __str__(self) -> str:
        return f"{self.crossing} {self.points:+d}"


class LaneWait(Base):
    """How long trucks wait for the FAST lane, as somebody measured it there; never changed, the last one counts."""

    crossing = models.CharField(max_length=60)
    direction = models.CharField(max_length=2)
    minutes = models.PositiveSmallIntegerField()
    measured_at = models.DateTimeField(default=clock.now)
    measured_as = models.CharField(max_length=150)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "clearance_lane_wait"
        constraints = [
            models.CheckConstraint(condition=Q(direction__in=["SB", "NB"]), name="wait_direction"),
            models.CheckConstraint(condition=Q(minutes__lte=600), name="wait_minutes"),
        ]
        indexes = [models.Index(fields=["crossing", "direction", "-measured_at"], name="wait_last")]

    def __str__(self) -> str:
        return f"{self.crossing} {self.direction} {self.minutes} min"
