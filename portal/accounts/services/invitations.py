"""Inviting colleagues: a signed link that works once, for the person it was sent to (requirements 2.1, 4.4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from audit.trail.services import record
from portal.accounts.domain.invitations import INVITATION, OPEN
from portal.accounts.domain.wording import ORGANISATION_ROLES
from portal.accounts.models import Invitation, OrganisationRole
from portal.accounts.selectors import (
    invitation_by_token,
    invitation_get,
    invitation_token,
    organisation_get,
    user_get,
    verified_addresses,
)
from portal.accounts.services.guards import require_admin
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.formatting import date_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.workflow.services import apply

CLOCK_SKEW = 1


@transaction.atomic
def invitation_create(
    *, actor: Actor, organisation_id: UUID, email: str, role: str, name: str = "", language: str = "en"
) -> Invitation:
    """Invite somebody to a role in the own organisation; the mail follows the commit.

    Raises Invalid for an address or role that does not fit, Conflict when they hold the role or an invitation to
    it is open already.
    """
    require_admin(actor, organisation_id)
    organisation = organisation_get(organisation_id)
    address = _address(email)
    if role not in ORGANISATION_ROLES:
        raise Invalid([ErrorItem("ACC_CHOICE", Text("Choose a role.", "Choisissez un rôle."), path="role", value=role)])
    if OrganisationRole.objects.filter(organisation=organisation, role=role, user__email=address).exists():
        raise Conflict([HOLDS_IT])
    _settle_old(organisation_id, address, role)
    try:
        with transaction.atomic():
            made = Invitation.objects.create(
                organisation=organisation,
                email=address,
                name=name.strip(),
                language=language,
                role=role,
                invited_by_id=actor.user_id,
                invited_by_name=actor.name,
                expires_at=clock.now() + timedelta(days=settings.INVITATION_DAYS),
            )
    except IntegrityError as error:
        raise Conflict([OPEN_ALREADY]) from error
    record(
        actor=actor,
        event="accounts.invitation.sent",
        subject=Subject("invitation", made.id),
        body={"email": address, "role": role, "expires_at": made.expires_at},
        organisation_id=organisation_id,
    )
    _send(made)
    return made


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid([NO_ADDRESS]) from error
    return address


def _settle_old(organisation_id: UUID, address: str, role: str) -> None:
    """Move an invitation that has run out to its end, so that it does not stand in the way of a new one."""
    old = Invitation.objects.filter(
        organisation_id=organisation_id, email=address, role=role, status=OPEN, expires_at__lte=clock.now()
    ).first()
    if old is not None:
        invitation_expire(invitation_id=old.id)


def _send(made: Invitation) -> None:
    dispatch("accounts.invitation_link_mail", subject_id=made.id, key=str(made.link))
    seconds = int((made.expires_at - clock.now()).total_seconds()) + CLOCK_SKEW
    dispatch("accounts.invitation_expire", subject_id=made.id, key=str(made.link), delay_seconds=seconds)


def invitation_resend(*, actor: Actor, invitation_id: UUID, expected_version: int | None = None) -> Invitation:
    """Send a new link with a new end; the old link stops working."""
    with transaction.atomic():
        found = invitation_get(actor=actor, invitation_id=invitation_id)
        ends = clock.now() + timedelta(days=settings.INVITATION_DAYS)
        changes = {"link": found.link + 1, "expires_at": ends}
        moved = _apply(actor, found, "resend", expected_version, changes)
        _send(moved)
    return moved


def invitation_revoke(*, actor: Actor, invitation_id: UUID, expected_version: int | None = None) -> Invitation:
    """Take an invitation back; its link stops working at once."""
    found = invitation_get(actor=actor, invitation_id=invitation_id)
    return _apply(actor, found, "revoke", expected_version, {"answered_at": clock.now()})


@transaction.atomic
def invitation_expire(*, invitation_id: UUID) -> Invitation | None:
    """End an invitation whose days have passed (a task's work); None when there is nothing to end."""
    found = Invitation.objects.filter(pk=invitation_id, status=OPEN, expires_at__lte=clock.now()).first()
    return _apply(_CLOCK, found, "expire", None, {"answered_at": clock.now()}) if found else None


@transaction.atomic
def invitation_accept(*, actor: Actor, token: str) -> Invitation:
    """Take up the role with the signed-in account, whose address must be the one invited.

    Raises NotFound for a link that is not (any longer) good, NotAllowed for another person's account.
    """
    found = invitation_by_token(token)
    person = user_get(actor.person)
    if found.email not in verified_addresses(person.id):
        raise NotAllowed([SOMEBODY_ELSE])
    accepted = _apply(actor, found, "accept", None, {"accepted_by_id": person.id, "answered_at": clock.now()})
    given, fresh = OrganisationRole.objects.get_or_create(
        user_id=person.id, organisation_id=found.organisation_id, role=found.role
    )
    if fresh:
        record(
            actor=actor,
            event="accounts.organisation_role.assigned",
            subject=Subject("user", person.id),
            body={"role": given.role, "organisation": str(given.organisation_id), "invitation": str(found.id)},
            organisation_id=given.organisation_id,
        )
    if not person.name and found.name:
        person.name = found.name
        person.save(update_fields=["name"])
    return accepted


def _apply(
    actor: Actor, found: Invitation, action: str, expected_version: int | None, changes: dict[str, Any]
) -> Invitation:
    return apply(
        workflow=INVITATION,
        obj=found,
        action=action,
        actor=actor,
        subject=Subject("invitation", found.id),
        expected_version=expected_version,
        changes=changes,
        body={"email": found.email, "role": found.role},
        organisation_id=found.organisation_id,
    )


def invitation_link_send(*, invitation_id: UUID, link: int) -> None:
    """Mail the link, in the language chosen by whoever invited; an outdated one is not sent."""
    found = Invitation.objects.select_related("organisation").filter(pk=invitation_id, status=OPEN, link=link).first()
    if found is None:
        return
    values = {
        "organisation": found.organisation.legal_name,
        "inviter": found.invited_by_name,
        "url": f"{settings.PUBLIC_URL}/organisation/invitation/{invitation_token(found)}/",
    }
    last = Text(date_words(found.expires_at.date(), "en"), date_words(found.expires_at.date(), "fr"))
    role = ORGANISATION_ROLES[found.role]
    words = Text(
        MAIL.en.format(**values, role=role.en, last=last.en), MAIL.fr.format(**values, role=role.fr, last=last.fr)
    )
    title = MAIL_TITLE.format(**values)
    send_mail(title.get(found.language), words.get(found.language), None, [found.email])


_CLOCK = system_actor("clock")
MAIL_TITLE = Text("{inviter} invites you to {organisation}", "{inviter} vous invite chez {organisation}")
MAIL = Text(
    "{inviter} invites you to act for {organisation} on Preclear. Your role: {role}.\n\n"
    "Open this link to accept, with the account you have or a new one. It works once, until {last}:\n{url}\n\n"
    "If you do not know who is writing, do nothing.\n",
    "{inviter} vous invite à agir pour {organisation} sur Précontrôle. Votre rôle : {role}.\n\n"
    "Ouvrez ce lien pour accepter, avec le compte que vous avez ou avec un nouveau. Il sert une seule fois, "
    "jusqu'au {last} :\n{url}\n\n"
    "Si vous ne savez pas qui vous écrit, ne faites rien.\n",
)
NO_ADDRESS = ErrorItem(
    "ACC_EMAIL",
    Text("This is not an e-mail address.", "Ce n'est pas une adresse de courriel."),
    path="email",
    fix=Text("Write it as name@company.example.", "Écrivez-la comme nom@entreprise.example."),
)
HOLDS_IT = ErrorItem(
    "ACC_HOLDS_ROLE",
    Text("This colleague holds that role already.", "Ce collègue a déjà ce rôle."),
    path="email",
    fix=Text("Choose another role, or invite someone else.", "Choisissez un autre rôle ou invitez une autre personne."),
)
OPEN_ALREADY = ErrorItem(
    "ACC_INVITED_ALREADY",
    Text("An invitation to this role is open already.", "Une invitation à ce rôle est déjà ouverte."),
    path="email",
    fix=Text("Send it again from the list.", "Renvoyez-la depuis la liste."),
)
SOMEBODY_ELSE = ErrorItem(
    "ACC_OTHER_ADDRESS",
    Text(
        "This invitation was sent to another address than those of your account.",
        "Cette invitation a été envoyée à une autre adresse que celles de votre compte.",
    ),
    fix=Text(
        "Sign in with the account of that address, or add the address to yours and confirm it.",
        "Ouvrez une session avec le compte de cette adresse, ou ajoutez-la au vôtre et confirmez-la.",
    ),
)
