"""Where an application stands, for its page: steps, both agencies' pace, a missed standard, the fee (R-15)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from enrollment import selectors
from enrollment.domain.progress import due_at
from enrollment.domain.steps import WAITING, agency_line, missed, steps
from enrollment.domain.transitions import INVOICE
from enrollment.models import Application
from enrollment.views import presenting


def status_context(application: Application) -> dict[str, Any]:
    """Give the steps, the line of each agency, what to do about a missed standard, and the invoice.

    What the agencies' cells say is not said twice.
    """
    facts = selectors.status_facts(application)
    received = application.submitted_at if application.status in WAITING else None
    due = due_at(facts.programme, received) if received else None
    invoice = selectors.invoice_of(application)
    pace = {one.agency: agency_line(one, facts) for one in facts.agencies}
    return {
        "ladder": [replace(step, note=None) if step.code == "vetting" else step for step in steps(facts)],
        "agencies": presenting.agency_cells_paced(application, pace),
        "missed": missed(facts.programme, due, facts.now),
        "invoice": invoice,
        "invoice_state": INVOICE.state(invoice.status) if invoice else None,
        "may_refund": application.status in ("awaiting_payment", "submitted") and bool(invoice and invoice.due),
    }
