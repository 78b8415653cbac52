"""The trader's board: today's trips in columns, drafts first (requirements 4.1). Four queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q

from clearance.domain.agency_workflow import AGENCY_WORKFLOW, YES
from clearance.domain.context import STANDARD_NOTICE
from clearance.domain.timing import due_of
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
from clearance.models import AgencyLine, FilingDraft, Release, Trip
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
class Filter:
    """What the board is narrowed to: a direction, a crossing, an agency that has not said yes, words of a number."""

    direction: str = ""
    crossing: str = ""
    waiting: str = ""
    words: str = ""

    @property
    def active(self) -> bool:
        return bool(self.direction or self.crossing or self.waiting or self.words)


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one agency stands on a trip, as a card shows it."""

    agency: str
    state: State


@dataclass(frozen=True, slots=True)
class Card:
    """One trip or draft on the board. `due` is the arrival; `by` is when it must be on file, while that counts."""

    id: UUID
    title: str
    state: State
    lane: str = ""
    crossing: str = ""
    direction: str = ""
    due: datetime | None = None
    is_draft: bool = False
    shipments: int = 0
    by: datetime | None = None
    agencies: tuple[Standing, ...] = ()


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


def trip_board(*, actor: Actor, only: Filter = EVERYTHING) -> Board:
    """Give the organisation's board: open drafts, and trips arriving soon or handled in the last 36 hours."""
    since = clock.now() - RECENT
    audited = Release.objects.filter(trip=OuterRef("pk"), mode="release_audit", cancelled_at=None)
    lines = AgencyLine.objects.only("trip_id", "agency", "status").order_by("created_at", "id")
    trips = (
        trips_for_actor(actor=actor)
        .filter(_wanted(only), eta__gte=since, status__in=list(PLACES))
        .annotate(audited=Exists(audited))
        .prefetch_related(Prefetch("agency_lines", queryset=lines))
        .order_by("eta", "id")[: MOST_CARDS * len(COLUMNS)]
    )
    placed: dict[str, list[Card]] = {code: [] for code in COLUMNS}
    placed[DRAFT] = [_draft_card(draft) for draft in _drafts(actor, only)]
    for trip in trips:
        placed[_place(trip)].append(_trip_card(trip))
    return Board(tuple(_column(code, placed[code]) for code in COLUMNS))


def _wanted(only: Filter) -> Q:
    wanted = Q()
    for name in ("direction", "crossing"):
        if getattr(only, name):
            wanted &= Q(**{name: getattr(only, name)})
    if only.words:
        wanted &= Q(trip_number__icontains=only.words) | Q(plate__icontains=only.words)
    if only.waiting:
        open_line = AgencyLine.objects.filter(trip=OuterRef("pk"), agency=only.waiting).exclude(status__in=YES)
        wanted &= Q(Exists(open_line))
    return wanted


def _drafts(actor: Actor, only: Filter) -> list[FilingDraft]:
    """Give the open drafts; one that waits for an agency, or is bound for one crossing, is none."""
    if only.waiting:
        return []
    drafts = drafts_open(actor=actor)
    if only.direction:
        drafts = drafts.filter(direction=only.direction)
    if only.crossing:
        drafts = drafts.filter(data__trip__crossing=only.crossing)
    if only.words:
        drafts = drafts.filter(title__icontains=only.words)
    return list(drafts[: MOST_CARDS + 1])


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
        by=trip.eta - STANDARD_NOTICE if trip.status in {FILED, NEEDS_FIXING} else None,
        agencies=tuple(
            Standing(line.agency, AGENCY_WORKFLOW.state(line.status))
            for line in sorted(trip.agency_lines.all(), key=lambda line: line.agency not in {"CBP", "CBSA"})
        ),
    )


def _draft_card(draft: FilingDraft) -> Card:
    return Card(
        draft.id,
        draft.title,
        NOT_SENT,
        direction=draft.direction,
        is_draft=True,
        by=due_of(draft.data, draft.direction),
    )
