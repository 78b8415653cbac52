"""Delegation orders under two keys and requests for information, with the second wall behind them (R-41)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
import portal.core.ids
from portal.core.sql import append_only, trail_required, workflow_guard

# What was signed is never edited; the status, its moments and the version counter are what may move.
TERMS_FORWARD = """
CREATE FUNCTION clearance_order_terms_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.version, NEW.giver, NEW.receiver, NEW.terms, NEW.digest, NEW.starts_at, NEW.ends_at)
       IS DISTINCT FROM
       (OLD.number, OLD.version, OLD.giver, OLD.receiver, OLD.terms, OLD.digest, OLD.starts_at, OLD.ends_at) THEN
        RAISE EXCEPTION 'the terms of order D-% are never edited', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_order_terms BEFORE UPDATE ON clearance_delegation_order
FOR EACH ROW EXECUTE FUNCTION clearance_order_terms_guard();
"""
TERMS_REVERSE = """
DROP TRIGGER IF EXISTS clearance_order_terms ON clearance_delegation_order;
DROP FUNCTION IF EXISTS clearance_order_terms_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("clearance", "0006_perimeter"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DelegationOrder",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("giver", models.CharField(max_length=10)),
                ("receiver", models.CharField(max_length=10)),
                ("terms", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("status", models.CharField(max_length=40)),
                ("note", models.TextField(blank=True, default="")),
                ("author_as", models.CharField(blank=True, default="", max_length=150)),
                ("in_force_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.TextField(blank=True, default="")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "clearance_delegation_order",
                "constraints": [
                    models.UniqueConstraint(fields=("number", "version"), name="order_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "in_force")), fields=("number",), name="order_one_in_force"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="order_dates"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True), name="order_two_agencies"
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "in_force")), fields=["receiver", "giver"], name="order_in_force"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderSignature",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("agency", models.CharField(max_length=10)),
                ("signed_as", models.CharField(max_length=150)),
                ("digest", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="clearance.delegationorder",
                    ),
                ),
            ],
            options={
                "db_table": "clearance_order_signature",
                "constraints": [
                    models.UniqueConstraint(fields=("order", "agency"), name="order_signed_once_per_agency")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                ("agency", models.CharField(max_length=10)),
                ("status", models.CharField(max_length=40)),
                ("version_number", models.PositiveIntegerField()),
                ("questions", models.JSONField(blank=True, default=list)),
                ("text", models.CharField(blank=True, default="", max_length=500)),
                ("asked_as", models.CharField(max_length=150)),
                ("asked_at", models.DateTimeField(default=portal.core.clock.now)),
                ("answers", models.JSONField(blank=True, default=list)),
                ("answer_text", models.CharField(blank=True, default="", max_length=1000)),
                ("answered_as", models.CharField(blank=True, default="", max_length=150)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="clearance.trip"
                    ),
                ),
            ],
            options={
                "db_table": "clearance_agency_request",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("trip", "agency"),
                        name="one_open_request_per_agency",
                    )
                ],
            },
        ),
        *(
            migrations.RunSQL(*trail_required(table))
            for table in ("clearance_delegation_order", "clearance_order_signature", "clearance_agency_request")
        ),
        migrations.RunSQL(*append_only("clearance_order_signature")),
        migrations.RunSQL(*workflow_guard("clearance_delegation_order", "delegation_order")),
        migrations.RunSQL(*workflow_guard("clearance_agency_request", "agency_request")),
        migrations.RunSQL(TERMS_FORWARD, TERMS_REVERSE),
    ]
