"""One audit of one released movement, its team and the member's answer."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from audit.compliance.models.facility import FacilityVisit
from audit.compliance.models.pool import Selection
from audit.compliance.models.team import Seat, Teamed, seat_rules
from portal.core import clock
from portal.core.domain.text import Text
from portal.core.models import Base, Tracked

DOUBT, DRAW, VISIT = "doubt", "draw", "visit"


class AuditCase(Teamed, Tracked):
    """Opened by the monthly draw, or by the release of a movement with compliance doubts; never a reason to hold a truck.

    One of source "visit" is about the findings of a facility visit and about no movement: `trip_number` is then the
    number of the visit (R-63).

    `bundle` is what was known then: filing version and digest, the score's compliance contributions, and `references`
    with the digest of every record of the movement. `precheck` is what the rules saw in it. `released_on` is the day of
    release. `answer_until` runs while the draft is with the member; `revision` counts the drafts sent.
    """

    number = models.CharField(max_length=20, unique=True)
    trip_id = models.UUIDField(unique=True, null=True)
    trip_number = models.CharField(max_length=25)
    organisation_id = models.UUIDField(db_index=True)
    organisation_name = models.CharField(max_length=200)
    source = models.CharField(max_length=5, default=DOUBT)
    selection = models.OneToOneField(Selection, on_delete=models.PROTECT, null=True, related_name="case")
    visit = models.OneToOneField(FacilityVisit, on_delete=models.PROTECT, null=True, related_name="case")
    bundle = models.JSONField()
    precheck = models.JSONField(default=list)
    compliance = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, default="open", editable=False)
    opened_at = models.DateTimeField()
    released_on = models.DateField(null=True)
    due_on = models.DateField()
    revision = models.PositiveSmallIntegerField(default=0)
    answer_until = models.DateTimeField(null=True)
    close_note = models.CharField(max_length=400, blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        db_table = "compliance_audit_case"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source=DOUBT, selection=None, visit=None, trip_id__isnull=False)
                | models.Q(source=DRAW, selection__isnull=False, visit=None, trip_id__isnull=False)
                | models.Q(source=VISIT, selection=None, visit__isnull=False, trip_id=None),
                name="audit_case_source",
            )
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="compliance_case_due")]

    def __str__(self) -> str:
        return self.number

    @property
    def about(self) -> Text:
        """What the audit is about, in the middle of a sentence."""
        if self.source == VISIT:
            return Text(f"facility visit {self.trip_number}", f"la visite {self.trip_number}")
        return Text(f"trip {self.trip_number}", f"le voyage {self.trip_number}")


class TeamMember(Seat):
    """One auditor on the team of a case."""

    case = models.ForeignKey(AuditCase, on_delete=models.PROTECT, related_name="team")

    class Meta:
        db_table = "compliance_team_member"
        constraints = seat_rules("case", "team", "team_border_agencies")


class Answer(Base):
    """What the member said to one draft: words, and documents of its vault with their digests. Never changed."""

    case = models.ForeignKey(AuditCase, on_delete=models.PROTECT, related_name="answers")
    revision = models.PositiveSmallIntegerField()
    text = models.TextField()
    documents = models.JSONField(default=list)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answered_as = models.CharField(max_length=120)
    answered_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "compliance_answer"
        constraints = [models.UniqueConstraint(fields=["case", "revision"], name="answer_once_per_draft")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.revision}"
