"""`manage.py demo_history --trips N`: more trips of the past, for a simulation with something to say."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.site.seed.past import past_seed


class Command(BaseCommand):
    """Refuses outside the demonstration's settings: these trips never crossed."""

    help = "Add past trips with scores and outcomes to a seeded demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--trips", type=int, default=10_000)
        parser.add_argument("--days", type=int, default=28)
        parser.add_argument("--seed", type=int, default=int(time.time()))

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is only for demonstration settings.")
        inspected = past_seed(options["trips"], days=options["days"], seed=options["seed"])
        self.stdout.write(f"{options['trips']} past trips on record, {inspected} of them inspected.")
