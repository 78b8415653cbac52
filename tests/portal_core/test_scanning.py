"""The virus scanner's protocol against its simulator: clean, infected, down, talking nonsense (architecture rule 3)."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from portal.core.scanning import PIECE, Clamd, NoScanner, Verdict, instream, scanner, verdict_of
from portal.simulators import virus_scanner
from portal.simulators.virus_scanner import EICAR


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with virus_scanner.running() as found:
        yield found


def ask(address: str, command: bytes) -> bytes:
    host, _, port = address.partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(command)
        return line.recv(200)


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"a plain page", Verdict("clean")),
        (b"", Verdict("clean")),
        (b"x" * (3 * PIECE + 7), Verdict("clean")),
        (EICAR, Verdict("infected", "Eicar-Test-Signature")),
        (b"%PDF" + b"x" * (PIECE - 20) + EICAR, Verdict("infected", "Eicar-Test-Signature")),
    ],
)
def test_the_verdict_comes_over_the_line(address: str, content: bytes, verdict: Verdict) -> None:
    assert Clamd(address).scan(content) == verdict


def test_the_simulator_says_what_it_is_and_refuses_what_is_too_much(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(address, b"zPING\0") == b"PONG\0"
    assert b"not a virus scanner" in ask(address, b"zVERSION\0")
    assert b"UNKNOWN" in ask(address, b"zSHUTDOWN\0")
    monkeypatch.setattr(virus_scanner, "LARGEST", 10)
    assert Clamd(address).scan(b"x" * 11).state == "unavailable"


def test_pieces_carry_their_length_and_an_empty_one_ends() -> None:
    sent = list(instream(b"x" * (PIECE + 1)))
    assert sent[0] == b"zINSTREAM\0" and sent[-1] == b"\0\0\0\0"
    assert [int.from_bytes(part[:4], "big") for part in sent[1:-1]] == [PIECE, 1]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("stream: OK\0", "clean"),
        ("stream: Win.Test FOUND\0", "infected"),
        ("INSTREAM size limit exceeded. ERROR\0", "unavailable"),
        ("stream: OK and more\0", "unavailable"),
        ("", "unavailable"),
    ],
)
def test_only_a_plain_yes_is_a_yes(answer: str, state: str) -> None:
    assert verdict_of(answer).state == state


@contextmanager
def a_server_that(says: bytes) -> Iterator[str]:
    class Talk(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(says)

    with socketserver.TCPServer(("127.0.0.1", 0), Talk) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"


@pytest.mark.parametrize("says", [b"", b"stream: O", b"\xff\xfe"])
def test_half_an_answer_clears_nothing(says: bytes) -> None:
    with a_server_that(says) as address:
        assert Clamd(address, seconds=2).scan(b"page").state == "unavailable"


def test_nobody_there_clears_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address in (f"127.0.0.1:{port}", "/nowhere/clamd.sock", "nonsense"):
        assert Clamd(address, seconds=1).scan(b"page").state == "unavailable"
    assert NoScanner().scan(b"page").state == "unavailable"


def test_the_setting_names_the_scanner(settings: object) -> None:
    settings.VIRUS_SCANNER = ""
    assert isinstance(scanner(), NoScanner)
    settings.VIRUS_SCANNER = "clamd:3310"
    assert scanner() == Clamd("clamd:3310")
