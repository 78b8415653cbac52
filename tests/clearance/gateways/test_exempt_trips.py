"""What Canada does not ask in advance is not sent to the CBSA, and the trader is told so (SOR/86-873 s. 18 and 24; R-57)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from clearance.models import AgencyMessage, Trip
from clearance.selectors import messages_of_trip
from clearance.services import messages_plan, trip_amend, trip_cancel, trip_file
from tests.clearance.gateways.test_planning import answered, uses
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import make_carrier, make_filer, manifest_for
from tests.factories.clearance import read as manifest_read
from tests.factories.clearance_facts import links
from tests.factories.gateways import make_endpoint

pytestmark = pytest.mark.django_db
EMPTY: dict[str, Any] = {"shipments": []}


class Haul:
    """One trip into Canada with its carrier, and what is filed of it."""

    def __init__(self, **changes: Any) -> None:
        self.carrier = make_carrier()
        self.actor = make_filer(self.carrier)
        self.data = manifest_for(self.carrier, direction="NB", shipments=2)
        self.change(**changes)
        self.id = trip_file(actor=self.actor, manifest=manifest_read(self.data), channel="api").id

    def change(self, **changes: Any) -> None:
        self.data |= changes
        self.data["trip"]["load"] = "LOADED" if self.data["shipments"] else "EMPTY"

    def amend(self, **changes: Any) -> None:
        self.change(**changes)
        trip_amend(actor=self.actor, trip_id=self.id, manifest=manifest_read(self.data), expected_version=None)

    def standing(self) -> str:
        sides = messages_of_trip(actor=self.actor, trip_id=self.id).sides
        return next(side.standing.code for side in sides if side.agency == "CBSA")


@pytest.fixture(autouse=True)
def _connections(reference_data: None) -> None:
    make_endpoint("CBP")
    make_endpoint("CBSA")


def by_air(haul: Haul) -> list[dict[str, Any]]:
    return [haul.data["shipments"][0] | {"release_type": "AIR_WAYBILL"}, haul.data["shipments"][1]]


def test_a_shipment_on_an_air_waybill_is_taken_back_and_told_again() -> None:
    haul = Haul()
    whole = haul.data["shipments"]
    messages_plan(trip_id=haul.id)
    answered("accepted")
    haul.amend(shipments=by_air(haul))
    messages_plan(trip_id=haul.id)
    assert uses(haul.id, "CBSA", 2) == ["trip_replace", "cargo_cancel"]
    (gone,) = AgencyMessage.objects.get(trip_id=haul.id, use="cargo_cancel", endpoint__agency="CBSA").subjects
    assert gone.endswith(whole[0]["reference"])
    answered("accepted")
    haul.amend(shipments=whole)
    messages_plan(trip_id=haul.id)
    assert uses(haul.id, "CBSA", 3) == ["cargo_add", "trip_replace"]


def test_a_bobtail_is_not_told_and_its_filer_knows(client: Client) -> None:
    haul = Haul(**EMPTY, equipment=[])
    messages_plan(trip_id=haul.id)
    assert uses(haul.id, "CBSA", 1) == [] and uses(haul.id, "CBP", 1) != []
    assert haul.standing() == "not_asked"
    sign_in(client, make_member(haul.carrier, "trader.filer"))
    for address, words in ((f"/clearance/trips/{haul.id}/", "Nothing to send"), ("crosswalk/", "asks no advance data")):
        page = client.get(address if address.startswith("/") else f"/clearance/trips/{haul.id}/{address}")
        assert words in page.content.decode()
    trip_cancel(actor=haul.actor, trip_id=haul.id, expected_version=None)
    answered("accepted")
    messages_plan(trip_id=haul.id)
    assert not AgencyMessage.objects.filter(trip_id=haul.id, endpoint__agency="CBSA").exists()


def test_a_trip_that_is_not_told_any_more_is_cancelled_with_the_cbsa_and_comes_back_as_new() -> None:
    haul = Haul()
    shipments, equipment = haul.data["shipments"], haul.data["equipment"]
    messages_plan(trip_id=haul.id)
    answered("accepted")
    haul.amend(**EMPTY, equipment=[])
    messages_plan(trip_id=haul.id)
    assert uses(haul.id, "CBSA", 2) == ["cargo_cancel", "trip_cancel"]
    assert haul.standing() != "not_asked"
    answered("accepted")
    assert haul.standing() == "not_asked"
    haul.amend(shipments=shipments, equipment=equipment)
    messages_plan(trip_id=haul.id)
    assert uses(haul.id, "CBSA", 3) == ["cargo_add", "trip_add"]


def test_what_the_filing_was_told_counts_whatever_the_memberships_are_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty truck of members is filed; the memberships end before its messages are made."""
    monkeypatch.setattr("clearance.selectors.context.links_of", lambda *_: links("T2", "T2"))
    haul = Haul(**EMPTY)
    monkeypatch.undo()
    messages_plan(trip_id=haul.id)
    assert uses(haul.id, "CBSA", 1) == []
    answered("accepted")
    haul.amend()
    messages_plan(trip_id=haul.id)
    assert uses(haul.id, "CBSA", 2) == ["trip_add"]
    assert Trip.objects.get(pk=haul.id).current_version == 2


def test_an_agency_whose_code_is_not_filed_gets_nothing_and_that_is_said() -> None:
    carrier = make_carrier()
    data = manifest_for(carrier)
    del data["trip"]["cbsa_code"]
    actor = make_filer(carrier)
    filed = trip_file(actor=actor, manifest=manifest_read(data), channel="api")
    messages_plan(trip_id=filed.id)
    sides = {side.agency: side for side in messages_of_trip(actor=actor, trip_id=filed.id).sides}
    assert (sides["CBSA"].standing.code, sides["CBP"].standing.code) == ("no_code", "queued")
