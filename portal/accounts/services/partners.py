"""Keys of partners' machines. A secret is shown once, when it is made, and stored only as a hash."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_access_token_model

from audit.trail.services import record
from portal.accounts.domain.wording import PARTNER_SCOPES
from portal.accounts.models import PartnerApplication
from portal.accounts.selectors import application_get
from portal.accounts.services.guards import require_admin
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

MAXIMUM_ACTIVE = 10


@transaction.atomic
def partner_application_create(
    *, actor: Actor, organisation_id: UUID, name: str, scopes: Iterable[str]
) -> tuple[PartnerApplication, str]:
    """Make a key for the own organisation; gives it with its secret, which nobody can read again later."""
    require_admin(actor, organisation_id)
    wanted = sorted(set(scopes))
    items = _key_errors(organisation_id, name.strip(), wanted)
    if items:
        raise Invalid(items)
    secret = generate_client_secret()
    application = PartnerApplication.objects.create(
        organisation_id=organisation_id,
        name=name.strip(),
        scopes=wanted,
        client_type=PartnerApplication.CLIENT_CONFIDENTIAL,
        authorization_grant_type=PartnerApplication.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,
    )
    _record(actor, "accounts.partner_key.created", application)
    return application, secret


@transaction.atomic
def partner_application_rotate(*, actor: Actor, application_id: UUID) -> tuple[PartnerApplication, str]:
    """Give the key a new secret; the old secret and every token it obtained stop at once."""
    application = _locked(actor, application_id)
    if not application.is_active:
        raise Conflict([REVOKED])
    secret = generate_client_secret()
    application.client_secret = secret
    application.rotated_at = clock.now()
    application.save(update_fields=["client_secret", "rotated_at", "updated"])
    _end_tokens(application)
    _record(actor, "accounts.partner_key.rotated", application)
    return application, secret


@transaction.atomic
def partner_application_revoke(*, actor: Actor, application_id: UUID) -> PartnerApplication:
    """Stop a key for good, with its tokens."""
    application = _locked(actor, application_id)
    application.is_active = False
    application.save(update_fields=["is_active", "updated"])
    _end_tokens(application)
    _record(actor, "accounts.partner_key.revoked", application)
    return application


def _locked(actor: Actor, application_id: UUID) -> PartnerApplication:
    found = application_get(actor=actor, application_id=application_id)
    require_admin(actor, found.organisation_id)
    return PartnerApplication.objects.select_for_update().get(pk=found.pk)


def _end_tokens(application: PartnerApplication) -> None:
    get_access_token_model().objects.filter(application=application).delete()


def _record(actor: Actor, event: str, application: PartnerApplication) -> None:
    record(
        actor=actor,
        event=event,
        subject=Subject("organisation", application.organisation_id),
        body={"client_id": application.client_id, "name": application.name, "scopes": list(application.scopes)},
        organisation_id=application.organisation_id,
    )


def _key_errors(organisation_id: UUID, name: str, scopes: list[str]) -> list[ErrorItem]:
    items = []
    if not name:
        items.append(ErrorItem("ACC_REQUIRED", Text("Give the key a name.", "Donnez un nom à la clé."), path="name"))
    if not scopes or not set(scopes) <= set(PARTNER_SCOPES):
        items.append(
            ErrorItem(
                "ACC_CHOICE", Text("Choose what the key may do.", "Choisissez ce que la clé permet."), path="scopes"
            )
        )
    if PartnerApplication.objects.filter(organisation_id=organisation_id, is_active=True).count() >= MAXIMUM_ACTIVE:
        items.append(
            ErrorItem(
                "ACC_TOO_MANY_KEYS",
                Text(
                    "An organisation has at most {n} active keys.", "Une organisation a au plus {n} clés actives."
                ).format(n=MAXIMUM_ACTIVE),
                fix=Text("Revoke one you no longer use.", "Révoquez-en une que vous n'utilisez plus."),
            )
        )
    return items


REVOKED = ErrorItem(
    "ACC_KEY_REVOKED",
    Text("This key was revoked.", "Cette clé a été révoquée."),
    fix=Text("Make a new key.", "Créez une nouvelle clé."),
)
