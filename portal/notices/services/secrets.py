"""Signing secrets of webhooks: made here, stored encrypted, shown to their owner once."""

from __future__ import annotations

import base64
import hashlib
import os

from cryptography.fernet import Fernet
from django.conf import settings

SECRET_BYTES = 32
PREFIX = "whsec_"


def new_secret() -> str:
    """Give a fresh secret in the Standard Webhooks spelling."""
    return PREFIX + base64.b64encode(os.urandom(SECRET_BYTES)).decode()


def seal(secret: str) -> str:
    return _cipher().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    return _cipher().decrypt(sealed.encode()).decode()


def _cipher() -> Fernet:
    derived = hashlib.sha256(b"preclear webhook secrets\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(derived))
