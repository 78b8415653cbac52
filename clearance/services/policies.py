"""Lane policies and risk appetite: proposed, simulated, signed by both agencies, in force on a day (R-09, R-36)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from audit.trail.services import record
from clearance.domain.policy_workflow import APPETITE_KEYS, APPETITE_WORKFLOW, LANE_POLICY_KEYS, LANE_POLICY_WORKFLOW
from clearance.domain.simulation_workflow import APPETITE, LANE_POLICY
from clearance.models import (
    AppetiteRecord,
    AppetiteSignature,
    LanePolicySignature,
    LanePolicyVersion,
    Simulation,
)
from clearance.selectors.policies import appetite_in_force
from clearance.services.freezing import refuse_when_frozen, refuse_when_stale
from clearance.services.simulated import Candidate, register
from clearance.targeting.appetite import LEVEL, STANDING, appetite_from_dict, appetite_problems, level_problems
from clearance.targeting.lane_policy import lane_policy_from_dict, policy_problems
from enrollment.services import consultation_gate, consultation_lapse
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.reference.selectors import crossing_codes
from portal.workflow.domain.two_keys import AGENCIES, APPROVED, IN_FORCE, document_digest
from portal.workflow.services import apply
from portal.workflow.services.two_keys import (
    CALENDAR,
    Register,
    V,
    body_of,
    document_bind,
    document_enforce,
    document_sign,
    document_withdraw,
)

LANE_POLICIES = Register("lane_policy", LANE_POLICY_WORKFLOW, LanePolicyVersion, LanePolicySignature)
APPETITES = Register(
    "appetite", APPETITE_WORKFLOW, AppetiteRecord, AppetiteSignature, ("kind", "crossing", "direction")
)
log = logging.getLogger(__name__)

LONGEST_APPETITE_DAYS, LONGEST_LEVEL_DAYS = 366, 30
Problems = list[tuple[str, Text]]


@transaction.atomic
def lane_policy_propose(
    *, actor: Actor, document: Mapping[str, Any], valid_from: datetime | None = None, note: str = ""
) -> LanePolicyVersion:
    """Keep a new version as a draft. Invalid names each field that cannot be; Conflict while changes are frozen."""
    _keys(actor, LANE_POLICY_KEYS)
    refuse_when_frozen()
    number = next_number("lane_policy", 0)
    kept = {**document, "version": number}
    _check(lambda: policy_problems(lane_policy_from_dict(kept, checked=False)))
    version = LanePolicyVersion.objects.create(**_draft(actor, number, kept, valid_from, note))
    record(actor=actor, event="clearance.lane_policy.proposed", subject=_lanes(version), body=body_of(version))
    return version


@transaction.atomic
def appetite_propose(
    *,
    actor: Actor,
    document: Mapping[str, Any],
    valid_from: datetime,
    valid_to: datetime,
    crossing: str = "",
    direction: str = "",
    kind: str = STANDING,
    note: str = "",
) -> AppetiteRecord:
    """Keep a new record as a draft: a standing one, or a temporary level within the band of the standing one."""
    _keys(actor, APPETITE_KEYS)
    number = next_number("appetite", 0)
    kept = {**document, "version": number}
    _check(
        lambda: [
            *_dates(kind, valid_from, valid_to),
            *_place(crossing),
            *appetite_problems(appetite_from_dict(kept, checked=False)),
            *(_outside(kept, crossing, direction) if kind == LEVEL else []),
        ]
    )
    version = AppetiteRecord.objects.create(
        **_draft(actor, number, kept, valid_from, note),
        kind=kind,
        crossing=crossing,
        direction=direction,
        valid_to=valid_to,
    )
    body = {**body_of(version), "kind": kind, "crossing": crossing, "direction": direction, "to": valid_to.isoformat()}
    record(actor=actor, event="clearance.appetite.proposed", subject=_risk(version), body=body)
    return version


def _draft(
    actor: Actor, number: int, document: dict[str, Any], valid_from: datetime | None, note: str
) -> dict[str, Any]:
    return {
        "number": number,
        "document": document,
        "digest": document_digest(document),
        "status": LANE_POLICY_WORKFLOW.initial,
        "note": note.strip()[:1000],
        "valid_from": valid_from or clock.now(),
        "author_id": actor.person,
        "author_as": actor.name,
    }


def _keys(actor: Actor, roles: frozenset[str]) -> None:
    if not actor.has(*roles) or (actor.kind == "officer" and actor.agency not in AGENCIES):
        raise NotAllowed([NOT_A_KEY])


def _check(problems: Callable[[], Problems]) -> None:
    try:
        found = problems()
    except (KeyError, TypeError, ValueError) as error:
        raise Invalid([UNREADABLE]) from error
    if found:
        raise Invalid([ErrorItem("CLR_POLICY_VALUE", said, path=path, fix=CORRECT) for path, said in found])


def _dates(kind: str, start: datetime, end: datetime) -> Problems:
    longest = LONGEST_LEVEL_DAYS if kind == LEVEL else LONGEST_APPETITE_DAYS
    if end <= start or end <= clock.now():
        return [("valid_to", ENDS_FIRST)]
    if (end - start).days > longest:
        return [("valid_to", TOO_LONG.format(days=longest))]
    return []


def _place(crossing: str) -> Problems:
    return [("crossing", NO_PLACE)] if crossing and crossing not in crossing_codes() else []


def _outside(document: Mapping[str, Any], crossing: str, direction: str) -> Problems:
    standing = appetite_in_force(crossing, direction)
    if standing.expired or standing.level:
        return [("security_cut", NO_STANDING)]
    return level_problems(appetite_from_dict(document), standing.appetite)


@transaction.atomic
def lane_policy_sign(*, actor: Actor, version_id: UUID, expected_version: int) -> LanePolicyVersion:
    """Sign a lane policy for the actor's agency (see `document_sign`)."""
    refuse_when_frozen()
    refuse_when_stale(LANE_POLICIES.get(version_id).simulation)
    return document_sign(LANE_POLICIES, actor=actor, version_id=version_id, expected_version=expected_version)


