"""Who looked at whose record, why; and the weekly sample a supervisor reviews (R-13, R-90)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Length

from enrollment.domain.lookups import ENOUGH_WORDS, PURPOSES
from enrollment.models.application import ONE_HOLDER
from portal.core.models import Base, Tracked

models.CharField.register_lookup(Length)


class Lookup(Base):
    """One look-up by one officer, written before the record is shown. Never changed or removed.

    `occasion` names the open piece of work that was purpose enough; without one the officer gave `words`.
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    officer_name = models.CharField(max_length=120)
    agency = models.CharField(max_length=10)
    purpose = models.CharField(max_length=12, choices=[(code, text.en) for code, text in PURPOSES.items()])
    words = models.CharField(max_length=500, blank=True, default="")
    occasion = models.CharField(max_length=20, blank=True, default="")
    record_kind = models.CharField(max_length=20)
    record_id = models.UUIDField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "enrollment_lookup"
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="lookup_one_holder"),
            models.CheckConstraint(condition=models.Q(purpose__in=list(PURPOSES)), name="lookup_purpose_known"),
            # R-13 in the database: no look-up without an open case or a purpose in words.
            models.CheckConstraint(
                condition=~models.Q(occasion="") | models.Q(words__length__gte=ENOUGH_WORDS), name="lookup_has_purpose"
            ),
        ]
        indexes = [
            models.Index(fields=["officer", "-created_at"], name="lookup_by_officer"),
            models.Index(fields=["agency", "created_at"], name="lookup_by_agency"),
            models.Index(
                fields=["organisation", "-created_at"],
                name="lookup_of_company",
                condition=models.Q(organisation__isnull=False),
            ),
            models.Index(
                fields=["user", "-created_at"], name="lookup_of_person", condition=models.Q(user__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.purpose} {self.record_kind}"


class LookupWeek(Base):
    """One week's draw: the commitment is written before the week, the seed opened with the sample."""

    monday = models.DateField(unique=True)
    commitment = models.CharField(max_length=64)
    sealed_seed = models.TextField()
    seed = models.CharField(max_length=64, blank=True, default="")
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_lookup_week"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(drawn_at=None, seed="") | (models.Q(drawn_at__isnull=False) & ~models.Q(seed="")),
                name="lookup_week_opened_when_drawn",
            ),
        ]

    def __str__(self) -> str:
        return self.monday.isoformat()


class LookupReview(Tracked):
    """A look-up of the sample and what a supervisor of the agency found."""

    lookup = models.OneToOneField(Lookup, on_delete=models.PROTECT, related_name="review")
    week = models.ForeignKey(LookupWeek, on_delete=models.PROTECT, related_name="reviews")
    agency = models.CharField(max_length=10)
    status = models.CharField(max_length=20, default="drawn", editable=False)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewer_name = models.CharField(max_length=120, blank=True, default="")
    reviewed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, default="")
    follow_up = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "enrollment_lookup_review"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status__in=["out_of_purpose", "followed_up"]) | ~models.Q(reason=""),
                name="lookup_review_has_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="followed_up") | ~models.Q(follow_up=""), name="lookup_review_has_follow_up"
            ),
        ]
        indexes = [models.Index(fields=["agency", "status", "-created_at"], name="lookup_review_list")]

    def __str__(self) -> str:
        return f"{self.agency} {self.status}"
