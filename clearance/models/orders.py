"""Delegation orders under two keys, and what partner agencies ask of a trader (R-41, requirements 4.9)."""

from django.db import models

from clearance.domain.partners.orders import OrderTerms
from clearance.models.trip import Trip
from portal.core import clock
from portal.core.models import Base, Tracked


class DelegationOrder(Tracked):
    """One version of one order: `giver` lets officers of `receiver` decide for it within `terms`.

    Terms and dates are never edited (a trigger holds them); a change is the next version of the same number.
    """

    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    giver = models.CharField(max_length=10)
    receiver = models.CharField(max_length=10)
    terms = models.JSONField()
    digest = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=40)
    note = models.TextField(blank=True, default="")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    author_as = models.CharField(max_length=150, blank=True, default="")
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True, default="")

    class Meta:
        db_table = "clearance_delegation_order"
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="order_version_once"),
            models.UniqueConstraint(
                fields=["number"], name="order_one_in_force", condition=models.Q(status="in_force")
            ),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="order_dates"),
            models.CheckConstraint(condition=~models.Q(giver=models.F("receiver")), name="order_two_agencies"),
        ]
        indexes = [
            models.Index(fields=["receiver", "giver"], name="order_in_force", condition=models.Q(status="in_force"))
        ]

    def __str__(self) -> str:
        return f"{self.label} v{self.version}"

    @property
    def label(self) -> str:
        """The name people use: D-12."""
        return f"D-{self.number}"

    @property
    def rules(self) -> OrderTerms:
        return OrderTerms.from_dict(self.terms)


class OrderSignature(Base):
    """One agency's signature under one version: it takes both, by two people."""

    order = models.ForeignKey(DelegationOrder, on_delete=models.PROTECT, related_name="signatures")
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_order_signature"
        constraints = [models.UniqueConstraint(fields=["order", "agency"], name="order_signed_once_per_agency")]

    def __str__(self) -> str:
        return f"{self.agency} {self.signed_as}"


class AgencyRequest(Tracked):
    """What one partner agency wants to know about a trip; the trader answers without filing again.

    `questions` are codes of the question table, `text` what no question covers. `answers` are records
    {path, hs_code, question, value}, `answer_text` free words.
    """

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="requests")
    agency = models.CharField(max_length=10)
    status = models.CharField(max_length=40)
    version_number = models.PositiveIntegerField()
    questions = models.JSONField(default=list, blank=True)
    text = models.CharField(max_length=500, blank=True, default="")
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=150)
    asked_at = models.DateTimeField(default=clock.now)
    answers = models.JSONField(default=list, blank=True)
    answer_text = models.CharField(max_length=1000, blank=True, default="")
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    answered_as = models.CharField(max_length=150, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_agency_request"
        constraints = [
            models.UniqueConstraint(
                fields=["trip", "agency"], name="one_open_request_per_agency", condition=models.Q(status="open")
            )
        ]

    def __str__(self) -> str:
        return f"{self.trip_id} {self.agency} {self.status}"
