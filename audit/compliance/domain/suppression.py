"""Counts for the public that give nobody away, not even to somebody who subtracts (R-101, acceptance 4).

A table of counts with the sums of its rows and columns: small cells are left out, then as many more as it takes so
that no left-out cell can be worked out from what is shown. What a reader can still find out is measured exactly: the
least and the most a cell can be, given every number shown, by flows through the table.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

FEWEST = 30
PROTECTION = 10

Key = tuple[str, str]
Node = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by (row, column); a left-out count must stay uncertain by at least `protection`."""

    counts: Mapping[Key, int]
    protection: int = PROTECTION


@dataclass(frozen=True, slots=True)
class Published:
    """What may be shown. `hidden` cells are left out; without `sums`, no sum of a row or column may be shown either."""

    hidden: frozenset[Key]
    sums: bool


def suppress(tables: Sequence[Table], small: frozenset[Key]) -> Published:
    """Say which cells to leave out so that the `small` ones stay unknown in every table published together.

    The tables have the same rows and columns; every row, column and the whole are meant to be shown with their sums.
    Where no leaving out protects (a row of one cell), the sums go instead, and only the small cells are left out.
    """
    hidden = set(small)
    while True:
        bare = next((key for key in sorted(small) if not all(_safe(one, hidden, key) for one in tables)), None)
        if bare is None:
            return Published(_fewest(tables, hidden, small), sums=True)
        more = _next(tables[0].counts, hidden, bare)
        if more is None:
            return Published(small, sums=False)
        hidden.add(more)


def _fewest(tables: Sequence[Table], hidden: set[Key], small: frozenset[Key]) -> frozenset[Key]:
    """Show again what turned out not to be needed, the largest first."""
    kept = set(hidden)
    for key in sorted(hidden - small, key=lambda one: (-tables[0].counts[one], one)):
        tried = kept - {key}
        if all(_safe(table, tried, one) for table in tables for one in small):
            kept = tried
    return frozenset(kept)


def _safe(table: Table, hidden: set[Key], key: Key) -> bool:
    return _spread(table.counts, hidden, key, table.protection) >= table.protection


def _next(counts: Mapping[Key, int], hidden: set[Key], bare: Key) -> Key | None:
    """Give the cheapest cell still shown: in the bare cell's lines first, then anywhere."""
    shown = [key for key in counts if key not in hidden and counts[key]]
    near = [key for key in shown if key[0] == bare[0] or key[1] == bare[1]]
    crossing = [key for key in shown if _lines(key) & {line for one in hidden for line in _lines(one)}]
    for choice in (near, crossing, shown):
        if choice:
            return min(choice, key=lambda key: (counts[key], key))
    return None


def _lines(key: Key) -> set[Node]:
    return {("row", key[0]), ("column", key[1])}


def _spread(counts: Mapping[Key, int], hidden: set[Key], key: Key, enough: int) -> int:
    """Give how far apart the least and the most are that the cell can be, counting up to `enough` each way.

    The left-out cells are pipes from row to column. A cell can grow by what can flow back from its column to its row
    through the others, which some lose (at most what they hold) and others gain (without limit).
    """
    up = _flow(counts, hidden, key, ("column", key[1]), ("row", key[0]), enough)
    down = _flow(counts, hidden, key, ("row", key[0]), ("column", key[1]), min(enough, counts.get(key, 0)))
    return up + down


def _flow(counts: Mapping[Key, int], hidden: set[Key], key: Key, source: Node, sink: Node, enough: int) -> int:
    """Push up to `enough` from source to sink: row to column a cell gains, column to row it loses what it holds."""
    room: dict[Node, dict[Node, int]] = {}
    for row, column in hidden - {key}:
        room.setdefault(("row", row), {})[("column", column)] = enough
        room.setdefault(("column", column), {})[("row", row)] = counts.get((row, column), 0)
    pushed = 0
    while pushed < enough:
        path = _path(room, source, sink)
        if path is None:
            break
        steps = list(pairwise(path))
        amount = min(enough - pushed, *(room[one][two] for one, two in steps))
        for one, two in steps:
            room[one][two] -= amount
            room[two][one] = room[two].get(one, 0) + amount
        pushed += amount
    return pushed


def _path(room: Mapping[Node, Mapping[Node, int]], source: Node, sink: Node) -> list[Node] | None:
    before: dict[Node, Node | None] = {source: None}
    waiting = deque([source])
    while waiting:
        here = waiting.popleft()
        if here == sink:
            return _walk(before, sink)
        for there, left in sorted(room.get(here, {}).items()):
            if left > 0 and there not in before:
                before[there] = here
                waiting.append(there)
    return None


def _walk(before: Mapping[Node, Node | None], sink: Node) -> list[Node]:
    path, here = [sink], before[sink]
    while here is not None:
        path.append(here)
        here = before[here]
    return path[::-1]
