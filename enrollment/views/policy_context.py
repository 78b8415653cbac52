"""From a version of criteria or a recognition to what its page shows."""

from __future__ import annotations

from typing import Any

from enrollment.domain.criteria_document import changes_between, criteria_read
from enrollment.domain.programmes import PROGRAMMES, Programme
from enrollment.domain.recognition import DIRECTIONS
from enrollment.domain.schemes import SCHEMES
from enrollment.domain.transitions import CRITERIA, RECOGNITION
from enrollment.models import CriteriaVersion, Recognition
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.reference.selectors import crossing_find
from portal.workflow.domain import Workflow
from portal.workflow.timeline import timeline

PLACE = "America/Toronto"
EVERYWHERE = Text("everywhere", "partout")
MOVES = (
    ("up_before", "up_after", Text("Could rise", "Pourraient monter")),
    ("down_before", "down_after", Text("No longer meet their tier", "Ne remplissent plus leur niveau")),
)


def programme_rows(programme: Programme, versions: list[CriteriaVersion]) -> dict[str, Any]:
    """Give a programme with its versions, newest first."""
    own = [version for version in versions if version.programme == programme.code]
    return {"programme": programme, "versions": [_listed(version, CRITERIA) for version in own]}


def _listed(version: Any, workflow: Workflow) -> dict[str, Any]:
    return {"version": version, "state": workflow.state(version.status), "place": PLACE}


def criteria_page(version: CriteriaVersion, before: CriteriaVersion | None, actor: Actor) -> dict[str, Any]:
    return {
        **_listed(version, CRITERIA),
        "programme": PROGRAMMES[version.programme],
        "tiers": [{"code": tier, "criteria": lines} for tier, lines in criteria_read(version.data).items()],
        "before": before,
        "changes": changes_between(before.data, version.data) if before else None,
        "movers": _movers(version),
        "signatures": list(version.signatures.all()),
        "acts": acts(version, CRITERIA, actor),
        "entries": timeline(Subject("criteria", version.id), actor),
    }


def _movers(version: CriteriaVersion) -> list[dict[str, Any]]:
    """Give one row per tier that has members: how many could rise and how many no longer meet it, before and after."""
    report = version.report or {"tiers": {}}
    return [
        {
            "tier": tier,
            "members": line["members"],
            "moves": [{"label": label, "before": line[old], "after": line[new]} for old, new, label in MOVES],
        }
        for tier, line in report["tiers"].items()
    ]


def recognition_row(row: Recognition) -> dict[str, Any]:
    """Give a recognition in words."""
    places = [place.name for code in row.ports if (place := crossing_find(code))]
    where = Text(", ".join(name.en for name in places), ", ".join(name.fr for name in places)) if places else EVERYWHERE
    return {
        **_listed(row, RECOGNITION),
        "scheme": SCHEMES[row.scheme],
        "programme": PROGRAMMES[row.programme],
        "where": where,
        "direction": DIRECTIONS[row.direction],
    }


def recognition_page(row: Recognition, actor: Actor) -> dict[str, Any]:
    return {
        **recognition_row(row),
        "signatures": list(row.signatures.all()),
        "acts": acts(row, RECOGNITION, actor),
        "may_end": bool({move.action for move in RECOGNITION.available(row.status, actor)} & {"end"}),
        "entries": timeline(Subject("recognition", row.id), actor),
    }


def acts(version: Any, workflow: Workflow, actor: Actor) -> list[str]:
    """Name the buttons of this actor: nobody signs what they wrote, or twice."""
    open_to = {move.action for move in workflow.available(version.status, actor)}
    own = actor.user_id in {version.author_id, *(entry.officer_id for entry in version.signatures.all())}
    found = ["simulate"] if version.status == "draft" and workflow is CRITERIA and "withdraw" in open_to else []
    if f"sign_{actor.agency.lower()}" in open_to and not own:
        found.append("sign")
    return [*found, "withdraw"] if "withdraw" in open_to else found
