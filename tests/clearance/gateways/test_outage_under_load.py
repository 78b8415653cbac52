"""The CBSA's system down under load: every filing reaches it once, in order per trip, and the trader knows (acceptance 4).

Real simulator processes over real sockets, real commits; the gateway and two workers run as threads of this test.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from clearance.domain import gateways as rules
from clearance.models import AgencyEndpoint, AgencyMessage, InboundMessage, Trip
from clearance.selectors import messages_of_trip
from clearance.services import gateway_loop, trip_amend, trip_file
from tests.clearance.gateways.machine import Simulator, server_running, wait_for
from tests.factories.clearance import make_carrier, make_filer, manifest_for
from tests.factories.clearance import read as manifest_read
from tests.factories.gateways import make_endpoint

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TRIPS, SECONDS = 12, 120


@pytest.fixture
def simulators(live_server: Any, tmp_path: Path) -> Iterator[dict[str, Simulator]]:
    portal = f"{live_server.url}/clearance/gateways/inbound/"
    found = {name: Simulator(name, tmp_path, portal) for name in ("ace", "cbsa")}
    try:
        for simulator in found.values():
            simulator.start()
            simulator.behave(answer_after=0.05, status_after=0.2)
        yield found
    finally:
        for simulator in found.values():
            simulator.kill()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute of trouble in a second: shorter pauses, the same rules."""
    monkeypatch.setattr(rules, "FIRST_PAUSE", timedelta(seconds=0.2))
    monkeypatch.setattr(rules, "LONGEST_PAUSE", timedelta(seconds=1))
    monkeypatch.setattr(gateway_loop, "PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(gateway_loop, "LOOK_SECONDS", 0.2)


def file_and_amend(carrier: Any, actor: Any, filed: list[Any]) -> None:
    """One client: files its trips, and amends each before anybody has answered."""
    for place in range(TRIPS // 3):
        data = manifest_for(carrier, shipments=1 + place % 3)
        trip = trip_file(actor=actor, manifest=manifest_read(data), channel="api")
        data["conveyance"]["plate"] = f"NEW{place:03d}"
        version = Trip.objects.get(pk=trip.id).row_version
        trip_amend(actor=actor, trip_id=trip.id, manifest=manifest_read(data), expected_version=version, channel="api")
        filed.append(trip.id)
    connection.close()


def test_down_under_load_every_filing_arrives_once_in_order_and_the_trader_knows(
    simulators: dict[str, Simulator], quick: None, reference_data: None
) -> None:
    make_endpoint("CBP", f"{simulators['ace'].address}/as2")
    endpoint = make_endpoint("CBSA", f"{simulators['cbsa'].address}/as2")
    carrier = make_carrier()
    actor = make_filer(carrier)
    filed: list[Any] = []
    simulators["cbsa"].kill()
    with server_running():
        clients = [threading.Thread(target=file_and_amend, args=(carrier, actor, filed)) for _ in range(3)]
        for client in clients:
            client.start()
        for client in clients:
            client.join(60)
        assert len(filed) == TRIPS
        wait_for(lambda: AgencyEndpoint.objects.get(pk=endpoint.id).failures >= 2, SECONDS)
        wait_for(lambda: _both_answered(filed[0], "CBP"), SECONDS)
        _trader_is_told_the_truth(actor, filed[0])
        simulators["cbsa"].start()
        simulators["cbsa"].behave(duplicate=True, shuffle=True, slow_seconds=0.01)
        wait_for(lambda: _all_settled(len(filed)), SECONDS)
    received = simulators["cbsa"].received()
    assert [int(row["number"]) for row in received] == list(range(1, len(received) + 1)), "a gap, or out of order"
    assert {row["times"] for row in received} == {1}
    _each_filing_once_and_in_order(received, filed)
    assert InboundMessage.objects.filter(status="duplicate").exists()
    assert not InboundMessage.objects.filter(status__in=("unmatched", "unreadable")).exists()


def _both_answered(trip_id: Any, agency: str) -> bool:
    rows = AgencyMessage.objects.filter(trip_id=trip_id, endpoint__agency=agency, version=2)
    return rows.exists() and not rows.exclude(status="accepted").exists()


def _trader_is_told_the_truth(actor: Any, trip_id: Any) -> None:
    sides = {side.agency: side for side in messages_of_trip(actor=actor, trip_id=trip_id).sides}
    assert sides["CBP"].standing.label.en == "Accepted"
    assert sides["CBSA"].standing.label.en == "Agency unreachable"
    assert sides["CBSA"].standing.detail.en.startswith("Retry at ")


def _all_settled(trips: int) -> bool:
    """Both versions of every trip are accepted by both agencies."""
    done = AgencyMessage.objects.filter(version=2, status="accepted", use="trip_replace")
    open_ = AgencyMessage.objects.exclude(status="accepted")
    return done.filter(endpoint__agency="CBSA").count() == trips and not open_.exists()


def _each_filing_once_and_in_order(received: list[dict[str, Any]], filed: list[Any]) -> None:
    uses = defaultdict(list)
    for row in received:
        uses[row["trip"]].append(row["use"])
    assert len(uses) == len(filed)
    assert set(map(tuple, uses.values())) == {("cargo_add", "trip_add", "trip_replace")}


def test_a_simulator_starts_at_once_and_remembers_what_it_had(simulators: dict[str, Simulator]) -> None:
    one = simulators["cbsa"]
    one.behave(hold_every=3)
    one.kill()
    one.start()
    assert one.ask("/control")["hold_every"] == 3
    assert one.seconds < 5, "0.3 s on a quiet machine"


def test_a_simulator_refuses_what_is_not_signed_and_behaviour_it_does_not_have(
    simulators: dict[str, Simulator],
) -> None:
    with pytest.raises(OSError, match="401"):
        simulators["ace"].ask("/as2", {"no": "message"})
    with pytest.raises(OSError, match="400"):
        simulators["ace"].behave(polite=True)
