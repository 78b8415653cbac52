"""What an application costs: its invoice, the attempts to pay it, and the provider's messages as they came (R-05)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from enrollment.domain.billing import HELD
from enrollment.domain.fees import CURRENCY
from enrollment.models.application import ONE_HOLDER, Application
from enrollment.models.fees import Fee, FeeWaiver
from portal.core.models import Base, Tracked


class Invoice(Tracked):
    """One application's invoice in US dollars: gross less waived is due. Lines and amounts never change."""

    number = models.CharField(max_length=20, unique=True)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="invoice")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    programme = models.CharField(max_length=20)
    currency = models.CharField(max_length=3, default=CURRENCY)
    gross = models.DecimalField(max_digits=10, decimal_places=2)
    waived = models.DecimalField(max_digits=10, decimal_places=2)
    due = models.DecimalField(max_digits=10, decimal_places=2)
    lines = models.JSONField()
    fee = models.ForeignKey(Fee, on_delete=models.PROTECT, null=True, related_name="+")
    waiver = models.ForeignKey(FeeWaiver, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=12, default="open", editable=False)
    issued_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_invoice"
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="invoice_one_holder"),
            models.CheckConstraint(
                condition=models.Q(gross__gte=0, waived__gte=0, due__gte=0, gross=models.F("waived") + models.F("due")),
                name="invoice_adds_up",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="waived") | models.Q(due=0), name="invoice_waived_is_nothing_due"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["paid", "refunding", "refunded"]) | models.Q(due__gt=0),
                name="invoice_paid_was_due",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-issued_at"], name="invoice_of_company"),
            models.Index(fields=["user", "-issued_at"], name="invoice_of_person"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def held(self) -> bool:
        """Whether the applicant's money is with the service."""
        return self.status in HELD


class Payment(Tracked):
    """One attempt to pay an invoice at the provider. Its id is the idempotency key of everything it asks there."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payments")
    amount_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    status = models.CharField(max_length=12, default="created", editable=False)
    session_id = models.CharField(max_length=100, blank=True, default="")
    checkout_url = models.URLField(max_length=500, blank=True, default="")
    language = models.CharField(max_length=2, default="en")
    received_minor = models.PositiveIntegerField(null=True)
    received_currency = models.CharField(max_length=10, blank=True, default="")
    refund_id = models.CharField(max_length=100, blank=True, default="")
    last_error = models.CharField(max_length=300, blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enrollment_payment"
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="payment_some_amount"),
            # Nothing is charged twice: one attempt at a time, and one that counts.
            models.UniqueConstraint(
                fields=["invoice"], condition=models.Q(status__in=["created", "opened"]), name="payment_one_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["invoice"], condition=models.Q(status="succeeded"), name="payment_one_success"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="succeeded")
                | models.Q(received_minor=models.F("amount_minor"), received_currency=models.F("currency")),
                name="payment_success_is_exact",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.currency} {self.status}"


class PaymentEvent(Base):
    """One signed message of the provider, kept as it came, with what became of it. Rows are added, never changed."""

    event_id = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=40, blank=True, default="")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="events")
    body = models.TextField()
    outcome = models.CharField(max_length=20)

    class Meta:
        db_table = "enrollment_payment_event"

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome}"
