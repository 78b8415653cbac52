"""An organisation as it stood on a day, for its people, those acting for it and staff (R-37)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portal.accounts.models import Organisation
from portal.accounts.selectors.organisations import organisation_get_for_actor
from portal.core.domain.actors import Actor
from portal.core.selectors.as_of import AsOf, then_and_now

FIELDS = ("legal_name", "kind", "size_class", "street", "city", "subdivision", "country", "postal_code")


def organisation_as_of(*, actor: Actor, organisation_id: UUID, at: datetime) -> tuple[AsOf, AsOf]:
    """Give the organisation as of a moment, and now. Raises NotFound."""
    organisation_get_for_actor(actor=actor, organisation_id=organisation_id)
    return then_and_now(Organisation.history, organisation_id, at, FIELDS)
