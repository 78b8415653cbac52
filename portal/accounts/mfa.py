"""The second factor: secrets of authenticator apps are stored encrypted."""

from __future__ import annotations

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class SealedMfaAdapter(DefaultMFAAdapter):
    """Encrypts TOTP secrets and recovery seeds under a key derived from SECRET_KEY.

    A copy of the database alone gives nobody a second factor.
    """

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    derived = hashlib.sha256(b"preclear second factor\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(derived))
