"""A partner's addresses for webhooks."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction

from audit.trail.services import record
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.domain.events import EVENTS, PING, unknown_events
from portal.notices.domain.targets import check_url
from portal.notices.models import WebhookEndpoint
from portal.notices.selectors import endpoint_get, endpoint_list
from portal.notices.services.deliveries import write_messages
from portal.notices.services.secrets import new_secret, seal

MAXIMUM = 10
MANAGE = "webhooks:write"


@transaction.atomic
def endpoint_add(*, actor: Actor, url: str, events: Iterable[str]) -> tuple[WebhookEndpoint, str]:
    """Add an address of the own organisation; gives it with its secret, which is shown this once."""
    own = _require(actor)
    wanted = sorted(set(events))
    items = _errors(url, wanted)
    if items:
        raise Invalid(items)
    if endpoint_list(actor=actor).count() >= MAXIMUM:
        fix = Text("Remove one first.", "Retirez-en une d'abord.")
        raise Conflict([ErrorItem("NTC_TOO_MANY", TOO_MANY.format(n=MAXIMUM), fix=fix)])
    secret = new_secret()
    endpoint = WebhookEndpoint.objects.create(organisation_id=own, url=url, events=wanted, sealed_secret=seal(secret))
    _record(actor, "notices.webhook.added", endpoint)
    return endpoint, secret


@transaction.atomic
def endpoint_change(
    *,
    actor: Actor,
    endpoint_id: UUID,
    url: str | None = None,
    events: Iterable[str] | None = None,
    is_active: bool | None = None,
) -> WebhookEndpoint:
    """Change what is given; the rest and the secret stay."""
    endpoint = _locked(actor, endpoint_id)
    endpoint.url = endpoint.url if url is None else url
    endpoint.events = endpoint.events if events is None else sorted(set(events))
    endpoint.is_active = endpoint.is_active if is_active is None else is_active
    items = _errors(endpoint.url, endpoint.events)
    if items:
        raise Invalid(items)
    endpoint.row_version += 1
    endpoint.save()
    _record(actor, "notices.webhook.changed", endpoint)
    return endpoint


@transaction.atomic
def endpoint_remove(*, actor: Actor, endpoint_id: UUID) -> None:
    """Stop using an address; what was sent there stays on record."""
    endpoint = _locked(actor, endpoint_id)
    endpoint.removed_at = clock.now()
    endpoint.is_active = False
    endpoint.row_version += 1
    endpoint.save()
    _record(actor, "notices.webhook.removed", endpoint)


@transaction.atomic
def endpoint_ping(*, actor: Actor, endpoint_id: UUID) -> None:
    """Send a test message to one address, whatever it listens to."""
    endpoint = _locked(actor, endpoint_id)
    write_messages([endpoint], PING, {"hello": "from Preclear"}, Subject("webhook", endpoint.id))


def _locked(actor: Actor, endpoint_id: UUID) -> WebhookEndpoint:
    found = endpoint_get(actor=actor, endpoint_id=endpoint_id)
    _require(actor)
    return WebhookEndpoint.objects.select_for_update().get(pk=found.pk)


def _require(actor: Actor) -> UUID:
    """Give the organisation of its administrator, or of its key with the scope; refuse everybody else."""
    if actor.organisation_id is not None and (actor.has("trader.admin") or MANAGE in actor.scopes):
        return actor.organisation_id
    raise NotAllowed(
        [
            ErrorItem(
                "NTC_NOT_ALLOWED",
                Text(
                    "Only an administrator of the organisation does this.",
                    "Seule l'administration de l'organisation peut faire cela.",
                ),
                fix=Text("Ask a colleague who is one.", "Demandez à un collègue qui en fait partie."),
            )
        ]
    )


def _errors(url: str, events: list[str]) -> list[ErrorItem]:
    refusal = check_url(url, allow_loopback=settings.DEMO is True)
    items = [refusal] if refusal else []
    unknown = unknown_events(events)
    if unknown or not events:
        items.append(
            ErrorItem(
                "NTC_EVENTS",
                Text("Choose the events to be told about.", "Choisissez les événements à signaler."),
                path="events",
                value=unknown,
                fix=Text("Known events: {list}, or * for all.", "Événements connus : {list}, ou * pour tous.").format(
                    list=", ".join(EVENTS)
                ),
            )
        )
    return items


def _record(actor: Actor, event: str, endpoint: WebhookEndpoint) -> None:
    record(
        actor=actor,
        event=event,
        subject=Subject("webhook", endpoint.id),
        body={"url": endpoint.url, "events": list(endpoint.events), "active": endpoint.is_active},
        organisation_id=endpoint.organisation_id,
    )


TOO_MANY = Text("An organisation has at most {n} addresses.", "Une organisation a au plus {n} adresses.")
