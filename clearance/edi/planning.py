"""Which messages an agency gets when a trip is filed, amended or cancelled: only what changed, in its own form.

The two agencies differ in what a change looks like (clearance/edi/data/functions.csv): CBP keeps shipments
by themselves and links them to a trip that is confirmed at the end; CBSA takes the cargo, then the
conveyance with the list of everything aboard. Both know a trip and a shipment by number only, so another
number is a cancellation and something new. What an agency has accepted is not sent again, and a shipment
it refused does not hold the others (R-55 to R-57).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from clearance.domain.exemptions import TELL_ALL, Untold
from clearance.domain.manifest import Conveyance, Manifest, Shipment
from clearance.domain.numbers import ccn, crn, scn, us_trip_number
from clearance.edi.canonical import manifest_values, projection
from clearance.edi.codebook import CBP, CBSA, CodeBook
from clearance.edi.codelists import rows
from clearance.edi.spelling import AT
from clearance.edi.x12_shape import to_x12

FILE, AMEND, CANCEL = "file", "amend", "cancel"
EDIFACT, X12 = "EDIFACT", "X12"
Data = dict[str, Any]

LINK, UNLINK, LINK_EXISTING = "23", "22", "24"
HEADER_ONLY = frozenset({"trip_arrival", "trip_confirm", "trip_cancel", "cancel"})
NUMBER_AND_ARRIVAL = frozenset({"scac", "cbsa_code", "reference", "eta"})
FIRST_TIME = frozenset({"complete", "cargo_add", "trip_add", "crew_add", "trip_confirm"})


class Function(NamedTuple):
    """One use of a message: its map and the function code of that agency."""

    kind: str
    map_id: str
    code: str
    action: str


@dataclass(frozen=True, slots=True)
class PlannedMessage:
    """One message to send, in the order of the plan.

    `use` is the line of functions.csv (`cargo_change`, `trip_arrival`), `function` the agency's code for it,
    `subjects` the control numbers it is about: shipments, or the trip when it is about the trip alone.
    """

    kind: str
    map_id: str
    function: str
    values: Data
    subjects: tuple[str, ...]
    use: str
    agency: str
    trip_number: str


@cache
def functions(agency: str, syntax: str) -> dict[str, Function]:
    """The shipped table of one agency and syntax, by use."""
    return {
        row["use"]: Function(row["kind"], row["map"], row["function"], row["action"])
        for row in rows("functions.csv")
        if (row["agency"], row["syntax"]) == (agency, syntax)
    }


def number_of_trip(manifest: Manifest, agency: str) -> str:
    """The number this agency knows the trip by; "" while the carrier has no code there."""
    return us_trip_number(manifest.trip) if agency == CBP else crn(manifest.trip)


def numbers_of_shipments(manifest: Manifest, agency: str) -> dict[str, Shipment]:
    """The shipments by the number this agency knows them by."""
    found = zip(_numbers(manifest, agency), manifest.shipments, strict=True)
    return {key: shipment for key, shipment in found if key}


def _numbers(manifest: Manifest, agency: str) -> list[str]:
    number = scn if agency == CBP else ccn
    return [number(manifest.trip, shipment) for shipment in manifest.shipments]


def _asked(manifest: Manifest, agency: str, untold: Untold) -> Manifest | None:
    """What of a filing the agency asks in advance (SOR/86-873 s. 18 and 24); None when it asks nothing."""
    if agency != CBSA or untold == TELL_ALL:
        return manifest
    if untold.everything:
        return None
    kept = (shipment for place, shipment in enumerate(manifest.shipments) if place not in untold.shipments)
    return replace(manifest, shipments=tuple(kept))


def plan(
    manifest: Manifest,
    agency: str,
    *,
    action: str,
    previous: Manifest | None = None,
    accepted_shipments: Collection[str] | None = None,
    reason_code: str = "",
    codes: CodeBook | None = None,
    syntax: str = EDIFACT,
    trip_on_file: bool = True,
    untold: Untold = TELL_ALL,
    untold_before: Untold = TELL_ALL,
) -> tuple[PlannedMessage, ...]:
    """Say which messages the agency is to get, in order; none when it knows no such carrier, or nothing changed.

    `accepted_shipments` are the control numbers the agency has on file; None means: all of the version
    before, as far as is known. What it refused before is sent again as new. With `trip_on_file` False the
    trip itself is not on file: it was refused, or taken back. The CBSA does not get what is `untold` of the
    filing (`untold_before`: of the version before); what it was told and no longer need be is taken back.
    """
    if not number_of_trip(manifest, agency):
        return ()
    book = codes or CodeBook()
    asked = _asked(manifest, agency, untold)
    sent = accepted_shipments is not None  # what is on file is known, whatever had to be told then
    known = previous if previous is None or sent else _asked(previous, agency, untold_before)
    if asked is None:
        if action == FILE or known is None:
            return ()
        asked, action = known, CANCEL
    now = projection(asked, agency, book)
    before = None if known is None else projection(known, agency, book)
    if before is not None and not number_of_trip(before, agency):
        before = None
    places = {number: place for place, number in reversed([*enumerate(_numbers(manifest, agency))])}
    work = _Work(agency, syntax, book, reason_code, now, before, accepted_shipments, places)
    if action == CANCEL:
        return work.cancelled(trip_on_file)
    if action == FILE or before is None:
        return work.filed()
    return work.amended(trip_on_file)


def _alone(manifest: Manifest) -> Manifest:
    """The trip without anything aboard."""
    return Manifest(manifest.trip, Conveyance())


def _number_only(shipment: Shipment) -> Shipment:
    """All that a cancellation says of a shipment."""
    return Shipment(reference=shipment.reference, scac=shipment.scac, cbsa_code=shipment.cbsa_code)


class _Work:
    """The making of one plan."""

    def __init__(
        self,
        agency: str,
        syntax: str,
        codes: CodeBook,
        reason: str,
        now: Manifest,
        before: Manifest | None,
        accepted: Collection[str] | None,
        places: Mapping[str, int],
    ) -> None:
        self.agency, self.codes, self.reason = agency, codes, reason
        self.syntax = syntax if agency == CBP else EDIFACT
        self.uses = functions(agency, self.syntax)
        self.now, self.before, self.places = now, before, places
        self.shipments = numbers_of_shipments(now, agency)
        self.earlier = numbers_of_shipments(before, agency) if before else {}
        known = self.earlier if accepted is None else accepted
        self.on_file = {number for number in (self.earlier or self.shipments) if number in known}
        self.messages: list[PlannedMessage] = []

    @property
    def keeps_refused(self) -> bool:
        """Whether a refused trip stays as preliminary until it is confirmed, and is changed there (CBP)."""
        return "trip_confirm" in self.uses

    # What is planned

    def filed(self) -> tuple[PlannedMessage, ...]:
        """A trip the agency does not know yet."""
        on_file = self.on_file if self.before is not None else self.on_file & self.shipments.keys()
        if "complete" in self.uses and not on_file:
            self._send("complete", self.now, self.shipments)
            self._crew("crew_add")
            return tuple(self.messages)
        self._cargo("cargo_add", [number for number in self.shipments if number not in on_file])
        self._trip("trip_add", {number: LINK_EXISTING if number in on_file else LINK for number in self.shipments})
        self._crew("crew_add")
        self._confirm()
        return tuple(self.messages)

    def amended(self, trip_on_file: bool) -> tuple[PlannedMessage, ...]:
        """A trip the agency has: cargo first, then the trip with its links, then persons, then what left."""
        if self.before is None:
            return self.filed()
        if number_of_trip(self.now, self.agency) != number_of_trip(self.before, self.agency):
            return self._renumbered()
        fresh, corrected, gone = self._cargo_changes()
        self._cargo("cargo_add", fresh)
        self._cargo("cargo_change", corrected)
        self._trip_changes(dict.fromkeys(fresh, LINK) | dict.fromkeys(gone, UNLINK), trip_on_file)
        if self.now.crew != self.before.crew and "crew_replace" in self.uses:
            self._crew("crew_replace")
        self._cargo("cargo_cancel", gone)
        if not trip_on_file:
            self._confirm()
        return tuple(self.messages)

    def cancelled(self, trip_on_file: bool) -> tuple[PlannedMessage, ...]:
        """Everything of the trip that is on file. A trip CBP refused waits there as preliminary, and goes too."""
        if not (trip_on_file or self.on_file or self.keeps_refused):
            return ()
        last = self.before or self.now
        shipments = numbers_of_shipments(last, self.agency)
        if "cancel" in self.uses:
            self._send("cancel", _alone(last), shipments)
            return tuple(self.messages)
        on_file = self.on_file if self.before or self.on_file else shipments
        self._cargo("cargo_cancel", [number for number in shipments if number in on_file])
        self._send("trip_cancel", _alone(last), ())
        return tuple(self.messages)

    # Its parts

    def _renumbered(self) -> tuple[PlannedMessage, ...]:
        """Another trip number: the old trip goes, the new one takes over the shipments that are on file."""
        fresh, corrected, gone = self._cargo_changes()
        self._send("trip_cancel", _alone(self.before or self.now), ())
        self._cargo("cargo_cancel", gone)
        self._cargo("cargo_add", fresh)
        self._cargo("cargo_change", corrected)
        self._trip("trip_add", {number: LINK if number in fresh else LINK_EXISTING for number in self.shipments})
        self._crew("crew_add")
        self._confirm()
        return tuple(self.messages)

    def _cargo_changes(self) -> tuple[list[str], list[str], list[str]]:
        """Shipments that are new to the agency, corrected, and gone."""
        fresh = [number for number in self.shipments if number not in self.on_file]
        corrected = [
            number
            for number, shipment in self.shipments.items()
            if number in self.on_file and shipment != self.earlier.get(number)
        ]
        gone = [number for number in self.earlier if number in self.on_file and number not in self.shipments]
        return fresh, corrected, gone

    def _trip_changes(self, links: dict[str, str], trip_on_file: bool) -> None:
        before, now = self.before or self.now, self.now
        moved = replace(before.trip, eta=None) != replace(now.trip, eta=None)
        rig = (before.conveyance, before.equipment) != (now.conveyance, now.equipment)
        whole = "trip_arrival" not in self.uses
        people = "crew_replace" not in self.uses and before.crew != now.crew
        if moved or rig or links or people or not trip_on_file or (whole and before.trip.eta != now.trip.eta):
            use = "trip_replace" if trip_on_file or self.keeps_refused else "trip_add"
            self._trip(use, dict.fromkeys(self.shipments, "") if whole else links)
        elif before.trip.eta != now.trip.eta:
            self._send("trip_arrival", _alone(now), ())

    def _cargo(self, use: str, numbers: Iterable[str]) -> None:
        wanted = {number: (self.shipments.get(number) or self.earlier[number]) for number in numbers}
        if not wanted:
            return
        source = self.before or self.now if use == "cargo_cancel" else self.now
        if use == "cargo_cancel":
            wanted = {number: _number_only(shipment) for number, shipment in wanted.items()}
        trimmed = replace(source, shipments=tuple(wanted.values()), crew=(), equipment=(), conveyance=Conveyance())
        self._send(use, trimmed, wanted)

    def _trip(self, use: str, links: dict[str, str]) -> None:
        """The trip without its cargo: the truck, the trailers, and the shipments by number."""
        known = self.earlier | self.shipments
        linked = tuple(_number_only(known[number]) for number in links)
        crew = () if "crew_add" in self.uses else self.now.crew
        self._send(use, replace(self.now, shipments=linked, crew=crew), (), tuple(links.values()))

    def _crew(self, use: str) -> None:
        if use in self.uses and (self.now.crew or use == "crew_replace"):
            self._send(use, replace(self.now, shipments=(), equipment=(), conveyance=Conveyance()), ())

    def _confirm(self) -> None:
        if "trip_confirm" in self.uses:
            self._send("trip_confirm", _alone(self.now), ())

    def _send(self, use: str, manifest: Manifest, subjects: Iterable[str], actions: tuple[str, ...] = ()) -> None:
        function = self.uses[use]
        values = manifest_values(manifest, self.agency, self.codes)
        if use in HEADER_ONLY:
            kept = NUMBER_AND_ARRIVAL | {"crossing", "@crossing_name"} if self.syntax == X12 else NUMBER_AND_ARRIVAL
            values = {"trip": {key: value for key, value in values["trip"].items() if key in kept}}
        values["@function"] = function.code
        for place, (subject, shipment) in enumerate(
            zip(_numbers(manifest, self.agency), values.get("shipments", ()), strict=False)
        ):
            shipment["@action"] = actions[place] if actions else function.action
            if subject in self.places:  # where it stands in the filing, not in this message
                shipment[AT] = f"shipments[{self.places[subject]}]"
        if self.reason and use not in FIRST_TIME:
            values["@amendment_reason"] = self.reason
        if self.syntax == X12:
            values = to_x12(values, function.kind)
        number = number_of_trip(manifest, self.agency)
        about = tuple(subjects) or (number,)
        self.messages.append(
            PlannedMessage(function.kind, function.map_id, function.code, values, about, use, self.agency, number)
        )
