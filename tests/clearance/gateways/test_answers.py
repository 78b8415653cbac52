"""What the agencies say, matched and applied: forward only, once, at the field that caused it (R-29, 5.2, 5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from clearance.edi import Envelope, lex
from clearance.edi.answering import acknowledge, decision, status
from clearance.edi.answers import AnswerError, AnswerNotice
from clearance.edi.errors import EdiError
from clearance.models import AgencyEndpoint, AgencyLine, AgencyMessage, InboundMessage, Trip
from clearance.selectors import answers_of_trip, inbound_open, messages_of_trip
from clearance.services import Arrival, inbound_read, inbound_receive, inbound_retry, messages_plan
from portal.accounts.selectors import actor_for_user
from portal.core import clock
from portal.core.domain.errors import NotFound
from portal.notices.models import Notice
from tests.factories.accounts import make_staff
from tests.factories.clearance import file_trip, make_carrier, make_filer
from tests.factories.gateways import make_endpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def carrier(reference_data: None) -> Any:
    return make_carrier()


@pytest.fixture
def cbp(carrier: Any) -> AgencyEndpoint:
    return make_endpoint("CBP")


@pytest.fixture
def message(carrier: Any, cbp: AgencyEndpoint) -> AgencyMessage:
    """The whole manifest of a trip of two shipments, on its way to CBP."""
    filed = file_trip(carrier, shipments=2)
    messages_plan(trip_id=filed.id)
    return AgencyMessage.objects.get(use="complete")


def envelope() -> Envelope:
    return Envelope("CBP-ACE-TEST", "PRECLEAR", "000000001", clock.now(), test=True)


def hear(endpoint: AgencyEndpoint, content: bytes, transfer: str = "") -> InboundMessage:
    row, _repeated = inbound_receive(endpoint=endpoint, content=content, arrival=Arrival("as2", transfer))
    inbound_read(inbound_id=row.id)
    row.refresh_from_db()
    return row


def decided(message: AgencyMessage, *errors: AnswerError) -> bytes:
    number = Trip.objects.get(pk=message.trip_id).trip_number
    reference = f"{message.number:09d}"
    return decision(envelope(), trip_number=number, sender_reference=reference, errors=errors)


def acked(message: AgencyMessage, faults: Sequence[EdiError] = ()) -> bytes:
    return acknowledge(lex(bytes(message.content)), faults, envelope())


def test_acknowledged_then_accepted(cbp: AgencyEndpoint, message: AgencyMessage) -> None:
    assert hear(cbp, acked(message)).status == "read"
    message.refresh_from_db()
    assert (message.status, message.acknowledged_at is not None) == ("acknowledged", True)
    row = hear(cbp, decided(message))
    message.refresh_from_db()
    assert (row.status, row.message_id, row.trip_id) == ("read", message.id, message.trip_id)
    assert message.status == "accepted"
    assert AgencyLine.objects.get(trip_id=message.trip_id, agency="CBP").status == "accepted"


def test_answers_out_of_order_end_in_the_same_place(cbp: AgencyEndpoint, message: AgencyMessage) -> None:
    hear(cbp, decided(message))
    hear(cbp, acked(message))
    message.refresh_from_db()
    assert message.status == "accepted"


def test_a_reject_returns_the_trip_with_the_error_at_its_field_in_both_languages(
    carrier: Any, cbp: AgencyEndpoint, message: AgencyMessage
) -> None:
    hear(cbp, decided(message, AnswerError("402", "INVALID CONVEYANCE PLATE")))
    trip = Trip.objects.get(pk=message.trip_id)
    assert trip.status == "needs_fixing"
    line = AgencyLine.objects.get(trip_id=trip.id, agency="CBP")
    assert (line.status, bool(line.reason["text"]["fr"])) == ("rejected", True)
    items = answers_of_trip(actor=make_filer(carrier), trip_id=trip.id)
    assert [(item.path, item.agency) for item in items] == [("conveyance.plate", "CBP")]
    assert items[0].message.fr and items[0].fix is not None and items[0].fix.fr
    notice = Notice.objects.get(subject_id=trip.id)
    assert trip.trip_number in notice.title_en and trip.trip_number in notice.title_fr


def test_one_bad_shipment_does_not_hold_the_others(carrier: Any, cbp: AgencyEndpoint, message: AgencyMessage) -> None:
    bad = message.subjects[1]
    hear(cbp, decided(message, AnswerError("SHPDUP", "SHIPMENT ALREADY ON FILE", shipment=bad)))
    message.refresh_from_db()
    assert (message.status, message.refused) == ("partly", [bad])
    assert Trip.objects.get(pk=message.trip_id).status == "filed"
    items = answers_of_trip(actor=make_filer(carrier), trip_id=message.trip_id)
    assert [item.path for item in items] == ["shipments[1].reference"]


def test_a_technical_reject_is_a_reject(cbp: AgencyEndpoint, message: AgencyMessage) -> None:
    fault = EdiError("EDI_TOO_LONG", tag="NAD", message=1, segment=6, element=2, value="x", limit=3)
    hear(cbp, acked(message, [fault]))
    message.refresh_from_db()
    assert message.status == "rejected"


def test_a_repeated_answer_changes_nothing(cbp: AgencyEndpoint, message: AgencyMessage) -> None:
    content = decided(message)
    assert hear(cbp, content, "first").status == "read"
    assert hear(cbp, content, "second").status == "duplicate"
    same, repeated = inbound_receive(endpoint=cbp, content=content, arrival=Arrival("as2", "first"))
    assert (repeated, same.status) == (True, "read")
    assert InboundMessage.objects.count() == 2


def test_a_status_notice_is_told_once_with_its_meaning(
    carrier: Any, cbp: AgencyEndpoint, message: AgencyMessage
) -> None:
    notices = [AnswerNotice("1H", message.subjects[0], at="2026-11-24T05:00")]
    for transfer in ("a", "b"):
        number = Trip.objects.get(pk=message.trip_id).trip_number
        body = status(envelope(), trip_number=number, notices=notices, sender_reference=f"{message.number:09d}")
        hear(cbp, body + b"\n" * (transfer == "b"), transfer)
    side = messages_of_trip(actor=make_filer(carrier), trip_id=message.trip_id).sides[0]
    assert [(entry["effect"], entry["text"]["fr"]) for entry in side.notices] == [("held", "Retenue")]


def test_what_answers_nothing_is_kept_and_can_be_read_again(cbp: AgencyEndpoint) -> None:
    body = decision(envelope(), trip_number="ZZZZNOBODY01", sender_reference="000099999")
    row = hear(cbp, body)
    assert (row.status, row.errors[0]["code"]) == ("unmatched", "CLR_ANSWER_UNMATCHED")
    assert list(inbound_open()) == [row]
    administrator = actor_for_user(make_staff("administrator", ""), mfa=True)
    assert inbound_retry(actor=administrator, inbound_id=row.id).status == "received"


def test_what_cannot_be_read_is_kept_with_the_place_of_the_fault(cbp: AgencyEndpoint) -> None:
    row = hear(cbp, b"UNB+UNOA:4+CBP:ZZ+PRECLEAR:ZZ+20261124:0500+1'UNH+1+CUSRES:D:03B:UN'BGM+132'")
    assert row.status == "unreadable"
    assert row.errors[0]["code"].startswith("EDI_") and row.errors[0]["path"]
    assert bytes(row.content).startswith(b"UNB+")


def test_a_stranger_cannot_have_an_answer_read_again(cbp: AgencyEndpoint, carrier: Any) -> None:
    row = hear(cbp, b"nothing")
    with pytest.raises(NotFound):
        inbound_retry(actor=make_filer(carrier), inbound_id=row.id)


def test_the_page_of_a_trip_takes_the_same_queries_for_many_messages(
    carrier: Any, cbp: AgencyEndpoint, message: AgencyMessage, django_assert_num_queries: Any
) -> None:
    actor = make_filer(carrier)
    with django_assert_num_queries(5):
        messages_of_trip(actor=actor, trip_id=message.trip_id)
