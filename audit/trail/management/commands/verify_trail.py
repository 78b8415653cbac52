"""Check the whole trail; the exit status is 0 when nobody touched it, 1 with the first bad entry named."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from audit.trail.domain.notes import BadKey, Verifier
from audit.trail.selectors import trail_verify, trusted_keys
from audit.trail.selectors.verifying import Report


class Command(BaseCommand):
    """Re-hash every entry and hold it against the tree, the signed checkpoints and the anchor."""

    help = "Check that no entry of the trail was altered, removed, inserted or reordered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anchor", metavar="FILE", help="checkpoints kept outside the database")
        parser.add_argument("--key", metavar="KEY", action="append", default=[], help="public key as name+id+base64")

    def handle(self, *args: Any, **options: Any) -> None:
        anchor = self._anchor(options["anchor"])
        report = trail_verify(anchor=anchor, trusted=_keys(options["key"]))
        if report.finding is not None:
            raise CommandError(f"The first bad entry of the trail\n{report.finding}", returncode=1)
        self.stdout.write(self.style.SUCCESS(_summary(report)))

    def _anchor(self, given: str | None) -> Path | None:
        path = Path(given or settings.TRAIL_ANCHOR_FILE) if given or settings.TRAIL_ANCHOR_FILE else None
        if given and path is not None and not path.exists():
            raise CommandError(f"there is no anchor file {path}")
        if path is None or not path.exists():
            self.stderr.write("Without an anchor a cut end with its checkpoints cannot be seen.")
            return None
        return path


def _keys(given: list[str]) -> list[Verifier]:
    try:
        keys = [Verifier.parse(text) for text in given] or trusted_keys()
    except BadKey as error:
        raise CommandError(f"the public key: {error}") from error
    return keys


def _summary(report: Report) -> str:
    head = f", the last one at {report.head.at}" if report.head else ""
    return (
        f"The trail is untouched: {report.sealed:,} entries sealed, {report.unsealed:,} waiting, "
        f"{report.checkpoints:,} signed checkpoints ({report.anchored:,} anchored){head}."
    )
