"""The columns a replay reads are the facts a score was made of, kept by the database alone (issue item 7)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from clearance.models import Score, TripFacts
from clearance.targeting.facts import facts_from_json
from clearance.targeting.schema import SCHEMA, UNKNOWN
from tests.factories.officer import make_scored

pytestmark = pytest.mark.usefixtures("reference_data")


def test_each_fact_of_the_score_stands_in_its_column() -> None:
    trip = make_scored(("T2", "T2", "T0"), regulated=True)
    row = TripFacts.objects.get(trip_id=trip.id)
    kept = Score.objects.get(trip_id=trip.id)
    facts = facts_from_json(kept.inputs["facts"])
    for name in SCHEMA:
        value = getattr(row, name)
        assert (frozenset(value) if isinstance(value, list) else value) == (
            None if facts[name] is UNKNOWN else facts[name]
        )
    assert (row.carrier_id, row.eta, row.lane) == (trip.carrier_id, trip.eta, kept.lane)
    assert row.open_lanes == kept.inputs["place"]["open_lanes"] and row.importer_tiers == ["T0"]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE clearance_trip_facts SET empty = NOT empty", "DELETE FROM clearance_trip_facts"],
)
def test_nobody_else_writes_there(statement: str) -> None:
    make_scored()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
