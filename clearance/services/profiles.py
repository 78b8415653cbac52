"""Threat profiles under two keys: proposed, signed by both agencies, put in force, never edited (R-35)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from audit.trail.services import record
from clearance.domain.refusals import ONE_KEY_EACH
from clearance.domain.transitions import PROFILE_WORKFLOW
from clearance.models import ProfileSignature, ThreatProfile
from clearance.services.simulated import Candidate, register
from clearance.targeting.lane_policy import default_policy
from clearance.targeting.lint import lint, stopping
from clearance.targeting.profile import ProfileError, profile_digest, profile_from_dict
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply


@transaction.atomic
def profile_propose(*, actor: Actor, document: dict[str, Any], note: str = "") -> ThreatProfile:
    """Keep a new version as a draft. The document is checked whole; Invalid names the place that is wrong."""
    if not actor.has("officer.targeting"):
        raise NotAllowed([TARGETING_ONLY])
    _check(document)
    number = (ThreatProfile.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    profile = ThreatProfile.objects.create(
        number=number,
        document=document,
        digest=profile_digest(document),
        status=PROFILE_WORKFLOW.initial,
        note=note.strip(),
        author_id=actor.user_id,
    )
    record(
        actor=actor,
        event="clearance.profile.proposed",
        subject=Subject("profile", profile.id),
        body={"number": number, "digest": profile.digest},
    )
    return profile


@transaction.atomic
def profile_sign(*, actor: Actor, profile_id: UUID, expected_version: int) -> ThreatProfile:
    """Sign for the officer's agency. It takes both agencies, and two people: nobody holds both keys (R-35)."""
    profile = _get(profile_id)
    if profile.signatures.filter(officer_id=actor.person).exclude(agency=actor.agency).exists():
        raise NotAllowed([ONE_KEY_EACH])
    profile = apply(
        workflow=PROFILE_WORKFLOW,
        obj=profile,
        action=f"sign_{actor.agency.lower()}",
        actor=actor,
        subject=Subject("profile", profile.id),
        expected_version=expected_version,
        body={"digest": profile.digest, "agency": actor.agency},
    )
    ProfileSignature.objects.create(
        profile=profile, agency=actor.agency, officer_id=actor.person, signed_as=actor.name, signed_at=clock.now()
    )
    return profile


@transaction.atomic
def profile_activate(*, actor: Actor, profile_id: UUID, expected_version: int) -> ThreatProfile:
    """Put a profile both agencies signed in force; the one in force until now is replaced in the same moment."""
    now = clock.now()
    profile = _get(profile_id)
    # Days pass between proposal and activation: a rule may have ended meanwhile.
    _check(profile.document)
    # Approved ones are locked as well, so that of two activations at once the second sees the first.
    candidates = ThreatProfile.objects.select_for_update().filter(status__in=("approved", "active")).order_by("number")
    for old in [entry for entry in candidates if entry.status == "active" and entry.id != profile.id]:
        apply(
            workflow=PROFILE_WORKFLOW,
            obj=old,
            action="supersede",
            actor=actor,
            subject=Subject("profile", old.id),
            changes={"retired_at": now},
            body={"by": profile.number},
        )
    return apply(
        workflow=PROFILE_WORKFLOW,
        obj=profile,
        action="activate",
        actor=actor,
        subject=Subject("profile", profile.id),
        expected_version=expected_version,
        changes={"active_from": now},
    )


def _check(document: dict[str, Any]) -> None:
    """Refuse what the schema or the linter refuses; every finding of the linter at once."""
    try:
        profile = profile_from_dict(document)
    except ProfileError as error:
        message = Text(f"The profile is not valid: {error.problem}", f"Le profil n'est pas valide : {error.problem}")
        raise Invalid([ErrorItem("CLR_PROFILE", message, path=error.path)]) from error
    found = stopping(lint(profile, security_cut=default_policy().security_cut, today=clock.now().date()))
    if found:
        raise Invalid(found)


def profile_candidate(profile_id: UUID) -> Candidate:
    """Give a version to the simulator."""
    profile = _get(profile_id)
    label = Text(f"Threat profile {profile.number}", f"Profil de menace {profile.number}")
    return Candidate(label, profile.digest, profile=profile.document)


def _get(profile_id: UUID) -> ThreatProfile:
    profile = ThreatProfile.objects.filter(pk=profile_id).first()
    if profile is None:
        raise NotFound
    return profile


TARGETING_ONLY = ErrorItem(
    "CLR_TARGETING_ONLY",
    Text("Only targeting officers propose a profile.", "Seuls les agents du ciblage proposent un profil."),
)

register("profile", load=profile_candidate)
