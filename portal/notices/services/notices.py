"""Writing to members: in the portal at once, by e-mail after the commit."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from audit.trail.services import record
from portal.accounts.selectors import user_get, users_of_organisation
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.notices.models import Notice
from portal.notices.services.deliveries import webhook_emit


@transaction.atomic
def notice_send(
    *,
    actor: Actor,
    kind: str,
    title: Text,
    body: Text,
    subject: Subject,
    organisation_id: UUID | None = None,
    user_id: UUID | None = None,
    reason: Reason | None = None,
    link: str = "",
    appeal_link: str = "",
) -> Notice:
    """Send a notice to an organisation, a person, or both; its people also get an e-mail without the content.

    An adverse step passes its `reason` (checked here again, R-37) and `appeal_link`, the path of the appeal
    page. `link` is the path of the record. Runs in the transaction of the step it tells about.
    """
    notice = Notice.objects.create(
        organisation_id=organisation_id,
        user_id=user_id,
        kind=kind,
        title_en=title.en,
        title_fr=title.fr,
        body_en=body.en,
        body_fr=body.fr,
        reason=reason.check().as_dict() if reason else None,
        subject_type=subject.type,
        subject_id=subject.id,
        link=link,
        appeal_link=appeal_link,
        sender_agency=actor.agency,
    )
    record(
        actor=actor,
        event="notices.notice.sent",
        subject=Subject("notice", notice.id),
        body={"kind": kind, "about": str(subject), "title": title.en, "user": str(user_id or "")},
        organisation_id=organisation_id,
    )
    dispatch("notices.notice_mail", subject_id=notice.id)
    if organisation_id is not None:
        facts = {"notice_id": str(notice.id), "kind": kind, "title": title.as_dict(), "about": str(subject)}
        webhook_emit(
            organisation_ids=[organisation_id], event="notice.sent", data=facts, subject=Subject("notice", notice.id)
        )
    return notice


@transaction.atomic
def notice_mark_read(*, actor: Actor, notice: Notice) -> None:
    """Note when the recipient first opened it: deadlines and the record of service depend on it."""
    fresh = Notice.objects.select_for_update().get(pk=notice.pk)
    if fresh.read_at is not None:
        return
    fresh.read_at = clock.now()
    fresh.read_by_id = actor.user_id
    fresh.save(update_fields=["read_at", "read_by"])
    record(
        actor=actor,
        event="notices.notice.read",
        subject=Subject("notice", fresh.id),
        body={},
        organisation_id=fresh.organisation_id,
    )


def notice_mail(*, notice_id: UUID) -> int:
    """Tell the recipients by e-mail, each in their language, that a notice waits; gives how many were told.

    The content stays in the portal: a mailbox is not a safe place for a decision.
    """
    notice = Notice.objects.get(pk=notice_id)
    people = {user.id: user for user in users_of_organisation(notice.organisation_id)} if notice.organisation_id else {}
    if notice.user_id:
        people[notice.user_id] = user_get(notice.user_id)
    url = f"{settings.PUBLIC_URL}/notices/{notice.id}/"
    messages = []
    for person in people.values():
        title = MAIL_TITLE.get(person.language)
        text = MAIL_TEXT.format(name=person.name, url=url).get(person.language)
        messages.append(EmailMessage(title, text, to=[person.email]))
    get_connection().send_messages(messages)
    return len(messages)


MAIL_TITLE = Text("Preclear: a notice waits for you", "Précontrôle : un avis vous attend")
MAIL_TEXT = Text(
    "Hello {name},\n\nA notice waits for you. Sign in to read it:\n{url}\n\n"
    "We never ask for your password or code by e-mail.\n",
    "Bonjour {name},\n\nUn avis vous attend. Ouvrez une session pour le lire :\n{url}\n\n"
    "Nous ne demandons jamais votre mot de passe ni votre code par courriel.\n",
)
