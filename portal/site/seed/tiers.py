"""Tiers in the demonstration: a proposal to rise, criteria half signed, a recognition and who holds it (R-03, R-08)."""

from __future__ import annotations

from datetime import timedelta

from enrollment.domain.criteria_document import founding_document, rows_of
from enrollment.services import (
    criteria_propose,
    criteria_sign,
    criteria_simulate,
    graduations_turn,
    movement_record,
    recognition_propose,
    recognition_sign,
    scheme_claim,
    scheme_confirm,
)
from portal.core import clock
from portal.site.seed.members import RECORD, membership_earned
from portal.site.seed.people import Cast

KEYS = ("cbp.supervisor", "cbsa.supervisor")
PROGRAMME = "FAST_CARRIER"
DAYS_AHEAD = 60
VALID_DAYS = 1200


def tiers_seed(cast: Cast) -> str:
    """Let a small carrier meet tier 2, draft stricter criteria, honour SENTRI as NEXUS; gives what was made."""
    membership_earned(cast, "ltl", PROGRAMME)
    movement_record(organisation_id=cast.organisations["ltl"], clean=True, count=RECORD)
    opened = graduations_turn()
    label = _criteria(cast)
    row = _recognition(cast)
    return f"{opened} proposal to rise, {label} signed by CBP alone, recognition {row} signed by both"


def _criteria(cast: Cast) -> str:
    rows = [{**row, "value": float(row["value"])} for row in rows_of(founding_document(PROGRAMME))]
    rows.append({"tier": "T3", "metric": "secured", "comparison": "at_least", "value": 1})
    version = criteria_propose(
        actor=cast.actor("administrator"),
        programme=PROGRAMME,
        rows=rows,
        valid_from=clock.now() + timedelta(days=DAYS_AHEAD),
        note="PIP, C-TPAT or an own approved profile is asked for by name at tier 3",
    )
    version = criteria_simulate(actor=cast.actor(KEYS[0]), version_id=version.id)
    criteria_sign(actor=cast.actor(KEYS[0]), version_id=version.id, expected_version=version.row_version)
    return version.label


def _recognition(cast: Cast) -> str:
    row = recognition_propose(
        actor=cast.actor("administrator"),
        scheme="SENTRI",
        programme="NEXUS",
        tier="NEXUS",
        valid_from=clock.now(),
        note="One card for the same vetting, whichever border it was done at",
    )
    for key in KEYS:
        row = recognition_sign(actor=cast.actor(key), version_id=row.id, expected_version=row.row_version)
    today = clock.now().date()
    dates = {"valid_from": today - timedelta(days=200), "valid_until": today + timedelta(days=VALID_DAYS)}
    held = scheme_claim(actor=cast.actor("driver"), scheme="SENTRI", number="980000015", **dates)
    scheme_confirm(actor=cast.actor("cbp.vetting"), scheme_id=held.id)
    scheme_claim(actor=cast.actor("shipper"), scheme="CTPAT", number="CTPAT00012345", **dates)
    return row.label
