"""Unused accounts: warned, then dormant, woken by their owner; nothing is ever taken from them (2.1, [S24][S29])."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q

from audit.trail.services import record
from portal.accounts.domain.idle import REST, TRAINING, WARN, IdlePolicy, next_step, training_error
from portal.accounts.models import StaffRole, User
from portal.accounts.selectors import idle_policy, resting_get, supervisors_of, user_get
from portal.accounts.services.guards import refused
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotFound
from portal.core.domain.formatting import date_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch

CLOCK = system_actor("clock")
SALT = "preclear.wake"
LINK_SECONDS = 24 * 3600


def accounts_rest() -> tuple[int, int]:
    """Warn the owners of unused accounts and put to sleep those warned long enough; gives (warned, put to sleep).

    Safe to run at any hour and from several processes: each account is locked and looked at again.
    """
    policy, done = idle_policy(), {WARN: 0, REST: 0}
    for user_id in _candidates(policy):
        step = account_step(user_id=user_id, policy=policy)
        if step:
            done[step] += 1
    return done[WARN], done[REST]


def _candidates(policy: IdlePolicy) -> Iterator[UUID]:
    before = clock.now() - timedelta(days=policy.warnings[0])
    rows = User.objects.filter(is_active=True, dormant_since=None, created_at__lte=before)
    return rows.filter(Q(last_login=None) | Q(last_login__lte=before)).values_list("id", flat=True).iterator()


@transaction.atomic
def account_step(*, user_id: UUID, policy: IdlePolicy) -> str:
    """Take the step that is due for one account, if any: WARN or REST; the mail follows the commit."""
    user = User.objects.select_for_update(skip_locked=True).filter(pk=user_id, dormant_since=None).first()
    if user is None:
        return ""
    now = clock.now()
    step, warnings = next_step(user.spell, now, policy)
    if not step:
        return ""
    if step == WARN:
        user.idle_warned_at, user.idle_warnings = now, warnings
    else:
        user.dormant_since = now
    user.save(update_fields=["idle_warned_at", "idle_warnings", "dormant_since"])
    event = "accounts.user.idle_warned" if step == WARN else "accounts.user.rested"
    body = {"last_seen": user.spell.last_seen, "warnings": warnings}
    record(actor=CLOCK, event=event, subject=Subject("user", user.id), body=body)
    dispatch("accounts.idle_mail", subject_id=user.id, key=f"{now.isoformat()} {step}", payload={"step": step})
    return step


def idle_mail_send(*, user_id: UUID, step: str) -> None:
    """Write to the owner, in their language, what happens when and what to do; nothing if they came back meanwhile."""
    user, policy = user_get(user_id), idle_policy()
    if (step == REST) != (user.dormant_since is not None) or (step == WARN and not user.spell.sent):
        return
    rests_on = max(
        user.spell.last_seen + timedelta(days=policy.dormant), (user.idle_warned_at or clock.now()) + policy.last_notice
    )
    title, words = (WARN_TITLE, WARN_MAIL) if step == WARN else (REST_TITLE, REST_MAIL)
    values = {"name": user.name, "url": settings.PUBLIC_URL, "days": policy.dormant}
    day = date_words(rests_on.date(), user.language)
    send_mail(title.get(user.language), words.get(user.language).format(**values, day=day), None, [user.email])


def waking_link_ask(*, actor: Actor) -> None:
    """Mail the link that wakes the own account. Raises Conflict when it is awake."""
    with transaction.atomic():
        user = _resting(actor.person)
        if needs_supervisor(user.id):
            raise refused(BY_SUPERVISOR, ASK_SUPERVISOR)
        key = clock.now().isoformat()
        dispatch("accounts.waking_mail", subject_id=user.id, key=key, payload={"token": waking_token(user)})
        _note(actor, user, "accounts.user.waking_asked", {"by": "link"})


def waking_supervisor_ask(*, actor: Actor) -> int:
    """Tell the supervisors of the officer's agency that somebody wants to come back; gives how many are told."""
    with transaction.atomic():
        user = _resting(actor.person)
        found = supervisors_of(user.id)
        for person in found:
            payload = {"supervisor": str(person.id)}
            key = f"{user.dormant_since} {person.id}"
            dispatch("accounts.waking_supervisor_mail", subject_id=user.id, key=key, payload=payload)
        _note(actor, user, "accounts.user.waking_asked", {"by": "supervisor", "told": len(found)})
    return len(found)


def waking_token(user: User) -> str:
    """Give the signed part of the link; it is good for this spell of dormancy and for a day."""
    return signing.dumps({"user": str(user.id), "since": str(user.dormant_since)}, salt=SALT)


def waking_owner(token: str) -> User:
    """Find the dormant account behind a link. A forged, old or used link is NotFound."""
    try:
        said = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature as error:
        raise NotFound from error
    found = User.objects.filter(pk=said["user"], dormant_since__isnull=False).first()
    if found is None or str(found.dormant_since) != said["since"]:
        raise NotFound
    return found


@transaction.atomic
def account_reactivate(*, actor: Actor, token: str, training: str = "") -> User:
    """Wake the own account by the confirmation link; its roles are as they were.

    An officer also confirms the training where the policy says so, and cannot do it alone where it asks for the
    supervisor. Raises NotFound, NotAllowed or Invalid.
    """
    user = waking_owner(token)
    if user.id != actor.user_id:
        raise NotFound
    if needs_supervisor(user.id):
        raise refused(BY_SUPERVISOR, ASK_SUPERVISOR)
    if needs_training(user.id):
        _trained(training)
    return _wake(actor, user, {"by": "link", "training": training.strip()})


