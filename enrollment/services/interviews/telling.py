"""Notices of appointments, in both languages, with the hour on the centre's own clock; and their reminders."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from audit.trail.services import record
from enrollment.domain.interviews.rules import reminders_due
from enrollment.models import EnrolmentCentre, Interview, SlotOffer
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.formatting import moment_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.notices.services import notice_send

REMIND_TASK = "enrollment.interview_remind"
INTERVIEWS = system_actor("interviews")


def when_where(centre: EnrolmentCentre, starts_at: datetime) -> Text:
    """Say when, on the clock of the centre, and where."""
    said = {language: moment_words(starts_at, centre.zone, language) for language in ("en", "fr")}
    place = f"{centre.name}, {centre.address}, {centre.city}"
    return Text(f"{said['en']} (local time), {place}", f"{said['fr']} (heure locale), {place}")


def tell_interview(*, actor: Actor, interview: Interview, kind: str, title: Text, more: Text | None = None) -> None:
    """Write to the applicant about an appointment."""
    place = when_where(interview.centre, interview.starts_at)
    after = more or Text("", "")
    notice_send(
        actor=actor,
        user_id=interview.application.user_id,
        kind=kind,
        title=title,
        body=Text(f"{place.en}. {after.en}".strip(), f"{place.fr}. {after.fr}".strip()),
        subject=Subject("interview", interview.id),
        link=f"/membership/interviews/{interview.application_id}/",
    )


def tell_offer(offer: SlotOffer) -> None:
    """Tell the first in line that an earlier time is held, and until when."""
    place = when_where(offer.centre, offer.starts_at)
    until = {language: moment_words(offer.expires_at, offer.centre.zone, language) for language in ("en", "fr")}
    notice_send(
        actor=INTERVIEWS,
        user_id=offer.wish.application.user_id,
        kind="interview_offer",
        title=Text("An earlier interview is held for you", "Une entrevue plus proche est retenue pour vous"),
        body=Text(
            f"{place.en}. Take it before {until['en']}; after that the next person is asked.",
            f"{place.fr}. Prenez-la avant le {until['fr']}; ensuite, la personne suivante est invitée.",
        ),
        subject=Subject("slot_offer", offer.id),
        link=f"/membership/interviews/{offer.wish.application_id}/",
    )


def promise_reminders(interview: Interview) -> None:
    """Promise the reminders still ahead; one promise for each and each time, however often this runs."""
    now = clock.now()
    start = interview.starts_at.isoformat()
    for code, at in reminders_due(interview.starts_at, now):
        dispatch(
            REMIND_TASK,
            subject_id=interview.id,
            key=f"{code} {start}",
            payload={"code": code, "starts_at": start},
            delay_seconds=int((at - now).total_seconds()) + 1,
        )


def interview_remind(*, interview_id: UUID, code: str, starts_at: datetime) -> bool:
    """Remind of an appointment that still stands at that time; says whether it did."""
    rows = Interview.objects.select_related("centre", "application").filter(pk=interview_id)
    interview = rows.filter(status="booked", starts_at=starts_at, starts_at__gt=clock.now()).first()
    if interview is None:
        return False
    tell_interview(
        actor=INTERVIEWS,
        interview=interview,
        kind="interview_reminder",
        title=Text("Your interview is near", "Votre entrevue approche"),
        more=Text(
            "Bring the documents you named in the application. You can still change the time in the portal.",
            "Apportez les documents indiqués dans la demande. Vous pouvez encore changer l'heure dans le portail.",
        ),
    )
    record(
        actor=INTERVIEWS,
        event="enrollment.interview.reminded",
        subject=Subject("interview", interview.id),
        body={"reminder": code, "starts_at": starts_at.isoformat()},
    )
    return True
