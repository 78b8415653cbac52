"""Fees and waivers as documents under two keys (R-05, R-105, architecture rule 9)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from enrollment.domain.fees import FeeVersion, Waiver, fee_from_document, waiver_from_document
from enrollment.domain.programmes import PROGRAMMES
from portal.core.models import TwoKeySignature, TwoKeyVersion


class Provision(TwoKeyVersion):
    """One dated provision about one programme's fee. It counts by the dates of its document once both have signed."""

    letter: ClassVar[str]
    programme = models.CharField(max_length=20)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name people use: F-3."""
        return f"{self.letter}-{self.number}"


class Fee(Provision):
    """One version of one programme's fee."""

    letter = "F"

    class Meta:
        db_table = "enrollment_fee"
        constraints = [
            models.CheckConstraint(condition=models.Q(programme__in=list(PROGRAMMES)), name="fee_programme"),
        ]

    @property
    def version(self) -> FeeVersion:
        """The fee as the domain reads it; only for a complete one."""
        return fee_from_document(self.number, self.data)


class FeeSignature(TwoKeySignature):
    """A signature under a fee."""

    version = models.ForeignKey(Fee, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        db_table = "enrollment_fee_signature"
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="fee_key_once"),
            models.UniqueConstraint(fields=["version", "officer"], name="fee_person_once"),
        ]


class FeeWaiver(Provision):
    """A waiver (100 %) or credit (less) of one programme's fee: who, why, and the policy it rests on."""

    letter = "W"

    class Meta:
        db_table = "enrollment_fee_waiver"
        constraints = [
            models.CheckConstraint(condition=models.Q(programme__in=list(PROGRAMMES)), name="waiver_programme"),
        ]

    @property
    def waiver(self) -> Waiver:
        """The waiver as the domain reads it; only for a complete one."""
        return waiver_from_document(self.number, self.data)


class FeeWaiverSignature(TwoKeySignature):
    """A signature under a waiver."""

    version = models.ForeignKey(FeeWaiver, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        db_table = "enrollment_fee_waiver_signature"
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="waiver_key_once"),
            models.UniqueConstraint(fields=["version", "officer"], name="waiver_person_once"),
        ]
