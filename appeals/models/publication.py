"""A ruling as everybody may read it, in both languages, with what it can be found by."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from appeals.models.ruling import Ruling
from portal.core.models import Tracked


class Publication(Tracked):
    """One published (or to be published) decision. `redacted_by` and `checked_by` are two people (4.11).

    `tier` and `region` are empty where fewer than five rulings share them. The search columns are made by the database.
    """

    ruling = models.OneToOneField(Ruling, on_delete=models.PROTECT, related_name="publication")
    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12)
    outcome = models.CharField(max_length=10)
    asked_tier = models.CharField(max_length=5, blank=True, default="")
    asked_region = models.CharField(max_length=12, blank=True, default="")
    tier = models.CharField(max_length=5, blank=True, default="")
    region = models.CharField(max_length=12, blank=True, default="")
    days = models.PositiveIntegerField()
    headnote_en = models.TextField()
    headnote_fr = models.TextField()
    text_en = models.TextField()
    text_fr = models.TextField()
    note = models.TextField(blank=True, default="")
    status = models.CharField(max_length=20, default="redacted", editable=False)
    redacted_by_id = models.UUIDField()
    redacted_by_name = models.CharField(max_length=120)
    checked_by_id = models.UUIDField(null=True)
    checked_by_name = models.CharField(max_length=120, blank=True, default="")
    published_at = models.DateTimeField(null=True)
    search_en = models.GeneratedField(
        expression=SearchVector("headnote_en", "text_en", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    search_fr = models.GeneratedField(
        expression=SearchVector("headnote_fr", "text_fr", config="french"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        db_table = "appeals_publication"
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(checked_by_id__isnull=False, published_at__isnull=False) & ~Q(checked_by_id=F("redacted_by_id")),
                name="appeals_published_by_two",
            )
        ]
        indexes = [
            models.Index(fields=["status", "-published_at"], name="appeals_published"),
            GinIndex(fields=["search_en"], name="appeals_search_en"),
            GinIndex(fields=["search_fr"], name="appeals_search_fr"),
        ]

    def __str__(self) -> str:
        return self.number
