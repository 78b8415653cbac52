"""`manage.py lane_reader`: gives a lane's reader its key, or ends it."""

from __future__ import annotations

import argparse
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from clearance.domain.lane_reading import lane_label
from clearance.services import lane_reader_add, lane_reader_revoke
from portal.core.domain.actors import system_actor
from portal.reference.selectors import lanes_for


class Command(BaseCommand):
    """`lane_reader add CROSSING LANE NAME` prints the key once; `lane_reader revoke ID` ends it."""

    help = "Add a reader at a lane (prints its key once) or revoke one."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add")
        add.add_argument("crossing")
        add.add_argument("lane", help="for example SB-1")
        add.add_argument("name")
        add.add_argument("--at-queue", action="store_true", help="it stands where the queue begins: measures the wait")
        revoke = acts.add_parser("revoke")
        revoke.add_argument("reader", type=UUID)

    def handle(self, *args: Any, **options: Any) -> None:
        operator = system_actor("operator")
        if options["act"] == "revoke":
            lane_reader_revoke(actor=operator, reader_id=options["reader"])
            return
        lanes = {lane_label(lane.direction, lane.number): lane for lane in lanes_for(options["crossing"])}
        if options["lane"] not in lanes:
            raise CommandError(f"{options['crossing']}: {', '.join(lanes)}")
        reader, key = lane_reader_add(
            actor=operator, lane_id=lanes[options["lane"]].id, name=options["name"], at_queue=options["at_queue"]
        )
        self.stdout.write(f"{reader.id} {key}")
