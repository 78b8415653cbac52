"""Which messages are made, when and under which numbers (R-20, issue items 3 and 5)."""

from __future__ import annotations

from typing import Any

import pytest

from audit.trail.models import TrailEntry
from clearance.edi import EdiError, read
from clearance.models import AgencyMessage, Trip
from clearance.services import (
    agency_messages,
    messages_plan,
    trip_amend,
    trip_cancel,
)
from portal.core.models import OutboxTask
from tests.factories.clearance import file_trip, make_carrier, make_filer, manifest_for
from tests.factories.clearance import read as manifest_read
from tests.factories.gateways import make_endpoint
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _connections(reference_data: None) -> None:
    make_endpoint("CBP")
    make_endpoint("CBSA")


def answered(status: str, refused: tuple[str, ...] = (), **of: Any) -> None:
    """Let the agencies answer what is open."""
    with in_the_book():
        for message in AgencyMessage.objects.filter(status="queued", **of):
            path = ("acknowledged", status) if status != "acknowledged" else ("acknowledged",)
            for step in path:
                message.status = step
                message.save(update_fields=["status"])
            message.refused = sorted(set(refused) & set(message.subjects))
            message.save(update_fields=["refused"])


def uses(trip_id: Any, agency: str, version: int) -> list[str]:
    rows = AgencyMessage.objects.filter(trip_id=trip_id, endpoint__agency=agency, version=version).order_by("number")
    return [row.use for row in rows]


def test_filing_promises_the_messages_with_the_lane_in_one_statement(django_assert_num_queries: Any) -> None:
    filed = file_trip()
    tasks = OutboxTask.objects.filter(subject_id=filed.id).values_list("task", "key")
    assert set(tasks) == {("clearance.score_trip", "1"), ("clearance.send_messages", "1")}


def test_every_filing_reaches_both_agencies_and_planning_twice_is_planning_once() -> None:
    filed = file_trip(shipments=2)
    assert messages_plan(trip_id=filed.id) > 0
    assert messages_plan(trip_id=filed.id) == 0
    assert uses(filed.id, "CBP", 1) == ["complete", "crew_add"]
    assert uses(filed.id, "CBSA", 1) == ["cargo_add", "trip_add"]
    entries = TrailEntry.objects.filter(event="clearance.message.queued", subject_id=filed.id)
    assert entries.count() == 2


def test_the_bytes_name_their_number_on_all_levels_and_say_what_was_filed() -> None:
    filed = file_trip()
    messages_plan(trip_id=filed.id)
    for message in AgencyMessage.objects.select_related("endpoint"):
        reading = read(bytes(message.content))[0]
        control = f"{message.number:09d}"
        assert (reading.interchange.control, reading.message.reference) == (control, control)
        assert (reading.interchange.sender, reading.interchange.receiver) == ("PRECLEAR", message.endpoint.receiver_id)
        assert reading.errors == ()


def test_numbers_have_no_gap_within_a_connection() -> None:
    carrier = make_carrier()
    for _ in range(3):
        messages_plan(trip_id=file_trip(carrier).id)
    for agency in ("CBP", "CBSA"):
        numbers = AgencyMessage.objects.filter(endpoint__agency=agency).order_by("number")
        assert [row.number for row in numbers] == list(range(1, numbers.count() + 1))


def test_a_message_that_cannot_be_built_gives_its_number_back_and_holds_up_one_agency_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    render = agency_messages.render

    def failing(endpoint: Any, planned: Any, number: int) -> Any:
        if endpoint.agency == "CBSA" and planned.use == "trip_add":
            raise EdiError("EDI_TOO_LONG", path="trip.reference")
        return render(endpoint, planned, number)

    monkeypatch.setattr(agency_messages, "render", failing)
    filed = file_trip()
    messages_plan(trip_id=filed.id)
    assert uses(filed.id, "CBP", 1) and uses(filed.id, "CBSA", 1) == []
    assert OutboxTask.objects.filter(task="clearance.plan_messages", subject_id=filed.id).count() == 1
    monkeypatch.undo()
    messages_plan(trip_id=filed.id)
    assert AgencyMessage.objects.filter(endpoint__agency="CBSA").order_by("number").first().number == 1


