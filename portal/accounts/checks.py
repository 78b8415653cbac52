"""System checks: the demonstration's second factor must never open a real service."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

DEMO_MODULE = "portal.accounts.demo_mfa"


def demo_door(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start when anything of the demonstration's second factor is set outside DEMO, or DEMO behind TLS."""
    found: list[CheckMessage] = []
    if settings.DEMO is not True:
        forms = getattr(settings, "MFA_FORMS", {}).values()
        if any(DEMO_MODULE in str(value) for value in (*forms, getattr(settings, "MFA_ADAPTER", ""))):
            found.append(
                Error(
                    "The demonstration's second-factor code is configured although DEMO is off.",
                    hint="Remove MFA_FORMS and MFA_ADAPTER of portal.accounts.demo_mfa from these settings.",
                    id="accounts.E001",
                )
            )
        if getattr(settings, "DEMO_SECOND_FACTOR_CODE", ""):
            found.append(
                Error("DEMO_SECOND_FACTOR_CODE is set although DEMO is off.", hint="Remove it.", id="accounts.E002")
            )
    elif settings.SECURE_SSL_REDIRECT or settings.SECURE_HSTS_SECONDS:
        found.append(
            Error(
                "DEMO is on in settings meant for the internet (TLS redirect or HSTS).",
                hint="Use portal.settings.production without DEMO.",
                id="accounts.E003",
            )
        )
    return found
