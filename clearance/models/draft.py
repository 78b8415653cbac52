"""What a person has typed but not yet sent: nothing typed is ever lost (architecture rule 7)."""

from django.db import models

from portal.core import clock
from portal.core.models import Tracked


class FilingDraft(Tracked):
    """A manifest in the making. `data` has the manifest's JSON shape and may break every rule.

    `amends` is the trip a new version is prepared for, `amends_version` the filed version its author saw;
    `trip` is the trip it became, set in the transaction that filed it, so that sending twice gives one trip.
    `origin` says where it came from (copy, return), `undo` holds the data before the last change of a page.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, blank=True, default="")
    direction = models.CharField(max_length=2, blank=True, default="")
    data = models.JSONField(default=dict)
    prefilled = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)
    amends = models.ForeignKey("clearance.Trip", on_delete=models.PROTECT, null=True, related_name="+")
    amends_version = models.PositiveIntegerField(null=True)
    trip = models.ForeignKey("clearance.Trip", on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=10, blank=True, default="")
    undo = models.JSONField(null=True)
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_filing_draft"
        indexes = [
            models.Index(
                fields=["organisation", "-updated_at"],
                name="draft_open",
                condition=models.Q(trip=None, discarded_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.id)
