"""From a booth screen's rows to what the template shows: advice, three reasons, links, agencies, goods."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clearance.domain.agency_workflow import YES
from clearance.domain.causes import Cause, causes_for
from clearance.domain.holds import HOLD_LABELS
from clearance.domain.officers import arrival_agency
from clearance.domain.offline import KIND_LABELS
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER, HELD, REFERRED, SECONDARY
from clearance.selectors import AtBooth, BoothScreen, offline_conflict, sighting_of_trip
from clearance.selectors.booth_times import predicted_seconds
from clearance.selectors.lookouts import lookouts_on_trip
from clearance.selectors.policies import appetite_in_force
from clearance.targeting.appetite import default_appetite
from clearance.targeting.profile import REASON_CLASSES
from clearance.views.agency_strip import strip
from clearance.views.booth_seals import seal_context
from clearance.views.policy_context import appetite_fact
from enrollment.selectors import card_valid_to
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.agencies import agency_short
from portal.core.domain.text import Text
from portal.reference.selectors import crossing_get, hs_many

TOP_GOODS = 3
LOOKOUT_CAUSES = frozenset({"G5", "GF5"})
SHIFT = {
    "Primary": Text("Primary", "Première ligne"),
    "Secondary": Text("Secondary", "Secondaire"),
    "Supervisor": Text("Supervisor", "Superviseur"),
}
TOP_REASONS = 3
LOAD = {"LOADED": Text("Loaded", "Chargé"), "EMPTY": Text("Empty", "Vide")}
# A key is the number of the cause; the two of two digits take what is next to hand.
KEYS = {"10": "0", "11": "d"}


def screen_context(screen: BoothScreen, actor: Actor) -> dict[str, Any]:
    """Give everything the one screen shows. Read here: the appetite that counts, and look-outs where one refers."""
    trip = screen.trip
    place = crossing_get(trip.crossing)
    crew = screen.manifest.get("crew", [])
    return {
        "screen": screen,
        "trip": trip,
        "place": place,
        "state": TRIP_WORKFLOW.state(trip.status),
        "lane": lane_of(trip),
        "score": screen.score,
        "cut": cut_of(screen),
        "reasons": _reasons(screen),
        "lookouts": _lookouts(screen),
        "agencies": agency_cells(screen),
        "goods": _goods(screen),
        "equipment": screen.manifest.get("equipment", []),
        "seals": _seals(screen),
        "others": sum(member.get("role") != "DRIVER" for member in crew),
        "load": LOAD.get(screen.manifest["trip"].get("load", ""), LOAD["LOADED"]),
        "links": membership_links(screen),
        "presumed": screen.advice.presumption,
        "causes": _causes(screen),
        "hold_reasons": [
            {"code": code, "label": label, "key": str(number)}
            for number, (code, label) in enumerate(HOLD_LABELS.items(), 1)
        ],
        "booth_facts": booth_facts(actor, place, screen),
        "prepared_at": screen.prepared_at,
        "channel": f"port-{trip.crossing}",
        **_possible(screen, actor),
    }


def window_context(context: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """Give what is read anew with each look: the camera's plate, the card, the time, a conflict. Four queries at most."""
    trip = context["trip"]
    seen = sighting_of_trip(actor=actor, trip=trip)
    expires_on = card_valid_to(trip.driver_card)
    conflict = offline_conflict(trip_id=trip.id)
    return {
        "seen": seen,
        "card": {
            "number": trip.driver_card,
            "expires_on": expires_on,
            "expired": expires_on is not None and expires_on < clock.now().date(),
        },
        "predicted": predicted_seconds(crossing=trip.crossing, lane=context["lane"]),
        "conflict": conflict,
        "conflict_kind": KIND_LABELS[conflict.decision.kind] if conflict else None,
        "conflict_words": [Text.from_dict(item["message"]) for item in conflict.errors] if conflict else [],
        **(seals := seal_context(context["screen"])),
        "signal": "hit" if seals["seal_doubt"] else _signal(context, seen),
    }


