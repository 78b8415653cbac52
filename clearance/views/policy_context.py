"""From a version of a policy or record to what its page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clearance.domain.policy_words import (
    KIND_LABELS,
    Row,
    appetite_rows,
    changed_rows,
    lane_policy_rows,
    scope_text,
)
from clearance.models import AppetiteRecord
from clearance.selectors.policies import AppetiteInForce
from clearance.selectors.policy_pages import appetite_before, appetite_used, lane_policy_before
from clearance.services.policies import APPETITES, LANE_POLICIES
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.reference.selectors import crossing_list
from portal.workflow.domain.two_keys import APPROVED, DRAFT, IN_FORCE
from portal.workflow.timeline import timeline

Version = Any  # a LanePolicyVersion or an AppetiteRecord
SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Desk:
    """One of the two registers as its pages name it."""

    code: str
    title: Text
    register: Any


LANES = Desk("lane_policy", Text("Lane policy", "Politique des voies"), LANE_POLICIES)
RISK = Desk("appetite", Text("Risk appetite", "Appétit pour le risque"), APPETITES)


def crossing_names() -> dict[str, Text]:
    return {place.code: place.name for place in crossing_list(commercial=True)}


def version_rows(desk: Desk, document: Mapping[str, Any], names: Mapping[str, Text]) -> list[Row]:
    return appetite_rows(document) if desk is RISK else lane_policy_rows(document, names)


def list_row(desk: Desk, version: Any, names: Mapping[str, Text]) -> dict[str, Any]:
    """One line of a list."""
    return {
        "version": version,
        "state": desk.register.workflow.state(version.status),
        "scope": scope_text(version.crossing, version.direction, names) if desk is RISK else None,
        "kind": KIND_LABELS[version.kind] if desk is RISK else None,
        "tone": expiry_tone(version) if desk is RISK else "",
    }


def expiry_tone(record: AppetiteRecord) -> str:
    """Red when it has ended, amber when it ends within a month."""
    if record.status != IN_FORCE:
        return "neutral"
    left = record.valid_to - clock.now()
    return "bad" if left.total_seconds() <= 0 else "warn" if left.days < SOON_DAYS else "good"


def version_context(desk: Desk, version: Version, actor: Actor) -> dict[str, Any]:
    """Everything one version's page shows."""
    names, allowed = crossing_names(), moves(desk, version, actor)
    rows = version_rows(desk, version.data, names)
    before = appetite_before(version) if isinstance(version, AppetiteRecord) else lane_policy_before(version)
    return {
        **list_row(desk, version, names),
        "desk": desk,
        "rows": rows,
        "signatures": list(version.signatures.all()),
        "steps": steps(version),
        "changes": changed_rows(version_rows(desk, before, names), rows) if before else None,
        "used": appetite_used(version) if isinstance(version, AppetiteRecord) else None,
        "moves": allowed,
        "acts": [action for action in ("simulate", "sign", "enforce", "withdraw") if action in allowed],
        "entries": timeline(desk.register.subject_of(version), actor),
    }


def moves(desk: Desk, version: Version, actor: Actor) -> frozenset[str]:
    """What the actor may do with it now."""
    workflow = desk.register.workflow
    allowed = {move.action for move in workflow.available(version.status, actor)}
    own = version.author_id == actor.user_id or any(
        entry.officer_id == actor.user_id for entry in version.signatures.all()
    )
    made = allowed & {"withdraw"}
    if f"sign_{actor.agency.lower()}" in allowed and not own:
        made |= {"sign"}
    if "put_in_force" in allowed and version.valid_from <= clock.now():
        made |= {"enforce"}
    if version.status == DRAFT and "withdraw" in allowed:
        made |= {"simulate"}
    return frozenset(
        made | ({"next"} if version.status not in (DRAFT, APPROVED) and _holds_key(desk, actor) else set())
    )


def _holds_key(desk: Desk, actor: Actor) -> bool:
    return any(move.action == "withdraw" and actor.has(*move.roles) for move in desk.register.workflow.transitions)


def steps(version: Version) -> list[dict[str, Any]]:
    """Where it stands on its way: proposed, simulated, signed twice, in force."""
    signed = {entry.agency: entry for entry in version.signatures.all()}
    done: list[tuple[Text, Any, Text | None]] = [
        (Text("Proposed", "Proposé"), version.created_at, _by(version.author_as)),
        (Text("Simulated", "Simulé"), version.simulation.finished_at if version.simulation else None, None),
        *(
            (
                Text(f"Signed for {agency}", f"Signé pour {french}"),
                signed[agency].signed_at if agency in signed else None,
                _by(signed[agency].signed_as) if agency in signed else None,
            )
            for agency, french in (("CBP", "CBP"), ("CBSA", "l'ASFC"))
        ),
        (Text("In force", "En vigueur"), version.in_force_at, None),
    ]
    made: list[dict[str, Any]] = []
    for label, at, note in done:
        made.append({"label": label, "at": at, "note": note, "state": "done" if at else "todo"})
    waiting = next((step for step in made if step["state"] == "todo"), None)
    if waiting and version.status != "withdrawn":
        waiting["state"] = "current"
    if version.status == "withdrawn":
        made.append({"label": Text("Withdrawn", "Retiré"), "at": version.ended_at, "note": None, "state": "failed"})
    elif version.ended_at:
        made.append({"label": Text("Ended", "Terminé"), "at": version.ended_at, "note": None, "state": "done"})
    return made


def _by(name: str) -> Text:
    return Text(name, name)


def appetite_fact(found: AppetiteInForce) -> dict[str, Any]:
    """The line of the booth's strip: which record counts and until when; red when it has expired (R-36)."""
    if found.valid_to is None:
        value = Text("none signed", "aucun signé")
    elif found.expired:
        value = Text(f"{found.label} expired", f"{found.label} expiré")
    else:
        day = found.valid_to.date().isoformat()
        value = Text(f"{found.label} valid to {day}", f"{found.label} valide au {day}")
    return {
        "label": Text("Appetite", "Appétit"),
        "value": value,
        "tone": "bad" if found.expired else "warn" if found.level else "neutral",
    }
