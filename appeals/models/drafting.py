"""What a panel writes before it rules: the draft on its skeleton, and notes of its members (4.12)."""

from __future__ import annotations

from django.db import models

from portal.core import clock
from portal.core.models import Base, Tracked


class RulingDraft(Tracked):
    """The draft of a ruling: `parts` are {part: {en, fr}}, `cites` numbers of published decisions. The panel's own."""

    case = models.OneToOneField("appeals.Case", on_delete=models.PROTECT, related_name="draft")
    parts = models.JSONField(default=dict)
    cites = models.JSONField(default=list)
    written_by_id = models.UUIDField()
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        db_table = "appeals_ruling_draft"

    def __str__(self) -> str:
        return f"draft of {self.case_id}"


class PanelNote(Base):
    """What a member of the panel notes for the others, with the place in the record it marks. Never changed."""

    case = models.ForeignKey("appeals.Case", on_delete=models.PROTECT, related_name="panel_notes")
    place = models.CharField(max_length=120, blank=True, default="")
    words = models.TextField()
    written_by_id = models.UUIDField()
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "appeals_panel_note"
        indexes = [models.Index(fields=["case", "written_at"], name="appeals_panel_notes")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.place}"
