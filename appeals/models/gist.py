"""The gist of a restricted paper (R-85)."""

from django.db import models
from django.db.models import Q

from appeals.models.docket import DocketEntry
from portal.core.models import Tracked


class Gist(Tracked):
    """What whoever may not read a paper may know of it, in both languages; read by them once the registrar settled it."""

    entry = models.OneToOneField(DocketEntry, on_delete=models.PROTECT, related_name="gist")
    words = models.JSONField()
    status = models.CharField(max_length=20, default="proposed", editable=False)
    proposed_by_id = models.UUIDField()
    proposed_by_name = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    settled_by_id = models.UUIDField(null=True)
    settled_by_name = models.CharField(max_length=120, blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "appeals_gist"
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="settled") | Q(settled_by_id__isnull=False, settled_at__isnull=False),
                name="appeals_gist_settled_by",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.status}"
