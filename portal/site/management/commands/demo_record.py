"""`manage.py demo_record SCAC --movements N`: crossings on a carrier's record, so that a tier can be earned in minutes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from enrollment.services import movement_record
from portal.accounts.selectors import organisation_by_identifier


class Command(BaseCommand):
    """Refuses outside the demonstration's settings: these trucks never crossed."""

    help = "Put clean movements on the record of a carrier of the demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scac", help="the carrier's SCAC")
        parser.add_argument("--movements", type=int, default=30)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is only for demonstration settings.")
        carrier = organisation_by_identifier("SCAC", options["scac"])
        if carrier is None or not movement_record(organisation_id=carrier.id, clean=True, count=options["movements"]):
            raise CommandError(f"No carrier with the SCAC {options['scac']} is a member.")
        self.stdout.write(f"{options['movements']} clean movements more on the record of {carrier.legal_name}.")
