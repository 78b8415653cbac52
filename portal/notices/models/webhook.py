"""Where partners' systems listen, and every message that was sent there."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from portal.core.models import Base, Tracked


class WebhookEndpoint(Tracked):
    """An address of one organisation. The signing secret is stored encrypted; `events` may hold `*` for all."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=500)
    sealed_secret = models.TextField()
    events = ArrayField(models.CharField(max_length=60))
    is_active = models.BooleanField(default=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notices_webhook_endpoint"
        indexes = [
            models.Index(
                fields=["organisation"], name="webhook_active", condition=models.Q(is_active=True, removed_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(Base):
    """One message to one address. `body` is the exact text that is signed, the same at every attempt."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries")
    event = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    version = models.PositiveIntegerField()
    body = models.TextField()
    state = models.CharField(max_length=10, default="waiting", editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_error = models.CharField(max_length=300, blank=True, default="")
    last_attempt_at = models.DateTimeField(null=True)
    next_attempt_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notices_webhook_delivery"
        indexes = [models.Index(fields=["endpoint", "-created_at"], name="delivery_of_endpoint")]

    def __str__(self) -> str:
        return f"{self.event} to {self.endpoint_id}"


class SubjectVersion(models.Model):
    """How many messages a record has caused: receivers drop what is older than what they hold."""

    subject_id = models.UUIDField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "notices_subject_version"

    def __str__(self) -> str:
        return f"{self.subject_id}: {self.last}"
