"""The process that talks to the agencies: one thread per connection, so that a slow agency delays no other work."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from clearance.gateways.drop import Dropped, waiting
from clearance.gateways.transport import Adapter
from clearance.models import AgencyEndpoint
from clearance.services.agency_sending import endpoint_drain
from clearance.services.endpoints import adapter_for
from clearance.services.inbound import LARGEST_MESSAGE, Arrival, edi_receive, inbound_receive
from portal.accounts.selectors import actor_for_client
from portal.core.domain.errors import DomainError

log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.3
LOOK_SECONDS = 2.0
TROUBLE_SECONDS = 2.0


class OpenConnections:
    """Keeps the way to one agency open as long as its row says the same."""

    def __init__(self) -> None:
        self.key: tuple[str, ...] = ()
        self.adapter: Adapter | None = None

    def get(self, endpoint: AgencyEndpoint) -> Adapter:
        key = (endpoint.adapter, endpoint.address, endpoint.sealed_secret)
        if self.adapter is None or key != self.key:
            if self.adapter is not None:
                self.adapter.close()
            self.key, self.adapter = key, adapter_for(endpoint)
        return self.adapter


class Gateway:
    """Runs until `stop` is set. Connections that are entered while it runs get their thread within seconds."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop
        self.threads: dict[UUID, threading.Thread] = {}

    def run(self) -> None:
        log.warning("gateway is ready")
        while not self.stop.is_set():
            try:
                self._look()
                drops_collect()
            except (OperationalError, InterfaceError):
                log.warning("database away; the gateway waits", exc_info=True)
                connection.close()
            self.stop.wait(LOOK_SECONDS)
        for thread in self.threads.values():
            thread.join(timeout=20)

    def _look(self) -> None:
        for endpoint_id in AgencyEndpoint.objects.filter(is_active=True).values_list("id", flat=True):
            thread = self.threads.get(endpoint_id)
            if thread is None or not thread.is_alive():
                thread = threading.Thread(target=self._serve, args=(endpoint_id,), daemon=True)
                self.threads[endpoint_id] = thread
                thread.start()

    def _serve(self, endpoint_id: UUID) -> None:
        """Drain one connection for ever; a trouble of the database is waited out, any other one is logged."""
        ways = OpenConnections()
        while not self.stop.is_set():
            try:
                if endpoint_drain(endpoint_id=endpoint_id, connections=ways):
                    continue
            except Exception:  # the thread must live on: the message stays queued and is tried again
                log.exception("sending to %s failed", endpoint_id)
                connection.close()
                self.stop.wait(TROUBLE_SECONDS)
            self.stop.wait(PAUSE_SECONDS)
        connection.close()


def drops_collect() -> int:
    """Take the complete files from the folders of agencies and partners; gives how many."""
    taken = 0
    for endpoint in AgencyEndpoint.objects.filter(is_active=True, adapter="drop"):
        for file in waiting(Path(endpoint.address), now=time.time(), largest=LARGEST_MESSAGE):
            if _bearable(file):
                inbound_receive(endpoint=endpoint, content=file.content, arrival=_arrival(file))
            file.take()
            taken += 1
    root = Path(settings.EDI_DROP_DIR)
    if root.is_dir():
        taken += sum(_collect_partner(folder) for folder in sorted(root.iterdir()) if folder.is_dir())
    return taken


def _collect_partner(folder: Path) -> int:
    """Take what one partner left in the folder that bears the identifier of its key."""
    files = list(waiting(folder, now=time.time(), largest=LARGEST_MESSAGE))
    actor = actor_for_client(folder.name) if files else None
    if actor is None or "trips:write" not in actor.scopes:
        return 0
    for file in files:
        try:
            if _bearable(file):
                edi_receive(actor=actor, content=file.content, arrival=_arrival(file))
        except DomainError as refusal:
            log.warning("%s of %s was not kept: %s", file.path.name, folder.name, refusal)
        file.take()
    return len(files)


def _arrival(file: Dropped) -> Arrival:
    return Arrival("drop", file.transfer_id, file.path.name)


def _bearable(file: Dropped) -> bool:
    """A file above the limit is put away unread, where a person finds it."""
    if len(file.content) <= LARGEST_MESSAGE:
        return True
    log.warning("%s is larger than %d bytes and was not read", file.path, LARGEST_MESSAGE)
    return False
