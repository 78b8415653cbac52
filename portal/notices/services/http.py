"""One POST to a partner's address: no redirects, no private networks, no long waiting."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.notices.domain.targets import address_allowed, check_url

TIMEOUT_SECONDS = 5.0
USER_AGENT = "Preclear-Webhooks/1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the HTTP status, or 0 with the error when nothing did."""

    status: int
    error: str = ""

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300


def post(url: str, body: bytes, headers: Mapping[str, str], *, allow_loopback: bool) -> Answer:
    """Send one message. Every failure becomes an Answer: a partner's trouble is not an exception of ours."""
    refusal = check_url(url, allow_loopback=allow_loopback)
    if refusal:
        return Answer(0, refusal.message.en)
    parts = urlsplit(url)
    try:
        connection = _connect(parts.scheme, parts.hostname or "", parts.port, allow_loopback)
    except (OSError, ValueError) as error:
        return Answer(0, f"{type(error).__name__}: {error}")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", target, body=body, headers={**headers, "User-Agent": USER_AGENT})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return Answer(0, f"{type(error).__name__}: {error}")
    finally:
        connection.close()
    return Answer(status, "" if 200 <= status < 300 else f"HTTP {status}")


def _connect(scheme: str, host: str, port: int | None, allow_loopback: bool) -> http.client.HTTPConnection:
    """Open the connection to the address that was checked, so that the name cannot change its meaning after."""
    secure = scheme == "https"
    number = port or (443 if secure else 80)
    found = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(address_allowed(address, allow_loopback=allow_loopback) for address in addresses):
        raise ValueError("the name leads into a private network")
    raw = socket.create_connection((addresses[0], number), timeout=TIMEOUT_SECONDS)
    connection = http.client.HTTPConnection(host, number, timeout=TIMEOUT_SECONDS)
    connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if secure else raw
    return connection
