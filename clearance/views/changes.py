"""One change of a filed trip on one short page; the next page shows what changes before it is sent (R-26)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clearance.domain import changing
from clearance.domain.codes import DIRECTIONS
from clearance.domain.drafting import only_asked
from clearance.domain.elements import GROUPS
from clearance.domain.labels import choice_label
from clearance.domain.numbers import control_numbers
from clearance.domain.saved import DRIVER, KINDS, PRODUCT, TRAILER, TRUCK, for_direction
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.forms import ElementForm, ElementGrid, words
from clearance.models import SavedRecord, Trip
from clearance.selectors import manifest_data, saved_offers, trip_for_actor
from clearance.selectors.reference import zone_of
from clearance.services import draft_change, draft_return, manifest_read
from clearance.views.change_edits import Edit, all_but, edit_of
from clearance.views.wizard.choosing import LABELS, find, offered
from clearance.views.wizard.panels import Panel, packages, words_of
from portal.core.domain.errors import Conflict, ErrorItem, NotFound
from portal.core.domain.text import Text
from portal.core.http import PortalRequest

KIND_OF = {changing.TRUCK: TRUCK, changing.DRIVER: DRIVER, changing.TRAILER: TRAILER}


@require_http_methods(["GET", "POST"])
def change(request: PortalRequest, trip_id: UUID, what: str) -> HttpResponse:
    """Ask for one thing only; a POST prepares the next version and shows what it changes."""
    trip = trip_for_actor(actor=request.actor, trip_id=trip_id)
    data = manifest_data(trip)
    if what not in changing.offered(data):
        raise NotFound
    if "amend" not in {move.action for move in TRIP_WORKFLOW.available(trip.status, request.actor)}:
        raise Conflict([TOO_LATE])
    items: list[ErrorItem] = []
    if request.method == "POST":
        if request.POST.get("version") == str(trip.current_version):
            answer = _take(request, trip, data, what, items)
            if answer is not None:
                return answer
        else:
            items.append(CHANGED)
    return _page(request, trip, data, what, items)


def _take(
    request: PortalRequest, trip: Trip, data: dict[str, Any], what: str, items: list[ErrorItem]
) -> HttpResponse | None:
    """Prepare the change; None when a record was named that is not kept."""
    kind, name = KIND_OF.get(what, ""), request.POST.get("choose", "").strip()
    if kind and name:
        record = find(name, saved_offers(actor=request.actor, kinds=[kind])[kind])
        if record is None:
            items.append(NOT_KEPT)
            return None
        edit = _put_in(what, record, trip.direction)
    else:
        edit = edit_of(what, trip.direction, request.POST, _place(request, data))
    draft = draft_change(actor=request.actor, trip_id=trip.id, edit=edit)
    if what == changing.ADD:
        return redirect("clearance:draft_section", draft_id=draft.id, section=f"parties-{len(draft.data['shipments'])}")
    return redirect("clearance:draft_check", draft_id=draft.id)


def _put_in(what: str, record: SavedRecord, direction: str) -> Edit:
    """Put a kept record in the place of what is filed."""
    kept = for_direction(KINDS[record.kind].group, record.data, direction)
    if what == changing.TRUCK:
        return lambda data: changing.with_truck(data, kept)
    if what == changing.DRIVER:
        return lambda data: changing.with_driver(data, kept)
    return lambda data: changing.with_trailers(data, [kept, *data["equipment"][1:]])


def _place(request: PortalRequest, data: dict[str, Any]) -> int:
    """Give the place of the shipment the page is about, counted from 0; the first one when none is named."""
    named = request.GET.get("shipment", "1")
    number = int(named) - 1 if named.isdecimal() and len(named) < 4 else 0
    return number if 0 <= number < len(data["shipments"]) else 0


# --- the page ---------------------------------------------------------------------------------------------
def _page(request: PortalRequest, trip: Trip, data: dict[str, Any], what: str, items: list[ErrorItem]) -> HttpResponse:
    kind = KIND_OF.get(what, "")
    offers = saved_offers(actor=request.actor, kinds=[kind])[kind] if kind else []
    place = _place(request, data)
    numbers = control_numbers(manifest_read(data)) if what in {changing.LINE, changing.DROP} else ()
    context = {
        "trip": trip,
        "what": what,
        "title": changing.CHANGES[what],
        "icon_name": changing.ICONS[what],
        "panels": _panels(what, trip, data, place),
        "shipments": [(position, number, position == place) for position, number in enumerate(numbers)],
        "chooser": words(LABELS[kind]) if offers else "",
        "offers": offered(offers),
        "items": items,
        "needs_search": what == changing.LINE,
    }
    return render(request, "clearance/changes/change.html", context, status=422 if items else 200)


def _panels(what: str, trip: Trip, data: dict[str, Any], place: int) -> list[Panel]:
    direction, zone = trip.direction, zone_of(trip.crossing, trip.direction)
    if what == changing.ETA:
        form = ElementForm(
            "trip",
            prefix="trip",
            direction=direction,
            values=data["trip"],
            leave_out=all_but("trip", "eta"),
            zone=zone,
        )
        return [Panel(_("Trip"), form=form, hint=_("Times are local to the port."))]
    if what == changing.TRUCK:
        choices = {"type": words_of("conveyance")}
        form = ElementForm(
            "conveyance",
            prefix="conveyance",
            direction=direction,
            values=data["conveyance"],
            leave_out=("seals",),
            choices=choices,
        )
        return [Panel(_("Truck"), form=form)]
    if what == changing.DRIVER:
        return [_driver_panel(data, direction)]
    if what == changing.TRAILER:
        choices = {"type": words_of("equipment")}
        grid = ElementGrid(
            "equipment", prefix="equipment", direction=direction, records=data["equipment"], choices=choices
        )
        return [Panel(_("Trailers and containers"), grid=grid, add_label=_("Add a trailer"))]
    if what == changing.SEALS:
        return _seal_panels(data, direction)
    return [_goods_panel(data, direction, place)] if what == changing.LINE else []


def _driver_panel(data: dict[str, Any], direction: str) -> Panel:
    number = changing.driver_place(data["crew"])
    known = data["crew"][number] if number < len(data["crew"]) else {"role": "DRIVER"}
    choices = {"type": words_of("document")}
    form = ElementForm("crew", prefix="crew-0", direction=direction, values=known, choices=choices)
    return Panel(_("Driver"), form=form)


def _seal_panels(data: dict[str, Any], direction: str) -> list[Panel]:
    parts = [("conveyance", "conveyance", _("Truck"), data["conveyance"])]
    parts += [
        ("equipment", f"equipment-{number}", str(record.get("number") or number + 1), record)
        for number, record in enumerate(data["equipment"])
    ]
    return [
        Panel(
            title,
            form=ElementForm(
                group, prefix=prefix, direction=direction, values=record, leave_out=all_but(group, "seals")
            ),
        )
        for group, prefix, title, record in parts
    ]


def _goods_panel(data: dict[str, Any], direction: str, place: int) -> Panel:
    trailers = [(str(item["number"]), str(item["number"])) for item in data["equipment"] if item.get("number")]
    choices: dict[str, Any] = {"package_code": packages(), **({"equipment": trailers} if trailers else {})}
    grid = ElementGrid(
        "line",
        prefix=f"shipments-{place}-lines",
        direction=direction,
        records=data["shipments"][place].get("lines", []),
        choices=choices,
        extra=0,
    )
    return Panel(_("Goods"), grid=grid, add_label=_("Add goods"), kind=PRODUCT)


# --- the way back -----------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def way_back(request: PortalRequest, trip_id: UUID) -> HttpResponse:
    """Begin the trip back from this one: empty, or with goods; what both directions ask is not asked again."""
    trip = trip_for_actor(actor=request.actor, trip_id=trip_id)
    if request.method == "POST" and request.POST.get("load") in {"empty", "loaded"}:
        draft = draft_return(actor=request.actor, trip_id=trip_id, loaded=request.POST["load"] == "loaded")
        return redirect("clearance:draft", draft_id=draft.id)
    way = next(code for code in DIRECTIONS if code != trip.direction)
    left = [
        words(element.name)
        for group in ("trip", "conveyance", "equipment", "crew", "shipment")
        for element in GROUPS[group]
        if element.key in only_asked(group, way, trip.direction)
    ]
    context = {
        "trip": trip,
        "direction": choice_label("direction", way),
        "left": left,
        "missing": request.method == "POST",
        "back": reverse("clearance:trip_detail", args=[trip_id]),
    }
    return render(request, "clearance/changes/return.html", context, status=422 if context["missing"] else 200)


TOO_LATE = ErrorItem(
    "CLR_CHANGE_LATE",
    Text("This trip can no longer be changed here.", "Ce voyage ne peut plus être modifié ici."),
    fix=Text(
        "At the border, tell the officer; afterwards, write to the agency.",
        "À la frontière, dites-le à l'agent; après, écrivez à l'organisme.",
    ),
)
CHANGED = ErrorItem(
    "CLR_CHANGE_STALE",
    Text(
        "The trip has moved on since you opened this page.",
        "Le voyage a changé depuis que vous avez ouvert cette page.",
    ),
    fix=Text("Look at it as it is now, then make your change.", "Voyez où il en est, puis faites votre modification."),
)
NOT_KEPT = ErrorItem(
    "CLR_CHANGE_RECORD",
    Text("No saved record has this name.", "Aucune fiche ne porte ce nom."),
    path="choose",
    fix=Text(
        "Choose one of the list, or fill in the fields below.", "Choisissez dans la liste, ou remplissez les champs."
    ),
)
