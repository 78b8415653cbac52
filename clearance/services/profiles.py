"""Threat profiles under two keys: proposed, simulated, signed by both agencies, put in force, never edited (R-35)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from audit.trail.services import record
from clearance.domain.profile_refusals import (
    CHANGED_MEANWHILE,
    DOCTORED,
    SAY_WHY,
    TARGETING_ONLY,
    WHEN,
    WRITERS_SIGN_NOT,
)
from clearance.domain.profile_workflow import ACTIVE, APPROVED, DRAFT
from clearance.domain.transitions import PROFILE_WORKFLOW
from clearance.models import ProfileSignature, Simulation, ThreatProfile
from clearance.selectors.profile_checks import faults_of
from clearance.services.freezing import refuse_when_frozen, refuse_when_stale
from clearance.services.simulated import Candidate, register
from clearance.targeting.profile import profile_digest
from enrollment.services import consultation_gate, consultation_lapse
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.workflow.domain.two_keys import ONE_KEY_EACH, Signed, keys_fault
from portal.workflow.services import apply

SYSTEM = system_actor("profiles")
DUE_TASK = "clearance.profile_due"
LONGEST_PLAN = timedelta(days=366)


@transaction.atomic
def profile_propose(*, actor: Actor, document: dict[str, Any], note: str = "") -> ThreatProfile:
    """Keep a new version as a draft. The document is checked whole, by schema and linter; Invalid names the place."""
    _check(document)
    return profile_keep(actor=actor, document=document, note=note)


def profile_keep(
    *, actor: Actor, document: dict[str, Any], note: str = "", based_on: int | None = None, own_number: bool = False
) -> ThreatProfile:
    """Store the draft, inside the caller's transaction. With `own_number` the document takes the version's number."""
    if not actor.has("officer.targeting"):
        raise NotAllowed([TARGETING_ONLY])
    refuse_when_frozen()
    list(ThreatProfile.objects.select_for_update().order_by("-number").values_list("id")[:1])
    number = (ThreatProfile.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    kept = document | {"version": number} if own_number else document
    profile = ThreatProfile.objects.create(
        number=number,
        document=kept,
        digest=profile_digest(kept),
        status=PROFILE_WORKFLOW.initial,
        note=note.strip()[:2000],
        author_id=actor.person,
        author_as=actor.name,
        side=actor.agency,
        based_on=based_on,
    )
    record(
        actor=actor,
        event="clearance.profile.proposed",
        subject=_subject(profile),
        body={"number": number, "digest": profile.digest, "based_on": based_on},
    )
    return profile


def profile_simulated(*, subject_id: UUID, simulation: Simulation) -> None:
    """Bind a finished simulation to the draft it is about; nothing for a draft that was edited since."""
    profile = ThreatProfile.objects.select_for_update().filter(pk=subject_id).first()
    if profile is None or profile.status != DRAFT or profile.digest != simulation.digest:
        return
    apply(
        workflow=PROFILE_WORKFLOW,
        obj=profile,
        action="bind",
        actor=SYSTEM,
        subject=_subject(profile),
        changes={"simulation_id": simulation.id},
        body={"digest": profile.digest, "simulation": str(simulation.id)},
    )


@transaction.atomic
def profile_sign(*, actor: Actor, profile_id: UUID, expected_version: int) -> ThreatProfile:
    """Sign for the officer's agency. It takes both agencies, two people, neither of them a writer of it (R-35)."""
    refuse_when_frozen()
    profile = _locked(profile_id)
    action = f"sign_{actor.agency.lower()}"
    PROFILE_WORKFLOW.check(profile, profile.status, action, actor)
    if profile.signatures.filter(officer_id=actor.person).exists():
        raise NotAllowed([ONE_KEY_EACH])
    if actor.person in profile.writers:
        raise NotAllowed([WRITERS_SIGN_NOT])
    _sound(profile)
    refuse_when_stale(profile.simulation)
    with transaction.atomic():
        ProfileSignature.objects.create(
            profile=profile,
            agency=actor.agency,
            officer_id=actor.person,
            signed_as=actor.name,
            digest=profile.digest,
            signed_at=clock.now(),
        )
        return apply(
            workflow=PROFILE_WORKFLOW,
            obj=profile,
            action=action,
            actor=actor,
            subject=_subject(profile),
            expected_version=expected_version,
            body={"digest": profile.digest, "agency": actor.agency, "simulation": str(profile.simulation_id)},
        )


@transaction.atomic
def profile_activate(*, actor: Actor, profile_id: UUID, expected_version: int | None = None) -> ThreatProfile:
    """Put a profile both agencies signed in force; the one in force until now is replaced in the same moment."""
    refuse_when_frozen()
    now = clock.now()
    # Approved ones are locked as well, so that of two activations at once the second sees the first.
    candidates = ThreatProfile.objects.select_for_update().filter(status__in=(APPROVED, ACTIVE)).order_by("number")
    others = [entry for entry in candidates if entry.status == ACTIVE and entry.id != profile_id]
    profile = _locked(profile_id)
    PROFILE_WORKFLOW.check(profile, profile.status, "activate", actor)
    _keys(profile)
    consultation_gate("profile", profile.id)
    # Days pass between proposal and activation: a rule may have ended meanwhile.
    _sound(profile)
    refuse_when_stale(profile.simulation)
    for old in others:
        apply(
            workflow=PROFILE_WORKFLOW,
            obj=old,
            action="supersede",
            actor=actor,
            subject=_subject(old),
            changes={"retired_at": now},
            body={"by": profile.number},
        )
    return apply(
        workflow=PROFILE_WORKFLOW,
        obj=profile,
        action="activate",
        actor=actor,
        subject=_subject(profile),
        expected_version=expected_version,
        changes={"active_from": now, "planned_from": None},
        body={"digest": profile.digest, "simulation": str(profile.simulation_id)},
    )


