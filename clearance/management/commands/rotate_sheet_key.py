"""Take a new key for lead sheets into use; sheets signed before go on counting."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from clearance.services import sheet_key_rotate


class Command(BaseCommand):
    """Make a key, publish its public half, then sign with it."""

    help = "Sign lead sheets with a new key from now on; the old public key stays published."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(sheet_key_rotate())
