"""Seals as the actor may see them, and those a filing rides under (R-55, R-56)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet

from clearance.domain.seals.workflow import LIVE, SEAL_WORKFLOW
from clearance.models import Release, Seal, SealAlert, SealEvent, SealRecord, Trip
from clearance.selectors.booth import OPEN
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.workflow.domain import State

BORDER = ("CBP", "CBSA")
READS_ALL = ("auditor", "administrator")
CROSSED = ("released", "closed")
PAST, AHEAD = timedelta(hours=24), timedelta(days=3)


def seals_for_actor(*, actor: Actor) -> QuerySet[SealRecord, SealRecord]:
    """Give the seals of the actor's own loads; border officers see all, a partner agency those it works with."""
    rows = SealRecord.objects.all()
    if actor.kind == "system" or actor.has(*READS_ALL) or (actor.kind == "officer" and actor.agency in BORDER):
        return rows
    if actor.kind == "officer" and actor.agency:
        return rows.filter(
            Q(agency=actor.agency) | Q(pk__in=SealRecord.objects.filter(clearances__agency=actor.agency).values("pk"))
        )
    if actor.organisation_id is None or actor.is_staff:
        return rows.none()
    return rows.filter(organisation_id__in=actor.reach)


def seal_get(*, actor: Actor, seal_id: UUID) -> SealRecord:
    """Give one seal; raises NotFound."""
    found = seals_for_actor(actor=actor).filter(pk=seal_id).first()
    if found is None:
        raise NotFound
    return found


def seal_list(*, actor: Actor, text: str = "", alerts: bool = False) -> QuerySet[SealRecord, SealRecord]:
    """Give the seals for a list, the newest first; `text` is a number or a trailer, `alerts` only those in doubt."""
    rows = seals_for_actor(actor=actor).prefetch_related(_open_alerts()).order_by("-applied_at", "-id")
    wanted = text.strip().upper()
    if wanted:
        rows = rows.filter(Q(number=wanted) | Q(equipment=wanted))
    if alerts:
        rows = rows.filter(pk__in=SealAlert.objects.filter(closed_at=None).values("seal"))
    return rows


@dataclass(frozen=True, slots=True)
class SealPage:
    """One seal with its chain in the order of the devices' clocks, its alerts and what was cleared under it."""

    seal: SealRecord
    events: tuple[SealEvent, ...]
    alerts: tuple[SealAlert, ...]
    clearances: tuple[Any, ...]


def seal_page(*, actor: Actor, seal_id: UUID) -> SealPage:
    """Gather the page of one seal in four queries; raises NotFound."""
    seal = seal_get(actor=actor, seal_id=seal_id)
    return SealPage(
        seal,
        tuple(SealEvent.objects.filter(seal=seal).order_by("at", "created_at", "sequence")[:500]),
        tuple(SealAlert.objects.filter(seal=seal).select_related("trip").order_by("-raised_at")),
        tuple(seal.clearances.select_related("site").order_by("-created_at")),
    )


def _open_alerts() -> Prefetch[Any, Any, Any]:
    return Prefetch("alerts", queryset=SealAlert.objects.filter(closed_at=None), to_attr="doubts")


def filed_seals(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Give the seals of a filing as JSON: number to trailer or container, empty for the truck itself."""
    units = [
        (manifest.get("conveyance") or {}, ""),
        *((unit, unit.get("number", "")) for unit in manifest.get("equipment", [])),
    ]
    return {seal.get("number", ""): str(place) for unit, place in units for seal in unit.get("seals", [])}


def seals_on_record(manifest: Mapping[str, Any]) -> list[SealRecord]:
    """Give the registry's seals a filing names, and those the registry has on its trailers; each with its `doubts`.

    Two queries at most, one when nothing is on record.
    """
    filed = filed_seals(manifest)
    units = {str(unit.get("number", "")) for unit in manifest.get("equipment", [])} - {""}
    now = clock.now()
    still = Q(equipment__in=units, status__in=LIVE, applied_at__gt=now - AHEAD) & ~Exists(_journeys_over())
    rows = SealRecord.objects.filter(Q(number__in=filed) | still).filter(Q(ended_at=None) | Q(ended_at__gt=now - PAST))
    return list(rows.prefetch_related(_open_alerts()).order_by("-applied_at", "-id"))


@dataclass(frozen=True, slots=True)
class SealStanding:
    """One seal as the booth reads it. `state` is None when the registry does not know the seal."""

    number: str
    equipment: str
    state: State | None = None
    record: SealRecord | None = None
    differs: str = ""

    @property
    def doubts(self) -> list[SealAlert]:
        return list(getattr(self.record, "doubts", ())) if self.record else []

    @property
    def intact(self) -> bool:
        """On the door, seen closed, and nothing open against it."""
        return (
            self.record is not None
            and self.record.status in LIVE
            and not self.differs
            and not any(alert.weight in ("review", "watch") for alert in self.doubts)
        )


def standings(manifest: Mapping[str, Any], rows: Iterable[SealRecord]) -> list[SealStanding]:
    """Hold each filed seal against the registry: `differs` names the seal the registry has on that door instead."""
    known: dict[str, SealRecord] = {}
    doors: dict[str, list[SealRecord]] = {}
    for row in rows:
        known.setdefault(row.number, row)
        if row.status in LIVE:
            doors.setdefault(row.equipment, []).append(row)
    filed = filed_seals(manifest)
    return [
        SealStanding(
            number=number,
            equipment=unit,
            state=SEAL_WORKFLOW.state(found.status) if (found := known.get(number)) else None,
            record=found,
            differs=_other(number, unit, found, doors, filed),
        )
        for number, unit in filed.items()
    ]


def _other(
    number: str, unit: str, found: SealRecord | None, doors: Mapping[str, list[SealRecord]], filed: Mapping[str, str]
) -> str:
    if found is not None:
        return found.equipment if unit and found.equipment != unit else ""
    others = [row.number for row in doors.get(unit, ()) if row.number not in filed]
    return others[0] if others else ""


def _journeys_over() -> QuerySet[Seal, Seal]:
    """Filed seals of trips that crossed: the receiver cuts such a seal, and nobody tells us."""
    return Seal.objects.filter(
        number=OuterRef("number"),
        equipment__number=OuterRef("equipment"),
        version__trip__status__in=CROSSED,
        version__filed_at__gte=OuterRef("applied_at"),
    )


def crossed_at(seal: SealRecord) -> datetime | None:
    """Say when the trip under this seal left the border; what happens to the seal afterwards is nobody's alarm."""
    found = Release.objects.filter(
        cancelled_at=None,
        trip__status__in=CROSSED,
        trip__in=Seal.objects.filter(
            number=seal.number, equipment__number=seal.equipment, version__filed_at__gte=seal.applied_at - PAST
        ).values("version__trip"),
    ).aggregate(last=Max("released_at"))
    last: datetime | None = found["last"]
    return last


def trips_under(seal: SealRecord) -> QuerySet[Trip, Trip]:
    """Give the open trips whose current filing names the seal, or its trailer while the seal is on it."""
    now = clock.now()
    filed = Seal.objects.filter(version__number=F("version__trip__current_version")).filter(
        Q(number=seal.number), Q(equipment=None) | Q(equipment__number=seal.equipment)
    )
    return Trip.objects.filter(
        pk__in=filed.values("version__trip"), status__in=OPEN, eta__gte=now - PAST, eta__lte=now + AHEAD
    ).order_by("eta")


def trip_under(seal: SealRecord) -> Trip | None:
    """Give the trip the seal rides on now: the one that arrives first."""
    return trips_under(seal).first()
