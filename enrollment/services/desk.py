"""Taking, giving and returning an application, and the notes that go with it (4.8, R-30, R-50)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.transitions import OFFICERS
from enrollment.models import AgencyReview, Assignment, HandoverNote
from enrollment.selectors.applications import application_get
from enrollment.selectors.desk import assignment_open, desk_officers
from enrollment.services import refusals
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

SUPERVISOR = "officer.supervisor"


@transaction.atomic
def assignment_take(*, actor: Actor, application_id: UUID) -> Assignment:
    """Take an application of the own agency's queue; taking one's own again changes nothing.

    Raises NotFound, NotAllowed for another agency's officer, Conflict when a colleague has it or it is decided.
    """
    held = _lock(actor, application_id)
    if held is not None and held.officer_id == actor.user_id:
        return held
    if held is not None:
        raise refusals.conflict(refusals.Refusal(TAKEN.code, TAKEN.message.format(name=held.officer_name), TAKEN.fix))
    return _assign(actor, application_id, actor.person, actor.name, "taken")


@transaction.atomic
def assignment_give(*, actor: Actor, application_id: UUID, user_id: UUID) -> Assignment:
    """Give an application to a colleague of the agency: whoever has it may, and a supervisor always.

    Raises NotFound, NotAllowed, Conflict, or Invalid for somebody who is no vetting officer of the agency.
    """
    held = _lock(actor, application_id)
    _owner_or_supervisor(actor, held)
    colleague = desk_officers(actor.agency).filter(pk=user_id).first()
    if colleague is None:
        raise refusals.invalid(NO_COLLEAGUE, "officer", str(user_id))
    if held is not None and held.officer_id == colleague.id:
        return held
    if held is not None:
        _end(held)
    return _assign(actor, application_id, colleague.id, colleague.name or colleague.email, "given")


@transaction.atomic
def assignment_return(*, actor: Actor, application_id: UUID) -> None:
    """Put an application back into the queue: whoever has it may, and a supervisor always. Raises as above."""
    held = _lock(actor, application_id)
    if held is None:
        raise refusals.conflict(NOT_TAKEN)
    _owner_or_supervisor(actor, held)
    _end(held)
    _record(actor, "enrollment.assignment.returned", application_id, {"from": str(held.officer_id)})


def _lock(actor: Actor, application_id: UUID) -> Assignment | None:
    """Lock the agency's review, so that of two who press at once the second sees the first; give who has it."""
    application_get(actor=actor, application_id=application_id)
    review = AgencyReview.objects.select_for_update().filter(application_id=application_id, agency=actor.agency).first()
    if review is None or not actor.has(*OFFICERS):
        raise refusals.not_allowed(OTHER_AGENCY)
    if review.status != "pending":
        raise refusals.conflict(DECIDED)
    return assignment_open(application_id=application_id, agency=actor.agency)


def _owner_or_supervisor(actor: Actor, held: Assignment | None) -> None:
    if actor.has(SUPERVISOR) or (held is not None and held.officer_id == actor.user_id):
        return
    raise refusals.not_allowed(NOT_YOURS)


def _assign(actor: Actor, application_id: UUID, officer_id: UUID, name: str, how: str) -> Assignment:
    made = Assignment.objects.create(
        application_id=application_id,
        agency=actor.agency,
        officer_id=officer_id,
        officer_name=name,
        given_by_id=actor.user_id,
    )
    _record(actor, f"enrollment.assignment.{how}", application_id, {"officer": str(officer_id)})
    return made


def _end(held: Assignment) -> None:
    held.ended_at = clock.now()
    held.save(update_fields=["ended_at"])


def _record(actor: Actor, event: str, application_id: UUID, body: dict[str, str]) -> None:
    """Without the applicant as reader: who works on a file is not for the one it is about."""
    subject = Subject("application", application_id)
    record(actor=actor, event=event, subject=subject, body={**body, "agency": actor.agency})


@transaction.atomic
def handover_add(*, actor: Actor, application_id: UUID, words: str, restricted_reason: str = "") -> HandoverNote:
    """Leave a note for whoever works on it next; both agencies read it unless a reason restricts it (R-50).

    Raises NotFound, NotAllowed for officers of other agencies, Invalid without words.
    """
    application_get(actor=actor, application_id=application_id)
    if not (actor.has(*OFFICERS) and AgencyReview.objects.filter(application_id=application_id, agency=actor.agency)):
        raise refusals.not_allowed(OTHER_AGENCY)
    if not words.strip():
        raise refusals.invalid(NO_WORDS, "words")
    made = HandoverNote.objects.create(
        application_id=application_id,
        agency=actor.agency,
        author_id=actor.person,
        author_name=actor.name,
        words=words.strip()[:2000],
        restricted_reason=restricted_reason.strip()[:200],
    )
    body = {"note": str(made.id), "restricted": "yes" if made.restricted_reason else "no"}
    _record(actor, "enrollment.handover.noted", application_id, body)
    return made


TAKEN = refusals.Refusal(
    "ENR_TAKEN",
    Text("{name} has this application.", "{name} a cette demande en main."),
    Text("Ask them to give or return it.", "Demandez-lui de la confier ou de la remettre."),
)
NOT_TAKEN = refusals.Refusal(
    "ENR_NOT_TAKEN",
    Text("Nobody has this application.", "Personne n'a cette demande en main."),
    Text("Take it first.", "Prenez-la d'abord."),
)
NOT_YOURS = refusals.Refusal(
    "ENR_NOT_YOUR_FILE",
    Text("Only who has it, or a supervisor, passes it on.", "Seul celui qui l'a, ou un superviseur, la transmet."),
    Text("Ask a supervisor of your agency.", "Adressez-vous à un superviseur de votre organisme."),
)
NO_COLLEAGUE = refusals.Refusal(
    "ENR_NO_COLLEAGUE",
    Text("That person is not a vetting officer of your agency.", "Cette personne n'est pas agent de filtrage de votre organisme."),
    Text("Choose one of the list.", "Choisissez dans la liste."),
)  # fmt: skip
DECIDED = refusals.Refusal(
    "ENR_DESK_DECIDED",
    Text("Your agency has decided this application.", "Votre organisme a décidé de cette demande."),
    Text("Nothing is left to assign.", "Il n'y a plus rien à attribuer."),
)
OTHER_AGENCY = refusals.Refusal(
    "ENR_DESK_AGENCY",
    Text(
        "Only vetting officers and supervisors of CBP and of CBSA do this.",
        "Seuls les agents de filtrage et superviseurs du CBP et de l'ASFC font cela.",
    ),
    Text("Ask one of them.", "Adressez-vous à l'un d'eux."),
)
NO_WORDS = refusals.Refusal(
    "ENR_NOTE_EMPTY",
    Text("The note is empty.", "La note est vide."),
    Text("Write what the next officer should know.", "Écrivez ce que le prochain agent devrait savoir."),
)
