"""Without login: inspection rates by tier with their bases, and waits with method and age (R-101, R-99, R-47).

Every tile can be taken away as CSV with its definition, period and n.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.compliance.domain.benefits import Benefits, Quarter, benefits
from audit.compliance.domain.ledger import Rate
from audit.compliance.domain.ledger_lines import PER_100, rate_line
from audit.compliance.selectors.benefits import quarter_groups
from audit.compliance.views.ledger_words import csv_bytes, plain
from clearance.selectors.wait_board import BY_READERS, KnownWait, waits_known
from clearance.upload.template import CSV_TYPE
from portal.core import clock
from portal.core.domain.errors import NotFound
from portal.core.domain.formatting import duration_words
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_list

QUARTERS = 8
ALL = "tiers"
PORTS = "ports"
LEFT_OUT = "left out"
NONE = "T0"
TIER_WORDS = {NONE: Text("Not members", "Non-membres")}
RATE_COLUMNS = ("tier", "port", "inspected", "movements", "per_100", "low_95", "high_95", "period", "definition")
WAIT_COLUMNS = ("port", "direction", "minutes", "method", "trucks", "measured_at", "definition")


@require_safe
def benefits_page(request: PortalRequest) -> HttpResponse:
    """Show a closed quarter: a tile for each tier, a table of tiers and ports."""
    today = clock.now().date()
    quarter = Quarter.read(request.GET.get("quarter", ""), today)
    found = benefits(quarter_groups(quarter))
    names = _names()
    newest = Quarter.last_over(today)
    context = {
        "quarter": quarter,
        "quarters": [newest.back(step) for step in range(QUARTERS)],
        "tiles": [_tile(tier, rate, quarter) for tier, rate in found.tiers.items()],
        "ports": [{"name": names.get(code, code), "line": _line(rate)} for code, rate in found.crossings.items()],
        "rows": _table(found, names),
        "left_out": found.left_out,
        "unit": PER_100,
        "chart": [(_tier(tier), round(rate.share * 100, 1)) for tier, rate in found.tiers.items()],
        "definition": MEANS,
    }
    return render(request, "compliance/benefits.html", context)


@require_safe
def benefits_csv(request: PortalRequest, figure: str) -> HttpResponse:
    """Give one tile (t0 to t3), all tiers, or the table of ports, with definition, period and n."""
    quarter = Quarter.read(request.GET.get("quarter", ""), clock.now().date())
    found = benefits(quarter_groups(quarter))
    if figure == PORTS:
        rows = [[tier, port, *_cells(rate), quarter.code, MEANS.en] for (tier, port), rate in found.cells.items()]
    elif figure == ALL or figure.upper() in found.tiers:
        rows = [
            [tier, "all", *_cells(rate), quarter.code, MEANS.en]
            for tier, rate in found.tiers.items()
            if figure in (ALL, tier.lower())
        ]
    else:
        raise NotFound
    return _file(csv_bytes(RATE_COLUMNS, rows), f"preclear-benefits-{figure}-{quarter.code}.csv")


@require_safe
def waits(request: PortalRequest) -> HttpResponse:
    """Show the newest wait of each place with its method and age."""
    names = _names()
    rows = [_wait(wait, names) for wait in waits_known()]
    return render(request, "compliance/waits.html", {"rows": rows, "looked_at": clock.now(), "definition": WAIT_MEANS})


@require_safe
def waits_csv(request: PortalRequest) -> HttpResponse:
    """The same for a spreadsheet."""
    rows: list[list[Any]] = [
        [one.crossing, one.direction, one.minutes, one.method, one.trucks or "", one.at.isoformat(), WAIT_MEANS.en]
        for one in waits_known()
    ]
    return _file(csv_bytes(WAIT_COLUMNS, rows), "preclear-waits.csv")


def _tile(tier: str, rate: Rate, quarter: Quarter) -> dict[str, Any]:
    link = reverse("compliance:benefits_csv", args=[tier.lower()])
    return {"label": _tier(tier), "line": _line(rate), "csv": f"{link}?quarter={quarter.code}"}


def _tier(tier: str) -> Text:
    return TIER_WORDS.get(tier, Text(f"Tier {tier[1:]}", f"Niveau {tier[1:]}"))


def _line(rate: Rate | None) -> Any:
    return rate_line("rate", RATE, MEANS, rate)


def _table(found: Benefits, names: dict[str, Text]) -> list[dict[str, Any]]:
    return [
        {"tier": _tier(tier), "port": names.get(port, port), "line": None if rate is None else _line(rate)}
        for (tier, port), rate in sorted(found.cells.items(), key=lambda cell: (cell[0][1], cell[0][0]))
    ]


def _cells(rate: Rate | None) -> list[Any]:
    if rate is None:
        return [LEFT_OUT] * 5
    return [rate.part, rate.n, *(plain(100 * value) for value in (rate.share, *rate.bounds))]


def _wait(wait: KnownWait, names: dict[str, Text]) -> dict[str, Any]:
    return {
        "wait": wait,
        "port": names.get(wait.crossing, wait.crossing),
        "method": METHOD_READERS if wait.method == BY_READERS else METHOD_OFFICER,
        "age": Text(duration_words(wait.age, "en"), duration_words(wait.age, "fr")),
    }


def _names() -> dict[str, Text]:
    return {one.code: Text(one.name_en, one.name_fr) for one in crossing_list(active=None)}


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=CSV_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


RATE = Text("Inspections per 100 movements", "Inspections par 100 passages")
MEANS = Text(
    "Movements of carriers in this tier at the crossing that were inspected in secondary, per 100 movements that ended "
    "in the quarter; interval: Wilson, 95 %. Counts that could be read as one company's are left out.",
    "Passages de transporteurs de ce niveau au moment du passage qui ont été inspectés en secondaire, par 100 passages "
    "terminés dans le trimestre; intervalle de Wilson à 95 %. Les nombres attribuables à une entreprise sont omis.",
)
WAIT_MEANS = Text(
    "Minutes a truck waited for the FAST lane, from the end of the queue to the booth. Measured by readers: the median of "
    "the last five trucks in half an hour. Measured by an officer: what the officer of the port saw.",
    "Minutes d'attente d'un camion pour la voie EXPRES, de la fin de la file à la guérite. Mesuré par lecteurs : médiane "
    "des cinq derniers camions en une demi-heure. Mesuré par un agent : ce que l'agent du bureau a vu.",
)
METHOD_READERS = Text("measured by readers", "mesuré par lecteurs")
METHOD_OFFICER = Text("measured by an officer", "mesuré par un agent")
