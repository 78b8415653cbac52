"""Each rule of the pre-check: what it sees, and what it leaves alone (R-67, R-70)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from audit.compliance.domain.prechecks import RULES, precheck
from clearance.domain.movement_facts import Inspected, LaneSeen, Line, MovementFacts, Placed, SealSeen, Told, Version

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LINE = Line("shipments[0].lines[0]", "Steel brackets", 40, Decimal(800), Decimal(3200), "CA", "CA")
CLEAN = MovementFacts(
    released_at=NOON,
    current_version=2,
    versions=(Version(1, NOON - 5 * HOUR), Version(2, NOON - 3 * HOUR)),
    lines=(LINE,),
    inspections=(Inspected("clean", line=LINE.path, quantity=Decimal(40), unit="PKG", completed_at=NOON - HOUR),),
    seals=(("SEAL1", "TRAILER1"), ("SEAL2", "")),
    seal_events=(SealSeen("SEAL1", "TRAILER1", "read", False), SealSeen("OTHER", "TRAILER9", "read", False)),
    positions=(Placed("SEAL1", "TRAILER1", NOON - HOUR, 80), Placed("SEAL1", "TRAILER1", NOON, 0.4)),
    sightings=(LaneSeen("FAST 1", "AB12345"), LaneSeen("2", "", True)),
    messages=(Told("CBP", 1, "accepted"), Told("CBP", 2, "accepted"), Told("CBSA", 2, "accepted")),
)


def test_a_movement_in_order_has_no_hit_and_an_empty_one_neither() -> None:
    assert precheck(CLEAN) == []
    assert precheck(MovementFacts(None, 1)) == []


def inspected(**changes: Any) -> MovementFacts:
    return replace(CLEAN, inspections=(replace(CLEAN.inspections[0], **changes),))


def line(**changes: Any) -> MovementFacts:
    return replace(CLEAN, lines=(replace(LINE, **changes),))


def seals(*events: SealSeen) -> MovementFacts:
    return replace(CLEAN, seal_events=events)


def placed(
    km: float, minutes: float = 0, number: str = "SEAL1", unit: str = "TRAILER1", also: tuple[Placed, ...] = ()
) -> MovementFacts:
    """A seal that a device read so far from the crossing, so many minutes after the release."""
    return replace(CLEAN, positions=(Placed(number, unit, NOON + timedelta(minutes=minutes), km), *also))


@pytest.mark.parametrize(
    ("facts", "rule", "words"),
    [
        (inspected(quantity=Decimal(38)), "PMA_D01", "Declared 40, found 38"),
        (inspected(quantity=Decimal(790), unit="KGM"), "PMA_D01", "Declared 800, found 790"),
        (inspected(result="paper"), "PMA_D02", "not amended"),
        (replace(CLEAN, versions=(*CLEAN.versions, Version(3, NOON + HOUR))), "PMA_D03", "Version 3"),
        (seals(SealSeen("SEAL9", "TRAILER1", "read", False)), "PMA_D04", "SEAL9 was read on trailer TRAILER1"),
        (seals(SealSeen("SEAL1", "TRAILER1", "read", True)), "PMA_D05", "SEAL1 was open"),
        (seals(SealSeen("SEAL1", "TRAILER1", "opened")), "PMA_D05", "SEAL1 was open"),
        (line(weight_kg=Decimal(70_000), value=Decimal(70_000)), "PMA_D06", "more than a truck may"),
        (line(weight_kg=Decimal("0.2"), value=Decimal(1)), "PMA_D06", "next to nothing"),
        (line(value=Decimal(1)), "PMA_D07", "out of the ordinary"),
        (line(value=Decimal(90_000_000)), "PMA_D07", "out of the ordinary"),
        (line(origin="CA", marked_origin="CN"), "PMA_D08", "Origin filed CA, marked CN"),
        (replace(CLEAN, messages=CLEAN.messages[:1]), "PMA_D09", "CBP was last told version 1"),
        (replace(CLEAN, messages=(*CLEAN.messages, Told("CBSA", 2, "rejected"))), "PMA_D09", "CBSA refused"),
        (replace(CLEAN, sightings=(LaneSeen("2", "AB12Z45", True),) * 2), "PMA_D10", "read plate AB12Z45"),
        (replace(CLEAN, sightings=(LaneSeen("FAST 1", not_advised=True),) * 2), "PMA_D11", "Read at lane FAST 1"),
        (placed(30.01, -15), "PMA_D12", "SEAL1 was 30 km from the crossing 15 min before release"),
        (placed(44.48, 15), "PMA_D12", "SEAL1 was 44.5 km from the crossing 15 min after release"),
        (placed(52, 2, "SEAL2", "TRUCK7"), "PMA_D12", "SEAL2 was 52 km"),
        (
            placed(40, 4, also=(Placed("SEAL1", "TRAILER1", NOON - timedelta(minutes=3), 50),)),
            "PMA_D12",
            "50 km from the crossing 3 min before",
        ),
    ],
)
def test_r70_what_differs_is_named_once_by_its_rule(facts: MovementFacts, rule: str, words: str) -> None:
    hits = precheck(facts)
    assert [hit.rule for hit in hits] == [rule]
    assert words in hits[0].text.en
    assert hits[0].text.fr != hits[0].text.en


@pytest.mark.parametrize(
    "facts",
    [
        inspected(quantity=Decimal(3), unit="PER"),
        inspected(quantity=Decimal(3), line=""),
        inspected(result="finding", completed_at=NOON - 4 * HOUR),
        line(value=None),
        line(marked_origin=""),
        replace(CLEAN, released_at=None),
        replace(CLEAN, messages=()),
        seals(SealSeen("SEAL9", "TRAILER9", "read", True)),
        placed(30, 0),
        placed(31, -15.01),
        placed(31, 15.01),
        placed(400, 0, "SEAL1", "TRAILER9"),
        placed(400, 0, "SEAL9"),
        replace(placed(400), released_at=None),
    ],
    ids=[
        "persons",
        "no line",
        "amended since",
        "no value",
        "no mark",
        "not released",
        "no messages",
        "another trailer",
        "thirty kilometres",
        "too early",
        "too late",
        "elsewhere, on another trailer",
        "elsewhere, a seal not filed",
        "elsewhere, not released",
    ],
)
def test_what_cannot_be_compared_is_left_alone(facts: MovementFacts) -> None:
    assert precheck(facts) == []


def test_every_rule_has_its_own_name_in_both_languages() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) == 12
    assert all(rule.label.en and rule.label.fr and rule.label.en != rule.label.fr for rule in RULES)
