"""Background work of clearance: each task fetches an id and calls one service."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from clearance.services import upload_process_as_owner
from portal.core.outbox import outbox_task


@outbox_task("clearance.read_upload")
def read_upload(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    """File the trips of a file that was not read at once."""
    upload_process_as_owner(batch_id=subject_id)
