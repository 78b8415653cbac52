"""Delegation orders: drafted, signed by both agencies, replaced, revoked; never edited (R-41, architecture rule 9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from audit.trail.services import record
from clearance.domain.officers import BORDER
from clearance.domain.partners import PROGRAMMES
from clearance.domain.partners.order_workflow import ORDER_WORKFLOW
from clearance.domain.partners.orders import OrderTerms, terms_digest, terms_faults
from clearance.models import DelegationOrder
from clearance.selectors.orders import order_get
from clearance.services.two_parties import Papers, paper_end, paper_sign
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.reference.selectors import agency_find, crossing_codes
from portal.reference.services import stamp_bump

SERIES = "delegation_order"


@transaction.atomic
def order_draft(
    *,
    actor: Actor,
    terms: OrderTerms,
    starts_at: datetime,
    ends_at: datetime,
    note: str = "",
    replaces: UUID | None = None,
) -> DelegationOrder:
    """Keep a draft: a new order, or the next version of one it will replace once both signed.

    A supervisor of either agency drafts. Raises NotAllowed, Invalid with every fault at its field, NotFound for
    an order of other agencies.
    """
    if not actor.has("officer.supervisor") or actor.agency not in (terms.giver, terms.receiver):
        raise NotAllowed([SUPERVISOR_ONLY])
    _check(terms, starts_at, ends_at)
    number, version = _number(actor, terms, replaces)
    order = DelegationOrder.objects.create(
        number=number,
        version=version,
        giver=terms.giver,
        receiver=terms.receiver,
        terms=terms.as_dict(),
        digest=terms_digest(terms, number, version, starts_at, ends_at),
        starts_at=starts_at,
        ends_at=ends_at,
        status=ORDER_WORKFLOW.initial,
        note=note.strip(),
        author_id=actor.user_id,
        author_as=actor.name,
    )
    record(actor=actor, event="clearance.order.drafted", subject=_subject(order), body=_body(order))
    return order


def _check(terms: OrderTerms, starts_at: datetime, ends_at: datetime) -> None:
    items = terms_faults(
        terms,
        starts=starts_at,
        ends=ends_at,
        now=clock.now(),
        border=BORDER,
        programmes={programme.code: programme.agency for programme in PROGRAMMES},
        known_crossings=crossing_codes(),
    )
    if agency_find(terms.giver) is None:
        items.append(replace(UNKNOWN_AGENCY, value=terms.giver))
    if items:
        raise Invalid(items)


def _number(actor: Actor, terms: OrderTerms, replaces: UUID | None) -> tuple[int, int]:
    if replaces is None:
        return next_number(SERIES, 0), 1
    old = order_get(actor=actor, order_id=replaces)
    if (old.giver, old.receiver) != (terms.giver, terms.receiver):
        raise Invalid([OTHER_PARTIES])
    versions = DelegationOrder.objects.filter(number=old.number)
    list(versions.select_for_update().values_list("id"))
    return old.number, (versions.aggregate(last=Max("version"))["last"] or 0) + 1


@transaction.atomic
def order_sign(*, actor: Actor, order_id: UUID, expected_version: int) -> DelegationOrder:
    """Sign for the officer's agency. The second signature puts the order in force and ends the version before it.

    Nobody holds both keys. Raises NotFound, NotAllowed or Conflict.
    """
    order = order_get(actor=actor, order_id=order_id)
    order, second = paper_sign(PAPERS, actor, order, expected_version, _body)
    if second:
        stamp_bump()
    return order


@transaction.atomic
def order_revoke(*, actor: Actor, order_id: UUID, why: str, expected_version: int) -> DelegationOrder:
    """End an order at once; either agency may. What was decided under it stays decided."""
    return _end(actor, order_id, "revoke", why, expected_version)


@transaction.atomic
def order_withdraw(*, actor: Actor, order_id: UUID, why: str, expected_version: int) -> DelegationOrder:
    """Put away a version that is not in force yet."""
    return _end(actor, order_id, "withdraw", why, expected_version)


def _end(actor: Actor, order_id: UUID, action: str, why: str, expected_version: int) -> DelegationOrder:
    order = order_get(actor=actor, order_id=order_id)
    order = paper_end(PAPERS, actor, order, action, why, expected_version, _body)
    stamp_bump()
    return order


def _subject(order: DelegationOrder) -> Subject:
    return Subject("delegation_order", order.id)


def _body(order: DelegationOrder) -> dict[str, Any]:
    return {
        "order": order.label,
        "version": order.version,
        "giver": order.giver,
        "receiver": order.receiver,
        "digest": order.digest,
    }


SUPERVISOR_ONLY = ErrorItem(
    "CLR_ORDER_ROLE",
    Text(
        "A supervisor of one of the two agencies drafts an order.",
        "Un superviseur de l'un des deux organismes rédige un ordre.",
    ),
    path="giver",
    fix=Text("Ask your supervisor.", "Adressez-vous à votre superviseur."),
)
UNKNOWN_AGENCY = ErrorItem(
    "CLR_ORDER_AGENCY",
    Text("This agency is not known.", "Cet organisme n'est pas connu."),
    path="giver",
    fix=Text("Choose one of the list.", "Choisissez-en un dans la liste."),
)
OTHER_PARTIES = ErrorItem(
    "CLR_ORDER_PARTIES",
    Text("A new version keeps the two agencies of the order.", "Une nouvelle version garde les deux organismes."),
    path="giver",
    fix=Text("Draft a new order for other agencies.", "Rédigez un nouvel ordre pour d'autres organismes."),
)
SAY_WHY = ErrorItem(
    "CLR_ORDER_WHY",
    Text("Say why the order ends.", "Précisez pourquoi l'ordre prend fin."),
    path="why",
    fix=Text("One sentence; it is kept in the trail.", "Une phrase; elle est gardée dans le registre."),
)
TOO_LATE = ErrorItem(
    "CLR_ORDER_ENDED",
    Text("The order would have ended already.", "L'ordre aurait déjà pris fin."),
    path="ends_at",
    fix=Text("Draft the next version with a later end.", "Rédigez la version suivante avec une fin ultérieure."),
)
PAPERS = Papers(ORDER_WORKFLOW, "delegation_order", TOO_LATE, SAY_WHY)
