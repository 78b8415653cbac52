"""Files of trips: the raw bytes are kept as received, with their digest and every error found."""

from django.db import models

from portal.core.models import Tracked


class UploadBatch(Tracked):
    """One CSV or XLSX file. `grid` is what was read, `errors` the items by cell, `results` one entry per trip.

    `status` is received until every trip of the file was tried, then done; refused when the file itself
    could not be read.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    status = models.CharField(max_length=10, default="received")
    rows = models.PositiveIntegerField(default=0)
    grid = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    results = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_upload_batch"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["received", "done", "refused"]), name="upload_status_known"
            )
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="upload_recent")]

    def __str__(self) -> str:
        return self.file_name