@transaction.atomic
def profile_plan(*, actor: Actor, profile_id: UUID, at: datetime | None, expected_version: int) -> ThreatProfile:
    """Say when an approved profile comes into force by itself; None takes the plan back."""
    profile = _locked(profile_id)
    PROFILE_WORKFLOW.check(profile, profile.status, "activate", actor)
    if profile.row_version != expected_version:
        raise Conflict([CHANGED_MEANWHILE])
    now = clock.now()
    if at is not None and not now < at <= now + LONGEST_PLAN:
        raise Invalid([WHEN])
    profile.planned_from, profile.row_version = at, profile.row_version + 1
    profile.save(update_fields=["planned_from", "row_version"])
    planned = at.isoformat() if at else ""
    record(
        actor=actor,
        event="clearance.profile.planned" if at else "clearance.profile.unplanned",
        subject=_subject(profile),
        body={"at": planned, "digest": profile.digest},
    )
    if at is not None:
        dispatch(
            DUE_TASK,
            subject_id=profile.id,
            key=f"{planned} {profile.row_version}",
            payload={"at": planned},
            delay_seconds=int((at - now).total_seconds()) + 1,
        )
    return profile


@transaction.atomic
def profile_due(*, profile_id: UUID, at: datetime) -> ThreatProfile | None:
    """Put a profile in force at its time. Safe to repeat: a plan that was moved or taken back does nothing.

    What keeps it from coming into force is recorded and ends the plan, so that people see it and decide.
    """
    profile = ThreatProfile.objects.select_for_update().filter(pk=profile_id).first()
    if profile is None or profile.status != APPROVED or profile.planned_from != at or clock.now() < at:
        return None
    try:
        with transaction.atomic():
            return profile_activate(actor=SYSTEM, profile_id=profile.id)
    except DomainError as error:
        profile.planned_from, profile.row_version = None, profile.row_version + 1
        profile.save(update_fields=["planned_from", "row_version"])
        record(
            actor=SYSTEM,
            event="clearance.profile.not_activated",
            subject=_subject(profile),
            body={"why": [item.code for item in error.items], "at": at.isoformat()},
        )
        return profile


@transaction.atomic
def profile_withdraw(*, actor: Actor, profile_id: UUID, why: str, expected_version: int) -> ThreatProfile:
    """Put away a version that is not in force. Raises Invalid without a reason."""
    profile = _locked(profile_id)
    if not why.strip():
        raise Invalid([SAY_WHY])
    consultation_lapse("profile", profile.id)
    return apply(
        workflow=PROFILE_WORKFLOW,
        obj=profile,
        action="withdraw",
        actor=actor,
        subject=_subject(profile),
        expected_version=expected_version,
        changes={"planned_from": None},
        body={"digest": profile.digest, "why": why.strip()[:1000]},
    )


def profile_candidate(profile_id: UUID) -> Candidate:
    """Give a version to the simulator; Invalid for one that could not be signed anyway."""
    profile = _get(profile_id)
    _sound(profile)
    label = Text(f"Threat profile {profile.number}", f"Profil de menace {profile.number}")
    return Candidate(label, profile.digest, profile=profile.document)


def _keys(profile: ThreatProfile) -> None:
    signatures = [Signed(each.agency, str(each.officer_id), each.digest) for each in profile.signatures.all()]
    fault = keys_fault(profile.digest, str(profile.author_id), signatures)
    if fault is not None:
        raise NotAllowed([fault])


def _sound(profile: ThreatProfile) -> None:
    """Refuse a version that is not what its digest says, and what schema and linter refuse today."""
    if profile_digest(profile.document) != profile.digest:
        raise Conflict([DOCTORED])
    _check(profile.document)


def _check(document: dict[str, Any]) -> None:
    """Refuse what the schema or the linter refuses; every finding of the linter at once."""
    found = faults_of(document)
    if found:
        raise Invalid(found)


def _locked(profile_id: UUID) -> ThreatProfile:
    profile = ThreatProfile.objects.select_for_update(of=("self",)).filter(pk=profile_id).first()
    if profile is None:
        raise NotFound
    return profile


def _get(profile_id: UUID) -> ThreatProfile:
    profile = ThreatProfile.objects.filter(pk=profile_id).first()
    if profile is None:
        raise NotFound
    return profile


def _subject(profile: ThreatProfile) -> Subject:
    return Subject("profile", profile.id)


register("profile", load=profile_candidate, mark=profile_simulated)
