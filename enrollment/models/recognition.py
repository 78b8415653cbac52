"""Schemes held elsewhere, and the rows that honour one here (R-03, R-04)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enrollment.domain.schemes import SCHEMES
from enrollment.models.application import ONE_HOLDER
from portal.core.models import Tracked, TwoKeySignature, TwoKeyVersion


class SchemeMembership(Tracked):
    """A standard or foreign membership a company or person says it holds; it counts once the agency confirmed it.

    The number alone is kept: no finger, face or iris comes with it (R-49).
    """

    scheme = models.CharField(max_length=20, choices=[(code, one.name.en) for code, one in SCHEMES.items()])
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=20)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    status = models.CharField(max_length=10, default="claimed", editable=False)
    agency = models.CharField(max_length=4, blank=True, default="")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    officer_name = models.CharField(max_length=120, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    reason = models.JSONField(null=True)

    class Meta:
        db_table = "enrollment_scheme_membership"
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="scheme_one_holder"),
            models.CheckConstraint(condition=Q(scheme__in=list(SCHEMES)), name="scheme_known"),
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="scheme_dates"),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(officer__isnull=False, decided_at__isnull=False),
                name="scheme_confirmed_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(status="refused") | Q(reason__isnull=False), name="scheme_reason"),
            models.UniqueConstraint(
                fields=["scheme", "number"], condition=Q(status="confirmed"), name="scheme_number_once"
            ),
            models.UniqueConstraint(
                fields=["scheme", "organisation"],
                condition=Q(status__in=["claimed", "confirmed"], organisation__isnull=False),
                name="scheme_one_company",
            ),
            models.UniqueConstraint(
                fields=["scheme", "user"],
                condition=Q(status__in=["claimed", "confirmed"], user__isnull=False),
                name="scheme_one_person",
            ),
        ]
        indexes = [
            models.Index(fields=["number", "scheme"], name="scheme_by_number"),
            models.Index(fields=["status", "created_at"], name="scheme_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.number}"


class Recognition(TwoKeyVersion):
    """One row: a scheme honoured as a programme up to a tier. The columns repeat the document, for the queries.

    It counts from `valid_from` until `ends_at`; an end is added later by either agency and never taken back.
    """

    scheme = models.CharField(max_length=20)
    programme = models.CharField(max_length=20)
    tier = models.CharField(max_length=5)
    direction = models.CharField(max_length=2, blank=True, default="")
    ports = models.JSONField(default=list)
    ends_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "enrollment_recognition"
        constraints = [
            models.CheckConstraint(condition=Q(scheme__in=list(SCHEMES)), name="recognition_scheme"),
            models.CheckConstraint(condition=Q(direction__in=["", "SB", "NB"]), name="recognition_direction"),
            models.CheckConstraint(condition=~Q(status="ended") | Q(ends_at__isnull=False), name="recognition_end"),
        ]
        indexes = [models.Index(fields=["scheme", "programme", "status"], name="recognition_of")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name people use: R-2."""
        return f"R-{self.number}"

    def lasts_at(self, at: Any) -> bool:
        """Say whether the row counts at a moment."""
        return (
            self.status in ("agreed", "ended") and self.valid_from <= at and (self.ends_at is None or at < self.ends_at)
        )


class RecognitionSignature(TwoKeySignature):
    """A signature under a recognition."""

    version = models.ForeignKey(Recognition, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        db_table = "enrollment_recognition_signature"
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="recognition_key_once"),
            models.UniqueConstraint(fields=["version", "officer"], name="recognition_person_once"),
        ]
