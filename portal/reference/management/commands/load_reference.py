"""Load crossings, goods codes, agencies and lists from the data files."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.core.domain.actors import system_actor
from portal.reference.services import reference_load
from portal.reference.services.files import DATA


class Command(BaseCommand):
    help = "Load reference data from the data files; does nothing when the same files were loaded last time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="load even when the files have not changed")
        parser.add_argument("--folder", type=Path, default=DATA, help="read another folder of files")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.perf_counter()
        result = reference_load(actor=system_actor("load_reference"), folder=options["folder"], force=options["force"])
        if not result.changed:
            self.stdout.write("Reference data is up to date.")
            return
        parts = ", ".join(f"{count} {name}" for name, count in result.counts.items())
        self.stdout.write(f"Loaded {parts} in {time.perf_counter() - started:.1f} s.")
