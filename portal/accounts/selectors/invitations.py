"""Reads of invitations: the organisation's own, and the one behind a link."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress
from django.core import signing
from django.db.models import Q, QuerySet

from portal.accounts.domain.invitations import OPEN
from portal.accounts.models import Invitation
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

SALT = "preclear.invitation"


def invitation_list(*, actor: Actor) -> QuerySet[Invitation, Invitation]:
    """Give the invitations of the actor's organisation, newest first."""
    return Invitation.objects.filter(Q(organisation_id=actor.organisation_id)).order_by("-created_at", "-id")


def invitation_get(*, actor: Actor, invitation_id: UUID) -> Invitation:
    """Give one invitation of the actor's own organisation; anyone else gets NotFound."""
    found = invitation_list(actor=actor).filter(pk=invitation_id).first()
    if found is None:
        raise NotFound
    return found


def invitation_token(invitation: Invitation) -> str:
    """Give the signed part of the link. It names the invitation and which of its links this is."""
    return signing.dumps({"id": str(invitation.id), "link": invitation.link}, salt=SALT)


def invitation_by_token(token: str) -> Invitation:
    """Find the open invitation of a link. A forged, used, replaced, revoked or expired link is NotFound."""
    try:
        said = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise NotFound from error
    found = (
        Invitation.objects.select_related("organisation")
        .filter(pk=said["id"], link=said["link"], status=OPEN, expires_at__gt=clock.now())
        .first()
    )
    if found is None:
        raise NotFound
    return found


def verified_addresses(user_id: UUID) -> frozenset[str]:
    """Give the addresses the person has proved to be theirs, in small letters."""
    rows = EmailAddress.objects.filter(user_id=user_id, verified=True).values_list("email", flat=True)
    return frozenset(address.lower() for address in rows)