def _signal(context: dict[str, Any], seen: AtBooth | None) -> str:
    """Say which sound and flash the screen opens with: a hit stops the hand, a clear one lets it go on."""
    differs = seen is not None and seen.plate.differs
    stop = context["lane"] == "SECONDARY" or context["screen"].hold is not None or context["screen"].advice.drawn
    return "hit" if stop or differs else "clear"


def lane_of(trip: Any) -> str:
    """The lane advised, while it was decided for the filing that is current."""
    return trip.lane if trip.scored_version == trip.current_version else ""


def next_context(trips: Iterable[Any], actor: Actor) -> dict[str, Any]:
    """Give the trucks that come next, and the channel that tells of more."""
    return {
        "coming": [{"trip": trip, "lane": lane_of(trip), "state": TRIP_WORKFLOW.state(trip.status)} for trip in trips],
        "place": crossing_get(actor.port) if actor.port else None,
        "channel": f"port-{actor.port}" if actor.port else "",
        "booth_facts": booth_facts(actor, crossing_get(actor.port) if actor.port else None, None),
    }


def booth_facts(actor: Actor, place: Any, screen: BoothScreen | None) -> list[dict[str, Any]]:
    """The top line: port, officer, the profile behind the advice, the appetite that counts. One query."""
    facts: list[dict[str, Any]] = []
    if place is not None:
        code = place.cbp_port_code if actor.agency == "CBP" else place.cbsa_office_code
        name = Text(f"{code} {place.name.en}", f"{code} {place.name.fr}")
        facts.append({"label": Text("Port", "Bureau"), "value": name})
    role = (
        "Primary" if actor.has("officer.primary") else "Supervisor" if actor.has("officer.supervisor") else "Secondary"
    )
    short = agency_short(actor.agency)
    facts.append({"label": SHIFT[role], "value": Text(f"{actor.name} ({short.en})", f"{actor.name} ({short.fr})")})
    if screen is not None and screen.score is not None:
        facts.append({"label": Text("Profile", "Profil"), "value": f"v{screen.score.profile_number}"})
    if place is not None:
        facts.append(appetite_fact(appetite_in_force(place.code, screen.trip.direction if screen else "")))
    return facts


def cut_of(screen: BoothScreen) -> int:
    """The cut-off the advice was given under, which later changes do not move."""
    kept = screen.score.inputs.get("security_cut") if screen.score else None
    return int(kept) if kept is not None else default_appetite().security_cut


def _possible(screen: BoothScreen, actor: Actor) -> dict[str, Any]:
    """Which keys there are: exactly what the services would accept from this officer now."""
    trip = screen.trip
    own = next((line for line in screen.lines if line.agency == actor.agency), None)
    mine = actor.agency == arrival_agency(trip.direction)
    at_booth = trip.status == AT_BORDER or (mine and trip.status in BEFORE_BORDER)
    answered = own is None or own.status in ({"released", "hold"} if mine else {"hold", *YES})
    return {
        "may_release": at_booth and not answered and own is not None,
        "may_refer": at_booth or (trip.status == HELD and screen.referral is None),
        "may_hold": own is not None
        and own.status != "hold"
        and trip.status in (*BEFORE_BORDER, AT_BORDER, REFERRED, HELD),
        "may_lift": screen.hold is not None and own is not None and own.status == "hold",
        "may_inspect": actor.has(*SECONDARY) and screen.inspection is not None and trip.status in (REFERRED, HELD),
        "waiting_for": [line.agency for line in screen.lines if _keeps_waiting(line, actor, screen)],
    }


def _keeps_waiting(line: Any, actor: Actor, screen: BoothScreen) -> bool:
    if line.status in YES or line.agency == actor.agency:
        return False
    return line.status == "hold" or line.agency not in screen.stand_ins


def _causes(screen: BoothScreen) -> list[dict[str, Any]]:
    """The causes an officer may choose; those behind the advice first, a draw of the system among them."""
    advice = screen.advice
    offered = [
        cause
        for cause in causes_for(
            presumed=advice.presumption, by_system=True, cleared=advice.no_repeat, capped=advice.capped
        )
        if not cause.system_only or (advice.drawn and cause.code in advice.causes)
    ]
    offered.sort(key=lambda cause: cause.code not in advice.causes)
    return [{"cause": cause, "key": cause_key(cause), "advised": cause.code in advice.causes} for cause in offered]


