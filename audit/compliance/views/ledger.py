"""The benefit ledger: the member's own page, the same as CSV and PDF, and the list of members for staff (R-39)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from audit.compliance.domain.ledger_lines import Line
from audit.compliance.domain.ledger_period import USUAL, Period, shifted
from audit.compliance.domain.ledger_shortfall import BENEFIT_SHORTFALL, GROUNDS
from audit.compliance.selectors.ledger import Ledger, ledger_for, members_moving
from audit.compliance.selectors.movement_fees import fees_charged
from audit.compliance.selectors.shortfalls import shortfall_list
from audit.compliance.views.ledger_paper import ledger_paper
from audit.compliance.views.ledger_words import UNIT, ledger_file, ledger_lines, period_words, tier_rows
from clearance.upload.template import CSV_TYPE
from enrollment.selectors.paid import membership_fees
from portal.accounts.selectors import organisation_get, organisations_many
from portal.core import clock
from portal.core.domain.errors import NotFound
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.core.paging import around

LANGUAGES = ("en", "fr")
PAGE = 50
MONTHS_OFFERED = 24
# The three rates, with what their bars are called.
BARS = {
    "rate_now": Text("You, now", "Vous, maintenant"),
    "rate_before": Text("You, before", "Vous, avant"),
    "rate_peers": Text("Non-members", "Non-membres"),
}
GAPS = ("since_joining", "beside_peers")


@require_safe
def ledger_home(request: PortalRequest) -> HttpResponse:
    """Send a member to its own ledger; show staff every member that crossed in the last twelve months."""
    actor = request.actor
    if not actor.is_staff:
        if actor.organisation_id is None:
            raise NotFound
        return redirect("compliance:ledger", organisation_id=actor.organisation_id)
    page = Paginator(members_moving(Period.recent(clock.now().date())), PAGE).get_page(request.GET.get("page"))
    names = organisations_many(page)
    rows = [{"id": id_, "name": names[id_].legal_name} for id_ in page if id_ in names]
    return render(request, "compliance/ledger_home.html", {"page": page, "rows": rows, **around(page)})


@require_safe
def ledger(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """One member's figures in a range of months."""
    found = _found(request, organisation_id)
    lines = _lines(found)
    going_on = [case for case in shortfall_list(actor=request.actor) if case.organisation_id == organisation_id]
    first, last = found.period.codes
    context: dict[str, Any] = {
        "ledger": found,
        "organisation": organisation_get(organisation_id),
        "period": period_words(found.period),
        "first": first,
        "last": last,
        "months": _months(),
        "rates": [line for line in lines if line.code in BARS],
        "gaps": [line for line in lines if line.code in GAPS],
        "others": [line for line in lines if line.code not in (*BARS, *GAPS)],
        "lines": lines,
        "unit": UNIT,
        "tiers": tier_rows(found.tiers),
        "shortfalls": [
            {"case": case, "state": BENEFIT_SHORTFALL.state(case.status), "ground": GROUNDS[case.ground]}
            for case in going_on
        ],
        "chart": [
            (BARS[line.code], round(line.value, 1)) for line in lines if line.code in BARS and line.value is not None
        ],
    }
    return render(request, "compliance/ledger.html", context)


@require_safe
def ledger_csv(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """The same figures for a spreadsheet."""
    found = _found(request, organisation_id)
    return _file(ledger_file(found, _lines(found)), CSV_TYPE, f"{_name(found)}.csv")


@require_safe
def ledger_pdf(request: PortalRequest, organisation_id: UUID, language: str) -> HttpResponse:
    """The same figures on one page to print."""
    if language not in LANGUAGES:
        raise NotFound
    found = _found(request, organisation_id)
    name = organisation_get(organisation_id).legal_name
    drawn = ledger_paper(name=name, period=found.period, lines=_lines(found), language=language)
    return _file(drawn, "application/pdf", f"{_name(found)}-{language}.pdf")


def _found(request: PortalRequest, organisation_id: UUID) -> Ledger:
    today = clock.now().date()
    period = Period.read(request.GET.get("first", ""), request.GET.get("last", ""), today)
    return ledger_for(actor=request.actor, organisation_id=organisation_id, period=period)


def _lines(found: Ledger) -> list[Line]:
    paid, waived = membership_fees(found.organisation_id, found.period.first, found.period.until)
    return ledger_lines(found, (paid, waived, fees_charged(found.organisation_id, found.period)))


def _name(found: Ledger) -> str:
    first, last = found.period.codes
    return f"preclear-ledger-{first}-{last}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _months() -> list[str]:
    newest = Period.recent(clock.now().date(), USUAL).last
    return [f"{shifted(newest, -back):%Y-%m}" for back in range(MONTHS_OFFERED)]
