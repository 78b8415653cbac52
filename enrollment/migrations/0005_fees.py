"""Fees and waivers under two keys, invoices, payments; why members leave (R-05, R-102, R-105)."""

import django.db.models.deletion
import django.db.models.expressions
import portal.core.clock
import portal.core.ids
import portal.core.together
from django.conf import settings
from django.db import migrations, models


from enrollment import sql
from portal.core.sql import append_only, trail_required, two_key_guard, workflow_guard

KEYED = ("enrollment_fee", "enrollment_fee_waiver")
ADDED = ("enrollment_payment_event", *(f"{table}_signature" for table in KEYED))
TRAILED = (*KEYED, *ADDED, "enrollment_invoice", "enrollment_payment")
INVOICE_MOVES = ("status", "row_version", "settled_at", "closed_at")
PAYMENT_MOVES = (
    *("status", "row_version", "session_id", "checkout_url", "received_minor", "received_currency", "refund_id"),
    *("last_error", "settled_at"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sql'),
        ('enrollment', '0004_criteria_sql'),
        ('core', '0003_two_keys'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='application',
            name='application_submitted_dated',
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='application_one_open_company',
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='application_one_open_person',
        ),
        migrations.AddField(
            model_name='application',
            name='sent_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='sent_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='historicalmembership',
            name='withdrawal_code',
            field=models.CharField(blank=True, default='', max_length=20),
        ),
        migrations.AddField(
            model_name='historicalmembership',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='withdrawal_code',
            field=models.CharField(blank=True, default='', max_length=20),
        ),
        migrations.AddField(
            model_name='membership',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'awaiting_payment', 'withdrawn']), ('submitted_at__isnull', False), _connector='OR'), name='application_submitted_dated'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', False), ('status__in', ('draft', 'awaiting_payment', 'submitted', 'under_review'))), fields=('programme', 'organisation'), name='application_one_open_company'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('draft', 'awaiting_payment', 'submitted', 'under_review')), ('user__isnull', False)), fields=('programme', 'user'), name='application_one_open_person'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawal_code', ''), ('withdrawn_at', None)), models.Q(('withdrawal_code__in', ['NO_QUICKER', 'STILL_CHECKED', 'COST', 'PAPERWORK', 'REQUIREMENTS', 'TREATMENT', 'SELDOM', 'OTHER_PROGRAMME', 'COMPANY_CHANGED', 'OTHER', 'NOT_SAID']), ('withdrawn_at__isnull', False)), _connector='OR'), name='membership_exit_has_reason'),
        ),
        portal.core.together.CreateTogether(
            tables=[
                migrations.CreateModel(
                    name='Fee',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                        ('number', models.PositiveIntegerField(unique=True)),
                        ('document', models.JSONField()),
                        ('digest', models.CharField(max_length=64)),
                        ('status', models.CharField(max_length=40)),
                        ('note', models.TextField(blank=True, default='')),
                        ('valid_from', models.DateTimeField(default=portal.core.clock.now)),
                        ('author_as', models.CharField(max_length=150)),
                        ('in_force_at', models.DateTimeField(null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('programme', models.CharField(max_length=20)),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'db_table': 'enrollment_fee',
                        'constraints': [models.CheckConstraint(condition=models.Q(('programme__in', ['FAST_CARRIER', 'FAST_SHIPPER', 'FAST_DRIVER', 'NEXUS'])), name='fee_programme')],
                    },
                ),
                migrations.CreateModel(
                    name='FeeSignature',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('agency', models.CharField(max_length=10)),
                        ('signed_as', models.CharField(max_length=150)),
                        ('digest', models.CharField(max_length=64)),
                        ('signed_at', models.DateTimeField(default=portal.core.clock.now)),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='enrollment.fee')),
                    ],
                    options={
                        'db_table': 'enrollment_fee_signature',
                        'constraints': [models.UniqueConstraint(fields=('version', 'agency'), name='fee_key_once'), models.UniqueConstraint(fields=('version', 'officer'), name='fee_person_once')],
                    },
                ),
                migrations.CreateModel(
                    name='FeeWaiver',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                        ('number', models.PositiveIntegerField(unique=True)),
                        ('document', models.JSONField()),
                        ('digest', models.CharField(max_length=64)),
                        ('status', models.CharField(max_length=40)),
                        ('note', models.TextField(blank=True, default='')),
                        ('valid_from', models.DateTimeField(default=portal.core.clock.now)),
                        ('author_as', models.CharField(max_length=150)),
                        ('in_force_at', models.DateTimeField(null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('programme', models.CharField(max_length=20)),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'db_table': 'enrollment_fee_waiver',
                        'constraints': [models.CheckConstraint(condition=models.Q(('programme__in', ['FAST_CARRIER', 'FAST_SHIPPER', 'FAST_DRIVER', 'NEXUS'])), name='waiver_programme')],
                    },
                ),
                migrations.CreateModel(
                    name='FeeWaiverSignature',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('agency', models.CharField(max_length=10)),
                        ('signed_as', models.CharField(max_length=150)),
                        ('digest', models.CharField(max_length=64)),
                        ('signed_at', models.DateTimeField(default=portal.core.clock.now)),
                        ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='enrollment.feewaiver')),
                    ],
                    options={
                        'db_table': 'enrollment_fee_waiver_signature',
                        'constraints': [models.UniqueConstraint(fields=('version', 'agency'), name='waiver_key_once'), models.UniqueConstraint(fields=('version', 'officer'), name='waiver_person_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Invoice',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                        ('number', models.CharField(max_length=20, unique=True)),
                        ('programme', models.CharField(max_length=20)),
                        ('currency', models.CharField(default='USD', max_length=3)),
                        ('gross', models.DecimalField(decimal_places=2, max_digits=10)),
                        ('waived', models.DecimalField(decimal_places=2, max_digits=10)),
                        ('due', models.DecimalField(decimal_places=2, max_digits=10)),
                        ('lines', models.JSONField()),
                        ('status', models.CharField(default='open', editable=False, max_length=12)),
                        ('issued_at', models.DateTimeField()),
                        ('settled_at', models.DateTimeField(null=True)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='invoice', to='enrollment.application')),
                        ('fee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enrollment.fee')),
                        ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                        ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('waiver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enrollment.feewaiver')),
                    ],
                    options={
                        'db_table': 'enrollment_invoice',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('organisation', None), ('user__isnull', False)), models.Q(('organisation__isnull', False), ('user', None)), _connector='OR'), name='invoice_one_holder'), models.CheckConstraint(condition=models.Q(('due__gte', 0), ('gross', django.db.models.expressions.CombinedExpression(models.F('waived'), '+', models.F('due'))), ('gross__gte', 0), ('waived__gte', 0)), name='invoice_adds_up'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'waived'), _negated=True), ('due', 0), _connector='OR'), name='invoice_waived_is_nothing_due'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['paid', 'refunding', 'refunded']), _negated=True), ('due__gt', 0), _connector='OR'), name='invoice_paid_was_due')],
                        'indexes': [models.Index(fields=['organisation', '-issued_at'], name='invoice_of_company'), models.Index(fields=['user', '-issued_at'], name='invoice_of_person')],
                    },
                ),
                migrations.CreateModel(
                    name='Payment',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                        ('amount_minor', models.PositiveIntegerField()),
                        ('currency', models.CharField(max_length=3)),
                        ('status', models.CharField(default='created', editable=False, max_length=12)),
                        ('session_id', models.CharField(blank=True, default='', max_length=100)),
                        ('checkout_url', models.URLField(blank=True, default='', max_length=500)),
                        ('language', models.CharField(default='en', max_length=2)),
                        ('received_minor', models.PositiveIntegerField(null=True)),
                        ('received_currency', models.CharField(blank=True, default='', max_length=10)),
                        ('refund_id', models.CharField(blank=True, default='', max_length=100)),
                        ('last_error', models.CharField(blank=True, default='', max_length=300)),
                        ('settled_at', models.DateTimeField(null=True)),
                        ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='enrollment.invoice')),
                    ],
                    options={
                        'db_table': 'enrollment_payment',
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount_minor__gt', 0)), name='payment_some_amount'), models.UniqueConstraint(condition=models.Q(('status__in', ['created', 'opened'])), fields=('invoice',), name='payment_one_at_a_time'), models.UniqueConstraint(condition=models.Q(('status', 'succeeded')), fields=('invoice',), name='payment_one_success'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'succeeded'), _negated=True), models.Q(('received_currency', models.F('currency')), ('received_minor', models.F('amount_minor'))), _connector='OR'), name='payment_success_is_exact')],
                    },
                ),
                migrations.CreateModel(
                    name='PaymentEvent',
                    fields=[
                        ('id', models.UUIDField(default=portal.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False)),
                        ('event_id', models.CharField(max_length=100, unique=True)),
                        ('kind', models.CharField(blank=True, default='', max_length=40)),
                        ('body', models.TextField()),
                        ('outcome', models.CharField(max_length=20)),
                        ('payment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='enrollment.payment')),
                    ],
                    options={
                        'db_table': 'enrollment_payment_event',
                    },
                ),
            ],
        ),
        migrations.RunSQL(*sql.KEEP_FIXED),
        *(migrations.RunSQL(*trail_required(table)) for table in TRAILED),
        *(migrations.RunSQL(*append_only(table)) for table in ADDED),
        *(migrations.RunSQL(*workflow_guard(table, table)) for table in ("enrollment_invoice", "enrollment_payment")),
        *(migrations.RunSQL(*workflow_guard(table, table)) for table in KEYED),
        *(migrations.RunSQL(*two_key_guard(table, "approved")) for table in KEYED),
        migrations.RunSQL(*sql.complete("enrollment_fee", sql.FEE_FIGURES)),
        migrations.RunSQL(*sql.complete("enrollment_fee_waiver", sql.WAIVER_FIGURES)),
        migrations.RunSQL(*sql.kept_fixed("enrollment_invoice", *INVOICE_MOVES)),
        migrations.RunSQL(*sql.kept_fixed("enrollment_payment", *PAYMENT_MOVES)),
        migrations.RunSQL(*sql.PAID_FIRST),
    ]
