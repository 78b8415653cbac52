"""Settings shared by every environment. What differs is in demo, test and production."""

from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from kombu import Queue

from portal.devstack.places import default_state_dir

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
STATE_DIR = default_state_dir()

DEBUG = False
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "oauth2_provider",
    "rest_framework",
    "simple_history",
    "portal.core",
    "audit.trail",
    "portal.workflow",
    "portal.reference",
    "portal.accounts",
    "portal.notices",
    "enrollment",
    "clearance",
    "audit.compliance",
    "appeals",
    "portal.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.middleware.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.core.middleware.ActorMiddleware",
    "portal.core.middleware.AccessMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.site.context.navigation",
            ],
            "builtins": ["portal.core.templatetags.preclear"],
        },
    }
]
FORM_RENDERER = "portal.core.renderers.PreclearRenderer"

# --- who and what -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
ACCESS_MAP = "portal.site.url_access.ACCESS"
ACTOR_LOADER = "portal.accounts.web.load_actor"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site:home"
LOGOUT_REDIRECT_URL = "site:home"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
# A shift signs in at once from one address; what is guessed wrong stays at ten a minute there and five an account.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Preclear"
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_ADAPTER = "portal.accounts.mfa.SealedMfaAdapter"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_USERNAME_FORM_FIELD = "login"
AXES_ENABLE_ADMIN = False

# Invitations and unused accounts (docs/accounts.md): days; an officer comes back by "supervisor" or "training".
INVITATION_DAYS = env.int("PRECLEAR_INVITATION_DAYS", default=7)
IDLE_WARNING_DAYS = env.list("PRECLEAR_IDLE_WARNING_DAYS", cast=int, default=[60, 80])
IDLE_DORMANT_DAYS = env.int("PRECLEAR_IDLE_DORMANT_DAYS", default=90)
IDLE_STAFF_RETURN = env("PRECLEAR_IDLE_STAFF_RETURN", default="supervisor")
# Look-ups (docs/accounts.md): how long a stated purpose covers one subject, when law enforcement is counted, the sample.
LOOKUP_MINUTES = env.int("PRECLEAR_LOOKUP_MINUTES", default=60)
LOOKUP_LAW_DELAY_DAYS = env.int("PRECLEAR_LOOKUP_LAW_DELAY_DAYS", default=90)
LOOKUP_SAMPLE_SIZE = env.int("PRECLEAR_LOOKUP_SAMPLE_SIZE", default=10)

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 30 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- databases, queues ------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.db("DATABASE_URL", default="postgres:///preclear"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, "options": "-c timezone=UTC"}
REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    "queue_order_strategy": "sorted",
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}
# A worker takes from the first queue by name that has something: a truck that is scored waits for no letter.
CELERY_TASK_DEFAULT_QUEUE = "preclear"
FIRST_QUEUE = "first"
FIRST_TASKS = ["clearance.score_trip", "core.sweep"]
CELERY_TASK_QUEUES = [Queue(FIRST_QUEUE), Queue(CELERY_TASK_DEFAULT_QUEUE)]
CELERY_TASK_ROUTES = {name: {"queue": FIRST_QUEUE} for name in FIRST_TASKS}
CELERY_TIMEZONE = "UTC"
CELERY_TASK_TIME_LIMIT = 300
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = {
    "prepare the booths": {"task": "clearance.prepare_booths", "schedule": 60.0, "options": {"expires": 50}},
    "sweep the outbox": {"task": "core.sweep", "schedule": 1.0, "options": {"expires": 3}},
    "seal the trail": {"task": "trail.seal", "schedule": 1.0, "options": {"expires": 3}},
    "close look-outs": {"task": "clearance.expire_lookouts", "schedule": 30.0, "options": {"expires": 60}},
    "keep the days of draws": {"task": "clearance.keep_draw_days", "schedule": 60.0, "options": {"expires": 120}},
    "measure the waits": {"task": "clearance.measure_waits", "schedule": 60.0, "options": {"expires": 50}},
    "turn the memberships": {"task": "enrollment.turn_memberships", "schedule": 900.0, "options": {"expires": 800}},
    "rest unused accounts": {"task": "accounts.rest_unused", "schedule": 3600.0, "options": {"expires": 3000}},
    "keep the weeks of look-ups": {
        "task": "enrollment.keep_lookup_weeks",
        "schedule": 600.0,
        "options": {"expires": 500},
    },
    "vet members again": {
        "task": "enrollment.vet_members_again",
        "schedule": crontab(hour=7, minute=40),
        "options": {"expires": 3600},
    },
    "turn the loops": {"task": "clearance.turn_loops", "schedule": 3600.0, "options": {"expires": 3000}},
    "chase public versions": {
        "task": "appeals.chase_public_versions",
        "schedule": crontab(hour=12, minute=10),
        "options": {"expires": 3600},
    },
    "keep the benefit ledger": {"task": "compliance.keep_ledger", "schedule": crontab(hour=8, minute=10)},
    "keep the months of audits": {
        "task": "compliance.keep_audit_months",
        "schedule": 600.0,
        "options": {"expires": 500},
    },
    "turn the policies": {"task": "clearance.turn_policies", "schedule": 30.0, "options": {"expires": 60}},
    # Each night at 02:20 in Ottawa and Washington (in summer 03:20).
    "propose graduations": {"task": "enrollment.propose_graduations", "schedule": crontab(hour=7, minute=20)},
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# How many days before its end a membership can be renewed; the law names no number (domain facts 5.1).
ENROLLMENT_RENEWAL_WINDOW_DAYS = env.int("PRECLEAR_RENEWAL_WINDOW_DAYS", default=90)
# How many comments on programme reviews one address may send in an hour; offices share addresses.
COMMENTS_PER_HOUR = env.int("PRECLEAR_COMMENTS_PER_HOUR", default=12)
TARGETING_DRAWS = env.bool("PRECLEAR_TARGETING_DRAWS", default=True)
TRAIL_ANCHOR_FILE = env("TRAIL_ANCHOR_FILE", default=str(STATE_DIR / "trail-anchor.txt"))
TRAIL_SIGNING_KEY_FILE = env("TRAIL_SIGNING_KEY_FILE", default=str(STATE_DIR / "trail-signing.key"))
TRAIL_ORIGIN = env("TRAIL_ORIGIN", default="preclear/trail")
SHEET_SIGNING_KEY_FILE = env("SHEET_SIGNING_KEY_FILE", default=str(STATE_DIR / "sheet-signing.key"))
# How long a freed interview is held for the first in line before the next is asked.
INTERVIEW_OFFER_HOURS = env.int("PRECLEAR_INTERVIEW_OFFER_HOURS", default=2)
# Printed on lead sheets; without one the public line of the agency that receives the truck stands there.
HELP_PHONE = env("PRECLEAR_HELP_PHONE", default="")

# Partners' folders for messages, one per key, watched by the gateway process (docs/gateways.md).
EDI_DROP_DIR = env("PRECLEAR_EDI_DROP_DIR", default=str(STATE_DIR / "edi-drop"))
# Where the demonstration's simulators listen, by name; empty on a real server.
SIMULATORS: dict[str, str] = {}
SIMULATOR_SECRET = ""

# Where fees are paid: the provider's address and key, and the key its messages are signed with (docs/fees.md).
PAYMENTS_URL = env("PRECLEAR_PAYMENTS_URL", default="")
PAYMENTS_SECRET = env("PRECLEAR_PAYMENTS_SECRET", default="")
# Files of applicants: outside everything that is served, readable by the portal's own user only (docs/applications.md).
VAULT: dict[str, Any] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {
        "location": env("PRECLEAR_VAULT_DIR", default=str(STATE_DIR / "vault")),
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    },
}
# A clamd, as host:port or the path of its socket. Without one nothing is scanned, and so nothing is shown to officers.
VIRUS_SCANNER = env("PRECLEAR_VIRUS_SCANNER", default="")

