"""`manage.py lane_reader_simulator`: a reader at one lane, over real HTTP: tags and plates of the trucks expected."""

from __future__ import annotations

import argparse
import json
import time
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clearance.domain.lane_reading import lane_label
from clearance.selectors import trucks_expected
from clearance.services import lane_reader_add, lane_reader_revoke
from portal.core import clock
from portal.core.domain.actors import system_actor
from portal.reference.selectors import lanes_for

ACCEPTED = 202
MISREAD = {"0": "O", "O": "0", "1": "I", "I": "1", "8": "B", "B": "8", "5": "S", "S": "5"}


class Command(BaseCommand):
    """A simulator, not a reader: it makes itself a key, sends the trucks expected next, and gives the key back."""

    help = "Play a lane's reader over HTTP, one truck after the other, until stopped or COUNT is reached."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--portal", default=settings.PUBLIC_URL, help="address of the portal")
        parser.add_argument("--crossing", default="ambassador-bridge")
        parser.add_argument("--lane", default="SB-1")
        parser.add_argument("--every", type=float, default=12.0, help="seconds between trucks")
        parser.add_argument("--count", type=int, default=0, help="how many; 0 goes on until stopped")
        parser.add_argument("--misread", type=float, default=0.1, help="share of plates read with one wrong sign")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        lane = self._lane(options["crossing"], options["lane"])
        operator = system_actor("lane reader simulator")
        reader, key = lane_reader_add(actor=operator, lane_id=lane.id, name="Simulated reader")
        sent = 0
        try:
            while not options["count"] or sent < options["count"]:
                trucks = trucks_expected(crossing=options["crossing"], direction=lane.direction)
                if not trucks:
                    self.stdout.write("no truck expected")
                    return
                self._send(options, key, trucks[sent % len(trucks)], Chance(options["seed"], sent))
                sent += 1
                if sent != options["count"]:
                    time.sleep(options["every"])
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            lane_reader_revoke(actor=operator, reader_id=reader.id)

    def _lane(self, crossing: str, label: str) -> Any:
        lanes = {lane_label(lane.direction, lane.number): lane for lane in lanes_for(crossing)}
        if label not in lanes:
            raise CommandError(f"{crossing}: {', '.join(lanes)}")
        return lanes[label]

    def _send(self, options: dict[str, Any], key: str, truck: dict[str, str], chance: Chance) -> None:
        wrong = chance.of("misread") < options["misread"]
        plate = misread(truck["plate"], chance) if wrong else truck["plate"]
        sure = round((0.6 if wrong else 0.9) + chance.of("sure") / 10, 2)
        body: dict[str, Any] = {"lane": options["lane"], "read_at": clock.now().isoformat()}
        if truck["tag"]:
            body["tag"] = truck["tag"]
        if plate:
            body["plate"] = {"text": plate, "confidence": sure}
        try:
            status, words = post(options["portal"], key, json.dumps(body))
        except (HTTPException, OSError) as error:
            self.stderr.write(f"not sent: {error}")
            return
        if status != ACCEPTED:
            raise CommandError(f"{status}: {words[:400]}")
        self.stdout.write(f"{status} {truck['trip_number']} {plate}")


class Chance:
    """What happens to one truck: the same seed gives the same run."""

    def __init__(self, seed: int, number: int) -> None:
        self.seed, self.number = seed, number

    def of(self, what: str) -> float:
        """Give a number from 0 up to 1."""
        drawn = sha256(f"{self.seed}:{self.number}:{what}".encode()).digest()
        return int.from_bytes(drawn[:6]) / 2**48


def post(portal: str, key: str, body: str) -> tuple[int, str]:
    """Send one event as a reader would; gives status and answer."""
    address = urlsplit(portal)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.netloc, timeout=10)
    headers = {"Authorization": f"Reader {key}", "Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
    try:
        connection.request("POST", f"{address.path.rstrip('/')}/api/v1/lane-events", body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def misread(plate: str, chance: Chance) -> str:
    """Give the plate with one sign a camera takes for another, where there is one."""
    places = [place for place, sign in enumerate(plate) if sign in MISREAD]
    if not places:
        return plate
    place = places[int(chance.of("place") * len(places))]
    return plate[:place] + MISREAD[plate[place]] + plate[place + 1 :]
