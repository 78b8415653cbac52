"""Who may change what; the refusals every service here shares."""

from __future__ import annotations

from uuid import UUID

from portal.accounts.domain.wording import TRADER_ADMIN
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, NotAllowed, NotFound
from portal.core.domain.text import Text

ADMINISTRATOR = "administrator"


def require_admin(actor: Actor, organisation_id: UUID | None) -> None:
    """Let pass an administrator of exactly this organisation, or the system; a stranger gets NotFound."""
    if actor.kind == "system":
        return
    if organisation_id is None or actor.organisation_id != organisation_id:
        raise NotFound
    if not actor.has(TRADER_ADMIN):
        raise refused(
            Text(
                "Only an administrator of the organisation does this.",
                "Seule l'administration de l'organisation peut faire cela.",
            ),
            Text("Ask a colleague who is one.", "Demandez à un collègue qui en fait partie."),
        )


def require_administrator(actor: Actor) -> None:
    """Let pass an administrator of the service or the system."""
    if actor.kind == "system" or actor.has(ADMINISTRATOR):
        return
    raise refused(
        Text("Only an administrator of the service does this.", "Seule l'administration du service peut faire cela."),
        Text("Ask the service desk of your agency.", "Adressez-vous au soutien de votre organisme."),
    )


def refused(message: Text, fix: Text) -> NotAllowed:
    return NotAllowed([ErrorItem("ACC_NOT_ALLOWED", message, fix=fix)])