# --- languages and time -----------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [
    BASE_DIR / path / "locale"
    for path in (
        "portal/core",
        "audit/trail",
        "portal/workflow",
        "portal/reference",
        "portal/accounts",
        "portal/notices",
        "enrollment",
        "clearance",
        "audit/compliance",
        "appeals",
        "portal/site",
    )
]
USE_I18N = True
FORMAT_MODULE_PATH = ["portal.core.formats"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "preclear_language"

# --- static files -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("PRECLEAR_STATIC_ROOT", default=str(STATE_DIR / "static")))

# --- API --------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "portal.accounts.api.authentication.PartnerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "portal.core.api.CreatedPages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["portal.accounts.api.throttling.ClientThrottle"],
    "DEFAULT_THROTTLE_RATES": {"client": env("PRECLEAR_API_RATE", default="600/min")},
    "EXCEPTION_HANDLER": "portal.core.api.problem_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Preclear partner API",
    "DESCRIPTION": "File once for both countries, follow every trip, read memberships and notices.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVERS": [],
    "ENUM_NAME_OVERRIDES": {
        "MembershipStateEnum": "enrollment.serializers.MEMBERSHIP_STATES",
        "ApplicationStateEnum": "enrollment.serializers_status.APPLICATION_STATES",
        "InvoiceStateEnum": "enrollment.serializers_status.INVOICE_STATES",
        "StepStateEnum": "enrollment.serializers_status.STEP_STATES",
        "DecisionStateEnum": "enrollment.serializers.DECISION_STATES",
        "ReceiptStateEnum": "audit.trail.serializers.RECEIPT_STATES",
    },
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "accounts.PartnerApplication"
OAUTH2_PROVIDER = {
    "SCOPES": {
        "trips:read": "Read trips, their status and lane advice",
        "trips:write": "File, amend and cancel trips",
        "memberships:read": "Read memberships and tiers",
        "notices:read": "Read notices and decisions",
        "webhooks:write": "Manage webhook endpoints",
        "seals:write": "Send readings of the seals on your loads",
    },
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "ALLOWED_GRANT_TYPES": ["client_credentials"],
    "OAUTH2_BACKEND_CLASS": "oauth2_provider.oauth2_backends.OAuthLibCore",
    "OAUTH2_VALIDATOR_CLASS": "portal.accounts.api.validator.PartnerValidator",
    # RFC 9700, the security practice for OAuth 2.0: what client credentials do not need stays shut.
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
}

# --- mail, log --------------------------------------------------------------------------------------------
PUBLIC_URL = env("PRECLEAR_PUBLIC_URL", default="http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = env("PRECLEAR_FROM_EMAIL", default="Preclear <no-reply@preclear.example>")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("PRECLEAR_LOG_LEVEL", default="INFO")},
    "loggers": {
        "axes": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "oauth2_provider": {"level": "ERROR"},
    },
}
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False
