"""Threat profiles under two keys and the scores made with them (R-35, R-36)."""

from uuid import UUID

from django.db import models

from clearance.models.simulation import Simulation
from clearance.models.trip import Trip
from portal.core import clock
from portal.core.models import Base, Tracked


class ThreatProfile(Tracked):
    """One version of the joint profile: a draft of one agency's side, frozen with its digest once it is simulated.

    `editors` are the ids of those who edited the draft; with the author they sign for neither agency. A trigger
    holds document, simulation and keys whatever a service does.
    """

    number = models.PositiveIntegerField(unique=True)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    status = models.CharField(max_length=40)
    note = models.TextField(blank=True, default="")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    author_as = models.CharField(max_length=150, blank=True, default="")
    side = models.CharField(max_length=10, blank=True, default="")
    editors = models.JSONField(default=list)
    based_on = models.PositiveIntegerField(null=True)
    simulation = models.ForeignKey(Simulation, on_delete=models.PROTECT, null=True, related_name="+")
    planned_from = models.DateTimeField(null=True)
    active_from = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_threat_profile"
        constraints = [
            models.UniqueConstraint(fields=["status"], name="one_active_profile", condition=models.Q(status="active"))
        ]

    def __str__(self) -> str:
        return f"profile {self.number}"

    @property
    def writers(self) -> frozenset[UUID]:
        """Who proposed or edited it."""
        author = {self.author_id} if self.author_id else set()
        return frozenset(author | {UUID(each) for each in self.editors})


class ProfileSignature(Base):
    """One agency's signature under one profile: it takes both before it can become active."""

    profile = models.ForeignKey(ThreatProfile, on_delete=models.PROTECT, related_name="signatures")
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=150)
    digest = models.CharField(max_length=64, default="")
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_profile_signature"
        constraints = [
            models.UniqueConstraint(fields=["profile", "agency"], name="one_signature_per_agency"),
            models.UniqueConstraint(fields=["profile", "officer"], name="one_key_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.signed_as}"


class Score(Base):
    """What the engine made of one version of one trip: never changed; a new version gets a new score.

    When what is known beside the filing changes (a look-out begins or ends), the same version is scored again as the
    next `run`; the last one counts, and is the first in the order of this table.

    Security risk and regulatory compliance are two numbers from 0 to 100 (seed: compliance is not risk).
    `input_digest` covers everything the engine read, so that the result can be worked out again.
    """

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="scores")
    version_number = models.PositiveIntegerField()
    run = models.PositiveIntegerField(default=1)
    profile_number = models.PositiveIntegerField()
    input_digest = models.CharField(max_length=64)
    inputs = models.JSONField(default=dict)
    security = models.PositiveSmallIntegerField()
    compliance = models.PositiveSmallIntegerField()
    contributions = models.JSONField(default=list)
    lane = models.CharField(max_length=20)
    audit = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    scored_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_score"
        ordering = ["-version_number", "-run"]
        constraints = [
            models.UniqueConstraint(fields=["trip", "version_number", "run"], name="score_once_per_run"),
        ]

    def __str__(self) -> str:
        return f"{self.trip_id} v{self.version_number}: {self.security}/{self.compliance} {self.lane}"
