"""The living demonstration on one machine. Never for real data: it prints its own second-factor code."""

from pathlib import Path

from django.core.management.utils import get_random_secret_key

from portal.settings.base import *
from portal.settings.base import STATE_DIR, VAULT, env


def _stable_secret(path: Path) -> str:
    """Give the secret of this state folder, made on first use and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8")


DEMO = True
SECRET_KEY = env("DJANGO_SECRET_KEY", default="") or _stable_secret(STATE_DIR / "secret.key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(STATE_DIR / "mail")
DEMO_SECOND_FACTOR_CODE = env("PRECLEAR_DEMO_CODE", default="424242")
MFA_ADAPTER = "portal.accounts.demo_mfa.DemoMfaAdapter"
MFA_FORMS = {
    "authenticate": "portal.accounts.demo_mfa.DemoAuthenticateForm",
    "reauthenticate": "portal.accounts.demo_mfa.DemoReauthenticateForm",
}
STORAGES = {
    "vault": VAULT,
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
SIMULATORS = env.dict("PRECLEAR_SIMULATORS", default={})
SIMULATOR_SECRET = env("PRECLEAR_SIMULATOR_SECRET", default="")
