"""Served exactly as the portal is: a pool of threads under uvicorn."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

application = WSGIMiddleware(get_wsgi_application(), workers=int(os.environ.get("PRECLEAR_WEB_THREADS", "8")))
