"""Compile every French catalogue to the .mo file Django reads. Needs no gettext program."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.core.translations.gate import compiled, stale
from portal.core.translations.sources import apps


class Command(BaseCommand):
    help = "Compile the French catalogue of every app (polib)."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for app in apps(settings.BASE_DIR, settings.LOCALE_PATHS):
            if app.po.exists() and stale(app.po):
                app.po.with_suffix(".mo").write_bytes(compiled(app.po))
                self.stdout.write(f"compiled {app.po.relative_to(settings.BASE_DIR)}")
