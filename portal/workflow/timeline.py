"""A record's story for its page: the entries of the trail in words (ux.md, principle 2)."""

from __future__ import annotations

from typing import Any

from audit.trail.selectors import entries_for
from portal.core.domain.actors import Actor
from portal.core.domain.agencies import agency_short
from portal.core.domain.subjects import Subject
from portal.core.domain.system_names import system_name
from portal.core.domain.text import Text
from portal.workflow.registry import event_label

KINDS = {
    "member": Text("the member", "le membre"),
    "partner": Text("a partner system", "un système partenaire"),
    "system": Text("the system", "le système"),
    "commission": Text("the joint commission", "la commission mixte"),
    "officer": Text("an officer", "un agent"),
    "auditor": Text("an auditor", "un vérificateur"),
    "administrator": Text("an administrator", "un administrateur"),
}


def timeline(subject: Subject, actor: Actor) -> list[dict[str, Any]]:
    """Give entries for the timeline component, newest first.

    Staff read names; members read the office or agency that acted, and their own people's names.
    """
    rows = sorted(entries_for(subject), key=lambda entry: entry.at, reverse=True)
    return [{"at": row.at, "title": event_label(row.event), "actor": _who(row, actor), "icon": "dot"} for row in rows]


def _who(row: Any, actor: Actor) -> Text:
    own = row.actor_organisation_id is not None and row.actor_organisation_id == actor.organisation_id
    if actor.is_staff or own:
        name = system_name(row.actor_name) if row.actor_kind == "system" else Text(row.actor_name, row.actor_name)
        if not row.actor_agency:
            return name
        agency = agency_short(row.actor_agency)
        return Text(f"{name.en} ({agency.en})", f"{name.fr} ({agency.fr})")
    if row.actor_agency:
        return agency_short(row.actor_agency)
    return KINDS.get(row.actor_kind, KINDS["system"])
