"""Appointments: book, change, cancel, call off, nobody came. The number of desks holds whatever the timing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.interviews.centres import PARTS
from enrollment.domain.interviews.rules import LATEST_CHANGE, may_book, parts_left
from enrollment.domain.transitions.interviews import INTERVIEW
from enrollment.models import Application, EarlierWish, EnrolmentCentre, Interview, SlotOffer
from enrollment.selectors.interviews.bookings import interview_get
from enrollment.services import refusals
from enrollment.services.interviews import refusals as said
from enrollment.services.interviews.closing import offer_drop, wish_close
from enrollment.services.interviews.offers import offers_for_slot
from enrollment.services.interviews.seats import centres_locked, seats_free, seats_take, slot_end
from enrollment.services.interviews.telling import INTERVIEWS, promise_reminders, tell_interview
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

BOOKED = Text("Your interview is booked", "Votre entrevue est réservée")
CHANGED = Text("Your interview has a new time", "Votre entrevue a une nouvelle heure")


def own_application(actor: Actor, application_id: UUID, part: str) -> Application:
    """Lock the actor's own application at the point of its interview. Raises NotFound, Conflict or Invalid."""
    rows = Application.objects.select_for_update().filter(pk=application_id, user__isnull=False)
    found = rows.first()
    if found is None or actor.is_staff or (actor.kind != "system" and found.user_id != actor.user_id):
        raise NotFound
    if not may_book(found.programme, found.status):
        raise refusals.conflict(said.NOT_YET, "status", found.status)
    if part not in PARTS:
        raise refusals.invalid(said.PART, "part", part)
    return found


@transaction.atomic
def interview_book(*, actor: Actor, application_id: UUID, centre_id: UUID, part: str, starts_at: datetime) -> Interview:
    """Book one appointment: joint, or the step with one agency, in any order.

    Raises NotFound, Conflict when the application is not at that point, the part is booked, the slot is full.
    """
    application = own_application(actor, application_id, part)
    centre = centres_locked([centre_id])[centre_id]
    return interview_make(actor, application, centre, part, starts_at)


def interview_make(
    actor: Actor, application: Application, centre: EnrolmentCentre, part: str, starts_at: datetime
) -> Interview:
    """Make an appointment at a locked centre."""
    held = application.interviews.filter(status__in=("booked", "held")).values_list("part", flat=True)
    if part not in parts_left(held):
        raise refusals.conflict(said.PART, "part", part)
    made = Interview.objects.create(
        application=application,
        centre=centre,
        part=part,
        starts_at=starts_at,
        ends_at=slot_end(centre, starts_at),
        changed_at=clock.now(),
    )
    seats_take(centre, part, starts_at, interview=made)
    application.wishes.filter(part=part, status="waiting").update(interview=made)
    record(
        actor=actor,
        event="enrollment.interview.booked",
        subject=Subject("interview", made.id),
        body={"part": part, "centre": centre.code, "starts_at": starts_at.isoformat()},
    )
    promise_reminders(made)
    tell_interview(actor=actor, interview=made, kind="interview_booked", title=BOOKED)
    return made


@transaction.atomic
def interview_move(
    *, actor: Actor, interview_id: UUID, centre_id: UUID, starts_at: datetime, expected_version: int | None = None
) -> Interview:
    """Change time or centre in one step: the new desk is taken before the old one is given back."""
    interview = _own(actor, interview_id)
    centres = centres_locked([interview.centre_id, centre_id])
    interview = _fresh(interview, centres)
    _in_time(interview)
    return interview_shift(actor, interview, centres, centre_id, starts_at, expected_version)


def interview_shift(
    actor: Actor,
    interview: Interview,
    centres: dict[UUID, EnrolmentCentre],
    centre_id: UUID,
    starts_at: datetime,
    expected_version: int | None = None,
) -> Interview:
    """Move an appointment between locked centres; what it leaves is offered to the next in line."""
    old = (centres[interview.centre_id], interview.starts_at)
    centre = centres[centre_id]
    changes = {
        "centre": centre,
        "starts_at": starts_at,
        "ends_at": slot_end(centre, starts_at),
        "sequence": interview.sequence + 1,
        "changed_at": clock.now(),
    }
    body = {"centre": centre.code, "starts_at": starts_at.isoformat()}
    moved = _apply(actor, interview, "move", expected_version, changes, body)
    seats_free(interview=interview)
    seats_take(centre, interview.part, starts_at, interview=moved)
    promise_reminders(moved)
    tell_interview(actor=actor, interview=moved, kind="interview_moved", title=CHANGED)
    offers_for_slot(*old)
    return moved


@transaction.atomic
def interview_cancel(*, actor: Actor, interview_id: UUID, expected_version: int | None = None) -> Interview:
    """Give an appointment back; its time is offered to the next in line."""
    interview = _own(actor, interview_id)
    centres = centres_locked([interview.centre_id])
    interview = _fresh(interview, centres)
    _in_time(interview)
    title = Text("Your interview is cancelled", "Votre entrevue est annulée")
    return _end(actor, interview, centres[interview.centre_id], "cancel", expected_version, "", title)


