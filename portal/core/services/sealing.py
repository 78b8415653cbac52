"""Secrets at rest: encrypted under a key of their own purpose, so that a copy of the database alone opens none."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def seal(purpose: str, secret: str) -> str:
    """Encrypt a secret; only `unseal` with the same purpose gives it back."""
    return _cipher(purpose).encrypt(secret.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    """Give a sealed secret back. Raises InvalidToken for another purpose or key."""
    return _cipher(purpose).decrypt(sealed.encode()).decode()


def _cipher(purpose: str) -> Fernet:
    derived = hashlib.sha256(f"preclear {purpose}\0{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(derived))
