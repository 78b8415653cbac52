"""The verbs of the scripted scenarios: each takes a row of `scenarios.json` through the real services and pages."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from clearance.models import LookoutMatch, Referral, Release, Score, Trip, TripVersion
from clearance.selectors import lead_sheet, sheet_scan
from clearance.services import booth_refer, booth_release, perimeter_record, sheet_sign, trip_file, trip_score
from clearance.services.lookout_matches import match_refute
from clearance.targeting.interpreter import score
from portal.accounts.models import Organisation, User
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Invalid
from tests.factories.accounts import make_staff, sign_in, staff_actor
from tests.factories.booth import kept
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.clearance_facts import links
from tests.factories.lookouts import GROUNDS, make_lookout
from tests.factories.officer import PORT, fresh, primary, targeting
from tests.factories.partners import make_order
from tests.factories.seals import NUMBER, TRAILER, reader_of, reading, send

CONTAINER = {"number": "CSQU3054383", "type": "4B", "third_country": True, "seals": [{"number": "1", "grade": "H"}]}


class Story:
    """One scenario as it goes on: the carrier, the last trip, the officer of the last crossing."""

    def __init__(self) -> None:
        self.carrier: Organisation = make_carrier()
        self.filer: Actor = make_filer(self.carrier)
        self.trip: Trip
        self.sent: dict[str, Any] = {}

    def play(self, verb: str, row: dict[str, Any]) -> None:
        getattr(self, verb)(**row)
        if hasattr(self, "trip"):
            self.trip = fresh(self.trip)

    @property
    def officer(self) -> Actor:
        return primary("CBP" if self.trip.direction == "SB" else "CBSA", self.trip.crossing)

    def _manifest(
        self, direction: str, crossing: str, shipments: int, regulated: bool, line: dict[str, Any]
    ) -> dict[str, Any]:
        data = manifest_for(self.carrier, direction, shipments, crossing=crossing)
        goods = data["shipments"][0]["lines"][0]
        if regulated:
            goods |= {"description": "Dark chocolate bars", "hs_code": "180632"}
        goods |= line
        return data

    def file(
        self,
        links: list[str],
        direction: str = "SB",
        crossing: str = PORT,
        security: int | None = None,
        regulated: bool = False,
        line: dict[str, Any] | None = None,
        driver: dict[str, Any] | None = None,
    ) -> None:
        held = _links(links)
        data = self._manifest(direction, crossing, len(held.importers), regulated, line or {})
        data["crew"][0] |= driver or {}
        filed = trip_file(actor=self.filer, manifest=read(data), channel="api")

        def scored(*args: Any, **kwargs: Any) -> Any:
            found = score(*args, **kwargs)
            return found if security is None else replace(found, security=security)

        looked_up = [patch(f"clearance.{name}.links_of", return_value=held) for name in LOOK_UPS]
        with patch("clearance.services.scoring.score", scored), looked_up[0], looked_up[1]:
            trip_score(trip_id=filed.id, version=1)
        self.trip = Trip.objects.get(pk=filed.id)

    def file_refused(self, code: str, fast_card: str, container: bool) -> None:
        data = self._manifest("SB", PORT, 1, False, {})
        data["crew"][0]["fast_card"] = fast_card
        data["equipment"] = [CONTAINER] if container else data["equipment"]
        with pytest.raises(Invalid) as refused:
            trip_file(actor=self.filer, manifest=read(data), channel="api")
        assert code in {item.code for item in refused.value.items}
        assert not Trip.objects.filter(carrier=self.carrier).exists()

    def expect(
        self,
        lane: str | None = None,
        audit: bool | None = None,
        causes: list[str] | None = None,
        presumption: bool | None = None,
        reason: str = "",
    ) -> None:
        kept_score = Score.objects.get(trip=self.trip)
        assert lane in (None, self.trip.lane), kept_score.reasons
        assert audit in (None, kept_score.audit), kept_score.contributions
        assert causes in (None, kept_score.inputs["causes"])
        assert presumption in (None, kept_score.inputs["presumption"])
        said = [entry["staff"]["en"] for entry in kept_score.reasons]
        assert any(reason in sentence for sentence in said), said

    def warned(self, code: str) -> None:
        warnings = TripVersion.objects.get(trip=self.trip, number=1).warnings
        assert code in {item["code"] for item in warnings}

    def refer(self, cause: str, note: str = "", refused: str = "") -> None:
        def act() -> None:
            booth_refer(
                actor=self.officer, trip_id=self.trip.id, cause=cause, note=note, expected_version=self.trip.row_version
            )

        if not refused:
            act()
            return
        with pytest.raises(Invalid) as found:
            act()
        assert {item.code for item in found.value.items} == {refused}

    def _client(self) -> tuple[Client, User]:
        user = make_staff("officer.primary", self.officer.agency, port=self.trip.crossing)
        return sign_in(Client(), user), user

    def refer_by_form(self, cause: str, status: int) -> None:
        client, _ = self._client()
        answer = client.post(
            reverse("clearance:booth_refer", args=[self.trip.id]),
            {"cause": cause, "note": "", "expected_version": self.trip.row_version},
        )
        assert answer.status_code == status

    def refer_by_api(self, cause: str, outcome: str) -> None:
        client, user = self._client()
        decision = kept(Actor("officer", user_id=user.pk), self.trip, "refer", cause=cause, note="")
        answer = client.post(
            reverse("clearance:booth_decisions"),
            json.dumps({"decisions": [decision]}),
            content_type="application/json",
        )
        assert [entry["outcome"] for entry in answer.json()["outcomes"]] == [outcome], answer.json()

    def refer_by_sql(self, cause: str, note: str = "") -> None:
        row = Referral(
            trip=self.trip, cause=cause, note=note, reason={}, agency="CBP", opened_as="x", opened_at=clock.now()
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)

    def release(self, status: str) -> None:
        done = booth_release(actor=self.officer, trip_id=self.trip.id, expected_version=self.trip.row_version)
        assert done.status == status

    def status(
        self, status: str, lane: str | None = None, referrals: int | None = None, releases: int | None = None
    ) -> None:
        assert self.trip.status == status
        assert lane in (None, self.trip.lane)
        assert referrals in (None, Referral.objects.filter(trip=self.trip).count())
        arrival = self.officer.agency
        assert releases in (None, Release.objects.filter(trip=self.trip, agency=arrival).count())

    def clear_at_perimeter(self) -> None:
        perimeter_record(
            actor=staff_actor("officer.secondary", "CBSA", ""),
            number="PC-1",
            container=TRAILER,
            port="Halifax",
            cleared_on=clock.now().date(),
            seal=NUMBER,
        )

    def read_seal(self, sequence: int, open: bool) -> None:
        send(reader_of(self.carrier), reading(sequence, open=open, at=clock.now().isoformat()))

    def look_out(self) -> None:
        make_lookout()

    def met(self, matches: int) -> None:
        assert LookoutMatch.objects.filter(trip=self.trip).count() == matches

    def somebody_else(self) -> None:
        match = LookoutMatch.objects.get(trip=self.trip)
        match_refute(actor=targeting(), match_id=match.id, grounds=GROUNDS, expected_version=match.row_version)

    def delegate(self) -> None:
        make_order(hours="closed")

    def scan(self, standing: str = "", altered: bool = False, genuine: bool = True) -> None:
        text = sheet_sign(lead_sheet(actor=self.filer, trip_id=self.trip.id).code)
        found = sheet_scan(actor=self.officer, text=_altered(text) if altered else text)
        assert found.checked.genuine is genuine
        assert standing in ("", found.standing.code)

    def decided_offline(self, kind: str, outcome: str, again: bool = False) -> None:
        if not again:
            client, user = self._client()
            decision = kept(Actor("officer", user_id=user.pk), self.trip, kind)
            self.sent = {"client": client, "decision": decision}
        answer = self.sent["client"].post(
            reverse("clearance:booth_decisions"),
            json.dumps({"decisions": [self.sent["decision"]]}),
            content_type="application/json",
        )
        assert [entry["outcome"] for entry in answer.json()["outcomes"]] == [outcome], answer.json()


LOOK_UPS = ("services.scoring", "selectors.advice")


def _links(tiers: list[str]) -> Any:
    return links(*tiers)


def _altered(text: str) -> str:
    middle = len(text) // 2
    return text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1 :]
