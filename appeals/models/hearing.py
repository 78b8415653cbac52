"""Hearings of a case, and what a party asked for (R-80)."""

from django.db import models
from django.db.models import F, Q

from appeals.domain.docket import SIDES
from appeals.domain.hearings import WISHES
from appeals.models.case import Case
from appeals.models.docket import DocketEntry
from portal.core.models import Base, Tracked


class Hearing(Tracked):
    """One hearing: when, where, in which languages, open or in camera. A case has one at most that is to come.

    `closed` says in both languages why it is in camera; `interpreters` names a language by side; `consents` are the
    sides that agreed to shorter notice. `reason` is why it was adjourned or cancelled, `follows` the one adjourned.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="adjourned_to")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone_ca = models.CharField(max_length=40)
    zone_us = models.CharField(max_length=40)
    place = models.CharField(max_length=200, blank=True, default="")
    link = models.URLField(max_length=400, blank=True, default="")
    languages = models.JSONField(default=list)
    interpreters = models.JSONField(default=dict)
    closed = models.JSONField(null=True)
    consents = models.JSONField(default=list)
    reason = models.JSONField(null=True)
    minutes = models.OneToOneField(DocketEntry, on_delete=models.PROTECT, null=True, related_name="hearing")
    status = models.CharField(max_length=20, default="set", editable=False)
    set_by_id = models.UUIDField()
    set_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "appeals_hearing"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="appeals_hearing_one_to_come", condition=Q(status="set")),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appeals_hearing_time"),
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="appeals_hearing_somewhere"),
            models.CheckConstraint(
                condition=~Q(status__in=("adjourned", "cancelled")) | Q(reason__isnull=False),
                name="appeals_hearing_says_why",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(status="held"), name="appeals_hearing_minutes_of_held"
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="appeals_hearing_calendar", condition=Q(status="set"))]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_at}"


class HearingWish(Base):
    """A party asks for a hearing or for an interpreter. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="wishes")
    side = models.CharField(max_length=12)
    wish = models.CharField(max_length=12)
    language = models.CharField(max_length=60, blank=True, default="")
    words = models.TextField()
    asked_by_id = models.UUIDField()
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "appeals_hearing_wish"
        constraints = [
            models.CheckConstraint(condition=Q(wish__in=list(WISHES), side__in=list(SIDES)), name="appeals_wish_known"),
            models.CheckConstraint(
                condition=~Q(wish="interpreter") | ~Q(language=""), name="appeals_wish_names_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.wish}"
