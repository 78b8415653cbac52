"""Registering an organisation and keeping its details right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from portal.accounts.domain.organisations import (
    Profile,
    clean_identifiers,
    identifier_errors,
    profile_errors,
)
from portal.accounts.domain.wording import TRADER_ADMIN
from portal.accounts.models import Organisation, OrganisationIdentifier, OrganisationRole
from portal.accounts.services.guards import require_admin
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text


@transaction.atomic
def organisation_register(
    *,
    actor: Actor,
    kind: str,
    legal_name: str,
    country: str,
    subdivision: str,
    street: str,
    city: str,
    postal_code: str,
    contact_name: str,
    contact_email: str,
    contact_phone: str = "",
    size_class: str = "2-9",
    identifiers: Sequence[tuple[str, str]] = (),
) -> Organisation:
    """Register an organisation; the person who does becomes its first administrator (R-15).

    `identifiers` are (kind, value) pairs. Raises Invalid naming every field to fix, NotAllowed for staff.
    """
    if actor.kind not in {"member", "system"}:
        raise NotAllowed([STAFF_REGISTERS])
    profile = Profile(
        kind, legal_name, country, subdivision, street, city, postal_code,
        contact_name, contact_email, contact_phone, size_class,
    )  # fmt: skip
    cleaned = clean_identifiers(identifiers)
    _refuse([*profile_errors(profile), *identifier_errors(kind, cleaned), *_taken(cleaned)])
    organisation = Organisation.objects.create(**profile.fields())
    _add_identifiers(organisation, cleaned)
    if actor.user_id:
        OrganisationRole.objects.create(user_id=actor.user_id, organisation=organisation, role=TRADER_ADMIN)
    record(
        actor=actor,
        event="accounts.organisation.registered",
        subject=Subject("organisation", organisation.id),
        body={**profile.fields(), "identifiers": [list(pair) for pair in cleaned]},
        organisation_id=organisation.id,
    )
    return organisation


@transaction.atomic
def organisation_update(
    *,
    actor: Actor,
    organisation_id: UUID,
    expected_version: int,
    changes: dict[str, str],
    identifiers: Sequence[tuple[str, str]] | None = None,
) -> Organisation:
    """Change details of the own organisation; its kind stays. Raises Invalid, NotFound or Conflict."""
    require_admin(actor, organisation_id)
    organisation = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound
    if organisation.row_version != expected_version:
        raise Conflict([STALE])
    old = {name: getattr(organisation, name) for name in Profile.__slots__}
    profile = Profile(**{**old, **changes, "kind": organisation.kind})
    known = list(organisation.identifiers.values_list("kind", "value"))
    cleaned = known if identifiers is None else clean_identifiers(identifiers)
    added = [pair for pair in cleaned if pair not in known]
    _refuse([*profile_errors(profile), *identifier_errors(organisation.kind, cleaned), *_taken(added)])
    new = profile.fields()
    for name, value in new.items():
        setattr(organisation, name, value)
    organisation.row_version += 1
    organisation.save()
    removed = [pair for pair in known if pair not in cleaned]
    for code, value in removed:
        organisation.identifiers.filter(kind=code, value=value).delete()
    _add_identifiers(organisation, added)
    body: dict[str, Any] = {
        "changed": {name: {"from": old[name], "to": new[name]} for name in new if old[name] != new[name]},
        "added": [list(pair) for pair in added],
        "removed": [list(pair) for pair in removed],
    }
    subject = Subject("organisation", organisation.id)
    record(
        actor=actor, event="accounts.organisation.updated", subject=subject, body=body, organisation_id=organisation.id
    )
    return organisation


def _refuse(items: list[ErrorItem]) -> None:
    if items:
        raise Invalid(items)


def _add_identifiers(organisation: Organisation, pairs: Sequence[tuple[str, str]]) -> None:
    """Two registrations of the same number at the same moment: the second one is told so."""
    try:
        with transaction.atomic():
            OrganisationIdentifier.objects.bulk_create(
                OrganisationIdentifier(organisation=organisation, kind=kind, value=value) for kind, value in pairs
            )
    except IntegrityError as error:
        raise Invalid([_taken_item(kind, value) for kind, value in pairs]) from error


def _taken(pairs: Sequence[tuple[str, str]]) -> list[ErrorItem]:
    values = {value for _, value in pairs}
    known = set(OrganisationIdentifier.objects.filter(value__in=values).values_list("kind", "value"))
    return [_taken_item(kind, value) for kind, value in pairs if (kind, value) in known]


def _taken_item(kind: str, value: str) -> ErrorItem:
    return ErrorItem(
        "ACC_IDENTIFIER_TAKEN",
        Text("This number is registered already.", "Ce numéro est déjà inscrit."),
        path=f"identifiers.{kind}",
        value=value,
        fix=Text(
            "If it is yours, ask an administrator of your organisation to invite you.",
            "S'il est à vous, demandez à l'administration de votre organisation de vous inviter.",
        ),
    )


STAFF_REGISTERS = ErrorItem(
    "ACC_STAFF_REGISTERS",
    Text("Staff do not register organisations.", "Le personnel n'inscrit pas d'organisations."),
    fix=Text("Switch to yourself as a private person first.", "Passez d'abord à votre qualité de particulier."),
)
STALE = ErrorItem(
    "WORKFLOW_STALE",
    Text(
        "Somebody changed these details after you opened them.", "Quelqu'un a modifié ces renseignements entre-temps."
    ),
    path="expected_version",
    fix=Text("Look at what changed, then save again.", "Voyez ce qui a changé, puis enregistrez de nouveau."),
)
