"""What an anomaly of a seal sets off: an alert, the movement in review, the board, the member (R-56).

Locks are taken in one order: seal, then trip. Nothing here locks a seal after a trip.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from audit.trail.services import record
from clearance.domain.seals.anomalies import ANOMALIES, NOTICE, REVIEW
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.domain.trip_workflow import RELEASED
from clearance.models import SealAlert, SealEvent, SealRecord, Trip
from clearance.selectors.seals import trip_under
from clearance.services.announcing import tell_status
from clearance.services.lookout_matches import ON_THE_WAY
from clearance.targeting.lanes import SECONDARY
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.live import publish
from portal.core.services import dispatch
from portal.notices.services import notice_send

SEALS = system_actor("seals")
RESCORE_TASK = "clearance.rescore_trip"


@transaction.atomic
def alert_found(
    actor: Actor, seal: SealRecord, kind: str, event: SealEvent | None, *, trip: Trip | None = None, detail: str = ""
) -> SealAlert | None:
    """Raise the alert unless one of its kind is open for this seal; gives it, or None when nothing is new."""
    if SealAlert.objects.filter(seal=seal, kind=kind, closed_at=None).exists():
        return None
    trip = trip or trip_under(seal)
    weight = ANOMALIES[kind].weight
    alert = SealAlert(
        seal=seal,
        trip=trip,
        event=event,
        kind=kind,
        weight=weight,
        key=f"{seal.id}:{kind}:{event.id if event else clock.now().isoformat()}",
        detail=detail[:200],
        raised_at=clock.now(),
    )
    try:
        with transaction.atomic():
            alert.save(force_insert=True)
    except IntegrityError:
        return None
    record(
        actor=actor,
        event="clearance.seal.alerted",
        subject=Subject("seal", seal.id),
        body={"kind": kind, "weight": weight, "number": seal.number, "trip": str(trip.id) if trip else ""},
        organisation_id=trip.carrier_id if trip else seal.organisation_id,
    )
    if weight == REVIEW and trip is not None:
        trip_review(trip, alert)
    if weight != "watch":
        _tell_member(seal, alert, trip)
    return alert


def trip_review(trip: Trip, alert: SealAlert) -> Trip:
    """Put the movement in review: the advice becomes secondary, open screens are out of date, the board tells.

    The lane changes at once; the score with the alert as a fact, and the reasons people read, follow by the worker.
    A trip that has left the border only keeps the alert on record.
    """
    trip = Trip.objects.select_for_update(of=("self",)).get(pk=trip.pk)
    if TRIP_WORKFLOW.state(trip.status).final or trip.status == RELEASED:
        return trip
    changes: dict[str, Any] = {"row_version": trip.row_version + 1, "updated_at": clock.now()}
    if trip.scored_version == trip.current_version:
        changes["lane"] = SECONDARY
    for name, value in changes.items():
        setattr(trip, name, value)
    trip.save(update_fields=list(changes))
    record(
        actor=SEALS,
        event="clearance.trip.seal_review",
        subject=Subject("trip", trip.id),
        body={"alert": str(alert.id), "kind": alert.kind, "seal": str(alert.seal_id), "lane": trip.lane},
        organisation_id=trip.carrier_id,
    )
    publish(f"port-{trip.crossing}", "seal", {"trip_id": str(trip.id), "kind": alert.kind, "alert": str(alert.id)})
    tell_status(trip)
    _score_again(trip, f"alert {alert.id}")
    return trip


@transaction.atomic
def alerts_attach(trip: Trip, seals: list[SealRecord]) -> int:
    """Tie what is known of the seals a trip rides under to that trip and its carrier; gives how many alerts."""
    unknown = [seal.id for seal in seals if seal.organisation_id is None]
    if unknown:
        SealRecord.objects.filter(pk__in=unknown).update(organisation_id=trip.carrier_id)
    rows = list(SealAlert.objects.select_for_update().filter(seal__in=seals, trip=None, closed_at=None))
    for alert in rows:
        alert.trip = trip
        alert.save(update_fields=["trip"])
    if rows or unknown:
        record(
            actor=SEALS,
            event="clearance.seal.alerted",
            subject=Subject("trip", trip.id),
            body={"alerts": [str(alert.id) for alert in rows], "seals": sorted(str(found) for found in unknown)},
            organisation_id=trip.carrier_id,
        )
    return len(rows)


def alerts_close(actor: Actor, seal: SealRecord, why: str) -> int:
    """Close what is open on a seal that an officer saw; the chain is judged anew from that look. Gives how many."""
    rows = list(SealAlert.objects.select_for_update().filter(seal=seal, closed_at=None))
    for alert in rows:
        alert_close(actor, alert, why)
    for trip in Trip.objects.filter(Q(seal_alerts__in=rows)).distinct():
        tell_status(trip)
        _score_again(trip, f"closed {rows[0].id}")
    return len(rows)


def _score_again(trip: Trip, key: str) -> None:
    if trip.status in ON_THE_WAY:
        dispatch(RESCORE_TASK, subject_id=trip.id, key=key)


def alert_close(actor: Actor, alert: SealAlert, why: str) -> None:
    """Close one alert, for a reason that stays with it."""
    alert.closed_at = clock.now()
    alert.closed_by_id = actor.user_id
    alert.closed_as = actor.name[:150]
    alert.closed_why = why[:500]
    alert.save(update_fields=["closed_at", "closed_by", "closed_as", "closed_why"])
    record(
        actor=actor,
        event="clearance.seal.alert_closed",
        subject=Subject("seal", alert.seal_id),
        body={"kind": alert.kind, "alert": str(alert.id), "why": why[:500]},
        organisation_id=alert.trip.carrier_id if alert.trip else alert.seal.organisation_id,
    )


def _tell_member(seal: SealRecord, alert: SealAlert, trip: Trip | None) -> None:
    organisation = trip.carrier_id if trip else seal.organisation_id
    if organisation is None:
        return
    kind = ANOMALIES[alert.kind]
    about = Text(f" on trip {trip.trip_number}", f" du voyage {trip.trip_number}") if trip else Text("", "")
    text = Text(
        f"Seal {seal.number} on {seal.equipment}{about.en}: {kind.label.en.lower()}.",
        f"Sceau {seal.number} sur {seal.equipment}{about.fr} : {kind.label.fr.lower()}.",
    )
    reason = Reason(f"SEAL_{alert.kind.upper()}", text, f"seal:{seal.number}", kind.fix, CONTEST)
    notice_send(
        actor=SEALS,
        kind="clearance.seal",
        title=Text(f"{kind.label.en}: {seal.number}", f"{kind.label.fr} : {seal.number}"),
        body=Text(f"{text.en} {kind.fix.en}", f"{text.fr} {kind.fix.fr}"),
        subject=Subject("seal", seal.id),
        organisation_id=organisation,
        reason=None if alert.weight == NOTICE else reason,
        link=f"/clearance/seals/{seal.id}/",
    )


CONTEST = Text(
    "If a reading is wrong, show the seal to any officer, who can close the alert; then appeal what came of it.",
    "Si une lecture est fausse, montrez le sceau à un agent, qui peut clore l'alerte; contestez ensuite ses effets.",
)
