"""`manage.py gateway`: sends to the agencies and watches the drop folders until it is stopped."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management import BaseCommand

from clearance.services import Gateway


class Command(BaseCommand):
    """One process of the server beside web, worker and scheduler."""

    help = "Send queued messages to the agencies and watch the drop folders, until stopped."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        Gateway(stop).run()
