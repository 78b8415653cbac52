"""Accrediting officers for the other agency: powers, training, expiry, renewal (R-65)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from audit.trail.services import record
from portal.accounts.domain.accreditations import REMIND_DAYS
from portal.accounts.domain.wording import POWERS
from portal.accounts.models import CrossDesignation, StaffRole
from portal.accounts.selectors import accreditation_get, users_with_staff_role
from portal.accounts.services.guards import refused
from portal.accounts.services.reminders import remind_before
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.agencies import agency_short
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.formatting import date_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text


@transaction.atomic
def cross_designation_grant(
    *,
    actor: Actor,
    user_id: UUID,
    for_agency: str,
    powers: Iterable[str],
    valid_from: datetime,
    valid_until: datetime,
    training: str = "",
    training_until: datetime | None = None,
) -> CrossDesignation:
    """Accredit an officer of another agency to act for this one (R-65); its own supervisor or an administrator may.

    It ends with its own date or with the training's, whichever comes first; both sides are reminded before.
    """
    _granter(actor, for_agency)
    wanted = sorted(set(powers))
    items = _designation_errors(user_id, for_agency, wanted, valid_from, valid_until)
    if items:
        raise Invalid(items)
    granted = CrossDesignation.objects.create(
        user_id=user_id,
        for_agency=for_agency,
        powers=wanted,
        valid_from=valid_from,
        valid_until=valid_until,
        training=training.strip(),
        training_until=training_until,
        granted_by_id=actor.user_id,
    )
    body = {
        "for_agency": for_agency,
        "powers": wanted,
        "valid_from": valid_from,
        "valid_until": valid_until,
        "training": granted.training,
        "training_until": training_until,
    }
    record(actor=actor, event="accounts.cross_designation.granted", subject=Subject("user", user_id), body=body)
    remind_before("accounts.accreditation_reminder", granted.id, granted.ends_at, REMIND_DAYS)
    return granted


def _granter(actor: Actor, for_agency: str) -> None:
    own = actor.has("officer.supervisor") and actor.agency == for_agency
    if not (own or actor.has("administrator") or actor.kind == "system"):
        raise refused(
            Text(
                "Only a supervisor of that agency grants its powers.",
                "Seul un superviseur de cet organisme en accorde les pouvoirs.",
            ),
            Text("Ask the other agency's supervisor.", "Adressez-vous au superviseur de l'autre organisme."),
        )


def _designation_errors(
    user_id: UUID, for_agency: str, powers: list[str], valid_from: datetime, valid_until: datetime
) -> list[ErrorItem]:
    items = []
    posted = StaffRole.objects.filter(user_id=user_id, role__startswith="officer.").values_list("agency", flat=True)
    if not posted or for_agency in posted:
        items.append(
            ErrorItem(
                "ACC_NOT_THEIR_OFFICER",
                Text(
                    "That person is not an officer of another agency.",
                    "Cette personne n'est pas agent d'un autre organisme.",
                ),
                path="user",
            )
        )
    if not powers or not set(powers) <= set(POWERS):
        items.append(ErrorItem("ACC_CHOICE", Text("Choose the powers.", "Choisissez les pouvoirs."), path="powers"))
    if valid_until <= valid_from:
        items.append(
            ErrorItem(
                "ACC_DESIGNATION_DATES",
                Text("The last day must come after the first one.", "Le dernier jour doit suivre le premier."),
                path="valid_until",
            )
        )
    return items


@transaction.atomic
def cross_designation_end(*, actor: Actor, designation_id: UUID, reason: str) -> CrossDesignation:
    """End an accreditation at once, by the agency that lent its powers; a reason is asked.

    Raises NotFound, NotAllowed, Invalid without a reason, Conflict when it has ended already.
    """
    seen = accreditation_get(actor=actor, designation_id=designation_id)
    _granter(actor, seen.for_agency)
    if not reason.strip():
        raise Invalid([END_REASON])
    found = CrossDesignation.objects.select_for_update().get(pk=seen.id)
    if found.ended_at is not None:
        raise Conflict([ENDED_ALREADY])
    found.ended_at, found.ended_by_id, found.end_reason = clock.now(), actor.user_id, reason.strip()[:200]
    found.save(update_fields=["ended_at", "ended_by", "end_reason"])
    body = {"for_agency": found.for_agency, "powers": found.powers, "reason": found.end_reason}
    record(actor=actor, event="accounts.cross_designation.ended", subject=Subject("user", found.user_id), body=body)
    return found


def accreditation_remind(*, designation_id: UUID) -> int:
    """Remind officer and supervisors of the agency that an accreditation ends soon; gives how many were told."""
    found = CrossDesignation.objects.select_related("user").filter(pk=designation_id, ended_at=None).first()
    if found is None or found.ends_at <= clock.now():
        return 0
    people = {found.user_id: found.user}
    people |= {person.id: person for person in users_with_staff_role("officer.supervisor", found.for_agency)}
    for person in people.values():
        values = {
            "name": person.name,
            "officer": found.user.name,
            "agency": agency_short(found.for_agency).get(person.language),
            "day": date_words(found.ends_at.date(), person.language),
            "url": f"{settings.PUBLIC_URL}/organisation/accreditations/",
        }
        title, words = REMINDER_TITLE.get(person.language), REMINDER.get(person.language)
        send_mail(title.format(**values), words.format(**values), None, [person.email])
    return len(people)


END_REASON = ErrorItem(
    "ACC_REQUIRED", Text("Say why the accreditation ends.", "Dites pourquoi l'accréditation prend fin."), path="reason"
)
ENDED_ALREADY = ErrorItem("ACC_ENDED", Text("It has ended already.", "Elle est déjà terminée."))
REMINDER_TITLE = Text("Preclear: an accreditation ends on {day}", "Précontrôle : une accréditation prend fin le {day}")
REMINDER = Text(
    "Hello {name},\n\nThe accreditation of {officer} to act for {agency} ends on {day}. From then on nothing can be "
    "signed under it. A supervisor of {agency} can renew it:\n{url}\n",
    "Bonjour {name},\n\nL'accréditation de {officer} pour agir au nom de {agency} prend fin le {day}. Rien ne pourra "
    "alors être signé sous elle. Un superviseur de {agency} peut la renouveler :\n{url}\n",
)
