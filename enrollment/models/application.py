"""One joint application, and what each of the two agencies decided about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from enrollment.domain.joint import AGENCIES, joint_outcome
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.renewal import NEW, RENEWAL
from enrollment.domain.vetting.judging import NO_WORKSHEET, Blocker
from enrollment.domain.vetting.mutual import Side, recognisable
from enrollment.models.agreements import MutualRecognition
from portal.core.models import Tracked

OPEN = ("draft", "awaiting_payment", "submitted", "under_review")
NOT_BEFORE_AGENCIES = ["draft", "awaiting_payment", "withdrawn"]
ONE_HOLDER = models.Q(organisation=None, user__isnull=False) | models.Q(organisation__isnull=False, user=None)


class Application(Tracked):
    """Sent once, read by both agencies. The applicant is a company or a person, never both.

    `sent_at` is when the applicant sent it, `submitted_at` when it came before the agencies, at the payment of the fee:
    their clocks start then (at once where nothing is due).
    `renews` is the membership a renewal carries on.
    """

    programme = models.CharField(max_length=20, choices=[(code, one.name.en) for code, one in PROGRAMMES.items()])
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    renews = models.ForeignKey("enrollment.Membership", on_delete=models.PROTECT, null=True, related_name="renewals")
    answers = models.JSONField(default=dict)
    fee = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    status = models.CharField(max_length=20, default="draft", editable=False)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    history = HistoricalRecords(table_name="enrollment_application_history")

    class Meta:
        db_table = "enrollment_application"
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="application_one_holder"),
            models.CheckConstraint(condition=models.Q(programme__in=list(PROGRAMMES)), name="application_programme"),
            models.CheckConstraint(
                condition=models.Q(status__in=NOT_BEFORE_AGENCIES) | models.Q(submitted_at__isnull=False),
                name="application_submitted_dated",
            ),
            models.UniqueConstraint(
                fields=["programme", "organisation"],
                condition=models.Q(status__in=OPEN, organisation__isnull=False),
                name="application_one_open_company",
            ),
            models.UniqueConstraint(
                fields=["programme", "user"],
                condition=models.Q(status__in=OPEN, user__isnull=False),
                name="application_one_open_person",
            ),
        ]
        indexes = [models.Index(fields=["status", "submitted_at"], name="application_queue")]

    def __str__(self) -> str:
        return f"{self.programme} {self.id}"

    @property
    def kind(self) -> str:
        """Say whether it is a first application or the renewal of a membership."""
        return RENEWAL if self.renews_id else NEW

    @property
    def joint(self) -> str:
        """The joint outcome of the agencies' rows as they stand now."""
        return joint_outcome((review.agency, review.status) for review in self.reviews.all())


class AgencyReview(Tracked):
    """One agency's own decision. Its silence is `pending`, and pending is never a yes.

    A `recognised` row refers to the other agency's approval (`recognised_from`) and to the record both signed.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reviews")
    agency = models.CharField(max_length=4)
    status = models.CharField(max_length=10, default="pending", editable=False)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewer_name = models.CharField(max_length=120, blank=True, default="")
    reason = models.JSONField(null=True)
    decided_at = models.DateTimeField(null=True)
    recognition = models.ForeignKey(MutualRecognition, on_delete=models.PROTECT, null=True, related_name="+")
    recognised_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "enrollment_agency_review"
        constraints = [
            models.UniqueConstraint(fields=["application", "agency"], name="review_once_per_agency"),
            models.CheckConstraint(condition=models.Q(agency__in=AGENCIES), name="review_agency_known"),
            models.CheckConstraint(
                condition=~models.Q(status="denied") | models.Q(reason__isnull=False), name="review_denial_has_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-decided_at"], name="review_pace", condition=models.Q(decided_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.status}"

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """What keeps this agency from approving: no worksheet, open checks, unresolved factors, points, near matches."""
        sheet = getattr(self, "worksheet", None)
        found: tuple[Blocker, ...] = sheet.blockers if sheet else (NO_WORKSHEET,)
        return found

    def recognisable_from(self, approved: AgencyReview, most_points: int) -> bool:
        """Say whether the other agency's approval satisfies this one, a record in force given (R-04)."""
        return recognisable(self._side, approved._side, most_points)

    @property
    def _side(self) -> Side:
        sheet = getattr(self, "worksheet", None)
        if sheet is None:
            return Side(self.status, "")
        waiting = any(match.status == "waiting" for match in sheet.near_matches.all())
        return Side(self.status, sheet.status, sheet.points, sheet.facts, waiting)

    @property
    def denial_confirmed(self) -> bool:
        """Say whether a second officer has confirmed the denial a first one proposed."""
        sheet = getattr(self, "worksheet", None)
        return sheet is not None and sheet.status == "adverse"
