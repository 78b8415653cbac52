"""How robust, exact and fast the message engine is; pure, without a database.

    python -m bench.edi [--count 1000000] [--processes 2] [--seed 1]

Feeds mutated messages to reading, rebuilding and writing, and stops at any exception but EdiError. Then
builds every message of tests/payloads/edi again, and reads messages of 0.1, 1 and 10 MB.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import replace
from multiprocessing import Pool

from clearance.edi import EdiError, Group, lex, read, rebuild, write
from clearance.edi.checking import check
from tests.factories.edi_mutations import PAYLOADS, mutations

CHUNK = 5000
SIZES = (100_000, 1_000_000, 10_000_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1_000_000, help="mutated inputs")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    fuzz(options.count, options.processes, options.seed)
    round_trip()
    linear_time()


# --- fuzzing -------------------------------------------------------------------------------------------------
def fuzz(count: int, processes: int, seed: int) -> None:
    start = time.perf_counter()
    sizes = [min(CHUNK, count - done) for done in range(0, count, CHUNK)]
    total: Counter[str] = Counter()
    with Pool(processes) as pool:
        for number, outcome in enumerate(pool.imap_unordered(_chunk, [(seed + n, s) for n, s in enumerate(sizes)]), 1):
            total += outcome
            if number % 20 == 0:
                print(f"  {sum(total.values()):,} inputs", flush=True)
    seconds = time.perf_counter() - start
    print(f"fuzz: {sum(total.values()):,} inputs in {seconds:.0f} s, no exception but EdiError")
    for outcome, times in total.most_common():
        print(f"  {outcome:<20} {times:>9,}")


def _chunk(task: tuple[int, int]) -> Counter[str]:
    return Counter(outcome_of(data) for data in mutations(*task))


def outcome_of(data: bytes) -> str:
    """Read, build again and write one input; anything but EdiError comes out with the input that did it."""
    try:
        found = check(data)
    except EdiError as fault:
        return fault.code
    except BaseException as error:
        raise AssertionError(f"{error!r} on {data!r}") from error
    if any(one.code == "EDI_REBUILD" for message in found for one in message.errors):
        raise AssertionError(f"not rebuilt: {data!r}")
    return "read, with errors" if any(one.errors for one in found) else "read"


# --- round trip ------------------------------------------------------------------------------------------------
def round_trip() -> None:
    files = sorted(PAYLOADS.glob("*.edi"))
    found = [one for path in files for one in check(path.read_bytes())]
    exact = sum(one.exact for one in found)
    errors = sum(bool(one.errors) for one in found)
    print(f"round trip: {len(found)} messages, {exact} to the same bytes, {errors} with errors")


# --- linear time -------------------------------------------------------------------------------------------------
def large_message(size: int) -> bytes:
    """A manifest of that many bytes: the shipments of the sample, over and over."""
    interchange = lex((PAYLOADS / "cuscar_85.edi").read_bytes())
    segments = list(interchange.messages[0].segments)
    first = next(at for at, segment in enumerate(segments) if segment.tag == "CNI")
    once = len(write(interchange)) * (len(segments) - first) // len(segments)
    body = segments[:first] + segments[first:-1] * max(1, size // once) + segments[-1:]
    numbered = tuple(segment._replace(position=at) for at, segment in enumerate(body, 1))
    message = replace(interchange.messages[0], segments=numbered)
    return write(replace(interchange, groups=(Group(interchange.groups[0].header, (message,)),)))


def linear_time() -> None:
    print("MB of one message     lex MB/s    read MB/s  rebuild MB/s   (of processor time)")
    for size in SIZES:
        data = large_message(size)
        start = time.process_time()
        lex(data)
        lexed = time.process_time()
        readings = read(data)
        done = time.process_time()
        rebuild(readings[0])
        built = time.process_time()
        megabytes = len(data) / 1e6
        rates = (megabytes / (b - a) for a, b in ((start, lexed), (lexed, done), (done, built)))
        print(f"{megabytes:17.1f} " + " ".join(f"{rate:12.2f}" for rate in rates))


if __name__ == "__main__":
    main()
