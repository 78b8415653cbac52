"""`manage.py demo_story`: play the slice from filing to restored tier on the running demonstration."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.site.seed.demonstration import story_on
from portal.site.seed.story import played


class Command(BaseCommand):
    """Waits for the real worker at every step that is its own, unless told to do its part."""

    help = "Play one trip from filing through booth, audit, finding, appeal and ruling to the restored tier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--inline", action="store_true", help="do the worker's part in this process")
        parser.add_argument(
            "--reference", default="", help="reference part of the trip number, 4 to 21 letters and digits"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stamp = int(time.time())
        reference = options["reference"] or f"STORY{stamp % 10_000_000:07d}"
        try:
            story = story_on(inline=options["inline"], seed=stamp)
            for number, line in enumerate(played(story, reference), 1):
                self.stdout.write(f"{number}. {line}")
        except (LookupError, RuntimeError) as problem:
            raise CommandError(str(problem)) from problem
