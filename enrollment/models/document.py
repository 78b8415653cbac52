"""The vault of an applicant: documents in versions, what they are attached to, and consents given and taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from enrollment.domain.documents import EXTENSIONS, KINDS, LARGEST
from portal.core.models import Base, Tracked

ONE_HOLDER = models.Q(organisation=None, user__isnull=False) | models.Q(organisation__isnull=False, user=None)
STATES = ("waiting", "unavailable", "clean", "infected")


class Document(Tracked):
    """One version of one document of a company or a person. Its bytes lie in the vault under `storage_key`.

    `line` is the id of the first version; `remarks` are the codes of what a check of a picture noted. A removed
    document keeps its row and its digest; the bytes are gone.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=[(code, text.en) for code, text in KINDS.items()])
    file_name = models.CharField(max_length=130)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_key = models.CharField(max_length=200)
    line = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, default="waiting", editable=False)
    scan_detail = models.CharField(max_length=200, blank=True, default="")
    scanned_at = models.DateTimeField(null=True)
    remarks = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_document"
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="document_one_holder"),
            models.CheckConstraint(condition=models.Q(kind__in=list(KINDS)), name="document_kind_known"),
            models.CheckConstraint(condition=models.Q(media_type__in=list(EXTENSIONS)), name="document_type_known"),
            models.CheckConstraint(condition=models.Q(size__gt=0, size__lte=LARGEST), name="document_size"),
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_digest"),
            models.CheckConstraint(condition=models.Q(status__in=STATES), name="document_status_known"),
            models.UniqueConstraint(fields=["line", "version"], name="document_one_version"),
            models.UniqueConstraint(
                fields=["organisation", "sha256"],
                condition=models.Q(organisation__isnull=False, removed_at=None),
                name="document_once_company",
            ),
            models.UniqueConstraint(
                fields=["user", "sha256"],
                condition=models.Q(user__isnull=False, removed_at=None),
                name="document_once_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.version}"


class Attachment(Base):
    """A document that stands beside an answer. Frozen once the application is sent."""

    application = models.ForeignKey("enrollment.Application", on_delete=models.PROTECT, related_name="attachments")
    question = models.CharField(max_length=40)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="attachments")

    class Meta:
        db_table = "enrollment_attachment"
        constraints = [
            models.UniqueConstraint(fields=["application", "question", "document"], name="attachment_once"),
        ]

    def __str__(self) -> str:
        return self.question


class Consent(Base):
    """Consent to the purpose notice, given or taken back: whose, when, to which text (R-13)."""

    application = models.ForeignKey("enrollment.Application", on_delete=models.PROTECT, related_name="consents")
    notice_version = models.CharField(max_length=20)
    notice_digest = models.CharField(max_length=64)
    given = models.BooleanField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "enrollment_consent"
        indexes = [models.Index(fields=["application", "-created_at"], name="consent_latest")]

    def __str__(self) -> str:
        return f"{self.notice_version} {'given' if self.given else 'taken back'}"
