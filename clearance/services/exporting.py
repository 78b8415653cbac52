"""Taking one's own data out is allowed to everybody who may read it, and is in the trail."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from audit.trail.services import record
from clearance.selectors.exporting import export_pieces
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject


@transaction.atomic
def export_take(*, actor: Actor, what: str, form: str) -> Iterator[bytes]:
    """Note the export in the trail and give it in pieces; raises NotFound for one that does not exist."""
    if actor.organisation_id is None:
        raise NotFound
    pieces = export_pieces(actor=actor, what=what, form=form)
    record(
        actor=actor,
        event="clearance.export.taken",
        subject=Subject("organisation", actor.organisation_id),
        body={"what": what, "form": form},
        organisation_id=actor.organisation_id,
    )
    return pieces
