"""Work after a commit: score a filing, settle a release once it can no longer be undone, read a large file."""

from typing import Any
from uuid import UUID

from clearance.services import release_settled, trip_score, upload_process_as_owner
from portal.core.outbox import outbox_task


@outbox_task("clearance.score_trip")
def score_trip(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    trip_score(trip_id=subject_id, version=int(key))


@outbox_task("clearance.release_settled")
def settle_release(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    release_settled(trip_id=subject_id)


@outbox_task("clearance.read_upload")
def read_upload(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    upload_process_as_owner(batch_id=subject_id)
