"""As little as a nested create needs: no middleware, no sign-in, no history, no trail, no worker."""

import environ
from django.core.management.utils import get_random_secret_key

env = environ.Env()
SECRET_KEY = get_random_secret_key()
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "bench.plain.urls"
INSTALLED_APPS = ["rest_framework", "bench.plain"]
MIGRATION_MODULES = {"plain": None}
MIDDLEWARE: list[str] = []
DATABASES = {"default": {**env.db("DATABASE_URL"), "CONN_MAX_AGE": 60}}
DATABASES["default"]["OPTIONS"] = {"options": "-c timezone=UTC"}
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
}
