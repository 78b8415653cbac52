"""What a new filing changes about seals: doubts it puts right, seals it ties to the trip, numbers that differ (R-56)."""

from __future__ import annotations

from clearance.domain.seals.anomalies import DIFFERS
from clearance.models import SealAlert, SealRecord, Trip, TripVersion
from clearance.selectors.riding import Riding
from clearance.selectors.seals import seals_on_record, standings
from clearance.services.seal_alerts import SEALS, alert_close, alert_found, alerts_attach

CORRECTED = "The filing names the seal that is on the door. / La déclaration indique le sceau posé."


def seals_taken_up(trip: Trip, filing: TripVersion, records: list[SealRecord]) -> list[SealRecord]:
    """Before a filing is scored: close what it puts right, and tie its seals to the trip.

    Takes the registry's `records` of the filing's seals and gives them as they stand afterwards.
    """
    if not records:
        return records
    fine = [seal.record for seal in standings(filing.manifest, records) if seal.record and not seal.differs]
    alerts = SealAlert.objects.select_for_update().filter(seal__in=fine, kind=DIFFERS, event=None, closed_at=None)
    for alert in alerts:
        alert_close(SEALS, alert, CORRECTED)
    if fine:
        alerts_attach(trip, fine)
    return seals_on_record(filing.manifest)


def seals_differing(trip: Trip, aboard: Riding) -> None:
    """After a filing was scored: a number that is not the one on the door is an alert of the seal on the door."""
    for seal in aboard.seals:
        door = SealRecord.objects.filter(number=seal.differs, ended_at=None).first() if seal.differs else None
        record = door or (seal.record if seal.differs else None)
        if record is not None:
            alert_found(SEALS, record, DIFFERS, None, trip=trip, detail=f"{seal.number} {seal.equipment}".strip())
