"""What the page of a crossing shows: facts, lanes, hours, each with how well it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.reference.domain import (
    CONFIDENCES,
    DIRECTIONS,
    LANE,
    HoursRow,
    HoursState,
    border_agency,
    rows_words,
)
from portal.reference.domain.confidence import ConfidenceMark
from portal.reference.domain.transitions import own_side
from portal.reference.models import Agency, Crossing, Lane
from portal.reference.selectors import agency_hours, agency_list, lane_in_service
from portal.workflow.domain import State, Transition

KINDS = {
    "road": Text("Road", "Route"),
    "bridge": Text("Bridge", "Pont"),
    "tunnel": Text("Tunnel", "Tunnel"),
    "ferry": Text("Ferry", "Traversier"),
}
YES, NO = Text("Yes", "Oui"), Text("No", "Non")
OPEN = {"label": Text("Open now", "Ouvert"), "icon": "check-circle", "tone": "good"}
SHUT = {"label": Text("Closed now", "Fermé"), "icon": "stop", "tone": "warn"}
UNKNOWN = {"label": Text("Not known", "Inconnu"), "icon": "question", "tone": "neutral"}
OFF_HOURS = {"label": Text("Outside its hours", "Hors de ses heures"), "icon": "clock", "tone": "neutral"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: label, value, and the mark of its confidence when it is not plain."""

    label: Text
    value: Any
    mark: ConfidenceMark | None = None
    code: bool = False


def crossing_facts(crossing: Crossing) -> list[Fact]:
    """Give the facts of a crossing, codes of both sides first."""
    marks = CONFIDENCES
    facts = [
        Fact(
            Text("CBP port code", "Code de bureau du CBP"),
            crossing.cbp_port_code,
            _mark(crossing.cbp_port_code),
            code=True,
        ),
        Fact(
            Text("CBSA office code", "Code de bureau de l'ASFC"),
            crossing.cbsa_office_code,
            marks.get(crossing.cbsa_confidence),
            code=True,
        ),
        Fact(Text("Kind", "Type"), KINDS[crossing.kind]),
        Fact(Text("United States side", "Côté États-Unis"), f"{crossing.us_place}, {crossing.state}"),
        Fact(
            Text("Canadian side", "Côté Canada"),
            Text(f"{crossing.ca_place_en}, {crossing.province}", f"{crossing.ca_place_fr}, {crossing.province}"),
            marks.get(crossing.ca_place_confidence),
        ),
        Fact(Text("Takes trucks", "Accepte les camions"), YES if crossing.commercial else NO),
        Fact(
            Text("Both agencies in one building", "Les deux organismes dans un même bâtiment"),
            YES if crossing.shared_facility else NO,
            marks.get(crossing.shared_facility_confidence),
        ),
        Fact(Text("Clock of the United States side", "Heure du côté États-Unis"), crossing.us_timezone),
        Fact(Text("Clock of the Canadian side", "Heure du côté Canada"), crossing.ca_timezone),
    ]
    if crossing.latitude is not None:
        place = f"{crossing.latitude}, {crossing.longitude}"
        facts.append(Fact(Text("Coordinates", "Coordonnées"), place, marks["given"]))
    return facts


def _mark(value: str) -> ConfidenceMark | None:
    return CONFIDENCES["confirmed"] if value else None


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One lane: its state in words, whether it serves trucks now, and the buttons this actor has."""

    lane: Lane
    state: Any
    hours: Text | None
    mark: ConfidenceMark
    moves: tuple[Transition, ...]


@dataclass(frozen=True, slots=True)
class LaneGroup:
    """The lanes of one direction and the agency that receives the traffic."""

    direction: str
    label: Text
    agency: str
    lanes: list[LaneRow]


def lane_groups(crossing: Crossing, lanes: list[Lane], actor: Actor | None, now: datetime) -> list[LaneGroup]:
    """Group lanes by direction."""
    return [
        LaneGroup(
            direction,
            label,
            border_agency(direction),
            [_lane_row(lane, actor, now) for lane in lanes if lane.direction == direction],
        )
        for direction, label in DIRECTIONS.items()
    ]


def _lane_row(lane: Lane, actor: Actor | None, now: datetime) -> LaneRow:
    state: State | dict[str, Any] = LANE.state(lane.status)
    if lane.is_open and not lane_in_service(lane, now):
        state = OFF_HOURS
    hours = rows_words([lane.own_hours]) if lane.own_hours else None
    return LaneRow(lane, state, hours, CONFIDENCES[lane.confidence], _moves(lane, actor))


def _moves(lane: Lane, actor: Actor | None) -> tuple[Transition, ...]:
    if actor is None or own_side(lane, actor) is not None:
        return ()
    return LANE.available(lane.status, actor)


@dataclass(frozen=True, slots=True)
class HoursLine:
    """The hours of one agency, whether it is there now and when that changes."""

    agency: Agency
    words: Text
    state: dict[str, Any]
    changes_at: datetime | None
    zone: str
    mark: ConfidenceMark | None


def hours_rows(crossing: Crossing, hours: dict[str, list[HoursRow]], now: datetime) -> list[HoursLine]:
    """Give a line for both border agencies, known or not, and for each partner agency with known hours."""
    return [
        _hours_line(crossing, agency, hours.get(agency.code, []), now)
        for agency in agency_list()
        if agency.border or agency.code in hours
    ]


def _hours_line(crossing: Crossing, agency: Agency, rows: list[HoursRow], now: datetime) -> HoursLine:
    state = agency_hours(crossing.code, agency.code, now)
    zone = crossing.us_timezone if agency.country == "US" else crossing.ca_timezone
    return HoursLine(agency, rows_words(rows), _state(state), state.changes_at, zone, CONFIDENCES.get(state.confidence))


def _state(state: HoursState) -> dict[str, Any]:
    if not state.known:
        return UNKNOWN
    return OPEN if state.open else SHUT
