"""A programme review of the commission with its evidence, hearings and public comments (R-84)."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from appeals.domain.review_hearings import CLOCKS, INTERPRETERS, LANGUAGES
from portal.core.models import Base, Tracked
from portal.workflow.domain.public_comments import REFUSALS


class ProgrammeReview(Tracked):
    """One review. `programme` is empty where its title states another subject. Texts are {en, fr}.

    The terms are frozen once published, the report once it is handed over. `report_by` and `confirmed_by` are two
    people of two countries, which a constraint holds too.
    """

    number = models.CharField(max_length=20, unique=True)
    programme = models.CharField(max_length=20, blank=True, default="")
    title = models.JSONField()
    terms = models.JSONField()
    status = models.CharField(max_length=20, default="draft", editable=False)
    opened_by_name = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    terms_published_at = models.DateTimeField(null=True)
    comments_until = models.DateTimeField(null=True)
    comments_closed_why = models.JSONField(null=True)
    report = models.JSONField(null=True)
    report_by_id = models.UUIDField(null=True)
    report_by_name = models.CharField(max_length=120, blank=True, default="")
    report_country = models.CharField(max_length=2, blank=True, default="")
    returned_note = models.TextField(blank=True, default="")
    confirmed_by_id = models.UUIDField(null=True)
    confirmed_by_name = models.CharField(max_length=120, blank=True, default="")
    confirmed_country = models.CharField(max_length=2, blank=True, default="")
    published_at = models.DateTimeField(null=True)
    withdrawn_why = models.JSONField(null=True)
    history = HistoricalRecords()

    class Meta:
        db_table = "appeals_programme_review"
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "published"])
                | Q(confirmed_by_id__isnull=False, report_by_id__isnull=False, report__isnull=False)
                & ~Q(confirmed_by_id=F("report_by_id"))
                & ~Q(confirmed_country=F("report_country")),
                name="appeals_report_by_two_countries",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False), name="appeals_report_published_when"
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(withdrawn_why__isnull=False), name="appeals_review_withdrawn_why"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["comments", "hearing", "heard"]) | Q(comments_until__isnull=False),
                name="appeals_review_comments_until",
            ),
        ]
        indexes = [models.Index(fields=["status", "-opened_at"], name="appeals_review_docket")]

    def __str__(self) -> str:
        return self.number


class ReviewEvidence(Base):
    """One document a review refers to, by title, source and address; nothing is uploaded. Never changed."""

    review = models.ForeignKey(ProgrammeReview, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    dated = models.DateField(null=True)
    address = models.URLField(max_length=300, blank=True, default="")
    language = models.CharField(max_length=2, choices=[("en", "English"), ("fr", "Français")])
    added_by_name = models.CharField(max_length=120)

    class Meta:
        db_table = "appeals_review_evidence"

    def __str__(self) -> str:
        return self.title


class ReviewHearing(Tracked):
    """One hearing. `sequence` grows with each change of time or place, for calendars. At a place, by link, or both."""

    review = models.ForeignKey(ProgrammeReview, on_delete=models.PROTECT, related_name="hearings")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    clocks = models.CharField(max_length=10)
    place = models.CharField(max_length=200, blank=True, default="")
    link = models.URLField(max_length=300, blank=True, default="")
    languages = models.CharField(max_length=4)
    interpreter = models.CharField(max_length=12)
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "appeals_review_hearing"
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="appeals_review_hearing_number"),
            models.CheckConstraint(
                condition=Q(clocks__in=list(CLOCKS), languages__in=list(LANGUAGES), interpreter__in=list(INTERPRETERS)),
                name="appeals_review_hearing_known",
            ),
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="appeals_review_hearing_somewhere"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="appeals_review_hearing_when")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.number}"


class ReviewComment(Tracked):
    """What somebody said while comments were open. `email` is for the registrar alone and never shown to the public."""

    review = models.ForeignKey(ProgrammeReview, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=2, choices=[("en", "English"), ("fr", "Français")])
    text = models.TextField()
    received_at = models.DateTimeField()
    status = models.CharField(max_length=20, default="received", editable=False)
    refusal = models.CharField(max_length=12, blank=True, default="")
    decided_by_name = models.CharField(max_length=120, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "appeals_review_comment"
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="appeals_comment_number"),
            models.CheckConstraint(
                condition=~Q(status="refused") | Q(refusal__in=list(REFUSALS)), name="appeals_comment_refused_why"
            ),
        ]
        indexes = [models.Index(fields=["review", "status", "number"], name="appeals_comment_shown")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.number}"
