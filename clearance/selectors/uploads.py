"""Uploaded files of the actor's own organisation."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from clearance.models import UploadBatch
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def uploads_recent(*, actor: Actor) -> QuerySet[UploadBatch, UploadBatch]:
    """Give the organisation's files, latest first, without their bytes and cells."""
    if actor.organisation_id is None:
        return UploadBatch.objects.none()
    return (
        UploadBatch.objects.filter(organisation_id=actor.organisation_id)
        .defer("content", "grid", "errors")
        .order_by("-created_at", "-id")
    )


def upload_get(*, actor: Actor, batch_id: UUID, with_content: bool = False) -> UploadBatch:
    """Give one file of the organisation; raises NotFound."""
    rows = UploadBatch.objects.all() if with_content else UploadBatch.objects.defer("content")
    batch = rows.filter(pk=batch_id, organisation_id=actor.organisation_id).first() if actor.organisation_id else None
    if batch is None:
        raise NotFound
    return batch
