"""What a position that comes after the release sets off: the movement is looked at again (R-67)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from clearance.domain.movement_facts import AROUND_RELEASE
from clearance.domain.seals.anomalies import believed
from clearance.models import Release, Seal, SealEvent, SealRecord
from portal.core import clock
from portal.core.services import Work, dispatch_all

LOOK_TASK = "compliance.note_signals"


@transaction.atomic
def positions_tell(*, seal_id: UUID, batch_id: UUID) -> int:
    """Have the movements looked at again that were released under the seal around the positions of a message; gives
    how many.

    A release that may still be undone is left alone: when it is settled, what has come by then is looked at anyway.
    """
    rows = SealEvent.objects.filter(seal_id=seal_id, batch_id=batch_id, latitude__isnull=False)
    moments = [believed(at, received_at) for at, received_at in rows.values_list("at", "created_at")]
    if not moments:
        return 0
    seal = SealRecord.objects.get(pk=seal_id)
    on_its_door = Q(equipment=None) | Q(equipment__number=seal.equipment)
    found = (
        Release.objects.filter(
            trip__in=Seal.objects.filter(on_its_door, number=seal.number).values("version__trip"),
            released_at__gte=min(moments) - AROUND_RELEASE,
            released_at__lte=max(moments) + AROUND_RELEASE,
            cancelled_at=None,
        )
        .exclude(undo_until__gt=clock.now())
        .values_list("trip_id", flat=True)
    )
    trips = sorted(set(found))
    if trips:
        dispatch_all([Work(LOOK_TASK, trip_id, str(batch_id)) for trip_id in trips])
    return len(trips)
