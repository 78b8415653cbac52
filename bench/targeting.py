"""Targeting in one run on one core, beside zen-engine on the same forty rules and the same filings:

    python -m bench.targeting [--live 4000] [--agree 20000] [--batch 1000000] [--skip-database]

1. Live: one filing, every hit with fact, operator, threshold, value and points; zen with its trace.
2. Facts to stored explanation: score, explanation and digests as JSON, p50 and p99, without a database.
3. Batch: decisions, both scores and per-rule hits of a million filings; zen's table, row by row. Before that both
   must agree on every one of `--agree` filings.
4. Explanations: the points sum to the scores; put every cited fact outside its condition and the score moves by
   exactly the points of the rules whose truth changed.
5. From PostgreSQL to report, and the booth's look-up: `bench.replay_postgres` and `bench.lookup`, run by this one.

Ratios are of this run; the rounds of both sides alternate.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

ONE_CORE = {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}
DAY = date(2026, 1, 5)
ROUNDS = 5
GOALS = {"live": 5.0, "stored": 1_500.0, "p99": 10.0, "batch": 500.0}


def pin() -> str:
    """Hold this process to one core, before polars counts them."""
    os.environ.update(ONE_CORE)
    if not hasattr(os, "sched_setaffinity"):
        return "this system cannot hold a process to one core; libraries are held to one thread"
    core = sorted(os.sched_getaffinity(0))[-1]
    os.sched_setaffinity(0, {core})
    return f"held to core {core}"


def rate(work: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Items per second of CPU time in one round."""
    start = time.process_time()
    for item in items:
        work(item)
    return len(items) / (time.process_time() - start)


def beside(sides: dict[str, tuple[Callable[[Any], object], Sequence[Any]]]) -> dict[str, float]:
    """The best round of each side; the sides take turns, so that a busy machine disturbs both."""
    best = dict.fromkeys(sides, 0.0)
    for _ in range(ROUNDS):
        for name, (work, items) in sides.items():
            best[name] = max(best[name], rate(work, items))
    return best


def line(name: str, figure: float, unit: str, note: str = "") -> None:
    print(f"  {name:44}{figure:>14,.0f} {unit}{'   ' + note if note else ''}")


