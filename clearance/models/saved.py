"""What an organisation keeps to fill in again: parties, trucks, trailers, drivers, products, whole trips (R-23)."""

from django.db import models
from django.db.models.functions import Lower

from portal.core import clock
from portal.core.models import Tracked


class SavedRecord(Tracked):
    """One kept record. `data` has the shape of its group in the element registry; `papers` holds ISO dates by paper.

    `identity` finds it again in a filing (clearance.domain.saved.identity). A retired record is not offered
    any more and gives its name back; it is never deleted.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=80)
    identity = models.CharField(max_length=160, blank=True, default="")
    data = models.JSONField(default=dict)
    papers = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(null=True)
    used_count = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_saved_record"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["party", "truck", "trailer", "driver", "product", "template"]),
                name="saved_kind_known",
            ),
            models.UniqueConstraint(
                models.F("organisation"),
                models.F("kind"),
                Lower("name"),
                condition=models.Q(retired_at=None),
                name="saved_name_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "identity"], name="saved_by_identity", condition=models.Q(retired_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.name
