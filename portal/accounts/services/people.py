"""Accounts of people."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from audit.trail.services import record
from portal.accounts.models import User
from portal.accounts.selectors import user_by_email, user_get
from portal.accounts.services.guards import require_administrator
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

LANGUAGES = ("en", "fr")


@transaction.atomic
def user_create(
    *,
    actor: Actor,
    email: str,
    name: str,
    password: str | None = None,
    password_hash: str = "",
    language: str = "en",
    verified: bool = False,
) -> User:
    """Create an account. Without a password its owner chooses one through the password reset page.

    For the seed, for staff accounts and for invitations; people sign up themselves otherwise. `password_hash`
    is for many accounts with one password: hashing is slow on purpose.
    """
    if user_by_email(email) is not None:
        raise Invalid([EMAIL_TAKEN])
    user = User.objects.create_user(email, password, password_hash=password_hash, name=name.strip(), language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    record(actor=actor, event="accounts.user.created", subject=Subject("user", user.id), body={"name": user.name})
    return user


@transaction.atomic
def user_update(*, actor: Actor, user_id: UUID, name: str, language: str) -> User:
    """Change the own name and language. Raises Invalid, or NotFound for somebody else's account."""
    if actor.user_id != user_id and actor.kind != "system":
        raise NotFound
    if not name.strip():
        raise Invalid([ErrorItem("ACC_REQUIRED", Text("Enter your name.", "Saisissez votre nom."), path="name")])
    if language not in LANGUAGES:
        raise Invalid([ErrorItem("ACC_CHOICE", Text("Choose a language.", "Choisissez une langue."), path="language")])
    user = User.objects.select_for_update().get(pk=user_id)
    body = {"name": {"from": user.name, "to": name.strip()}, "language": {"from": user.language, "to": language}}
    user.name, user.language = name.strip(), language
    user.save(update_fields=["name", "language"])
    record(actor=actor, event="accounts.user.updated", subject=Subject("user", user.id), body=body)
    return user


@transaction.atomic
def user_totp_activate(*, actor: Actor, user_id: UUID, secret: str = "") -> str:
    """Give a staff account its authenticator app secret (the seed and the service desk); gives the secret back."""
    require_administrator(actor)
    user = user_get(user_id)
    Authenticator.objects.filter(user_id=user.id, type=Authenticator.Type.TOTP).delete()
    chosen = secret or generate_totp_secret()
    TOTP.activate(user, chosen)
    record(
        actor=actor, event="accounts.second_factor.activated", subject=Subject("user", user.id), body={"type": "totp"}
    )
    return chosen


def invitation_send(*, user_id: UUID, organisation: str, inviter: str) -> None:
    """Tell a person by e-mail that a colleague gave them a role, and how to sign in."""
    user = user_get(user_id)
    values = {"organisation": organisation, "inviter": inviter, "url": settings.PUBLIC_URL, "email": user.email}
    subject = INVITATION_TITLE.format(**values).get(user.language)
    send_mail(subject, INVITATION.format(**values).get(user.language), None, [user.email])


EMAIL_TAKEN = ErrorItem(
    "ACC_EMAIL_TAKEN",
    Text("There is an account with this e-mail address.", "Il existe un compte pour cette adresse de courriel."),
    path="email",
)
INVITATION_TITLE = Text("You can now act for {organisation}", "Vous pouvez maintenant agir pour {organisation}")
INVITATION = Text(
    "{inviter} gave you a role in {organisation} on Preclear.\n\n"
    "Sign in with {email} at {url}.\n"
    "If you have no password yet, choose “Forgot your password?” on the sign-in page.\n",
    "{inviter} vous a donné un rôle dans {organisation} sur Précontrôle.\n\n"
    "Ouvrez une session avec {email} à {url}.\n"
    "Si vous n'avez pas encore de mot de passe, choisissez « Mot de passe oublié? » à la page de connexion.\n",
)
