"""The worker's look at one seal after new readings: its chain is judged as a whole (R-56)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.seals import Anomaly, Observed, judge
from clearance.domain.seals.anomalies import AHEAD, DIFFERS, TAMPER
from clearance.domain.seals.workflow import APPLIED, LIVE, SEAL_WORKFLOW
from clearance.models import SealAlert, SealEvent, SealRecord
from clearance.selectors.seals import crossed_at, trips_under
from clearance.services.seal_alerts import SEALS, alert_found
from clearance.services.seal_voiding import clearances_end
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.live import publish
from portal.workflow.services import apply

NEWEST = 1000
OPENED = Text("opened without an officer", "ouvert sans agent")


@transaction.atomic
def seal_judge(*, seal_id: UUID) -> list[SealAlert]:
    """Judge the chain, raise what is new, and bring the seal's state up to date; gives the new alerts.

    Safe to repeat and in any order: what was found before, or lies before an officer's look, is not found again.
    """
    seal = SealRecord.objects.select_for_update(of=("self",)).filter(pk=seal_id).first()
    if seal is None:
        return []
    rows = _chain(seal)
    events = {row.id: row for row in rows}
    raised = []
    for found in [*judge([_observed(row) for row in rows], ended_at=seal.ended_at), *_differing(seal, rows)]:
        event = events[found.event_id]
        if not _looked_at(seal, found.kind, event):
            alert = alert_found(SEALS, seal, found.kind, event, detail=event.place)
            raised += [alert] if alert else []
    _bring_up_to_date(seal, rows, tampered=any(alert.kind == TAMPER for alert in raised))
    return raised


def _chain(seal: SealRecord) -> list[SealEvent]:
    """Give the newest links up to the end of the journey: the receiver opens the seal, and that is no alarm."""
    rows = SealEvent.objects.filter(seal=seal).order_by("-created_at")
    over = crossed_at(seal)
    return list((rows.filter(at__lte=over) if over else rows)[:NEWEST])


def _observed(row: SealEvent) -> Observed:
    return Observed(
        id=row.id,
        kind=row.kind,
        opened=row.opened,
        battery=row.battery,
        at=row.at,
        received_at=row.created_at,
        reader=row.reader,
        sequence=row.sequence or 0,
        by_officer=row.source == "officer",
    )


def _differing(seal: SealRecord, rows: list[SealEvent]) -> list[Anomaly]:
    """A tag that is read with another number, or on another door, is not the seal that was put on record."""
    for row in sorted(rows, key=lambda event: event.at):
        other_number = row.number and row.number != seal.number
        other_door = row.equipment and row.equipment != seal.equipment
        if row.source == "reader" and (other_number or other_door):
            return [Anomaly(DIFFERS, row.id)]
    return []


def _looked_at(seal: SealRecord, kind: str, event: SealEvent) -> bool:
    """Say whether an officer closed an alert of this kind after the event."""
    return SealAlert.objects.filter(seal=seal, kind=kind, closed_at__gt=event.at).exists()


def _bring_up_to_date(seal: SealRecord, rows: list[SealEvent], *, tampered: bool) -> None:
    """Repeat the latest reading on the seal, and move it on: seen intact, or broken."""
    readings = [row for row in rows if row.opened is not None]
    latest = max(readings, key=lambda row: _observed(row).effective, default=None)
    changes: dict[str, Any] = {}
    if latest is not None:
        levels = [row for row in rows if row.battery is not None]
        charged = max(levels, key=lambda row: row.at, default=None)
        changes = {
            "last_read_at": _observed(latest).effective,
            "last_place": latest.place[:60],
            "last_open": latest.opened,
            "last_battery": charged.battery if charged else None,
        }
    action = ""
    if tampered and seal.status in LIVE:
        action = "break"
    elif seal.status == APPLIED and _seen_closed(seal, readings):
        action = "confirm"
    if action:
        seal = apply(
            workflow=SEAL_WORKFLOW,
            obj=seal,
            action=action,
            actor=SEALS,
            subject=Subject("seal", seal.id),
            changes=changes,
            body={"number": seal.number, "equipment": seal.equipment},
            organisation_id=seal.organisation_id,
        )
        if action == "break":
            clearances_end(SEALS, seal, OPENED)
    elif changes and any(getattr(seal, name) != value for name, value in changes.items()):
        _keep(seal, changes)
    for trip in trips_under(seal):
        publish(f"port-{trip.crossing}", "seal", {"trip_id": str(trip.id), "status": seal.status})


def _seen_closed(seal: SealRecord, readings: list[SealEvent]) -> bool:
    """Say whether the last device that read the seal since it was applied found it closed."""
    devices = [row for row in readings if row.source == "reader" and row.at >= seal.applied_at - AHEAD]
    last = max(devices, key=lambda row: _observed(row).effective, default=None)
    return last is not None and last.opened is False


def _keep(seal: SealRecord, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(seal, name, value)
    seal.save(update_fields=list(changes))
    record(
        actor=SEALS,
        event="clearance.seal.read",
        subject=Subject("seal", seal.id),
        body={"open": seal.last_open, "place": seal.last_place},
        organisation_id=seal.organisation_id,
    )
