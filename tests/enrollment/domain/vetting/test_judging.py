"""Points and blockers over every state of a check (requirements 2.2: points misapplied, factors not resolved)."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from enrollment.domain.denials import GROUNDS
from enrollment.domain.joint import AGENCIES
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import CHECK, REVIEW, WORKSHEET
from enrollment.domain.vetting.catalogue import FACTORS, IDENTITY, factors_for
from enrollment.domain.vetting.judging import RESOLUTIONS, CheckFacts, blockers, points_of
from enrollment.domain.vetting.standard import FIRST, first_document, standard_faults, standard_from
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, NotAllowed
from tests.enrollment.domain.test_transitions import ACTORS

STATES = tuple(state.code for state in CHECK.states)
CLEAN = CheckFacts("A", "clear", 3, False)


def may_approve(status: str, disqualifying: bool, resolution: str, points: int, threshold: int) -> bool:
    """The rule a second time, in other words."""
    if status == "open" or status == "resolving" or (status == "found" and disqualifying):
        return False
    borne = status == "found" or (status == "resolved" and resolution in ("WAIVED", "OLD"))
    return not borne or points <= threshold


CASES = list(product(STATES, (True, False), ("", *RESOLUTIONS), (1, 4, 5, 20), (0, 4)))


@pytest.mark.parametrize(("status", "disqualifying", "resolution", "points", "threshold"), CASES)
def test_every_state_of_a_check(status: str, disqualifying: bool, resolution: str, points: int, threshold: int) -> None:
    check = CheckFacts("B", status, points, disqualifying, resolution)
    found = blockers((CLEAN, check), threshold)
    assert (found == ()) is may_approve(status, disqualifying, resolution, points, threshold)
    assert all(one.words.en and one.words.fr for one in found)
    assert points_of((CLEAN, check)) in (0, points)


def test_no_worksheet_an_unknown_state_and_a_waiting_near_match_block() -> None:
    for checks in (None, ()):
        assert [one.code for one in blockers(checks, 99)] == ["ENR_VETTING_NONE"]
    assert [one.code for one in blockers((CheckFacts("A", "whatever", 1, False),), 99)] == ["ENR_VETTING_OPEN"]
    assert [one.code for one in blockers((CLEAN,), 99, waiting=2)] == ["ENR_VETTING_NEAR"]


def test_points_add_up_and_everything_is_said_at_once() -> None:
    checks = (CheckFacts("A", "found", 3, False), CheckFacts("B", "found", 3, True), CheckFacts("C", "open", 9, True))
    assert points_of(checks) == 6
    codes = {one.code for one in blockers(checks, 5, 1)}
    assert codes == {"ENR_VETTING_OPEN", "ENR_VETTING_UNRESOLVED", "ENR_VETTING_NEAR", "ENR_VETTING_POINTS"}


GUARDED = list(product(STATES, (True, False), REVIEW.states, REVIEW.actions, ACTORS))


@pytest.mark.parametrize(("status", "disqualifying", "state", "action", "who"), GUARDED)
def test_no_role_and_no_action_approves_past_a_factor(
    status: str, disqualifying: bool, state: Any, action: str, who: str
) -> None:
    """Factor states x review states x actions x roles: approved is reached by CBP's officer alone, with nothing open."""
    found = blockers((CheckFacts("A", status, 4, disqualifying),), 4)
    review = SimpleNamespace(agency="CBP", blockers=found, denial_confirmed=False)
    try:
        reached = REVIEW.check(review, state.code, action, ACTORS[who]).target
    except (Conflict, NotAllowed):
        reached = ""
    if reached == "approved":
        assert found == () and who == "CBP" and (state.code, action) == ("pending", "approve")
    if found == () and who == "CBP" and (state.code, action) == ("pending", "approve"):
        assert reached == "approved"
    assert reached != "denied"


def officer(number: int, agency: str = "CBP") -> Actor:
    from uuid import UUID

    return Actor("officer", user_id=UUID(int=number), roles=frozenset({"officer.vetting"}), agency=agency)


ONE, TWO, OTHER = officer(1), officer(2), officer(2, "CBSA")


@pytest.mark.parametrize(
    ("workflow", "source", "action"), [(CHECK, "resolving", "agree"), (WORKSHEET, "proposed", "confirm")]
)
@pytest.mark.parametrize(("who", "passes"), [(ONE, False), (TWO, True), (OTHER, False), (system_actor("x"), False)])
def test_the_second_key_is_another_officer_of_the_same_agency(
    workflow: Any, source: str, action: str, who: Actor, passes: bool
) -> None:
    sheet = SimpleNamespace(agency="CBP", status="open", proposed_by_id=ONE.user_id)
    row = SimpleNamespace(agency="CBP", worksheet=sheet, resolution_by_id=ONE.user_id, proposed_by_id=ONE.user_id)
    if passes:
        assert workflow.check(row, source, action, who)
    else:
        with pytest.raises((Conflict, NotAllowed)):
            workflow.check(row, source, action, who)


@pytest.mark.parametrize("sheet_status", [state.code for state in WORKSHEET.states])
@pytest.mark.parametrize("status", STATES)
def test_checks_move_only_while_their_worksheet_is_open(sheet_status: str, status: str) -> None:
    sheet = SimpleNamespace(agency="CBP", status=sheet_status)
    row = SimpleNamespace(worksheet=sheet, disqualifying=True, resolution_by_id=TWO.user_id)
    moves = [move.action for move in CHECK.transitions if move.source == status]
    for action in moves:
        if sheet_status == "open":
            assert CHECK.check(row, status, action, ONE)
        else:
            with pytest.raises(Conflict, match="ENR_WORKSHEET_CLOSED"):
                CHECK.check(row, status, action, ONE)


def test_a_factor_that_only_weighs_has_nothing_to_resolve() -> None:
    row = SimpleNamespace(worksheet=SimpleNamespace(agency="CBP", status="open"), disqualifying=False)
    with pytest.raises(Conflict, match="ENR_NOT_DISQUALIFYING"):
        CHECK.check(row, "found", "resolve", ONE)


@pytest.mark.parametrize(("agency", "programme"), list(product(AGENCIES, PROGRAMMES)))
def test_every_agency_checks_identity_and_truth_for_every_programme(agency: str, programme: str) -> None:
    codes = [factor.code for factor in factors_for(agency, programme)]
    assert {IDENTITY, "UNTRUE", "CUSTOMS_SERIOUS"} <= set(codes) and len(codes) >= 6
    assert ("RESIDENCE" in codes) is (programme == "NEXUS")
    assert ("INDEX_ENTRY" in codes) is (agency == "CBP" and programme in ("NEXUS", "FAST_DRIVER"))


def test_the_catalogue_is_whole() -> None:
    for factor in FACTORS.values():
        assert factor.ground in GROUNDS and factor.points > 0 and len(factor.code) <= 20
        for text in (factor.label, factor.source):
            assert text.en.strip() and text.fr.strip()


def test_the_standard_reads_its_own_document_and_names_what_is_wrong() -> None:
    assert standard_faults(first_document()) == [] and standard_from(first_document()) == FIRST
    bad = first_document() | {"points": {"CONVICTION": 0}, "months": {**first_document()["months"], "NEXUS": 61}}
    paths = [path for path, _ in standard_faults(bad)]
    assert "points.CONVICTION" in paths and "months.NEXUS" in paths and "points.IDENTITY" in paths
    assert standard_faults({"version": 1}) and not [path for path in paths if path.startswith("thresholds")]
