"""The two columns of a vetting desk, as the templates want them: what is unresolved first, the counterpart's text left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from enrollment.domain.joint import AGENCIES, AGENCY_NAMES
from enrollment.domain.transitions import CHECK, NEAR_MATCH, WORKSHEET
from enrollment.domain.vetting.catalogue import FACTORS
from enrollment.domain.vetting.identity import WHY
from enrollment.domain.vetting.judging import CLEAR, FOUND, NOT_APPLICABLE, OPEN, RESOLUTIONS
from enrollment.models import NearMatch, VettingCheck, VettingWorksheet
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.matching import Identity

OUTCOME_CHOICES = [(code, CHECK.state(code).staff) for code in (CLEAR, FOUND, NOT_APPLICABLE)]
RESOLUTION_CHOICES = [(one.code, one.label) for one in RESOLUTIONS.values()]
Typed = Mapping[str, str]


def columns(
    sheets: Sequence[VettingWorksheet], actor: Actor, typed: Typed, items: Iterable[ErrorItem], *, open_now: bool
) -> list[dict[str, Any]]:
    """Give one column per agency, CBP's first. `typed` and `items` are what a refused request brought and why."""
    by_agency = {sheet.agency: sheet for sheet in sheets}
    wrong = {item.path for item in items}
    return [_column(agency, by_agency.get(agency), actor, typed, wrong, open_now) for agency in AGENCIES]


def _column(
    agency: str, sheet: VettingWorksheet | None, actor: Actor, typed: Typed, wrong: set[str], open_now: bool
) -> dict[str, Any]:
    own = agency == actor.agency
    base: dict[str, Any] = {"agency": agency, "name": AGENCY_NAMES[agency], "own": own, "sheet": sheet}
    if sheet is None:
        return base
    at_work = open_now and sheet.status == WORKSHEET.initial
    checks = [_check(check, own, typed, wrong) for check in sheet.checks.all()]
    return {
        **base,
        "state": WORKSHEET.state(sheet.status),
        "points": sheet.points,
        "blockers": sheet.blockers if at_work else (),
        "edits": own and at_work,
        "unresolved": [row for row in checks if row["unresolved"]],
        "settled": [row for row in checks if not row["unresolved"] and row["check"].status != OPEN],
        "todo": [row for row in checks if row["check"].status == OPEN],
        "near": [_near(match) for match in sheet.near_matches.all()],
        "proposal": sheet.proposal if open_now and sheet.status == "proposed" else None,
        "proposed_by_me": actor.user_id is not None and sheet.proposed_by_id == actor.user_id,
    }


def _check(check: VettingCheck, own: bool, typed: Typed, wrong: set[str]) -> dict[str, Any]:
    factor = FACTORS[check.factor]
    return {
        "check": check,
        "factor": factor,
        "state": CHECK.state(check.status),
        "readable": own or check.shared,
        "unresolved": check.facts.unresolved,
        "resolution": RESOLUTIONS[check.resolution].label if check.resolution else None,
        "typed": {name: typed.get(f"{check.factor}-{name}", "") for name in ("outcome", "evidence", "text", "shared")},
        "resolve": {
            name: typed.get(f"resolve-{check.factor}-{name}", "") for name in ("resolution", "evidence", "text")
        },
        "wrong": {name: f"{check.factor}.{name}" in wrong for name in ("outcome", "evidence", "text")},
    }


def _near(match: NearMatch) -> dict[str, Any]:
    return {
        "match": match,
        "state": NEAR_MATCH.state(match.status),
        "why": WHY[match.why],
        "who": Identity.from_dict(match.other.identity).words,
        "likeness": round(100 * match.likeness),
    }
