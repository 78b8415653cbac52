"""Renewal: pre-filled, filed in time it carries the membership on; not filed, it ends on its day (R-12, s. 21)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from audit.trail.services import record
from enrollment.domain.cards import last_day, nudge_due
from enrollment.domain.programmes import PROGRAMMES, years_after
from enrollment.domain.questions import form_for
from enrollment.domain.questions.shapes import CONSENT
from enrollment.domain.renewal import OPEN, REMINDERS, phase
from enrollment.models import Application, Credential, Membership
from enrollment.selectors.memberships import membership_get
from enrollment.services import refusals
from enrollment.services.cards import card_issue
from enrollment.services.effects import membership_locked, membership_move
from enrollment.services.telling import tell_member, tell_partners
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.formatting import date_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

CALENDAR = system_actor("calendar")
DAYS_TO_PAY = 30
OPEN_APPLICATION = ("draft", "awaiting_payment", "submitted", "under_review")


@transaction.atomic
def renewal_start(*, actor: Actor, membership_id: UUID) -> Application:
    """Open the renewal of a membership, filled in with the last answers; the one that is open is given back.

    What must be said anew, the consent and the signature, is left empty. Raises NotFound, NotAllowed for who is not
    the holder, Conflict outside the window.
    """
    membership = membership_get(actor=actor, membership_id=membership_id)
    _holder_only(actor, membership)
    holder = {"organisation_id": membership.organisation_id, "user_id": membership.user_id}
    same = Application.objects.filter(programme=membership.programme, status__in=OPEN_APPLICATION, **holder).first()
    if same is not None:
        return same
    now = clock.now()
    window = settings.ENROLLMENT_RENEWAL_WINDOW_DAYS
    if membership.status not in {"active", "suspended"} or (
        phase(membership.valid_until, membership.renewal_filed_at, now, window) != OPEN
    ):
        raise refusals.conflict(_NOT_NOW, path="membership", value=membership.number)
    application = Application.objects.create(
        programme=membership.programme,
        renews=membership,
        answers=_carried_over(membership),
        saved_at=now,
        **holder,
    )
    record(
        actor=actor,
        event="enrollment.application.started",
        subject=Subject("application", application.id),
        body={"programme": membership.programme, "renews": membership.number},
        organisation_id=membership.organisation_id,
    )
    return application


def _holder_only(actor: Actor, membership: Membership) -> None:
    company = membership.organisation_id is not None and membership.organisation_id == actor.organisation_id
    if not ((company and actor.has("trader.admin")) or (membership.user_id and membership.user_id == actor.user_id)):
        raise refusals.not_allowed(refusals.HOLDER_ONLY)


def _carried_over(membership: Membership) -> dict[str, Any]:
    """Give the last answers to what is asked today, rows of tables too; consents are given anew."""
    last = membership.renewals.filter(status="approved").order_by("-submitted_at").first() or membership.application
    sections = form_for(membership.programme)
    asked = {question.code for section in sections for question in section.questions if question.kind != CONSENT}
    asked |= {table.code for section in sections for table in section.tables}
    return {code: answer for code, answer in last.answers.items() if code in asked}


def renewal_filed(actor: Actor, application: Application) -> None:
    """Note on the membership that its renewal was sent in time; from now on it does not run out while it waits.

    Called in the transaction of the submission. Raises Conflict when the membership has ended meanwhile.
    """
    if application.renews_id is None:
        return
    membership = membership_locked(application.renews_id)
    now = clock.now()
    if membership.status not in {"active", "suspended"} or now >= membership.valid_until:
        raise refusals.conflict(_TOO_LATE, path="membership", value=membership.number)
    _keep(actor, membership, "renewal_filed", {"application": str(application.id)}, renewal_filed_at=now)
    tell_member(
        actor=actor,
        membership=membership,
        kind="renewal_filed",
        title=Text("Your renewal is filed", "Votre renouvellement est déposé"),
        body=Text(
            f"Membership {membership.number} goes on until both agencies have decided, past its last day too.",
            f"L'adhésion {membership.number} se poursuit jusqu'à la décision des deux organismes, même après son "
            "dernier jour.",
        ),
    )


def renewal_dropped(actor: Actor, application: Application) -> None:
    """Take the effect of a renewal back that was withdrawn or denied: the membership ends on its day, or now."""
    if application.renews_id is None:
        return
    membership = membership_locked(application.renews_id)
    if membership.renewal_filed_at is None:
        return
    membership = _keep(
        actor, membership, "renewal_dropped", {"application": str(application.id)}, renewal_filed_at=None
    )
    if clock.now() >= membership.valid_until and membership.status in {"active", "suspended"}:
        membership_move(CALENDAR, membership, "expire", {})


def membership_renew(*, actor: Actor, application: Application) -> Membership:
    """Extend the membership from its old end, in the transaction of the second approval; tier and record stay."""
    if application.renews_id is None:
        raise ValueError("a first application renews nothing")
    membership = membership_locked(application.renews_id)
    programme = PROGRAMMES[membership.programme]
    ends = years_after(membership.valid_until.date(), programme.validity_years)
    until = datetime.combine(ends, time.min, tzinfo=membership.valid_until.tzinfo)
    before = membership.valid_until
    membership = _keep(
        actor,
        membership,
        "renewed",
        {"from": before.isoformat(), "until": until.isoformat(), "application": str(application.id)},
        valid_until=until,
        renewal_filed_at=None,
        reminder=None,
    )
    if not programme.for_organisations:
        old = Credential.objects.filter(membership=membership, status="active").order_by("-issued_on").first()
        card_issue(actor, membership, old)
    tell_member(
        actor=actor,
        membership=membership,
        kind="membership_renewed",
        title=Text("Both agencies renewed your membership", "Les deux organismes ont renouvelé votre adhésion"),
        body=Text(
            f"Membership {membership.number} is valid until {date_words(last_day(until), 'en')}, with its tier.",
            f"L'adhésion {membership.number} est valide jusqu'au {date_words(last_day(until), 'fr')}, avec son niveau.",
        ),
    )
    tell_partners(membership, "renewed")
    return membership


def memberships_remind() -> int:
    """Remind the members whose window is open and who have not filed; each reminder once. For the calendar."""
    now = clock.now()
    rows = Membership.objects.filter(status__in=("active", "suspended"), renewal_filed_at=None, valid_until__gt=now)
    sent = 0
    for membership in rows.exclude(reminder=REMINDERS[-1]).order_by("valid_until"):
        steps = tuple(step for step in REMINDERS if step <= settings.ENROLLMENT_RENEWAL_WINDOW_DAYS)
        step = nudge_due(last_day(membership.valid_until), now.date(), steps, membership.reminder)
        if step is not None:
            _remind(membership, step)
            sent += 1
    return sent


@transaction.atomic
def _remind(membership: Membership, step: int) -> None:
    last = last_day(membership.valid_until)
    _keep(CALENDAR, membership, "reminded", {"days": step}, reminder=step)
    tell_member(
        actor=CALENDAR,
        membership=membership,
        kind="renewal_reminder",
        title=Text("Renew your membership", "Renouvelez votre adhésion"),
        body=Text(
            f"Membership {membership.number} runs out on {date_words(last, 'en')}. Your answers are filled in; it "
            "takes about three minutes. Filed by that day, it goes on until it is decided.",
            f"L'adhésion {membership.number} prend fin le {date_words(last, 'fr')}. Vos réponses sont déjà inscrites; "
            "comptez environ trois minutes. Déposée au plus tard ce jour-là, elle se poursuit jusqu'à la décision.",
        ),
    )


def renewals_unpaid_drop() -> int:
    """Drop the renewals that were sent but not paid for thirty days after the end: nobody stays a member by not paying."""
    late = clock.now() - timedelta(days=DAYS_TO_PAY)
    unpaid = Application.objects.filter(
        status="awaiting_payment", renews__renewal_filed_at__isnull=False, renews__valid_until__lte=late
    )
    rows = list(unpaid)
    for application in rows:
        with transaction.atomic():
            renewal_dropped(CALENDAR, application)
    return len(rows)


def memberships_expire() -> int:
    """End the memberships whose last day has passed and whose renewal was not filed in time. For the calendar."""
    over = Membership.objects.filter(
        status__in=("active", "suspended"), renewal_filed_at=None, valid_until__lte=clock.now()
    )
    done = 0
    for membership_id in over.values_list("id", flat=True):
        with transaction.atomic():
            membership = membership_locked(membership_id)
            if membership.status in {"active", "suspended"} and membership.renewal_filed_at is None:
                membership_move(CALENDAR, membership, "expire", {})
                done += 1
    return done


def _keep(actor: Actor, membership: Membership, event: str, body: dict[str, Any], **changes: Any) -> Membership:
    for name, value in changes.items():
        setattr(membership, name, value)
    membership.row_version += 1
    membership.save(update_fields=[*changes, "row_version"])
    record(
        actor=actor,
        event=f"enrollment.membership.{event}",
        subject=Subject("membership", membership.id),
        body=body,
        organisation_id=membership.organisation_id,
    )
    return membership


_NOT_NOW = refusals.Refusal(
    "ENR_RENEWAL_WINDOW",
    Text("This membership cannot be renewed now.", "Cette adhésion ne peut être renouvelée maintenant."),
    Text(
        "Its page says from when to when it can; once it has ended, apply again.",
        "Sa page indique la période; une fois l'adhésion terminée, présentez une nouvelle demande.",
    ),
)
_TOO_LATE = refusals.Refusal(
    "ENR_RENEWAL_LATE",
    Text("The membership ended before its renewal was sent.", "L'adhésion a pris fin avant l'envoi du renouvellement."),
    Text("Withdraw this one and apply again.", "Retirez cette demande et présentez-en une nouvelle."),
)
