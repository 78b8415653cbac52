"""Vetting worksheets: one per agency and subject, a row for every check, frozen once it is closed."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enrollment.domain.joint import AGENCIES
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions.vetting import PROPOSED, SHEET_OPEN, WAITING
from enrollment.domain.vetting.catalogue import FACTORS
from enrollment.domain.vetting.judging import RESOLUTIONS, Blocker, CheckFacts, blockers, points_of
from enrollment.models.application import AgencyReview
from enrollment.models.membership import Membership
from portal.core.models import Base, Tracked

AT_WORK = Q(status__in=[SHEET_OPEN, PROPOSED])


class VettingWorksheet(Tracked):
    """One agency's checks of one applicant (`review`) or of one member vetted again (`membership`).

    `standard` is the number of the point standard it was opened under and `threshold` what that allowed; neither ever
    changes. `proposal` is an adverse decision ({kind, reason}) until a second officer has confirmed it.
    """

    review = models.OneToOneField(AgencyReview, on_delete=models.PROTECT, null=True, related_name="worksheet")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="worksheets")
    agency = models.CharField(max_length=4)
    programme = models.CharField(max_length=20)
    standard = models.PositiveIntegerField()
    threshold = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, default="open", editable=False)
    due_at = models.DateTimeField(null=True)
    proposal = models.JSONField(null=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by_name = models.CharField(max_length=120, blank=True, default="")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=120, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_vetting_worksheet"
        constraints = [
            models.CheckConstraint(
                condition=Q(review__isnull=False, membership=None) | Q(review=None, membership__isnull=False),
                name="worksheet_one_subject",
            ),
            models.CheckConstraint(condition=Q(agency__in=AGENCIES), name="worksheet_agency_known"),
            models.CheckConstraint(condition=Q(programme__in=list(PROGRAMMES)), name="worksheet_programme_known"),
            models.UniqueConstraint(
                fields=["membership", "agency"],
                condition=AT_WORK & Q(membership__isnull=False),
                name="worksheet_one_at_work",
            ),
        ]
        indexes = [models.Index(fields=["agency", "due_at"], name="worksheet_rechecks", condition=AT_WORK)]

    def __str__(self) -> str:
        return f"{self.agency} {self.programme} {self.status}"

    @property
    def application_id(self) -> UUID:
        """The application it is about, or the one the member once joined by."""
        about = self.review or self.membership
        if about is None:
            raise ValueError("a worksheet is about an application or a member")
        found: UUID = about.application_id
        return found

    @property
    def facts(self) -> tuple[CheckFacts, ...]:
        return tuple(check.facts for check in self.checks.all())

    @property
    def points(self) -> int:
        """The points that count now, computed from the checks."""
        return points_of(self.facts)

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """What keeps it from being approved, in words."""
        waiting = sum(match.status == WAITING for match in self.near_matches.all())
        return blockers(self.facts, self.threshold, waiting)


class VettingCheck(Tracked):
    """One factor looked into: what it showed, on what evidence, and how a disqualifying one was resolved by two officers.

    `points` and `disqualifying` are the standard's when the worksheet was opened. `text` and `resolution_text` are the
    agency's own; the counterpart reads them when `shared`, the applicant never.
    """

    worksheet = models.ForeignKey(VettingWorksheet, on_delete=models.PROTECT, related_name="checks")
    factor = models.CharField(max_length=20)
    place = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    disqualifying = models.BooleanField()
    status = models.CharField(max_length=14, default="open", editable=False)
    evidence = models.CharField(max_length=100, blank=True, default="")
    text = models.CharField(max_length=2000, blank=True, default="")
    shared = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by_name = models.CharField(max_length=120, blank=True, default="")
    recorded_at = models.DateTimeField(null=True)
    resolution = models.CharField(max_length=14, blank=True, default="")
    resolution_evidence = models.CharField(max_length=100, blank=True, default="")
    resolution_text = models.CharField(max_length=2000, blank=True, default="")
    resolution_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    resolution_by_name = models.CharField(max_length=120, blank=True, default="")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by_name = models.CharField(max_length=120, blank=True, default="")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_vetting_check"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["worksheet", "factor"], name="check_once_per_factor"),
            models.CheckConstraint(condition=Q(factor__in=list(FACTORS)), name="check_factor_known"),
            models.CheckConstraint(condition=Q(points__gt=0), name="check_weighs"),
            models.CheckConstraint(
                condition=~Q(status__in=["clear", "found", "resolving", "resolved"]) | ~Q(evidence=""),
                name="check_has_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(status="resolved")
                | (
                    Q(resolution__in=list(RESOLUTIONS), resolution_by__isnull=False, agreed_by__isnull=False)
                    & ~Q(resolution_evidence="")
                    & ~Q(resolution_by=F("agreed_by"))
                ),
                name="check_resolved_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.factor} {self.status}"

    @property
    def facts(self) -> CheckFacts:
        return CheckFacts(self.factor, self.status, self.points, self.disqualifying, self.resolution)


class IdentityEntry(Base):
    """Who an application was about, as filed: what near matches are sought among. `holder` is `kind:id`."""

    application = models.OneToOneField("enrollment.Application", on_delete=models.PROTECT, related_name="identity")
    holder = models.CharField(max_length=60)
    identity = models.JSONField()
    keys: models.Manager[IdentityKey]

    class Meta:
        db_table = "enrollment_identity"
        indexes = [models.Index(fields=["holder"], name="identity_of_holder")]

    def __str__(self) -> str:
        return self.holder


class IdentityKey(models.Model):
    """One key under which an identity is found, so that a new one is never held against all of them."""

    entry = models.ForeignKey(IdentityEntry, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=80)

    class Meta:
        db_table = "enrollment_identity_key"
        constraints = [models.UniqueConstraint(fields=["key", "entry"], name="identity_key_once")]

    def __str__(self) -> str:
        return self.key


class NearMatch(Tracked):
    """An earlier record an applicant resembles, for one agency's worksheet: a person judges it, never the machine."""

    worksheet = models.ForeignKey(VettingWorksheet, on_delete=models.PROTECT, related_name="near_matches")
    other = models.ForeignKey(IdentityEntry, on_delete=models.PROTECT, related_name="near_matches")
    why = models.CharField(max_length=20)
    reference = models.CharField(max_length=40, blank=True, default="")
    degree = models.CharField(max_length=10)
    likeness = models.FloatField()
    dates = models.CharField(max_length=10, blank=True, default="")
    status = models.CharField(max_length=12, default="waiting", editable=False)
    grounds = models.CharField(max_length=1000, blank=True, default="")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=120, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_near_match"
        constraints = [
            models.UniqueConstraint(fields=["worksheet", "other"], name="near_match_once"),
            models.CheckConstraint(
                condition=Q(status="waiting") | ~Q(grounds=""), name="near_match_judged_with_grounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.degree} {self.status}"


class NotTheSame(Base):
    """Two holders are not the same (R-89). Never changed; the same input no longer asks anybody.

    `mark` is one mark of the identity as it was filed: with another name or document it is asked anew.
    """

    agency = models.CharField(max_length=4)
    holder = models.CharField(max_length=60)
    other = models.CharField(max_length=60)
    mark = models.CharField(max_length=64)
    grounds = models.CharField(max_length=1000)
    source = models.CharField(max_length=20)
    reference = models.CharField(max_length=60, blank=True, default="")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=120)

    class Meta:
        db_table = "enrollment_not_the_same"
        constraints = [
            models.UniqueConstraint(fields=["agency", "holder", "other", "mark"], name="not_the_same_once"),
            models.CheckConstraint(condition=~Q(grounds=""), name="not_the_same_grounds"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} is not {self.other}"
