"""Giving and taking roles."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from portal.accounts.domain.wording import ORGANISATION_ROLES, STAFF_ROLES, TRADER_ADMIN
from portal.accounts.models import OrganisationRole, StaffRole
from portal.accounts.selectors import organisation_get, user_by_email, user_get
from portal.accounts.services.guards import require_admin, require_administrator
from portal.accounts.services.people import user_create
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch

AGENCY_COUNTRIES = {"CBP": "US", "CBSA": "CA"}


@transaction.atomic
def organisation_role_assign(
    *, actor: Actor, organisation_id: UUID, email: str, role: str, name: str = "", language: str = "en"
) -> OrganisationRole:
    """Give a colleague a role by e-mail address; whoever has no account yet gets one and an invitation.

    Only an administrator of the organisation may. Giving the same role twice changes nothing.
    """
    require_admin(actor, organisation_id)
    if role not in ORGANISATION_ROLES:
        raise Invalid([ErrorItem("ACC_CHOICE", Text("Choose a role.", "Choisissez un rôle."), path="role", value=role)])
    organisation = organisation_get(organisation_id)
    user = user_by_email(email) or user_create(actor=actor, email=email.strip(), name=name, language=language)
    known = OrganisationRole.objects.filter(user=user, organisation=organisation, role=role).first()
    if known:
        return known
    given = OrganisationRole.objects.create(user=user, organisation=organisation, role=role)
    _record(actor, "accounts.organisation_role.assigned", given)
    if actor.kind != "system":
        payload = {"user_id": str(user.id), "organisation": organisation.legal_name, "inviter": actor.name}
        dispatch("accounts.invitation_mail", subject_id=given.id, payload=payload)
    return given


@transaction.atomic
def organisation_role_remove(*, actor: Actor, organisation_id: UUID, role_id: UUID) -> None:
    """Take a role back. Raises Conflict when no administrator would be left."""
    require_admin(actor, organisation_id)
    admins = OrganisationRole.objects.select_for_update().filter(organisation_id=organisation_id, role=TRADER_ADMIN)
    others = {row.id for row in admins} - {role_id}
    found = OrganisationRole.objects.filter(pk=role_id, organisation_id=organisation_id).first()
    if found is None:
        raise NotFound
    if found.role == TRADER_ADMIN and not others:
        raise Conflict([LAST_ADMIN])
    _record(actor, "accounts.organisation_role.removed", found)
    found.delete()


@transaction.atomic
def colleague_remove(*, actor: Actor, organisation_id: UUID, user_id: UUID) -> int:
    """Take every role of a person in the organisation back; gives how many. Conflict for the last administrator."""
    require_admin(actor, organisation_id)
    rows = OrganisationRole.objects.select_for_update().filter(organisation_id=organisation_id)
    held = [row for row in rows if row.user_id == user_id]
    if not held:
        raise NotFound
    if not any(row.role == TRADER_ADMIN for row in rows if row.user_id != user_id):
        raise Conflict([LAST_ADMIN])
    for row in held:
        _record(actor, "accounts.organisation_role.removed", row)
        row.delete()
    return len(held)


def _record(actor: Actor, event: str, given: OrganisationRole) -> None:
    record(
        actor=actor,
        event=event,
        subject=Subject("user", given.user_id),
        body={"role": given.role, "organisation": str(given.organisation_id)},
        organisation_id=given.organisation_id,
    )


@transaction.atomic
def staff_role_assign(
    *, actor: Actor, user_id: UUID, role: str, agency: str = "", country: str = "", port: str = ""
) -> StaffRole:
    """Post a person to an agency, the commission or the service. Only the service's administrators may."""
    require_administrator(actor)
    if role not in STAFF_ROLES:
        raise Invalid([ErrorItem("ACC_CHOICE", Text("Choose a role.", "Choisissez un rôle."), path="role", value=role)])
    if role.startswith("officer.") and not agency:
        raise Invalid(
            [
                ErrorItem(
                    "ACC_REQUIRED",
                    Text("An officer belongs to an agency.", "Un agent relève d'un organisme."),
                    path="agency",
                )
            ]
        )
    user = user_get(user_id)
    given, fresh = StaffRole.objects.get_or_create(
        user=user,
        role=role,
        agency=agency,
        port=port,
        defaults={"country": country or AGENCY_COUNTRIES.get(agency, "")},
    )
    if fresh:
        body = {"role": role, "agency": agency, "country": given.country, "port": port}
        record(actor=actor, event="accounts.staff_role.assigned", subject=Subject("user", user.id), body=body)
    return given


@transaction.atomic
def staff_role_remove(*, actor: Actor, staff_role_id: UUID) -> None:
    """End a posting at once; the history table keeps it."""
    require_administrator(actor)
    found = StaffRole.objects.select_for_update().filter(pk=staff_role_id).first()
    if found is None:
        raise NotFound
    body = {"role": found.role, "agency": found.agency, "port": found.port}
    record(actor=actor, event="accounts.staff_role.removed", subject=Subject("user", found.user_id), body=body)
    found.delete()


LAST_ADMIN = ErrorItem(
    "ACC_LAST_ADMIN",
    Text(
        "An organisation keeps at least one administrator.",
        "Une organisation garde au moins une personne à l'administration.",
    ),
    fix=Text("Give a colleague that role first.", "Donnez d'abord ce rôle à un collègue."),
)
