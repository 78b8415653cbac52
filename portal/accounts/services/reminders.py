"""Reminders of something that ends: promised when its end is set, sent some days before (requirements 4.4, R-65)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail

from portal.accounts.domain.transitions import ACCEPTED
from portal.accounts.domain.wording import TRADER_ADMIN
from portal.accounts.models import Delegation, User
from portal.core import clock
from portal.core.domain.formatting import date_words
from portal.core.domain.text import Text
from portal.core.services import dispatch

DELEGATION_DAYS = (30, 7)


def remind_before(task: str, subject_id: UUID, ends_at: datetime, days: Iterable[int]) -> None:
    """Promise a reminder for each of these days before the end that is still to come."""
    for count in days:
        seconds = int((ends_at - timedelta(days=count) - clock.now()).total_seconds())
        if seconds > 0:
            dispatch(task, subject_id=subject_id, key=str(count), delay_seconds=seconds)


def delegation_remind(*, delegation_id: UUID) -> int:
    """Tell the administrators of both sides that a delegation ends soon; gives how many were told."""
    found = Delegation.objects.select_related("trader", "broker").filter(pk=delegation_id, status=ACCEPTED).first()
    if found is None or found.ends_at <= clock.now():
        return 0
    sides = (found.trader_id, found.broker_id)
    people = User.objects.filter(
        is_active=True, organisation_roles__role=TRADER_ADMIN, organisation_roles__organisation_id__in=sides
    ).distinct()
    for person in people:
        values = {
            "name": person.name,
            "trader": found.trader.legal_name,
            "broker": found.broker.legal_name,
            "day": date_words(found.ends_at.date(), person.language),
            "url": f"{settings.PUBLIC_URL}/organisation/delegations/",
        }
        title, words = TITLE.get(person.language), WORDS.get(person.language)
        send_mail(title.format(**values), words.format(**values), None, [person.email])
    return len(people)


TITLE = Text("Preclear: a delegation ends on {day}", "Précontrôle : une délégation prend fin le {day}")
WORDS = Text(
    "Hello {name},\n\nThe delegation of {trader} to {broker} ends on {day}. After that {broker} can no longer file for "
    "{trader}. The administrator of {trader} can offer it again:\n{url}\n",
    "Bonjour {name},\n\nLa délégation de {trader} à {broker} prend fin le {day}. Ensuite, {broker} ne pourra plus "
    "déclarer pour {trader}. L'administration de {trader} peut l'offrir de nouveau :\n{url}\n",
)
