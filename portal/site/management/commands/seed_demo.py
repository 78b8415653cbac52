"""`manage.py seed_demo`: a living demonstration, made by the same services people use. Once per database."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.site.seed.demonstration import demonstration_seed


class Command(BaseCommand):
    """Refuses outside the demonstration's settings, so that no server gets accounts with a printed password."""

    help = "Fill an empty database with the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is only for demonstration settings.")
        started = time.monotonic()
        done = demonstration_seed(lambda line: self.stdout.write(f"  {time.monotonic() - started:5.1f} s  {line}"))
        self.stdout.write("Demonstration ready." if done else "The demonstration is already there.")
