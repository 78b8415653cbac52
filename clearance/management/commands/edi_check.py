"""Checks files of messages: one line for each message, exit code 1 when anything is wrong."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from clearance.edi import EdiError
from clearance.edi.checking import Checked, check
from portal.core.domain.text import Text

SAME = Text("ok, rebuilt to the same bytes", "correct, reconstruit à l'octet près")
CANONICAL = Text("ok, rebuilt in canonical form", "correct, reconstruit sous forme canonique")
NOTES = Text("{n} notes", "{n} remarques")
MORE = Text("{n} more", "{n} autres")
SEGMENTS = Text("{n} segments", "{n} segments")
ERROR = Text("error", "erreur")
UNREADABLE = Text("the file cannot be read: {why}", "le fichier est illisible : {why}")


class Command(BaseCommand):
    """`edi_check FILE...`: file, type, segments, and ok or the first error with its place."""

    help = "Parses EDI files, builds every message again and compares; exits 1 on any failure."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--language", choices=("en", "fr"), default="en")
        parser.add_argument("--all", action="store_true", help="also list further errors and what was merely kept")

    def handle(self, *args: Any, **options: Any) -> None:
        self.language, self.all = options["language"], options["all"]
        sound = [self._file(name) for name in options["files"]]
        if not all(sound):
            raise SystemExit(1)

    def _file(self, name: str) -> bool:
        """Print the lines of one file, and say whether everything in it is right."""
        try:
            found = check(Path(name).read_bytes())
        except OSError as error:
            self._line(name, "-", self._say(ERROR), self._say(UNREADABLE.format(why=error.strerror)))
            return False
        except EdiError as fault:
            self._line(name, "-", self._fault(fault))
            return False
        for one in found:
            self._message(name, one)
        return not any(one.errors for one in found)

    def _message(self, name: str, one: Checked) -> None:
        kind = f"{one.kind} {one.version} {one.reference}".replace("  ", " ").strip()
        segments = self._say(SEGMENTS.format(n=one.segments))
        if one.errors:
            more = f" (+ {self._say(MORE.format(n=len(one.errors) - 1))})" if one.errors[1:] else ""
            self._line(name, kind, segments, self._fault(one.errors[0]) + more)
        else:
            notes = f" ({self._say(NOTES.format(n=len(one.notes)))})" if one.notes else ""
            self._line(name, kind, segments, self._say(SAME if one.exact else CANONICAL) + notes)
        if self.all:
            for fault in (*one.errors[1:], *one.notes):
                self.stdout.write(f"    {self._fault(fault)}")

    def _fault(self, fault: EdiError) -> str:
        word = self._say(ERROR) if fault.severity == "error" else "note"
        place = self._say(fault.place)
        return f"{word} {fault.code}{' ' if place else ''}{place}: {self._say(fault.text)}"

    def _line(self, name: str, *parts: str) -> None:
        self.stdout.write(f"{name}: {' | '.join(parts)}")

    def _say(self, text: Text) -> str:
        return text.get(self.language)
