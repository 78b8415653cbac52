"""A record as it stood on a day beside today: membership, trip, organisation, for the member and auditors (R-37)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.selectors.as_of import trip_as_of
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import MEMBERSHIP
from enrollment.selectors.as_of import membership_as_of
from enrollment.views import purpose_first
from portal.accounts.selectors.as_of import organisation_as_of
from portal.core import clock
from portal.core.domain.formatting import moment_words
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.core.selectors.as_of import AsOf
from portal.workflow.domain import Workflow

ZONE = "America/Toronto"  # a day is a day in Ottawa and Washington
OFFICE = ZoneInfo(ZONE)


@require_safe
@purpose_first("membership")
def membership(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    """A membership on a day."""
    at, day = _moment(request)
    then, now = membership_as_of(actor=request.actor, membership_id=membership_id, at=at)
    return _page(request, MEMBERSHIP_TITLE, day, then, now, MEMBERSHIP)


@require_safe
def trip(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """A trip on a day."""
    at, day = _moment(request)
    then, now = trip_as_of(actor=request.actor, trip_id=trip_id, at=at)
    return _page(request, TRIP_TITLE, day, then, now, TRIP_WORKFLOW)


@require_safe
def organisation(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """An organisation on a day."""
    at, day = _moment(request)
    then, now = organisation_as_of(actor=request.actor, organisation_id=organisation_id, at=at)
    return _page(request, ORGANISATION_TITLE, day, then, now, None)


def _moment(request: PortalRequest) -> tuple[datetime, date]:
    """Give the end of the day asked for, at most now; yesterday when none was asked for or it cannot be read."""
    today = clock.now().astimezone(OFFICE).date()
    try:
        day = min(date.fromisoformat(request.GET.get("on", "")), today)
    except ValueError:
        day = today - timedelta(days=1)
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=OFFICE) - timedelta(microseconds=1)
    return min(end, clock.now()), day


def _page(
    request: PortalRequest, title: Text, day: date, then: AsOf, now: AsOf, workflow: Workflow | None
) -> HttpResponse:
    rows = []
    for name in now.values or then.values or {}:
        old, new = (_shown(name, one.values, workflow) for one in (then, now))
        rows.append({"label": LABELS[name], "then": old, "now": new, "changed": then.values is not None and old != new})
    context: dict[str, Any] = {"title": title, "day": day, "rows": rows, "then": then, "place": ZONE}
    return render(request, "compliance/as_of.html", context)


def _shown(name: str, values: Mapping[str, Any] | None, workflow: Workflow | None) -> Text:
    value = None if values is None else values.get(name)
    if value is None or value == "":
        return NONE
    if isinstance(value, datetime):
        return Text(moment_words(value, ZONE, "en"), moment_words(value, ZONE, "fr"))
    if name == "status" and workflow is not None:
        return workflow.state(value).public
    if name == "programme":
        return PROGRAMMES[value].name
    return Text(str(value), str(value))


NONE = Text("–", "–")
MEMBERSHIP_TITLE = Text("Membership as of a day", "Adhésion à une date donnée")
TRIP_TITLE = Text("Trip as of a day", "Voyage à une date donnée")
ORGANISATION_TITLE = Text("Organisation as of a day", "Organisation à une date donnée")
LABELS = {
    "number": Text("Number", "Numéro"),
    "programme": Text("Programme", "Programme"),
    "status": Text("Status", "État"),
    "tier": Text("Tier", "Niveau"),
    "tier_since": Text("In this tier since", "À ce niveau depuis"),
    "valid_from": Text("Valid from", "Valide à compter du"),
    "valid_until": Text("Valid until", "Valide jusqu'au"),
    "paused_until": Text("Lane paused until", "Voie suspendue jusqu'au"),
    "trip_number": Text("Trip number", "Numéro de voyage"),
    "current_version": Text("Filing version", "Version du dépôt"),
    "crossing": Text("Crossing", "Passage"),
    "direction": Text("Direction", "Direction"),
    "eta": Text("Expected", "Prévu"),
    "plate": Text("Plate", "Plaque"),
    "driver_name": Text("Driver", "Conducteur"),
    "legal_name": Text("Legal name", "Dénomination sociale"),
    "kind": Text("Kind", "Type"),
    "size_class": Text("Trucks", "Camions"),
    "street": Text("Street", "Rue"),
    "city": Text("City", "Ville"),
    "subdivision": Text("Province or state", "Province ou État"),
    "country": Text("Country", "Pays"),
    "postal_code": Text("Postal code", "Code postal"),
}
