"""A simulator of clamd, not the real one: python -m portal.simulators.virus_scanner --port N.

It speaks zINSTREAM, zPING and zVERSION as clamd does and knows one pattern, the harmless test string of EICAR, which
it finds anywhere in a file. It protects nobody; a real server sets PRECLEAR_VIRUS_SCANNER to a real clamd.
"""

from __future__ import annotations

import argparse
import signal
import socketserver
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# In two halves, so that this source is not taken for what it looks for.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
FOUND = "Eicar-Test-Signature"
LARGEST = 25 * 1024 * 1024
LONGEST_COMMAND = 32


class Talk(socketserver.StreamRequestHandler):
    """One connection, one command."""

    timeout = 30

    def handle(self) -> None:
        command = self._command()
        if command == b"PING":
            self._say("PONG")
        elif command == b"VERSION":
            self._say("Simulator of clamd; not a virus scanner")
        elif command == b"INSTREAM":
            self._stream()
        else:
            self._say("UNKNOWN COMMAND")

    def _command(self) -> bytes:
        """Read up to the zero that ends a command beginning with z."""
        found = b""
        while len(found) < LONGEST_COMMAND and not found.endswith(b"\0"):
            byte = self.rfile.read(1)
            if not byte:
                break
            found += byte
        return found.rstrip(b"\0").removeprefix(b"z")

    def _stream(self) -> None:
        content = b""
        while size := self._size():
            if len(content) + size > LARGEST:
                self._say("INSTREAM size limit exceeded. ERROR")
                return
            content += self.rfile.read(size)
        self._say(f"stream: {FOUND} FOUND" if EICAR in content else "stream: OK")

    def _size(self) -> int:
        head = self.rfile.read(4)
        return int(struct.unpack("!I", head)[0]) if len(head) == 4 else 0

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\0")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def running(host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Run the simulator for the length of a block; gives its address, host:port."""
    with Server((host, port), Talk) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"{host}:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join(timeout=2)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m portal.simulators.virus_scanner", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args(arguments)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with running(options.host, options.port) as address:
        print(f"simulator of a virus scanner is ready on {address}", flush=True)
        stop.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
