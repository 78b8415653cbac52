"""Which public keys may sign checkpoints of this log."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from audit.trail.domain.notes import Verifier

PUBLIC_SUFFIX = ".pub"


def public_key_file() -> Path:
    """Give where the public half of the signing key is kept."""
    return Path(f"{settings.TRAIL_SIGNING_KEY_FILE}{PUBLIC_SUFFIX}")


def trusted_keys() -> list[Verifier]:
    """Give the current key and the retired ones named in settings.TRAIL_VERIFIERS (name+id+base64 each)."""
    texts = list(getattr(settings, "TRAIL_VERIFIERS", ()))
    if public_key_file().exists():
        texts.append(public_key_file().read_text(encoding="utf-8"))
    return [Verifier.parse(text) for text in texts]
