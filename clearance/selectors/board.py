"""The trader's board: today's trips in columns, drafts first (requirements 4.1). Three queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from clearance.domain.trip_workflow import (
    ACCEPTED,
    AT_BORDER,
    CLOSED,
    FILED,
    HELD,
    NEEDS_FIXING,
    REFERRED,
    RELEASED,
    TRIP_WORKFLOW,
)
from clearance.models import FilingDraft, Release, Trip
from clearance.selectors.drafts import drafts_open
from clearance.selectors.trips import trips_for_actor
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.workflow.domain import State

MOST_CARDS = 40
RECENT = timedelta(hours=36)
DRAFT, ATTENTION, ON_FILE, BORDER, OUT, AUDIT = "draft", "attention", "on_file", "border", "released", "audit"
COLUMNS: dict[str, Text] = {
    DRAFT: Text("Draft", "Brouillons"),
    ATTENTION: Text("Needs you", "À vous d'agir"),
    ON_FILE: Text("With both agencies", "Chez les deux organismes"),
    BORDER: Text("At the border", "À la frontière"),
    OUT: Text("Released", "Mainlevée"),
    AUDIT: Text("In audit", "En vérification"),
}
PLACES = {
    NEEDS_FIXING: ATTENTION,
    FILED: ON_FILE,
    ACCEPTED: ON_FILE,
    AT_BORDER: BORDER,
    REFERRED: ATTENTION,
    HELD: ATTENTION,
    RELEASED: OUT,
    CLOSED: OUT,
}
NOT_SENT = State("draft", Text("Draft", "Brouillon"), Text("Not sent yet", "Pas encore envoyé"), "draft", "neutral")


# A trip just sent is not accepted yet, and the column does not say so: the chip on each card does.


@dataclass(frozen=True, slots=True)
class Card:
    """One trip or draft on the board."""

    id: UUID
    title: str
    state: State
    lane: str = ""
    crossing: str = ""
    direction: str = ""
    due: datetime | None = None
    is_draft: bool = False
    shipments: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board. `more` says that not every card is shown."""

    code: str
    label: Text
    cards: tuple[Card, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """The columns, in order."""

    columns: tuple[Column, ...]

    @property
    def empty(self) -> bool:
        return not any(column.cards for column in self.columns)


def trip_board(*, actor: Actor) -> Board:
    """Give the organisation's board: open drafts, and trips arriving soon or handled in the last 36 hours."""
    since = clock.now() - RECENT
    audited = Release.objects.filter(trip=OuterRef("pk"), mode="release_audit", cancelled_at=None)
    trips = (
        trips_for_actor(actor=actor)
        .filter(eta__gte=since, status__in=list(PLACES))
        .annotate(audited=Exists(audited))
        .order_by("eta", "id")[: MOST_CARDS * len(COLUMNS)]
    )
    placed: dict[str, list[Card]] = {code: [] for code in COLUMNS}
    placed[DRAFT] = [_draft_card(draft) for draft in drafts_open(actor=actor)[: MOST_CARDS + 1]]
    for trip in trips:
        placed[_place(trip)].append(_trip_card(trip))
    return Board(tuple(_column(code, placed[code]) for code in COLUMNS))


def _place(trip: Trip) -> str:
    audited: bool = getattr(trip, "audited", False)
    return AUDIT if audited and trip.status in {RELEASED, CLOSED} else PLACES[trip.status]


def _column(code: str, cards: Iterable[Card]) -> Column:
    shown = tuple(cards)
    return Column(code, COLUMNS[code], shown[:MOST_CARDS], len(shown) > MOST_CARDS)


def _trip_card(trip: Trip) -> Card:
    return Card(
        trip.id,
        trip.trip_number,
        TRIP_WORKFLOW.state(trip.status),
        trip.lane,
        trip.crossing,
        trip.direction,
        trip.eta,
        shipments=trip.shipment_count,
    )


def _draft_card(draft: FilingDraft) -> Card:
    return Card(draft.id, draft.title, NOT_SENT, direction=draft.direction, is_draft=True)