def live(profile: Any, filings: list[Any], plain: list[dict[str, Any]], table: Any) -> dict[str, float]:
    from clearance.targeting.explanation import explain
    from clearance.targeting.interpreter import score

    few = plain[: max(200, len(plain) // 10)]
    found = beside(
        {
            "ours": (lambda facts: score(facts, profile, on=DAY).hits_as_json(), filings),
            "stored": (lambda facts: explain(facts, profile, on=DAY).as_json(), filings),
            "zen": (lambda facts: table.evaluate(facts), few),
            "trace": (lambda facts: table.evaluate(facts, {"trace": True}), few),
        }
    )
    print("\nLive, one filing at a time")
    line("zen-engine, decision table", found["zen"], "filings/s")
    line("zen-engine with trace", found["trace"], "filings/s")
    line(
        "ours, every hit explained",
        found["ours"],
        "filings/s",
        f"{found['ours'] / found['trace']:.1f} times zen with trace",
    )
    line("ours, facts to stored explanation", found["stored"], "filings/s")
    times = sorted(_seconds(lambda facts: explain(facts, profile, on=DAY).as_json(), filings))
    p50, p99 = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
    print(f"  facts to stored explanation: p50 {p50:.3f} ms, p99 {p99:.3f} ms (wall clock)")
    return {"live": found["ours"] / found["trace"], "stored": found["stored"], "p99": p99, "zen": found["zen"]}


def _seconds(work: Callable[[Any], object], items: Sequence[Any]) -> list[float]:
    times = []
    for item in items:
        start = time.perf_counter()
        work(item)
        times.append(time.perf_counter() - start)
    return times


def agreement(profile: Any, policy: Any, rows: Any, table: Any) -> bool:
    """Every filing: the batch, the single filing and zen name the same rules and the same scores."""
    from bench.filings import filings
    from clearance.targeting.columns import encode_frame
    from clearance.targeting.facts import facts_as_json
    from clearance.targeting.interpreter import score
    from clearance.targeting.replay import replay

    batch = replay(profile, encode_frame(rows), policy, on=DAY)
    wrong = 0
    for facts, row in zip(filings(rows), batch.rows.iter_rows(named=True), strict=True):
        single = score(facts, profile, on=DAY)
        ours = {name for name in batch.rules if row[name]}
        theirs = {hit["rule"] for hit in table.evaluate(facts_as_json(facts))["result"]}
        same = ours == theirs == {hit.rule for hit in single.hits}
        wrong += not (same and (row["security"], row["compliance"]) == (single.security, single.compliance))
    print(f"\nAgreement of batch, single filing and zen-engine: {rows.height - wrong:,} of {rows.height:,}")
    return wrong == 0


def batch(profile: Any, policy: Any, rows: Any, zen: float) -> float:
    from clearance.targeting.columns import encode_frame
    from clearance.targeting.replay import replay

    start = time.process_time()
    columns = encode_frame(rows)
    encoded = time.process_time() - start
    seconds = []
    for _ in range(ROUNDS):
        columns.known.clear()
        start = time.process_time()
        made = replay(profile, columns, policy, on=DAY)
        seconds.append(time.process_time() - start)
    found = len(columns) / min(seconds)
    print(f"\nBatch, {len(columns):,} filings: decisions, both scores, {len(made.rules)} columns of hits")
    line("encode the columns (once)", len(columns) / encoded, "filings/s", f"{encoded:.2f} s")
    line("replay", found, "filings/s", f"{min(seconds):.3f} s, {found / zen:,.0f} times zen's table")
    print(f"  {made.counts()}")
    return found / zen


def explanations(profile: Any, filings: list[Any]) -> bool:
    """Points sum to the scores, and every cited fact put outside its condition moves them as the definition says.

    What a rule says is asked of its tree (`Node.holds`), what the engine says of the scores of both filings.
    """
    from clearance.targeting.counterfactual import cited, otherwise
    from clearance.targeting.interpreter import BORDER, HIGHEST, LOWEST, score
    from clearance.targeting.profile import TARGETS

    def by_definition(facts: Any) -> dict[str, int]:
        total = dict.fromkeys(TARGETS, 0)
        for rule in profile.rules:
            if rule.scope.covers(BORDER, facts["direction"], facts["crossing"]) and rule.when.holds(facts):
                total[rule.target] += rule.points
        return total

    moves = wrong = 0
    for facts in filings:
        before = score(facts, profile, on=DAY)
        wrong += any(max(LOWEST, min(HIGHEST, before.points(name))) != getattr(before, name) for name in TARGETS)
        due = by_definition(facts)
        for hit in before.hits:
            for leaf in cited(profile.rule(hit.rule), facts):
                other = facts | {leaf.fact: otherwise(leaf, facts)}
                after, expected = score(other, profile, on=DAY), by_definition(other)
                wrong += any(after.points(n) - before.points(n) != expected[n] - due[n] for n in TARGETS)
                moves += 1
    print(
        f"\nExplanations of {len(filings):,} filings: points summed to both scores; {moves:,} cited facts were put "
        f"outside their condition; {wrong:,} scores did not move by the points of the rules that changed"
    )
    return wrong == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--live", type=int, default=4_000)
    parser.add_argument("--agree", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=1_000_000)
    parser.add_argument("--explained", type=int, default=10_000)
    parser.add_argument("--skip-database", action="store_true", help="leave out the parts that start PostgreSQL")
    options = parser.parse_args()
    held = pin()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")  # of the parts that start PostgreSQL
    import zen

    from bench.filings import filings, frame
    from bench.profile40 import profile40
    from clearance.targeting.facts import facts_as_json
    from clearance.targeting.jdm import to_jdm
    from clearance.targeting.lane_policy import default_policy

    profile, policy = profile40(), default_policy()
    table = zen.ZenEngine().create_decision(json.dumps(to_jdm(profile, on=DAY)))
    print(f"Python {platform.python_version()}, {platform.machine()}, {held}; {len(profile.rules)} rules, CPU time")
    some = filings(frame(1, max(options.live, options.explained)))
    found = live(profile, some[: options.live], [facts_as_json(one) for one in some[: options.live]], table)
    agrees = agreement(profile, policy, frame(2, options.agree), table)
    times = batch(profile, policy, frame(3, options.batch), found["zen"])
    explained = explanations(profile, some[: options.explained])
    print("\nGoals")
    for name, met in (
        (f"live, explained: at least {GOALS['live']:.0f} times zen with trace", found["live"] >= GOALS["live"]),
        (f"facts to stored explanation: at least {GOALS['stored']:,.0f}/s", found["stored"] >= GOALS["stored"]),
        (f"p99 under {GOALS['p99']:.0f} ms", found["p99"] < GOALS["p99"]),
        (f"batch: at least {GOALS['batch']:.0f} times zen's table", times >= GOALS["batch"]),
        (f"100 % agreement on {options.agree:,} filings", agrees),
        ("points sum to the score; counterfactuals move it by their points", explained),
    ):
        print(f"  {'met    ' if met else 'NOT met'}  {name}")
    if not options.skip_database:
        sys.stdout.flush()
        for module in ("bench.replay_postgres", "bench.lookup"):
            print(f"\n=== python -m {module}", flush=True)
            subprocess.run([sys.executable, "-m", module], check=True)


if __name__ == "__main__":
    main()
