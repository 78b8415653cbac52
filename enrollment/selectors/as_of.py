"""A membership as it stood on a day, for its holder and for staff who may read it (R-37)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from enrollment.models import Membership
from enrollment.selectors.memberships import membership_get
from portal.core.domain.actors import Actor
from portal.core.selectors.as_of import AsOf, then_and_now

FIELDS = ("number", "programme", "status", "tier", "tier_since", "valid_from", "valid_until", "paused_until")


def membership_as_of(*, actor: Actor, membership_id: UUID, at: datetime) -> tuple[AsOf, AsOf]:
    """Give the membership as of a moment, and now. Raises NotFound."""
    membership_get(actor=actor, membership_id=membership_id)
    return then_and_now(Membership.history, membership_id, at, FIELDS)
