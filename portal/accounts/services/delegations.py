"""Lending authority: a trader to its broker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from portal.accounts.domain.transitions import DELEGATION, OPEN
from portal.accounts.domain.wording import BROKER, DELEGATION_SCOPES
from portal.accounts.models import Delegation, Organisation
from portal.accounts.selectors import delegation_get, organisation_get
from portal.accounts.services.guards import require_admin
from portal.accounts.services.reminders import DELEGATION_DAYS, remind_before
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.workflow.services import apply


@transaction.atomic
def delegation_offer(
    *, actor: Actor, trader_id: UUID, broker_id: UUID, scopes: Iterable[str], starts_at: datetime, ends_at: datetime
) -> Delegation:
    """Offer a broker to act for the own organisation, for some things and some time (requirements 4.4).

    Only the trader's administrator may. Raises Invalid for what does not fit, Conflict for a second open one.
    """
    require_admin(actor, trader_id)
    wanted = sorted(set(scopes))
    items = _offer_errors(organisation_get(broker_id), trader_id, wanted, starts_at, ends_at)
    if items:
        raise Invalid(items)
    try:
        with transaction.atomic():
            delegation = Delegation.objects.create(
                trader_id=trader_id, broker_id=broker_id, scopes=wanted, starts_at=starts_at, ends_at=ends_at
            )
    except IntegrityError as error:
        raise Conflict([STILL_OPEN]) from error
    record(
        actor=actor,
        event="accounts.delegation.offered",
        subject=Subject("delegation", delegation.id),
        body={"broker": str(broker_id), "scopes": wanted, "starts_at": starts_at, "ends_at": ends_at},
        organisation_id=trader_id,
    )
    _end_on_its_date(delegation)
    return delegation


def _offer_errors(
    broker: Organisation, trader_id: UUID, scopes: list[str], starts_at: datetime, ends_at: datetime
) -> list[ErrorItem]:
    items = []
    if broker.kind != BROKER or broker.id == trader_id:
        items.append(
            ErrorItem(
                "ACC_NOT_A_BROKER",
                Text(
                    "That organisation is not a customs broker.", "Cette organisation n'est pas un courtier en douane."
                ),
                path="broker",
            )
        )
    if not scopes or not set(scopes) <= set(DELEGATION_SCOPES):
        items.append(
            ErrorItem(
                "ACC_CHOICE",
                Text("Choose what the broker may do.", "Choisissez ce que le courtier peut faire."),
                path="scopes",
            )
        )
    if ends_at <= max(starts_at, clock.now()):
        items.append(
            ErrorItem(
                "ACC_DELEGATION_DATES",
                Text(
                    "The last day must come after the first one and after today.",
                    "Le dernier jour doit suivre le premier, ainsi que la date du jour.",
                ),
                path="ends_at",
            )
        )
    return items


def _end_on_its_date(delegation: Delegation) -> None:
    """The due moment waits in the outbox; access ends on the date anyway, this only moves the status."""
    seconds = int((delegation.ends_at - clock.now()).total_seconds()) + 1
    dispatch("accounts.delegation_expire", subject_id=delegation.id, delay_seconds=seconds)


def delegation_accept(*, actor: Actor, delegation_id: UUID, expected_version: int | None = None) -> Delegation:
    """Accept an offer for the own brokerage; both sides are reminded before it ends."""
    with transaction.atomic():
        accepted = _move(actor, delegation_id, "accept", expected_version)
        remind_before("accounts.delegation_reminder", accepted.id, accepted.ends_at, DELEGATION_DAYS)
    return accepted


def delegation_decline(*, actor: Actor, delegation_id: UUID, expected_version: int | None = None) -> Delegation:
    """Decline an offer made to the own brokerage."""
    return _move(actor, delegation_id, "decline", expected_version)


def delegation_revoke(*, actor: Actor, delegation_id: UUID, expected_version: int | None = None) -> Delegation:
    """End a delegation at once, from either side; an offer not yet answered is withdrawn."""
    return _move(actor, delegation_id, "revoke", expected_version)


@transaction.atomic
def delegation_expire(*, actor: Actor, delegation_id: UUID) -> Delegation | None:
    """End a delegation whose date has passed (a task's work); gives None when there is nothing to end."""
    found = Delegation.objects.filter(pk=delegation_id, status__in=OPEN, ends_at__lte=clock.now()).first()
    return _apply(actor, found, "expire", None) if found else None


def _move(actor: Actor, delegation_id: UUID, action: str, expected_version: int | None) -> Delegation:
    return _apply(actor, delegation_get(actor=actor, delegation_id=delegation_id), action, expected_version)


def _apply(actor: Actor, delegation: Delegation, action: str, expected_version: int | None) -> Delegation:
    return apply(
        workflow=DELEGATION,
        obj=delegation,
        action=action,
        actor=actor,
        subject=Subject("delegation", delegation.id),
        expected_version=expected_version,
        body={"trader": str(delegation.trader_id), "broker": str(delegation.broker_id)},
        organisation_id=delegation.trader_id,
    )


STILL_OPEN = ErrorItem(
    "ACC_DELEGATION_OPEN",
    Text("There is an open delegation to this broker already.", "Il y a déjà une délégation ouverte à ce courtier."),
    path="broker",
    fix=Text("Revoke it first, then offer the new one.", "Révoquez-la d'abord, puis offrez la nouvelle."),
)
