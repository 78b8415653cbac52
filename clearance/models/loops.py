"""Value-chain loops: proposed by a company, signed by both agencies, never edited (R-62)."""

from django.db import models

from clearance.domain.loops.stating import loop_label
from clearance.domain.loops.terms import LoopTerms
from clearance.domain.loops.workflow import GIVER, RECEIVER
from portal.core import clock
from portal.core.models import Base, Tracked


class ValueChainLoop(Tracked):
    """One version of one loop. Terms and dates are never edited (a trigger holds them); a change is the next version.

    `reason` is the structured reason of a refusal, or of an end that an agency decided. The companies of the loop were
    told at `ending_told_at` that it ends, and at `end_told_at` that it has.
    """

    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    terms = models.JSONField()
    digest = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=40)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    author_as = models.CharField(max_length=150, blank=True, default="")
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True, default="")
    reason = models.JSONField(null=True, blank=True)
    ending_told_at = models.DateTimeField(null=True)
    end_told_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_loop"
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="loop_version_once"),
            models.UniqueConstraint(fields=["number"], name="loop_one_in_force", condition=models.Q(status="in_force")),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="loop_dates"),
            models.CheckConstraint(
                condition=~models.Q(status="refused") | models.Q(reason__isnull=False), name="loop_refusal_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="loop_by_owner"),
            models.Index(fields=["ends_at"], name="loop_ending", condition=models.Q(status="in_force")),
        ]

    def __str__(self) -> str:
        return f"{self.label} v{self.version}"

    @property
    def label(self) -> str:
        """The name people use: VC-7."""
        return loop_label(self.number)

    @property
    def rules(self) -> LoopTerms:
        return LoopTerms.from_dict(self.terms)

    @property
    def giver(self) -> str:
        """The first of the two signers, as papers of two parties name them."""
        return GIVER

    @property
    def receiver(self) -> str:
        return RECEIVER


class LoopSignature(Base):
    """One agency's signature under one version: it takes both, by two people."""

    loop = models.ForeignKey(ValueChainLoop, on_delete=models.PROTECT, related_name="signatures")
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_loop_signature"
        constraints = [models.UniqueConstraint(fields=["loop", "agency"], name="loop_signed_once_per_agency")]

    def __str__(self) -> str:
        return f"{self.agency} {self.signed_as}"
