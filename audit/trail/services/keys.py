"""The key that signs checkpoints: a file only its owner can read, never in the database."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from audit.trail.domain.notes import Signer
from audit.trail.selectors.keys import public_key_file


def signing_key() -> Signer:
    """Give the key of settings.TRAIL_SIGNING_KEY_FILE. Outside production it is made on first use."""
    path = Path(settings.TRAIL_SIGNING_KEY_FILE)
    if not path.exists():
        if not getattr(settings, "DEMO", False):
            raise ImproperlyConfigured(f"the signing key of the trail is missing: {path}")
        _create(path, Signer.generate(settings.TRAIL_ORIGIN).text(), mode=0o600)
    signer = Signer.parse(path.read_text(encoding="utf-8"))
    if not public_key_file().exists():
        _create(public_key_file(), signer.verifier().text(), mode=0o644)
    return signer


def _create(path: Path, text: str, *, mode: int) -> None:
    """Write a new file whole or not at all; another process that was first wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
