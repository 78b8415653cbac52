"""Fees and waivers: proposed complete or not at all, signed by both agencies, never edited (R-05, R-105)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.fees import CURRENCY
from enrollment.domain.provisions import FEE as FEE_KIND
from enrollment.domain.provisions import WAIVER as WAIVER_KIND
from enrollment.domain.provisions import amount_of, day_of, provision_faults
from enrollment.domain.transitions import FEE, FEE_KEYS, FEE_WAIVER
from enrollment.models import Fee, FeeSignature, FeeWaiver, FeeWaiverSignature
from enrollment.services import refusals
from enrollment.services.consultations import consultation_lapse, signing_gate
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Invalid, NotFound
from portal.core.services import next_number
from portal.workflow.domain.two_keys import AGENCIES, APPROVED, DRAFT, document_digest
from portal.workflow.services.two_keys import Register, body_of, document_sign, document_withdraw

FEES = Register("fee", FEE, Fee, FeeSignature)
WAIVERS = Register("fee_waiver", FEE_WAIVER, FeeWaiver, FeeWaiverSignature)
REGISTERS: dict[str, Register[Any]] = {FEE_KIND: FEES, WAIVER_KIND: WAIVERS}
_COMMON = ("programme", "owner", "basis_en", "basis_fr", "cost_en", "cost_fr", "review_on", "starts_on", "ends_on")
_OWN = {FEE_KIND: ("amount",), WAIVER_KIND: ("ground", "tier", "percent")}


@transaction.atomic
def provision_propose(*, actor: Actor, kind: str, document: Mapping[str, Any]) -> Fee | FeeWaiver:
    """Keep a draft of a fee or waiver to be signed by both agencies.

    `document` has the texts, dates (2027-01-31) and figures by name. Raises NotAllowed, and Invalid naming every part
    that is missing: without owner, legal basis, estimated cost to users and review date there is no fee.
    """
    register = _register(kind)
    _key(actor)
    wanted = _plain(kind, document)
    faults = provision_faults(kind, wanted, clock.now().date())
    if faults:
        raise Invalid(faults)
    row: Fee | FeeWaiver = register.model._default_manager.create(
        number=next_number(register.subject, 0),
        programme=wanted["programme"],
        document=wanted,
        digest=document_digest(wanted),
        status=DRAFT,
        author_id=actor.person,
        author_as=actor.name,
    )
    record(
        actor=actor,
        event=f"enrollment.{register.subject}.proposed",
        subject=register.subject_of(row),
        body={**body_of(row), "programme": row.programme},
    )
    return row


@transaction.atomic
def provision_sign(*, actor: Actor, kind: str, version_id: UUID, expected_version: int) -> Fee | FeeWaiver:
    """Sign for the actor's agency; the second signature publishes it, once a consultation on it is answered (R-51).

    Raises NotFound, NotAllowed or Conflict.
    """
    register = _register(kind)
    signing_gate(register, version_id)
    signed: Fee | FeeWaiver = document_sign(
        register, actor=actor, version_id=version_id, expected_version=expected_version
    )
    return signed


@transaction.atomic
def provision_withdraw(*, actor: Actor, kind: str, version_id: UUID, expected_version: int) -> Fee | FeeWaiver:
    """Put away what does not count yet. What has begun ends by its last day or by a later version."""
    register = _register(kind)
    _key(actor)
    row = register.get(version_id)
    starts = day_of(row.document["starts_on"])
    if row.status == APPROVED and starts is not None and starts <= clock.now().date():
        raise refusals.conflict(refusals.FEE_COUNTS, path="starts_on", value=row.document["starts_on"])
    gone: Fee | FeeWaiver = document_withdraw(
        register, actor=actor, version_id=version_id, expected_version=expected_version
    )
    consultation_lapse(register.subject, version_id)
    return gone


def _key(actor: Actor) -> None:
    """Officers of other agencies hold no key, whatever their role."""
    if not actor.has(*FEE_KEYS) or (actor.kind == "officer" and actor.agency not in AGENCIES):
        raise refusals.not_allowed(refusals.FEE_KEY)


def _register(kind: str) -> Register[Any]:
    found = REGISTERS.get(kind)
    if found is None:
        raise NotFound
    return found


def _plain(kind: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """Keep only what a provision says, amounts as exact words: this is what is signed."""
    wanted = {name: document.get(name, "") for name in (*_COMMON, *_OWN[kind])}
    wanted = {name: value.strip() if isinstance(value, str) else value for name, value in wanted.items()}
    for name in ("review_on", "starts_on", "ends_on"):
        day = day_of(wanted[name])
        wanted[name] = day.isoformat() if day else wanted[name] or ""
    if kind == FEE_KIND:
        amount = amount_of(wanted["amount"])
        wanted["amount"] = f"{amount:.2f}" if amount is not None else str(wanted["amount"])
        wanted["currency"] = CURRENCY
    return wanted
