"""How many trips one core reads, checks and scores per second; the pure part, without a database.

    python -m bench.scoring [--trips 2000]

Prints trips per second of CPU time for: reading the JSON with all rules, extracting facts, scoring with the
shipped profile, and facts to lane advice as the worker does it. A trip has 3 shipments and 10 goods lines.
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from collections.abc import Callable
from datetime import date

from clearance.domain.filing import check
from clearance.targeting.facts import Circumstances, History, Signals, extract
from clearance.targeting.interpreter import score
from clearance.targeting.lane_policy import default_policy
from clearance.targeting.lanes import LaneFacts, decide_with_draw
from clearance.targeting.profile import default_profile
from tests.factories.clearance_facts import CONTEXT, links
from tests.factories.manifests import NOW, line, manifest_dict


def trip_json() -> str:
    """A trip of three shipments and ten lines, as a partner sends it."""
    data = manifest_dict("SB", 3, 3)
    data["shipments"][0]["lines"].append(line(3))
    return json.dumps(data)


def rate(work: Callable[[], object], trips: int) -> float:
    """Trips per second of CPU time: the best of five runs, so that a busy machine disturbs little."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(trips):
            work()
        best = min(best, time.process_time() - start)
    return trips / best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trips", type=int, default=2000)
    trips = parser.parse_args().trips
    sent = trip_json()
    checked = check(json.loads(sent), CONTEXT)
    manifest = checked.manifest
    assert manifest is not None, checked.errors
    held = links("T2", "T2", "T2", "T2", "T1")
    history = History(120, 60, 40, 0, 0, frozenset({"8708", "1806", "3917"}))
    around = Circumstances(NOW, 12)
    place = LaneFacts("ambassador-bridge", "SB")
    profile, policy, day = default_profile(), default_policy(), date(2026, 1, 5)
    facts = extract(manifest, held, history, Signals(), around)

    def worker() -> object:
        found = extract(manifest, held, history, Signals(), around)
        result = score(found, profile, on=day)
        return decide_with_draw(result, held, place, policy, seed=b"bench", trip_id="bench"), result.hits_as_json()

    print(f"Python {platform.python_version()}, {platform.machine()}, one core, CPU time")
    for name, work in (
        ("read and check", lambda: check(json.loads(sent), CONTEXT)),
        ("extract facts", lambda: extract(manifest, held, history, Signals(), around)),
        (f"score, {len(profile.rules)} rules", lambda: score(facts, profile, on=day)),
        ("facts to stored advice", worker),
    ):
        print(f"{name:26} {rate(work, trips):>10,.0f} trips/s")


if __name__ == "__main__":
    main()
