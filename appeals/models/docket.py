"""Parties' representatives, what is filed in a case, and reminders of missing public versions (4.11)."""

from django.db import models
from django.db.models import Q

from appeals.domain.docket import ENTRY_KINDS, LEVELS, SIDES
from appeals.models.case import Case
from portal.core.models import Base, Tracked


class Representative(Tracked):
    """Somebody who acts for the appellant in one case, until `ended_at`. Reads and files what the appellant may."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="representatives")
    user_id = models.UUIDField(db_index=True)
    name = models.CharField(max_length=200)
    named_by_id = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "appeals_representative"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user_id"], name="appeals_representative_once", condition=Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.name


class DocketEntry(Base):
    """One paper of a case at one level. Never changed: a better one is the next entry.

    `public_of` names the entry whose public version this is. `index` is the evidence index of an agency's
    statement. `digest` is the SHA-256 of the text.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    side = models.CharField(max_length=12)
    level = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    text = models.TextField()
    index = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    public_of = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="public_version")
    public_due = models.DateTimeField(null=True)
    filed_by_id = models.UUIDField()
    filed_by_name = models.CharField(max_length=120)
    filed_at = models.DateTimeField()

    class Meta:
        db_table = "appeals_docket_entry"
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="appeals_entry_number"),
            models.CheckConstraint(
                condition=Q(kind__in=list(ENTRY_KINDS), side__in=list(SIDES), level__in=list(LEVELS)),
                name="appeals_entry_known",
            ),
            models.CheckConstraint(
                condition=Q(level="public") | Q(public_due__isnull=False), name="appeals_entry_public_due"
            ),
            models.CheckConstraint(
                condition=Q(public_of=None) | Q(level="public"), name="appeals_entry_public_version"
            ),
        ]
        indexes = [
            models.Index(fields=["public_due"], name="appeals_entry_chase", condition=Q(public_due__isnull=False))
        ]

    def __str__(self) -> str:
        return self.name


class DocketFile(Base):
    """The file of a paper. Its bytes lie in the vault under `storage_key`; it is handed out once `scanned_at` is set."""

    entry = models.OneToOneField(DocketEntry, on_delete=models.PROTECT, related_name="file")
    name = models.CharField(max_length=220)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_key = models.CharField(max_length=200)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "appeals_docket_file"
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="appeals_file_digest"),
            models.CheckConstraint(condition=Q(size__gt=0), name="appeals_file_size"),
        ]

    def __str__(self) -> str:
        return self.name


class Chase(Base):
    """One reminder that the public version of an entry is missing. Never changed."""

    entry = models.ForeignKey(DocketEntry, on_delete=models.PROTECT, related_name="chases")
    at = models.DateTimeField()

    class Meta:
        db_table = "appeals_chase"

    def __str__(self) -> str:
        return f"{self.entry_id} {self.at}"
