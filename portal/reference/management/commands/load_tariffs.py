"""Load the rates of both tariffs from a CSV file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.core.domain.actors import system_actor
from portal.core.domain.errors import Invalid
from portal.reference.services import TARIFF_COLUMNS, tariffs_load


class Command(BaseCommand):
    help = f"Load most-favoured-nation rates of both countries: a CSV file with {', '.join(TARIFF_COLUMNS)}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = tariffs_load(
                actor=system_actor("load_tariffs"), text=options["file"].read_text(encoding="utf-8-sig")
            )
        except OSError as problem:
            raise CommandError(str(problem)) from problem
        except Invalid as refusal:
            lines = [
                f"{item.path}: {item.message.en} {item.value!r} {item.fix.en if item.fix else ''}"
                for item in refusal.items
            ]
            raise CommandError("Nothing was loaded.\n" + "\n".join(lines)) from refusal
        self.stdout.write(f"{changed} rates loaded." if changed else "The rates are up to date.")
