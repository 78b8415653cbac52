"""Handing over: in order, with back-off, never a transaction open while the agency takes its time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from clearance.domain.gateways import LONGEST_PAUSE, deadline_with_grace, pause_after, standing
from clearance.gateways.transport import DELIVERED, REFUSED, UNREACHABLE, Outcome, Parcel
from clearance.models import AgencyEndpoint, AgencyMessage
from clearance.services import endpoint_drain, endpoint_switch, message_retry, outage_declare, outage_end
from portal.accounts.selectors import actor_for_user
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed
from portal.core.domain.text import Text
from tests.factories.accounts import make_staff
from tests.factories.clearance import make_carrier, make_filer, make_trip
from tests.factories.gateways import make_endpoint, make_message

pytestmark = pytest.mark.django_db
REASON = Text("The gateway of the agency does not answer.", "La passerelle de l'organisme ne répond pas.")


@dataclass
class Agency:
    """An agency in this process: says what `outcomes` says, in turn, else delivered; keeps what it was given."""

    outcomes: list[Outcome] = field(default_factory=list)
    got: list[Parcel] = field(default_factory=list)
    in_transaction: list[bool] = field(default_factory=list)

    def get(self, _endpoint: Any) -> Agency:
        return self

    def deliver(self, parcel: Parcel) -> Outcome:
        self.in_transaction.append(connection.in_atomic_block)
        self.got.append(parcel)
        return self.outcomes.pop(0) if self.outcomes else Outcome(DELIVERED, "", {"mic": "m"})

    def close(self) -> None: ...


@pytest.fixture
def endpoint(reference_data: None) -> AgencyEndpoint:
    return make_endpoint("CBSA")


def queue(endpoint: AgencyEndpoint, *trips: Any) -> list[AgencyMessage]:
    return [make_message(endpoint, trip.id, number=place, position=place) for place, trip in enumerate(trips, 1)]


def drain(endpoint: AgencyEndpoint, agency: Agency) -> int:
    return endpoint_drain(endpoint_id=endpoint.id, connections=agency)


def numbers(agency: Agency) -> list[int]:
    return [parcel.number for parcel in agency.got]


def test_messages_go_in_the_order_of_their_numbers(endpoint: AgencyEndpoint) -> None:
    trip, agency = make_trip(), Agency()
    queue(endpoint, trip, trip, trip)
    assert drain(endpoint, agency) == 3
    assert numbers(agency) == [1, 2, 3]
    assert set(AgencyMessage.objects.values_list("status", "attempts")) == {("sent", 1)}
    assert drain(endpoint, agency) == 0


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_agency_takes_its_time(endpoint: AgencyEndpoint) -> None:
    agency = Agency()
    queue(endpoint, make_trip())
    assert drain(endpoint, agency) == 1
    assert agency.in_transaction == [False]


def test_unreachable_stops_the_queue_and_says_when_it_tries_again(endpoint: AgencyEndpoint) -> None:
    trip = make_trip()
    queue(endpoint, trip, trip)
    agency = Agency([Outcome(UNREACHABLE, "ConnectError")])
    assert drain(endpoint, agency) == 0
    endpoint.refresh_from_db()
    assert (endpoint.status, endpoint.failures, numbers(agency)) == ("unreachable", 1, [1])
    assert endpoint.next_try_at is not None and endpoint.next_try_at > clock.now()
    assert drain(endpoint, agency) == 0, "not before its time"
    with clock.frozen(endpoint.next_try_at + timedelta(seconds=1)):
        assert drain(endpoint, agency) == 2
    endpoint.refresh_from_db()
    assert (endpoint.status, endpoint.failures, endpoint.next_try_at) == ("reachable", 0, None)
    assert numbers(agency) == [1, 1, 2]


def test_a_crash_after_the_delivery_repeats_the_same_parcel(endpoint: AgencyEndpoint) -> None:
    """The agency tells by identifier and number that it has it: from its point of view it came once."""
    queue(endpoint, make_trip())
    crashed, repeated = Agency(), Agency()
    row = AgencyMessage.objects.get()
    crashed.deliver(__import__("clearance.services.agency_sending", fromlist=["x"]).parcel_of(endpoint, row))
    assert drain(endpoint, repeated) == 1
    assert crashed.got == repeated.got


def test_a_refused_message_holds_up_its_trip_and_no_other(endpoint: AgencyEndpoint) -> None:
    first, second = make_trip(), make_trip()
    rows = queue(endpoint, first, first, second)
    agency = Agency([Outcome(REFUSED, "HTTP 401")])
    assert drain(endpoint, agency) == 1
    assert numbers(agency) == [1, 3]
    assert drain(endpoint, agency) == 0
    administrator = actor_for_user(make_staff("administrator", ""), mfa=True)
    message_retry(actor=administrator, message_id=rows[0].id)
    assert drain(endpoint, agency) == 2
    assert numbers(agency) == [1, 3, 1, 2]


def test_an_answer_that_was_quicker_than_the_note_is_not_undone(endpoint: AgencyEndpoint) -> None:
    (row,) = queue(endpoint, make_trip())

    class Quick(Agency):
        def deliver(self, parcel: Parcel) -> Outcome:
            from clearance.services.agency_sending import message_move

            message_move(row, "accept", changes={"decided_at": clock.now()})
            return super().deliver(parcel)

    drain(endpoint, Quick())
    row.refresh_from_db()
    assert row.status == "accepted"


@pytest.fixture
def administrator() -> Any:
    return actor_for_user(make_staff("administrator", ""), mfa=True)


def test_a_declared_outage_holds_messages_and_its_end_starts_the_grace(
    endpoint: AgencyEndpoint, administrator: Any
) -> None:
    from clearance.selectors import grace_of

    queue(endpoint, make_trip())
    agency = Agency()
    outage = outage_declare(actor=administrator, agency="CBSA", reason=REASON)
    assert (drain(endpoint, agency), grace_of("CBSA")) == (0, None)
    outage = outage_end(actor=administrator, outage_id=outage.id, expected_version=outage.row_version)
    assert drain(endpoint, agency) == 1
    assert grace_of("CBSA") == outage.ends_at + timedelta(hours=2)
    assert grace_of("CBP") is None
    with clock.frozen(outage.ends_at + timedelta(hours=2, seconds=1)):
        assert grace_of("CBSA") is None


def test_an_outage_needs_an_administrator_a_reason_in_both_languages_and_is_declared_once(administrator: Any) -> None:
    with pytest.raises(NotAllowed):
        outage_declare(actor=make_filer(make_carrier()), agency="CBSA", reason=REASON)
    with pytest.raises(Invalid) as refusal:
        outage_declare(actor=administrator, agency="FDA", reason=Text("Down for now, sorry.", ""))
    assert [item.path for item in refusal.value.items] == ["agency", "reason_fr"]
    outage_declare(actor=administrator, agency="CBSA", reason=REASON)
    with pytest.raises(Conflict):
        outage_declare(actor=administrator, agency="CBSA", reason=REASON)


def test_a_paused_connection_sends_nothing(endpoint: AgencyEndpoint, administrator: Any) -> None:
    queue(endpoint, make_trip())
    endpoint_switch(actor=administrator, endpoint_id=endpoint.id, action="pause", expected_version=None)
    assert drain(endpoint, Agency()) == 0
    endpoint_switch(actor=administrator, endpoint_id=endpoint.id, action="resume", expected_version=None)
    assert drain(endpoint, Agency()) == 1


def test_the_pause_grows_to_five_minutes_and_no_further() -> None:
    pauses = [pause_after(n).total_seconds() for n in (1, 2, 3, 7, 50)]
    assert pauses == [5, 10, 20, 300, LONGEST_PAUSE.total_seconds()]


def test_the_deadline_moves_to_the_end_of_the_grace() -> None:
    now = clock.now()
    assert deadline_with_grace(now, None) == now
    assert deadline_with_grace(now, now + timedelta(hours=1)) == now + timedelta(hours=1)
    assert deadline_with_grace(now, now - timedelta(hours=1)) == now


@pytest.mark.parametrize(
    ("statuses", "options", "words"),
    [
        ([], {}, "Not sent yet"),
        (["queued"], {}, "Waiting"),
        (["accepted", "queued"], {"endpoint": "unreachable", "next_try": "14:32:05"}, "Agency unreachable"),
        (["queued"], {"endpoint": "unreachable", "outage": True}, "Agency outage"),
        (["queued"], {"endpoint": "paused"}, "Sending is paused"),
        (["sent", "accepted"], {"endpoint": "unreachable"}, "Sent"),
        (["accepted", "accepted"], {}, "Accepted"),
        (["accepted", "partly"], {}, "Accepted in part"),
        (["accepted", "rejected"], {}, "Needs fixing"),
    ],
)
def test_the_trader_reads_the_worst_of_the_newest_filing(statuses: Any, options: Any, words: str) -> None:
    found = standing(statuses, **options)
    assert found.label.en == words
    if options.get("next_try"):
        assert "14:32:05" in found.detail.en and "14:32:05" in found.detail.fr
