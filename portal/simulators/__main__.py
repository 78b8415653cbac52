"""python -m portal.simulators ace|cbsa --port N --state FILE --portal URL: one simulator until it is stopped.

The shared key comes from PRECLEAR_SIMULATOR_SECRET, never from the command line.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time

from portal.simulators.agency import AGENCIES, Agency
from portal.simulators.posting import Portal, Poster
from portal.simulators.server import serve
from portal.simulators.store import Store


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m portal.simulators", description=__doc__)
    parser.add_argument("agency", choices=sorted(AGENCIES))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", required=True, help="file that keeps what was received")
    parser.add_argument("--portal", required=True, help="address that takes answers, .../clearance/gateways/inbound/")
    options = parser.parse_args(arguments)
    secret = os.environ.get("PRECLEAR_SIMULATOR_SECRET", "")
    if not secret:
        parser.error("PRECLEAR_SIMULATOR_SECRET is not set")
    facts = AGENCIES[options.agency]
    store = Store(options.state)
    server = serve(Agency(facts, store, secret), options.host, options.port)
    portal = Portal(options.portal, secret, facts.own_id, facts.portal_id, str(time.time_ns()), host_name())
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    poster = threading.Thread(target=Poster(store, portal).run, args=(stop,), daemon=True)
    poster.start()
    print(f"simulator of {facts.name} is ready on {options.host}:{server.server_port}", flush=True)
    server.serve_forever(poll_interval=0.2)
    stop.set()
    poster.join(timeout=2)
    return 0


def host_name() -> str:
    """The name the portal answers to, as the proxy in front of it would say it; nothing on one machine."""
    return os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
