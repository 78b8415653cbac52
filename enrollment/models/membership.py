"""What an approved applicant holds: a membership with a tier, and the card of a person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from enrollment.domain.leaving import REASONS
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.tiers import TIERS
from enrollment.models.application import ONE_HOLDER, Application
from portal.core.models import Base, Tracked

CURRENT = ("active", "suspended")


class Membership(Tracked):
    """Status says whether it is in force, tier how much trust was earned; the two move apart.

    `paused_until` is the end of a lane pause, a sanction that leaves the tier alone.
    """

    number = models.CharField(max_length=16, unique=True)
    programme = models.CharField(max_length=20, choices=[(code, one.name.en) for code, one in PROGRAMMES.items()])
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="membership")
    tier = models.CharField(max_length=5)
    tier_since = models.DateTimeField()
    status = models.CharField(max_length=20, default="active", editable=False)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    paused_until = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True, default="")
    withdrawal_code = models.CharField(max_length=20, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
    history = HistoricalRecords(table_name="enrollment_membership_history")

    class Meta:
        db_table = "enrollment_membership"
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="membership_one_holder"),
            models.CheckConstraint(condition=models.Q(tier__in=TIERS), name="membership_tier_known"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawal_code="")
                | models.Q(withdrawn_at__isnull=False, withdrawal_code__in=list(REASONS)),
                name="membership_exit_has_reason",
            ),
            models.CheckConstraint(condition=models.Q(valid_until__gt=models.F("valid_from")), name="membership_dates"),
            models.UniqueConstraint(
                fields=["programme", "organisation"],
                condition=models.Q(status__in=CURRENT, organisation__isnull=False),
                name="membership_one_company",
            ),
            models.UniqueConstraint(
                fields=["programme", "user"],
                condition=models.Q(status__in=CURRENT, user__isnull=False),
                name="membership_one_person",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "programme"], name="membership_of_company"),
            models.Index(fields=["user", "programme"], name="membership_of_person"),
        ]

    def __str__(self) -> str:
        return self.number


class Credential(Base):
    """A card: its printed number, the number its chip answers with, and the document behind it (R-12).

    There is no column for a finger, face or iris, and none may be added (R-49).
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="credentials")
    card_number = models.CharField(max_length=14, unique=True)
    rfid_tag = models.CharField(max_length=24, unique=True)
    document_type = models.CharField(max_length=20)
    document_issuer = models.CharField(max_length=40, blank=True, default="")
    issued_on = models.DateField()
    expires_on = models.DateField()

    class Meta:
        db_table = "enrollment_credential"

    def __str__(self) -> str:
        return self.card_number


class MovementTally(Base):
    """How many movements a member made and how many had no finding; counted by the apps above, shown to the member."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="tally")
    movements = models.PositiveIntegerField(default=0)
    clean_movements = models.PositiveIntegerField(default=0)
    site_visits = models.PositiveIntegerField(default=0)
    last_movement_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_movement_tally"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(clean_movements__lte=models.F("movements")), name="tally_clean_within"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clean_movements} of {self.movements}"