@transaction.atomic
def interview_call_off(
    *, actor: Actor, interview_id: UUID, why: Text, expected_version: int | None = None
) -> Interview:
    """Call an appointment off for the agency; the applicant is told why and books anew."""
    interview = interview_get(actor=actor, interview_id=interview_id)
    if not why.en.strip() or not why.fr.strip():
        raise refusals.invalid(said.CENTRE_FIELD, "why_en")
    centres = centres_locked([interview.centre_id])
    interview = _fresh(interview, centres)
    return _called_off(actor, interview, centres[interview.centre_id], why, expected_version)


def _called_off(
    actor: Actor, interview: Interview, centre: EnrolmentCentre, why: Text, expected_version: int | None = None
) -> Interview:
    title = Text("Your interview cannot take place", "Votre entrevue ne peut avoir lieu")
    more = Text(f"{why.en} Please choose another time.", f"{why.fr} Veuillez choisir une autre heure.")
    return _end(actor, interview, centre, "call_off", expected_version, why.en[:300], title, more)


def interviews_call_off(centre: EnrolmentCentre, starts_at: datetime, ends_at: datetime, agency: str, why: Text) -> int:
    """Call off what a closure of a locked centre hits; gives how many. The held offers end as well."""
    for offer in _offers_hit(centre, starts_at, ends_at, agency):
        offer_drop(offer)
    parts = [part for part, agencies in PARTS.items() if not agency or agency in agencies]
    hit = Interview.objects.filter(centre=centre, status="booked", starts_at__lt=ends_at, ends_at__gt=starts_at)
    rows = list(hit.filter(part__in=parts).select_related("application", "centre"))
    for interview in rows:
        _called_off(INTERVIEWS, interview, centre, why)
    return len(rows)


def _offers_hit(centre: EnrolmentCentre, starts_at: datetime, ends_at: datetime, agency: str) -> list[SlotOffer]:
    """Give the offers held in this time at the agency's desks."""
    seats = centre.seats.filter(offer__isnull=False, starts_at__lt=ends_at, ends_at__gt=starts_at)
    seats = seats.filter(agency=agency) if agency else seats
    return list(SlotOffer.objects.filter(pk__in=seats.values("offer_id")))


@transaction.atomic
def interview_miss(*, actor: Actor, interview_id: UUID, expected_version: int | None = None) -> Interview:
    """Note that nobody came, once the time has come. The applicant may book again."""
    interview = interview_get(actor=actor, interview_id=interview_id)
    centres = centres_locked([interview.centre_id])
    interview = _fresh(interview, centres)
    if interview.starts_at > clock.now():
        raise refusals.conflict(said.TOO_EARLY, "starts_at")
    title = Text("You were missed at your interview", "Vous ne vous êtes pas présenté à votre entrevue")
    more = Text("You can book another time.", "Vous pouvez réserver une autre heure.")
    return _end(actor, interview, centres[interview.centre_id], "miss", expected_version, "", title, more)


def interviews_end(*, application: Application) -> None:
    """Give back everything a locked application holds that was taken back or decided."""
    for wish in application.wishes.filter(status="waiting"):
        wish_close(wish)
    rows = list(application.interviews.filter(status="booked").select_related("centre", "application"))
    centres = centres_locked({row.centre_id for row in rows})
    title = Text("Your interview is cancelled", "Votre entrevue est annulée")
    for interview in rows:
        _end(INTERVIEWS, interview, centres[interview.centre_id], "cancel", None, "", title)


def _own(actor: Actor, interview_id: UUID) -> Interview:
    interview = interview_get(actor=actor, interview_id=interview_id)
    if actor.is_staff:
        raise NotFound
    return interview


def _fresh(interview: Interview, centres: dict[UUID, EnrolmentCentre]) -> Interview:
    """Lock the appointment after its centre and read it again; it may have moved in between."""
    rows = Interview.objects.select_for_update(of=("self",)).select_related("centre", "application")
    fresh = rows.get(pk=interview.pk)
    if fresh.centre_id not in centres:
        raise refusals.stale(interview.row_version)
    return fresh


def _in_time(interview: Interview) -> None:
    if interview.status == "booked" and interview.starts_at - LATEST_CHANGE < clock.now():
        raise refusals.conflict(said.TOO_LATE, "starts_at")


def _end(
    actor: Actor,
    interview: Interview,
    centre: EnrolmentCentre,
    action: str,
    expected_version: int | None,
    why: str,
    title: Text,
    more: Text | None = None,
) -> Interview:
    changes = {"ended_why": why, "sequence": interview.sequence + 1, "changed_at": clock.now()}
    ended = _apply(actor, interview, action, expected_version, changes, {"why": why})
    seats_free(interview=interview)
    waiting = EarlierWish.objects.filter(interview=interview, status="waiting")
    if action == "call_off":
        waiting.update(interview=None)  # not the person's doing: they keep their place in the line
    for wish in waiting.all():
        wish_close(wish)
    tell_interview(actor=actor, interview=ended, kind=f"interview_{ended.status}", title=title, more=more)
    offers_for_slot(centre, interview.starts_at)
    return ended


def _apply(
    actor: Actor,
    interview: Interview,
    action: str,
    expected_version: int | None,
    changes: dict[str, Any],
    body: dict[str, Any],
) -> Interview:
    return apply(
        workflow=INTERVIEW,
        obj=interview,
        action=action,
        actor=actor,
        subject=Subject("interview", interview.id),
        expected_version=expected_version,
        changes=changes,
        body={"part": interview.part, **body},
    )
