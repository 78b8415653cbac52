"""Yield and consistency: what rules and causes bring, and who is treated differently (R-38, R-90, R-104)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clearance.domain.causes import CAUSES
from clearance.domain.simulation_words import share_words
from clearance.selectors import active_profile
from clearance.selectors.drifts import Drift, drifts
from clearance.selectors.yields import FLOOR, SUPERVISOR, Overrides, Window, Yield, yields
from clearance.targeting.rates import PSI_ACT, PSI_WATCH, Fairness, Share, share_as_json
from clearance.views.simulation_report import label_of
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_list

PERIODS = (30, 90, 365)
USUAL = 90
MOST_DRIFTS = 12
GROUPS = {
    "tier": Text("Carrier's tier", "Niveau du transporteur"),
    "country": Text("Carrier's country", "Pays du transporteur"),
    "size": Text("Carrier's size", "Taille du transporteur"),
}


@require_GET
def page(request: PortalRequest) -> HttpResponse:
    crossings = {place.code: place.name for place in crossing_list(commercial=True)}
    asked, crossing = request.GET.get("days", ""), request.GET.get("crossing", "")
    days = next((period for period in PERIODS if str(period) == asked), USUAL)
    window = Window.last(days, crossing if crossing in crossings else "")
    found = yields(actor=request.actor, window=window)
    context = {
        "periods": PERIODS,
        "days": days,
        "crossings": crossings,
        "crossing": window.crossing,
        "floor": FLOOR * 100,
        "tables": (
            (Text("By cause of the referral", "Par motif du renvoi"), "causes", _causes(found.causes)),
            (Text("By rule", "Par règle"), "rules", _rules(found.rules)),
        ),
        "ports": [{"name": crossings.get(port.name, port.name), "port": port} for port in found.ports.ports],
        "chance": None if found.ports.p is None else found.ports.p * 100,
        "groups": [(GROUPS[by], by, [_group(by, one) for one in groups]) for by, groups in found.groups.items()],
        "overrides": [_officer(one, crossings) for one in found.overrides],
        "is_supervisor": request.actor.has(SUPERVISOR),
        "drift": [{"one": one, "tone": _tone(one)} for one in drifts(window)[:MOST_DRIFTS]],
    }
    return render(request, "clearance/yields.html", context)


def _said(share: Share) -> Text:
    return share_words(share_as_json(share))


def _causes(found: tuple[Yield, ...]) -> list[dict[str, Any]]:
    return [_row(one, CAUSES[one.code].label if one.code in CAUSES else None) for one in found]


def _rules(found: tuple[Yield, ...]) -> list[dict[str, Any]]:
    """Rules of the profile in force with their words, those that never hit among them; older ones by their id."""
    words = {rule.id: rule.detail for rule in active_profile().profile.rules}
    silent = words.keys() - {one.code for one in found}
    rows = [
        _row(one, words.get(one.code)) for one in (*found, *(Yield(rule, 0, 0, 0, 0, 0, 0, 0, 0) for rule in silent))
    ]
    return sorted(rows, key=lambda row: (row["words"] is None, row["one"].code))


def _row(one: Yield, words: Text | None) -> dict[str, Any]:
    return {"one": one, "words": words, "share": _said(one.share)}


def _group(by: str, one: Fairness) -> dict[str, Any]:
    group = one.group
    return {"label": label_of(by, group.name), "one": one, "sent": _said(group.referred), "random": _said(group.random)}


def _officer(one: Overrides, crossings: dict[str, Text]) -> dict[str, Any]:
    return {"one": one, "place": crossings.get(one.crossing, one.crossing), "share": _said(one.share)}


def _tone(one: Drift) -> str:
    return "bad" if one.index >= PSI_ACT else "warn" if one.index >= PSI_WATCH else "good"
