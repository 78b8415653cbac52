"""python -m portal.simulators ace|cbsa|payments --port N --state FILE --portal URL: one simulator until it is stopped.

The shared key comes from PRECLEAR_SIMULATOR_SECRET, never from the command line.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from http.server import ThreadingHTTPServer

from portal.simulators.payment_server import serve_payments
from portal.simulators.payments import Messenger, PaymentService
from portal.simulators.payments import Portal as PaymentPortal

PAYMENTS = "payments"
AGENCY_NAMES = ("ace", "cbsa")
Runner = Callable[[threading.Event], None]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m portal.simulators", description=__doc__)
    parser.add_argument("name", choices=[*AGENCY_NAMES, PAYMENTS])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", required=True, help="file that keeps what was received")
    parser.add_argument("--portal", required=True, help="address that takes answers, .../clearance/gateways/inbound/")
    options = parser.parse_args(arguments)
    secret = os.environ.get("PRECLEAR_SIMULATOR_SECRET", "")
    if not secret:
        parser.error("PRECLEAR_SIMULATOR_SECRET is not set")
    name, server, run = _payments(options, secret) if options.name == PAYMENTS else _agency(options, secret)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    poster = threading.Thread(target=run, args=(stop,), daemon=True)
    poster.start()
    print(f"simulator of {name} is ready on {options.host}:{server.server_port}", flush=True)
    server.serve_forever(poll_interval=0.2)
    stop.set()
    poster.join(timeout=2)
    return 0


def _agency(options: argparse.Namespace, secret: str) -> tuple[str, ThreadingHTTPServer, Runner]:
    from portal.simulators.agency import AGENCIES, Agency
    from portal.simulators.posting import Portal, Poster
    from portal.simulators.server import serve
    from portal.simulators.store import Store

    facts = AGENCIES[options.name]
    store = Store(options.state)
    portal = Portal(options.portal, secret, facts.own_id, facts.portal_id, str(time.time_ns()), host_name())
    return (
        facts.name,
        serve(Agency(facts, store, secret), options.host, options.port),
        Poster(store, portal).run,
    )


def _payments(options: argparse.Namespace, secret: str) -> tuple[str, ThreadingHTTPServer, Runner]:
    service = PaymentService(options.state)
    portal = PaymentPortal(options.portal, secret, host_name())
    return (
        "a payment service",
        serve_payments(service, secret, options.host, options.port),
        Messenger(service, portal).run,
    )


def host_name() -> str:
    """The name the portal answers to, as the proxy in front of it would say it; nothing on one machine."""
    return os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
