"""The tests: the demonstration's settings with quick hashes and no outside."""

from portal.settings.base import *
from portal.settings.base import DATABASES, REST_FRAMEWORK, STATE_DIR, VAULT, env

DEMO = True
SECRET_KEY = "only-for-tests-and-never-anywhere-else"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO_SECOND_FACTOR_CODE = "424242"
MFA_ADAPTER = "portal.accounts.demo_mfa.DemoMfaAdapter"
MFA_FORMS = {
    "authenticate": "portal.accounts.demo_mfa.DemoAuthenticateForm",
    "reauthenticate": "portal.accounts.demo_mfa.DemoReauthenticateForm",
}
AXES_ENABLED = False
TARGETING_DRAWS = False
COMMENTS_PER_HOUR = 100_000
REST_FRAMEWORK = {**REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {"client": "100000/min"}}
STORAGES = {
    "vault": {**VAULT, "OPTIONS": {**VAULT["OPTIONS"], "location": str(STATE_DIR / "test-vault")}},
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = STATE_DIR / "test-media"
REFERENCE_CHECK_SECONDS = 3600.0  # a warm read costs no query, in every test the same
# A test database lives for one run: an anchor that outlived it would rightly stop the sealer of the next one.
TRAIL_ANCHOR_FILE = ""
TRAIL_SIGNING_KEY_FILE = str(STATE_DIR / "test-trail-signing.key")
SHEET_SIGNING_KEY_FILE = str(STATE_DIR / "test-sheet-signing.key")
# portal.pytest_stack names a database that is migrated already; the tests then work in copies of it.
if env("PRECLEAR_TEST_TEMPLATE", default=""):
    DATABASES["default"]["TEST"] = {"TEMPLATE": env("PRECLEAR_TEST_TEMPLATE"), "MIGRATE": False}
