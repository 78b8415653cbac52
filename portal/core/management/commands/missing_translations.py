"""Say which texts of an app have no French yet, ready to be filled in."""

from argparse import ArgumentParser
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.core.translations import gate
from portal.core.translations.sources import App, apps


class Command(BaseCommand):
    help = "Print what an app's French catalogue lacks; --write puts it there with an empty msgstr and drops what is unused."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "app", nargs="?", help="the name of the app's folder, for example clearance; all when left out"
        )
        parser.add_argument("--write", action="store_true", help="change the .po file instead of printing")

    def handle(self, *args: Any, **options: Any) -> None:
        known = apps(settings.BASE_DIR, settings.LOCALE_PATHS)
        chosen = [app for app in known if options["app"] in (None, app.name)]
        if not chosen:
            raise CommandError(f"no such app; there are {', '.join(app.name for app in known)}")
        for app in chosen:
            self.one(app, gate.keyed(gate.read(known[0])) if app is not known[0] else {}, write=options["write"])

    def one(self, app: App, borrowed: dict[tuple[str, str], polib.POEntry], *, write: bool) -> None:
        messages = app.messages(settings.BASE_DIR)
        catalogue = gate.read(app)
        own = gate.keyed(catalogue)
        missing = [found for key, found in messages.items() if key not in own and key not in borrowed]
        entries = [
            polib.POEntry(
                msgid=found.msgid,
                msgstr="",
                msgctxt=found.context or None,
                msgid_plural=found.plural,
                msgstr_plural={0: "", 1: ""} if found.plural else {},
                comment=found.place,
            )
            for found in missing
        ]
        if not write:
            for entry in entries:
                self.stdout.write(str(entry))
            self.stderr.write(f"{app.name}: {len(entries)} texts without French")
            return
        for key, entry in own.items():
            if key not in messages:
                catalogue.remove(entry)
        for entry in entries:
            entry.comment = ""
            catalogue.append(entry)
        app.po.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(app.po))
        self.stdout.write(f"{app.po}: {len(entries)} texts to fill in")
