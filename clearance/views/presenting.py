"""A trip as its page shows it: the contexts of the shared components."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.trail.selectors import entries_for
from clearance.domain import changing
from clearance.domain.context import STANDARD_NOTICE
from clearance.domain.crosswalk import CrosswalkGroup, crosswalk
from clearance.domain.events import PUBLIC_EVENTS
from clearance.domain.gateways import deadline_with_grace
from clearance.domain.labels import choice_label
from clearance.domain.origin_pilot import LineTariff
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.selectors import TripPage, answers_with_fixes, ladder, messages_for, public_reasons
from clearance.selectors.tariffs import tariffs_of
from clearance.views.agency_strip import strip
from portal.accounts.selectors import organisations_many
from portal.core.access import TRADER_ROLES
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_find

ENTRIES = 30
LEAD_SHEET = Text("Lead sheet", "Feuille d'accompagnement")


def trip_context(request: PortalRequest, page: TripPage) -> dict[str, Any]:
    """Give everything the trip page and its live part need: seven queries more than the page itself."""
    trip, actor = page.trip, request.actor
    crossing = crossing_find(trip.crossing)
    zone = crossing.timezone_for(trip.direction) if crossing else "UTC"
    names = organisations_many([trip.carrier_id, trip.filer_id])
    gateway = messages_for(trip, page.version)
    return {
        "trip": trip,
        "version": page.version,
        "versions": page.versions,
        "state": TRIP_WORKFLOW.state(trip.status),
        "steps": ladder(page),
        "place": zone,
        "deadline": deadline_with_grace(trip.eta - STANDARD_NOTICE, gateway.grace_until),
        "gateway": gateway,
        "actions": trip_actions(page, actor),
        "answers": answers_with_fixes(actor=actor, trip=trip, data=page.manifest),
        "changes": trip_changes(page, actor),
        "may_file": actor.has("trader.admin", "trader.filer"),
        "agencies": _agencies(page, actor),
        "score": page.score,
        "reasons": public_reasons(page.score) if page.score else [],
        "facts": _facts(page, crossing.name if crossing else trip.crossing, names),
        "groups": details(page.manifest, zone),
        "tariffs": _tariffs(page),
        "entries": _entries(trip.id),
        "channel": f"/events/org-{trip.carrier_id}",
        "own_page": actor.organisation_id == trip.carrier_id,
    }


def _tariffs(page: TripPage) -> list[LineTariff]:
    """Give the lines beside both tariffs; nothing before any rates are on record."""
    lines = tariffs_of(page.manifest, page.trip.eta)
    return lines if any(line.rates for line in lines) else []


def trip_actions(page: TripPage, actor: Actor) -> list[dict[str, Any]]:
    """Give the buttons the workflow allows this actor now, the primary one first; copying is always possible."""
    trip = page.trip
    sheet = {"label": LEAD_SHEET, "url": _url("lead_sheet", trip.id), "key": "l", "tone": "outline", "get": True}
    sheets = [sheet] if trip.status != "cancelled" and actor.has(*TRADER_ROLES) else []
    if not actor.has("trader.admin", "trader.filer"):
        return sheets
    allowed = {move.action for move in TRIP_WORKFLOW.available(trip.status, actor)}
    found = []
    if "amend" in allowed:
        label = (
            Text("Fix and send again", "Corriger et renvoyer")
            if trip.status == "needs_fixing"
            else Text("Amend", "Modifier")
        )
        found.append({"label": label, "url": _url("trip_amend", trip.id), "key": "a", "tone": "primary"})
    found += sheets
    found.append({"label": Text("Copy", "Copier"), "url": _url("trip_copy", trip.id), "key": "c", "tone": "outline"})
    if "cancel" in allowed:
        label = Text("Cancel the trip", "Annuler le voyage")
        found.append({"label": label, "url": _url("trip_cancel", trip.id), "tone": "bad", "get": True})
    return found


def trip_changes(page: TripPage, actor: Actor) -> list[dict[str, Any]]:
    """Give the short forms for one change, while the trip may still be amended by this actor."""
    trip = page.trip
    if not actor.has("trader.admin", "trader.filer"):
        return []
    if "amend" not in {move.action for move in TRIP_WORKFLOW.available(trip.status, actor)}:
        return []
    return [
        {
            "label": changing.CHANGES[what],
            "icon": changing.ICONS[what],
            "url": reverse("clearance:trip_change", args=[trip.id, what]),
        }
        for what in changing.offered(page.manifest)
    ]


def _url(name: str, key: Any) -> str:
    return reverse(f"clearance:{name}", args=[key])


def _agencies(page: TripPage, actor: Actor) -> list[dict[str, Any]]:
    """Give the agency cells, the country one leaves on the left (ux.md: by direction of travel)."""
    first = "CBSA" if page.trip.direction == "SB" else "CBP"
    cells = strip(page.lines, page.statuses, first=first)
    for cell in cells:
        request = page.statuses[cell["agency"]].request
        if request is not None and actor.has("trader.admin", "trader.filer"):
            cell["url"] = _url("agency_request", request.id)
    return cells


def _facts(page: TripPage, crossing: Any, names: Mapping[Any, Any]) -> list[dict[str, Any]]:
    trip = page.trip
    carrier, filer = names.get(trip.carrier_id), names.get(trip.filer_id)
    return [
        {"label": _("Direction"), "value": choice_label("direction", trip.direction)},
        {"label": _("Crossing"), "value": crossing},
        {"label": _("Expected arrival"), "at": trip.eta},
        {"label": _("Truck plate"), "identifier": trip.plate},
        {"label": _("Driver"), "value": trip.driver_name or _("identified by card or number")},
        {"label": _("Carrier"), "value": carrier.name if carrier else ""},
        {"label": _("Filed by"), "value": filer.name if filer else ""},
        {"label": _("Load"), "value": _load(page)},
        {"label": _("Receipt"), "value": page.version.digest},
    ]


def _load(page: TripPage) -> str:
    trip = page.trip
    if not trip.shipment_count:
        return _("empty")
    shipments = ngettext("%(n)s shipment", "%(n)s shipments", trip.shipment_count) % {"n": trip.shipment_count}
    lines = ngettext("%(n)s goods line", "%(n)s goods lines", trip.line_count) % {"n": trip.line_count}
    return f"{shipments}, {lines}"


def details(manifest: Mapping[str, Any], zone: str) -> list[CrosswalkGroup]:
    """Give the filing as each agency gets it, its times on the clock of the port."""
    return crosswalk(manifest, zone)


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give what differs between two filings, path by path, in the words of the registry."""
    old, new = _flat(before), _flat(after)
    paths = [*new, *(path for path in old if path not in new)]
    return [
        {
            "label": (new.get(path) or old[path])[0],
            "before": old[path][1] if path in old else "",
            "after": new[path][1] if path in new else "",
        }
        for path in paths
        if old.get(path, ("", ""))[1] != new.get(path, ("", ""))[1]
    ]


def _flat(manifest: Mapping[str, Any]) -> dict[str, tuple[Text, str]]:
    return {
        row.path: (Text(f"{group.title.en}: {row.label.en}", f"{group.title.fr} : {row.label.fr}"), row.value)
        for group in crosswalk(manifest)
        for row in group.rows
    }


def _entries(trip_id: UUID) -> list[dict[str, Any]]:
    """Give what happened, newest first; events without public words, such as officers' notes, are not shown."""
    rows = entries_for(Subject("trip", trip_id)).filter(event__in=list(PUBLIC_EVENTS)).order_by("-at", "-id")[:ENTRIES]
    return [_entry(entry) for entry in rows]


def _entry(entry: Any) -> dict[str, Any]:
    return {
        "at": entry.at,
        "title": PUBLIC_EVENTS[entry.event],
        "actor": entry.actor_agency or entry.actor_name,
        "icon": "dot",
    }
