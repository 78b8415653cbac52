"""From a booth screen's rows to what the template shows: advice, three reasons, links, agencies, goods."""

from __future__ import annotations

from typing import Any

from clearance.domain.agency_workflow import YES
from clearance.domain.causes import causes_for
from clearance.domain.holds import HOLD_LABELS
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER
from clearance.selectors import BoothScreen
from clearance.targeting.lane_policy import default_policy
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.reference.selectors import agency_hours, crossing_get, hs_many

TOP_GOODS = 3
TOP_REASONS = 3
LOAD = {"LOADED": Text("Loaded", "Chargé"), "EMPTY": Text("Empty", "Vide")}


def screen_context(screen: BoothScreen, actor: Actor, language: str) -> dict[str, Any]:
    """Give everything the one screen shows; nothing here queries."""
    trip = screen.trip
    place = crossing_get(trip.crossing)
    before = trip.status in (*BEFORE_BORDER, AT_BORDER)
    presumed = trip.lane == "GREEN_FAST"
    own = next((line for line in screen.lines if line.agency == actor.agency), None)
    return {
        "screen": screen,
        "trip": trip,
        "place": place,
        "state": TRIP_WORKFLOW.state(trip.status),
        "lane": trip.lane if trip.scored_version == trip.current_version else "",
        "score": screen.score,
        "cut": default_policy().security_cut,
        "reasons": _reasons(screen),
        "agencies": _agencies(screen, trip.direction),
        "goods": _goods(screen),
        "equipment": screen.manifest.get("equipment", []),
        "seals": _seals(screen),
        "drivers": [member for member in screen.manifest.get("crew", []) if member.get("role") == "DRIVER"],
        "passengers": len([m for m in screen.manifest.get("crew", []) if m.get("role") != "DRIVER"]),
        "load": LOAD.get(screen.manifest["trip"].get("load", ""), LOAD["LOADED"]),
        "links": _links(screen),
        "causes": [{"cause": cause, "key": str(index)} for index, cause in enumerate(causes_for(presumed=presumed), 1)],
        "presumed": presumed,
        "hold_reasons": list(HOLD_LABELS.items()),
        "may_release": before and own is not None and own.status != "released",
        "may_stop": before,
        "may_lift": screen.hold is not None and screen.hold.agency == actor.agency,
        "waiting_for": [line.agency for line in screen.lines if line.status not in YES and line.agency != actor.agency],
        "booth_facts": _facts(screen, actor, place),
    }


def _facts(screen: BoothScreen, actor: Actor, place: Any) -> list[dict[str, Any]]:
    port_code = place.cbp_port_code if screen.trip.direction == "SB" else place.cbsa_office_code
    return [
        {"label": Text("Port", "Bureau"), "value": port_code},
        {"label": Text("Officer", "Agent"), "value": f"{actor.agency} · {actor.name}"},
        {
            "label": Text("Profile", "Profil"),
            "value": f"v{screen.score.profile_number}" if screen.score else "–",
        },
    ]


def _reasons(screen: BoothScreen) -> list[Text]:
    if screen.score is None:
        return [Text("Not scored yet: decide by what you see.", "Pas encore évalué : décidez selon ce que vous voyez.")]
    lines = [Text.from_dict(entry["staff"]) for entry in screen.score.reasons]
    lines += [Text.from_dict(hit["detail"]) for hit in screen.score.contributions]
    return [line for line in lines if line.en][:TOP_REASONS]


def _agencies(screen: BoothScreen, direction: str) -> list[dict[str, Any]]:
    order = ("CBP", "CBSA") if direction == "NB" else ("CBSA", "CBP")
    cells = sorted(
        screen.lines, key=lambda line: (order.index(line.agency) if line.agency in order else len(order), line.agency)
    )
    return [
        {
            "agency": line.agency,
            "state": AGENCY_WORKFLOW.state(line.status),
            "hours": _hours(screen, line.agency),
            "note": _stand_in(line, screen.stand_ins),
        }
        for line in cells
    ]


def _hours(screen: BoothScreen, agency: str) -> Text | None:
    state = agency_hours(screen.trip.crossing, agency, screen.trip.eta)
    if state.open is None:
        return None
    return (
        Text("open at arrival", "ouvert à l'arrivée") if state.open else Text("closed at arrival", "fermé à l'arrivée")
    )


def _stand_in(line: Any, stand_ins: dict[str, str]) -> Text | None:
    if line.acting_for:
        return Text(f"decided under order {line.acting_for}", f"décidé selon l'ordre {line.acting_for}")
    order = stand_ins.get(line.agency)
    if order is None:
        return None
    return Text(f"you act for it: order {order}", f"vous agissez pour lui : ordre {order}")


def _goods(screen: BoothScreen) -> list[dict[str, Any]]:
    lines = [line for shipment in screen.manifest.get("shipments", []) for line in shipment.get("lines", [])]
    odd = sorted(lines, key=lambda line: not (line.get("un_number") or line.get("marked_origin")))
    names = hs_many([str(line.get("hs_code", ""))[:6] for line in odd[:TOP_GOODS]])
    return [{"line": line, "hs": names.get(str(line.get("hs_code", ""))[:6])} for line in odd[:TOP_GOODS]]


def _seals(screen: BoothScreen) -> list[str]:
    units = [screen.manifest.get("conveyance", {}), *screen.manifest.get("equipment", [])]
    return [seal.get("number", "") for unit in units for seal in unit.get("seals", [])]


def _links(screen: BoothScreen) -> list[dict[str, Any]]:
    """The three links as they were when the trip was scored; unknown until then."""
    facts = screen.score.inputs.get("facts", {}) if screen.score else {}
    crew = screen.trip.driver_name or "–"
    rows = (
        ("driver", crew, facts.get("driver_tier")),
        ("carrier", screen.trip.carrier.legal_name, facts.get("carrier_tier")),
        ("importer", "", facts.get("importer_tier")),
    )
    return [
        {"role": role, "name": name, "tier": tier or "", "member": None if tier is None else tier != "T0"}
        for role, name, tier in rows
    ]
