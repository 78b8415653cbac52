"""Drafts of the actor's own organisation."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from clearance.models import FilingDraft
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def drafts_open(*, actor: Actor) -> QuerySet[FilingDraft, FilingDraft]:
    """Give what the organisation has begun and neither sent nor discarded, latest first, without the old content."""
    if actor.organisation_id is None:
        return FilingDraft.objects.none()
    return (
        FilingDraft.objects.filter(organisation_id=actor.organisation_id, trip=None, discarded_at=None)
        .defer("undo")
        .order_by("-updated_at", "-id")
    )


def draft_get(*, actor: Actor, draft_id: UUID, lock: bool = False) -> FilingDraft:
    """Give one draft of the organisation, sent or not; `lock` holds its row. Raises NotFound."""
    if actor.organisation_id is None:
        raise NotFound
    rows = FilingDraft.objects.select_for_update(of=("self",)) if lock else FilingDraft.objects
    draft = rows.filter(pk=draft_id, organisation_id=actor.organisation_id).first()
    if draft is None:
        raise NotFound
    return draft