@transaction.atomic
def account_wake(*, actor: Actor, user_id: UUID, training: str) -> User:
    """Wake an officer's account as their supervisor, who says which training was done.

    Raises NotFound for somebody else's officers, NotAllowed for one's own account, Invalid without the training.
    """
    user = resting_get(actor=actor, user_id=user_id)
    if user.id == actor.user_id:
        raise refused(BY_SUPERVISOR, ASK_SUPERVISOR)
    _trained(training)
    return _wake(actor, user, {"by": "supervisor", "training": training.strip()})


def needs_supervisor(user_id: UUID) -> bool:
    """Say whether the account is one of staff that only its supervisor wakes."""
    return idle_policy().staff != TRAINING and _is_staff(user_id)


def needs_training(user_id: UUID) -> bool:
    """Say whether the owner confirms training before the account wakes."""
    return idle_policy().staff == TRAINING and _is_staff(user_id)


def _is_staff(user_id: UUID) -> bool:
    return StaffRole.objects.filter(user_id=user_id).exists()


def _trained(words: str) -> None:
    missing = training_error(words)
    if missing:
        raise Invalid([missing])


def _resting(user_id: UUID) -> User:
    user = User.objects.select_for_update().get(pk=user_id)
    if user.dormant_since is None:
        raise Conflict([AWAKE_ALREADY])
    return user


def _wake(actor: Actor, user: User, body: dict[str, Any]) -> User:
    user = _resting(user.id)
    slept_since, now = user.dormant_since, clock.now()
    user.dormant_since, user.awake_since, user.idle_warned_at, user.idle_warnings = None, now, None, 0
    user.save(update_fields=["dormant_since", "awake_since", "idle_warned_at", "idle_warnings"])
    _note(actor, user, "accounts.user.woken", {**body, "dormant_since": slept_since})
    return user


def _note(actor: Actor, user: User, event: str, body: dict[str, Any]) -> None:
    record(actor=actor, event=event, subject=Subject("user", user.id), body=body)


def waking_mail_send(*, user_id: UUID, token: str) -> None:
    """Mail the confirmation link to the owner."""
    user = user_get(user_id)
    url = f"{settings.PUBLIC_URL}/organisation/wake/{token}/"
    send_mail(
        LINK_TITLE.get(user.language), LINK_MAIL.get(user.language).format(name=user.name, url=url), None, [user.email]
    )


def waking_supervisor_mail_send(*, user_id: UUID, supervisor_id: UUID) -> None:
    """Tell a supervisor which officer wants to come back."""
    user, person = user_get(user_id), user_get(supervisor_id)
    values = {"name": person.name, "officer": user.name, "url": f"{settings.PUBLIC_URL}/organisation/resting/"}
    title, words = ASKED_TITLE.get(person.language), ASKED_MAIL.get(person.language)
    send_mail(title.format(**values), words.format(**values), None, [person.email])


BY_SUPERVISOR = Text(
    "An officer's account is woken by their supervisor.", "Le compte d'un agent est réveillé par son superviseur."
)
ASK_SUPERVISOR = Text("Ask your supervisor on this page.", "Adressez-vous à votre superviseur depuis cette page.")
AWAKE_ALREADY = ErrorItem(
    "ACC_AWAKE",
    Text("This account is in use.", "Ce compte est utilisé."),
    fix=Text("Go on to your home page.", "Passez à votre page d'accueil."),
)
WARN_TITLE = Text("Preclear: your account has not been used", "Précontrôle : votre compte n'a pas servi")
WARN_MAIL = Text(
    "Hello {name},\n\nNobody has signed in to your account for a while. On {day} it becomes dormant. Nothing is lost: "
    "your roles stay, and you wake it yourself when you next sign in.\n\nTo keep it awake, sign in once:\n{url}\n",
    "Bonjour {name},\n\nPersonne n'a ouvert de session dans votre compte depuis un moment. Le {day}, il entrera en "
    "dormance. Rien ne se perd : vos rôles restent et vous le réveillez vous-même à votre prochaine connexion.\n\n"
    "Pour le garder actif, ouvrez une session :\n{url}\n",
)
REST_TITLE = Text("Preclear: your account is dormant", "Précontrôle : votre compte est en dormance")
REST_MAIL = Text(
    "Hello {name},\n\nYour account was not used for {days} days and is dormant now. Nothing is lost and nobody locked "
    "you out. Sign in as always; one page leads you back:\n{url}\n",
    "Bonjour {name},\n\nVotre compte n'a pas servi pendant {days} jours et il est maintenant en dormance. Rien n'est "
    "perdu et personne ne vous a exclu. Ouvrez une session comme d'habitude; une page vous ramène :\n{url}\n",
)
LINK_TITLE = Text("Preclear: wake your account", "Précontrôle : réveillez votre compte")
LINK_MAIL = Text(
    "Hello {name},\n\nOpen this link within a day to use your account again:\n{url}\n\n"
    "If you did not ask for it, change your password.\n",
    "Bonjour {name},\n\nOuvrez ce lien d'ici une journée pour utiliser de nouveau votre compte :\n{url}\n\n"
    "Si vous ne l'avez pas demandé, changez votre mot de passe.\n",
)
ASKED_TITLE = Text("Preclear: {officer} wants to come back", "Précontrôle : {officer} souhaite revenir")
ASKED_MAIL = Text(
    "Hello {name},\n\n{officer} has a dormant account and asks you to wake it. Confirm the training here:\n{url}\n",
    "Bonjour {name},\n\nLe compte de {officer} est en dormance et cette personne vous demande de le réveiller. "
    "Confirmez la formation ici :\n{url}\n",
)
