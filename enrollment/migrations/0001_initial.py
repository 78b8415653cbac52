"""Every table of enrollment, with its indexes and constraints."""

import django.db.models.deletion
import django.db.models.expressions
import portal.core.clock
import portal.core.ids
import portal.core.together
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_company"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        portal.core.together.CreateTogether(
            tables=[
                migrations.CreateModel(
                    name="Application",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "programme",
                            models.CharField(
                                choices=[
                                    ("FAST_CARRIER", "FAST for carriers"),
                                    ("FAST_SHIPPER", "FAST for importers and shippers"),
                                    ("FAST_DRIVER", "FAST for drivers"),
                                    ("NEXUS", "NEXUS for travellers"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("answers", models.JSONField(default=dict)),
                        ("fee", models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                        ("status", models.CharField(default="draft", editable=False, max_length=20)),
                        ("saved_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "renews",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewals",
                                to="enrollment.membership",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_application",
                        "indexes": [models.Index(fields=["status", "submitted_at"], name="application_queue")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation", None), ("user__isnull", False)),
                                    models.Q(("organisation__isnull", False), ("user", None)),
                                    _connector="OR",
                                ),
                                name="application_one_holder",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("programme__in", ["FAST_CARRIER", "FAST_SHIPPER", "FAST_DRIVER", "NEXUS"])
                                ),
                                name="application_programme",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "awaiting_payment", "withdrawn"]),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="application_submitted_dated",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("organisation__isnull", False),
                                    ("status__in", ("draft", "awaiting_payment", "submitted", "under_review")),
                                ),
                                fields=("programme", "organisation"),
                                name="application_one_open_company",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("status__in", ("draft", "awaiting_payment", "submitted", "under_review")),
                                    ("user__isnull", False),
                                ),
                                fields=("programme", "user"),
                                name="application_one_open_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.CharField(max_length=16, unique=True)),
                        (
                            "programme",
                            models.CharField(
                                choices=[
                                    ("FAST_CARRIER", "FAST for carriers"),
                                    ("FAST_SHIPPER", "FAST for importers and shippers"),
                                    ("FAST_DRIVER", "FAST for drivers"),
                                    ("NEXUS", "NEXUS for travellers"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("tier", models.CharField(max_length=5)),
                        ("tier_since", models.DateTimeField()),
                        ("status", models.CharField(default="active", editable=False, max_length=20)),
                        ("valid_from", models.DateTimeField()),
                        ("valid_until", models.DateTimeField()),
                        ("paused_until", models.DateTimeField(null=True)),
                        ("renewal_filed_at", models.DateTimeField(null=True)),
                        ("reminder", models.PositiveSmallIntegerField(null=True)),
                        ("rests_until", models.DateField(null=True)),
                        ("reapply_from", models.DateField(null=True)),
                        ("withdrawal_reason", models.CharField(blank=True, default="", max_length=300)),
                        ("withdrawal_code", models.CharField(blank=True, default="", max_length=20)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="membership",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_membership",
                        "indexes": [
                            models.Index(fields=["organisation", "programme"], name="membership_of_company"),
                            models.Index(fields=["user", "programme"], name="membership_of_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation", None), ("user__isnull", False)),
                                    models.Q(("organisation__isnull", False), ("user", None)),
                                    _connector="OR",
                                ),
                                name="membership_one_holder",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tier__in", ("T0", "T1", "T2", "T3", "NEXUS"))),
                                name="membership_tier_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawal_code", ""), ("withdrawn_at", None)),
                                    models.Q(
                                        (
                                            "withdrawal_code__in",
                                            [
                                                "NO_QUICKER",
                                                "STILL_CHECKED",
                                                "COST",
                                                "PAPERWORK",
                                                "REQUIREMENTS",
                                                "TREATMENT",
                                                "SELDOM",
                                                "OTHER_PROGRAMME",
                                                "COMPANY_CHANGED",
                                                "OTHER",
                                                "NOT_SAID",
                                            ],
                                        ),
                                        ("withdrawn_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="membership_exit_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("valid_until__gt", models.F("valid_from"))), name="membership_dates"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("organisation__isnull", False), ("status__in", ("active", "suspended"))
                                ),
                                fields=("programme", "organisation"),
                                name="membership_one_company",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ("active", "suspended")), ("user__isnull", False)),
                                fields=("programme", "user"),
                                name="membership_one_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GraduationProposal",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("from_tier", models.CharField(max_length=5)),
                        ("to_tier", models.CharField(max_length=5)),
                        ("criteria", models.CharField(max_length=40)),
                        ("values", models.JSONField()),
                        ("status", models.CharField(default="open", editable=False, max_length=20)),
                        ("lapse", models.JSONField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="enrollment.membership",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_graduation",
                        "indexes": [models.Index(fields=["status", "created_at"], name="graduation_queue")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "open")),
                                fields=("membership",),
                                name="graduation_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("to_tier__in", ("T0", "T1", "T2", "T3", "NEXUS"))),
                                name="graduation_tier_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "lapsed"), _negated=True),
                                    ("lapse__isnull", False),
                                    _connector="OR",
                                ),
                                name="graduation_lapse_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditNotice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("organisation_id", models.UUIDField(null=True)),
                        ("user_id", models.UUIDField(null=True)),
                        ("infractions", models.JSONField(default=list)),
                        ("source_type", models.CharField(max_length=20)),
                        ("source_id", models.UUIDField()),
                        ("noticed_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "enrollment_audit_notice",
                        "indexes": [
                            models.Index(fields=["organisation_id", "noticed_at"], name="audit_notice_company"),
                            models.Index(fields=["user_id", "noticed_at"], name="audit_notice_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("source_type", "source_id"), name="audit_notice_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation_id", None), ("user_id__isnull", False)),
                                    models.Q(("organisation_id__isnull", False), ("user_id", None)),
                                    _connector="OR",
                                ),
                                name="audit_notice_one_holder",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CriteriaVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateTimeField(default=portal.core.clock.now)),
                        ("author_as", models.CharField(max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "programme",
                            models.CharField(
                                choices=[
                                    ("FAST_CARRIER", "FAST for carriers"),
                                    ("FAST_SHIPPER", "FAST for importers and shippers"),
                                    ("FAST_DRIVER", "FAST for drivers"),
                                    ("NEXUS", "NEXUS for travellers"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("founding", models.BooleanField(default=False)),
                        ("report", models.JSONField(null=True)),
                        ("simulated_at", models.DateTimeField(null=True)),
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
                        "db_table": "enrollment_criteria",
                        "constraints": [
                            models.UniqueConstraint(fields=("programme", "number"), name="criteria_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "in_force")),
                                fields=("programme",),
                                name="criteria_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("founding", True), ("author__isnull", False), _connector="OR"),
                                name="criteria_author",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("founding", False), ("number", 1), _connector="OR"),
                                name="criteria_founding_first",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("founding", True),
                                    ("status__in", ["draft", "withdrawn"]),
                                    ("report__isnull", False),
                                    _connector="OR",
                                ),
                                name="criteria_simulated_first",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CriteriaSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="enrollment.criteriaversion",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_criteria_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "agency"), name="criteria_key_once"),
                            models.UniqueConstraint(fields=("version", "officer"), name="criteria_person_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("identity", "Passport or identity document"),
                                    ("licence", "Driver's licence"),
                                    ("picture", "Picture for the card"),
                                    ("court", "Court or police record"),
                                    ("registration", "Registration of the company"),
                                    ("procedure", "Written procedure or policy"),
                                    ("plan", "Plan or picture of a site"),
                                    ("certificate", "Certificate or audit report"),
                                    ("training", "Record of training"),
                                    ("other", "Other document"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("file_name", models.CharField(max_length=130)),
                        ("media_type", models.CharField(max_length=40)),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("storage_key", models.CharField(max_length=200)),
                        ("line", models.UUIDField()),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("status", models.CharField(default="waiting", editable=False, max_length=12)),
                        ("scan_detail", models.CharField(blank=True, default="", max_length=200)),
                        ("scanned_at", models.DateTimeField(null=True)),
                        ("remarks", models.JSONField(default=list)),
                        ("removed_at", models.DateTimeField(null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_document",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation", None), ("user__isnull", False)),
                                    models.Q(("organisation__isnull", False), ("user", None)),
                                    _connector="OR",
                                ),
                                name="document_one_holder",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "identity",
                                            "licence",
                                            "picture",
                                            "court",
                                            "registration",
                                            "procedure",
                                            "plan",
                                            "certificate",
                                            "training",
                                            "other",
                                        ],
                                    )
                                ),
                                name="document_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("media_type__in", ["application/pdf", "image/jpeg", "image/png"])),
                                name="document_type_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)), name="document_size"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="document_digest"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ("waiting", "unavailable", "clean", "infected"))),
                                name="document_status_known",
                            ),
                            models.UniqueConstraint(fields=("line", "version"), name="document_one_version"),
                            models.UniqueConstraint(
                                condition=models.Q(("organisation__isnull", False), ("removed_at", None)),
                                fields=("organisation", "sha256"),
                                name="document_once_company",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None), ("user__isnull", False)),
                                fields=("user", "sha256"),
                                name="document_once_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("question", models.CharField(max_length=40)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="enrollment.document",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_attachment",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "question", "document"), name="attachment_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentCentre",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("port", models.CharField(blank=True, default="", max_length=40)),
                        ("city", models.CharField(max_length=60)),
                        ("address", models.CharField(max_length=200)),
                        ("country", models.CharField(max_length=2)),
                        ("zone", models.CharField(max_length=40)),
                        ("languages", models.JSONField(default=list)),
                        ("mode", models.CharField(max_length=10)),
                        ("slot_minutes", models.PositiveSmallIntegerField(default=30)),
                        ("closed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "enrollment_centre",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("mode__in", ["joint", "two_step"])), name="centre_mode_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("country__in", ["CA", "US"])), name="centre_country_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slot_minutes__gte", 10), ("slot_minutes__lte", 120)),
                                name="centre_slot_length",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CentreHours",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("weekday", models.PositiveSmallIntegerField()),
                        ("opens", models.TimeField()),
                        ("closes", models.TimeField()),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hours",
                                to="enrollment.enrolmentcentre",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_centre_hours",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("weekday__lte", 6)), name="centre_hours_weekday"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("closes__gt", models.F("opens"))), name="centre_hours_order"
                            ),
                            models.UniqueConstraint(fields=("centre", "weekday", "opens"), name="centre_hours_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CentreDesk",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("places", models.PositiveSmallIntegerField()),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="desks",
                                to="enrollment.enrolmentcentre",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_centre_desk",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("agency__in", ("CBP", "CBSA"))), name="centre_desk_agency"
                            ),
                            models.UniqueConstraint(fields=("centre", "agency"), name="centre_desk_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CentreClosure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(blank=True, default="", max_length=4)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("why_en", models.CharField(max_length=120)),
                        ("why_fr", models.CharField(max_length=120)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closures",
                                to="enrollment.enrolmentcentre",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_centre_closure",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("agency__in", ["", "CBP", "CBSA"])), name="centre_closure_agency"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="centre_closure_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fee",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateTimeField(default=portal.core.clock.now)),
                        ("author_as", models.CharField(max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("programme", models.CharField(max_length=20)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_fee",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("programme__in", ["FAST_CARRIER", "FAST_SHIPPER", "FAST_DRIVER", "NEXUS"])
                                ),
                                name="fee_programme",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeeSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="enrollment.fee",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_fee_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "agency"), name="fee_key_once"),
                            models.UniqueConstraint(fields=("version", "officer"), name="fee_person_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeeWaiver",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateTimeField(default=portal.core.clock.now)),
                        ("author_as", models.CharField(max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("programme", models.CharField(max_length=20)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_fee_waiver",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("programme__in", ["FAST_CARRIER", "FAST_SHIPPER", "FAST_DRIVER", "NEXUS"])
                                ),
                                name="waiver_programme",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeeWaiverSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="enrollment.feewaiver",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_fee_waiver_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "agency"), name="waiver_key_once"),
                            models.UniqueConstraint(fields=("version", "officer"), name="waiver_person_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GraduationReview",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("status", models.CharField(default="pending", editable=False, max_length=10)),
                        ("reviewer_name", models.CharField(blank=True, default="", max_length=120)),
                        ("reason", models.JSONField(null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="enrollment.graduationproposal",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_graduation_review",
                        "constraints": [
                            models.UniqueConstraint(fields=("proposal", "agency"), name="graduation_review_once"),
                            models.CheckConstraint(
                                condition=models.Q(("agency__in", ("CBP", "CBSA"))), name="graduation_review_agency"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "denied"), _negated=True),
                                    ("reason__isnull", False),
                                    _connector="OR",
                                ),
                                name="graduation_review_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandoverNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("author_name", models.CharField(max_length=120)),
                        ("words", models.CharField(max_length=2000)),
                        ("restricted_reason", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handovers",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_handover_note",
                        "indexes": [
                            models.Index(fields=["application", "-created_at"], name="handover_of_application")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("agency__in", ("CBP", "CBSA"))), name="handover_agency_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="handover_has_words"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalMembership",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=portal.core.ids.uuid7, editable=False)),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.CharField(db_index=True, max_length=16)),
                        (
                            "programme",
                            models.CharField(
                                choices=[
                                    ("FAST_CARRIER", "FAST for carriers"),
                                    ("FAST_SHIPPER", "FAST for importers and shippers"),
                                    ("FAST_DRIVER", "FAST for drivers"),
                                    ("NEXUS", "NEXUS for travellers"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("tier", models.CharField(max_length=5)),
                        ("tier_since", models.DateTimeField()),
                        ("status", models.CharField(default="active", editable=False, max_length=20)),
                        ("valid_from", models.DateTimeField()),
                        ("valid_until", models.DateTimeField()),
                        ("paused_until", models.DateTimeField(null=True)),
                        ("renewal_filed_at", models.DateTimeField(null=True)),
                        ("reminder", models.PositiveSmallIntegerField(null=True)),
                        ("rests_until", models.DateField(null=True)),
                        ("reapply_from", models.DateField(null=True)),
                        ("withdrawal_reason", models.CharField(blank=True, default="", max_length=300)),
                        ("withdrawal_code", models.CharField(blank=True, default="", max_length=20)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical membership",
                        "verbose_name_plural": "historical memberships",
                        "db_table": "enrollment_membership_history",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="IdentityEntry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("holder", models.CharField(max_length=60)),
                        ("identity", models.JSONField()),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="identity",
                                to="enrollment.application",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_identity",
                        "indexes": [models.Index(fields=["holder"], name="identity_of_holder")],
                    },
                ),
                migrations.CreateModel(
                    name="IdentityKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=80)),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="keys",
                                to="enrollment.identityentry",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_identity_key",
                        "constraints": [models.UniqueConstraint(fields=("key", "entry"), name="identity_key_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Interview",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("part", models.CharField(max_length=5)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("status", models.CharField(default="booked", editable=False, max_length=10)),
                        ("sequence", models.PositiveIntegerField(default=0)),
                        ("changed_at", models.DateTimeField()),
                        ("ended_why", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interviews",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interviews",
                                to="enrollment.enrolmentcentre",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_interview",
                        "indexes": [models.Index(fields=["centre", "starts_at"], name="interview_of_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("part__in", ["joint", "CBP", "CBSA"])), name="interview_part_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="interview_order"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["booked", "held"])),
                                fields=("application", "part"),
                                name="interview_once_per_part",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EarlierWish",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("part", models.CharField(max_length=5)),
                        ("weekdays", models.JSONField(default=list)),
                        ("earliest", models.TimeField()),
                        ("notice_hours", models.PositiveSmallIntegerField(default=24)),
                        ("status", models.CharField(default="waiting", editable=False, max_length=10)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wishes",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "centres",
                            models.ManyToManyField(
                                db_table="enrollment_wish_centre",
                                related_name="wishes",
                                to="enrollment.enrolmentcentre",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wishes",
                                to="enrollment.interview",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_earlier_wish",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "waiting")),
                                fields=["part", "created_at"],
                                name="wish_queue",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("part__in", ["joint", "CBP", "CBSA"])), name="wish_part_known"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "waiting")),
                                fields=("application", "part"),
                                name="wish_once_per_part",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterviewResult",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("outcome", models.CharField(max_length=15)),
                        ("documents", models.JSONField(default=list)),
                        ("questions", models.JSONField(default=list)),
                        ("photo_taken", models.BooleanField()),
                        ("fingerprints_enrolled", models.BooleanField()),
                        ("fingerprints_on", models.DateField(null=True)),
                        ("note", models.CharField(blank=True, default="", max_length=1000)),
                        ("officer_as", models.CharField(max_length=120)),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="enrollment.interview",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_interview_result",
                        "constraints": [
                            models.UniqueConstraint(fields=("interview", "agency"), name="interview_result_once"),
                            models.CheckConstraint(
                                condition=models.Q(("agency__in", ("CBP", "CBSA"))), name="interview_result_agency"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["satisfied", "more_needed", "not_satisfied"])),
                                name="interview_result_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fingerprints_enrolled", True), ("fingerprints_on__isnull", False)),
                                    models.Q(("fingerprints_enrolled", False), ("fingerprints_on", None)),
                                    _connector="OR",
                                ),
                                name="interview_result_fingerprints",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invoice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.CharField(max_length=20, unique=True)),
                        ("programme", models.CharField(max_length=20)),
                        ("currency", models.CharField(default="USD", max_length=3)),
                        ("gross", models.DecimalField(decimal_places=2, max_digits=10)),
                        ("waived", models.DecimalField(decimal_places=2, max_digits=10)),
                        ("due", models.DecimalField(decimal_places=2, max_digits=10)),
                        ("lines", models.JSONField()),
                        ("status", models.CharField(default="open", editable=False, max_length=12)),
                        ("issued_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invoice",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "fee",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.fee",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "waiver",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.feewaiver",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_invoice",
                        "indexes": [
                            models.Index(fields=["organisation", "-issued_at"], name="invoice_of_company"),
                            models.Index(fields=["user", "-issued_at"], name="invoice_of_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation", None), ("user__isnull", False)),
                                    models.Q(("organisation__isnull", False), ("user", None)),
                                    _connector="OR",
                                ),
                                name="invoice_one_holder",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due__gte", 0),
                                    (
                                        "gross",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("waived"), "+", models.F("due")
                                        ),
                                    ),
                                    ("gross__gte", 0),
                                    ("waived__gte", 0),
                                ),
                                name="invoice_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "waived"), _negated=True), ("due", 0), _connector="OR"
                                ),
                                name="invoice_waived_is_nothing_due",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["paid", "refunding", "refunded"]), _negated=True),
                                    ("due__gt", 0),
                                    _connector="OR",
                                ),
                                name="invoice_paid_was_due",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lookup",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("officer_name", models.CharField(max_length=120)),
                        ("agency", models.CharField(max_length=10)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("enrolment", "Deciding an application or a membership"),
                                    ("crossing", "A movement at the border"),
                                    ("audit", "An audit or a verification"),
                                    ("appeal", "An appeal or a correction"),
                                    ("service", "A question the member asked"),
                                    ("oversight", "Supervision of officers' work"),
                                    ("law", "Law enforcement or an investigation"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(blank=True, default="", max_length=500)),
                        ("occasion", models.CharField(blank=True, default="", max_length=20)),
                        ("record_kind", models.CharField(max_length=20)),
                        ("record_id", models.UUIDField()),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_lookup",
                        "indexes": [
                            models.Index(fields=["officer", "-created_at"], name="lookup_by_officer"),
                            models.Index(fields=["agency", "created_at"], name="lookup_by_agency"),
                            models.Index(
                                condition=models.Q(("organisation__isnull", False)),
                                fields=["organisation", "-created_at"],
                                name="lookup_of_company",
                            ),
                            models.Index(
                                condition=models.Q(("user__isnull", False)),
                                fields=["user", "-created_at"],
                                name="lookup_of_person",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation", None), ("user__isnull", False)),
                                    models.Q(("organisation__isnull", False), ("user", None)),
                                    _connector="OR",
                                ),
                                name="lookup_one_holder",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "purpose__in",
                                        ["enrolment", "crossing", "audit", "appeal", "service", "oversight", "law"],
                                    )
                                ),
                                name="lookup_purpose_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("occasion", ""), _negated=True),
                                    ("words__length__gte", 10),
                                    _connector="OR",
                                ),
                                name="lookup_has_purpose",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LookupWeek",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("monday", models.DateField(unique=True)),
                        ("commitment", models.CharField(max_length=64)),
                        ("sealed_seed", models.TextField()),
                        ("seed", models.CharField(blank=True, default="", max_length=64)),
                        ("drawn_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "enrollment_lookup_week",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("drawn_at", None), ("seed", "")),
                                    models.Q(("drawn_at__isnull", False), models.Q(("seed", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="lookup_week_opened_when_drawn",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LookupReview",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("status", models.CharField(default="drawn", editable=False, max_length=20)),
                        ("reviewer_name", models.CharField(blank=True, default="", max_length=120)),
                        ("reviewed_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, default="", max_length=500)),
                        ("follow_up", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "lookup",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review",
                                to="enrollment.lookup",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "week",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="enrollment.lookupweek",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_lookup_review",
                        "indexes": [
                            models.Index(fields=["agency", "status", "-created_at"], name="lookup_review_list")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["out_of_purpose", "followed_up"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="lookup_review_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "followed_up"), _negated=True),
                                    models.Q(("follow_up", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="lookup_review_has_follow_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalApplication",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=portal.core.ids.uuid7, editable=False)),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "programme",
                            models.CharField(
                                choices=[
                                    ("FAST_CARRIER", "FAST for carriers"),
                                    ("FAST_SHIPPER", "FAST for importers and shippers"),
                                    ("FAST_DRIVER", "FAST for drivers"),
                                    ("NEXUS", "NEXUS for travellers"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("answers", models.JSONField(default=dict)),
                        ("fee", models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                        ("status", models.CharField(default="draft", editable=False, max_length=20)),
                        ("saved_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "renews",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="enrollment.membership",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical application",
                        "verbose_name_plural": "historical applications",
                        "db_table": "enrollment_application_history",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="MembershipDecision",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.CharField(max_length=16, unique=True)),
                        ("kind", models.CharField(max_length=12)),
                        ("from_tier", models.CharField(blank=True, default="", max_length=5)),
                        ("to_tier", models.CharField(blank=True, default="", max_length=5)),
                        ("from_tier_since", models.DateTimeField(null=True)),
                        ("from_status", models.CharField(blank=True, default="", max_length=20)),
                        ("reason", models.JSONField()),
                        ("source_type", models.CharField(blank=True, default="", max_length=20)),
                        ("source_id", models.UUIDField(null=True)),
                        ("rule_versions", models.JSONField(default=dict)),
                        ("status", models.CharField(default="proposed", editable=False, max_length=20)),
                        ("decided_by_name", models.CharField(blank=True, default="", max_length=120)),
                        ("agency", models.CharField(blank=True, default="", max_length=10)),
                        ("noticed_at", models.DateTimeField()),
                        ("effective_at", models.DateTimeField()),
                        ("appeal_deadline", models.DateTimeField()),
                        ("safety_ground", models.JSONField(null=True)),
                        ("docket", models.CharField(blank=True, default="", max_length=20)),
                        ("fix_by", models.DateTimeField(null=True)),
                        (
                            "application",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="enrollment.membership",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_decision",
                        "indexes": [
                            models.Index(fields=["organisation", "-created_at"], name="decision_of_company"),
                            models.Index(fields=["user", "-created_at"], name="decision_of_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation", None), ("user__isnull", False)),
                                    models.Q(("organisation__isnull", False), ("user", None)),
                                    _connector="OR",
                                ),
                                name="decision_one_holder",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("denial", "demotion", "suspension", "revocation"))),
                                name="decision_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("application", None), ("membership__isnull", False)),
                                    models.Q(("application__isnull", False), ("membership", None)),
                                    _connector="OR",
                                ),
                                name="decision_one_subject",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("appeal_deadline__gt", models.F("noticed_at"))),
                                name="decision_time_to_appeal",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SanctionOverride",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("infraction", models.CharField(max_length=20)),
                        ("harm", models.CharField(max_length=10)),
                        ("step", models.CharField(max_length=20)),
                        ("ceiling", models.CharField(max_length=20)),
                        ("grounds", models.JSONField()),
                        ("reason", models.JSONField()),
                        ("source_type", models.CharField(max_length=20)),
                        ("source_id", models.UUIDField()),
                        ("proposed_as", models.CharField(max_length=120)),
                        ("agency", models.CharField(max_length=10)),
                        ("status", models.CharField(default="proposed", editable=False, max_length=10)),
                        ("second_as", models.CharField(blank=True, default="", max_length=120)),
                        ("second_agency", models.CharField(blank=True, default="", max_length=10)),
                        ("second_role", models.CharField(blank=True, default="", max_length=30)),
                        ("second_at", models.DateTimeField(null=True)),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.membership",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "second_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_sanction_override",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "infraction__in",
                                        [
                                            "SEAL_PAPER",
                                            "CLERICAL",
                                            "LATE_REPORT",
                                            "CLASSIFICATION",
                                            "LANE_MISUSE",
                                            "SEAL_INTEGRITY",
                                            "UNDECLARED",
                                            "SECURITY_GAP",
                                            "FALSE_STATEMENT",
                                            "CONTRABAND",
                                        ],
                                    )
                                ),
                                name="override_class_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("harm__in", ["minor", "moderate", "serious", "grave"])),
                                name="override_harm_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("step__in", ["demotion", "suspension", "revocation"])),
                                name="override_can_be_appealed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("second_by", None),
                                    models.Q(("second_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="override_two_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "signed"), _negated=True),
                                    models.Q(
                                        ("second_at__isnull", False),
                                        ("second_by__isnull", False),
                                        models.Q(
                                            models.Q(("second_agency", models.F("agency")), _negated=True),
                                            ("second_role", "officer.supervisor"),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="override_second_key",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SanctionEntry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("infraction", models.CharField(max_length=20)),
                        ("harm", models.CharField(max_length=10)),
                        ("history", models.CharField(max_length=10)),
                        ("step", models.CharField(max_length=20)),
                        ("ceiling", models.CharField(max_length=20)),
                        ("softened", models.CharField(blank=True, default="", max_length=20)),
                        ("points", models.PositiveSmallIntegerField(default=0)),
                        ("voluntary", models.BooleanField(default=False)),
                        ("reason", models.JSONField()),
                        ("source_type", models.CharField(max_length=20)),
                        ("source_id", models.UUIDField()),
                        ("matrix_version", models.CharField(max_length=30)),
                        ("decided_by_name", models.CharField(blank=True, default="", max_length=120)),
                        ("decays_at", models.DateTimeField()),
                        ("plan_due_at", models.DateTimeField(null=True)),
                        ("plan_done_at", models.DateTimeField(null=True)),
                        ("voided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="enrollment.membershipdecision",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sanctions",
                                to="enrollment.membership",
                            ),
                        ),
                        (
                            "override",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entry",
                                to="enrollment.sanctionoverride",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_sanction_entry",
                        "indexes": [models.Index(fields=["membership", "decays_at"], name="sanction_counting")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "infraction__in",
                                        [
                                            "SEAL_PAPER",
                                            "CLERICAL",
                                            "LATE_REPORT",
                                            "CLASSIFICATION",
                                            "LANE_MISUSE",
                                            "SEAL_INTEGRITY",
                                            "UNDECLARED",
                                            "SECURITY_GAP",
                                            "FALSE_STATEMENT",
                                            "CONTRABAND",
                                        ],
                                    )
                                ),
                                name="sanction_class_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("harm__in", ["minor", "moderate", "serious", "grave"])),
                                name="sanction_harm_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("harm", "minor"),
                                        ("history", "first"),
                                        ("infraction", "SEAL_PAPER"),
                                        _negated=True,
                                    ),
                                    ("step", "notice"),
                                    _connector="OR",
                                ),
                                name="sanction_first_seal_paper",
                            ),
                            models.UniqueConstraint(
                                fields=("membership", "source_type", "source_id"), name="sanction_once_per_source"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disclosure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("filed_as", models.CharField(blank=True, default="", max_length=120)),
                        ("number", models.CharField(max_length=16, unique=True)),
                        ("infraction", models.CharField(max_length=20)),
                        ("occurred_on", models.DateField()),
                        ("what", models.TextField()),
                        ("corrected", models.TextField()),
                        ("evidence", models.CharField(blank=True, default="", max_length=300)),
                        ("in_time", models.BooleanField()),
                        ("status", models.CharField(default="filed", editable=False, max_length=10)),
                        ("harm", models.CharField(blank=True, default="", max_length=10)),
                        ("answer", models.JSONField(null=True)),
                        ("decided_as", models.CharField(blank=True, default="", max_length=120)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "filed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.auditnotice",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.membership",
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disclosure",
                                to="enrollment.sanctionentry",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_disclosure",
                        "indexes": [models.Index(fields=["status", "created_at"], name="disclosure_queue")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "infraction__in",
                                        [
                                            "SEAL_PAPER",
                                            "CLERICAL",
                                            "LATE_REPORT",
                                            "CLASSIFICATION",
                                            "LANE_MISUSE",
                                            "SEAL_INTEGRITY",
                                            "UNDECLARED",
                                            "SECURITY_GAP",
                                            "FALSE_STATEMENT",
                                            "CONTRABAND",
                                        ],
                                    )
                                ),
                                name="disclosure_class_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("in_time", True), ("notice", None)),
                                    models.Q(("in_time", False), ("notice__isnull", False)),
                                    _connector="OR",
                                ),
                                name="disclosure_time_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "accepted"), _negated=True),
                                    models.Q(("entry__isnull", False), ("harm__gt", "")),
                                    _connector="OR",
                                ),
                                name="disclosure_accepted_entered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Credential",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("card_number", models.CharField(max_length=14, unique=True)),
                        ("rfid_tag", models.CharField(max_length=24, unique=True)),
                        ("document_type", models.CharField(max_length=20)),
                        ("document_issuer", models.CharField(blank=True, default="", max_length=40)),
                        ("issued_on", models.DateField()),
                        ("expires_on", models.DateField()),
                        ("status", models.CharField(default="active", editable=False, max_length=10)),
                        ("cause", models.CharField(blank=True, default="", max_length=20)),
                        ("activated_at", models.DateTimeField(null=True)),
                        ("stopped_at", models.DateTimeField(null=True)),
                        ("returned_at", models.DateTimeField(null=True)),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.credential",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credentials",
                                to="enrollment.membership",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_credential",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["stopped", "ended"]), _negated=True),
                                    (
                                        "cause__in",
                                        [
                                            "lost",
                                            "stolen",
                                            "damaged",
                                            "not_arrived",
                                            "replaced",
                                            "expired",
                                            "membership_ended",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="credential_cause_said",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrectivePlan",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("filed_as", models.CharField(blank=True, default="", max_length=120)),
                        ("status", models.CharField(default="awaited", editable=False, max_length=10)),
                        ("note", models.JSONField(null=True)),
                        ("accepted_as", models.CharField(blank=True, default="", max_length=120)),
                        ("accepted_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "filed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.membership",
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan",
                                to="enrollment.sanctionentry",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_corrective_plan",
                    },
                ),
                migrations.CreateModel(
                    name="DecisionAnswer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("kind", models.CharField(max_length=10)),
                        ("words", models.TextField()),
                        ("evidence", models.CharField(blank=True, default="", max_length=300)),
                        ("until", models.DateField(null=True)),
                        ("status", models.CharField(default="filed", editable=False, max_length=10)),
                        ("filed_as", models.CharField(blank=True, default="", max_length=120)),
                        ("reply", models.JSONField(null=True)),
                        ("decided_as", models.CharField(blank=True, default="", max_length=120)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "filed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="enrollment.membershipdecision",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_decision_answer",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["fix", "extension"])), name="answer_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "extension"), _negated=True),
                                    ("until__isnull", False),
                                    _connector="OR",
                                ),
                                name="answer_extension_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "refused"), _negated=True),
                                    ("reply__isnull", False),
                                    _connector="OR",
                                ),
                                name="answer_refusal_said",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "filed")), fields=("decision",), name="answer_one_open"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovementTally",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("movements", models.PositiveIntegerField(default=0)),
                        ("clean_movements", models.PositiveIntegerField(default=0)),
                        ("site_visits", models.PositiveIntegerField(default=0)),
                        ("last_movement_at", models.DateTimeField(null=True)),
                        (
                            "membership",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tally",
                                to="enrollment.membership",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_movement_tally",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("clean_movements__lte", models.F("movements"))),
                                name="tally_clean_within",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MutualRecognition",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateTimeField(default=portal.core.clock.now)),
                        ("author_as", models.CharField(max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("programme", models.CharField(max_length=20)),
                        ("from_agency", models.CharField(max_length=4)),
                        ("to_agency", models.CharField(max_length=4)),
                        ("most_points", models.PositiveSmallIntegerField()),
                        ("ends_at", models.DateTimeField()),
                        ("ended_why", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_mutual_recognition",
                        "indexes": [
                            models.Index(fields=["programme", "from_agency", "status"], name="mutual_of_programme")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("programme__in", ["FAST_CARRIER", "FAST_SHIPPER", "FAST_DRIVER", "NEXUS"])
                                ),
                                name="mutual_programme_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_agency__in", ("CBP", "CBSA")),
                                    ("to_agency__in", ("CBP", "CBSA")),
                                    models.Q(("from_agency", models.F("to_agency")), _negated=True),
                                ),
                                name="mutual_two_agencies",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("valid_from"))), name="mutual_dates"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyReview",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("status", models.CharField(default="pending", editable=False, max_length=10)),
                        ("reviewer_name", models.CharField(blank=True, default="", max_length=120)),
                        ("reason", models.JSONField(null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "recognised_from",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.agencyreview",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "recognition",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.mutualrecognition",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_agency_review",
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "agency"), name="review_once_per_agency"),
                            models.CheckConstraint(
                                condition=models.Q(("agency__in", ("CBP", "CBSA"))), name="review_agency_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "denied"), _negated=True),
                                    ("reason__isnull", False),
                                    _connector="OR",
                                ),
                                name="review_denial_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MutualRecognitionSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="enrollment.mutualrecognition",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_mutual_recognition_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "agency"), name="mutual_key_once"),
                            models.UniqueConstraint(fields=("version", "officer"), name="mutual_person_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NotTheSame",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("holder", models.CharField(max_length=60)),
                        ("other", models.CharField(max_length=60)),
                        ("mark", models.CharField(max_length=64)),
                        ("grounds", models.CharField(max_length=1000)),
                        ("source", models.CharField(max_length=20)),
                        ("reference", models.CharField(blank=True, default="", max_length=60)),
                        ("decided_by_name", models.CharField(max_length=120)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_not_the_same",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "holder", "other", "mark"), name="not_the_same_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("grounds", ""), _negated=True), name="not_the_same_grounds"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("amount_minor", models.PositiveIntegerField()),
                        ("currency", models.CharField(max_length=3)),
                        ("status", models.CharField(default="created", editable=False, max_length=12)),
                        ("session_id", models.CharField(blank=True, default="", max_length=100)),
                        ("checkout_url", models.URLField(blank=True, default="", max_length=500)),
                        ("language", models.CharField(default="en", max_length=2)),
                        ("received_minor", models.PositiveIntegerField(null=True)),
                        ("received_currency", models.CharField(blank=True, default="", max_length=10)),
                        ("refund_id", models.CharField(blank=True, default="", max_length=100)),
                        ("last_error", models.CharField(blank=True, default="", max_length=300)),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "invoice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="enrollment.invoice",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_payment",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_minor__gt", 0)), name="payment_some_amount"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["created", "opened"])),
                                fields=("invoice",),
                                name="payment_one_at_a_time",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "succeeded")),
                                fields=("invoice",),
                                name="payment_one_success",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "succeeded"), _negated=True),
                                    models.Q(
                                        ("received_currency", models.F("currency")),
                                        ("received_minor", models.F("amount_minor")),
                                    ),
                                    _connector="OR",
                                ),
                                name="payment_success_is_exact",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentEvent",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("event_id", models.CharField(max_length=100, unique=True)),
                        ("kind", models.CharField(blank=True, default="", max_length=40)),
                        ("body", models.TextField()),
                        ("outcome", models.CharField(max_length=20)),
                        (
                            "payment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="enrollment.payment",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_payment_event",
                    },
                ),
                migrations.CreateModel(
                    name="PlanStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("what", models.CharField(max_length=300)),
                        ("due_on", models.DateField()),
                        ("done_at", models.DateTimeField(null=True)),
                        ("evidence", models.CharField(blank=True, default="", max_length=300)),
                        ("dropped_at", models.DateTimeField(null=True)),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="enrollment.correctiveplan",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_plan_step",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dropped_at", None)),
                                fields=("plan", "position"),
                                name="plan_step_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recognition",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateTimeField(default=portal.core.clock.now)),
                        ("author_as", models.CharField(max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("scheme", models.CharField(max_length=20)),
                        ("programme", models.CharField(max_length=20)),
                        ("tier", models.CharField(max_length=5)),
                        ("direction", models.CharField(blank=True, default="", max_length=2)),
                        ("ports", models.JSONField(default=list)),
                        ("ends_at", models.DateTimeField(null=True)),
                        ("ended_why", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_recognition",
                        "indexes": [models.Index(fields=["scheme", "programme", "status"], name="recognition_of")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "scheme__in",
                                        [
                                            "CTPAT",
                                            "PIP",
                                            "CSA",
                                            "SENTRI",
                                            "GLOBAL_ENTRY",
                                            "FLUX",
                                            "EU_AEOS",
                                            "MX_OEA",
                                            "JP_AEO",
                                            "KR_AEO",
                                        ],
                                    )
                                ),
                                name="recognition_scheme",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("direction__in", ["", "SB", "NB"])), name="recognition_direction"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "ended"), _negated=True),
                                    ("ends_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="recognition_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecognitionSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="enrollment.recognition",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_recognition_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "agency"), name="recognition_key_once"),
                            models.UniqueConstraint(fields=("version", "officer"), name="recognition_person_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportedChange",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("filed_as", models.CharField(blank=True, default="", max_length=120)),
                        ("kind", models.CharField(max_length=20)),
                        ("happened_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("details", models.TextField()),
                        ("status", models.CharField(default="reported", editable=False, max_length=12)),
                        ("acknowledged_as", models.CharField(blank=True, default="", max_length=120)),
                        ("acknowledged_at", models.DateTimeField(null=True)),
                        (
                            "acknowledged_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "disclosure",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="change",
                                to="enrollment.disclosure",
                            ),
                        ),
                        (
                            "filed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.membership",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_reported_change",
                        "indexes": [models.Index(fields=["status", "created_at"], name="change_queue")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "passport",
                                            "address",
                                            "name",
                                            "citizenship",
                                            "vehicles",
                                            "ownership",
                                            "site",
                                            "charge",
                                        ],
                                    )
                                ),
                                name="change_kind_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SanctionMatrixVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateTimeField(default=portal.core.clock.now)),
                        ("author_as", models.CharField(max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("report", models.JSONField(null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_sanction_matrix",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "in_force")),
                                fields=("status",),
                                name="sanction_matrix_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "withdrawn"]), ("report__isnull", False), _connector="OR"
                                ),
                                name="sanction_matrix_compared",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SanctionMatrixSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="enrollment.sanctionmatrixversion",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_sanction_matrix_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "agency"), name="sanction_matrix_key_once"),
                            models.UniqueConstraint(fields=("version", "officer"), name="sanction_matrix_person_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeMembership",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "scheme",
                            models.CharField(
                                choices=[
                                    ("CTPAT", "C-TPAT"),
                                    ("PIP", "Partners in Protection (PIP)"),
                                    ("CSA", "Customs Self-Assessment (CSA)"),
                                    ("SENTRI", "SENTRI"),
                                    ("GLOBAL_ENTRY", "Global Entry"),
                                    ("FLUX", "FLUX"),
                                    ("EU_AEOS", "AEO security (European Union)"),
                                    ("MX_OEA", "NEEC / OEA (Mexico)"),
                                    ("JP_AEO", "AEO (Japan)"),
                                    ("KR_AEO", "AEO (Republic of Korea)"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("number", models.CharField(max_length=20)),
                        ("valid_from", models.DateTimeField()),
                        ("valid_until", models.DateTimeField()),
                        ("status", models.CharField(default="claimed", editable=False, max_length=10)),
                        ("agency", models.CharField(blank=True, default="", max_length=4)),
                        ("officer_name", models.CharField(blank=True, default="", max_length=120)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("reason", models.JSONField(null=True)),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_scheme_membership",
                        "indexes": [
                            models.Index(fields=["number", "scheme"], name="scheme_by_number"),
                            models.Index(fields=["status", "created_at"], name="scheme_queue"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation", None), ("user__isnull", False)),
                                    models.Q(("organisation__isnull", False), ("user", None)),
                                    _connector="OR",
                                ),
                                name="scheme_one_holder",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "scheme__in",
                                        [
                                            "CTPAT",
                                            "PIP",
                                            "CSA",
                                            "SENTRI",
                                            "GLOBAL_ENTRY",
                                            "FLUX",
                                            "EU_AEOS",
                                            "MX_OEA",
                                            "JP_AEO",
                                            "KR_AEO",
                                        ],
                                    )
                                ),
                                name="scheme_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("valid_until__gt", models.F("valid_from"))), name="scheme_dates"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "confirmed"), _negated=True),
                                    models.Q(("decided_at__isnull", False), ("officer__isnull", False)),
                                    _connector="OR",
                                ),
                                name="scheme_confirmed_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "refused"), _negated=True),
                                    ("reason__isnull", False),
                                    _connector="OR",
                                ),
                                name="scheme_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "confirmed")),
                                fields=("scheme", "number"),
                                name="scheme_number_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("organisation__isnull", False), ("status__in", ["claimed", "confirmed"])
                                ),
                                fields=("scheme", "organisation"),
                                name="scheme_one_company",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["claimed", "confirmed"]), ("user__isnull", False)),
                                fields=("scheme", "user"),
                                name="scheme_one_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteVisit",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.CharField(max_length=16, unique=True)),
                        ("site", models.CharField(blank=True, default="", max_length=20)),
                        ("place", models.CharField(max_length=200)),
                        ("purpose", models.CharField(max_length=300)),
                        ("planned_on", models.DateField(null=True)),
                        ("grades", models.JSONField(default=dict)),
                        ("summary", models.CharField(blank=True, default="", max_length=2000)),
                        ("result", models.CharField(blank=True, default="", max_length=20)),
                        ("digest", models.CharField(blank=True, default="", max_length=64)),
                        ("status", models.CharField(default="requested", editable=False, max_length=12)),
                        ("visited_at", models.DateTimeField(null=True)),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("ended_why", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_site_visit",
                        "indexes": [models.Index(fields=["organisation", "-created_at"], name="visit_of_company")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result__in", ["", "meets", "meets_with_actions", "does_not_meet"])
                                ),
                                name="visit_result_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status__in", ["reported", "signed_cbp", "signed_cbsa", "signed"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        models.Q(("digest", ""), _negated=True), models.Q(("result", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="visit_reported_has_digest",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SlotOffer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("status", models.CharField(default="offered", editable=False, max_length=10)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.enrolmentcentre",
                            ),
                        ),
                        (
                            "wish",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="enrollment.earlierwish",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_slot_offer",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "offered")), fields=("wish",), name="offer_one_at_a_time"
                            ),
                            models.UniqueConstraint(fields=("wish", "centre", "starts_at"), name="offer_once_per_slot"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterviewSeat",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("seat", models.PositiveSmallIntegerField()),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="enrollment.enrolmentcentre",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="enrollment.interview",
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="enrollment.slotoffer",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_interview_seat",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "agency", "starts_at", "seat"), name="seat_taken_once"
                            ),
                            models.CheckConstraint(condition=models.Q(("seat__gte", 1)), name="seat_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("interview", None), ("offer__isnull", False)),
                                    models.Q(("interview__isnull", False), ("offer", None)),
                                    _connector="OR",
                                ),
                                name="seat_has_one_owner",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TallyMonth",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("month", models.DateField()),
                        ("counted_on", models.DateField()),
                        ("movements", models.PositiveIntegerField()),
                        ("clean_movements", models.PositiveIntegerField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="months",
                                to="enrollment.membership",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_tally_month",
                        "constraints": [
                            models.UniqueConstraint(fields=("membership", "month"), name="tally_month_once"),
                            models.CheckConstraint(condition=models.Q(("month__day", 1)), name="tally_month_first_day"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TravelDocument",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("type", models.CharField(max_length=20)),
                        ("number", models.CharField(max_length=24)),
                        ("country", models.CharField(max_length=2)),
                        ("subdivision", models.CharField(blank=True, default="", max_length=2)),
                        ("rfid_tag", models.CharField(blank=True, default="", max_length=24)),
                        ("expires_on", models.DateField(null=True)),
                        ("status", models.CharField(default="entered", editable=False, max_length=10)),
                        ("checked_as", models.CharField(blank=True, default="", max_length=120)),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("agency", models.CharField(blank=True, default="", max_length=10)),
                        ("refusal", models.JSONField(null=True)),
                        ("reminder", models.PositiveSmallIntegerField(null=True)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_travel_document",
                        "indexes": [
                            models.Index(fields=["number"], name="travel_document_by_number"),
                            models.Index(fields=["status", "created_at"], name="travel_document_queue"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "type__in",
                                        [
                                            "passport",
                                            "passport_card",
                                            "edl",
                                            "enhanced_id",
                                            "resident_card",
                                            "status_card",
                                            "birth_certificate",
                                        ],
                                    )
                                ),
                                name="travel_document_type_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "checked"), _negated=True),
                                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="travel_document_checked_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "refused"), _negated=True),
                                    ("refusal__isnull", False),
                                    _connector="OR",
                                ),
                                name="travel_document_refusal_said",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "checked")),
                                fields=("type", "country", "subdivision", "number"),
                                name="travel_document_one_holder",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "checked"), models.Q(("rfid_tag", ""), _negated=True)),
                                fields=("rfid_tag",),
                                name="travel_document_one_chip",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ("entered", "checked"))),
                                fields=("user", "type", "country", "subdivision", "number"),
                                name="travel_document_entered_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VettingStandard",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.CharField(max_length=40)),
                        ("note", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateTimeField(default=portal.core.clock.now)),
                        ("author_as", models.CharField(max_length=150)),
                        ("in_force_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("ended_why", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_vetting_standard",
                        "indexes": [models.Index(fields=["status", "valid_from"], name="vetting_standard_of_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)), name="vetting_standard_numbered"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VettingStandardSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=10)),
                        ("signed_as", models.CharField(max_length=150)),
                        ("digest", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="enrollment.vettingstandard",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_vetting_standard_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "agency"), name="vetting_standard_key_once"),
                            models.UniqueConstraint(fields=("version", "officer"), name="vetting_standard_person_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VettingWorksheet",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("programme", models.CharField(max_length=20)),
                        ("standard", models.PositiveIntegerField()),
                        ("threshold", models.PositiveSmallIntegerField()),
                        ("status", models.CharField(default="open", editable=False, max_length=12)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("proposal", models.JSONField(null=True)),
                        ("proposed_by_name", models.CharField(blank=True, default="", max_length=120)),
                        ("proposed_at", models.DateTimeField(null=True)),
                        ("decided_by_name", models.CharField(blank=True, default="", max_length=120)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="worksheets",
                                to="enrollment.membership",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="worksheet",
                                to="enrollment.agencyreview",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_vetting_worksheet",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status__in", ["open", "proposed"])),
                                fields=["agency", "due_at"],
                                name="worksheet_rechecks",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("membership", None), ("review__isnull", False)),
                                    models.Q(("membership__isnull", False), ("review", None)),
                                    _connector="OR",
                                ),
                                name="worksheet_one_subject",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("agency__in", ("CBP", "CBSA"))), name="worksheet_agency_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("programme__in", ["FAST_CARRIER", "FAST_SHIPPER", "FAST_DRIVER", "NEXUS"])
                                ),
                                name="worksheet_programme_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["open", "proposed"]), ("membership__isnull", False)),
                                fields=("membership", "agency"),
                                name="worksheet_one_at_work",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VettingCheck",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("factor", models.CharField(max_length=20)),
                        ("place", models.PositiveSmallIntegerField()),
                        ("points", models.PositiveSmallIntegerField()),
                        ("disqualifying", models.BooleanField()),
                        ("status", models.CharField(default="open", editable=False, max_length=14)),
                        ("evidence", models.CharField(blank=True, default="", max_length=100)),
                        ("text", models.CharField(blank=True, default="", max_length=2000)),
                        ("shared", models.BooleanField(default=False)),
                        ("recorded_by_name", models.CharField(blank=True, default="", max_length=120)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("resolution", models.CharField(blank=True, default="", max_length=14)),
                        ("resolution_evidence", models.CharField(blank=True, default="", max_length=100)),
                        ("resolution_text", models.CharField(blank=True, default="", max_length=2000)),
                        ("resolution_by_name", models.CharField(blank=True, default="", max_length=120)),
                        ("agreed_by_name", models.CharField(blank=True, default="", max_length=120)),
                        ("agreed_at", models.DateTimeField(null=True)),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "resolution_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "worksheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="enrollment.vettingworksheet",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_vetting_check",
                        "ordering": ["place"],
                        "constraints": [
                            models.UniqueConstraint(fields=("worksheet", "factor"), name="check_once_per_factor"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "factor__in",
                                        [
                                            "IDENTITY",
                                            "CONVICTION",
                                            "PENDING_CHARGE",
                                            "CUSTOMS_SERIOUS",
                                            "CUSTOMS_MINOR",
                                            "INADMISSIBILITY",
                                            "INDEX_ENTRY",
                                            "RESIDENCE",
                                            "LICENCE",
                                            "ADDRESS_GAP",
                                            "UNTRUE",
                                            "OWNER_RECORD",
                                            "PENALTY_OPEN",
                                            "INSOLVENT",
                                            "NO_CROSSINGS",
                                            "PROFILE_GAP",
                                        ],
                                    )
                                ),
                                name="check_factor_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("points__gt", 0)), name="check_weighs"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status__in", ["clear", "found", "resolving", "resolved"]), _negated=True
                                    ),
                                    models.Q(("evidence", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="check_has_evidence",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "resolved"), _negated=True),
                                    models.Q(
                                        ("agreed_by__isnull", False),
                                        ("resolution__in", ["OTHER_PERSON", "CORRECTED", "ENDED", "WAIVED", "OLD"]),
                                        ("resolution_by__isnull", False),
                                        models.Q(("resolution_evidence", ""), _negated=True),
                                        models.Q(("resolution_by", models.F("agreed_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="check_resolved_by_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NearMatch",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("row_version", models.PositiveIntegerField(default=1, editable=False)),
                        ("why", models.CharField(max_length=20)),
                        ("reference", models.CharField(blank=True, default="", max_length=40)),
                        ("degree", models.CharField(max_length=10)),
                        ("likeness", models.FloatField()),
                        ("dates", models.CharField(blank=True, default="", max_length=10)),
                        ("status", models.CharField(default="waiting", editable=False, max_length=12)),
                        ("grounds", models.CharField(blank=True, default="", max_length=1000)),
                        ("decided_by_name", models.CharField(blank=True, default="", max_length=120)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="near_matches",
                                to="enrollment.identityentry",
                            ),
                        ),
                        (
                            "worksheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="near_matches",
                                to="enrollment.vettingworksheet",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_near_match",
                        "constraints": [
                            models.UniqueConstraint(fields=("worksheet", "other"), name="near_match_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "waiting"), models.Q(("grounds", ""), _negated=True), _connector="OR"
                                ),
                                name="near_match_judged_with_grounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitFinding",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("line", models.CharField(max_length=30)),
                        ("text", models.CharField(max_length=500)),
                        ("fix", models.CharField(max_length=500)),
                        ("due_on", models.DateField()),
                        ("agency", models.CharField(max_length=4)),
                        ("officer_as", models.CharField(max_length=120)),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="enrollment.sitevisit",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_visit_finding",
                    },
                ),
                migrations.CreateModel(
                    name="VisitMember",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("officer_as", models.CharField(max_length=120)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="team",
                                to="enrollment.sitevisit",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_visit_member",
                        "constraints": [
                            models.UniqueConstraint(fields=("visit", "officer"), name="visit_member_once"),
                            models.CheckConstraint(
                                condition=models.Q(("agency__in", ("CBP", "CBSA"))), name="visit_member_agency"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitSignature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("signed_as", models.CharField(max_length=120)),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="enrollment.sitevisit",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_visit_signature",
                        "constraints": [
                            models.UniqueConstraint(fields=("visit", "agency"), name="visit_signed_once_per_agency")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("agency", models.CharField(max_length=4)),
                        ("officer_name", models.CharField(max_length=120)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_assignment",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["agency", "officer"],
                                name="assignment_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("application", "agency"),
                                name="assignment_one_owner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("agency__in", ("CBP", "CBSA"))), name="assignment_agency_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ("notice_version", models.CharField(max_length=20)),
                        ("notice_digest", models.CharField(max_length=64)),
                        ("given", models.BooleanField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="enrollment.application",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enrollment_consent",
                        "indexes": [models.Index(fields=["application", "-created_at"], name="consent_latest")],
                    },
                ),
            ],
        ),
    ]