@transaction.atomic
def lane_policy_enforce(*, actor: Actor, version_id: UUID, expected_version: int | None = None) -> LanePolicyVersion:
    """Put a lane policy both agencies signed in force, once a consultation on it is answered (R-51)."""
    refuse_when_frozen()
    refuse_when_stale(LANE_POLICIES.get(version_id).simulation)
    return _enforce(LANE_POLICIES, actor, version_id, expected_version)


def lane_policy_withdraw(*, actor: Actor, version_id: UUID, expected_version: int) -> LanePolicyVersion:
    """Put a lane policy away that is not in force."""
    return _withdraw(LANE_POLICIES, actor, version_id, expected_version)


@transaction.atomic
def appetite_sign(*, actor: Actor, version_id: UUID, expected_version: int) -> AppetiteRecord:
    """Sign a record for the actor's agency. It is the way out of a freeze, so that a freeze does not stop it."""
    refuse_when_stale(APPETITES.get(version_id).simulation)
    return document_sign(APPETITES, actor=actor, version_id=version_id, expected_version=expected_version)


@transaction.atomic
def appetite_enforce(*, actor: Actor, version_id: UUID, expected_version: int | None = None) -> AppetiteRecord:
    """Put a record both agencies signed in force, unless its end has passed or a consultation is not answered."""
    if APPETITES.get(version_id).valid_to <= clock.now():
        raise Conflict([OVER])
    refuse_when_stale(APPETITES.get(version_id).simulation)
    return _enforce(APPETITES, actor, version_id, expected_version)


def appetite_withdraw(*, actor: Actor, version_id: UUID, expected_version: int) -> AppetiteRecord:
    """Put a record away that is not in force."""
    return _withdraw(APPETITES, actor, version_id, expected_version)


def _enforce(book: Register[V], actor: Actor, version_id: UUID, expected_version: int | None) -> V:
    """Ask the gate under the lock that flagging takes too, so that a flag and this see each other (R-51)."""
    list(book.model._default_manager.select_for_update(of=("self",)).filter(pk=version_id))
    consultation_gate(book.subject, version_id)
    return document_enforce(book, actor=actor, version_id=version_id, expected_version=expected_version)


@transaction.atomic
def _withdraw(book: Register[V], actor: Actor, version_id: UUID, expected_version: int) -> V:
    gone = document_withdraw(book, actor=actor, version_id=version_id, expected_version=expected_version)
    consultation_lapse(book.subject, version_id)
    return gone


