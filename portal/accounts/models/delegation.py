"""Authority lent: a trader to its broker, one country to the other's officers."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from simple_history.models import HistoricalRecords

from portal.accounts.models.organisation import Organisation
from portal.core.models import Base, Tracked


class Delegation(Tracked):
    """What a trader lets a broker do in its name, from when to when. Status moves through the workflow only."""

    trader = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="delegations_given")
    broker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="delegations_held")
    scopes = ArrayField(models.CharField(max_length=30))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=10, default="offered", editable=False)

    history = HistoricalRecords(table_name="accounts_delegation_history")

    class Meta:
        db_table = "accounts_delegation"
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="delegation_dates"),
            models.CheckConstraint(condition=~models.Q(trader=models.F("broker")), name="delegation_two_parties"),
            models.UniqueConstraint(
                fields=["trader", "broker"],
                condition=models.Q(status__in=["offered", "accepted"]),
                name="delegation_one_open",
            ),
        ]
        indexes = [models.Index(fields=["broker", "status"], name="delegation_broker_status")]

    def __str__(self) -> str:
        return f"{self.trader_id} -> {self.broker_id} ({self.status})"


class CrossDesignation(Base):
    """An officer of one agency accredited to act for another one (R-65): powers, training, expiry.

    In force between its dates, while the training counts, and until somebody ends it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cross_designations")
    for_agency = models.CharField(max_length=10)
    powers = ArrayField(models.CharField(max_length=20))
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="cross_designations_granted"
    )
    training = models.CharField(max_length=120, blank=True, default="")
    training_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "accounts_cross_designation"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("valid_from")), name="cross_designation_dates"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | ~models.Q(end_reason=""), name="cross_designation_end_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.for_agency}"

    @property
    def ends_at(self) -> datetime:
        """When it stops counting if nobody acts: by its own date or by that of the training, whichever is first."""
        return min(self.valid_until, self.training_until or self.valid_until)
