"""Broken messages: what the fuzz test and bench/edi.py feed to the message engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

PAYLOADS = Path(__file__).resolve().parents[1] / "payloads" / "edi"
SIGNS = [*b"+:'?*~>^|!#\n\r\x00\x1d\x1e\x1f\x1c UNA0\xff\xc3", *b"'\"-.,"]


def seeds() -> list[bytes]:
    """Give the messages of tests/payloads/edi."""
    return [path.read_bytes() for path in sorted(PAYLOADS.glob("*.edi"))]


def mutations(seed: int, count: int) -> Iterator[bytes]:
    """Give that many inputs, each a message with one to six things done to it."""
    random, found = Random(seed), seeds()
    for _ in range(count):
        data = bytearray(random.choice(found))
        for _ in range(random.randint(1, 6)):
            _mutate(data, random, found)
        yield bytes(data)


def _mutate(data: bytearray, random: Random, found: list[bytes]) -> None:
    at = random.randrange(len(data) + 1)
    to = min(len(data), at + random.choice((1, 1, 2, 5, 30)))
    match random.randrange(8):
        case 0:
            data[at:to] = bytes([random.randrange(256)])
        case 1:
            data[at:at] = bytes([random.choice(SIGNS)])
        case 2:
            del data[at:to]
        case 3:
            data[at:at] = data[at:to] * random.choice((1, 2, 40))
        case 4:
            del data[at:]
        case 5:
            other = random.choice(found)
            cut = random.randrange(len(other))
            data[at:at] = other[cut : cut + random.choice((3, 20, 200))]
        case 6:
            _swap_segments(data, random)
        case _:
            data[at:to] = bytes([random.choice(SIGNS)]) * (to - at)


def _swap_segments(data: bytearray, random: Random) -> None:
    end = b"'" if b"'" in data else b"~"
    parts = bytes(data).split(end)
    one, two = random.randrange(len(parts)), random.randrange(len(parts))
    parts[one], parts[two] = parts[two], parts[one]
    data[:] = end.join(parts)
