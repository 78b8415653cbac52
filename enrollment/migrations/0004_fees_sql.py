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
    dependencies = [("enrollment", "0003_criteria_sql"), ('accounts', '0002_sql'), ('core', '0003_two_keys')]
    operations = [
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
