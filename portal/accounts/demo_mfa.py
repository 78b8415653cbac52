"""The demonstration's second factor: a printed code opens accounts that have an authenticator, in DEMO only.

It changes the two forms that ask for a code and nothing else: rate limits, the record in the session and the
requirement to have an authenticator all stay. The system check `accounts.E001` refuses it elsewhere.
"""

from __future__ import annotations

from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.crypto import constant_time_compare

from portal.accounts.mfa import SealedMfaAdapter


class DemoMfaAdapter(SealedMfaAdapter):
    """The adapter of the demonstration; its name in the settings is what the system check looks for."""


class _PrintedCode(BaseAuthenticateForm):
    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if not is_printed_code(code):
            return super().clean_code()
        clear_limit = check_rate_limit(self.user)
        found = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()
        if found is None:
            return super().clean_code()
        found.user = self.user
        self.authenticator = found
        clear_limit()
        return code


def is_printed_code(code: str) -> bool:
    """Say whether this is the demonstration's code, and the demonstration runs."""
    expected = getattr(settings, "DEMO_SECOND_FACTOR_CODE", "")
    return settings.DEMO is True and bool(expected) and constant_time_compare(code, expected)


class DemoAuthenticateForm(_PrintedCode, AuthenticateForm):
    """Asks for the code at sign-in."""


class DemoReauthenticateForm(_PrintedCode, ReauthenticateForm):
    """Asks for the code again before something sensitive."""
