"""What an agency is sent when a filing changes: that and nothing else (R-55 to R-57, acceptance 5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from clearance.domain.manifest import Manifest
from clearance.edi.canonical import projection
from clearance.edi.codebook import AGENCIES, CBP, CBSA
from clearance.edi.differing import diff
from clearance.edi.planning import (
    AMEND,
    CANCEL,
    EDIFACT,
    FILE,
    X12,
    PlannedMessage,
    functions,
    numbers_of_shipments,
    plan,
)
from tests.clearance.edi.manifests import BOOK, manifest_of, sent
from tests.factories.manifests import changed, manifest_dict

SENT = ((CBP, EDIFACT), (CBP, X12), (CBSA, EDIFACT))


def base(**places: Any) -> Manifest:
    """Two shipments of two lines southbound, with what `places` changes: `trip__reference="NEW1"`."""
    data = manifest_dict("SB", shipments=2, lines=2)
    for place, value in places.items():
        data = changed(data, place.replace("__", "."), value)
    return manifest_of(data)


def uses(messages: Collection[PlannedMessage]) -> list[str]:
    return [message.use for message in messages]


def amended(manifest: Manifest, agency: str, **words: Any) -> tuple[PlannedMessage, ...]:
    return plan(manifest, agency, action=AMEND, previous=base(), codes=BOOK, **words)


# --- each kind of change -----------------------------------------------------------------------------------
def later() -> Manifest:
    manifest = base()
    assert manifest.trip.eta
    return replace(manifest, trip=replace(manifest.trip, eta=manifest.trip.eta + timedelta(hours=1)))


CHANGES = [
    ("arrival", later(), ["trip_arrival"], ["trip_replace"]),
    ("truck", base(conveyance__plate="NEW111"), ["trip_replace"], ["trip_replace"]),
    ("trailer seal", base(equipment__0__seals=[{"number": "999"}]), ["trip_replace"], ["trip_replace"]),
    ("crossing", base(trip__crossing="pembina-emerson"), ["trip_replace"], ["trip_replace"]),
    ("driver's name", base(crew__0__given_name="OTHER"), ["crew_replace"], []),
    ("driver's card", base(crew__0__fast_card="42700000000202"), ["crew_replace"], ["trip_replace"]),
    ("weight", base(shipments__0__lines__1__weight="99"), ["cargo_change"], ["cargo_change"]),
    ("value", base(shipments__0__lines__1__value="99"), ["cargo_change"], []),
    (
        "control number",
        base(shipments__0__reference="OTHER1"),
        ["cargo_add", "trip_replace", "cargo_cancel"],
        ["cargo_add", "trip_replace", "cargo_cancel"],
    ),
    ("seal grade", base(equipment__0__seals=[{"number": "884213", "grade": "S"}]), [], []),
]


@pytest.mark.parametrize(("what", "manifest", "cbp", "cbsa"), CHANGES, ids=[change[0] for change in CHANGES])
def test_only_what_changed_is_sent_again(what: str, manifest: Manifest, cbp: list[str], cbsa: list[str]) -> None:
    assert uses(amended(manifest, CBP)) == cbp
    assert uses(amended(manifest, CBSA)) == cbsa


def test_a_corrected_line_sends_its_shipment_alone() -> None:
    (message,) = amended(base(shipments__1__lines__0__weight="99"), CBP, reason_code="03")
    assert message.subjects == ("ABCDSHIP0001",)
    assert [shipment["reference"] for shipment in message.values["shipments"]] == ["SHIP0001"]
    assert "conveyance" not in {key for key, value in message.values.items() if value}
    assert message.values["@amendment_reason"] == "03"


def test_a_new_arrival_says_number_and_arrival_only() -> None:
    (message,) = amended(later(), CBP)
    assert set(message.values["trip"]) == {"scac", "reference", "eta"}
    assert (message.function, message.subjects) == ("4", ("ABCDTRIP000001",))


def test_another_trip_number_cancels_the_old_trip_and_links_the_same_shipments() -> None:
    messages = amended(base(trip__reference="NEW1"), CBP)
    assert uses(messages) == ["trip_cancel", "trip_add", "crew_add", "trip_confirm"]
    assert messages[0].trip_number == "ABCDTRIP000001" and messages[1].trip_number == "ABCDNEW1"
    assert {shipment["@action"] for shipment in messages[1].values["shipments"]} == {"24"}
    assert uses(amended(base(trip__reference="NEW1"), CBSA)) == ["trip_cancel", "trip_add"]


def test_a_dropped_shipment_is_taken_off_and_cancelled() -> None:
    whole = base()
    messages = amended(replace(whole, shipments=whole.shipments[:1]), CBP)
    assert uses(messages) == ["trip_replace", "cargo_cancel"]
    assert [(one["reference"], one["@action"]) for one in messages[0].values["shipments"]] == [("SHIP0001", "22")]
    assert messages[1].subjects == ("ABCDSHIP0001",)
    assert "lines" not in messages[1].values["shipments"][0]


# --- partial acceptance ------------------------------------------------------------------------------------
def test_one_bad_shipment_does_not_hold_the_others() -> None:
    """The corrected shipment goes alone, as new; the accepted one is not sent again."""
    corrected = base(shipments__1__consignee__city="Flint")
    messages = amended(corrected, CBP, accepted_shipments={"ABCDSHIP0000"})
    assert uses(messages) == ["cargo_add", "trip_replace"]
    assert messages[0].subjects == ("ABCDSHIP0001",)
    assert [one["reference"] for one in messages[1].values["shipments"]] == ["SHIP0001"]


def test_a_refused_trip_is_sent_whole_and_confirmed() -> None:
    everything = set(numbers_of_shipments(base(), CBP))
    messages = amended(base(conveyance__usdot="1"), CBP, accepted_shipments=everything, trip_on_file=False)
    assert uses(messages) == ["trip_replace", "trip_confirm"]


def test_a_trip_may_name_shipments_that_are_on_file_already() -> None:
    messages = plan(base(), CBP, action=FILE, codes=BOOK, accepted_shipments={"ABCDSHIP0000"})
    assert uses(messages) == ["cargo_add", "trip_add", "crew_add", "trip_confirm"]
    assert {one["reference"]: one["@action"] for one in messages[1].values["shipments"]} == {
        "SHIP0000": "24",
        "SHIP0001": "23",
    }


# --- filing and cancelling ---------------------------------------------------------------------------------
def test_a_first_filing() -> None:
    assert uses(plan(base(), CBP, action=FILE, codes=BOOK)) == ["complete", "crew_add"]
    assert uses(plan(base(), CBSA, action=FILE, codes=BOOK)) == ["cargo_add", "trip_add"]
    assert uses(plan(base(), CBP, action=FILE, codes=BOOK, syntax=X12)) == ["cargo_add", "trip_add", "trip_confirm"]


def test_a_cancelled_trip() -> None:
    assert uses(plan(base(), CBP, action=CANCEL, previous=base(), codes=BOOK)) == ["cancel"]
    assert uses(plan(base(), CBSA, action=CANCEL, previous=base(), codes=BOOK)) == ["cargo_cancel", "trip_cancel"]


def test_an_agency_that_does_not_know_the_carrier_gets_nothing() -> None:
    assert plan(base(trip__cbsa_code=None), CBSA, action=FILE, codes=BOOK) == ()


def test_an_empty_truck_is_filed_without_cargo() -> None:
    empty = replace(base(), shipments=())
    assert uses(plan(empty, CBSA, action=FILE, codes=BOOK)) == ["trip_add"]


@pytest.mark.parametrize(("agency", "syntax"), SENT)
def test_every_message_of_every_plan_can_be_built_and_read(agency: str, syntax: str) -> None:
    seen = set()
    for action, previous, manifest in [
        (FILE, None, base()),
        (CANCEL, base(), base()),
        *((AMEND, base(), change[1]) for change in CHANGES),
        (AMEND, base(), base(trip__reference="NEW1")),
    ]:
        messages = plan(manifest, agency, action=action, previous=previous, codes=BOOK, syntax=syntax, reason_code="03")
        sent(messages)
        seen.update(uses(messages))
    assert seen == set(functions(agency, syntax))


# --- the agency's own book ---------------------------------------------------------------------------------
class Book:
    """What an agency has on file, kept from the messages alone."""

    def __init__(self) -> None:
        self.shipments: dict[str, Any] = {}
        self.trips: dict[str, dict[str, Any]] = {}

    def take(self, message: PlannedMessage) -> None:
        values, trip = message.values, self.trips.setdefault(message.trip_number, {"links": set()})
        if message.use in ("complete", "cargo_add", "cargo_change"):
            self.shipments |= {one["reference"]: bare_shipment(one) for one in values["shipments"]}
        if message.use == "complete":
            trip["links"] = {one["reference"] for one in values["shipments"]}
        elif message.use == "cargo_cancel":
            for one in values["shipments"]:
                del self.shipments[one["reference"]]
        elif message.use in ("trip_cancel", "cancel"):
            del self.trips[message.trip_number]
        elif message.use.startswith("trip_"):
            self.link(trip, values.get("shipments", []), message)

    def link(self, trip: dict[str, Any], links: list[dict[str, Any]], message: PlannedMessage) -> None:
        if message.agency == CBSA:
            trip["links"] = {one["reference"] for one in links}
            return
        for one in links:
            (trip["links"].discard if one["@action"] == "22" else trip["links"].add)(one["reference"])


def bare_shipment(shipment: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in shipment.items() if not key.startswith("@")}


@pytest.mark.parametrize("agency", AGENCIES)
def test_after_all_amendments_the_agency_has_what_the_trader_has(agency: str) -> None:
    book, before = Book(), base()
    for message in plan(before, agency, action=FILE, codes=BOOK):
        book.take(message)
    for after in [change[1] for change in CHANGES] + [base(trip__reference="NEW1"), base()]:
        for message in plan(after, agency, action=AMEND, previous=before, codes=BOOK):
            book.take(message)
        fresh = Book()
        for message in plan(after, agency, action=FILE, codes=BOOK):
            fresh.take(message)
        assert book.shipments == fresh.shipments
        assert {number: trip["links"] for number, trip in book.trips.items()} == {
            number: trip["links"] for number, trip in fresh.trips.items()
        }
        before = after


def test_a_change_the_agency_does_not_get_is_no_message() -> None:
    hidden = base(equipment__0__third_country=True)
    assert diff(base(), hidden)
    assert projection(hidden, CBP, BOOK) == projection(base(), CBP, BOOK)
    assert amended(hidden, CBP) == ()
