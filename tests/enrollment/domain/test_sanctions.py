"""The sanction matrix over every cell (R-10, R-44)."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise, product

import pytest

from enrollment.domain import sanctions
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.programmes import FAST_CARRIER, NEXUS_TRAVELLER, PROGRAMMES
from enrollment.domain.sanctions import HISTORIES, LADDER, MATRIX, cell, resolve

CARRIER = PROGRAMMES[FAST_CARRIER]
CELLS = list(product(INFRACTIONS, HARMS, HISTORIES))


def height(step: str) -> int:
    return LADDER.index(step)


def test_matrix_has_exactly_the_known_classes_and_a_step_in_every_cell() -> None:
    assert MATRIX.keys() == INFRACTIONS.keys()
    assert len(CELLS) == 10 * 4 * 3
    assert all(cell(*place) in LADDER for place in CELLS)
    assert all(len(row.split()) == 4 and all(len(word) == 3 for word in row.split()) for row in MATRIX.values())


@pytest.mark.parametrize("infraction", INFRACTIONS)
def test_severity_never_falls_as_harm_or_history_grows(infraction: str) -> None:
    for harm in HARMS:
        steps = [height(cell(infraction, harm, history)) for history in HISTORIES]
        assert steps == sorted(steps)
    for history in HISTORIES:
        steps = [height(cell(infraction, harm, history)) for harm in HARMS]
        assert steps == sorted(steps)


def test_a_first_minor_seal_paper_error_is_a_notice_and_never_suspends() -> None:
    assert cell("SEAL_PAPER", "minor", "first") == "notice"
    for programme, tier, voluntary in product(PROGRAMMES.values(), ("T0", "T1", "T2", "T3"), (True, False)):
        found = resolve(
            infraction="SEAL_PAPER", harm="minor", earlier=0, programme=programme, tier=tier, voluntary=voluntary
        )
        assert (found.step, found.points) == ("notice", 0)


@pytest.mark.parametrize("infraction", [code for code, entry in INFRACTIONS.items() if entry.correctable])
def test_errors_on_paper_never_suspend_on_the_first_time(infraction: str) -> None:
    assert all(height(cell(infraction, harm, "first")) < height("demotion") for harm in HARMS)


@pytest.mark.parametrize(("infraction", "harm", "earlier"), list(product(INFRACTIONS, HARMS, range(5))))
def test_resolve_never_exceeds_the_cell(infraction: str, harm: str, earlier: int) -> None:
    history = HISTORIES[min(earlier, 2)]
    for programme, tier, voluntary in product(PROGRAMMES.values(), ("T0", "T2"), (True, False)):
        found = resolve(
            infraction=infraction, harm=harm, earlier=earlier, programme=programme, tier=tier, voluntary=voluntary
        )
        assert found.history == history
        assert found.ceiling == cell(infraction, harm, history)
        assert height(found.step) <= height(found.ceiling)
        assert found.softened or found.step == found.ceiling
        assert (found.points > 0) == (height(found.step) >= height("points"))


@pytest.mark.parametrize(("infraction", "harm", "earlier"), list(product(INFRACTIONS, HARMS, range(3))))
def test_voluntary_disclosure_gives_no_points_for_correctable_classes_only(
    infraction: str, harm: str, earlier: int
) -> None:
    told = resolve(infraction=infraction, harm=harm, earlier=earlier, programme=CARRIER, tier="T2", voluntary=True)
    found = resolve(infraction=infraction, harm=harm, earlier=earlier, programme=CARRIER, tier="T2")
    if INFRACTIONS[infraction].correctable:
        assert told.points == 0
        assert height(told.step) <= height("corrective_plan")
        assert told.softened == "disclosed"
    else:
        assert told == found


def test_a_demotion_without_a_tier_to_lose_becomes_the_milder_lane_pause() -> None:
    assert cell("UNDECLARED", "serious", "first") == "demotion"
    for programme, tier in ((PROGRAMMES[NEXUS_TRAVELLER], "NEXUS"), (CARRIER, "T0")):
        found = resolve(infraction="UNDECLARED", harm="serious", earlier=0, programme=programme, tier=tier)
        assert (found.step, found.softened) == ("lane_pause", "no_tier_to_lose")


@pytest.mark.parametrize(("harm", "months"), [("minor", 12), ("moderate", 24), ("serious", 36), ("grave", 60)])
def test_entries_decay(harm: str, months: int) -> None:
    since = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert sanctions.decays_at(harm, since) == since.replace(year=2026 + months // 12)


def test_decay_from_the_last_day_of_a_month_stays_a_date() -> None:
    assert sanctions.decays_at("minor", datetime(2028, 2, 29, tzinfo=UTC)) == datetime(2029, 2, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    "place", [("NOPE", "minor", "first"), ("CLERICAL", "tiny", "first"), ("CLERICAL", "minor", "x")]
)
def test_a_cell_that_does_not_exist_is_refused(place: tuple[str, str, str]) -> None:
    with pytest.raises((KeyError, ValueError)):
        cell(*place)


def test_every_harm_weighs_more_and_lasts_longer_than_the_one_before() -> None:
    for lighter, heavier in pairwise(HARMS.values()):
        assert lighter.points < heavier.points
        assert lighter.decay_months < heavier.decay_months
