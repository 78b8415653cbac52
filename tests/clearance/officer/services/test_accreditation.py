"""An officer without an accreditation in force signs no act for the other country (acceptance 5, R-65).

Every act an officer can do for another agency is here; the last test finds those that are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from clearance.domain.holds import HOLD_REASONS
from clearance.models import Trip
from clearance.services import booth_release, secondary_release
from clearance.services.agency_acts import agency_clear_for, agency_hold_for
from portal.accounts.services import cross_designation_end
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotAllowed
from tests.factories.accounts import SEED
from tests.factories.company import accredit
from tests.factories.officer import fresh, make_filed, make_inspected, make_scored, primary, secondary, status_of
from tests.factories.partners import make_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
AGENCY = "FDA"


def _clear(officer: Actor, trip: Trip) -> None:
    agency_clear_for(actor=officer, trip_id=trip.id, agency=AGENCY, expected_version=fresh(trip).row_version)


def _hold(officer: Actor, trip: Trip) -> None:
    agency_hold_for(
        actor=officer,
        trip_id=trip.id,
        agency=AGENCY,
        text=HOLD_REASONS["documents"],
        expected_version=fresh(trip).row_version,
    )


def _booth(officer: Actor, trip: Trip) -> None:
    for one in (primary(), officer):
        booth_release(actor=one, trip_id=trip.id, expected_version=fresh(trip).row_version)


def _secondary(officer: Actor, trip: Trip) -> None:
    make_inspected(trip=trip)
    for one in (secondary(), officer):
        secondary_release(actor=one, trip_id=trip.id, expected_version=fresh(trip).row_version)


ACTS: dict[str, Callable[[Actor, Trip], None]] = {
    "clear": _clear,
    "hold": _hold,
    "release at the booth": _booth,
    "release after the joint record": _secondary,
}


def acted(name: str, officer: Actor, trip: Trip) -> bool:
    """Try the act; say whether the other country's line moved."""
    before = status_of(trip, AGENCY)
    try:
        ACTS[name](officer, trip)
    except NotAllowed as refused:
        assert refused.items[0].code == "CLR_ORDER_NOT_DESIGNATED"
    return status_of(trip, AGENCY) != before


def officer_of_the_other_country(name: str) -> Actor:
    make_order(AGENCY, "CBSA", powers=("hold", "release"))
    return secondary("CBSA") if "joint" in name else primary("CBSA")


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize(
    ("terms", "signs"),
    [
        (None, False),
        ({}, True),
        ({"valid_until": -1, "valid_from": -9}, False),
        ({"training_until": -1}, False),
        ({"valid_from": 1}, False),
        ({"powers": ["vet"]}, False),
        ({"ended": True}, False),
    ],
    ids=["none", "in force", "expired", "training expired", "not yet", "other power", "ended"],
)
def test_r65_only_an_accreditation_in_force_signs(name: str, terms: dict[str, Any] | None, signs: bool) -> None:
    officer = officer_of_the_other_country(name)
    if terms is not None:
        _accredit(officer, dict(terms))
    # At the booth the country of departure still has to agree only while the truck is not scored.
    trip = make_filed(regulated=True) if "booth" in name else make_scored(regulated=True)
    assert acted(name, officer, trip) is signs


def _accredit(officer: Actor, terms: dict[str, Any]) -> None:
    ended, now = terms.pop("ended", False), clock.now()
    moments = {key: now + timedelta(days=value) if isinstance(value, int) else value for key, value in terms.items()}
    made = accredit(officer.person, AGENCY, **moments)
    if ended:
        cross_designation_end(actor=SEED, designation_id=made.id, reason="Moved away")


def test_within_one_country_the_order_alone_decides() -> None:
    make_order(AGENCY, "CBP", powers=("hold", "release"))
    assert acted("clear", primary("CBP"), make_scored(regulated=True))


def test_no_other_place_acts_for_another_agency() -> None:
    """Whoever changes an actor's agency to act must have asked `stand_ins`, where the register is read."""
    root = Path(settings.BASE_DIR) / "clearance"
    places = {
        path.name: path.read_text(encoding="utf-8")
        for path in (root / "services").rglob("*.py")
        if re.search(r"replace\(actor, agency=", path.read_text(encoding="utf-8"))
    }
    assert set(places) == {"agency_acts.py", "booth.py", "officer_steps.py"}
    assert "stand_ins(" in places["agency_acts.py"] and "acting_for(" in places["booth.py"]
    assert '"undo"' in places["officer_steps.py"], "taking back one's own release needs no power"
