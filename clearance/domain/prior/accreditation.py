"""A site counts while both border agencies accredit it, for the purposes they name, until the day they set (R-59, R-107)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from clearance.domain.partners.order_workflow import (
    DRAFT,
    IN_FORCE,
    REVOKED,
    SIGNED_GIVER,
    SIGNED_RECEIVER,
    SUPERSEDED,
    SUPERVISORS,
    SYSTEM,
    WITHDRAWN,
    either_party,
    giver_only,
    receiver_only,
)
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

SUSPENDED = "suspended"
GATE, AT_PERIMETER = "gate", "perimeter"
PURPOSES = {
    GATE: Text("Clearance at the site, before the border", "Dédouanement au site, avant la frontière"),
    AT_PERIMETER: Text("Clearance at the perimeter", "Dédouanement au périmètre"),
}
LONGEST_DAYS = 1096
VISIT_COUNTS = timedelta(days=365)


def accredits(status: str, in_force_at: datetime | None, ends_at: datetime, at: datetime) -> bool:
    """Say whether an accreditation counts at a moment: signed by both, not suspended, not over."""
    return status == IN_FORCE and in_force_at is not None and in_force_at <= at < ends_at


def accreditation_digest(terms: Mapping[str, Any]) -> str:
    """Give the SHA-256 of everything that is signed."""
    return hashlib.sha256(json.dumps(terms, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def accreditation_faults(
    *, purposes: Collection[str], gaps: Collection[str], ends_at: datetime, now: datetime
) -> list[ErrorItem]:
    """Say what is wrong with a draft, field by field. `gaps` are the lines of the site standard that are not met."""
    lines = ", ".join(gaps)
    checks = (
        ("purposes", bool(purposes) and set(purposes) <= PURPOSES.keys(), BAD_PURPOSE),
        ("met", not gaps, (STANDARD[0], STANDARD[1].format(lines=lines), STANDARD[2])),
        ("ends_on", now < ends_at <= now + timedelta(days=LONGEST_DAYS), BAD_END),
    )
    return [ErrorItem(code, words, path, fix=fix) for path, good, (code, words, fix) in checks if not good]


def suspender_only(paper: Any, actor: Actor) -> ErrorItem | None:
    """Who suspended lifts it: the other agency cannot undo the doubt of this one."""
    if actor.agency == paper.suspended_by:
        return None
    return ErrorItem(
        "CLR_ACCREDITATION_SUSPENDER",
        Text("{agency} suspended it.", "{agency} l'a suspendu.").format(agency=paper.suspended_by),
        path="agency",
        value=paper.suspended_by,
        fix=Text("Leave it to its supervisor.", "Laissez-le à son superviseur."),
    )


def _state(code: str, words: tuple[str, str], icon: str, tone: str, final: bool = False) -> State:
    return State(code, Text(*words), Text(*words), icon, tone, final)


def _move(
    source: str, action: str, target: str, event: str, label: Text, guard: str, system: bool = False
) -> Transition:
    roles = SUPERVISORS | SYSTEM if system else SUPERVISORS
    return Transition(source, action, target, roles, f"clearance.accreditation.{event}", label, guard=guard)


_CBP = Text("Sign for CBP", "Signer pour le CBP")
_CBSA = Text("Sign for the CBSA", "Signer pour l'ASFC")
_REVOKE = Text("Revoke", "Révoquer")
ACCREDITATION_WORKFLOW = Workflow(
    name="site_accreditation",
    initial=DRAFT,
    states=(
        _state(DRAFT, ("Draft", "Ébauche"), "draft", "neutral"),
        _state(SIGNED_GIVER, ("Signed by CBP, awaiting CBSA", "Signé par le CBP, en attente de l'ASFC"), "key", "info"),
        _state(SIGNED_RECEIVER, ("Signed by CBSA, awaiting CBP", "Signé par l'ASFC, en attente du CBP"), "key", "info"),
        _state(IN_FORCE, ("Accredited by both", "Agréé par les deux"), "live", "good"),
        _state(SUSPENDED, ("Suspended", "Suspendu"), "hold", "bad"),
        _state(SUPERSEDED, ("Renewed", "Renouvelé"), "lock", "neutral", True),
        _state(REVOKED, ("Revoked", "Révoqué"), "cross-circle", "bad", True),
        _state(WITHDRAWN, ("Withdrawn", "Retiré"), "cross", "neutral", True),
    ),
    transitions=(
        _move(DRAFT, "sign_giver", SIGNED_GIVER, "signed", _CBP, "giver"),
        _move(DRAFT, "sign_receiver", SIGNED_RECEIVER, "signed", _CBSA, "receiver"),
        _move(SIGNED_RECEIVER, "sign_giver", IN_FORCE, "in_force", _CBP, "giver"),
        _move(SIGNED_GIVER, "sign_receiver", IN_FORCE, "in_force", _CBSA, "receiver"),
        *(
            _move(state, "withdraw", WITHDRAWN, "withdrawn", Text("Withdraw", "Retirer"), "party")
            for state in (DRAFT, SIGNED_GIVER, SIGNED_RECEIVER)
        ),
        _move(IN_FORCE, "suspend", SUSPENDED, "suspended", Text("Suspend", "Suspendre"), "party"),
        _move(
            SUSPENDED, "reinstate", IN_FORCE, "reinstated", Text("Lift the suspension", "Lever la suspension"), "own"
        ),
        _move(IN_FORCE, "revoke", REVOKED, "revoked", _REVOKE, "party"),
        _move(SUSPENDED, "revoke", REVOKED, "revoked", _REVOKE, "party"),
        _move(IN_FORCE, "supersede", SUPERSEDED, "superseded", Text("Renew", "Renouveler"), "party", system=True),
    ),
    guards={"giver": giver_only, "receiver": receiver_only, "party": either_party, "own": suspender_only},
)
ACCREDITATION_EVENTS: dict[str, Text] = {
    "clearance.accreditation.drafted": Text("Accreditation drafted", "Agrément rédigé"),
    "clearance.accreditation.signed": Text("First signature", "Première signature"),
    "clearance.accreditation.in_force": Text("Second signature: accredited", "Seconde signature : agréé"),
    "clearance.accreditation.suspended": Text("Accreditation suspended", "Agrément suspendu"),
    "clearance.accreditation.reinstated": Text("Suspension lifted", "Suspension levée"),
    "clearance.accreditation.superseded": Text("Accreditation renewed", "Agrément renouvelé"),
    "clearance.accreditation.revoked": Text("Accreditation revoked", "Agrément révoqué"),
    "clearance.accreditation.withdrawn": Text("Draft withdrawn", "Ébauche retirée"),
}
BAD_PURPOSE = (
    "CLR_ACCREDITATION_PURPOSE",
    Text("Say what the site is accredited for.", "Précisez à quoi le site est agréé."),
    Text("Choose one purpose or both.", "Choisissez l'un des usages ou les deux."),
)
STANDARD = (
    "CLR_ACCREDITATION_STANDARD",
    Text("The common site standard is not met: {lines}.", "La norme commune des sites n'est pas satisfaite : {lines}."),
    Text("Every line is met before a site is accredited.", "Chaque point est satisfait avant l'agrément d'un site."),
)
BAD_END = (
    "CLR_ACCREDITATION_END",
    Text("It ends on a day ahead, within three years.", "L'agrément prend fin à une date à venir, dans les trois ans."),
    Text("Give another day; it can be renewed.", "Donnez une autre date; il peut être renouvelé."),
)