@transaction.atomic
def policies_turn() -> int:
    """Do what the calendar says: let ended records expire, put approved documents in force on their day.

    Gives the number of changes. Safe to repeat; the engine does not wait for it (see selectors).
    """
    now = clock.now()
    ended = AppetiteRecord.objects.select_for_update(skip_locked=True).filter(status=IN_FORCE, valid_to__lte=now)
    changes = 0
    for entry in ended:
        apply(
            workflow=APPETITE_WORKFLOW,
            obj=entry,
            action="expire",
            actor=CALENDAR,
            subject=_risk(entry),
            changes={"ended_at": now},
            body=body_of(entry),
        )
        changes += 1
    changes += _take_effect(APPETITES, appetite_enforce, AppetiteRecord.objects.filter(valid_to__gt=now))
    return changes + _take_effect(LANE_POLICIES, lane_policy_enforce, LanePolicyVersion.objects.all())


def _take_effect(book: Register[Any], enforce: Callable[..., Any], versions: QuerySet[Any]) -> int:
    """Put what is due in force; what is refused, for example in a freeze, waits and holds nothing else up."""
    due = versions.filter(status=APPROVED, valid_from__lte=clock.now()).order_by("number")
    done = 0
    for version_id in due.values_list("id", flat=True):
        try:
            enforce(actor=CALENDAR, version_id=version_id)
        except Conflict as refused:
            log.info("%s %s does not take effect: %s", book.subject, version_id, refused)
        else:
            done += 1
    return done


def _lanes(version: LanePolicyVersion) -> Subject:
    return LANE_POLICIES.subject_of(version)


def _risk(version: AppetiteRecord) -> Subject:
    return APPETITES.subject_of(version)


def _lane_policy_candidate(subject_id: UUID) -> Candidate:
    version = LANE_POLICIES.get(subject_id)
    name = Text(f"Lane policy {version.label}", f"Politique des voies {version.label}")
    return Candidate(name, version.digest, lane_policy=version.data)


def _appetite_candidate(subject_id: UUID) -> Candidate:
    version = APPETITES.get(subject_id)
    name = Text(f"Risk appetite {version.label}", f"Appétit pour le risque {version.label}")
    return Candidate(
        name, version.digest, appetite=version.data, crossing=version.crossing, direction=version.direction
    )


def _bind_lane_policy(*, subject_id: UUID, simulation: Simulation) -> None:
    _bind(LANE_POLICIES, subject_id, simulation)


def _bind_appetite(*, subject_id: UUID, simulation: Simulation) -> None:
    _bind(APPETITES, subject_id, simulation)


def _bind(book: Register[Any], subject_id: UUID, simulation: Simulation) -> None:
    document_bind(
        book,
        version_id=subject_id,
        digest=simulation.digest,
        changes={"simulation_id": simulation.id},
        body={"simulation": str(simulation.id), "report": simulation.report_digest},
    )


register(LANE_POLICY, load=_lane_policy_candidate, mark=_bind_lane_policy)
register(APPETITE, load=_appetite_candidate, mark=_bind_appetite)

NOT_A_KEY = ErrorItem(
    "CLR_POLICY_ROLE",
    Text(
        "A supervisor or administrator proposes this; a lane policy also a targeting officer.",
        "Un superviseur ou un administrateur le propose; une politique des voies, aussi un agent de ciblage.",
    ),
    fix=Text("Ask one of them.", "Adressez-vous à l'un d'eux."),
)
UNREADABLE = ErrorItem(
    "CLR_POLICY_FORM",
    Text("Something is missing in this document.", "Il manque quelque chose dans ce document."),
    path="document",
    fix=Text("Start again from the version in force.", "Repartez de la version en vigueur."),
)
OVER = ErrorItem(
    "CLR_APPETITE_OVER",
    Text("Its end has passed already.", "Sa fin est déjà passée."),
    path="valid_to",
    fix=Text("Propose a record with a later end.", "Proposez une déclaration avec une fin ultérieure."),
)
CORRECT = Text("Correct this field.", "Corrigez ce champ.")
ENDS_FIRST = Text("The end lies after the start and in the future.", "La fin suit le début et se situe dans l'avenir.")
TOO_LONG = Text("It runs for {days} days at most.", "La durée est d'au plus {days} jours.")
NO_PLACE = Text("This crossing is not known.", "Ce passage n'est pas connu.")
NO_STANDING = Text(
    "A temporary level changes a valid standing record; there is none here.",
    "Un niveau temporaire modifie une déclaration permanente valide; il n'y en a pas ici.",
)
