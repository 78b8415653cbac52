"""Connections to the agencies, every message sent and received, and declared outages (issue items 3 and 4)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from clearance.models.trip import Trip
from portal.core import clock
from portal.core.models import Tracked


class AgencyEndpoint(Tracked):
    """How one agency is reached. `failures` and `next_try_at` are the connection's back-off, not a message's."""

    code = models.SlugField(max_length=30, unique=True)
    agency = models.CharField(max_length=10)
    name = models.CharField(max_length=80)
    adapter = models.CharField(max_length=10)
    address = models.CharField(max_length=500)
    syntax = models.CharField(max_length=10, default="EDIFACT")
    sender_id = models.CharField(max_length=15)
    receiver_id = models.CharField(max_length=15)
    test = models.BooleanField(default=False)
    sealed_secret = models.TextField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    status = models.CharField(max_length=20, default="reachable")
    failures = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True, default="")
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_agency_endpoint"
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], name="agency_endpoint_active", condition=models.Q(is_active=True)
            ),
            models.CheckConstraint(condition=models.Q(adapter__in=["as2", "drop"]), name="agency_adapter_known"),
            models.CheckConstraint(condition=models.Q(syntax__in=["EDIFACT", "X12"]), name="agency_syntax_known"),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyMessage(Tracked):
    """One message to one agency: its bytes never change, its number has no gap within the connection.

    `number` is the control number of interchange, group and message alike. `use` says what it does there
    (`cargo_add`, `trip_replace`), `subjects` are the control numbers it is about, `refused` those the agency
    did not take, `errors` the error items of the answer, `notices` what the agency said later.
    """

    endpoint = models.ForeignKey(AgencyEndpoint, on_delete=models.PROTECT, related_name="messages")
    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="agency_messages")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    action = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10)
    map_id = models.CharField(max_length=60)
    use = models.CharField(max_length=20, blank=True, default="")
    function = models.CharField(max_length=10, blank=True, default="")
    subjects = ArrayField(models.CharField(max_length=35), default=list)
    refused = ArrayField(models.CharField(max_length=35), default=list)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=20, default="queued")
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    receipt = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    notices = models.JSONField(default=list)

    class Meta:
        db_table = "clearance_agency_message"
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "number"], name="agency_message_number"),
            models.UniqueConstraint(
                fields=["endpoint", "trip", "version", "action", "position"], name="agency_message_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "number"], name="agency_message_queue", condition=models.Q(status="queued")
            ),
            models.Index(fields=["trip", "number"], name="agency_message_of_trip"),
            models.Index(fields=["created_at"], name="agency_message_failed", condition=models.Q(status="failed")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class InboundMessage(Tracked):
    """What somebody sent us, kept before it is read: an agency's answer, or a partner's filing.

    `endpoint` is set for an agency, `organisation` and the key or person for a partner. `reply` is the answer
    in the partner's own syntax.
    """

    source = models.CharField(max_length=10)
    channel = models.CharField(max_length=10)
    endpoint = models.ForeignKey(AgencyEndpoint, on_delete=models.PROTECT, null=True, related_name="answers")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    client_id = models.CharField(max_length=120, blank=True, default="")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    transfer_id = models.CharField(max_length=200, blank=True, default="")
    file_name = models.CharField(max_length=120, blank=True, default="")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    status = models.CharField(max_length=20, default="received")
    message = models.ForeignKey(AgencyMessage, on_delete=models.PROTECT, null=True, related_name="answers")
    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, null=True, related_name="+")
    kinds = ArrayField(models.CharField(max_length=10), default=list)
    errors = models.JSONField(default=list)
    results = models.JSONField(default=list)
    reply = models.BinaryField(default=bytes)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_inbound_message"
        constraints = [
            models.CheckConstraint(condition=models.Q(source__in=["agency", "partner"]), name="inbound_source_known"),
            models.CheckConstraint(
                condition=models.Q(channel__in=["as2", "api", "drop"]), name="inbound_channel_known"
            ),
        ]
        indexes = [
            models.Index(fields=["endpoint", "sha256"], name="inbound_same", condition=models.Q(source="agency")),
            models.Index(fields=["organisation", "-created_at"], name="inbound_of_partner"),
            models.Index(
                fields=["-created_at"],
                name="inbound_open",
                condition=models.Q(status__in=["received", "unreadable", "unmatched"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.sha256[:12]}"


class Outage(Tracked):
    """An agency's systems are down, declared by an administrator. `reason` holds the words in both languages."""

    agency = models.CharField(max_length=10)
    reason = models.JSONField()
    status = models.CharField(max_length=10, default="open")
    starts_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(null=True)
    declared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "clearance_outage"
        constraints = [
            models.UniqueConstraint(fields=["agency"], name="outage_one_open", condition=models.Q(status="open"))
        ]
        indexes = [models.Index(fields=["agency", "-ends_at"], name="outage_recent")]

    def __str__(self) -> str:
        return f"{self.agency} {self.starts_at:%Y-%m-%d %H:%M}"
