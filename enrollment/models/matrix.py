"""Versions of the sanction matrix and the signatures of both agencies under them (R-10, architecture rule 9)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from portal.core.models import TwoKeySignature, TwoKeyVersion


class SanctionMatrixVersion(TwoKeyVersion):
    """One version after the founding one, which stands in the code. `report` says what it would have changed."""

    report = models.JSONField(null=True)

    class Meta:
        db_table = "enrollment_sanction_matrix"
        constraints = [
            models.UniqueConstraint(
                fields=["status"], name="sanction_matrix_one_in_force", condition=Q(status="in_force")
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "withdrawn"]) | Q(report__isnull=False),
                name="sanction_matrix_compared",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name entries of the register carry: sanctions-2."""
        return str(self.document["version"])


class SanctionMatrixSignature(TwoKeySignature):
    """A signature under a version of the matrix."""

    version = models.ForeignKey(SanctionMatrixVersion, on_delete=models.PROTECT, related_name="signatures")

    class Meta:
        db_table = "enrollment_sanction_matrix_signature"
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="sanction_matrix_key_once"),
            models.UniqueConstraint(fields=["version", "officer"], name="sanction_matrix_person_once"),
        ]
