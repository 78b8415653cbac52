"""Whose pages these are: the account and the organisation of the person who asks."""

from __future__ import annotations

from uuid import UUID

from portal.core.domain.errors import NotFound
from portal.core.http import PortalRequest


def own_organisation(request: PortalRequest) -> UUID:
    """Give the organisation acted for; somebody who acts for none finds nothing here."""
    return _present(request.actor.organisation_id)


def own_account(request: PortalRequest) -> UUID:
    """Give the account of the person."""
    return _present(request.actor.user_id)


def _present(found: UUID | None) -> UUID:
    if found is None:
        raise NotFound
    return found
