"""The team of an audit or of a facility visit, one auditor of each agency at a time, and its two keys (R-63, R-70)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models

from portal.core import clock
from portal.core.models import Base


class Teamed:
    """What a team is about; `team` are its seats, those that ended among them."""

    team: Any

    @property
    def team_ids(self) -> frozenset[UUID]:
        """The auditors of the team as it is now."""
        return frozenset(seat.auditor_id for seat in self.team.all() if seat.ended_at is None)

    @property
    def team_agencies(self) -> frozenset[str]:
        return frozenset(seat.agency for seat in self.team.all() if seat.ended_at is None)


class Seat(Base):
    """One auditor on a team: one of each agency at a time. `ended_at` is when another took the place."""

    agency = models.CharField(max_length=10)
    auditor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    auditor_id: UUID
    auditor_as = models.CharField(max_length=120)
    given_by = models.CharField(max_length=120)
    joined_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.agency} {self.auditor_as}"


def seat_rules(about: str, name: str, border: str) -> list[models.BaseConstraint]:
    """Give what the database holds the seats of one kind to: one for each agency, two people."""
    held = models.Q(ended_at=None)
    return [
        models.UniqueConstraint(fields=[about, "agency"], condition=held, name=f"{name}_one_per_agency"),
        models.UniqueConstraint(fields=[about, "auditor"], condition=held, name=f"{name}_two_people"),
        models.CheckConstraint(condition=models.Q(agency__in=["CBP", "CBSA"]), name=border),
    ]


class AuditorKey(Base):
    """One agency's signature to a digest, by one auditor of the team. Never changed."""

    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer_id: UUID
    signed_as = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.agency} {self.digest[:12]}"


def key_rules(about: str, name: str, border: str) -> list[models.BaseConstraint]:
    """Give what the database holds the signatures of one kind to: one for each agency, two people."""
    return [
        models.UniqueConstraint(fields=[about, "agency", "digest"], name=f"{name}_one_key_per_agency"),
        models.UniqueConstraint(fields=[about, "officer", "digest"], name=f"{name}_one_key_per_person"),
        models.CheckConstraint(condition=models.Q(agency__in=["CBP", "CBSA"]), name=border),
    ]
