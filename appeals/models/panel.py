"""The panel of a case and its votes."""

from django.db import models

from portal.core.models import Base


class PanelSeat(Base):
    """One member seated on one case; name and country as they were then."""

    case = models.ForeignKey("appeals.Case", on_delete=models.PROTECT, related_name="seats")
    user_id = models.UUIDField()
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2)

    class Meta:
        db_table = "appeals_panel_seat"
        constraints = [models.UniqueConstraint(fields=["case", "user_id"], name="appeals_seat_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"


class Vote(Base):
    """One member's vote with its reasons; cast once, never changed."""

    seat = models.OneToOneField("appeals.PanelSeat", on_delete=models.PROTECT, related_name="vote")
    choice = models.CharField(max_length=10, choices=[("grant", "grant"), ("dismiss", "dismiss")])
    reasons = models.TextField()

    class Meta:
        db_table = "appeals_vote"

    def __str__(self) -> str:
        return f"{self.seat_id} {self.choice}"


class Recusal(Base):
    """A member who will not sit on a case, and why; a seat taken before counts no more. Never changed (R-80)."""

    case = models.ForeignKey("appeals.Case", on_delete=models.PROTECT, related_name="recusals")
    user_id = models.UUIDField()
    name = models.CharField(max_length=120)
    reasons = models.TextField()
    entered_by_id = models.UUIDField()

    class Meta:
        db_table = "appeals_recusal"
        constraints = [models.UniqueConstraint(fields=["case", "user_id"], name="appeals_recusal_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"
