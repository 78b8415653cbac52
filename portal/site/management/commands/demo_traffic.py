"""`manage.py demo_traffic`: a stream of plausible trucks, so that boards, queues and workers are alive."""

from __future__ import annotations

import random
import time
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clearance.services import manifest_read, trip_file
from portal.core import clock
from portal.core.domain.errors import DomainError
from portal.reference.selectors import crossing_codes
from portal.site.demo_accounts import PORT
from portal.site.seed.demonstration import story_on
from portal.site.seed.story import Story
from portal.site.seed.trucks import manifest


class Command(BaseCommand):
    """Files trips until Ctrl-C or `--count`; the spacing is exponential, as arrivals at a booth are."""

    help = "Keep trucks arriving at the chosen ports at the chosen rate."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", action="append", help=f"crossing code, may be given again (default {PORT})")
        parser.add_argument("--rate", type=float, default=6.0, help="trucks per minute over all ports")
        parser.add_argument("--count", type=int, default=0, help="stop after so many trucks (0: until Ctrl-C)")
        parser.add_argument("--seed", type=int, default=0, help="repeat the same stream")

    def handle(self, *args: Any, **options: Any) -> None:
        ports = options["port"] or [PORT]
        unknown = sorted(set(ports) - set(crossing_codes()))
        if unknown or options["rate"] <= 0:
            raise CommandError(f"unknown crossing: {', '.join(unknown)}" if unknown else "the rate must be above 0")
        try:
            story = story_on(inline=False, seed=options["seed"] or int(time.time()))
        except LookupError as problem:
            raise CommandError(str(problem)) from problem
        self.stream(story, ports, options["rate"], options["count"])

    def stream(self, story: Story, ports: list[str], rate: float, count: int) -> None:
        chance, done = story.chance, 0
        try:
            while not count or done < count:
                done += 1
                self.one(story, chance, chance.choice(ports), done)
                if not count or done < count:
                    time.sleep(chance.expovariate(rate / 60))
        except KeyboardInterrupt:
            self.stdout.write(f"{done} trucks filed.")

    def one(self, story: Story, chance: random.Random, port: str, number: int) -> None:
        member = chance.random() < 0.7
        data = manifest(
            carrier="carrier" if member else "newcomer",
            reference=f"T{int(time.time()) % 100_000_000:08d}{number % 1000:03d}",
            crossing=port,
            eta=clock.now() + timedelta(minutes=chance.randrange(35, 180)),
            direction=chance.choice(("SB", "NB")),
            chance=chance,
            card=story.card if member else "",
            member_importer=chance.random() < 0.8,
            regulated=chance.random() < 0.15,
            shipments=chance.choice((1, 1, 2, 3, 6)),
        )
        actor = story.cast.actor("carrier" if member else "newcomer")
        try:
            trip = trip_file(actor=actor, manifest=manifest_read(data), channel="api")
            self.stdout.write(f"{trip.trip_number} → {port}")
        except DomainError as refusal:
            self.stderr.write(f"refused: {refusal}")
