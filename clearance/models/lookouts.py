"""Look-outs, what they matched in filings, and markers that say "not the same" (R-98, R-89)."""

from django.db import models
from django.db.models import F, Q

from clearance.domain.lookouts.closed_lists import KINDS, QUALITIES, REASONS, SOURCES
from clearance.models.trip import Trip
from portal.core import clock
from portal.core.models import Base, Tracked


class Lookout(Tracked):
    """A request to stop somebody or something at the border, until a day that is always set.

    `identity` is what a filing is held against. It and everything else that was entered never change (a trigger
    holds them): a better description is a new look-out. `detail` and `identity` are for the agency that owns it,
    unless it is shared; the member reads no more than the words of `reason_class`.
    """

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=10)
    identity = models.JSONField()
    source_class = models.CharField(max_length=20)
    quality = models.CharField(max_length=20)
    purpose = models.CharField(max_length=300)
    agency = models.CharField(max_length=10)
    reason_class = models.CharField(max_length=20)
    detail = models.TextField(blank=True, default="")
    shared = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    status = models.CharField(max_length=40)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    author_as = models.CharField(max_length=150, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "clearance_lookout"
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="lookout_expires"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="lookout_kind_known"),
            models.CheckConstraint(condition=Q(source_class__in=list(SOURCES)), name="lookout_source_known"),
            models.CheckConstraint(condition=Q(quality__in=list(QUALITIES)), name="lookout_quality_known"),
            models.CheckConstraint(condition=Q(reason_class__in=list(REASONS)), name="lookout_reason_known"),
            models.CheckConstraint(condition=~Q(purpose=""), name="lookout_has_purpose"),
        ]
        indexes = [models.Index(fields=["expires_at"], name="lookout_active", condition=Q(status="active"))]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name people use: L-12."""
        return f"L-{self.number}"


class LookoutKey(models.Model):
    """One key under which a look-out is found; a filing's own keys are looked up here, never the look-outs one by one."""

    lookout = models.ForeignKey(Lookout, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=80)

    class Meta:
        db_table = "clearance_lookout_key"
        constraints = [models.UniqueConstraint(fields=["key", "lookout"], name="lookout_key_once")]

    def __str__(self) -> str:
        return self.key


class LookoutMatch(Tracked):
    """What one look-out matched in one trip: exact, or near and waiting for a targeting officer.

    `filed` is the identity as it was filed, `fingerprints` the marks by which the same input is known again.
    """

    lookout = models.ForeignKey(Lookout, on_delete=models.PROTECT, related_name="matches")
    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="lookout_matches")
    version_number = models.PositiveIntegerField()
    filed = models.JSONField()
    fingerprints = models.JSONField()
    mark = models.CharField(max_length=64)
    degree = models.CharField(max_length=10)
    likeness = models.FloatField(default=0)
    dates = models.CharField(max_length=10, blank=True, default="")
    status = models.CharField(max_length=40)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=150, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    grounds = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        db_table = "clearance_lookout_match"
        constraints = [models.UniqueConstraint(fields=["lookout", "trip", "mark"], name="lookout_match_once")]
        indexes = [models.Index(fields=["created_at"], name="lookout_match_waiting", condition=Q(status="waiting"))]

    def __str__(self) -> str:
        return f"{self.lookout_id} {self.trip_id} {self.degree}"


class DoNotMatch(Base):
    """Not the same: one look-out no longer means this person, plate or firm (R-89). Never changed.

    One row per fingerprint of the identity, so that the same input is known however it is put together.
    """

    lookout = models.ForeignKey(Lookout, on_delete=models.PROTECT, related_name="markers")
    fingerprint = models.CharField(max_length=64)
    filed = models.JSONField()
    grounds = models.CharField(max_length=1000)
    source = models.CharField(max_length=20)
    reference = models.CharField(max_length=60, blank=True, default="")
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=150)
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_do_not_match"
        constraints = [
            models.UniqueConstraint(fields=["lookout", "fingerprint"], name="do_not_match_once"),
            models.CheckConstraint(condition=~Q(grounds=""), name="do_not_match_grounds"),
        ]

    def __str__(self) -> str:
        return f"not {self.lookout_id}"
