"""The one map of URL name to access rule. A name that is missing here is refused (architecture rule 5)."""

from appeals.access import ACCESS as APPEALS
from audit.compliance.access import ACCESS as COMPLIANCE
from audit.trail.access import ACCESS as TRAIL
from clearance.access import ACCESS as CLEARANCE
from enrollment.access import ACCESS as ENROLLMENT
from portal.accounts.access import ACCESS as ACCOUNTS
from portal.core.access import Public, Rule, SignedIn
from portal.notices.access import ACCESS as NOTICES
from portal.reference.access import ACCESS as REFERENCE
from portal.site.access import ACCESS as SITE

_NO_FACTOR_YET = SignedIn(second_factor=False)

THIRD_PARTY: dict[str, Rule] = {
    "set_language": Public(),
    "events": SignedIn(),
    "api:schema": Public(),
    "api:docs": Public(),
    "oauth2_provider:token": Public(),
    "oauth2_provider:revoke-token": Public(),
    "account_login": Public(),
    "account_signup": Public(),
    "account_confirm_login_code": Public(),
    "account_logout": Public(),
    "account_inactive": Public(),
    "account_confirm_email": Public(),
    "account_email_verification_sent": Public(),
    "account_reset_password": Public(),
    "account_reset_password_done": Public(),
    "account_reset_password_from_key": Public(),
    "account_reset_password_from_key_done": Public(),
    "account_email": SignedIn(),
    "account_change_password": SignedIn(),
    "account_set_password": SignedIn(),
    "account_reauthenticate": _NO_FACTOR_YET,
    "mfa_authenticate": Public(),
    "mfa_reauthenticate": _NO_FACTOR_YET,
    "mfa_index": _NO_FACTOR_YET,
    "mfa_activate_totp": _NO_FACTOR_YET,
    "mfa_deactivate_totp": SignedIn(),
    "mfa_generate_recovery_codes": SignedIn(),
    "mfa_view_recovery_codes": SignedIn(),
    "mfa_download_recovery_codes": SignedIn(),
    "mfa_list_webauthn": _NO_FACTOR_YET,
    "mfa_add_webauthn": _NO_FACTOR_YET,
    "mfa_edit_webauthn": SignedIn(),
    "mfa_remove_webauthn": SignedIn(),
    "mfa_reauthenticate_webauthn": _NO_FACTOR_YET,
}

ACCESS: dict[str, Rule] = {
    **THIRD_PARTY,
    **SITE,
    **ACCOUNTS,
    **NOTICES,
    **REFERENCE,
    **TRAIL,
    **ENROLLMENT,
    **CLEARANCE,
    **COMPLIANCE,
    **APPEALS,
}