def amended(carrier: Any, filed: Any, data: dict[str, Any]) -> None:
    trip = Trip.objects.get(pk=filed.id)
    trip_amend(
        actor=make_filer(carrier),
        trip_id=filed.id,
        manifest=manifest_read(data),
        expected_version=trip.row_version,
        channel="api",
    )


@pytest.fixture
def on_file() -> tuple[Any, Any, dict[str, Any]]:
    """A trip of two shipments that both agencies have accepted."""
    carrier = make_carrier()
    data = manifest_for(carrier, shipments=2)
    from clearance.services import trip_file

    filed = trip_file(actor=make_filer(carrier), manifest=manifest_read(data), channel="api")
    messages_plan(trip_id=filed.id)
    return carrier, filed, data


def test_an_amendment_waits_for_the_answer_to_the_version_before(on_file: Any) -> None:
    carrier, filed, data = on_file
    data["conveyance"]["plate"] = "NEW123"
    amended(carrier, filed, data)
    assert messages_plan(trip_id=filed.id) == 0
    answered("accepted")
    assert messages_plan(trip_id=filed.id) > 0


def test_swapping_the_truck_sends_the_trip_and_no_cargo(on_file: Any) -> None:
    """Issue item 5: only what changed is sent again, in each agency's own form."""
    carrier, filed, data = on_file
    answered("accepted")
    data["conveyance"]["plate"] = "NEW123"
    amended(carrier, filed, data)
    messages_plan(trip_id=filed.id)
    for agency in ("CBP", "CBSA"):
        assert "trip_replace" in uses(filed.id, agency, 2)
        assert not any(use.startswith("cargo") or use == "complete" for use in uses(filed.id, agency, 2))


def test_one_bad_shipment_is_sent_again_alone(on_file: Any) -> None:
    """Partial acceptance: what was accepted is not sent again."""
    carrier, filed, data = on_file
    bad = AgencyMessage.objects.get(trip_id=filed.id, use="cargo_add").subjects[1]
    answered("partly", (bad,), use="cargo_add")
    answered("accepted")
    data["shipments"][1]["lines"][0]["description"] = "Steel brackets for truck seats"
    amended(carrier, filed, data)
    messages_plan(trip_id=filed.id)
    again = AgencyMessage.objects.filter(trip_id=filed.id, version=2, use="cargo_add", endpoint__agency="CBSA")
    assert [row.subjects for row in again] == [[bad]]


def test_every_version_is_told_one_after_the_other(on_file: Any) -> None:
    carrier, filed, data = on_file
    for plate in ("AAA111", "BBB222"):
        data["conveyance"]["plate"] = plate
        amended(carrier, filed, data)
    for version in (2, 3):
        answered("accepted")
        messages_plan(trip_id=filed.id)
        assert uses(filed.id, "CBP", version)
    answered("accepted")
    assert messages_plan(trip_id=filed.id) == 0


def test_a_cancelled_trip_is_cancelled_with_both(on_file: Any) -> None:
    carrier, filed, _data = on_file
    answered("accepted")
    trip_cancel(actor=make_filer(carrier), trip_id=filed.id, expected_version=None)
    assert OutboxTask.objects.filter(task="clearance.send_messages", subject_id=filed.id, key="cancel").exists()
    messages_plan(trip_id=filed.id)
    kinds = AgencyMessage.objects.filter(trip_id=filed.id, action="cancel").values_list("endpoint__agency", flat=True)
    assert set(kinds) == {"CBP", "CBSA"}
    answered("accepted")
    assert messages_plan(trip_id=filed.id) == 0


def test_planning_takes_as_many_queries_for_forty_shipments_as_for_one(django_assert_max_num_queries: Any) -> None:
    carrier = make_carrier()
    one, many = file_trip(carrier, shipments=1), file_trip(carrier, shipments=40)
    with django_assert_max_num_queries(40):
        messages_plan(trip_id=one.id)
    with django_assert_max_num_queries(40):
        messages_plan(trip_id=many.id)
