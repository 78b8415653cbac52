"""Perimeter clearance: recorded once by an officer, inherited by the land filing that cites it (R-28, R-55, R-57)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from audit.trail.models import TrailEntry
from clearance.models import PerimeterClearance
from clearance.selectors import filing_check
from clearance.services import perimeter_record
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed
from tests.factories.clearance import make_carrier, make_filer, manifest_for

pytestmark = pytest.mark.django_db
OFFICER = Actor(kind="officer", name="CBSA perimeter officer", agency="CBSA", country="CA")


def recorded(**changes: Any) -> PerimeterClearance:
    facts: dict[str, Any] = {
        "number": "PC-2026-00012",
        "container": "CSQU3054383",
        "port": "Halifax",
        "cleared_on": clock.now().date() - timedelta(days=2),
        "seal": "884213",
    }
    return perimeter_record(**{"actor": OFFICER, **facts, **changes})


def test_it_is_recorded_once_with_its_entry_in_the_trail() -> None:
    row = recorded()
    assert (row.agency, row.recorded_as) == ("CBSA", "CBSA perimeter officer")
    assert TrailEntry.objects.filter(event="clearance.perimeter.recorded", subject_id=row.id).exists()
    with pytest.raises(Conflict):
        recorded()
    assert PerimeterClearance.objects.count() == 1


def test_only_border_officers_record_and_never_the_future() -> None:
    trader = make_filer(make_carrier())
    with pytest.raises(NotAllowed):
        recorded(actor=trader)
    with pytest.raises(NotAllowed):
        recorded(actor=Actor(kind="officer", name="Food officer", agency="CFIA", country="CA"))
    with pytest.raises(Invalid):
        recorded(cleared_on=date(2199, 1, 1))
    assert recorded(actor=system_actor("port feed")).agency == ""


def test_a_record_never_changes() -> None:
    row = recorded()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE clearance_perimeter_clearance SET seal = 'X' WHERE id = %s", [row.id])


@pytest.mark.parametrize(
    ("seal", "number", "expected"),
    [
        ("884213", "PC-2026-00012", "CLR_N098"),
        ("999999", "PC-2026-00012", "CLR_N097"),
        ("884213", "PC-2026-99999", "CLR_N096"),
    ],
)
def test_a_filing_inherits_what_it_cites(reference_data: None, seal: str, number: str, expected: str) -> None:
    recorded()
    carrier = make_carrier()
    data = manifest_for(carrier)
    data["equipment"] = [
        {"number": "CSQU3054383", "type": "4B", "third_country": True, "seals": [{"number": seal, "grade": "H"}]}
    ]
    data["shipments"][0]["perimeter_id"] = number
    for line in data["shipments"][0]["lines"]:
        line["equipment"] = "CSQU3054383"
    items = filing_check(actor=make_filer(carrier), data=data)
    found = {item.code: item for item in items if item.path == "shipments[0].perimeter_id"}
    assert set(found) == {expected}
    if expected == "CLR_N098":
        assert "Halifax" in found[expected].message.en and "884213" in found[expected].message.fr


def test_r57_a_third_country_container_needs_fast_driver_and_carrier(reference_data: None) -> None:
    carrier = make_carrier()
    data = manifest_for(carrier)
    data["equipment"] = [{"number": "CSQU3054383", "type": "4B", "third_country": True}]
    items = [item for item in filing_check(actor=make_filer(carrier), data=data) if item.code == "CLR_N030"]
    assert items and all(item.severity == "error" for item in items)
    assert {item.path for item in items} == {"equipment[0].third_country"}
