"""Asking a virus scanner about a file: clean, infected, or nobody there to ask.

The one that is spoken to is clamd, by its INSTREAM command: the bytes go over a socket in pieces with their length
before each, and one line comes back. No answer is never taken for a yes: a file that could not be scanned stays
shut, and the caller asks again later.
"""

from __future__ import annotations

import logging
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

log = logging.getLogger(__name__)

CLEAN, INFECTED, UNAVAILABLE = "clean", "infected", "unavailable"
PIECE = 64 * 1024
SECONDS = 20.0
LONGEST_ANSWER = 4096


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner said: `state` is clean, infected or unavailable; `detail` names the find or the fault."""

    state: str
    detail: str = ""


class Scanner(Protocol):
    """Whatever can look at bytes."""

    def scan(self, content: bytes) -> Verdict:
        """Give the verdict; never raises for a scanner that does not answer."""


class NoScanner:
    """A server without a scanner: nothing is ever cleared by it."""

    def scan(self, content: bytes) -> Verdict:
        return Verdict(UNAVAILABLE, "no scanner is configured")


@dataclass(frozen=True, slots=True)
class Clamd:
    """A clamd at `host:port` or at the path of a Unix socket."""

    address: str
    seconds: float = SECONDS

    def scan(self, content: bytes) -> Verdict:
        try:
            with self._connected() as line:
                for part in instream(content):
                    line.sendall(part)
                answer = _read_answer(line)
        except (OSError, ValueError) as fault:
            log.warning("virus scanner at %s: %s", self.address, fault)
            return Verdict(UNAVAILABLE, f"{type(fault).__name__}: {fault}"[:200])
        return verdict_of(answer)

    def _connected(self) -> socket.socket:
        if self.address.startswith("/"):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.seconds)
            line.connect(self.address)
            return line
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host or "127.0.0.1", int(port)), timeout=self.seconds)


def instream(content: bytes) -> Iterator[bytes]:
    """Give the command as it goes over the line: name, pieces with their length in four bytes, an empty piece."""
    yield b"zINSTREAM\0"
    for start in range(0, len(content), PIECE):
        piece = content[start : start + PIECE]
        yield struct.pack("!I", len(piece)) + piece
    yield struct.pack("!I", 0)


def verdict_of(answer: str) -> Verdict:
    """Read clamd's line: `stream: OK`, `stream: Name FOUND`, or an error, which clears nothing."""
    words = answer.strip("\0\r\n ")
    if words == "stream: OK":
        return Verdict(CLEAN)
    if words.startswith("stream: ") and words.endswith(" FOUND"):
        return Verdict(INFECTED, words.removeprefix("stream: ").removesuffix(" FOUND")[:200])
    return Verdict(UNAVAILABLE, words[:200] or "no answer")


def _read_answer(line: socket.socket) -> str:
    found = b""
    while not found.endswith(b"\0") and len(found) < LONGEST_ANSWER:
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        found += part
    return found.decode("utf-8", "replace")


def scanner() -> Scanner:
    """Give the scanner of this server, from settings.VIRUS_SCANNER; without an address there is none."""
    return Clamd(settings.VIRUS_SCANNER) if settings.VIRUS_SCANNER else NoScanner()
