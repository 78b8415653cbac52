"""Web server, workers and commands start without what few requests need: polars alone takes a second."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("polars", "simpy", "openpyxl", "reportlab.platypus")
START = f"""
import django, sys
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
import portal.asgi, portal.celery
portal.celery.app.loader.import_default_modules()
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_nothing_heavy_is_imported_at_the_start() -> None:
    found = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
