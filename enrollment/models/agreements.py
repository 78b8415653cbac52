"""Documents of vetting under two keys: the point standard, and records by which one agency's decision satisfies the other."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from enrollment.domain.joint import AGENCIES
from enrollment.domain.programmes import PROGRAMMES
from portal.core.models import TwoKeySignature, TwoKeyVersion


class VettingStandard(TwoKeyVersion):
    """One version of the point standard; the last one agreed whose day has come counts."""

    ended_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "enrollment_vetting_standard"
        constraints = [models.CheckConstraint(condition=Q(number__gt=0), name="vetting_standard_numbered")]
        indexes = [models.Index(fields=["status", "valid_from"], name="vetting_standard_of_day")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name people use: V-2."""
        return f"V-{self.number}"


class VettingStandardSignature(TwoKeySignature):
    """A signature under a point standard."""

    version = models.ForeignKey(VettingStandard, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        db_table = "enrollment_vetting_standard_signature"
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="vetting_standard_key_once"),
            models.UniqueConstraint(fields=["version", "officer"], name="vetting_standard_person_once"),
        ]


class MutualRecognition(TwoKeyVersion):
    """A decision of `from_agency` satisfies `to_agency` for a programme, from `valid_from` until `ends_at` (R-04).

    The columns repeat the document for the queries and the trigger; the end is set from the start and may only be
    brought forward, by either agency.
    """

    programme = models.CharField(max_length=20)
    from_agency = models.CharField(max_length=4)
    to_agency = models.CharField(max_length=4)
    most_points = models.PositiveSmallIntegerField()
    ends_at = models.DateTimeField()
    ended_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "enrollment_mutual_recognition"
        constraints = [
            models.CheckConstraint(condition=Q(programme__in=list(PROGRAMMES)), name="mutual_programme_known"),
            models.CheckConstraint(
                condition=Q(from_agency__in=AGENCIES, to_agency__in=AGENCIES) & ~Q(from_agency=F("to_agency")),
                name="mutual_two_agencies",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("valid_from")), name="mutual_dates"),
        ]
        indexes = [models.Index(fields=["programme", "from_agency", "status"], name="mutual_of_programme")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name people use: M-2."""
        return f"M-{self.number}"


class MutualRecognitionSignature(TwoKeySignature):
    """A signature under a mutual recognition."""

    version = models.ForeignKey(MutualRecognition, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        db_table = "enrollment_mutual_recognition_signature"
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="mutual_key_once"),
            models.UniqueConstraint(fields=["version", "officer"], name="mutual_person_once"),
        ]