def cause_key(cause: Cause) -> str:
    number = cause.code.lstrip("GF")
    return KEYS.get(number, number)


def _reasons(screen: BoothScreen) -> list[Text]:
    if screen.score is None:
        return [Text("Not scored yet: decide by what you see.", "Pas encore évalué : décidez selon ce que vous voyez.")]
    lines = [Text.from_dict(entry["staff"]) for entry in screen.score.reasons]
    lines += [Text.from_dict(hit["detail"]) for hit in screen.score.contributions]
    return list(dict.fromkeys(line for line in lines if line.en))[:TOP_REASONS]


def _lookouts(screen: BoothScreen) -> list[dict[str, Any]]:
    """Class, owner and end of each look-out behind the advice (R-98); no more is the booth's business."""
    trip = screen.trip
    if LOOKOUT_CAUSES.isdisjoint(screen.advice.causes):
        return []
    found = lookouts_on_trip(trip_id=trip.id, version=trip.current_version)
    return [
        {"reason": REASON_CLASSES[row.reason_class], "agency": row.agency, "expires_at": row.expires_at}
        for row in found
    ]


def agency_cells(screen: BoothScreen) -> list[dict[str, Any]]:
    """One cell per agency, the two border agencies left and right by direction of travel.

    The truck stands here: hours and who acts say what to do now, the time an answer was expected does not.
    The reason of the hold stands above the strip, with its owner.
    """
    first = "CBP" if screen.trip.direction == "NB" else "CBSA"
    holder = screen.hold.agency if screen.hold else ""
    cells = strip(screen.lines, screen.statuses, first=first, stand_ins=screen.stand_ins)
    return [{**cell, "expected": None, "note": cell["note"] if cell["agency"] != holder else None} for cell in cells]


def _goods(screen: BoothScreen) -> list[dict[str, Any]]:
    """The oddest lines first: dangerous, marked with another origin, of a third country, then as filed."""
    lines = [
        {"line": line, "shipment": number}
        for number, shipment in enumerate(screen.manifest.get("shipments", []), 1)
        for line in shipment.get("lines", [])
    ]
    top = sorted(lines, key=lambda entry: -_oddness(entry["line"]))[:TOP_GOODS]
    names = hs_many([str(entry["line"].get("hs_code", ""))[:6] for entry in top])
    return [
        {**entry, "hs": names.get(str(entry["line"].get("hs_code", ""))[:6]), "odd": _oddness(entry["line"]) > 0}
        for entry in top
    ]


def _oddness(line: dict[str, Any]) -> int:
    marked = line.get("marked_origin")
    return (
        4 * bool(line.get("un_number"))
        + 2 * bool(marked and marked != line.get("origin"))
        + (line.get("origin") not in ("CA", "US"))
    )


def _seals(screen: BoothScreen) -> list[str]:
    units = [screen.manifest.get("conveyance", {}), *screen.manifest.get("equipment", [])]
    return [seal.get("number", "") for unit in units for seal in unit.get("seals", [])]


def membership_links(screen: BoothScreen) -> list[dict[str, Any]]:
    """The three links as they were when the trip was scored; unknown until then."""
    facts = screen.score.inputs["facts"] if screen.score else {}
    importers = {
        (shipment.get("importer") or shipment.get("consignee") or {}).get("name", "")
        for shipment in screen.manifest.get("shipments", [])
    } - {""}
    rows = (
        ("driver", screen.trip.driver_name, facts.get("driver_tier")),
        ("carrier", screen.trip.carrier.legal_name, facts.get("carrier_tier")),
        ("importer", ", ".join(sorted(importers)[:2]), facts.get("importer_tier")),
    )
    return [
        {"role": role, "name": name or "–", "tier": tier or "", "member": None if tier is None else tier != "T0"}
        for role, name, tier in rows
        if role != "importer" or importers
    ]
