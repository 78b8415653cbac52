"""Which public keys may sign lead sheets: the one in use and the retired ones, one a line in a public file."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from audit.trail.domain.notes import BadKey, Verifier
from clearance.domain.sheet.signing import PURPOSE

PUBLIC_SUFFIX = ".pub"


def sheet_key_file() -> Path:
    """Give where the private key lies; only the service that signs reads it."""
    return Path(settings.SHEET_SIGNING_KEY_FILE)


def sheet_public_file() -> Path:
    return Path(f"{settings.SHEET_SIGNING_KEY_FILE}{PUBLIC_SUFFIX}")


def sheet_verifiers() -> tuple[Verifier, ...]:
    """Give the published keys, newest first. A line that is no key of this purpose raises BadKey.

    A key that was stolen is withdrawn by deleting its line: every sheet it signed is then "unknown key".
    """
    path = sheet_public_file()
    lines = path.read_text(encoding="utf-8").split() if path.exists() else []
    found = [Verifier.parse(line) for line in dict.fromkeys(reversed(lines))]
    if any(verifier.name != PURPOSE for verifier in found):
        raise BadKey(f"{path} holds a key of another purpose")
    return tuple(found)
