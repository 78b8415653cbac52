"""`manage.py seal_reader_simulator`: a seal reader over real HTTP, as a carrier's own system would send it (R-56)."""

from __future__ import annotations

import argparse
import base64
import json
import time
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.core import clock

# What each script makes the device say: kind, open, battery, minutes its clock is off.
SCRIPTS: dict[str, tuple[tuple[str, bool, int, int], ...]] = {
    "intact": (("sealed", False, 96, 0), ("read", False, 95, 0), ("read", False, 94, 0)),
    "tamper": (("sealed", False, 96, 0), ("read", False, 95, 0), ("read", True, 94, 0)),
    "battery": (("sealed", False, 18, 0), ("read", False, 11, 0)),
    "clock": (("sealed", False, 96, 0), ("read", False, 95, 240)),
}
SECONDS = 10
FORM = "application/x-www-form-urlencoded"


class Command(BaseCommand):
    """Asks for a token with the key it is given and sends the events of one script, one message each."""

    help = "Send seal events to the API of a running portal, with the key of a partner that may send them."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--portal", default=settings.PUBLIC_URL, help="address of the portal")
        parser.add_argument("--client-id", required=True)
        parser.add_argument("--client-secret", required=True)
        parser.add_argument("--seal", default="884213", help="number on the seal")
        parser.add_argument("--equipment", default="TR998", help="trailer or container it closes")
        parser.add_argument("--position", type=position, metavar="LAT,LON", help="where the device says it is")
        parser.add_argument("--reader", default="simulator-1", help="name of the device")
        parser.add_argument("--first", type=int, default=0, help="first count of the device; default: from the clock")
        parser.add_argument("--script", choices=sorted(SCRIPTS), default="tamper")
        parser.add_argument("--every", type=float, default=2.0, help="seconds between messages")

    def handle(self, *args: Any, **options: Any) -> None:
        if urlsplit(options["portal"]).scheme not in ("http", "https"):
            raise CommandError("--portal is an address that starts with http:// or https://")
        first = options["first"] or int(clock.now().timestamp())
        bearer = {"Authorization": f"Bearer {_token(options)}", "Content-Type": "application/json"}
        for place, step in enumerate(SCRIPTS[options["script"]]):
            if place:
                time.sleep(options["every"])
            event = event_of(options, step, first + place, clock.now())
            answer = post(options["portal"], "/api/v1/seal-events", json.dumps({"events": [event]}), bearer)
            self.stdout.write(f"{event['kind']} open={event['open']}: {answer['outcomes'][0]['result']}")


def event_of(options: dict[str, Any], step: tuple[str, bool, int, int], sequence: int, now: datetime) -> dict[str, Any]:
    """Give one event as the device sends it."""
    kind, opened, battery, off = step
    place = {"position": options["position"]} if options.get("position") else {}
    return {
        "reader": options["reader"],
        "sequence": sequence,
        "seal": options["seal"],
        "equipment": options["equipment"],
        "kind": kind,
        "open": opened,
        "battery": battery,
        "at": (now + timedelta(minutes=off)).isoformat(),
        "place": "Simulated reader",
        **place,
    }


def position(words: str) -> dict[str, float]:
    """Read `42.312,-83.074`; what lies beyond the poles is for the portal to refuse."""
    try:
        latitude, longitude = (float(part) for part in words.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError("give it as LAT,LON in decimal degrees: 42.312,-83.074") from error
    return {"latitude": latitude, "longitude": longitude}


def _token(options: dict[str, Any]) -> str:
    pair = f"{options['client_id']}:{options['client_secret']}".encode()
    headers = {"Authorization": "Basic " + base64.b64encode(pair).decode(), "Content-Type": FORM}
    body = urlencode({"grant_type": "client_credentials", "scope": "seals:write"})
    return str(post(options["portal"], "/oauth/token/", body, headers)["access_token"])


def post(portal: str, path: str, body: str, headers: dict[str, str]) -> dict[str, Any]:
    """Send one request and give the JSON of the answer; raises CommandError with the portal's words otherwise."""
    address = urlsplit(portal)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.netloc, timeout=SECONDS)
    try:
        connection.request("POST", f"{address.path.rstrip('/')}{path}", body, headers)
        answer = connection.getresponse()
        words = answer.read().decode(errors="replace")
    except (HTTPException, OSError) as error:
        raise CommandError(f"{portal} does not answer: {error}") from error
    finally:
        connection.close()
    if answer.status not in (200, 202):
        raise CommandError(f"{answer.status}: {words[:500]}")
    found: dict[str, Any] = json.loads(words)
    return found
