"""Work after a release."""

from typing import Any
from uuid import UUID

from audit.compliance.services import audit_open_for_trip
from portal.core.outbox import outbox_task


@outbox_task("compliance.trip_released")
def trip_released(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    audit_open_for_trip(trip_id=subject_id)
