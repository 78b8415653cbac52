"""The member's monthly statement of fees per crossing, and the report of fees outside their purpose (R-06, R-07, R-105)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from audit.compliance.domain.ledger_period import Period, first_of, shifted
from audit.compliance.domain.movement_fees import APPLIED, FeeRule, Statement
from audit.compliance.domain.movement_fees_shipped import SHIPPED
from audit.compliance.selectors.movement_fees import fees_of_month, purpose_report
from audit.compliance.views.ledger_words import csv_bytes
from clearance.domain.loops.stating import loop_label
from clearance.upload.template import CSV_TYPE
from portal.accounts.selectors import organisation_get
from portal.core import clock
from portal.core.domain.errors import NotFound
from portal.core.http import PortalRequest
from portal.core.paging import around

PAGE = 100
MONTHS = 24
COLUMNS = (
    "day", "trip", "crossing", "direction", "mode", "loop", "goods", "fee", "basis", "full_amount", "charged",
    "rule_applied", "outside_purpose",
)  # fmt: skip
REPORT_COLUMNS = (
    "fee",
    "owner",
    "basis",
    "purpose",
    "chapter",
    "lines",
    "charged",
    "all_lines",
    "all_charged",
    "month",
)


@require_safe
def fees_home(request: PortalRequest) -> HttpResponse:
    """Send a member to its own statement."""
    if request.actor.is_staff or request.actor.organisation_id is None:
        raise NotFound
    return redirect("compliance:movement_fees", organisation_id=request.actor.organisation_id)


@require_safe
def statement(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """Every crossing of the month with its fee and the rule applied, and what all would have cost without rules."""
    month = month_asked(request)
    found = fees_of_month(actor=request.actor, organisation_id=organisation_id, month=month)
    page = Paginator(found.lines, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "organisation": organisation_get(organisation_id),
        "statement": found,
        "spared": found.gross - found.charged,
        "off_purpose": sum((line.charged for line in found.off_purpose), found.charged * 0),
        "sums": [(APPLIED[code], *sums) for code, sums in found.by_rule.items()],
        "page": page,
        **around(page, f"month={month:%Y-%m}"),
        "rows": [{"line": line, "applied": APPLIED[line.applied], "loop": _loop(line.crossing.loop)} for line in page],
        "rules": _rules(found, month),
        **months_offered(month),
    }
    return render(request, "compliance/movement_fees.html", context)


@require_safe
def statement_csv(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """The same lines for a spreadsheet."""
    month = month_asked(request)
    found = fees_of_month(actor=request.actor, organisation_id=organisation_id, month=month)
    rows = [
        [
            line.crossing.day.isoformat(), line.crossing.number, line.crossing.crossing, line.crossing.direction,
            line.crossing.mode, _loop(line.crossing.loop), " ".join(line.crossing.goods), line.rule.code,
            line.rule.basis.en, f"{line.gross:.2f}", f"{line.charged:.2f}", line.applied,
            "yes" if line.off_purpose else "no",
        ]
        for line in found.lines
    ]  # fmt: skip
    return _file(csv_bytes(COLUMNS, rows), f"preclear-fees-{month:%Y-%m}.csv")


@require_safe
def purpose(request: PortalRequest) -> HttpResponse:
    """Fees charged on crossings with nothing the fee exists for, with totals."""
    month = month_asked(request)
    found = purpose_report(actor=request.actor, month=month)
    return render(request, "compliance/fee_purpose.html", {"report": found, **months_offered(month)})


@require_safe
def purpose_csv(request: PortalRequest) -> HttpResponse:
    """The same report for a spreadsheet."""
    month = month_asked(request)
    found = purpose_report(actor=request.actor, month=month)
    rows: list[list[Any]] = [
        [
            row.rule.code, row.rule.owner, row.rule.basis.en, row.rule.purpose_label.en, row.chapter, row.lines,
            f"{row.amount:.2f}", found.lines, f"{found.charged:.2f}", f"{month:%Y-%m}",
        ]
        for row in found.rows
    ]  # fmt: skip
    return _file(csv_bytes(REPORT_COLUMNS, rows), f"preclear-fees-outside-purpose-{month:%Y-%m}.csv")


def month_asked(request: PortalRequest) -> date:
    today = clock.now().date()
    asked = request.GET.get("month", "")
    found = Period.read(asked, asked, today)
    return found.last if asked == found.codes[0] == found.codes[1] else first_of(today)


def months_offered(month: date) -> dict[str, Any]:
    newest = first_of(clock.now().date())
    return {"month": f"{month:%Y-%m}", "months": [f"{shifted(newest, -back):%Y-%m}" for back in range(MONTHS)]}


def _rules(found: Statement, month: date) -> list[dict[str, Any]]:
    """Every rule that counts in the month, with owner, basis, cost and review; marked when its review is past."""
    until = Period(month, month).until
    counting = [one for one in SHIPPED if one.starts_on <= until and (one.ends_on is None or one.ends_on >= month)]
    used: list[FeeRule] = list(dict.fromkeys([*(line.rule for line in found.lines), *counting]))
    return [{"rule": rule, "overdue": rule.review_on < clock.now().date()} for rule in used]


def _loop(number: int | None) -> str:
    return "" if number is None else loop_label(number)


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=CSV_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
